"""The step that matches the columns of a file with the facts of a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.services.import_files import Sheet
from counselor_desk.services.import_mapping import NAMES, DateOrder, Fact, Mapping
from counselor_desk.ui.cards import Card
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.imports import words
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.scrolling import PageScroll
from counselor_desk.ui.segments import SegmentedControl

_NOT_THERE = -1
_VEILED = NAMES | {Fact.PREFERRED_NAME}


class ColumnsStep(QWidget):
    """For each fact the column that holds it, with the first cell of that column beside it.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, shown_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`shown_name` gives a name as the screen may show it."""
        super().__init__(parent)
        self._shown_name = shown_name
        self._sheet: Sheet | None = None
        self._choices: dict[Fact, ComboBox] = {}
        self._examples: dict[Fact, ElidedLabel] = {}
        self.order_segments = SegmentedControl(words.orders(), name=self.tr("3/4/1990 means"))
        self.order_segments.edited.connect(lambda _order: self.edited.emit())
        self.order_card = Card(
            Label(self.tr("How are dates written in this file?"), "section"),
            Label(self.tr("Dates like 3/4/1990 can be read in two ways."), "muted", wraps=True),
            Row(Label(self.tr("3/4/1990 means")), self.order_segments, "stretch", spacing=10),
        )
        self.order_card.hide()
        self.setLayout(Column((PageScroll(self._content()), 1), spacing=0))

    def show_sheet(self, sheet: Sheet, mapping: Mapping) -> None:
        """Offer the columns of a file, as far as they were guessed."""
        self._sheet = sheet
        options = [(_NOT_THERE, self.tr("Not in this file"))]
        options += list(enumerate(sheet.headers))
        for fact, choice in self._choices.items():
            choice.set_options(options)
            choice.set_value(mapping.columns.get(fact, _NOT_THERE))
            self._show_example(fact)
        self.order_segments.set_value(mapping.date_order)
        self.order_card.setVisible(mapping.date_order is not None)

    def mapping(self) -> Mapping:
        """What is chosen."""
        order = self.order_segments.value()
        return Mapping(
            columns={fact: place for fact, place in self._places() if place != _NOT_THERE},
            date_order=order if isinstance(order, DateOrder) else None,
        )

    def ask_for_order(self) -> None:
        """Ask how dates are meant."""
        self.order_card.show()
        self.order_segments.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at_names(self) -> None:
        """Go where a name can be chosen."""
        self._choices[Fact.GIVEN_NAME].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, fact: Fact, place: int | None) -> None:
        """Choose a column, as the person does."""
        self._choices[fact].set_value(_NOT_THERE if place is None else place)
        self._take(fact)

    def _content(self) -> QWidget:
        rows = Column(spacing=6)
        for fact in Fact:
            rows.add(self._row(fact))
        card = Card(
            Label(self.tr("Which column holds what?"), "section"),
            Label(
                self.tr("Guessed from the first line. Columns that are not chosen are left out."),
                "muted",
                wraps=True,
            ),
            6,
            rows,
        )
        content = QWidget()
        column = QWidget()
        column.setLayout(Column(self.order_card, card, "stretch", spacing=14))
        hold(column, max_width=860)
        content.setLayout(Row((column, 1000), "stretch", margins=(28, 4, 18, 20)))
        return content

    def _row(self, fact: Fact) -> Row:
        label = Label(words.fact(fact), "body")
        choice = ComboBox(name=words.fact(fact))
        choice.setObjectName(f"import_{fact.value}_combo")
        choice.edited.connect(lambda _place: self._take(fact))
        label.setBuddy(choice)
        example = ElidedLabel("", "caption")
        hold(label, width=130)
        hold(choice, width=250)
        self._choices[fact], self._examples[fact] = choice, example
        return Row(label, choice, (example, 1), spacing=14)

    def _take(self, fact: Fact) -> None:
        """A column holds one fact: it leaves the one it was chosen for before."""
        taken = self._choices[fact].value()
        for other, choice in self._choices.items():
            if other is not fact and taken != _NOT_THERE and choice.value() == taken:
                choice.set_value(_NOT_THERE)
                self._show_example(other)
        self._show_example(fact)
        self.edited.emit()

    def _places(self) -> Iterator[tuple[Fact, int]]:
        for fact, choice in self._choices.items():
            place = choice.value()
            yield fact, place if isinstance(place, int) else _NOT_THERE

    def _show_example(self, fact: Fact) -> None:
        place = dict(self._places())[fact]
        cell = ""
        if self._sheet is not None and place != _NOT_THERE:
            cell = next((cell for cell in self._sheet.column(place) if cell.strip()), "")
        if fact in _VEILED:
            cell = self._shown_name(cell)
        self._examples[fact].setText(cell[:200])
