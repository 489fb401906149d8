"""The plan library: problem areas with goals, objectives and interventions to adapt.

What differs from client to client is a blank as in a phrase, which the sign check asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

from counselor_desk.records.plans import InterventionKind, ObjectiveCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryIntervention:
    """What can be done for an objective, how often, for how long, and by whom."""

    text: str
    kind: InterventionKind
    frequency: str
    duration: str
    responsible: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryObjective:
    """A measurable step; its target date is proposed `days` after the plan's date.

    `category` is None for one that builds nothing beside what its area is about.
    """

    text: str
    days: int
    interventions: tuple[LibraryIntervention, ...]
    category: ObjectiveCategory | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryGoal:
    """Where an objective leads. The client's own words are never in the library."""

    text: str
    objectives: tuple[LibraryObjective, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryArea:
    """One problem area: how it may be worded, words it is found by, and its goals."""

    id: str
    title: str
    problem: str
    words: tuple[str, ...]
    goals: tuple[LibraryGoal, ...]
