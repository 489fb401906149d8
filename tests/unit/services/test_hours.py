"""Hours from the store: visits, plans and reasons of a stay, and of all stays alike."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.rules import hours as hour_rules
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    groups,
    hours,
    notes,
    profiles,
    schedule,
)
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)


@pytest.fixture
def group(desk, client):
    """Three hours on Monday, Wednesday and Friday since the beginning of March."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=found, weekday=weekday, begins_on=MONDAY - WEEK)
    groups.join(desk, found.id, client.id, joined_on=MONDAY - WEEK)
    return found


def attend(desk, client, first_on, last_on, code=AttendanceCode.PRESENT):
    for one in schedule.book(desk, first_on, last_on).occurrences:
        attendance.mark(desk, attendance.hold(desk, one).id, client.id, code)


def known(desk, client):
    return hours.of_episode(desk, episodes.open_of(desk, client.id).id)


def week(desk, client, begins_on):
    return next(one for one in known(desk, client).weeks if one.begins_on == begins_on)


def test_attended_groups_are_the_hours_of_their_week(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY - timedelta(days=1))

    assert week(desk, client, MONDAY - WEEK).minutes == 9 * 60


def test_what_is_planned_and_not_held_lies_ahead(desk, client, group):
    attend(desk, client, MONDAY, MONDAY + timedelta(days=2))

    running = week(desk, client, MONDAY)
    assert (running.minutes, running.ahead) == (6 * 60, 3 * 60)


def test_a_group_that_counts_no_hours_adds_none(desk, client, group):
    groups.change(desk, replace(group, counts_hours=False))
    attend(desk, client, MONDAY, MONDAY)

    assert week(desk, client, MONDAY).minutes == 0


def test_the_caseload_says_the_same_as_each_stay(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY)

    assert hours.of_caseload(desk)[client.id].weeks == known(desk, client).weeks


def test_a_reason_given_settles_the_week(desk, client, group):
    before = {one.rule for one in hour_rules.check(known(desk, client))}
    episode = episodes.open_of(desk, client.id)
    for begins_on in (one.begins_on for one in known(desk, client).weeks):
        hours.give_reason(desk, episode.id, ReasonedRule.SHORT_WEEK, begins_on, ReasonCode.ILLNESS)

    assert "H8" in before
    assert "H8" not in {one.rule for one in hour_rules.check(known(desk, client))}


def test_a_reason_can_be_taken_back(desk, client, group):
    episode = episodes.open_of(desk, client.id)
    given = hours.give_reason(
        desk, episode.id, ReasonedRule.SHORT_WEEK, MONDAY - WEEK, ReasonCode.COURT
    )
    hours.take_reason(desk, given)

    assert known(desk, client).reasons == ()


def test_a_reason_taken_back_is_given_again_as_it_was(desk, client, group):
    episode = episodes.open_of(desk, client.id)
    given = hours.give_reason(
        desk,
        episode.id,
        ReasonedRule.SILENCE,
        MONDAY - WEEK,
        ReasonCode.COURT,
        remark="Two hearings",
    )
    hours.take_reason(desk, given)
    again = hours.restore_reason(desk, given)

    assert replace(again, id=given.id) == given
    assert known(desk, client).reasons == (again,)


def test_minors_have_lower_numbers():
    profile = profiles.generic()

    assert hours.limits(profile, 17).week_least == 6 * 60
    assert hours.limits(profile, 18).week_least == 9 * 60
    assert hours.limits(profile, None).day_least == 3 * 60


def test_a_number_of_the_program_holds(desk, client):
    profiles.set_number(desk, "week_hours_least", 12, "Contract of 2026")

    assert known(desk, client).limits.week_least == 12 * 60


def test_a_number_of_one_client_holds_for_that_client(desk, client):
    profiles.set_client_number(desk, client.id, "week_hours_least", 6, "Works mornings")

    assert known(desk, client).limits.week_least == 6 * 60
    assert profiles.in_force(desk).week_hours_least == 9


def test_a_time_marked_twice_counts_once(desk, client, group):
    attend(desk, client, MONDAY, MONDAY)
    attend(desk, client, MONDAY, MONDAY)

    assert week(desk, client, MONDAY).minutes == 3 * 60


def test_a_signed_note_is_the_session_that_was_planned(desk, client, note_edit):
    programme.weekly(
        desk, of_client=client, weekday=Weekday.THURSDAY, starts=time(9), ends=time(9, 50)
    )
    before = week(desk, client, MONDAY)

    notes.sign(desk, note_edit)

    after = week(desk, client, MONDAY)
    assert (before.minutes, before.ahead) == (0, 50)
    assert (after.minutes, after.ahead) == (50, 0)


def readmitted(desk, client):
    """The client's second stay, which began on the day the first one ended."""
    first = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(first, closed_on=MONDAY))
    return episodes.change(
        desk, replace(episodes.start(desk, client.id, inquiry_on=MONDAY), admitted_on=MONDAY)
    )


def test_a_note_of_an_earlier_stay_is_no_contact_of_this_one(desk, client, clock, note_edit):
    earlier = replace(note_edit.note, held_on=MONDAY - WEEK)
    notes.sign(desk, replace(note_edit, note=earlier))
    stay = readmitted(desk, client)
    clock.pass_by(days=27)

    known_now = hours.of_episode(desk, stay.id)

    assert known_now.last_contact_on is None
    assert not hour_rules.h9_silence(known_now)


def test_a_signed_note_of_this_stay_is_a_contact(desk, client, note_edit):
    notes.sign(desk, note_edit)

    assert known(desk, client).last_contact_on == desk.today()


def test_a_session_being_written_up_is_still_ahead_of_who_is_not_marked(desk, client, group):
    today = desk.today()
    programme.weekly(desk, of_group=group, weekday=Weekday.THURSDAY, starts=time(8), ends=time(9))
    (one,) = schedule.book(desk, today, today).occurrences
    session = attendance.hold(desk, one)
    before = week(desk, client, MONDAY)

    attendance.mark(desk, session.id, client.id, AttendanceCode.NO_SHOW)

    assert before.ahead == week(desk, client, MONDAY).ahead + 60


def test_who_left_and_came_back_on_one_day_is_expected_once(desk, client, group):
    today = desk.today()
    programme.weekly(desk, of_group=group, weekday=Weekday.THURSDAY)
    (member,) = groups.get(desk, group.id).members
    groups.leave(desk, member)
    groups.join(desk, group.id, client.id)
    told = schedule.book(desk, today, today)

    assert told.clients_of(told.occurrences[0]) == (client.id,)


def test_a_number_set_today_judges_no_week_before(desk, client, group):
    attend(desk, client, MONDAY - WEEK, MONDAY - timedelta(days=1))
    profiles.set_number(desk, "week_hours_least", 12, "Contract of 2026")

    told = known(desk, client)

    assert {one.begins_on: one.least for one in told.weeks}[MONDAY - WEEK] == 9 * 60
    assert not [
        one for one in hour_rules.check(told) if one.rule == "H8" and "Mar 2" in one.message
    ]
    assert told.limits.week_least == 12 * 60


def test_a_client_who_comes_of_age_was_a_minor_before(desk, client, group):
    clients.change(desk, replace(client, born_on=date(2008, 3, 10)))

    least = {one.begins_on: one.least for one in known(desk, client).weeks}

    assert (least[MONDAY - WEEK], least[MONDAY]) == (6 * 60, 9 * 60)


def test_an_ended_stay_keeps_the_numbers_of_its_time(desk, client, group, clock):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=MONDAY))
    clock.pass_by(days=1)
    profiles.set_number(desk, "week_hours_least", 12, "Contract of 2026")

    assert hours.of_episode(desk, stay.id).limits.week_least == 9 * 60


def test_the_first_weeks_of_a_program_ask_for_individual_sessions_more_often(desk, client):
    usual = known(desk, client).limits
    assert (usual.individual_first_weeks, usual.individual_first_days) == (0, 7)

    profiles.set_number(desk, "individual_first_weeks", 4, "Contract of 2026")
    profiles.set_client_number(desk, client.id, "individual_first_days", 3, "Agreed at the intake")

    own = known(desk, client).limits
    assert (own.individual_first_weeks, own.individual_first_days) == (4, 3)
