"""Phrases as a section: what they are for, and the way to their own page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection


class PhrasesSection(SettingSection):
    """Phrases and templates have a page of their own.

    Signals:
        opened: show that page.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("list", parent)
        self.set_title(self.tr("Phrases"))
        self.open_button = Button(self.tr("Open"))
        self.open_button.setAccessibleName(self.tr("Open phrases & templates"))
        self.open_button.clicked.connect(self.opened)
        self.set_groups(
            SettingGroup(
                self.tr("Writing"),
                SettingRow(
                    self.tr("Phrases & templates"),
                    self.open_button,
                    self.tr(
                        "Texts that a shortcut brings into a note, and the sections that a note "
                        "begins with. Make, switch on, import and export them there."
                    ),
                ),
            )
        )
