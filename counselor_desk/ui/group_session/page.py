"""The group session page: one pass through the members, each row saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.clients import Client
from counselor_desk.records.group_sessions import (
    GroupEdit,
    MemberEdit,
    RowState,
    all_present,
    no_risk_reported,
)
from counselor_desk.records.ids import ClientId, GroupId, SessionId
from counselor_desk.records.plans import Plan
from counselor_desk.records.sessions import Modality
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.services import (
    attendance,
    group_sessions,
    group_sheets,
    group_signing,
    groups,
    profiles,
    shown_names,
)
from counselor_desk.services.attendance import Held
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.group_sessions import Row as MemberRow
from counselor_desk.services.group_signing import Outcome
from counselor_desk.ui import messages, page_keys, toast
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.adding import AddMemberDialog
from counselor_desk.ui.group_session.layout import GroupLayout
from counselor_desk.ui.group_session.model import ShownMember
from counselor_desk.ui.group_session.preview import NotesPreview
from counselor_desk.ui.group_session.saying import Speaker
from counselor_desk.ui.group_session.signing import SigningRun
from counselor_desk.ui.group_session.texts import ACTS
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.open_drafts import DraftActs, OpenDraft
from counselor_desk.ui.sign_dialog import SignFacts, ask_to_sign, passphrase_check

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin
    from counselor_desk.ui.theme import Theme

_SIDE_BY_SIDE_FROM = 1000
"""The width of the page, at 100 %, from which the shared part stands beside the members."""

_READY = group_signing.READY
_DONE = _READY | {RowState.SIGNED, RowState.STOPPED}
_SOON_MS = 60
"""After another row was opened: what can wait until it is painted."""

_Change = Callable[[GroupEdit], GroupEdit]
_CONCERNED = frozenset({Kind.CLIENT, Kind.EPISODE, Kind.PLAN, Kind.ATTENDANCE, Kind.SETTINGS})


class GroupSessionPage(GroupLayout):
    """One session of a group.

    Signals:
        sheet_requested: save the sign-in sheet; carries a `Composed`.
    """

    sheet_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self._held: Held | None = None
        self._edit: GroupEdit | None = None
        self._checked: tuple[MemberRow, ...] = ()
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
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Open the session the place names, at the member its part names.

        Raises:
            DeskError: what is being typed could not be saved, or there is no such session.
        """
        if place.session_id is None:
            return
        if self._edit is not None and place.session_id == self._edit.session_id:
            self._open_part(place.part)
            return
        self.flush()
        self._load(place.session_id)
        if place.part:
            self._open_part(place.part)
        self._begin()

    def flush(self) -> None:
        """Write what is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        if self._run is not None:
            self._run.stop()
        if self._soon.isActive():
            self._soon.stop()
            self.settle()
        self.draft.save()

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

    def go_on(self, step: int) -> None:
        """Open the next row, or the one before; from the last one go on to signing."""
        order = [one.client_id for one in self.rows()]
        here = self.open_client()
        if here is None:
            self._begin(is_done_with_shared=True)
            return
        place = order.index(here) + step
        if place < 0:
            self._show_row(None)
            self.shared.group_topic_text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif place < len(order):
            self._show_row(order[place])
        else:
            self._show_row(None)
            self.settle()
            self.footer.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_objective(self, place: int) -> None:
        """Link or unlink an objective of the open row."""
        if self.open_client() is not None:
            self.members.editor.toggle(place)

    def set_all_present(self) -> None:
        """Everybody whose attendance is not set was there."""
        self._change(all_present)

    def set_no_risk(self) -> None:
        """Everybody whose risk line is not answered reported none."""
        self._change(no_risk_reported)

    def mark(self, client_id: ClientId, code: AttendanceCode) -> None:
        """Say how somebody attended; who came for a part is asked for the minutes."""
        row = None if self._edit is None else self._edit.member(client_id)
        if self._edit is None or row is None or row.is_signed:
            return
        if client_id == self.open_client():
            self.members.editor.mark(code)
            return
        self._refused.pop(client_id, None)
        self._edit = self._collected().with_member(row.marked(code))
        self._follow()

    def sign(self) -> None:
        """Ask for the signature of the ready notes, or lead to the first gap."""
        self.settle()
        if self._edit is None or self._run is not None:
            return
        ready = [one for one in self._checked if one.state in _READY]
        if not ready:
            self._lead_to_first_gap()
            return
        if ask_to_sign(
            self,
            self._theme,
            self.sign_facts(ready),
            is_passphrase=passphrase_check(self._desk),
        ):
            self._begin_signing([one.client.id for one in ready])

    def sign_facts(self, ready: list[MemberRow]) -> SignFacts:
        """What the sign dialog says of these notes."""
        if self._held is None:
            raise RuntimeError("no session is open")
        return self._speaker().sign_facts(ready, self._name())

    def accept_save(self) -> None:
        """People press Ctrl+S: save now and say so."""
        self.draft.save_and_say()

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the page before those of the window."""
        if (
            isinstance(event, QKeyEvent)
            and self._is_writing()
            and page_keys.take(event, self, ACTS)
        ):
            return True
        return super().event(event)

    def _connect(self) -> None:
        rows, editor = self.members.group_members_list, self.members.editor
        self.shared.edited.connect(self.draft.touch)
        self.shared.left.connect(self.draft.flush)
        editor.edited.connect(self._hear_edit)
        editor.left.connect(self.draft.flush)
        editor.next_requested.connect(lambda: self.go_on(1))
        editor.remove_requested.connect(lambda: self._remove(self.open_client()))
        rows.opened.connect(self._show_row)
        rows.marked.connect(self.mark)
        rows.remove_requested.connect(self._remove)
        self.members.all_present_requested.connect(self.set_all_present)
        self.members.no_risk_requested.connect(self.set_no_risk)
        self.members.add_requested.connect(self._ask_for_member)
        self.header.sheet_requested.connect(self._request_sheet)
        self.header.discard_requested.connect(self._discard)
        self.header.back_requested.connect(self._navigator.back)
        self.footer.preview_requested.connect(self._preview)
        self.footer.sign_requested.connect(self.sign)
        self.strip.cancel_requested.connect(self._cancel)

    def _is_writing(self) -> bool:
        edit = self._edit
        if edit is None or self._run is not None:
            return False
        return not edit.members or not all(one.is_signed for one in edit.members)

    def _load(self, session_id: SessionId) -> None:
        self._held = attendance.get(self._desk, session_id)
        self._edit = group_sessions.open_edit(self._desk, session_id)
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
        else:
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

    def _open_part(self, part: str) -> None:
        """Open the row of the client the part of a place names."""
        if not part.isdigit() or ClientId(int(part)) == self.open_client():
            return
        if self._edit is not None and self._edit.member(ClientId(int(part))) is not None:
            self._show_row(ClientId(int(part)))

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
        checked = self._checked_of(row.client_id)
        editor = self.members.editor
        editor.show_member(
            row,
            shown_names.shown(self._desk, checked.client),
            self._plans.get(row.client_id),
            is_remote=self._held.session.modality is not Modality.IN_PERSON,
        )
        editor.show_findings(self._veiled(checked))
        self.members.group_members_list.open_row(row.client_id)
        editor.begin()
        self.reveal()

    def _catch_up(self) -> None:
        """Check what was typed in the row before, and know the open one after a lock."""
        self.settle()
        here, place = self.open_client(), self._navigator.place
        part = "" if here is None else str(here)
        if place is not None and place.page is Page.GROUP_SESSION and place.part != part:
            self._navigator.replace(replace(place, part=part))

    def _hear_edit(self) -> None:
        client_id = self.open_client()
        if client_id is not None:
            self._refused.pop(client_id, None)
        self.draft.touch()

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
        if self._is_writing():
            self._edit = self._collected()
            self._check()

    def _keep(self) -> None:
        if self._is_writing():
            group_sessions.keep(self._desk, self._collected(), initiator=self)

    def _check(self) -> None:
        """Show every row with how far its note is."""
        if self._edit is None:
            return
        self._checked = group_sessions.check(self._desk, self._edit, plans=self._plans)
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
        if row is not None and self._held is not None:
            self.members.editor.show_member(
                row,
                shown_names.shown(self._desk, self._checked_of(row.client_id).client),
                self._plans.get(row.client_id),
                is_remote=self._held.session.modality is not Modality.IN_PERSON,
            )
        self.draft.mark()

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

    def _ask_for_member(self) -> None:
        if self._edit is None or not self._is_writing():
            return
        self.settle()
        found = group_sessions.not_there(self._desk, self._edit)
        is_full = len(self._edit.members) >= self._limit
        dialog = AddMemberDialog(
            self,
            [(one, shown_names.shown(self._desk, one)) for one in found],
            add=lambda client: self.add_member(client.id),
            add_guest=self._add_guest,
            caution=self.tr(
                "{count} members are the most this group should have. One more is possible."
            ).format(count=self._limit)
            if is_full
            else "",
        )
        messages.run(dialog)
        dialog.deleteLater()

    def add_member(self, client_id: ClientId) -> None:
        """Give somebody a row in this session."""
        if self._edit is None:
            return
        edit = self._collected()
        row = group_sessions.begin_row(self._desk, edit.session_id, client_id)
        self._edit = edit.with_member(row)
        self._read_around()
        self._follow()
        self._show_row(client_id)

    def _add_guest(self, name: str) -> None:
        if self._held is None:
            return
        guest = group_sessions.add_guest(self._desk, name, self._held.session.held_on)
        self.add_member(guest.id)

    def _remove(self, client_id: ClientId | None) -> None:
        """Take a row out of this session; the toast brings it back."""
        if self._edit is None or client_id is None or not self._is_writing():
            return
        before = self._collected()
        row = before.member(client_id)
        if row is None or row.is_signed:
            return
        self.members.group_members_list.open_row(None)
        self._edit = before.without_member(client_id)
        self._follow()
        toast.of_window(self).announce(
            self.tr("Taken out of this session"),
            self.tr("Undo"),
            partial(self._put_back, row, before.session_id),
        )

    def _put_back(self, row: MemberEdit, session_id: SessionId) -> None:
        if self._edit is not None and self._edit.session_id == session_id:
            self._edit = self._collected().with_member(row)
            self._follow()

    def _preview(self) -> None:
        self.settle()
        if self._edit is None:
            return
        notes = group_sessions.preview(self._desk, self._edit)
        names = {one.client_id: one.name for one in self.rows()}
        if not notes:
            self.draft.complain(self.tr("Set the attendance first: then there is a note to see."))
            return
        here = self.open_client()
        first = next((at for at, note in enumerate(notes) if note.client_id == here), 0)
        dialog = NotesPreview(self, [(names[note.client_id], note) for note in notes], first)
        messages.run(dialog)
        dialog.deleteLater()

    def _request_sheet(self) -> None:
        self.settle()
        if self._edit is not None:
            self.sheet_requested.emit(group_sheets.compose(self._desk, self._edit))

    def _discard(self) -> None:
        edit = self._edit
        if edit is None or not self._is_writing():
            return
        kept: list[GroupEdit] = []

        def discard() -> None:
            kept.append(group_sessions.discard(self._desk, edit.session_id, initiator=self))

        def bring_back() -> None:
            group_sessions.keep(self._desk, kept[0], initiator=self)
            self._load(edit.session_id)
            self._begin()

        self.draft.discard(discard, lambda: self._load(edit.session_id), bring_back)

    def _begin_signing(self, clients: list[ClientId]) -> None:
        if self._edit is None or not self.draft.flush():
            return
        self._show_row(None)
        self.draft.forget()
        signing = group_signing.Signing(self._desk, self._edit, clients, initiator=self)
        self._run = SigningRun(signing, self)
        self._run.progressed.connect(self.strip.show_progress)
        self._run.ended.connect(self._end_signing)
        self.set_signing(is_signing=True)
        self._run.start()

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _end_signing(self, edit: GroupEdit, outcome: Outcome) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self.set_signing(is_signing=False)
        self._edit = edit
        by_id = {one.client.id: one.client for one in self._checked}
        self._refused = {
            client_id: self._shown_text(by_id[client_id], why)
            for client_id, why in outcome.refused.items()
        }
        self._check()
        count = len(outcome.signed)
        said = (self.tr("1 note signed") if count == 1 else self.tr("{count} notes signed")).format(
            count=count
        )
        toast.of_window(self).announce(said)
        if self._refused:
            self.draft.complain(
                self.tr("{count} not signed; the reason stands on the row.").format(
                    count=len(self._refused)
                )
            )
        self.members.group_members_list.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _hear(self, changes: Changes) -> None:
        """Somebody was discharged, or named otherwise, or marked elsewhere."""
        if changes.initiator is self or self._edit is None or self._run is not None:
            return
        there = {one.client_id for one in self._edit.members}
        is_about = Kind.SETTINGS in changes.kinds or there & changes.clients
        if not is_about or not changes.kinds & _CONCERNED:
            return
        if self._is_writing():
            self._edit = self._collected()
        self._read_around()
        self._check()
