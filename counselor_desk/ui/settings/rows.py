"""Rows of settings in cards, under the label of their group; a search leaves those that match."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold

_LOW, _TALL = 34, 48
_BOX = 18


class SettingRow(QWidget):
    """A name, a line that explains it, and the control at the right.

    A click anywhere on the row of a check box turns it.
    """

    def __init__(
        self, name: str, control: QWidget, caption: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.control = control
        self._caption = Label(caption, "caption", wraps=True)
        self._words = Label(name, "strong", wraps=True)
        text = Column("stretch", self._words, self._caption, "stretch", spacing=1)
        share = 1 if isinstance(control, LineEdit) else 0
        if isinstance(control, CheckBox):
            # Without the room for words that it does not have: boxes end where buttons do.
            hold(control, width=_BOX)
        self.setLayout(Row((text, 1), (control, share), margins=(18, 7, 16, 7), spacing=16))
        if not control.accessibleName():
            control.setAccessibleName(name)
        self.set_caption(caption)

    def set_caption(self, caption: str) -> None:
        """Explain it in other words."""
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.control.setAccessibleDescription(caption)
        hold(self, min_height=_TALL if caption else _LOW)

    def matches(self, text: str) -> bool:
        """Whether every word of a search is in what the row says."""
        said = f"{self.name} {self._caption.text()}".casefold()
        return all(word in said for word in text.casefold().split())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click on the row of a check box."""
        event.setAccepted(isinstance(self.control, CheckBox))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn the check box of the row."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        is_here = self.rect().contains(event.position().toPoint())
        if is_left and is_here and isinstance(self.control, CheckBox):
            self.control.click()


class SettingGroup(QWidget):
    """A label over a card of rows."""

    def __init__(self, label: str, *rows: SettingRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._label = label
        card = Card(margins=(0, 1, 0, 1), spacing=0)
        self._lines: list[Line] = []
        for row in rows:
            if row is not rows[0]:
                line = Line()
                self._lines.append(line)
                card.body.add(line)
            card.body.add(row)
        self.setLayout(Column(Label(label, "group"), card, spacing=5))

    def search(self, text: str) -> int:
        """Leave the rows that match, all of them for an empty text; how many are left."""
        is_whole = all(word in self._label.casefold() for word in text.casefold().split())
        shown = [is_whole or row.matches(text) for row in self.rows]
        for row, is_shown in zip(self.rows, shown, strict=True):
            row.setVisible(is_shown)
        for place, line in enumerate(self._lines, 1):
            line.setVisible(shown[place] and any(shown[:place]))
        self.setVisible(any(shown))
        return sum(shown)
