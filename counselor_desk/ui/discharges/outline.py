"""The outline of a discharge summary: each section with its state, and how many are ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counselor_desk.records.discharges import DischargeSection
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.chips import ProgressBar
from counselor_desk.ui.delegates import STRETCH, Geometry, Picture, Words, draw_cell
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.models import ROW_ROLE, RowsModel
from counselor_desk.ui.models import Column as ModelColumn

WIDTH = 232
"""Pixels at 100 %; in a narrow window the words about each state are left to its icon."""

_NARROW_WIDTH = 168
_ROW_HEIGHT = 36
_ROW_GAP = 2
_GEOMETRY = Geometry(widths=(16, STRETCH), height=_ROW_HEIGHT, left=10, right=8, gap=8)
_ASIDE_GAP = 6


class State(Enum):
    """How far a section is."""

    READY = auto()
    MISSING = auto()
    EMPTY = auto()


_PICTURES = {
    State.READY: Picture(icon="circle-check", ink="signed"),
    State.MISSING: Picture(icon="circle-alert", ink="overdue"),
    State.EMPTY: Picture(icon="circle", ink="text3"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A section in the outline: `aside` is said at the right, such as "edited"."""

    code: DischargeSection
    title: str
    aside: str
    state: State


class Outline(QWidget):
    """Title, progress and sections; the arrows move from section to section.

    Signals:
        chosen: another section is current; carries its `DischargeSection`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title_label = Label(self.tr("Discharge summary"), "section")
        self.count_label = Label("", "caption")
        self.progress_bar = ProgressBar()
        self._model: RowsModel[Line] = RowsModel(
            (
                ModelColumn(self.tr("Section"), lambda line: line.title),
                ModelColumn(self.tr("State"), lambda line: line.aside),
            ),
            self,
        )
        self.discharge_sections_list = QListView()
        self.discharge_sections_list.setObjectName("discharge_sections_list")
        self.discharge_sections_list.setAccessibleName(self.tr("Sections"))
        self.discharge_sections_list.setModel(self._model)
        self._delegate = _LineDelegate(self)
        self.discharge_sections_list.setItemDelegate(self._delegate)
        self.discharge_sections_list.setUniformItemSizes(True)
        self.discharge_sections_list.setMouseTracking(True)
        self.discharge_sections_list.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.discharge_sections_list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.discharge_sections_list.selectionModel().currentChanged.connect(self._tell)
        self.setLayout(
            Column(
                self.title_label,
                2,
                self.count_label,
                4,
                self.progress_bar,
                6,
                (self.discharge_sections_list, 1),
                spacing=0,
            )
        )
        hold(self, width=WIDTH)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other states; the current section stays."""
        if self._model.rows == tuple(lines):
            return
        code = self.current()
        selection = self.discharge_sections_list.selectionModel()
        selection.blockSignals(True)
        self._model.set_rows(lines)
        self.set_current(code)
        selection.blockSignals(False)
        ready = sum(1 for line in lines if line.state is State.READY)
        count = self.tr("{ready} of {count} sections ready")
        self.count_label.setText(count.format(ready=ready, count=len(lines)))
        self.progress_bar.set_share(ready / len(lines) if lines else 0)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Take less room, or all of it."""
        hold(self, width=_NARROW_WIDTH if is_narrow else WIDTH)
        self._delegate.has_asides = not is_narrow
        self.discharge_sections_list.viewport().update()

    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._model.rows

    def current(self) -> DischargeSection:
        """The section that is open; the first one before any was chosen."""
        line = self._model.row(self.discharge_sections_list.currentIndex())
        return line.code if line else DischargeSection.ADMISSION

    def set_current(self, code: DischargeSection) -> None:
        """Open a section."""
        index = self._model.find(lambda line: line.code is code)
        if index.isValid():
            self.discharge_sections_list.setCurrentIndex(index)

    def enter(self) -> None:
        """Take the focus."""
        self.discharge_sections_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self, step: int) -> None:
        """Open the next section (1) or the one before (-1); the ends are ends."""
        place = list(DischargeSection).index(self.current()) + step
        if 0 <= place < len(DischargeSection):
            self.set_current(list(DischargeSection)[place])

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = self._model.row(index)
        if line is not None:
            self.chosen.emit(line.code)


class _LineDelegate(QStyledItemDelegate):
    """Icon, title, and the aside in what room it needs."""

    has_asides = True

    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:
        """Every line is as high as the next."""
        return QSize(0, themes.current().s(_ROW_HEIGHT + _ROW_GAP))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """A rounded ground for the open section, then the words."""
        theme = themes.current()
        line: Line = index.data(ROW_ROLE)
        rect: QRect = option.rect.adjusted(0, 0, -1, -theme.s(_ROW_GAP))
        state = option.state
        is_open = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_open or state & QStyle.StateFlag.State_MouseOver:
            token = "selected" if is_open else "hover"
            painting.draw_box(painter, rect, theme, token, radius=tokens.RADIUS_CONTROL)
        is_by_key = state & QStyle.StateFlag.State_KeyboardFocusChange
        if state & QStyle.StateFlag.State_HasFocus and is_by_key:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        icon, words = _GEOMETRY.places(rect, theme)
        said = line.aside if self.has_asides else ""
        aside_width = painting.text_width(theme, said, "caption") if said else 0
        aside = words.adjusted(words.width() - aside_width, 0, 0, 0)
        title = words.adjusted(0, 0, -aside_width - theme.s(_ASIDE_GAP), 0)
        draw_cell(painter, icon, theme, _PICTURES[line.state])
        kind, ink = ("strong", "accent") if is_open else ("body", "text")
        draw_cell(painter, title, theme, Words(text=line.title, kind=kind, ink=ink))
        draw_cell(painter, aside, theme, Words(text=said, kind="caption", ink="text2"))
        painter.restore()
