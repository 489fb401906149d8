"""Hours of one stay as a whole, for the chart and for the papers that tell of attendance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Group
from counselor_desk.records.hour_reports import (
    HourPaperKind,
    HourPaperWish,
    HourReport,
    PlannedLine,
    SessionLine,
    UnmarkedTime,
)
from counselor_desk.records.hours import WEEK, week_of
from counselor_desk.records.ids import ClientId, EpisodeId, GroupId, SessionId
from counselor_desk.records.schedule import Meeting, Occurrence, Series, service_of
from counselor_desk.records.sessions import Session
from counselor_desk.rules import owed_care
from counselor_desk.rules.hours import HoursKnown, last_planned_on, longest_gap
from counselor_desk.services import attendance, clients, episodes, hours, schedule
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.schedule import Book
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Reader

_DAY = timedelta(days=1)
_AHEAD = 2 * WEEK - _DAY


def of_client(desk: Desk, client_id: ClientId) -> HourReport | None:
    """The hours of the newest stay; None before an admission."""
    episode = episodes.current(desk, client_id)
    if episode is None or episode.admitted_on is None:
        return None
    known = hours.of_episode(desk, episode.id)
    gap = longest_gap(known)
    today = desk.today()
    with desk.read() as reader:
        meetings = schedule_rows.meetings_of_client(reader, client_id)
        sessions = _sessions(reader, client_id, episode.id, meetings)
        unmarked = _unmarked(reader, episode, today, sessions, meetings)
        book = schedule.book_within(reader, today, today + _AHEAD)
        holidays = schedule_rows.holidays(reader)
    is_open = episode.is_open
    own = schedule.of_client(desk, client_id) if is_open else ()
    expected = schedule.only(book, (client_id,)) if is_open else ()
    return HourReport(
        client_id=client_id,
        episode=episode,
        today=today,
        limits=known.limits,
        weeks=known.weeks,
        sessions=sessions,
        unmarked=unmarked,
        reasons=tuple(known.reasons),
        findings=owed_care.told(known),
        longest_gap=None if gap is None else (gap.days, gap.after),
        last_planned_on=_last_planned_on(known),
        weekly=_weekly(book, expected, own, today),
        coming=tuple(_planned(book, one, one.held_on) for one in expected),
        closed=tuple((one.day, one.name) for one in holidays if today <= one.day <= today + _AHEAD),
    )


def record(
    desk: Desk,
    client_id: ClientId,
    new: NewSession,
    code: AttendanceCode,
    minutes: int | None = None,
    *,
    initiator: object = None,
) -> Attendance:
    """Keep a session of one client and how the client took part, or neither of them.

    Raises:
        ImpossibleAttendanceError, ImpossibleSeriesError, UnusableTextError: as in
            `attendance.record` and `attendance.mark`.
    """
    with desk.write() as writer:
        session = attendance.record_within(writer, desk, new)
        kept = attendance.mark_within(writer, session.id, client_id, code, minutes)
    desk.announce(Changes.of(Kind.ATTENDANCE, client_id=client_id, initiator=initiator))
    return kept


def take_back(desk: Desk, one: SessionLine, *, initiator: object = None) -> None:
    """Take an attendance back that was set by mistake.

    Raises:
        UnknownRecordError: it is gone already.
        ImpossibleAttendanceError: a signed note reports it.
    """
    with desk.read() as reader:
        found = attendance_rows.get(reader, one.attendance_id)
    if found is None:
        raise UnknownRecordError("attendance")
    attendance.unmark(desk, found, initiator=initiator)


def papers_of(desk: Desk, client_id: ClientId, kind: HourPaperKind) -> list[HourPaperWish]:
    """The one paper of a kind, from the first thing on that it tells of."""
    report = of_client(desk, client_id)
    if report is None or not _has_content(report, kind):
        return []
    uid = clients.get(desk, client_id).uid
    return [HourPaperWish(uid=uid, client_id=client_id, kind=kind)]


def _has_content(report: HourReport, kind: HourPaperKind) -> bool:
    match kind:
        case HourPaperKind.CLIENT_SCHEDULE:
            return bool(report.coming)
        case HourPaperKind.COMPLETION_LIST:
            return any(one.course_topic is not None for one in report.sessions)
        case _:
            return bool(report.sessions)


def _sessions(
    reader: Reader, client_id: ClientId, episode_id: EpisodeId, meetings: Iterable[Meeting]
) -> tuple[SessionLine, ...]:
    by_id = {one.id: one for one in session_rows.of_client(reader, client_id)}
    told = {one.session_id: one for one in meetings}
    groups = {one.id: one for one in group_rows.every(reader)}
    lines = [
        _line(one, by_id[one.session_id], told.get(one.session_id), groups)
        for one in attendance_rows.of_client(reader, client_id)
        if one.episode_id == episode_id
    ]
    return tuple(sorted(lines, key=lambda one: (one.held_on, one.starts), reverse=True))


def _unmarked(
    reader: Reader,
    episode: Episode,
    today: date,
    sessions: Iterable[SessionLine],
    meetings: Iterable[Meeting],
) -> tuple[UnmarkedTime, ...]:
    """What was planned on the days of a stay before today and nobody marked, the oldest first.

    The days of admission and discharge are left out, as their weeks are not judged: they go by
    the intake and the parting. A series has one time a week: who was marked at it in a week was
    at that one, also where the series has moved to another weekday since. A session of the
    client alone that was recorded freely is the one that was planned for its day.
    """
    if episode.admitted_on is None:
        return ()
    first_on, last_on = episode.admitted_on + _DAY, (episode.closed_on or today) - _DAY
    book = schedule.book_of_client(reader, episode.client_id, first_on, last_on)
    marked = {
        (one.series_id, week_of(one.planned_on, 0))
        for one in meetings
        if one.planned_on is not None
    }
    alone = {(one.held_on, one.service) for one in sessions if not one.name}
    found = []
    for one in schedule.only(book, (episode.client_id,)):
        service = book.service_of(one)
        is_own = one.series.client_id is not None
        if (one.series.id, week_of(one.planned_on, 0)) in marked:
            continue
        if is_own and (one.held_on, service) in alone:
            continue
        group = book.group_of(one)
        found.append(
            UnmarkedTime(
                held_on=one.held_on,
                service=service,
                planned=schedule.minutes_of(one),
                counts=group.counts_hours if group else True,
            )
        )
    return tuple(found)


def _line(
    one: Attendance, session: Session, meeting: Meeting | None, groups: Mapping[GroupId, Group]
) -> SessionLine:
    group = None if session.group_id is None else groups.get(GroupId(session.group_id))
    return SessionLine(
        attendance_id=one.id,
        session_id=SessionId(session.id),
        held_on=session.held_on,
        starts=session.starts,
        ends=session.ends,
        service=service_of(session.kind, group.type if group else None),
        name=group.name if group else "",
        printed_name=group.printed_name if group else "",
        led_by=session.led_by,
        given_by=group.given_by if group else "",
        modality=session.modality,
        code=one.code,
        minutes=one.minutes,
        planned=session.minutes,
        counts=group.counts_hours if group else True,
        topic=meeting.topic if meeting else "",
        course_topic=meeting.course_topic if meeting else None,
        group_type=group.type if group else None,
        own_type=group.own_type if group else "",
    )


def _last_planned_on(known: HoursKnown) -> date | None:
    return None if known.running is None else last_planned_on(known, known.running)


def _weekly(
    book: Book, expected: Iterable[Occurrence], own: Iterable[Series], today: date
) -> tuple[PlannedLine, ...]:
    """Each series once, by the day of the week; a single planned session does not come back.

    The client's own ones are told as long as they go on, however seldom they are.
    """
    found = {
        one.id: _own(one)
        for one in own
        if one.ends_on is None or today <= one.ends_on != one.begins_on
    }
    for one in expected:
        series = one.series
        if series.ends_on != series.begins_on:
            found.setdefault(series.id, _planned(book, one, None))
    return tuple(sorted(found.values(), key=lambda line: (line.weekday, line.starts)))


def _own(series: Series) -> PlannedLine:
    return PlannedLine(
        weekday=int(series.weekday),
        starts=series.starts,
        ends=series.ends,
        service=service_of(series.kind, None),
        led_by=series.led_by,
        modality=series.modality,
        every_weeks=series.every_weeks,
        own_series=series.id,
    )


def _planned(book: Book, one: Occurrence, held_on: date | None) -> PlannedLine:
    series, group = one.series, book.group_of(one)
    return PlannedLine(
        weekday=int(series.weekday) if held_on is None else held_on.weekday(),
        starts=series.starts if held_on is None else one.starts,
        ends=series.ends if held_on is None else one.ends,
        service=book.service_of(one),
        name=group.name if group else "",
        printed_name=group.printed_name if group else "",
        led_by=series.led_by,
        given_by=group.given_by if group else "",
        modality=series.modality,
        every_weeks=series.every_weeks,
        held_on=held_on,
        is_moved=held_on is not None and one.is_moved,
    )
