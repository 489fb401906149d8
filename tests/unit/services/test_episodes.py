"""Episodes: their days, their weeks, extensions, and what came before them."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ClosedRecordError,
    ImpossibleDateError,
    ImpossibleStayDateError,
    MissingReasonError,
    NoOpenEpisodeError,
    OpenEpisodeError,
    OpenInquiryError,
    UnusableTextError,
    UnusableWeeksError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.notes import Risk
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    circumstances,
    clients,
    episodes,
    intakes,
    notes,
    schedule,
    stays,
)
from counselor_desk.services.changes import Kind
from counselor_desk.services.circumstances import NewPriorCare
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import episodes as episode_rows
from tests import chart_facts as chart
from tests import programme

REASON = "Two objectives of goal 1 are close to being met"


@pytest.fixture
def episode(desk, client):
    return episodes.open_of(desk, client.id)


def end(desk, episode, day=date(2026, 3, 10)):
    return episodes.change(desk, replace(episode, closed_on=day))


def test_the_facts_of_a_stay_are_kept(desk, episode):
    told = replace(episode, referred_by=" Drug court ", reason="Court order")

    assert episodes.change(desk, told).referred_by == "Drug court"
    assert episodes.open_of(desk, episode.client_id).reason == "Court order"


@pytest.mark.parametrize("field", ["referred_by", "reason"])
def test_control_characters_are_refused(desk, episode, field):
    with pytest.raises(UnusableTextError):
        episodes.change(desk, replace(episode, **{field: "a\x07b"}))


@pytest.mark.parametrize("weeks", [0, 105])
def test_a_number_of_weeks_nobody_plans_is_refused(desk, episode, weeks):
    with pytest.raises(UnusableWeeksError):
        episodes.change(desk, replace(episode, target_weeks=weeks))


def test_a_stay_that_has_begun_is_not_lengthened_without_a_reason(desk, episode):
    with pytest.raises(UnusableWeeksError, match="Extend"):
        episodes.change(desk, replace(episode, target_weeks=13))

    assert episodes.open_of(desk, episode.client_id).target_weeks == 12


def test_the_plan_of_a_stay_can_be_shortened(desk, episode):
    episodes.change(desk, replace(episode, target_weeks=8))

    assert episodes.open_of(desk, episode.client_id).target_weeks == 8


def test_nobody_is_admitted_before_they_asked(desk, episode):
    with pytest.raises(ImpossibleStayDateError):
        episodes.change(desk, replace(episode, inquiry_on=date(2026, 2, 6)))


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(2090, 1, 1)])
def test_nobody_asked_for_help_after_today(desk, episode, day):
    with pytest.raises(ImpossibleStayDateError, match=r"The inquiry is after today\."):
        episodes.change(desk, replace(episode, admitted_on=None, inquiry_on=day))

    assert episodes.open_of(desk, episode.client_id) == episode


def test_nobody_is_admitted_before_birth(desk, episode):
    with pytest.raises(ImpossibleStayDateError, match="birth"):
        episodes.change(desk, replace(episode, admitted_on=date(1991, 6, 1)))


def test_an_admission_is_not_moved_past_a_signed_note(desk, client, episode):
    chart.note(desk, client, date(2026, 3, 2), Risk.NONE_REPORTED)

    with pytest.raises(ImpossibleStayDateError, match=r"The admission is after .* March 2, 2026"):
        episodes.change(desk, replace(episode, admitted_on=date(2026, 3, 3)))
    assert episodes.open_of(desk, client.id) == episode

    moved = episodes.change(desk, replace(episode, admitted_on=date(2026, 3, 2)))
    assert moved.admitted_on == date(2026, 3, 2)


def test_an_admission_is_not_moved_past_a_signed_assessment(desk, client, episode):
    chart.assess(desk, client, date(2026, 3, 2))

    with pytest.raises(ImpossibleStayDateError, match="The admission is after"):
        episodes.change(desk, replace(episode, admitted_on=date(2026, 3, 3)))


@pytest.mark.parametrize(
    ("code", "is_refused"), [(AttendanceCode.PRESENT, True), (AttendanceCode.NO_SHOW, False)]
)
def test_an_admission_is_not_moved_past_an_attended_session(
    desk, client, episode, code, is_refused
):
    programme.weekly(desk, of_client=client, weekday=Weekday.MONDAY, begins_on=date(2026, 3, 2))
    (planned,) = schedule.book(desk, date(2026, 3, 2), date(2026, 3, 2)).occurrences
    attendance.mark(desk, attendance.hold(desk, planned).id, client.id, code)
    later = replace(episode, admitted_on=date(2026, 3, 3))

    if is_refused:
        with pytest.raises(ImpossibleStayDateError, match="The admission is after"):
            episodes.change(desk, later)
    else:
        assert episodes.change(desk, later) == later


def test_a_contact_by_phone_may_come_before_the_admission(desk, client, episode):
    kind = SessionKind.PHONE_CONTACT
    chart.note(desk, client, date(2026, 3, 2), Risk.NONE_REPORTED, kind=kind, participants="Mother")

    later = replace(episode, admitted_on=date(2026, 3, 3))
    assert episodes.change(desk, later) == later


def test_days_that_were_kept_before_stand_in_no_ones_way(desk, episode):
    odd = replace(episode, inquiry_on=date(2026, 2, 6))
    with desk.write() as writer:
        episode_rows.update(writer, odd)

    assert episodes.change(desk, replace(odd, reason="Court order")).reason == "Court order"


def test_a_client_has_one_open_episode(desk, client, episode):
    with pytest.raises(OpenEpisodeError):
        episodes.start(desk, client.id)


def test_a_closed_episode_is_not_opened_beside_another(desk, client, episode):
    closed = end(desk, episode)
    episodes.start(desk, client.id)

    with pytest.raises(OpenEpisodeError):
        episodes.change(desk, replace(closed, closed_on=None))


def test_a_stay_does_not_begin_before_the_last_one_ended(desk, client, episode):
    end(desk, episode)
    again = episodes.start(desk, client.id, inquiry_on=date(2026, 3, 9))

    with pytest.raises(ImpossibleStayDateError, match="earlier stay"):
        episodes.change(desk, replace(again, admitted_on=date(2026, 3, 9)))
    with pytest.raises(ImpossibleDateError):
        end(desk, episode, date(2026, 2, 4))


def test_an_extension_has_its_reason_and_moves_the_end(desk, episode):
    extension = episodes.extend(desk, episode, 16, REASON)

    assert (extension.from_weeks, extension.to_weeks) == (12, 16)
    assert extension.decided_on == date(2026, 3, 12)
    assert episodes.open_of(desk, episode.client_id).target_weeks == 16
    assert episodes.extensions(desk, episode.id) == (extension,)


def test_an_extension_is_announced(desk, episode):
    heard = []
    desk.listen(heard.append)
    episodes.extend(desk, episode, 16, REASON)

    assert [one.kinds for one in heard] == [frozenset({Kind.EPISODE, Kind.CLIENT})]


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_extension_without_a_reason_is_refused(desk, episode, reason):
    with pytest.raises(MissingReasonError):
        episodes.extend(desk, episode, 16, reason)

    assert episodes.open_of(desk, episode.client_id).target_weeks == 12


@pytest.mark.parametrize("weeks", [12, 4, 105])
def test_an_extension_goes_past_what_is_planned(desk, episode, weeks):
    with pytest.raises(UnusableWeeksError):
        episodes.extend(desk, episode, weeks, REASON)


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(2026, 2, 4)])
def test_an_extension_is_decided_within_the_stay(desk, episode, day):
    with pytest.raises(ImpossibleStayDateError):
        episodes.extend(desk, episode, 16, REASON, decided_on=day)


def test_an_ended_stay_is_not_extended(desk, episode):
    end(desk, episode)

    with pytest.raises(NoOpenEpisodeError):
        episodes.extend(desk, episode, 16, REASON)


def test_an_extension_is_kept_for_good(desk, episode):
    extension = episodes.extend(desk, episode, 16, REASON)

    with pytest.raises(ClosedRecordError), desk.write() as writer:
        episode_rows.EXTENSIONS.update(writer, replace(extension, reason="Another"))


def test_weeks_past_the_planned_ones_are_counted_until_they_are_extended(desk, episode):
    late = episodes.change(desk, replace(episode, target_weeks=4))
    assert (stays.of(desk, late).week, stays.of(desk, late).weeks_past) == (6, 2)

    episodes.extend(desk, late, 8, REASON)

    assert stays.of(desk, episodes.get(desk, late.id)).weeks_past == 0


def test_days_from_a_higher_level_of_care_are_counted(desk, client, episode):
    for level, ended_on in (
        (CareLevel.DETOX, date(2026, 2, 2)),
        (CareLevel.INPATIENT, date(2024, 6, 1)),
        (CareLevel.OUTPATIENT, date(2026, 2, 4)),
    ):
        circumstances.add_prior_care(desk, client.id, NewPriorCare(level=level, ended_on=ended_on))
    stay = stays.of(desk, episode)

    assert stay.stepped_down_from.level is CareLevel.DETOX
    assert (stay.step_down_days, stay.first_days_end_on) == (3, date(2026, 3, 2))


def test_the_first_28_days_after_detox_are_flagged(desk, client, clock, episode):
    clock.pass_by(days=-8)
    circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.DETOX, ended_on=date(2026, 2, 4))
    )
    assert desk.today() == date(2026, 3, 4)
    assert stays.of(desk, episode).is_in_first_days

    clock.pass_by(days=1)

    assert not stays.of(desk, episode).is_in_first_days


def test_direct_entry_has_no_step_down(desk, episode):
    stay = stays.of(desk, episode)

    assert (stay.stepped_down_from, stay.step_down_days, stay.is_in_first_days) == (
        None,
        None,
        False,
    )


def test_a_readmission_knows_the_stays_before(desk, client, episode):
    closed = end(desk, episode)
    again = episodes.start(desk, client.id)
    stay = stays.of(desk, again)

    assert (stay.earlier, stay.since_last_stay_days) == ((closed,), 2)
    assert stays.of(desk, closed).earlier == ()


def test_days_of_waiting_are_counted(desk, episode):
    asked = episodes.change(desk, replace(episode, inquiry_on=date(2026, 2, 1)))

    assert stays.of(desk, asked).waited_days == 4


@pytest.fixture
def inquiry(desk):
    asked = clients.add(desk, NewClient(given_name="Ana", inquiry_on=date(2026, 3, 2)))
    return episodes.open_of(desk, asked.id)


def test_an_inquiry_ends_without_an_admission_and_says_why(desk, inquiry):
    ended = episodes.end_inquiry(desk, inquiry, " Went to  another program ")

    assert ended.was_only_asked_for
    assert (ended.closed_on, ended.no_admission_reason) == (
        desk.today(),
        "Went to another program",
    )
    assert episodes.current(desk, inquiry.client_id) == ended


def test_it_leaves_the_caseload(desk, inquiry):
    assert clients.rows(desk, status=ClientStatus.INTAKE)

    episodes.end_inquiry(desk, inquiry, REASON)

    (row,) = clients.rows(desk)
    assert row.status is ClientStatus.DISCHARGED
    assert not row.was_admitted


def test_an_inquiry_does_not_end_without_a_reason(desk, inquiry):
    with pytest.raises(MissingReasonError):
        episodes.end_inquiry(desk, inquiry, " ")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2999, 1, 1)])
def test_an_inquiry_ends_neither_before_it_began_nor_tomorrow(desk, inquiry, day):
    with pytest.raises(ImpossibleStayDateError):
        episodes.end_inquiry(desk, inquiry, REASON, on=day)


def test_an_admitted_stay_ends_with_a_discharge_summary(desk, episode):
    with pytest.raises(OpenInquiryError, match="discharge summary"):
        episodes.end_inquiry(desk, episode, REASON)


def test_an_inquiry_waits_for_its_unsigned_notes(desk, inquiry):
    notes.start(desk, inquiry.client_id)

    with pytest.raises(OpenInquiryError, match="not signed"):
        episodes.end_inquiry(desk, inquiry, REASON)


def test_an_inquiry_that_ended_is_taken_up_again(desk, inquiry):
    ended = episodes.end_inquiry(desk, inquiry, REASON)

    episodes.take_up_inquiry(desk, ended)

    assert episodes.open_of(desk, inquiry.client_id) == inquiry


def test_an_inquiry_that_led_nowhere_is_no_earlier_stay(desk, inquiry):
    ended = episodes.end_inquiry(desk, inquiry, REASON)

    stay = stays.of(desk, episodes.start(desk, inquiry.client_id))

    assert (stay.earlier, stay.inquiries) == ((), (ended,))
    assert stay.since_last_stay_days is None


def test_a_stay_grows_no_longer_by_taking_its_admission_out(desk, episode):
    bare = episodes.change(desk, replace(episode, admitted_on=None))

    with pytest.raises(UnusableWeeksError, match="admitted before"):
        episodes.change(desk, replace(bare, target_weeks=episode.target_weeks + 4))

    again = episodes.change(desk, replace(bare, admitted_on=episode.admitted_on))
    assert again == episode


def test_an_inquiry_that_was_never_admitted_is_planned_as_long_as_it_takes(desk, inquiry):
    longer = replace(inquiry, admitted_on=date(2026, 3, 5), target_weeks=20)

    assert episodes.change(desk, longer).target_weeks == 20


def test_the_inquiry_does_not_move_past_a_paper(desk, inquiry):
    consent = intakes.of_episode(desk, inquiry)[0]
    intakes.keep(desk, replace(consent, done_on=date(2026, 3, 3)))

    with pytest.raises(ImpossibleStayDateError, match="intake paper"):
        episodes.change(desk, replace(inquiry, inquiry_on=date(2026, 3, 4)))
