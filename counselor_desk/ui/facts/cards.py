"""A card of the Person view: its name, what can be done, and its facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtWidgets import QWidget

from counselor_desk.ui import tokens
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card
from counselor_desk.ui.facts.lines import Fact, FactLines
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Row, hold


class FactCard(Card):
    """Facts under a title, with link buttons at the right end of it.

    Buttons are given with the words of what they do; they are hidden where nothing can be
    changed.
    """

    def __init__(
        self, title: str, *actions: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        """`actions` are object names and words of the buttons."""
        super().__init__(margins=(0, 10, 0, 9), spacing=4, parent=parent)
        self.lines = FactLines(title)
        self.buttons: dict[str, Button] = {}
        for key, text in actions:
            button = Button(text, kind="link")
            button.setObjectName(key)
            button.setAccessibleName(f"{text}, {title}")
            button.hide()
            self.buttons[key] = button
        name = Label(title, "section")
        hold(name, min_height=tokens.CONTROL_HEIGHT)
        head = Row(
            name,
            "stretch",
            *self.buttons.values(),
            margins=(16, 0, 16, 0),
            spacing=16,
        )
        self.body.add(head, self.lines)

    def show_facts(
        self, facts: Iterable[Fact], *, is_editable: bool, without: Collection[str] = ()
    ) -> None:
        """Show other facts, and no button that is named in `without`."""
        self.lines.show_facts(tuple(facts), is_editable=is_editable)
        for name, button in self.buttons.items():
            button.setVisible(is_editable and name not in without)
