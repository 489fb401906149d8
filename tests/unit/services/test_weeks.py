"""The week: what is planned and held in it, how far its notes are, and what overlaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import ImpossibleAttendanceError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.tasks import Lane
from counselor_desk.records.weeks import WriteUp
from counselor_desk.services import (
    attendance,
    clients,
    episodes,
    group_sessions,
    groups,
    notes,
    schedule,
    settings,
    tasks,
    weeks,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.tasks import NewTask
from tests import programme

MONDAY = date(2026, 3, 9)
TODAY = date(2026, 3, 12)


@pytest.fixture
def group(desk, client):
    made = programme.group(desk)
    groups.join(desk, made.id, client.id, joined_on=date(2026, 2, 9))
    return made


def blocks(desk):
    return weeks.of_week(desk, MONDAY).blocks


def block(desk):
    (found,) = blocks(desk)
    return found


def test_a_planned_group_is_in_the_week_with_who_is_expected(desk, group):
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY)

    found = block(desk)

    assert (found.title, found.held_on, found.expected) == (
        "Relapse prevention",
        date(2026, 3, 13),
        1,
    )


def test_a_planned_client_is_named_as_the_screen_says(desk, client):
    programme.weekly(desk, of_client=client)

    assert block(desk).title == "Marcus R."


def test_hidden_names_are_initials(desk, client):
    programme.weekly(desk, of_client=client)
    settings.change(desk, hides_names=True)

    assert block(desk).title == "M.R."


def test_what_is_held_stands_once_and_is_still_the_planned_time(desk, group, client):
    programme.weekly(desk, of_group=group)
    attendance.hold(desk, block(desk).planned)

    found = block(desk)

    assert found.is_held
    assert found.planned is not None


def test_a_group_that_is_begun_is_a_draft(desk, group, client):
    programme.weekly(desk, of_group=group, weekday=Weekday.WEDNESDAY)
    session = attendance.hold(desk, block(desk).planned)
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)
    group_sessions.keep(desk, group_sessions.open_edit(desk, session.id))

    assert block(desk).write_up is WriteUp.DRAFT


def test_a_group_nobody_wrote_up_is_late_after_two_days(desk, group):
    programme.weekly(desk, of_group=group)

    assert block(desk).write_up is WriteUp.LATE


def test_what_a_colleague_leads_is_never_late(desk, group):
    programme.weekly(desk, of_group=group, led_by="J. Ortiz")

    assert block(desk).write_up is WriteUp.NONE


def test_a_signed_note_makes_its_planned_time_signed(desk, client, note_edit):
    programme.weekly(desk, of_client=client, weekday=Weekday.THURSDAY, ends=time(9, 50))
    signed = notes.sign(desk, replace(note_edit, note=replace(note_edit.note, held_on=TODAY)))

    found = block(desk)

    assert (found.write_up, found.note_id) == (WriteUp.SIGNED, signed.id)
    assert found.planned is not None


def test_what_is_signed_waits_for_nobody_from_the_next_day_on(desk, client, note_edit):
    programme.weekly(desk, of_client=client, weekday=Weekday.WEDNESDAY, ends=time(9, 50))
    wednesday = TODAY - timedelta(days=1)
    before = weeks.waiting(desk, wednesday, TODAY)
    notes.sign(desk, replace(note_edit, note=replace(note_edit.note, held_on=wednesday)))

    assert [one.held_on for one in before] == [wednesday]
    assert weeks.waiting(desk, wednesday, TODAY) == ()
    assert [one.write_up for one in weeks.waiting(desk, MONDAY, wednesday)] == [WriteUp.SIGNED]


def test_a_note_that_was_not_planned_is_in_the_week_too(desk, client, note_edit):
    notes.keep(desk, note_edit)

    found = block(desk)

    assert (found.write_up, found.planned) == (WriteUp.DRAFT, None)


def test_two_sessions_of_mine_at_once_know_of_each_other(desk, client, group):
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY)
    programme.weekly(
        desk, of_client=client, weekday=Weekday.FRIDAY, starts=time(11), ends=time(11, 50)
    )

    first, second = blocks(desk)

    assert first.clashes == (("Marcus R.", time(11)),)
    assert second.clashes == (("Relapse prevention", time(9)),)


def test_a_colleague_may_lead_at_the_same_time(desk, client):
    other = programme.group(desk)
    programme.weekly(desk, of_group=other, weekday=Weekday.FRIDAY, led_by="J. Ortiz")
    programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)

    assert [one.clashes for one in blocks(desk)] == [(), ()]


def test_a_member_who_is_in_a_session_at_that_time_is_told(desk, client, group):
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY, led_by="J. Ortiz")
    programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)

    first, second = blocks(desk)

    assert first.clashes == (("Relapse prevention", time(9)),)
    assert second.clashes == (("Marcus R.", time(9)),)


def test_who_was_excused_is_not_in_two_places(desk, client, group):
    programme.weekly(desk, of_group=group, led_by="J. Ortiz")
    session = attendance.hold(desk, block(desk).planned)
    attendance.mark(desk, session.id, client.id, AttendanceCode.EXCUSED)
    programme.weekly(desk, of_client=client)

    assert [one.clashes for one in blocks(desk)] == [(), ()]


@pytest.fixture
def interview(desk, client):
    new = NewTask(
        lane=Lane.JOB,
        text="Warehouse lead at Ozark Foods",
        next_action="Interview 9:30 am",
        next_on=date(2026, 3, 13),
    )
    return tasks.add(desk, client.id, new)


def test_an_appointment_of_a_client_is_in_the_week_and_no_session(desk, interview):
    week = weeks.of_week(desk, MONDAY)

    assert week.blocks == ()
    assert [(one.title, one.starts, one.told.task_uid) for one in week.own] == [
        ("Marcus R.", time(9, 30), interview.uid)
    ]


def test_an_appointment_and_the_group_it_takes_the_client_from_know_of_each_other(
    desk, group, interview
):
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY)

    week = weeks.of_week(desk, MONDAY)

    assert week.blocks[0].clashes == (("Marcus R.: Interview 9:30 am", time(9, 30)),)
    assert week.own[0].clashes == (("Relapse prevention", time(9)),)


def test_the_appointment_of_one_client_does_not_touch_the_session_of_another(desk, interview):
    other = clients.add(desk, NewClient(given_name="Jolene", admitted_on=date(2026, 2, 9)))
    programme.weekly(desk, of_client=other, weekday=Weekday.FRIDAY)

    assert block(desk).clashes == ()


def test_the_appointments_of_a_discharged_client_are_gone(desk, client, interview):
    stay = episodes.current(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=date(2026, 3, 11)))

    assert weeks.of_week(desk, MONDAY).own == ()


def test_planning_over_an_appointment_is_told_of(desk, client, interview):
    series = programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)
    (planned,) = schedule.book(desk, date(2026, 3, 13), date(2026, 3, 13)).occurrences

    found = weeks.at_the_time_of(desk, planned)

    assert planned.series == series
    assert [one.called for one in found] == ["Marcus R.: Interview 9:30 am"]


def test_a_day_off_is_told_and_empties_its_day(desk, group):
    programme.weekly(desk, of_group=group)
    schedule.add_holiday(desk, MONDAY, "Founders Day")

    told = weeks.of_week(desk, MONDAY)

    assert [one.name for one in told.holidays] == ["Founders Day"]
    assert told.blocks == ()


def test_what_was_left_out_is_told_apart(desk, client):
    programme.weekly(desk, of_client=client)
    schedule.leave_out(desk, block(desk).planned, "away")

    told = weeks.of_week(desk, MONDAY)

    assert told.blocks == ()
    assert [(one.title, one.held_on) for one in told.left_out] == [("Marcus R.", MONDAY)]


def test_the_week_begins_as_the_program_says(desk):
    desk.set_program(replace(desk.program(), week_starts=Weekday.SUNDAY))

    assert weeks.first_of_week(desk, TODAY) == date(2026, 3, 8)
    assert weeks.first_of_week(desk, date(2026, 3, 8)) == date(2026, 3, 8)


def test_a_note_is_begun_with_the_times_that_were_planned(desk, client):
    programme.weekly(
        desk,
        of_client=client,
        kind=SessionKind.FAMILY,
        ends=time(9, 50),
        modality=Modality.VIDEO,
    )

    note_id = weeks.begin_note(desk, block(desk))

    note = notes.open_edit(desk, note_id).note
    assert (note.kind, note.held_on, note.starts, note.ends, note.modality) == (
        SessionKind.FAMILY,
        MONDAY,
        time(9),
        time(9, 50),
        Modality.VIDEO,
    )


def test_a_note_that_is_begun_is_not_begun_again(desk, client):
    programme.weekly(desk, of_client=client)
    begun = weeks.begin_note(desk, block(desk))

    assert weeks.begin_note(desk, block(desk)) == begun


def test_no_note_is_begun_of_what_is_still_to_come(desk, client):
    programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)

    with pytest.raises(ImpossibleAttendanceError, match="still to come"):
        weeks.begin_note(desk, block(desk))


def test_a_moved_session_stands_where_it_was_moved_to(desk, client):
    programme.weekly(desk, of_client=client)
    one = block(desk).planned
    schedule.move(desk, one, MONDAY + timedelta(days=4), time(13), time(13, 50))

    found = block(desk)

    assert (found.held_on, found.starts) == (date(2026, 3, 13), time(13))
