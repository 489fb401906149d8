"""What a search found: clients by name or number, and texts by the words in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counselor_desk.records.clients import Client
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, NoteId, Uid
from counselor_desk.records.phrases import Phrase
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A few words of a text; `is_hit` where they are what was asked for."""

    text: str = field(repr=False)
    is_hit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClient:
    """A client whose name or number was asked for, with the open stay, else the last one."""

    client: Client
    stay: Episode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """A record with the words that were asked for, and the place around the first of them.

    Attributes:
        kind: what it is; an addendum is found as itself and read on its note.
        note_id: the note to open; None for every other kind.
        session: what kind of session a note tells of.
        told_on: the day of the session, assessment or plan; None while it is not known.
        version: of a plan.
        is_signed: False for a draft, which is found by what was typed last.
        is_in_error: a signed addendum calls the note entered in error.
        excerpt: the words around the hit as they were written, cut at whole words.
    """

    kind: RecordKind
    uid: Uid
    client_id: ClientId
    note_id: NoteId | None = None
    session: SessionKind | None = None
    told_on: date | None = None
    version: int | None = None
    is_signed: bool = True
    is_in_error: bool = False
    excerpt: tuple[Passage, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that one question found, each group with the best first."""

    clients: tuple[FoundClient, ...] = ()
    texts: tuple[FoundText, ...] = ()
    phrases: tuple[Phrase, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.clients or self.texts or self.phrases)
