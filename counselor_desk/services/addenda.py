"""Addenda: later thoughts on signed notes, written and signed by themselves."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.errors import (
    AlreadySignedError,
    UnknownRecordError,
    UnreadyAddendumError,
    UnsignedNoteError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.ids import AddendumId, NoteId
from counselor_desk.records.notes import Addendum, AddendumReason, Note
from counselor_desk.records.papers import SignedAddendum
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.rules.addenda import n8_addendum
from counselor_desk.services import drafts, note_traces, signatures
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage.database import Reader, Writer

_TOLD_BY_NOTES = (Kind.PLAN, Kind.ATTENDANCE, Kind.SCHEDULE, Kind.CRAVING)
"""What the notes that count tell: where objectives stand, hours of care, urges."""


def start(
    desk: Desk,
    note_id: NoteId,
    *,
    reason: AddendumReason = AddendumReason.LATE_INFORMATION,
    initiator: object = None,
) -> Addendum:
    """Begin an addendum to a signed note; the client may have been discharged meanwhile.

    Raises:
        UnknownRecordError: there is no such note.
        UnsignedNoteError: a draft is changed itself.
    """
    with desk.write() as writer:
        note = note_rows.get(writer, note_id)
        if note is None:
            raise UnknownRecordError("note")
        if not note.is_signed:
            raise UnsignedNoteError
        addendum = addendum_rows.insert(
            writer,
            Addendum(
                id=AddendumId(0),
                uid=desk.new_uid(),
                note_id=note.id,
                client_id=note.client_id,
                reason=reason,
                entered_at=desk.now(),
            ),
        )
    _announce(desk, addendum, initiator)
    return addendum


def of_note(desk: Desk, note_id: NoteId) -> tuple[Addendum, ...]:
    """The addenda of a note: signed ones in the order of time, then drafts as they were typed."""
    with desk.read() as reader:
        found = addendum_rows.of_note(reader, note_id)
        return tuple(drafts.typed_addendum(reader, one) for one in found)


def keep(desk: Desk, addendum: Addendum, *, initiator: object = None) -> None:
    """Save what is being typed. Returns when it is on the disk.

    Raises:
        AlreadySignedError: it was signed meanwhile.
    """
    with desk.read() as reader:
        _require_draft(_existing(reader, addendum.id))
    drafts.keep_addendum(desk, addendum)
    changes = Changes.of(Kind.DRAFT, client_id=addendum.client_id, initiator=initiator)
    desk.announce(changes)


def sign(desk: Desk, addendum: Addendum, *, initiator: object = None) -> Addendum:
    """Close the addendum for good; the note above it stays as it was.

    Its seal, the signature, its place in the search and the end of its draft are one
    transaction. A note that it calls entered in error counts nowhere from then on: it is no
    evidence, its session was not held, and the urge it tells is none.

    Raises:
        AlreadySignedError: it was signed meanwhile.
        UnreadyAddendumError: nothing was written yet.
        UnknownSignerError: the store does not know who signs.
    """
    text = without_control_characters(addendum.text).strip()
    if n8_addendum(replace(addendum, text=text)):
        raise UnreadyAddendumError
    signed = replace(addendum, text=text, state=RecordState.SIGNED, entered_at=desk.now())
    is_in_error = signed.reason is AddendumReason.ENTERED_IN_ERROR
    with desk.write() as writer:
        _require_draft(_existing(writer, addendum.id))
        addendum_rows.fill(writer, signed)
        signatures.close(desk, writer, RecordKind.ADDENDUM, signed, signed.text)
        if is_in_error:
            note_rows.renew_last_day(writer, signed.client_id)
            note_traces.free_planned_time(writer, signed.note_id)
        writer.act(
            Act.ADD_ADDENDUM,
            table="note",
            row_id=signed.note_id,
            client_id=signed.client_id,
            result=signed.reason.value,
        )
    _announce(desk, signed, initiator, *(_TOLD_BY_NOTES if is_in_error else ()))
    return signed


def discard(desk: Desk, addendum: Addendum, *, initiator: object = None) -> None:
    """Throw a draft away; it can be brought back for 30 days.

    Raises:
        AlreadySignedError: a signed addendum stays.
    """
    with desk.write() as writer:
        _require_draft(_existing(writer, addendum.id))
        drafts.keep_addendum(desk, addendum)
        draft_rows.discard(writer, RecordKind.ADDENDUM, addendum.uid, desk.now())
        _log(writer, Act.DISCARD, addendum)
    _announce(desk, addendum, initiator)


def bring_back(desk: Desk, addendum: Addendum, *, initiator: object = None) -> None:
    """Undo `discard`."""
    with desk.write() as writer:
        draft_rows.restore(writer, RecordKind.ADDENDUM, addendum.uid)
        _log(writer, Act.RESTORE_DRAFT, addendum)
    _announce(desk, addendum, initiator)


def proof(desk: Desk, addendum: Addendum) -> Proof:
    """The seal and signatures of a signed addendum, checked now.

    Raises:
        BrokenSealError: the addendum is not what was signed.
    """
    with desk.read() as reader:
        return signatures.proof(reader, desk, RecordKind.ADDENDUM, addendum)


def signed_to(reader: Reader, desk: Desk, note: Note) -> tuple[SignedAddendum, ...]:
    """The signed addenda of a note in the order of time, each with its proof, checked now.

    Raises:
        BrokenSealError: one of them is not what was signed.
    """
    return tuple(
        SignedAddendum(addendum=one, seal=proven.seal, signatures=proven.signatures)
        for one in addendum_rows.of_note(reader, note.id)
        if one.is_signed
        for proven in [signatures.proof(reader, desk, RecordKind.ADDENDUM, one)]
    )


def _existing(reader: Reader, addendum_id: AddendumId) -> Addendum:
    addendum = addendum_rows.get(reader, addendum_id)
    if addendum is None:
        raise UnknownRecordError("addendum")
    return addendum


def _require_draft(addendum: Addendum) -> None:
    if addendum.is_signed:
        raise AlreadySignedError("addendum")


def _log(writer: Writer, act: Act, addendum: Addendum) -> None:
    writer.act(act, table="addendum", row_id=addendum.id, client_id=addendum.client_id)


def _announce(desk: Desk, addendum: Addendum, initiator: object, *more: Kind) -> None:
    changes = Changes.of(Kind.NOTE, *more, client_id=addendum.client_id, initiator=initiator)
    desk.announce(changes)
