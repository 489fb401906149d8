"""The facts of a chart come back as they were kept, and what must stay stays."""

import itertools
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.errors import ClosedRecordError
from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
)
from counselor_desk.records.circumstances import Circumstances, Living, PriorCare
from counselor_desk.records.cravings import Craving
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.records.episodes import Extension
from counselor_desk.records.imports import ClientImport
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.medications import Allergy, Medication, Reconciliation
from counselor_desk.records.people import Person
from counselor_desk.records.signing import RecordState
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.storage import (
    assessments,
    circumstances,
    cravings,
    diagnoses,
    drug_tests,
    episodes,
    imports,
    intakes,
    medications,
    people,
    stay_reviews,
    substances,
)
from tests.unit.storage import samples

TABLES = {
    Person: people.PEOPLE,
    Circumstances: circumstances.CIRCUMSTANCES,
    Living: circumstances.LIVING,
    PriorCare: circumstances.PRIOR_CARE,
    IntakeItem: intakes.ITEMS,
    Extension: episodes.EXTENSIONS,
    Assessment: assessments.ASSESSMENTS,
    StayReview: stay_reviews.REVIEWS,
    Diagnosis: diagnoses.DIAGNOSES,
    Substance: substances.SUBSTANCES,
    ReturnToUse: substances.RETURNS,
    DrugTest: drug_tests.TESTS,
    Medication: medications.MEDICATIONS,
    Allergy: medications.ALLERGIES,
    Reconciliation: medications.RECONCILIATIONS,
    Craving: cravings.CRAVINGS,
    ClientImport: imports.IMPORTS,
}
KEPT = (Diagnosis, Substance, DrugTest, Medication, Allergy, Craving, ClientImport)
FOR_GOOD = (Extension, StayReview, ReturnToUse, Reconciliation)

_MOMENT = samples.AT
_numbers = itertools.count(1)


def some(hint):
    """A value of a type hint that is not the field's default."""
    options = [one for one in get_args(hint) if one is not NoneType]
    kind = options[0] if options else hint
    kind = getattr(kind, "__supertype__", kind)
    if issubclass(kind, Enum):
        return list(kind)[-1]
    return {
        bool: True,
        int: 1,
        str: f"words {next(_numbers)}",
        date: samples.DAY,
        datetime: _MOMENT,
    }[kind]


def filled(kind, client, episode):
    """A record of a type, every field filled."""
    hints = get_type_hints(kind)
    values = {
        field.name: some(hints[field.name])
        for field in fields(kind)
        if get_origin(hints[field.name]) is not tuple
    }
    values |= {"id": 0, "client_id": client.id, "episode_id": episode.id, "note_id": None}
    return kind(**{name: value for name, value in values.items() if name in hints})


def insert(db, kind, client, episode):
    return TABLES[kind].insert(db, filled(kind, client, episode))


@pytest.mark.parametrize("kind", TABLES)
def test_a_record_comes_back_as_it_was_kept(kind, client, episode, writing):
    with writing() as db:
        kept = insert(db, kind, client, episode)
        found = TABLES[kind].first(db, "WHERE id = ?", kept.id)

    assert found == kept


@pytest.mark.parametrize("kind", [*KEPT, *FOR_GOOD])
def test_what_a_chart_keeps_cannot_be_deleted(kind, client, episode, writing):
    with pytest.raises(ClosedRecordError), writing() as db:
        insert(db, kind, client, episode)
        db.execute(f"DELETE FROM {TABLES[kind].name}")


@pytest.mark.parametrize("kind", FOR_GOOD)
def test_what_is_kept_for_good_cannot_be_changed(kind, client, episode, writing):
    with pytest.raises(ClosedRecordError), writing() as db:
        kept = insert(db, kind, client, episode)
        TABLES[kind].update(db, kept)


def test_a_second_active_principal_diagnosis_is_refused(client, episode, writing):
    principal = replace(filled(Diagnosis, client, episode), status="active")

    with pytest.raises(dbapi2.IntegrityError), writing() as db:
        for uid in ("one", "two"):
            row = db.execute(
                "INSERT INTO diagnosis (uid, client_id, code, words, release, is_principal, onset,"
                " status, made_by, noted_on, remark) VALUES (?, ?, 'F10.20', '', 2026, 1, '',"
                " 'active', '', '2026-03-12', '')",
                uid,
                principal.client_id,
            )
            assert row.rowcount == 1


def draft(client, episode, **changes):
    facts = {"client_id": client.id, "episode_id": episode.id, "assessed_on": samples.DAY} | changes
    return Assessment(
        id=0,
        uid=samples.uid(),
        entered_at=samples.AT,
        domains=(Domain(code=DomainCode.D1, rating=2, narrative="Last drink February 14."),),
        criteria=(Criterion(code=CriterionCode.HOME, answer=CriterionAnswer.MET),),
        **facts,
    )


def test_an_assessment_comes_back_with_its_domains_and_criteria(client, episode, writing, reading):
    with writing() as db:
        kept = assessments.insert(db, draft(client, episode))

    assert assessments.get(reading, kept.id) == kept


def test_a_signed_assessment_cannot_be_changed_in_any_part(client, episode, writing):
    with writing() as db:
        kept = assessments.insert(db, draft(client, episode))
        signed = replace(kept, state=RecordState.SIGNED)
        assessments.fill(db, signed)

    with pytest.raises(ClosedRecordError), writing() as db:
        assessments.fill(db, replace(signed, domains=()))


def test_the_assessment_in_force_is_the_newest_signed_one(client, episode, writing, reading):
    days = [date(2026, 2, 9), date(2026, 3, 9)]
    with writing() as db:
        for day in days:
            kept = assessments.insert(db, draft(client, episode, assessed_on=day))
            assessments.fill(db, replace(kept, state=RecordState.SIGNED))
        assessments.insert(db, draft(client, episode, assessed_on=date(2026, 3, 12)))

    assert assessments.newest_signed(reading, episode.id).assessed_on == days[-1]


def test_an_imported_client_is_known_by_its_import(client, writing, reading):
    made = ClientImport(id=0, uid=samples.uid(), made_at=samples.AT, clients=1)
    with writing() as db:
        kept = imports.insert(db, made, [client.id])

    assert imports.newest(reading) == kept
    assert imports.clients_of(reading, kept.id) == [client.id]
