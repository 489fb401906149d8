"""Paints the rows of the plan's tree and makes the field that edits one in place."""

from __future__ import annotations

import html
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from counselor_desk.records.ids import Uid
from counselor_desk.records.phrases import SHORTCUT_SIGN
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.plans import pasting, words
from counselor_desk.ui.plans.model import Index, PlanLine
from counselor_desk.ui.theme import Theme

LONGEST_IN_PLACE = 400
"""Longer words are edited in the inspector."""

INDENT = 22
_KEPT = 500
_LEFT = 12
_CHEVRON = 14
_ICON = 15
_ICON_AT = 22
_NUMBER_AT = 46
_NUMBER_WIDTHS = (12, 22, 36)
_NUMBER_GAP = 7
_RIGHT = 12
_MARK = 3
_ONE_LINE = 30
_TWO_LINES = 46
_OBJECTIVE = 36
_SPARE = 4
"""Room of a one-line objective that a second line takes."""

_OBJECTIVE_DEPTH = 2


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the parts of a row stand."""

    chevron: QRect
    icon: QRect
    number: QRect
    text: QRect
    chip: QRect


@dataclass(frozen=True, slots=True)
class _Measured:
    """How the words of a row break at a width; kept, because Qt asks for heights often."""

    theme: Theme
    width: int
    rows: tuple[str, ...]
    height: int


class PlanDelegate(QStyledItemDelegate):
    """One row: chevron, icon, number, words with a caption, status at the right.

    `refusal` stands in the place of the caption: the row of a step that cannot be taken, and why.

    Signals:
        phrase_begun: the sign of a phrase was typed where a word begins; carries the place.
    """

    phrase_begun = Signal(int)

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree
        self._measured: dict[PlanLine, _Measured] = {}
        self.refusal: tuple[Uid, str] | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Objectives 36, other rows by their caption; words that wrap add a line."""
        theme, line = themes.current(), _line(index)
        height = _OBJECTIVE if line.depth == _OBJECTIVE_DEPTH else _ONE_LINE
        has_caption = bool(self._caption(index, line))
        if has_caption:
            height = _TWO_LINES
        measured = self._measure(theme, line)
        is_spare = line.depth == _OBJECTIVE_DEPTH and not has_caption
        spare = theme.s(_SPARE) if is_spare else 0
        more = len(measured.rows) - 1
        return QSize(0, theme.s(height) + more * (measured.height - spare))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, accent line of a changed row, and its parts."""
        theme, line = themes.current(), _line(index)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        _draw_ground(painter, rect, theme, state)
        if line.is_changed:
            mark = QRect(rect.left(), rect.top(), theme.s(_MARK), rect.height())
            painter.fillRect(mark, theme.color("accent"))
        places = _places(rect, theme, line)
        if self._has_children(index):
            chevron = "chevron-down" if self._tree.isExpanded(index) else "chevron-right"
            _icon(painter, places.chevron, theme, chevron, "text2", _CHEVRON)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        _icon(painter, places.icon, theme, line.icon, _icon_ink(line, is_selected), _ICON)
        painting.draw_text(painter, places.number, theme, line.number, ink="text2")
        self._draw_words(painter, places.text, theme, line, self._caption(index, line))
        if line.status is not None:
            tone, icon = words.status_look(line.status)
            text = words.status(line.status)
            painting.draw_chip(painter, places.chip, theme, text=text, tone=tone, icon=icon)
        painter.restore()

    def is_on_chevron(self, place: QPoint, rect: QRect, index: Index) -> bool:
        """Whether a place within a row is its chevron, with some room around it."""
        theme, line = themes.current(), _line(index)
        chevron = _places(rect, theme, line).chevron
        return self._has_children(index) and chevron.adjusted(-6, 0, 6, 0).contains(place)

    def level_left(self, rect: QRect, index: Index) -> int:
        """Where a row of this level begins, after its chevron."""
        return _places(rect, themes.current(), _line(index)).icon.left()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole text where it is cut, and what a changed row was."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        theme, line = themes.current(), _line(index)
        room = _places(option.rect, theme, line).text.width()
        parts = []
        last = self._measure(theme, line).rows[-1]
        if painting.text_width(theme, last, _type(line)) > room + 1:
            parts.append(line.text)
        if line.is_changed:
            was = self.tr("Was: {text}").format(text=line.was)
            parts.append(was if line.was else self.tr("New in this draft"))
        # Escaped, because a tooltip would take angle brackets for markup.
        shown = "".join(f"<p>{html.escape(part)}</p>" for part in parts)
        QToolTip.showText(event.globalPos(), shown, view)
        return True

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line to type in, over the words of the row."""
        editor = LineEdit(name=_line(index).number, is_small=True, max_length=10_000, parent=parent)
        editor.setObjectName("plan_row_edit")
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The words as they stand, selected."""
        if isinstance(editor, LineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Tell the model if the words are others now."""
        if not isinstance(editor, LineEdit):
            return
        if editor.text() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """From the words to the chip."""
        theme, line = themes.current(), _line(index)
        text = _places(option.rect, theme, line).text
        height = min(theme.s(tokens.SMALL_CONTROL_HEIGHT), option.rect.height())
        top = option.rect.top() + (option.rect.height() - height) // 2
        editor.setGeometry(text.left() - theme.s(9), top, text.width() + theme.s(9), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps the words, Escape does not; Tab and Alt+arrows keep them and move the row.

        Several lines are pasted as rows of the tree.
        """
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not (is_press and isinstance(event, QKeyEvent) and isinstance(watched, LineEdit)):
            return super().eventFilter(watched, event)
        if event.text() == SHORTCUT_SIGN and _begins_a_word(watched):
            place = watched.cursorPosition()
            self._end(watched)
            self.phrase_begun.emit(place)
            return True
        key = event.key()
        has_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_move = key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or (
            has_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        )
        is_outline = event.matches(QKeySequence.StandardKey.Paste) and pasting.has_rows(
            QGuiApplication.clipboard().text()
        )
        goes_on = is_move or is_outline
        if not goes_on and key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(watched, event)
        self._end(watched)
        if goes_on:
            self._tree.keyPressEvent(event)
        return True

    def _end(self, editor: LineEdit) -> None:
        # At once: Qt would wait for the event loop, and the next key may change the tree first.
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _measure(self, theme: Theme, line: PlanLine) -> _Measured:
        width = self._tree.viewport().width()
        known = self._measured.get(line)
        if known is not None and known.width == width and known.theme is theme:
            return known
        if len(self._measured) > _KEPT:
            self._measured.clear()
        room = _places(QRect(0, 0, width, 0), theme, line).text.width()
        height = QFontMetrics(theme.font(_type(line))).height()
        measured = _Measured(theme, width, _wrapped(theme, line, room), height)
        self._measured[line] = measured
        return measured

    def _caption(self, index: Index, line: PlanLine) -> str:
        if self.refusal is not None and self.refusal[0] == line.uid:
            return self.refusal[1]
        is_folded = self._has_children(index) and not self._tree.isExpanded(index)
        return line.folded if is_folded else line.caption

    def _has_children(self, index: Index) -> bool:
        return index.model().rowCount(index) > 0

    def _draw_words(
        self, painter: QPainter, rect: QRect, theme: Theme, line: PlanLine, caption: str
    ) -> None:
        ink = "text3" if line.is_blank else "text"
        measured = self._measure(theme, line)
        rows, upper = measured.rows, measured.height
        lower = QFontMetrics(theme.font("caption")).height() if caption else 0
        top = rect.top() + (rect.height() - upper * len(rows) - lower) // 2
        for place, text in enumerate(rows):
            area = QRect(rect.left(), top + place * upper, rect.width(), upper)
            painting.draw_text(painter, area, theme, text, kind=_type(line), ink=ink)
        area = QRect(rect.left(), top + len(rows) * upper, rect.width(), lower)
        is_refused = self.refusal is not None and self.refusal[0] == line.uid
        ink = "overdue" if is_refused else "text2"
        painting.draw_text(painter, area, theme, caption, kind="caption", ink=ink)


def _line(index: Index) -> PlanLine:
    line = index.data(ROW_ROLE)
    if not isinstance(line, PlanLine):
        raise TypeError("the tree shows the lines of a plan")
    return line


def _begins_a_word(editor: LineEdit) -> bool:
    place = editor.cursorPosition()
    return not editor.text()[max(place - 1, 0) : place].strip()


def _type(line: PlanLine) -> str:
    return "body" if line.depth == _OBJECTIVE_DEPTH or line.is_blank else "strong"


def _wrapped(theme: Theme, line: PlanLine, width: int) -> tuple[str, ...]:
    """The words of a row on one line or two; painting cuts what is longer."""
    font = theme.font(_type(line))
    if width <= 0 or QFontMetrics(font).horizontalAdvance(line.text) <= width:
        return (line.text,)
    layout = QTextLayout(line.text, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    length = first.textLength()
    layout.endLayout()
    # Qt counts in halves of UTF-16, Python in whole characters.
    units = line.text.encode("utf-16-le", "surrogatepass")
    head, rest = (
        part.decode("utf-16-le", "surrogatepass").strip()
        for part in (units[: 2 * length], units[2 * length :])
    )
    return (head, rest) if rest else (head,)


def _icon_ink(line: PlanLine, is_selected: bool) -> str:
    if line.icon == "circle-check":
        return "signed"
    if line.depth == 0 or is_selected:
        return "accent"
    return "text2"


def _places(rect: QRect, theme: Theme, line: PlanLine) -> _Places:
    base = rect.left() + theme.s(_LEFT) + theme.s(INDENT) * line.depth
    number = base + theme.s(_NUMBER_AT)
    needed = painting.text_width(theme, line.number)
    number_width = max(theme.s(_NUMBER_WIDTHS[line.depth]), needed)
    text = number + number_width + theme.s(_NUMBER_GAP)
    right = rect.right() + 1 - theme.s(_RIGHT)
    chip = QRect(right, rect.top(), 0, rect.height())
    if line.status is not None:
        _, icon = words.status_look(line.status)
        size = painting.chip_size(theme, words.status(line.status), icon)
        top = rect.top() + (rect.height() - size.height()) // 2
        chip = QRect(right - size.width(), top, size.width(), size.height())
        right = chip.left() - theme.s(12)
    top, height = rect.top(), rect.height()
    return _Places(
        chevron=QRect(base, top, theme.s(_CHEVRON), height),
        icon=QRect(base + theme.s(_ICON_AT), top, theme.s(_ICON), height),
        number=QRect(number, top, number_width, height),
        text=QRect(text, top, max(right - text, 0), height),
        chip=chip,
    )


def _icon(painter: QPainter, rect: QRect, theme: Theme, name: str, ink: str, size: float) -> None:
    painting.draw_icon(painter, rect.topLeft(), rect.height(), theme, name, ink, size)


def _draw_ground(painter: QPainter, rect: QRect, theme: Theme, state: QStyle.StateFlag) -> None:
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    if is_selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("selected" if is_selected else "hover"))
    has_focus = state & QStyle.StateFlag.State_HasFocus
    if has_focus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
