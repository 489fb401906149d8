"""Errors of backups: making one, reading one, restoring one."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError
from counselor_desk.errors.keys import WrongSecretError


class BackupError(DeskError):
    """A backup could not be made or used."""


class DamagedBackupError(BackupError):
    """The file is no backup, or not every byte of it is as it was written."""

    def __init__(self, part: str) -> None:
        """`part` names what is not as it was written, never its content."""
        self.part = part
        super().__init__(
            f"This backup file is damaged, or it is no backup ({part}). Nothing was taken from it "
            "and nothing was changed. Keep it, and use another backup."
        )


class NewerBackupError(BackupError):
    """A newer version of the program made the backup."""

    def __init__(self) -> None:
        super().__init__(
            "This backup was made by a newer version of Counselor Desk. Nothing was changed. "
            "Install the newer version to restore it."
        )


class UnreadableBackupError(BackupError):
    """The system would not let the backup be read."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"The backup {name} could not be read: {reason}. Nothing was changed. Check that the "
            "drive is connected and that the file belongs to you, then try again."
        )


class WrongBackupSecretError(WrongSecretError):
    """The passphrase or the words do not open the backup."""

    def __init__(self, kind: str) -> None:
        """`kind` is "passphrase" or "recovery"."""
        super().__init__(kind)
        self.args = (
            "That passphrase does not open this backup. Nothing was changed. A backup opens with "
            "the passphrase it was made under, which may be an earlier one, or with your twelve "
            "recovery words."
            if kind == "passphrase"
            else "These twelve words do not open this backup. Nothing was changed. Compare each "
            "word and their order with the recovery sheet you had when it was made.",
        )


class UnsoundBackupError(BackupError):
    """What was written did not pass its verification, so it was not kept."""

    def __init__(self, finding: str) -> None:
        """`finding` says what is wrong; it names no person."""
        self.finding = finding
        super().__init__(
            f"The backup was written but did not verify ({finding}), so it was not kept. Your "
            "records were not touched. Check the store, and use another drive for the backup."
        )


class MissingPlaceError(BackupError):
    """The folder for backups is not there."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"The backup folder {folder} is not there, so no backup was made in it. Your records "
            "are safe where they are. Connect its drive, or name another folder."
        )


class PlaceInStoreError(BackupError):
    """A folder inside the store was named for backups."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} is inside the store itself, so a backup there would be lost with it. "
            "Nothing was changed. Choose a folder outside, best on another drive."
        )


class TakenFileError(BackupError):
    """A backup was asked for under a name that is taken."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path} already exists, and a backup never replaces a file. Nothing was changed. "
            "Choose another name, or name a folder."
        )


class StoppedError(BackupError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("It was stopped. Nothing was changed and nothing was left behind.")
