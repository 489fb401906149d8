"""Counseling notes: what was said in a session and thought about it, kept apart from the chart.

42 CFR 2.11 (SUD counseling notes) and 45 CFR 164.501 (psychotherapy notes).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

from counselor_desk.records.ids import ClientId, Uid

CounselingNoteId = NewType("CounselingNoteId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselingNote:
    """One note, readable: it exists only while the counseling notes are open.

    `written_at` is when it was begun; `changed_at` moves on at most every five minutes.
    """

    id: CounselingNoteId
    uid: Uid
    client_id: ClientId
    written_at: datetime
    changed_at: datetime
    text: str = field(repr=False)

    @property
    def first_line(self) -> str:
        """The first words of it, on one line."""
        return self.text.strip().partition("\n")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCounselingNote:
    """The same as the store holds it: its text encrypted, bound to the note and its client."""

    id: CounselingNoteId
    uid: Uid
    client_id: ClientId
    written_at: datetime
    changed_at: datetime
    nonce: bytes = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselingLock:
    """What the key of all counseling notes is wrapped in.

    Attributes:
        key_document: slots for the passphrase and for recovery words, as in a key file.
        recovery_of: the salt of the store's recovery slot, whose words open this one, too; empty
            while no words do.
    """

    key_document: str = field(repr=False)
    recovery_of: str
