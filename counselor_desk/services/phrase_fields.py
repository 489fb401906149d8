"""What the fields of a phrase are filled with: from the client, the session and the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counselor_desk.records.clients import Client
from counselor_desk.records.ids import PlanId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.phrase_text import Field
from counselor_desk.records.plans import Goal, Objective, Plan, Problem
from counselor_desk.services import episodes, plans, shown_names
from counselor_desk.services.desk import Desk

Values = Mapping[Field, Sequence[str]]
"""What each field can be filled with; one that is not known is not named."""

_PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "her", "herself"),
    "they": ("they", "them", "their", "themself"),
}
_OWN_FORMS = 3
_LEVELS = {Problem: Field.PROBLEM, Goal: Field.GOAL, Objective: Field.OBJECTIVE}
_BY_PRONOUN = (Field.HE, Field.HIM, Field.HIS, Field.HIMSELF)


def values(desk: Desk, client: Client, note: Note) -> Values:
    """What the fields mean in this note, as it stands on the screen."""
    found: dict[Field, Sequence[str]] = dict(_of_client(client.first_name, client.pronouns))
    if note.held_on is not None:
        found[Field.DATE] = [f"{note.held_on:%B} {note.held_on.day}, {note.held_on.year}"]
    if note.minutes is not None:
        found[Field.MINUTES] = [str(note.minutes)]
    week = _week(desk, note)
    if week:
        found[Field.WEEK] = [str(week)]
    linked = {(link.plan_id, link.node_uid) for link in note.objectives}
    if linked:
        found |= _of_plan(plans.versions(desk, client.id), linked)
    return found


def of_plan_row(desk: Desk, client: Client, plan: Plan, node_uid: Uid | None) -> Values:
    """What the fields mean while a plan is written, at one of its rows or at the plan itself."""
    found: dict[Field, Sequence[str]] = dict(_of_client(client.first_name, client.pronouns))
    today = desk.today()
    found[Field.DATE] = [f"{today:%B} {today.day}, {today.year}"]
    week = episodes.get(desk, plan.episode_id).week_on(today)
    if week:
        found[Field.WEEK] = [str(week)]
    for node in _path(plan, node_uid):
        found[_LEVELS[type(node)]] = [node.text.rstrip(" .")]
    return found


def example(desk: Desk, client: Client) -> Values:
    """What the fields mean for a client today, for looking at a phrase outside a note.

    Names are hidden when the screen hides them. The objectives are the first of the plan.
    """
    name = client.initials if shown_names.are_hidden(desk) else client.first_name
    found: dict[Field, Sequence[str]] = dict(_of_client(name, client.pronouns))
    today = desk.today()
    found[Field.DATE] = [f"{today:%B} {today.day}, {today.year}"]
    found[Field.MINUTES] = ["50"]
    episode = episodes.current(desk, client.id)
    week = episode.week_on(today) if episode else None
    if week:
        found[Field.WEEK] = [str(week)]
    plan = plans.in_force(desk, client.id)
    first = next(plan.objectives(), None) if plan else None
    if plan is not None and first is not None:
        found |= _of_plan((plan,), {(plan.id, first.node_uid)})
    return found


def _of_client(name: str, pronouns: str) -> Iterable[tuple[Field, Sequence[str]]]:
    yield Field.FIRST, [name]
    forms = _forms(pronouns) or (name, name, f"{name}’s", "themself")
    yield from ((one, [form]) for one, form in zip(_BY_PRONOUN, forms, strict=True))


def _forms(pronouns: str) -> tuple[str, str, str, str] | None:
    """The four forms of what was typed, such as "she/her"; None when it does not say enough."""
    told = [one.strip().casefold() for one in pronouns.replace(",", "/").split("/")]
    if told[0] in _PRONOUNS:
        return _PRONOUNS[told[0]]
    if len(told) < _OWN_FORMS or not all(told[:_OWN_FORMS]):
        return None
    return told[0], told[1], told[2], f"{told[1]}self"


def _week(desk: Desk, note: Note) -> int | None:
    episode = episodes.get(desk, note.episode_id)
    return episode.week_on(note.held_on or desk.today())


def _path(plan: Plan, node_uid: Uid | None) -> Iterable[Problem | Goal | Objective]:
    """The row and those it lies below, as far as they have words and fields of their own."""
    for problem in plan.problems:
        for goal in (None, *problem.goals):
            for objective in (None, *(goal.objectives if goal is not None else ())):
                path = [one for one in (problem, goal, objective) if one is not None]
                if path[-1].node_uid == node_uid:
                    return [one for one in path if one.text.strip()]
    return []


def _of_plan(
    versions: Iterable[Plan], linked: set[tuple[PlanId, Uid]]
) -> Mapping[Field, Sequence[str]]:
    """The linked objectives with the goals and problems they serve, each once."""
    found: dict[Field, dict[str, None]] = {
        Field.PROBLEM: {},
        Field.GOAL: {},
        Field.OBJECTIVE: {},
    }
    for plan in versions:
        for problem in plan.problems:
            for goal in problem.goals:
                for objective in goal.objectives:
                    if (plan.id, objective.node_uid) in linked:
                        found[Field.PROBLEM][problem.text.rstrip(" .")] = None
                        found[Field.GOAL][goal.text.rstrip(" .")] = None
                        found[Field.OBJECTIVE][objective.text.rstrip(" .")] = None
    return {one: tuple(texts) for one, texts in found.items()}
