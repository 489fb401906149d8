"""Shows the focus ring only to whoever moves by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from counselor_desk.ui.dressing import dress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Base
else:
    # A second Qt class among the bases would leave the widget with two C++ halves.
    _Base = object

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class KeyboardFocus(_Base):
    """A widget whose property `kb` says whether the focus came by keyboard.

    Placed before a Qt control among the bases. Focus that the program gives (OtherFocusReason)
    counts as keyboard, so that a dialog's default button is seen.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note how the focus came."""
        dress(self, kb="1" if event.reason() in _BY_KEYBOARD else "0")
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        dress(self, kb="0")
        super().focusOutEvent(event)
