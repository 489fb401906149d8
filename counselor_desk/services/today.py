"""Today: everything the counselor owes, gathered in a few statements, the most pressing first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.clients import ClientRow
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId, NoteId, PlanId, SessionId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.profiles import Profile
from counselor_desk.records.review_causes import ReviewCause
from counselor_desk.records.sessions import end_moment, minutes_between
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.today import Due, OwedGroupNotes, OwedSession
from counselor_desk.records.weeks import Block, WriteUp
from counselor_desk.rules import today as today_rules
from counselor_desk.rules.hours import HoursKnown
from counselor_desk.rules.owed_care import Roster, Unwritten
from counselor_desk.rules.today import AHEAD, BackupsSoFar, Known, UnsignedNote
from counselor_desk.services import attendance, drafts, hours, notes, profiles, shown_names, weeks
from counselor_desk.services.desk import Desk
from counselor_desk.storage import amendments as amendment_rows
from counselor_desk.storage import backup_log
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import flags as flag_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import program as program_rows
from counselor_desk.storage import review_causes as review_cause_rows
from counselor_desk.storage import snoozes as snooze_rows
from counselor_desk.storage import stay_reviews as stay_review_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage.database import Reader

LOOK_BACK = timedelta(days=30)
"""How far back a session without its note is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """One client's hours of the running week, in minutes: attended, and the least of a week."""

    client_id: ClientId
    name: str = field(repr=False)
    minutes: int
    least: int
    is_short: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Everything Today shows: what is owed, the sessions of the day, the hours of the week.

    `least` and `most` are the program's hours of a week, in minutes.
    """

    items: tuple[Due, ...]
    sessions: tuple[Block, ...] = ()
    hours: tuple[HoursLine, ...] = ()
    least: int = 0
    most: int = 0


def owed(desk: Desk, rows: Sequence[ClientRow] | None = None) -> tuple[Due, ...]:
    """What is owed: overdue with the oldest first, then due today, then due within a week.

    `rows` as in `agenda`.
    """
    return agenda(desk, rows).items


def begin_note(desk: Desk, item: OwedSession) -> NoteId:
    """The note of a session that has none, with its date and times.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        UnknownRecordError: it is not in the schedule any more.
    """
    for block in weeks.between(desk, item.held_on, item.held_on):
        if (block.client_id, block.starts) == (item.client_id, item.starts):
            return weeks.begin_note(desk, block)
    raise UnknownRecordError("session")


def session_of(desk: Desk, item: OwedGroupNotes) -> SessionId:
    """The session of a group that is to be written up, kept in the store from now on.

    Raises:
        UnknownRecordError: it is not in the schedule any more.
    """
    if item.session_id is not None:
        return item.session_id
    if item.planned is None:
        raise UnknownRecordError("session")
    return SessionId(attendance.hold(desk, item.planned).id)


def agenda(desk: Desk, rows: Sequence[ClientRow] | None = None) -> Agenda:
    """What is owed, the day's sessions, and the hours of the week.

    The number of statements is the same however many clients and records there are.

    Args:
        desk: the open store.
        rows: the counselor's clients as of today, in any order; without them they are read.
    """
    today = desk.today()
    with desk.read() as reader:
        profile = profiles.in_force_within(reader)
        own = profiles.of_every_client(reader, profile)
        if rows is None:
            rows = shown_names.of_rows(desk, _clients(desk, reader, today, profile))
        unsigned = _unsigned(desk, reader, profile, own)
        tasks = task_rows.due_until(reader, today + AHEAD)
        asked = amendment_rows.waiting(reader)
        causes = review_cause_rows.in_open_stays(reader)
        stays = hours.of_caseload(desk)
        blocks = weeks.waiting(desk, today - LOOK_BACK, today)
        named = [one.edit.note.client_id for one in unsigned]
        named += [one.client_id for one in asked]
        known = Known(
            now=desk.now(),
            today=today,
            review_within=profile.return_review_within,
            reviews_within={one: numbers.return_review_within for one, numbers in own.items()},
            plan_times=(profile.plan_due_within, profile.plan_review_every),
            plan_times_of={
                one: (numbers.plan_due_within, numbers.plan_review_every)
                for one, numbers in own.items()
            },
            clients=rows,
            names=_names(desk, reader, rows, named),
            notes=unsigned,
            plans=plan_rows.heads_of(reader, _with_plan_due(rows, today, causes)),
            episodes=episode_rows.open_of_all(reader, _in_last_week(rows)),
            stays=flag_rows.lengths(reader),
            summaries=frozenset(discharge_rows.begun(reader)),
            causes=causes,
            reviewed=stay_review_rows.newest_plans(reader),
            tasks=tasks,
            amendments=asked,
            backups=_backups(desk, reader),
            hours=stays,
            unwritten=tuple(_unwritten(desk, blocks, profile, own)),
            rosters=_rosters(reader, profile, today),
            put_off=frozenset(one.about for one in snooze_rows.in_force(reader, today)),
        )
    return Agenda(
        items=today_rules.owed(known),
        sessions=tuple(one for one in blocks if one.held_on == today),
        hours=tuple(_hours(stays, known.names)),
        least=profile.week_hours_least * 60,
        most=profile.week_hours_most * 60,
    )


def _hours(stays: Mapping[ClientId, HoursKnown], names: Mapping[ClientId, str]) -> list[HoursLine]:
    """The running week of each client whose hours are kept, those below the least first."""
    lines = []
    for client_id, stay in stays.items():
        if client_id not in names or not (stay.visits or stay.ahead):
            continue
        week = stay.running
        if week is None:
            continue
        least = stay.limits.week_least
        lines.append(
            HoursLine(
                client_id=client_id,
                name=names[client_id],
                minutes=week.minutes,
                least=least,
                is_short=week.short_by(least) > 0,
            )
        )
    return sorted(lines, key=lambda one: (not one.is_short, one.name))


def _unwritten(
    desk: Desk, blocks: Sequence[Block], profile: Profile, own: Mapping[ClientId, Profile]
) -> Iterator[Unwritten]:
    """The sessions that are over and whose notes are not all signed, and none begun for one."""
    now = desk.now()
    for one in blocks:
        if not one.is_mine or one.write_up is WriteUp.SIGNED or not _asks_for_note(one):
            continue
        ended = end_moment(one.held_on, one.starts, one.ends, one.zone)
        if ended > now:
            continue
        numbers = profile if one.client_id is None else own.get(one.client_id, profile)
        due_at = ended + numbers.note_due_within
        yield Unwritten(
            client_id=one.client_id,
            title=one.title,
            kind=one.kind,
            held_on=one.held_on,
            starts=one.starts,
            minutes=minutes_between(one.held_on, one.starts, one.ends, one.zone),
            members=one.expected,
            left=one.expected - one.signed,
            is_begun=one.write_up is WriteUp.DRAFT or one.signed > 0,
            due_at=due_at,
            due_on=desk.local(due_at).date(),
            session_id=one.session_id,
            planned=one.planned,
        )


def _asks_for_note(one: Block) -> bool:
    """Whether somebody came, or may have, and no note of one client is begun."""
    is_missed = one.session_id is not None and not one.came
    if is_missed or not one.expected:
        return False
    if one.group_id is not None:
        return True
    return one.client_id is not None and one.note_id is None and one.planned is not None


def _rosters(reader: Reader, profile: Profile, today: date) -> tuple[Roster, ...]:
    inside = group_rows.members_between(reader, today, today)
    counted = Counter(one.care_group_id for one in inside)
    return tuple(
        Roster(
            group=group,
            members=counted[group.id],
            group_cap=profile.group_cap,
            class_cap=profile.class_cap,
        )
        for group in group_rows.every(reader)
        if group.closed_on is None
    )


def _clients(desk: Desk, reader: Reader, today: date, profile: Profile) -> list[ClientRow]:
    return client_rows.rows(
        reader,
        today=today,
        plan_due=profile.plan_due_within,
        review=profile.plan_review_every,
        own=profiles.plan_times_of_clients(reader, profile),
        zone=desk.zone,
    )


def _backups(desk: Desk, reader: Reader) -> BackupsSoFar | None:
    """When records were last backed up; a practice store, which can be made anew, needs none."""
    if desk.vault.is_practice:
        return None
    last = backup_log.last_verified(reader)
    return BackupsSoFar(
        since=desk.local(program_rows.began_at(reader)).date(),
        last_on=None if last is None else desk.local(last.tried_at).date(),
        has_failed=bool(backup_log.failing(reader)),
    )


def _edits(reader: Reader) -> list[NoteEdit]:
    """Every unsigned note with what was typed since it was started."""
    return [
        *drafts.decode_notes(draft_rows.contents(reader, RecordKind.NOTE)),
        *(NoteEdit(note=note) for note in note_rows.untyped(reader)),
    ]


def _unsigned(
    desk: Desk, reader: Reader, profile: Profile, own: Mapping[ClientId, Profile]
) -> list[UnsignedNote]:
    """Every unsigned note with when it is due and whether there is something to tick."""
    edits = _edits(reader)
    unticked = (edit.note for edit in edits if not edit.note.interventions)
    linked = {one.plan_id for note in unticked for one in note.objectives}
    steps = plan_rows.with_interventions(reader, linked)
    return [
        _awaiting(desk, edit, steps, own.get(edit.note.client_id, profile).note_due_within)
        for edit in edits
    ]


def _awaiting(
    desk: Desk, edit: NoteEdit, steps: Set[tuple[PlanId, Uid]], within: timedelta
) -> UnsignedNote:
    note, due_at = edit.note, notes.due_at(edit.note, within)
    return UnsignedNote(
        edit=edit,
        due_on=_due_on(desk, note, due_at, within),
        due_at=due_at,
        can_tick=bool(note.interventions)
        or any((one.plan_id, one.node_uid) in steps for one in note.objectives),
    )


def _due_on(desk: Desk, note: Note, due_at: datetime | None, within: timedelta) -> date:
    """The day a note is due; without times counted from its date, else from when it was begun."""
    if due_at is not None:
        return desk.local(due_at).date()
    return (note.held_on or desk.local(note.entered_at).date()) + within


def _with_plan_due(
    rows: Sequence[ClientRow], today: date, causes: Sequence[ReviewCause]
) -> list[ClientId]:
    """The clients whose plan or review is due within a week, or asked for by what happened."""
    asked = {cause.client_id for cause in causes}
    return [
        row.id
        for row in rows
        if row.id in asked or (row.plan_due_on and row.plan_due_on <= today + AHEAD)
    ]


def _in_last_week(rows: Sequence[ClientRow]) -> list[ClientId]:
    """The clients in the last of their target weeks, or after it."""
    return [row.id for row in rows if row.week and row.week >= (row.target_weeks or 0)]


def _names(
    desk: Desk, reader: Reader, rows: Sequence[ClientRow], noted: Sequence[ClientId]
) -> dict[ClientId, str]:
    """What the screen calls them; guests too, who have notes and are not in the list of clients."""
    is_hidden = shown_names.are_hidden(desk)
    called = {row.id: f"{row.name} {row.number}" if is_hidden else row.name for row in rows}
    guests = sorted({client_id for client_id in noted if client_id not in called})
    return called | shown_names.alone_of(desk, client_rows.some(reader, guests))
