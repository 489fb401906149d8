"""Drafts of forms: what was typed outlives leaving the page, the lock and a crash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from counselor_desk.errors import NoOpenEpisodeError
from counselor_desk.records.drafts import FormKind
from counselor_desk.records.edits import ClientEdit, FactEdit, StayReviewEdit, TaskEdit
from counselor_desk.records.ids import ClientId, EpisodeId
from counselor_desk.services.desk import Desk
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import form_drafts as form_rows
from counselor_desk.storage.database import Reader

FormEdit = StayReviewEdit | FactEdit | ClientEdit | TaskEdit
Edit = TypeVar("Edit", StayReviewEdit, FactEdit, ClientEdit, TaskEdit)

_KINDS: dict[type, FormKind] = {
    StayReviewEdit: FormKind.STAY_REVIEW,
    FactEdit: FormKind.USE,
    ClientEdit: FormKind.CLIENT,
    TaskEdit: FormKind.TASK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Edit]):
    """What stood in a form when it was left, and the local time of its last change."""

    edit: Edit = field(repr=False)
    kept_at: datetime


def keep(desk: Desk, client_id: ClientId | None, edit: FormEdit) -> None:
    """Write what stands in a form to disk; returns when it is safe there.

    Without a client it is about one who is still to be added. No page shows what another one has
    in its form, so nothing is announced.

    Raises:
        NoOpenEpisodeError: the form belongs to a stay, and the client was discharged.
    """
    import msgspec

    kind = _KINDS[type(edit)]
    content = msgspec.json.encode(edit).decode("utf-8")
    with desk.write() as writer:
        stay = _stay(writer, client_id, kind)
        form_rows.keep(writer, client_id, stay, kind, content, desk.now())


def find(desk: Desk, client_id: ClientId | None, form: type[Edit]) -> Found[Edit] | None:
    """What stood in a form when it was left; None when nothing did, or its stay has ended."""
    kind = _KINDS[form]
    with desk.read() as reader:
        try:
            stay = _stay(reader, client_id, kind)
        except NoOpenEpisodeError:
            return None
        draft = form_rows.find(reader, client_id, stay, kind)
    if draft is None:
        return None
    import msgspec

    edit = msgspec.json.decode(draft.content, type=form)
    return Found(edit=edit, kept_at=desk.local(draft.kept_at))


def forget(desk: Desk, client_id: ClientId | None, form: type[FormEdit]) -> None:
    """What stood in a form was kept or given up."""
    kind = _KINDS[form]
    with desk.write() as writer:
        try:
            stay = _stay(writer, client_id, kind)
        except NoOpenEpisodeError:
            return
        form_rows.delete(writer, client_id, stay, kind)


def _stay(reader: Reader, client_id: ClientId | None, kind: FormKind) -> EpisodeId | None:
    """The open stay of a form that belongs to one."""
    if not kind.is_of_stay:
        return None
    episode = None if client_id is None else episode_rows.open_of(reader, client_id)
    if episode is None:
        raise NoOpenEpisodeError
    return episode.id
