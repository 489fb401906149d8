"""A CV's page beside the form within 150 ms of a pause, and a hundred CVs in ten times ten."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from counselor_desk.documents.cvs import build_cv
from counselor_desk.documents.pdf import render
from counselor_desk.records.cvs import Cv, Job, Skill
from counselor_desk.records.ids import ClientId, CvId, Uid
from counselor_desk.services import cvs
from counselor_desk.ui import pdf_pages
from tests.benchmarks.paired import Comparison, Work, compare, excess, in_turn
from tests.benchmarks.rows import Goal

GOALS = (
    Goal(name="Two-page CV for the preview, to doing nothing", target=150, unit="ms"),
    Goal(name="100 CVs to PDF, to ten times ten", target=1.2),
)

_PREVIEW_SCALE = 404 / 612
_MOMENT = datetime(2026, 3, 12, tzinfo=UTC)
_DID = "\n".join(f"Did thing {place} and made it {place} percent better" for place in range(7))


def measure() -> tuple[Comparison, ...]:
    """From the record to the pictures; then files, each of another person."""
    cv = _cv(0, jobs=6)
    pages = pdf_pages.page_count(cvs.draw(cv))
    if pages != 2:
        raise RuntimeError(f"the CV has {pages} pages, not 2")
    preview = in_turn(lambda: pdf_pages.pictures(cvs.draw(cv), _PREVIEW_SCALE), lambda: None)
    files = in_turn(_exporting(100), _ten_times(_exporting(10)), warm_ups=1)
    return (
        compare(preview, target=GOALS[0].target, figure=excess),
        compare(files, target=GOALS[1].target),
    )


def _cv(number: int, *, jobs: int) -> Cv:
    blank = Cv(
        id=CvId(number),
        uid=Uid(str(number)),
        client_id=ClientId(1),
        made_at=_MOMENT,
        changed_at=_MOMENT,
    )
    held = tuple(
        Job(title=f"Position {place}", employer="Works", begun="2010", ended="2012", did=_DID)
        for place in range(jobs)
    )
    skills = tuple(Skill(text=f"Skill {place}") for place in range(8))
    return replace(blank, given_name=f"Person {number}", jobs=held, skills=skills)


def _exporting(count: int) -> Work:
    made = [_cv(number, jobs=1) for number in range(count)]

    def export() -> None:
        for cv in made:
            render(build_cv(cv), cv.paper)

    return export


def _ten_times(work: Work) -> Work:
    def repeat() -> None:
        for _ in range(10):
            work()

    return repeat
