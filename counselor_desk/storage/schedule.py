"""The schedule in the store: series, their exceptions, days off, and held meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.schedule import Holiday, Meeting, Series, SeriesException
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId, GroupId, SeriesId, SessionId
    from counselor_desk.storage.database import Reader, Writer

SERIES = Table("series", Series)
EXCEPTIONS = Table("series_exception", SeriesException)
HOLIDAYS = Table("holiday", Holiday)
MEETINGS = Table("meeting", Meeting)


def insert(db: Writer, series: Series) -> Series:
    """Keep a new series."""
    return SERIES.insert(db, series)


def update(db: Writer, series: Series) -> None:
    """Keep changed facts of a series."""
    SERIES.update(db, series)


def get(db: Reader, series_id: SeriesId) -> Series | None:
    """The series of a row id."""
    return SERIES.get(db, series_id)


def between(db: Reader, first_on: date, last_on: date) -> list[Series]:
    """The series that may fall on a day from `first_on` to `last_on`, or be moved there."""
    clause = (
        "WHERE (begins_on <= ? AND (ends_on IS NULL OR ends_on >= ?)) OR id IN"
        " (SELECT series_id FROM series_exception WHERE moved_to BETWEEN ? AND ?)"
        " ORDER BY weekday, starts, id"
    )
    first, last = first_on.isoformat(), last_on.isoformat()
    return SERIES.where(db, clause, last, first, first, last)


def of_client(db: Reader, client_id: ClientId) -> list[Series]:
    """The series of one client alone, past ones too."""
    return SERIES.where(db, "WHERE client_id = ? ORDER BY weekday, starts, id", client_id)


def of_group(db: Reader, group_id: GroupId) -> list[Series]:
    """The series of a group, past ones too."""
    return SERIES.where(db, "WHERE care_group_id = ? ORDER BY weekday, starts, id", group_id)


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


def meetings_between(db: Reader, first_on: date, last_on: date) -> list[Meeting]:
    """What the sessions held from `first_on` to `last_on` add."""
    clause = (
        "WHERE session_id IN (SELECT id FROM session WHERE held_on BETWEEN ? AND ?)"
        " OR planned_on BETWEEN ? AND ? ORDER BY id"
    )
    first, last = first_on.isoformat(), last_on.isoformat()
    return MEETINGS.where(db, clause, first, last, first, last)


def meetings_of_open_episodes(db: Reader) -> list[Meeting]:
    """What the sessions add at which somebody was expected whose stay goes on."""
    clause = (
        "WHERE session_id IN (SELECT session_id FROM attendance WHERE episode_id IN"
        " (SELECT id FROM episode WHERE closed_on IS NULL)) ORDER BY id"
    )
    return MEETINGS.where(db, clause)


def meetings_of_client(db: Reader, client_id: ClientId) -> list[Meeting]:
    """What the sessions add at which a client was expected."""
    clause = (
        "WHERE session_id IN (SELECT session_id FROM attendance WHERE client_id = ?) ORDER BY id"
    )
    return MEETINGS.where(db, clause, client_id)
