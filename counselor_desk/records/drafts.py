"""Drafts: everything that was typed and is not signed, so that a crash loses nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientDraftId, ClientId, DraftId, EpisodeId, FormDraftId, Uid
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
    """A form whose record is made when it is kept, so that until then there is only its draft."""

    STAY_REVIEW = "stay_review"
    USE = "use"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDraft:
    """What stands in a form of a stay, as JSON text; nothing of it is in the records yet."""

    id: FormDraftId
    episode_id: EpisodeId
    kind: FormKind
    content: str = field(repr=False)
    kept_at: datetime


class ClientFormKind(StrEnum):
    """A form about a client that needs no stay, so that its draft hangs on the client alone."""

    CLIENT = "client"
    TASK = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDraft:
    """What stands in a form about a client, as JSON text; without a client, about a new one."""

    id: ClientDraftId
    client_id: ClientId | None
    kind: ClientFormKind
    content: str = field(repr=False)
    kept_at: datetime
