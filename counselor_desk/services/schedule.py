"""The schedule: what is planned in a week, what is different once, days off, and clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from counselor_desk.errors import ImpossibleSeriesError, UnknownRecordError
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.groups import Group, Member
from counselor_desk.records.ids import ClientId, ExceptionId, GroupId, HolidayId, SeriesId
from counselor_desk.records.schedule import (
    Holiday,
    Occurrence,
    Series,
    SeriesException,
    Service,
    occurrences,
    service_of,
)
from counselor_desk.records.sessions import minutes_between
from counselor_desk.services import episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as rows
from counselor_desk.storage.database import Reader, Writer

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything planned in a span of days, and for whom.

    Attributes:
        occurrences: every planned time in it, held or not, in the order of time.
        held: the times that have a session in the store, as series and planned day.
        groups: every group by its id.
        members: everybody who is in a group on one of the days.
    """

    occurrences: tuple[Occurrence, ...]
    held: frozenset[tuple[SeriesId, date]]
    groups: Mapping[GroupId, Group]
    members: Sequence[Member]
    _of_group: Mapping[GroupId, Sequence[Member]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Members are asked for at each planned time, so they are told apart once."""
        found: dict[GroupId, list[Member]] = {}
        for member in self.members:
            found.setdefault(member.care_group_id, []).append(member)
        object.__setattr__(self, "_of_group", found)

    def is_held(self, one: Occurrence) -> bool:
        """Whether a session of this time is in the store."""
        return (one.series.id, one.planned_on) in self.held

    def clients_of(self, one: Occurrence) -> tuple[ClientId, ...]:
        """Who is expected: the client of the series, or the members of its group on that day."""
        if one.series.client_id is not None:
            return (one.series.client_id,)
        group_id = one.series.care_group_id
        members = () if group_id is None else self._of_group.get(group_id, ())
        # Who left and came back on one day is a member twice, and expected once.
        there = (member.client_id for member in members if member.is_in_on(one.held_on))
        return tuple(dict.fromkeys(there))

    def service_of(self, one: Occurrence) -> Service:
        """The kind of care it is."""
        group = self.group_of(one)
        return service_of(one.series.kind, group.type if group else None)

    def group_of(self, one: Occurrence) -> Group | None:
        """The group that meets, if it is one."""
        group_id = one.series.care_group_id
        return None if group_id is None else self.groups.get(group_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two planned times that overlap for the counselor, or for one client."""

    one: Occurrence
    other: Occurrence
    client_id: ClientId | None = None


def book(desk: Desk, first_on: date, last_on: date) -> Book:
    """What is planned from `first_on` to `last_on`."""
    with desk.read() as reader:
        return book_within(reader, first_on, last_on)


def book_within(reader: Reader, first_on: date, last_on: date) -> Book:
    """As `book`, within a reading that goes on."""
    series = rows.between(reader, first_on, last_on)
    members = group_rows.members_between(reader, first_on, last_on)
    return _book(reader, series, members, first_on, last_on)


def book_of_client(reader: Reader, client_id: ClientId, first_on: date, last_on: date) -> Book:
    """As `book_within`, the times alone at which one client may be expected, and nobody else."""
    series = rows.between_for(reader, client_id, first_on, last_on)
    members = group_rows.of_client(reader, client_id)
    return _book(reader, series, members, first_on, last_on)


def _book(
    reader: Reader,
    series: Sequence[Series],
    members: Sequence[Member],
    first_on: date,
    last_on: date,
) -> Book:
    exceptions = {(one.series_id, one.planned_on): one for one in rows.exceptions(reader)}
    closed = (one.day for one in rows.holidays(reader))
    planned = occurrences(series, exceptions, closed, first_on, last_on)
    groups = {group.id: group for group in group_rows.every(reader)}
    return Book(
        occurrences=tuple(one for one in planned if _still_meets(groups, one)),
        held=rows.held_times(reader, planned),
        groups=groups,
        members=members,
    )


def _still_meets(groups: Mapping[GroupId, Group], one: Occurrence) -> bool:
    """A group that was closed meets for the last time on that day."""
    group_id = one.series.care_group_id
    group = None if group_id is None else groups.get(group_id)
    return group is None or group.closed_on is None or one.held_on <= group.closed_on


def clashes(told: Book) -> tuple[Clash, ...]:
    """What overlaps: two sessions the counselor leads, or two that one client is expected at."""
    found: list[Clash] = []
    for place, one in enumerate(told.occurrences):
        for other in told.occurrences[place + 1 :]:
            if other.held_on > one.held_on + _DAY:
                break
            if not overlap(one, other):
                continue
            if not one.series.led_by and not other.series.led_by:
                found.append(Clash(one=one, other=other))
            both = set(told.clients_of(one)) & set(told.clients_of(other))
            found += [Clash(one=one, other=other, client_id=shared) for shared in sorted(both)]
    return tuple(found)


def overlap(one: Occurrence, other: Occurrence) -> bool:
    """Whether two planned times have a minute in common."""
    return _starts(one) < _ends(other) and _starts(other) < _ends(one)


def minutes_of(one: Occurrence) -> int:
    """How long a planned time is, true across a change of daylight-saving time."""
    return minutes_between(one.held_on, one.starts, one.ends, one.series.zone)


def of_client(desk: Desk, client_id: ClientId) -> tuple[Series, ...]:
    """The series planned for one client alone, past ones too."""
    with desk.read() as reader:
        return tuple(rows.of_client(reader, client_id))


def of_group(desk: Desk, group_id: GroupId) -> tuple[Series, ...]:
    """The series a group meets in, past ones too."""
    with desk.read() as reader:
        return tuple(rows.of_group(reader, group_id))


def plan(
    desk: Desk, series: Series, *, ends_next_day: bool = False, initiator: object = None
) -> Series:
    """Plan sessions that come back, or a single one; id, uid and zone are given here.

    Raises:
        ImpossibleSeriesError: nobody it is for, no length, an end before its start that was not
            said to be the next day, or a last day before the first.
        NoOpenEpisodeError: the client was discharged.
        UnusableTextError: a text is too long or has control characters.
    """
    with desk.write() as writer:
        kept = _planned(desk, writer, checked(series, ends_next_day=ends_next_day))
    _announce(desk, kept, initiator)
    return kept


def plan_all(
    desk: Desk, several: Iterable[Series], *, initiator: object = None
) -> tuple[Series, ...]:
    """Plan all of them or none, each over midnight where its end is not after its start.

    Raises:
        ImpossibleSeriesError, NoOpenEpisodeError, UnusableTextError: as in `plan`.
    """
    with desk.write() as writer:
        kept = tuple(_planned(desk, writer, checked(one, ends_next_day=True)) for one in several)
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))
    return kept


def take_back(desk: Desk, several: Iterable[Series], *, initiator: object = None) -> None:
    """Take away series that were planned by mistake, as long as nothing of them was held.

    Raises:
        ImpossibleSeriesError: one of their times was held; then all of them stay.
    """
    with desk.write() as writer:
        for one in several:
            if rows.meetings_of_series(writer, one.id):
                raise ImpossibleSeriesError.held_already()
            rows.remove(writer, one)
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))


def change(
    desk: Desk, series: Series, *, ends_next_day: bool = False, initiator: object = None
) -> Series:
    """Keep changed facts of a series, of its past times too; `weekly_times.change` spares those.

    Raises:
        ImpossibleSeriesError, UnusableTextError: as in `plan`.
        UnknownRecordError: there is no such series.
    """
    with desk.write() as writer:
        _existing(writer, series.id)
        kept = checked(series, ends_next_day=ends_next_day)
        rows.update(writer, kept)
    _announce(desk, kept, initiator)
    return kept


def end(desk: Desk, series_id: SeriesId, last_on: date, *, initiator: object = None) -> Series:
    """Let a series end with the last time on or before a day.

    Raises:
        ImpossibleSeriesError: the day lies before its first one.
        UnknownRecordError: there is no such series.
    """
    with desk.read() as reader:
        found = _existing(reader, series_id)
    return change(desk, replace(found, ends_on=last_on), ends_next_day=True, initiator=initiator)


def leave_out(desk: Desk, one: Occurrence, reason: str, *, initiator: object = None) -> None:
    """Cancel one time of a series.

    Raises:
        ImpossibleSeriesError: it was held already.
        UnusableTextError: the reason is too long or has control characters.
    """
    _except(desk, one, reason=reason, initiator=initiator)


def move(
    desk: Desk,
    one: Occurrence,
    to: date,
    starts: time,
    ends: time,
    *,
    reason: str = "",
    ends_next_day: bool = False,
    initiator: object = None,
) -> None:
    """Hold one time of a series on another day or at another hour.

    Raises:
        ImpossibleSeriesError: it was held already, it would have no length, or its end lies
            before its start and neither it nor its series was said to end on the next day.
        UnusableTextError: the reason is too long or has control characters.
    """
    if starts == ends:
        raise ImpossibleSeriesError.without_length()
    if ends < starts and not (ends_next_day or one.series.ends < one.series.starts):
        raise ImpossibleSeriesError.ends_before_its_start()
    _except(desk, one, to=to, starts=starts, ends=ends, reason=reason, initiator=initiator)


def put_back(desk: Desk, one: Occurrence, *, initiator: object = None) -> None:
    """Let one time of a series be as usual again."""
    with desk.write() as writer:
        rows.take_exception(writer, one.series.id, one.planned_on)
    _announce(desk, one.series, initiator)


def holidays(desk: Desk) -> tuple[Holiday, ...]:
    """Every day off, in order."""
    with desk.read() as reader:
        return tuple(rows.holidays(reader))


def add_holiday(desk: Desk, day: date, name: str, *, initiator: object = None) -> Holiday:
    """Close the program on a day; a day that is off already gets the new name.

    Raises:
        UnusableTextError: the name is too long or has control characters.
    """
    told = clean("The name", name, limit=NAME_LIMIT)
    with desk.write() as writer:
        for known in rows.holidays(writer):
            if known.day == day:
                rows.remove_holiday(writer, known)
        kept = rows.add_holiday(writer, Holiday(id=HolidayId(0), day=day, name=told))
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))
    return kept


def remove_holiday(desk: Desk, holiday: Holiday, *, initiator: object = None) -> None:
    """Open the program on that day after all."""
    with desk.write() as writer:
        rows.remove_holiday(writer, holiday)
    desk.announce(Changes.of(Kind.SCHEDULE, initiator=initiator))


def _planned(desk: Desk, writer: Writer, series: Series) -> Series:
    """Keep a checked series with its uid and zone."""
    told = replace(series, uid=desk.new_uid(), zone=series.zone or desk.zone)
    if told.client_id is not None:
        episodes.require_open_of(writer, told.client_id)
    return rows.insert(writer, told)


def _except(
    desk: Desk,
    one: Occurrence,
    *,
    to: date | None = None,
    starts: time | None = None,
    ends: time | None = None,
    reason: str,
    initiator: object,
) -> None:
    told = clean("The reason", reason)
    with desk.write() as writer:
        held = rows.meetings_between(writer, one.planned_on, one.planned_on)
        if any((it.series_id, it.planned_on) == (one.series.id, one.planned_on) for it in held):
            raise ImpossibleSeriesError.held_already()
        rows.put_exception(
            writer,
            SeriesException(
                id=ExceptionId(0),
                series_id=one.series.id,
                planned_on=one.planned_on,
                moved_to=to,
                starts=starts,
                ends=ends,
                reason=told,
            ),
        )
    _announce(desk, one.series, initiator)


def checked(series: Series, *, ends_next_day: bool) -> Series:
    """The series with its texts tidied.

    Raises:
        ImpossibleSeriesError, UnusableTextError: as in `plan`.
    """
    if (series.care_group_id is None) == (series.client_id is None):
        raise ImpossibleSeriesError.of_nobody()
    if series.starts == series.ends:
        raise ImpossibleSeriesError.without_length()
    if series.ends < series.starts and not ends_next_day:
        raise ImpossibleSeriesError.ends_before_its_start()
    if series.ends_on is not None and series.ends_on < series.begins_on:
        raise ImpossibleSeriesError.ends_before_it_begins()
    return replace(
        series,
        led_by=clean("The leader", series.led_by, limit=NAME_LIMIT),
        with_whom=clean("Who takes part", series.with_whom, limit=NAME_LIMIT),
    )


def _existing(reader: Reader, series_id: SeriesId) -> Series:
    found = rows.get(reader, series_id)
    if found is None:
        raise UnknownRecordError("planned session")
    return found


def _announce(desk: Desk, series: Series, initiator: object) -> None:
    desk.announce(Changes.of(Kind.SCHEDULE, client_id=series.client_id, initiator=initiator))


def _starts(one: Occurrence) -> tuple[date, time]:
    return (one.held_on, one.starts)


def _ends(one: Occurrence) -> tuple[date, time]:
    return (one.held_on + _DAY if one.ends <= one.starts else one.held_on, one.ends)


def only(told: Book, clients: Iterable[ClientId]) -> tuple[Occurrence, ...]:
    """The planned times at which one of the clients is expected."""
    wanted = frozenset(clients)
    return tuple(one for one in told.occurrences if wanted & set(told.clients_of(one)))
