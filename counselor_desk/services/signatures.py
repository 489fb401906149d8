"""Signatures: seal a record, sign it, and check later that it is what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counselor_desk.errors import BrokenSealError, UnknownSignerError
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.audit import Act
from counselor_desk.records.canonical import canonical
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.ids import SignatureId, Uid
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.signatures import Seal, Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import seals as seal_rows
from counselor_desk.storage import search as search_rows
from counselor_desk.storage import signatures as signature_rows
from counselor_desk.storage.database import Reader, Writer

Signable = Note | Addendum | Plan | Assessment | Discharge
"""A record that is closed by the counselor's signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The seal of a signed record and everyone who signed it."""

    seal: Seal
    signatures: tuple[Signature, ...]


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


def add_on_paper(
    writer: Writer,
    kind: RecordKind,
    uid: Uid,
    *,
    role: SignatureRole,
    printed_name: str,
    signed_at: datetime,
    credential: str = "",
) -> Signature:
    """Record that somebody signed the printed record with a pen.

    Raises:
        UnusableTextError: the name is too long or has control characters.
        BrokenSealError: the record is not signed by the counselor yet.
    """
    seal = seal_rows.of_record(writer, kind, uid)
    if seal is None:
        raise BrokenSealError
    return signature_rows.insert(
        writer,
        Signature(
            id=SignatureId(0),
            record_kind=kind,
            record_uid=uid,
            seal_id=seal.id,
            role=role,
            printed_name=clean("The name", printed_name),
            credential=clean("The credential", credential),
            method=SignatureMethod.PAPER,
            signed_at=signed_at,
        ),
    )


def proof(reader: Reader, desk: Desk, kind: RecordKind, record: Signable) -> Proof:
    """The seal and signatures of a signed record, checked against what is stored now.

    Raises:
        BrokenSealError: the record, its seal or its first signature is not what was signed.
    """
    return proof_under(reader, desk.database.keys.public_key, kind, record)


def proof_under(reader: Reader, public_key: bytes, kind: RecordKind, record: Signable) -> Proof:
    """The same for a job, which has no desk; `public_key` is the store's.

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
