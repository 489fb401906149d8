"""Signatures and seals: who signed what, and the proof that it has not changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import AttachmentId, ClientId, RefusalId, SealId, SignatureId, Uid
from counselor_desk.records.signing import RecordKind

_SHORT_LENGTH = 16
_GROUP = 4


class SignatureRole(StrEnum):
    """In which role somebody signed."""

    COUNSELOR = "counselor"
    CLIENT = "client"
    GUARDIAN = "guardian"
    SUPERVISOR = "supervisor"


class SignatureMethod(StrEnum):
    """How it was signed. Only the store's owner signs electronically."""

    ELECTRONIC = "electronic"
    DRAWN = "drawn"
    TYPED = "typed"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """An Ed25519 signature over the SHA-256 of a record's canonical bytes, kept with them."""

    id: SealId
    record_kind: RecordKind
    record_uid: Uid
    version: int
    canonical: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    sealed_at: datetime

    @property
    def short(self) -> str:
        """What is printed: the first 16 hex digits of the digest, in groups of four."""
        digits = hashlib.sha256(self.canonical).hexdigest()[:_SHORT_LENGTH].upper()
        return " ".join(digits[at : at + _GROUP] for at in range(0, _SHORT_LENGTH, _GROUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's signature on one sealed record."""

    id: SignatureId
    record_kind: RecordKind
    record_uid: Uid
    seal_id: SealId
    role: SignatureRole
    printed_name: str = field(repr=False)
    credential: str = ""
    method: SignatureMethod
    signed_at: datetime
    attachment_id: AttachmentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Somebody was asked to sign a sealed record and did not, with the reason they gave.

    Every role but the counselor's can refuse; who refused may still sign later.
    """

    id: RefusalId
    uid: Uid
    record_kind: RecordKind
    record_uid: Uid
    client_id: ClientId
    role: SignatureRole
    printed_name: str = field(repr=False)
    reason: str = field(repr=False)
    refused_on: date
    noted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMarks:
    """What stands in a signature block beside the signatures themselves.

    `drawn` holds the pictures (PNG) of those that were drawn on the screen, by signature; those
    in `damaged` are not what was kept.
    """

    refusals: tuple[Refusal, ...] = ()
    drawn: dict[SignatureId, bytes] = field(default_factory=dict, repr=False)
    damaged: frozenset[SignatureId] = frozenset()
