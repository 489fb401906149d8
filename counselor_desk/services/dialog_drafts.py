"""Drafts of dialogs: what stood in one at the lock or at a crash is there when it opens again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from counselor_desk.records.drafts import FormKind
from counselor_desk.records.edits import DialogEdit, DialogEdits, Typed
from counselor_desk.storage import form_drafts as form_rows

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk
    from counselor_desk.storage.database import Reader, Writer

MOST = 20
"""How many dialogs of a client are remembered; the oldest of more, never opened again, go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDialog:
    """What stood in a dialog by the name of the field, and the local time of its last change."""

    typed: Mapping[str, Typed] = field(repr=False)
    kept_at: datetime


def keep(desk: Desk, client_id: ClientId | None, name: str, typed: Mapping[str, Typed]) -> None:
    """Write what stands in a dialog to disk; returns when it is safe there.

    `name` tells the dialog and the record it is about. Without a client it is about the practice.
    No page shows what stands in a dialog, so nothing is announced.
    """
    with desk.write() as writer:
        known = dict(_read(writer, client_id))
        known[name] = DialogEdit(typed=dict(typed), kept_at=desk.now())
        newest = sorted(known.items(), key=lambda item: item[1].kept_at)[-MOST:]
        _write(desk, writer, client_id, dict(newest))


def find(desk: Desk, client_id: ClientId | None, name: str) -> FoundDialog | None:
    """What stood in a dialog when it was interrupted; None when nothing did."""
    with desk.read() as reader:
        edit = _read(reader, client_id).get(name)
    if edit is None:
        return None
    return FoundDialog(typed=edit.typed, kept_at=desk.local(edit.kept_at))


def forget(desk: Desk, client_id: ClientId | None, name: str) -> None:
    """What stood in a dialog was kept or given up."""
    with desk.write() as writer:
        known = dict(_read(writer, client_id))
        if known.pop(name, None) is not None:
            _write(desk, writer, client_id, known)


def _read(reader: Reader, client_id: ClientId | None) -> Mapping[str, DialogEdit]:
    draft = form_rows.find(reader, client_id, None, FormKind.USE)
    if draft is None:
        return {}
    import msgspec

    return msgspec.json.decode(draft.content, type=DialogEdits).dialogs


def _write(
    desk: Desk, writer: Writer, client_id: ClientId | None, dialogs: dict[str, DialogEdit]
) -> None:
    if not dialogs:
        form_rows.delete(writer, client_id, None, FormKind.USE)
        return
    import msgspec

    content = msgspec.json.encode(DialogEdits(dialogs=dialogs)).decode("utf-8")
    form_rows.keep(writer, client_id, None, FormKind.USE, content, desk.now())
