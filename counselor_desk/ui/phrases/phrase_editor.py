"""The editor of a phrase: shortcut, where it is offered, text, preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId
from counselor_desk.records.phrases import SHORTCUT_LETTERS, SHORTCUT_SIGN, Phrase
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui import theme as themes
from counselor_desk.ui.blank_marks import BlankMarks
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Grid
from counselor_desk.ui.phrases import words
from counselor_desk.ui.phrases.card_head import CardHead
from counselor_desk.ui.phrases.inserting import InsertRow
from counselor_desk.ui.phrases.preview import Preview
from counselor_desk.ui.text_editor import TextEditor

_IN_GRID = ("shortcut", "offered", "subject", "needs_objective")
_SHARES = (6, 6, 7, 4)
_NARROW_BELOW = 600
_TYPED_LIMIT = SHORTCUT_LETTERS[1] + 1


class PhraseEditor(Card):
    """The fields of one phrase.

    Signals:
        edited: the person changed something.
        settled: a value was chosen, or a text was left or rested: it can be kept now.
        duplicate_requested, remove_requested: the buttons.
    """

    edited = Signal()
    settled = Signal()
    duplicate_requested = Signal()
    remove_requested = Signal()

    def __init__(
        self,
        today: Callable[[], date],
        values_of: Callable[[ClientId], Values],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(margins=(24, 14, 20, 18), spacing=10, parent=parent)
        self._today = today
        self.head = CardHead()
        self.phrase_shortcut_edit = LineEdit(hint=";sponsor", max_length=_TYPED_LIMIT)
        self.phrase_offered_choice = ComboBox(words.offered())
        self.phrase_subject_choice = ComboBox(words.subjects())
        self.phrase_objective_choice = ComboBox(
            [(False, self.tr("Any")), (True, self.tr("Linked"))]
        )
        self.phrase_objective_choice.setToolTip(
            self.tr("Linked: offered only when an objective is ticked")
        )
        self.phrase_text = TextEditor(name=self.tr("Text"), min_lines=3, is_boxed=True)
        self._labeled = {
            "shortcut": LabeledField(self.tr("Shortcut"), self.phrase_shortcut_edit),
            "offered": LabeledField(self.tr("Offer in"), self.phrase_offered_choice),
            "subject": LabeledField(self.tr("Subject"), self.phrase_subject_choice),
            "needs_objective": LabeledField(self.tr("Objective"), self.phrase_objective_choice),
            "text": LabeledField(self.tr("Text"), self.phrase_text),
        }
        self._grid = Grid(spacing=12, row_spacing=10)
        self._columns = 0
        self._said = Label("", "caption", tone="risk", wraps=True)
        self.preview = Preview(values_of)
        self.insert_row = InsertRow(lambda: self.phrase_text, self)
        self._lay_out()
        self._connect()

    def show_phrase(self, phrase: Phrase) -> None:
        """Fill the fields; those that say the same keep their caret."""
        is_new = not phrase.id
        used = "" if is_new else words.used(phrase.uses, phrase.used_on, self._today())
        title = self.tr("New phrase") if is_new else phrase.typed
        self.head.tell(title, used, can_duplicate=not is_new)
        typed = phrase.typed if phrase.shortcut else ""
        if self.phrase_shortcut_edit.value().removeprefix(SHORTCUT_SIGN) != phrase.shortcut:
            self.phrase_shortcut_edit.set_value(typed)
        self.phrase_offered_choice.set_value(phrase.offered)
        self.phrase_subject_choice.set_value(phrase.subject)
        self.phrase_objective_choice.set_value(phrase.needs_objective)
        self.phrase_text.set_value(phrase.text)
        self.preview.show_texts(phrase.text)
        self.show_problems({})

    def applied(self, phrase: Phrase) -> Phrase:
        """The phrase as the fields say it."""
        shown: dict[str, Any] = {
            "shortcut": self.phrase_shortcut_edit.value().strip().removeprefix(SHORTCUT_SIGN),
            "offered": self.phrase_offered_choice.value(),
            "subject": self.phrase_subject_choice.value(),
            "needs_objective": self.phrase_objective_choice.value(),
            "text": self.phrase_text.value(),
        }
        return replace(phrase, **shown)

    def show_problems(self, problems: Mapping[str, DeskError]) -> None:
        """Say below each field why it is not kept."""
        # Said below the row: the field of the shortcut is too narrow for a sentence.
        shortcut = str(problems.get("shortcut", ""))
        self._said.setText(shortcut)
        self._said.setVisible(bool(shortcut))
        self.phrase_shortcut_edit.set_bad(bool(shortcut))
        self.phrase_shortcut_edit.setAccessibleDescription(shortcut)
        self._labeled["text"].set_error(str(problems.get("text", "")))

    def said(self, name: str) -> str:
        """What is said to be wrong with the shortcut or the text; empty when nothing is."""
        return self._said.text() if name == "shortcut" else self._labeled[name].error()

    def focus_shortcut(self) -> None:
        """Put the caret into the shortcut."""
        self.phrase_shortcut_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.phrase_shortcut_edit.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four fields in a row, or two where there is no room."""
        super().resizeEvent(event)
        width = self.width() / themes.current().scale
        self._arrange(2 if width < _NARROW_BELOW else len(_SHARES))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        fields = [self._labeled[name] for name in _IN_GRID]
        for place, field in enumerate(fields):
            row, column = divmod(place, columns)
            self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(len(_SHARES)):
            self._grid.setColumnStretch(column, _share(column, columns))

    def _lay_out(self) -> None:
        labeled = self._labeled
        self._arrange(len(_SHARES))
        self.body.add(
            self.head,
            self._grid,
            self._said,
            labeled["text"],
            self.insert_row,
            Line(),
            self.preview,
        )

    def _connect(self) -> None:
        self.phrase_shortcut_edit.edited.connect(lambda _text: self.edited.emit())
        self.phrase_shortcut_edit.editingFinished.connect(self.settled)
        for choice in (
            self.phrase_offered_choice,
            self.phrase_subject_choice,
            self.phrase_objective_choice,
        ):
            choice.edited.connect(self._tell_choice)
        self.phrase_text.edited.connect(self._show_text)
        self.phrase_text.paused.connect(lambda _text: self.settled.emit())
        BlankMarks(self.phrase_text)
        self.head.duplicate_requested.connect(self.duplicate_requested)
        self.head.remove_requested.connect(self.remove_requested)

    def _tell_choice(self, _value: object) -> None:
        self.edited.emit()
        self.settled.emit()

    def _show_text(self) -> None:
        self.preview.show_texts(self.phrase_text.value())
        self.edited.emit()


def _share(column: int, columns: int) -> int:
    """How much of the width a column gets when there are so many."""
    if columns == len(_SHARES):
        return _SHARES[column]
    return 1 if column < columns else 0
