"""Banners: an ongoing state or an error, said near its cause and pushed into the page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

_ICONS = {
    "risk": "octagon-alert",
    "overdue": "clock",
    "signed": "circle-check",
    "draft": "info",
    "neutral": "info",
}


class Banner(QFrame):
    """A tinted line with an icon, words that wrap, and one action or two.

    Signals:
        action_requested: the action was pressed.
        other_requested: the second, quieter action was pressed.
        closed: the person dismissed it; it hides itself.
    """

    action_requested = Signal()
    other_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str,
        *,
        tone: str = "neutral",
        title: str = "",
        action: str = "",
        other: str = "",
        icon: str = "",
        can_close: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._icon = Icon("info", tone, size=15)
        self._title = Label(title, "strong", wraps=True)
        self._text = Label(text, wraps=True)
        self.action_button = Button(action, is_small=True)
        self.action_button.clicked.connect(self.action_requested)
        self.other_button = Button(other, kind="plain", is_small=True)
        self.other_button.clicked.connect(self.other_requested)
        self.close_button = IconButton("x", self.tr("Dismiss"))
        self.close_button.clicked.connect(self._close)
        words = Column(self._title, self._text, spacing=0)
        self.setLayout(
            Row(
                self._icon,
                (words, 1),
                self.action_button,
                self.other_button,
                self.close_button,
                margins=(12, 7, 8, 7),
                spacing=10,
            )
        )
        # Shown before it lay in the banner it would have been a window of its own.
        self.close_button.setVisible(can_close)
        self.set_message(text, tone=tone, title=title, action=action, other=other, icon=icon)

    def set_message(
        self,
        text: str,
        *,
        tone: str = "neutral",
        title: str = "",
        action: str = "",
        other: str = "",
        icon: str = "",
    ) -> None:
        """Say something else."""
        dress(self, c="banner", tone=tone)
        self._icon.set_icon(icon or _ICONS.get(tone, "info"), tone)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        dress(self._text, t="caption" if title else "body")
        self.action_button.set_text(action)
        self.action_button.setVisible(bool(action))
        self.other_button.set_text(other)
        self.other_button.setVisible(bool(other))
        self.setAccessibleName(f"{title} {text}".strip())

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
