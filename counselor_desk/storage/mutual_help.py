"""Mutual-help meetings, sponsor and step, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.mutual_help import MutualHelpMeeting, MutualHelpStanding
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader, Writer

MEETINGS = Table("mutual_help_meeting", MutualHelpMeeting)
STANDINGS = Table("mutual_help_standing", MutualHelpStanding)


def insert(db: Writer, meeting: MutualHelpMeeting) -> MutualHelpMeeting:
    """Keep a meeting."""
    return MEETINGS.insert(db, meeting)


def update(db: Writer, meeting: MutualHelpMeeting) -> None:
    """Keep a correction."""
    MEETINGS.update(db, meeting)


def remove(db: Writer, meeting: MutualHelpMeeting) -> None:
    """Take back a meeting that was entered by mistake; the log keeps that it was."""
    db.execute("DELETE FROM mutual_help_meeting WHERE id = ?", meeting.id)


def of_client(db: Reader, client_id: ClientId) -> list[MutualHelpMeeting]:
    """Every meeting of a client, the newest first."""
    return MEETINGS.where(db, "WHERE client_id = ? ORDER BY held_on DESC, id DESC", client_id)


def put_standing(db: Writer, standing: MutualHelpStanding) -> None:
    """Keep sponsor and step as they were told now."""
    db.execute("DELETE FROM mutual_help_standing WHERE client_id = ?", standing.client_id)
    STANDINGS.insert(db, standing)


def standing(db: Reader, client_id: ClientId) -> MutualHelpStanding | None:
    """Sponsor and step as they were told last."""
    return STANDINGS.first(db, "WHERE client_id = ?", client_id)
