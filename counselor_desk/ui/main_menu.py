"""The main menu: how it looks, who you are, which store, lock and quit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.settings import MAX_TEXT_SCALE, MIN_TEXT_SCALE
from counselor_desk.settings import Theme as ColorMode

TEXT_STEP = 0.1
"""How much one press of Ctrl+= or Ctrl+- changes the text size."""


class MainMenu(QMenu):
    """The menu behind the button at the top of the navigation.

    Signals:
        mode_requested: wear light, dark, or what the system wears.
        text_scale_requested: show text at this factor of the normal size.
        settings_requested: show the settings.
        log_requested: show the activity log.
        copy_requested: bring a saved copy of what could not be saved back into its draft.
        other_store_requested: close this store and choose another folder.
        names_requested: show names, or hide them.
        lock_requested, quit_requested: what their names say.
    """

    mode_requested = Signal(str)
    text_scale_requested = Signal(float)
    settings_requested = Signal()
    log_requested = Signal()
    copy_requested = Signal()
    other_store_requested = Signal()
    names_requested = Signal()
    lock_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self.setAccessibleName(self.tr("Menu"))
        self._modes = QActionGroup(self)
        self.mode_actions: dict[ColorMode, QAction] = {}
        self._add_modes()
        self.addSeparator()
        self.larger_action = self._add(self.tr("Larger text"), "Ctrl+=", self._larger)
        self.smaller_action = self._add(self.tr("Smaller text"), "Ctrl+-", self._smaller)
        self.normal_action = self._add(self.tr("Normal text size"), "Ctrl+0", self._normal)
        self.addSeparator()
        self.settings_action = self._add(
            self.tr("Settings…"), "Ctrl+,", self.settings_requested.emit
        )
        self.log_action = self._add(self.tr("Activity log…"), "", self.log_requested.emit)
        self.copy_action = self._add(
            self.tr("Bring back a saved copy…"), "", self.copy_requested.emit
        )
        self.other_store_action = self._add(
            self.tr("Open another folder…"), "", self.other_store_requested.emit
        )
        self.addSeparator()
        self.names_action = self._add(
            self.tr("Hide names"), "Ctrl+Shift+H", self.names_requested.emit
        )
        self.names_action.setCheckable(True)
        self.lock_action = self._add(self.tr("Lock now"), "Ctrl+L", self.lock_requested.emit)
        self.quit_action = self._add(self.tr("Quit"), "Ctrl+Q", self.quit_requested.emit)

    def open_below(self, button: QWidget) -> None:
        """Open below the button of the navigation."""
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def show_look(self, mode: ColorMode, scale: float) -> None:
        """Tick what is worn now."""
        self._scale = scale
        self.mode_actions[mode].setChecked(True)
        self.larger_action.setEnabled(scale < MAX_TEXT_SCALE)
        self.smaller_action.setEnabled(scale > MIN_TEXT_SCALE)
        self.normal_action.setText(
            self.tr("Normal text size (now {percent} %)").format(percent=round(scale * 100))
        )

    def show_names_hidden(self, *, is_hidden: bool) -> None:
        """Tick whether names are hidden."""
        self.names_action.setChecked(is_hidden)

    def set_locked(self, *, is_locked: bool) -> None:
        """Offer only what works: without an open store there is nothing to lock."""
        for action in (
            self.settings_action,
            self.log_action,
            self.copy_action,
            self.names_action,
            self.lock_action,
        ):
            action.setEnabled(not is_locked)

    def _add_modes(self) -> None:
        words: dict[ColorMode, str] = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "system": self.tr("Like the system"),
        }
        for mode, text in words.items():
            action = self.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _on, mode=mode: self.mode_requested.emit(mode))
            self._modes.addAction(action)
            self.mode_actions[mode] = action

    def _add(self, text: str, keys: str, act: object) -> QAction:
        action = self.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(act)
        return action

    def _larger(self) -> None:
        self._request_scale(self._scale + TEXT_STEP)

    def _smaller(self) -> None:
        self._request_scale(self._scale - TEXT_STEP)

    def _normal(self) -> None:
        self._request_scale(1.0)

    def _request_scale(self, scale: float) -> None:
        limited = round(min(max(scale, MIN_TEXT_SCALE), MAX_TEXT_SCALE), 2)
        if limited != self._scale:
            self.text_scale_requested.emit(limited)
