"""Today: everything the counselor owes, gathered in a few statements, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counselor_desk.records.clients import ClientRow, NameForm
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.today import Due
from counselor_desk.rules import today as today_rules
from counselor_desk.rules.today import AHEAD, Known, UnsignedNote
from counselor_desk.services import drafts, notes
from counselor_desk.services.desk import Desk
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage.database import Reader


def owed(desk: Desk) -> tuple[Due, ...]:
    """What is owed: overdue with the oldest first, then due today, then due within a week.

    The number of statements is the same however many clients and records there are.
    """
    today = desk.today()
    with desk.read() as reader:
        rows = client_rows.rows(reader, today=today, zone=desk.zone)
        unsigned = _unsigned(desk, reader)
        tasks = task_rows.due_until(reader, today + AHEAD)
        known = Known(
            now=desk.now(),
            today=today,
            clients=rows,
            names=_names(reader, rows, [one.edit.note.client_id for one in unsigned]),
            notes=unsigned,
            plans=plan_rows.heads_of(reader, _with_plan_due(rows, today)),
            episodes=episode_rows.all_open(reader),
            summaries=frozenset(discharge_rows.begun(reader)),
            tasks=tasks,
        )
    return today_rules.owed(known)


def _edits(reader: Reader) -> list[NoteEdit]:
    """Every unsigned note with what was typed since it was started."""
    typed = draft_rows.of_kind(reader, RecordKind.NOTE)
    return [
        *(drafts.decode_note(draft.content) for draft in typed),
        *(NoteEdit(note=note) for note in note_rows.untyped(reader)),
    ]


def _unsigned(desk: Desk, reader: Reader) -> list[UnsignedNote]:
    """Every unsigned note with when it is due and whether there is something to tick."""
    edits = _edits(reader)
    linked = {one.plan_id for edit in edits for one in edit.note.objectives}
    steps = plan_rows.with_interventions(reader, linked)
    return [
        UnsignedNote(
            edit=edit,
            due_on=_due_on(desk, edit.note),
            due_at=notes.due_at(edit.note),
            can_tick=bool(edit.note.interventions)
            or any((one.plan_id, one.node_uid) in steps for one in edit.note.objectives),
        )
        for edit in edits
    ]


def _due_on(desk: Desk, note: Note) -> date:
    """The day a note is due; without times counted from its date, else from when it was begun."""
    due_at = notes.due_at(note)
    if due_at is not None:
        return desk.local(due_at).date()
    return (note.held_on or desk.local(note.entered_at).date()) + notes.DUE_AFTER


def _with_plan_due(rows: Sequence[ClientRow], today: date) -> list[ClientId]:
    """The clients whose plan or review is due within a week."""
    return [row.id for row in rows if row.plan_due_on and row.plan_due_on <= today + AHEAD]


def _names(
    reader: Reader, rows: Sequence[ClientRow], noted: Sequence[ClientId]
) -> dict[ClientId, str]:
    """First name and initial; of guests too, who have notes and are not in the list of clients."""
    names = {row.id: row.name for row in rows}
    guests = sorted({client_id for client_id in noted if client_id not in names})
    for guest in client_rows.some(reader, guests):
        names[guest.id] = guest.name(NameForm.FIRST_AND_INITIAL)
    return names
