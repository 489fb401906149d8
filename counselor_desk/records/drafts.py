"""Drafts: everything that was typed and is not signed, so that a crash loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, DraftId, EpisodeId, FormDraftId, Uid
from counselor_desk.records.signing import RecordKind

KEPT_DISCARDED_DAYS = 30
"""How long a discarded draft can be brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole edit of one record as JSON text, fields that do not parse yet included.

    `discarded_at` is set when the person threw it away and None while it is alive.
    """

    id: DraftId
    kind: RecordKind
    record_uid: Uid
    content: str = field(repr=False)
    kept_at: datetime
    discarded_at: datetime | None = None


class FormKind(StrEnum):
    """A form whose record is made or changed when it is kept; until then there is its draft.

    In a stay, `USE` is the panel of a fact about use; beside every stay it holds the dialogs about
    the client, or about the practice.
    """

    STAY_REVIEW = "stay_review"
    USE = "use"
    CLIENT = "client"
    TASK = "task"

    @property
    def is_of_stay(self) -> bool:
        """Whether it belongs to a stay and ends with it, rather than to the client."""
        return self in {FormKind.STAY_REVIEW, FormKind.USE}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """What stands in a form, as JSON text; nothing of it is in the records yet.

    Without a client it is about one who is still to be added; `episode_id` is the stay of a form
    that belongs to one.
    """

    id: FormDraftId
    client_id: ClientId | None
    episode_id: EpisodeId | None
    kind: FormKind
    content: str = field(repr=False)
    kept_at: datetime
