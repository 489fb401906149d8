"""Facts entered in error, such as in the wrong chart: crossed out with a reason, never deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.circumstances import Living, PriorCare
from counselor_desk.records.cravings import Craving
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.records.episodes import Extension, LevelChange
from counselor_desk.records.ids import ClientId, MistakeId, Uid
from counselor_desk.records.medications import Allergy, Medication, Reconciliation
from counselor_desk.records.people import Person
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.records.substances import ReturnToUse, Substance

Fact = (
    Medication
    | Allergy
    | Reconciliation
    | Diagnosis
    | Substance
    | ReturnToUse
    | DrugTest
    | Craving
    | PriorCare
    | Living
    | Person
    | Extension
    | LevelChange
    | StayReview
)
"""What can be entered in error: the facts of a chart that nobody signs.

An urge that was told in a note is part of that note, and an addendum corrects it.
"""


class MistakeKind(StrEnum):
    """Which sort of fact it is."""

    MEDICATION = "medication"
    ALLERGY = "allergy"
    DIAGNOSIS = "diagnosis"
    SUBSTANCE = "substance"
    RETURN_TO_USE = "return_to_use"
    DRUG_TEST = "drug_test"
    PRIOR_CARE = "prior_care"
    LIVING = "living"
    URGE = "urge"
    MEDICATION_CHECK = "medication_check"
    CONTACT = "contact"
    EXTENSION = "extension"
    STAY_REVIEW = "stay_review"
    LEVEL_CHANGE = "level_change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """That a fact was entered in error, and why. It leaves every list, flag, paper and count."""

    id: MistakeId
    client_id: ClientId
    kind: MistakeKind
    record_uid: Uid
    reason: str = field(repr=False)
    marked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A fact with the mark that crosses it out."""

    mistake: Mistake
    fact: Fact = field(repr=False)

    @property
    def uid(self) -> Uid:
        """What stays the same of it."""
        return self.fact.uid


def kind_of(fact: Fact) -> MistakeKind:
    """Which sort of fact it is."""
    return _KINDS[type(fact)]


_KINDS: dict[type[Fact], MistakeKind] = {
    Medication: MistakeKind.MEDICATION,
    Allergy: MistakeKind.ALLERGY,
    Diagnosis: MistakeKind.DIAGNOSIS,
    Substance: MistakeKind.SUBSTANCE,
    ReturnToUse: MistakeKind.RETURN_TO_USE,
    DrugTest: MistakeKind.DRUG_TEST,
    PriorCare: MistakeKind.PRIOR_CARE,
    Living: MistakeKind.LIVING,
    Craving: MistakeKind.URGE,
    Reconciliation: MistakeKind.MEDICATION_CHECK,
    Person: MistakeKind.CONTACT,
    Extension: MistakeKind.EXTENSION,
    StayReview: MistakeKind.STAY_REVIEW,
    LevelChange: MistakeKind.LEVEL_CHANGE,
}
