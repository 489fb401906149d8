"""What is owed today: unsigned notes, plans and reviews, tasks, the most pressing first.

Sources: S1 in rules.md 3.1, P1 and P2 in 3.2, N5 and P10 in 3.3; how far ahead one looks is a
choice of the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from counselor_desk.records.amendments import Amendment
from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.episodes import Episode
from counselor_desk.records.flags import FlagFacts, FlagKind
from counselor_desk.records.ids import ClientId, EpisodeId
from counselor_desk.records.plans import PlanHead
from counselor_desk.records.review_causes import ReviewCause
from counselor_desk.records.sessions import minutes_between
from counselor_desk.records.stay_reviews import ReviewedPlan
from counselor_desk.records.tasks import Task
from counselor_desk.records.today import (
    Due,
    Owed,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedGroupNotes,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedRoster,
    OwedSession,
    OwedStayReview,
    OwedTask,
    key,
)
from counselor_desk.rules import lengths as length_rules
from counselor_desk.rules import notes as note_rules
from counselor_desk.rules import owed_care, stay_reviews
from counselor_desk.rules import use as use_rules
from counselor_desk.rules.findings import Severity
from counselor_desk.rules.hours import HoursKnown
from counselor_desk.rules.owed_care import Roster, Unwritten

AHEAD = timedelta(days=7)
"""How far ahead one looks. An unsigned note is shown whenever it is due."""

ANSWER_AHEAD = timedelta(days=14)
"""How far ahead an answer to a request to amend is shown: it may need a letter and an addendum."""

BACKUP_AFTER = timedelta(days=7)
"""A verified backup older than this, or a store older than this without any, is reminded of."""

_ORDER = (
    OwedBackup,
    OwedNote,
    OwedSession,
    OwedGroupNotes,
    OwedReview,
    OwedPlan,
    OwedStayReview,
    OwedHours,
    OwedRoster,
    OwedDischarge,
    OwedLength,
    OwedAnswer,
    OwedTask,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsignedNote:
    """A note as it was typed, and when it is due.

    `due_at` is None while the end of the session is not known; `due_on` is then a fair guess.
    `can_tick` says whether an objective it links to has an intervention that could be ticked.
    """

    edit: NoteEdit
    due_on: date
    due_at: datetime | None = None
    can_tick: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupsSoFar:
    """What was backed up. `last_on` is None if nothing ever was; `since` is when records began.

    `has_failed` says that a named folder had no success since its last failure.
    """

    since: date
    last_on: date | None = None
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store says now.

    `names` has every client, `episodes` are the open ones, `causes` what in them asks for a
    review of the plan, `review_within` is how soon after one the plan is reviewed,
    `reviews_within` the same of clients for whom it differs, `plan_times` how soon after the
    admission a plan is signed and how soon after it reviewed, `plan_times_of` the same of clients
    for whom they differ, and `summaries` the episodes whose discharge summary was begun.
    `reviewed` has the newest plan of each open episode that is a review of another one.
    `stays` are the open episodes with what their length is judged by.
    `backups` is None where nobody needs any, as in a practice store. `hours` has every stay that
    goes on, `put_off` the keys of what is not to be shown today.
    """

    now: datetime
    today: date
    review_within: timedelta
    reviews_within: Mapping[ClientId, timedelta] = field(default_factory=dict)
    plan_times: tuple[timedelta, timedelta]
    plan_times_of: Mapping[ClientId, tuple[timedelta, timedelta]] = field(default_factory=dict)
    clients: Sequence[ClientRow] = ()
    names: Mapping[ClientId, str] = field(default_factory=dict, repr=False)
    notes: Sequence[UnsignedNote] = ()
    plans: Sequence[PlanHead] = ()
    episodes: Sequence[Episode] = ()
    stays: Sequence[FlagFacts] = ()
    causes: Sequence[ReviewCause] = ()
    reviewed: Sequence[ReviewedPlan] = ()
    summaries: frozenset[EpisodeId] = frozenset()
    tasks: Sequence[Task] = ()
    backups: BackupsSoFar | None = None
    amendments: Sequence[Amendment] = ()
    hours: Mapping[ClientId, HoursKnown] = field(default_factory=dict)
    unwritten: Sequence[Unwritten] = ()
    rosters: Sequence[Roster] = ()
    put_off: frozenset[str] = frozenset()


def owed(known: Known) -> tuple[Due, ...]:
    """Everything that is owed: overdue with the oldest first, due today, due within a week."""
    every: list[Due] = [
        *notes(known),
        *plans(known),
        *reviews(known),
        *continued_stays(known),
        *lengths(known),
        *discharges(known),
        *tasks(known),
        *answers(known),
        *backups(known),
        *owed_care.hours(known.hours, known.names),
        *owed_care.sessions(known.unwritten, known.names, known.now),
        *owed_care.rosters(known.rosters, known.today),
    ]
    shown = (one for one in every if key(one) not in known.put_off)
    return tuple(sorted(shown, key=_urgency))


def notes(known: Known) -> Iterator[OwedNote]:
    """N5: each note that is not signed, with what keeps it from being signed."""
    for unsigned in known.notes:
        note = unsigned.edit.note
        is_late = unsigned.due_on < known.today
        if unsigned.due_at is not None:
            is_late = unsigned.due_at < known.now
        yield OwedNote(
            client_id=note.client_id,
            name=known.names[note.client_id],
            due_on=unsigned.due_on,
            is_late=is_late,
            note_id=note.id,
            kind=note.kind,
            format=note.format,
            held_on=note.held_on,
            minutes=_minutes(unsigned.edit),
            find_gaps=partial(_gaps, unsigned),
        )


def plans(known: Known) -> Iterator[OwedPlan]:
    """P1, P2: the first plan of each client in treatment, and the next review of a signed one."""
    signed = {head.client_id: head for head in known.plans if head.is_signed}
    started = {head.client_id for head in known.plans if not head.is_signed}
    for row in known.clients:
        if row.plan_due_on is None or row.plan_due_on > known.today + AHEAD:
            continue
        head = signed.get(row.id)
        within, every = known.plan_times_of.get(row.id, known.plan_times)
        yield OwedPlan(
            client_id=row.id,
            name=row.name,
            due_on=row.plan_due_on,
            is_late=row.plan_due_on < known.today,
            days=(every if row.plan_signed_on else within).days,
            is_review=row.plan_signed_on is not None,
            is_started=row.id in started,
            goals=head.goals if head else 0,
            objectives=head.objectives if head else 0,
        )


def reviews(known: Known) -> Iterator[OwedReview]:
    """P10: for each client the plan to review after the first cause that is still unanswered."""
    started = {head.client_id for head in known.plans if not head.is_signed}
    causes: dict[ClientId, list[ReviewCause]] = {}
    for cause in known.causes:
        causes.setdefault(cause.client_id, []).append(cause)
    for row in known.clients:
        waiting = use_rules.unanswered(causes.get(row.id, ()), row.plan_signed_on)
        if not waiting:
            continue
        within = known.reviews_within.get(row.id, known.review_within)
        due_on = use_rules.review_due_on(waiting[0], within)
        yield OwedReview(
            client_id=row.id,
            name=row.name,
            due_on=due_on,
            is_late=due_on < known.today,
            days=within.days,
            happened_on=waiting[0].happened_on,
            cause=waiting[0].kind,
            causes=sum(one.kind is waiting[0].kind for one in waiting),
            has_plan=row.plan_signed_on is not None,
            is_started=row.id in started,
        )


def continued_stays(known: Known) -> Iterator[OwedStayReview]:
    """S1: the continued-stay review of each plan that was reviewed without one.

    Where the length of the stay asks for the same review, it asks alone.
    """
    asked = {one.client_id for one in lengths(known) if one.asks is FlagKind.WEEK_EIGHT}
    names = {row.id: row.name for row in known.clients if row.id not in asked}
    for plan in stay_reviews.asked(known.reviewed):
        if plan.client_id not in names:
            continue
        due_on = plan.planned_on + stay_reviews.NEAR
        yield OwedStayReview(
            client_id=plan.client_id,
            name=names[plan.client_id],
            due_on=due_on,
            is_late=due_on < known.today,
            version=plan.version,
            planned_on=plan.planned_on,
        )


def lengths(known: Known) -> Iterator[OwedLength]:
    """L1: a decision on how the stay of each of the counselor's clients goes on."""
    names = {row.id: row.name for row in known.clients}
    for stay in known.stays:
        ask = length_rules.asked(stay, known.today)
        if ask is None or stay.client_id not in names:
            continue
        yield OwedLength(
            client_id=stay.client_id,
            name=known.names[stay.client_id],
            due_on=ask.due_on,
            is_late=ask.due_on < known.today,
            asks=ask.kind,
            week=ask.week,
            target_weeks=stay.target_weeks,
            past=ask.past,
        )


def discharges(known: Known) -> Iterator[OwedDischarge]:
    """D1: a summary when the weeks of treatment end; a longer stay has more weeks as its target."""
    for episode in known.episodes:
        week = episode.week_on(known.today)
        if episode.admitted_on is None or week is None or episode.client_id not in known.names:
            continue
        due_on = episode.admitted_on + timedelta(weeks=episode.target_weeks)
        if due_on > known.today + AHEAD:
            continue
        yield OwedDischarge(
            client_id=episode.client_id,
            name=known.names[episode.client_id],
            due_on=due_on,
            is_late=due_on < known.today,
            week=week,
            target_weeks=episode.target_weeks,
            is_started=episode.id in known.summaries,
        )


def tasks(known: Known) -> Iterator[OwedTask]:
    """Open tasks that count within a week, of clients who are in the program."""
    inside = {row.id for row in known.clients if row.status is not ClientStatus.DISCHARGED}
    for task in known.tasks:
        day = task.acts_on
        if day is None or day > known.today + AHEAD or task.client_id not in inside:
            continue
        yield OwedTask(
            client_id=task.client_id,
            name=known.names[task.client_id],
            due_on=day,
            is_late=day < known.today,
            task=task,
        )


def answers(known: Known) -> Iterator[OwedAnswer]:
    """R1: each request to amend a record, due in 60 days, 90 if put off: 45 CFR 164.526(b)(2)."""
    for amendment in known.amendments:
        due_on = amendment.due_on
        if due_on > known.today + ANSWER_AHEAD:
            continue
        is_late = due_on < known.today
        yield OwedAnswer(
            client_id=amendment.client_id,
            name=known.names[amendment.client_id],
            due_on=due_on,
            is_late=is_late,
            amendment_uid=amendment.uid,
            requested_on=amendment.requested_on,
            can_extend=amendment.extended_on is None and not is_late,
        )


def backups(known: Known) -> Iterator[OwedBackup]:
    """A reminder after 7 days without a verified backup, or while one has failed.

    A backup of a day to come, which a clock that ran ahead leaves, counts as late: how old it is
    cannot be told.
    """
    so_far = known.backups
    if so_far is None:
        return
    due_on = (so_far.last_on or so_far.since) + BACKUP_AFTER
    is_ahead = so_far.last_on is not None and so_far.last_on > known.today
    is_wrong = so_far.has_failed or is_ahead
    if due_on > known.today and not is_wrong:
        return
    yield OwedBackup(
        due_on=min(due_on, known.today),
        is_late=due_on < known.today or is_wrong,
        last_on=so_far.last_on,
        has_failed=so_far.has_failed,
    )


def _gaps(unsigned: UnsignedNote) -> tuple[str, ...]:
    unread = tuple(f"“{text}” could not be read." for text in unsigned.edit.typed.values())
    findings = note_rules.check(unsigned.edit.note, can_tick=unsigned.can_tick)
    return unread + tuple(one.message for one in findings if one.severity is Severity.BLOCK)


def _minutes(edit: NoteEdit) -> int | None:
    note = edit.note
    if note.minutes is not None:
        return note.minutes
    if note.held_on is None or note.starts is None or note.ends is None:
        return None
    return minutes_between(note.held_on, note.starts, note.ends, note.zone)


def _urgency(item: Due) -> tuple[date, bool, int, str]:
    name = item.name if isinstance(item, Owed) else ""
    return item.due_on, not item.is_late, _ORDER.index(type(item)), name
