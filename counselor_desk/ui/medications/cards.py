"""The two cards of the page: medications with their last check, and allergies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.records.medications import Allergy, Medication, MedicationList
from counselor_desk.rules import medications as rules
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row
from counselor_desk.ui.medications import columns, words
from counselor_desk.ui.segments import SegmentedControl

CURRENT, STOPPED = "current", "stopped"
"""What the segments show."""


class MedicationsCard(Card):
    """What is taken, or what was stopped, and when it was gone through.

    Signals:
        acted: an action and the medication it is wanted for.
        add_requested: put a medication on the list.
        check_requested: go through the list with the client.
        left: an arrow went over the edge of the rows; -1 up or 1 down.
    """

    acted = Signal(str, object)
    add_requested = Signal()
    check_requested = Signal()
    left = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self._today = today
        self._listed: MedicationList | None = None
        self._is_editable = True
        self._make()

    def show_list(self, listed: MedicationList, client: str, *, is_editable: bool) -> None:
        """Show a client's list; `client` is the name by which it is said who was asked."""
        self._listed, self._is_editable = listed, is_editable
        today = self._today()
        needs_check = is_editable and rules.needs_check(listed, today)
        self.medications_check_button.set_text(words.checked(listed, client, today))
        self.medications_check_button.setEnabled(is_editable)
        self.age_chip.set_state(words.age(listed, today), "overdue", "clock")
        self.age_chip.setVisible(needs_check)
        self.medications_add_button.setVisible(is_editable)
        for value, rows in ((CURRENT, listed.current), (STOPPED, listed.stopped)):
            name = self.tr("Current") if value == CURRENT else self.tr("Stopped")
            self.medications_filter.set_text(value, f"{name} {len(rows)}")
        self._show()

    def turn_to(self, value: str) -> None:
        """Show what is taken or what was stopped."""
        self.medications_filter.set_value(value)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the head has no room for it, the check stands on a line of its own."""
        super().resizeEvent(event)
        self._fit()

    def _make(self) -> None:
        self.medications_check_button = Button("", kind="link", is_small=True)
        self.age_chip = Chip("")
        self.medications_filter = SegmentedControl(
            ((CURRENT, self.tr("Current")), (STOPPED, self.tr("Stopped"))),
            name=self.tr("Medications shown"),
            tone="neutral",
        )
        self.medications_filter.set_value(CURRENT)
        self.medications_add_button = Button(self.tr("Add medication"), icon="plus", is_small=True)
        self.table: FactTable[Medication] = FactTable(
            columns.current(self._today),
            name=self.tr("Medications"),
            spoken=lambda row: words.spoken(row, self._today()),
        )
        self._title = Label(self.tr("Medications"), "section")
        self._check = QWidget()
        self._check.setLayout(Row(self.medications_check_button, self.age_chip))
        self._first = Row(
            self._title,
            self._check,
            "stretch",
            self.medications_filter,
            self.medications_add_button,
            margins=(16, 0, 12, 0),
        )
        self._second = Row("stretch", margins=(16, 0, 12, 0))
        self.empty = EmptyLine(first=self.tr("None taken"), again=self.tr("Ask again"))
        self.body.add(10, self._first, self._second, 8, self.table, self.empty)
        self.medications_filter.edited.connect(lambda _value: self._show())
        self.medications_add_button.clicked.connect(self.add_requested)
        self.medications_check_button.clicked.connect(self.check_requested)
        self.empty.asked.connect(self.check_requested)
        self.table.acted.connect(self.acted)
        self.table.add_requested.connect(self.add_requested)
        self.table.left.connect(self.left)

    def _show(self) -> None:
        listed = self._listed
        if listed is None:
            return
        is_current = self.medications_filter.value() == CURRENT
        make = columns.current if is_current else columns.stopped
        self.table.set_columns(make(self._today))
        rows = listed.current if is_current else listed.stopped
        self.table.show_rows(rows, is_editable=self._is_editable)
        self.empty.setVisible(not rows)
        if is_current:
            text = words.none_taken(listed, self._today())
            was_asked = listed.denied_on is not None
            self.empty.say(text, was_asked=was_asked, can_ask=self._is_editable)
        else:
            self.empty.say(self.tr("Nothing was stopped."))
        self._fit()

    def _fit(self) -> None:
        wanted = sum(
            part.sizeHint().width() for part in (self._title, self._check, self.medications_filter)
        )
        wanted += self.medications_add_button.sizeHint().width()
        is_beside = wanted + 4 * self._first.spacing() + self._margins() <= self.width()
        line, place = (self._first, 1) if is_beside else (self._second, 0)
        if line.indexOf(self._check) < 0:
            for other in (self._first, self._second):
                other.removeWidget(self._check)
            line.insertWidget(place, self._check)

    def _margins(self) -> int:
        margins = self._first.contentsMargins()
        return margins.left() + margins.right()


class AllergiesCard(Card):
    """What the client does not tolerate, or that there is nothing.

    Signals:
        acted: an action and the allergy it is wanted for.
        add_requested: put an allergy on the list.
        deny_requested: the client says there are none.
        left: an arrow went over the edge of the rows; -1 up or 1 down.
    """

    acted = Signal(str, object)
    add_requested = Signal()
    deny_requested = Signal()
    left = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self._today = today
        self.allergies_add_button = Button(self.tr("Add allergy"), icon="plus", is_small=True)
        self.table: FactTable[Allergy] = FactTable(
            columns.allergies(today),
            name=self.tr("Allergies"),
            spoken=lambda row: words.spoken_allergy(row, today()),
        )
        self.empty = EmptyLine(first=self.tr("None known"), again=self.tr("Ask again"))
        head = Row(
            Label(self.tr("Allergies"), "section"),
            "stretch",
            self.allergies_add_button,
            margins=(16, 0, 12, 0),
        )
        self.body.add(10, head, 8, self.empty, self.table)
        self.allergies_add_button.clicked.connect(self.add_requested)
        self.empty.asked.connect(self.deny_requested)
        self.table.acted.connect(self.acted)
        self.table.add_requested.connect(self.add_requested)
        self.table.left.connect(self.left)

    def show_list(self, listed: MedicationList, *, is_editable: bool) -> None:
        """Show a client's allergies, those that ended after those that hold."""
        self.allergies_add_button.setVisible(is_editable)
        self.table.show_rows(listed.allergies, is_editable=is_editable)
        self.empty.setVisible(not listed.current_allergies)
        self.empty.say(
            words.no_allergies(listed, self._today()),
            was_asked=listed.allergies_denied_on is not None,
            can_ask=is_editable,
        )
