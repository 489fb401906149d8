"""The lines below the objectives: what happened since the client's last session."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.cravings import HIGHEST_SCORE
from counselor_desk.services.since_last import SinceLast
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row


class SinceLastLines(QWidget):
    """A title and a line for each thing that is known; nothing at all where nothing is.

    Signals:
        group_requested: the note takes up one of the groups.
    """

    group_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "strong")
        self._groups = _Line(self.tr("Groups attended"))
        self._use = _Line(self.tr("Days since last use"))
        self._urge = _Line(self.tr("Last urge"))
        self.note_about_button = Button(
            self.tr("About a group session"), kind="link", is_small=True
        )
        self.note_about_button.setToolTip(self.tr("Ctrl+G takes the newest"))
        self.note_about_button.clicked.connect(self.group_requested)
        self.note_about_button.hide()
        offer = Row(self.note_about_button, "stretch")
        self.setLayout(Column(self._title, *self._lines(), offer, margins=(0, 6, 0, 0), spacing=6))
        self.hide()

    def show_told(self, told: SinceLast) -> None:
        """Show what is known."""
        since = self.tr("Since the admission") if told.is_first else self.tr("Since last session")
        self._title.setText(since)
        groups = self.tr("{attended} of {all}").format(
            attended=told.groups_attended, all=told.groups
        )
        self._groups.say(groups if told.groups else "")
        self._use.say("" if told.use_free_days is None else f"{told.use_free_days:,}")
        urge = self.tr("{n} of {highest}").format(n=told.urge, highest=HIGHEST_SCORE)
        self._urge.say("" if told.urge is None else urge)
        self._title.setVisible(bool(self.shown()))
        self._show()

    def offer_group(self, *, is_offered: bool) -> None:
        """Whether there is a group session that the note could take up and does not."""
        self.note_about_button.setVisible(is_offered)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self.shown()) or not self.note_about_button.isHidden())

    def shown(self) -> tuple[str, ...]:
        """The lines that stand there, as they are read out."""
        return tuple(line.accessibleName() for line in self._lines() if not line.isHidden())

    def _lines(self) -> tuple[_Line, ...]:
        return self._groups, self._use, self._urge


class _Line(QWidget):
    """What it is at the left, how much at the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._value = Label("", "strong", is_tabular=True)
        self.setLayout(Row((Label(name, "muted", wraps=True), 1), self._value, spacing=8))

    def say(self, value: str) -> None:
        """Show a value; without one the line is not there."""
        self._value.setText(value)
        self.setAccessibleName(f"{self._name}: {value}")
        self.setVisible(bool(value))
