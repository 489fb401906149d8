"""Today: everything the counselor owes, gathered in a few statements, the most pressing first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime, timedelta

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import ClientId, PlanId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.profiles import Profile
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.substances import ReturnToUse
from counselor_desk.records.today import Due
from counselor_desk.rules import today as today_rules
from counselor_desk.rules.today import AHEAD, BackupsSoFar, Known, UnsignedNote
from counselor_desk.services import drafts, notes, profiles, shown_names
from counselor_desk.services.desk import Desk
from counselor_desk.storage import amendments as amendment_rows
from counselor_desk.storage import backup_log
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import program as program_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage.database import Reader


def owed(desk: Desk, rows: Sequence[ClientRow] | None = None) -> tuple[Due, ...]:
    """What is owed: overdue with the oldest first, then due today, then due within a week.

    The number of statements is the same however many clients and records there are.

    Args:
        desk: the open store.
        rows: the counselor's clients as of today, in any order; without them they are read.
    """
    today = desk.today()
    with desk.read() as reader:
        profile = profiles.in_force_within(reader)
        own = profiles.of_every_client(reader, profile)
        if rows is None:
            rows = shown_names.of_rows(desk, _clients(desk, reader, today, profile))
        unsigned = _unsigned(desk, reader, profile, own)
        tasks = task_rows.due_until(reader, today + AHEAD)
        asked = amendment_rows.waiting(reader)
        returns = substance_rows.returns_in_open_episodes(reader)
        named = [one.edit.note.client_id for one in unsigned]
        named += [one.client_id for one in asked]
        known = Known(
            now=desk.now(),
            today=today,
            review_within=profile.return_review_within,
            reviews_within={one: numbers.return_review_within for one, numbers in own.items()},
            clients=rows,
            names=_names(desk, reader, rows, named),
            notes=unsigned,
            plans=plan_rows.heads_of(reader, _with_plan_due(rows, today, returns)),
            episodes=episode_rows.open_of_all(reader, _in_last_week(rows)),
            summaries=frozenset(discharge_rows.begun(reader)),
            returns=returns,
            tasks=tasks,
            amendments=asked,
            backups=_backups(desk, reader),
        )
    return today_rules.owed(known)


def _clients(desk: Desk, reader: Reader, today: date, profile: Profile) -> list[ClientRow]:
    return client_rows.rows(
        reader,
        today=today,
        plan_due=profile.plan_due_within,
        review=profile.plan_review_every,
        own=profiles.plan_times_of_clients(reader, profile),
        zone=desk.zone,
    )


def _backups(desk: Desk, reader: Reader) -> BackupsSoFar | None:
    """When records were last backed up; a practice store, which can be made anew, needs none."""
    if desk.vault.is_practice:
        return None
    last = backup_log.last_verified(reader)
    return BackupsSoFar(
        since=desk.local(program_rows.began_at(reader)).date(),
        last_on=None if last is None else desk.local(last.tried_at).date(),
        has_failed=bool(backup_log.failing(reader)),
    )


def _edits(reader: Reader) -> list[NoteEdit]:
    """Every unsigned note with what was typed since it was started."""
    return [
        *drafts.decode_notes(draft_rows.contents(reader, RecordKind.NOTE)),
        *(NoteEdit(note=note) for note in note_rows.untyped(reader)),
    ]


def _unsigned(
    desk: Desk, reader: Reader, profile: Profile, own: Mapping[ClientId, Profile]
) -> list[UnsignedNote]:
    """Every unsigned note with when it is due and whether there is something to tick."""
    edits = _edits(reader)
    unticked = (edit.note for edit in edits if not edit.note.interventions)
    linked = {one.plan_id for note in unticked for one in note.objectives}
    steps = plan_rows.with_interventions(reader, linked)
    return [
        _awaiting(desk, edit, steps, own.get(edit.note.client_id, profile).note_due_within)
        for edit in edits
    ]


def _awaiting(
    desk: Desk, edit: NoteEdit, steps: Set[tuple[PlanId, Uid]], within: timedelta
) -> UnsignedNote:
    note, due_at = edit.note, notes.due_at(edit.note, within)
    return UnsignedNote(
        edit=edit,
        due_on=_due_on(desk, note, due_at, within),
        due_at=due_at,
        can_tick=bool(note.interventions)
        or any((one.plan_id, one.node_uid) in steps for one in note.objectives),
    )


def _due_on(desk: Desk, note: Note, due_at: datetime | None, within: timedelta) -> date:
    """The day a note is due; without times counted from its date, else from when it was begun."""
    if due_at is not None:
        return desk.local(due_at).date()
    return (note.held_on or desk.local(note.entered_at).date()) + within


def _with_plan_due(
    rows: Sequence[ClientRow], today: date, returns: Sequence[ReturnToUse]
) -> list[ClientId]:
    """The clients whose plan or review is due within a week, or asked for by a return to use."""
    used = {use.client_id for use in returns}
    return [
        row.id
        for row in rows
        if row.id in used or (row.plan_due_on and row.plan_due_on <= today + AHEAD)
    ]


def _in_last_week(rows: Sequence[ClientRow]) -> list[ClientId]:
    """The clients in the last of their target weeks, or after it."""
    return [row.id for row in rows if row.week and row.week >= (row.target_weeks or 0)]


def _names(
    desk: Desk, reader: Reader, rows: Sequence[ClientRow], noted: Sequence[ClientId]
) -> dict[ClientId, str]:
    """What the screen calls them; guests too, who have notes and are not in the list of clients."""
    is_hidden = shown_names.are_hidden(desk)
    called = {row.id: f"{row.name} {row.number}" if is_hidden else row.name for row in rows}
    guests = sorted({client_id for client_id in noted if client_id not in called})
    for guest in client_rows.some(reader, guests):
        called[guest.id] = shown_names.alone(desk, guest)
    return called
