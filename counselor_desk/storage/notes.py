"""Session notes in the store: a header row, its sections, links and addenda."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counselor_desk.records.ids import NoteId
from counselor_desk.records.notes import (
    FIRST_WORDS_LENGTH,
    RESPONSES,
    LinkedObjective,
    Note,
    NoteRow,
    Section,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import SessionKind, end_moment
from counselor_desk.records.signing import RecordState
from counselor_desk.storage.addenda import in_error
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counselor_desk.records.ids import AttendanceId, ClientId, EpisodeId, Uid
    from counselor_desk.storage.database import Reader, Writer

NOTES = Table("note", Note)
SECTIONS = Parts("note_section", Section, owner="note")
LINKED = Parts("note_objective", LinkedObjective, owner="note")
TICKED = Parts("note_intervention", TickedIntervention, owner="note")

_KEPT = (
    "NOT EXISTS (SELECT 1 FROM draft WHERE draft.kind = 'note' AND record_uid = note.uid"
    " AND discarded_at IS NOT NULL)"
)
_NEWEST_FIRST = "ORDER BY held_on IS NOT NULL, held_on DESC, starts DESC, note.id DESC"
_RESPONSES = ", ".join(f"'{code}'" for code in RESPONSES)
_ROWS = f"""
SELECT note.id, uid, note.kind, held_on, state, due_at,
    (SELECT substr(text, 1, {2 * FIRST_WORDS_LENGTH}) FROM note_section
        WHERE note_id = note.id AND text <> ''
        ORDER BY code NOT IN ({_RESPONSES}), position LIMIT 1),
    (SELECT count(*) FROM addendum
        WHERE addendum.note_id = note.id AND addendum.state = 'signed'),
    {in_error()}
FROM note
"""
_NUMBERS = """
SELECT note_objective.note_id, plan_objective.number
FROM note
JOIN note_objective ON note_objective.note_id = note.id
JOIN plan_objective ON plan_objective.plan_id = note_objective.plan_id
    AND plan_objective.node_uid = note_objective.node_uid
WHERE note.client_id = ?
ORDER BY note_objective.position
"""
_LAST_NOTE = """
UPDATE client SET last_note_on = ?1
WHERE id = ?2 AND (last_note_on IS NULL OR last_note_on < ?1)
"""
_LAST_NOTE_LEFT = f"""
UPDATE client SET last_note_on = (
    SELECT max(held_on) FROM note
    WHERE note.client_id = client.id AND state = 'signed' AND NOT {in_error()}
)
WHERE id = ?
"""
# The notes of a client are looked through from the newest on, not all notes of the store.
_LAST_CONTACT = f"""
SELECT episode.id, (
    SELECT held_on FROM note
    WHERE note.client_id = episode.client_id AND note.episode_id = episode.id
        AND state = 'signed' AND kind <> 'no_show' AND held_on IS NOT NULL
        AND NOT {in_error()}
    ORDER BY held_on DESC LIMIT 1
)
FROM episode WHERE id IN ({{marks}})
"""
_FAMILY_SESSIONS = f"""
SELECT held_on, participants FROM note
WHERE episode_id = ? AND kind = 'family' AND state = 'signed' AND held_on IS NOT NULL
    AND NOT {in_error()}
ORDER BY held_on, starts, id
"""
_TIMES = f"""
SELECT id, held_on, starts, ends, zone FROM note
WHERE client_id = ? AND id <> ? AND held_on BETWEEN ? AND ?
    AND starts IS NOT NULL AND ends IS NOT NULL AND {_KEPT} AND NOT {in_error()}
"""


_LED = """
SELECT id, held_on, starts, ends, zone, kind FROM session
WHERE led_by = '' AND held_on BETWEEN ?1 AND ?2
    AND id IS NOT (SELECT session_id FROM attendance WHERE id = ?3)
"""
_FIRST_DAYS = """
SELECT coalesce(inquiry_on, admitted_on), born_on
FROM episode JOIN client ON client.id = client_id
WHERE episode.id = ?
"""
# The notes of the clients who were there are looked through, not all notes of the store.
_TOLD_IN_ERROR = f"""
SELECT EXISTS (
    SELECT 1 FROM attendance
    CROSS JOIN note ON note.client_id = attendance.client_id AND attendance_id = attendance.id
    WHERE session_id = ? AND {in_error()}
)
"""


def insert(db: Writer, note: Note) -> Note:
    """Keep a note that was started."""
    kept = NOTES.insert(db, note)
    SECTIONS.insert(db, kept.id, kept.sections)
    LINKED.insert(db, kept.id, kept.objectives)
    TICKED.insert(db, kept.id, kept.interventions)
    return kept


def fill(db: Writer, note: Note) -> None:
    """Write a draft's whole content over what was there; with `state` signed it is closed."""
    SECTIONS.replace(db, note.id, note.sections)
    LINKED.replace(db, note.id, note.objectives)
    TICKED.replace(db, note.id, note.interventions)
    NOTES.update(db, note)
    if note.is_signed and note.held_on is not None:
        db.execute(_LAST_NOTE, note.held_on.isoformat(), note.client_id)


def renew_last_day(db: Writer, client_id: ClientId) -> None:
    """Find the day of the client's last note anew, after one was called entered in error."""
    db.execute(_LAST_NOTE_LEFT, client_id)


def get(db: Reader, note_id: NoteId) -> Note | None:
    """The note of a row id, with its parts."""
    return _only(_whole(db, "WHERE id = ?", note_id))


def by_uid(db: Reader, uid: Uid) -> Note | None:
    """The note of a uid, with its parts."""
    return _only(_whole(db, "WHERE uid = ?", uid))


def of_attendance(db: Reader, attendance_id: AttendanceId) -> Note | None:
    """The note that reports an attendance."""
    return _only(_whole(db, "WHERE attendance_id = ?", attendance_id))


def of_client(db: Reader, client_id: ClientId) -> list[Note]:
    """Every note of a client that was not discarded, the newest first."""
    return _whole(db, f"WHERE client_id = ? AND {_KEPT} {_NEWEST_FIRST}", client_id)


def last_signed(db: Reader, client_id: ClientId, kind: SessionKind | None = None) -> Note | None:
    """The client's newest signed note, of one kind if given; none entered in error."""
    clause = (
        "WHERE client_id = ?1 AND state = 'signed' AND (?2 IS NULL OR kind = ?2)"
        f" AND NOT {in_error()} {_NEWEST_FIRST} LIMIT 1"
    )
    return _only(_whole(db, clause, client_id, kind and kind.value))


def signed(db: Reader) -> Iterator[Note]:
    """Every signed note in the store, one client's at a time."""
    for (client_id,) in db.rows("SELECT id FROM client"):
        yield from _whole(db, "WHERE client_id = ? AND state = 'signed' ORDER BY id", client_id)


def unsigned(db: Reader, client_id: ClientId | None = None) -> list[Note]:
    """Notes that wait for a signature, of one client or of all, the first due first."""
    clause = (
        f"WHERE state = 'draft' AND (?1 IS NULL OR client_id = ?1) AND {_KEPT}"
        " ORDER BY due_at IS NULL, due_at, held_on, id"
    )
    return _whole(db, clause, client_id)


def untyped(db: Reader) -> list[Note]:
    """Notes that were begun and in which nothing was typed, so that they have no draft."""
    clause = (
        "WHERE state = 'draft' AND NOT EXISTS"
        " (SELECT 1 FROM draft WHERE draft.kind = 'note' AND record_uid = note.uid)"
    )
    # Sorted by the bare column, the table would be read whole in that order.
    return _whole(db, f"{clause} ORDER BY +note.id")


def rows(db: Reader, client_id: ClientId, *, limit: int | None = None) -> list[NoteRow]:
    """The notes list of a client, the newest first, without the texts; the first `limit` of it.

    What a draft says is in its draft, so its line has no words and no objectives here.
    """
    kept = f"WHERE client_id = ? AND {_KEPT} {_NEWEST_FIRST}"
    if limit is None:
        return _listed(db, client_id, kept, client_id)
    # The few are picked first, so that first words and addenda are looked up for them alone.
    picked = f"WHERE note.id IN (SELECT id FROM note {kept} LIMIT ?) {_NEWEST_FIRST}"
    return _listed(db, client_id, picked, client_id, limit)


def count(db: Reader, client_id: ClientId) -> int:
    """How many notes a client has that were not discarded."""
    clause = f"SELECT count(*) FROM note WHERE client_id = ? AND {_KEPT}"
    return int(db.value(clause, client_id))


def family_sessions(db: Reader, episode_id: EpisodeId) -> list[tuple[date, str]]:
    """Day and participants of each signed family note of an episode, the earliest first.

    A note that an addendum calls entered in error is left out.
    """
    found = db.rows(_FAMILY_SESSIONS, episode_id)
    return [(date.fromisoformat(day), participants) for day, participants in found]


def evidence_for(
    db: Reader, client_id: ClientId, node_uid: Uid
) -> list[tuple[NoteRow, Rating | None]]:
    """The signed notes that worked on an objective, the newest first, with how it moved.

    A note that an addendum calls entered in error is left out.
    """
    ratings = dict(
        db.rows("SELECT note_id, rating FROM note_objective WHERE node_uid = ?", node_uid)
    )
    clause = (
        "JOIN note_objective AS link ON link.note_id = note.id AND link.node_uid = ?"
        f" WHERE client_id = ? AND state = 'signed' AND NOT {in_error()} {_NEWEST_FIRST}"
    )
    listed = _listed(db, client_id, clause, node_uid, client_id)
    return [(row, Rating(ratings[row.id]) if ratings[row.id] else None) for row in listed]


def overlapping(db: Reader, note: Note) -> list[NoteId]:
    """The client's other notes whose session runs at the same time, each in its own zone."""
    mine = _span_of(note)
    if mine is None:
        return []
    return [
        NoteId(other)
        for other, *span in db.rows(_TIMES, note.client_id, note.id, *_days_around(note))
        if _meet(mine, _span_in(*span))
    ]


def first_days(db: Reader, note: Note) -> tuple[date | None, date | None]:
    """The inquiry or admission that the stay of a note began with, and the client's birth."""
    found = db.row(_FIRST_DAYS, note.episode_id) or (None, None)
    begun_on, born_on = (None if day is None else date.fromisoformat(day) for day in found)
    return begun_on, born_on


def is_busy(db: Reader, note: Note) -> bool:
    """Whether the store's owner led another session while this one ran, each in its own zone.

    Members of one group have notes of their own about the same time. A session that was told in
    error did not take place; a group did, whatever is said of one member's note.
    """
    mine = _span_of(note)
    if mine is None:
        return False
    is_group = note.kind is SessionKind.GROUP
    return any(
        _meet(mine, _span_in(*span)) and _took_place(db, session_id, SessionKind(kind))
        for session_id, *span, kind in db.rows(_LED, *_days_around(note), note.attendance_id)
        if not (is_group and SessionKind(kind) is SessionKind.GROUP)
    )


def _took_place(db: Reader, session_id: int, kind: SessionKind) -> bool:
    return kind is SessionKind.GROUP or not db.value(_TOLD_IN_ERROR, session_id)


def _only(notes: list[Note]) -> Note | None:
    return notes[0] if notes else None


def _whole(db: Reader, clause: str, *parameters: object) -> list[Note]:
    """Whole notes in four statements, however many there are."""
    headers = NOTES.where(db, clause, *parameters)
    ids = [note.id for note in headers]
    sections, linked, ticked = SECTIONS.of(db, ids), LINKED.of(db, ids), TICKED.of(db, ids)
    return [
        replace(
            note,
            sections=sections[note.id],
            objectives=linked[note.id],
            interventions=ticked[note.id],
        )
        for note in headers
    ]


def _listed(db: Reader, client_id: ClientId, clause: str, *parameters: object) -> list[NoteRow]:
    numbers: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for note_id, number in db.rows(_NUMBERS, client_id):
        numbers[note_id] += (number,)
    return [
        NoteRow(
            id=note_id,
            uid=uid,
            kind=SessionKind(kind),
            held_on=date.fromisoformat(held_on) if held_on else None,
            state=RecordState(state),
            first_words=" ".join((text or "").split())[:FIRST_WORDS_LENGTH],
            objective_numbers=numbers[note_id],
            addenda=addenda,
            is_in_error=bool(is_in_error),
            due_at=datetime.fromisoformat(due_at) if due_at else None,
        )
        for (
            note_id,
            uid,
            kind,
            held_on,
            state,
            due_at,
            text,
            addenda,
            is_in_error,
        ) in db.rows(_ROWS + clause, *parameters)
    ]


_Span = tuple[datetime, datetime]


def _days_around(note: Note) -> tuple[str, str]:
    if note.held_on is None:
        raise ValueError("a note without a date is near no day")
    day = timedelta(days=1)
    return (note.held_on - day).isoformat(), (note.held_on + day).isoformat()


def _meet(one: _Span, other: _Span) -> bool:
    return other[0] < one[1] and one[0] < other[1]


def _span_of(note: Note) -> _Span | None:
    if note.held_on is None or note.starts is None or note.ends is None:
        return None
    return _span(note.held_on, note.starts, note.ends, note.zone)


def _span_in(held_on: str, starts: str, ends: str, zone: str) -> _Span:
    """What the columns of a row say."""
    return _span(
        date.fromisoformat(held_on), time.fromisoformat(starts), time.fromisoformat(ends), zone
    )


def _span(held_on: date, starts: time, ends: time, zone: str) -> _Span:
    return datetime.combine(held_on, starts, ZoneInfo(zone)), end_moment(
        held_on, starts, ends, zone
    )


def last_contact_days(db: Reader, episode_ids: Sequence[EpisodeId]) -> dict[EpisodeId, date]:
    """The newest day of each stay with a signed note about something that took place."""
    marks = ", ".join("?" * len(episode_ids))
    found = db.rows(_LAST_CONTACT.format(marks=marks), *episode_ids)
    return {stay_id: date.fromisoformat(day) for stay_id, day in found if day is not None}
