"""The list of a client's notes: which are shown, how many of each kind, how a row is painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from counselor_desk.records.ids import NoteId
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import draw_row_ground
from counselor_desk.ui.models import ROW_ROLE, Column, Index, RowsModel
from counselor_desk.ui.notes import words
from counselor_desk.ui.theme import Theme

ALL = "all"
DRAFTS = "drafts"
OTHERS = "others"
DISCARDED = "discarded"

ROW_HEIGHT = 58
_MOST_NUMBERS = 3
_NAMED_KINDS = 3
"""Kinds with a segment of their own; a control has at most five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFilter:
    """What the list shows: a segment, an objective's number, and the notes a search found."""

    segment: object = ALL
    objective: str = ""
    found: frozenset[NoteId] | None = None
    has_discarded: bool = False

    def applied(self, rows: Sequence[NoteRow]) -> tuple[NoteRow, ...]:
        """The rows that are shown, in their order."""
        named = named_kinds(rows, has_discarded=self.has_discarded)
        return tuple(row for row in rows if self._shows(row, named))

    def _shows(self, row: NoteRow, named: tuple[SessionKind, ...]) -> bool:
        is_in_segment = (
            self.segment == ALL
            or (self.segment == DRAFTS and row.state is RecordState.DRAFT)
            or row.kind == self.segment
            or (self.segment == OTHERS and row.kind not in named)
        )
        is_about = not self.objective or self.objective in row.objective_numbers
        return is_in_segment and is_about and (self.found is None or row.id in self.found)


def named_kinds(rows: Sequence[NoteRow], *, has_discarded: bool = False) -> tuple[SessionKind, ...]:
    """The kinds with a segment of their own, in the order of the kinds, commonest if too many."""
    counts = Counter(row.kind for row in rows)
    room = _NAMED_KINDS - has_discarded
    limit = room if len(counts) <= room else room - 1
    common = {kind for kind, _ in counts.most_common(limit)}
    return tuple(kind for kind in SessionKind if kind in common)


def segments(
    rows: Sequence[NoteRow], translate: Callable[[str], str], *, discarded: int = 0
) -> tuple[tuple[object, str], ...]:
    """All, drafts, the kinds that are there and what was discarded, each with its count."""
    kinds = named_kinds(rows, has_discarded=discarded > 0)
    counts = Counter(row.kind for row in rows)
    drafts = sum(row.state is RecordState.DRAFT for row in rows)
    others = sum(count for kind, count in counts.items() if kind not in kinds)
    offered: list[tuple[object, str]] = [
        (ALL, f"{translate('All')} {len(rows)}"),
        (DRAFTS, f"{translate('Drafts')} {drafts}"),
    ]
    offered += [(kind, f"{words.kind_name(kind)} {counts[kind]}") for kind in kinds]
    if others:
        offered.append((OTHERS, f"{translate('Other')} {others}"))
    if discarded:
        offered.append((DISCARDED, f"{translate('Discarded')} {discarded}"))
    return tuple(offered)


def objective_numbers(rows: Sequence[NoteRow]) -> tuple[str, ...]:
    """Every objective that a note worked on, in the order of the plan."""
    numbers = {number for row in rows for number in row.objective_numbers}
    return tuple(sorted(numbers, key=lambda number: [int(part) for part in number.split(".")]))


def make_model(today: Callable[[], date], parent: QObject) -> RowsModel[NoteRow]:
    """The model of the list; its words are what a screen reader says."""
    columns: tuple[Column[NoteRow], ...] = (
        Column("", lambda row: f"{words.day(row.held_on, today())} {_kind(row)}"),
        Column("", lambda row: state_words(row)[0]),
        Column("", lambda row: " ".join(row.objective_numbers)),
        Column("", lambda row: row.first_words),
    )
    return RowsModel(columns, parent)


def state_words(row: NoteRow) -> tuple[str, str, str]:
    """Word, tone and icon of a note's chip."""
    if row.state is RecordState.DRAFT:
        return words.draft(), "draft", "square-pen"
    if row.is_in_error:
        return words.in_error(), "overdue", "circle-alert"
    signed = words.signed()
    return (f"{signed} + {row.addenda}" if row.addenda else signed), "signed", "lock"


class NoteDelegate(QStyledItemDelegate):
    """Paints a note in two lines: date, kind and state; first words and objectives."""

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row is as high as the next."""
        return QSize(0, themes.current().row(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the two lines."""
        theme = themes.current()
        row: NoteRow = index.data(ROW_ROLE)
        rect: QRect = option.rect
        is_last = index.row() == index.model().rowCount() - 1
        painter.save()
        draw_row_ground(painter, rect, theme, option, index.row() == 0, is_last)
        inner = rect.adjusted(theme.s(14), theme.s(8), -theme.s(12), -theme.s(6))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        self._paint_upper(painter, upper, theme, row)
        self._paint_lower(painter, upper.translated(0, upper.height()), theme, row)
        painter.restore()

    def _paint_upper(self, painter: QPainter, line: QRect, theme: Theme, row: NoteRow) -> None:
        word, tone, icon = state_words(row)
        chip = painting.chip_size(theme, word, icon)
        place = QRect(line.right() - chip.width() + 1, 0, chip.width(), chip.height())
        place.moveTop(line.center().y() - chip.height() // 2)
        painting.draw_chip(painter, place, theme, text=word, tone=tone, icon=icon)
        day = words.day(row.held_on, self._today())
        width = painting.text_width(theme, day, "strong")
        painting.draw_text(
            painter, QRect(line.left(), line.top(), width, line.height()), theme, day, kind="strong"
        )
        left = line.left() + width + theme.s(8)
        kind = QRect(left, line.top(), place.left() - theme.s(8) - left, line.height())
        painting.draw_text(painter, kind, theme, _kind(row), ink="text2")

    def _paint_lower(self, painter: QPainter, line: QRect, theme: Theme, row: NoteRow) -> None:
        numbers = " ".join(row.objective_numbers[:_MOST_NUMBERS])
        if len(row.objective_numbers) > _MOST_NUMBERS:
            numbers = f"{numbers} …"
        width = painting.text_width(theme, numbers, "caption", is_tabular=True)
        right = QRect(line.right() - width + 1, line.top(), width, line.height())
        painting.draw_text(
            painter, right, theme, numbers, kind="caption", ink="text2", is_tabular=True
        )
        first = QRect(
            line.left(), line.top(), right.left() - theme.s(12) - line.left(), line.height()
        )
        said = row.first_words or words.empty()
        ink = "text2" if row.first_words else "text3"
        painting.draw_text(painter, first, theme, said, kind="caption", ink=ink)


def _kind(row: NoteRow) -> str:
    return words.kind_name(row.kind)
