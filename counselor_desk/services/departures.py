"""Departures: what ends with a stay, the places in groups and the client's own planned times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counselor_desk.records.ids import ClientId, ExceptionId
from counselor_desk.records.schedule import Series, SeriesException
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage.database import Writer

_WEEK = timedelta(days=7)


def take_leave(writer: Writer, client_id: ClientId, day: date) -> None:
    """Nobody is expected after the last day: groups are left and planned times end on it."""
    for member in group_rows.of_client(writer, client_id):
        if member.left_on is None or member.left_on > day:
            joined_on = min(member.joined_on, day)
            group_rows.change_member(writer, replace(member, joined_on=joined_on, left_on=day))
    for series in schedule_rows.of_client(writer, client_id):
        if series.ends_on is None or series.ends_on > day:
            _end(writer, series, day)
    _leave_out_moved(writer, client_id, day)


def _end(writer: Writer, series: Series, day: date) -> None:
    """One that would have begun later is left out as a whole."""
    if series.begins_on <= day:
        schedule_rows.update(writer, replace(series, ends_on=day))
        return
    first = next(series.days(series.begins_on, series.begins_on + _WEEK))
    schedule_rows.update(writer, replace(series, ends_on=first))
    _leave_out(writer, series, first)


def _leave_out_moved(writer: Writer, client_id: ClientId, day: date) -> None:
    """A time of before that was moved behind the last day."""
    own = {series.id: series for series in schedule_rows.of_client(writer, client_id)}
    for one in schedule_rows.exceptions(writer):
        if one.series_id in own and one.moved_to is not None and one.moved_to > day:
            _leave_out(writer, own[one.series_id], one.planned_on)


def _leave_out(writer: Writer, series: Series, planned_on: date) -> None:
    exception = SeriesException(id=ExceptionId(0), series_id=series.id, planned_on=planned_on)
    schedule_rows.put_exception(writer, exception)
