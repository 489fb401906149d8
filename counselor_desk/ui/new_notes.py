"""A new note where no client is at hand: asks whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients
from counselor_desk.ui import messages, toast
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.navigation import Navigator, Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_WIDTH = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose note it is going to be."""

    client_id: ClientId | None = None


def begin(
    parent: QWidget, desk: Desk, navigator: Navigator, likely: ClientId | None = None
) -> None:
    """Ask whose note it is, `likely` being offered first, and open it; without clients say so."""
    names = _in_treatment(desk)
    if not names:
        toast.of_window(parent).announce(_say("Add a client first: a note belongs to one."))
        return
    ids = [client_id for client_id, _ in names]
    chosen: list[ClientId] = []
    dialog = asking(
        parent,
        names,
        Whose(client_id=likely if likely in ids else ids[0]),
        chosen,
    )
    messages.run(dialog)
    dialog.deleteLater()
    if chosen:
        navigator.open(Place(page=Page.NOTE, client_id=chosen[0]))


def asking(
    parent: QWidget,
    names: Sequence[tuple[ClientId, str]],
    record: Whose,
    chosen: list[ClientId],
) -> FormDialog[Whose]:
    """The dialog; once it is confirmed, `chosen` has the client."""
    fields = {"client_id": choice(_say("Client"), names)}

    def keep(typed: Whose) -> None:
        if typed.client_id is not None:
            chosen.append(typed.client_id)

    return FormDialog(
        parent,
        _say("New note"),
        record,
        fields=fields,
        layout=Column(*fields.values()),
        act=lambda typed, _is_sure: keep(typed),
        verb=_say("Write note"),
        sentence=_say("Type the first letters of a name, or choose with the arrow keys."),
        width=_WIDTH,
    )


def _in_treatment(desk: Desk) -> list[tuple[ClientId, str]]:
    """Clients whose stay is open, by name."""
    rows = clients.rows(desk)
    ids = [row.id for row in rows if row.status is not ClientStatus.DISCHARGED]
    return clients.short_names(desk, ids)


def _say(text: str) -> str:
    return QCoreApplication.translate("new_notes", text)
