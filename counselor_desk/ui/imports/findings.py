"""What a look at a file found: new clients, those who are there already, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from counselor_desk.services.import_duplicates import Duplicate
from counselor_desk.services.import_files import Problem
from counselor_desk.services.import_rows import Incoming
from counselor_desk.ui import theme as themes
from counselor_desk.ui.delegates import (
    STRETCH,
    Cell,
    ChipWords,
    Geometry,
    Picture,
    RowDelegate,
    Words,
)
from counselor_desk.ui.models import Column, RowsModel

_GEOMETRY = Geometry(widths=(78, 16, STRETCH, 132), height=48, left=16, right=14, gap=12)


class Part(StrEnum):
    """What sort of finding a line is."""

    NEW = "new"
    DUPLICATE = "duplicate"
    DOUBT = "doubt"
    PROBLEM = "problem"


Row = Incoming | Duplicate | Problem

_PICTURES = {
    Part.PROBLEM: ("octagon-alert", "risk"),
    Part.DOUBT: ("triangle-alert", "overdue"),
    Part.DUPLICATE: ("users", "text3"),
    Part.NEW: ("user-plus", "signed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the list. `choice` says whether a duplicate comes in; None where none is."""

    part: Part
    line: int
    title: str = field(repr=False)
    caption: str = field(default="", repr=False)
    choice: str | None = None
    is_kept: bool = False


class FindingList(QListView):
    """The findings of one part; Space, Enter or a click on its chip turns a duplicate.

    Signals:
        turned: a duplicate is to come in, or not any more; carries its line.
    """

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = _Findings(lambda line: self.tr("Line {line}").format(line=line), self)
        self.setObjectName("import_findings_list")
        self.setModel(self._findings)
        self.setItemDelegate(RowDelegate(_GEOMETRY, self._findings.cells, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Rows of the file"))

    def show_rows(self, rows: Sequence[Row], describe: Callable[[Row], Finding]) -> None:
        """Show other rows; `describe` says of each what it is, when it comes into sight."""
        self._findings.show_rows(rows, describe)
        if rows:
            self.setCurrentIndex(self._findings.index(0, 0))

    def renew(self) -> None:
        """Say anew what the same rows are."""
        self.viewport().update()

    def findings(self) -> list[Finding]:
        """What is shown."""
        return [self._findings.describe(row) for row in self._findings.rows]

    def content_height(self) -> int:
        """The height at which nothing has to scroll, in pixels of the screen."""
        return self._findings.rowCount() * themes.current().row(_GEOMETRY.height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter turn the duplicate at hand."""
        found = self._findings.finding(self.currentIndex())
        is_turn = event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if is_turn and is_plain and found is not None and found.choice is not None:
            self.turned.emit(found.line)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the chip turns."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        found = self._findings.finding(index)
        if found is not None and found.choice is not None and self._is_on_chip(index, place):
            self.turned.emit(found.line)

    def _is_on_chip(self, index: QModelIndex, place: QPoint) -> bool:
        return _GEOMETRY.places(self.visualRect(index), themes.current())[-1].contains(place)


class _Findings(RowsModel[Row]):
    """Rows that are described when they are painted or read out."""

    describe: Callable[[Row], Finding]

    def __init__(self, line_words: Callable[[int], str], parent: QObject) -> None:
        super().__init__([Column("", self._spoken)], parent)
        self._line_words = line_words

    def show_rows(self, rows: Sequence[Row], describe: Callable[[Row], Finding]) -> None:
        """Show other rows."""
        self.describe = describe
        self.set_rows(rows)

    def finding(self, index: QModelIndex) -> Finding | None:
        """What is at an index, None where nothing is."""
        row = self.row(index)
        return None if row is None else self.describe(row)

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """The parts of a row as they are painted."""
        found = self.describe(row)
        chip = None
        if found.choice is not None:
            chip = ChipWords(
                text=found.choice,
                tone="accent" if found.is_kept else "neutral",
                icon="check" if found.is_kept else "minus",
                is_right=True,
            )
        icon, ink = _PICTURES[found.part]
        kind = "strong" if found.caption else "body"
        return (
            Words(text=self._line_words(found.line), kind="caption", ink="text3", is_tabular=True),
            Picture(icon=icon, ink=ink),
            Words(text=found.title, caption=found.caption, kind=kind),
            chip,
        )

    def _spoken(self, row: Row) -> str:
        found = self.describe(row)
        parts = (self._line_words(found.line), found.title, found.caption, found.choice)
        return ", ".join(part for part in parts if part)
