"""Allergies: what can be kept, how they end, and that there are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ListedAllergiesError,
    MedicationDateError,
    MissingMedicationFactError,
    NoOpenEpisodeError,
    UnknownRecordError,
    UnusableTextError,
)
from counselor_desk.records.ids import AllergyId
from counselor_desk.services import allergies, episodes, medications
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.changes import Kind

TODAY = date(2026, 3, 12)


@pytest.fixture
def penicillin(desk, client):
    new = NewAllergy(substance="Penicillin", reaction="rash", noted_on=date(2026, 2, 5))
    return allergies.add(desk, client.id, new)


def listed(desk, client):
    return medications.of_client(desk, client.id)


def test_an_allergy_is_found_again(desk, client, penicillin):
    assert listed(desk, client).current_allergies == (penicillin,)


def test_an_allergy_is_noted_today_unless_said_otherwise(desk, client):
    assert allergies.add(desk, client.id, NewAllergy(substance="Latex")).noted_on == TODAY


def test_an_allergy_needs_a_substance(desk, client):
    with pytest.raises(MissingMedicationFactError):
        allergies.add(desk, client.id, NewAllergy(reaction="rash"))


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(1950, 5, 1)])
def test_an_allergy_is_noted_neither_after_today_nor_before_birth(desk, client, day):
    with pytest.raises(MedicationDateError):
        allergies.add(desk, client.id, NewAllergy(substance="Latex", noted_on=day))


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(1950, 5, 1)])
def test_allergies_are_denied_neither_after_today_nor_before_birth(desk, client, day):
    with pytest.raises(MedicationDateError):
        allergies.deny(desk, client.id, on=day)


def test_a_text_that_is_too_long_is_refused(desk, penicillin):
    with pytest.raises(UnusableTextError):
        allergies.change(desk, replace(penicillin, reaction="a" * 501))


def test_every_problem_is_named_by_its_field(desk, client):
    typed = NewAllergy(reaction="a" * 501, noted_on=date(2026, 3, 13))

    assert set(allergies.problems(desk, client.id, typed)) == {"substance", "reaction", "noted_on"}


def test_an_ended_allergy_stays_with_its_reason(desk, client, penicillin):
    ended = allergies.end(desk, penicillin, on=TODAY, reason="entered in error")

    assert listed(desk, client).current_allergies == ()
    assert listed(desk, client).allergies == (ended,)
    assert ended.end_reason == "entered in error"


@pytest.mark.parametrize("day", [None, date(2026, 2, 4), date(2026, 3, 13)])
def test_an_end_needs_a_day_between_noting_and_today(desk, client, penicillin, day):
    with pytest.raises(MedicationDateError):
        allergies.end(desk, penicillin, on=day, reason="entered in error")

    assert listed(desk, client).current_allergies == (penicillin,)


def test_an_end_needs_a_reason(desk, penicillin):
    with pytest.raises(MissingMedicationFactError):
        allergies.end(desk, penicillin, on=TODAY, reason=" ")


def test_that_there_are_none_is_kept_with_its_day(desk, client):
    allergies.deny(desk, client.id, on=date(2026, 3, 10))

    assert listed(desk, client).allergies_denied_on == date(2026, 3, 10)


def test_there_cannot_be_none_while_one_is_listed(desk, client, penicillin):
    with pytest.raises(ListedAllergiesError):
        allergies.deny(desk, client.id)

    assert listed(desk, client).allergies_denied_on is None


def test_an_added_allergy_ends_the_denial(desk, client):
    allergies.deny(desk, client.id)

    allergies.add(desk, client.id, NewAllergy(substance="Latex"))

    assert listed(desk, client).allergies_denied_on is None


def test_after_discharge_allergies_are_closed(desk, client, penicillin):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    for act in (
        lambda: allergies.add(desk, client.id, NewAllergy(substance="Latex")),
        lambda: allergies.end(desk, penicillin, on=TODAY, reason="x"),
        lambda: allergies.deny(desk, client.id),
    ):
        with pytest.raises(NoOpenEpisodeError):
            act()


def test_an_unknown_allergy_cannot_be_changed(desk, penicillin):
    with pytest.raises(UnknownRecordError):
        allergies.change(desk, replace(penicillin, id=AllergyId(99)))


def test_every_write_is_announced(desk, client, penicillin):
    heard = []
    desk.listen(heard.append)

    allergies.end(desk, penicillin, on=TODAY, reason="entered in error")
    allergies.deny(desk, client.id)

    assert all(Kind.MEDICATION in one.kinds for one in heard)
    assert len(heard) == 2
