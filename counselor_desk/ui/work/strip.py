"""The strip of next steps: what comes first, whatever lane it is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records import dates
from counselor_desk.records.tasks import Task
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold
from counselor_desk.ui.work import words

SHOWN = 3
_LEAST_WIDTH = 290
"""The room one step needs to be understood; with less, fewer are shown."""
_GAP = 4


class NextStep(QWidget):
    """One step: a circle to tick it, its words as far as they fit, and its day.

    Signals:
        ticked: the circle was pressed.
        chosen: the words were pressed.
    """

    ticked = Signal()
    chosen = Signal()

    def __init__(
        self, task: Task, today: date, *, is_editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._said = task.next_action or task.text
        self.step_tick_button = IconButton(
            words.tick(task)[0], self.tr("Mark done: {task}").format(task=task.text)
        )
        if not is_editable:
            self.step_tick_button.hide()
        self.step_button = Button("", kind="plain")
        self.step_button.setAccessibleName(self.tr("Open {task}").format(task=self._said))
        self._chip = _day(task, today)
        self.setLayout(
            Row(self.step_tick_button, self.step_button, 2, self._chip, "stretch", spacing=_GAP)
        )
        self.step_tick_button.clicked.connect(self.ticked)
        self.step_button.clicked.connect(self.chosen)

    def fit(self, width: int) -> None:
        """Show as many of the words as `width` pixels have room for."""
        theme = themes.current()
        taken = theme.s(2 * _GAP + 2)
        if not self.step_tick_button.isHidden():
            taken += self.step_tick_button.sizeHint().width() + theme.s(_GAP)
        if self._chip is not None:
            taken += self._chip.sizeHint().width()
        # The button's own metrics are those of its style, which it has not before it is shown.
        metrics = QFontMetrics(theme.font("button"))
        line = metrics.elidedText(self._said, Qt.TextElideMode.ElideRight, max(width - taken, 0))
        self.step_button.set_text(line)
        self.step_button.setToolTip(self._said if line != self._said else "")


class NextSteps(Card):
    """The first open tasks by the day that counts, in one line.

    Signals:
        ticked, chosen: carry the uid of a task.
    """

    ticked = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 5, 12, 5), parent=parent)
        self._steps: list[NextStep] = []
        self._shown: tuple[tuple[Task, ...], date, bool] | None = None
        self._label = Label(self.tr("Next steps"), "section")
        self._nothing = Label(self.tr("Nothing is open"), "muted")
        self._nothing.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._row = Row(spacing=12)
        self.body.add(Row(self._label, self._nothing, (self._row, 1), spacing=14))
        hold(self, height=44)
        themes.look().theme_changed.connect(self._fit)

    def show_tasks(self, tasks: Sequence[Task], today: date, *, is_editable: bool) -> None:
        """Show the first steps of some tasks, given in their order."""
        first = tuple(task for task in tasks if task.is_open)[:SHOWN]
        if self._shown == (first, today, is_editable):
            return
        self._shown = (first, today, is_editable)
        for step in self._steps:
            self._row.removeWidget(step)
            step.hide()
            step.deleteLater()
        self._steps = [self._step(task, today, is_editable=is_editable) for task in first]
        self._row.add(*self._steps)
        self._nothing.setVisible(not first)
        self._fit()

    def steps(self) -> tuple[NextStep, ...]:
        """The steps that there is room for, from the left."""
        return tuple(step for step in self._steps if not step.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many steps, and as much of each, as fit."""
        super().resizeEvent(event)
        self._fit()

    def _step(self, task: Task, today: date, *, is_editable: bool) -> NextStep:
        step = NextStep(task, today, is_editable=is_editable)
        step.ticked.connect(lambda: self.ticked.emit(task.uid))
        step.chosen.connect(lambda: self.chosen.emit(task.uid))
        return step

    def _fit(self, *_theme: object) -> None:
        theme = themes.current()
        room = self.width() - theme.s(16 + 12 + 14) - self._label.sizeHint().width()
        gap = theme.s(12)
        count = min(max(room // theme.s(_LEAST_WIDTH), 1), len(self._steps))
        for place, step in enumerate(self._steps):
            step.setVisible(place < count)
            step.fit((room - gap * (count - 1)) // count - 2)


def _day(task: Task, today: date) -> Chip | None:
    """The day that counts; late and near ones in their tone."""
    if task.next_on is None or task.is_overdue(today):
        when = words.when(task, today)
        return Chip(when.text, when.tone, when.icon) if when.text else None
    day = dates.write_short(task.next_on, today)
    is_near = task.next_on <= today
    return Chip(day, "overdue" if is_near else "neutral", "clock" if is_near else "")
