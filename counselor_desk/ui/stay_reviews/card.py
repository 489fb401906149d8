"""One continued-stay review that was made: decision, ticks and reason, to read and to print."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records import dates
from counselor_desk.records.stay_reviews import (
    TICKS_FOR_MOVING_ON,
    TICKS_FOR_STAYING,
    StayReview,
)
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.stay_reviews import words


class ReviewCard(Card):
    """What was decided, and why; it is kept for good and cannot be changed.

    Signals:
        print_requested: put it on paper.
        mistake_reported: it was entered in error.
    """

    print_requested = Signal()
    mistake_reported = Signal()

    def __init__(
        self,
        review: StayReview,
        today: date,
        *,
        can_be_wrong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spacing=6, parent=parent)
        self.setObjectName("review_card")
        self.review = review
        self.decision_chip = Chip(*words.decided(review))
        self.review_print_button = Button(self.tr("Print"), kind="plain", is_small=True)
        self.review_print_button.clicked.connect(self.print_requested)
        self.mistake_button = Button(self.tr("Entered in error…"), kind="plain", is_small=True)
        self.mistake_button.clicked.connect(self.mistake_reported)
        day = Label(dates.write_in_words(review.reviewed_on), "section")
        ticked = [
            words.tick(name)
            for name in (*TICKS_FOR_STAYING, *TICKS_FOR_MOVING_ON)
            if name in review.ticks
        ]
        self.body.add(
            Row(
                day, 4, self.decision_chip, "stretch", self.mistake_button, self.review_print_button
            ),
            Label(words.facts(review, today), "caption", wraps=True),
            2,
            Label(" · ".join(ticked), "strong", wraps=True) if ticked else None,
            Label(review.reason, wraps=True),
        )
        self.mistake_button.setVisible(can_be_wrong)
