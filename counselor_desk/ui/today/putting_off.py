"""Puts off what is owed until tomorrow; where that may harm, it asks why first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.today import Due, Owed, is_risk, key
from counselor_desk.services import snoozes
from counselor_desk.ui import messages
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.today import words
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Why:
    """The reason as it is typed."""

    reason: str = ""


def put_off(parent: QWidget, desk: Desk, item: Due) -> bool:
    """Hide it until tomorrow; whether the person did not turn back.

    Raises:
        DeskError: it could not be kept.
    """
    if is_risk(item):
        return messages.run(reason_dialog(parent, desk, item))
    snoozes.put_off(desk, item)
    return True


def reason_dialog(parent: QWidget | None, desk: Desk, item: Due) -> FormDialog[_Why]:
    """Asks why something that may harm waits."""
    client_id = item.client_id if isinstance(item, Owed) else None
    fields = {"reason": LabeledField(words.say("Why it can wait until tomorrow"), LineEdit())}
    return FormDialog(
        parent,
        words.say("Put this off until tomorrow?"),
        _Why(),
        fields=fields,
        layout=Column(*fields.values()),
        act=lambda typed, _is_sure: snoozes.put_off(desk, item, reason=typed.reason),
        says={"What may harm": "reason"},
        verb=words.say("Put off"),
        about=Subject.of(desk, client_id, f"put_off/{key(item)}"),
        sentence=f"{words.who(item)} · {words.what(item, desk.today())}",
    )
