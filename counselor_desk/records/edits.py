"""Edits: a record being written, together with what was typed and does not parse yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counselor_desk.records.assessments import Assessment
from counselor_desk.records.cravings import Urge
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.tasks import Lane, TaskOwner

Typed = str | int | bool | None
"""What stands in a field, days and times as they were typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEdit:
    """A note as it stands on the screen. `typed` holds raw text by field name.

    `urge` is told in the note and becomes a fact of its own when it is signed.
    """

    note: Note
    typed: dict[str, str] = field(default_factory=dict, repr=False)
    urge: Urge = field(default_factory=Urge, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEdit:
    """A plan as it stands on the screen. `typed` holds raw text by `node_uid/field`."""

    plan: Plan
    typed: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DischargeEdit:
    """A discharge summary as it stands on the screen. `typed` holds raw text by field name."""

    discharge: Discharge
    typed: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentEdit:
    """An assessment as it stands on the screen. `typed` holds raw text by field name."""

    assessment: Assessment
    typed: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayReviewEdit:
    """A continued-stay review as it stands in its form, both days as they were typed."""

    ticks: tuple[str, ...] = ()
    decision: StayDecision | None = None
    reviewed_on: str = field(default="", repr=False)
    next_on: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEdit:
    """A fact about use as it stands in its panel.

    `kind` names the panel. `record_uid` is the fact that is changed, empty for a new one. `typed`
    holds what stands in each field, days as they were typed.
    """

    kind: str
    record_uid: str = ""
    typed: dict[str, Typed] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientEdit:
    """What was changed in the form of a client and is not kept yet.

    `typed` holds what stands in each changed field by its name, days as they were typed; a field
    that is not in it stands as in the record. `contacts` are all lines as kind, value and remark;
    None while they are as in the record.
    """

    typed: dict[str, Typed] = field(default_factory=dict, repr=False)
    contacts: tuple[tuple[str, str, str], ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEdit:
    """A new task as it stands in its line, the day as it was typed."""

    lane: Lane
    text: str = field(default="", repr=False)
    due_on: str = field(default="", repr=False)
    owner: TaskOwner = TaskOwner.CLIENT


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogEdit:
    """What was changed in one dialog and is not kept yet, by the name of the field.

    A field that is not in it stands as in the record.
    """

    typed: dict[str, Typed] = field(default_factory=dict, repr=False)
    kept_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogEdits:
    """What stands in the dialogs about a client that were interrupted, by the dialog's name."""

    dialogs: dict[str, DialogEdit] = field(default_factory=dict, repr=False)
