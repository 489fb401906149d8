"""The sign-in sheet: first names with an initial, room to sign, nothing of a record."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pypdfium2
import pytest

from counselor_desk.documents import docx, pdf
from counselor_desk.documents.blocks import Table, strings
from counselor_desk.documents.group_sheets import ROW_HEIGHT, build_sheet
from counselor_desk.records.group_sessions import SignInSheet
from counselor_desk.records.program import Paper, Program


@pytest.fixture
def sheet():
    return SignInSheet(
        program=Program(counselor_name="D. Whitfield", credential="LADC", program_name="Cedar"),
        group_name="Relapse prevention",
        held_on=date(2026, 3, 11),
        starts=time(10, 30),
        ends=time(12),
        leader="D. Whitfield, LADC",
        topic="High-risk situations",
        names=("Aisha C.", "Brett L."),
        empty_lines=3,
        printed_at=datetime(2026, 3, 11, 15, tzinfo=UTC),
    )


def table(document):
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return found


def test_each_member_and_each_free_place_has_a_line(sheet):
    assert len(table(build_sheet(sheet)).rows) == 5


def test_it_says_day_time_leader_and_topic(sheet):
    said = "\n".join(strings(build_sheet(sheet)))

    assert "10:30 am to 12:00 pm" in said
    assert "D. Whitfield, LADC" in said
    assert "High-risk situations" in said
    assert "stays with the program" in said


def test_lines_are_high_enough_to_sign_on(sheet):
    page = pypdfium2.PdfDocument(pdf.render(build_sheet(sheet), Paper.LETTER))[0]
    text = page.get_textpage()
    tops = []
    for name in ("Aisha C.", "Brett L."):
        index, count = text.search(name).get_next()
        tops.append(max(text.get_charbox(place)[3] for place in range(index, index + count)))

    assert [before - after for before, after in pairwise(tops)] == [
        pytest.approx(ROW_HEIGHT, abs=1)
    ]


def test_word_keeps_the_height_of_the_lines(sheet):
    import io
    import zipfile

    content = docx.render(build_sheet(sheet), Paper.LETTER)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()

    assert xml.count(f'<w:trHeight w:val="{ROW_HEIGHT * 20}" w:hRule="atLeast"/>') == 5
