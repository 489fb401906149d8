"""The group session page: one pass through the members, each row saved as it is typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_drafts import DiscardedGroup
from counselor_desk.records.group_sessions import (
    GroupEdit,
    MemberEdit,
    all_present,
    no_risk_reported,
)
from counselor_desk.records.ids import ClientId, SessionId
from counselor_desk.services import (
    group_attendance,
    group_sessions,
    group_signing,
    shown_names,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.group_checks import Row as MemberRow
from counselor_desk.services.group_signing import Outcome
from counselor_desk.ui import messages, page_keys, toast
from counselor_desk.ui.group_session import words
from counselor_desk.ui.group_session.adding import AddMemberDialog
from counselor_desk.ui.group_session.preview import NotesPreview
from counselor_desk.ui.group_session.signing import SigningRun
from counselor_desk.ui.group_session.texts import ACTS
from counselor_desk.ui.group_session.writing import GroupWriting
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.printing import SheetRequest
from counselor_desk.ui.sign_dialog import SignFacts, ask_to_sign, passphrase_check
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_READY = group_signing.READY
_CONCERNED = frozenset({Kind.CLIENT, Kind.EPISODE, Kind.PLAN, Kind.ATTENDANCE, Kind.SETTINGS})


class GroupSessionPage(GroupWriting):
    """One session of a group.

    Signals:
        print_requested: put the sign-in sheet on paper; carries a `SheetRequest`.
    """

    print_requested = Signal(object)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, navigator, parent)
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
            self._catch_up()
        self.draft.save()

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

    def _open_part(self, part: str) -> None:
        """Open the row of the client the part of a place names."""
        if not part.isdigit() or ClientId(int(part)) == self.open_client():
            return
        if self._edit is not None and self._edit.member(ClientId(int(part))) is not None:
            self._show_row(ClientId(int(part)))

    def _hear_edit(self) -> None:
        client_id = self.open_client()
        if client_id is not None:
            self._refused.pop(client_id, None)
        self.draft.touch()

    def _ask_for_member(self) -> None:
        if self._edit is None or not self._is_writing():
            return
        self.settle()
        found = group_sessions.not_there(self._desk, self._edit)
        is_full = len(self._edit.members) >= self._limit
        names = shown_names.shown_of(self._desk, found)
        dialog = AddMemberDialog(
            self,
            [(one, names[one.id]) for one in found],
            add=lambda client: self.add_member(client.id),
            add_guest=self._add_guest,
            caution=self.tr(
                "{count} members are the most this group should have. One more is possible."
            ).format(count=self._limit)
            if is_full
            else "",
            about=Subject(self._desk, None, f"group_member/{self._edit.session_id}"),
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
        urges = {one.client_id: one.urge for one in self._edit.members}
        if not notes:
            self.draft.complain(self.tr("Set the attendance first: then there is a note to see."))
            return
        here = self.open_client()
        first = next((at for at, note in enumerate(notes) if note.client_id == here), 0)
        shown = [(names[one.client_id], one, urges[one.client_id]) for one in notes]
        dialog = NotesPreview(self, shown, first)
        messages.run(dialog)
        dialog.deleteLater()

    def _request_sheet(self) -> None:
        self.settle()
        # The preview reads what is on the disk.
        if self._edit is not None and self.draft.flush():
            self.print_requested.emit(SheetRequest(session_id=self._edit.session_id))

    def _discard(self) -> None:
        edit = self._edit
        if edit is None or not self._is_writing():
            return
        kept: list[DiscardedGroup] = []

        def discard() -> None:
            kept.append(group_sessions.discard(self._desk, edit.session_id, initiator=self))

        def bring_back() -> None:
            group_sessions.keep(self._desk, kept[0].edit, initiator=self)
            self._load(edit.session_id)
            self._begin()

        self.draft.discard(
            discard,
            lambda: self._load(edit.session_id),
            bring_back,
            lambda: words.discarded(len(kept[0].taken_back)),
        )

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

    def _leave_session(self) -> None:
        """The session is gone from the store: a place that names it says so."""
        self.draft.forget()
        self.members.group_members_list.open_row(None)
        self._edit = self._opened = None

    def _hear(self, changes: Changes) -> None:
        """Somebody was discharged, or named otherwise, or marked elsewhere."""
        if changes.initiator is self or self._run is not None:
            return
        if self._edit is None or self._opened is None:
            return
        there = {one.client_id for one in self._edit.members}
        is_about = Kind.SETTINGS in changes.kinds or there & changes.clients
        if not is_about or not changes.kinds & _CONCERNED:
            return
        if self._is_writing():
            self._edit = self._collected()
        self._read_around()
        try:
            newest = group_attendance.newest(self._desk, self._edit, self._opened)
            # Where nothing is kept yet, the next change is told from this one.
            self._opened = group_attendance.newest(self._desk, self._opened, self._opened)
        except UnknownRecordError:
            # Nothing was typed, and the session went with its last attendance.
            self._leave_session()
            return
        if newest == self._edit:
            self._check()
            return
        self._edit = newest
        self._follow()
