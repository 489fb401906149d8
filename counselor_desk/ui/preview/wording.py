"""Advice on the words of a paper that a client will read; it stands beside the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from counselor_desk.services.paper_wording import PaperAdvice
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

MOST_SHOWN = 5
"""So many places are named; the rest is counted."""


class WordingAdvice(QWidget):
    """Which words reduce a person to a problem, where they stand, and what to say instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[QWidget] = []
        self._list = Column(spacing=6)
        self.setLayout(self._list)
        self.setAccessibleName(self.tr("Wording"))
        self.hide()

    def show_advice(self, advice: Sequence[PaperAdvice]) -> None:
        """Name the first places, and say how many more there are; nothing to say hides it."""
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self._lines = self._told(advice) if advice else []
        self._list.add(*self._lines)
        self.setVisible(bool(advice))

    def texts(self) -> list[str]:
        """What is said, for tests."""
        return [label.text() for line in self._lines for label in line.findChildren(Label)]

    def _told(self, advice: Sequence[PaperAdvice]) -> list[QWidget]:
        lead = self.tr("Words a client may read as a label. You can print it as it is.")
        lines = [_line("lightbulb", Label(lead, "caption", wraps=True))]
        for one in advice[:MOST_SHOWN]:
            said = self.tr("{place}: “{words}”").format(place=one.place, words=one.found)
            better = self.tr("Better: {proposal}").format(proposal=one.proposal)
            text = Column(
                Label(said, "body", wraps=True), Label(better, "caption", wraps=True), spacing=0
            )
            lines.append(_line("", text))
        more = len(advice) - MOST_SHOWN
        if more > 0:
            rest = self.tr("1 more place") if more == 1 else self.tr("{n} more places")
            lines.append(_line("", Label(rest.format(n=more), "caption")))
        return lines


def _line(icon: str, said: QWidget | Column) -> QWidget:
    line = QWidget()
    picture = Column(1, Icon(icon, "text2", size=14), "stretch", spacing=0) if icon else 22
    line.setLayout(Row(picture, (said, 1), spacing=8 if icon else 0))
    return line
