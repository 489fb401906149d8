"""Banners above every page: the window is about to lock, or the log of the store is broken."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counselor_desk.ui.banners import Banner


class IdleBanner(Banner):
    """Says that nobody typed for a while; shown while the window is about to lock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_message(
            self.tr(
                "Nobody has typed for a while: locking in 60 seconds. What you typed is saved "
                "first."
            ),
            tone="overdue",
            action=self.tr("Keep working"),
        )
        self.hide()


class LogBanner(Banner):
    """Says that the log is not as it was written, until that was read and dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tone="risk", can_close=True, parent=parent)
        self.hide()

    def tell(self, problem: str) -> None:
        """Say where the log breaks first."""
        self.set_message(
            self.tr(
                "{problem} Something other than Counselor Desk changed the records, or they are "
                "damaged. Everything before it is good. Keep a copy of this folder, and compare "
                "with a backup."
            ).format(problem=problem),
            tone="risk",
            title=self.tr("The log of this store is broken"),
        )
        self.show()
