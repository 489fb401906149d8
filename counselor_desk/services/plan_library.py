"""The plan library: read its areas, find them by words, and adapt a goal to a client's plan."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.errors import UnusablePlanLibraryError
from counselor_desk.records.plan_library import (
    LibraryArea,
    LibraryGoal,
    LibraryIntervention,
    LibraryObjective,
)
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    InterventionKind,
    Objective,
    ObjectiveCategory,
    Problem,
)
from counselor_desk.services.desk import Desk

SCHEMA = 1
"""The form of the files that this program reads."""

_STEM = 6
"""Longer words that begin with the same letters are taken for forms of one word."""

ORDER = (
    "alcohol",
    "opioids",
    "stimulants",
    "cannabis",
    "cravings",
    "relapse_risk",
    "depressed_mood",
    "anxiety",
    "trauma",
    "anger",
    "family_conflict",
    "isolation",
    "unemployment",
    "housing",
    "legal_trouble",
    "education",
)
"""The areas as they are listed; each is a file of resources/plan_library."""


@cache
def areas() -> tuple[LibraryArea, ...]:
    """Every problem area, in the order of the list.

    Raises:
        MissingResourceError: the program was not installed whole.
        UnusablePlanLibraryError: a file was changed and cannot be used.
    """
    return tuple(read(name, resources.read_text("plan_library", f"{name}.toml")) for name in ORDER)


def find(text: str) -> tuple[LibraryArea, ...]:
    """The areas in which every word of `text` begins a word; all of them for no words.

    Areas that have the words in their title or search words come first. Accents and case do not
    matter, and any text is a question.
    """
    wanted = _words(text)
    named = [area for area in areas() if _holds(_names(area), wanted)]
    told = [area for area in areas() if area not in named and _holds(_texts(area), wanted)]
    return (*named, *told)


def fitting(text: str) -> LibraryArea | None:
    """The area that most of the words of a plan's row speak of; None when no area does."""
    said = set(_words(text))
    counts = {
        area.id: sum(any(_is_alike(word, name) for name in _names(area)) for word in said)
        for area in areas()
    }
    best = max(areas(), key=lambda area: counts[area.id])
    return best if counts[best.id] else None


def adapted(desk: Desk, area: LibraryArea, goal: LibraryGoal, *, planned_on: date) -> Goal:
    """A goal of the library as a branch of a plan: new uids, target dates, no client's words.

    It is a beginning: the counselor changes the words with the client (rules P4 and P11).

    Raises:
        ValueError: the goal is not of this area.
    """
    if goal not in area.goals:
        raise ValueError(area.id)
    objectives = tuple(_objective(desk, one, planned_on) for one in goal.objectives)
    last_on = max((one.target_on for one in objectives if one.target_on), default=None)
    return Goal(node_uid=desk.new_uid(), text=goal.text, target_on=last_on, objectives=objectives)


def adapted_area(
    desk: Desk, area: LibraryArea, goals: tuple[LibraryGoal, ...], *, planned_on: date
) -> Problem:
    """The problem of an area with those of its goals that were chosen, all with new uids.

    Raises:
        ValueError: a goal is not of this area.
    """
    return Problem(
        node_uid=desk.new_uid(),
        text=area.problem,
        goals=tuple(adapted(desk, area, goal, planned_on=planned_on) for goal in goals),
    )


def read(name: str, text: str) -> LibraryArea:
    """One area from the text of its file.

    Raises:
        UnusablePlanLibraryError: names the file and what is missing or wrong in it.
    """
    import tomllib

    try:
        told = tomllib.loads(text)
        if told["schema"] != SCHEMA:
            raise UnusablePlanLibraryError(f"“schema” of {name} is not {SCHEMA}")
        return LibraryArea(
            id=name,
            title=told["title"],
            problem=told["problem"],
            words=tuple(told["words"]),
            goals=tuple(_read_goal(one) for one in told["goals"]),
        )
    except KeyError as reason:
        raise UnusablePlanLibraryError(f"{name} has no {reason}") from None
    except (TypeError, ValueError) as reason:
        raise UnusablePlanLibraryError(f"{name}: {reason}") from None


def texts_of(area: LibraryArea) -> Iterator[str]:
    """Every text of an area that goes into a plan or is shown, its title first."""
    yield area.title
    yield area.problem
    yield from area.words
    for goal in area.goals:
        yield goal.text
        for objective in goal.objectives:
            yield objective.text
            for step in objective.interventions:
                yield from (step.text, step.frequency, step.duration, step.responsible)


def _read_goal(told: dict[str, Any]) -> LibraryGoal:
    return LibraryGoal(
        text=told["text"], objectives=tuple(_read_objective(one) for one in told["objectives"])
    )


def _read_objective(told: dict[str, Any]) -> LibraryObjective:
    return LibraryObjective(
        text=told["text"],
        days=told["days"],
        interventions=tuple(
            LibraryIntervention(
                text=one["text"],
                kind=InterventionKind(one["kind"]),
                frequency=one["frequency"],
                duration=one["duration"],
                responsible=one["who"],
            )
            for one in told["interventions"]
        ),
        category=ObjectiveCategory(told["category"]) if "category" in told else None,
    )


def _objective(desk: Desk, objective: LibraryObjective, planned_on: date) -> Objective:
    return Objective(
        node_uid=desk.new_uid(),
        text=objective.text,
        target_on=planned_on + timedelta(days=objective.days),
        category=objective.category,
        interventions=tuple(
            Intervention(
                node_uid=desk.new_uid(),
                text=one.text,
                kind=one.kind,
                frequency=one.frequency,
                duration=one.duration,
                responsible=one.responsible,
            )
            for one in objective.interventions
        ),
    )


def _is_alike(word: str, name: str) -> bool:
    """Whether two words are the same, or forms of one: “unemployed”, “unemployment”."""
    return word == name or (len(word) > _STEM and word[:_STEM] == name[:_STEM])


def _names(area: LibraryArea) -> list[str]:
    return _words(" ".join((area.title, *area.words)))


def _texts(area: LibraryArea) -> list[str]:
    return _words(" ".join(texts_of(area)))


def _holds(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = (one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return "".join(letters).split()
