"""The face sheet on paper: what stands first, what is not known, every format and sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.face_sheets import build_face_sheet
from counselor_desk.records.circumstances import (
    Answer,
    CareLevel,
    Circumstances,
    Employment,
    Living,
    LivingKind,
    PriorCare,
)
from counselor_desk.records.clients import Contact, ContactKind
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import Extension, LevelChange, LevelOfCare
from counselor_desk.records.ids import (
    AllergyId,
    CircumstancesId,
    ClientId,
    ContactId,
    DiagnosisId,
    EpisodeId,
    ExtensionId,
    IntakeItemId,
    LevelChangeId,
    LivingId,
    MedicationId,
    PersonId,
    PriorCareId,
    Uid,
)
from counselor_desk.records.intakes import IntakeItem, IntakePaper
from counselor_desk.records.medications import Allergy, Medication
from counselor_desk.records.papers import FaceSheetPaper
from counselor_desk.records.people import Person, Relation
from counselor_desk.records.program import Paper
from counselor_desk.records.store_settings import PaperNames

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
CLIENT, EPISODE = ClientId(1), EpisodeId(1)


def person(number: int, relation: Relation, name: str, **more) -> Person:
    return Person(
        id=PersonId(number),
        uid=Uid(f"p{number}"),
        client_id=CLIENT,
        relation=relation,
        name=name,
        **more,
    )


@pytest.fixture
def bare(frame) -> FaceSheetPaper:
    """A client of whom nothing is known yet."""
    now = Circumstances(id=CircumstancesId(0), client_id=CLIENT)
    return FaceSheetPaper(frame=frame, circumstances=now)


@pytest.fixture
def sheet(frame, bare) -> FaceSheetPaper:
    told = replace(
        frame.episode,
        referred_by="Tulsa County Detox Unit",
        reason="Wants his license back",
        inquiry_on=date(2026, 2, 1),
    )
    return replace(
        bare,
        frame=replace(frame, episode=told),
        contacts=(
            Contact(
                id=ContactId(1),
                client_id=CLIENT,
                kind=ContactKind.PHONE,
                value="(918) 555-0142",
                remark="no voice mail",
            ),
        ),
        people=(
            person(
                1,
                Relation.FAMILY,
                "Daniel Reyes",
                relation_remark="older brother",
                phone="(918) 555-0177",
                is_emergency=True,
            ),
            person(2, Relation.PHYSICIAN, "", organization="Tulsa Family Medicine"),
            person(3, Relation.SPONSOR, "Bill"),
        ),
        circumstances=Circumstances(
            id=CircumstancesId(1),
            client_id=CLIENT,
            languages="English, Spanish",
            needs_interpreter=True,
            dependants="Daughter, 9",
            employment=Employment.UNEMPLOYED_LOOKING,
            employment_remark="warehouse lead until fall",
            barriers="No car",
            funding="State grant",
            strengths="Nine years of steady work",
            allergies_denied_on=date(2026, 2, 5),
        ),
        living=(
            Living(
                id=LivingId(1),
                uid=Uid("l1"),
                client_id=CLIENT,
                kind=LivingKind.WITH_FAMILY,
                since=date(2026, 1, 20),
                with_whom="his brother",
                somebody_uses=Answer.YES,
            ),
        ),
        prior_care=(
            PriorCare(
                id=PriorCareId(1),
                uid=Uid("c1"),
                client_id=CLIENT,
                level=CareLevel.DETOX,
                facility="Tulsa County Detox Unit",
                started_on=date(2026, 1, 26),
                ended_on=date(2026, 2, 2),
                outcome="completed",
            ),
        ),
        step_down_days=3,
        papers=tuple(
            IntakeItem(
                id=IntakeItemId(0),
                client_id=CLIENT,
                episode_id=EPISODE,
                paper=paper,
                done_on=date(2026, 2, 5) if paper is IntakePaper.CONSENT_TO_TREATMENT else None,
                is_not_needed=paper is IntakePaper.TELEHEALTH_CONSENT,
                remark="in person" if paper is IntakePaper.TELEHEALTH_CONSENT else "",
            )
            for paper in IntakePaper
        ),
        extensions=(
            Extension(
                id=ExtensionId(1),
                uid=Uid("e1"),
                client_id=CLIENT,
                episode_id=EPISODE,
                decided_on=date(2026, 3, 2),
                from_weeks=8,
                to_weeks=12,
                reason="Two objectives are close",
            ),
        ),
        level_changes=(
            LevelChange(
                id=LevelChangeId(1),
                uid=Uid("v"),
                client_id=CLIENT,
                episode_id=EPISODE,
                changed_on=date(2026, 3, 3),
                from_level=LevelOfCare.PHP,
                to_level=LevelOfCare.IOP,
                reason="free of withdrawal",
            ),
        ),
        diagnoses=(
            Diagnosis(
                id=DiagnosisId(1),
                uid=Uid("d1"),
                client_id=CLIENT,
                code="F10.20",
                words="Alcohol dependence, uncomplicated",
                release=2026,
                is_principal=True,
                onset="2019",
                noted_on=date(2026, 2, 5),
            ),
        ),
        medications=(
            Medication(
                id=MedicationId(1),
                uid=Uid("m1"),
                client_id=CLIENT,
                name="Naltrexone",
                dose="50 mg",
                schedule="once a day",
                prescriber="Dr. Alvarez",
                started_on=date(2026, 2, 24),
            ),
        ),
    )


def read(paper: FaceSheetPaper) -> str:
    return text.render(build_face_sheet(paper), Paper.LETTER).decode()


def test_a_face_sheet_reads_as_it_always_did(sheet):
    assert read(sheet) == (GOLDEN / "face_sheet.txt").read_text(encoding="utf-8")


def test_a_face_sheet_is_never_marked_a_draft(sheet):
    assert build_face_sheet(sheet).furniture.draft_mark == ""


def test_two_identifiers_and_the_notice_stand_on_every_page(sheet):
    furniture = build_face_sheet(sheet).furniture

    assert furniture.running_head.startswith("Marcus Reyes · CD-0147 · Face sheet")
    assert "42 CFR" in furniture.notice


def test_the_file_names_no_person(sheet):
    meta = build_face_sheet(sheet).meta

    assert "Marcus" not in f"{meta.title} {meta.subject}"


def test_initials_hide_the_name_everywhere(sheet):
    hidden = replace(sheet, frame=replace(sheet.frame, names=PaperNames.INITIALS))

    assert "Marcus" in read(sheet)
    assert "Marcus" not in read(hidden)


def test_an_allergy_stands_in_bold_and_no_denial_beside_it(sheet):
    allergy = Allergy(
        id=AllergyId(1),
        uid=Uid("a1"),
        client_id=CLIENT,
        substance="Penicillin",
        reaction="rash",
        noted_on=date(2026, 2, 5),
    )
    assert "No known allergies, said on 02/05/2026." in read(sheet)

    known = replace(sheet, allergies=(allergy,))

    assert "Penicillin (rash)" in read(known)
    assert "No known allergies" not in read(known)


def test_what_is_not_known_is_said(bare):
    told = read(bare)

    assert "Not asked yet." in told
    assert told.count("None entered.") == 3
    assert "Nobody entered." in told


def test_a_discharged_stay_has_its_day_and_no_week(sheet):
    ended = replace(sheet.frame.episode, closed_on=date(2026, 3, 10))
    told = read(replace(sheet, frame=replace(sheet.frame, episode=ended)))

    assert "Discharged: 03/10/2026" in told
    assert "week" in read(sheet)
    assert "weeks planned" in told


@pytest.mark.parametrize("paper_size", list(Paper))
def test_many_people_and_much_care_fill_pages_in_every_format(sheet, paper_size, page_texts):
    long = replace(
        sheet,
        people=sheet.people * 40,
        prior_care=sheet.prior_care * 40,
        circumstances=replace(sheet.circumstances, strengths="Steady work for years. " * 170),
    )
    document = build_face_sheet(long)

    pages = page_texts(pdf.render(document, paper_size))

    assert len(pages) > 4
    assert all("CD-0147" in page for page in pages)
    assert all(f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))
    assert docx.render(document, paper_size).startswith(b"PK")


def test_every_word_of_the_sheet_is_in_the_document(sheet):
    strings = set(b.strings(build_face_sheet(sheet)))

    assert {"(918) 555-0177", "Tulsa Family Medicine", "Daughter, 9"} <= strings
