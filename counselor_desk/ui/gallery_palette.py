"""Pictures of the palette: before typing, with a name, with words of notes, without a match."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients
from counselor_desk.ui import tasks
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.palette.palette import Palette
from counselor_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="palette-empty", make=at(_today), needs_desk=True, prepare=_typing("")),
        Screen(name="palette", make=at(_today), needs_desk=True, prepare=_named),
        Screen(name="palette-chart", make=at(_chart), needs_desk=True, prepare=_typing("")),
        Screen(name="palette-notes", make=at(_chart), needs_desk=True, prepare=_typing("trigg")),
        Screen(name="palette-nothing", make=at(_today), needs_desk=True, prepare=_typing("xyz")),
    )


def _today(_desk: Desk) -> Place:
    return Place(page=Page.TODAY)


def _chart(desk: Desk) -> Place:
    return Place(page=Page.CHART, client_id=_someone(desk), tab=Tab.NOTES)


def _someone(desk: Desk) -> ClientId:
    """The client who has been here longest."""
    listed = clients.rows(desk, status=ClientStatus.ACTIVE, sort="week", is_descending=True)
    return listed[0].id


def _typing(text: str) -> Callable[[QWidget], None]:
    return partial(_type, text=text)


def _named(window: QWidget) -> None:
    """The beginning of somebody's first name."""
    if isinstance(window, Workspace):
        name = window.sidebar.recent_buttons[0].accessibleName()
        _type(window, text=name[:3].lower())


def _type(window: QWidget, *, text: str) -> None:
    """Open the palette, type, and wait for what is found on another thread."""
    if not isinstance(window, Workspace):
        return
    window.sidebar.search_button.click()
    palette = window.findChild(Palette)
    if isinstance(palette, Palette):
        palette.palette_edit.setText(text)
        palette.palette_edit.edited.emit(text)
        tasks.finish()
