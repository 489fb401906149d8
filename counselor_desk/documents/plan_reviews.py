"""Who took part in a version of the plan, and how its review rated each objective, on paper."""

from __future__ import annotations

from counselor_desk.documents import labels
from counselor_desk.documents.blocks import (
    Block,
    Column,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    cell,
    plain,
)
from counselor_desk.records.papers import PlanPaper
from counselor_desk.records.plans import Objective, Plan, ReviewRating

_REMOVED = "no longer in the plan"


def blocks(paper: PlanPaper) -> list[Block]:
    """A heading with both; nothing where neither was written."""
    told = [*_took_part(paper.plan), *_progress(paper)]
    if not told:
        return []
    title = "Review of this plan" if paper.before else "Who took part"
    first, *rest = told
    return [KeepTogether((Heading(plain(title)), first)), *rest]


def _took_part(plan: Plan) -> list[Block]:
    made: list[Block] = []
    if plan.client_took_part is not None:
        said = "Yes" if plan.client_took_part else "No"
        why = plan.absence_reason.strip() if not plan.client_took_part else ""
        lead = Run("The client took part: ", bold=True)
        made.append(Paragraph((lead, Run(f"{said}. {why}" if why else f"{said}."))))
    others = "; ".join(line.strip() for line in plan.took_part.splitlines() if line.strip())
    if others:
        made.append(Paragraph((Run("Also took part: ", bold=True), Run(others))))
    return made


def _progress(paper: PlanPaper) -> list[Block]:
    """What the review rated, by the numbers of the version it reviewed."""
    before = paper.before
    rows = [
        (cell(objective.number), (plain(objective.text),), cell(words))
        for rated in paper.plan.ratings
        for objective, words in _rated(paper.plan, before, rated)
    ]
    if not rows or before is None:
        return []
    columns = (
        Column("", width=32, is_number=True),
        Column(f"Progress since version {before.version}"),
        Column("Rating", width=150),
    )
    return [Table(columns, tuple(rows))]


def _rated(plan: Plan, before: Plan | None, rated: ReviewRating) -> list[tuple[Objective, str]]:
    """The objective as it stood when it was rated; none where no version has it any more."""
    old = before.find(rated.node_uid) if before is not None else None
    now = plan.find(rated.node_uid)
    known = old if isinstance(old, Objective) else now
    if not isinstance(known, Objective):
        return []
    words = labels.RATINGS[rated.rating]
    return [(known, words if now is not None else f"{words}, {_REMOVED}")]
