"""A card with a table of facts: its head, the newest rows, and what to say while there are none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.delegates import ChipWords
from counselor_desk.ui.fact_table import OPEN, Column, EmptyLine, FactTable
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row

SHOWN = 5
"""Rows in sight before "Show all" is pressed."""


class FactCard(Card):
    """A table under its name, with what can be said of it at once, and a button that adds.

    Signals:
        opened: open a fact; carries its row.
        add_requested: add one.
        left: an arrow went over the edge of the rows; -1 up or 1 down.
    """

    opened = Signal(object)
    add_requested = Signal()
    left = Signal(int)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column[Any]],
        *,
        add: str,
        empty: str,
        above: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`above` stands between the head and the table, for a chart."""
        super().__init__(margins=(1, 1, 1, 1), spacing=0, parent=parent)
        self._facts: tuple[Any, ...] = ()
        self._is_whole = False
        self.title_label = Label(title, "section")
        self.caption_label = ElidedLabel("", "caption")
        self.state_chip = Chip("")
        self.add_button = Button(add, icon="plus", is_small=True)
        self.table: FactTable[Any] = FactTable(columns, name=title, opens_on_click=True)
        self._above = above
        self.empty = EmptyLine(empty, is_below_line=False)
        self.more_button = Button("", kind="link", is_small=True)
        self._more = QWidget()
        self._more.setLayout(Row(self.more_button, "stretch", margins=(16, 4, 16, 6)))
        self.body.add(self._make_head(), above, self.table, self._more, self.empty)
        self.add_button.clicked.connect(self.add_requested)
        self.more_button.clicked.connect(self._show_more)
        self.table.acted.connect(self._act)
        self.table.add_requested.connect(self.add_requested)
        self.table.left.connect(self.left)
        self.show_state(None)
        self.show_facts((), is_editable=False)

    def show_facts(self, facts: Sequence[Any], *, is_editable: bool, caption: str = "") -> None:
        """Show the first rows of some facts, or all of them once that was asked for."""
        self._facts = tuple(facts)
        self.caption_label.setText(caption)
        self.add_button.setVisible(is_editable)
        shown = self._facts if self._is_whole else self._facts[:SHOWN]
        self.empty.setVisible(not facts)
        if self._above is not None:
            self._above.setVisible(bool(facts))
        self.table.show_rows(shown, is_editable=is_editable)
        self._more.setVisible(len(self._facts) > SHOWN)
        self.more_button.set_text(
            self.tr("Show fewer")
            if self._is_whole
            else self.tr("Show all {n:,}").format(n=len(self._facts))
        )

    def show_state(self, state: ChipWords | None) -> None:
        """Say something pressing in a chip beside the button; None says nothing."""
        if state is not None:
            self.state_chip.set_state(state.text, state.tone, state.icon)
        self.state_chip.setVisible(state is not None)

    def take_focus(self) -> None:
        """Give the focus to the rows, else to the button."""
        aim = self.table if self._facts else self.add_button
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setLayout(
            Row(
                self.title_label,
                2,
                (self.caption_label, 1),
                self.state_chip,
                self.add_button,
                margins=(16, 10, 12, 8),
            )
        )
        return head

    def _act(self, action: str, row: object) -> None:
        if action == OPEN:
            self.opened.emit(row)

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        self.show_facts(
            self._facts,
            is_editable=not self.add_button.isHidden(),
            caption=self.caption_label.text(),
        )
