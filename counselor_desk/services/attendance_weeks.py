"""Attendance by week: every client's sessions day by day, set, cleared and copied in a grid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counselor_desk.errors import ImpossibleAttendanceError
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.attendance_weeks import (
    DAYS,
    AttendanceSheet,
    AttendanceWeek,
    ClientWeek,
    DayCell,
    Part,
)
from counselor_desk.records.clients import Caseload, NameForm
from counselor_desk.records.episodes import Episode
from counselor_desk.records.hours import CAME, Ahead, HourLimits, Standing, Week, week_of
from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.reasons import ReasonedRule
from counselor_desk.records.sessions import Modality, Session
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.rules.hours import HoursKnown
from counselor_desk.services import (
    attendance,
    hours,
    profiles,
    programs,
    settings,
    shown_names,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.attendance_parts import WeekTold, week_told
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.exports import Composed, Trace
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import reasons as reason_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Writer

_DAY = timedelta(days=1)
_MOST_HOURS = 12
"""A plain number up to this is hours, above it minutes."""

_TYPED = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|m)?[a-z]*\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_SHEET_FILE = "Attendance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """An attendance that was taken back, with all it takes to set it again."""

    client_id: ClientId
    part: Part


def of_week(desk: Desk, day: date) -> AttendanceWeek:
    """The week of a day: everybody who was in treatment in it, by concern."""
    begins_on = week_of(day, int(desk.program().week_starts))
    today = desk.today()
    with desk.read() as reader:
        told = week_told(reader, begins_on)
        profile = profiles.in_force_within(reader)
        numbers = profiles.numbers_so_far(reader)
        episodes = _latest(episode_rows.between(reader, begins_on, told.last_on))
        clients = {one.id: one for one in client_rows.some(reader, list(episodes))}
        reasons = {
            one.episode_id: one
            for one in reason_rows.every(reader)
            if (one.rule, one.about_on) == (ReasonedRule.SHORT_WEEK, begins_on)
        }
    names = shown_names.alone_of(desk, clients.values())
    lines = []
    for client_id, episode in episodes.items():
        client = clients[client_id]
        judged_on = min(told.last_on, episode.closed_on or today, today)
        limits = hours.limits(numbers.on(judged_on, client_id), client.age_on(judged_on))
        parts = told.parts_of(episode)
        lines.append(
            ClientWeek(
                client_id=client_id,
                episode_id=episode.id,
                name=names[client_id],
                is_mine=client.caseload is Caseload.MINE,
                week=_week(today, told, episode, limits, parts),
                least=limits.week_least,
                days=_days(begins_on, parts),
                reason=reasons.get(episode.id),
            )
        )
    return AttendanceWeek(
        begins_on=begins_on,
        today=today,
        least=profile.week_hours_least * 60,
        lines=tuple(sorted(lines, key=lambda line: line.place)),
    )


def hold(desk: Desk, part: Part, *, initiator: object = None) -> SessionId:
    """The session itself, held now where it was only planned.

    Raises:
        ImpossibleAttendanceError: it is still to come.
    """
    if part.session is not None:
        return SessionId(part.session.id)
    with desk.write() as writer:
        session_id = _session_of(writer, desk, part)
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))
    return session_id


def mark(
    desk: Desk,
    client_id: ClientId,
    part: Part,
    code: AttendanceCode,
    minutes: int | None = None,
    *,
    initiator: object = None,
) -> Attendance:
    """Say how a client took part in a session; one that was only planned is held with it.

    Raises:
        ImpossibleAttendanceError: it is still to come, more minutes than it had, a day outside
            the stay, or another session at the same time. Nothing is changed then.
    """
    with desk.write() as writer:
        session_id = _session_of(writer, desk, part)
        kept = attendance.mark_within(writer, session_id, client_id, code, minutes)
    _announce(desk, client_id, initiator)
    return kept


def set_minutes(
    desk: Desk, client_id: ClientId, part: Part, minutes: int, *, initiator: object = None
) -> Attendance:
    """Say how many minutes a client was there; who was not known to have come, came.

    Raises:
        ImpossibleAttendanceError: as in `mark`.
    """
    code = part.code if part.code in CAME else AttendanceCode.PRESENT
    return mark(desk, client_id, part, code, minutes, initiator=initiator)


def copy(
    desk: Desk, part: Part, to: ClientWeek, place: int, *, initiator: object = None
) -> Attendance:
    """Set for another client, on the day at `place`, what is recorded of a session.

    It goes to the same session if the other is expected at it, else to the only one of the day.
    Who was there for all of it was so for all of the other's.

    Raises:
        ImpossibleAttendanceError: nothing is recorded to copy, the other has no such session, or
            as in `mark`.
    """
    theirs = to.days[place].parts
    target = next((one for one in theirs if part.is_same(one)), None)
    if target is None and len(theirs) == 1:
        target = theirs[0]
    if target is None or part.attendance is None:
        raise ImpossibleAttendanceError.nothing_there()
    is_whole = part.attendance.minutes == part.planned
    minutes = None if is_whole else part.attendance.minutes
    return mark(desk, to.client_id, target, part.attendance.code, minutes, initiator=initiator)


def clear(desk: Desk, client_id: ClientId, part: Part, *, initiator: object = None) -> Cleared:
    """Take back what is recorded of a session; `restore` sets it again.

    Raises:
        ImpossibleAttendanceError: nothing is recorded, or a note reports it.
    """
    if part.attendance is None:
        raise ImpossibleAttendanceError.nothing_there()
    attendance.unmark(desk, part.attendance, initiator=initiator)
    return Cleared(client_id=client_id, part=part)


def restore(desk: Desk, cleared: Cleared, *, initiator: object = None) -> None:
    """Set again what was cleared; a session that went with it is held again.

    Raises:
        ImpossibleAttendanceError: as in `mark`.
    """
    part = cleared.part
    if part.attendance is None:
        return
    with desk.write() as writer:
        session = part.session
        is_there = session is not None and session_rows.get(writer, session.id) is not None
        again = part if is_there else replace(part, session=None)
        if again.session is None and again.occurrence is None and session is not None:
            again = replace(
                again, session=attendance.record_within(writer, desk, _told_of(session))
            )
        kept, session_id = part.attendance, _session_of(writer, desk, again)
        attendance.mark_within(writer, session_id, cleared.client_id, kept.code, kept.minutes)
    _announce(desk, cleared.client_id, initiator)


def set_modality(
    desk: Desk, client_id: ClientId, part: Part, modality: Modality, *, initiator: object = None
) -> None:
    """Say how a session was held, for everybody who was at it; the client was there.

    Raises:
        ImpossibleAttendanceError: as in `mark`.
    """
    with desk.write() as writer:
        session_id = _session_of(writer, desk, part)
        if part.code not in CAME:
            attendance.mark_within(writer, session_id, client_id, AttendanceCode.PRESENT)
        session = session_rows.get(writer, session_id)
        if session is not None:
            session_rows.update(writer, replace(session, modality=modality))
    _announce(desk, client_id, initiator)


def record(
    desk: Desk, new: NewSession, present: Sequence[ClientId], *, initiator: object = None
) -> Session:
    """Keep a session that was not planned or that somebody else led, and who was there.

    Raises:
        ImpossibleAttendanceError: nobody was there, or as in `mark`; nothing is kept then.
        ImpossibleSeriesError: it has no length.
        UnusableTextError: the leader's name is too long or has control characters.
    """
    if not present:
        raise ImpossibleAttendanceError.of_nobody()
    with desk.write() as writer:
        session = attendance.record_within(writer, desk, new)
        for client_id in present:
            attendance.mark_within(writer, session.id, client_id, AttendanceCode.PRESENT)
    changes = Changes(
        kinds=frozenset({Kind.ATTENDANCE, Kind.SCHEDULE}),
        clients=frozenset(present),
        initiator=initiator,
    )
    desk.announce(changes)
    return session


def minutes_typed(text: str) -> int:
    """The minutes of what was typed: `1.5`, `1:30`, `90`, `2h`, `45m`; up to 12 it is hours.

    Raises:
        ImpossibleAttendanceError: it is no time.
    """
    told = text.strip()
    if clock := _CLOCK.fullmatch(told):
        return int(clock[1]) * 60 + int(clock[2])
    typed = _TYPED.fullmatch(told)
    if typed is None:
        raise ImpossibleAttendanceError.unreadable_minutes()
    number = float(typed[1].replace(",", "."))
    unit = (typed[2] or "").lower()
    is_hours = unit == "h" or (not unit and number <= _MOST_HOURS)
    return round(number * 60) if is_hours else round(number)


def note_of(desk: Desk, client_id: ClientId, part: Part) -> tuple[NoteId, bool] | None:
    """The note about a client's session and whether it is signed; None before there is one."""
    with desk.read() as reader:
        if part.attendance is not None:
            signed = note_rows.of_attendance(reader, part.attendance.id)
            if signed is not None:
                return signed.id, signed.is_signed
        for note in note_rows.unsigned(reader, client_id):
            if note.held_on == part.day and note.starts == part.starts:
                return note.id, False
    return None


def sheet(desk: Desk, week: AttendanceWeek, lines: Sequence[ClientWeek]) -> AttendanceSheet:
    """Some lines of a week for paper, named as papers name clients."""
    kept = settings.get(desk)
    is_short = kept.hides_names or kept.paper_names is PaperNames.INITIALS
    form = NameForm.INITIALS if is_short else NameForm.FULL
    with desk.read() as reader:
        clients = {one.id: one for one in client_rows.some(reader, [it.client_id for it in lines])}
    named = tuple(
        replace(line, name=f"{clients[line.client_id].name(form)} {clients[line.client_id].number}")
        for line in lines
    )
    return AttendanceSheet(week=week, lines=named)


def compose(desk: Desk, made: AttendanceSheet, wish: PrintWish) -> Composed:
    """The sheet laid out as it is wished; it may run in a task."""
    from counselor_desk.documents.attendance_weeks import build_sheet
    from counselor_desk.documents.fonts import missing_letters

    program = desk.program()
    document = build_sheet(made, program, desk.local(desk.now()), programs.logo(desk))
    return Composed(
        document=document,
        stem=f"{_SHEET_FILE} {made.week.begins_on.isoformat()}",
        paper=wish.paper or program.paper,
        trace=Trace(table="attendance"),
        missing_letters=missing_letters(document),
    )


def _days(begins_on: date, parts: Sequence[Part]) -> tuple[DayCell, ...]:
    by_day: dict[date, list[Part]] = {}
    for part in parts:
        by_day.setdefault(part.day, []).append(part)
    days = (begins_on + _DAY * place for place in range(DAYS))
    return tuple(DayCell(day=day, parts=tuple(by_day.get(day, ()))) for day in days)


def _week(
    today: date, told: WeekTold, episode: Episode, limits: HourLimits, parts: Sequence[Part]
) -> Week:
    """The week by the rules of hours, which count nothing planned before today."""
    visits, ahead = [], []
    for part in parts:
        if part.attendance is not None and part.session is not None:
            meeting = told.meetings.get(part.session.id)
            visits.append(hours.visit_of(part.attendance, part.session, meeting, told.book.groups))
        elif part.day >= today and episode.is_open:
            ahead.append(
                Ahead(
                    held_on=part.day,
                    service=part.service,
                    minutes=part.planned,
                    counts=part.counts,
                )
            )
    admitted = episode.admitted_on or told.begins_on
    # The weeks before this one are not asked for, so they need not be made.
    near = replace(episode, admitted_on=max(admitted, told.begins_on), target_weeks=1)
    known = HoursKnown(
        episode=near,
        limits=limits,
        today=max(today, told.begins_on),
        visits=visits,
        ahead=ahead,
        first_weekday=told.begins_on.weekday(),
    )
    found = next((one for one in known.weeks if one.begins_on == told.begins_on), None)
    if found is None:
        return Week(begins_on=told.begins_on, number=0, standing=Standing.PARTIAL)
    is_ahead = told.begins_on > today and found.standing is Standing.RUNNING
    return replace(
        found,
        number=_number(admitted, told.begins_on),
        standing=Standing.AHEAD if is_ahead else found.standing,
    )


def _number(admitted: date, begins_on: date) -> int:
    """Of a week from the first full one of a stay, 0 for a part of one before it."""
    first = week_of(admitted + _DAY * (DAYS - 1), begins_on.weekday())
    return max((begins_on - first).days // DAYS + 1, 0)


def _latest(episodes: Sequence[Episode]) -> dict[ClientId, Episode]:
    """One stay of each client, the latest."""
    found: dict[ClientId, Episode] = {}
    for one in episodes:
        found.setdefault(one.client_id, one)
    return found


def _session_of(writer: Writer, desk: Desk, part: Part) -> SessionId:
    if part.session is not None:
        return part.session.id
    if part.occurrence is None:
        raise ImpossibleAttendanceError.nothing_there()
    return attendance.hold_within(writer, desk, part.occurrence).id


def _told_of(session: Session) -> NewSession:
    return NewSession(
        kind=session.kind,
        held_on=session.held_on,
        starts=session.starts,
        ends=session.ends,
        modality=session.modality,
        led_by=session.led_by,
        group_id=None if session.group_id is None else GroupId(session.group_id),
    )


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    kinds = (Kind.ATTENDANCE, Kind.SCHEDULE)
    desk.announce(Changes.of(*kinds, client_id=client_id, initiator=initiator))
