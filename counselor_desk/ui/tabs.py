"""Tabs in a header: one of a few pages, all in sight, reached by arrows or Ctrl+Tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.layouts import Row

_GAP, _LEAST_GAP = 20, 8
"""Between two tabs; where the words have no room, they come nearer to each other."""


class TabRow(QWidget):
    """Words with a line below the chosen one.

    Signals:
        chosen: the person went to another tab; carries its value. Not sent by `set_value`.
    """

    chosen = Signal(object)

    def __init__(
        self, tabs: Sequence[tuple[object, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [value for value, _ in tabs]
        self._group = QButtonGroup(self)
        self.buttons = [self._tab(place, text) for place, (_, text) in enumerate(tabs)]
        self._row = Row(*self.buttons, "stretch", spacing=_GAP)
        self.setLayout(self._row)
        themes.look().theme_changed.connect(self._fit)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._values[place]))

    def value(self) -> object:
        """The chosen tab."""
        return self._values[max(self._group.checkedId(), 0)]

    def set_value(self, value: object) -> None:
        """Choose a tab without telling."""
        self.buttons[self._values.index(value)].setChecked(True)

    def take_focus(self) -> None:
        """Give the chosen tab the focus, without the ring of the keyboard."""
        button = self.buttons[max(self._group.checkedId(), 0)]
        button.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def listen_on(self, page: QWidget) -> None:
        """Let Ctrl+Tab and Ctrl+Shift+Tab turn the tabs while the focus is in `page`."""
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._turn(step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tabs come nearer to each other before a word is cut."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """All words, as near to each other as they may come."""
        words = sum(button.sizeHint().width() for button in self.buttons)
        gaps = len(self.buttons) * themes.current().s(_LEAST_GAP)
        return QSize(words + gaps, super().minimumSizeHint().height())

    def _fit(self, *_theme: object) -> None:
        theme = themes.current()
        spare = self.width() - sum(button.sizeHint().width() for button in self.buttons)
        gap = spare // max(len(self.buttons), 1)
        self._row.setSpacing(min(max(gap, theme.s(_LEAST_GAP)), theme.s(_GAP)))

    def _turn(self, step: int) -> None:
        at = (max(self._group.checkedId(), 0) + step) % len(self.buttons)
        self.buttons[at].setChecked(True)
        self.chosen.emit(self._values[at])

    def _tab(self, place: int, text: str) -> Button:
        button = Button(text, kind="tab")
        button.setCheckable(True)
        button.setAccessibleName(text)
        self._group.addButton(button, place)
        return button
