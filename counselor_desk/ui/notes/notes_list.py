"""The list of notes: one is read, several can be selected and printed together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from counselor_desk.records.ids import NoteId
from counselor_desk.records.notes import NoteRow
from counselor_desk.ui.models import RowsModel
from counselor_desk.ui.notes.model import NoteDelegate

_FLAGS = QItemSelectionModel.SelectionFlag


class NotesList(QListView):
    """J, K and the arrows move, Enter opens, A adds an addendum; Shift and Ctrl select several.

    Signals:
        open_requested: go on with the current note.
        addendum_requested: add to the current note.
        selected: other notes are selected.
    """

    open_requested = Signal()
    addendum_requested = Signal()
    selected = Signal()

    def __init__(
        self, rows: RowsModel[NoteRow], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setObjectName("notes_list")
        self.setAccessibleName(self.tr("Notes"))
        self.setModel(rows)
        self.setItemDelegate(NoteDelegate(today, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.open_requested.emit())
        self.selectionModel().selectionChanged.connect(lambda *_changed: self.selected.emit())

    def current_id(self) -> NoteId | None:
        """The note that is read."""
        row = self._rows.row(self.currentIndex())
        return row.id if row is not None else None

    def selection(self) -> tuple[NoteRow, ...]:
        """The notes that are selected, in the order they are listed."""
        places = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(self._rows.rows[place] for place in places)

    def choose(self, wanted: NoteId | None, together: frozenset[NoteId] = frozenset()) -> None:
        """Make a note current, the first one where it is not listed.

        `together` are the notes that were selected; they stay so where the wanted one is among
        them.
        """
        index = self._rows.find(lambda row: row.id == wanted)
        if not index.isValid():
            index = self._rows.index(0, 0)
        if not index.isValid():
            return
        self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect)
        self.scrollTo(index)
        if wanted in together:
            others = QItemSelection()
            for place, row in enumerate(self._rows.rows):
                if row.id in together:
                    other = self._rows.index(place, 0)
                    others.select(other, other)
            self.selectionModel().select(others, _FLAGS.Select)

    def step(self, by: int) -> None:
        """Go on to the next note (1) or the one before (-1)."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self._rows.rows):
            self.setCurrentIndex(self._rows.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of the list come before searching by the first letter."""
        if event.modifiers() or not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_J:
                self.step(1)
            case Qt.Key.Key_K:
                self.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_requested.emit()
            case Qt.Key.Key_A:
                self.addendum_requested.emit()
            case _:
                return False
        return True
