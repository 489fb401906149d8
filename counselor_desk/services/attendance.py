"""Attendance: who was at a session, for how many minutes, and what cannot have been."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from counselor_desk.errors import (
    ImpossibleAttendanceError,
    ImpossibleSeriesError,
    UnknownRecordError,
)
from counselor_desk.records import times
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Group
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import AttendanceId, ClientId, GroupId, MeetingId, SessionId
from counselor_desk.records.schedule import CourseTopic, Meeting, Occurrence
from counselor_desk.records.sessions import (
    Modality,
    Session,
    SessionKind,
    end_moment,
    minutes_between,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import attendance as rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Reader, Writer

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session as it is told: held by the store's owner, or by the one `led_by` names.

    `ends` at or before `starts` is the next day, which the person confirmed.
    """

    kind: SessionKind
    held_on: date
    starts: time
    ends: time
    modality: Modality = Modality.IN_PERSON
    led_by: str = ""
    group_id: GroupId | None = None
    topic: str = ""
    course_topic: CourseTopic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A session in the store with its group, what it adds, and everybody expected at it."""

    session: Session
    meeting: Meeting | None
    group: Group | None
    attendance: tuple[Attendance, ...]


def get(desk: Desk, session_id: SessionId) -> Held:
    """One session as it is in the store.

    Raises:
        UnknownRecordError: there is no such session.
    """
    with desk.read() as reader:
        return get_within(reader, session_id)


def get_within(reader: Reader, session_id: SessionId) -> Held:
    """As `get`, within a reading that goes on."""
    return _held(reader, _existing(reader, session_id))


def hold(desk: Desk, one: Occurrence, *, initiator: object = None) -> Session:
    """The session of a planned time: the one in the store, or one that is made now.

    Raises:
        ImpossibleAttendanceError: it is still to come.
    """
    with desk.write() as writer:
        session = hold_within(writer, desk, one)
    desk.announce(Changes.of(Kind.SCHEDULE, client_id=one.series.client_id, initiator=initiator))
    return session


def hold_within(writer: Writer, desk: Desk, one: Occurrence) -> Session:
    """As `hold`, within a writing that goes on."""
    if _begins_later(desk, one.held_on, one.starts):
        raise ImpossibleAttendanceError.not_yet()
    known = next(
        (
            meeting
            for meeting in schedule_rows.meetings_between(writer, one.planned_on, one.planned_on)
            if (meeting.series_id, meeting.planned_on) == (one.series.id, one.planned_on)
        ),
        None,
    )
    if known is not None:
        return _existing(writer, known.session_id)
    series = one.series
    session = session_rows.insert(
        writer,
        Session(
            id=SessionId(0),
            uid=desk.new_uid(),
            kind=series.kind,
            held_on=one.held_on,
            starts=one.starts,
            ends=one.ends,
            zone=series.zone,
            modality=series.modality,
            led_by=series.led_by,
            group_id=series.care_group_id,
        ),
    )
    schedule_rows.put_meeting(
        writer,
        Meeting(
            id=MeetingId(0),
            session_id=session.id,
            series_id=series.id,
            planned_on=one.planned_on,
        ),
    )
    return session


def record(desk: Desk, new: NewSession, *, initiator: object = None) -> Session:
    """Keep a session that was not planned, or that somebody else led.

    Raises:
        ImpossibleAttendanceError: it is still to come.
        ImpossibleSeriesError: it has no length.
        UnusableTextError: a text is too long or has control characters.
    """
    with desk.write() as writer:
        session = record_within(writer, desk, new)
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))
    return session


def record_within(writer: Writer, desk: Desk, new: NewSession) -> Session:
    """As `record`, within a writing that goes on."""
    has_length = minutes_between(new.held_on, new.starts, new.ends, desk.zone) > 0
    if new.starts == new.ends or not has_length:
        raise ImpossibleSeriesError.without_length()
    if _begins_later(desk, new.held_on, new.starts):
        raise ImpossibleAttendanceError.not_yet()
    session = session_rows.insert(
        writer,
        Session(
            id=SessionId(0),
            uid=desk.new_uid(),
            kind=new.kind,
            held_on=new.held_on,
            starts=new.starts,
            ends=new.ends,
            zone=desk.zone,
            modality=new.modality,
            led_by=clean("The leader", new.led_by, limit=NAME_LIMIT),
            group_id=new.group_id,
        ),
    )
    _put_topic(writer, session, new.topic, new.course_topic)
    return session


def set_topic(
    desk: Desk,
    session_id: SessionId,
    topic: str,
    course_topic: CourseTopic | None = None,
    *,
    initiator: object = None,
) -> None:
    """Say what a session was about, and which topic of the course it taught.

    Raises:
        UnknownRecordError: there is no such session.
        UnusableTextError: the topic is too long or has control characters.
    """
    with desk.write() as writer:
        _put_topic(writer, _existing(writer, session_id), topic, course_topic)
    desk.announce(Changes.of(Kind.ATTENDANCE, initiator=initiator))


def mark(
    desk: Desk,
    session_id: SessionId,
    client_id: ClientId,
    code: AttendanceCode,
    minutes: int | None = None,
    *,
    initiator: object = None,
) -> Attendance:
    """Say how a client took part; the minutes are those of the session unless told.

    Who did not come has none, whatever is told.

    Raises:
        UnknownRecordError: there is no such session.
        ImpossibleAttendanceError: more minutes than the session had, a day outside the stay, or
            another session at the same time.
    """
    with desk.write() as writer:
        kept = mark_within(writer, session_id, client_id, code, minutes)
    desk.announce(Changes.of(Kind.ATTENDANCE, client_id=client_id, initiator=initiator))
    return kept


def mark_within(
    writer: Writer,
    session_id: SessionId,
    client_id: ClientId,
    code: AttendanceCode,
    minutes: int | None = None,
) -> Attendance:
    """As `mark`, within a writing that goes on."""
    session = _existing(writer, session_id)
    told = _minutes(session, code, minutes)
    episode = _episode_on(writer, client_id, session.held_on)
    known = next(
        (one for one in rows.of_session(writer, session_id) if one.client_id == client_id), None
    )
    if code in CAME:
        _check_elsewhere(writer, session, client_id)
    if known is not None:
        kept = replace(known, code=code, minutes=told)
        rows.update(writer, kept)
        return kept
    return rows.insert(
        writer,
        Attendance(
            id=AttendanceId(0),
            session_id=session_id,
            client_id=client_id,
            episode_id=episode.id,
            code=code,
            minutes=told,
        ),
    )


def unmark(desk: Desk, attendance: Attendance, *, initiator: object = None) -> None:
    """Take an attendance back that was set by mistake; a session without any goes with it.

    Raises:
        ImpossibleAttendanceError: a note reports it.
    """
    with desk.write() as writer:
        if rows.is_reported(writer, attendance.id):
            raise ImpossibleAttendanceError.with_signed_note()
        rows.delete(writer, attendance.id)
        if not _is_needed(writer, attendance.session_id):
            session_rows.delete(writer, attendance.session_id)
    changes = Changes.of(Kind.ATTENDANCE, client_id=attendance.client_id, initiator=initiator)
    desk.announce(changes)


def _is_needed(reader: Reader, session_id: SessionId) -> bool:
    """Whether anybody is still expected at a session, or something is written about it."""
    return (
        bool(rows.of_session(reader, session_id))
        or group_rows.draft(reader, session_id) is not None
        or session_rows.is_taken_up(reader, session_id)
    )


def _put_topic(
    writer: Writer, session: Session, topic: str, course_topic: CourseTopic | None
) -> None:
    told = clean("The topic", topic)
    known = schedule_rows.meeting(writer, session.id)
    if known is None and not told and course_topic is None:
        return
    meeting = known or Meeting(id=MeetingId(0), session_id=session.id)
    schedule_rows.put_meeting(writer, replace(meeting, topic=told, course_topic=course_topic))


def _minutes(session: Session, code: AttendanceCode, minutes: int | None) -> int:
    if code not in CAME:
        return 0
    if minutes is None:
        return session.minutes
    if not 0 <= minutes <= session.minutes:
        raise ImpossibleAttendanceError.minutes_beyond(session.minutes)
    return minutes


def _episode_on(reader: Reader, client_id: ClientId, day: date) -> Episode:
    for episode in episode_rows.of_client(reader, client_id):
        began = episode.admitted_on or episode.inquiry_on
        if began is None or day < began:
            continue
        if episode.closed_on is None or day <= episode.closed_on:
            return episode
    raise ImpossibleAttendanceError.outside_the_stay()


def elsewhere(reader: Reader, session: Session) -> dict[ClientId, time]:
    """Who came to another session at the time of this one, and when that one began."""
    begins, ends = _span(session)
    around = session_rows.between(reader, session.held_on - _DAY, session.held_on + _DAY)
    near = {}
    for other in around:
        other_begins, other_ends = _span(other)
        if other.id != session.id and begins < other_ends and other_begins < ends:
            near[other.id] = other
    if not near:
        return {}
    return {
        one.client_id: near[one.session_id].starts
        for one in rows.between(reader, session.held_on - _DAY, session.held_on + _DAY)
        if one.session_id in near and one.code in CAME
    }


def _check_elsewhere(reader: Reader, session: Session, client_id: ClientId) -> None:
    began = elsewhere(reader, session).get(client_id)
    if began is not None:
        raise ImpossibleAttendanceError.elsewhere(times.write_time(began))


def _span(session: Session) -> tuple[float, float]:
    ends = end_moment(session.held_on, session.starts, session.ends, session.zone).timestamp()
    return ends - session.minutes * 60, ends


def _begins_later(desk: Desk, day: date, starts: time) -> bool:
    now = desk.local(desk.now())
    return (day, starts) > (now.date(), now.time())


def _held(reader: Reader, session: Session) -> Held:
    group_id = session.group_id
    return Held(
        session=session,
        meeting=schedule_rows.meeting(reader, session.id),
        group=None if group_id is None else group_rows.get(reader, GroupId(group_id)),
        attendance=tuple(rows.of_session(reader, session.id)),
    )


def _existing(reader: Reader, session_id: SessionId) -> Session:
    session = session_rows.get(reader, session_id)
    if session is None:
        raise UnknownRecordError("session")
    return session
