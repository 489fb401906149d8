"""Security: when the window locks, what it shows, the keys, and what cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.recovery_sheets import short_mark
from counselor_desk.records.store_settings import LEAST_LOCK_MINUTES, MOST_LOCK_MINUTES
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import hold
from counselor_desk.ui.session_watch import hears_screen
from counselor_desk.ui.settings import keys, removal
from counselor_desk.ui.settings.choices import Choices
from counselor_desk.ui.settings.rows import SettingGroup, SettingRow
from counselor_desk.ui.settings.sections import SettingSection

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_MINUTES = (LEAST_LOCK_MINUTES, 2, 3, 5, 10, 15, 20, MOST_LOCK_MINUTES)


class SecuritySection(SettingSection):
    """Locking, privacy, keys.

    Signals:
        lock_requested: lock now, because the keys were changed.
        log_requested: show the activity log.
    """

    lock_requested = Signal()
    log_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("lock", parent)
        self.set_title(self.tr("Security"))
        self._desk = desk
        self._choices = Choices(desk, self, self.failed.emit)
        self._make_controls()
        mark = short_mark(desk.vault.store_id)
        hears = hears_screen()
        self.screen_row = SettingRow(
            self.tr("Lock with the system screen lock"),
            self.screen_box,
            "" if hears else self.tr("Not on this system yet: lock with Ctrl+L before you leave"),
        )
        self.screen_row.setEnabled(hears)
        self.set_groups(
            SettingGroup(
                self.tr("Locking"),
                SettingRow(
                    self.tr("Lock after"),
                    self.minutes_combo,
                    self.tr("Minutes without a key or the mouse"),
                ),
                SettingRow(
                    self.tr("Lock when the computer sleeps"),
                    self.sleep_box,
                    "" if hears else self.tr("As soon as it wakes"),
                ),
                self.screen_row,
                SettingRow(
                    self.tr("Ask for the passphrase when signing"),
                    self.sign_box,
                    self.tr("At every signature"),
                ),
            ),
            SettingGroup(
                self.tr("Privacy"),
                SettingRow(
                    self.tr("Hide names"),
                    self.names_box,
                    self.tr("Initials instead of names; Ctrl+Shift+H turns it. Not on paper."),
                ),
                SettingRow(
                    self.tr("Copied client text"),
                    Label(self.tr("Always cleared"), "muted"),
                    self.tr("After one minute and when locking, if nothing else was copied since"),
                ),
                SettingRow(
                    self.tr("Activity log"),
                    self.log_button,
                    self.tr("Who opened, changed, printed and exported what, and when"),
                ),
            ),
            SettingGroup(
                self.tr("Keys"),
                SettingRow(
                    self.tr("Passphrase"),
                    self.passphrase_button,
                    self.tr("Backups made before keep the passphrase they were made with"),
                ),
                SettingRow(
                    self.tr("Recovery sheet"),
                    self.sheet_button,
                    self.tr("Twelve new words. The sheet of this store has the mark {mark}").format(
                        mark=mark
                    ),
                ),
            ),
            SettingGroup(
                self.tr("Cannot be undone"),
                SettingRow(
                    self.tr("Change all keys"),
                    self.rotate_button,
                    self.tr(
                        "After a stolen sheet or a lost copy: the records are encrypted anew. Old "
                        "backups keep their own keys."
                    ),
                ),
                SettingRow(
                    self.tr("Remove all data from this computer"),
                    self.removal_button,
                    self.tr("After a checked backup, by hand: which folders and files to delete"),
                ),
            ),
        )

    def reload(self) -> None:
        """Show what is set now."""
        self._choices.reload()

    def change_passphrase(self) -> None:
        """Ask for the present and the new passphrase."""
        if keys.ask(self, self._desk, keys.passphrase_change(self._desk)):
            self.said.emit(self.tr("Passphrase changed"))

    def renew_sheet(self) -> None:
        """Make new words and a new sheet."""
        if keys.ask(self, self._desk, keys.sheet_change(self._desk)):
            self.said.emit(self.tr("The new recovery sheet is in force. Shred the old one."))

    def change_all_keys(self) -> None:
        """Encrypt the records anew and lock."""
        if keys.ask(self, self._desk, keys.rotation(self._desk)):
            self.lock_requested.emit()

    def _make_controls(self) -> None:
        minutes = [
            (n, self.tr("1 minute") if n == 1 else self.tr("{n} minutes").format(n=n))
            for n in _MINUTES
        ]
        self.minutes_combo = ComboBox(minutes)
        hold(self.minutes_combo, min_width=132)
        self.sleep_box, self.screen_box = CheckBox(), CheckBox()
        self.sign_box, self.names_box = CheckBox(), CheckBox()
        for name, control in (
            ("lock_minutes", self.minutes_combo),
            ("locks_on_sleep", self.sleep_box),
            ("locks_with_screen", self.screen_box),
            ("asks_to_sign", self.sign_box),
            ("hides_names", self.names_box),
        ):
            self._choices.tie(name, control)
        self.log_button = Button(self.tr("Open"))
        self.log_button.setAccessibleName(self.tr("Open the activity log"))
        self.log_button.clicked.connect(self.log_requested)
        self.passphrase_button = Button(self.tr("Change…"))
        self.passphrase_button.setAccessibleName(self.tr("Change the passphrase"))
        self.passphrase_button.clicked.connect(self.change_passphrase)
        self.sheet_button = Button(self.tr("Print new…"))
        self.sheet_button.setAccessibleName(self.tr("Print a new recovery sheet"))
        self.sheet_button.clicked.connect(self.renew_sheet)
        self.rotate_button = Button(self.tr("Change all keys…"))
        self.rotate_button.clicked.connect(self.change_all_keys)
        self.removal_button = Button(self.tr("Show how…"))
        self.removal_button.setAccessibleName(self.tr("Show how to remove all data"))
        self.removal_button.clicked.connect(lambda: removal.show(self, self._desk))
