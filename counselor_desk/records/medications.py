"""Medications, allergies, and the days they were gone through with the client.

The program lists; it does not prescribe. Nothing of a list is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import AllergyId, ClientId, MedicationId, ReconciliationId, Uid


class Adherence(StrEnum):
    """How it is taken, as the client says."""

    UNKNOWN = "unknown"
    EVERY_DAY = "every_day"
    MOST_DAYS = "most_days"
    SOME_DAYS = "some_days"
    NOT_TAKEN = "not_taken"
    AS_NEEDED = "as_needed"


class AddictionMedication(StrEnum):
    """Medication for addiction, and which; NONE for any other medication."""

    NONE = "none"
    BUPRENORPHINE = "buprenorphine"
    METHADONE = "methadone"
    NALTREXONE = "naltrexone"
    ACAMPROSATE = "acamprosate"
    DISULFIRAM = "disulfiram"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication:
    """One medication with one dose; a new dose is a new row, the old one is stopped.

    Attributes:
        schedule: when it is taken, in words, such as "once a day".
        source: who says so: the client, a label, the prescriber.
        expected_until: the day a prescription runs out, if that is known.
        stopped_on, stop_reason: given together, when it ended.
    """

    id: MedicationId
    uid: Uid
    client_id: ClientId
    name: str = field(repr=False)
    dose: str = field(default="", repr=False)
    schedule: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    for_addiction: AddictionMedication = AddictionMedication.NONE
    prescriber: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    started_on: date | None = None
    expected_until: date | None = None
    adherence: Adherence = Adherence.UNKNOWN
    stopped_on: date | None = None
    stop_reason: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)

    @property
    def is_current(self) -> bool:
        """Whether it was not stopped."""
        return self.stopped_on is None

    @property
    def is_for_addiction(self) -> bool:
        """Whether it is medication for addiction."""
        return self.for_addiction is not AddictionMedication.NONE

    @property
    def title(self) -> str:
        """Name and dose: "Naltrexone 50 mg"."""
        return f"{self.name} {self.dose}".strip()

    def has_run_out(self, day: date) -> bool:
        """Whether it is taken, and its prescription ended before `day`."""
        return self.is_current and self.expected_until is not None and self.expected_until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergy:
    """What a client does not tolerate. One entered in error is ended, with the reason."""

    id: AllergyId
    uid: Uid
    client_id: ClientId
    substance: str = field(repr=False)
    reaction: str = field(default="", repr=False)
    noted_on: date
    ended_on: date | None = None
    end_reason: str = field(default="", repr=False)

    @property
    def is_current(self) -> bool:
        """Whether it holds."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """The list was gone through on a day: with whom, and what came of it."""

    id: ReconciliationId
    uid: Uid
    client_id: ClientId
    checked_on: date
    checked_with: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationList:
    """Everything about the medications of one client. `uid` is the client's.

    Attributes:
        medications: those taken now, then the stopped ones, the newest stop first.
        allergies: those that hold, then those that ended.
        checks: the days the list was gone through, the newest first.
        denied_on: the day the client said no medication is taken, None when one was added since.
        allergies_denied_on: the same of allergies.
    """

    uid: Uid
    client_id: ClientId
    medications: tuple[Medication, ...] = field(default=(), repr=False)
    allergies: tuple[Allergy, ...] = field(default=(), repr=False)
    checks: tuple[Reconciliation, ...] = field(default=(), repr=False)
    denied_on: date | None = None
    allergies_denied_on: date | None = None

    @property
    def current(self) -> tuple[Medication, ...]:
        """What is taken now."""
        return tuple(one for one in self.medications if one.is_current)

    @property
    def stopped(self) -> tuple[Medication, ...]:
        """What was stopped, the newest first."""
        return tuple(one for one in self.medications if not one.is_current)

    @property
    def current_allergies(self) -> tuple[Allergy, ...]:
        """The allergies that hold."""
        return tuple(one for one in self.allergies if one.is_current)

    @property
    def for_addiction(self) -> tuple[Medication, ...]:
        """The medications for addiction that are taken now."""
        return tuple(one for one in self.current if one.is_for_addiction)

    @property
    def last_check(self) -> Reconciliation | None:
        """The last time the list was gone through, None when it never was."""
        return next(iter(self.checks), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written in it."""
        written = (*self.medications, *self.allergies, *self.checks)
        return not written and self.allergies_denied_on is None
