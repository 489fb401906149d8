"""The schedule in the store: series, their exceptions, days off, and held meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.schedule import Holiday, Meeting, Series, SeriesException
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counselor_desk.records.ids import ClientId, GroupId, SeriesId, SessionId
    from counselor_desk.records.schedule import Occurrence
    from counselor_desk.storage.database import Reader, Writer

SERIES = Table("series", Series)
EXCEPTIONS = Table("series_exception", SeriesException)
HOLIDAYS = Table("holiday", Holiday)
MEETINGS = Table("meeting", Meeting)

_BETWEEN = (
    "((begins_on <= ? AND (ends_on IS NULL OR ends_on >= ?)) OR id IN"
    " (SELECT series_id FROM series_exception WHERE moved_to BETWEEN ? AND ?))"
)
_IN_ORDER = "ORDER BY weekday, starts, id"


def insert(db: Writer, series: Series) -> Series:
    """Keep a new series."""
    return SERIES.insert(db, series)


def update(db: Writer, series: Series) -> None:
    """Keep changed facts of a series."""
    SERIES.update(db, series)


def remove(db: Writer, series: Series) -> None:
    """Take away a series with its exceptions."""
    db.execute("DELETE FROM series WHERE id = ?", series.id)


def get(db: Reader, series_id: SeriesId) -> Series | None:
    """The series of a row id."""
    return SERIES.get(db, series_id)


def between(db: Reader, first_on: date, last_on: date) -> list[Series]:
    """The series that may fall on a day from `first_on` to `last_on`, or be moved there."""
    first, last = first_on.isoformat(), last_on.isoformat()
    return SERIES.where(db, f"WHERE {_BETWEEN} {_IN_ORDER}", last, first, first, last)


def between_for(db: Reader, client_id: ClientId, first_on: date, last_on: date) -> list[Series]:
    """As `between`, those of one client and of the groups the client is or was in."""
    clause = (
        "WHERE (client_id = ? OR care_group_id IN"
        f" (SELECT care_group_id FROM group_member WHERE client_id = ?)) AND {_BETWEEN} {_IN_ORDER}"
    )
    first, last = first_on.isoformat(), last_on.isoformat()
    return SERIES.where(db, clause, client_id, client_id, last, first, first, last)


def of_client(db: Reader, client_id: ClientId) -> list[Series]:
    """The series of one client alone, past ones too."""
    return SERIES.where(db, f"WHERE client_id = ? {_IN_ORDER}", client_id)


def of_group(db: Reader, group_id: GroupId) -> list[Series]:
    """The series of a group, past ones too."""
    return SERIES.where(db, f"WHERE care_group_id = ? {_IN_ORDER}", group_id)


def put_exception(db: Writer, exception: SeriesException) -> None:
    """Keep that one time of a series is different, in place of what was said before."""
    take_exception(db, exception.series_id, exception.planned_on)
    EXCEPTIONS.insert(db, exception)


def take_exception(db: Writer, series_id: SeriesId, planned_on: date) -> None:
    """The time is as usual again."""
    db.execute(
        "DELETE FROM series_exception WHERE series_id = ? AND planned_on = ?",
        series_id,
        planned_on.isoformat(),
    )


def exceptions(db: Reader) -> list[SeriesException]:
    """Every exception of every series."""
    return EXCEPTIONS.where(db, "ORDER BY planned_on, id")


def add_holiday(db: Writer, holiday: Holiday) -> Holiday:
    """Keep a day off."""
    return HOLIDAYS.insert(db, holiday)


def remove_holiday(db: Writer, holiday: Holiday) -> None:
    """The program is open on that day after all."""
    db.execute("DELETE FROM holiday WHERE id = ?", holiday.id)


def holidays(db: Reader) -> list[Holiday]:
    """Every day off, in order."""
    return HOLIDAYS.where(db, "ORDER BY day")


def put_meeting(db: Writer, meeting: Meeting) -> None:
    """Keep what a held session adds, in place of what was there."""
    db.execute("DELETE FROM meeting WHERE session_id = ?", meeting.session_id)
    MEETINGS.insert(db, meeting)


def meeting(db: Reader, session_id: SessionId) -> Meeting | None:
    """What a held session adds."""
    return MEETINGS.first(db, "WHERE session_id = ?", session_id)


def meetings_held(db: Reader, first_on: date, last_on: date) -> list[Meeting]:
    """What the sessions held from `first_on` to `last_on` add, whenever they were planned."""
    clause = "WHERE session_id IN (SELECT id FROM session WHERE held_on BETWEEN ? AND ?)"
    return MEETINGS.where(db, clause, first_on.isoformat(), last_on.isoformat())


def meetings_between(db: Reader, first_on: date, last_on: date) -> list[Meeting]:
    """What the sessions add that were held, or planned, from `first_on` to `last_on`."""
    clause = (
        "WHERE session_id IN (SELECT id FROM session WHERE held_on BETWEEN ? AND ?)"
        " OR planned_on BETWEEN ? AND ? ORDER BY id"
    )
    first, last = first_on.isoformat(), last_on.isoformat()
    return MEETINGS.where(db, clause, first, last, first, last)


def meetings_of_series(db: Reader, series_id: SeriesId) -> list[Meeting]:
    """What the held sessions of a series add."""
    return MEETINGS.where(db, "WHERE series_id = ? ORDER BY id", series_id)


def held_times(db: Reader, planned: Iterable[Occurrence]) -> frozenset[tuple[SeriesId, date]]:
    """Which of these planned times have a session, as series and planned day."""
    series = {one.series.id for one in planned}
    days = [one.planned_on.isoformat() for one in planned]
    if not days:
        return frozenset()
    marks = ", ".join("?" * len(series))
    sql = (
        f"SELECT series_id, planned_on FROM meeting WHERE series_id IN ({marks})"
        " AND planned_on BETWEEN ? AND ?"
    )
    found = db.rows(sql, *series, min(days), max(days))
    return frozenset((series_id, date.fromisoformat(day)) for series_id, day in found)


def meetings_of_client(db: Reader, client_id: ClientId) -> list[Meeting]:
    """What the sessions add at which a client was expected."""
    clause = (
        "WHERE session_id IN (SELECT session_id FROM attendance WHERE client_id = ?) ORDER BY id"
    )
    return MEETINGS.where(db, clause, client_id)
