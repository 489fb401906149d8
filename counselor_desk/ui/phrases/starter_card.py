"""A starter of the program: what it says, and the buttons that switch it on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import SECTIONS
from counselor_desk.records.phrases import StarterPhrase
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.labels import ElidedLabel, Label
from counselor_desk.ui.layouts import FlowRow, Row
from counselor_desk.ui.phrases import words
from counselor_desk.ui.phrases.preview import Preview


class StarterCard(Card):
    """Read-only; a starter that is switched on is found under Mine and can be changed there.

    Signals:
        switch_requested: switch this one on or off.
        subject_requested: switch everything of its subject on or off.
    """

    switch_requested = Signal()
    subject_requested = Signal()

    def __init__(
        self, values_of: Callable[[ClientId], Values], parent: QWidget | None = None
    ) -> None:
        super().__init__(margins=(24, 14, 20, 18), spacing=12, parent=parent)
        self._title = Label("", "section")
        self._about = ElidedLabel("", "caption")
        self._text = Label("", "reading", wraps=True)
        self._told = Label("", "hint", wraps=True)
        self.starter_switch_button = Button("", kind="primary")
        self.starter_subject_button = Button("")
        self.preview = Preview(values_of)
        self.body.add(
            Row(self._title, (self._about, 1), spacing=8),
            self._text,
            self._told,
            FlowRow(self.starter_switch_button, self.starter_subject_button, spacing=8),
            Line(),
            self.preview,
        )
        self.starter_switch_button.clicked.connect(self.switch_requested)
        self.starter_subject_button.clicked.connect(self.subject_requested)

    def show_phrase(
        self, starter: StarterPhrase, *, is_on: bool, count: int, count_on: int
    ) -> None:
        """Show a phrase; `count_on` of the `count` phrases of its subject are on."""
        subject = words.subject(starter.subject)
        self._title.setText(starter.typed)
        self._about.setText(subject)
        self._text.setText(starter.text)
        self._tell(is_on=is_on)
        all_on = count_on == count
        wording = (
            self.tr("Switch off all of {subject}")
            if all_on
            else self.tr("Switch on all {n} of {subject}")
        )
        self.starter_subject_button.set_text(wording.format(n=count, subject=subject))
        self.starter_subject_button.show()
        self.preview.show_texts(starter.text)

    def show_template(self, starter: NoteTemplate, *, is_on: bool) -> None:
        """Show a template with the sections of its format."""
        self._title.setText(starter.name)
        self._about.setText(words.kind(starter.kind))
        texts = [
            f"{words.section(code)}: {starter.text_of(code)}" for code in SECTIONS[starter.format]
        ]
        self._text.setText("\n\n".join(texts))
        self._tell(is_on=is_on)
        self.starter_subject_button.hide()
        self.preview.show_texts(*(starter.text_of(code) for code in SECTIONS[starter.format]))

    def _tell(self, *, is_on: bool) -> None:
        self.starter_switch_button.set_text(
            self.tr("Switch off") if is_on else self.tr("Switch on")
        )
        self._told.setText(
            self.tr("It is on: change it under Mine.")
            if is_on
            else self.tr("It is off. Switched on, it is offered in notes and can be changed.")
        )
