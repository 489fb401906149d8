"""Hours in the store: who was at which session, in the few columns that hours are counted from."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.groups import GroupType
from counselor_desk.records.hours import Visit
from counselor_desk.records.schedule import CourseTopic, service_of
from counselor_desk.records.sessions import Modality, SessionKind, minutes_between
from counselor_desk.storage.addenda import SESSIONS_IN_ERROR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from counselor_desk.records.ids import ClientId, EpisodeId, SeriesId, SessionId
    from counselor_desk.storage.database import Reader

# The first table is named first and joined to in this order: without it SQLite would read every
# attendance there ever was.
_PRESENCES = """
SELECT attendance.client_id, attendance.episode_id, meeting.series_id, meeting.planned_on,
    attendance.code, attendance.minutes, session.id, session.held_on, session.kind,
    session.starts, session.ends, session.zone, session.modality,
    care_group.type, care_group.counts_hours, meeting.course_topic
FROM {whose}
CROSS JOIN session ON session.id = attendance.session_id
LEFT JOIN meeting ON meeting.session_id = session.id
LEFT JOIN care_group ON care_group.id = session.group_id
WHERE session.id NOT IN ({wrong})
"""
_OF_OPEN_STAYS = _PRESENCES.format(
    wrong=SESSIONS_IN_ERROR,
    whose="episode CROSS JOIN attendance ON attendance.client_id = episode.client_id"
    " AND attendance.episode_id = episode.id AND episode.closed_on IS NULL",
)
_OF_CLIENT = _PRESENCES.format(wrong=SESSIONS_IN_ERROR, whose="attendance") + (
    "AND attendance.client_id = ?"
)


class Presence(NamedTuple):
    """One client at one held session, which was planned for `planned`: its series and day.

    `visit` is shared by all who were there alike.
    """

    client_id: ClientId
    episode_id: EpisodeId
    planned: tuple[SeriesId, date] | None
    visit: Visit


def of_open_stays(db: Reader) -> list[Presence]:
    """Everybody whose stay goes on at each of its sessions, in no order.

    A session that was told by a note entered in error is none, here and in `of_client`.
    """
    return list(_told(db.rows(_OF_OPEN_STAYS)))


def of_client(db: Reader, client_id: ClientId) -> list[Presence]:
    """One client at every session, in no order."""
    return list(_told(db.rows(_OF_CLIENT, client_id)))


def _told(rows: Iterable[tuple[Any, ...]]) -> Iterator[Presence]:
    known: dict[tuple[str, int, int], tuple[tuple[SeriesId, date] | None, Visit]] = {}
    for client_id, episode_id, *facts in rows:
        alike = facts[2], facts[3], facts[4]
        if alike not in known:
            known[alike] = _planned(*facts[:2]), _visit(*facts[2:])
        yield Presence(client_id, episode_id, *known[alike])


def _planned(series_id: SeriesId | None, planned_on: str | None) -> tuple[SeriesId, date] | None:
    if series_id is None or planned_on is None:
        return None
    return series_id, date.fromisoformat(planned_on)


def _visit(
    code: str,
    minutes: int,
    session_id: SessionId,
    held_on: str,
    kind: str,
    starts: str,
    ends: str,
    zone: str,
    modality: str,
    group_type: str | None,
    counts: int | None,
    course_topic: str | None,
) -> Visit:
    day = date.fromisoformat(held_on)
    of_group = None if group_type is None else GroupType(group_type)
    times = time.fromisoformat(starts), time.fromisoformat(ends)
    return Visit(
        session_id=session_id,
        held_on=day,
        service=service_of(SessionKind(kind), of_group),
        code=AttendanceCode(code),
        minutes=minutes,
        planned=minutes_between(day, *times, zone),
        counts=counts is None or bool(counts),
        is_remote=modality != Modality.IN_PERSON.value,
        group_type=of_group,
        course_topic=None if course_topic is None else CourseTopic(course_topic),
    )
