"""Entries of the inspector: a field in a draft, plain words in a signed plan."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records import dates
from counselor_desk.ui.fields import ComboBox, LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.text_editor import TextEditor

Field = TextEditor | DateField | LineEdit | ComboBox


class Entry(QWidget):
    """One field of a record under its caption, or what it says.

    Signals:
        edited: the person changed it.
        left: the text was left, or rested.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._is_editable = True
        self._edit: QWidget = field
        if isinstance(field, DateField):
            self._edit = ParsedField(caption, field)
        elif caption:
            self._edit = LabeledField(caption, field)
        self._caption = Label(caption, "caption")
        self._words = Label("", wraps=True)
        self._reading = QWidget()
        self._reading.setLayout(Column(self._caption, self._words, spacing=4))
        if not caption:
            self._caption.hide()
        self.setLayout(Column(self._edit, self._reading, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect()

    def set_editable(self, *, is_editable: bool) -> None:
        """Show the field, or the words alone; without words nothing."""
        self._is_editable = is_editable
        self._edit.setVisible(is_editable)
        self._reading.setVisible(not is_editable)
        self.setVisible(is_editable or bool(self._words.text()))

    def show_value(self, value: Any, typed: str = "") -> None:  # noqa: ANN401  # one per kind of field
        """Show a value; `typed` is what stands in a date field that is no date."""
        field = self.field
        if isinstance(field, DateField):
            if value != field.value() or (value is None and typed != field.text()) or typed:
                field.set_value(None if typed else value, typed)
            self._words.setText(dates.write_in_words(value) if value is not None else "")
        else:
            field.set_value(value)
            self._words.setText(field.currentText() if isinstance(field, ComboBox) else value)

    def value(self) -> Any:  # noqa: ANN401  # one per kind of field
        """What the field says."""
        return self.field.value()

    def typed(self) -> str:
        """What stands in a date field and is no date; empty otherwise."""
        field = self.field
        if not isinstance(field, DateField) or field.value() is not None:
            return ""
        return field.text().strip()

    def _connect(self) -> None:
        field = self.field
        if isinstance(field, TextEditor):
            field.edited.connect(self.edited)
            field.paused.connect(lambda _text: self.left.emit())
        elif isinstance(field, DateField):
            field.textEdited.connect(lambda _text: self.edited.emit())
            field.edited.connect(lambda _day: self.edited.emit())
            field.editingFinished.connect(self.left)
        else:
            field.edited.connect(lambda _value: self.edited.emit())
            if isinstance(field, LineEdit):
                field.editingFinished.connect(self.left)
