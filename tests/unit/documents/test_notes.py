"""The session note on paper: frame, sections, risk, signature, addenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.notes import build_note
from counselor_desk.records.cravings import Urge
from counselor_desk.records.group_sessions import AttendedGroup
from counselor_desk.records.ids import SessionId
from counselor_desk.records.notes import AddendumReason, NoteFormat, Risk, Section, SectionCode
from counselor_desk.records.program import Paper
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.signing import RecordState

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def read(paper) -> str:
    return text.render(build_note(paper), Paper.LETTER).decode()


def with_note(paper, **changes):
    return replace(paper, note=replace(paper.note, **changes))


def test_a_signed_note_reads_as_it_always_did(note_paper):
    assert read(note_paper) == (GOLDEN / "session_note.txt").read_text(encoding="utf-8")


def test_the_box_has_two_rows_of_four(note_paper):
    assert len(build_note(note_paper).blocks[0].fields) == 8


def test_what_else_was_noted_of_the_session_joins_the_box(note_paper):
    paper = with_note(note_paper, location="Room 2", participants="Client, mother")

    assert "Location:        Room 2" in read(paper)
    assert "Client, mother" in read(paper)


def test_the_group_session_that_is_taken_up_stands_in_the_box(note_paper):
    about = AttendedGroup(
        session_id=SessionId(7),
        held_on=date(2026, 3, 9),
        name="Relapse Prevention",
        printed_name="Relapse Prevention",
        topic="What Devon said",
    )
    assert "Takes up" not in read(note_paper)

    printed = " ".join(read(replace(note_paper, about=about)).split())

    assert "Takes up: the group session of March 9, 2026, Relapse Prevention" in printed
    assert "Devon" not in printed


def test_the_kind_of_session_names_the_paper(note_paper):
    paper = with_note(note_paper, kind=SessionKind.PHONE_CONTACT, modality=Modality.PHONE)

    assert build_note(paper).title == "Phone contact note"


def test_the_interventions_stand_beside_their_objective(note_paper):
    (table,) = [one for one in build_note(note_paper).blocks[1].blocks if isinstance(one, b.Table)]

    assert b.words(table.rows[0][2][0]) == "CBT functional analysis"


def test_interventions_of_no_linked_objective_are_not_lost(note_paper):
    assert "Other interventions: Urge surfing" in read(note_paper)


def test_a_note_without_objectives_says_why(note_paper):
    paper = with_note(note_paper, objectives=(), interventions=(), unlinked_reason="Crisis call")

    assert "Not linked to the plan: Crisis call" in read(paper)


def test_sections_stand_in_the_order_of_the_format_and_none_is_lost(note_paper):
    parts = (
        Section(code=SectionCode.GOAL, text="stray"),
        Section(code=SectionCode.PLAN, text="then"),
        Section(code=SectionCode.DATA, text="first"),
    )
    shown = read(with_note(note_paper, format=NoteFormat.DAP, sections=parts))

    assert shown.index("first") < shown.index("then") < shown.index("stray")


def test_light_markup_of_a_section_becomes_lists_and_looks(note_paper):
    shown = read(note_paper)

    assert "- Keep the trigger log." in shown
    assert "*" not in shown


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        (Risk.NONE_REPORTED, "none reported."),
        (Risk.NOT_ASSESSED, "not assessed."),
        (None, "not answered yet."),
    ],
)
def test_the_risk_line_says_its_answer(note_paper, risk, words):
    assert f"Risk that day: {words}" in read(with_note(note_paper, risk=risk, risk_remark=""))


@pytest.mark.parametrize("kind", [SessionKind.NO_SHOW, SessionKind.CASE_CONFERENCE])
def test_of_a_client_who_was_not_there_no_answer_on_risk_is_awaited(note_paper, kind):
    shown = read(with_note(note_paper, kind=kind, risk=None, risk_remark=""))

    assert "Risk that day: not asked, as the client was not there." in shown


def test_a_present_risk_is_told_in_full(note_paper):
    paper = with_note(
        note_paper,
        risk=Risk.PRESENT,
        risk_remark="",
        risk_ideation="passive",
        risk_plan="none",
        risk_means="none at home",
        risk_action="safety plan",
    )
    shown = " ".join(read(paper).replace("|", "").split())

    assert (
        "present. Ideation: passive Plan: none Means: none at home Action taken: safety plan"
        in shown
    )


def test_the_signature_says_how_long_after_the_session(note_paper):
    assert "on March 10, 2026 at 5:12 pm · 7 h 22 min after the session" in read(note_paper)


def test_a_note_signed_after_it_was_due_is_a_late_entry(note_paper):
    late = replace(note_paper.signatures[0], signed_at=note_paper.note.due_at + timedelta(hours=30))
    paper = replace(note_paper, signatures=(late,))

    assert "3 days after the session · Late entry" in read(paper)


def test_a_late_entry_says_why(note_paper):
    late = replace(note_paper.signatures[0], signed_at=note_paper.note.due_at + timedelta(hours=30))
    note = replace(note_paper.note, late_reason="Ill since Friday.")
    paper = replace(note_paper, signatures=(late,), note=note)

    assert "Late entry: Ill since Friday" in " ".join(read(paper).split())


def test_a_note_signed_in_time_is_no_late_entry(note_paper):
    assert "Late entry" not in read(note_paper)


def test_an_addendum_has_its_own_heading_signature_and_seal(note_paper):
    shown = read(note_paper)

    assert "Addendum 1 · correction" in shown
    assert "at 8:20 am · the note above is unchanged" in shown
    assert shown.count("Sealed") == 2


def test_an_addendum_says_when_it_was_entered(note_paper):
    assert "Addendum, entered March 11, 2026 at 8:20 am" in read(note_paper)


def test_a_note_that_was_entered_in_error_says_so_on_top_and_is_printed_whole(note_paper):
    (one,) = note_paper.addenda
    wrong = replace(one, addendum=replace(one.addendum, reason=AddendumReason.ENTERED_IN_ERROR))
    shown = read(replace(note_paper, addenda=(wrong,)))

    assert "Entered in error. See addendum 1." in shown
    assert shown.index("Entered in error.") < shown.index("Record number")
    assert "Entered in error. " not in read(note_paper)


def test_a_draft_says_so_and_waits_for_the_counselor(note_paper):
    draft = with_note(
        replace(note_paper, seal=None, signatures=(), addenda=()), state=RecordState.DRAFT
    )
    shown = read(draft)

    assert "[DRAFT, not signed]" in shown
    assert "Signed" not in shown
    assert "D. Whitfield, LCDC, Counselor\n____" in shown


def test_an_empty_draft_can_be_printed(note_paper):
    empty = with_note(
        replace(note_paper, plans=(), seal=None, signatures=(), addenda=()),
        state=RecordState.DRAFT,
        held_on=None,
        starts=None,
        ends=None,
        minutes=None,
        sections=(),
        objectives=(),
        interventions=(),
        risk=None,
    )

    for render in (pdf.render, docx.render, text.render):
        assert render(build_note(empty), Paper.LETTER)


def test_a_note_of_100_000_letters_prints_whole_with_its_signature(note_paper, page_texts):
    long = " ".join(f"w{number}" for number in range(16_000))
    paper = with_note(note_paper, sections=(Section(code=SectionCode.DATA, text=long),))
    pages = page_texts(pdf.render(build_note(paper), Paper.LETTER))

    assert "w15999" in " ".join(pages)
    assert "Signed electronically" in pages[-1]


def test_the_urge_is_told_below_the_risk(note_paper):
    urge = Urge(score=6, trigger="Payday.", skill="Called his brother")
    words = " ".join(read(replace(note_paper, urge=urge)).replace("| ", "").split())

    told = (
        "Strongest urge since the last session: 6 of 10. Set off by: Payday. "
        "Skill used: Called his brother."
    )
    assert words.index("Risk that day") < words.index(told)


def test_a_note_without_an_urge_says_nothing_of_it(note_paper):
    assert "Strongest urge" not in read(note_paper)
