"""The numbers of a program: read with their sources, and refused where they cannot be right."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from counselor_desk import resources
from counselor_desk.errors import (
    ClashingNumbersError,
    ImpossibleNumberError,
    MissingProfileReasonError,
    UnusableProfileError,
)
from counselor_desk.records.profiles import BOUNDS, Profile
from counselor_desk.services import clients, notes, plans, profiles, today

TEXT = resources.read_text("profiles", "generic_iop.toml")


def test_the_generic_program_has_the_settled_numbers():
    generic = profiles.generic()

    assert generic.plan_due_within == timedelta(days=7)
    assert generic.plan_review_every == timedelta(days=30)
    assert generic.return_review_within == timedelta(days=7)
    assert generic.note_due_within == timedelta(hours=48)
    assert generic.copied_text_percent == 60


def test_every_number_has_bounds_and_an_origin():
    numbers = {one.name for one in fields(Profile)} - {"id", "name", "origins"}

    assert numbers == set(BOUNDS) == set(profiles.generic().origins)


def test_every_number_says_its_rule_and_the_day_it_was_checked():
    origins = profiles.generic().origins

    assert {one.rule for one in origins.values()} == {
        "P1", "P2", "P3", "P10", "N5", "N6", "T2",
        "H1", "H2", "H3", "H4", "H5", "H9", "G1", "G2", "G3", "I1", "I2",
    }  # fmt: skip
    assert all(one.checked_on == date(2026, 11, 22) for one in origins.values())


@pytest.mark.parametrize("name", ["north_carolina_saiop", "virginia_iop"])
def test_the_examples_of_states_can_be_read_and_end_at_nineteen_hours(name):
    example = profiles.read(resources.read_text("profiles", f"{name}.toml"))

    assert example.id == name
    assert example.week_hours_most == 19


def test_services_count_with_the_profile(desk, client):
    assert plans.due_after_admission(desk, client.id) == timedelta(days=7)
    assert plans.review_every(desk, client.id) == timedelta(days=30)
    assert notes.due_after(desk, client.id) == timedelta(hours=48)


def test_services_count_with_the_numbers_of_the_program(desk, client):
    profiles.set_number(desk, "plan_due_days", 14, "Contract")
    profiles.set_number(desk, "note_due_hours", 24, "Contract")

    assert plans.due_after_admission(desk, client.id) == timedelta(days=14)
    assert notes.due_after(desk, client.id) == timedelta(hours=24)
    assert clients.rows(desk)[0].plan_due_on == date(2026, 2, 19)
    assert next(one.due_on for one in today.owed(desk)) == date(2026, 2, 19)


def test_services_count_with_the_numbers_of_the_client(desk, client):
    profiles.set_client_number(desk, client.id, "plan_due_days", 21, "Agreed with the court")

    assert plans.due_after_admission(desk, client.id) == timedelta(days=21)
    assert clients.rows(desk)[0].plan_due_on == date(2026, 2, 26)
    assert next(one.due_on for one in today.owed(desk)) == date(2026, 2, 26)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 1", "schema = 2", "“schema” is not 1"),
        ("value = 60", "value = 101", "“copied_text_percent” is a whole number from 1 to 100"),
        ("value = 48", "value = 47.5", "“note_due_hours” is a whole number"),
        ("value = 48", "value = true", "“note_due_hours” is a whole number"),
        ("[note_due_hours]", "[note_due_days]", "“note_due_days” is not known"),
        ('id = "generic_iop"', "", "“id” has no words"),
        ('rule = "N6"', 'rules = "N6"', "“copied_text_percent.rules” is not known"),
        ("checked_on = 2026-11-22", 'checked_on = "soon"', "checked_on” is a date"),
        ("schema = 1", "schema 1", "it is not TOML"),
        ("value = 20", "value = 8", "“week_hours_least” is more than “week_hours_most”"),
    ],
)
def test_what_cannot_be_right_is_named(old, new, said):
    assert old in TEXT

    with pytest.raises(UnusableProfileError, match=said.replace(".", r"\.")):
        profiles.read(TEXT.replace(old, new, 1))


def test_a_number_that_is_left_out_is_named():
    head, _, _ = TEXT.partition("[copied_text_percent]")

    with pytest.raises(UnusableProfileError, match="“copied_text_percent” is missing"):
        profiles.read(head)


def test_a_number_of_its_own_wants_a_reason(desk):
    with pytest.raises(MissingProfileReasonError):
        profiles.set_number(desk, "group_cap", 12, " ")


def test_a_number_out_of_its_bounds_is_refused(desk):
    with pytest.raises(ImpossibleNumberError, match="2 to 60"):
        profiles.set_number(desk, "group_cap", 61, "A big room")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("week_hours_least", 21),
        ("week_hours_least_minor", 30),
        ("week_hours_most", 8),
        ("week_hours_most", 1),
    ],
)
def test_numbers_that_exclude_each_other_are_refused(desk, client, name, value):
    with pytest.raises(ClashingNumbersError, match="do not go together"):
        profiles.set_number(desk, name, value, "Contract")
    with pytest.raises(ClashingNumbersError):
        profiles.set_client_number(desk, client.id, name, value, "Court order")

    assert profiles.history(desk) == profiles.client_history(desk, client.id) == ()


def test_the_greatest_least_number_is_the_most(desk):
    assert profiles.set_number(desk, "week_hours_least", 20, "Contract").week_hours_least == 20


def test_a_number_that_another_needs_cannot_end(desk, client):
    profiles.set_number(desk, "week_hours_most", 40, "Contract")
    profiles.set_number(desk, "week_hours_least", 30, "Contract")
    with pytest.raises(ClashingNumbersError):
        profiles.end_number(desk, "week_hours_most")

    assert profiles.in_force(desk).week_hours_most == 40


def test_a_client_s_number_that_another_needs_cannot_end(desk, client):
    profiles.set_client_number(desk, client.id, "week_hours_most", 40, "Court order")
    profiles.set_client_number(desk, client.id, "week_hours_least", 30, "Court order")
    with pytest.raises(ClashingNumbersError):
        profiles.end_client_number(desk, client.id, "week_hours_most")

    assert profiles.for_client(desk, client.id).week_hours_most == 40


def test_a_number_of_its_own_ends_and_stays_in_the_history(desk):
    profiles.set_number(desk, "group_cap", 12, "A big room")
    assert profiles.in_force(desk).group_cap == 12

    assert profiles.end_number(desk, "group_cap").group_cap == 10
    assert [one.reason for one in profiles.history(desk)] == ["A big room"]
