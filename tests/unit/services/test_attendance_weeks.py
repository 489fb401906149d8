"""The week grid: who stands where, what a cell holds, and what sets, copies and clears it."""

from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import ImpossibleAttendanceError, ImpossibleSeriesError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.attendance_weeks import Outlook
from counselor_desk.records.clients import Caseload
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import attendance_weeks, clients, groups, hours, notes, schedule
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from tests import programme

MONDAY, TUESDAY, THURSDAY = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 12)
PRESENT = AttendanceCode.PRESENT


@pytest.fixture
def group(desk, client):
    """Nine hours a week: Monday, Wednesday and Friday from nine to twelve."""
    made = programme.group(desk)
    groups.join(desk, made.id, client.id, joined_on=date(2026, 2, 5))
    for day in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=made, weekday=day)
    return made


def other(desk, **fields):
    facts = {
        "given_name": "Jolene",
        "family_name": "Tran",
        "born_on": date(1988, 1, 2),
        "admitted_on": date(2026, 2, 5),
    } | fields
    return clients.add(desk, NewClient(**facts))


def line(desk, client, day=THURSDAY):
    week = attendance_weeks.of_week(desk, day)
    return next(one for one in week.lines if one.client_id == client.id)


def part(desk, client, day=MONDAY):
    cell = next(cell for cell in line(desk, client, day).days if cell.day == day)
    return cell.parts[0]


def test_a_planned_session_is_told_with_its_length_and_no_code(desk, client, group):
    cell = line(desk, client).days[0]

    assert (cell.minutes, cell.code, cell.is_recorded) == (180, None, False)


def test_marking_a_planned_session_holds_it(desk, client, group):
    attendance_weeks.mark(desk, client.id, part(desk, client), PRESENT)

    cell = line(desk, client).days[0]
    assert (cell.minutes, cell.code, cell.is_open) == (180, PRESENT, False)


def test_minutes_typed_are_those_attended(desk, client, group):
    attendance_weeks.set_minutes(desk, client.id, part(desk, client), 75)

    told = line(desk, client)
    assert (told.days[0].minutes, told.week.minutes) == (75, 75)


def test_too_many_minutes_leave_nothing_behind(desk, client, group):
    with pytest.raises(ImpossibleAttendanceError, match="180 minutes"):
        attendance_weeks.set_minutes(desk, client.id, part(desk, client), 181)

    assert part(desk, client).session is None


def test_a_session_to_come_cannot_be_marked(desk, client, group):
    with pytest.raises(ImpossibleAttendanceError, match="still to come"):
        attendance_weeks.mark(desk, client.id, part(desk, client, date(2026, 3, 13)), PRESENT)


def test_two_sessions_at_once_are_refused_and_nothing_is_held(desk, client, group):
    one = part(desk, client)
    there = NewSession(
        kind=SessionKind.INDIVIDUAL, held_on=MONDAY, starts=time(9, 30), ends=time(10)
    )
    attendance_weeks.record(desk, there, [client.id])

    with pytest.raises(ImpossibleAttendanceError, match="another session"):
        attendance_weeks.mark(desk, client.id, one, PRESENT)
    planned = line(desk, client).days[0].parts[0]
    assert (planned.starts, planned.session) == (time(9), None)


@pytest.mark.parametrize("weeks", [-5, -4, -1, 0, 1])
def test_every_week_agrees_with_the_hours_of_the_stay(desk, client, group, weeks):
    told = line(desk, client, THURSDAY + timedelta(weeks=weeks))
    known = hours.of_episode(desk, told.episode_id)

    (same,) = [one for one in known.weeks if one.begins_on == told.week.begins_on]
    assert told.week == same


def test_the_week_agrees_with_the_hours_of_the_stay(desk, client, group):
    attendance_weeks.set_minutes(desk, client.id, part(desk, client), 100)
    told = line(desk, client)

    known = hours.of_episode(desk, told.episode_id)
    assert told.week in known.weeks
    assert (told.week.minutes, told.week.ahead) == (100, 180)


def test_a_session_of_today_that_is_open_to_write_up_is_ahead_in_grid_and_chart(
    desk, client, group
):
    programme.weekly(desk, of_group=group, weekday=Weekday.THURSDAY)
    attendance_weeks.hold(desk, part(desk, client, THURSDAY))
    told = line(desk, client)

    assert told.week.ahead == 2 * 180
    assert told.week in hours.of_episode(desk, told.episode_id).weeks


@pytest.mark.parametrize(
    ("minutes", "outlook"), [((180, 180), Outlook.ON_THE_WAY), ((180, 60), Outlook.SHORT)]
)
def test_the_outlook_counts_what_is_still_planned(desk, client, group, minutes, outlook):
    for day, attended in zip((MONDAY, date(2026, 3, 11)), minutes, strict=True):
        attendance_weeks.set_minutes(desk, client.id, part(desk, client, day), attended)

    assert line(desk, client).outlook is outlook


def test_who_cannot_reach_the_goal_stands_first_then_by_total(desk, client, group):
    jolene = other(desk)
    groups.join(desk, group.id, jolene.id, joined_on=date(2026, 2, 5))
    for day in (MONDAY, date(2026, 3, 11)):
        attendance_weeks.mark(desk, client.id, part(desk, client, day), PRESENT)
        attendance_weeks.mark(desk, jolene.id, part(desk, jolene, day), AttendanceCode.EXCUSED)
    lines = attendance_weeks.of_week(desk, THURSDAY).lines

    assert [one.client_id for one in lines] == [jolene.id, client.id]
    assert [one.outlook for one in lines] == [Outlook.SHORT, Outlook.ON_THE_WAY]


def test_a_reason_settles_a_short_week(desk, client):
    told = line(desk, client)
    assert told.needs_reason
    hours.give_reason(
        desk, told.episode_id, ReasonedRule.SHORT_WEEK, told.week.begins_on, ReasonCode.ILLNESS
    )

    assert not line(desk, client).needs_reason
    assert line(desk, client).outlook is Outlook.SHORT


def test_the_first_part_of_a_week_is_not_judged(desk):
    late = other(desk, admitted_on=date(2026, 3, 11))

    assert line(desk, late).outlook is Outlook.PARTIAL
    assert not line(desk, late).needs_reason


def test_a_week_ahead_asks_for_no_reason(desk, client):
    assert not line(desk, client, THURSDAY + timedelta(days=7)).needs_reason


def test_copying_down_sets_the_same_session_of_another(desk, client, group):
    jolene = other(desk)
    groups.join(desk, group.id, jolene.id, joined_on=date(2026, 2, 5))
    attendance_weeks.mark(desk, client.id, part(desk, client), AttendanceCode.LATE, 150)
    attendance_weeks.copy(desk, part(desk, client), line(desk, jolene), 0)

    kept = part(desk, jolene)
    assert (kept.code, kept.minutes) == (AttendanceCode.LATE, 150)
    assert kept.session.id == part(desk, client).session.id


def test_copying_to_a_day_without_a_session_is_refused(desk, client, group):
    jolene = other(desk)
    attendance_weeks.mark(desk, client.id, part(desk, client), PRESENT)

    with pytest.raises(ImpossibleAttendanceError, match="No session"):
        attendance_weeks.copy(desk, part(desk, client), line(desk, jolene), 0)


def test_what_was_cleared_is_set_again_as_it_was(desk, client, group):
    attendance_weeks.mark(desk, client.id, part(desk, client), AttendanceCode.LATE, 150)
    cleared = attendance_weeks.clear(desk, client.id, part(desk, client))
    assert part(desk, client).session is None

    attendance_weeks.restore(desk, cleared)
    assert (part(desk, client).code, part(desk, client).minutes) == (AttendanceCode.LATE, 150)


def test_an_unplanned_session_that_was_cleared_comes_back(desk, client):
    new = NewSession(
        kind=SessionKind.FAMILY, held_on=TUESDAY, starts=time(14), ends=time(15), led_by="A. Moss"
    )
    attendance_weeks.record(desk, new, [client.id])
    attendance_weeks.restore(
        desk, attendance_weeks.clear(desk, client.id, part(desk, client, TUESDAY))
    )

    back = part(desk, client, TUESDAY)
    assert (back.led_by, back.minutes, back.session.kind) == ("A. Moss", 60, SessionKind.FAMILY)


def test_a_session_nobody_was_at_is_not_recorded(desk):
    new = NewSession(kind=SessionKind.FAMILY, held_on=TUESDAY, starts=time(14), ends=time(15))

    with pytest.raises(ImpossibleAttendanceError, match="Choose who was there"):
        attendance_weeks.record(desk, new, [])


def test_a_session_without_length_is_not_recorded(desk, client):
    new = NewSession(kind=SessionKind.FAMILY, held_on=TUESDAY, starts=time(14), ends=time(14))

    with pytest.raises(ImpossibleSeriesError):
        attendance_weeks.record(desk, new, [client.id])


def test_a_recorded_session_of_one_who_was_discharged_is_kept_for_nobody(desk, client):
    late = other(desk, admitted_on=date(2026, 3, 11))
    new = NewSession(kind=SessionKind.FAMILY, held_on=TUESDAY, starts=time(14), ends=time(15))

    with pytest.raises(ImpossibleAttendanceError, match="not in treatment"):
        attendance_weeks.record(desk, new, [client.id, late.id])
    assert line(desk, client).days[1].parts == ()


def test_a_remote_session_is_one_of_the_session_and_the_client_was_there(desk, client, group):
    attendance_weeks.set_modality(desk, client.id, part(desk, client), Modality.VIDEO)

    cell = line(desk, client).days[0]
    assert (cell.is_remote, cell.code) == (True, PRESENT)


def test_a_day_off_plans_nothing(desk, client, group):
    schedule.add_holiday(desk, MONDAY, "Snow")

    assert line(desk, client).days[0].parts == ()


def test_a_guest_is_told_as_one(desk):
    guest = other(desk, caseload=Caseload.GUEST)

    assert not line(desk, guest).is_mine


def test_a_group_that_is_no_treatment_adds_no_hours(desk, client):
    made = programme.group(desk, counts_hours=False)
    groups.join(desk, made.id, client.id, joined_on=date(2026, 2, 5))
    programme.weekly(desk, of_group=made)
    attendance_weeks.mark(desk, client.id, part(desk, client), PRESENT)

    assert (line(desk, client).days[0].minutes, line(desk, client).week.minutes) == (180, 0)


def test_what_a_signed_note_reports_cannot_be_cleared(desk, client, note_edit):
    signed_note = notes.sign(desk, note_edit)
    told = part(desk, client, signed_note.held_on)

    with pytest.raises(ImpossibleAttendanceError, match="signed note"):
        attendance_weeks.clear(desk, client.id, told)
    assert attendance_weeks.note_of(desk, client.id, told) == (signed_note.id, True)


def test_every_client_and_session_is_told_in_as_many_statements(desk, client, group):
    def statements():
        with desk.database.counting() as counts:
            attendance_weeks.of_week(desk, THURSDAY)
        return counts.statements

    before = statements()
    for name in ("Ada", "Bea", "Cleo", "Dora"):
        more = other(desk, given_name=name)
        groups.join(desk, group.id, more.id, joined_on=date(2026, 2, 5))

    assert statements() == before


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1.5", 90),
        ("1,5", 90),
        ("1:30", 90),
        ("90", 90),
        ("2", 120),
        ("0", 0),
        ("45m", 45),
        ("10 min", 10),
        ("2h", 120),
        (" 3.0 ", 180),
        ("13", 13),
        ("0.8", 48),
    ],
)
def test_hours_and_minutes_are_understood(typed, minutes):
    assert attendance_weeks.minutes_typed(typed) == minutes


@pytest.mark.parametrize("typed", ["", "x", "1:75", "-3", "1.2.3", "1e3", "½"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(ImpossibleAttendanceError, match="no time"):
        attendance_weeks.minutes_typed(typed)
