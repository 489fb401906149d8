"""The step of each thing that is owed: where its button leads, and what it begins on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import ClientId, SessionId
from counselor_desk.records.today import (
    Due,
    OwedAnswer,
    OwedBackup,
    OwedDischarge,
    OwedGroupNotes,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedRoster,
    OwedSession,
    OwedStayReview,
    OwedTask,
)
from counselor_desk.services import attendance, plans, today, weeks
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.records.weeks import Block
    from counselor_desk.services.desk import Desk


def take(desk: Desk, item: Due) -> Place:
    """Begin what has to be begun, and say where one goes on with it.

    Raises:
        DeskError: it cannot be begun, such as for a client who was discharged meanwhile.
    """
    match item:
        case OwedNote():
            place = Place(page=Page.NOTE, client_id=item.client_id, note_id=item.note_id)
        case OwedSession():
            note_id = today.begin_note(desk, item)
            place = Place(page=Page.NOTE, client_id=item.client_id, note_id=note_id)
        case OwedGroupNotes():
            place = Place(page=Page.GROUP_SESSION, session_id=today.session_of(desk, item))
        case OwedRoster():
            place = Place(page=Page.GROUPS, group_id=item.group_id)
        case OwedPlan() | OwedReview():
            plans.start(desk, item.client_id)
            place = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.PLAN)
        case OwedHours():
            place = replace(hours_of(item.client_id), part="findings")
        case OwedStayReview():
            place = stay_review_of(item.client_id)
        case OwedLength():
            place = length_of(item)
        case OwedDischarge():
            place = Place(page=Page.CHART, client_id=item.client_id, tab=Tab.DISCHARGE)
        case OwedTask(task=task):
            place = Place(
                page=Page.CHART,
                client_id=item.client_id,
                tab=Tab.WORK,
                view=View.TASKS,
                task_uid=task.uid,
            )
        case OwedBackup():
            place = Place(page=Page.BACKUP)
        case OwedAnswer():
            place = Place(page=Page.AMENDMENTS, client_id=item.client_id)
    return place


def hours_of(client_id: ClientId) -> Place:
    """Where the hours of a client are, and the reasons for short weeks."""
    return Place(page=Page.CHART, client_id=client_id, tab=Tab.ATTENDANCE)


def length_of(item: OwedLength) -> Place:
    """Where it is decided how a stay goes on: a continued-stay review, or its extension."""
    if item.asks is FlagKind.WEEK_EIGHT:
        return stay_review_of(item.client_id)
    chart = Place(page=Page.CHART, client_id=item.client_id)
    return replace(chart, tab=Tab.OVERVIEW, view=View.FACTS, part="extend")


def stay_review_of(client_id: ClientId) -> Place:
    """The form of a continued-stay review, with nothing filled in yet."""
    chart = Place(page=Page.CHART, client_id=client_id)
    return replace(chart, tab=Tab.ASSESSMENT, view=View.STAY, part="new")


def session(desk: Desk, block: Block) -> Place:
    """Where a session of the day leads: its note or group session, before it begins the chart.

    Raises:
        DeskError: as in `take`.
    """
    is_ahead = block.begins_after(desk.local(desk.now()))
    if block.group_id is not None:
        if is_ahead or not block.is_mine:
            return Place(page=Page.GROUPS, group_id=block.group_id)
        session_id = block.session_id
        if session_id is None and block.planned is not None:
            session_id = SessionId(attendance.hold(desk, block.planned).id)
        return Place(page=Page.GROUP_SESSION, session_id=session_id)
    if is_ahead or not block.is_mine or block.client_id is None:
        return Place(page=Page.CHART, client_id=block.client_id)
    note_id = weeks.begin_note(desk, block)
    return Place(page=Page.NOTE, client_id=block.client_id, note_id=note_id)


def chart(desk: Desk, item: Due) -> Place:
    """Where Space leads: the chart, or for what belongs to no client the step itself.

    Raises:
        DeskError: as in `take`.
    """
    if isinstance(item, OwedBackup | OwedGroupNotes | OwedRoster):
        return take(desk, item)
    return Place(page=Page.CHART, client_id=item.client_id)
