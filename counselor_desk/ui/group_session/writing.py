"""What is written on the group session page: shown, taken over, checked and saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import Client
from counselor_desk.records.group_sessions import GroupEdit, MemberEdit, RowState
from counselor_desk.records.ids import ClientId, GroupId, SessionId
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Modality
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import (
    attendance,
    courses,
    cravings,
    group_checks,
    group_sessions,
    group_signing,
    groups,
    profiles,
    shown_names,
)
from counselor_desk.services.attendance import Held
from counselor_desk.services.group_checks import Row as MemberRow
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.layout import GroupLayout
from counselor_desk.ui.group_session.model import ShownMember
from counselor_desk.ui.group_session.saying import Speaker
from counselor_desk.ui.group_session.signing import SigningRun
from counselor_desk.ui.navigation import Navigator
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_READY = group_signing.READY
_DONE = _READY | {RowState.SIGNED, RowState.STOPPED}
_SOON_MS = 60
"""After another row was opened: what can wait until it is painted."""

_Change = Callable[[GroupEdit], GroupEdit]


class GroupWriting(GroupLayout):
    """One session as it is typed; the page adds what can be done with it."""

    def __init__(self, desk: Desk, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        self._held: Held | None = None
        self._edit: GroupEdit | None = None
        self._opened: GroupEdit | None = None
        self._checked: tuple[MemberRow, ...] = ()
        self._checked_as: GroupEdit | None = None
        self._plans: dict[ClientId, Plan] = {}
        self._refused: dict[ClientId, str] = {}
        self._limit = 0
        self._run: SigningRun | None = None
        self.draft = OpenDraft(
            desk,
            self,
            DraftActs(self._is_writing, self._settle, self._keep, self._lead_to),
            footer=self.footer,
            banner=self.failure_banner,
            unsaved=self.tr("This session could not be saved. Your text is safe on this screen."),
        )
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._catch_up)

    def edit(self) -> GroupEdit | None:
        """The session as it stands on the screen."""
        return None if self._edit is None else self._collected()

    def settle(self) -> None:
        """Take over and check now what was typed."""
        self.draft.settle()

    def rows(self) -> tuple[ShownMember, ...]:
        """The members as they are shown."""
        return self.members.group_members_list.members.rows

    def open_client(self) -> ClientId | None:
        """Whose row is open."""
        return self.members.group_members_list.open_client()

    def _is_writing(self) -> bool:
        edit = self._edit
        if edit is None or self._run is not None:
            return False
        return not edit.members or not all(one.is_signed for one in edit.members)

    def _load(self, session_id: SessionId) -> None:
        self._held = attendance.get(self._desk, session_id)
        self._edit = self._opened = group_sessions.open_edit(self._desk, session_id)
        self._refused = {}
        self.draft.begin()
        self._read_around()
        self.members.group_members_list.open_row(None)
        self.header.show_session(self._name(), self._when())
        self.shared.show_shared(self._edit.shared)
        self.footer.set_draft()
        self.draft.show()
        self.refit()
        self._check()

    def _read_around(self) -> None:
        """What the session needs of its group and of the plans of its members."""
        if self._held is None or self._edit is None:
            return
        self._plans = dict(group_sessions.plans_of(self._desk, self._edit))
        group_id = self._held.session.group_id
        if group_id is None:
            self._limit = profiles.in_force(self._desk).group_cap
            self.shared.offer_course(())
        else:
            self.shared.offer_course(courses.planned(self._desk, GroupId(group_id)))
            self._limit = groups.get(self._desk, GroupId(group_id)).limit

    def _begin(self, *, is_done_with_shared: bool = False) -> None:
        """Topic, then the shared text, then the first member who is not finished."""
        target = self.shared.first_empty()
        if target is not None and not is_done_with_shared:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        waiting = next((one for one in self._checked if one.state not in _DONE), None)
        if waiting is not None:
            self._show_row(waiting.client.id)
        elif is_done_with_shared or not self._is_writing():
            self.footer.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.members.group_members_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_row(self, client_id: ClientId | None) -> None:
        """Close the row that is open, and open this one."""
        if self._edit is None or self._run is not None:
            return
        if client_id is not None and client_id == self.open_client():
            return
        self._edit = self._collected()
        self._soon.start()
        row = None if client_id is None else self._edit.member(client_id)
        if row is None or row.is_signed or self._held is None:
            self.members.group_members_list.open_row(None)
            return
        editor = self.members.editor
        self._show_in_editor(row)
        editor.show_findings(self._veiled(self._checked_of(row.client_id)))
        self.members.group_members_list.open_row(row.client_id)
        editor.begin()
        self.reveal()

    def _catch_up(self) -> None:
        """Check what was typed in the row before, and know the open one after a lock."""
        self.settle()
        here, place = self.open_client(), self._navigator.place
        part = "" if here is None else str(here)
        if place is None or self._edit is None or place.session_id != self._edit.session_id:
            return
        if place.part != part:
            self._navigator.replace(replace(place, part=part))

    def _collected(self) -> GroupEdit:
        """The session with what stands in the fields."""
        if self._edit is None:
            raise RuntimeError("no session is open")
        edit = replace(self._edit, shared=self.shared.collected())
        row = self.members.editor.collected() if self.open_client() is not None else None
        if row is not None and row.client_id == self.open_client():
            edit = edit.with_member(row)
        return edit

    def _settle(self) -> None:
        if not self._is_writing():
            return
        self._edit = self._collected()
        # A pause and a row that was left often come together, and the check is felt at a key.
        if self._edit != self._checked_as:
            self._check()

    def _keep(self) -> None:
        if self._is_writing():
            group_sessions.keep(self._desk, self._collected(), initiator=self)

    def _check(self) -> None:
        """Show every row with how far its note is."""
        if self._edit is None:
            return
        self._checked = group_checks.check(self._desk, self._edit, plans=self._plans)
        self._checked_as = self._edit
        speaker = self._speaker()
        shown = [speaker.row(one) for one in self._checked]
        self.members.show_rows(shown, self._limit)
        ready = sum(one.state in _READY for one in shown)
        signed = sum(one.state is RowState.SIGNED for one in shown)
        self.header.show_progress(ready + signed, len(shown), signed)
        named = [
            replace(finding, message=f"{shown_one.name}: {finding.message}")
            for one, shown_one in zip(self._checked, shown, strict=True)
            for finding in speaker.findings(one)
            if finding.rule == "G3" and finding.severity is Severity.BLOCK
        ]
        self.footer.show_check(named)
        self.footer.set_ready(ready)
        if shown and signed == len(shown):
            self.footer.set_signed(self.tr("Every note of this session is signed."))
            self.footer.show_check(())
        here = self.open_client()
        if here is not None and self._edit.member(here) is not None:
            self.members.editor.show_findings(self._veiled(self._checked_of(here)))

    def _veiled(self, one: MemberRow) -> tuple[Finding, ...]:
        return self._speaker().findings(one)

    def _shown_text(self, client: Client, text: str) -> str:
        return self._speaker().text(client, text)

    def _speaker(self) -> Speaker:
        """Says the rows as the screen may."""
        if self._held is None:
            raise RuntimeError("no session is open")
        return Speaker(
            desk=self._desk,
            is_hidden=shown_names.are_hidden(self._desk),
            names=shown_names.shown_of(self._desk, (one.client for one in self._checked)),
            session=self._held.session,
            clients=tuple(one.client for one in self._checked),
            plans=self._plans,
            refused=self._refused,
        )

    def _checked_of(self, client_id: ClientId) -> MemberRow:
        return next(one for one in self._checked if one.client.id == client_id)

    def _change(self, how: _Change) -> None:
        """Do something to every row at once."""
        if not self._is_writing():
            return
        self._edit = how(self._collected())
        self._follow()

    def _follow(self) -> None:
        """The session is different: show and save it."""
        here = self.open_client()
        row = None if self._edit is None or here is None else self._edit.member(here)
        self._check()
        if row is not None:
            self._show_in_editor(row)
        self.draft.mark()

    def _show_in_editor(self, row: MemberEdit) -> None:
        if self._held is None:
            return
        self.members.editor.show_member(
            row,
            shown_names.shown(self._desk, self._checked_of(row.client_id).client),
            self._plans.get(row.client_id),
            is_remote=self._held.session.modality is not Modality.IN_PERSON,
            urge_before=cravings.last_score(self._desk, row.client_id),
        )

    def _lead_to_first_gap(self) -> None:
        for one in self._checked:
            gap = next((f for f in one.findings if f.severity is Severity.BLOCK), None)
            if gap is not None and one.state is not RowState.STOPPED:
                self._lead_to(gap)
                return

    def _lead_to(self, gap: Finding) -> None:
        """Open the row that lacks something, and put the focus on it."""
        if self.shared.point_out(gap.repair):
            self.draft.complain(gap.message)
            return
        found = (one for one in self._checked if one.client.uid == gap.subject)
        one = next(found, None)
        if one is not None:
            self._show_row(one.client.id)
            self.members.editor.point_out(gap.repair, self._shown_text(one.client, gap.message))

    def _name(self) -> str:
        if self._held is None or self._held.group is None:
            return self.tr("Group session")
        return self._held.group.name

    def _when(self) -> str:
        if self._held is None:
            return ""
        session = self._held.session
        leader = session.led_by or self._desk.program().signing_name
        return " · ".join(filter(None, (words.when(session), leader)))
