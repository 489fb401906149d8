"""What keeps each member's note of a group session from being signed, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from counselor_desk.records import times
from counselor_desk.records.clients import Client
from counselor_desk.records.group_sessions import (
    ASKS_MINUTES,
    GroupEdit,
    MemberEdit,
    RowState,
)
from counselor_desk.records.hours import CAME
from counselor_desk.records.ids import ClientId
from counselor_desk.records.plans import Plan
from counselor_desk.rules import groups as group_rules
from counselor_desk.rules import notes as note_rules
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import attendance, group_notes, group_sessions, profiles
from counselor_desk.services.attendance import Held
from counselor_desk.services.desk import Desk
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One member as shown: who it is, how far the note is, and what is still missing."""

    client: Client
    edit: MemberEdit
    state: RowState
    findings: tuple[Finding, ...] = ()


def check(
    desk: Desk, edit: GroupEdit, *, plans: Mapping[ClientId, Plan] | None = None
) -> tuple[Row, ...]:
    """Every member with what keeps the note from being signed, in the order of the rows.

    `plans` are those of `group_sessions.plans_of`, for whoever asks again and again while they
    are the same.
    """
    held = attendance.get(desk, edit.session_id)
    ids = [one.client_id for one in edit.members]
    known = group_sessions.plans_of(desk, edit) if plans is None else plans
    with desk.read() as reader:
        clients = {one.id: one for one in client_rows.some(reader, ids)}
        stays = {one.client_id for one in episode_rows.open_of_all(reader, ids)}
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
    note = replace(group_notes.note_of(held, edit, one, plan, entered_at=now), uid=client.uid)
    dated = note_rules.n4_day(note, today=now.astimezone(ZoneInfo(note.zone)).date())
    return [*dated, *note_rules.n1_urge(note, one.urge), *note_rules.check(note)]


def _state(one: MemberEdit, is_ready: bool) -> RowState:
    is_absent = one.code is not None and one.code not in CAME
    if is_ready:
        return RowState.ABSENCE if is_absent else RowState.READY
    return RowState.STARTED if one.text.strip() else RowState.NOT_STARTED


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
