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
