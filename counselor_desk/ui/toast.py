"""The toast: one short word about what just happened, at the bottom of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
    QEnterEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row

SHOWN_MS = 8000
_ABOVE = 22


class Toast(QFrame):
    """Floats over the bottom center of its parent for 8 s; stays while pointed at or focused.

    It lies above the foot of a page, if there is one. A window has one toast, and a new message
    takes the place of the last. Never for errors.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, c="toast")
        self._on_action: Callable[[], None] | None = None
        self._icon = Icon("check", "signed", size=15)
        self._text = Label()
        self.action_button = Button("", kind="link", is_small=True)
        self.close_button = IconButton("x", self.tr("Dismiss"))
        self.setLayout(
            Row(
                self._icon,
                self._text,
                8,
                self.action_button,
                self.close_button,
                margins=(14, 5, 8, 5),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._expire)
        self.action_button.clicked.connect(self.act)
        self.close_button.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def announce(
        self, text: str, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show what happened, in the past tense, with one action such as Undo.

        Screen readers say it; the action can be reached by Tab and by `act`.
        """
        self._on_action = on_action
        self._text.setText(text)
        self.action_button.set_text(action)
        self.action_button.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self._timer.start()
        spoken = self.tr("{what}. {action} available.").format(what=text, action=action)
        QAccessible.updateAccessibility(
            QAccessibleAnnouncementEvent(self, spoken if action else text)
        )

    def announce_file(self, text: str, folder: Path | None) -> None:
        """Show that a file was written, with the way to its folder if there is one."""
        if folder is None:
            self.announce(text)
            return
        self.announce(text, self.tr("Open folder"), partial(_open, folder))

    def act(self) -> None:
        """Do the action, once, and hide."""
        action, self._on_action = self._on_action, None
        self.hide()
        if action is not None:
            action()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom center when the window changes its size."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            # The feet get their new place only after the window got its size.
            QTimer.singleShot(0, self, self._place)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer rests on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        self._timer.start()
        super().leaveEvent(event)

    def _expire(self) -> None:
        if self.isAncestorOf(self.focusWidget() or self) and self.focusWidget():
            self._timer.start()
            return
        self.hide()

    def _place(self) -> None:
        self.adjustSize()
        window = self.parentWidget()
        if window is None:
            return
        bottom = min((_top(foot, window) for foot in _feet(window)), default=window.height())
        left = (window.width() - self.width()) // 2
        self.move(left, bottom - themes.current().s(_ABOVE) - self.height())


def _feet(window: QWidget) -> Iterator[QWidget]:
    """The feet of pages that are in sight; their buttons are not to be covered."""
    for panel in window.findChildren(Panel):
        if panel.property("c") == "foot" and panel.isVisible():
            yield panel


def _top(widget: QWidget, window: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


def of_window(widget: QWidget) -> Toast:
    """The one toast of the window that `widget` is in; made when it is first needed."""
    window = widget.window()
    found = window.findChild(Toast)
    return found if isinstance(found, Toast) else Toast(window)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
