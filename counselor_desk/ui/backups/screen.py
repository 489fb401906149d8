"""Restoring without an open store: the steps, where the unlock screen stood."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.backups import Restored
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.inspecting import Target
from counselor_desk.ui.backups.restore import RestoreCard, RestoreOrder
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.scrolling import PageScroll

CARD_WIDTH = 720


class RestoreScreen(QWidget):
    """One card in the middle; thrown away when it is left.

    Signals:
        ordered: the restored store waits beside its place; carries a `RestoreOrder`.
        left: no restore after all.
    """

    ordered = Signal(object)
    left = Signal()

    def __init__(self, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self.restore_card = RestoreCard(target)
        self.restore_card.ordered.connect(self.ordered)
        self.restore_card.cancelled.connect(self.left)
        hold(self.restore_card, max_width=CARD_WIDTH)
        content = QWidget()
        content.setLayout(
            Column(
                "stretch",
                Row("stretch", (self.restore_card, 1000), "stretch"),
                "stretch",
                margins=(16, 16, 6, 16),
            )
        )
        self.setLayout(Column(PageScroll(content)))

    def begin(self) -> None:
        """Ask for a backup."""
        self.restore_card.begin(())
        self.restore_card.choose_step.focus_first()


def put_in_place(order: RestoreOrder, config_dir: Path | None, at: datetime) -> Restored:
    """Let the restored store take its place; the one there must be closed. Takes an instant.

    Raises:
        DeskError: it could not be moved; everything is as it was.
    """
    from counselor_desk.services import backups

    return backups.put_in_place(order.prepared, config_dir=config_dir, at=at)


def told(restored: Restored) -> str:
    """What was restored, and where the former records are."""
    from counselor_desk.services import backups

    sentence = words.say("Restored and counted: {counted}.").format(
        counted=words.inside(backups.contents(restored.counts))
    )
    if restored.moved_aside is None:
        return sentence
    return words.say("{restored} The former records are kept in {aside}.").format(
        restored=sentence, aside=restored.moved_aside.name
    )
