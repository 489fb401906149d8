"""What happened since the client's last session, told beside the note about the next one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.rules import use as use_rules
from counselor_desk.services.desk import Desk
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage.database import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLast:
    """What a counselor looks up before a session.

    Attributes:
        is_first: there was no such session before, so that it is told from the admission on.
        groups_attended: groups the client came to.
        groups: groups the client was expected at and that took place.
        use_free_days: whole days since the last known use of anything but nicotine.
        urge: the newest score, 0 to 10.
    """

    is_first: bool = False
    groups_attended: int = 0
    groups: int = 0
    use_free_days: int | None = field(default=None, repr=False)
    urge: int | None = field(default=None, repr=False)


def before(desk: Desk, note: Note, last: Note | None) -> SinceLast:
    """What happened after the day of the last session, up to the day of this one.

    Args:
        desk: the open store.
        note: about a session without a date yet, the present day is meant.
        last: the last signed note of the same kind, None for the first.
    """
    until = note.held_on or desk.today()
    with desk.read() as reader:
        first_on = _first_on(reader, note, last)
        attended, expected = attendance_rows.groups_between(reader, note.client_id, first_on, until)
        return SinceLast(
            is_first=last is None,
            groups_attended=attended,
            groups=expected,
            use_free_days=use_rules.days_since(_last_used_on(reader, note.client_id), until),
            urge=craving_rows.last_score(reader, note.client_id),
        )


def _first_on(reader: Reader, note: Note, last: Note | None) -> date:
    if last is not None and last.held_on is not None:
        return last.held_on + timedelta(days=1)
    episode = episode_rows.get(reader, note.episode_id)
    return (episode.admitted_on if episode else None) or date.min


def _last_used_on(reader: Reader, client_id: ClientId) -> date | None:
    """The newest known day of use, as told or as a return to use."""
    told = (
        one.last_used_on
        for one in substance_rows.of_client(reader, client_id)
        if one.substance is not SubstanceClass.NICOTINE
    )
    returns = (
        one.used_on
        for one in substance_rows.returns_of(reader, client_id)
        if one.substance is not SubstanceClass.NICOTINE
    )
    return max((day for day in (*told, *returns) if day is not None), default=None)
