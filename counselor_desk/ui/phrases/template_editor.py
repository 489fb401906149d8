"""The editor of a note template: its name, its kind of session, a text for each section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import ClientId
from counselor_desk.records.notes import SECTIONS, NoteFormat, Section, SectionCode
from counselor_desk.records.templates import NAME_LIMIT, NoteTemplate
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui.blank_marks import BlankMarks
from counselor_desk.ui.cards import Card, Line
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.phrases import words
from counselor_desk.ui.phrases.card_head import CardHead
from counselor_desk.ui.phrases.inserting import InsertRow
from counselor_desk.ui.phrases.preview import Preview
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor


class TemplateEditor(Card):
    """The fields of one template; the format chooses which sections are in sight.

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
        self, values_of: Callable[[ClientId], Values], parent: QWidget | None = None
    ) -> None:
        super().__init__(margins=(24, 14, 20, 18), spacing=10, parent=parent)
        self.head = CardHead()
        self.template_name_edit = LineEdit(max_length=NAME_LIMIT)
        self.template_kind_choice = ComboBox(words.kinds())
        self.template_format_segments = SegmentedControl(
            words.formats(), name=self.tr("Format"), tone="neutral"
        )
        self._name = LabeledField(self.tr("Name"), self.template_name_edit)
        self._kind = LabeledField(self.tr("Kind of session"), self.template_kind_choice)
        self._format = LabeledField(self.tr("Format"), self.template_format_segments)
        self._said = Label("", "caption", tone="risk", wraps=True)
        self._editors: dict[SectionCode, TextEditor] = {}
        self._fields: dict[SectionCode, LabeledField] = {}
        self._sections = Column(spacing=8)
        self.preview = Preview(values_of)
        self.insert_row = InsertRow(self._current_editor, self)
        self._lay_out()
        self._connect()

    def show_template(self, template: NoteTemplate) -> None:
        """Fill the fields; those that say the same keep their caret."""
        title = self.tr("Template") if template.id else self.tr("New template")
        self.head.tell(title, words.kind(template.kind), can_duplicate=bool(template.id))
        self.template_name_edit.set_value(template.name)
        self.template_kind_choice.set_value(template.kind)
        self.template_format_segments.set_value(template.format)
        for code in SectionCode:
            if template.text_of(code) or code in self._editors:
                self._editor(code).set_value(template.text_of(code))
        self._arrange()
        self.show_problems({})

    def applied(self, template: NoteTemplate) -> NoteTemplate:
        """The template as the fields say it; sections out of sight are kept."""
        texts = ((code, editor.value()) for code, editor in self._editors.items())
        by_code = {code: text for code, text in texts if text.strip()}
        shown: dict[str, Any] = {
            "name": self.template_name_edit.value(),
            "kind": self.template_kind_choice.value(),
            "format": self.template_format_segments.value(),
            "sections": tuple(
                Section(code=code, text=by_code[code]) for code in SectionCode if code in by_code
            ),
        }
        return replace(template, **shown)

    def show_problems(self, problems: Mapping[str, DeskError]) -> None:
        """Say why it is not kept, below the name or above the sections."""
        self._name.set_error(str(problems["name"]) if "name" in problems else "")
        self._said.setText(str(problems["sections"]) if "sections" in problems else "")
        self._said.setVisible("sections" in problems)

    def focus_name(self) -> None:
        """Put the caret into the name."""
        self.template_name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.template_name_edit.selectAll()

    def section(self, code: SectionCode) -> TextEditor:
        """The text of one section."""
        return self._editor(code)

    def _lay_out(self) -> None:
        self.body.add(
            self.head,
            Row((self._name, 1), (self._kind, 1), spacing=12),
            Row(self._format, "stretch"),
            self._said,
            self._sections,
            self.insert_row,
            Line(),
            self.preview,
        )

    def _connect(self) -> None:
        self.template_name_edit.edited.connect(lambda _text: self.edited.emit())
        self.template_name_edit.editingFinished.connect(self.settled)
        self.template_kind_choice.edited.connect(self._tell_choice)
        self.template_format_segments.edited.connect(self._change_format)
        self.head.duplicate_requested.connect(self.duplicate_requested)
        self.head.remove_requested.connect(self.remove_requested)

    def _tell_choice(self, _value: object) -> None:
        self.edited.emit()
        self.settled.emit()

    def _change_format(self, value: object) -> None:
        self._arrange()
        self._tell_choice(value)

    def _codes(self) -> tuple[SectionCode, ...]:
        value = self.template_format_segments.value()
        return SECTIONS[value if isinstance(value, NoteFormat) else NoteFormat.DAP]

    def _arrange(self) -> None:
        """Show the sections of the format in their order."""
        while self._sections.count():
            self._sections.takeAt(0)
        for code in self._codes():
            self._editor(code)
            self._sections.add(self._fields[code])
        for code, field in self._fields.items():
            field.setVisible(code in self._codes())
        self._draw_preview()

    def _editor(self, code: SectionCode) -> TextEditor:
        if code not in self._editors:
            name = words.section(code)
            editor = TextEditor(name=name, min_lines=2, is_boxed=True)
            self._editors[code] = editor
            self._fields[code] = LabeledField(name, editor, parent=self)
            self._fields[code].hide()
            editor.edited.connect(self._tell_text)
            editor.paused.connect(lambda _text: self.settled.emit())
            BlankMarks(editor)
        return self._editors[code]

    def _tell_text(self) -> None:
        self._draw_preview()
        self.edited.emit()

    def _draw_preview(self) -> None:
        texts = [self._editors[code].value() for code in self._codes() if code in self._editors]
        self.preview.show_texts(*(text for text in texts if text.strip()))

    def _current_editor(self) -> TextEditor:
        editors = [self._editor(code) for code in self._codes()]
        return next((one for one in editors if one.hasFocus()), editors[0])
