"""Pictures of counseling notes: what they are, their door, and some of them open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.services import clients
from counselor_desk.ui import tasks
from counselor_desk.ui.counseling_notes.page import CounselingNotesPage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_PASSPHRASE = "granite otter velvet compass thunder"  # noqa: S105 - of pictures alone
_TEXTS = (
    "The silence after I asked about her father was the longest so far.\n\n"
    "To ask in supervision: am I too quick to fill it?",
    "She laughs when she speaks of the accident. I notice that I laugh with her, and that neither "
    "of us finds it funny.",
)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the last two set counseling notes up in the store."""
    return (
        Screen(name="counseling-first", make=at(_place), needs_desk=True, prepare=_explain),
        Screen(name="counseling-empty", make=at(_place), needs_desk=True, prepare=_open),
        Screen(name="counseling", make=at(_place), needs_desk=True, prepare=_write),
        Screen(name="counseling-door", make=at(_place), needs_desk=True, prepare=_close),
    )


def _place(desk: Desk) -> Place:
    return Place(page=Page.COUNSELING_NOTES, client_id=clients.rows(desk)[0].id)


def _page(window: QWidget) -> CounselingNotesPage:
    found = window.findChild(CounselingNotesPage)
    if not isinstance(found, CounselingNotesPage):
        raise TypeError("the window shows another page")
    return found


def _explain(window: QWidget) -> None:
    _page(window).show_set_up()


def _open(window: QWidget) -> None:
    page = _page(window)
    if page.set_up.isVisible():
        page.set_up.chosen.emit(_PASSPHRASE, "")
    else:
        page.door.passphrase_typed.emit(_PASSPHRASE)
    tasks.finish()
    QApplication.processEvents()


def _write(window: QWidget) -> None:
    _open(window)
    page = _page(window)
    for text in _TEXTS[len(page.sheet.rows()) :]:
        page.sheet.start_requested.emit()
        page.sheet.note_text.insertPlainText(text)
        page.flush()


def _close(window: QWidget) -> None:
    _open(window)
    _page(window).close_notes()
