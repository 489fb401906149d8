"""The overview: what whoever opens a chart wants to know, gathered in one read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from counselor_desk.errors import DeskError
from counselor_desk.records.assessments import Severity
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.clients import Client
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import Episode
from counselor_desk.records.hours import IN_GROUPS, WEEK, Standing, Week
from counselor_desk.records.ids import ClientId
from counselor_desk.records.medications import Medication
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.people import Person, Relation
from counselor_desk.records.plans import Goal, ObjectiveStatus, Plan
from counselor_desk.records.schedule import Service
from counselor_desk.services import clients, episodes, hours, notes, plans, schedule, stays
from counselor_desk.services.desk import Desk
from counselor_desk.services.plans import PlanStanding
from counselor_desk.services.stays import Stay
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import medications as medication_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import people as people_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader

Value = TypeVar("Value")

LAST_NOTES = 3
"""How many notes the overview lists."""

MOST_WEEKS = 26
"""With urges in more weeks than this, four weeks are told as one."""

MOST_BARS = 26
"""The hours of so many weeks are told, the last ones."""

_AHEAD = 2 * WEEK
"""How far the next session is looked for."""

_LONG = 4
_ON_TRACK = frozenset({ObjectiveStatus.MET, ObjectiveStatus.PROGRESSING})
_SPEAKING = (
    ObjectiveStatus.OVERDUE,
    ObjectiveStatus.WORSE,
    ObjectiveStatus.NO_CHANGE,
    ObjectiveStatus.PROGRESSING,
)
"""Which objective speaks for its goal: the first of these that any has."""


class Part(StrEnum):
    """What the overview tells, one card each."""

    GLANCE = "glance"
    NOTES = "notes"
    SINCE = "since"
    DUE = "due"
    PEOPLE = "people"
    MEDICATIONS = "medications"
    STRENGTHS = "strengths"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStanding:
    """A goal and where its objectives stand.

    Attributes:
        on_track: objectives that are met or progressing, of all `count`.
        status: what the chip says: the worst, `MET` when all are, `NEW` while nothing was rated.
        alike: how many objectives have that status.
    """

    goal: Goal
    on_track: int
    count: int
    status: ObjectiveStatus
    alike: int

    @property
    def share(self) -> float:
        """The part of the objectives that is on track, 0-1."""
        return self.on_track / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongestUrge:
    """The strongest urge of one week of treatment, or of four that begin with it; 0-10."""

    week: int
    score: int
    weeks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSoFar:
    """The hours of a stay.

    Attributes:
        weeks: the last weeks that began, the oldest first; the running one is the last.
        least, most: the minutes wanted in a week, those in force today.
        by_service: countable minutes since the admission by kind of care.
    """

    weeks: tuple[Week, ...]
    least: int
    most: int
    by_service: Mapping[Service, int]

    @property
    def shares(self) -> tuple[int, int, int]:
        """Minutes in groups, in individual sessions, and in every other kind of care."""
        grouped = sum(self.by_service.get(one, 0) for one in IN_GROUPS)
        alone = self.by_service.get(Service.INDIVIDUAL, 0)
        return grouped, alone, sum(self.by_service.values()) - grouped - alone


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSession:
    """The next planned time at which the client is expected; `group` is its name, if it is one."""

    held_on: date
    starts: time
    service: Service
    group: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the overview of a chart tells.

    Attributes:
        stay: the open episode, else the last one; None before the first.
        plan: the plan in force, else the draft of the first; None without either. In an open
            stay that of an earlier one is not told.
        goals: those of the plan in force.
        review_on: the day the next review of the plan in force is due.
        note_count: how many notes there are; `last_notes` are the newest, drafts as typed.
        hours: those of the stay; None where neither a session was held nor one is planned.
        next_session: the first one within two weeks.
        urges: the strongest urges of the stay in their order; weeks without any are left out.
        emergency, physician: whom to call; None where nobody is named.
        medications: those that are taken now.
        strengths: what the client brings, from the last plan, else from the circumstances.
        problems: why a part could not be read; it tells nothing then, and the others stand.
    """

    client: Client
    stay: Stay | None = None
    principal: Diagnosis | None = None
    severity: Severity = Severity.UNSAID
    plan: Plan | None = None
    goals: tuple[GoalStanding, ...] = ()
    review_on: date | None = None
    last_notes: tuple[NoteRow, ...] = ()
    note_count: int = 0
    hours: HoursSoFar | None = None
    next_session: NextSession | None = None
    urges: tuple[StrongestUrge, ...] = ()
    emergency: Person | None = None
    physician: Person | None = None
    medications: tuple[Medication, ...] = ()
    medications_denied_on: date | None = None
    strengths: str = field(default="", repr=False)
    problems: Mapping[Part, str] = field(default_factory=dict)

    @property
    def episode(self) -> Episode | None:
        """The episode the overview is about."""
        return self.stay.episode if self.stay else None

    @property
    def said(self) -> str:
        """The client's own words: those of the plan, else of its first goal that has any."""
        if self.plan is None:
            return ""
        words = (self.plan.client_words, *(goal.client_words for goal in self.plan.goals()))
        return next((text.strip() for text in words if text.strip()), "")


def of_client(desk: Desk, client_id: ClientId) -> Overview:
    """Everything the overview of a chart tells, as of today; what cannot be read is left out.

    Raises:
        UnknownClientError: there is no such client.
        DeskError: not even the name can be read.
    """
    client = clients.get(desk, client_id)
    reading = _Reading(desk)
    episode = reading.told(
        (Part.GLANCE, Part.SINCE, Part.DUE), lambda _: episodes.current(desk, client_id), None
    )
    plan = reading.told(
        (Part.GLANCE, Part.DUE, Part.STRENGTHS),
        lambda reader: plan_rows.in_force(reader, client_id),
        None,
    )
    last_plan = plan or reading.told(
        (Part.STRENGTHS,), lambda reader: plan_rows.newest_signed(reader, client_id), None
    )
    nobody: tuple[Person, ...] = ()
    people = reading.told(
        (Part.PEOPLE,), lambda reader: _people(people_rows.of_client(reader, client_id)), nobody
    )
    lived = reading.told(
        (Part.MEDICATIONS, Part.STRENGTHS),
        lambda reader: circumstance_rows.get(reader, client_id),
        None,
    )
    no_notes: tuple[NoteRow, ...] = ()
    count, last = reading.told(
        (Part.NOTES,),
        lambda reader: (
            note_rows.count(reader, client_id),
            notes.rows(desk, client_id, limit=LAST_NOTES),
        ),
        (0, no_notes),
    )
    glance = (Part.GLANCE,)
    no_goals: tuple[GoalStanding, ...] = ()
    no_urges: tuple[StrongestUrge, ...] = ()
    no_medications: tuple[Medication, ...] = ()
    return Overview(
        client=client,
        stay=reading.told(glance, lambda _: stays.of(desk, episode) if episode else None, None),
        principal=reading.told(glance, lambda reader: _principal(reader, client_id), None),
        severity=reading.told(glance, lambda reader: _severity(reader, episode), Severity.UNSAID),
        plan=plan or reading.told(glance, lambda reader: _drafted(reader, episode), None),
        goals=reading.told(glance, lambda _: _goals(desk, plan, episode) if plan else (), no_goals),
        review_on=_review_on(desk, plan, episode),
        last_notes=last,
        note_count=count,
        hours=reading.told((Part.SINCE,), lambda _: _hours(desk, episode), None),
        next_session=reading.told(
            (Part.DUE,), lambda reader: _next_session(desk, reader, episode), None
        ),
        urges=reading.told((Part.SINCE,), lambda reader: _urges(reader, episode), no_urges),
        emergency=next((one for one in people if one.is_emergency), None),
        physician=next((one for one in people if one.relation is Relation.PHYSICIAN), None),
        medications=reading.told(
            (Part.MEDICATIONS,), lambda reader: _taken(reader, client_id), no_medications
        ),
        medications_denied_on=lived.medications_denied_on if lived else None,
        strengths=_strengths(last_plan, lived),
        problems=reading.problems,
    )


class _Reading:
    """Reads part by part, so that what is damaged takes no other part along."""

    def __init__(self, desk: Desk) -> None:
        self.problems: dict[Part, str] = {}
        self._desk = desk

    def told(
        self, parts: Collection[Part], read: Callable[[Reader], Value], otherwise: Value
    ) -> Value:
        """What is read for these parts; if that fails they have a problem and get `otherwise`."""
        try:
            with self._desk.read() as reader:
                return read(reader)
        except DeskError as problem:
            for part in parts:
                self.problems.setdefault(part, str(problem))
            return otherwise


def standing_of(goal: Goal, standing: PlanStanding) -> GoalStanding:
    """Where a goal stands, from the progress of its objectives alone."""
    statuses = [standing.of(one.node_uid) for one in goal.objectives]
    counted = Counter(statuses)
    rest = ObjectiveStatus.NEW if counted[ObjectiveStatus.NEW] else ObjectiveStatus.MET
    status = next((one for one in _SPEAKING if counted[one]), rest)
    return GoalStanding(
        goal=goal,
        on_track=sum(one in _ON_TRACK for one in statuses),
        count=len(statuses),
        status=status if statuses else ObjectiveStatus.NEW,
        alike=counted[status],
    )


def _goals(desk: Desk, plan: Plan, episode: Episode | None) -> tuple[GoalStanding, ...]:
    """Where the goals stand, after a discharge as they stood on its day."""
    standing = plans.standing(desk, plan, on=episode.closed_on if episode else None)
    return tuple(standing_of(goal, standing) for goal in plan.goals())


def _principal(reader: Reader, client_id: ClientId) -> Diagnosis | None:
    """The diagnosis the stay is about: the principal one, else the first that holds."""
    active = [one for one in diagnosis_rows.of_client(reader, client_id) if one.is_active]
    return active[0] if active else None


def _people(rows: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(one for one in rows if one.is_current)


def _taken(reader: Reader, client_id: ClientId) -> tuple[Medication, ...]:
    rows = medication_rows.of_client(reader, client_id)
    return tuple(one for one in rows if one.is_current)


def _severity(reader: Reader, episode: Episode | None) -> Severity:
    if episode is None:
        return Severity.UNSAID
    assessed = assessment_rows.newest_signed(reader, episode.id)
    return assessed.severity if assessed else Severity.UNSAID


def _drafted(reader: Reader, episode: Episode | None) -> Plan | None:
    return plan_rows.draft_of(reader, episode.id) if episode else None


def _review_on(desk: Desk, plan: Plan | None, episode: Episode | None) -> date | None:
    if plan is None or episode is None or not episode.is_open or plan.episode_id != episode.id:
        return None
    return plans.review_due_on(desk, plan)


def _hours(desk: Desk, episode: Episode | None) -> HoursSoFar | None:
    if episode is None or episode.admitted_on is None:
        return None
    known = hours.of_episode(desk, episode.id)
    if not (known.visits or known.ahead):
        return None
    begun = [one for one in known.weeks if one.number and one.standing is not Standing.AHEAD]
    by_service: Counter[Service] = Counter()
    for week in known.weeks:
        by_service.update(week.by_service)
    return HoursSoFar(
        weeks=tuple(begun[-MOST_BARS:]),
        least=known.limits.week_least,
        most=known.limits.week_most,
        by_service=by_service,
    )


def _next_session(desk: Desk, reader: Reader, episode: Episode | None) -> NextSession | None:
    if episode is None or not episode.is_open:
        return None
    now = desk.local(desk.now())
    book = schedule.book_of_client(reader, episode.client_id, now.date(), now.date() + _AHEAD)
    for one in schedule.only(book, (episode.client_id,)):
        if (one.held_on, one.starts) >= (now.date(), now.time()):
            group = book.group_of(one)
            return NextSession(
                held_on=one.held_on,
                starts=one.starts,
                service=book.service_of(one),
                group=group.name if group else "",
            )
    return None


def _urges(reader: Reader, episode: Episode | None) -> tuple[StrongestUrge, ...]:
    """The strongest of each week, in a long stay of each four: it still fits a small chart."""
    if episode is None or episode.admitted_on is None:
        return ()
    weekly: dict[int, int] = {}
    for rated_on, score in craving_rows.scores_of(reader, episode.client_id, episode.id):
        week = episode.week_on(rated_on)
        if week is not None:
            weekly[week] = max(score, weekly.get(week, 0))
    if len(weekly) <= MOST_WEEKS:
        return tuple(StrongestUrge(week=week, score=weekly[week]) for week in sorted(weekly))
    strongest: dict[int, int] = {}
    for week, score in weekly.items():
        first = week - (week - 1) % _LONG
        strongest[first] = max(score, strongest.get(first, 0))
    return tuple(
        StrongestUrge(week=week, score=strongest[week], weeks=_LONG) for week in sorted(strongest)
    )


def _strengths(plan: Plan | None, lived: Circumstances | None) -> str:
    told = (plan.strengths if plan else "", lived.strengths if lived else "")
    return next((text.strip() for text in told if text.strip()), "")
