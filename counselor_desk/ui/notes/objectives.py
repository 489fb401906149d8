"""The objectives panel of a note: which steps of the plan were worked on, and how they moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import LinkedObjective, Note, TickedIntervention
from counselor_desk.records.plans import Objective, Plan, Problem
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chips import Chip, Icon
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.notes.lines import FoldLine
from counselor_desk.ui.notes.needs import NeedLines
from counselor_desk.ui.notes.objective_card import ObjectiveCard
from counselor_desk.ui.notes.since_last import SinceLastLines

REASON_LIMIT = 1000
_OPEN_WITHOUT_HISTORY = 2
"""Problems shown open when nothing tells which ones the sessions are about."""


class ProblemGroup(QWidget):
    """The objectives of one problem, open or folded under its name."""

    def __init__(self, problem: Problem, cards: list[ObjectiveCard], *, is_open: bool) -> None:
        super().__init__()
        self.cards = cards
        self._inner = QWidget()
        self._inner.setLayout(Column(*cards, spacing=8))
        self.fold_line = FoldLine(problem.number, problem.text, len(cards))
        self.setLayout(Column(self.fold_line, self._inner, spacing=8))
        self.fold_line.setVisible(not is_open)
        self.fold_line.setChecked(is_open)
        self.fold_line.toggled.connect(self._inner.setVisible)
        self._inner.setVisible(is_open)

    def is_open(self) -> bool:
        """Whether its objectives can be seen."""
        return self.fold_line.isChecked()


class ObjectivesPanel(QWidget):
    """The plan in force beside the text; ticking an objective and rating it is the golden thread.

    Signals:
        edited: the person changed something.
        left: the reason was left.
        rated: how an objective moved was chosen; sent before `edited`.
        sentence_requested: tell in the text of an intervention; carries its words.
        plan_requested: there is no plan yet; go and write one.
    """

    edited = Signal()
    left = Signal()
    rated = Signal()
    sentence_requested = Signal(str)
    plan_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_plan_button = Button(self.tr("Start the plan"), icon="list-checks")
        self.note_plan_button.clicked.connect(self.plan_requested)
        self.linked_chip = Chip("", "neutral")
        self._caption = Label("", "caption", wraps=True)
        self._error_icon = Icon("circle-alert", "risk", size=14)
        self._error = Label("", "caption", tone="risk", wraps=True)
        self._groups: list[ProblemGroup] = []
        self._built_from: tuple[Plan | None, frozenset[Uid]] | None = None
        self._list = Column(spacing=8)
        self.note_reason_text = LineEdit(max_length=REASON_LIMIT)
        self.note_reason_field = LabeledField(
            self.tr("No objective applies, because"),
            self.note_reason_text,
            help_text=self.tr("For instance: intake, the plan is not due yet."),
        )
        self.needs = NeedLines()
        self.since_last = SinceLastLines()
        self.setLayout(
            Column(
                Row(Label(self.tr("Plan objectives"), "section"), "stretch", self.linked_chip),
                self._caption,
                Row(self._error_icon, (self._error, 1), spacing=6),
                2,
                self._list,
                Row(self.note_plan_button, "stretch"),
                self.needs,
                self.note_reason_field,
                self.since_last,
                "stretch",
                margins=(16, 14, 6, 16),
                spacing=8,
            )
        )
        self.needs.chosen.connect(self._name_needs)
        self.note_reason_text.edited.connect(self._tell)
        self.note_reason_text.edited.connect(lambda _reason: self._show_needs())
        self.note_reason_text.editingFinished.connect(self.left)
        self.set_error("")

    def show_plan(
        self, plan: Plan | None, note: Note, *, earlier: tuple[Plan, ...], recent: frozenset[Uid]
    ) -> None:
        """Show the plan in force with the links of a note.

        Args:
            plan: the plan in force, None before the first signature.
            note: whose links are shown.
            earlier: other versions, for objectives that the plan in force has no more.
            recent: objectives of the last signed note; their problems are shown open.
        """
        has_plan = plan is not None and any(True for _ in plan.objectives())
        known = _linked(note) | recent
        if (plan, known) != self._built_from:
            self._built_from = (plan, known)
            self._build_groups(plan, note, earlier, known)
        self._caption.setText(
            self.tr("Tick what you worked on. Each signed note needs at least one.")
            if has_plan
            else self.tr("No plan objectives yet. Tick a need of the assessment, or say why.")
            if self.needs.needs()
            else self.tr(
                "No plan objectives yet. The note can be signed with the reason why it works "
                "on none."
            )
        )
        self.note_plan_button.setVisible(not has_plan)
        links = {link.node_uid: link for link in note.objectives}
        ticked = frozenset(done.node_uid for done in note.interventions)
        for card in self.cards():
            card.set_state(links.get(card.objective.node_uid), ticked)
        self.note_reason_text.set_value(note.unlinked_reason)
        self._show_needs()
        self.set_error("")
        self._count()

    def offer_needs(self, needs: Sequence[str]) -> None:
        """Offer needs of the assessment to a note before the first plan; call before `show_plan`.

        Args:
            needs: none where there is a plan.
        """
        self.needs.offer(needs)

    def cards(self) -> list[ObjectiveCard]:
        """Every objective, in the order of the plan."""
        return [card for group in self._groups for card in group.cards]

    def numbered(self) -> list[ObjectiveCard]:
        """The objectives that can be seen, as Ctrl+1 to Ctrl+9 count them."""
        return [card for group in self._groups if group.is_open() for card in group.cards]

    def links(self) -> tuple[LinkedObjective, ...]:
        """The ticked objectives."""
        return tuple(link for card in self.cards() if (link := card.link()) is not None)

    def interventions(self) -> tuple[TickedIntervention, ...]:
        """The ticked interventions of ticked objectives."""
        return tuple(done for card in self.cards() for done in card.interventions())

    def reason(self) -> str:
        """Why no objective applies."""
        return self.note_reason_text.value()

    def toggle(self, place: int) -> bool:
        """Tick or clear the objective at a place from 1; False when there is none."""
        cards = self.numbered()
        if not 0 < place <= len(cards):
            return False
        cards[place - 1].toggle()
        return True

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        found: list[QWidget] = []
        for group in self._groups:
            found.append(group.fold_line)
            found += [stop for card in group.cards for stop in card.stops()]
        return [
            *found,
            self.note_plan_button,
            *self.needs.lines(),
            self.note_reason_text,
            self.since_last.note_about_button,
        ]

    def set_error(self, message: str) -> None:
        """Say what is missing here; an empty text takes it back."""
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self._error_icon.setVisible(bool(message))

    def point_out(self, place: str, message: str) -> None:
        """Say what is missing and put the focus on it."""
        self.set_error(message)
        ticked = [card for card in self.cards() if card.is_ticked()]
        if place == "ratings":
            unrated = next((card for card in ticked if card.rating() is None), None)
            if unrated is not None:
                unrated.focus_rating()
                return
        if place == "interventions" and any(card.focus_interventions() for card in ticked):
            return
        first = next(iter(self.numbered()), None)
        target: QWidget = first.tick_box if first is not None else self.note_reason_text
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, *_value: object) -> None:
        self.set_error("")
        self._count()
        self.edited.emit()

    def _name_needs(self, reason: str) -> None:
        self.note_reason_text.set_value(reason[:REASON_LIMIT])
        self._show_needs()
        self._tell()

    def _show_needs(self) -> None:
        self.needs.show_reason(self.note_reason_text.value())

    def _count(self) -> None:
        count = len(self.links())
        self.linked_chip.set_state(
            self.tr("{count} linked").format(count=count),
            "signed" if count else "neutral",
            "link",
        )
        self.linked_chip.setVisible(bool(self._groups))
        self.note_reason_field.setVisible(not count)
        self.needs.setVisible(bool(self.needs.needs()) and not count)

    def _build_groups(
        self, plan: Plan | None, note: Note, earlier: tuple[Plan, ...], known: frozenset[Uid]
    ) -> None:
        for group in self._groups:
            self._list.removeWidget(group)
            group.setParent(None)
            group.deleteLater()
        self._groups = []
        if plan is not None:
            self._add_groups(plan, known)
        self._add_earlier(plan, note, earlier)
        for card in self.cards():
            card.edited.connect(self._tell)
            card.rated.connect(self.rated)
            card.sentence_requested.connect(self.sentence_requested)

    def _add_groups(self, plan: Plan, known: frozenset[Uid]) -> None:
        about = [
            problem
            for problem in plan.problems
            if any(step.node_uid in known for goal in problem.goals for step in goal.objectives)
        ]
        is_known = bool(about)
        for place, problem in enumerate(plan.problems):
            cards = [
                ObjectiveCard(step, plan.id) for goal in problem.goals for step in goal.objectives
            ]
            if cards:
                is_open = problem in about if is_known else place < _OPEN_WITHOUT_HISTORY
                self._add_group(ProblemGroup(problem, cards, is_open=is_open))

    def _add_earlier(self, plan: Plan | None, note: Note, earlier: tuple[Plan, ...]) -> None:
        """Objectives the note is linked to and the plan in force does not have."""
        cards = []
        for link in note.objectives:
            if plan is not None and plan.find(link.node_uid) is not None:
                continue
            found = next((node for one in earlier if (node := one.find(link.node_uid))), None)
            if isinstance(found, Objective):
                cards.append(ObjectiveCard(found, link.plan_id))
        if cards:
            name = Problem(node_uid=Uid(""), text=self.tr("From an earlier plan"))
            self._add_group(ProblemGroup(name, cards, is_open=True))

    def _add_group(self, group: ProblemGroup) -> None:
        self._groups.append(group)
        self._list.add(group)


def _linked(note: Note) -> frozenset[Uid]:
    return frozenset(link.node_uid for link in note.objectives)
