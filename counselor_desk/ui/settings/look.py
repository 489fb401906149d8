"""Look: colors, contrast, the size of the text and how close rows stand, on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.settings import MAX_TEXT_SCALE, MIN_TEXT_SCALE
from counselor_desk.ui import theme as themes
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection

_STEP = 10
"""Text sizes that are offered lie this many percent apart."""


class LookSection(SettingSection):
    """How the window looks on this computer.

    Signals:
        mode_requested: wear light, dark, or what the system wears.
        text_scale_requested: show text at this factor of the normal size.
        contrast_requested: wear high contrast, or stop to.
        compact_rows_requested: show lists with less room between their rows, or stop to.
    """

    mode_requested = Signal(str)
    text_scale_requested = Signal(float)
    contrast_requested = Signal(bool)
    compact_rows_requested = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("palette", parent)
        self.set_title(self.tr("Look"))
        self.mode_segments = SegmentedControl(
            (
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("system", self.tr("Like the system")),
            ),
            name=self.tr("Colors"),
        )
        self.mode_segments.edited.connect(lambda mode: self.mode_requested.emit(str(mode)))
        least, most = round(MIN_TEXT_SCALE * 100), round(MAX_TEXT_SCALE * 100)
        self.size_combo = ComboBox(
            [(size, f"{size}\N{NO-BREAK SPACE}%") for size in range(least, most + 1, _STEP)]
        )
        hold(self.size_combo, min_width=110)
        self.size_combo.edited.connect(self._request_size)
        self.contrast_box, self.compact_box = CheckBox(), CheckBox()
        self.contrast_box.edited.connect(lambda is_on: self.contrast_requested.emit(bool(is_on)))
        self.compact_box.edited.connect(lambda is_on: self.compact_rows_requested.emit(bool(is_on)))
        self.set_groups(
            SettingGroup(
                self.tr("On this computer"),
                SettingRow(self.tr("Colors"), self.mode_segments),
                SettingRow(
                    self.tr("Text size"),
                    self.size_combo,
                    self.tr("Also Ctrl+= and Ctrl+-; Ctrl+0 is the normal size"),
                ),
                SettingRow(
                    self.tr("High contrast"),
                    self.contrast_box,
                    self.tr("Dark outlines; on whenever the system asks for it"),
                ),
                SettingRow(
                    self.tr("Compact rows"),
                    self.compact_box,
                    self.tr("More rows of a list on the screen"),
                ),
            )
        )
        themes.look().theme_changed.connect(self._follow)

    def showEvent(self, event: QShowEvent) -> None:
        """The menu may have changed it meanwhile."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Show what is worn now."""
        look = themes.look()
        self.mode_segments.set_value(look.mode)
        self.contrast_box.set_value(look.high_contrast)
        self.compact_box.set_value(look.compact_rows)
        self.size_combo.set_value(_STEP * round(look.text_size * 100 / _STEP))

    def _follow(self, _theme: themes.Theme) -> None:
        self.reload()

    def _request_size(self, percent: object) -> None:
        if isinstance(percent, int):
            self.text_scale_requested.emit(percent / 100)
