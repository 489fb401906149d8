"""Rules for treatment plans: what must stand in a plan before it can be signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from counselor_desk.records import dates
from counselor_desk.records.phrase_text import blanks
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Node,
    Objective,
    Plan,
    Problem,
    ProblemCourse,
)
from counselor_desk.rules.findings import Finding, Severity


def check(plan: Plan) -> tuple[Finding, ...]:
    """Everything that keeps the plan from being signed: an empty branch, line or blank.

    A plan without an objective cannot carry the golden thread (rule N2), so each problem that is
    not deferred or referred (rule P3) needs a goal, each goal an objective, and the plan one goal.
    """
    if not any(one.goals or one.course is ProblemCourse.TREATED for one in plan.problems):
        message = "A plan needs at least one problem with a goal and an objective."
        return (_block(plan, "problems", message),)
    found: list[Finding] = []
    for problem in plan.problems:
        found += _problem_gaps(plan, problem)
    found += _blanks_left(plan)
    return tuple(found)


def dated(plan: Plan, basis: Plan | None, today: date) -> tuple[Finding, ...]:
    """The plan is not of a day to come, nor older than `basis`, the version it goes on from.

    The next review is counted from its day, so that a later one would put it off.
    """
    place = f"{plan.uid}/planned_on"
    if plan.planned_on > today:
        return (_block(plan, place, "The plan is dated ahead; sign on that day, or correct it."),)
    if basis is not None and plan.planned_on < basis.planned_on:
        day = dates.write_in_words(basis.planned_on)
        message = f"Version {basis.version} is of {day}; this one cannot be older."
        return (_block(plan, place, message),)
    return ()


def _problem_gaps(plan: Plan, problem: Problem) -> list[Finding]:
    found = []
    if not problem.text.strip():
        found.append(_block(plan, problem.node_uid, "A problem has no words yet."))
    if problem.course is not ProblemCourse.TREATED:
        if not problem.course_reason.strip():
            message = f"Problem {problem.number} is {problem.course.value}; say why."
            found.append(_block(plan, f"{problem.node_uid}/course_reason", message, rule="P3"))
    elif not problem.goals:
        message = f"Problem {problem.number} needs a goal, or a reason to defer or refer it."
        found.append(_block(plan, problem.node_uid, message, rule="P3"))
    for goal in problem.goals:
        found += _goal_gaps(plan, goal)
    return found


def _goal_gaps(plan: Plan, goal: Goal) -> list[Finding]:
    found = []
    if not goal.text.strip():
        found.append(_block(plan, goal.node_uid, f"Goal {goal.number} has no words yet."))
    if not goal.objectives:
        message = f"Goal {goal.number} needs an objective."
        found.append(_block(plan, goal.node_uid, message))
    for objective in goal.objectives:
        found += _objective_gaps(plan, objective)
    return found


def _objective_gaps(plan: Plan, objective: Objective) -> list[Finding]:
    name = f"Objective {objective.number}"
    if not objective.text.strip():
        return [_block(plan, objective.node_uid, f"{name} has no words yet.")]
    return [
        _block(plan, step.node_uid, f"An intervention of {name.lower()} has no words yet.")
        for step in objective.interventions
        if not step.text.strip()
    ]


def _blanks_left(plan: Plan) -> Iterator[Finding]:
    """What a phrase or the plan library left to fill, by the node it stands in."""
    for node in (plan, *plan.nodes()):
        for part in fields(node):
            text = getattr(node, part.name)
            count = len(blanks(text)) if isinstance(text, str) else 0
            if count:
                message = (
                    f"{count} blank{'s' if count > 1 else ''} left in {_place_of(plan, node)}."
                )
                uid = node.uid if isinstance(node, Plan) else node.node_uid
                yield _block(plan, f"{uid}/{part.name}", message)


def _place_of(plan: Plan, node: Plan | Node) -> str:
    match node:
        case Plan():
            return "the plan"
        case Intervention():
            above = next(one for one in plan.objectives() if node in one.interventions)
            return f"an intervention of objective {above.number}"
        case _:
            return f"{type(node).__name__.lower()} {node.number}"


def _block(plan: Plan, place: str, message: str, *, rule: str = "P") -> Finding:
    return Finding(
        rule=rule, subject=plan.uid, severity=Severity.BLOCK, message=message, repair=place
    )
