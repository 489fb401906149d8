"""Damage is told in plain words, never in those of the engine."""

from __future__ import annotations

import pytest

from counselor_desk.storage import damage


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("*** in database main ***\nTree 5 page 8: btreeInitPage() returns error code 11",
         "Damaged: the structure of the records file."),
        ("Page 7: never used", "Damaged: the structure of the records file."),
        ("row 3 missing from index note_of_client", "Damaged: the index note_of_client."),
        ("wrong # of entries in index seal_moment", "Damaged: the index seal_moment."),
        ("NULL value in note.uid", "Damaged: values in the table note."),
        ("CHECK constraint failed in setting", "Damaged: values in the table setting."),
        ("malformed inverted index for FTS5 table main.search", "Damaged: the search."),
    ],
)  # fmt: skip
def test_a_finding_in_tables_names_the_part(line, words):
    assert damage.in_rows([(line,)]) == words


def test_sound_tables_say_nothing():
    assert damage.in_rows([("ok",)]) == ""


def test_many_findings_about_one_part_are_one():
    found = [(f"row {number} missing from index note_of_client",) for number in range(90)]

    assert damage.in_rows(found) == "Damaged: the index note_of_client."


def test_only_the_first_parts_are_named_and_the_rest_is_counted():
    found = [(f"row 1 missing from index part_{number}",) for number in range(5)]

    said = damage.in_rows(found)
    assert said == "Damaged: the index part_0, the index part_1, the index part_2 and 2 more."


def test_damaged_pages_are_named_by_their_number():
    found = [(f"HMAC verification failed for page {page}",) for page in (1_204, 12, 3, 40)]

    assert damage.in_pages(found) == (
        "Encrypted pages are not as this program wrote them: page 3, page 12, page 40 and 1 more."
    )


def test_sound_pages_say_nothing():
    assert damage.in_pages([]) == ""


def test_a_finding_without_a_page_is_told_too():
    assert "not as this program wrote them" in damage.in_pages([("error reading",)])
