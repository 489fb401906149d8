"""What an objective already says: how much, by when and who, as three ticks below its words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.rules.objectives import Measure, measurable
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row

_ICON = 14


class _Tick(QWidget):
    """One thing an objective says, or does not say yet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.is_said = False
        self._icon = Icon("circle", "text3", size=_ICON)
        self.setLayout(Row(self._icon, Label(text, "caption"), spacing=4))

    def set_said(self, *, is_said: bool) -> None:
        """Tick it, or leave it open."""
        self.is_said = is_said
        if is_said:
            self._icon.set_icon("circle-check", "signed")
        else:
            self._icon.set_icon("circle", "text3")
        state = self.tr("said") if is_said else self.tr("not said yet")
        self.setAccessibleName(f"{self._text}: {state}")


class ObjectiveMeasures(QWidget):
    """Three ticks, one hint on the first that is open, and the way to examples.

    It helps while one writes and keeps nobody from going on (rule P5).

    Signals:
        examples_requested: show objectives of the library.
    """

    examples_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amount = _Tick(self.tr("How much or how often"))
        self._time = _Tick(self.tr("By when"))
        self._who = _Tick(self.tr("Who"))
        self._hint = Label("", "hint", wraps=True)
        self.objective_examples_button = Button(self.tr("Examples"), kind="link", is_small=True)
        self.objective_examples_button.clicked.connect(self.examples_requested)
        self.setLayout(
            Column(
                Row(self._amount, self._time, self._who, "stretch", spacing=10),
                Row((self._hint, 1), self.objective_examples_button, spacing=6),
                spacing=4,
            )
        )

    def show_text(self, text: str, *, is_dated: bool) -> None:
        """Read the words anew; `is_dated` is whether the objective has a target date."""
        said = measurable(text)
        is_timed = is_dated or said.is_time_bound
        self._amount.set_said(is_said=said.is_measurable)
        self._time.set_said(is_said=is_timed)
        self._who.set_said(is_said=said.says_who)
        self._hint.setText(self._advice(said, is_timed=is_timed, is_dated=is_dated))

    def ticked(self) -> tuple[bool, bool, bool]:
        """Whether the amount, the time and the person are ticked."""
        return self._amount.is_said, self._time.is_said, self._who.is_said

    def hint(self) -> str:
        """The advice that is shown."""
        return self._hint.text()

    def _advice(self, said: Measure, *, is_timed: bool, is_dated: bool) -> str:
        if not said.is_measurable:
            return self.tr("Say what can be counted: “3 groups a week”, “5 of 7 days”.")
        if not is_dated:
            day = self.tr("Set a target date.")
            return day if is_timed else self.tr("Set a target date, or say “within 4 weeks”.")
        if not said.says_who:
            return self.tr("If it is not the client, say who: “the case manager …”.")
        return self.tr("It says how much, by when and who.")
