"""The open counseling notes of a client: the list at the left, the note itself at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from counselor_desk.records.counseling_notes import CounselingNote
from counselor_desk.records.ids import Uid
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.counseling_notes import words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.page_stack import PageStack
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.text_editor import TextEditor

_LIST_WIDTH = 260


class Sheet(QWidget):
    """Shows notes and lets one of them be written.

    Signals:
        note_chosen: another note was chosen in the list; carries its uid.
        start_requested: begin a note.
        delete_requested: take the note that is shown away.
        typed: the text at a pause in typing.
        touched: the person is here.
    """

    note_chosen = Signal(str)
    start_requested = Signal()
    delete_requested = Signal()
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
        self._uids: list[Uid] = []
        self._model = QStringListModel(self)
        self.notes_list = QListView()
        self.notes_list.setObjectName("counseling_notes_list")
        self.notes_list.setAccessibleName(self.tr("Counseling notes"))
        self.notes_list.setModel(self._model)
        self.notes_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.notes_list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.notes_list.setSpacing(2)
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
        self.notes_list.selectionModel().currentChanged.connect(self._choose)
        self.note_delete_button.clicked.connect(self.delete_requested)
        self.note_text.paused.connect(self.typed)
        self.note_text.edited.connect(self.touched)
        self.note_text.cursorPositionChanged.connect(self.touched)

    def show_notes(self, notes: Sequence[CounselingNote], shown: Uid | None) -> None:
        """List these notes and show one of them."""
        self._uids = [note.uid for note in notes]
        self.notes_list.selectionModel().blockSignals(True)
        self._model.setStringList([self._row(note) for note in notes])
        if shown in self._uids:
            self.notes_list.setCurrentIndex(self._model.index(self._uids.index(shown), 0))
        self.notes_list.selectionModel().blockSignals(False)
        self._stack.setCurrentWidget(self._both if notes else self._empty)

    def show_text(self, note: CounselingNote, *, is_editable: bool) -> None:
        """Show the text of one note."""
        self.written_label.setText(self._when(note))
        self.note_text.set_text(note.text)
        self.note_text.setReadOnly(not is_editable)
        self.note_delete_button.setVisible(is_editable)

    def name_row(self, note: CounselingNote) -> None:
        """Say the first words of a note anew in the list."""
        if note.uid in self._uids:
            index = self._model.index(self._uids.index(note.uid), 0)
            self._model.setData(index, self._row(note))

    def text(self) -> str:
        """The text that is shown."""
        return self.note_text.text()

    def wipe(self) -> None:
        """Forget every text, its undo steps too."""
        self._uids = []
        self.notes_list.selectionModel().blockSignals(True)
        self._model.setStringList([])
        self.notes_list.selectionModel().blockSignals(False)
        self.note_text.set_text("")
        self.written_label.setText("")

    def _row(self, note: CounselingNote) -> str:
        return words.row(note, self._when(note))

    def _when(self, note: CounselingNote) -> str:
        return words.when(self._local(note.written_at), self._today())

    def _first_button(self) -> Button:
        self.first_note_button = Button(self.tr("Write note"), kind="primary", icon="plus")
        self.first_note_button.clicked.connect(self.start_requested)
        return self.first_note_button

    def _make_both(self) -> QWidget:
        listed = Card(self.notes_list, margins=(6, 6, 6, 6))
        hold(listed, width=_LIST_WIDTH)
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
        left = Column((listed, 1), margins=(0, 0, 0, 14))
        both.setLayout(Row(left, (PageScroll(content), 1), margins=(28, 0, 0, 0), spacing=14))
        return both

    def _choose(self, index: QModelIndex) -> None:
        self.touched.emit()
        if index.isValid():
            self.note_chosen.emit(self._uids[index.row()])
