"""Discharge summaries: start one, build it, write it, and sign it, which ends the episode."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.errors import (
    AlreadySignedError,
    NewerDischargeError,
    UnknownRecordError,
    UnreadyDischargeError,
)
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.edits import DischargeEdit
from counselor_desk.records.ids import ClientId, DischargeId
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.rules import discharges as discharge_rules
from counselor_desk.rules.discharges import Circumstances, UnsignedNote
from counselor_desk.rules.findings import Finding, blocking, unread_dates
from counselor_desk.services import (
    departures,
    drafts,
    episode_facts,
    episodes,
    signatures,
    summaries,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.names import without_control_characters
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader


def start(desk: Desk, client_id: ClientId, *, initiator: object = None) -> Discharge:
    """Begin the summary of the open episode; a draft that is already there is returned.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    episode = episodes.open_of(desk, client_id)
    with desk.write() as writer:
        draft = discharge_rows.draft_of(writer, episode.id)
        if draft is not None:
            return drafts.discharge_edit(writer, draft).discharge
        discharge = discharge_rows.insert(
            writer,
            Discharge(
                id=DischargeId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                episode_id=episode.id,
                entered_at=desk.now(),
            ),
        )
    desk.announce(Changes.of(Kind.DISCHARGE, client_id=client_id, initiator=initiator))
    return discharge


def current(desk: Desk, client_id: ClientId) -> Discharge | None:
    """The summary of the open episode, else of the last one; None when none was started."""
    episode = episodes.current(desk, client_id)
    if episode is None:
        return None
    with desk.read() as reader:
        if episode.is_open:
            return discharge_rows.draft_of(reader, episode.id)
        return discharge_rows.ended(reader, episode.id)


def of_client(desk: Desk, client_id: ClientId) -> tuple[Discharge, ...]:
    """Every summary of a client that was not discarded, the newest first."""
    with desk.read() as reader:
        return tuple(discharge_rows.of_client(reader, client_id))


def gather(desk: Desk, discharge: Discharge) -> EpisodeFacts:
    """What the record says about the episode of a summary.

    Raises:
        UnknownRecordError: the episode is not in the store.
    """
    return episode_facts.gather(desk, discharge.episode_id)


def open_edit(
    desk: Desk, discharge_id: DischargeId, *, facts: EpisodeFacts | None = None
) -> DischargeEdit:
    """The summary as it was typed; what was not edited says what the record says now.

    `facts` are given by those who have gathered them already.

    Raises:
        UnknownRecordError: there is no such summary.
    """
    with desk.read() as reader:
        edit = drafts.discharge_edit(reader, _existing(reader, discharge_id))
        if edit.discharge.is_signed:
            return edit
        return summaries.refreshed(edit, facts or gather(desk, edit.discharge))


def keep(desk: Desk, edit: DischargeEdit, *, initiator: object = None) -> None:
    """Save what is being typed. Returns when it is on the disk.

    Raises:
        AlreadySignedError: the summary was signed meanwhile.
    """
    if edit.discharge.is_signed:
        raise AlreadySignedError("discharge summary")
    drafts.keep_discharge(desk, edit)
    desk.announce(Changes.of(Kind.DRAFT, client_id=edit.discharge.client_id, initiator=initiator))


def check(edit: DischargeEdit, facts: EpisodeFacts) -> tuple[Finding, ...]:
    """What keeps the summary from being signed, then what wants to be read."""
    discharge = edit.discharge
    unread = unread_dates("D2", discharge.uid, edit.typed)
    known = Circumstances(
        admitted_on=facts.episode.admitted_on,
        last_service_on=facts.last_service_on,
        today=facts.today,
        level_changed_on=max((one.changed_on for one in facts.stay.level_changes), default=None),
        unsigned=tuple(UnsignedNote(id=one.id, held_on=one.held_on) for one in facts.unsigned),
        has_plan_draft=facts.has_plan_draft,
        has_assessment_draft=facts.has_assessment_draft,
        unknown=summaries.untold(summaries.build(facts, discharge)),
    )
    found = discharge_rules.check(discharge, known)
    return (*unread, *(one for one in found if one.repair not in edit.typed))


def sign(desk: Desk, edit: DischargeEdit, *, initiator: object = None) -> Discharge:
    """Close the summary for good, and with it the episode.

    The text, its seal, the signature, its place in the search, the end of the episode and of
    the draft are one transaction, and so are the end of the client's places in groups and of the
    times planned for the client alone.

    Raises:
        AlreadySignedError: it was signed meanwhile.
        UnreadyDischargeError: names each thing still missing.
        UnknownSignerError: the store does not know who signs.
    """
    with desk.write() as writer:
        if _existing(writer, edit.discharge.id).is_signed:
            raise AlreadySignedError("discharge summary")
        facts = gather(desk, edit.discharge)
        missing = blocking(check(edit, facts))
        if missing:
            raise UnreadyDischargeError(missing)
        discharge = _finished(edit.discharge, facts)
        discharge_rows.fill(writer, discharge)
        text = "\n".join(part.text for part in discharge.parts if part.text)
        signatures.close(desk, writer, RecordKind.DISCHARGE, discharge, text)
        episode_rows.update(writer, replace(facts.episode, closed_on=discharge.discharged_on))
        if discharge.discharged_on is not None:
            departures.take_leave(writer, discharge.client_id, discharge.discharged_on)
    kinds = (Kind.DISCHARGE, Kind.EPISODE, Kind.CLIENT, Kind.GROUP, Kind.SCHEDULE)
    desk.announce(Changes.of(*kinds, client_id=discharge.client_id, initiator=initiator))
    return discharge


def discard(desk: Desk, discharge: Discharge, *, initiator: object = None) -> None:
    """Throw a draft away; it can be brought back for 30 days.

    Raises:
        AlreadySignedError: a signed summary stays.
    """
    if discharge.is_signed:
        raise AlreadySignedError("discharge summary")
    with desk.write() as writer:
        edit = drafts.discharge_edit(writer, _existing(writer, discharge.id))
        drafts.keep_discharge(desk, edit)
        draft_rows.discard(writer, RecordKind.DISCHARGE, discharge.uid, desk.now())
    desk.announce(Changes.of(Kind.DISCHARGE, client_id=discharge.client_id, initiator=initiator))


def bring_back(desk: Desk, discharge: Discharge, *, initiator: object = None) -> None:
    """Undo `discard`.

    Raises:
        NewerDischargeError: another draft was started meanwhile; it may be signed by now.
    """
    with desk.write() as writer:
        others = (discharge_rows.draft_of, discharge_rows.ended)
        if any(find(writer, discharge.episode_id) is not None for find in others):
            raise NewerDischargeError
        draft_rows.restore(writer, RecordKind.DISCHARGE, discharge.uid)
    desk.announce(Changes.of(Kind.DISCHARGE, client_id=discharge.client_id, initiator=initiator))


def proof(desk: Desk, discharge: Discharge) -> Proof:
    """The seal and signatures of a signed summary, checked now.

    Raises:
        BrokenSealError: the summary is not what was signed.
    """
    with desk.read() as reader:
        return signatures.proof(reader, desk, RecordKind.DISCHARGE, discharge)


def _existing(reader: Reader, discharge_id: DischargeId) -> Discharge:
    discharge = discharge_rows.get(reader, discharge_id)
    if discharge is None:
        raise UnknownRecordError("discharge summary")
    return discharge


def _finished(discharge: Discharge, facts: EpisodeFacts) -> Discharge:
    """The summary as it is signed: every section, without what nobody can see."""
    parts = tuple(
        replace(part, text=without_control_characters(part.text)) for part in discharge.parts
    )
    return replace(
        discharge,
        parts=parts,
        last_service_on=facts.last_service_on,
        state=RecordState.SIGNED,
    )
