"""The golden thread: problem, goal, objective, the notes on each by week, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from counselor_desk.records.assessments import Assessment
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import DAYS_IN_WEEK, Episode
from counselor_desk.records.ids import ClientId, NoteId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import (
    Goal,
    Objective,
    ObjectiveStatus,
    Plan,
    Problem,
    Progress,
    Rating,
    status_on,
)
from counselor_desk.records.sessions import SessionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadNote:
    """A signed note of the stay, and how each objective it worked on moved in it."""

    id: NoteId
    kind: SessionKind
    held_on: date
    ratings: Mapping[Uid, Rating | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadFacts:
    """What a thread is woven from; all of it belongs to the stay of the plan.

    Attributes:
        plan: the plan in force.
        day: today, or the day a stay that has ended was closed.
        begun: since when each objective has been in a signed plan, by its uid.
        notes: signed, in the order of time; a note entered in error is none.
        unsigned: notes that still wait, as they were typed.
        assessment: the newest signed one, None without one.
        diagnoses: those that hold.
    """

    plan: Plan
    episode: Episode
    day: date
    begun: Mapping[Uid, date] = field(default_factory=dict)
    progress: tuple[Progress, ...] = ()
    notes: tuple[ThreadNote, ...] = ()
    unsigned: tuple[Note, ...] = ()
    assessment: Assessment | None = None
    diagnoses: tuple[Diagnosis, ...] = ()

    def noted_on(self, node_uid: Uid) -> date | None:
        """The day of the last signed note on an objective, None before the first."""
        return max((one.held_on for one in self.notes if node_uid in one.ratings), default=None)

    def status(self, objective: Objective) -> ObjectiveStatus:
        """Where an objective stands on the day."""
        return status_on(objective, self.progress, self.day)

    def rated(self, node_uid: Uid) -> Progress | None:
        """The newest rating of an objective, None before the first."""
        mine = (
            one for one in self.progress if one.node_uid == node_uid and one.rated_on <= self.day
        )
        return max(mine, key=lambda one: (one.rated_on, one.id), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the stay, from 1, and its first day."""

    number: int
    starts_on: date

    def holds(self, day: date) -> bool:
        """Whether a day falls into it."""
        return 0 <= (day - self.starts_on).days < DAYS_IN_WEEK

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.starts_on + timedelta(days=DAYS_IN_WEEK - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadCell:
    """The notes on one objective in one week, or one note.

    `rating` is the newest of them; `is_missing` says that there should have been a note.
    """

    notes: tuple[NoteId, ...] = ()
    rating: Rating | None = None
    is_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A goal under its problem; None where a problem has none. The first one names the problem."""

    problem: Problem
    goal: Goal | None
    is_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLine:
    """An objective with its notes, each cell below the week or note of the same place."""

    objective: Objective
    status: ObjectiveStatus
    rated: Progress | None
    by_week: tuple[ThreadCell, ...]
    by_note: tuple[ThreadCell, ...]


ThreadLine = GoalLine | ObjectiveLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The whole grid of one client, from the plan in force."""

    plan: Plan
    episode: Episode
    day: date
    weeks: tuple[Week, ...]
    notes: tuple[ThreadNote, ...]
    lines: tuple[ThreadLine, ...]

    @property
    def uid(self) -> Uid:
        """The plan's own."""
        return self.plan.uid

    @property
    def client_id(self) -> ClientId:
        """Whose it is."""
        return self.plan.client_id

    @property
    def id(self) -> int:
        """The row of the plan, for the log."""
        return self.plan.id

    def objectives(self) -> tuple[ObjectiveLine, ...]:
        """The lines that have cells."""
        return tuple(line for line in self.lines if isinstance(line, ObjectiveLine))


def weave(facts: ThreadFacts, silent: Mapping[Uid, date]) -> Thread:
    """Lay out the grid.

    Args:
        facts: what is known.
        silent: objectives that wait for a note, each with the day since which it has had none.
    """
    weeks = weeks_of(facts.episode, facts.plan, facts.day)
    lines: list[ThreadLine] = []
    for problem in facts.plan.problems:
        goals: Sequence[Goal | None] = problem.goals or (None,)
        for place, goal in enumerate(goals):
            lines.append(GoalLine(problem=problem, goal=goal, is_first=not place))
            lines.extend(
                _line(facts, one, weeks, silent.get(one.node_uid))
                for one in (goal.objectives if goal is not None else ())
            )
    return Thread(
        plan=facts.plan,
        episode=facts.episode,
        day=facts.day,
        weeks=weeks,
        notes=facts.notes,
        lines=tuple(lines),
    )


def weeks_of(episode: Episode, plan: Plan, day: date) -> tuple[Week, ...]:
    """The weeks from the admission, or without one from the plan, to the day; at least one."""
    first = episode.admitted_on or plan.planned_on
    count = max((day - first).days // DAYS_IN_WEEK, 0) + 1
    return tuple(
        Week(number=place + 1, starts_on=first + timedelta(weeks=place)) for place in range(count)
    )


def _line(
    facts: ThreadFacts, objective: Objective, weeks: Sequence[Week], since: date | None
) -> ObjectiveLine:
    uid = objective.node_uid
    mine = [note for note in facts.notes if uid in note.ratings]
    by_note = tuple(
        ThreadCell(notes=(note.id,), rating=note.ratings[uid])
        if uid in note.ratings
        else ThreadCell()
        for note in facts.notes
    )
    return ObjectiveLine(
        objective=objective,
        status=facts.status(objective),
        rated=facts.rated(uid),
        by_week=tuple(_cell(uid, week, mine, since) for week in weeks),
        by_note=by_note,
    )


def _cell(uid: Uid, week: Week, notes: Sequence[ThreadNote], since: date | None) -> ThreadCell:
    held = [note for note in notes if week.holds(note.held_on)]
    if not held:
        return ThreadCell(is_missing=since is not None and week.starts_on > since)
    rated = [note.ratings[uid] for note in held if note.ratings[uid] is not None]
    return ThreadCell(notes=tuple(note.id for note in held), rating=rated[-1] if rated else None)
