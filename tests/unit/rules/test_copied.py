"""Rule N6: a note that mostly repeats the one before is pointed out, a fresh one is not."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.records.notes import Note, Section, SectionCode
from counselor_desk.rules.copied import Original, copied, n6_copied
from counselor_desk.rules.findings import Severity
from tests.unit.rules.test_note_rules import READY

OLD = "He named four triggers and one skill for each."
NEW = "She told of a quiet week with two long walks."


def note(*paragraphs: str) -> Note:
    return replace(READY, sections=(Section(code=SectionCode.DATA, text="\n\n".join(paragraphs)),))


def test_a_note_that_repeats_the_last_one_is_told():
    (found,) = n6_copied(note(OLD), Original(note(OLD)), 60)

    assert (found.rule, found.severity, found.repair) == ("N6", Severity.WARN, "section_data")
    assert found.message == "1 of 1 paragraph stands unchanged from the note of March 12, 2026."


def test_half_a_note_is_not_told():
    assert copied(note(OLD, NEW), note(OLD)).percent == 47
    assert n6_copied(note(OLD, NEW), Original(note(OLD)), 60) == ()


def test_the_programs_number_decides():
    half = note(OLD, NEW)

    assert n6_copied(half, Original(note(OLD)), 47) == ()
    assert n6_copied(half, Original(note(OLD)), 46)


def test_a_fresh_note_and_a_first_one_are_not_told():
    assert n6_copied(note(NEW), Original(note(OLD)), 60) == ()
    assert n6_copied(note(OLD), None, 60) == ()


def test_case_and_spaces_do_not_hide_a_copy():
    assert copied(note(OLD.upper().replace(" ", "  ")), note(OLD)).percent == 100


def test_short_lines_may_repeat():
    assert n6_copied(note("Breath test 0.00."), Original(note("Breath test 0.00.")), 60) == ()


def test_each_copied_line_is_told_by_its_number():
    found = copied(note(NEW, OLD), note(OLD))

    assert found.places == ((SectionCode.DATA, 2),)


def test_an_edited_line_is_no_copy():
    assert copied(note(OLD.replace("four", "five")), note(OLD)).places == ()


def test_asking_again_after_each_key_gives_the_same_answer():
    original = Original(note(OLD))

    assert original.compare(note(OLD)).percent == 100
    assert original.compare(note(OLD + " And")).percent == 0
    assert original.compare(note(NEW, OLD)) == copied(note(NEW, OLD), note(OLD))


def test_an_empty_note_repeats_nothing():
    assert copied(note(""), note(OLD)).percent == 0
