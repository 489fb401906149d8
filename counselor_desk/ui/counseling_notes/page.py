"""The counseling notes of one client: set up, open, write, close.

Their key is in memory only while this page shows them: leaving it, five idle minutes and the lock
wipe it. 42 CFR 2.11, 45 CFR 164.501.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.counseling_notes import CounselingNote
from counselor_desk.records.ids import ClientId
from counselor_desk.services import clients, counseling_notes, shown_names
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.counseling_notes import OpenNotes
from counselor_desk.ui import tasks
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.counseling_notes.dialogs import PassphraseDialog, RecoveryDialog
from counselor_desk.ui.counseling_notes.door import Door, SetUp
from counselor_desk.ui.counseling_notes.sheet import Sheet
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.page_stack import PageStack

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

IDLE_MS = 5 * 60 * 1000
"""Without a key or a choice for this long, the notes are closed."""


@dataclass(slots=True)
class _Shown:
    """What is open: the key, the notes, the one that is shown, and what was deleted last."""

    opened: OpenNotes
    notes: list[CounselingNote] = field(default_factory=list, repr=False)
    note: CounselingNote | None = field(default=None, repr=False)
    deleted: CounselingNote | None = field(default=None, repr=False)


class CounselingNotesPage(QWidget):
    """One client's counseling notes behind their own passphrase.

    Signals:
        said: something was done that is announced; carries the words.
    """

    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._client_id: ClientId | None = None
        self._shown: _Shown | None = None
        self._visit = 0
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._make()
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Stand before the notes of the place's client; open ones of another are closed.

        Raises:
            DeskError: the store cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self.close_notes()
            self._client_id = place.client_id
        self._name_client()
        if self._shown is None:
            self._show_door()

    def flush(self) -> None:
        """Write what is being typed, encrypted.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        shown = self._shown
        if shown is not None and shown.note is not None and not self._desk.is_read_only:
            self._keep(shown, shown.note, self.sheet.text())

    def is_open(self) -> bool:
        """Whether the key is in memory."""
        return self._shown is not None

    def close_notes(self) -> None:
        """Save, wipe the key and every text, and stand before the door again."""
        self._visit += 1
        shown = self._shown
        if shown is not None:
            try:
                self.flush()
            except DeskError as problem:
                self._complain(problem)
                return
            self._drop_empty(shown)
            shown.opened.close()
            self._shown = None
        self._idle.stop()
        self.sheet.wipe()
        for banner in (self.deleted_banner, self.words_banner):
            banner.hide()
        self._show_door()

    def show_set_up(self) -> None:
        """Show what counseling notes are and how they are set up."""
        self._stack.setCurrentWidget(self.set_up)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page closes the notes."""
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimized is left to the idle time
            self.close_notes()

    def _make(self) -> None:
        self.counseling_chart_button = Button(self.tr("Notes"), icon="chevron-left")
        self.counseling_close_button = Button(self.tr("Close notes"), icon="lock")
        self.counseling_add_button = Button(self.tr("Write note"), kind="primary", icon="plus")
        self.client_label = Label("", "muted")
        title = Column(Label(self.tr("Counseling notes"), "title"), self.client_label, spacing=2)
        head = Row(
            (title, 1),
            self.counseling_chart_button,
            self.counseling_close_button,
            self.counseling_add_button,
            margins=(28, 0, 28, 0),
            spacing=8,
        )
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.deleted_banner = Banner(
            self.tr("The note was deleted."), action=self.tr("Undo"), can_close=True
        )
        self.words_banner = Banner(
            self.tr(
                "The recovery words in force do not open the counseling notes. If their passphrase "
                "is forgotten, the notes are lost."
            ),
            tone="overdue",
            action=self.tr("Type the words…"),
        )
        banners = (self.problem_banner, self.deleted_banner, self.words_banner)
        for banner in banners:
            banner.hide()
        self.set_up, self.door = SetUp(), Door()
        self.sheet = Sheet(self._desk.local, self._desk.today)
        self._stack = PageStack()
        for part in (self.set_up, self.door, self.sheet):
            self._stack.addWidget(part)
        said = Column(*banners, margins=(28, 0, 28, 0), spacing=8)
        self.setLayout(Column(head, said, (self._stack, 1), margins=(0, 20, 0, 0), spacing=14))

    def _connect(self) -> None:
        self._idle.timeout.connect(self.close_notes)
        self.set_up.chosen.connect(self._begin)
        self.door.passphrase_typed.connect(self._open)
        self.door.words_typed.connect(self._open_by_words)
        self.counseling_chart_button.clicked.connect(self._leave)
        self.counseling_close_button.clicked.connect(self.close_notes)
        self.deleted_banner.action_requested.connect(self._bring_back)
        self.words_banner.action_requested.connect(self._ask_for_words)
        sheet = self.sheet
        for wish in (self.counseling_add_button.clicked, sheet.start_requested):
            wish.connect(lambda *_: self._start())
        sheet.note_chosen.connect(self._choose)
        sheet.delete_requested.connect(self._delete)
        sheet.passphrase_requested.connect(self._change_passphrase)
        sheet.typed.connect(self._save)
        sheet.touched.connect(self._stay)

    def _name_client(self) -> None:
        if self._client_id is not None:
            client = clients.get(self._desk, self._client_id)
            name = shown_names.shown(self._desk, client)
            self.client_label.setText(f"{name}, {client.number}")

    def _show_door(self) -> None:
        is_set_up = counseling_notes.is_set_up(self._desk)
        self.set_up.wipe()
        self.door.wipe()
        if is_set_up:
            self._stack.setCurrentWidget(self.door)
        else:
            self.show_set_up()
        self._show_buttons()
        if self.isVisible():
            first = self.door if is_set_up else self.set_up.form
            first.focus_first()

    def _show_buttons(self) -> None:
        is_open = self._shown is not None
        self.counseling_close_button.setVisible(is_open)
        self.counseling_add_button.setVisible(
            is_open and not self._desk.is_read_only and bool(self._shown and self._shown.notes)
        )

    def _begin(self, passphrase: str, words: str) -> None:
        job = partial(counseling_notes.set_up, self._desk, passphrase, words)
        self._unlock(job, self.set_up)

    def _open(self, passphrase: str) -> None:
        self._unlock(partial(counseling_notes.open_notes, self._desk, passphrase), self.door)

    def _open_by_words(self, words: str) -> None:
        self._unlock(partial(counseling_notes.open_by_words, self._desk, words), self.door)

    def _unlock(self, job: Callable[[], OpenNotes], door: SetUp | Door) -> None:
        """Derive keys away from the window's thread; whoever leaves meanwhile gets no key."""
        visit = self._visit

        def fail(problem: DeskError) -> None:
            door.set_busy(is_busy=False)
            if visit == self._visit:
                door.show_problem(str(problem))

        def opened(made: OpenNotes) -> None:
            door.set_busy(is_busy=False)
            if visit == self._visit:
                self._enter(made)
            else:
                made.close()

        door.set_busy(is_busy=True)
        tasks.run(self, job, opened, fail)

    def _enter(self, opened: OpenNotes) -> None:
        if self._client_id is None:
            opened.close()
            return
        shown = _Shown(opened)
        try:
            shown.notes = counseling_notes.of_client(self._desk, opened, self._client_id)
            counseling_notes.tell_opened(self._desk, self._client_id)
        except DeskError as problem:
            opened.close()
            self._complain(problem)
            return
        self._shown = shown
        self.set_up.wipe()
        self.door.wipe()
        self.problem_banner.hide()
        self._stack.setCurrentWidget(self.sheet)
        self.words_banner.setVisible(counseling_notes.needs_words(self._desk))
        self._show(shown.notes[0] if shown.notes else None)
        self._stay()

    def _show(self, note: CounselingNote | None) -> None:
        shown = self._shown
        if shown is None:
            return
        shown.note = note
        self.sheet.show_notes(shown.notes, None if note is None else note.uid)
        if note is not None:
            self.sheet.show_text(note, is_editable=not self._desk.is_read_only)
            self.sheet.note_text.setFocus()
        self._show_buttons()

    def _start(self) -> None:
        shown = self._shown
        if shown is None or self._client_id is None:
            return
        try:
            self.flush()
            self._drop_empty(shown)
            note = counseling_notes.start(self._desk, shown.opened, self._client_id, initiator=self)
        except DeskError as problem:
            self._complain(problem)
            return
        shown.notes.insert(0, note)
        self._show(note)

    def _choose(self, uid: str) -> None:
        shown = self._shown
        if shown is None or (shown.note is not None and shown.note.uid == uid):
            return
        try:
            self.flush()
        except DeskError as problem:
            self._complain(problem)
            return
        self._show(next((note for note in shown.notes if note.uid == uid), None))

    def _save(self, text: str) -> None:
        shown = self._shown
        if shown is None or shown.note is None:
            return
        try:
            self._keep(shown, shown.note, text)
        except DeskError as problem:
            self._complain(problem)

    def _keep(self, shown: _Shown, note: CounselingNote, text: str) -> None:
        kept = counseling_notes.keep(self._desk, shown.opened, note, text, initiator=self)
        if kept is not note:
            shown.notes = [kept if one.uid == kept.uid else one for one in shown.notes]
            shown.note = kept
            self.sheet.show_notes(shown.notes, kept.uid)

    def _delete(self) -> None:
        shown = self._shown
        if shown is None or shown.note is None:
            return
        try:
            self.flush()
            gone = shown.note
            counseling_notes.delete(self._desk, gone, initiator=self)
        except DeskError as problem:
            self._complain(problem)
            return
        shown.deleted = gone
        shown.notes = [note for note in shown.notes if note.uid != gone.uid]
        self.deleted_banner.show()
        self._show(shown.notes[0] if shown.notes else None)

    def _bring_back(self) -> None:
        shown = self._shown
        if shown is None or shown.deleted is None:
            return
        try:
            back = counseling_notes.bring_back(
                self._desk, shown.opened, shown.deleted, initiator=self
            )
        except DeskError as problem:
            self._complain(problem)
            return
        shown.deleted = None
        shown.notes = sorted([*shown.notes, back], key=lambda one: one.written_at, reverse=True)
        self.deleted_banner.hide()
        self._show(back)

    def _drop_empty(self, shown: _Shown) -> None:
        """A note in which nothing was ever written leaves no row behind."""
        for note in [one for one in shown.notes if not one.text.strip()]:
            if not self._desk.is_read_only:
                counseling_notes.delete(self._desk, note, initiator=self)
                shown.notes.remove(note)

    def _ask_for_words(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self._idle.stop()  # the dialog needs the key
        if RecoveryDialog.ask(self, self._desk, shown.opened):
            self.words_banner.hide()
        self._stay()

    def _change_passphrase(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self._idle.stop()  # the dialog needs the key
        if PassphraseDialog.ask(self, self._desk, shown.opened):
            self.said.emit(self.tr("Passphrase of the counseling notes changed"))
        self._stay()

    def _leave(self) -> None:
        self._navigator.open(Place(page=Page.CHART, client_id=self._client_id, tab=Tab.NOTES))

    def _stay(self) -> None:
        """The person is here: count the idle time anew."""
        if self._shown is not None:
            self._idle.start()

    def _complain(self, problem: DeskError) -> None:
        self.problem_banner.set_message(str(problem), tone="risk")
        self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        if Kind.SETTINGS in changes.kinds and self.isVisible():
            self._name_client()
