"""The medications section of a discharge summary, from the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.medications import AddictionMedication, Adherence
from counselor_desk.services import allergies, discharges, medications, summaries
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.medications import NewMedication

TODAY = date(2026, 3, 12)


@pytest.fixture
def built(desk, client):
    """Builds the section from what the record says now."""
    started = discharges.start(desk, client.id)

    def build():
        edit = discharges.open_edit(desk, started.id)
        discharge = replace(edit.discharge, type=DischargeType.COMPLETED)
        facts = discharges.gather(desk, discharge)
        return summaries.build_section(facts, discharge, DischargeSection.MEDICATIONS)

    return build


def test_an_unasked_client_leaves_a_gap(built):
    section = built()

    assert section.text == "No medications are recorded."
    assert section.is_untold


def test_each_current_medication_is_a_line_with_its_prescriber(desk, client, built):
    medications.add(
        desk,
        client.id,
        NewMedication(
            name="Naltrexone",
            dose="50 mg",
            schedule="once a day",
            purpose="for alcohol use disorder",
            for_addiction=AddictionMedication.NALTREXONE,
            prescriber="Dr. Alvarez",
            started_on=date(2026, 2, 24),
            adherence=Adherence.EVERY_DAY,
        ),
    )

    section = built()

    assert section.text == (
        "- Naltrexone 50 mg, once a day, for alcohol use disorder, medication for addiction, "
        "prescribed by Dr. Alvarez, since 02/24/2026, taken every day."
    )
    assert not section.is_untold


@pytest.mark.parametrize(
    ("adherence", "words"),
    [
        (Adherence.UNKNOWN, "- Thiamine."),
        (Adherence.NOT_TAKEN, "- Thiamine, not taken."),
        (Adherence.AS_NEEDED, "- Thiamine, taken as needed."),
    ],
)
def test_how_it_is_taken_is_said_as_far_as_it_is_known(desk, client, built, adherence, words):
    medications.add(desk, client.id, NewMedication(name="Thiamine", adherence=adherence))

    assert built().text == words


def test_a_stop_within_the_episode_is_told_with_its_reason(desk, client, built):
    kept = medications.add(desk, client.id, NewMedication(name="Hydroxyzine", dose="25 mg"))
    medications.stop(desk, kept, on=date(2026, 3, 1), reason="drowsy in the morning")

    assert built().text == (
        "No medication is taken now.\n"
        "- Stopped 03/01/2026: Hydroxyzine 25 mg, drowsy in the morning."
    )


def test_a_stop_before_the_episode_is_left_out(desk, client, built):
    kept = medications.add(desk, client.id, NewMedication(name="Hydroxyzine"))
    medications.stop(desk, kept, on=date(2026, 2, 4), reason="finished")

    assert "Hydroxyzine" not in built().text


def test_a_client_who_takes_nothing_leaves_no_gap(desk, client, built):
    medications.reconcile(desk, client.id, on=date(2026, 3, 10))

    section = built()

    assert section.text == "The client reported no medications on March 10, 2026."
    assert not section.is_untold


def test_allergies_and_the_last_check_are_told(desk, client, built):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    allergies.add(desk, client.id, NewAllergy(substance="Penicillin", reaction="rash"))
    allergies.add(desk, client.id, NewAllergy(substance="Latex"))
    medications.reconcile(desk, client.id, on=date(2026, 3, 10))

    assert built().text.split("\n")[1] == (
        "Allergies: Penicillin (rash) and Latex. The list was last gone through with the client "
        "on March 10, 2026."
    )


def test_no_known_allergies_are_told(desk, client, built):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    allergies.deny(desk, client.id, on=date(2026, 3, 10))

    assert "No known allergies, as said on March 10, 2026." in built().text


def test_allergies_alone_do_not_close_the_gap(desk, client, built):
    allergies.add(desk, client.id, NewAllergy(substance="Latex"))

    section = built()

    assert section.text.startswith("No medications are recorded.")
    assert section.is_untold
