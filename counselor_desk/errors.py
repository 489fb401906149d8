"""Errors that a person can act on: each says what happened, that the data is safe, what to do."""

from __future__ import annotations


class DeskError(Exception):
    """Something a person can act on. The message is shown as it stands, so it is a sentence.

    Messages carry names of files, fields and codes, never the content of a record. Everything
    that is not a DeskError is a bug and ends in the crash dialog.
    """


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


class UnusableTextError(DeskError):
    """A short field holds something that cannot be kept."""

    @classmethod
    def too_long(cls, label: str, length: int, limit: int) -> UnusableTextError:
        """The text has `length` characters and `limit` are kept."""
        return cls(
            f"{label} has {length:,} characters and can have up to {limit:,}. "
            "Nothing was changed. Shorten it and try again."
        )

    @classmethod
    def control_characters(cls, label: str) -> UnusableTextError:
        """The text has characters that cannot be seen or printed."""
        return cls(
            f"{label} has invisible control characters, as text copied from another program "
            "sometimes does. Nothing was changed. Type it again and try once more."
        )


class MissingNameError(DeskError):
    """A client without any name."""

    def __init__(self) -> None:
        super().__init__("A client needs a given name or a family name. Enter one of them.")


class ImpossibleDateError(DeskError):
    """A date that cannot be right."""

    @classmethod
    def birth_in_future(cls) -> ImpossibleDateError:
        """Born after today."""
        return cls("The birth date is in the future. Nothing was changed. Check the year.")

    @classmethod
    def birth_too_early(cls, year: int) -> ImpossibleDateError:
        """Born before anybody alive."""
        return cls(f"The birth date is before {year}. Nothing was changed. Check the year.")

    @classmethod
    def end_before_start(cls) -> ImpossibleDateError:
        """An episode that ends before it starts."""
        return cls(
            "The end is before the admission. Nothing was changed. Correct one of the two dates."
        )

    @classmethod
    def due_before_made(cls) -> ImpossibleDateError:
        """A task that was due before anybody thought of it."""
        return cls("The due date is before the task was made. Nothing was changed. Check the date.")


class TakenNumberError(DeskError):
    """Another client has the record number."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Record number {number} belongs to another client. Nothing was changed. "
            "Choose another number."
        )


class UnknownClientError(DeskError):
    """No client has the number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"No client has the record number {number}. Check the number.")


class NoOpenEpisodeError(DeskError):
    """The client is not in the program now."""

    def __init__(self) -> None:
        super().__init__(
            "This client has no open episode of care. Start a new episode to write in the chart."
        )


class OpenEpisodeError(DeskError):
    """The client is in the program already."""

    def __init__(self) -> None:
        super().__init__(
            "This client has an open episode of care. Close it before starting another."
        )


class UnknownRecordError(DeskError):
    """A plan or note that is not in the store."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This {what} is not in the store. Go back to the list and open it again.")


class AlreadySignedError(DeskError):
    """Somebody tried to write in a closed record."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} is signed and closed. It stays as it is; nothing was changed."
        )


class UnreadyError(DeskError):
    """A record that cannot be signed yet. `messages` names each thing still missing."""

    def __init__(self, what: str, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__(
            f"This {what} is not signed yet. Your draft is safe. " + " ".join(messages)
        )


class UnreadyNoteError(UnreadyError):
    """A note that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("note", messages)


class UnreadyPlanError(UnreadyError):
    """A plan that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("plan", messages)


class UnreadyDischargeError(UnreadyError):
    """A discharge summary that cannot be signed yet."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("discharge summary", messages)


class ClosedEpisodeError(DeskError):
    """An episode that a signed discharge summary ended."""

    def __init__(self) -> None:
        super().__init__(
            "This episode of care ended with a signed discharge summary and stays closed. Nothing "
            "was changed. Start a new episode for a client who comes back."
        )


class UnknownSignerError(DeskError):
    """The store does not know yet who signs."""

    def __init__(self) -> None:
        super().__init__(
            "Your name, credential and program are not entered yet, so nothing was signed. "
            "Your draft is safe. Enter them under You and program in the menu."
        )


class BrokenSealError(DeskError):
    """A signed record is not what was signed."""

    def __init__(self) -> None:
        super().__init__(
            "This record does not match its seal: it was changed outside the program. Nothing was "
            "overwritten. Do not rely on it; compare it with an earlier copy of the store."
        )


class NothingToExportError(DeskError):
    """There is no record of the kind that was asked for."""

    def __init__(self, kind: str) -> None:
        what = kind.replace("-", " ")
        super().__init__(f"This client has no {what} yet, so nothing was written.")


class NoSuchExportError(DeskError):
    """No record has the uid that was asked for."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"This client has no such record: {uid}. Nothing was written.")


class MissingLettersError(DeskError):
    """Letters that no font of the program has, and nobody agreed to boxes for them."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        super().__init__(
            f"No font has these letters: {' '.join(letters)}. Nothing was written. Change them, or "
            "accept a box in the place of each."
        )


class UnreadableDateError(DeskError):
    """What was typed into a date field is not a date. The text itself stays in the field."""

    @classmethod
    def unknown(cls) -> UnreadableDateError:
        """No way of writing a date fits."""
        return cls("This is not a date yet. Type for example 3/12, mar 12, fri, t or +7.")

    @classmethod
    def no_such_month(cls, month: int) -> UnreadableDateError:
        """A month above 12."""
        return cls(f"There is no month {month}. The month comes first, as in 3/12.")

    @classmethod
    def no_such_day(cls, month: str, day: int, year: int | None) -> UnreadableDateError:
        """A day that the month does not have."""
        when = f" {year}" if year else ""
        return cls(f"{month}{when} has no day {day}.")

    @classmethod
    def other_weekday(cls, written: str, weekday: str) -> UnreadableDateError:
        """A day of the week beside a date that falls on another."""
        return cls(f"{written} is a {weekday}. Correct the day or the date.")

    @classmethod
    def out_of_reach(cls, first: int, last: int) -> UnreadableDateError:
        """Before or after any year that makes sense."""
        return cls(f"Dates go from {first} to {last}. Check the year.")


class UnreadableTimeError(DeskError):
    """What was typed into a time field is not a time. The text itself stays in the field."""

    @classmethod
    def unknown(cls) -> UnreadableTimeError:
        """No way of writing times fits."""
        return cls("These are not times yet. Type for example 9-950, 9:00 9:50 or 2p 50.")

    @classmethod
    def end_missing(cls) -> UnreadableTimeError:
        """A start without an end or minutes."""
        return cls("Type the end or the minutes too, for example 9-950 or 2p 50.")

    @classmethod
    def too_long(cls) -> UnreadableTimeError:
        """A day and more."""
        return cls("A session lasts less than a day. Check the minutes.")


class EndBeforeStartError(DeskError):
    """A session that would end before it starts; whether the next day is meant, only one knows."""

    def __init__(self, start: str, end: str) -> None:
        """`start` and `end` as they are read out, such as 9:00 am."""
        super().__init__(
            f"The end, {end}, is not after the start, {start}. Correct one of them, or confirm "
            "that the session went on into the next day."
        )


class PlanLevelError(DeskError):
    """A node of a plan was to go where its level cannot stand."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason} A plan goes from problem to goal, objective and intervention. Nothing was "
            "moved."
        )


class NumberPatternError(DeskError):
    """A pattern of record numbers that no number fits into."""

    def __init__(self) -> None:
        super().__init__(
            "The pattern of record numbers needs one run of # signs, such as CD-####, where the "
            "number goes. Nothing was changed. Correct the pattern."
        )


class NoPrinterError(DeskError):
    """This computer has no printer."""

    def __init__(self) -> None:
        super().__init__(
            "No printer is set up on this computer, so nothing was printed. Save the document as "
            "PDF, or set up a printer and try again."
        )


class PrinterError(DeskError):
    """The printer did not take the document."""

    def __init__(self) -> None:
        super().__init__(
            "The printer did not take the document, so nothing was printed. Check that it is on "
            "and try again, or save the document as PDF."
        )


class MissingTaskTextError(DeskError):
    """A task that does not say what is to be done."""

    def __init__(self) -> None:
        super().__init__("A task needs words. Nothing was changed. Type what is to be done.")


class UnknownGoalError(DeskError):
    """A task was to serve a goal that the client's plan does not have."""

    def __init__(self) -> None:
        super().__init__(
            "This goal is not in the plan in force. Nothing was changed. Choose one of its goals, "
            "or none."
        )


class NewerPlanError(DeskError):
    """A discarded draft was to come back beside a plan that was started after it."""

    def __init__(self) -> None:
        super().__init__(
            "Another draft of this plan was started meanwhile, so the discarded one stays "
            "discarded. Nothing was changed. Go on with the newer one."
        )
