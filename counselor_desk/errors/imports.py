"""Errors of bringing in a list of clients: what is wrong with the file, and on which line."""

from __future__ import annotations

from counselor_desk.errors.desk import DeskError, RefusedError
from counselor_desk.errors.stores import BusyStoreError, StoreError


class ImportRefusedError(RefusedError):
    """A list of clients that is not brought in, for a reason in the file or in the store."""

    unharmed = "Nothing was imported."


class UnreadableImportError(ImportRefusedError):
    """A file of clients that cannot be read as a table."""

    @classmethod
    def missing(cls, name: str) -> UnreadableImportError:
        """There is no plain file of this name, or it may not be read."""
        return cls(
            f"{name} cannot be read.",
            "Check that the file is there and is not open in another program.",
        )

    @classmethod
    def too_big(cls, most_mb: int) -> UnreadableImportError:
        """The file is longer than the program reads."""
        return cls(
            f"The file is larger than {most_mb} MB.",
            "Take out columns that are not needed, or divide it into several files.",
        )

    @classmethod
    def too_many_rows(cls, most: int) -> UnreadableImportError:
        """The file has more rows than are brought in at once."""
        return cls(
            f"The file has more than {most:,} rows, and {most:,} are imported at once.",
            "Divide it into several files.",
        )

    @classmethod
    def too_many_columns(cls, line: int, most: int) -> UnreadableImportError:
        """A line has more columns than any list of clients."""
        return cls(
            f"Line {line:,} has more than {most:,} columns.",
            "Check that the file is a list of clients, one on each line.",
        )

    @classmethod
    def too_long(cls, line: int, most: int) -> UnreadableImportError:
        """One cell is longer than any fact; often a quotation mark is never closed."""
        return cls(
            f"A cell that begins on line {line:,} has more than {most:,} characters.",
            "Look there for a quotation mark that is never closed.",
        )

    @classmethod
    def too_long_row(cls, line: int, most: int) -> UnreadableImportError:
        """One row is longer than any client's."""
        return cls(
            f"The row that begins on line {line:,} has more than {most:,} characters.",
            "Check that the file is a list of clients, one on each line.",
        )

    @classmethod
    def empty(cls) -> UnreadableImportError:
        """There is nothing in it, or only the names of the columns."""
        return cls(
            "The file has no rows.",
            "Its first line names the columns, and each line below is a client.",
        )

    @classmethod
    def no_headers(cls) -> UnreadableImportError:
        """The first line is empty."""
        return cls(
            "Line 1 is empty.",
            "The first line names the columns, and each line below is a client.",
        )

    @classmethod
    def wrong_encoding(cls, line: int, encoding: str) -> UnreadableImportError:
        """Bytes that the encoding does not have."""
        return cls(
            f"Line {line:,} has letters that are not {encoding} like the rest of the file.",
            "Save it again as “CSV UTF-8”, then check the names on that line.",
        )

    @classmethod
    def no_text(cls, line: int) -> UnreadableImportError:
        """Zero bytes: a spreadsheet's own format, a picture, or UTF-16 without its mark."""
        return cls(
            f"Line {line:,} has signs that no text has.",
            "This may be another kind of file: open it in a spreadsheet and save it as “CSV "
            "UTF-8”.",
        )

    @classmethod
    def open_quote(cls, line: int) -> UnreadableImportError:
        """A quoted cell without an end."""
        return cls(
            f"A quotation mark on line {line:,} is never closed.",
            "Close it, or take it out.",
        )

    @classmethod
    def stray_quote(cls, line: int) -> UnreadableImportError:
        """Text between a closing quotation mark and the next cell."""
        return cls(
            f"Line {line:,} has text after a closing quotation mark.",
            "Write a quotation mark inside a cell twice.",
        )

    @classmethod
    def repeated_header(cls, first: int, second: int) -> UnreadableImportError:
        """Two columns of the same name, counted from 1."""
        return cls(
            f"On line 1 the columns {first} and {second} have the same name.",
            "Give each its own name.",
        )


class MappingError(DeskError):
    """Which column holds what is not settled."""

    @classmethod
    def bad_file(cls, reason: str) -> MappingError:
        """The file that says it cannot be used; `reason` is a sentence."""
        return cls(f"The mapping file cannot be used: {reason} Nothing was imported.")


class NoNameColumnError(ImportRefusedError, MappingError):
    """No column holds a name."""

    def __init__(self) -> None:
        super().__init__(
            "No column holds the names of the clients.",
            "Say which column holds the given name, the family name or the full name.",
        )


class UnclearDatesError(ImportRefusedError, MappingError):
    """Dates that can be read in two ways."""

    def __init__(self) -> None:
        super().__init__(
            "The dates can be read with the month or the day first, like 3/4/1990.",
            "Say which comes first.",
        )


class FaultyImportError(ImportRefusedError):
    """Rows that cannot be kept, so none is. `count` is how many things are wrong."""

    def __init__(self, count: int, first_line: int) -> None:
        self.count = count
        things = "1 thing is" if count == 1 else f"{count:,} things are"
        super().__init__(
            f"{things} wrong in the file, the first on line {first_line:,}.",
            "Correct the file and choose it again.",
        )


class ChangedClientsError(ImportRefusedError):
    """The store changed between the look at the file and the import."""

    def __init__(self) -> None:
        super().__init__(
            "Clients were added since the file was looked at.",
            "Look at what is the same as before, then import again.",
        )


class NothingToImportError(DeskError):
    """Every row of the file is a client who is there already."""

    def __init__(self) -> None:
        super().__init__(
            "Every row of the file is a client who is there already. Nothing was imported and "
            "nothing was changed."
        )


class UnusualAgesError(DeskError):
    """Clients would come in with an age that is seldom right, and nobody confirmed it."""

    def __init__(self, count: int, first_line: int) -> None:
        who = "1 client is" if count == 1 else f"{count:,} clients are"
        super().__init__(
            f"By their birth dates {who} under 12 or over 110, the first on line {first_line:,}. "
            "Nothing was imported. Correct the dates in the file, or confirm the ages "
            "(--accept-unusual-ages) and import again."
        )


class StoppedImportError(DeskError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("The import was stopped. Nothing was imported.")


class UsedImportError(RefusedError):
    """Something was written about clients of an import, so it stays. `count` is of how many."""

    def __init__(self, count: int) -> None:
        self.count = count
        who = "1 client of this import has" if count == 1 else f"{count:,} clients of it have"
        super().__init__(
            f"{who} records since, so the import stays.",
            "Correct the others in their charts.",
        )


class UndoneImportError(DeskError):
    """There is no import left to undo."""

    def __init__(self) -> None:
        super().__init__("This import was undone already. Nothing was changed.")


class ClientsComingError(BusyStoreError):
    """Something was to be written in the seconds in which an import writes."""

    def __init__(self) -> None:
        StoreError.__init__(
            self,
            "Clients are being brought in or taken out, which takes a few seconds. What you typed "
            "stays on this screen and is saved right after that.",
        )
