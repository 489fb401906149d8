"""The labeled fields of dialogs, and how they stand in rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.ui import tokens
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.layouts import Grid, hold
from counselor_desk.ui.parsed_fields import DateField, ParsedField, TimesField
from counselor_desk.ui.text_editor import TextEditor

_LONGEST = 2000
"""More than is ever kept, so that a text that is too long is refused in words and not cut."""


def line(label: str, hint: str = "", *, help_text: str = "") -> LabeledField:
    """One line of text."""
    return LabeledField(label, LineEdit(hint=hint, max_length=_LONGEST), help_text=help_text)


def text(label: str, hint: str = "") -> LabeledField:
    """A few sentences."""
    return LabeledField(label, TextEditor(name=label, is_boxed=True, hint=hint))


def choice(label: str, options: Sequence[tuple[object, str]]) -> LabeledField:
    """One of some values, each with its words."""
    return LabeledField(label, ComboBox(options))


def day(label: str, today: Callable[[], date]) -> LabeledField:
    """A day; its weekday and how far it is stand below."""
    return ParsedField(label, DateField(today))


def tick(label: str, beside: str) -> LabeledField:
    """A box to tick, as high as the fields of its row."""
    box = CheckBox(beside, name=beside)
    hold(box, min_height=tokens.CONTROL_HEIGHT)
    return LabeledField(label, box)


def night(times: TimesField, label: str, beside: str) -> LabeledField:
    """The box beside times that go backwards, by which they end on the next day."""
    labeled = tick(label, beside)
    if isinstance(labeled.field, CheckBox):
        times.follow_night(labeled.field)
    return labeled


def spread(fields: Mapping[str, QWidget], *rows: Sequence[str]) -> Grid:
    """The fields in rows of equal columns.

    A name that is repeated takes that many columns, and a row of one name the whole width:
    `spread(fields, ("name", "name", "dose"), ("remark",))`.
    """
    grid = Grid(spacing=14, row_spacing=12)
    columns = max(len(row) for row in rows)
    for at, row in enumerate(rows):
        column = 0
        for name, places in groupby(row if len(row) > 1 else [*row] * columns):
            span = len(tuple(places))
            grid.addWidget(fields[name], at, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid
