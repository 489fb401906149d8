"""The diagnoses as a list: how a row is painted, and what its keys ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.ids import Uid
from counselor_desk.ui import theme as themes
from counselor_desk.ui import tokens
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Geometry, RowDelegate, Words
from counselor_desk.ui.diagnoses import words
from counselor_desk.ui.models import Column, Index, RowsModel

ROW_HEIGHT = tokens.TWO_LINE_ROW_HEIGHT
_CODE, _SINCE, _MAKER = 84.0, 130.0, 170.0
_LEADS, _ENDED = 104.0, 150.0
_ROOM_FOR_SINCE, _ROOM_FOR_MAKER = 620, 820


class DiagnosisRows(RowsModel[Diagnosis]):
    """Diagnoses with words for screen readers, and the whole text as a tooltip."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__((Column("", lambda row: words.spoken(row, today())),), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """As every list; what a row has no room for is its tooltip."""
        row = self.row(index)
        if role == Qt.ItemDataRole.ToolTipRole and row is not None:
            return "\n".join(part for part in (row.words, words.maker(row), row.remark) if part)
        return super().data(index, role)


class DiagnosisList(QListView):
    """The diagnoses of a client, as tall as its rows; the page around it scrolls.

    Signals:
        chosen: another row is current, or none.
        opened: Enter or a double click.
        add_requested: Insert.
        end_requested: Delete.
    """

    chosen = Signal()
    opened = Signal()
    add_requested = Signal()
    end_requested = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown: frozenset[str] = frozenset()
        self.rows = DiagnosisRows(today, self)
        self._delegate = RowDelegate(_geometry(0, _LEADS)[0], self._cells, self, ends_card=False)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Diagnoses"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        themes.look().theme_changed.connect(self._fit)

    def show_rows(self, rows: Sequence[Diagnosis], chosen: Uid | None) -> None:
        """Show other rows; the one chosen before stays chosen, else the first is."""
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))
        index = self.rows.find(lambda row: row.uid == chosen)
        if not index.isValid() and rows:
            index = self.rows.index(0, 0)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self._lay()
        self._fit()
        self.chosen.emit()

    def current(self) -> Diagnosis | None:
        """The row that is chosen."""
        return self.rows.row(self.currentIndex())

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        theme = themes.current()
        return QSize(theme.s(320), len(self.rows.rows) * theme.s(ROW_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(240), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page who made it, then the onset, go below the words."""
        super().resizeEvent(event)
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list."""
        asked = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Insert: self.add_requested,
            Qt.Key.Key_Delete: self.end_requested,
        }.get(Qt.Key(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        else:
            asked.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is current."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def _cells(self, row: Diagnosis) -> tuple[Cell, ...]:
        ink = "text" if row.is_active else "text2"
        caption = words.joined(
            words.release(row.release),
            "" if "since" in self._shown else words.since(row),
            "" if "maker" in self._shown else words.maker(row),
            row.remark,
        )
        text, tone, icon = words.state(row, self._today())
        cells: dict[str, Cell] = {
            "code": Words(text=row.code, kind="strong", ink=ink, is_tabular=True),
            "words": Words(text=row.words, caption=caption, ink=ink),
            "since": Words(text=words.since(row), ink="text2"),
            "maker": Words(text=words.maker(row), ink="text2"),
            "state": ChipWords(text=text, tone=tone, icon=icon, is_right=True) if text else None,
        }
        hidden = {"since", "maker"} - self._shown
        return tuple(cell for name, cell in cells.items() if name not in hidden)

    def _lay(self) -> None:
        state = _LEADS if all(row.is_active for row in self.rows.rows) else _ENDED
        geometry, self._shown = _geometry(self.width() / themes.current().scale, state)
        self._delegate.set_geometry(geometry)

    def _fit(self, *_theme: object) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()


def _geometry(width: float, state: float) -> tuple[Geometry, frozenset[str]]:
    """How the cells lie in a width at 100 %, and which of those that give way are shown.

    `state` is the width of the last cell.
    """
    shown = []
    if width >= _ROOM_FOR_SINCE:
        shown.append(("since", _SINCE))
    if width >= _ROOM_FOR_MAKER:
        shown.append(("maker", _MAKER))
    widths = (_CODE, STRETCH, *(room for _, room in shown), state)
    geometry = Geometry(widths=widths, height=ROW_HEIGHT, left=16, right=14, gap=12)
    return geometry, frozenset(name for name, _ in shown)
