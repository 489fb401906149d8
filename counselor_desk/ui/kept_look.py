"""How the window looks and where it is, as the person last had it; kept outside every store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from counselor_desk import settings as preferences
from counselor_desk.settings import Settings
from counselor_desk.settings import Theme as ColorMode
from counselor_desk.ui import theme as themes

FIRST_SIZE = (1366, 768)
MAXIMIZED_UP_TO = 1440
"""On a screen this wide or less the first start fills it."""


class KeptLook(QObject):
    """Mode, text size, place of the window and the last store.

    Signals:
        changing: everything is about to be restyled, which takes time for each widget.
        changed: another mode or text size is worn.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, path: Path, window: QWidget) -> None:
        """Wear what is kept in the file at `path`."""
        super().__init__(window)
        self._path, self._window = path, window
        self.settings: Settings = preferences.load(path)
        self._choose()

    def wear_mode(self, mode: ColorMode) -> None:
        """Wear light, dark, or what the system wears."""
        self._wear(theme=mode)

    def wear_text_scale(self, scale: float) -> None:
        """Show text at this factor of the normal size."""
        self._wear(text_scale=scale)

    def wear_contrast(self, is_high: bool) -> None:
        """Wear high contrast, or only where the desktop asks for it."""
        self._wear(high_contrast=is_high)

    def wear_compact_rows(self, is_compact: bool) -> None:
        """Show lists with less room between their rows, or with the usual room."""
        self._wear(compact_rows=is_compact)

    def keep_store(self, folder: Path) -> None:
        """This store was open last."""
        self._keep(last_store=folder)

    def keep_place(self) -> None:
        """The window opens where it is now."""
        self._keep(window_geometry=self.geometry())

    def geometry(self) -> str:
        """Where the window is, in the window system's own coding."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")

    def show(self, geometry: str = "", *, is_minimized: bool = False) -> None:
        """Show the window there, or where it was last; a first start fills a small screen."""
        coded = (geometry or self.settings.window_geometry).encode("ascii", "ignore")
        kept = QByteArray.fromBase64(coded)
        if not kept.isEmpty() and self._window.restoreGeometry(kept):
            (self._window.showMinimized if is_minimized else self._window.show)()
            return
        self._window.resize(*FIRST_SIZE)
        screen = QGuiApplication.primaryScreen()
        if screen is not None and screen.availableSize().width() <= MAXIMIZED_UP_TO:
            self._window.showMaximized()
        else:
            self._window.show()

    def _choose(self) -> None:
        worn = self.settings
        themes.look().choose(
            worn.theme,
            worn.text_scale,
            high_contrast=worn.high_contrast,
            compact_rows=worn.compact_rows,
        )

    def _wear(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of the settings
        self._keep(**changes)
        self.changing.emit()
        self._choose()
        self.changed.emit()

    def _keep(self, **changes: Any) -> None:  # noqa: ANN401 - the fields of the settings
        settings = replace(self.settings, **changes)
        if settings != self.settings:
            self.settings = settings
            preferences.save(self._path, settings)
