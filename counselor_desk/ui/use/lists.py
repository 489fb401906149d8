"""A card with a list of facts: its head, the titles of its columns, and rows that open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from counselor_desk.ui import models, painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.delegates import Cell, ChipWords, Geometry, RowDelegate
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.models import RowsModel

SHOWN = 5
"""Rows in sight before "Show all" is pressed."""

_TITLES_HEIGHT = 26
_LEFT, _RIGHT, _GAP = 16, 16, 16
Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactColumn(Generic[Fact]):
    """A column of facts.

    Attributes:
        width: pixels at 100 %; `STRETCH` for the one that takes what is left.
        cell: how a fact is painted.
        spoken: how a fact is said.
        needs: the width of the list, at 100 %, from which there is room for the column.
    """

    title: str
    width: float
    cell: Callable[[Fact], Cell]
    spoken: Callable[[Fact], str]
    needs: float = 0


class FactList(QListView, Generic[Fact]):
    """Rows as tall as what is in them; the page around it scrolls.

    Signals:
        opened: a click or Enter on a row; carries the fact.
        add_requested: Insert.
    """

    opened = Signal(object)
    add_requested = Signal()

    def __init__(
        self, columns: Sequence[FactColumn[Fact]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._shown = self._columns
        self.rows: RowsModel[Fact] = RowsModel(
            [models.Column(column.title, column.spoken) for column in columns], self
        )
        self._delegate = RowDelegate(self._geometry(), self._cells, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.look().theme_changed.connect(self.fit)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other rows."""
        if self.rows.rows != tuple(facts):
            self.rows.set_rows(facts)
        self.setVisible(bool(facts))
        self.fit()

    def choose(self, is_it: Callable[[Fact], bool]) -> None:
        """Make a row current; none when it is not here."""
        index = self.rows.find(is_it)
        flag = QItemSelectionModel.SelectionFlag
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
        else:
            self.selectionModel().setCurrentIndex(QModelIndex(), flag.Clear)

    def columns_in_sight(self) -> tuple[FactColumn[Fact], ...]:
        """The columns that there is room for."""
        return self._shown

    def places(self, rect: QRect) -> list[QRect]:
        """Where the cells of a row lie."""
        return self._geometry().places(rect, themes.current())

    def sizeHint(self) -> QSize:
        """As tall as the rows."""
        theme = themes.current()
        height = len(self.rows.rows) * theme.s(tokens.TWO_LINE_ROW_HEIGHT)
        return QSize(theme.s(320), height)

    def minimumSizeHint(self) -> QSize:
        """Every row; the width gives way."""
        return QSize(themes.current().s(200), self.sizeHint().height())

    def fit(self, *_theme: object) -> None:
        """Be as tall as the rows, in the columns that there is room for."""
        self.setFixedHeight(self.sizeHint().height())
        width = self.width() / themes.current().scale
        self._shown = tuple(column for column in self._columns if width >= column.needs)
        self._delegate.set_geometry(self._geometry())
        self.updateGeometry()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow page columns make room for the words."""
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Insert adds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        fact = self.rows.row(index)
        if fact is not None:
            self.opened.emit(fact)

    def _geometry(self) -> Geometry:
        return Geometry(
            widths=tuple(column.width for column in self._shown),
            height=tokens.TWO_LINE_ROW_HEIGHT,
            left=_LEFT,
            right=_RIGHT,
            gap=_GAP,
        )

    def _cells(self, fact: Fact) -> tuple[Cell, ...]:
        return tuple(column.cell(fact) for column in self._shown)


class _Titles(QWidget):
    """The titles of a list's columns, painted above it in its own places."""

    def __init__(self, listed: FactList[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = listed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        theme = themes.current()
        return QSize(theme.s(200), theme.s(_TITLES_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As the list."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the titles."""
        painter, theme = QPainter(self), themes.current()
        columns = self._list.columns_in_sight()
        for column, place in zip(columns, self._list.places(self.rect()), strict=True):
            painting.draw_text(painter, place, theme, column.title, kind="caption", ink="text2")


class FactCard(Card):
    """A list under its name, with what can be said of it at once, and a button that adds.

    Signals:
        opened: open a fact; carries it.
        add_requested: add one.
    """

    opened = Signal(object)
    add_requested = Signal()

    def __init__(
        self,
        title: str,
        columns: Sequence[FactColumn[Any]],
        *,
        add: str,
        empty: str,
        above: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`above` stands between the head and the list, for a chart."""
        super().__init__(margins=(1, 1, 1, 1), spacing=0, parent=parent)
        self._facts: tuple[Any, ...] = ()
        self._is_whole = False
        self.title_label = Label(title, "section")
        self.caption_label = ElidedLabel("", "caption")
        self.state_chip = Chip("")
        self.add_button = Button(add, icon="plus", is_small=True)
        self.add_button.clicked.connect(self.add_requested)
        self.list: FactList[Any] = FactList(columns, name=title)
        self.list.opened.connect(self.opened)
        self.list.add_requested.connect(self._add)
        self._above = above
        self._titles = _Titles(self.list)
        self._line = Line()
        self.empty_label = Label(empty, "muted", wraps=True)
        self._empty = QWidget()
        self._empty.setLayout(Row((self.empty_label, 1), margins=(16, 0, 16, 14)))
        self.more_button = Button("", kind="link", is_small=True)
        self.more_button.clicked.connect(self._show_more)
        self._more = QWidget()
        self._more.setLayout(Row(self.more_button, "stretch", margins=(16, 4, 16, 6)))
        head = QWidget()
        head.setLayout(
            Row(
                self.title_label,
                2,
                (self.caption_label, 1),
                self.state_chip,
                self.add_button,
                margins=(16, 10, 12, 8),
            )
        )
        self.body.add(head, above, self._titles, self._line, self.list, self._more, self._empty)
        self.show_state(None)
        self.show_facts((), is_editable=False)

    def show_facts(self, facts: Sequence[Any], *, is_editable: bool, caption: str = "") -> None:
        """Show the first rows of some facts, or all of them once that was asked for."""
        self._facts = tuple(facts)
        self.caption_label.setText(caption)
        self.add_button.setVisible(is_editable)
        shown = self._facts if self._is_whole else self._facts[:SHOWN]
        self.list.show_facts(shown)
        for part in (self._titles, self._line):
            part.setVisible(bool(facts))
        if self._above is not None:
            self._above.setVisible(bool(facts))
        self._empty.setVisible(not facts)
        self._more.setVisible(len(self._facts) > SHOWN)
        self.more_button.set_text(
            self.tr("Show fewer")
            if self._is_whole
            else self.tr("Show all {n:,}").format(n=len(self._facts))
        )

    def show_state(self, state: ChipWords | None) -> None:
        """Say something pressing in a chip beside the button; None says nothing."""
        if state is not None:
            self.state_chip.set_state(state.text, state.tone, state.icon)
        self.state_chip.setVisible(state is not None)

    def take_focus(self) -> None:
        """Give the focus to the rows, else to the button."""
        aim = self.list if self.list.rows.rows else self.add_button
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        if not self.add_button.isHidden():
            self.add_requested.emit()

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        self.show_facts(
            self._facts,
            is_editable=not self.add_button.isHidden(),
            caption=self.caption_label.text(),
        )
