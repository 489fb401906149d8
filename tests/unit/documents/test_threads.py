"""The golden thread on paper: objectives with their notes by week, outcomes, and the holes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.documents import blocks, docx, pdf, text
from counselor_desk.documents.threads import build_thread
from counselor_desk.records.ids import Uid
from counselor_desk.records.papers import ThreadPaper
from counselor_desk.records.plans import ProblemCourse, Rating
from counselor_desk.records.program import Paper
from counselor_desk.records.threads import weave
from tests.threads import NOTE, PLAN, PROBLEM, WHOLE, rated


@pytest.fixture
def paper(frame):
    return ThreadPaper(frame=frame, thread=weave(replace(WHOLE, progress=rated(Rating.SAME)), {}))


def read(paper: ThreadPaper) -> str:
    words = " ".join(blocks.strings(build_thread(paper)))
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_thread_runs_from_problem_to_outcome(paper):
    shown = read(paper)

    for part in (
        "Problem 1 · Alcohol use disorder (F10.20) · assessment 5",
        "Goal 1.1 Live without alcohol",
        "Name five triggers",
        "week 5: 1 same",
        "No change",
        "same 03/10/2026",
    ):
        assert part in shown


def test_a_week_that_should_have_a_note_says_none(paper):
    old = replace(NOTE, held_on=date(2026, 2, 24))
    silent = weave(replace(WHOLE, notes=(old,)), {Uid("o"): old.held_on})

    assert "week 3: 1 same · week 4: none · week 5: none" in read(replace(paper, thread=silent))


def test_holes_stand_first_with_the_source_of_their_rule(paper):
    hole = ("Objective 1.1.1 has no note for 2 weeks", "last note Feb 26", "T2: good practice")
    shown = read(replace(paper, holes=(hole,)))

    assert shown.index("Objective 1.1.1 has no note for 2 weeks") < shown.index("Problem 1")
    assert "(T2: good practice)" in shown
    assert "No holes" not in shown


def test_without_a_hole_the_paper_says_so(paper):
    assert "No holes: each need has a goal" in read(paper)


def test_an_ended_stay_says_nothing_of_holes(paper):
    ended = replace(paper.thread.episode, closed_on=date(2026, 3, 12))

    assert "holes" not in read(replace(paper, thread=replace(paper.thread, episode=ended))).lower()


def test_a_deferred_problem_says_why(paper):
    later = replace(
        PROBLEM, goals=(), course=ProblemCourse.DEFERRED, course_reason="After four weeks."
    )
    plan = replace(PLAN, problems=(replace(later, number="1"),))
    thread = weave(replace(WHOLE, plan=plan), {})

    assert "Deferred: After four weeks." in read(replace(paper, thread=thread))


def test_it_is_never_a_draft(paper):
    assert build_thread(paper).furniture.draft_mark == ""


def test_every_format_can_be_made(paper):
    document = build_thread(paper)

    assert pdf.render(document, Paper.LETTER).startswith(b"%PDF")
    assert docx.render(document, Paper.A4).startswith(b"PK")
    assert "Golden thread" in text.render(document, Paper.LETTER).decode()
