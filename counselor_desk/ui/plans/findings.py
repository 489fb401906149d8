"""What the rules say about the plan on the screen: each with its source and the way to repair."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.ui import painting
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.focus import KeyboardFocus
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.theme import Theme

_ICON = 14
_TEXT_AT = 22
_ARROW_ROOM = 22
_AROUND = 5
_WRAP = Qt.TextFlag.TextWordWrap
_LOOKS = {Severity.BLOCK: ("octagon-alert", "risk"), Severity.WARN: ("circle-alert", "overdue")}


class FindingLine(KeyboardFocus, QPushButton):
    """One finding: its sentence, its rule with the source, and that it leads to its place."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self._icon, self._ink = _LOOKS[finding.severity]
        self._source = f"{finding.rule} · {finding.source}"
        self.setAccessibleName(
            self.tr("{message} Source: {source}. Go there").format(
                message=finding.message, source=self._source
            )
        )
        self.setToolTip(self._source)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        dress(self, k="tick")

    def sizeHint(self) -> QSize:
        """As high as the sentence at the width there is."""
        width = self.width() or themes.current().s(300)
        return QSize(themes.current().s(160), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never wider than its pane."""
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The wrapped sentence and one line for the source."""
        theme = themes.current()
        caption = QFontMetrics(theme.font("caption")).height()
        return self._message_height(theme, width) + caption + 2 * theme.s(_AROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """At another width the sentence wraps otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground from the style sheet; icon, sentence, source and an arrow."""
        super().paintEvent(event)
        theme, painter = themes.current(), QPainter(self)
        top, left = theme.s(_AROUND), theme.s(_TEXT_AT)
        line = QFontMetrics(theme.font("body")).height()
        painting.draw_icon(painter, QPoint(0, top), line, theme, self._icon, self._ink, _ICON)
        right = self.width() - theme.s(_ICON + 2)
        arrow = QPoint(right, 0)
        painting.draw_icon(painter, arrow, self.height(), theme, "chevron-right", "text3", _ICON)
        height = self._message_height(theme, self.width())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = _text_room(theme, self.width())
        painter.drawText(QRect(left, top, room, height), _WRAP, self.finding.message)
        below = QRect(left, top + height, room, QFontMetrics(theme.font("caption")).height())
        painting.draw_text(painter, below, theme, self._source, kind="caption", ink="text2")

    def _message_height(self, theme: Theme, width: int) -> int:
        room = QRect(0, 0, _text_room(theme, width), 10_000)
        metrics = QFontMetrics(theme.font("body"))
        return metrics.boundingRect(room, _WRAP, self.finding.message).height()


class FindingList(QWidget):
    """Every finding, those that keep the plan from being signed first.

    Signals:
        repair_requested: lead to its place; carries the `Finding`.
        thread_requested: show the golden thread, which has what the notes lack.
    """

    repair_requested = Signal(object)
    thread_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: tuple[Finding, ...] = ()
        self._filled: tuple[Finding, ...] | None = None
        self._lines: list[FindingLine] = []
        self._heading = Label(self.tr("To look at"), "strong")
        self._count = Label("", "caption")
        self._none = Label(self.tr("Nothing. The rules have no question left."), "hint", wraps=True)
        self._list = Column(spacing=0)
        self.findings_thread_button = Button(self.tr("Golden thread"), kind="link", is_small=True)
        self.findings_thread_button.clicked.connect(self.thread_requested)
        self.findings_thread_button.hide()
        head = Row(self._heading, self._count, "stretch", self.findings_thread_button)
        self.setLayout(Column(head, self._none, self._list, spacing=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show others, at once where they can be seen; the same ones stay as they are."""
        self._findings = tuple(findings)
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """What was found meanwhile comes into sight."""
        super().showEvent(event)
        self._fill()

    def set_thread(self, *, is_there: bool) -> None:
        """Lead to the golden thread, from the first signed version on."""
        self.findings_thread_button.setVisible(is_there)

    def lines(self) -> list[FindingLine]:
        """The findings that can be seen."""
        return list(self._lines)

    def _fill(self) -> None:
        if self._filled == self._findings:
            return
        self._filled = self._findings
        self._count.setText(str(len(self._findings) or ""))
        self._none.setVisible(not self._findings)
        for line in self._lines:
            self._list.removeWidget(line)
            # A layout shows new widgets a moment later, which would make this one a window.
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self._lines = [FindingLine(one) for one in self._findings]
        for line in self._lines:
            line.clicked.connect(partial(self._lead, line.finding))
            self._list.add(line)

    def _lead(self, finding: Finding, _is_on: bool = False) -> None:
        self.repair_requested.emit(finding)


def _text_room(theme: Theme, width: int) -> int:
    return max(width - theme.s(_TEXT_AT) - theme.s(_ARROW_ROOM), 1)
