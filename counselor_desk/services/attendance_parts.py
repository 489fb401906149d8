"""What was held and is planned in a week, told apart by client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counselor_desk.records.attendance import Attendance
from counselor_desk.records.attendance_weeks import DAYS, Part
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import ClientId, GroupId, SeriesId, SessionId
from counselor_desk.records.schedule import Meeting, Occurrence, service_of
from counselor_desk.records.sessions import Session
from counselor_desk.services import schedule
from counselor_desk.services.schedule import Book
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Reader

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTold:
    """Everything that was held and is planned in a week."""

    begins_on: date
    book: Book
    sessions: Mapping[SessionId, Session]
    meetings: Mapping[SessionId, Meeting]
    attended: Mapping[ClientId, Sequence[Attendance]]
    expected: Mapping[ClientId, Sequence[Occurrence]]

    @property
    def last_on(self) -> date:
        """Its seventh day."""
        return self.begins_on + _DAY * (DAYS - 1)

    def parts_of(self, episode: Episode) -> list[Part]:
        """A client's sessions in the week, those outside the stay left out."""
        parts = [self._held(one) for one in self.attended.get(episode.client_id, ())]
        sessions = {part.session.id for part in parts if part.session is not None}
        times = {
            (meeting.series_id, meeting.planned_on)
            for key, meeting in self.meetings.items()
            if key in sessions
        }
        parts += [
            self._planned(one)
            for one in self.expected.get(episode.client_id, ())
            if (one.series.id, one.planned_on) not in times and _is_in(episode, one.held_on)
        ]
        return sorted(parts, key=lambda part: (part.day, part.starts))

    def _held(self, one: Attendance) -> Part:
        session = self.sessions[one.session_id]
        meeting = self.meetings.get(one.session_id)
        group = self._group(session.group_id)
        return Part(
            day=session.held_on,
            starts=session.starts,
            ends=session.ends,
            planned=session.minutes,
            service=service_of(session.kind, group.type if group else None),
            modality=session.modality,
            counts=group.counts_hours if group else True,
            group=group.name if group else "",
            led_by=session.led_by,
            occurrence=self._occurrence(meeting),
            session=session,
            attendance=one,
        )

    def _planned(self, one: Occurrence) -> Part:
        group = self.book.group_of(one)
        return Part(
            day=one.held_on,
            starts=one.starts,
            ends=one.ends,
            planned=schedule.minutes_of(one),
            service=self.book.service_of(one),
            modality=one.series.modality,
            counts=group.counts_hours if group else True,
            group=group.name if group else "",
            led_by=one.series.led_by,
            occurrence=one,
            session=self._session(one.series.id, one.planned_on),
        )

    def _session(self, series_id: SeriesId, planned_on: date) -> Session | None:
        for key, meeting in self.meetings.items():
            if (meeting.series_id, meeting.planned_on) == (series_id, planned_on):
                return self.sessions.get(key)
        return None

    def _occurrence(self, meeting: Meeting | None) -> Occurrence | None:
        if meeting is None or meeting.series_id is None:
            return None
        wanted = (meeting.series_id, meeting.planned_on)
        every = self.book.occurrences
        return next((one for one in every if (one.series.id, one.planned_on) == wanted), None)

    def _group(self, group_id: int | None) -> Group | None:
        return None if group_id is None else self.book.groups.get(GroupId(group_id))


def week_told(reader: Reader, begins_on: date) -> WeekTold:
    """Read the week that begins on a day."""
    last_on = begins_on + _DAY * (DAYS - 1)
    book = schedule.book_within(reader, begins_on, last_on)
    attended: dict[ClientId, list[Attendance]] = {}
    for one in attendance_rows.between(reader, begins_on, last_on):
        attended.setdefault(one.client_id, []).append(one)
    expected: dict[ClientId, list[Occurrence]] = {}
    for planned in book.occurrences:
        for client_id in book.clients_of(planned):
            expected.setdefault(client_id, []).append(planned)
    meetings = schedule_rows.meetings_between(reader, begins_on, last_on)
    return WeekTold(
        begins_on=begins_on,
        book=book,
        sessions={one.id: one for one in session_rows.between(reader, begins_on, last_on)},
        meetings={one.session_id: one for one in meetings},
        attended=attended,
        expected=expected,
    )


def _is_in(episode: Episode, day: date) -> bool:
    if episode.admitted_on is None or day < episode.admitted_on:
        return False
    return episode.closed_on is None or day <= episode.closed_on
