"""The list of sections at the left of the settings: one stop, arrow keys move."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.layouts import Column, hold
from counselor_desk.ui.navigation import Section
from counselor_desk.ui.settings.sections import SettingSection
from counselor_desk.ui.sidebar import NavButton

WIDTH, RAIL_WIDTH = 220, 40
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionList(QWidget):
    """One button for each section.

    Signals:
        chosen: show this section; carries a `Section`.
    """

    chosen = Signal(object)

    def __init__(
        self, sections: Mapping[Section, SettingSection], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._titles = {name: section.title for name, section in sections.items()}
        self.buttons = {
            name: NavButton(section.title, section.icon) for name, section in sections.items()
        }
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            button.installEventFilter(self)
        self.setLayout(Column(*self.buttons.values(), "stretch", spacing=4))
        hold(self, width=WIDTH)

    def show_here(self, here: Section | None) -> None:
        """Mark the section that is open; none while a search goes over all of them."""
        stop = here or next(iter(self.buttons))
        for name, button in self.buttons.items():
            button.set_here(name is here)
            is_stop = name is stop
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def set_rail(self, *, is_rail: bool) -> None:
        """Shrink to the icons where room is short, or show the words again."""
        hold(self, width=RAIL_WIDTH if is_rail else WIDTH)
        for button in self.buttons.values():
            button.set_rail(is_rail)

    def show_found(self, found: Mapping[Section, int]) -> None:
        """Say beside each section how many of its rows a search left; nothing for an empty map."""
        for name, button in self.buttons.items():
            count = found.get(name, 0)
            button.set_text(self._titles[name], str(count) if count else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the next section or the one before."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, button: QObject, step: int) -> None:
        names, buttons = list(self.buttons), list(self.buttons.values())
        place = next(at for at, one in enumerate(buttons) if one is button) + step
        if 0 <= place < len(names):
            self.chosen.emit(names[place])
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
