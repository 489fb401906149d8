"""The fields of each kind of fact about use, named as those of its record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from counselor_desk.records.drug_tests import TestKind, TestResult
from counselor_desk.records.substances import Route
from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.scale import Scale
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.use import words
from counselor_desk.ui.use.words import say

Field = LineEdit | ComboBox | CheckBox | DateField | TextEditor | Scale | SegmentedControl
Today = Callable[[], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactForm:
    """The lines of a form.

    Attributes:
        lines: labeled fields and check boxes, by the field of the record.
        usual: what stands in the fields of a new fact.
        days: the fields of a new fact in which today stands.
        pairs: fields that stand side by side.
    """

    lines: Mapping[str, LabeledField | CheckBox]
    usual: Mapping[str, Any] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


def substance(today: Today) -> FactForm:
    """One substance of the history."""
    return FactForm(
        lines={
            "substance": LabeledField(say("Class"), ComboBox(words.classes())),
            "name": LabeledField(say("Name"), LineEdit(), help_text=say("As the client calls it")),
            "route": LabeledField(say("How taken"), ComboBox(words.routes())),
            "frequency": LabeledField(
                say("How often"), LineEdit(hint=say("daily, a fifth of vodka"))
            ),
            "first_use": LabeledField(say("First use"), LineEdit(hint=say("age 15"))),
            "last_used_on": ParsedField(say("Last use"), DateField(today)),
            "is_primary": CheckBox(say("Treatment is mainly about it")),
            "remark": _text(say("Remark"), 2),
        },
        usual={"route": Route.UNKNOWN},
        pairs=(("first_use", "last_used_on"),),
    )


def use_again(today: Today) -> FactForm:
    """A return to use; once kept it can only be read."""
    return FactForm(
        lines={
            "used_on": ParsedField(say("Day of use"), DateField(today)),
            "learned_on": ParsedField(say("Learned on"), DateField(today)),
            "substance": LabeledField(say("Substance"), ComboBox(words.classes())),
            "amount": LabeledField(say("Amount"), LineEdit(hint=say("four beers"))),
            "circumstances": LabeledField(
                say("Circumstances"),
                TextEditor(name=say("Circumstances"), is_boxed=True, min_lines=4),
                help_text=say("Where, with whom, what came before, what helped to stop"),
            ),
            "is_overdose": CheckBox(say("It was an overdose")),
        },
        days=("used_on", "learned_on"),
        pairs=(("used_on", "learned_on"),),
    )


def test(today: Today) -> FactForm:
    """One drug test."""
    return FactForm(
        lines={
            "tested_on": ParsedField(say("Day of the test"), DateField(today)),
            "kind": LabeledField(say("Kind"), ComboBox(words.kinds())),
            "result": LabeledField(say("Result"), ComboBox(words.results())),
            "substances": LabeledField(say("Substances"), LineEdit()),
            "is_expected": CheckBox(say("Explained by a prescription")),
            "remark": _text(say("Remark"), 2),
        },
        usual={"kind": TestKind.URINE, "result": TestResult.PENDING},
        days=("tested_on",),
        pairs=(("kind", "result"),),
    )


def urge(today: Today) -> FactForm:
    """The strongest urge since the last session."""
    scale = Scale(name=say("Strongest urge"))
    return FactForm(
        lines={
            "score": LabeledField(
                say("Strongest urge since the last session"),
                scale,
                help_text=say("0 none, 10 the strongest there could be"),
            ),
            "rated_on": ParsedField(say("Day"), DateField(today)),
            "trigger": LabeledField(say("What set it off"), LineEdit()),
            "skill": LabeledField(say("Skill used"), LineEdit()),
        },
        days=("rated_on",),
    )


def overdoses(today: Today) -> FactForm:
    """Earlier overdoses, and whether naloxone is at hand."""
    return FactForm(
        lines={
            "overdoses": _text(say("Earlier overdoses"), 3),
            "last_overdose_on": ParsedField(say("Last overdose"), DateField(today)),
            "carries_naloxone": LabeledField(
                say("Carries naloxone"),
                SegmentedControl(words.answers(), name=say("Carries naloxone")),
            ),
        }
    )


def _text(label: str, lines: int) -> LabeledField:
    return LabeledField(label, TextEditor(name=label, is_boxed=True, min_lines=lines))
