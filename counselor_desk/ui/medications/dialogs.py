"""The dialogs of the list: a medication, its stop, a new dose, an allergy, a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.medications import Allergy, Medication, MedicationList, Reconciliation
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.medications import NewMedication
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.layouts import Column, Grid
from counselor_desk.ui.medications import words
from counselor_desk.ui.medications.facts_dialog import FactsDialog
from counselor_desk.ui.parsed_fields import DateField, ParsedField

_WIDE = 640


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What every dialog needs: the widget it stands on, the day, and what keeps the record.

    `problems` says what is wrong with what was typed, by the name of the field.
    """

    parent: QWidget
    today: Callable[[], date]
    problems: Callable[..., Mapping[str, DeskError]] = lambda _typed: {}
    is_editable: bool = True


def about_medication(
    asking: Asking,
    record: Medication | NewMedication,
    act: Callable[[Medication | NewMedication], object],
    *,
    on_new_dose: Callable[[], None] | None = None,
) -> FactsDialog[Medication | NewMedication]:
    """Every fact of a medication, to add one or to correct one."""
    say = words.translated
    fields: dict[str, LabeledField] = {
        "name": _text(say("Name")),
        "dose": _text(say("Dose")),
        "schedule": _text(say("When it is taken"), say("once a day")),
        "purpose": _text(say("Purpose")),
        "for_addiction": _choice(say("Medication for addiction"), words.addiction_options()),
        "prescriber": _text(say("Prescriber")),
        "source": _text(say("Who says so"), say("the client, a label")),
        "started_on": _day(asking, say("Since")),
        "expected_until": _day(asking, say("Prescription until")),
        "adherence": _choice(say("Taken"), words.adherence_options()),
        "remark": _text(say("Remark")),
    }
    grid = _spread(
        fields,
        (("name", 2), ("dose", 1)),
        (("schedule", 1), ("purpose", 2)),
        (("for_addiction", 1), ("prescriber", 1), ("source", 1)),
        (("started_on", 1), ("expected_until", 1), ("adherence", 1)),
        (("remark", 3),),
    )
    is_stopped = isinstance(record, Medication) and not record.is_current
    if is_stopped:
        fields |= {
            "stopped_on": _day(asking, say("Stopped on")),
            "stop_reason": _text(say("Reason of the stop")),
        }
        _add_row(grid, fields, (("stopped_on", 1), ("stop_reason", 2)))
    escape = Button(say("New dose…"), kind="quiet") if on_new_dose else None
    is_new = isinstance(record, NewMedication)
    hint = say("To correct what is listed. Another dose is a new line.")
    dialog = FactsDialog(
        asking.parent,
        say("Add medication") if isinstance(record, NewMedication) else record.title,
        hint if on_new_dose and asking.is_editable else "",
        record=record,
        fields=fields,
        layout=grid,
        verb=say("Add") if is_new else say("Save"),
        act=act,
        problems=asking.problems,
        needs=("stopped_on",),
        escape=escape if asking.is_editable else None,
        is_editable=asking.is_editable,
        width=_WIDE,
    )
    if escape is not None and on_new_dose is not None:
        escape.clicked.connect(dialog.reject)
        escape.clicked.connect(on_new_dose)
    return dialog


def stopping(
    asking: Asking, medication: Medication, act: Callable[[Medication], object]
) -> FactsDialog[Medication]:
    """When and why a medication was stopped."""
    say = words.translated
    fields = {
        "stopped_on": _day(asking, say("Stopped on")),
        "stop_reason": _text(
            say("Reason"), say("side effects, finished, the prescriber changed it")
        ),
    }
    return FactsDialog(
        asking.parent,
        say("Stop {name}?").format(name=medication.title),
        say("It stays on the list under Stopped. Nothing is deleted."),
        record=replace(medication, stopped_on=asking.today()),
        fields=fields,
        layout=_spread(fields, (("stopped_on", 1), ("stop_reason", 2))),
        verb=say("Stop"),
        act=act,
        problems=asking.problems,
        needs=("stopped_on",),
        width=560,
    )


def new_dose(
    asking: Asking, medication: Medication, act: Callable[[Medication], object]
) -> FactsDialog[Medication]:
    """Another dose, and from which day on: in `dose` and `started_on` of the record."""
    say = words.translated
    fields = {
        "dose": _text(say("New dose")),
        "started_on": _day(asking, say("From")),
    }
    return FactsDialog(
        asking.parent,
        say("New dose of {name}").format(name=medication.name),
        say("{name} is stopped on that day, and the new dose gets a line of its own.").format(
            name=medication.title
        ),
        record=replace(medication, dose="", started_on=asking.today()),
        fields=fields,
        layout=_spread(fields, (("dose", 1), ("started_on", 1))),
        verb=say("Keep"),
        act=act,
        needs=("started_on",),
    )


def checking(
    asking: Asking,
    listed: MedicationList,
    client: str,
    act: Callable[[Reconciliation], object],
    blank: Reconciliation,
) -> FactsDialog[Reconciliation]:
    """The list was gone through: when, with whom, what came of it."""
    say = words.translated
    fields = {
        "checked_on": _day(asking, say("On")),
        "checked_with": _text(say("With"), client),
        "remark": _text(say("Remark")),
    }
    if listed.current:
        sentence = say("Each line of the list was read with the client and is right now.")
    else:
        sentence = say("Nothing is on the list: this notes that the client takes no medication.")
    return FactsDialog(
        asking.parent,
        say("Gone through the medications?"),
        sentence,
        record=blank,
        fields=fields,
        layout=_spread(fields, (("checked_on", 1), ("checked_with", 1)), (("remark", 2),)),
        verb=say("Keep"),
        act=act,
        needs=("checked_on",),
    )


def about_allergy(
    asking: Asking,
    record: Allergy | NewAllergy,
    act: Callable[[Allergy | NewAllergy], object],
) -> FactsDialog[Allergy | NewAllergy]:
    """Every fact of an allergy, to add one or to correct one."""
    say = words.translated
    fields = {
        "substance": _text(say("Substance")),
        "reaction": _text(say("Reaction"), say("rash, swelling")),
        "noted_on": _day(asking, say("Noted")),
    }
    rows: list[Sequence[tuple[str, int]]] = [
        (("substance", 2), ("noted_on", 1)),
        (("reaction", 3),),
    ]
    if isinstance(record, Allergy) and not record.is_current:
        fields |= {
            "ended_on": _day(asking, say("Ended on")),
            "end_reason": _text(say("Reason of the end")),
        }
        rows.append((("ended_on", 1), ("end_reason", 2)))
    is_new = isinstance(record, NewAllergy)
    return FactsDialog(
        asking.parent,
        say("Add allergy") if isinstance(record, NewAllergy) else record.substance,
        record=record,
        fields=fields,
        layout=_spread(fields, *rows),
        verb=say("Add") if is_new else say("Save"),
        act=act,
        problems=asking.problems,
        needs=("noted_on", "ended_on"),
        is_editable=asking.is_editable,
        width=560,
    )


def ending(
    asking: Asking, allergy: Allergy, act: Callable[[Allergy], object]
) -> FactsDialog[Allergy]:
    """When and why an allergy left the list."""
    say = words.translated
    fields = {
        "ended_on": _day(asking, say("Ended on")),
        "end_reason": _text(say("Reason"), say("entered in error, tested")),
    }
    return FactsDialog(
        asking.parent,
        say("End the allergy to {name}?").format(name=allergy.substance),
        say("It stays on the list with the reason. Nothing is deleted."),
        record=replace(allergy, ended_on=asking.today()),
        fields=fields,
        layout=_spread(fields, (("ended_on", 1), ("end_reason", 2))),
        verb=say("End"),
        act=act,
        problems=asking.problems,
        needs=("ended_on",),
        width=560,
    )


def denying(
    asking: Asking, listed: MedicationList, act: Callable[[MedicationList], object]
) -> FactsDialog[MedicationList]:
    """The client says there are no allergies: when, in `allergies_denied_on` of the record."""
    say = words.translated
    fields: dict[str, LabeledField] = {"allergies_denied_on": _day(asking, say("Said on"))}
    return FactsDialog(
        asking.parent,
        say("No known allergies?"),
        say("The client was asked and knows of none."),
        record=replace(listed, allergies_denied_on=asking.today()),
        fields=fields,
        layout=Column(*fields.values()),
        verb=say("Keep"),
        act=act,
        needs=("allergies_denied_on",),
    )


def _text(label: str, hint: str = "") -> LabeledField:
    return LabeledField(label, LineEdit(hint=hint, max_length=2000))


def _choice(label: str, options: Sequence[tuple[object, str]]) -> LabeledField:
    combo = ComboBox(options)
    return LabeledField(label, combo)


def _day(asking: Asking, label: str) -> LabeledField:
    return ParsedField(label, DateField(asking.today))


def _spread(fields: Mapping[str, QWidget], *rows: Sequence[tuple[str, int]]) -> Grid:
    """The fields in rows; each takes so many columns."""
    grid = Grid(spacing=14, row_spacing=10)
    for row in rows:
        _add_row(grid, fields, row)
    return grid


def _add_row(grid: Grid, fields: Mapping[str, QWidget], row: Sequence[tuple[str, int]]) -> None:
    from PySide6.QtCore import Qt

    line = grid.rowCount() if grid.count() else 0
    column = 0
    for name, span in row:
        grid.addWidget(fields[name], line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for place in range(column, column + span):
            grid.setColumnStretch(place, 1)
        column += span
