"""The dialog that asks with whom a client would rather be in a group."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.services import groups, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import line, spread
from counselor_desk.ui.hidden_names import cover


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preference:
    """What is typed about it."""

    affinity: str = field(default="", repr=False)


def of_group(parent: QWidget, desk: Desk, client_id: ClientId) -> FormDialog[_Preference]:
    """With whom; empty takes it out. It stands as dots while names are hidden."""
    fields = {
        "affinity": line(
            parent.tr("Would rather be with"), parent.tr("women, veterans, Spanish speakers")
        )
    }
    edit = fields["affinity"].field
    if isinstance(edit, LineEdit):
        cover([edit], is_covered=shown_names.are_hidden(desk))
    return FormDialog(
        parent,
        parent.tr("Preference of group"),
        _Preference(affinity=groups.preference(desk, client_id)),
        fields=fields,
        layout=spread(fields, ("affinity",)),
        act=lambda one, _is_sure: groups.prefer(desk, client_id, one.affinity),
        says={"The preference": "affinity"},
        sentence=parent.tr(
            "It is shown here and where a member is added to a group; no paper names it."
        ),
    )
