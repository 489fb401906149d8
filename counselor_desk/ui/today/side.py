"""Beside what is owed: the sessions of the day and the hours of the running week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counselor_desk.records import times
from counselor_desk.ui import models, painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import IconButton
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.delegates import ChipWords, Geometry, draw_cell, draw_row_ground
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.models import ROW_ROLE, Index, RowsModel
from counselor_desk.ui.painted_lists import lay_bare
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.today import day_words

if TYPE_CHECKING:
    from counselor_desk.records.weeks import Block
    from counselor_desk.services.today import HoursLine

_SESSION = Geometry(widths=(52, 0.0, 96), height=48, left=16, right=12, gap=10)
_HOURS = Geometry(widths=(88, 0.0, 76), height=28, left=16, right=16, gap=10)
_MOST_SESSIONS, _MOST_HOURS = 6, 8
_FEW_SESSIONS, _FEW_HOURS = 3, 4
_AROUND = 10
"""What stands above and below the lines of the hours beside their head."""

_LEAST_AT = 2 / 3
"""Where the least hours of a week stand on the bar."""


class SideList(QListView):
    """A list of a side card: one stop, Enter or a click opens the row.

    Signals:
        opened: carries the row.
        turned: Left or Right; carries -1 or 1.
    """

    opened = Signal(object)
    turned = Signal(int)

    def __init__(self, rows: RowsModel[object], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        lay_bare(self, name, scrolls=True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; figures are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard finds a row to start from."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None:
            self.opened.emit(row)


class SessionsCard(Card):
    """The sessions of a day; the next one stands out.

    Signals:
        opened: carries the `Block`.
        turned: the day before (-1) or after (1) is wanted.
    """

    opened = Signal(object)
    turned = Signal(int)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        column: models.Column[object] = models.Column(
            "",
            lambda block: day_words.described(block, now(), is_hidden=self._delegate.is_hidden),
        )
        self._model: RowsModel[object] = RowsModel([column])
        self.session_list = SideList(self._model, self.tr("Sessions today"))
        self._delegate = _SessionDelegate(now)
        self.session_list.setItemDelegate(self._delegate)
        self.day_label = ElidedLabel(self.tr("Sessions"), "section")
        self.earlier_button = IconButton("chevron-left", self.tr("Day before"))
        self.later_button = IconButton("chevron-right", self.tr("Next day"))
        self.earlier_button.clicked.connect(lambda: self.turned.emit(-1))
        self.later_button.clicked.connect(lambda: self.turned.emit(1))
        head = QWidget()
        head.setLayout(
            Row(
                (self.day_label, 1),
                self.earlier_button,
                self.later_button,
                margins=(15, 8, 12, 7),
                spacing=4,
            )
        )
        self.none_label = Label(self.tr("No sessions on this day."), "muted")
        self._none = QWidget()
        self._none.setLayout(Row(self.none_label, "stretch", margins=(15, 13, 12, 13)))
        super().__init__(
            head,
            Line(),
            self.session_list,
            self._none,
            margins=(1, 1, 1, 1),
            spacing=0,
            parent=parent,
        )
        self.session_list.opened.connect(self.opened)
        self.session_list.turned.connect(self.turned)

    def show_blocks(self, blocks: Sequence[Block], *, is_hidden: bool, day: str = "") -> None:
        """List these; `is_hidden` says that the screen names nobody, `day` another day's name."""
        self._delegate.blocks, self._delegate.is_hidden = blocks, is_hidden
        self._model.set_rows(list(blocks))
        self.day_label.setText(day or self.tr("Sessions"))
        self.session_list.setAccessibleName(
            self.tr("Sessions on {day}").format(day=day) if day else self.tr("Sessions today")
        )
        self.session_list.setVisible(bool(blocks))
        self._none.setVisible(not blocks)

    def fit(self, *, is_low: bool = False) -> None:
        """As high as its rows, of which the first ones are seen without scrolling."""
        rows = min(self._model.rowCount(), _FEW_SESSIONS if is_low else _MOST_SESSIONS)
        self.session_list.setFixedHeight(rows * themes.current().row(_SESSION.height))


class HoursCard(Card):
    """The hours of the running week, those first who will not reach them.

    Signals:
        opened: carries the `HoursLine`.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        column: models.Column[object] = models.Column("", day_words.hours_described)
        self._model: RowsModel[object] = RowsModel([column])
        self.hours_list = SideList(self._model, self.tr("Hours this week"))
        self._delegate = _HoursDelegate()
        self.hours_list.setItemDelegate(self._delegate)
        self.goal_label = Label("", "caption")
        self._head = QWidget()
        self._head.setLayout(
            Row(
                Label(self.tr("Hours this week"), "section"),
                "stretch",
                self.goal_label,
                margins=(15, 12, 16, 6),
            )
        )
        super().__init__(
            self._head, self.hours_list, margins=(1, 1, 1, _AROUND - 1), spacing=0, parent=parent
        )
        self.hours_list.opened.connect(self.opened)

    def show_lines(self, lines: Sequence[HoursLine], least: int, most: int) -> None:
        """List these; `least` and `most` are the program's hours of a week, in minutes."""
        self._model.set_rows(list(lines))
        self.goal_label.setText(
            self.tr("goal {least:g}–{most:g} h").format(least=least / 60, most=most / 60)
        )
        self.setVisible(bool(lines))

    def fit(self, room: int | None = None) -> None:
        """As high as its rows, of which the first ones are seen without scrolling.

        `room` is how high the card may be, in pixels of the screen; None where it is low.
        """
        each = themes.current().row(_HOURS.height)
        most = _FEW_HOURS
        if room is not None:
            around = self._head.sizeHint().height() + themes.current().s(_AROUND)
            most = min(max((room - around) // each, _FEW_HOURS), _MOST_HOURS)
        self.hours_list.setFixedHeight(min(self._model.rowCount(), most) * each)


class _SessionDelegate(QStyledItemDelegate):
    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.blocks: Sequence[Block] = ()
        self.is_hidden = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().row(_SESSION.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Time, who, and how far the note is."""
        theme, now = themes.current(), self._now()
        block: Block = index.data(ROW_ROLE)
        rect: QRect = option.rect
        is_next = day_words.next_of(self.blocks, now) is block
        is_last = index.row() == index.model().rowCount() - 1
        painter.save()
        _calm(option)
        draw_row_ground(painter, rect, theme, option, is_first=False, is_last=is_last)
        if is_next:
            painter.fillRect(rect.adjusted(0, 1, 0, -1), theme.color("selected"))
        said = day_words.state(block, now)
        when, who, state = _places(rect, theme, said, is_next=is_next)
        painting.draw_two_lines(
            painter,
            when,
            theme,
            times.write_time(block.starts).removesuffix(" am").removesuffix(" pm"),
            day_words.length(block),
        )
        painting.draw_two_lines(
            painter, who, theme, block.title, day_words.caption(block, is_hidden=self.is_hidden)
        )
        if isinstance(said, ChipWords):
            draw_cell(painter, state, theme, said)
        elif is_next:
            _draw_button(painter, state, theme, day_words.open_words())
        elif said:
            painting.draw_text(
                painter,
                state,
                theme,
                said,
                kind="strong",
                ink="accent",
                align=Qt.AlignmentFlag.AlignRight,
            )
        painter.restore()


class _HoursDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().row(_HOURS.height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Name, bar and hours."""
        theme = themes.current()
        line: HoursLine = index.data(ROW_ROLE)
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.draw_box(painter, rect, theme, "selected")
        name, bar, amount = _HOURS.places(rect, theme)
        painting.draw_text(painter, name, theme, line.name)
        tone = "overdue" if line.is_short else "signed"
        share = line.minutes / max(line.least, 1) * _LEAST_AT
        painting.draw_bar(painter, bar, theme, share, tone, mark=_LEAST_AT)
        painting.draw_text(
            painter,
            amount,
            theme,
            day_words.hours_text(line),
            ink="text2",
            align=Qt.AlignmentFlag.AlignRight,
            is_tabular=True,
        )
        painter.restore()


def _places(
    rect: QRect, theme: Theme, said: ChipWords | str, *, is_next: bool
) -> tuple[QRect, QRect, QRect]:
    """Where time, words and state stand; the words take what the state leaves."""
    if isinstance(said, ChipWords):
        width = painting.chip_size(theme, said.text, said.icon).width()
    elif is_next:
        width = painting.text_width(theme, day_words.open_words(), "strong") + 2 * theme.s(12)
    else:
        width = painting.text_width(theme, said, "strong") if said else 0
    when, who, _ = _SESSION.places(rect, theme)
    right = rect.right() - theme.s(_SESSION.right)
    state = QRect(right - width + 1, rect.top(), width, rect.height())
    gap = theme.s(_SESSION.gap) if width else 0
    return when, QRect(who.left(), who.top(), state.left() - gap - who.left(), who.height()), state


def _calm(option: QStyleOptionViewItem) -> None:
    """Mark the current row while keys go to the list alone."""
    if not option.state & QStyle.StateFlag.State_HasFocus:
        option.state &= ~QStyle.StateFlag.State_Selected


def _draw_button(painter: QPainter, place: QRect, theme: Theme, text: str) -> None:
    width = painting.text_width(theme, text, "strong") + 2 * theme.s(12)
    height = theme.s(tokens.SMALL_CONTROL_HEIGHT)
    box = QRect(place.right() - width + 1, place.center().y() - height // 2, width, height)
    painting.draw_box(painter, box, theme, "accent", radius=tokens.RADIUS_CONTROL)
    words = box.adjusted(theme.s(12), 0, 0, 0)
    painting.draw_text(painter, words, theme, text, kind="strong", ink="on_accent")
