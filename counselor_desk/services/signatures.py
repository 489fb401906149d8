"""Signatures: seal a record, sign it, and check later that it is what was signed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from counselor_desk.errors import (
    BrokenSealError,
    DamagedAttachmentError,
    ImpossibleSignatureError,
    UnknownSignerError,
)
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.attachments import AttachmentKind
from counselor_desk.records.audit import Act
from counselor_desk.records.canonical import canonical
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.ids import AttachmentId, RefusalId, SignatureId
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.signatures import (
    Refusal,
    Seal,
    Signature,
    SignatureMarks,
    SignatureMethod,
    SignatureRole,
)
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import attachments
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean, without_control_characters
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import seals as seal_rows
from counselor_desk.storage import search as search_rows
from counselor_desk.storage import signatures as signature_rows
from counselor_desk.storage.database import Reader, Writer

Signable = Note | Addendum | Plan | Assessment | Discharge
"""A record that is closed by the counselor's signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSignature:
    """A signature of somebody other than the store's owner, as it was given.

    `picture` is what was drawn on the screen (PNG), or the scan of the signed paper (PDF, PNG or
    JPEG) where there is one. `signed_at` is the moment; of a paper it is noon of its day.
    """

    role: SignatureRole
    printed_name: str = field(repr=False)
    credential: str = ""
    method: SignatureMethod = SignatureMethod.PAPER
    signed_at: datetime
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRefusal:
    """Somebody was asked to sign and did not."""

    role: SignatureRole
    printed_name: str = field(repr=False)
    reason: str = field(repr=False)
    refused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The seal of a signed record, everyone who signed it, and who was asked and did not."""

    seal: Seal
    signatures: tuple[Signature, ...]
    marks: SignatureMarks = field(default_factory=SignatureMarks)


def close(desk: Desk, writer: Writer, kind: RecordKind, record: Signable, text: str) -> None:
    """Seal and sign a record that was filled, put `text` in the search, and end its draft.

    Raises:
        UnknownSignerError: name, credential or program are not entered.
    """
    seal_and_sign(desk, writer, kind, record)
    search_rows.put(writer, kind, record.uid, record.client_id, text)
    draft_rows.delete(writer, kind, record.uid)


def seal_and_sign(desk: Desk, writer: Writer, kind: RecordKind, record: Signable) -> Seal:
    """Seal the record as it is now and sign it electronically as the store's owner.

    Raises:
        UnknownSignerError: name, credential or program are not entered.
    """
    program = desk.program()
    if not program.is_complete:
        raise UnknownSignerError
    moment = desk.now()
    sealed = canonical(kind, record, signed_at=moment, signer=program.signing_name)
    seal = seal_rows.make(writer, kind, record.uid, sealed, moment)
    signature_rows.insert(
        writer,
        Signature(
            id=SignatureId(0),
            record_kind=kind,
            record_uid=record.uid,
            seal_id=seal.id,
            role=SignatureRole.COUNSELOR,
            printed_name=program.counselor_name,
            credential=program.credential,
            method=SignatureMethod.ELECTRONIC,
            signed_at=moment,
        ),
    )
    writer.act(Act.SIGN, table=kind.value, row_id=record.id, client_id=record.client_id)
    return seal


def add(
    desk: Desk,
    kind: RecordKind,
    record: Signable,
    given: GivenSignature,
    *,
    initiator: object = None,
) -> Signature:
    """Keep the signature of a client, guardian or supervisor on a record that is closed.

    Raises:
        BrokenSealError: the counselor has not signed the record yet.
        ImpossibleSignatureError: name or drawing is missing, or the day is still to come.
        UnusableTextError: the name is too long or has control characters.
        TooLargeScanError, UnknownScanError: the scan cannot be kept.
    """
    name = _checked(given.role, given.printed_name)
    if desk.local(given.signed_at).date() > desk.today():
        raise ImpossibleSignatureError.in_future()
    if given.method is SignatureMethod.DRAWN and not given.picture:
        raise ImpossibleSignatureError.without_drawing()
    with desk.write() as writer:
        signature = signature_rows.insert(
            writer,
            Signature(
                id=SignatureId(0),
                record_kind=kind,
                record_uid=record.uid,
                seal_id=_seal_of(writer, kind, record).id,
                role=given.role,
                printed_name=name,
                credential=clean("The credential", given.credential),
                method=given.method,
                signed_at=given.signed_at,
                attachment_id=_kept_picture(desk, writer, record, given),
            ),
        )
    _announce(desk, kind, record, initiator)
    return signature


def refuse(
    desk: Desk,
    kind: RecordKind,
    record: Signable,
    given: GivenRefusal,
    *,
    initiator: object = None,
) -> Refusal:
    """Keep that somebody was asked to sign a closed record and did not, and why (rule P9).

    Raises:
        BrokenSealError: the counselor has not signed the record yet.
        ImpossibleSignatureError: name or reason is missing, or the day is still to come.
        UnusableTextError: the name is too long or has control characters.
    """
    name = _checked(given.role, given.printed_name)
    reason = without_control_characters(given.reason).strip()
    if not reason:
        raise ImpossibleSignatureError.without_reason()
    if given.refused_on > desk.today():
        raise ImpossibleSignatureError.in_future()
    with desk.write() as writer:
        _seal_of(writer, kind, record)
        refusal = signature_rows.insert_refusal(
            writer,
            Refusal(
                id=RefusalId(0),
                uid=desk.new_uid(),
                record_kind=kind,
                record_uid=record.uid,
                client_id=record.client_id,
                role=given.role,
                printed_name=name,
                reason=reason,
                refused_on=given.refused_on,
                noted_at=desk.now(),
            ),
        )
    _announce(desk, kind, record, initiator)
    return refusal


def proof(reader: Reader, desk: Desk, kind: RecordKind, record: Signable) -> Proof:
    """The seal and signatures of a signed record, checked against what is stored now.

    Raises:
        BrokenSealError: the record, its seal or its first signature is not what was signed.
    """
    known = proof_under(reader, desk.database.keys.public_key, kind, record)
    return replace(known, marks=_marks(reader, kind, known))


def proof_under(reader: Reader, public_key: bytes, kind: RecordKind, record: Signable) -> Proof:
    """The same for a job, which has no desk and asks for no marks; `public_key` is the store's.

    Raises:
        BrokenSealError: as `proof`.
    """
    seal = seal_rows.of_record(reader, kind, record.uid)
    signed_by = tuple(signature_rows.of_record(reader, kind, record.uid))
    owner = next((one for one in signed_by if one.role is SignatureRole.COUNSELOR), None)
    if seal is None or owner is None:
        raise BrokenSealError
    signer = ", ".join(part for part in (owner.printed_name, owner.credential) if part)
    stored = canonical(kind, record, signed_at=seal.sealed_at, signer=signer, version=seal.version)
    is_same = stored == seal.canonical
    if not (is_same and seal_rows.is_genuine(seal, public_key)):
        raise BrokenSealError
    return Proof(seal=seal, signatures=signed_by)


def _marks(reader: Reader, kind: RecordKind, known: Proof) -> SignatureMarks:
    drawn: dict[SignatureId, bytes] = {}
    damaged = set()
    for one in known.signatures:
        if one.method is not SignatureMethod.DRAWN or one.attachment_id is None:
            continue
        try:
            drawn[one.id] = attachments.genuine(reader, one.attachment_id).content
        except DamagedAttachmentError:
            damaged.add(one.id)
    return SignatureMarks(
        refusals=tuple(signature_rows.refusals_of(reader, kind, known.seal.record_uid)),
        drawn=drawn,
        damaged=frozenset(damaged),
    )


def _checked(role: SignatureRole, printed_name: str) -> str:
    """The name to keep."""
    if role is SignatureRole.COUNSELOR:
        raise ImpossibleSignatureError.by_owner()
    name = clean("The name", printed_name)
    if not name:
        raise ImpossibleSignatureError.without_name()
    return name


def _seal_of(reader: Reader, kind: RecordKind, record: Signable) -> Seal:
    seal = seal_rows.of_record(reader, kind, record.uid)
    if seal is None:
        raise BrokenSealError
    return seal


def _kept_picture(
    desk: Desk, writer: Writer, record: Signable, given: GivenSignature
) -> AttachmentId | None:
    """The scan or the drawing as an attachment; None where there is none."""
    if not given.picture or given.method is SignatureMethod.TYPED:
        return None
    is_drawn = given.method is SignatureMethod.DRAWN
    kind = AttachmentKind.DRAWN_SIGNATURE if is_drawn else AttachmentKind.SCAN
    return attachments.keep(desk, writer, record.client_id, kind, given.picture).id


def _announce(desk: Desk, kind: RecordKind, record: Signable, initiator: object) -> None:
    changed = Kind.NOTE if kind is RecordKind.ADDENDUM else Kind(kind.value)
    desk.announce(Changes.of(changed, client_id=record.client_id, initiator=initiator))
