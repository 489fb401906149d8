"""What the golden thread needs of the notes: which objectives each worked on, without the texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.ids import NoteId
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.threads import ThreadNote
from counselor_desk.storage.addenda import in_error

if TYPE_CHECKING:
    from counselor_desk.records.ids import EpisodeId, Uid
    from counselor_desk.storage.database import Reader

_NOTES = f"""
SELECT note.id, note.kind, held_on, link.node_uid, link.rating
FROM note LEFT JOIN note_objective AS link ON link.note_id = note.id
WHERE episode_id = ? AND note.state = 'signed' AND held_on IS NOT NULL
    AND NOT {in_error()}
ORDER BY held_on, starts, note.id, link.position
"""


def notes_of(db: Reader, episode_id: EpisodeId) -> tuple[ThreadNote, ...]:
    """The signed notes of an episode in the order of time; one entered in error is left out."""
    heads: dict[NoteId, tuple[SessionKind, date]] = {}
    ratings: dict[NoteId, dict[Uid, Rating | None]] = {}
    for row_id, kind, held_on, node_uid, rating in db.rows(_NOTES, episode_id):
        note_id = NoteId(row_id)
        heads[note_id] = SessionKind(kind), date.fromisoformat(held_on)
        linked = ratings.setdefault(note_id, {})
        if node_uid is not None:
            linked[node_uid] = Rating(rating) if rating else None
    return tuple(_note(note_id, *head, ratings[note_id]) for note_id, head in heads.items())


def _note(
    note_id: NoteId, kind: SessionKind, held_on: date, ratings: Mapping[Uid, Rating | None]
) -> ThreadNote:
    return ThreadNote(id=note_id, kind=kind, held_on=held_on, ratings=ratings)
