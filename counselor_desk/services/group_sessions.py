"""Group sessions: write the shared part once, a response for each, sign a note for each.

The result is one note for each member that names nobody else; no note refers to another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from counselor_desk.records import times
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.clients import Caseload, Client
from counselor_desk.records.group_drafts import DiscardedGroup
from counselor_desk.records.group_sessions import (
    ASKS_MINUTES,
    GroupEdit,
    MemberEdit,
    Participation,
    RowState,
    SharedPart,
)
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import (
    ClientId,
    EpisodeId,
    GroupId,
    NoteId,
    SessionId,
    Uid,
)
from counselor_desk.records.notes import (
    RESPONSES,
    LinkedObjective,
    Note,
    NoteFormat,
    Section,
    SectionCode,
)
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.rules import groups as group_rules
from counselor_desk.rules import notes as note_rules
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import (
    attendance,
    clients,
    group_attendance,
    group_drafts,
    groups,
    profiles,
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

_ABSENT = {
    AttendanceCode.EXCUSED: "Absent, excused.",
    AttendanceCode.NO_SHOW: "Did not come and did not call.",
    AttendanceCode.CANCELLED_CLIENT: "Cancelled by the client.",
    AttendanceCode.CANCELLED_PROGRAM: "Cancelled by the program.",
}
_TOOK_PART = {
    Participation.LOW: "Took little part.",
    Participation.SOME: "Took some part.",
    Participation.GOOD: "Took good part.",
    Participation.FULL: "Took full part.",
}
_EXPECTED_NEXT = "Expected at the next meeting of the group."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One member as shown: who it is, how far the note is, and what is still missing."""

    client: Client
    edit: MemberEdit
    state: RowState
    findings: tuple[Finding, ...] = ()


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


def check(
    desk: Desk, edit: GroupEdit, *, plans: Mapping[ClientId, Plan] | None = None
) -> tuple[Row, ...]:
    """Every member with what keeps the note from being signed, in the order of the rows.

    `plans` are those of `plans_of`, for whoever asks again and again while they are the same.
    """
    held = attendance.get(desk, edit.session_id)
    ids = [one.client_id for one in edit.members]
    with desk.read() as reader:
        clients = {one.id: one for one in client_rows.some(reader, ids)}
        stays = {one.client_id for one in episode_rows.open_of_all(reader, ids)}
        known = _plans(reader, ids) if plans is None else plans
        busy = attendance.elsewhere(reader, held.session)
    percent = profiles.in_force(desk).similar_text_percent
    alike = group_rules.g3_too_alike(
        {one.client_id: one.text for one in edit.members if one.code in CAME}, percent=percent
    )
    return tuple(
        _row(
            held,
            edit,
            one,
            clients=clients,
            has_stay=one.client_id in stays,
            alike=alike,
            plan=known.get(one.client_id),
            busy_at=busy.get(one.client_id),
            now=desk.now(),
        )
        for one in edit.members
        if one.client_id in clients
    )


def note_of(
    held: Held, edit: GroupEdit, row: MemberEdit, plan: Plan | None, *, entered_at: datetime
) -> Note:
    """The note of one member as it would be signed; its ids are not set yet."""
    is_there = row.code in CAME
    session = held.session
    return Note(
        id=NoteId(0),
        uid=Uid(""),
        client_id=row.client_id,
        episode_id=EpisodeId(0),
        kind=SessionKind.GROUP if is_there else SessionKind.NO_SHOW,
        format=NoteFormat.GIRP if is_there else NoteFormat.DAP,
        held_on=session.held_on,
        starts=session.starts,
        ends=session.ends,
        zone=session.zone,
        minutes=_minutes(session, row) if is_there else None,
        modality=session.modality,
        location=row.location,
        topic=edit.shared.topic.strip(),
        risk=row.risk if is_there else None,
        risk_ideation=row.risk_ideation,
        risk_plan=row.risk_plan,
        risk_means=row.risk_means,
        risk_action=row.risk_action,
        unlinked_reason=row.unlinked_reason,
        objectives=row.objectives if is_there else (),
        entered_at=entered_at,
        sections=_sections(edit, row, plan),
    )


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
        note_of(held, edit, one, plans.get(one.client_id), entered_at=desk.now())
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


def _row(
    held: Held,
    edit: GroupEdit,
    one: MemberEdit,
    *,
    clients: Mapping[ClientId, Client],
    has_stay: bool,
    alike: Mapping[ClientId, tuple[ClientId, int]],
    plan: Plan | None,
    busy_at: time | None,
    now: datetime,
) -> Row:
    client = clients[one.client_id]
    if one.is_signed:
        return Row(client=client, edit=one, state=RowState.SIGNED)
    if not has_stay:
        gone = _block(client, "stay", f"{client.first_name} was discharged; no note can be signed.")
        return Row(client=client, edit=one, state=RowState.STOPPED, findings=(gone,))
    if busy_at is not None and one.code in CAME:
        message = f"{client.first_name} was at another session at {times.write_time(busy_at)}."
        busy = _block(client, "attendance", message)
        return Row(client=client, edit=one, state=RowState.STOPPED, findings=(busy,))
    others = [other for key, other in clients.items() if key != one.client_id]
    found = _findings(held, edit, one, client, plan, now)
    found += group_rules.findings_of_names(_whole_text(edit, one), others, client.uid)
    if one.client_id in alike:
        found.append(_too_alike(client, clients[alike[one.client_id][0]], alike[one.client_id][1]))
    is_ready = not any(finding.severity is Severity.BLOCK for finding in found)
    return Row(client=client, edit=one, state=_state(one, is_ready), findings=tuple(found))


def _findings(
    held: Held,
    edit: GroupEdit,
    one: MemberEdit,
    client: Client,
    plan: Plan | None,
    now: datetime,
) -> list[Finding]:
    if one.code is None:
        return [_block(client, "attendance", "Say whether the client was there.")]
    if one.typed_minutes:
        return [_block(client, "minutes", f"“{one.typed_minutes}” are no minutes.")]
    if one.minutes is None and one.code in ASKS_MINUTES:
        return [_block(client, "minutes", "Say how many minutes the client was there.")]
    if one.minutes is not None and one.minutes > held.session.minutes:
        most = held.session.minutes
        return [_block(client, "minutes", f"The session had {most} minutes.")]
    note = replace(note_of(held, edit, one, plan, entered_at=now), uid=client.uid)
    dated = note_rules.n4_day(note, today=now.astimezone(ZoneInfo(note.zone)).date())
    return [*dated, *note_rules.n1_urge(note, one.urge), *note_rules.check(note)]


def _state(one: MemberEdit, is_ready: bool) -> RowState:
    is_absent = one.code is not None and one.code not in CAME
    if is_ready:
        return RowState.ABSENCE if is_absent else RowState.READY
    return RowState.STARTED if one.text.strip() else RowState.NOT_STARTED


def _sections(edit: GroupEdit, row: MemberEdit, plan: Plan | None) -> tuple[Section, ...]:
    shared = edit.shared
    if row.code not in CAME:
        absent = _ABSENT.get(row.code, "") if row.code is not None else ""
        return (
            Section(code=SectionCode.DATA, text=_joined(absent, row.text)),
            Section(code=SectionCode.PLAN, text=shared.next_step.strip() or _EXPECTED_NEXT),
        )
    done = ", ".join(shared.interventions)
    took_part = _TOOK_PART[row.participation] if row.participation else ""
    response = _joined(row.text, took_part) if row.text.strip() else ""
    return (
        Section(code=SectionCode.GOAL, text=_goals(row, plan)),
        Section(
            code=SectionCode.INTERVENTION,
            text="\n".join(part for part in (shared.text.strip(), done) if part),
        ),
        Section(code=SectionCode.RESPONSE, text=response),
        Section(code=SectionCode.PLAN, text=shared.next_step.strip()),
    )


def _goals(row: MemberEdit, plan: Plan | None) -> str:
    """The words of the objectives the member works on, one a line."""
    if plan is None:
        return ""
    wanted = {one.node_uid for one in row.objectives}
    return "\n".join(
        f"{one.number} {one.text}" for one in plan.objectives() if one.node_uid in wanted
    )


def _whole_text(edit: GroupEdit, row: MemberEdit) -> str:
    shared = edit.shared
    parts = (
        shared.topic,
        shared.text,
        *shared.interventions,
        shared.next_step,
        row.text,
        row.unlinked_reason,
        row.risk_ideation,
        row.risk_plan,
        row.risk_means,
        row.risk_action,
        row.urge.trigger,
        row.urge.skill,
    )
    return "\n".join(parts)


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def _minutes(session: Session, row: MemberEdit) -> int:
    return session.minutes if row.minutes is None else row.minutes


def _too_alike(client: Client, other: Client, share: int) -> Finding:
    return Finding(
        rule="G3",
        subject=client.uid,
        severity=Severity.WARN,
        message=f"{share} percent of this response stands in that of {other.first_name} too.",
        repair="text",
    )


def _block(client: Client, field: str, message: str) -> Finding:
    return Finding(
        rule="N1", subject=client.uid, severity=Severity.BLOCK, message=message, repair=field
    )
