"""Asks for a number of the program's own: its value, the reason, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, ImpossibleNumberError, MissingProfileReasonError
from counselor_desk.records import dates
from counselor_desk.records.profiles import BOUNDS, FROM_THE_START, ClinicNumber
from counselor_desk.services import profiles
from counselor_desk.ui import messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_LABELS: dict[str, object] = {
    "plan_due_days": QT_TRANSLATE_NOOP("rules", "First plan signed within"),
    "plan_review_days": QT_TRANSLATE_NOOP("rules", "Plan reviewed every"),
    "objective_note_days": QT_TRANSLATE_NOOP("rules", "An open objective shows in a note every"),
    "problem_from_rating": QT_TRANSLATE_NOOP("rules", "A domain asks for a problem from rating"),
    "return_to_use_review_days": QT_TRANSLATE_NOOP("rules", "Plan reviewed after a return to use"),
    "note_due_hours": QT_TRANSLATE_NOOP("rules", "Note signed within"),
    "copied_text_percent": QT_TRANSLATE_NOOP("rules", "Copied text is told from"),
    "week_hours_least": QT_TRANSLATE_NOOP("rules", "Hours a week, at least"),
    "week_hours_least_minor": QT_TRANSLATE_NOOP("rules", "Hours a week of a minor, at least"),
    "week_hours_most": QT_TRANSLATE_NOOP("rules", "Hours a week, at most"),
    "day_hours_least": QT_TRANSLATE_NOOP("rules", "Hours on a day of service, at least"),
    "day_hours_least_minor": QT_TRANSLATE_NOOP("rules", "Hours on a minor’s day, at least"),
    "service_days_least": QT_TRANSLATE_NOOP("rules", "Days of service a week, at least"),
    "gap_days_most": QT_TRANSLATE_NOOP("rules", "Days without service in a row, at most"),
    "silence_days": QT_TRANSLATE_NOOP("rules", "No contact needs a reason after"),
    "group_cap": QT_TRANSLATE_NOOP("rules", "Members of a group, at most"),
    "class_cap": QT_TRANSLATE_NOOP("rules", "Members of a class, at most"),
    "similar_text_percent": QT_TRANSLATE_NOOP("rules", "Responses are too alike from"),
    "individual_days": QT_TRANSLATE_NOOP("rules", "Individual session at least every"),
    "individual_first_weeks": QT_TRANSLATE_NOOP(
        "rules", "Individual sessions more often for the first"
    ),
    "individual_first_days": QT_TRANSLATE_NOOP("rules", "In those weeks at least every"),
    "family_days": QT_TRANSLATE_NOOP("rules", "Family session at least every"),
}
_NO_UNIT = frozenset({"problem_from_rating", "group_cap", "class_cap", "service_days_least"})
_UNITS: dict[str, tuple[object, object]] = {
    "days": (QT_TRANSLATE_NOOP("rules", "1 day"), QT_TRANSLATE_NOOP("rules", "{n} days")),
    "weeks": (QT_TRANSLATE_NOOP("rules", "1 week"), QT_TRANSLATE_NOOP("rules", "{n} weeks")),
    "hours": (QT_TRANSLATE_NOOP("rules", "1 hour"), QT_TRANSLATE_NOOP("rules", "{n} hours")),
    "percent": (QT_TRANSLATE_NOOP("rules", "{n} %"), QT_TRANSLATE_NOOP("rules", "{n} %")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """What is typed: the number as text, and why it differs."""

    value: str
    reason: str


def ask(parent: QWidget, desk: Desk, name: str, *, initiator: object = None) -> bool:
    """Open the dialog for one number; whether something was changed."""
    return messages.run(NumberDialog(parent, desk, name, initiator=initiator))


class NumberDialog(FormDialog[_Typed]):
    """One number, its reason, the way back to the profile's, and its history."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, name: str, *, initiator: object = None
    ) -> None:
        self._desk, self._name, self._initiator = desk, name, initiator
        now = profiles.in_force(desk)
        past = tuple(one for one in profiles.history(desk) if one.name == name)
        own = next((one for one in past if one.ended_on is None), None)
        shipped = measured(name, getattr(profiles.shipped(now.id), name))
        fields = {
            "value": LabeledField(label(name), LineEdit(max_length=12), help_text=_bounds(name)),
            "reason": LabeledField(
                say("Reason"), LineEdit(), help_text=say("Such as the contract it comes from")
            ),
        }
        self.back_to_profile_button = Button(
            say("Back to the profile’s {value}").format(value=shipped), kind="quiet"
        )
        self.history_label = Label(_told(name, past), "caption", wraps=True)
        origin = now.origins[name]
        super().__init__(
            parent,
            label(name),
            _Typed(
                value=str(getattr(now, name)),
                reason=own.reason if own is not None else "",
            ),
            fields=fields,
            layout=Column(*fields.values(), self.history_label, spacing=10),
            act=lambda typed, _is_sure: self._keep(typed),
            problems=self._problems,
            says={"These numbers": "value"},
            sentence=f"{origin.rule} · {origin.source}",
            other=self.back_to_profile_button,
            about=Subject.of(desk, None, f"number.{name}"),
        )
        self.history_label.setVisible(bool(past))
        self.back_to_profile_button.setVisible(own is not None)
        self.back_to_profile_button.clicked.connect(self._go_back)

    def _problems(self, typed: _Typed) -> Mapping[str, DeskError]:
        found: dict[str, DeskError] = {}
        try:
            profiles.read_number(self._name, typed.value)
        except ImpossibleNumberError as problem:
            found["value"] = problem
        if not typed.reason.strip():
            found["reason"] = MissingProfileReasonError()
        return found

    def _keep(self, typed: _Typed) -> None:
        value = profiles.read_number(self._name, typed.value)
        profiles.set_number(self._desk, self._name, value, typed.reason, initiator=self._initiator)

    def _go_back(self) -> None:
        try:
            profiles.end_number(self._desk, self._name, initiator=self._initiator)
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()


def label(name: str) -> str:
    """What a number says, before the number."""
    return _translated(_LABELS[name])


def measured(name: str, value: int) -> str:
    """A number with its unit, such as `9 hours`."""
    if name in _NO_UNIT:
        return str(value)
    unit = next(unit for unit in _UNITS if f"_{unit}" in name)
    one, many = _UNITS[unit]
    return _translated(one if value == 1 else many).format(n=value)


def say(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("rules", text)


def history(lines: Iterable[str]) -> str:
    """What was before, the newest first, of lines in the order of time; empty without any."""
    told = [*lines]
    return "\n".join([say("History"), *reversed(told)]) if told else ""


def past_line(value: str, began_on: date, ended_on: date | None, reason: str) -> str:
    """What held from when until when, and why."""
    if ended_on is None:
        text = say("{value} since {day}: {reason}")
    elif began_on == FROM_THE_START:
        text = say("{value} until {end}: {reason}")
    else:
        text = say("{value} from {day} to {end}: {reason}")
    return text.format(
        value=value,
        day=dates.write_in_words(began_on),
        end="" if ended_on is None else dates.write_in_words(ended_on),
        reason=reason,
    )


def _bounds(name: str) -> str:
    least, most = BOUNDS[name]
    return say("A whole number from {least} to {most}").format(least=least, most=most)


def _told(name: str, past: tuple[ClinicNumber, ...]) -> str:
    """What it was before, the newest first."""
    return history(
        past_line(measured(name, one.value), one.set_on, one.ended_on, one.reason) for one in past
    )


def _translated(text: object) -> str:
    # Qt's marker is typed as `object`; what it gives is the text.
    return say(cast("str", text))
