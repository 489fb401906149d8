"""Pictures of the open store: every page inside its window, on the practice caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.services import clients
from counselor_desk.ui.clients.form import ClientForm
from counselor_desk.ui.clients.page import ClientsPage
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="today", make=at(_today), needs_desk=True),
        Screen(name="clients", make=at(_clients), needs_desk=True),
        Screen(name="clients-no-match", make=at(_clients), needs_desk=True, prepare=_filter),
        Screen(name="client-add", make=at(_new_client), needs_desk=True),
        Screen(name="client-add-problem", make=at(_new_client), needs_desk=True, prepare=_save),
        Screen(name="client-edit", make=at(_known_client), needs_desk=True),
        Screen(name="chart", make=at(_chart), needs_desk=True),
        Screen(name="lock-warning", make=at(_clients), needs_desk=True, prepare=_warn),
    )


def _today(_desk: Desk) -> Place:
    return Place(page=Page.TODAY)


def _clients(_desk: Desk) -> Place:
    return Place(page=Page.CLIENTS)


def _new_client(_desk: Desk) -> Place:
    return Place(page=Page.CLIENT_FORM)


def _known_client(desk: Desk) -> Place:
    return Place(page=Page.CLIENT_FORM, client_id=_person(desk).id)


def _chart(desk: Desk) -> Place:
    return Place(page=Page.CHART, client_id=_person(desk).id, tab=Tab.PLAN)


def _filter(window: QWidget) -> None:
    page = window.findChild(ClientsPage)
    if isinstance(page, ClientsPage):
        page.clients_filter_edit.setText("xyz")


def _save(window: QWidget) -> None:
    form = window.findChild(ClientForm)
    if isinstance(form, ClientForm):
        form.save()


def _warn(window: QWidget) -> None:
    if isinstance(window, Workspace):
        window.warn_of_lock(is_near=True)


def _person(desk: Desk) -> ClientRow:
    """A client whose plan is signed and who has a note to finish, as far as there is one."""
    listed = clients.rows(desk, sort="week", is_descending=True)
    return max(
        listed,
        key=lambda row: (
            row.status is ClientStatus.ACTIVE,
            row.plan_signed_on is not None,
            bool(row.unsigned_notes),
        ),
    )
