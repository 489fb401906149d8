"""Pictures of the Medications tab: a list, what was stopped, an empty one, its dialogs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.ids import ReconciliationId, Uid
from counselor_desk.records.medications import MedicationList, Reconciliation
from counselor_desk.services import clients, medications, mistakes
from counselor_desk.services.medications import NewMedication
from counselor_desk.ui.forms import type_again
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.medications import dialogs
from counselor_desk.ui.medications.cards import STOPPED
from counselor_desk.ui.medications.dialogs import Asking
from counselor_desk.ui.medications.page import MedicationsPage
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.typed_line import TypedLine

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.messages import Dialog


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the client with the longest list stands for all."""
    return (
        Screen(name="medications", make=at(_longest), needs_desk=True),
        Screen(name="medications-stopped", make=at(_longest), needs_desk=True, prepare=_turn),
        Screen(name="medications-empty", make=at(_without), needs_desk=True),
        Screen(name="medications-add", make=at(_longest), needs_desk=True, prepare=_add),
        Screen(name="medications-stop", make=at(_longest), needs_desk=True, prepare=_stop),
        Screen(name="medications-mistakes", make=at(_mistaken), needs_desk=True),
        Screen(name="medications-taken-up", make=at(_longest), needs_desk=True, prepare=_go_on),
        Screen(name="medications-check", make=at(_longest), needs_desk=True, prepare=_check),
        Screen(name="medications-edit", make=at(_longest), needs_desk=True, prepare=_edit),
        Screen(name="medications-mistake", make=at(_longest), needs_desk=True, prepare=_cross_out),
    )


def _longest(desk: Desk) -> Place:
    """The client with the most lines in the list."""
    return _best(desk, lambda listed: len(listed.medications) + len(listed.allergies))


def _without(desk: Desk) -> Place:
    """A client with an empty list, as far as there is one."""
    return _best(desk, lambda listed: -len(listed.medications) - len(listed.allergies))


def _mistaken(desk: Desk) -> Place:
    """A client in whose list something was entered in error."""
    row = max(clients.rows(desk), key=lambda row: len(mistakes.of_client(desk, row.id)))
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.MEDICATIONS)


def _best(desk: Desk, worth: Callable[[MedicationList], int]) -> Place:
    def of_row(row: ClientRow) -> int:
        return worth(medications.of_client(desk, row.id))

    row = max(clients.rows(desk), key=of_row)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.MEDICATIONS)


def _turn(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        page.medications_card.turn_to(STOPPED)


def _add(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        asking = Asking(parent=page, today=page.today)
        _show(dialogs.about_medication(asking, NewMedication(), lambda _typed: None))


def _go_on(window: QWidget) -> None:
    """A medication that a lock interrupted."""
    page = _page(window)
    if page is None:
        return
    asking = Asking(parent=page, today=page.today)
    dialog = dialogs.about_medication(asking, NewMedication(), lambda _typed: None)
    for name, words in (("name", "Acamprosate"), ("started_on", "3/1x")):
        type_again(dialog.form.fields()[name], words)
    dialog.typed_line = TypedLine()
    dialog.body.insertWidget(2, dialog.typed_line)
    now = datetime.combine(page.today(), time(16, 2))
    dialog.typed_line.tell(now - timedelta(minutes=4), now)
    _show(dialog)


def _check(window: QWidget) -> None:
    page = _page(window)
    listed = page.listed() if page is not None else None
    if page is None or listed is None:
        return
    blank = Reconciliation(
        id=ReconciliationId(0), uid=Uid(""), client_id=listed.client_id, checked_on=page.today()
    )
    asking = Asking(parent=page, today=page.today)
    _show(
        dialogs.checking(
            asking, listed, "Marcus R.", lambda _typed: None, blank, on_mistake=lambda: None
        )
    )


def _edit(window: QWidget) -> None:
    page = _page(window)
    listed = page.listed() if page is not None else None
    if page is not None and listed is not None and listed.current:
        asking = Asking(parent=page, today=page.today)
        _show(
            dialogs.about_medication(
                asking,
                listed.current[0],
                lambda _typed: None,
                on_new_dose=lambda: None,
                on_mistake=lambda: None,
            )
        )


def _cross_out(window: QWidget) -> None:
    page = _page(window)
    listed = page.listed() if page is not None else None
    if page is not None and listed is not None and listed.current:
        _show(page.mistakes_card.dialog(listed.current[0], lambda _mistake: None))


def _stop(window: QWidget) -> None:
    page = _page(window)
    listed = page.listed() if page is not None else None
    if page is not None and listed is not None and listed.current:
        asking = Asking(parent=page, today=page.today)
        dialog = dialogs.stopping(asking, listed.current[0], lambda _typed: None)
        _show(dialog)


def _show(dialog: Dialog) -> None:
    dialog.place()
    dialog.show()


def _page(window: QWidget) -> MedicationsPage | None:
    found = window.findChild(MedicationsPage)
    return found if isinstance(found, MedicationsPage) else None
