"""The dialogs of the list: a medication, its stop, a new dose, an allergy, a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.medications import Allergy, Medication, MedicationList, Reconciliation
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.medications import NewMedication
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, spread
from counselor_desk.ui.medications import words
from counselor_desk.ui.medications.words import translated as say
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.typed_dialog import Subject

Record = TypeVar("Record")
Fields = Mapping[str, LabeledField]
_WIDE, _USUAL, _NARROW = 640, 560, 480


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What every dialog needs: the widget it stands on, the day, and what keeps the record.

    `problems` says what is wrong with what was typed, by the name of the field; `about` is where
    that outlives a lock.
    """

    parent: QWidget
    today: Callable[[], date]
    problems: Callable[..., Mapping[str, DeskError]] = lambda _typed: {}
    is_editable: bool = True
    about: Subject | None = None


def about_medication(
    asking: Asking,
    record: Medication | NewMedication,
    act: Callable[[Medication | NewMedication], object],
    *,
    on_new_dose: Callable[[], None] | None = None,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[Medication | NewMedication]:
    """Every fact of a medication, to add one or to correct one."""
    fields = {
        "name": line(say("Name")),
        "dose": line(say("Dose")),
        "schedule": line(say("When it is taken"), say("once a day")),
        "purpose": line(say("Purpose")),
        "for_addiction": choice(say("Medication for addiction"), words.addiction_options()),
        "prescriber": line(say("Prescriber")),
        "source": line(say("Who says so"), say("the client, a label")),
        "started_on": day(say("Since"), asking.today),
        "expected_until": day(say("Prescription until"), asking.today),
        "adherence": choice(say("Taken"), words.adherence_options()),
        "remark": line(say("Remark")),
    }
    rows: list[tuple[str, ...]] = [
        ("name", "name", "dose"),
        ("schedule", "purpose", "purpose"),
        ("for_addiction", "prescriber", "source"),
        ("started_on", "expected_until", "adherence"),
        ("remark",),
    ]
    if isinstance(record, Medication) and not record.is_current:
        fields["stopped_on"] = day(say("Stopped on"), asking.today)
        fields["stop_reason"] = line(say("Reason of the stop"))
        rows.append(("stopped_on", "stop_reason", "stop_reason"))
    is_new = isinstance(record, NewMedication)
    can_go_on = on_new_dose is not None and asking.is_editable
    other = Button(say("New dose…"), kind="quiet") if can_go_on else None
    dialog = _dialog(
        asking,
        say("Add medication") if isinstance(record, NewMedication) else record.title,
        record,
        act,
        fields=fields,
        rows=rows,
        needs=("stopped_on",),
        verb=say("Add") if is_new else say("Save"),
        sentence=say("To correct what is listed. Another dose is a new line.") if other else "",
        other=other,
        on_mistake=on_mistake,
        width=_WIDE,
    )
    if other is not None and on_new_dose is not None:
        other.clicked.connect(dialog.reject)
        other.clicked.connect(on_new_dose)
    return dialog


def stopping(
    asking: Asking, medication: Medication, act: Callable[[Medication], object]
) -> FormDialog[Medication]:
    """When and why a medication was stopped."""
    hint = say("side effects, finished, the prescriber changed it")
    return _dialog(
        asking,
        say("Stop {name}?").format(name=medication.title),
        replace(medication, stopped_on=asking.today()),
        act,
        fields={
            "stopped_on": day(say("Stopped on"), asking.today),
            "stop_reason": line(say("Reason"), hint),
        },
        rows=[("stopped_on", "stop_reason", "stop_reason")],
        verb=say("Stop"),
        sentence=say("It stays on the list under Stopped. Nothing is deleted."),
    )


def new_dose(
    asking: Asking, medication: Medication, act: Callable[[Medication], object]
) -> FormDialog[Medication]:
    """Another dose, and from which day on: in `dose` and `started_on` of the record."""
    sentence = say("{name} is stopped on that day, and the new dose gets a line of its own.")
    return _dialog(
        asking,
        say("New dose of {name}").format(name=medication.name),
        replace(medication, dose="", started_on=asking.today()),
        act,
        fields={"dose": line(say("New dose")), "started_on": day(say("From"), asking.today)},
        rows=[("dose", "started_on")],
        says={"The new dose": "dose", "The dose": "dose", "The stop": "started_on"},
        sentence=sentence.format(name=medication.title),
        width=_NARROW,
    )


def checking(
    asking: Asking,
    listed: MedicationList,
    client: str,
    act: Callable[[Reconciliation], object],
    blank: Reconciliation,
    *,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[Reconciliation]:
    """The list was gone through: when, with whom, what came of it.

    `on_mistake` is what to do when the check before was entered in error.
    """
    if listed.current:
        sentence = say("Each line of the list was read with the client and is right now.")
    else:
        sentence = say("Nothing is on the list: this notes that the client takes no medication.")
    other = Button(say("Last check was an error…"), kind="quiet") if on_mistake else None
    dialog = _dialog(
        asking,
        say("Gone through the medications?"),
        blank,
        act,
        fields={
            "checked_on": day(say("On"), asking.today),
            "checked_with": line(say("With"), client),
            "remark": line(say("Remark")),
        },
        rows=[("checked_on", "checked_with"), ("remark",)],
        says={"The name": "checked_with", "The remark": "remark"},
        sentence=sentence,
        other=other,
        width=_NARROW,
    )
    if other is not None and on_mistake is not None:
        other.clicked.connect(dialog.reject)
        other.clicked.connect(on_mistake)
    return dialog


def about_allergy(
    asking: Asking,
    record: Allergy | NewAllergy,
    act: Callable[[Allergy | NewAllergy], object],
    *,
    on_mistake: Callable[[], None] | None = None,
) -> FormDialog[Allergy | NewAllergy]:
    """Every fact of an allergy, to add one or to correct one."""
    fields = {
        "substance": line(say("Substance")),
        "reaction": line(say("Reaction"), say("rash, swelling")),
        "noted_on": day(say("Noted"), asking.today),
    }
    rows: list[tuple[str, ...]] = [("substance", "substance", "noted_on"), ("reaction",)]
    if isinstance(record, Allergy) and not record.is_current:
        fields["ended_on"] = day(say("Ended on"), asking.today)
        fields["end_reason"] = line(say("Reason of the end"))
        rows.append(("ended_on", "end_reason", "end_reason"))
    return _dialog(
        asking,
        say("Add allergy") if isinstance(record, NewAllergy) else record.substance,
        record,
        act,
        fields=fields,
        rows=rows,
        verb=say("Add") if isinstance(record, NewAllergy) else say("Save"),
        on_mistake=on_mistake,
    )


def ending(
    asking: Asking, allergy: Allergy, act: Callable[[Allergy], object]
) -> FormDialog[Allergy]:
    """When and why an allergy left the list."""
    return _dialog(
        asking,
        say("End the allergy to {name}?").format(name=allergy.substance),
        replace(allergy, ended_on=asking.today()),
        act,
        fields={
            "ended_on": day(say("Ended on"), asking.today),
            "end_reason": line(say("Reason"), say("tested, tolerated since")),
        },
        rows=[("ended_on", "end_reason", "end_reason")],
        verb=say("End"),
        sentence=say("It stays on the list with the reason. Nothing is deleted."),
    )


def denying(
    asking: Asking, listed: MedicationList, act: Callable[[MedicationList], object]
) -> FormDialog[MedicationList]:
    """The client says there are no allergies: when, in `allergies_denied_on` of the record."""
    return _dialog(
        asking,
        say("No known allergies?"),
        replace(listed, allergies_denied_on=asking.today()),
        act,
        fields={"allergies_denied_on": day(say("Said on"), asking.today)},
        rows=[("allergies_denied_on",)],
        sentence=say("The client was asked and knows of none."),
        width=_NARROW,
    )


def _dialog(
    asking: Asking,
    title: str,
    record: Record,
    act: Callable[[Record], object],
    *,
    fields: Fields,
    rows: list[tuple[str, ...]],
    needs: tuple[str, ...] | None = None,
    says: Mapping[str, str] | None = None,
    verb: str = "",
    sentence: str = "",
    other: Button | None = None,
    on_mistake: Callable[[], None] | None = None,
    width: float = _USUAL,
) -> FormDialog[Record]:
    """A dialog of the list; every day in it is needed unless `needs` names those that are."""
    days = tuple(name for name, one in fields.items() if isinstance(one.field, DateField))
    return FormDialog(
        asking.parent,
        title,
        record,
        fields=fields,
        layout=spread(fields, *rows),
        act=lambda typed, _is_sure: act(typed),
        problems=asking.problems,
        needs=days if needs is None else needs,
        says={"This day": days[0], **(says or {})},
        verb=verb or say("Keep"),
        sentence=sentence,
        other=other,
        on_mistake=on_mistake,
        is_editable=asking.is_editable,
        about=asking.about,
        width=width,
    )
