"""A note as it was signed, read from its seal when the records say something else by now."""

from __future__ import annotations

import json

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.canonical import canonical
from counselor_desk.records.ids import SignatureId
from counselor_desk.records.notes import Note
from counselor_desk.records.signatures import Seal, Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import seals as seal_rows


def as_signed(desk: Desk, note: Note) -> tuple[Note, Proof]:
    """The note whose words the seal keeps, with the proof of its signing.

    The seal holds every word that was signed and a signature over them that only this store can
    make, so that what is read here is what was signed, whatever happened to the note since.

    Raises:
        BrokenSealError: the seal was changed too, or is gone.
    """
    with desk.read() as reader:
        seal = seal_rows.of_record(reader, RecordKind.NOTE, note.uid)
    if seal is None or not seal_rows.is_genuine(seal, desk.database.keys.public_key):
        raise BrokenSealError
    told = json.loads(seal.canonical)
    sealed = _note(note, told["record"])
    again = canonical(
        RecordKind.NOTE,
        sealed,
        signed_at=seal.sealed_at,
        signer=told["signer"],
        version=seal.version,
    )
    if sealed.uid != note.uid or again != seal.canonical:
        raise BrokenSealError
    return sealed, Proof(seal=seal, signatures=(_signature(seal, told["signer"]),))


def _signature(seal: Seal, signer: str) -> Signature:
    """The counselor's signature as the seal tells it."""
    return Signature(
        id=SignatureId(0),
        record_kind=seal.record_kind,
        record_uid=seal.record_uid,
        seal_id=seal.id,
        role=SignatureRole.COUNSELOR,
        printed_name=signer,
        method=SignatureMethod.ELECTRONIC,
        signed_at=seal.sealed_at,
    )


def _note(note: Note, told: dict[str, object]) -> Note:
    """The record as the seal tells it; the number of its row is all it leaves out."""
    import msgspec

    try:
        return msgspec.convert({**told, "id": note.id}, Note)
    except msgspec.ValidationError as problem:
        raise BrokenSealError from problem
