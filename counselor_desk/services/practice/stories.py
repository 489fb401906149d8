"""Stories: the problems, goals, objectives and moments that practice clients are made of."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counselor_desk import resources
from counselor_desk.records.plans import InterventionKind, ObjectiveCategory, Rating

SUBSTANCES = ("alcohol", "opioids", "methamphetamine", "cocaine", "cannabis")
"""The stories of which every client has exactly one."""

LIVES = (
    "depression",
    "anxiety",
    "trauma",
    "partner",
    "isolation",
    "unemployment",
    "housing",
    "legal",
    "sleep",
    "grief",
)
"""The stories of which a client may have none, one or two beside."""

_SHARED = "recovery"


class Stage(StrEnum):
    """How far the work on an objective is when a moment happens."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    STUCK = "stuck"
    MET = "met"


_USUAL_RATING = {
    Stage.EARLY: Rating.SAME,
    Stage.MIDDLE: Rating.BETTER,
    Stage.LATE: Rating.BETTER,
    Stage.STUCK: Rating.SAME,
    Stage.MET: Rating.MET,
}


class Setting(StrEnum):
    """In which kind of session an objective is worked on."""

    INDIVIDUAL = "individual"
    FAMILY = "family"
    CASE_MANAGEMENT = "case_management"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One session's part on one objective, in five sentences that belong together.

    `follows` says that it speaks of an earlier moment and cannot be the first.
    """

    report: str
    work: str
    response: str
    reading: str
    next: str
    rating: Rating
    follows: bool = False

    @property
    def whole(self) -> str:
        """All sentences, to see which facts they need."""
        return " ".join((self.report, self.work, self.response, self.reading, self.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionIdea:
    """An intervention before it is told for a client."""

    text: str
    kind: InterventionKind
    frequency: str
    duration: str
    responsible: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveIdea:
    """An objective before it is told for a client, with the moments it can have.

    `subject` names it in the middle of a sentence, `topic` at the head of a note.
    `weeks` is the longest span it is planned for. `revised` is its text once it goes well.
    `score` names the measure that has to fall below its aim before the objective is met.
    `category` says what it builds beside sobriety.
    `is_urgent` puts it before others.
    `visitor` is who comes along when it is worked on in a family session.
    """

    key: str
    subject: str
    text: str
    revised: str
    topic: str
    weeks: int
    setting: Setting
    score: str
    visitor: str
    is_urgent: bool
    numbers: Mapping[str, tuple[str, ...]]
    category: ObjectiveCategory | None
    interventions: tuple[InterventionIdea, ...]
    moments: Mapping[Stage, tuple[Moment, ...]]

    @property
    def lasts(self) -> bool:
        """Whether it asks for something over a span of weeks and is not met before its end."""
        return "for {weeks} weeks" in self.text

    @property
    def is_single(self) -> bool:
        """Whether it is one step that is begun and done."""
        return set(self.moments) == {Stage.EARLY, Stage.MET}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalIdea:
    """A goal before it is told: wordings, the client's words, objectives to begin and to add."""

    texts: tuple[str, ...]
    words: tuple[str, ...]
    first: tuple[str, ...]
    later: tuple[str, ...]
    is_optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One line of a client's story, with its problem and goals."""

    key: str
    problem: str
    code: str
    details: tuple[str, ...]
    requires: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    goals: tuple[GoalIdea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything that practice clients are made of, as read from resources/practice."""

    stories: Mapping[str, Story]
    objectives: Mapping[str, ObjectiveIdea]
    people: Mapping[str, Any]
    facts: Mapping[str, Any]
    sessions: Mapping[str, Any]


def library() -> Library:
    """Read the whole library.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    files = {key: _table("stories", f"{key}.toml") for key in (*SUBSTANCES, *LIVES, _SHARED)}
    objectives = {
        key: _objective(key, table)
        for file in files.values()
        for key, table in file["objective"].items()
    }
    return Library(
        stories={key: _story(key, files[key]) for key in (*SUBSTANCES, *LIVES)},
        objectives=objectives,
        people=_table("people.toml"),
        facts=_table("facts.toml"),
        sessions=_table("sessions.toml"),
    )


def moment(table: Mapping[str, Any], stage: Stage) -> Moment:
    """A moment as it stands in a file, rated as usual for its stage unless it says otherwise."""
    return Moment(
        report=table["report"],
        work=table["work"],
        response=table["response"],
        reading=table["reading"],
        next=table["next"],
        rating=Rating(table.get("rating", _USUAL_RATING[stage])),
        follows=table.get("follows", False),
    )


def _table(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resources.read_text("practice", *parts))


def _story(key: str, file: dict[str, Any]) -> Story:
    head = file["story"]
    return Story(
        key=key,
        problem=head["problem"],
        code=head["code"],
        details=tuple(head["detail"]),
        requires=tuple(head.get("requires", ())),
        words={name: tuple(words) for name, words in file.get("words", {}).items()},
        goals=tuple(
            GoalIdea(
                texts=tuple(goal["texts"]),
                words=tuple(goal["words"]),
                first=tuple(goal["first"]),
                later=tuple(goal["later"]),
                is_optional=goal.get("optional", False),
            )
            for goal in file["goals"]
        ),
    )


def _objective(key: str, table: dict[str, Any]) -> ObjectiveIdea:
    return ObjectiveIdea(
        key=key,
        subject=table["subject"],
        text=table["text"],
        revised=table.get("revised", ""),
        topic=table["topic"],
        weeks=table["weeks"],
        setting=Setting(table.get("setting", Setting.INDIVIDUAL)),
        score=table.get("score", ""),
        visitor=table.get("visitor", ""),
        is_urgent=table.get("is_urgent", False),
        numbers={name: tuple(choices) for name, choices in table.get("numbers", {}).items()},
        category=ObjectiveCategory(table["category"]) if "category" in table else None,
        interventions=tuple(
            InterventionIdea(
                text=idea["text"],
                kind=InterventionKind(idea["kind"]),
                frequency=idea["frequency"],
                duration=idea["duration"],
                responsible=idea["responsible"],
            )
            for idea in table["interventions"]
        ),
        moments={
            stage: tuple(moment(each, stage) for each in table[stage.value])
            for stage in Stage
            if stage.value in table
        },
    )
