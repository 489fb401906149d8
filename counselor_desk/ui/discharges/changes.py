"""What changed in the record below an edited section, and what to do about it."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from counselor_desk.services.summaries import Change
from counselor_desk.ui import messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Panel
from counselor_desk.ui.discharges import words
from counselor_desk.ui.labels import Label

_WIDTH = 560
_MOST_SHOWN = 8


class Answer(Enum):
    """What the person decided."""

    LATER = auto()
    KEEP = auto()
    REBUILD = auto()


class ChangesDialog(messages.Dialog):
    """Lists what the record says now and what it no longer says; Escape decides nothing."""

    def __init__(self, parent: QWidget | None, title: str, change: Change) -> None:
        sentence = words.translated(
            "Your words stay as they are. Rebuilding takes the record's words in their place."
        )
        super().__init__(parent, title, sentence, width=_WIDTH)
        self.setObjectName("discharge_changes_dialog")
        self.answer = Answer.LATER
        self._list(words.translated("The record says now"), [one.text for one in change.now])
        self._list(words.translated("It no longer says"), list(change.gone))
        self.changes_rebuild_button = Button(words.translated("Rebuild from record"))
        self.changes_back_button = Button(words.translated("Back"))
        self.changes_keep_button = Button(words.translated("Keep my words"), kind="primary")
        self.changes_back_button.clicked.connect(self.reject)
        self.changes_keep_button.clicked.connect(lambda: self._decide(Answer.KEEP))
        self.changes_rebuild_button.clicked.connect(lambda: self._decide(Answer.REBUILD))
        self.set_buttons(
            self.changes_back_button, self.changes_keep_button, escape=self.changes_rebuild_button
        )

    def _list(self, title: str, lines: list[str]) -> None:
        if not lines:
            return
        block = Panel(Label(title, "caption"), part="sunken", margins=(14, 8, 14, 8), spacing=4)
        for line in lines[:_MOST_SHOWN]:
            block.body.add(Label(line.removeprefix("- "), wraps=True))
        rest = len(lines) - _MOST_SHOWN
        if rest > 0:
            more = words.translated("and {count} more").format(count=rest)
            block.body.add(Label(more, "caption"))
        self.body.add(block)

    def _decide(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def ask(parent: QWidget, title: str, change: Change) -> Answer:
    """Show what changed in a section and wait for the decision."""
    dialog = ChangesDialog(parent, title, change)
    messages.run(dialog)
    answer = dialog.answer
    dialog.deleteLater()
    return answer
