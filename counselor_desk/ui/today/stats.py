"""The cards above the list: how much there is of each sort, and whether something is late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.records.today import Due, HoursRule, OwedHours
from counselor_desk.ui.cards import Card
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Grid, Row
from counselor_desk.ui.today import model, words
from counselor_desk.ui.today.model import Part

_CARDS = 4


class StatCard(Card):
    """A number in the tone of the most pressing thing it counts."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        self.number_label = Label("", "display")
        self.title_label = ElidedLabel(title, "strong")
        self.caption_label = ElidedLabel("", "caption")
        names = Column(self.title_label, self.caption_label, spacing=0)
        super().__init__(
            Row(self.number_label, (names, 1), spacing=12),
            margins=(15, 9, 12, 9),
            parent=parent,
        )
        self._title = title

    def show_items(self, items: Sequence[Due], today: date) -> None:
        """Count these."""
        self.number_label.setText(f"{len(items):,}")
        self.number_label.set_tone(words.tone(items, today))
        self.caption_label.setText(words.pressing(items, today))
        self.setAccessibleName(f"{self._title}: {len(items):,}, {words.pressing(items, today)}")

    def show_count(self, title: str, count: int, caption: str) -> None:
        """Show a number of its own, in the tone of a warning unless it is none."""
        self.title_label.setText(title)
        self.number_label.setText(f"{count:,}")
        self.number_label.set_tone("overdue" if count else "")
        self.caption_label.setText(caption)
        self.setAccessibleName(f"{title}: {count:,}, {caption}")


class StatRow(QWidget):
    """Notes, plans and tasks side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="clear")
        self.cards = {
            Part.NOTES: StatCard(self.tr("Unsigned notes")),
            Part.PLANS: StatCard(self.tr("Plans and reviews")),
            Part.TASKS: StatCard(self.tr("Tasks")),
        }
        self.below_card = StatCard("")
        self.below_card.hide()
        self._grid = Grid(spacing=12, row_spacing=12)
        self.setLayout(self._grid)
        self.stand(is_in_one_row=True)

    def stand(self, *, is_in_one_row: bool) -> None:
        """Stand side by side, or two in a row where it is narrow."""
        in_row = _CARDS if is_in_one_row else 2
        for place, card in enumerate((*self.cards.values(), self.below_card)):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, place // in_row, place % in_row)
        for column in range(_CARDS):
            self._grid.setColumnStretch(column, 1 if column < in_row else 0)

    def show_below(self, items: Sequence[Due], least: int) -> None:
        """Count who stays below the hours of this week, `least` minutes; -1 hides it."""
        self.below_card.setVisible(least >= 0)
        if least < 0:
            return
        below = [
            one for one in items if isinstance(one, OwedHours) and one.rule is HoursRule.FORECAST
        ]
        title = words.say("Below {hours}").format(hours=words.least_hours(least))
        self.below_card.show_count(title, len(below), words.say("this week"))

    def show_items(self, items: Sequence[Due], today: date) -> None:
        """Count what is owed."""
        for part, card in self.cards.items():
            card.show_items(model.only(items, part), today)
