"""The sheet of a note: its sections below each other on one card, growing with the text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records.notes import RESPONSES, SECTIONS, Note, NoteFormat, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.ui import text_blanks
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.chips import Icon
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.risk import RiskLine
from counselor_desk.ui.notes.texts import NoteText
from counselor_desk.ui.phrase_typing import PhraseTyping
from counselor_desk.ui.urges import UrgeLine

HINT_MS = 8000
"""How long it is said that a paste was cleaned."""


class SectionBlock(QWidget):
    """One section: its name, what belongs into it, its text.

    Signals:
        edited: the person changed the text.
        left: the text was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, code: SectionCode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = words.section_title(code)
        self.editor = NoteText(name=title, min_lines=2)
        self.editor.setObjectName(f"note_{code.value}_text")
        self.editor.setAccessibleDescription(words.section_hint(code))
        self._said_icon = Icon("circle-alert", "risk", size=14)
        self._said = Label("", "caption", wraps=True)
        name = Label(title, "section")
        name.setBuddy(self.editor)
        self._hint = Label(words.section_hint(code), "hint")
        head = Row(name, self._hint, "stretch")
        said = Row(self._said_icon, (self._said, 1), spacing=6)
        self.setLayout(Column(head, self.editor, said, spacing=5))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._hint_timer = QTimer(self, singleShot=True, interval=HINT_MS)
        self._hint_timer.timeout.connect(lambda: self.say(""))
        self.editor.edited.connect(self._tell)
        self.editor.paused.connect(lambda _text: self.left.emit())
        self.editor.paste_cleaned.connect(self._explain_paste)
        self.say("")

    def set_hint(self, text: str) -> None:
        """Say what belongs into it."""
        if text != self._hint.text():
            self._hint.setText(text)
            self.editor.setAccessibleDescription(text)

    def say(self, text: str, *, is_problem: bool = False) -> None:
        """Say something below the text; an empty text takes it back."""
        self._hint_timer.stop()
        self._said.setText(text)
        self._said.set_tone("risk" if is_problem else "")
        self._said.setVisible(bool(text))
        self._said_icon.set_icon(
            "circle-alert" if is_problem else "info", "risk" if is_problem else "text3"
        )
        self._said_icon.setVisible(bool(text))

    def said(self) -> str:
        """What is said below the text."""
        return self._said.text()

    def _tell(self) -> None:
        if self.said() and not self._hint_timer.isActive():
            self.say("")
        self.edited.emit()

    def _explain_paste(self, dropped: int) -> None:
        sentence = (
            self.tr("One invisible character was left out of what you pasted.")
            if dropped == 1
            else self.tr("{count} invisible characters were left out of what you pasted.").format(
                count=dropped
            )
        )
        self.say(sentence)
        self._hint_timer.start()


class NoteSheet(Card):
    """The sections of a format on one card, with risk and urge above the last one.

    Signals:
        edited: the person changed something.
        left: a text was left, or typing paused.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 18, 24, 20), spacing=14, parent=parent)
        self.risk = RiskLine(parent=self)
        self.risk.edited.connect(self.edited)
        self.risk.left.connect(self.left)
        self.risk.safety_plan_requested.connect(self._name_safety_plan)
        self.urge = UrgeLine(parent=self)
        self.urge.edited.connect(self.edited)
        self.urge.left.connect(self.left)
        self._blocks: dict[SectionCode, SectionBlock] = {}
        self._lines: list[Line] = []
        self._shown: tuple[SectionCode, ...] = ()
        self._typing: PhraseTyping | None = None
        self._kind = SessionKind.INDIVIDUAL
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def serve(self, typing: PhraseTyping) -> None:
        """Write with phrases in every section, also in those made later."""
        self._typing = typing
        for code, block in self._blocks.items():
            typing.attach(block.editor, code)

    def show_note(self, note: Note) -> None:
        """Show the sections and the risk line of another note, without telling.

        What could be undone belongs to the note before and is forgotten.
        """
        self._arrange(note.format)
        for code, block in self._blocks.items():
            block.editor.set_text(note.text_of(code) if code in self._shown else "")
            block.say("")
        self.risk.show_note(note)

    def set_kind(self, kind: SessionKind) -> None:
        """A missed session or a contact has other words to begin with, and may have no urge."""
        self._kind = kind
        self.urge.set_kind(kind)
        self._show_hints()

    def _show_hints(self) -> None:
        first = next((code for code in self._shown if code in RESPONSES), None)
        for code in self._shown:
            is_first = code is first
            hint = words.first_hint(self._kind, code) if is_first else words.section_hint(code)
            self._blocks[code].set_hint(hint)

    def change_format(self, note: Note) -> None:
        """Show the same note in its new format; untouched texts can still be undone."""
        self._arrange(note.format)
        for code in self._shown:
            self._blocks[code].editor.set_value(note.text_of(code))
            self._blocks[code].say("")

    def collected(self, note: Note) -> Note:
        """The note with the text and the answers that stand here."""
        texts = ((code, self._blocks[code].editor.text()) for code in self._shown)
        sections = tuple(Section(code=code, text=text) for code, text in texts if text)
        return self.risk.collected(replace(note, sections=sections))

    def shown(self) -> tuple[SectionCode, ...]:
        """The sections in their order."""
        return self._shown

    def block(self, code: SectionCode) -> SectionBlock:
        """One of the sections that are shown."""
        return self._blocks[code]

    def stops(self) -> list[QWidget]:
        """The stops of the tab key: the sections in their order, then the risk line."""
        editors: list[QWidget] = [self._blocks[code].editor for code in self._shown]
        return [*editors, *self.risk.stops(), *self.urge.stops()]

    def focus_first_empty(self) -> None:
        """Go to the first section without text or to the first blank, else to the end of all."""
        for code in self._shown:
            if not self._blocks[code].editor.text().strip():
                self._enter(code)
                return
            if self._enter_blank(code):
                return
        self._enter(self._shown[-1])

    def current_editor(self) -> NoteText:
        """The text that has the caret, else the one to go on with."""
        editors = [self._blocks[code].editor for code in self._shown]
        empty = (one for one in editors if not one.text().strip())
        return next((one for one in editors if one.hasFocus()), next(empty, editors[-1]))

    def insert_sentence(self, text: str) -> None:
        """Add what was done where it belongs: to Intervention, else to what happened."""
        codes = (SectionCode.INTERVENTION, *RESPONSES)
        code = next((code for code in codes if code in self._shown), self._shown[0])
        self.add_to(code, text, is_paragraph=False)

    def add_to(self, code: SectionCode, text: str, *, is_paragraph: bool = True) -> None:
        """Write at the end of a section, or where the caret is if the format has none such."""
        editor = self._blocks[code].editor if code in self._shown else self.current_editor()
        before = editor.text()
        gap = "" if not before or before[-1:].isspace() else "\n" if is_paragraph else " "
        editor.moveCursor(QTextCursor.MoveOperation.End)
        editor.textCursor().insertText(gap + text)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.moveCursor(QTextCursor.MoveOperation.End)

    def _name_safety_plan(self) -> None:
        self.add_to(SectionCode.PLAN, self.tr("Safety plan: "))

    def is_empty(self) -> bool:
        """Whether no section has any text."""
        return not any(self._blocks[code].editor.text().strip() for code in self._shown)

    def focus_next(self) -> None:
        """Go on to the section after the one with the caret; from the last to the risk line."""
        places = [self._blocks[code].editor.hasFocus() for code in self._shown]
        if not any(places):
            self._enter(self._shown[0])
            return
        following = places.index(True) + 1
        if following < len(self._shown):
            self._enter(self._shown[following])
        else:
            self.risk.focus_place("risk")

    def point_out(self, place: str, message: str) -> bool:
        """Say what is missing and put the caret there; False when the place is elsewhere."""
        if place.startswith("section_"):
            code = SectionCode(place.removeprefix("section_"))
            if code not in self._shown:
                return False
            self._enter(code)
            self._blocks[code].say(message, is_problem=True)
            return True
        if place.startswith("blank_"):
            return self._enter_blank(SectionCode(place.removeprefix("blank_")))
        if place.startswith("risk"):
            self.risk.set_error(place, message)
            self.risk.focus_place(place)
            return True
        if place == "urge":
            self.urge.point_out(message)
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press below the text goes on writing in the last section."""
        super().mousePressEvent(event)
        if self._shown:
            self._enter(self._shown[-1])

    def _enter(self, code: SectionCode) -> None:
        editor = self._blocks[code].editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.moveCursor(QTextCursor.MoveOperation.End)

    def _enter_blank(self, code: SectionCode) -> bool:
        """Go to the first blank of a section; False when it has none."""
        if code not in self._shown:
            return False
        editor = self._blocks[code].editor
        blank = next(iter(text_blanks.of_editor(editor)), None)
        if blank is not None:
            text_blanks.select(editor, blank)
        return blank is not None

    def _arrange(self, note_format: NoteFormat) -> None:
        order = SECTIONS[note_format]
        if order == self._shown:
            return
        self._shown = order
        while self.body.count():
            self.body.takeAt(0)
        while len(self._lines) < len(order) - 1:
            self._lines.append(Line(parent=self))
        for place, code in enumerate(order):
            if place == len(order) - 1:
                self.body.add(self.risk)
                self.body.add(self.urge)
            if place:
                self.body.add(self._lines[place - 1])
            self.body.add(self._block_for(code))
        self.body.add("stretch")
        for code, block in self._blocks.items():
            block.setVisible(code in order)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(order) - 1)
        self._show_hints()

    def _block_for(self, code: SectionCode) -> SectionBlock:
        if code not in self._blocks:
            block = SectionBlock(code, parent=self)
            block.setCursor(Qt.CursorShape.ArrowCursor)
            block.edited.connect(self.edited)
            block.left.connect(self.left)
            self._blocks[code] = block
            if self._typing is not None:
                self._typing.attach(block.editor, code)
        return self._blocks[code]
