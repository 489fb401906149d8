"""A hint at months that no job covers, with neutral words for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counselor_desk.records.cv_dates import Gap
from counselor_desk.records.cvs import CvLanguage, Job
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.cvs import words
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row


class GapHint(Panel):
    """Says how long a gap is, and offers words that keep health private.

    Signals:
        chosen: put this entry in; carries a `Job`.
        dismissed: leave the gap to the interview; carries the `Gap`.
    """

    chosen = Signal(object)
    dismissed = Signal(object)

    def __init__(self, gap: Gap, language: CvLanguage, parent: QWidget | None = None) -> None:
        super().__init__(part="sunken", margins=(16, 8, 10, 8), parent=parent)
        self._gap, self._language = gap, language
        icon = Icon("lightbulb", "overdue")
        self.title_label = Label(words.gap_title(gap), "strong")
        ideas = Label(
            self.tr(
                "Words that are true and keep health private, or leave it to the interview. An "
                "application form is answered as it is asked."
            ),
            "caption",
            wraps=True,
        )
        self.choose_button = Button(self.tr("Choose"), is_small=True)
        self.choose_button.setAccessibleName(
            self.tr("Choose words for the {gap}").format(gap=words.gap_title(gap))
        )
        self.choose_button.clicked.connect(self._open)
        row = Row(
            icon, (Column(self.title_label, ideas, spacing=2), 1), self.choose_button, spacing=10
        )
        row.setAlignment(icon, Qt.AlignmentFlag.AlignVCenter)
        self.body.add(row)

    def offers(self) -> list[tuple[str, Callable[[], None]]]:
        """What the menu says, and what each entry does."""
        told = [
            (text, partial(self.chosen.emit, self.entry(text)))
            for text in words.NEUTRAL[self._language]
        ]
        leave = partial(self.dismissed.emit, self._gap)
        return [*told, (self.tr("Leave it to the interview"), leave)]

    def entry(self, title: str) -> Job:
        """The gap as an entry between the others."""
        until = self._gap.until or words.PRESENT[self._language]
        return Job(title=title, begun=self._gap.after, ended=until)

    def _open(self) -> None:
        menu = QMenu(self)
        for text, act in self.offers():
            menu.addAction(text, act)
        menu.popup(self.choose_button.mapToGlobal(QPoint(0, self.choose_button.height() + 4)))
        menu.aboutToHide.connect(menu.deleteLater)
