"""Rules for treatment plans: what must stand in a plan before it can be signed."""

from __future__ import annotations

from counselor_desk.records.plans import Goal, Objective, Plan, Problem, ProblemCourse
from counselor_desk.rules.findings import Finding, Severity


def check(plan: Plan) -> tuple[Finding, ...]:
    """Everything that keeps the plan from being signed: an empty branch or an empty line.

    A plan without an objective cannot carry the golden thread (rule N2), so each problem that is
    not deferred or referred (rule P3) needs a goal, each goal an objective, and the plan one goal.
    """
    if not any(one.goals or one.course is ProblemCourse.TREATED for one in plan.problems):
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


def _block(plan: Plan, place: str, message: str, *, rule: str = "P") -> Finding:
    return Finding(
        rule=rule, subject=plan.uid, severity=Severity.BLOCK, message=message, repair=place
    )
