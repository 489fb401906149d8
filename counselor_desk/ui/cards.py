"""Surfaces that hold other things: card, line, empty state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.chips import Tile
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Item, Margins, Row, hold


class Panel(QFrame):
    """A frame with a part in the style sheet and a column of content.

    Parts: card, sunken, bar, foot, nav, inspector, popup, row, dialog.
    """

    def __init__(
        self,
        *items: Item,
        part: str = "card",
        margins: Margins = (16, 16, 16, 16),
        spacing: float = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c=part)
        self.body = Column(*items, margins=margins, spacing=spacing)
        self.setLayout(self.body)


class Card(Panel):
    """A white card, 16 px inside; `set_chosen` gives it the accent outline."""

    def __init__(
        self,
        *items: Item,
        margins: Margins = (16, 16, 16, 16),
        spacing: float = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(*items, part="card", margins=margins, spacing=spacing, parent=parent)

    def set_chosen(self, is_chosen: bool) -> None:
        """Outline the card in the accent color, or not."""
        dress(self, on="1" if is_chosen else "0")


class Line(QFrame):
    """A hairline between two parts."""

    def __init__(self, *, is_vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="vline" if is_vertical else "hline")


_WIDEST_SENTENCE, _NARROWEST_SENTENCE = 560, 240
_SIDE = 28


class EmptyState(QWidget):
    """What a page shows while it has nothing: the first step, and the button for it.

    Give the filled button first; buttons stand in one row, centered.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        *buttons: QPushButton,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title_label = Label(title, "section")
        self.sentence_label = Label(sentence, "muted", wraps=True)
        for label in (self.title_label, self.sentence_label):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence_label.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding
        )
        hold(self.sentence_label, min_width=_NARROWEST_SENTENCE)
        tile = Tile(icon, size=48, icon_size=18)
        self.setLayout(
            Column(
                "stretch",
                Row("stretch", tile, "stretch"),
                6,
                self.title_label,
                Row("stretch", (self.sentence_label, 1000), "stretch"),
                10,
                Row("stretch", *buttons, "stretch"),
                "stretch",
                "stretch",
                margins=(_SIDE, 16, _SIDE, 16),
                spacing=4,
            )
        )

    def set_text(self, title: str, sentence: str) -> None:
        """Say something else, for instance when a filter finds nothing."""
        self.title_label.setText(title)
        self.sentence_label.setText(sentence)
        self._balance()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the sentence anew."""
        super().resizeEvent(event)
        self._balance()

    def changeEvent(self, event: QEvent) -> None:
        """Another type size breaks it elsewhere."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._balance()

    def _balance(self) -> None:
        """Make the lines about as long as each other: no word stands alone on the last one."""
        s = themes.current().s
        widest = min(s(_WIDEST_SENTENCE), max(self.width() - 2 * s(_SIDE), 1))
        lines = self._sentence_height(widest)
        low, high = min(s(_NARROWEST_SENTENCE), widest), widest
        while low < high:
            middle = (low + high) // 2
            if self._sentence_height(middle) > lines:
                low = middle + 1
            else:
                high = middle
        self.sentence_label.setMaximumWidth(high)

    def _sentence_height(self, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        room = QRect(0, 0, width, 1 << 20)
        metrics = self.sentence_label.fontMetrics()
        return metrics.boundingRect(room, int(flags), self.sentence_label.text()).height()
