"""A list of clients is read from every usual kind of CSV; whatever is wrong is named by line."""

from __future__ import annotations

import os

import pytest

from counselor_desk.errors import UnreadableImportError
from counselor_desk.services import import_files
from counselor_desk.services.import_files import Line

PLAIN = "Name,City\r\nAna Réyes,Łódź\r\n"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_found(sign):
    sheet = import_files.parse(f"First{sign}Last\nAna{sign}Reyes\n".encode())

    assert (sheet.delimiter, sheet.headers) == (sign, ("First", "Last"))
    assert sheet.lines == (Line(2, ("Ana", "Reyes")),)


def test_commas_in_quoted_cells_part_nothing():
    sheet = import_files.parse(b'Name;Address\nAna;"1 Elm St, Unit 2"\nBo;"2 Elm St, Unit 3"\n')

    assert sheet.delimiter == ";"
    assert sheet.lines[0].cells == ("Ana", "1 Elm St, Unit 2")


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-be", "utf-16")],
)
def test_unicode_is_read_with_and_without_its_mark(encoding, named):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    sheet = import_files.parse(mark + PLAIN.encode(encoding))

    assert sheet.encoding == named
    assert sheet.headers == ("Name", "City")
    assert sheet.lines[0].cells == ("Ana Réyes", "Łódź")


def test_windows_1252_is_read():
    sheet = import_files.parse("Name,Says\nJosé Núñez,“Hola” €5\n".encode("cp1252"))

    assert sheet.encoding == "cp1252"
    assert sheet.lines[0].cells == ("José Núñez", "“Hola” €5")


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Иван Петров", "cp1251"), ("オカモトユキ", "shift_jis"), ("José Núñez", "cp1252")],
)
def test_letters_of_another_encoding_are_pointed_at_by_their_line(name, encoding):
    sheet = import_files.parse(f"Name,City\nAna,Rome\n{name},Rome\n".encode(encoding))
    doubt = import_files.encoding_doubt(sheet)

    assert doubt.line == 3
    assert "Windows-1252" in doubt.text
    assert not set(doubt.text) & set(sheet.lines[1].cells[0]) - set(map(chr, range(128)))


@pytest.mark.parametrize("content", [b"Name\nAna\n", "Name\nJosé\n".encode()])
def test_a_file_in_utf_8_raises_no_doubt(content):
    assert import_files.encoding_doubt(import_files.parse(content)) is None


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_end_parts_rows(ends):
    sheet = import_files.parse(ends.join(["Name", "Ana", "Bo"]).encode())

    assert [(line.number, line.cells) for line in sheet.lines] == [(2, ("Ana",)), (3, ("Bo",))]


def test_lines_are_counted_through_quoted_line_breaks():
    sheet = import_files.parse(b'Name,Address\nAna,"1 Elm St\nUnit 2"\nBo,2 Elm St\n')

    assert [line.number for line in sheet.lines] == [2, 4]
    assert sheet.lines[0].cells[1] == "1 Elm St\nUnit 2"


@pytest.mark.parametrize("cell", ["=1+1", "+1 555 0100", "-5", "@home", "'=1+1", "=cmd|'/c x'!A1"])
def test_cells_that_look_like_formulas_are_kept_as_written(cell):
    sheet = import_files.parse(f"Name,Phone\nAna,{cell}\n".encode())

    assert sheet.lines[0].cells == ("Ana", cell)


def test_empty_rows_at_the_end_are_nothing():
    assert import_files.parse(b"Name,City\nAna,Rome\n,\n\n,\n").problems == ()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"Name,City\nAna,Rome\n\nBo,Bonn\n", 3, "empty"),
        (b"Name,City\nAna,Rome\n,\nBo,Bonn\n", 3, "empty"),
        (b"Name,City\nAna,Rome\nBo\n", 3, "1 column,"),
        (b"Name,City\nAna,Rome,Italy\nBo,Bonn\n", 2, "3 columns"),
    ],
)
def test_a_row_of_another_width_is_named_by_its_line(content, line, words):
    (problem,) = import_files.parse(content).problems

    assert problem.line == line
    assert words in problem.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no rows"),
        (b"Name,City\n", "no rows"),
        (b"\nAna,Rome\n", "Line 1 is empty"),
        (b'Name,City\nAna,Rome\n"Bo,Bonn\nCy,Cork\n', "line 3 is never closed"),
        (b'Name,City\n"Ana"x,Rome\n', "Line 2 has text after"),
        (b"Name,City,name\nAna,Rome,Bo\n", "columns 1 and 3"),
        (b"Name,City\nAna\0,Rome\n", "Line 2 has signs"),
        ("Name,City\nAna,Rome\n".encode("utf-16-le"), "Line 1 has signs"),
        (
            "Name,Ort\nJosé,Łódź\nBoß,K".encode() + b"\xf6ln\n",
            "Line 3 has letters that are not UTF",
        ),
        (b"Name,City\nAna,Rome\nBo,K\x81ln\n", "Line 3 has letters that are not Windows-1252"),
        (PLAIN.encode("utf-16")[:-1], "Line 3 has letters that are not UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "signs that no text has"),
        (b"Name\n" + b"x" * 100_001 + b"\n", "line 2 has more than 100,000 characters"),
        (b'Name\n"' + b"x" * 200_000 + b"\n", "line 2 has more than 100,000 characters"),
        (b"a," * 5_000 + b"a\nb\n", "more than 200 columns"),
        (b"Name\n" + b"Ana\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content, words):
    with pytest.raises(UnreadableImportError, match=words) as refused:
        import_files.parse(content)

    assert "Nothing was imported." in str(refused.value)


def test_twenty_thousand_rows_are_read():
    assert len(import_files.parse(b"Name\n" + b"Ana\n" * 20_000).lines) == import_files.MOST_ROWS


def test_a_file_over_50_mb_is_refused(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(UnreadableImportError, match="larger than 50 MB"):
        import_files.read(path)


def test_what_is_no_plain_file_is_never_waited_for(tmp_path):
    for place in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(UnreadableImportError, match="cannot be read"):
            import_files.read(place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")

    with pytest.raises(UnreadableImportError, match="cannot be read"):
        import_files.read(tmp_path / "pipe.csv")


def test_a_row_over_a_million_characters_is_refused():
    content = b"Name\nAna\n" + b'"' + b'x","\n' * 300_000

    with pytest.raises(UnreadableImportError, match="on line 3 has more than 1,000,000 characters"):
        import_files.parse(content)
