"""Group sessions: write the shared part once, a response for each, sign a note for each.

The result is one note for each member that names nobody else; no note refers to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from counselor_desk.records.attendance import Attendance
from counselor_desk.records.clients import Caseload, Client
from counselor_desk.records.group_drafts import DiscardedGroup
from counselor_desk.records.group_sessions import (
    GroupEdit,
    MemberEdit,
    SharedPart,
)
from counselor_desk.records.ids import (
    ClientId,
    GroupId,
    SessionId,
)
from counselor_desk.records.notes import (
    RESPONSES,
    LinkedObjective,
    Note,
)
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    group_attendance,
    group_drafts,
    group_notes,
    groups,
)
from counselor_desk.services.attendance import Held
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import groups as rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader, Writer


def open_edit(desk: Desk, session_id: SessionId) -> GroupEdit:
    """The session as it was typed; begun now with a row for each member of its group.

    Each row works on the objective that the member's last note of this group worked on. Attendance
    that was stored since, as in the week grid, is taken over.

    Raises:
        UnknownRecordError: there is no such session.
    """
    held = attendance.get(desk, session_id)
    with desk.read() as reader:
        kept = group_drafts.kept(reader, session_id)
        if kept is not None:
            return group_attendance.newest_within(reader, held.session, kept.edit, kept)
        edit = GroupEdit(session_id=session_id, shared=_begun_shared(held))
        expected = _expected(reader, held)
        plans = _plans(reader, expected)
        for client_id in expected:
            edit = edit.with_member(_begun(reader, held, client_id, plans.get(client_id)))
    return edit


def keep(desk: Desk, edit: GroupEdit, *, initiator: object = None) -> None:
    """Save what is being typed, attendance for good. Returns when it is on the disk."""
    with desk.write() as writer:
        marked = keep_within(desk, writer, edit)
    desk.announce(Changes.of(Kind.DRAFT, initiator=initiator))
    _announce_attendance(desk, marked, initiator)


def keep_within(desk: Desk, writer: Writer, edit: GroupEdit) -> frozenset[ClientId]:
    """As `keep`, within a writing that goes on; gives those whose attendance is another one now."""
    session = attendance.get_within(writer, edit.session_id).session
    before = group_drafts.kept(writer, edit.session_id)
    stored = group_attendance.store(writer, session, edit, before)
    group_drafts.put(writer, edit, stored.marks, desk.now())
    return stored.changed


def plans_of(desk: Desk, edit: GroupEdit) -> Mapping[ClientId, Plan]:
    """The signed plan in force of each member who has one."""
    with desk.read() as reader:
        return _plans(reader, [one.client_id for one in edit.members])


def begin_row(desk: Desk, session_id: SessionId, client_id: ClientId) -> MemberEdit:
    """A row for somebody who is not on the roster, working on what the last note worked on.

    Raises:
        UnknownRecordError: there is no such session.
    """
    held = attendance.get(desk, session_id)
    with desk.read() as reader:
        return _begun(reader, held, client_id, plan_rows.in_force(reader, client_id))


def not_there(desk: Desk, edit: GroupEdit) -> tuple[Client, ...]:
    """Clients in the program and guests who have no row yet, by name."""
    there = {one.client_id for one in edit.members}
    with desk.read() as reader:
        stays = [one.client_id for one in episode_rows.every_open(reader)]
        found = client_rows.some(reader, [one for one in stays if one not in there])
    return tuple(sorted(found, key=lambda one: (one.first_name.casefold(), one.family_name)))


def add_guest(desk: Desk, name: str, admitted_on: date) -> Client:
    """A member whose counselor is somebody else, by what they are called: "Gwen Ash".

    Raises:
        MissingNameError, UnusableTextError: as when any client is added.
    """
    given, _, family = " ".join(name.split()).partition(" ")
    new = NewClient(
        given_name=given,
        family_name=family,
        admitted_on=admitted_on,
        caseload=Caseload.GUEST,
    )
    return clients.add(desk, new)


def preview(desk: Desk, edit: GroupEdit) -> tuple[Note, ...]:
    """The notes as they would be signed now, of those whose attendance is set."""
    held = attendance.get(desk, edit.session_id)
    plans = plans_of(desk, edit)
    return tuple(
        group_notes.note_of(held, edit, one, plans.get(one.client_id), entered_at=desk.now())
        for one in edit.members
        if one.code is not None
    )


def unfinished(desk: Desk) -> tuple[Held, ...]:
    """The group sessions that are being written up, the newest first."""
    with desk.read() as reader:
        ids = [one.session_id for one in rows.drafts(reader)]
    return tuple(attendance.get(desk, session_id) for session_id in ids)


def discard(desk: Desk, session_id: SessionId, *, initiator: object = None) -> DiscardedGroup:
    """Throw away what is typed, and the attendance that only the draft had set.

    Attendance from elsewhere, as from the week, and what a signed note reports stay. `keep` of
    what is given back undoes it.

    Raises:
        UnknownRecordError: there is no such session.
    """
    edit = open_edit(desk, session_id)
    taken: frozenset[ClientId] = frozenset()
    with desk.write() as writer:
        kept = group_drafts.kept(writer, session_id)
        if kept is not None:
            session = attendance.get_within(writer, session_id).session
            taken = group_attendance.take_back(writer, session, kept)
            rows.end_draft(writer, session_id)
    desk.announce(Changes.of(Kind.DRAFT, initiator=initiator))
    _announce_attendance(desk, taken, initiator)
    return DiscardedGroup(edit=edit, taken_back=taken)


def _announce_attendance(desk: Desk, clients: frozenset[ClientId], initiator: object) -> None:
    if clients:
        kinds = frozenset({Kind.ATTENDANCE})
        desk.announce(Changes(kinds=kinds, clients=clients, initiator=initiator))


def _expected(reader: Reader, held: Held) -> list[ClientId]:
    """Who is marked already, then the members of the group on that day."""
    found = [one.client_id for one in held.attendance]
    group_id = held.session.group_id
    if group_id is not None:
        members = groups.members_on(reader, GroupId(group_id), held.session.held_on)
        found += [one.client_id for one in members if one.client_id not in found]
    return found


def _begun(reader: Reader, held: Held, client_id: ClientId, plan: Plan | None) -> MemberEdit:
    known = next((one for one in held.attendance if one.client_id == client_id), None)
    note = None if known is None else note_rows.of_attendance(reader, known.id)
    if known is not None and note is not None and note.is_signed:
        return _as_signed(known, note)
    last = note_rows.last_signed(reader, client_id, SessionKind.GROUP)
    return MemberEdit(
        client_id=client_id,
        code=known.code if known else None,
        minutes=group_attendance.told_minutes(held.session, known),
        objectives=_last_objectives(plan, last),
        location=last.location if last else "",
    )


def _begun_shared(held: Held) -> SharedPart:
    """The topic, where it is told already."""
    meeting = held.meeting
    if meeting is None:
        return SharedPart()
    return SharedPart(topic=meeting.topic, course_topic=meeting.course_topic)


def _as_signed(known: Attendance, note: Note) -> MemberEdit:
    """The row of a member whose note is closed, as the note tells it."""
    text = next((said for code in RESPONSES if (said := note.text_of(code).strip())), "")
    return MemberEdit(
        client_id=known.client_id,
        code=known.code,
        minutes=known.minutes,
        text=text,
        objectives=note.objectives,
        risk=note.risk,
        note_id=note.id,
    )


def _last_objectives(plan: Plan | None, last: Note | None) -> tuple[LinkedObjective, ...]:
    """What the last group note worked on, as far as the plan in force has it; unrated.

    Where there was none, a plan with one objective leaves no choice.
    """
    if plan is None:
        return ()
    if last is None:
        every = tuple(plan.objectives())
        only = every if len(every) == 1 else ()
        return tuple(LinkedObjective(plan_id=plan.id, node_uid=one.node_uid) for one in only)
    return tuple(
        LinkedObjective(plan_id=plan.id, node_uid=one.node_uid)
        for one in last.objectives
        if plan.find(one.node_uid) is not None
    )


def _plans(reader: Reader, clients: Sequence[ClientId]) -> dict[ClientId, Plan]:
    """The signed plan in force of each client who has one."""
    return {plan.client_id: plan for plan in plan_rows.in_force_of(reader, clients)}
