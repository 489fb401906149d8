"""The popup below the caret: a few offers to choose from while the keys stay in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)

from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import STRETCH, Cell, Geometry, Words, draw_cell
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.models import ROW_ROLE, Index, RowsModel
from counselor_desk.ui.models import Column as RowColumn

WIDTH = 390
ROW_HEIGHT = 27
MOST_ROWS = 8
_MARGIN = 4
_BELOW = 4
_LEFT = 10
_GAP = 12
_WIDEST_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line of the popup: a short title, what it stands for, and what choosing it gives."""

    title: str
    text: str = ""
    value: object = None


class PhrasePopup(QFrame):
    """Floats over its window beside a caret and never takes the focus from the text.

    Signals:
        chosen: a line was clicked; carries its `Offer`.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("phrase_popup")
        dress(self, c="popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head = Label("", "caption")
        self.rows: RowsModel[Offer] = RowsModel((RowColumn("", _spoken),), self)
        self.offers_list = QListView()
        self._delegate = _Delegate(self.offers_list)
        self._fill()
        self.hide()

    def show_offers(self, offers: Sequence[Offer], editor: QTextEdit, *, head: str = "") -> None:
        """Show these lines beside the caret of `editor`, the first one marked."""
        self._head.setText(head)
        self._head.setVisible(bool(head))
        self._delegate.geometry = _geometry(offers)
        self.rows.set_rows(offers)
        self.offers_list.setVisible(bool(offers))
        if offers:
            self.offers_list.setCurrentIndex(self.rows.index(0, 0))
        self._place(editor)
        self.show()
        self.raise_()
        self._speak(editor)

    def move_by(self, steps: int, editor: QTextEdit) -> None:
        """Mark another line; past an end it goes on at the other."""
        count = len(self.rows.rows)
        if count:
            row = (self.offers_list.currentIndex().row() + steps) % count
            self.offers_list.setCurrentIndex(self.rows.index(row, 0))
            self._speak(editor)

    def current(self) -> Offer | None:
        """The line that is marked."""
        return self.rows.row(self.offers_list.currentIndex())

    def _fill(self) -> None:
        made = self.offers_list
        made.setModel(self.rows)
        made.setItemDelegate(self._delegate)
        made.setAccessibleName(self.tr("Phrases"))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.clicked.connect(self._choose)
        head = Row(self._head, margins=(_LEFT, 4, _LEFT, 2))
        self.setLayout(Column(head, made, spacing=0, margins=(_MARGIN,) * 4))

    def _choose(self) -> None:
        offer = self.current()
        if offer is not None:
            self.chosen.emit(offer)

    def _place(self, editor: QTextEdit) -> None:
        """Below the caret, above it where there is no room, and always inside the window."""
        window, theme = self.parentWidget(), themes.current()
        if window is None:
            return
        rows = min(len(self.rows.rows), MOST_ROWS)
        hold(self.offers_list, height=ROW_HEIGHT * rows)
        self.ensurePolished()
        width = min(theme.s(WIDTH), window.width() - 2 * theme.s(_LEFT))
        self.setFixedWidth(width)
        self.adjustSize()
        caret = editor.cursorRect()
        corner = editor.viewport().mapTo(window, QPoint(caret.left(), caret.bottom()))
        top = corner.y() + theme.s(_BELOW)
        if top + self.height() > window.height():
            top = corner.y() - caret.height() - theme.s(_BELOW) - self.height()
        left = min(corner.x(), window.width() - width - theme.s(_LEFT))
        self.move(max(left, theme.s(_LEFT)), max(top, 0))

    def _speak(self, editor: QTextEdit) -> None:
        offer = self.current()
        words = self._head.text() if offer is None else _spoken(offer)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(editor, words))


class _Delegate(QStyledItemDelegate):
    """Paints a line as cells, without rules between the lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.geometry = _geometry(())

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every line is as high as the next."""
        return QSize(0, themes.current().s(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and cells."""
        theme, offer = themes.current(), index.data(ROW_ROLE)
        rect: QRect = option.rect
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        is_pointed = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_marked or is_pointed:
            painting.draw_box(painter, rect, theme, "selected" if is_marked else "hover", radius=4)
        for cell, place in zip(_cells(offer), self.geometry.places(rect, theme), strict=True):
            draw_cell(painter, place, theme, cell)


def _geometry(offers: Sequence[Offer]) -> Geometry:
    """The titles stand in a column as wide as the widest; a list without texts has no other."""
    if not any(offer.text for offer in offers):
        return Geometry(widths=(STRETCH, 0), height=ROW_HEIGHT, left=_LEFT, right=0, gap=0)
    theme = themes.current()
    widest = (
        max(painting.text_width(theme, offer.title, "strong") for offer in offers) / theme.scale
    )
    widths = (min(widest, _WIDEST_TITLE), STRETCH)
    return Geometry(widths=widths, height=ROW_HEIGHT, left=_LEFT, right=_LEFT, gap=_GAP)


def _cells(offer: Offer) -> tuple[Cell, Cell]:
    if not offer.text:
        return Words(text=offer.title), None
    return Words(text=offer.title, kind="strong"), Words(text=offer.text, ink="text2")


def _spoken(offer: Offer) -> str:
    return ", ".join(filter(None, (offer.title, offer.text)))
