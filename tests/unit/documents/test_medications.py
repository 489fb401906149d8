"""The medication list on paper: taken, stopped with reason, allergies, the last check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.medications import build_medications
from counselor_desk.records.ids import (
    AllergyId,
    ClientId,
    MedicationId,
    ReconciliationId,
    Uid,
)
from counselor_desk.records.medications import (
    AddictionMedication,
    Adherence,
    Allergy,
    Medication,
    MedicationList,
    Reconciliation,
)
from counselor_desk.records.papers import MedicationsPaper
from counselor_desk.records.program import Paper

WHO = ClientId(1)


def medication(number: int, name: str, **facts) -> Medication:
    return Medication(
        id=MedicationId(number), uid=Uid(f"m{number}"), client_id=WHO, name=name, **facts
    )


def allergy(number: int, substance: str, **facts) -> Allergy:
    return Allergy(
        id=AllergyId(number),
        uid=Uid(f"a{number}"),
        client_id=WHO,
        substance=substance,
        noted_on=date(2026, 2, 5),
        **facts,
    )


@pytest.fixture
def paper(frame) -> MedicationsPaper:
    naltrexone = medication(
        1,
        "Naltrexone",
        dose="50 mg",
        schedule="once a day",
        purpose="for alcohol use disorder",
        for_addiction=AddictionMedication.NALTREXONE,
        prescriber="Dr. Alvarez",
        started_on=date(2026, 2, 24),
        adherence=Adherence.EVERY_DAY,
    )
    hydroxyzine = medication(
        2,
        "Hydroxyzine",
        dose="25 mg",
        started_on=date(2026, 1, 10),
        stopped_on=date(2026, 3, 1),
        stop_reason="drowsy in the morning",
    )
    check = Reconciliation(
        id=ReconciliationId(1),
        uid=Uid("r"),
        client_id=WHO,
        checked_on=date(2026, 3, 10),
        remark="He takes *all* of them.",
    )
    listed = MedicationList(
        uid=Uid("c"),
        client_id=WHO,
        medications=(naltrexone, hydroxyzine),
        allergies=(
            allergy(1, "Penicillin", reaction="rash"),
            allergy(2, "Latex", ended_on=date(2026, 3, 2), end_reason="entered in error"),
        ),
        checks=(check,),
    )
    return MedicationsPaper(frame=frame, listed=listed)


def read(paper: MedicationsPaper) -> str:
    return " ".join(text.render(build_medications(paper), Paper.LETTER).decode().split())


def with_list(paper: MedicationsPaper, **facts) -> MedicationsPaper:
    return replace(paper, listed=replace(paper.listed, **facts))


@pytest.mark.parametrize(
    "words",
    [
        "Naltrexone 50 mg",
        "for alcohol use disorder, medication for addiction",
        "Dr. Alvarez",
        "02/24/2026",
        "Every day",
    ],
)
def test_what_is_taken_is_told_in_full(paper, words):
    assert words in read(paper)


def test_what_was_stopped_is_told_with_day_and_reason(paper):
    shown = read(paper)

    for words in ("Hydroxyzine 25 mg", "03/01/2026", "drowsy in the morning"):
        assert words in shown


def test_allergies_stand_with_reaction_and_end(paper):
    shown = read(paper)

    for words in ("Penicillin", "rash", "Latex", "entered in error", "03/02/2026"):
        assert words in shown


def test_the_last_check_is_told_with_what_came_of_it(paper):
    shown = read(paper)

    for words in ("Gone through on", "03/10/2026", "The client", "He takes all of them."):
        assert words in shown


def test_somebody_else_who_was_asked_is_named(paper):
    (check,) = paper.listed.checks

    assert "his mother" in read(
        with_list(paper, checks=(replace(check, checked_with="his mother"),))
    )


def test_a_list_that_was_never_gone_through_says_so(paper):
    assert "Not yet" in read(with_list(paper, checks=()))


def test_a_prescription_that_ran_out_is_marked(paper):
    taken, stopped = paper.listed.medications
    late = replace(taken, expected_until=date(2026, 3, 1))

    shown = read(with_list(paper, medications=(late, stopped)))

    assert "prescribed until 03/01/2026" in shown
    assert "prescribed until" not in read(paper)


def test_a_client_without_medications_and_allergies_says_so_with_the_days(paper):
    none = with_list(
        paper,
        medications=(),
        allergies=(),
        denied_on=date(2026, 3, 10),
        allergies_denied_on=date(2026, 3, 11),
    )

    shown = read(none)

    assert "None reported on 03/10/2026." in shown
    assert "No known allergies, said on 03/11/2026." in shown


def test_a_client_who_was_not_asked_is_not_said_to_have_none(paper):
    shown = read(with_list(paper, medications=(), allergies=()))

    assert shown.count("None listed; the client was not asked yet.") == 2


def test_it_is_never_a_draft_and_carries_two_identifiers(paper):
    document = build_medications(paper)

    assert document.furniture.draft_mark == ""
    assert "Marcus Reyes · CD-0147" in document.furniture.running_head


def test_every_format_can_be_made(paper):
    document = build_medications(paper)

    assert pdf.render(document, Paper.LETTER).startswith(b"%PDF")
    assert docx.render(document, Paper.A4).startswith(b"PK")


def test_a_long_list_goes_over_pages(paper, page_texts):
    many = tuple(medication(number, f"Medication {number}", dose="5 mg") for number in range(1, 90))

    found = page_texts(
        pdf.render(build_medications(with_list(paper, medications=many)), Paper.LETTER)
    )

    assert len(found) > 1
    assert "Medication 89 5 mg" in "".join(found)
