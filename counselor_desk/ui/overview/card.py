"""A card of the overview: its title, the one link, its rows, and a line for when it has none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Item, Row
from counselor_desk.ui.navigation import Place
from counselor_desk.ui.overview.rows import CardRows, Entry, Shape


class OverviewCard(Card):
    """One subject with a link to where it is kept.

    Signals:
        place_chosen: go there; carries a `Place`.
        session_chosen: begin the note of a session; carries an `OwedSession`.
        retry_requested: read the card again.
    """

    place_chosen = Signal(object)
    session_chosen = Signal(object)
    retry_requested = Signal()

    def __init__(
        self,
        title: str,
        *items: Item,
        shape: Shape | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`items` stand between the head and the rows; without a `shape` there are no rows."""
        super().__init__(margins=(1, 9, 1, 10), spacing=0, parent=parent)
        self.title = title
        self._place: Place | None = None
        self.open_button = Button("", kind="link", is_small=True)
        self.open_button.clicked.connect(self._open)
        self.empty_label = Label("", "hint", wraps=True)
        self.retry_button = Button(self.tr("Try again"), kind="link", is_small=True)
        self.retry_button.setAccessibleName(self.tr("Try again: {card}").format(card=title))
        self.retry_button.clicked.connect(self.retry_requested)
        self.retry_button.hide()
        head = Row(Label(title, "section"), "stretch", self.open_button, margins=(15, 0, 18, 3))
        told = Row((self.empty_label, 1), self.retry_button, margins=(15, 2, 18, 2), spacing=12)
        self.body.add(head, *items, told)
        self.rows: CardRows | None = None
        self.line: Line | None = None
        if shape is not None:
            self._add_rows(shape)

    def set_link(self, text: str, place: Place) -> None:
        """What the link says, and where it leads."""
        self._place = place
        self.open_button.set_text(text)
        self.open_button.setAccessibleName(f"{text}: {self.title}")

    def show_entries(self, entries: tuple[Entry, ...], empty: str) -> None:
        """Show rows, or the line that says the first step."""
        if self.rows is not None:
            self.rows.show_entries(entries)
        if self.line is not None:
            self.line.setVisible(bool(entries))
        self.show_empty("" if entries else empty)

    def show_empty(self, text: str) -> None:
        """Say the first step, or with an empty text nothing."""
        self._say(text)
        self.retry_button.hide()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be shown here, with a way to try again."""
        if self.rows is not None:
            self.rows.show_entries(())
        if self.line is not None:
            self.line.hide()
        self._say(sentence, tone="risk")
        self.retry_button.show()

    def _say(self, text: str, tone: str = "") -> None:
        self.empty_label.set_tone(tone)
        self.empty_label.setText(text)
        self.empty_label.setVisible(bool(text))

    def _add_rows(self, shape: Shape) -> None:
        self.rows = CardRows(self.title, shape)
        self.rows.entry_chosen.connect(self._choose)
        if shape.has_lines:
            # The rows go on to the card's end, under a line of their own.
            self.line = Line()
            self.body.add(3, self.line)
            self.body.set_margins((1, 9, 1, 4))
        self.body.add(self.rows)

    def _choose(self, entry: Entry) -> None:
        if entry.session is not None:
            self.session_chosen.emit(entry.session)
        else:
            self.place_chosen.emit(entry.place)

    def _open(self) -> None:
        if self._place is not None:
            self.place_chosen.emit(self._place)
