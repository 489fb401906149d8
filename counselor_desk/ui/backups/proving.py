"""The card of proofs: check every page and seal of the store, and try a restore."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.backups.rows import FactRow
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.work_line import WorkLine


class ProofCard(Card):
    """Two things that change nothing and say whether all is well.

    Signals:
        check_requested: verify the store.
        drill_requested: open the newest backup aside and count what is in it.
    """

    check_requested = Signal()
    drill_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.check_button = Button(self.tr("Check the store now"), is_small=True)
        self.check_button.clicked.connect(self.check_requested)
        self.check_banner = Banner("")
        self.check_banner.hide()
        check = FactRow(
            "shield-check",
            self.tr("Check the store"),
            self.tr("Reads every page, the log and each seal, and says what is damaged."),
            self.check_button,
            is_first=True,
        )
        check.words.add(self.check_banner)
        self.drill_button = Button(self.tr("Try a restore…"), is_small=True)
        self.drill_button.clicked.connect(self.drill_requested)
        self.drill_banner = Banner("")
        self.drill_banner.hide()
        self.work_line = WorkLine()
        drill = FactRow(
            "history",
            self.tr("Try a restore"),
            self.tr("Opens the newest backup aside with your passphrase and counts what is in it."),
            self.drill_button,
        )
        drill.words.add(self.drill_banner, self.work_line)
        self.body.add(check, drill)

    def set_checking(self, *, is_checking: bool) -> None:
        """While the store is checked."""
        self.check_button.set_text(
            self.tr("Checking…") if is_checking else self.tr("Check the store now")
        )
        self.check_button.setEnabled(not is_checking)
        if is_checking:
            self.check_banner.hide()

    def show_check(self, sentence: str, *, is_good: bool, title: str = "") -> None:
        """What the check found."""
        self.set_checking(is_checking=False)
        self.check_banner.set_message(sentence, tone="signed" if is_good else "risk", title=title)
        self.check_banner.show()

    def show_drill(self, sentence: str, *, is_good: bool, title: str = "") -> None:
        """What the drill found."""
        self.drill_banner.set_message(sentence, tone="signed" if is_good else "risk", title=title)
        self.drill_banner.show()
