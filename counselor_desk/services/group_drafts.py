"""What is typed of a group session, as it is saved until every note is signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from counselor_desk.records.group_drafts import DraftMark, KeptGroup
from counselor_desk.records.group_sessions import GroupEdit
from counselor_desk.records.groups import GroupDraft
from counselor_desk.records.ids import GroupDraftId, SessionId
from counselor_desk.storage import groups as rows
from counselor_desk.storage.database import Reader, Writer

if TYPE_CHECKING:
    from datetime import datetime

    from msgspec.json import Decoder


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """The part of a draft that is no text; drafts of earlier versions have none."""

    marks: tuple[DraftMark, ...] = ()


def kept(reader: Reader, session_id: SessionId) -> KeptGroup | None:
    """The session as it was saved last; None where nothing was typed."""
    draft = rows.draft(reader, session_id)
    if draft is None:
        return None
    edits, marks = _decoders()
    known = marks.decode(draft.content).marks
    return KeptGroup(edit=edits.decode(draft.content), marks={one.client_id: one for one in known})


def put(writer: Writer, edit: GroupEdit, marks: Iterable[DraftMark], kept_at: datetime) -> None:
    """Save the session as it is typed, with the attendance as it is stored now."""
    import msgspec

    content = {**msgspec.to_builtins(edit), "marks": msgspec.to_builtins(tuple(marks))}
    rows.keep_draft(
        writer,
        GroupDraft(
            id=GroupDraftId(0),
            session_id=edit.session_id,
            content=msgspec.json.encode(content).decode("utf-8"),
            kept_at=kept_at,
        ),
    )


@cache
def _decoders() -> tuple[Decoder[GroupEdit], Decoder[_Marks]]:
    import msgspec

    return msgspec.json.Decoder(GroupEdit), msgspec.json.Decoder(_Marks)
