"""Where an entry of the week leads, and what it begins on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.ids import SessionId
from counselor_desk.records.weeks import Block, Entry, OwnTime, WriteUp
from counselor_desk.services import attendance, weeks
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def place_of(desk: Desk, entry: Entry) -> Place:
    """Where it is written up; what is not begun is begun now.

    Raises:
        DeskError: it cannot be begun, such as before its time or after a discharge.
    """
    if isinstance(entry, OwnTime):
        return Place(
            page=Page.CHART,
            client_id=entry.told.client_id,
            tab=Tab.WORK,
            view=View.TASKS,
            task_uid=entry.told.task_uid,
        )
    if entry.group_id is not None:
        return _of_group(desk, entry)
    if entry.note_id is not None and entry.write_up is WriteUp.SIGNED:
        return Place(
            page=Page.CHART,
            client_id=entry.client_id,
            tab=Tab.NOTES,
            note_id=entry.note_id,
        )
    if not entry.is_mine and entry.client_id is not None:
        return Place(page=Page.CHART, client_id=entry.client_id)
    note_id = weeks.begin_note(desk, entry)
    return Place(page=Page.NOTE, client_id=entry.client_id, note_id=note_id)


def _of_group(desk: Desk, block: Block) -> Place:
    """Where a meeting is written up; that of a colleague is looked up with its group."""
    if not block.is_mine:
        return Place(page=Page.GROUPS, group_id=block.group_id)
    session_id = block.session_id
    if session_id is None and block.planned is not None:
        session_id = SessionId(attendance.hold(desk, block.planned).id)
    return Place(page=Page.GROUP_SESSION, session_id=session_id)
