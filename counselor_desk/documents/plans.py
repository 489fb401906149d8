"""The treatment plan on paper."""

from __future__ import annotations

from counselor_desk.documents import labels, papers, plan_reviews, plan_stays, signatures
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.papers import PlanPaper
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    ObjectiveStatus,
    Problem,
    ProblemCourse,
    numbered,
)
from counselor_desk.records.problem_areas import area_of
from counselor_desk.records.signatures import SignatureRole

TITLE = "Treatment plan"
_STATEMENT = (
    "I took part in making this plan, I was offered a copy, and I can ask for changes at any time."
)
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_LONGEST_UNBROKEN = 24
_LINE_ROLES = (SignatureRole.CLIENT, SignatureRole.COUNSELOR, SignatureRole.SUPERVISOR)


def build_plan(paper: PlanPaper) -> Document:
    """The plan as it is signed or drafted, with each objective's status on the day of printing.

    Two identifiers and the draft mark stand on every page; a role that has not signed gets a
    line to sign on.
    """
    plan = paper.plan
    problems = plan.problems if plan.is_signed else numbered(plan).problems
    facts = (*papers.client_facts(paper.frame), *_plan_facts(paper))
    blocks: list[Block] = [FieldGrid((*facts, *plan_stays.facts(paper.frame, paper.stay)))]
    blocks += _background(paper)
    blocks += plan_stays.block(paper.frame, paper.stay, said=plan.barriers)
    blocks += plan_reviews.blocks(paper)
    for problem in problems:
        blocks += _problem(paper, problem)
    blocks.append(_signatures(paper))
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE}, version {plan.version} · {dates.write_in_words(plan.planned_on)}",
        is_signed=plan.is_signed,
    )


def _plan_facts(paper: PlanPaper) -> tuple[Field, ...]:
    return (
        Field("Plan date", dates.write(paper.plan.planned_on)),
        Field("Version", str(paper.plan.version)),
        Field("Next review", dates.write(paper.review_on)),
        Field("Counselor", paper.frame.program.signing_name),
    )


def _background(paper: PlanPaper) -> list[Block]:
    plan = paper.plan
    blocks: list[Block] = []
    if plan.client_words.strip():
        lead = Run("Client’s words: ", bold=True)
        blocks.append(Paragraph((lead, *papers.quoted(plan.client_words))))
    for label, text in (
        ("Strengths", plan.strengths),
        ("Needs", plan.needs),
        ("Abilities", plan.abilities),
        ("Preferences", plan.preferences),
        ("Barriers", plan.barriers),
        ("Services", plan.services),
        ("Discharge criteria", plan.discharge_criteria),
    ):
        blocks += papers.labelled(label, text)
    return blocks


def _problem(paper: PlanPaper, problem: Problem) -> list[Block]:
    code = f" ({problem.code})" if problem.code else ""
    area = Run(f" · {labels.PROBLEM_AREAS[area_of(problem.code)]}", muted=True)
    heading = Heading((Run(f"Problem {problem.number} · {problem.text}{code}"), area))
    opening: tuple[Block, ...] = (heading, *_course(problem))
    if not problem.goals:
        is_open = problem.course is ProblemCourse.TREATED
        return [*opening, *((Paragraph((Run("No goals yet.", muted=True),)),) if is_open else ())]
    blocks: list[Block] = []
    for goal in problem.goals:
        lead = opening if not blocks else ()
        blocks.append(KeepTogether((*lead, *_goal(paper, goal))))
    return blocks


def _course(problem: Problem) -> tuple[Block, ...]:
    """That a problem is put off or left to somebody else, and why."""
    if problem.course is ProblemCourse.TREATED:
        return ()
    lead = Run(f"{problem.course.value.title()}: ", bold=True)
    return (Paragraph((lead, Run(problem.course_reason))),)


def _goal(paper: PlanPaper, goal: Goal) -> tuple[Block, ...]:
    line: list[Run] = [Run(f"Goal {goal.number} {goal.text}")]
    if goal.target_on:
        line.append(Run(f" · target {dates.write(goal.target_on)}", muted=True))
    blocks: list[Block] = [Heading(tuple(line), 2)]
    if goal.client_words.strip():
        lead = Run("In the client’s words: ", bold=True)
        blocks.append(Paragraph((lead, *papers.quoted(goal.client_words))))
    if goal.objectives:
        rows = tuple(_row(paper, objective) for objective in goal.objectives)
        blocks.append(Table(_columns(paper), rows))
    else:
        blocks.append(Paragraph((Run("No objectives yet.", muted=True),)))
    return tuple(blocks)


def _columns(paper: PlanPaper) -> tuple[Column, ...]:
    printed_on = dates.write(paper.frame.printed_at.date())
    return (
        Column("", width=32, is_number=True),
        Column("Objective", share=0.5),
        Column("Interventions · who · how often", share=0.5),
        Column("Target", width=66),
        Column(f"Status on {printed_on}", width=82),
    )


def _row(paper: PlanPaper, objective: Objective) -> tuple[Cell, ...]:
    return (
        cell(objective.number),
        (_objective(objective),),
        tuple(line for one in objective.interventions for line in _intervention(one)),
        cell(papers.written(objective.target_on)),
        cell(_status(paper, objective)),
    )


def _objective(objective: Objective) -> Text:
    """Its words, and as a small word what it builds beside sobriety."""
    if objective.category is None:
        return plain(objective.text)
    built = Run(f" · {labels.OBJECTIVE_CATEGORIES[objective.category]}", muted=True)
    return (*plain(objective.text), built)


def _intervention(intervention: Intervention) -> list[Text]:
    """What is done; who and how often stand on a line of their own."""
    lines = [plain(intervention.text)] if intervention.text else []
    terms = (intervention.responsible, intervention.frequency, intervention.duration)
    how = " · ".join(_unbroken(term) for term in terms if term)
    return [*lines, (Run(how, muted=True),)] if how else lines


def _unbroken(term: str) -> str:
    """Keeps a short term such as "3 × week" on one line."""
    return term.replace(" ", _NO_BREAK_SPACE) if len(term) <= _LONGEST_UNBROKEN else term


def _status(paper: PlanPaper, objective: Objective) -> str:
    status = paper.statuses.get(objective.node_uid, ObjectiveStatus.NEW)
    met_on = paper.met_on.get(objective.node_uid)
    if status is ObjectiveStatus.MET and met_on is not None:
        return f"{labels.STATUSES[status]} {dates.write(met_on)}"
    return labels.STATUSES[status]


def _signatures(paper: PlanPaper) -> Signature:
    return signatures.block(
        paper.frame,
        paper.signatures,
        paper.marks,
        lines=_LINE_ROLES,
        statement=_STATEMENT,
        seal=paper.seal,
    )
