"""The banner over a backup that is only looked at: what it is, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.backups import words
from counselor_desk.ui.banners import Banner

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


class LookedAtBanner(Banner):
    """Stands across the pages as long as a backup is open.

    Signals:
        back_requested: close it and go back to the records.
    """

    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="overdue", parent=parent)
        self.setObjectName("looked_at_banner")
        self.action_requested.connect(self.back_requested)
        self.hide()

    def follow(self, desk: Desk) -> None:
        """Show itself when this is a backup, and say when that was made."""
        looked_at = desk.vault.looked_at
        if looked_at is not None:
            made = self.tr("A backup, open to be read")
            if looked_at.made_at is not None:
                made = self.tr("The backup of {moment}, open to be read").format(
                    moment=words.short_moment(desk.local(looked_at.made_at), desk.local(desk.now()))
                )
            self.set_message(
                self.tr(
                    "Nothing can be written here, and your records are untouched. Going back "
                    "removes this copy; the backup stays where it is."
                ),
                tone="overdue",
                title=made,
                action=self.tr("Back to your records"),
            )
        self.setVisible(looked_at is not None)
