"""The open counseling notes of a client: the list at the left, the note itself at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from counselor_desk.records.counseling_notes import CounselingNote
from counselor_desk.records.ids import Uid
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.counseling_notes import words
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate, Words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.models import Column as ListColumn
from counselor_desk.ui.models import RowsModel
from counselor_desk.ui.page_stack import PageStack
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.text_editor import TextEditor

_LIST_WIDTH = 240
_ROW = Geometry(widths=(STRETCH,), height=54, left=14)


class Sheet(QWidget):
    """Shows notes and lets one of them be written.

    Signals:
        note_chosen: another note was chosen in the list; carries its uid.
        start_requested: begin a note.
        delete_requested: take the note that is shown away.
        passphrase_requested: open by another passphrase from now on.
        typed: the text at a pause in typing.
        touched: the person is here.
    """

    note_chosen = Signal(str)
    start_requested = Signal()
    delete_requested = Signal()
    passphrase_requested = Signal()
    typed = Signal(str)
    touched = Signal()

    def __init__(
        self,
        local: Callable[[datetime], datetime],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """`local` gives a moment on the wall clock."""
        super().__init__(parent)
        self._local, self._today = local, today
        self._model: RowsModel[CounselingNote] = RowsModel(
            (ListColumn(title=self.tr("Note"), text=self._spoken),), self
        )
        self.notes_list = QListView()
        self.notes_list.setObjectName("counseling_notes_list")
        self.notes_list.setAccessibleName(self.tr("Counseling notes"))
        self.notes_list.setModel(self._model)
        self.notes_list.setItemDelegate(RowDelegate(_ROW, self._cells, self))
        self.notes_list.setUniformItemSizes(True)
        self.notes_list.setMouseTracking(True)
        self.notes_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.note_text = TextEditor(name=self.tr("Counseling note"), min_lines=12)
        self.note_text.setObjectName("counseling_note_text")
        self.written_label = Label("", "strong")
        self.note_delete_button = Button(
            self.tr("Delete"), kind="quiet", icon="trash-2", is_small=True
        )
        self._empty = EmptyState(
            "lock-open",
            self.tr("No counseling note yet"),
            words.reminder(),
            self._first_button(),
        )
        self._stack = PageStack()
        self._both = self._make_both()
        for part in (self._both, self._empty):
            self._stack.addWidget(part)
        self.setLayout(Column(self._stack))
        themes.look().theme_changed.connect(self._fit_list)
        self.notes_list.selectionModel().currentChanged.connect(self._choose)
        self.note_delete_button.clicked.connect(self.delete_requested)
        self.note_text.paused.connect(self.typed)
        self.note_text.edited.connect(self.touched)
        self.note_text.cursorPositionChanged.connect(self.touched)

    def show_notes(self, notes: Sequence[CounselingNote], shown: Uid | None) -> None:
        """List these notes, the newest first, with one of them chosen."""
        chooser = self.notes_list.selectionModel()
        chooser.blockSignals(True)
        self._model.set_rows(notes)
        index = self._model.find(lambda note: note.uid == shown)
        if index.isValid():
            self.notes_list.setCurrentIndex(index)
        chooser.blockSignals(False)
        self.notes_list.viewport().update()
        self._fit_list()
        self._stack.setCurrentWidget(self._both if notes else self._empty)

    def show_text(self, note: CounselingNote, *, is_editable: bool) -> None:
        """Show the text of one note."""
        self.written_label.setText(self._when(note))
        self.note_text.set_text(note.text)
        self.note_text.setReadOnly(not is_editable)
        self.note_delete_button.setVisible(is_editable)

    def text(self) -> str:
        """The text that is shown."""
        return self.note_text.text()

    def rows(self) -> tuple[str, ...]:
        """What the list says: when each note was begun, and its first words."""
        return tuple(self._spoken(note) for note in self._model.rows)

    def wipe(self) -> None:
        """Forget every text, its undo steps too."""
        self.show_notes((), None)
        self.note_text.set_text("")
        self.written_label.setText("")

    def _cells(self, note: CounselingNote) -> tuple[Words, ...]:
        first = note.first_line or words.nothing_yet()
        return (Words(text=self._when(note), caption=first, kind="strong"),)

    def _spoken(self, note: CounselingNote) -> str:
        return f"{self._when(note)}: {note.first_line or words.nothing_yet()}"

    def _when(self, note: CounselingNote) -> str:
        return words.when(self._local(note.written_at), self._today())

    def _first_button(self) -> Button:
        self.first_note_button = Button(self.tr("Write note"), kind="primary", icon="plus")
        self.first_note_button.clicked.connect(self.start_requested)
        return self.first_note_button

    def _make_both(self) -> QWidget:
        self._list_card = Card(self.notes_list, margins=(1, 1, 1, 1))
        hold(self._list_card, width=_LIST_WIDTH)
        written = Card(
            Row(self.written_label, "stretch", self.note_delete_button),
            4,
            self.note_text,
            6,
            Label(words.reminder(), "hint", wraps=True),
            margins=(24, 14, 16, 18),
        )
        content = QWidget()
        content.setLayout(Column(written, "stretch", margins=(0, 0, 18, 14)))
        both = QWidget()
        self.counseling_passphrase_button = Button(
            self.tr("Change passphrase…"), kind="link", icon="key-round", is_small=True
        )
        self.counseling_passphrase_button.clicked.connect(self.passphrase_requested)
        left = Column(
            (self._list_card, 1000),
            6,
            Row(self.counseling_passphrase_button, "stretch"),
            "stretch",
            margins=(0, 0, 0, 14),
        )
        both.setLayout(Row(left, (PageScroll(content), 1), margins=(28, 0, 0, 0), spacing=14))
        return both

    def _choose(self, index: QModelIndex) -> None:
        self.touched.emit()
        note = self._model.row(index)
        if note is not None:
            self.note_chosen.emit(note.uid)

    def _fit_list(self, *_theme: object) -> None:
        """The card ends with its last row."""
        theme = themes.current()
        rows = len(self._model.rows) * theme.row(_ROW.height)
        self._list_card.setMaximumHeight(rows + 4 + 2 * theme.s(1))
