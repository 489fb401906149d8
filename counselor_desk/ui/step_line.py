"""The line over a wizard's steps: which are done, which is at hand, which come later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from counselor_desk.ui.chips import Icon
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row


class StepLine(QWidget):
    """Which step this is: done, now, later."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._marks = [(Icon("circle", "text3", size=15), Label(title)) for title in titles]
        row = Row(spacing=6)
        for icon, label in self._marks:
            row.add(icon, label, 14)
        row.add("stretch")
        self.setLayout(row)

    def show_step(self, place: int) -> None:
        """Mark a step as the one at hand."""
        for number, (icon, label) in enumerate(self._marks):
            if number < place:
                icon.set_icon("circle-check", "signed")
            elif number == place:
                icon.set_icon("circle-dot", "accent")
            else:
                icon.set_icon("circle", "text3")
            dress(label, t="strong" if number == place else "caption")
        self.setAccessibleName(
            self.tr("Step {place} of {count}: {title}").format(
                place=place + 1, count=len(self._titles), title=self._titles[place]
            )
        )
