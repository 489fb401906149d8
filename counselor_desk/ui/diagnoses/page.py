"""The diagnoses of a client: a list, what can be done with a row, and the dialogs around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.ids import ClientId, DiagnosisId, Uid
from counselor_desk.records.mistakes import Fact, MistakeKind
from counselor_desk.services import diagnoses, episodes, icd10
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.icd10 import Term
from counselor_desk.ui import fact_table, messages, toast
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, EmptyState, Line
from counselor_desk.ui.diagnoses import columns, words
from counselor_desk.ui.diagnoses.facts import DiagnosisDialog
from counselor_desk.ui.diagnoses.picker import CodePicker
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.fact_table import EmptyLine, FactTable
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, FlowRow, Row
from counselor_desk.ui.mistakes import MistakesCard, Told
from counselor_desk.ui.navigation import Navigator, Place
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

CURRENT, PAST = "current", "past"
"""What the segments show."""

_CONCERNED = frozenset({Kind.DIAGNOSIS, Kind.EPISODE})


class DiagnosesView(QWidget):
    """The diagnoses of a client; they are written in dialogs, and none is ever deleted."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,  # noqa: ARG002 - pages are made alike
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk = desk
        self._client_id: ClientId | None = None
        self._every: tuple[Diagnosis, ...] = ()
        self._is_open = True
        self._is_stale = False
        self._make()
        self._connect()
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the diagnoses of the place's client.

        Raises:
            DeskError: they cannot be read.
        """
        if place.client_id is None:
            return
        if place.client_id != self._client_id:
            self._client_id = place.client_id
            self.diagnoses_filter.set_value(CURRENT)
        self.problem_banner.hide()
        self._load()

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """Every diagnosis of the client, those that hold first."""
        return self._every

    def showEvent(self, event: QEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # passed on untouched
        if self._is_stale:
            self._load()

    def add(self) -> None:
        """Pick a code, then say what is known of it."""
        client_id = self._client_id
        term = self._pick("") if client_id is not None and self._is_open else None
        if term is None or client_id is None:
            return
        draft = Diagnosis(
            id=DiagnosisId(0),
            uid=Uid(""),
            client_id=client_id,
            code=term.code,
            words=term.words,
            release=icd10.code_set().release,
            is_principal=not any(one.is_active for one in self._every),
            noted_on=self._desk.today(),
        )
        self._ask(draft, self._keep_new)

    def edit(self) -> None:
        """Open the chosen diagnosis."""
        row = self.diagnoses_table.current()
        if row is not None and self._is_open:
            self._ask(row, lambda typed: diagnoses.change(self._desk, typed, initiator=self))

    def _make(self) -> None:
        self.diagnoses_filter = SegmentedControl(
            ((CURRENT, self.tr("Current")), (PAST, self.tr("Past"))),
            name=self.tr("Diagnoses shown"),
            tone="neutral",
        )
        self.diagnoses_filter.set_value(CURRENT)
        self.diagnosis_add_button = Button(self.tr("Add diagnosis"), icon="plus", is_small=True)
        self.diagnosis_first_button = Button(self.tr("Add diagnosis"), kind="primary", icon="plus")
        self.diagnoses_table: FactTable[Diagnosis] = FactTable(
            columns.holding(self._desk.today),
            name=self.tr("Diagnoses"),
            spoken=lambda row: words.spoken(row, self._desk.today()),
            ends_card=False,
        )
        self.diagnoses_table.hold_choice(is_held=True)
        self.empty = EmptyLine()
        self.diagnosis_edit_button = Button(self.tr("Edit…"), is_small=True)
        self.diagnosis_lead_button = Button(self.tr("Make principal"), is_small=True)
        self.diagnosis_resolve_button = Button(self.tr("Resolve"), is_small=True)
        self.diagnosis_rule_out_button = Button(self.tr("Rule out"), is_small=True)
        self.diagnosis_reopen_button = Button(self.tr("Holds again"), is_small=True)
        self.diagnosis_mistake_button = Button(
            self.tr("Entered in error…"), kind="quiet", is_small=True
        )
        self.mistakes_card = MistakesCard(self._desk, self._told, MistakeKind.DIAGNOSIS)
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self._empty = EmptyState(
            "clipboard-list",
            self.tr("No diagnoses yet"),
            self.tr(
                "Pick one from ICD-10-CM, by its code or by words. The first is the principal one."
            ),
            self.diagnosis_first_button,
        )
        content = QWidget()
        content.setLayout(
            Column(
                self.problem_banner,
                self._make_card(),
                self.mistakes_card,
                "stretch",
                margins=(28, 4, 18, 16),
                spacing=10,
            )
        )
        self._scroll = PageScroll(content)
        self._bodies = QStackedWidget()
        for body in (self._scroll, self._empty):
            self._bodies.addWidget(body)
        self.setLayout(Column(self._bodies))

    def _make_card(self) -> Card:
        head = Row(
            Label(self.tr("Diagnoses"), "section"),
            "stretch",
            self.diagnoses_filter,
            self.diagnosis_add_button,
            margins=(16, 0, 12, 0),
        )
        self._steps = QWidget()
        self._steps.setLayout(
            Column(
                Line(),
                FlowRow(
                    self.diagnosis_edit_button,
                    self.diagnosis_lead_button,
                    self.diagnosis_resolve_button,
                    self.diagnosis_rule_out_button,
                    self.diagnosis_reopen_button,
                    self.diagnosis_mistake_button,
                    spacing=8,
                    margins=(16, 9, 12, 9),
                ),
                spacing=0,
            )
        )
        return Card(
            Column(head, margins=(0, 10, 0, 8)),
            self.diagnoses_table,
            self.empty,
            self._steps,
            margins=(1, 0, 1, 1),
            spacing=0,
        )

    def _connect(self) -> None:
        self.diagnoses_filter.edited.connect(lambda _value: self._show())
        for button in (self.diagnosis_add_button, self.diagnosis_first_button):
            button.clicked.connect(self.add)
        table = self.diagnoses_table
        table.chosen.connect(self._offer)
        table.acted.connect(lambda action, _row: self._act(action))
        table.add_requested.connect(self.add)
        self.diagnosis_edit_button.clicked.connect(self.edit)
        self.diagnosis_lead_button.clicked.connect(self._lead)
        self.diagnosis_resolve_button.clicked.connect(self._resolve)
        self.diagnosis_rule_out_button.clicked.connect(self._rule_out)
        self.diagnosis_reopen_button.clicked.connect(self._reopen)
        self.diagnosis_mistake_button.clicked.connect(self._cross_out)

    def _act(self, action: str) -> None:
        match action:
            case fact_table.OPEN:
                self.edit()
            case fact_table.END:
                self._resolve()

    def _load(self, chosen: Uid | None = None) -> None:
        """Read the diagnoses again; the row chosen before stays chosen."""
        if self._client_id is None:
            return
        self._is_stale = False
        episode = episodes.current(self._desk, self._client_id)
        self._is_open = episode is not None and episode.is_open
        self._every = diagnoses.of_client(self._desk, self._client_id)
        self.mistakes_card.show_client(self._client_id, is_editable=self._is_open)
        self._show(chosen)

    def _show(self, chosen: Uid | None = None) -> None:
        holding = [one for one in self._every if one.is_active]
        past = [one for one in self._every if not one.is_active]
        self.diagnoses_filter.set_text(CURRENT, f"{self.tr('Current')} {len(holding)}")
        self.diagnoses_filter.set_text(PAST, f"{self.tr('Past')} {len(past)}")
        is_current = self.diagnoses_filter.value() == CURRENT
        make = columns.holding if is_current else columns.past
        rows = holding if is_current else past
        self.diagnoses_table.set_columns(make(self._desk.today))
        self.diagnoses_table.show_rows(rows, is_editable=self._is_open)
        if chosen is not None:
            self.diagnoses_table.choose(chosen)
        self.empty.setVisible(not rows)
        self.empty.say(
            self.tr("None holds now. Those of earlier stand under Past.")
            if is_current
            else self.tr("None was resolved or ruled out.")
        )
        self.diagnosis_add_button.setVisible(self._is_open)
        self.diagnosis_first_button.setVisible(self._is_open)
        has_any = bool(self._every) or not self.mistakes_card.isHidden()
        self._bodies.setCurrentWidget(self._scroll if has_any else self._empty)
        self._offer()

    def _offer(self) -> None:
        """The steps that are open for the chosen row."""
        row = self.diagnoses_table.current()
        self._steps.setVisible(row is not None and self._is_open)
        is_active = row is not None and row.is_active
        self.diagnosis_lead_button.setVisible(
            is_active and row is not None and not row.is_principal
        )
        self.diagnosis_resolve_button.setVisible(is_active)
        self.diagnosis_rule_out_button.setVisible(is_active)
        self.diagnosis_reopen_button.setVisible(not is_active)

    def _pick(self, typed: str) -> Term | None:
        dialog = CodePicker(self, typed=typed)
        term = dialog.term() if messages.run(dialog) else None
        dialog.deleteLater()
        return term

    def _ask(self, record: Diagnosis, act: Callable[[Diagnosis], Diagnosis]) -> None:
        kept: list[Diagnosis] = []
        dialog = DiagnosisDialog(
            self,
            record,
            today=self._desk.today,
            pick=self._pick,
            problems=lambda typed: diagnoses.problems(self._desk, typed),
            act=lambda typed: kept.append(act(typed)),
            about=Subject(self._desk, record.client_id, f"diagnosis/{record.uid or record.code}"),
        )
        messages.run(dialog)
        dialog.deleteLater()
        for one in kept:
            self._turn_to(one)
        self._focus()

    def _keep_new(self, typed: Diagnosis) -> Diagnosis:
        new = NewDiagnosis(
            code=typed.code,
            words=typed.words,
            is_principal=typed.is_principal,
            onset=typed.onset,
            made_by=typed.made_by,
            noted_on=typed.noted_on,
            remark=typed.remark,
        )
        return diagnoses.add(self._desk, typed.client_id, new, initiator=self)

    def _lead(self) -> None:
        before = next((one for one in self._every if one.is_principal), None)
        self._step(self.tr("{code} is the principal diagnosis"), diagnoses.make_principal, before)

    def _resolve(self) -> None:
        self._end(self.tr("{code} resolved"), diagnoses.resolve)

    def _rule_out(self) -> None:
        self._end(self.tr("{code} ruled out"), diagnoses.rule_out)

    def _end(self, said: str, act: Callable[..., Diagnosis]) -> None:
        row = self.diagnoses_table.current()
        if row is not None and row.is_active:
            self._step(said, act, row)

    def _reopen(self) -> None:
        self._step(self.tr("{code} holds again"), diagnoses.reopen, self.diagnoses_table.current())

    def _cross_out(self) -> None:
        row = self.diagnoses_table.current()
        if row is not None and self._is_open:
            # Brought back, it leads again if it did.
            self.mistakes_card.cross_out(row, after_undo=lambda: self._bring_back(row))

    def _told(self, fact: Fact) -> Told:
        """How a diagnosis that was entered in error is said."""
        if not isinstance(fact, Diagnosis):
            raise TypeError(f"{type(fact).__name__} is no diagnosis")
        return Told(
            name=f"{fact.code} {fact.words}", details=words.spoken(fact, self._desk.today())
        )

    def _step(self, said: str, act: Callable[..., Diagnosis], before: Diagnosis | None) -> None:
        """Do something to the chosen diagnosis that a toast can take back to `before`."""
        row = self.diagnoses_table.current()
        if row is None or not self._is_open or not self._done(lambda: act(self._desk, row)):
            return
        self._focus()
        announced, text = toast.of_window(self), said.format(code=row.code)
        if before is None:
            announced.announce(text)
        else:
            announced.announce(text, self.tr("Undo"), lambda: self._bring_back(before))

    def _bring_back(self, before: Diagnosis) -> None:
        """Undo a step: the diagnosis as it was before."""
        self._done(lambda: diagnoses.change(self._desk, before))

    def _done(self, act: Callable[[], Diagnosis]) -> bool:
        """Do it, or say why it could not be done; the list follows the change."""
        try:
            act()
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            return False
        self.problem_banner.hide()
        return True

    def _turn_to(self, one: Diagnosis) -> None:
        self.diagnoses_filter.set_value(CURRENT if one.is_active else PAST)
        self._load(one.uid)

    def _focus(self) -> None:
        if self.diagnoses_table.isVisible():
            self.diagnoses_table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self, changes: Changes) -> None:
        is_concerned = self._client_id in changes.clients and bool(changes.kinds & _CONCERNED)
        if not is_concerned or changes.initiator is self:
            return
        if self.isVisible():
            self._load()
        else:
            self._is_stale = True
