"""Wording on papers for clients: what is told, where it stands, and what stays as it was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.services import exports, notes, paper_wording, plans
from counselor_desk.services.exports import DocumentKind


def paper(*blocks: b.Block) -> b.Document:
    return b.Document(
        title="Discharge summary",
        meta=b.Meta(title="", made_at=datetime(2026, 3, 12, tzinfo=UTC)),
        furniture=b.Furniture(running_head="addict"),
        blocks=blocks,
    )


def told(*blocks: b.Block) -> list[tuple[str, str]]:
    return [(one.found, one.place) for one in paper_wording.advice(paper(*blocks))]


def paragraph(text: str) -> b.Paragraph:
    return b.Paragraph(b.plain(text))


@pytest.mark.parametrize("found", ["addict", "abusers", "dirty urine", "stayed clean"])
def test_words_that_reduce_a_person_to_a_problem_are_told(found):
    assert told(paragraph(f"As before: {found}.")) == [(found, "Discharge summary")]


def test_person_first_words_are_not():
    text = "A person with an alcohol use disorder, in recovery, with 4 negative tests"

    assert told(paragraph(text)) == []


def test_each_kind_of_block_says_where_it_stands():
    found = told(
        b.Heading(b.plain("Course · from admission on")),
        paragraph("A junkie."),
        b.Paragraph((b.Run("Barriers: ", bold=True), b.Run("addict friends"))),
        b.KeepTogether((b.Heading(b.plain("Goals"), 2), b.ItemList((b.plain("Addict"),)))),
        b.Table((b.Column("Objective"),), ((b.cell("Leave", "addicts"),),)),
        b.FieldGrid((b.Field("Living with", "an alcoholic"),)),
        b.Entry("Warehouse", items=(b.plain("ex-addict"),)),
        b.Callout(b.plain("tested clean")),
    )

    assert found == [
        ("junkie", "Course"),
        ("addict", "Barriers"),
        ("Addict", "Goals"),
        ("addicts", "Goals"),
        ("alcoholic", "Living with"),
        ("ex-addict", "Warehouse"),
        ("tested clean", "Goals"),
    ]


def test_the_same_words_at_the_same_place_are_told_once():
    assert len(told(paragraph("An addict is"), paragraph("an Addict"))) == 1


def test_the_clients_own_words_stay_as_they_were_said():
    assert told(paragraph("“I am an addict,” she said; an addict")) == [
        ("addict", "Discharge summary")
    ]
    assert told(paragraph("“I am an addict,” she said")) == []


def test_a_diagnosis_beside_its_code_keeps_its_official_name():
    assert told(paragraph("F10.10 Alcohol abuse, uncomplicated")) == []
    assert told(paragraph("A history of alcohol abuse")) == [("alcohol abuse", "Discharge summary")]


def test_a_plan_tells_of_its_words_and_a_note_inside_the_program_does_not(desk, client, note_edit):
    label = "A heroin addict"
    review = plans.start(desk, client.id)
    plans.keep(desk, PlanEdit(plan=replace(review, barriers=label)))
    sections = (Section(code=SectionCode.DATA, text=label),)
    notes.keep(desk, replace(note_edit, note=replace(note_edit.note, sections=sections)))
    kinds = (DocumentKind.TREATMENT_PLAN, DocumentKind.SESSION_NOTE)
    choices = [exports.choices(desk, client.id, kind) for kind in kinds]
    plan, note = (
        exports.compose(desk, next(one for one in found if one.is_draft)) for found in choices
    )

    assert [(one.found, one.place) for one in plan.wording] == [("addict", "Barriers")]
    assert note.wording == ()
