"""Weekly times that change: from a day on, so that what was planned before stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from counselor_desk.errors import ImpossibleSeriesError, UnknownRecordError
from counselor_desk.records.ids import ExceptionId, SeriesId
from counselor_desk.records.schedule import Series
from counselor_desk.services import schedule
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import schedule as rows
from counselor_desk.storage.database import Reader, Writer

_DAY = timedelta(days=1)
_RAREST = timedelta(weeks=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A weekly time as it was and as it is; two series where the earlier one has a past."""

    before: Series
    after: Series


def change(
    desk: Desk, typed: Series, *, ends_next_day: bool = False, initiator: object = None
) -> Changed:
    """Change when and how a series takes place from today on, or from a first day that is typed.

    What was planned before that day, and what was held, stays: the series ends the day before and
    a new one goes on in its rhythm. A series without such a past, and one of which only the
    track, the first or the last day changes, is simply changed.

    Raises:
        ImpossibleSeriesError, UnusableTextError: as in `schedule.plan`; or the series is over.
        UnknownRecordError: there is no such series.
    """
    told = schedule.checked(typed, ends_next_day=ends_next_day)
    with desk.write() as writer:
        before = rows.get(writer, told.id)
        if before is None:
            raise UnknownRecordError("planned session")
        after = _changed(desk, writer, before, told)
    _announce(desk, after, initiator)
    return Changed(before=before, after=after)


def change_back(desk: Desk, changed: Changed, *, initiator: object = None) -> None:
    """Let a weekly time be as it was before a change.

    Raises:
        ImpossibleSeriesError: one of the new times was held meanwhile; nothing changes then.
    """
    before, after = changed.before, changed.after
    with desk.write() as writer:
        if after.id != before.id:
            if rows.meetings_of_series(writer, after.id):
                raise ImpossibleSeriesError.held_already()
            rows.remove(writer, after)
        rows.update(writer, before)
    _announce(desk, before, initiator)


def _changed(desk: Desk, writer: Writer, before: Series, told: Series) -> Series:
    from_on = _from_on(writer, before, told, desk.today())
    has_past = any(before.days(before.begins_on, from_on - _DAY))
    if not has_past or _takes_place_alike(before, told):
        rows.update(writer, told)
        return told
    first_on = next(told.days(from_on, from_on + _RAREST), None)
    if first_on is None:
        raise ImpossibleSeriesError.is_over()
    last_on = from_on - _DAY
    ended_on = last_on if before.ends_on is None else min(before.ends_on, last_on)
    rows.update(writer, replace(before, ends_on=ended_on))
    new = replace(told, id=SeriesId(0), uid=desk.new_uid(), begins_on=first_on)
    after = rows.insert(writer, new)
    _take_along(writer, before, after)
    return after


def _from_on(reader: Reader, before: Series, told: Series, today: date) -> date:
    """The first day of what is new: today or the first day typed, but after what was held."""
    wanted = today if told.begins_on == before.begins_on else told.begins_on
    used = (one + _DAY for one in _used(reader, before.id, today))
    return max([wanted, *used])


def _used(reader: Reader, series_id: SeriesId, today: date) -> Iterable[date]:
    """The planned days that were held, or were moved to a day before today."""
    for meeting in rows.meetings_of_series(reader, series_id):
        if meeting.planned_on is not None:
            yield meeting.planned_on
    for one in rows.exceptions(reader):
        if one.series_id == series_id and one.moved_to is not None and one.moved_to < today:
            yield one.planned_on


def _takes_place_alike(before: Series, told: Series) -> bool:
    """Whether nothing is told that a past time would show differently."""
    alike = replace(told, track=before.track, begins_on=before.begins_on, ends_on=before.ends_on)
    return alike == before


def _take_along(writer: Writer, before: Series, after: Series) -> None:
    """What is different once in a time to come is so in the new series too."""
    for one in rows.exceptions(writer):
        if one.series_id == before.id and after.falls_on(one.planned_on):
            rows.put_exception(writer, replace(one, id=ExceptionId(0), series_id=after.id))


def _announce(desk: Desk, series: Series, initiator: object) -> None:
    desk.announce(Changes.of(Kind.SCHEDULE, client_id=series.client_id, initiator=initiator))
