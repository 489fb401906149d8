"""Rules for treatment plans: what must stand in a plan before it can be signed."""

from __future__ import annotations

from counselor_desk.records.plans import Goal, Objective, Plan, Problem
from counselor_desk.rules.findings import Finding, Severity


def check(plan: Plan) -> tuple[Finding, ...]:
    """Everything that keeps the plan from being signed: an empty branch or an empty line.

    A plan without an objective cannot carry the golden thread (rule N2), so each problem
    needs a goal and each goal an objective.
    """
    if not plan.problems:
        message = "A plan needs at least one problem with a goal and an objective."
        return (_block(plan, "problems", message),)
    found: list[Finding] = []
    for problem in plan.problems:
        found += _problem_gaps(plan, problem)
    return tuple(found)


def _problem_gaps(plan: Plan, problem: Problem) -> list[Finding]:
    found = []
    if not problem.text.strip():
        found.append(_block(plan, problem.node_uid, "A problem has no words yet."))
    if not problem.goals:
        message = f"Problem {problem.number} needs a goal."
        found.append(_block(plan, problem.node_uid, message))
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


def _block(plan: Plan, place: str, message: str) -> Finding:
    return Finding(
        rule="P", subject=plan.uid, severity=Severity.BLOCK, message=message, repair=place
    )
