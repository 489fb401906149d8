"""The groups of the practice store: two a day for each room, with ten clients at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from tomllib import loads
from typing import Any

from counselor_desk import resources
from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import GroupType
from counselor_desk.records.ids import GroupId, SeriesId
from counselor_desk.records.program import Weekday
from counselor_desk.services.practice.cases import Case, InStore

_ROOM = 10
MINE_SINCE = timedelta(days=14)
"""How long the counselor has led the groups; before that a colleague did."""

HOURS = {
    Track.MORNING: ((time(9), time(10, 30)), (time(10, 30), time(12))),
    Track.EVENING: ((time(17, 30), time(19)), (time(19), time(20, 30))),
}
DAYS = {
    Track.MORNING: (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY),
    Track.EVENING: (Weekday.MONDAY, Weekday.TUESDAY, Weekday.THURSDAY),
}


@cache
def told() -> Mapping[str, Any]:
    """The words of the programme: leaders, the course, meetings, preferences."""
    return loads(resources.read_text("practice", "programme.toml"))


@dataclass(slots=True)
class Kept:
    """A practice group once it is in the store."""

    name: str
    type: GroupType
    track: Track
    hour: int
    is_mine: bool
    charts: Sequence[InStore]
    group_id: GroupId = GroupId(0)  # noqa: RUF009 - an int by another name
    series: list[SeriesId] = field(default_factory=list)

    @property
    def follows_course(self) -> bool:
        """Whether it teaches the topics of a course in turn."""
        return self.type is GroupType.RELAPSE_PREVENTION


def of_track(track: Track, charts: list[InStore]) -> Iterator[Kept]:
    """Two groups a day for each room of the clients of a track."""
    for place, some in enumerate(_rooms(charts)):
        yield from _groups(track, place, some)


def _rooms(charts: list[InStore]) -> list[list[InStore]]:
    """The clients of a track dealt to rooms, so that at most ten are there at any time."""
    rooms: list[list[InStore]] = []
    for one in charts:
        free = next((room for room in rooms if _fits(one, room)), None)
        if free is None:
            rooms.append([one])
        else:
            free.append(one)
    return rooms


def _fits(one: InStore, room: list[InStore]) -> bool:
    together = [other for other in room if _overlap(one.case, other.case)]
    return len(together) < _ROOM


def _overlap(one: Case, other: Case) -> bool:
    begins, ends = one.admitted_on or date.max, one.closed_on or date.max
    return begins <= (other.closed_on or date.max) and (other.admitted_on or date.max) <= ends


def _groups(track: Track, place: int, charts: list[InStore]) -> Iterator[Kept]:
    """Two groups a day for one room: one of the counselor's, one of a colleague's."""
    when = "Morning" if track is Track.MORNING else "Evening"
    letter = f" {'ABCDEFGH'[place % 8]}" if place else ""
    mine_first = place % 2
    yield Kept(
        name=f"{when} relapse prevention{letter}",
        type=GroupType.RELAPSE_PREVENTION,
        track=track,
        hour=0 if mine_first else 1,
        is_mine=place < len(told()["leaders"]),
        charts=charts,
    )
    yield Kept(
        name=f"{when} skills{letter}",
        type=GroupType.SKILLS,
        track=track,
        hour=1 if mine_first else 0,
        is_mine=False,
        charts=charts,
    )
