"""The week: what is planned and held in it, how far its notes are, and what overlaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import ImpossibleAttendanceError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import (
    attendance,
    group_sessions,
    groups,
    notes,
    schedule,
    settings,
    weeks,
)
from counselor_desk.services.weeks import WriteUp
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


def test_a_colleague_may_lead_at_the_same_time(desk, client, group):
    programme.weekly(desk, of_group=group, weekday=Weekday.FRIDAY, led_by="J. Ortiz")
    programme.weekly(desk, of_client=client, weekday=Weekday.FRIDAY)

    assert [one.clashes for one in blocks(desk)] == [(), ()]


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
