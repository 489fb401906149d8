"""Session notes: start, write, check, sign; later thoughts never change a signed note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from counselor_desk.errors import (
    AlreadySignedError,
    UnknownRecordError,
    UnreadyNoteError,
)
from counselor_desk.records.cravings import WITHOUT_CLIENT, Craving, Urge
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import (
    ClientId,
    NoteId,
    PlanId,
    Uid,
)
from counselor_desk.records.notes import SECTIONS, LinkedObjective, Note, NoteFormat, NoteRow
from counselor_desk.records.sessions import (
    Modality,
    SessionKind,
    end_moment,
    minutes_between,
)
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.rules import notes as note_rules
from counselor_desk.rules.addenda import n8_signed
from counselor_desk.rules.copied import Original, n6_copied
from counselor_desk.rules.findings import Finding, Severity, blocking
from counselor_desk.services import (
    cravings,
    drafts,
    episodes,
    note_traces,
    profiles,
    schedule,
    signatures,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import search as search_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage.database import Reader, Writer

_MOST_HITS = 10_000
_LOOKED_AHEAD = timedelta(weeks=4)


def start(
    desk: Desk,
    client_id: ClientId,
    *,
    kind: SessionKind = SessionKind.INDIVIDUAL,
    format: NoteFormat | None = None,  # noqa: A002 - the counselor's word for it
    held_on: date | None = None,
    initiator: object = None,
) -> Note:
    """Begin a note for today, in the format and place of the client's last one.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    episode = episodes.open_of(desk, client_id)
    with desk.write() as writer:
        last = note_rows.last_signed(writer, client_id, kind)
        note = note_rows.insert(
            writer,
            Note(
                id=NoteId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                episode_id=episode.id,
                kind=kind,
                format=format or (last.format if last else NoteFormat.DAP),
                held_on=held_on or desk.today(),
                zone=desk.zone,
                modality=last.modality if last else Modality.IN_PERSON,
                location=last.location if last else "",
                entered_at=desk.now(),
            ),
        )
    desk.announce(Changes.of(Kind.NOTE, client_id=client_id, initiator=initiator))
    return note


def open_edit(desk: Desk, note_id: NoteId) -> NoteEdit:
    """The note with everything typed since it was last signed or saved.

    Raises:
        UnknownRecordError: there is no such note.
    """
    with desk.read() as reader:
        return drafts.note_edit(reader, _existing(reader, note_id))


def get(desk: Desk, note_id: NoteId) -> Note:
    """The note as it stands in the store, without its draft.

    Raises:
        UnknownRecordError: there is no such note.
    """
    with desk.read() as reader:
        return _existing(reader, note_id)


def keep(desk: Desk, edit: NoteEdit, *, initiator: object = None) -> None:
    """Save what is being typed. Returns when it is on the disk.

    Raises:
        AlreadySignedError: the note was signed meanwhile.
    """
    if n8_signed(edit.note):
        raise AlreadySignedError("note")
    drafts.keep_note(desk, edit)
    desk.announce(Changes.of(Kind.DRAFT, client_id=edit.note.client_id, initiator=initiator))


def link(desk: Desk, note_id: NoteId, node_uid: Uid, *, initiator: object = None) -> str:
    """Tick an objective of the plan in force in a draft, and save that.

    Returns the number of the objective; an empty text where it was ticked already, or where the
    plan in force has no such objective.

    Raises:
        AlreadySignedError: the note was signed meanwhile.
        UnknownRecordError: there is no such note.
    """
    edit = open_edit(desk, note_id)
    with desk.read() as reader:
        plan = plan_rows.in_force(reader, edit.note.client_id)
    objectives = () if plan is None else tuple(plan.objectives())
    found = next((one for one in objectives if one.node_uid == node_uid), None)
    if plan is None or found is None or _works_on(edit.note, node_uid):
        return ""
    ticked = LinkedObjective(plan_id=plan.id, node_uid=node_uid)
    note = replace(edit.note, objectives=(*edit.note.objectives, ticked))
    keep(desk, replace(edit, note=note), initiator=initiator)
    return found.number


def unlink(desk: Desk, note_id: NoteId, node_uid: Uid, *, initiator: object = None) -> None:
    """Undo `link`.

    Raises:
        AlreadySignedError: the note was signed meanwhile.
        UnknownRecordError: there is no such note.
    """
    edit = open_edit(desk, note_id)
    left = tuple(one for one in edit.note.objectives if one.node_uid != node_uid)
    keep(desk, replace(edit, note=replace(edit.note, objectives=left)), initiator=initiator)


def rows(desk: Desk, client_id: ClientId, *, limit: int | None = None) -> tuple[NoteRow, ...]:
    """The notes of a client, newest first, or the first `limit`; drafts show what was typed."""
    with desk.read() as reader:
        listed = note_rows.rows(reader, client_id, limit=limit)
        typed = _typed(reader, client_id)
        links = (link for note in typed.values() for link in note.objectives)
        numbers = plan_rows.numbers_of(reader, links)
        return tuple(_as_typed(row, typed.get(row.uid), numbers) for row in listed)


def first_session_on(desk: Desk, client_id: ClientId) -> date | None:
    """The day of a client's first session, planned in the next weeks.

    None when one was attended already, or none is planned.
    """
    today = desk.today()
    with desk.read() as reader:
        if attendance_rows.of_client(reader, client_id):
            return None
        book = schedule.book_of_client(reader, client_id, today, today + _LOOKED_AHEAD)
    planned = schedule.only(book, (client_id,))
    return min((one.held_on for one in planned), default=None)


def next_owed(desk: Desk) -> Note | None:
    """The unsigned note that is due first; None when every note is signed."""
    with desk.read() as reader:
        typed = drafts.decode_notes(draft_rows.contents(reader, RecordKind.NOTE))
        waiting = [*(edit.note for edit in typed), *note_rows.untyped(reader)]
        profile = profiles.in_force_within(reader)
        own = profiles.of_every_client(reader, profile)

    def due(note: Note) -> tuple[datetime, NoteId]:
        within = own.get(note.client_id, profile).note_due_within
        return due_at(note, within) or note.entered_at + within, note.id

    return min(waiting, key=due, default=None)


def find(desk: Desk, client_id: ClientId, text: str) -> frozenset[NoteId]:
    """The notes of a client that hold every word of `text`, or one of their addenda does.

    Drafts are read as typed.
    """
    words = search_rows.plain(text).split()
    with desk.read() as reader:
        listed = note_rows.rows(reader, client_id)
        hits = search_rows.find(reader, text, client_id=client_id, limit=_MOST_HITS)
        held = {hit.record_uid for hit in hits if hit.kind is RecordKind.NOTE}
        added = {hit.record_uid for hit in hits if hit.kind is RecordKind.ADDENDUM}
        added_to = addendum_rows.notes_of(reader, client_id, added)
        typed = _typed(reader, client_id) if words else {}
    held |= {uid for uid, note in typed.items() if _holds(note, words)}
    return frozenset(row.id for row in listed if row.uid in held or row.id in added_to)


def last_signed(desk: Desk, client_id: ClientId, kind: SessionKind) -> Note | None:
    """The newest signed note of this kind, for reading beside a new one."""
    with desk.read() as reader:
        return note_rows.last_signed(reader, client_id, kind)


def original_of(desk: Desk, note: Note) -> Original | None:
    """What the note is compared with for copied text; None for the first of its kind."""
    previous = last_signed(desk, note.client_id, note.kind)
    return None if previous is None else Original(previous)


def check(desk: Desk, edit: NoteEdit, *, original: Original | None = None) -> tuple[Finding, ...]:
    """What keeps the note from being signed, then what wants to be read.

    Args:
        desk: the open store.
        edit: the note as it stands on the screen.
        original: what `original_of` gave; without it, it is looked up.
    """
    unparsed = tuple(
        Finding(
            rule="N1",
            subject=edit.note.uid,
            severity=Severity.BLOCK,
            message=f"“{text}” could not be read.",
            repair=name,
        )
        for name, text in edit.typed.items()
    )
    with desk.read() as reader:
        overlapping = bool(note_rows.overlapping(reader, edit.note))
        is_busy = note_rows.is_busy(reader, edit.note)
        can_tick = bool(edit.note.interventions) or _can_tick(reader, edit.note)
        dated = _dated(desk, reader, edit)
    original = original or original_of(desk, edit.note)
    found = note_rules.check(edit.note, overlapping=overlapping, is_busy=is_busy, can_tick=can_tick)
    profile = profiles.for_client(desk, edit.note.client_id)
    late = note_rules.n5_late(
        edit.note, ended=_ended(edit.note), now=desk.now(), hours=profile.note_due_hours
    )
    repeated = n6_copied(edit.note, original, profile.copied_text_percent)
    urge = note_rules.n1_urge(edit.note, edit.urge)
    return (*unparsed, *urge, *dated, *found, *late, *repeated)


def _dated(desk: Desk, reader: Reader, edit: NoteEdit) -> tuple[Finding, ...]:
    """N4: what is wrong with the day, as far as it could be read."""
    if "held_on" in edit.typed:
        return ()
    begun_on, born_on = note_rows.first_days(reader, edit.note)
    return note_rules.n4_day(edit.note, today=desk.today(), begun_on=begun_on, born_on=born_on)


def due_after(desk: Desk, client_id: ClientId) -> timedelta:
    """How long after the end of a session its note is due (rule N5 in docs/RULES.md)."""
    return profiles.for_client(desk, client_id).note_due_within


def due_at(note: Note, within: timedelta) -> datetime | None:
    """When the note is due to be signed; None while the end of the session is not known.

    Args:
        note: the note as it stands.
        within: how long after the end of the session it is due, as `due_after` says.
    """
    ended = _ended(note)
    return None if ended is None else ended + within


def _ended(note: Note) -> datetime | None:
    """When the session ended; one that nobody came to and that has no times, with its day."""
    if note.held_on is None:
        return None
    if note.starts is None or note.ends is None:
        is_missed = note.kind is SessionKind.NO_SHOW
        return end_moment(note.held_on, time.min, time.min, note.zone) if is_missed else None
    return end_moment(note.held_on, note.starts, note.ends, note.zone)


def sign(desk: Desk, edit: NoteEdit, *, initiator: object = None) -> Note:
    """Close the note for good; later thoughts go in an addendum.

    The session and attendance it reports, its seal, the signature, the progress of its
    objectives, the urge it tells, its place in the search and the end of its draft are one
    transaction.

    Raises:
        AlreadySignedError: it was signed meanwhile.
        UnreadyNoteError: names each thing still missing.
        NoOpenEpisodeError: the client was discharged meanwhile.
        UnknownSignerError: the store does not know who signs.
    """
    with desk.write() as writer:
        note, told = sign_within(desk, writer, edit)
    drafts.forget_rescue(desk, RecordKind.NOTE, note.uid)
    kinds = (Kind.NOTE, Kind.PLAN, *((Kind.CRAVING,) if told is not None else ()))
    desk.announce(Changes.of(*kinds, client_id=note.client_id, initiator=initiator))
    return note


def sign_within(desk: Desk, writer: Writer, edit: NoteEdit) -> tuple[Note, Craving | None]:
    """As `sign`, within a writing that goes on; gives the urge too that it tells.

    Raises:
        AlreadySignedError, UnreadyNoteError, NoOpenEpisodeError, UnknownSignerError: as `sign`.
    """
    missing = blocking(check(desk, edit))
    if missing:
        raise UnreadyNoteError(missing)
    if _existing(writer, edit.note.id).is_signed:
        raise AlreadySignedError("note")
    episodes.require_open(writer, edit.note.episode_id)
    within = profiles.for_client_within(writer, edit.note.client_id).note_due_within
    finished = _finished(_about_what_stands(writer, edit.note), desk.now(), within)
    note = note_traces.with_attendance(desk, writer, finished)
    note_rows.fill(writer, note)
    signatures.close(desk, writer, RecordKind.NOTE, note, _search_text(note))
    note_traces.record_progress(desk, writer, note)
    return note, cravings.tell_in_note(desk, writer, note, edit.urge)


def discard(desk: Desk, note: Note, *, initiator: object = None) -> None:
    """Throw a draft away; it can be brought back for 30 days.

    Raises:
        AlreadySignedError: a signed note stays.
    """
    if note.is_signed:
        raise AlreadySignedError("note")
    with desk.write() as writer:
        edit = drafts.note_edit(writer, _existing(writer, note.id))
        drafts.keep_note(desk, edit)
        draft_rows.discard(writer, RecordKind.NOTE, note.uid, desk.now())
    desk.announce(Changes.of(Kind.NOTE, client_id=note.client_id, initiator=initiator))


def bring_back(desk: Desk, note: Note, *, initiator: object = None) -> None:
    """Undo `discard`.

    Raises:
        NoOpenEpisodeError: the stay it belongs to has ended.
    """
    with desk.write() as writer:
        episodes.require_open(writer, note.episode_id)
        draft_rows.restore(writer, RecordKind.NOTE, note.uid)
    desk.announce(Changes.of(Kind.NOTE, client_id=note.client_id, initiator=initiator))


def urge(desk: Desk, note: Note) -> Urge | None:
    """The urge that a note tells: from its fact once it is signed, before that as typed.

    None when nothing was said, or the client was not there to be asked.
    """
    with desk.read() as reader:
        if not note.is_signed:
            typed = drafts.note_edit(reader, note).urge
            return typed if typed.score is not None and note.kind not in WITHOUT_CLIENT else None
        told = craving_rows.of_note(reader, note.client_id, note.id)
    if told is None:
        return None
    return Urge(score=told.score, trigger=told.trigger, skill=told.skill)


def proof(desk: Desk, note: Note) -> Proof:
    """The seal and signatures of a signed note, checked now.

    Raises:
        BrokenSealError: the note is not what was signed.
    """
    with desk.read() as reader:
        return signatures.proof(reader, desk, RecordKind.NOTE, note)


def _existing(reader: Reader, note_id: NoteId) -> Note:
    note = note_rows.get(reader, note_id)
    if note is None:
        raise UnknownRecordError("note")
    return note


def _works_on(note: Note, node_uid: Uid) -> bool:
    return any(one.node_uid == node_uid for one in note.objectives)


def _typed(reader: Reader, client_id: ClientId) -> dict[Uid, Note]:
    """The unsigned notes of a client as they were typed, by uid."""
    return {
        draft.record_uid: drafts.decode_note(draft.content).note
        for draft in draft_rows.of_client(reader, client_id)
        if draft.kind is RecordKind.NOTE
    }


def _holds(note: Note, words: list[str]) -> bool:
    text = search_rows.plain(_search_text(note))
    return all(word in text for word in words)


def _as_typed(
    row: NoteRow, note: Note | None, numbers: Mapping[tuple[PlanId, Uid], str]
) -> NoteRow:
    """The row with what was typed since; as it is when nothing was."""
    if note is None:
        return row
    found = (numbers.get((one.plan_id, one.node_uid)) for one in note.objectives)
    return replace(
        row,
        kind=note.kind,
        held_on=note.held_on,
        first_words=note.first_words,
        objective_numbers=tuple(number for number in found if number is not None),
    )


def _finished(note: Note, now: datetime, within: timedelta) -> Note:
    """The note as it is signed: minutes and due time filled, sections of its format only."""
    due = due_at(note, within)
    if due is None:
        raise UnreadyNoteError(("Enter the date and the times of the session.",))
    order = SECTIONS[note.format]
    sections = tuple(
        replace(part, text=without_control_characters(part.text))
        for code in order
        for part in note.sections
        if part.code is code
    )
    return replace(
        note,
        sections=sections,
        minutes=_minutes(note),
        late_reason=note.late_reason if now > due else "",
        due_at=due,
        state=RecordState.SIGNED,
    )


def _about_what_stands(reader: Reader, note: Note) -> Note:
    """Without the group session it takes up, where its attendance was taken back meanwhile."""
    about = note.about_session_id
    if about is None or session_rows.get(reader, about) is not None:
        return note
    return replace(note, about_session_id=None)


def _can_tick(reader: Reader, note: Note) -> bool:
    """Whether one of its objectives has an intervention in the plan it is linked by."""
    linked = {(one.plan_id, one.node_uid) for one in note.objectives}
    return bool(linked & plan_rows.with_interventions(reader, {one for one, _ in linked}))


def _minutes(note: Note) -> int | None:
    """The minutes as typed, else those of the session; none for one that nobody came to."""
    if note.kind is SessionKind.NO_SHOW:
        return None
    return note.minutes if note.minutes is not None else _session_minutes(note)


def _session_minutes(note: Note) -> int:
    if note.held_on is None or note.starts is None or note.ends is None:
        return 0
    return minutes_between(note.held_on, note.starts, note.ends, note.zone)


def _search_text(note: Note) -> str:
    parts = (note.topic, *(part.text for part in note.sections), note.risk_remark)
    return "\n".join(part for part in parts if part)
