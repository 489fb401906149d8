"""Backup as a section: everything the backup page shows, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection


class Backups(Protocol):
    """What shows backups, beside being a widget."""

    def reload(self) -> None:
        """Read anew what was tried and where to."""

    def forget(self) -> None:
        """Leave a restore, with its secret."""


MakeBackups = Callable[[], tuple[QWidget, Backups]]
"""Makes the widget, given twice: as what it is, and as what it can do."""


class BackupSection(SettingSection):
    """Where backups go, how they stand, and the way back.

    Signals:
        shown_requested: leave the search and show this section.
    """

    shown_requested = Signal()

    def __init__(self, make: MakeBackups, parent: QWidget | None = None) -> None:
        super().__init__("archive-restore", parent)
        self.set_title(self.tr("Backup"))
        self._make = make
        self._widget: QWidget | None = None
        self._backups: Backups | None = None
        self.show_button = Button(self.tr("Show"))
        self.show_button.setAccessibleName(self.tr("Show backups"))
        self.show_button.clicked.connect(self.shown_requested)
        self.set_groups(
            SettingGroup(
                self.tr("Backup and restore"),
                SettingRow(
                    self.tr("Backups"),
                    self.show_button,
                    self.tr("Folders for backups, back up now, check, restore"),
                ),
            )
        )

    def open(self) -> None:
        """Show how backups stand.

        Raises:
            DeskError: the store cannot be read.
        """
        if self._widget is None or self._backups is None:
            self._widget, self._backups = self._make()
            self.body.add(self._widget)
        self._backups.reload()

    def search(self, text: str) -> int:
        """In a search one row stands for all of it."""
        found = super().search(text)
        for group in self.groups:
            group.setVisible(bool(text and found))
        if self._widget is not None:
            self._widget.setVisible(not text)
        return found

    def forget(self) -> None:
        """Leave a restore, with its secret, when the section is left."""
        if self._backups is not None:
            self._backups.forget()
