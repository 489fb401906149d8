"""Paints the golden thread: a problem with its goal, an objective, a state cell, an outcome."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.records.threads import GoalLine, ObjectiveLine, ThreadCell
from counselor_desk.ui import painting, tokens
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import ChipWords, Index, draw_cell
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.thread import words
from counselor_desk.ui.thread.model import Mode, Part, ThreadModel

GOAL_HEIGHT, OBJECTIVE_HEIGHT = 30, 32
"""Of a row, in pixels at 100 %."""

NUMBER_AT, TEXT_AT = 34, 76
"""Where number and words begin, in pixels at 100 % from the left edge of a row."""

_FLAG_AT = 14
_RIGHT = 14
_CELL_HEIGHT, _CELL_GAP = 24, 8
_ICON = 14


class ThreadDelegate(QStyledItemDelegate):
    """One look for each part of a row; color never speaks alone."""

    def __init__(self, model: ThreadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a goal or an objective."""
        is_goal = isinstance(index.data(ROW_ROLE), GoalLine)
        return QSize(0, themes.current().s(GOAL_HEIGHT if is_goal else OBJECTIVE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row, then the part."""
        theme, rect, line = themes.current(), QRect(option.rect), index.data(ROW_ROLE)
        painter.save()
        _draw_ground(painter, rect, theme, option)
        if isinstance(line, GoalLine):
            self._draw_goal(painter, rect, theme, line, is_top=index.row() == 0)
        elif isinstance(line, ObjectiveLine):
            self._draw_part(painter, rect, theme, line, index.column())
        _draw_focus(painter, rect, theme, option)
        painter.restore()

    def _draw_goal(
        self, painter: QPainter, rect: QRect, theme: Theme, line: GoalLine, *, is_top: bool
    ) -> None:
        """The problem in bold with its goal behind it, and where it came from at the right."""
        if line.is_first and not is_top:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, theme.color("border"))
        place = rect.adjusted(theme.s(TEXT_AT), 0, -theme.s(_RIGHT), 0)
        if line.is_first:
            flag = rect.topLeft() + QPoint(theme.s(_FLAG_AT), 0)
            painting.draw_icon(painter, flag, rect.height(), theme, "flag", "accent", _ICON)
            _draw_number(painter, rect, theme, line.problem.number)
            place = self._draw_aside(painter, place, theme, words.problem_aside(line.problem))
            place = _draw_name(painter, place, theme, line.problem.text)
        goal = line.goal
        said = words.no_goal() if goal is None else f"{goal.number} {goal.text}"
        painting.draw_text(painter, place, theme, said, ink="text2")

    def _draw_aside(self, painter: QPainter, place: QRect, theme: Theme, said: str) -> QRect:
        """Words at the right; gives what is left of the room."""
        if not said:
            return place
        width = painting.text_width(theme, said, "caption")
        aside = place.adjusted(place.width() - width, 0, 0, 0)
        painting.draw_text(painter, aside, theme, said, kind="caption", ink="text2")
        return place.adjusted(0, 0, -width - theme.s(12), 0)

    def _draw_part(
        self, painter: QPainter, rect: QRect, theme: Theme, line: ObjectiveLine, column: int
    ) -> None:
        match self._model.part(column):
            case Part.TEXT:
                _draw_number(painter, rect, theme, line.objective.number)
                place = rect.adjusted(theme.s(TEXT_AT), 0, -theme.s(12), 0)
                painting.draw_text(painter, place, theme, line.objective.text)
            case Part.CELL:
                cell = self._model.cell(line, column)
                has_count = self._model.mode is Mode.WEEKS
                _draw_state(painter, rect, theme, cell, has_count=has_count)
            case Part.MEASURED:
                thread = self._model.thread_shown
                said = words.measured(line, thread.day) if thread is not None else ""
                place = rect.adjusted(theme.s(5), 0, -theme.s(4), 0)
                painting.draw_text(painter, place, theme, said, kind="caption", ink="text2")
            case Part.OUTCOME:
                tone, icon = words.outcome_look(line.status)
                chip = ChipWords(text=words.outcome(line.status), tone=tone, icon=icon)
                draw_cell(painter, rect.adjusted(theme.s(5), 0, -theme.s(6), 0), theme, chip)


def _draw_ground(
    painter: QPainter, rect: QRect, theme: Theme, option: QStyleOptionViewItem
) -> None:
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("selected"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))


def _draw_focus(painter: QPainter, rect: QRect, theme: Theme, option: QStyleOptionViewItem) -> None:
    """A frame around the current cell, while the keyboard is here."""
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))


def _draw_number(painter: QPainter, rect: QRect, theme: Theme, number: str) -> None:
    place = rect.adjusted(theme.s(NUMBER_AT), 0, 0, 0)
    place.setWidth(theme.s(TEXT_AT - NUMBER_AT - 2))
    painting.draw_text(painter, place, theme, number, kind="caption", ink="text2", is_tabular=True)


def _draw_name(painter: QPainter, place: QRect, theme: Theme, name: str) -> QRect:
    """The name of a problem, as wide as half of the room; gives what is left for the goal."""
    width = painting.text_width(theme, name, "strong")
    named = QRect(place)
    named.setWidth(min(width, max(place.width() // 2, 1)))
    painting.draw_text(painter, named, theme, name, kind="strong")
    return place.adjusted(named.width() + theme.s(8), 0, 0, 0)


def _draw_state(
    painter: QPainter, rect: QRect, theme: Theme, cell: ThreadCell, *, has_count: bool
) -> None:
    """The rating and how many notes; dashed where one was due; a dash where none was."""
    center = Qt.AlignmentFlag.AlignHCenter
    if not cell.notes and not cell.is_missing:
        painting.draw_text(painter, rect, theme, "–", ink="text3", align=center)
        return
    height = theme.s(_CELL_HEIGHT)
    box = rect.adjusted(theme.s(_CELL_GAP) // 2, 0, -theme.s(_CELL_GAP) // 2, 0)
    box.setTop(rect.top() + (rect.height() - height) // 2)
    box.setHeight(height)
    if cell.is_missing:
        _draw_missing(painter, box, theme)
        return
    tone, icon = words.rating_look(cell.rating)
    painting.draw_box(painter, box, theme, f"{tone}_bg", f"{tone}_bd", tokens.RADIUS_CHIP)
    if not has_count:
        left = QPoint(box.center().x() - theme.s(_ICON) // 2, box.top())
        painting.draw_icon(painter, left, height, theme, icon, tone, _ICON)
        return
    start = box.topLeft() + QPoint(theme.s(10), 0)
    painting.draw_icon(painter, start, height, theme, icon, tone, _ICON)
    number = box.adjusted(0, 0, -theme.s(10), 0)
    painting.draw_text(
        painter,
        number,
        theme,
        str(len(cell.notes)),
        kind="chip",
        ink=tone,
        align=Qt.AlignmentFlag.AlignRight,
    )


def _draw_missing(painter: QPainter, box: QRect, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("overdue"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(theme.color("overdue_bg"))
    radius = theme.s(tokens.RADIUS_CHIP)
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), radius, radius)
    painter.restore()
    said = words.no_note()
    center = Qt.AlignmentFlag.AlignHCenter
    painting.draw_text(painter, box, theme, said, kind="caption", ink="overdue", align=center)
