"""Binds the widgets of a form to the fields of a frozen record, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.edits import Typed
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.parsed_fields import DateField, TimesField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor

Record = TypeVar("Record")
Bindable = LineEdit | ComboBox | CheckBox | SegmentedControl | TextEditor
"""Kinds of widget with `value`, `set_value` and `edited`; date and time fields are line edits."""


class _Announcer(QObject):
    edited = Signal(str, object)


class Form(Generic[Record]):
    """A record value and the widgets that show its fields.

    `edited` is a Qt signal that carries the name of a field and what the person made of it; the
    page puts it into its `Edit`. Showing a record tells nothing.
    """

    def __init__(self, widgets: Mapping[str, QWidget], parent: QObject) -> None:
        """`widgets` maps the name of a field to its widget, or to the LabeledField around it."""
        self._announcer = _Announcer(parent)
        self.edited = self._announcer.edited
        self._widgets = {name: _bindable(widget) for name, widget in widgets.items()}
        self._labeled = {
            name: widget for name, widget in widgets.items() if isinstance(widget, LabeledField)
        }
        for name, widget in self._widgets.items():
            self._connect(name, widget)

    def show(self, record: Record) -> None:
        """Fill every widget from the record; one that shows the same value keeps its caret."""
        for name, widget in self._widgets.items():
            value: Any = getattr(record, name)
            if widget.value() != value:
                widget.set_value(value)

    def applied(self, record: Record) -> Record:
        """The record with what the widgets show now."""
        shown: dict[str, Any] = {name: widget.value() for name, widget in self._widgets.items()}
        return replace(record, **shown)  # type: ignore[type-var]  # records are dataclasses

    def fields(self) -> Mapping[str, Bindable]:
        """The widgets by the name of their field, without the labels around them."""
        return self._widgets

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Say below each field what is wrong with it; fields not named are in order."""
        for name, labeled in self._labeled.items():
            labeled.set_error(problems.get(name, ""))

    def focus_first(self, names: Mapping[str, str]) -> None:
        """Put the caret into the first field, in the order of the form, that is named."""
        for name, widget in self._widgets.items():
            if name in names:
                widget.setFocus()
                return

    def _connect(self, name: str, widget: Bindable) -> None:
        if isinstance(widget, TextEditor):
            widget.edited.connect(self._teller(name, widget))
        else:
            widget.edited.connect(lambda value: self.edited.emit(name, value))

    def _teller(self, name: str, editor: TextEditor) -> Callable[[], None]:
        return lambda: self.edited.emit(name, editor.text())


def typed_in(field: Bindable) -> Typed:
    """What stands in a field, a day or times as they were typed."""
    if isinstance(field, TextEditor | LineEdit):
        return field.text()
    value = field.value()
    return value if value is None or isinstance(value, int) else str(value)


def type_again(field: Bindable, typed: Typed) -> None:
    """Put back what stood in a field, without telling."""
    if isinstance(field, DateField | TimesField):
        field.set_value(None, str(typed))
    elif isinstance(field, TextEditor | LineEdit):
        field.set_value(str(typed))
    else:
        before = field.value()
        field.set_value(typed)
        if field.value() != typed:
            # It is no longer offered, and nothing chosen would be no answer.
            field.set_value(before)


def _bindable(widget: QWidget) -> Bindable:
    field = widget.field if isinstance(widget, LabeledField) else widget
    if not isinstance(field, Bindable):
        raise TypeError(f"a form has no way to bind a {type(field).__name__}")
    return field
