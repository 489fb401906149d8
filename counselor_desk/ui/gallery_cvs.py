"""Pictures of CVs: the versions of a client, the editor, and its page where there is less room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, cvs
from counselor_desk.ui.cvs.page import CvsView
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_LOOK_MS = 25
_LONGEST_WAIT_MS = 10_000


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; none of them writes."""
    return (
        Screen(name="cvs", make=at(_with), needs_desk=True),
        Screen(name="cvs-empty", make=at(_without), needs_desk=True),
        Screen(name="cv", make=at(_with), needs_desk=True, prepare=_edit),
        Screen(name="cv-page", make=at(_with), needs_desk=True, prepare=_turn),
    )


def _with(desk: Desk) -> Place:
    return _first(desk, lambda row: bool(cvs.of_client(desk, row.id)))


def _without(desk: Desk) -> Place:
    return _first(desk, lambda row: not cvs.of_client(desk, row.id))


def _first(desk: Desk, fits: Callable[[ClientRow], bool]) -> Place:
    row = next((row for row in clients.rows(desk) if fits(row)), None)
    if row is None:
        return Place(page=Page.CLIENTS)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.WORK, view=View.CVS)


def _edit(window: QWidget) -> None:
    view = window.findChild(CvsView)
    if isinstance(view, CvsView) and view.list.cards():
        view.open_cv(view.list.cards()[0].cv)
        view.editor.go_to(view.tr("Experience"))
        _wait(view)


def _turn(window: QWidget) -> None:
    _edit(window)
    view = window.findChild(CvsView)
    if isinstance(view, CvsView) and not view.editor.preview.isVisible():
        view.editor.toggle_preview()
        _wait(view)


def _wait(view: CvsView) -> None:
    """Let the page be drawn; where it is out of sight there is nothing to wait for."""
    preview = view.editor.preview
    loop = QEventLoop()
    look = QTimer(interval=_LOOK_MS)
    look.timeout.connect(lambda: None if _is_awaited(view) else loop.quit())
    look.start()
    QTimer.singleShot(_LONGEST_WAIT_MS, loop, loop.quit)
    if preview.isVisible():
        loop.exec()
    look.stop()


def _is_awaited(view: CvsView) -> bool:
    preview = view.editor.preview
    return preview.isVisible() and not preview.is_drawn()
