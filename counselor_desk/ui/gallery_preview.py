"""Pictures of the print preview: plan, draft, CV, sign-in sheet, advice, and what fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, exports, group_sessions
from counselor_desk.services.exports import Choice, DocumentKind
from counselor_desk.services.paper_wording import PaperAdvice
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.preview.page import PreviewPage
from counselor_desk.ui.printing import PrintRequest, SheetRequest, place_of

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_ADVICE = (
    PaperAdvice(
        found="drug addict", proposal="person with a substance use disorder", place="Barriers"
    ),
    PaperAdvice(found="dirty urine", proposal="positive test", place="Problem 1"),
    PaperAdvice(
        found="stay clean",
        proposal="not using, or in recovery",
        place="Goal 1.2 Stay clean for good",
    ),
)
_LOOK_MS = 25
_LONGEST_WAIT_MS = 10_000


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; none of them writes."""
    return (
        Screen(name="preview", make=at(_plan), needs_desk=True, prepare=_wait),
        Screen(name="preview-draft", make=at(_draft), needs_desk=True, prepare=_wait),
        Screen(name="preview-cv", make=at(_cv), needs_desk=True, prepare=_large),
        Screen(name="preview-sheet", make=at(_sheet), needs_desk=True, prepare=_wait),
        Screen(name="preview-printer", make=at(_plan), needs_desk=True, prepare=_no_printer),
        Screen(name="preview-wording", make=at(_plan), needs_desk=True, prepare=_advise),
        Screen(name="preview-failed", make=at(_gone), needs_desk=True, prepare=_wait),
    )


def _plan(desk: Desk) -> Place:
    return _first(desk, DocumentKind.TREATMENT_PLAN, lambda choice: not choice.is_draft)


def _draft(desk: Desk) -> Place:
    return _first(desk, DocumentKind.SESSION_NOTE, lambda choice: choice.is_draft)


def _cv(desk: Desk) -> Place:
    return _first(desk, DocumentKind.CV, lambda _choice: True)


def _sheet(desk: Desk) -> Place:
    """The sign-in sheet of a group session that is being written up."""
    found = group_sessions.unfinished(desk)
    if not found:
        return Place(page=Page.TODAY)
    return place_of(SheetRequest(session_id=found[0].session.id))


def _gone(desk: Desk) -> Place:
    place = _plan(desk)
    if place.client_id is None:
        return place
    kind = DocumentKind.SESSION_NOTE
    return place_of(PrintRequest(kind=kind, uid=desk.new_uid(), client_id=place.client_id))


def _first(desk: Desk, kind: DocumentKind, fits: Callable[[Choice], bool]) -> Place:
    """The document of the client who is here longest."""
    rows: list[ClientRow] = clients.rows(desk, sort="week", is_descending=True)
    for row in rows:
        for choice in exports.choices(desk, row.id, kind):
            if fits(choice):
                uid = choice.record.uid
                return place_of(PrintRequest(kind=kind, uid=uid, client_id=row.id))
    return Place(page=Page.CLIENTS)


def _large(window: QWidget) -> None:
    _wait(window)
    page = window.findChild(PreviewPage)
    if isinstance(page, PreviewPage):
        page.pages.set_zoom(1.5)
        _wait(window)


def _no_printer(window: QWidget) -> None:
    _wait(window)
    page = window.findChild(PreviewPage)
    if isinstance(page, PreviewPage):
        page.options.say_printer_missing(is_missing=True)


def _advise(window: QWidget) -> None:
    _wait(window)
    page = window.findChild(PreviewPage)
    if isinstance(page, PreviewPage):
        page.options.wording.show_advice(_ADVICE)


def _wait(window: QWidget) -> None:
    """Let the pages be drawn."""
    page = window.findChild(PreviewPage)
    if not isinstance(page, PreviewPage):
        return
    loop = QEventLoop()
    look = QTimer(interval=_LOOK_MS)
    look.timeout.connect(lambda: loop.quit() if page.is_settled() else None)
    look.start()
    QTimer.singleShot(_LONGEST_WAIT_MS, loop, loop.quit)
    loop.exec()
    look.stop()
