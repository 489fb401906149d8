"""One request with its answer, what was said to that, and the steps that are open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.amendments import Amendment, Decision
from counselor_desk.records.signing import RecordKind
from counselor_desk.ui.amendments import words
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import FlowRow, Row


class RequestCard(Card):
    """What the client asked, and what came of it.

    Signals:
        step_chosen: do the step of this name; carries the name and the request. Names: addendum,
            accept, deny, extend, disagree, rebut, print.
    """

    step_chosen = Signal(str, object)

    def __init__(
        self, amendment: Amendment, record: str, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(spacing=6, parent=parent)
        self.setObjectName("request_card")
        self.amendment = amendment
        self._today = today
        self.state_chip = Chip(*words.state(amendment, today))
        self.steps: dict[str, Button] = {}
        self.body.add(
            Row((Label(record, "section"), 1), self.state_chip),
            Label(self._dates(), "caption", wraps=True),
            Label(amendment.request, wraps=True),
        )
        for name, text in self._told():
            self.body.add(Label(name, "strong"), Label(text, wraps=True))
        self.body.add(4, FlowRow(*self._make_steps(), spacing=8))

    def _dates(self) -> str:
        amendment = self.amendment
        asked = self.tr("Asked {day}").format(day=words.day(amendment.requested_on, self._today))
        parts = [asked]
        if amendment.extended_on:
            parts.append(
                self.tr("put off {day}").format(day=words.day(amendment.extended_on, self._today))
            )
        if amendment.decided_on:
            parts.append(
                self.tr("answered {day}").format(day=words.day(amendment.decided_on, self._today))
            )
        return " · ".join(parts)

    def _told(self) -> list[tuple[str, str]]:
        amendment = self.amendment
        reason = amendment.explanation
        if amendment.decision is Decision.DENIED:
            reason = f"{words.basis(amendment.denial_basis)}. {reason}"
        if amendment.decision is Decision.ACCEPTED and amendment.addendum_uid:
            reason = f"{self.tr('An addendum carries it out.')} {reason}".strip()
        every = (
            (self.tr("Why it takes longer"), amendment.extension_reason),
            (self.tr("Answer"), reason),
            (self.tr("The client disagrees"), amendment.disagreement),
            (self.tr("Our answer to that"), amendment.rebuttal),
        )
        return [(name, text) for name, text in every if text]

    def _make_steps(self) -> list[Button]:
        amendment = self.amendment
        offered: list[tuple[str, str, bool]] = []
        if amendment.is_open:
            offered = [
                ("accept", self.tr("Grant…"), True),
                ("deny", self.tr("Deny…"), True),
                (
                    "extend",
                    self.tr("Put off…"),
                    amendment.extended_on is None and amendment.due_on >= self._today,
                ),
                ("addendum", self.tr("Open note"), amendment.record_kind is RecordKind.NOTE),
            ]
        elif amendment.decision is Decision.DENIED:
            offered = [
                ("disagree", self.tr("Client’s statement…"), not amendment.disagreement),
                (
                    "rebut",
                    self.tr("Answer the statement…"),
                    bool(amendment.disagreement) and not amendment.rebuttal,
                ),
            ]
        is_told = not amendment.is_open or amendment.extended_on is not None
        offered.append(("print", self.tr("Print answer"), is_told))
        for name, text, is_offered in offered:
            if is_offered:
                self.steps[name] = Button(text, is_small=True)
                self.steps[name].clicked.connect(self._step(name))
        return list(self.steps.values())

    def _step(self, name: str) -> Callable[[], None]:
        return lambda: self.step_chosen.emit(name, self.amendment)
