"""Evidence in notes: the signed notes that worked on an objective."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.services.plans import Evidence
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.plans import words

SHOWN_FIRST = 3
_ICON = 14
_TEXT_AT = 22


class EvidenceLine(KeyboardFocus, QPushButton):
    """One note: how the objective moved, its first words, day and kind."""

    def __init__(self, evidence: Evidence, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = evidence.row
        day = words.day(row.held_on, today) if row.held_on is not None else ""
        signed = self.tr("signed")
        self._icon, self._ink = words.rating_look(evidence.rating)
        self._first = row.first_words or self.tr("Note without words")
        self._second = " · ".join(part for part in (day, words.service(row.kind), signed) if part)
        self.setToolTip(words.rating(evidence.rating))
        self.setAccessibleName(
            ", ".join((self._first, words.rating(evidence.rating), self._second))
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        dress(self, k="tick")

    def sizeHint(self) -> QSize:
        """Two lines."""
        theme = themes.current()
        first = QFontMetrics(theme.font("body")).height()
        second = QFontMetrics(theme.font("caption")).height()
        return QSize(theme.s(160), first + second + theme.s(7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground from the style sheet; icon and both lines."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        top = QPoint(0, 0)
        painting.draw_icon(painter, top, self.height(), theme, self._icon, self._ink, _ICON)
        left = theme.s(_TEXT_AT)
        place = QRect(left, 0, self.width() - left - theme.s(4), self.height())
        painting.draw_two_lines(
            painter,
            place,
            theme,
            self._first,
            self._second,
            first_kind="body",
            second_ink="text2",
        )


class EvidenceList(QWidget):
    """The newest notes first, three of them until all are asked for.

    Signals:
        note_requested: open this note; carries a `NoteRow`.
    """

    note_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evidence: tuple[Evidence, ...] = ()
        self._today: date | None = None
        self._lines: list[EvidenceLine] = []
        self._count = Label("", "caption")
        self._none = Label(
            self.tr("No signed note has worked on this objective yet."), "hint", wraps=True
        )
        self.evidence_all_button = Button(self.tr("Show all"), kind="link", is_small=True)
        self.evidence_all_button.clicked.connect(self._show_all)
        self._list = Column(spacing=0)
        head = Row(
            Label(self.tr("Evidence in notes"), "strong"),
            self._count,
            "stretch",
            self.evidence_all_button,
        )
        self.setLayout(Column(head, self._none, self._list, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_evidence(self, evidence: Sequence[Evidence], today: date) -> None:
        """Show the notes of another objective."""
        self._evidence, self._today = tuple(evidence), today
        count = len(self._evidence)
        self._count.setText(
            self.tr("1 note") if count == 1 else self.tr("{count} notes").format(count=count)
        )
        self._count.setVisible(count > 0)
        self._none.setVisible(count == 0)
        self._fill(SHOWN_FIRST)

    def lines(self) -> list[EvidenceLine]:
        """The notes that can be seen."""
        return list(self._lines)

    def _show_all(self) -> None:
        self._fill(len(self._evidence))
        if self._lines:
            self._lines[0].setFocus()

    def _fill(self, limit: int) -> None:
        for line in self._lines:
            self._list.removeWidget(line)
            line.setParent(None)
            line.deleteLater()
        self._lines = []
        for one in self._evidence[:limit]:
            if self._today is None:
                break
            line = EvidenceLine(one, self._today)
            line.clicked.connect(lambda _on=False, row=one.row: self.note_requested.emit(row))
            self._lines.append(line)
            self._list.add(line)
        self.evidence_all_button.setVisible(len(self._evidence) > limit)
