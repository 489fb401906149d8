"""What a version changed of the one before it, as a list to read."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records import plan_changes
from counselor_desk.records.plans import Plan
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.plans import review, words

MOST_SHOWN = 60
"""So many lines are shown; more would be another plan."""


class ChangeList(QWidget):
    """Every row that is new, changed, moved or removed, with its old words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: tuple[Plan, Plan] | None = None
        self._filled: tuple[Plan, Plan] | None = None
        self._domains: review.Domains = {}
        self._rows: list[QWidget] = []
        self._heading = Label("", "strong", wraps=True)
        self._none = Label(words.translated("Nothing yet."), "hint")
        self._list = Column(spacing=8)
        self.setLayout(Column(self._heading, self._none, self._list, spacing=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_changes(self, plan: Plan, before: Plan | None, domains: review.Domains) -> None:
        """Show another version beside the one before it; a first plan changed nothing.

        `domains` are the names of those of the assessment.
        """
        self._domains = domains
        self._pair = None if before is None else (plan, before)
        self.setVisible(before is not None)
        if before is not None:
            pattern = words.translated("Changed since version {number}")
            self._heading.setText(pattern.format(number=before.version))
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed meanwhile comes into sight."""
        super().showEvent(event)
        self._fill()

    def texts(self) -> list[str]:
        """What the rows say, for screen readers and tests."""
        return [row.accessibleName() for row in self._rows]

    def _fill(self) -> None:
        if self._pair is None or self._filled == self._pair:
            return
        self._filled = self._pair
        for row in self._rows:
            self._list.removeWidget(row)
            # A layout shows new widgets a moment later, which would make this one a window.
            row.hide()
            row.setParent(None)
            row.deleteLater()
        told = review.told(plan_changes.between(*self._pair), self._domains)
        self._none.setVisible(not told)
        self._rows = [_row(one) for one in told[:MOST_SHOWN]]
        for row in self._rows:
            self._list.add(row)


def _row(line: review.ChangeLine) -> QWidget:
    row = QWidget()
    below = [Label(line.detail, "caption", wraps=True)] if line.detail else []
    said = Column(Label(line.title, wraps=True), *below, spacing=0)
    icon = Column(1, Icon(line.icon, line.tone, size=14), "stretch", spacing=0)
    row.setLayout(Row(icon, (said, 1)))
    row.setAccessibleName(f"{line.title}. {line.detail}" if line.detail else line.title)
    return row
