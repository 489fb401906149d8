"""The card of overdoses and naloxone: what is known in a line, and the button that changes it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.circumstances import Circumstances
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.use import words


class OverdoseCard(Card):
    """Earlier overdoses in the client's words, the day of the last one, naloxone.

    Signals:
        change_requested: write about it.
    """

    change_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(17, 11, 13, 13), spacing=4, parent=parent)
        self.naloxone_chip = Chip("")
        self.change_button = Button(self.tr("Change"), icon="square-pen", is_small=True)
        self.change_button.clicked.connect(self.change_requested)
        self.last_label = ElidedLabel("", "caption")
        self.story_label = Label("", wraps=True)
        self.none_label = Label(self.tr("No overdose is recorded."), "muted")
        self.body.add(
            Row(
                Label(self.tr("Overdose and naloxone"), "section"),
                2,
                (self.last_label, 1),
                self.naloxone_chip,
                self.change_button,
            ),
            Column(self.story_label, self.none_label),
        )

    def show_facts(
        self, facts: Circumstances, last_on: date | None, today: date, *, is_editable: bool
    ) -> None:
        """Show what is known; `last_on` is the last overdose, told or recorded as a return."""
        chip = words.naloxone(facts.carries_naloxone)
        self.naloxone_chip.set_state(chip.text, chip.tone, chip.icon)
        last = self.tr("last overdose {day}")
        self.last_label.setText(last.format(day=words.day(last_on, today)) if last_on else "")
        self.story_label.setText(facts.overdoses)
        self.story_label.setVisible(bool(facts.overdoses))
        self.none_label.setVisible(not facts.overdoses and last_on is None)
        self.change_button.setVisible(is_editable)

    def take_focus(self) -> None:
        """Give the focus to the button."""
        self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)
