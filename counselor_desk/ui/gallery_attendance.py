"""Pictures of attendance: the running week, the one before, and the dialog of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.ui.attendance.model import FIRST_DAY
from counselor_desk.ui.attendance.page import AttendancePage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="attendance", make=at(_week), needs_desk=True, prepare=_enter),
        Screen(name="attendance-before", make=at(_week), needs_desk=True, prepare=_turn),
        Screen(name="attendance-typing", make=at(_week), needs_desk=True, prepare=_type_badly),
        Screen(name="attendance-empty", make=at(_week), needs_desk=True, prepare=_far),
    )


def _week(_desk: Desk) -> Place:
    return Place(page=Page.ATTENDANCE)


def _page(window: QWidget) -> AttendancePage | None:
    page = window.findChild(AttendancePage)
    return page if isinstance(page, AttendancePage) else None


def _enter(window: QWidget) -> None:
    """The keyboard on a day of the fourth client."""
    if page := _page(window):
        page.week_grid.setFocus()
        page.week_grid.go_to(min(3, page.week_grid.cells.rowCount() - 1), FIRST_DAY + 1)


def _turn(window: QWidget) -> None:
    if page := _page(window):
        page.turn(-1)
        page.week_grid.go_to(1, FIRST_DAY)


def _type_badly(window: QWidget) -> None:
    """More minutes than the session had: what was typed stays."""
    if page := _page(window):
        page.turn(-1)
        page.week_grid.setFocus()
        page.week_grid.go_to(1, FIRST_DAY)
        page.week_grid.type_number("500")
        page.week_grid.typed.emit("500")


def _far(window: QWidget) -> None:
    """A week before anybody came."""
    if page := _page(window):
        page.turn(-60)
