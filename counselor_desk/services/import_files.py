"""Reads a list of clients from a CSV file: encoding, delimiter, rows with their lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from counselor_desk.errors import UnreadableImportError
from counselor_desk.services import chosen_files

MOST_ROWS = 20_000
"""Rows of one file, without the line of headers."""

MOST_MB = 50
"""The longest file in megabytes of a million bytes."""

MOST_COLUMNS = 200
"""Columns of one line."""

MOST_IN_CELL = 100_000
"""Characters of one cell, whether it is used or not; what a field takes is less."""

MOST_IN_ROW = 1_000_000
"""Characters of one row."""

ENCODINGS = {"utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
"""The encodings that are understood, with their names as people know them."""

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 20
_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_DOUBTED = (
    f"Read as {ENCODINGS['cp1252']}. If letters are wrong in this line, save the file as UTF-8."
)
# Letters beyond ASCII as UTF-8 writes them; in Windows-1252 they would read like "Ã©".
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_TEXT_LINE_END = re.compile(r"\r\n|\r|\n")
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line of the file, counted from 1, in a sentence."""

    line: int
    text: str = field(repr=False)

    def __str__(self) -> str:
        return f"line {self.line:,}: {self.text}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line it begins on, counted from 1, and its cells exactly as written."""

    number: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read: named columns, rows as wide as these, and what is wrong with it.

    Attributes:
        delimiter: comma, semicolon or tab.
        encoding: a key of `ENCODINGS`.
        problems: rows that are empty or of another width; they are not among the lines.
    """

    headers: tuple[str, ...]
    lines: tuple[Line, ...] = field(repr=False)
    delimiter: str
    encoding: str
    problems: tuple[Problem, ...] = ()

    def column(self, place: int) -> Iterator[str]:
        """The cells of a column, counted from 0, from the top."""
        return (line.cells[place] for line in self.lines)


def read(path: Path) -> Sheet:
    """The table in a file, within bounds: nothing longer is ever held in memory.

    Raises:
        UnreadableImportError: it is no table of text, or more than is brought in at once.
    """
    content = chosen_files.read(
        path,
        most=MOST_MB * 1_000_000,
        missing=UnreadableImportError.missing(path.name),
        too_big=UnreadableImportError.too_big(MOST_MB),
    )
    return parse(content)


def parse(content: bytes) -> Sheet:
    """The table in the bytes of a file.

    Raises:
        UnreadableImportError: as `read`.
    """
    text, encoding = _decoded(content)
    delimiter = _delimiter(text)
    rows = _without_empty_end(list(_rows(text, delimiter)))
    if len(rows) <= 1:
        raise UnreadableImportError.empty()
    if _is_empty(rows[0][1]):
        raise UnreadableImportError.no_headers()
    headers = _headers(rows[0][1])
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, cells in rows[1:]:
        problem = _problem(cells, len(headers))
        if problem:
            problems.append(Problem(number, problem))
        else:
            lines.append(Line(number, tuple(cells)))
    return Sheet(
        headers=headers,
        lines=tuple(lines),
        delimiter=delimiter,
        encoding=encoding,
        problems=tuple(problems),
    )


def encoding_doubt(sheet: Sheet) -> Problem | None:
    """Where to look whether the letters are right, for Windows-1252 is what is left over.

    Every other encoding of one byte a letter, such as Cyrillic Windows-1251, reads as this one too.
    """
    if sheet.encoding != "cp1252":
        return None
    strange = (line for line in sheet.lines if not all(map(str.isascii, line.cells)))
    return next((Problem(line.number, _DOUBTED) for line in strange), None)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8, else Windows-1252."""
    if content.startswith(_UTF16_MARKS):
        return _checked(_strictly(content, "utf-16")), "utf-16"
    body = content.removeprefix(_UTF8_MARK)
    try:
        return _checked(body.decode()), "utf-8"
    except UnicodeDecodeError as reason:
        if len(body) < len(content) or _is_mostly_utf8(body):
            line = _line_at(body, reason.start)
            raise UnreadableImportError.wrong_encoding(line, ENCODINGS["utf-8"]) from None
    return _checked(_strictly(body, "cp1252")), "cp1252"


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a wrong byte in it, and not another encoding."""
    rest, letters = _UTF8_LETTER.subn(b"", content)
    return letters > 0 and letters >= len(rest) - len(rest.translate(None, _BEYOND_ASCII))


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as reason:
        good = content[: reason.start].decode(encoding, errors="ignore")
        line = _line_at(good.encode("utf-8", errors="ignore"), None)
        raise UnreadableImportError.wrong_encoding(line, ENCODINGS[encoding]) from None


def _checked(text: str) -> str:
    """The text, if it is one: nobody types the zero character."""
    at = text.find("\0")
    if at >= 0:
        raise UnreadableImportError.no_text(_line_at(text[:at].encode(), None))
    return text


def _line_at(content: bytes, end: int | None) -> int:
    return len(_LINE_END.findall(content[:end])) + 1


def _delimiter(text: str) -> str:
    """The sign that gives the first lines the same number of columns, and the most."""
    return max(_DELIMITERS, key=lambda sign: _fitness(text, sign))


def _fitness(text: str, delimiter: str) -> tuple[bool, int]:
    if text.partition("\n")[0].count(delimiter) > MOST_COLUMNS:
        return True, MOST_COLUMNS + 1
    widths: list[int] = []
    try:
        for _, cells in _rows(text, delimiter):
            widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except UnreadableImportError:
        pass  # told when the file is read with the sign that is chosen
    width = widths[0] if widths else 0
    return width > 1 and widths.count(width) * 2 > len(widths), width


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; RFC 4180, with any line end."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    count = 0
    while True:
        begins_on = reader.line_num + 1
        lines.begin_row(begins_on)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            raise _explained(str(reason), begins_on) from None
        count += 1
        if count > MOST_ROWS + 1:
            raise UnreadableImportError.too_many_rows(MOST_ROWS)
        if len(cells) > MOST_COLUMNS:
            raise UnreadableImportError.too_many_columns(begins_on, MOST_COLUMNS)
        if any(len(cell) > MOST_IN_CELL for cell in cells):
            raise UnreadableImportError.too_long(begins_on, MOST_IN_CELL)
        yield begins_on, cells


class _Lines:
    """The lines of a text one by one, as long as the row that they make does not grow too long."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = _TEXT_LINE_END.finditer(text)
        self._begin, self._row_begin, self._row_line = 0, 0, 1

    def begin_row(self, line: int) -> None:
        """A row begins with the next line, whose number this is."""
        self._row_begin, self._row_line = self._begin, line

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        found = next(self._ends, None)
        end = len(self._text) if found is None else found.end()
        if self._begin == end:
            raise StopIteration
        if end - self._row_begin > MOST_IN_ROW:
            raise UnreadableImportError.too_long_row(self._row_line, MOST_IN_ROW)
        line, self._begin = self._text[self._begin : end], end
        return line


def _explained(reason: str, line: int) -> UnreadableImportError:
    """The library's three complaints about a row, in our words."""
    if "field limit" in reason:
        return UnreadableImportError.too_long(line, MOST_IN_CELL)
    if "end of data" in reason:
        return UnreadableImportError.open_quote(line)
    return UnreadableImportError.stray_quote(line)


def _without_empty_end(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Spreadsheets leave empty rows at the end; nobody means them."""
    while rows and _is_empty(rows[-1][1]):
        rows.pop()
    return rows


def _headers(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns; a column without one is called by its place."""
    headers = [cell.strip() or f"Column {place}" for place, cell in enumerate(cells, start=1)]
    seen: dict[str, int] = {}
    for place, name in enumerate(headers, start=1):
        first = seen.setdefault(name.casefold(), place)
        if first != place:
            raise UnreadableImportError.repeated_header(first, place)
    return tuple(headers)


def _problem(cells: list[str], width: int) -> str:
    if _is_empty(cells):
        return "The line is empty. Take it out."
    if len(cells) != width:
        columns = "1 column" if len(cells) == 1 else f"{len(cells):,} columns"
        return f"It has {columns}, and the first line has {width:,}."
    return ""


def _is_empty(cells: list[str]) -> bool:
    return not any(cell.strip() for cell in cells)
