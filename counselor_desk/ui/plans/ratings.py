"""Progress at a review: every objective of the version before, with one rating each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.plans import Objective, Plan, Rating, ReviewRating
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.plans import words
from counselor_desk.ui.segments import SegmentedControl


class RatedObjective(QWidget):
    """The words of an objective with its rating to choose, or as it was chosen.

    Signals:
        edited: another rating was chosen.
    """

    edited = Signal()

    def __init__(self, objective: Objective, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.node_uid = objective.node_uid
        said = f"{objective.number} {words.title(objective)}".strip()
        self.rating_segments = SegmentedControl(
            [(one, words.rating(one).capitalize()) for one in Rating], name=said
        )
        self.rating_segments.edited.connect(lambda _rating: self.edited.emit())
        self.rating_chip = Chip("")
        self.setLayout(
            Column(
                Label(said, wraps=True),
                Row(self.rating_segments, self.rating_chip, "stretch"),
                spacing=4,
            )
        )

    def show_rating(self, rating: Rating | None, *, is_editable: bool) -> None:
        """Show what was chosen; a signed version has a chip instead of the choice."""
        self.rating_segments.setVisible(is_editable)
        self.rating_chip.setVisible(not is_editable)
        self.rating_segments.set_value(rating)
        icon, ink = words.rating_look(rating)
        tone = ink if ink in {"signed", "overdue"} else "neutral"
        self.rating_chip.set_state(words.rating(rating).capitalize(), tone, icon)


class RatingList(QWidget):
    """All of them, in the order of the version before.

    Signals:
        edited: another rating was chosen.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._objectives: tuple[Objective, ...] = ()
        self._rows: list[RatedObjective] = []
        self._kept: tuple[ReviewRating, ...] = ()
        self._heading = Label("", "strong", wraps=True)
        self._list = Column(spacing=10)
        self.setLayout(Column(self._heading, self._list, spacing=8))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def rows(self) -> list[RatedObjective]:
        """One for each objective that can be rated."""
        return list(self._rows)

    def show_ratings(self, plan: Plan, before: Plan | None, *, is_editable: bool) -> None:
        """Show how a version rated the one before; a first plan has nothing to rate."""
        self._kept = plan.ratings
        objectives = tuple(before.objectives()) if before is not None else ()
        if before is not None:
            pattern = words.translated("Progress since version {number}")
            self._heading.setText(pattern.format(number=before.version))
        if objectives != self._objectives:
            self._objectives = objectives
            self._make()
        for row in self._rows:
            row.show_rating(plan.rating_of(row.node_uid), is_editable=is_editable)
        self.setVisible(bool(objectives) and (is_editable or bool(plan.ratings)))

    def value(self) -> tuple[ReviewRating, ...]:
        """What is chosen; objectives without a rating are left out."""
        if not self._rows:
            return self._kept
        return tuple(
            ReviewRating(node_uid=row.node_uid, rating=chosen)
            for row in self._rows
            for chosen in [row.rating_segments.value()]
            if isinstance(chosen, Rating)
        )

    def focus_first_open(self) -> None:
        """The first objective without a rating gets the focus."""
        open_ones = [row for row in self._rows if row.rating_segments.value() is None]
        for row in (open_ones or self._rows)[:1]:
            row.rating_segments.setFocus()

    def _make(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            # A layout shows new widgets a moment later, which would make this one a window.
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._rows = [RatedObjective(one) for one in self._objectives]
        for row in self._rows:
            row.edited.connect(self.edited)
            self._list.add(row)
