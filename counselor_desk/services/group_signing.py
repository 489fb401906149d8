"""Signing the notes of a group session one by one: those that are ready, and why not the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from counselor_desk.errors import DeskError, UnknownRecordError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.group_sessions import GroupEdit, RowState
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import Note
from counselor_desk.rules.findings import Severity
from counselor_desk.services import (
    attendance,
    group_attendance,
    group_checks,
    group_notes,
    group_sessions,
    notes,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.group_checks import Row
from counselor_desk.storage import groups as rows
from counselor_desk.storage import notes as note_rows

READY = frozenset({RowState.READY, RowState.ABSENCE})
"""Rows whose note can be signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of signing: the notes, and for the others why not, by client."""

    signed: tuple[Note, ...]
    refused: Mapping[ClientId, str]


class Signing:
    """Signs the notes of these members, one for each `step`, each in a transaction of its own.

    Attendance and the draft are kept with each note, so that whatever ends it leaves no note
    twice. What could not be signed stays as it was typed.
    """

    def __init__(
        self, desk: Desk, edit: GroupEdit, clients: Iterable[ClientId], *, initiator: object = None
    ) -> None:
        """Begin; nothing is signed yet.

        Args:
            desk: the open store.
            edit: the session as it stands on the screen.
            clients: whose notes are signed; those not ready are refused with the reason.
            initiator: who started it.
        """
        self._desk, self._initiator = desk, initiator
        edit = group_attendance.newest(desk, edit)
        self._held = attendance.get(desk, edit.session_id)
        self._rows = {one.client.id: one for one in group_checks.check(desk, edit)}
        self._plans = group_sessions.plans_of(desk, edit)
        self._left = list(clients)
        self._signed: list[Note] = []
        self._refused: dict[ClientId, str] = {}
        self._urged: set[ClientId] = set()
        self.edit = edit

    @property
    def left(self) -> int:
        """How many members are still to come."""
        return len(self._left)

    def step(self) -> None:
        """Sign the note of the next member, or keep the reason why not."""
        client_id = self._left.pop(0)
        row = self._rows.get(client_id)
        if row is None or row.state not in READY:
            self._refused[client_id] = _why_not(row)
            return
        try:
            self._signed.append(self._sign(row))
        except DeskError as problem:
            self._refused[client_id] = str(problem)

    def finish(self) -> Outcome:
        """End it, whatever is left: tell what happened, and let go of a draft that is done."""
        edit, desk = self.edit, self._desk
        if all(one.is_signed for one in edit.members):
            with desk.write() as writer:
                rows.end_draft(writer, edit.session_id)
        else:
            group_sessions.keep(desk, edit, initiator=self._initiator)
        shared = edit.shared
        attendance.set_topic(
            desk,
            edit.session_id,
            shared.topic,
            shared.course_topic,
            initiator=self._initiator,
        )
        clients = frozenset(one.client_id for one in edit.members)
        kinds = frozenset({Kind.NOTE, Kind.PLAN, Kind.ATTENDANCE})
        desk.announce(Changes(kinds=kinds, clients=clients, initiator=self._initiator))
        if self._urged:
            urged = frozenset(self._urged)
            changes = Changes(
                kinds=frozenset({Kind.CRAVING}), clients=urged, initiator=self._initiator
            )
            desk.announce(changes)
        return Outcome(signed=tuple(self._signed), refused=dict(self._refused))

    def _sign(self, row: Row) -> Note:
        desk, client_id = self._desk, row.client.id
        with desk.write() as writer:
            code = row.edit.code or AttendanceCode.PRESENT
            kept = attendance.mark_within(
                writer, self._held.session.id, client_id, code, row.edit.minutes
            )
            unsigned = group_notes.note_of(
                self._held,
                self.edit,
                row.edit,
                self._plans.get(client_id),
                entered_at=desk.now(),
            )
            started = note_rows.insert(
                writer,
                replace(
                    unsigned,
                    uid=desk.new_uid(),
                    episode_id=kept.episode_id,
                    attendance_id=kept.id,
                ),
            )
            note, told = notes.sign_within(desk, writer, NoteEdit(note=started, urge=row.edit.urge))
            edit = self.edit.with_member(replace(row.edit, note_id=note.id))
            group_sessions.keep_within(desk, writer, edit)
        self.edit = edit
        if told is not None:
            self._urged.add(client_id)
        return note


def sign(
    desk: Desk,
    edit: GroupEdit,
    clients: Iterable[ClientId],
    *,
    progress: Callable[[int], bool] = lambda _: True,
    initiator: object = None,
) -> tuple[GroupEdit, Outcome]:
    """Sign the notes of these members at a stretch, as `Signing` does.

    `progress` is told how many are done; when it answers False, the rest is left unsigned.
    """
    signing = Signing(desk, edit, clients, initiator=initiator)
    done = 0
    while signing.left and progress(done):
        signing.step()
        done += 1
    return signing.edit, signing.finish()


def _why_not(row: Row | None) -> str:
    if row is None:
        raise UnknownRecordError("client")
    blocking = (one.message for one in row.findings if one.severity is Severity.BLOCK)
    return next(blocking, "This note is signed already.")
