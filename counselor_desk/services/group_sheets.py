"""The sign-in sheet of a group session, gathered and laid out."""

from __future__ import annotations

from counselor_desk.records.clients import NameForm
from counselor_desk.records.group_sessions import SignInSheet
from counselor_desk.records.ids import GroupId, SessionId
from counselor_desk.records.printing import PrintWish
from counselor_desk.services import attendance, group_sessions, groups, profiles, programs
from counselor_desk.services.desk import Desk
from counselor_desk.services.exports import Composed, Trace
from counselor_desk.storage import clients as client_rows


def compose(desk: Desk, session_id: SessionId, wish: PrintWish) -> Composed:
    """The sheet with every member of the session, and a line for each place that is free.

    Raises:
        UnknownRecordError: there is no such session.
    """
    from counselor_desk.documents.fonts import missing_letters
    from counselor_desk.documents.group_sheets import build_sheet

    held, edit = attendance.get(desk, session_id), group_sessions.open_edit(desk, session_id)
    session, program = held.session, desk.program()
    with desk.read() as reader:
        found = client_rows.some(reader, [one.client_id for one in edit.members])
    called = {one.id: one.name(NameForm.FIRST_AND_INITIAL) for one in found}
    if session.group_id is None:
        limit = profiles.in_force(desk).group_cap
    else:
        limit = groups.get(desk, GroupId(session.group_id)).limit
    document = build_sheet(
        SignInSheet(
            program=program,
            logo=programs.logo(desk),
            group_name=held.group.printed_name if held.group is not None else "Group",
            held_on=session.held_on,
            starts=session.starts,
            ends=session.ends,
            leader=session.led_by or program.signing_name,
            given_by=held.group.given_by if held.group is not None else "",
            topic=edit.shared.topic,
            names=tuple(called[one.client_id] for one in edit.members if one.client_id in called),
            empty_lines=max(limit - len(edit.members), 2),
            printed_at=desk.local(desk.now()),
        )
    )
    return Composed(
        document=document,
        stem=f"sign-in sheet {session.held_on}",
        paper=wish.paper or program.paper,
        trace=Trace(table="session", row_id=int(session.id)),
        missing_letters=missing_letters(document),
    )
