"""Errors of the store's folder, its records and the disk."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError


class StoreError(DeskError):
    """The store's folder or its records cannot be used."""


class NoStoreError(StoreError):
    """There is no store in this folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"There is no Counselor Desk store in {folder}. Choose the folder that holds "
            "keys.json and records.db, or make a new store."
        )


class FolderTakenError(StoreError):
    """A new store was asked for where something already is."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} already holds something, so no new store was made there. Nothing was "
            "changed. Choose a folder that is empty or does not exist yet."
        )


class RiskyPlaceError(StoreError):
    """A new store was asked for in a folder that another program copies or shares."""

    def __init__(self, folder: str, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"No store was made in {folder}: {reason}, and that can damage the records or carry "
            "them away. Choose a folder on this computer's own disk; a backup may go there."
        )


class StoreInUseError(StoreError):
    """Another process has the store open."""

    def __init__(self, holder: str, since: str) -> None:
        """`holder` names the process, `since` the moment, both for reading; either may be empty."""
        self.holder = holder
        self.since = since
        who = f" ({holder})" if holder else ""
        when = f" since {since}" if since else ""
        super().__init__(
            f"This store is open in another Counselor Desk{who}{when}. Nothing was changed. Go "
            "to that window, or close it and try again."
        )


class MissingRecordsError(StoreError):
    """The store's folder has no records.db."""

    def __init__(self) -> None:
        super().__init__(
            "The records file of this store, records.db, is missing. Nothing was made in its "
            "place. Put it back from a copy of the store's folder, together with records.db-wal "
            "if that is there."
        )


class EmptyRecordsError(StoreError):
    """The records.db of the store has no bytes."""

    def __init__(self) -> None:
        super().__init__(
            "The records file of this store, records.db, is empty (0 bytes). Nothing was written "
            "to it. Put it back from a copy of the store's folder."
        )


class ForeignRecordsError(StoreError):
    """The records.db in this folder belongs to another store, or its first page is damaged."""

    def __init__(self) -> None:
        super().__init__(
            "records.db does not belong to the key file in this folder, or its beginning is "
            "damaged. Nothing was changed. Keep this folder as it is, and put both files back "
            "from the same copy of it."
        )


class DamagedRecordsError(StoreError):
    """The encrypted records are not what was written."""

    def __init__(self) -> None:
        super().__init__(
            "The records file of this store, records.db, is damaged. What you just did was not "
            "saved, and nothing else was changed. Close Counselor Desk, keep this folder as it "
            "is, and open a copy of the store."
        )


class BusyStoreError(StoreError):
    """Something else is writing to the records right now."""

    def __init__(self) -> None:
        super().__init__(
            "The records are busy with another task, so this was not saved yet. Your text is "
            "kept. Wait a moment and try again."
        )


class DiskFullError(StoreError):
    """No space is left for what was to be written."""

    def __init__(self, path: str = "") -> None:
        self.path = path
        super().__init__(
            f"The disk is full, so {path or 'this'} was not saved. What was saved before is safe. "
            "Free some space and try again."
        )


class ReadOnlyError(StoreError):
    """The folder or file may not be written."""

    def __init__(self, path: str = "") -> None:
        self.path = path
        super().__init__(
            f"{path or 'The folder of this store'} cannot be written to. What was saved before is "
            "safe. Allow writing there, close it in other programs, or use another folder."
        )


class BadPathError(StoreError):
    """A file name or folder that cannot be written as it was given."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path} was not written: {reason}. What was saved before is safe. Choose an existing "
            "folder and a shorter or plainer name."
        )


class DiskError(StoreError):
    """The disk did not do what it was told."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"The disk reported an error{why}, so this was not saved. What was saved before is "
            "safe. Check the drive, its cable and its free space, then try again."
        )


class ClosedRecordError(StoreError):
    """A signed or append-only record was to be changed."""

    def __init__(self) -> None:
        super().__init__(
            "This record is signed or closed and cannot be changed or deleted. Nothing was "
            "changed. Write an addendum instead."
        )


class NotAllowedError(StoreError):
    """The database was told to do something that an open store never does."""

    def __init__(self) -> None:
        super().__init__(
            "The store refused an action that is never allowed while it is open. Nothing was "
            "changed. Start Counselor Desk again; if this comes back, report it."
        )


class UnsafeConnectionError(StoreError):
    """A setting that protects the records could not be made."""

    def __init__(self, setting: str) -> None:
        self.setting = setting
        super().__init__(
            f"The store was not opened, because it cannot be kept safe here ({setting}). Nothing "
            "was changed. Move its folder to a disk of this computer and try again."
        )


class OldLibraryError(StoreError):
    """The database library is older than the first one without the WAL-reset bug."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            f"This copy of Counselor Desk came with an old database library ({found}; {needed} "
            "or newer is needed), which could damage records. No store was opened. Install "
            "Counselor Desk again."
        )


class OlderCopyError(StoreError):
    """The records are not those that were used here last, and nobody has decided yet."""

    def __init__(self, used_on: str, entries: int, notes: int, *, is_altered: bool = False) -> None:
        """`used_on` is the day those were last used, for reading."""
        self.used_on = used_on
        self.entries = entries
        self.notes = notes
        lacks = older_copy(used_on, entries, notes, is_altered=is_altered)
        backup = "backup" if is_altered else "newer backup"
        super().__init__(
            f"{lacks} Nothing was written to it, and nothing can be until you decide: restore a "
            f"{backup}, or go on with this copy."
        )


class LookedAtError(StoreError):
    """The records are a backup that was opened to be read."""

    def __init__(self) -> None:
        super().__init__(
            "This is a backup, opened to be read: nothing was written to it, and nothing can be. "
            "To write, go back to your records."
        )


class WrongCipherError(StoreError):
    """This computer computes a cipher wrongly, so that nothing may be written with it."""

    def __init__(self, algorithm: str) -> None:
        self.algorithm = algorithm
        super().__init__(
            f"This computer does not compute {algorithm} as its standard says, so nothing is "
            "written from now on: it might never be readable again. What was saved before is as it "
            "was. Close Counselor Desk, start the computer anew and try again; if this comes back, "
            "install the program again or restore a backup on another computer."
        )


class NotUpgradedError(StoreError):
    """Records of an older version could not be backed up, so they were left as they are."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            "This store was last used with an older Counselor Desk and has to be brought up to "
            "date. It was not, because it could not be backed up first; nothing in it was "
            f"changed. {problem}"
        )


def older_copy(used_on: str, entries: int, notes: int, *, is_altered: bool = False) -> str:
    """That a copy is older, and what it lacks, in one sentence.

    `is_altered` says instead that its file is not as this program left it.
    """
    if is_altered:
        return (
            f"The records file of this store is not as it was left on {used_on}: something other "
            "than Counselor Desk changed it, such as a failing disk or a program that copies "
            "folders."
        )
    if not entries:
        return f"This copy of the store is not the one that was used here on {used_on}."
    return (
        f"This copy of the store is older than the one used here on {used_on}: about "
        f"{_counted(entries, 'log entry', 'log entries')} and {_counted(notes, 'note', 'notes')} "
        "are missing."
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


class UnsavedError(StoreError):
    """What was typed could be saved nowhere: it is on the screen, and here, encrypted.

    `sealed` is the rescue file that found no place, for a place the person chooses.
    """

    def __init__(self, reason: DeskError, sealed: bytes) -> None:
        self.reason, self.sealed = reason, sealed
        super().__init__(str(reason))


class UnusableCopyError(StoreError):
    """A saved copy of what was typed cannot be brought back. The file is left as it is."""

    @classmethod
    def unreadable(cls) -> UnusableCopyError:
        """It is none of this store, or it was damaged."""
        return cls(
            "This file is no saved copy of these records, or it was damaged. Nothing was changed. "
            "Choose the file you saved while these records were open; its name ends in .cdrescue."
        )

    @classmethod
    def closed(cls) -> UnusableCopyError:
        """What it belongs to is no draft any more."""
        return cls(
            "What this copy belongs to was signed or discarded meanwhile. Nothing was changed, "
            "and the copy is left where it is. If it was discarded, bring the draft back first."
        )


class RescuedError(StoreError):
    """What was typed could not be saved in the records, and is in a rescue file."""

    def __init__(self, reason: DeskError) -> None:
        self.reason = reason
        super().__init__(
            "The records cannot be written now. What you typed is kept encrypted in a rescue file "
            "and comes back when they can. " + str(reason)
        )
