"""Errors of counseling notes: what opens them, or does not."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.keys import SecretError


class SamePassphraseError(SecretError):
    """The passphrase of the store was chosen for the counseling notes, too."""

    def __init__(self) -> None:
        super().__init__(
            "This passphrase opens the records already. Nothing was changed. Choose another one, "
            "so that counseling notes stay closed when the chart is open."
        )


class WrongNotesPassphraseError(SecretError):
    """This is not the passphrase of the counseling notes."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open the counseling notes. Nothing was changed. It is not "
            "the one that opens the records. Check Caps Lock, or use your twelve recovery words."
        )


class WrongNotesWordsError(SecretError):
    """These recovery words do not open the counseling notes."""

    def __init__(self) -> None:
        super().__init__(
            "These twelve words do not open the counseling notes. Nothing was changed. If the "
            "recovery sheet was changed since, use the sheet from before, or the passphrase."
        )


class ClosedCounselingNotesError(DeskError):
    """The counseling notes were closed before something was done with them."""

    def __init__(self) -> None:
        super().__init__(
            "The counseling notes are closed, so this was not done. What was saved before is safe. "
            "Open them again with their passphrase."
        )


class CounselingNotesSetUpError(DeskError):
    """Counseling notes were to be set up where they are already."""

    def __init__(self) -> None:
        super().__init__(
            "Counseling notes were set up already. Nothing was changed. Open them with their "
            "passphrase."
        )


class DamagedCounselingNoteError(DeskError):
    """A counseling note, or the lock of all of them, is not as it was written."""

    def __init__(self) -> None:
        super().__init__(
            "A part of the counseling notes is not as it was written, so it is not shown. "
            "The chart is not affected. Bring it back from a backup."
        )
