"""Errors of secrets and key files: what opens a store, or does not."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class SecretError(DeskError):
    """A passphrase or recovery words that cannot be used."""


class WrongSecretError(SecretError):
    """The passphrase or the twelve words open no slot of the key file."""

    def __init__(self, kind: str) -> None:
        """`kind` is "passphrase" or "recovery"."""
        self.kind = kind
        super().__init__(
            "That passphrase does not match. Nothing was changed. Check Caps Lock and the keyboard "
            "language, or use your twelve recovery words."
            if kind == "passphrase"
            else "These twelve words do not open this store. Nothing was changed. Compare each "
            "word and their order with your recovery sheet."
        )


class WeakPassphraseError(SecretError):
    """A new passphrase that is too short or too easy to guess."""

    def __init__(self, advice: str) -> None:
        self.advice = advice
        super().__init__(
            f"{advice} Nothing was changed. Use five unrelated words, or twelve or more "
            "characters that are hard to guess."
        )


class RecoveryCountError(SecretError):
    """Not twelve recovery words."""

    def __init__(self, count: int) -> None:
        self.count = count
        written = "word was" if count == 1 else "words were"
        super().__init__(
            f"{count} {written} typed, but the recovery sheet has 12. Type all of them, in their "
            "order, with spaces between."
        )


class RecoveryWordError(SecretError):
    """A word that is not one of the 2,048 recovery words."""

    def __init__(self, position: int, word: str) -> None:
        """`position` counts from 1."""
        self.position = position
        self.word = word
        super().__init__(
            f"Word {position}, “{word}”, is not on the list of recovery words. Compare it with "
            "your recovery sheet."
        )


class KeyFileError(DeskError):
    """The key file of a store cannot be used."""

    brief = "It cannot be used."
    """The same about one copy, where others may be well."""


class DamagedKeysError(KeyFileError):
    """The key file is there and is not what was written."""

    def __init__(self, part: str) -> None:
        """`part` names the damaged part of the key file, never its content."""
        self.part = part
        self.brief = f"It is damaged ({part})."
        super().__init__(
            f"The key file of this store is damaged ({part}), and so is every copy of it. The "
            "records themselves were not touched. Put back keys.json or keys.copy.json from a "
            "copy of the store's folder."
        )


class MissingKeysError(KeyFileError):
    """No copy of the key file is there."""

    brief = "It is missing."

    def __init__(self) -> None:
        super().__init__(
            "The key file of this store, keys.json, is missing, and so is every copy of it. The "
            "records themselves were not touched. Put back keys.json or keys.copy.json from a "
            "copy of the store's folder; without one of them the records cannot be opened."
        )


class TooNewError(KeyFileError):
    """A store that a newer version of the program made or changed."""

    brief = "A newer version of Counselor Desk wrote it."

    def __init__(self, part: str) -> None:
        """`part` is the file that is newer than this program."""
        self.part = part
        super().__init__(
            f"This store was made by a newer version of Counselor Desk ({part}). Nothing was "
            "changed. Install the newer version to open it."
        )


class UnreadableError(KeyFileError):
    """The system would not let a file of the store be read."""

    def __init__(self, part: str, reason: str) -> None:
        self.part = part
        self.reason = reason
        self.brief = f"It could not be read: {reason}."
        super().__init__(
            f"{part} could not be read: {reason}. Nothing was changed. Check that the drive is "
            "connected and that the folder belongs to you, then try again."
        )


class KeyCopyError(KeyFileError):
    """One copy of the key file is not as the others; the store itself opens."""

    def __init__(self, name: str, problem: str) -> None:
        """`name` is the file, `problem` a sentence about it."""
        self.name = name
        super().__init__(
            f"The copy {name} of the key file cannot stand in for the others. {problem} The store "
            "itself is open and safe. Lock it and open it again: copies are repaired then."
        )


class KeysChangingError(KeyFileError):
    """Something was to be written while all keys of the store are changed, or just after."""

    def __init__(self) -> None:
        super().__init__(
            "All keys of this store are being changed, so this was not saved yet. What you typed "
            "is still here. When it is done the store locks itself: open it with the new "
            "passphrase and go on."
        )


class NoRoomForKeysError(KeyFileError):
    """The disk has not the room that changing all keys takes."""

    def __init__(self, needed: int, free: int) -> None:
        """Both in bytes."""
        self.needed = needed
        self.free = free
        super().__init__(
            f"Changing all keys needs {_megabytes(needed)} of free space on the disk of the "
            f"store, and {_megabytes(free)} are free. Nothing was changed. Free some space and "
            "try again."
        )


class UnprovenKeysError(KeyFileError):
    """The records under their new keys did not prove to be the same."""

    def __init__(self, finding: str) -> None:
        """`finding` says what was found; it names no person."""
        self.finding = finding
        super().__init__(
            f"The records could not be proved under their new keys ({finding}), so the keys were "
            "not changed. Your records, passphrase and recovery words are as they were. Check the "
            "store, then try again."
        )


def _megabytes(size: int) -> str:
    return f"{max(1, round(size / 1_000_000)):,} MB"
