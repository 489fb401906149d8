"""Documents as they are wished: sheet, names, parts; and made on another thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from counselor_desk.records.plans import Rating
from counselor_desk.records.printing import USUAL_PARTS, PaperPart, PrintWish
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import cvs, exports, notes, settings
from counselor_desk.services.desk import apart
from counselor_desk.services.exports import DocumentKind, Format

PLAN = DocumentKind.TREATMENT_PLAN
OBJECTIVE = "Name five"
STATEMENT = "I took part in making this plan"


def composed(desk, client, wish=None, kind=PLAN):
    (choice,) = exports.choose(desk, client.id, kind)
    return exports.compose(desk, choice, wish or PrintWish())


def text(made) -> str:
    return exports.render(made.document, Format.TXT, made.paper).decode()


@pytest.fixture
def met(desk, plan, note_edit):
    """The plan's objective was met in a signed note."""
    linked = note_edit.note.objectives[0]
    note = replace(note_edit.note, objectives=(replace(linked, rating=Rating.MET),))
    notes.sign(desk, replace(note_edit, note=note))
    return plan


def test_the_sheet_of_a_wish_goes_before_the_one_that_is_set(desk, client, plan):
    assert composed(desk, client).paper is Paper.LETTER
    assert composed(desk, client, PrintWish(paper=Paper.A4)).paper is Paper.A4


def test_the_names_of_a_wish_go_before_those_that_are_set(desk, client, plan):
    settings.change(desk, paper_names=PaperNames.FULL)
    made = composed(desk, client, PrintWish(names=PaperNames.INITIALS))

    assert "M.R." in text(made)
    assert "Marcus Reyes" not in text(made)
    assert made.choices.names is PaperNames.INITIALS


def test_a_paper_says_the_names_it_was_laid_out_with(desk, client, plan):
    settings.change(desk, paper_names=PaperNames.INITIALS)

    assert composed(desk, client).choices.names is PaperNames.INITIALS


def test_nothing_can_be_chosen_about_a_cv(desk, client):
    contact = cvs.ContactValues(given_name="Marcus", family_name="Reyes")
    cvs.start(desk, client.id, contact, name="Warehouse", paper=Paper.A4)
    made = composed(desk, client, PrintWish(names=PaperNames.INITIALS), DocumentKind.CV)

    assert made.choices.names is None
    assert made.choices.parts == ()
    assert "Marcus Reyes" in text(made)


def test_empty_signing_lines_are_left_out_and_signatures_stay(desk, client, plan):
    wish = PrintWish(parts=USUAL_PARTS - {PaperPart.SIGNING_LINES})

    assert STATEMENT in text(composed(desk, client))
    assert "Client" in text(composed(desk, client)).split(STATEMENT)[1]
    after = text(composed(desk, client, wish)).split(STATEMENT)[1]
    assert "Signed electronically" in after
    assert "Client" not in after


def test_objectives_that_are_met_are_left_out_and_that_is_said(desk, client, met):
    wish = PrintWish(parts=USUAL_PARTS - {PaperPart.OBJECTIVES_MET})

    assert PaperPart.OBJECTIVES_MET in composed(desk, client).choices.parts
    assert OBJECTIVE in text(composed(desk, client))
    left = text(composed(desk, client, wish))
    assert OBJECTIVE not in left
    assert "Objectives already met are left out" in left


def test_without_a_met_objective_none_can_be_left_out(desk, client, plan):
    wish = PrintWish(parts=USUAL_PARTS - {PaperPart.OBJECTIVES_MET})
    made = composed(desk, client, wish)

    assert PaperPart.OBJECTIVES_MET not in made.choices.parts
    assert text(made) == text(composed(desk, client))


def test_evidence_from_notes_is_added(desk, client, met):
    wish = PrintWish(parts=USUAL_PARTS | {PaperPart.EVIDENCE})

    assert "Evidence from notes" not in text(composed(desk, client))
    added = text(composed(desk, client, wish)).split("Evidence from notes")[1]
    assert "03/12/2026" in added
    assert "Met" in added


def test_a_plan_that_no_note_worked_on_says_so(desk, client, plan):
    wish = PrintWish(parts=USUAL_PARTS | {PaperPart.EVIDENCE})

    assert "No signed note has worked on" in text(composed(desk, client, wish))


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX])
def test_every_wish_can_be_drawn(desk, client, met, form):
    wish = PrintWish(parts=frozenset({PaperPart.EVIDENCE}), paper=Paper.A4)
    made = composed(desk, client, wish)

    assert len(exports.render(made.document, form, made.paper)) > 2000


def test_another_thread_composes_on_a_connection_of_its_own(desk, client, plan):
    (choice,) = exports.choose(desk, client.id, PLAN)

    def compose():
        with apart(desk) as away:
            assert away.database is not desk.database
            return exports.compose(away, choice)

    with ThreadPoolExecutor(1) as threads, desk.read():
        made = threads.submit(compose).result()

    assert text(made) == text(exports.compose(desk, choice))
