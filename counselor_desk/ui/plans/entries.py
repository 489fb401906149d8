"""Entries of the inspector: a field in a draft, plain words in a signed plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from counselor_desk.records import dates
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor

Field = TextEditor | DateField | LineEdit | ComboBox | SegmentedControl


class Entry(QWidget):
    """One field of a record under its caption, or what it says.

    Signals:
        edited: the person changed it.
        left: the text was left, or rested.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        field: Field,
        caption: str = "",
        *,
        said: Callable[[Any], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        """Lay the field below its caption; `said` puts a chosen value into words."""
        super().__init__(parent)
        self.field, self._say = field, said
        self._edit: QWidget = field
        if isinstance(field, DateField):
            self._edit = ParsedField(caption, field)
        elif caption:
            self._edit = LabeledField(caption, field)
        self._caption, self._said = caption, ""
        self._reading: QWidget | None = None
        self._words: Label | None = None
        self._column = Column(self._edit, spacing=0)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect()

    def set_editable(self, *, is_editable: bool) -> None:
        """Show the field, or the words alone; without words nothing."""
        if not is_editable and self._reading is None:
            # Made when it is needed: every widget counts when the theme changes.
            self._reading = self._made_reading()
            self._column.add(self._reading)
        self._edit.setVisible(is_editable)
        if self._reading is not None:
            self._reading.setVisible(not is_editable)
        self.setVisible(is_editable or bool(self._said))

    def show_value(self, value: Any, typed: str = "") -> None:  # noqa: ANN401  # one per kind of field
        """Show a value; `typed` is what stands in a date field that is no date."""
        field = self.field
        if isinstance(field, DateField):
            if value != field.value() or (value is None and typed != field.text()) or typed:
                field.set_value(None if typed else value, typed)
            self._said = dates.write_in_words(value) if value is not None else ""
        else:
            field.set_value(value)
            self._said = self._say(value)
        if self._words is not None:
            self._words.setText(self._said)

    def value(self) -> Any:  # noqa: ANN401  # one per kind of field
        """What the field says."""
        return self.field.value()

    def typed(self) -> str:
        """What stands in a date field and is no date; empty otherwise."""
        field = self.field
        if not isinstance(field, DateField) or field.value() is not None:
            return ""
        return field.text().strip()

    def _made_reading(self) -> QWidget:
        self._words = Label(self._said, wraps=True)
        if not self._caption:
            return self._words
        reading = QWidget()
        reading.setLayout(Column(Label(self._caption, "caption"), self._words, spacing=4))
        return reading

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
