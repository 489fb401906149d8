"""A row of a card: a picture, what it is, a caption, and what one can do with it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row


class FactRow(QFrame):
    """A line between it and the row above, unless it is the first of its card."""

    def __init__(
        self,
        icon: str,
        title: str = "",
        caption: str = "",
        *controls: QWidget,
        is_first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="row", first="1" if is_first else "0")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._icon = Icon(icon)
        self.title_label = Label(title, "strong", wraps=True)
        self.caption_label = Label(caption, "caption", wraps=True)
        self.words = Column(self.title_label, self.caption_label, spacing=1)
        self.setLayout(
            Row(self._icon, (self.words, 1), *controls, margins=(16, 9, 14, 9), spacing=12)
        )
        self.caption_label.setVisible(bool(caption))

    def set_words(self, title: str, caption: str = "", *, tone: str = "") -> None:
        """Say something else; `tone` colors the title."""
        self.title_label.setText(title)
        self.title_label.set_tone(tone)
        self.caption_label.setText(caption)
        self.caption_label.setVisible(bool(caption))

    def set_caption(self, caption: str) -> None:
        """Say something else below the title."""
        self.caption_label.setText(caption)
        self.caption_label.setVisible(bool(caption))

    def set_icon(self, icon: str, ink: str = "text2") -> None:
        """Show another picture."""
        self._icon.set_icon(icon, ink)
