"""The list of groups: those that meet, those that are closed, and the first step without any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.records.groups import Group
from counselor_desk.ui import fact_table
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.groups import columns, words
from counselor_desk.ui.groups.lines import GroupLine
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.scrolling import BAR_WIDTH, PageScroll
from counselor_desk.ui.segments import SegmentedControl

OPEN, CLOSED = "open", "closed"
"""What the segments show."""

_SIDE = 28


class GroupsList(QWidget):
    """Every group in one card.

    Signals:
        add_requested: make a group.
        opened: show one group; carries it.
    """

    add_requested = Signal()
    opened = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._today = today
        self._lines: Sequence[GroupLine] = ()
        self.count_label = ElidedLabel("", "muted")
        self.group_add_button = Button(self.tr("New group"), kind="primary", icon="plus")
        self.group_add_button.clicked.connect(self.add_requested)
        self._make_card()
        self._make_empty()
        content = QWidget()
        content.setLayout(
            Column(self._card, "stretch", margins=(_SIDE, 2, _SIDE - BAR_WIDTH, 16), spacing=14)
        )
        self._bodies = QStackedWidget()
        self._bodies.addWidget(PageScroll(content))
        self._bodies.addWidget(self._empty)
        head = QWidget()
        head.setLayout(
            Row(
                (Column(Label(self.tr("Groups"), "title"), self.count_label, spacing=2), 1),
                self.group_add_button,
                margins=(_SIDE, 20, _SIDE, 14),
            )
        )
        self.setLayout(Column(head, (self._bodies, 1), spacing=0))

    def show_lines(self, lines: Sequence[GroupLine]) -> None:
        """Show other groups; the current one stays current if it is among them."""
        self._lines = tuple(lines)
        is_empty = not lines
        self.group_add_button.setVisible(not is_empty)
        self._bodies.setCurrentIndex(1 if is_empty else 0)
        self.count_label.setText(words.counted([one.now for one in lines if one.group.is_open]))
        for value, name in ((OPEN, self.tr("Meeting")), (CLOSED, self.tr("Closed"))):
            count = sum(one.group.is_open == (value == OPEN) for one in lines)
            self.groups_filter.set_text(value, f"{name} {count}")
        self._show()

    def turn_to(self, value: str) -> None:
        """Show the groups that meet or those that are closed."""
        self.groups_filter.set_value(value)
        self._show()

    def enter(self) -> None:
        """Give the focus to the first row, or to the first step."""
        if not self._lines:
            self.first_add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.table.isHidden():
            self.group_add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_card(self) -> None:
        self.groups_filter = SegmentedControl(
            ((OPEN, self.tr("Meeting")), (CLOSED, self.tr("Closed"))),
            name=self.tr("Groups shown"),
            tone="neutral",
        )
        self.groups_filter.set_value(OPEN)
        self.groups_filter.edited.connect(lambda _value: self._show())
        self.table: FactTable[GroupLine] = FactTable(
            columns.groups(self._today), name=self.tr("Groups"), opens_on_click=True
        )
        self.table.acted.connect(self._act)
        self.table.add_requested.connect(self.add_requested)
        self.empty_line = EmptyLine()
        head = Row(
            Label(self.tr("All groups"), "section"),
            "stretch",
            self.groups_filter,
            margins=(16, 0, 12, 0),
        )
        self._card = Card(margins=(1, 0, 1, 1), spacing=0)
        self._card.body.add(10, head, 8, self.table, self.empty_line)

    def _make_empty(self) -> None:
        self.first_add_button = Button(self.tr("New group"), kind="primary", icon="plus")
        self.first_add_button.clicked.connect(self.add_requested)
        self._empty = EmptyState(
            "users-round",
            self.tr("No groups yet"),
            self.tr(
                "A group has members, meets at weekly times, and is written up in one pass: "
                "one note for each member, which names nobody else."
            ),
            self.first_add_button,
        )

    def _show(self) -> None:
        is_open = self.groups_filter.value() == OPEN
        make = columns.groups if is_open else columns.closed
        self.table.set_columns(make(self._today))
        rows = [one for one in self._lines if one.group.is_open == is_open]
        self.table.show_rows(rows)
        self.empty_line.setVisible(not rows)
        self.empty_line.say(
            self.tr("No group meets now.") if is_open else self.tr("No group was closed.")
        )

    def _act(self, action: str, row: GroupLine) -> None:
        if action == fact_table.OPEN:
            self._open(row.group)

    def _open(self, group: Group) -> None:
        self.opened.emit(group)
