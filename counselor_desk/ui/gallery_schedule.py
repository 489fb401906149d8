"""Pictures of the week: this one, the last one, an empty one, a session to add, days off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, View
from counselor_desk.ui.schedule.dialogs import SessionDialog
from counselor_desk.ui.schedule.page import WeekPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WEEKS_TO_EMPTY = 400


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="schedule", make=at(_week), needs_desk=True, prepare=_before),
        Screen(name="schedule-next", make=at(_week), needs_desk=True, prepare=_after),
        Screen(name="schedule-empty", make=at(_week), needs_desk=True, prepare=_long_ago),
        Screen(name="schedule-add", make=at(_week), needs_desk=True, prepare=_add),
    )


def _week(_desk: Desk) -> Place:
    return Place(page=Page.TODAY, view=View.WEEK)


def _before(window: QWidget) -> None:
    """The week before too, where today is the first day of its own and little was held."""
    page = _page(window)
    week = None if page is None else page.week()
    now = None if page is None else page.week_grid.now()
    if page is not None and week is not None and now is not None:
        is_young = all(one.begins_after(now) for one in week.blocks)
        if is_young or not week.blocks:
            page.turn(-1)


def _after(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        page.turn(1)


def _long_ago(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        page.turn(-_WEEKS_TO_EMPTY)


def _add(window: QWidget) -> None:
    page = _page(window)
    week = None if page is None else page.week()
    if page is None or week is None:
        return
    first_on = week.first_on
    dialog = SessionDialog(
        page,
        (),
        lambda _series, _is_sure: None,
        today=lambda: first_on,
        held_on=first_on + timedelta(days=1),
        starts=None,
    )
    often = dialog.form.fields()["every_weeks"]
    if isinstance(often, ComboBox):
        often.set_value(2)
        often.edited.emit(2)
    dialog.place()
    dialog.show()


def _page(window: QWidget) -> WeekPage | None:
    found = window.findChild(WeekPage)
    return found if isinstance(found, WeekPage) else None
