"""Pictures of the golden thread: by week, by note, without a hole, and before the first plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients, threads
from counselor_desk.services.threads import ClientThread
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.thread.model import Mode
from counselor_desk.ui.thread.page import ThreadPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="thread", make=at(_most_holes), needs_desk=True),
        Screen(name="thread-notes", make=at(_most_notes), needs_desk=True, prepare=_by_note),
        Screen(name="thread-fine", make=at(_fewest_holes), needs_desk=True, prepare=_enter),
        Screen(name="thread-empty", make=at(_without), needs_desk=True),
    )


def _most_holes(desk: Desk) -> Place:
    """The thread with the most holes, and of those the one with the most notes."""
    return _best(desk, lambda one: (len(one.holes), len(one.thread.notes)))


def _fewest_holes(desk: Desk) -> Place:
    return _best(desk, lambda one: (-len(one.holes), len(one.thread.notes)))


def _most_notes(desk: Desk) -> Place:
    return _best(desk, lambda one: (len(one.thread.notes), 0))


def _best(desk: Desk, worth: Callable[[ClientThread], tuple[int, int]]) -> Place:
    found = [threads.of_client(desk, row.id) for row in clients.rows(desk)]
    woven = [one for one in found if one is not None and one.thread.episode.is_open]
    if not woven:
        return Place(page=Page.CLIENTS)
    return _place(max(woven, key=worth).thread.client_id)


def _without(desk: Desk) -> Place:
    """A client whose plan is not signed yet."""
    rows = clients.rows(desk)
    row = next((row for row in rows if threads.of_client(desk, row.id) is None), None)
    return Place(page=Page.CLIENTS) if row is None else _place(row.id)


def _place(client_id: ClientId) -> Place:
    return Place(page=Page.CHART, client_id=client_id, tab=Tab.PLAN, view=View.THREAD)


def _by_note(window: QWidget) -> None:
    page = window.findChild(ThreadPage)
    if isinstance(page, ThreadPage):
        page.thread_segments.set_value(Mode.NOTES)
        page.thread_segments.edited.emit(Mode.NOTES)


def _enter(window: QWidget) -> None:
    """The keyboard on a cell in the middle of the grid."""
    page = window.findChild(ThreadPage)
    if isinstance(page, ThreadPage):
        page.thread_grid.setFocus()
        page.thread_grid.setCurrentIndex(page.thread_grid.cells.index(2, 2))
