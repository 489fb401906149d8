"""Drafts about clients: what was typed into a form outlives leaving the page and the lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from counselor_desk.records.drafts import ClientFormKind
from counselor_desk.records.edits import ClientEdit, TaskEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.services.desk import Desk
from counselor_desk.storage import client_drafts as draft_rows

Edit = TypeVar("Edit", ClientEdit, TaskEdit)

_KINDS: dict[type, ClientFormKind] = {
    ClientEdit: ClientFormKind.CLIENT,
    TaskEdit: ClientFormKind.TASK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Edit]):
    """What stood in a form when it was left, and the local time of its last change."""

    edit: Edit = field(repr=False)
    kept_at: datetime


def keep(desk: Desk, client_id: ClientId | None, edit: ClientEdit | TaskEdit) -> None:
    """Write what stands in a form to disk; returns when it is safe there.

    Without a client it is about one who is still to be added. No page shows what others type, so
    nothing is announced.
    """
    import msgspec

    content = msgspec.json.encode(edit).decode("utf-8")
    with desk.write() as writer:
        draft_rows.keep(writer, client_id, _KINDS[type(edit)], content, desk.now())


def find(desk: Desk, client_id: ClientId | None, form: type[Edit]) -> Found[Edit] | None:
    """What stood in a form when it was left; None when nothing did."""
    with desk.read() as reader:
        draft = draft_rows.of_client(reader, client_id, _KINDS[form])
    if draft is None:
        return None
    import msgspec

    edit = msgspec.json.decode(draft.content, type=form)
    return Found(edit=edit, kept_at=desk.local(draft.kept_at))


def forget(desk: Desk, client_id: ClientId | None, form: type[ClientEdit | TaskEdit]) -> None:
    """What stood in a form was kept or given up."""
    with desk.write() as writer:
        draft_rows.delete(writer, client_id, _KINDS[form])
