"""Pictures of the discharge summary: not begun, being written, and signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.discharges import DischargeSection
from counselor_desk.services import clients, discharges
from counselor_desk.ui.discharges.page import DischargePage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WORDS = (
    "Took part in nearly every session, returned to use once, told it the next morning and "
    "finished the list of triggers with it.\n\n"
    "Mood rose from week four on. A sponsor was found, and three meetings a week are kept."
)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; those that write come after those that read."""
    return (
        Screen(name="discharge-empty", make=at(_unbegun), needs_desk=True),
        Screen(name="discharge-signed", make=at(_ended), needs_desk=True, prepare=_goals),
        Screen(name="discharge", make=at(_begun), needs_desk=True, prepare=_write),
        Screen(name="discharge-type", make=at(_begun), needs_desk=True, prepare=_type),
    )


def _unbegun(desk: Desk) -> Place:
    return _place(
        _longest(desk, lambda row: row.status is ClientStatus.ACTIVE and not _summary(desk, row))
    )


def _begun(desk: Desk) -> Place:
    """The longest open stay, with its summary begun."""
    row = _longest(desk, lambda row: row.status is ClientStatus.ACTIVE)
    if row is not None:
        discharges.start(desk, row.id)
    return _place(row)


def _ended(desk: Desk) -> Place:
    return _place(_longest(desk, lambda row: _summary(desk, row)))


def _summary(desk: Desk, row: ClientRow) -> bool:
    return discharges.current(desk, row.id) is not None


def _longest(desk: Desk, fits: Callable[[ClientRow], bool]) -> ClientRow | None:
    listed = clients.rows(desk, sort="week", is_descending=True)
    return next((row for row in listed if fits(row)), None)


def _place(row: ClientRow | None) -> Place:
    if row is None:
        return Place(page=Page.CLIENTS)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.DISCHARGE)


def _write(window: QWidget) -> None:
    page = _open(window, DischargeSection.COURSE)
    if page is not None and not page.card.discharge_text.text().startswith(_WORDS):
        page.card.discharge_text.selectAll()
        page.card.discharge_text.insertPlainText(_WORDS)
        page.flush()


def _type(window: QWidget) -> None:
    _open(window, DischargeSection.TYPE)


def _goals(window: QWidget) -> None:
    _open(window, DischargeSection.GOALS)


def _open(window: QWidget, code: DischargeSection) -> DischargePage | None:
    page = window.findChild(DischargePage)
    if not isinstance(page, DischargePage) or page.discharge() is None:
        return None
    page.outline.set_current(code)
    return page
