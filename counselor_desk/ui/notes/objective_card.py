"""One objective in the panel of a note: ticked, rated, and what was done for it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import PlanId, Uid
from counselor_desk.records.notes import LinkedObjective, TickedIntervention
from counselor_desk.records.plans import Objective, Rating
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.lines import TickLine
from counselor_desk.ui.segments import SegmentedControl

_NUMBER_WIDTH = 31


class ObjectiveCard(Card):
    """One objective: a tick, how it moved, and what was done for it.

    Signals:
        edited: the person changed something.
        rated: how it moved was chosen; sent before `edited`.
        sentence_requested: tell in the text of this intervention; carries its words.
    """

    edited = Signal()
    rated = Signal()
    sentence_requested = Signal(str)

    def __init__(
        self, objective: Objective, plan_id: PlanId, parent: QWidget | None = None
    ) -> None:
        super().__init__(margins=(12, 10, 10, 10), spacing=6, parent=parent)
        self.objective, self.plan_id = objective, plan_id
        self._ticks: dict[Uid, TickLine] = {}
        self._rating: SegmentedControl | None = None
        self._chosen = ""
        self.note_sentence_button: Button | None = None
        self.tick_box = CheckBox(name=f"{objective.number} {objective.text}")
        hold(self.tick_box, width=18)
        number = Label(objective.number, "caption", is_tabular=True)
        hold(number, min_width=_NUMBER_WIDTH)
        self._text = Label(objective.text or self.tr("Objective without words"), wraps=True)
        self.body.add(
            Row(
                _at_top(self.tick_box),
                8,
                _at_top(number, 2),
                4,
                (_at_top(self._text, 1), 1),
                spacing=0,
            )
        )
        self._more = QWidget()
        self._more_column = Column(margins=(18 + 8 + _NUMBER_WIDTH + 4, 0, 0, 0), spacing=0)
        self._more.setLayout(self._more_column)
        self._more.hide()
        self.body.add(self._more)
        self.tick_box.edited.connect(self._tick)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def is_ticked(self) -> bool:
        """Whether the session worked on it."""
        return self.tick_box.value()

    def rating(self) -> Rating | None:
        """How it moved; None until it is rated."""
        value = self._rating.value() if self._rating is not None else None
        return value if isinstance(value, Rating) else None

    def set_state(self, link: LinkedObjective | None, ticked: frozenset[Uid]) -> None:
        """Show it as linked with its rating and interventions, or as not linked."""
        self.tick_box.set_value(link is not None)
        if link is not None:
            self.plan_id = link.plan_id
        self._show_more()
        if self._rating is not None:
            self._rating.set_value(link.rating if link else None)
        for uid, line in self._ticks.items():
            line.setChecked(uid in ticked)
        self._offer_sentence("")

    def stops(self) -> list[QWidget]:
        """The stops of the tab key."""
        rating = [] if self._rating is None else [self._rating]
        button = [] if self.note_sentence_button is None else [self.note_sentence_button]
        return [self.tick_box, *rating, *self._ticks.values(), *button]

    def toggle(self) -> None:
        """Tick or clear it, as the person would."""
        self.tick_box.set_value(not self.is_ticked())
        self._tick(self.is_ticked())

    def link(self) -> LinkedObjective | None:
        """The link to this objective, None when it is not ticked."""
        if not self.is_ticked():
            return None
        return LinkedObjective(
            plan_id=self.plan_id, node_uid=self.objective.node_uid, rating=self.rating()
        )

    def interventions(self) -> tuple[TickedIntervention, ...]:
        """What was done for it, in the plan's words."""
        if not self.is_ticked():
            return ()
        return tuple(
            TickedIntervention(node_uid=uid, text=line.words())
            for uid, line in self._ticks.items()
            if line.isChecked()
        )

    def focus_rating(self) -> None:
        """Put the focus on how it moved."""
        target = self._rating if self._rating is not None else self.tick_box
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_interventions(self) -> bool:
        """Put the focus on the first intervention; False when it has none."""
        line = next(iter(self._ticks.values()), None)
        if line is None:
            return False
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _tick(self, _is_on: object) -> None:
        self._show_more()
        self.edited.emit()

    def _show_more(self) -> None:
        is_ticked = self.is_ticked()
        if is_ticked and self._rating is None:
            self._make_more()
        self._more.setVisible(is_ticked)
        self.set_chosen(is_ticked)
        dress(self._text, t="strong" if is_ticked else "body")

    def _make_more(self) -> None:
        self._rating = SegmentedControl(
            words.options(Rating, words.rating),
            name=self.tr("Progress on {number}").format(number=self.objective.number),
        )
        self._rating.edited.connect(self._rate)
        self._more_column.add(Row(self._rating, "stretch"), 2)
        for intervention in self.objective.interventions:
            line = TickLine(intervention.text)
            line.clicked.connect(lambda _is_on, line=line: self._choose(line))
            self._ticks[intervention.node_uid] = line
            self._more_column.add(line)
        if self._ticks:
            self.note_sentence_button = Button(
                self.tr("Insert sentence"), kind="link", is_small=True
            )
            self.note_sentence_button.clicked.connect(self._insert_sentence)
            self._more_column.add(Row(self.note_sentence_button, "stretch"))
            self._offer_sentence("")
        for before, after in pairwise(self.stops()):
            QWidget.setTabOrder(before, after)

    def _rate(self, _value: object) -> None:
        self.rated.emit()
        self.edited.emit()

    def _choose(self, line: TickLine) -> None:
        """Offer a sentence for the intervention that was just chosen."""
        self._offer_sentence(line.words() if line.isChecked() else "")
        self.edited.emit()

    def _offer_sentence(self, chosen: str) -> None:
        self._chosen = chosen
        if self.note_sentence_button is not None:
            self.note_sentence_button.setVisible(bool(chosen))
            self.note_sentence_button.setAccessibleName(
                self.tr("Insert a sentence on {words}").format(words=chosen)
            )

    def _insert_sentence(self) -> None:
        chosen = self._chosen
        self._offer_sentence("")
        self.sentence_requested.emit(chosen)


def _at_top(widget: QWidget, gap: float = 0) -> Column:
    return Column(gap, widget, "stretch", spacing=0)
