"""The head of a card: what is written, how often it was used, and the two buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row

_WORDS_FROM = 440


class CardHead(QWidget):
    """The buttons keep their words where there is room for them.

    Signals:
        duplicate_requested, remove_requested: the buttons.
    """

    duplicate_requested = Signal()
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "section")
        self._about = ElidedLabel("", "caption")
        self.duplicate_button = Button(self.tr("Duplicate"), kind="quiet", icon="copy")
        self.remove_button = Button(self.tr("Remove"), kind="quiet", icon="trash-2")
        self.duplicate_button.clicked.connect(self.duplicate_requested)
        self.remove_button.clicked.connect(self.remove_requested)
        self.setLayout(
            Row(
                self._title,
                (self._about, 1),
                self.duplicate_button,
                self.remove_button,
                spacing=8,
            )
        )

    def tell(self, title: str, about: str = "", *, can_duplicate: bool) -> None:
        """What is written, in two steps of weight."""
        self._title.setText(title)
        self._about.setText(about)
        self.duplicate_button.setVisible(can_duplicate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where there is no room."""
        super().resizeEvent(event)
        has_words = self.width() / themes.current().scale >= _WORDS_FROM
        name_button(self.duplicate_button, self.tr("Duplicate"), has_words=has_words)
        name_button(self.remove_button, self.tr("Remove"), has_words=has_words)


def name_button(button: Button, name: str, *, has_words: bool) -> None:
    """Show a button's word, or keep it as its tooltip and spoken name."""
    button.set_text(name if has_words else "")
    button.setAccessibleName(name)
    button.setToolTip("" if has_words else name)
