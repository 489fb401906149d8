"""Advanced: where the store lies, what it is made of, and what brings the usual look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk import __version__
from counselor_desk.services import stores
from counselor_desk.settings import Settings
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import Label
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class AdvancedSection(SettingSection):
    """Facts that help when something is wrong, and two ways out.

    Signals:
        check_requested: go to where the whole store is checked.
        usual_look_requested: wear the look the program comes with; carries its preferences.
    """

    check_requested = Signal()
    usual_look_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("settings", parent)
        self.set_title(self.tr("Advanced"))
        facts = stores.facts(desk)
        self.check_button = Button(self.tr("Show"))
        self.check_button.setAccessibleName(self.tr("Show the check of the whole store"))
        self.check_button.clicked.connect(self.check_requested)
        self.look_button = Button(self.tr("Reset"))
        self.look_button.setAccessibleName(self.tr("Reset the look"))
        self.look_button.clicked.connect(self._reset_look)
        self.set_groups(
            SettingGroup(
                self.tr("This store"),
                SettingRow(
                    self.tr("Folder"), Label(facts.folder.name, "muted"), str(facts.folder.parent)
                ),
                SettingRow(
                    self.tr("Mark"),
                    Label(facts.mark, "muted"),
                    self.tr("Stands on its recovery sheet and in its backups"),
                ),
                SettingRow(
                    self.tr("Check everything"),
                    self.check_button,
                    self.tr("Keys, pages, log, seals and search, under Backup"),
                ),
            ),
            SettingGroup(
                self.tr("This program"),
                SettingRow(self.tr("Version"), Label(f"Counselor Desk {__version__}", "muted")),
                SettingRow(
                    self.tr("Form of the records"),
                    Label(str(facts.schema), "muted"),
                    self.tr("Older records are backed up and brought up to date when opened"),
                ),
                SettingRow(
                    self.tr("Encryption"),
                    Label(f"SQLCipher {facts.cipher}", "muted"),
                    self.tr("AES-256, each page with its own authentication code"),
                ),
            ),
            SettingGroup(
                self.tr("On this computer"),
                SettingRow(
                    self.tr("Usual look"),
                    self.look_button,
                    self.tr("Colors, contrast, text size and rows as the program comes with"),
                ),
            ),
        )

    def _reset_look(self) -> None:
        self.usual_look_requested.emit(Settings())
        self.said.emit(self.tr("The usual look is back"))
