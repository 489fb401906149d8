"""Beginning from another profile: its numbers hold from today, and the past keeps its own."""

from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ClashingNumbersError,
    MissingChoiceReasonError,
    UnusableProfileError,
)
from counselor_desk.records.profiles import FROM_THE_START
from counselor_desk.services import profile_choices, profiles

DAY = timedelta(days=1)


def choose(desk, profile_id="virginia_iop", name="", reason="Moved to another state"):
    return profile_choices.choose(desk, profile_id, name, reason)


def most_on(desk, client, day):
    """The most hours a week that held for a client on a day."""
    with desk.read() as reader:
        return profiles.numbers_so_far(reader).on(day, client.id).week_hours_most


def test_another_shipped_profile_brings_its_numbers(desk):
    assert choose(desk).week_hours_most == 19


def test_its_own_number_outlives_a_change_of_the_profile(desk):
    profiles.set_number(desk, "week_hours_most", 18, "Contract of 2026")

    assert choose(desk, name="Our clinic").week_hours_most == 18
    assert profiles.in_force(desk).name == "Our clinic"


def test_the_days_before_keep_the_numbers_of_then(desk, client):
    today = desk.today()
    choose(desk)

    assert most_on(desk, client, today - DAY) == 20
    assert most_on(desk, client, today) == 19
    assert profiles.history(desk)[-1].reason == "Moved to another state"


def test_each_profile_holds_for_its_own_time(desk, client, clock):
    first = desk.today()
    choose(desk)
    clock.pass_by(days=10)
    choose(desk, "generic_iop")

    assert [most_on(desk, client, first + DAY * days) for days in (-1, 0, 9, 10)] == [
        20,
        19,
        19,
        20,
    ]


def test_a_number_of_its_own_of_then_stays_before_and_after(desk, client, clock):
    first = desk.today()
    profiles.set_number(desk, "week_hours_most", 15, "Contract of 2026")
    clock.pass_by(days=5)
    profiles.end_number(desk, "week_hours_most")
    clock.pass_by(days=5)
    choose(desk)

    found = [most_on(desk, client, first + DAY * days) for days in (-1, 0, 4, 5, 9, 10)]
    assert found == [20, 15, 15, 20, 20, 19]


def test_a_profile_that_is_chosen_and_left_on_one_day_leaves_the_past_as_it_was(desk, client):
    choose(desk)
    choose(desk, "generic_iop")

    assert most_on(desk, client, desk.today() - DAY) == 20
    assert most_on(desk, client, desk.today()) == 20


def test_other_numbers_want_a_reason(desk):
    with pytest.raises(MissingChoiceReasonError):
        choose(desk, reason=" ")

    assert profiles.in_force(desk).id == "generic_iop"


def test_the_copy_is_named_without_a_reason(desk):
    assert choose(desk, "generic_iop", "Cedar Falls", reason="").name == "Cedar Falls"
    assert profile_choices.own_name(desk) == "Cedar Falls"


def test_a_profile_that_a_number_of_its_own_excludes_is_refused(desk):
    profiles.set_number(desk, "week_hours_least", 20, "Contract of 2026")
    with pytest.raises(ClashingNumbersError, match="at least 20 hours, and at most 19"):
        choose(desk)

    assert profiles.in_force(desk).id == "generic_iop"


def test_what_a_profile_changes_is_told_before_it_is_chosen(desk):
    assert profile_choices.changed_by(desk, "virginia_iop") == (("week_hours_most", 20, 19),)

    profiles.set_number(desk, "week_hours_most", 18, "Contract of 2026")
    assert profile_choices.changed_by(desk, "virginia_iop") == ()


def test_a_profile_that_does_not_come_with_the_program_is_refused(desk):
    with pytest.raises(UnusableProfileError):
        choose(desk, "another_state")


def test_the_past_reaches_back_before_any_stay(desk, client):
    choose(desk)

    assert most_on(desk, client, date(1999, 1, 1)) == 20


NORTH_CAROLINA, VIRGINIA = "north_carolina_saiop", "virginia_iop"


def test_two_profiles_of_the_same_numbers_are_told_apart_by_their_reasons(desk, clock):
    choose(desk, NORTH_CAROLINA, reason="Opened in Asheville")
    first = desk.today()
    clock.pass_by(days=10)
    assert profile_choices.changed_by(desk, VIRGINIA) == ()
    choose(desk, VIRGINIA, reason="Moved to Roanoke")

    told = [
        (one.profile_id, one.began_on, one.ended_on, one.reason)
        for one in profile_choices.past(desk)
    ]
    assert told == [
        ("generic_iop", FROM_THE_START, first, "Opened in Asheville"),
        (NORTH_CAROLINA, first, first + 10 * DAY, "Moved to Roanoke"),
    ]


def test_the_same_numbers_want_a_reason_too(desk):
    choose(desk, NORTH_CAROLINA)
    with pytest.raises(MissingChoiceReasonError):
        choose(desk, VIRGINIA, reason=" ")

    assert profiles.in_force(desk).id == NORTH_CAROLINA


def test_another_name_alone_leaves_no_past_profile(desk):
    choose(desk, "generic_iop", "Cedar Falls", reason="")

    assert profile_choices.past(desk) == ()


def test_a_past_profile_is_no_number_and_changes_no_day(desk, client):
    choose(desk, NORTH_CAROLINA)
    before = profiles.history(desk)
    choose(desk, VIRGINIA)

    assert profiles.history(desk) == before
    assert {one.name for one in before} <= set(profiles.BOUNDS)
