"""The medication list: what can be kept, how it ends, new doses, checks with the client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    MedicationDateError,
    MissingMedicationFactError,
    NoOpenEpisodeError,
    UnknownRecordError,
    UnusableTextError,
)
from counselor_desk.records.ids import MedicationId
from counselor_desk.records.medications import AddictionMedication, Adherence
from counselor_desk.services import episodes, medications
from counselor_desk.services.changes import Kind
from counselor_desk.services.medications import NewMedication

TODAY = date(2026, 3, 12)
START = date(2026, 2, 24)


@pytest.fixture
def naltrexone(desk, client):
    return medications.add(
        desk,
        client.id,
        NewMedication(
            name="Naltrexone",
            dose="50 mg",
            schedule="once a day",
            purpose="for alcohol use disorder",
            for_addiction=AddictionMedication.NALTREXONE,
            prescriber="Dr. Alvarez",
            started_on=START,
            adherence=Adherence.EVERY_DAY,
        ),
    )


def listed(desk, client):
    return medications.of_client(desk, client.id)


def discharge(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))


def test_an_added_medication_is_taken_now(desk, client, naltrexone):
    assert listed(desk, client).current == (naltrexone,)
    assert listed(desk, client).stopped == ()


def test_a_name_is_all_that_is_needed(desk, client):
    kept = medications.add(desk, client.id, NewMedication(name="  Thiamine\n"))

    assert (kept.title, kept.adherence) == ("Thiamine", Adherence.UNKNOWN)


@pytest.mark.parametrize("name", ["", "  ", "\n\t"])
def test_a_medication_needs_a_name(desk, client, name):
    with pytest.raises(MissingMedicationFactError):
        medications.add(desk, client.id, NewMedication(name=name))

    assert listed(desk, client).medications == ()


@pytest.mark.parametrize("field", ["name", "dose", "schedule", "purpose", "prescriber", "remark"])
def test_a_text_that_is_too_long_is_refused(desk, client, naltrexone, field):
    with pytest.raises(UnusableTextError, match="501 characters"):
        medications.change(desk, replace(naltrexone, **{field: "a" * 501}))

    assert listed(desk, client).current == (naltrexone,)


def test_control_characters_are_refused(desk, client):
    with pytest.raises(UnusableTextError, match="control characters"):
        medications.add(desk, client.id, NewMedication(name="Naltre\x07xone"))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"started_on": date(2026, 3, 13)}, "after today"),
        ({"started_on": date(1991, 6, 1)}, "born"),
        ({"started_on": START, "expected_until": date(2026, 2, 23)}, "run out before"),
    ],
)
def test_days_that_cannot_be_right_are_refused(desk, client, facts, words):
    with pytest.raises(MedicationDateError, match=words):
        medications.add(desk, client.id, NewMedication(name="Thiamine", **facts))


@pytest.mark.parametrize("day", [date(1991, 6, 2), TODAY])
def test_the_first_and_the_last_possible_start_are_kept(desk, client, day):
    new = NewMedication(name="Thiamine", started_on=day, expected_until=day)

    assert medications.add(desk, client.id, new).started_on == day


def test_every_problem_is_named_by_its_field(desk, client):
    typed = NewMedication(dose="a" * 501, started_on=date(2026, 3, 13))

    assert set(medications.problems(desk, client.id, typed)) == {"name", "dose", "started_on"}


def test_nothing_is_wrong_with_a_kept_medication(desk, client, naltrexone):
    assert medications.problems(desk, client.id, naltrexone) == {}


def test_a_stopped_medication_stays_on_the_list(desk, client, naltrexone):
    stopped = medications.stop(desk, naltrexone, on=TODAY, reason="side effects")

    assert listed(desk, client).current == ()
    assert listed(desk, client).stopped == (stopped,)
    assert (stopped.stopped_on, stopped.stop_reason) == (TODAY, "side effects")


def test_it_can_be_stopped_on_the_day_it_was_started(desk, naltrexone):
    assert medications.stop(desk, naltrexone, on=START, reason="rash").stopped_on == START


@pytest.mark.parametrize("day", [None, date(2026, 2, 23), date(2026, 3, 13)])
def test_a_stop_needs_a_day_between_start_and_today(desk, client, naltrexone, day):
    with pytest.raises(MedicationDateError):
        medications.stop(desk, naltrexone, on=day, reason="side effects")

    assert listed(desk, client).current == (naltrexone,)


def test_a_stop_needs_a_reason(desk, client, naltrexone):
    with pytest.raises(MissingMedicationFactError):
        medications.stop(desk, naltrexone, on=TODAY, reason="  ")

    assert listed(desk, client).current == (naltrexone,)


def test_the_earlier_value_takes_a_stop_back(desk, client, naltrexone):
    medications.stop(desk, naltrexone, on=TODAY, reason="side effects")

    medications.change(desk, naltrexone)

    assert listed(desk, client).current == (naltrexone,)


def test_a_reason_without_a_stop_is_not_kept(desk, naltrexone):
    assert medications.change(desk, replace(naltrexone, stop_reason="x")).stop_reason == ""


def test_a_new_dose_stops_the_old_line_and_adds_one(desk, client, naltrexone):
    new = medications.new_dose(desk, naltrexone, "100 mg", on=TODAY)

    (old,) = listed(desk, client).stopped
    assert listed(desk, client).current == (new,)
    assert (old.title, old.stopped_on) == ("Naltrexone 50 mg", TODAY)
    assert old.stop_reason == "New dose: 100 mg"
    assert (new.title, new.started_on, new.prescriber) == (
        "Naltrexone 100 mg",
        TODAY,
        "Dr. Alvarez",
    )
    assert new.is_for_addiction


def test_a_new_dose_starts_without_the_end_of_the_old_prescription(desk, naltrexone):
    ending = medications.change(desk, replace(naltrexone, expected_until=date(2026, 3, 1)))

    assert medications.new_dose(desk, ending, "100 mg", on=TODAY).expected_until is None


@pytest.mark.parametrize("dose", ["", "  ", "50 mg", " 50  mg"])
def test_a_new_dose_must_be_another(desk, client, naltrexone, dose):
    with pytest.raises(MissingMedicationFactError):
        medications.new_dose(desk, naltrexone, dose, on=TODAY)

    assert listed(desk, client).medications == (naltrexone,)


def test_a_new_dose_that_fails_leaves_the_old_one(desk, client, naltrexone):
    with pytest.raises(MedicationDateError):
        medications.new_dose(desk, naltrexone, "100 mg", on=date(2026, 3, 13))

    assert listed(desk, client).medications == (naltrexone,)


def test_a_check_is_kept_with_its_day(desk, client, naltrexone):
    medications.reconcile(desk, client.id, on=date(2026, 3, 10))
    medications.reconcile(desk, client.id, on=date(2026, 2, 10), checked_with="his mother")

    assert listed(desk, client).last_check.checked_on == date(2026, 3, 10)
    assert [one.checked_with for one in listed(desk, client).checks] == ["", "his mother"]


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(1950, 5, 1)])
def test_a_check_after_today_or_before_birth_is_refused(desk, client, day):
    with pytest.raises(MedicationDateError):
        medications.reconcile(desk, client.id, on=day)


def test_a_check_of_an_empty_list_says_that_none_are_taken(desk, client):
    medications.reconcile(desk, client.id)

    assert listed(desk, client).denied_on == TODAY


def test_a_check_of_a_list_says_nothing_of_the_kind(desk, client, naltrexone):
    medications.reconcile(desk, client.id)

    assert listed(desk, client).denied_on is None


def test_an_added_medication_ends_the_denial(desk, client):
    medications.reconcile(desk, client.id)

    medications.add(desk, client.id, NewMedication(name="Thiamine"))

    assert listed(desk, client).denied_on is None


def test_medication_for_addiction_counts_only_while_it_is_taken(desk, client, naltrexone):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    assert listed(desk, client).for_addiction == (naltrexone,)

    medications.stop(desk, naltrexone, on=TODAY, reason="finished")

    assert listed(desk, client).for_addiction == ()


def test_after_discharge_the_list_is_closed(desk, client, naltrexone):
    discharge(desk, client)

    for act in (
        lambda: medications.add(desk, client.id, NewMedication(name="Thiamine")),
        lambda: medications.change(desk, naltrexone),
        lambda: medications.stop(desk, naltrexone, on=TODAY, reason="x"),
        lambda: medications.reconcile(desk, client.id),
    ):
        with pytest.raises(NoOpenEpisodeError):
            act()
    assert listed(desk, client).medications == (naltrexone,)


def test_an_unknown_medication_cannot_be_changed(desk, naltrexone):
    with pytest.raises(UnknownRecordError):
        medications.change(desk, replace(naltrexone, id=MedicationId(99)))


def test_every_write_is_announced(desk, client, naltrexone):
    heard = []
    desk.listen(heard.append)

    medications.change(desk, replace(naltrexone, dose="40 mg"))
    medications.new_dose(desk, naltrexone, "100 mg", on=TODAY)
    medications.reconcile(desk, client.id)

    assert all(Kind.MEDICATION in one.kinds and client.id in one.clients for one in heard)
    assert len(heard) == 3


def test_a_fresh_list_is_empty(desk, client):
    assert listed(desk, client).is_empty
