"""What is typed of a group session, as it is saved until every note is signed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from counselor_desk.records.group_sessions import GroupEdit
from counselor_desk.records.groups import GroupDraft
from counselor_desk.records.ids import GroupDraftId, SessionId
from counselor_desk.storage import groups as rows
from counselor_desk.storage.database import Reader, Writer

if TYPE_CHECKING:
    from datetime import datetime

    from msgspec.json import Decoder


def kept(reader: Reader, session_id: SessionId) -> GroupEdit | None:
    """The session as it was saved last; None where nothing was typed."""
    draft = rows.draft(reader, session_id)
    return None if draft is None else _decoder().decode(draft.content)


def put(writer: Writer, edit: GroupEdit, kept_at: datetime) -> None:
    """Save the session as it is typed."""
    import msgspec

    rows.keep_draft(
        writer,
        GroupDraft(
            id=GroupDraftId(0),
            session_id=edit.session_id,
            content=msgspec.json.encode(edit).decode("utf-8"),
            kept_at=kept_at,
        ),
    )


@cache
def _decoder() -> Decoder[GroupEdit]:
    import msgspec

    return msgspec.json.Decoder(GroupEdit)
