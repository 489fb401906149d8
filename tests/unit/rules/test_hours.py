"""Weeks of care: what was attended, what is short, and what a reason settles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import GroupType
from counselor_desk.records.hours import Ahead, EarlierLimits, HourLimits, Standing, Visit
from counselor_desk.records.reasons import GivenReason, ReasonCode, ReasonedRule
from counselor_desk.records.schedule import Service
from counselor_desk.records.today import HoursRule
from counselor_desk.rules import hours, owed_care
from counselor_desk.rules.hours import HoursKnown

MONDAY = date(2026, 3, 2)
LIMITS = HourLimits(
    week_least=9 * 60,
    week_most=20 * 60,
    day_least=3 * 60,
    days_least=3,
    gap_most=2,
    silence_days=30,
    individual_days=7,
    family_days=30,
)
STAY = Episode(id=1, uid="stay", client_id=1, admitted_on=MONDAY)


def visit(day, minutes=180, service=Service.GROUP, **fields):
    facts = {"code": AttendanceCode.PRESENT, "planned": minutes} | fields
    return Visit(session_id=0, held_on=day, service=service, minutes=minutes, **facts)


def on(*offsets, **fields):
    return [visit(MONDAY + timedelta(days=offset), **fields) for offset in offsets]


def known(*visits, today=MONDAY + timedelta(days=8), **fields):
    facts = {"episode": STAY, "limits": LIMITS} | fields
    return HoursKnown(today=today, visits=visits, **facts)


def rules(found):
    return {one.rule for one in found}


def reason(rule, about_on=MONDAY):
    return GivenReason(
        id=0, client_id=1, episode_id=1, rule=rule, about_on=about_on, code=ReasonCode.ILLNESS
    )


def test_a_full_week_of_nine_hours_is_long_enough():
    assert not rules(hours.check(known(*on(0, 2, 4)))) & {"H2", "H3", "H4", "H5", "H8"}


def test_a_short_week_needs_a_reason():
    found = hours.check(known(*on(0, 2)))

    assert [one.message for one in found if one.rule == "H8"] == [
        "The week of Mar 2 had 6.0 h, less than 9.0 h. It needs a reason."
    ]


def test_a_reason_settles_a_short_week():
    given_reason = reason(ReasonedRule.SHORT_WEEK)

    assert "H8" not in rules(hours.check(known(*on(0, 2), reasons=(given_reason,))))


def test_the_reason_of_another_week_settles_nothing():
    other = reason(ReasonedRule.SHORT_WEEK, MONDAY + timedelta(days=7))

    assert "H8" in rules(hours.check(known(*on(0, 2), reasons=(other,))))


def test_the_running_week_is_forecast_and_not_judged():
    ahead = (Ahead(held_on=MONDAY + timedelta(days=4), service=Service.GROUP, minutes=90),)
    running = known(*on(0, 2), today=MONDAY + timedelta(days=3), ahead=ahead)

    assert [one.message for one in hours.check(running)] == [
        "This week ends 1.5 h short of 9.0 h on Friday, with what is planned."
    ]


def test_a_forecast_without_anything_planned_names_no_day():
    walk = Ahead(
        held_on=MONDAY + timedelta(days=4), service=Service.GROUP, minutes=90, counts=False
    )
    running = known(*on(0, 2), today=MONDAY + timedelta(days=3), ahead=(walk,))

    assert [one.message for one in hours.check(running)] == [
        "This week is 3.0 h short of 9.0 h, and nothing more is planned."
    ]


def test_a_running_week_that_reaches_its_hours_is_quiet():
    ahead = (Ahead(held_on=MONDAY + timedelta(days=4), service=Service.GROUP, minutes=180),)

    assert hours.check(known(*on(0, 2), today=MONDAY + timedelta(days=3), ahead=ahead)) == ()


def test_the_part_of_a_week_around_the_admission_is_not_judged():
    wednesday = replace(STAY, admitted_on=MONDAY + timedelta(days=2))

    assert "H8" not in rules(hours.check(known(*on(2), episode=wednesday)))


def test_the_part_of_a_week_before_a_discharge_is_not_judged():
    closed = replace(STAY, closed_on=MONDAY + timedelta(days=3))

    assert hours.check(known(*on(0), episode=closed)) == ()


def test_more_than_twenty_hours_are_told():
    assert "H2" in rules(hours.check(known(*on(0, 1, 2, 3, 4, 5, 6))))


def test_exactly_twenty_hours_are_within_the_limit():
    assert "H2" not in rules(hours.check(known(*on(0, 1, 2, 3, 4, minutes=240))))


def test_a_short_day_is_told():
    assert "H3" in rules(hours.check(known(*on(0, 2, 4), *on(1, minutes=60))))


def test_a_day_with_an_individual_session_alone_is_no_short_day():
    alone = visit(MONDAY + timedelta(days=1), 50, Service.INDIVIDUAL)

    assert "H3" not in rules(hours.check(known(*on(0, 2, 4), alone)))


def test_two_days_of_service_are_too_few():
    assert "H4" in rules(hours.check(known(*on(0, 2, minutes=300))))


def test_a_weekend_is_no_gap():
    assert "H5" not in rules(hours.check(known(*on(0, 2, 4, 7))))


def test_three_days_without_service_are_a_gap():
    assert [one.message for one in hours.h5_gaps(known(*on(0, 4)))] == [
        "3 days without service after Mar 2, 2 are allowed."
    ]


def test_contacts_by_phone_count_no_hours():
    assert known(*on(0, 2, 4, service=Service.OTHER)).weeks[0].minutes == 0


def test_a_group_that_is_recreation_counts_no_hours():
    assert known(*on(0, 2, 4, counts=False)).weeks[0].minutes == 0


def test_who_came_late_counts_the_actual_minutes():
    late = visit(MONDAY, 75, code=AttendanceCode.LATE, planned=90)

    assert known(late).weeks[0].minutes == 75


def test_who_was_excused_counts_none():
    excused = visit(MONDAY, 90, code=AttendanceCode.EXCUSED)

    assert known(excused).weeks[0].minutes == 0


def test_thirty_days_of_silence_are_still_fine():
    last = MONDAY + timedelta(days=1)

    assert not hours.h9_silence(known(last_contact_on=last, today=last + timedelta(days=30)))


def test_more_than_thirty_days_of_silence_want_a_reason():
    last = MONDAY + timedelta(days=1)
    silent = known(last_contact_on=last, today=last + timedelta(days=31))

    assert rules(hours.h9_silence(silent)) == {"H9"}


def test_a_reason_settles_a_silence():
    last = MONDAY + timedelta(days=1)
    silent = known(
        last_contact_on=last,
        today=last + timedelta(days=31),
        reasons=(reason(ReasonedRule.SILENCE, last),),
    )

    assert not hours.h9_silence(silent)


def test_an_individual_session_is_due_every_seven_days():
    met = visit(MONDAY, 50, Service.INDIVIDUAL)

    assert not hours.i1_individual(known(met, today=MONDAY + timedelta(days=7)))
    assert hours.i1_individual(known(met, today=MONDAY + timedelta(days=8)))


def test_a_missed_individual_session_does_not_count():
    missed = visit(MONDAY + timedelta(days=7), 0, Service.INDIVIDUAL, code=AttendanceCode.NO_SHOW)

    assert hours.i1_individual(known(missed))


def test_a_refusal_settles_the_family_session():
    late = {"today": MONDAY + timedelta(days=31)}
    refused = reason(ReasonedRule.NO_FAMILY)

    assert hours.i2_family(known(**late))
    assert not hours.i2_family(known(**late, reasons=(refused,)))


def test_weeks_are_numbered_from_the_first_full_one():
    wednesday = replace(STAY, admitted_on=MONDAY + timedelta(days=2), target_weeks=2)
    told = known(episode=wednesday).weeks

    assert [(one.number, one.standing) for one in told] == [
        (0, Standing.PARTIAL),
        (1, Standing.RUNNING),
        (2, Standing.AHEAD),
    ]


def test_a_week_may_begin_on_sunday():
    sunday = known(*on(0, 2, 4), first_weekday=6).weeks[0]

    assert sunday.begins_on == MONDAY - timedelta(days=1)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 55),
            st.integers(0, 300),
            st.sampled_from(AttendanceCode),
            st.sampled_from(Service),
        ),
        max_size=40,
    )
)
def test_the_weeks_hold_every_counted_minute_once(many):
    visits = [
        visit(MONDAY + timedelta(days=day), minutes, service, code=code)
        for day, minutes, code, service in many
    ]
    told = known(*visits, today=MONDAY + timedelta(days=60)).weeks

    assert sum(one.minutes for one in told) == sum(one.counted_minutes for one in visits)
    assert all(one.minutes == sum(one.by_service.values()) for one in told)
    assert all(one.minutes == sum(one.by_day.values()) for one in told)


@pytest.mark.parametrize(
    ("minutes", "text"), [(540, "9.0 h"), (492, "8.2 h"), (75, "1.3 h"), (0, "0.0 h")]
)
def test_hours_have_one_decimal(minutes, text):
    assert hours.hours(minutes) == text


def test_a_week_is_judged_by_the_numbers_of_its_last_day():
    lower = EarlierLimits(
        until=MONDAY + timedelta(days=7), limits=replace(LIMITS, week_least=6 * 60)
    )

    assert "H8" not in rules(hours.check(known(*on(0, 2), earlier=(lower,))))
    assert "H8" in rules(
        hours.check(known(*on(0, 2), earlier=(replace(lower, until=MONDAY + timedelta(days=6)),)))
    )


def test_a_week_short_by_a_minute_says_so_to_the_minute():
    found = hours.check(known(*on(0, 2), *on(4, minutes=179)))

    assert [one.message for one in found if one.rule == "H8"] == [
        "The week of Mar 2 had 8 h 59 min, less than 9.0 h. It needs a reason."
    ]


def test_a_week_long_by_a_minute_says_so_to_the_minute():
    found = hours.check(known(*on(0, 1, 2, 3, minutes=240), *on(4, minutes=241)))

    assert [one.message for one in found if one.rule == "H2"] == [
        "The week of Mar 2 had 20 h 01 min, more than 20.0 h."
    ]


@given(
    admitted=st.integers(-20, 40),
    lasted=st.none() | st.integers(0, 60),
    ahead=st.lists(st.integers(0, 30), max_size=3),
    first_weekday=st.integers(0, 6),
)
def test_the_weeks_begun_are_the_first_of_all_and_the_running_one_is_among_them(
    admitted, lasted, ahead, first_weekday
):
    today = MONDAY + timedelta(days=21)
    admitted_on = MONDAY + timedelta(days=admitted)
    closed_on = None if lasted is None else min(admitted_on + timedelta(days=lasted), today)
    stay = replace(STAY, admitted_on=admitted_on, closed_on=closed_on, target_weeks=3)
    planned = [
        Ahead(held_on=today + timedelta(days=one), service=Service.GROUP, minutes=60)
        for one in ahead
    ]
    told = known(
        *on(1, 9, 20), episode=stay, today=today, ahead=planned, first_weekday=first_weekday
    )

    assert told.begun == tuple(one for one in told.weeks if one.begins_on <= today)
    running = [one for one in told.weeks if one.standing is Standing.RUNNING]
    assert running == ([] if told.running is None else [told.running])


def test_what_a_stay_is_asked_about_needs_no_week_to_come():
    stay = known(*on(0, 2, group_type=GroupType.PSYCHOEDUCATION), last_contact_on=MONDAY)

    asked = list(owed_care.hours({stay.episode.client_id: stay}, {stay.episode.client_id: "Ana"}))

    assert {one.rule for one in asked} == {
        HoursRule.SHORT_WEEK,
        HoursRule.FORECAST,
        HoursRule.INDIVIDUAL,
    }
    assert "weeks" not in vars(stay)
    assert len(stay.weeks) > len(stay.begun) == 2


OFTEN_AT_FIRST = replace(LIMITS, individual_first_weeks=4, individual_first_days=3)


def test_individual_sessions_are_due_sooner_in_the_first_weeks():
    met = visit(MONDAY + timedelta(days=1), 50, Service.INDIVIDUAL)
    early = {"limits": OFTEN_AT_FIRST}

    assert not hours.i1_individual(known(met, today=MONDAY + timedelta(days=4), **early))
    (found,) = hours.i1_individual(known(met, today=MONDAY + timedelta(days=5), **early))
    assert (found.message, found.due_on) == (
        "No individual session since Mar 3.",
        MONDAY + timedelta(days=4),
    )


def test_no_individual_session_is_due_sooner_after_the_first_weeks():
    last = MONDAY + timedelta(days=25)
    met = visit(last, 50, Service.INDIVIDUAL)
    later = {"limits": OFTEN_AT_FIRST, "today": last + timedelta(days=7)}

    assert not hours.i1_individual(known(met, **later))
    day_before = replace(met, held_on=last - timedelta(days=1))
    assert hours.i1_individual(known(day_before, **later))


def test_without_first_weeks_an_individual_session_is_due_as_later():
    met = visit(MONDAY, 50, Service.INDIVIDUAL)
    never = replace(OFTEN_AT_FIRST, individual_first_weeks=0)

    assert not hours.i1_individual(known(met, limits=never, today=MONDAY + timedelta(days=7)))


def test_the_first_weeks_ask_for_no_fewer_sessions_than_the_later_ones():
    seldom = replace(OFTEN_AT_FIRST, individual_first_days=14)

    assert hours.i1_individual(known(limits=seldom, today=MONDAY + timedelta(days=8)))


def test_a_reason_settles_what_the_first_weeks_ask_for():
    stay = known(
        *on(0, group_type=GroupType.PSYCHOEDUCATION),
        limits=OFTEN_AT_FIRST,
        today=MONDAY + timedelta(days=4),
    )
    (asked,) = [one for one in owed_care.told(stay) if one.rule == "I1"]

    assert asked.reasoned == (ReasonedRule.NO_INDIVIDUAL, MONDAY)
    settled = replace(stay, reasons=(reason(ReasonedRule.NO_INDIVIDUAL),))
    assert not hours.i1_individual(settled)
