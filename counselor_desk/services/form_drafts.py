"""Drafts of forms: what was typed and not kept yet is there again after a lock or a crash."""

from __future__ import annotations

from typing import TypeVar

from counselor_desk.records.drafts import FormKind
from counselor_desk.records.edits import FactEdit, StayReviewEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.services import fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import form_drafts as form_rows

Edit = TypeVar("Edit", StayReviewEdit, FactEdit)

_KINDS: dict[type, FormKind] = {
    StayReviewEdit: FormKind.STAY_REVIEW,
    FactEdit: FormKind.USE,
}


def keep(
    desk: Desk,
    client_id: ClientId,
    edit: StayReviewEdit | FactEdit,
    *,
    initiator: object = None,
) -> None:
    """Write what stands in a form to disk; returns when it is safe there.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    import msgspec

    content = msgspec.json.encode(edit).decode("utf-8")
    with desk.write() as writer:
        episode = fact_checks.open_episode(writer, client_id)
        form_rows.keep(writer, episode.id, _KINDS[type(edit)], content, desk.now())
    desk.announce(Changes.of(Kind.DRAFT, client_id=client_id, initiator=initiator))


def find(desk: Desk, client_id: ClientId, form: type[Edit]) -> Edit | None:
    """What stood in a form of the open stay when it was left; None when nothing did."""
    with desk.read() as reader:
        episode = episode_rows.open_of(reader, client_id)
        if episode is None:
            return None
        draft = form_rows.of_episode(reader, episode.id, _KINDS[form])
    if draft is None:
        return None
    import msgspec

    return msgspec.json.decode(draft.content, type=form)


def forget(
    desk: Desk,
    client_id: ClientId,
    form: type[StayReviewEdit | FactEdit],
    *,
    initiator: object = None,
) -> None:
    """What stood in a form was kept or given up."""
    with desk.write() as writer:
        episode = episode_rows.open_of(writer, client_id)
        if episode is not None:
            form_rows.delete(writer, episode.id, _KINDS[form])
    desk.announce(Changes.of(Kind.DRAFT, client_id=client_id, initiator=initiator))
