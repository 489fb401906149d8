"""The card of findings: what the rules on hours ask for, their sources, and what settles them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.hour_reports import HourFinding, HourReport
from counselor_desk.records.ids import Uid
from counselor_desk.records.reasons import GivenReason
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chart_attendance import words
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.delegates import STRETCH, Cell, Picture, Words
from counselor_desk.ui.fact_table import OPEN, Column, FactTable, action_words
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding, or a reason that settled one."""

    told: HourFinding | GivenReason

    @property
    def uid(self) -> Uid:
        """The rule, and for a reason the day it is about."""
        told = self.told
        if isinstance(told, HourFinding):
            return Uid(told.rule)
        return Uid(f"{told.rule.value}/{told.about_on}")


class FindingsCard(Card):
    """What a stay does not meet, and below it the reasons given for more than a short week.

    It is away where there is neither.

    Signals:
        settle_requested: settle a finding, or change a reason; carries it.
        left: an arrow went over the edge of the rows; -1 up or 1 down.
    """

    settle_requested = Signal(object)
    left = Signal(int)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 0, 1, 1), spacing=0, parent=parent)
        self.hint_label = ElidedLabel(say("what the rules on hours ask for"), "muted")
        self.table: FactTable[FindingRow] = FactTable(_columns(today), name=say("Findings"))
        self.body.add(
            12,
            Row(
                Label(say("Findings"), "section"),
                (self.hint_label, 1),
                margins=(16, 0, 16, 0),
            ),
            8,
            self.table,
        )
        self.table.acted.connect(lambda _action, row: self.settle_requested.emit(row.told))
        self.table.left.connect(self.left)

    def show_report(self, report: HourReport, *, is_editable: bool) -> None:
        """Show the findings of a stay."""
        every: tuple[HourFinding | GivenReason, ...] = (*report.findings, *report.other_reasons)
        rows = tuple(FindingRow(told=one) for one in every)
        self.setVisible(bool(rows))
        self.table.show_rows(rows, is_editable=is_editable)


def _columns(today: Callable[[], date]) -> tuple[Column[FindingRow], ...]:
    """Icon, sentence with its source, what settles it."""

    def icon(row: FindingRow, _shown: frozenset[str]) -> Cell:
        is_open = isinstance(row.told, HourFinding)
        return Picture(icon="triangle-alert" if is_open else "file-text")

    def what(row: FindingRow, _shown: frozenset[str]) -> Cell:
        sentence, caption = _told(row, today())
        return Words(text=sentence, caption=caption)

    def spoken(row: FindingRow) -> str:
        return " ".join(part for part in _told(row, today()) if part)

    def act(row: FindingRow, _shown: frozenset[str]) -> Cell:
        told = row.told
        text = words.settling(told) if isinstance(told, HourFinding) else say("Change")
        return action_words(text, is_main=True)

    return (
        Column(key="icon", width=18, cell=icon, room=420),
        Column(key="what", width=STRETCH, cell=what, spoken=spoken),
        Column(key=OPEN, width=96, cell=act, action=OPEN),
    )


def _told(row: FindingRow, today: date) -> tuple[str, str]:
    """The sentence, and the line below it."""
    told = row.told
    if isinstance(told, HourFinding):
        return told.message, words.finding_caption(told)
    return words.settled(told, today)
