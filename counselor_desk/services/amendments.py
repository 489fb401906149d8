"""Amendment requests: take one down, put the answer off once, accept or deny it (164.526)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from counselor_desk.errors import (
    AnsweredAmendmentError,
    ImpossibleDateError,
    UnknownRecordError,
    UnreadyAmendmentError,
)
from counselor_desk.records.amendments import Amendment, Decision, DenialBasis
from counselor_desk.records.ids import AmendmentId, ClientId, Uid
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import amendments as amendment_rows
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendable:
    """A signed record that a client can ask to have amended, by what tells it from others."""

    kind: RecordKind
    uid: Uid
    day: date | None
    session_kind: SessionKind | None = None
    version: int | None = None


def of_client(desk: Desk, client_id: ClientId) -> tuple[Amendment, ...]:
    """A client's requests, the newest first."""
    with desk.read() as reader:
        return tuple(amendment_rows.of_client(reader, client_id))


def of_record(desk: Desk, client_id: ClientId, uid: Uid) -> tuple[Amendment, ...]:
    """The requests about one record, the newest first; they are shown with it."""
    return tuple(one for one in of_client(desk, client_id) if one.record_uid == uid)


def amendable(desk: Desk, client_id: ClientId) -> tuple[Amendable, ...]:
    """Every signed record of a client, notes first, the newest first."""
    with desk.read() as reader:
        notes = [one for one in note_rows.of_client(reader, client_id) if one.is_signed]
        plans = [one for one in plan_rows.of_client(reader, client_id) if one.is_signed]
        ended = [one for one in discharge_rows.of_client(reader, client_id) if one.is_signed]
        assessed = [one for one in assessment_rows.of_client(reader, client_id) if one.is_signed]
    return (
        *(
            Amendable(kind=RecordKind.NOTE, uid=one.uid, day=one.held_on, session_kind=one.kind)
            for one in notes
        ),
        *(
            Amendable(kind=RecordKind.PLAN, uid=one.uid, day=one.planned_on, version=one.version)
            for one in plans
        ),
        *(
            Amendable(kind=RecordKind.ASSESSMENT, uid=one.uid, day=one.assessed_on)
            for one in assessed
        ),
        *(
            Amendable(kind=RecordKind.DISCHARGE, uid=one.uid, day=one.discharged_on)
            for one in ended
        ),
    )


def about(desk: Desk, amendment: Amendment) -> Amendable | None:
    """What tells the record of a request from others; None if it is none that can be amended."""
    every = amendable(desk, amendment.client_id)
    return next((one for one in every if one.uid == amendment.record_uid), None)


def carried_out_at(desk: Desk, amendment: Amendment) -> datetime | None:
    """When the addendum that carries a request out entered the record."""
    if amendment.addendum_uid is None:
        return None
    with desk.read() as reader:
        addendum = addendum_rows.by_uid(reader, amendment.addendum_uid)
    return addendum.entered_at if addendum else None


def addenda_to(desk: Desk, amendment: Amendment) -> tuple[Addendum, ...]:
    """The signed addenda to the note a request is about; one of them can carry it out."""
    with desk.read() as reader:
        note = _note(reader, amendment)
        return tuple(one for one in addendum_rows.of_note(reader, note.id) if one.is_signed)


def take(
    desk: Desk,
    client_id: ClientId,
    about: Amendable,
    request: str,
    *,
    requested_on: date | None = None,
    initiator: object = None,
) -> Amendment:
    """Take a request down; its answer is due 60 days after the client made it.

    Raises:
        UnreadyAmendmentError: it does not say what the client asks.
        ImpossibleDateError: it was made after today.
    """
    asked_on = requested_on or desk.today()
    if asked_on > desk.today():
        raise ImpossibleDateError.asked_in_future()
    with desk.write() as writer:
        amendment = amendment_rows.insert(
            writer,
            Amendment(
                id=AmendmentId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                record_kind=about.kind,
                record_uid=about.uid,
                requested_on=asked_on,
                request=_said(request, "Write what the client asks to have changed."),
                entered_at=desk.now(),
            ),
        )
    return _announced(desk, amendment, initiator)


def extend(desk: Desk, amendment: Amendment, reason: str, *, initiator: object = None) -> Amendment:
    """Put the answer off by 30 days, once; the client is told why in writing (b)(2)(ii).

    Raises:
        AnsweredAmendmentError: it was answered, put off before, or its 60 days are over.
        UnreadyAmendmentError: no reason is given.
    """
    _require_open(amendment)
    if amendment.extended_on is not None:
        raise AnsweredAmendmentError("This answer was put off once, and cannot be again.")
    if desk.today() > amendment.due_on:
        raise AnsweredAmendmentError("The 60 days are over; an answer is put off within them.")
    changed = replace(
        amendment,
        extended_on=desk.today(),
        extension_reason=_said(reason, "Write why the answer takes longer."),
    )
    return _kept(desk, amendment, changed, initiator)


def accept(
    desk: Desk,
    amendment: Amendment,
    *,
    explanation: str = "",
    addendum_uid: Uid | None = None,
    initiator: object = None,
) -> Amendment:
    """Grant the request; an addendum to the note carries it out, or words say what did (c)(1).

    Raises:
        AnsweredAmendmentError: it was answered already.
        UnreadyAmendmentError: nothing says how it is carried out, or the addendum is none.
    """
    _require_open(amendment)
    if amendment.record_kind is RecordKind.NOTE:
        known = {one.uid for one in addenda_to(desk, amendment)}
        if addendum_uid not in known:
            raise UnreadyAmendmentError(
                "An addendum carries out a request about a note: sign one first and choose it."
            )
    elif not explanation.strip():
        raise UnreadyAmendmentError("Write how the record was amended.")
    changed = replace(
        amendment,
        decision=Decision.ACCEPTED,
        decided_on=desk.today(),
        explanation=_clean(explanation),
        addendum_uid=addendum_uid,
    )
    return _kept(desk, amendment, changed, initiator)


def deny(
    desk: Desk,
    amendment: Amendment,
    basis: DenialBasis,
    explanation: str,
    *,
    initiator: object = None,
) -> Amendment:
    """Deny the request on one of the four bases of (a)(2), in plain words.

    Raises:
        AnsweredAmendmentError: it was answered already.
        UnreadyAmendmentError: the basis or the words are missing.
    """
    _require_open(amendment)
    if basis is DenialBasis.NONE:
        raise UnreadyAmendmentError("Choose on which basis the request is denied.")
    changed = replace(
        amendment,
        decision=Decision.DENIED,
        decided_on=desk.today(),
        denial_basis=basis,
        explanation=_said(explanation, "Write the reason in plain words."),
    )
    return _kept(desk, amendment, changed, initiator)


def disagree(
    desk: Desk, amendment: Amendment, statement: str, *, initiator: object = None
) -> Amendment:
    """Keep the client's statement of disagreement with a denial (d)(2).

    Raises:
        AnsweredAmendmentError: nothing was denied, or a statement is kept already.
        UnreadyAmendmentError: it says nothing.
    """
    if amendment.decision is not Decision.DENIED:
        raise AnsweredAmendmentError("A client can disagree with a denial alone.")
    if amendment.disagreement:
        raise AnsweredAmendmentError("The client’s statement is kept already and stays.")
    changed = replace(
        amendment,
        disagreement=_said(statement, "Write the client’s statement."),
        disagreed_on=desk.today(),
    )
    return _kept(desk, amendment, changed, initiator)


def rebut(
    desk: Desk, amendment: Amendment, rebuttal: str, *, initiator: object = None
) -> Amendment:
    """Keep the program's answer to a statement of disagreement; the client gets a copy (d)(3).

    Raises:
        AnsweredAmendmentError: there is no statement, or a rebuttal is kept already.
        UnreadyAmendmentError: it says nothing.
    """
    if not amendment.disagreement:
        raise AnsweredAmendmentError("There is no statement of disagreement to answer.")
    if amendment.rebuttal:
        raise AnsweredAmendmentError("The answer to the statement is kept already and stays.")
    changed = replace(
        amendment,
        rebuttal=_said(rebuttal, "Write the answer to the statement."),
        rebutted_on=desk.today(),
    )
    return _kept(desk, amendment, changed, initiator)


def _note(reader: Reader, amendment: Amendment) -> Note:
    note = note_rows.by_uid(reader, amendment.record_uid)
    if note is None:
        raise UnknownRecordError("note")
    return note


def _require_open(amendment: Amendment) -> None:
    if not amendment.is_open:
        raise AnsweredAmendmentError("This request was answered already.")


def _said(text: str, missing: str) -> str:
    """The text, when there is any."""
    cleaned = _clean(text)
    if not cleaned:
        raise UnreadyAmendmentError(missing)
    return cleaned


def _clean(text: str) -> str:
    return without_control_characters(text).strip()


def _kept(desk: Desk, before: Amendment, changed: Amendment, initiator: object) -> Amendment:
    """Keep what became of a request, if nothing became of it meanwhile."""
    with desk.write() as writer:
        stored = amendment_rows.get(writer, changed.id)
        if stored is None:
            raise UnknownRecordError("request")
        if stored != before:
            raise AnsweredAmendmentError("Something was written to this request meanwhile.")
        amendment_rows.update(writer, changed)
    return _announced(desk, changed, initiator)


def _announced(desk: Desk, amendment: Amendment, initiator: object) -> Amendment:
    desk.announce(Changes.of(Kind.AMENDMENT, client_id=amendment.client_id, initiator=initiator))
    return amendment
