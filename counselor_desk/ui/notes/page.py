"""The Notes tab of a chart: the list at the left, the note that is chosen at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId, NoteId
from counselor_desk.records.notes import NoteRow
from counselor_desk.services import discarded, notes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row, hold
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes import model, shown, words
from counselor_desk.ui.notes.discarded import DiscardedList
from counselor_desk.ui.notes.model import NoteFilter
from counselor_desk.ui.notes.notes_list import NotesList
from counselor_desk.ui.notes.reader import NoteReader
from counselor_desk.ui.page_stack import PageStack
from counselor_desk.ui.printing import PrintRequest
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_LIST_WIDTHS = ((1080, 360), (760, 320), (0, 250))
"""From which width of the page, at 100 %, the list is how wide."""

_CONCERNED = frozenset(
    {Kind.NOTE, Kind.DRAFT, Kind.PLAN, Kind.AMENDMENT, Kind.ASSESSMENT, Kind.DISCHARGE}
)


class NotesPage(QWidget):
    """Every note of a client, and the one that is read; those that are selected print together.

    Signals:
        print_requested: put the note that is read on paper; carries a `PrintRequest`.
        note_read: a note is shown; carries the ids of the client and the note.
    """

    print_requested = Signal(object)
    note_read = Signal(object, object)

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
        self._rows: tuple[NoteRow, ...] = ()
        self._filter = NoteFilter()
        self._is_stale = False
        self.discarded_list: DiscardedList | None = None
        self._build()
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the notes of the place's client, with the note it names, else the newest.

        Raises:
            DeskError: the notes cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self._clear_filter()
        self._load(chosen=place.note_id or self._chosen_id())

    def flush(self) -> None:
        """Write the addendum that is being typed to the disk.

        Raises:
            DeskError: it could not be written; it is still on the screen.
        """
        self.reader.flush()

    def print_request(self) -> PrintRequest | None:
        """The note that is read, or all that are selected, the oldest first; None without one."""
        read = self.reader.shown()
        if read is None or self._stack.currentWidget() is self._empty or not self._model.rows:
            return None
        uids = [row.uid for row in reversed(self.notes_list.selection())] or [read.note.uid]
        return PrintRequest(
            kind=DocumentKind.SESSION_NOTE,
            uid=uids[0],
            client_id=read.note.client_id,
            more=tuple(uids[1:]),
        )

    def rows(self) -> tuple[NoteRow, ...]:
        """The notes that are listed."""
        return self._model.rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list the width of the size class."""
        super().resizeEvent(event)
        self._fit_list()

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        if self._is_stale:
            self._load(chosen=self._chosen_id())

    def _build(self) -> None:
        self.notes_find_text = LineEdit(
            hint=self.tr("Find in notes"), name=self.tr("Find in notes")
        )
        hold(self.notes_find_text, width=220)
        self.notes_segments = SegmentedControl(
            ((model.ALL, self.tr("All")),), name=self.tr("Notes shown"), tone="neutral"
        )
        self.notes_objective_choice = ComboBox(name=self.tr("Objective"), is_small=True)
        self.notes_requests_button = Button(
            self.tr("Requests to amend"), kind="quiet", is_small=True
        )
        self.notes_counseling_button = Button(
            self.tr("Counseling notes…"), kind="quiet", is_small=True
        )
        self._objective_part = QWidget()
        self._objective_part.setLayout(
            Row(Label(self.tr("Objective"), "caption"), self.notes_objective_choice)
        )
        hold(self.notes_objective_choice, width=120)
        self._model = model.make_model(self._desk.today, self)
        self.notes_list = NotesList(self._model, self._desk.today)
        self._list_card = Card(self.notes_list, margins=(1, 1, 1, 1))
        self.reader = NoteReader(self._desk)
        reading = QWidget()
        reading.setLayout(
            Column(Card(self.reader, margins=(24, 16, 16, 18)), "stretch", margins=(0, 0, 18, 14))
        )
        self._reader_scroll = PageScroll(reading)
        self.notes_clear_button = Button(self.tr("Clear filter"))
        self._no_match = EmptyState(
            "search", self.tr("No note matches"), "", self.notes_clear_button
        )
        self._stack = PageStack()
        self._filled = self._make_filled()
        self._stack.addWidget(self._filled)
        self._empty = self._make_empty()
        self._stack.addWidget(self._empty)
        self.setLayout(Column(self._stack))

    def _make_filled(self) -> QWidget:
        filled = QWidget()
        # Both ends wrap: in a narrow page, or with large type, one line is too short for them.
        right = FlowRow(
            self._objective_part,
            self.notes_counseling_button,
            self.notes_requests_button,
            margins=(0, 2, 0, 0),
            spacing=8,
        )
        head = Row(
            (FlowRow(self.notes_find_text, self.notes_segments, spacing=10), 1),
            right,
            margins=(28, 12, 28, 0),
        )
        self._both = QWidget()
        # The card is as tall as its rows; what is left over goes below it.
        self.selected_label = Label("", "caption", wraps=True)
        self.selected_label.hide()
        left = Column(
            (self._list_card, 1000),
            self.selected_label,
            "stretch",
            margins=(0, 0, 0, 14),
            spacing=8,
        )
        self._both.setLayout(Row(left, (self._reader_scroll, 1), margins=(28, 0, 0, 0), spacing=14))
        self._body = PageStack()
        self._body.addWidget(self._both)
        self._body.addWidget(self._no_match)
        filled.setLayout(Column(head, (self._body, 1), spacing=12))
        return filled

    def _make_empty(self) -> EmptyState:
        self.notes_write_button = Button(self.tr("Write note"), kind="primary", icon="plus")
        self.notes_first_counseling_button = Button(self.tr("Counseling notes…"), kind="quiet")
        self.notes_discarded_button = Button(self.tr("Discarded drafts"), kind="quiet")
        return EmptyState(
            "notebook-pen",
            self.tr("No notes yet"),
            "",
            self.notes_write_button,
            self.notes_first_counseling_button,
            self.notes_discarded_button,
        )

    def _first_step(self) -> str:
        """When the first session is, and what a note asks for."""
        kept = self.tr("A note is kept as you type it and can be changed until you sign it.")
        day = None
        if self._client_id is not None:
            day = notes.first_session_on(self._desk, self._client_id)
        if day is None:
            return kept
        first = self.tr("First session {day}.").format(day=words.day(day, self._desk.today()))
        return f"{first}\n{kept}"

    def _connect(self) -> None:
        self.notes_find_text.edited.connect(lambda _text: self._find())
        self.notes_segments.edited.connect(self._choose_segment)
        self.notes_objective_choice.edited.connect(self._choose_objective)
        self.notes_clear_button.clicked.connect(self._show_all)
        self.notes_write_button.clicked.connect(self._write)
        self.notes_discarded_button.clicked.connect(self._open_discarded)
        self.notes_requests_button.clicked.connect(self._open_requests)
        for button in (self.notes_counseling_button, self.notes_first_counseling_button):
            button.clicked.connect(self._open_counseling_notes)
        self.reader.continue_requested.connect(self._open_chosen)
        self.reader.addenda_changed.connect(lambda: self._load(chosen=self._chosen_id()))
        self.reader.backups_requested.connect(self._open_backups)
        self.reader.note_requested.connect(self._open_note)
        self.notes_list.open_requested.connect(self._open_chosen)
        self.notes_list.addendum_requested.connect(self.reader.add_addendum)
        self.notes_list.selected.connect(self._tell_selected)
        self.notes_list.selectionModel().currentChanged.connect(self._read)
        themes.look().theme_changed.connect(self._fit_list)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(
            lambda: self.notes_find_text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        )

    def _load(self, chosen: NoteId | None) -> None:
        if self._client_id is None:
            return
        self._is_stale = False
        self._rows = notes.rows(self._desk, self._client_id)
        count = discarded.count(self._desk, self._client_id)
        self._filter = replace(self._filter, has_discarded=count > 0)
        self.notes_discarded_button.setVisible(count > 0)
        self.notes_segments.set_options(model.segments(self._rows, self.tr, discarded=count))
        if self.notes_segments.value() is None:
            self._filter = replace(self._filter, segment=model.ALL)
            self.notes_segments.set_value(model.ALL)
        numbers = model.objective_numbers(self._rows)
        self.notes_objective_choice.set_options(
            (("", self.tr("Any")), *((number, number) for number in numbers))
        )
        self.notes_objective_choice.set_value(
            self._filter.objective if self._filter.objective in numbers else ""
        )
        self._objective_part.setVisible(bool(numbers))
        self._apply(chosen)

    def _apply(self, chosen: NoteId | None = None) -> None:
        wanted = chosen if chosen is not None else self._chosen_id()
        together = frozenset(row.id for row in self.notes_list.selection())
        visible = self._filter.applied(self._rows)
        self._model.set_rows(visible)
        is_discarded = self._filter.segment == model.DISCARDED
        self._stack.setCurrentWidget(self._filled if self._rows or is_discarded else self._empty)
        if self._stack.currentWidget() is self._empty:
            self._empty.set_text(self.tr("No notes yet"), self._first_step())
        if is_discarded:
            self._show_discarded()
            return
        self._body.setCurrentWidget(self._both if visible else self._no_match)
        self._no_match.set_text(self.tr("No note matches"), self._no_match_words())
        self._fit_list()
        self.notes_list.choose(wanted, together)

    def _fit_list(self, *_theme: object) -> None:
        """The card is as wide as the size class says and ends with its last row."""
        theme = themes.current()
        width = next(w for start, w in _LIST_WIDTHS if self.width() / theme.scale >= start)
        hold(self._list_card, width=width)
        rows = len(self._model.rows) * theme.row(model.ROW_HEIGHT)
        self._list_card.setMaximumHeight(rows + 4)

    def _read(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is None:
            return
        read = self.reader.shown()
        is_other = read is None or read.note.id != row.id
        if is_other:
            try:
                self.reader.flush()
            except DeskError:
                return  # the form says so, and keeps what was typed
        self.reader.show_note(shown.load(self._desk, row.id))
        self.note_read.emit(self._client_id, row.id)
        if is_other:
            self._reader_scroll.verticalScrollBar().setValue(0)

    def _chosen_id(self) -> NoteId | None:
        return self.notes_list.current_id()

    def _tell_selected(self) -> None:
        """Say what Print would take, where that is more than what is read."""
        count = len(self.notes_list.selection())
        self.selected_label.setText(
            self.tr("{count} notes selected. Print takes them together.").format(count=count)
        )
        self.selected_label.setVisible(count > 1)

    def _open_chosen(self) -> None:
        """Go on writing a draft; a signed note opens on a page of its own."""
        chosen = self._chosen_id()
        if chosen is not None:
            self._open_note(chosen)

    def _open_note(self, note_id: NoteId) -> None:
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id, note_id=note_id))

    def _write(self) -> None:
        self._navigator.open(Place(page=Page.NOTE, client_id=self._client_id))

    def _open_backups(self) -> None:
        self._navigator.open(Place(page=Page.BACKUP))

    def _open_requests(self) -> None:
        self._navigator.open(Place(page=Page.AMENDMENTS, client_id=self._client_id))

    def _open_counseling_notes(self) -> None:
        self._navigator.open(Place(page=Page.COUNSELING_NOTES, client_id=self._client_id))

    def _open_discarded(self) -> None:
        self.notes_segments.set_value(model.DISCARDED)
        self._choose_segment(model.DISCARDED)

    def _show_discarded(self) -> None:
        if self._client_id is None:
            return
        if self.discarded_list is None:
            self.discarded_list = DiscardedList(self._desk)
            self._body.addWidget(self.discarded_list)
        self.discarded_list.show_client(self._client_id)
        self._body.setCurrentWidget(self.discarded_list)

    def _find(self) -> None:
        text = self.notes_find_text.value().strip()
        found = None
        if text and self._client_id is not None:
            found = notes.find(self._desk, self._client_id, text)
        self._filter = replace(self._filter, found=found)
        self._apply()

    def _no_match_words(self) -> str:
        text = self.notes_find_text.value().strip()
        if not text:
            return self.tr("There is no such note of this client.")
        return self.tr("No note of this client has “{text}” in it.").format(text=text)

    def _choose_segment(self, segment: object) -> None:
        self._filter = replace(self._filter, segment=segment)
        self._apply()

    def _choose_objective(self, number: object) -> None:
        self._filter = replace(self._filter, objective=str(number))
        self._apply()

    def _clear_filter(self) -> None:
        self._filter = NoteFilter(has_discarded=self._filter.has_discarded)
        self.notes_find_text.set_value("")
        self.notes_segments.set_value(model.ALL)
        self.notes_objective_choice.set_value("")

    def _show_all(self) -> None:
        self._clear_filter()
        self._apply()
        self.notes_find_text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self, changes: Changes) -> None:
        if self._client_id not in changes.clients or not changes.kinds & _CONCERNED:
            return
        if self.reader.is_initiator(changes.initiator):
            return
        if self.isVisible():
            self._load(chosen=self._chosen_id())
        else:
            self._is_stale = True
