"""Pictures of a group session: half written, one row open, a risk, somebody absent, and empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import Urge
from counselor_desk.records.notes import Risk
from counselor_desk.services import group_sessions
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.group_session.page import GroupSessionPage
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_ROW = 2
"""The row that is opened."""


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    make = at(_unfinished)
    return (
        Screen(name="group", make=make, needs_desk=True, prepare=_write_late),
        Screen(name="group-list", make=make, needs_desk=True, prepare=_close_row),
        Screen(name="group-risk", make=make, needs_desk=True, prepare=_show_risk),
        Screen(name="group-urge", make=make, needs_desk=True, prepare=_tell_urge),
        Screen(name="group-absent", make=make, needs_desk=True, prepare=_show_absent),
        Screen(name="group-names", make=make, needs_desk=True, prepare=_name_somebody),
    )


def _unfinished(desk: Desk) -> Place:
    """The group session that is being written up."""
    found = group_sessions.unfinished(desk)
    if not found:
        return Place(page=Page.TODAY)
    return Place(page=Page.GROUP_SESSION, session_id=found[0].session.id)


def _on_page(act: Callable[[GroupSessionPage], None]) -> Callable[[QWidget], None]:
    def prepare(window: QWidget) -> None:
        page = window.findChild(GroupSessionPage)
        if isinstance(page, GroupSessionPage) and len(page.rows()) > _ROW:
            page.members.group_members_list.opened.emit(page.rows()[_ROW].client_id)
            act(page)

    return prepare


@_on_page
def _write_late(page: GroupSessionPage) -> None:
    editor = page.members.editor
    editor.mark(AttendanceCode.LATE)
    editor.group_minutes_text.setText("75")
    editor.group_minutes_text.edited.emit("75")
    editor.group_response_text.set_text(
        "Arrived 15 minutes late after a job interview. Played the refusing partner convincingly "
        "and gave a peer useful feedback. Named Friday paydays as a time to plan for and"
    )
    editor.begin()


@_on_page
def _close_row(page: GroupSessionPage) -> None:
    page.set_all_present()
    page.members.group_members_list.open_row(None)
    page.members.group_members_list.setFocus()


@_on_page
def _show_risk(page: GroupSessionPage) -> None:
    editor = page.members.editor
    editor.mark(AttendanceCode.PRESENT)
    editor.risk.group_risk_segments.set_value(Risk.PRESENT)
    editor.risk.group_risk_segments.edited.emit(Risk.PRESENT)


@_on_page
def _tell_urge(page: GroupSessionPage) -> None:
    editor = page.members.editor
    editor.mark(AttendanceCode.PRESENT)
    told = Urge(score=8, trigger="Payday", skill="Called her sister, then went for a walk")
    editor.urge.show_urge(told, 4)


@_on_page
def _show_absent(page: GroupSessionPage) -> None:
    page.members.editor.mark(AttendanceCode.EXCUSED)


@_on_page
def _name_somebody(page: GroupSessionPage) -> None:
    other = page.rows()[0].name.split()[0]
    page.members.editor.mark(AttendanceCode.PRESENT)
    page.members.editor.group_response_text.set_text(f"Agreed with {other} about Fridays.")
    page.settle()
