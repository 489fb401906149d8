"""The banner of a signed note whose words in the records are not those that were signed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.banners import Banner
from counselor_desk.ui.notes.shown import ShownNote


class SealBanner(Banner):
    """Says that a note was changed outside the program, and leads to the version that was signed.

    Signals:
        turn_requested: show the version that was signed, or again what the records say.
        backups_requested: look for an earlier copy of the records.
    """

    turn_requested = Signal()
    backups_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="risk", parent=parent)
        self._has_good = False
        self.action_requested.connect(self._act)
        self.other_requested.connect(self.backups_requested)
        self.hide()

    def show_note(self, shown: ShownNote, *, is_good: bool) -> None:
        """Say what is read: what the records say now, or with `is_good` what was signed."""
        self._has_good = shown.as_signed is not None
        self.setVisible(bool(shown.problem))
        backups = self.tr("Backups…")
        if is_good:
            self.set_message(
                self.tr(
                    "This is the note as it was signed, read from its seal. The records say "
                    "something else by now; restore a backup to put them right."
                ),
                tone="overdue",
                title=self.tr("Last good version"),
                action=self.tr("Show what the records say"),
                other=backups,
            )
        elif self._has_good:
            self.set_message(
                shown.problem,
                tone="risk",
                title=self.tr("This note was changed outside the program."),
                action=self.tr("Open last good version"),
                other=backups,
            )
        else:
            self.set_message(
                shown.problem,
                tone="risk",
                title=self.tr("This note was changed outside the program."),
                action=backups,
            )

    def _act(self) -> None:
        if self._has_good:
            self.turn_requested.emit()
        else:
            self.backups_requested.emit()
