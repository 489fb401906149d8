"""Parts of a paper that are left out or added as somebody wishes; what stays is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counselor_desk.documents import labels
from counselor_desk.documents.blocks import (
    Block,
    Column,
    Document,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.ids import Uid
from counselor_desk.records.papers import PlanPaper
from counselor_desk.records.plans import ObjectiveStatus, Plan, Rating
from counselor_desk.records.sessions import SessionKind

MET_LEFT_OUT = "Objectives already met are left out of this print; the plan keeps them."
_EVIDENCE = "Evidence from notes"
_NO_EVIDENCE = "No signed note has worked on an objective of this plan yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOn:
    """A signed note that worked on an objective, and how the objective moved."""

    held_on: date | None
    kind: SessionKind
    rating: Rating | None = None


def has_signing_lines(document: Document) -> bool:
    """Whether somebody is still to sign on a line of the paper."""
    return any(
        not signer.signed
        for block in _flat(document.blocks)
        if isinstance(block, Signature)
        for signer in block.signers
    )


def without_signing_lines(document: Document) -> Document:
    """The paper without its empty lines; who has signed still stands there."""
    return replace(document, blocks=tuple(_unlined(document.blocks)))


def has_met(paper: PlanPaper) -> bool:
    """Whether an objective of a signed plan is met; a draft's numbers would move without it."""
    return paper.plan.is_signed and ObjectiveStatus.MET in paper.statuses.values()


def without_met(paper: PlanPaper) -> PlanPaper:
    """A signed plan without the objectives that are met; the numbers of the others stay."""
    plan = paper.plan
    problems = tuple(
        replace(
            problem,
            goals=tuple(
                replace(
                    goal,
                    objectives=tuple(
                        objective
                        for objective in goal.objectives
                        if paper.statuses.get(objective.node_uid) is not ObjectiveStatus.MET
                    ),
                )
                for goal in problem.goals
            ),
        )
        for problem in plan.problems
    )
    return replace(paper, plan=replace(plan, problems=problems))


def saying_met_is_left_out(document: Document) -> Document:
    """The plan with a line that says so, before the signatures."""
    line = Paragraph(plain(MET_LEFT_OUT), is_detail=True)
    return _before_signatures(document, (line,))


def with_evidence(
    document: Document, plan: Plan, notes: Mapping[Uid, Sequence[WorkedOn]]
) -> Document:
    """The plan with the signed notes that worked on each objective, before the signatures."""
    rows = tuple(
        (
            cell(objective.number if at == 0 else ""),
            cell(objective.text if at == 0 else ""),
            cell(dates.write(note.held_on) if note.held_on else "–"),
            cell(labels.SERVICES[note.kind]),
            cell(labels.RATINGS[note.rating] if note.rating else "–"),
        )
        for objective in plan.objectives()
        for at, note in enumerate(notes.get(objective.node_uid, ()))
    )
    columns = (
        Column("", width=32, is_number=True),
        Column("Objective"),
        Column("Session", width=66),
        Column("Kind", width=110),
        Column("Progress", width=82),
    )
    body: Block = Table(columns, rows) if rows else Paragraph((Run(_NO_EVIDENCE, muted=True),))
    return _before_signatures(document, (KeepTogether((Heading(plain(_EVIDENCE)), body)),))


def _before_signatures(document: Document, added: tuple[Block, ...]) -> Document:
    blocks = document.blocks
    place = next(
        (at for at, block in enumerate(blocks) if isinstance(block, Signature)), len(blocks)
    )
    return replace(document, blocks=(*blocks[:place], *added, *blocks[place:]))


def _unlined(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Signature():
                signed = tuple(signer for signer in block.signers if signer.signed)
                if signed:
                    yield replace(block, signers=signed)
            case KeepTogether():
                kept = tuple(_unlined(block.blocks))
                if kept:
                    yield replace(block, blocks=kept)
            case _:
                yield block


def _flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, KeepTogether):
            yield from _flat(block.blocks)
