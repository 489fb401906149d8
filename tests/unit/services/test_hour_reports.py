"""Hours of a stay as a whole, and the papers that are made from them."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.documents import hour_charts
from counselor_desk.documents.blocks import strings
from counselor_desk.errors import (
    ImpossibleAttendanceError,
    NothingToExportError,
    UnknownRecordError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.audit import Act
from counselor_desk.records.groups import GroupType
from counselor_desk.records.hour_reports import by_group_type, by_service, by_topic, remote_minutes
from counselor_desk.records.printing import USUAL_PARTS, PaperPart, PrintWish
from counselor_desk.records.program import Weekday
from counselor_desk.records.reasons import ReasonCode, ReasonedRule
from counselor_desk.records.schedule import CourseTopic, PlannedTopic, Service, TaughtTopic
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import (
    attendance,
    attendance_weeks,
    audits,
    clients,
    courses,
    episodes,
    exports,
    groups,
    hour_reports,
    hours,
    plans,
    schedule,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind, Format
from tests import programme

MONDAY = date(2026, 3, 9)
WEEK = timedelta(days=7)
PAPERS = (
    DocumentKind.CLIENT_SCHEDULE,
    DocumentKind.ATTENDANCE_REPORT,
    DocumentKind.HOURS_REPORT,
    DocumentKind.COMPLETION_LIST,
)
LETTERS = (DocumentKind.ATTENDANCE_LETTER, DocumentKind.PROGRESS_LETTER)


@pytest.fixture
def group(desk, client):
    """Three hours on Monday, Wednesday and Friday since the beginning of March."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=found, weekday=weekday, begins_on=MONDAY - WEEK)
    groups.join(desk, found.id, client.id, joined_on=MONDAY - WEEK)
    return found


@pytest.fixture
def attended(desk, client, group):
    """A week of which one day was missed, and the Monday after it; one day taught a topic."""
    for one in schedule.book(desk, MONDAY - WEEK, MONDAY).occurrences:
        code = AttendanceCode.EXCUSED if one.held_on.weekday() == 4 else AttendanceCode.PRESENT
        held = attendance.hold(desk, one)
        attendance.mark(desk, held.id, client.id, code)
        if one.held_on == MONDAY:
            attendance.set_topic(desk, held.id, "Body and stress", CourseTopic.TRAUMA)
    return client


def report(desk, client):
    return hour_reports.of_client(desk, client.id)


def words(desk, client, kind, parts=USUAL_PARTS):
    choice = exports.choose(desk, client.id, kind)[0]
    made = exports.compose(desk, choice, PrintWish(parts=parts))
    return " ".join(exports.render(made.document, Format.TXT, made.paper).decode().split())


def test_before_an_admission_there_is_nothing_to_tell(desk):
    asked = clients.add(desk, NewClient(given_name="Ana", family_name="Ruiz"))

    assert report(desk, asked) is None
    assert all(exports.choices(desk, asked.id, kind) == () for kind in PAPERS)


def test_sessions_stand_with_group_and_attendance_newest_first(desk, attended):
    lines = report(desk, attended).sessions

    assert [one.held_on for one in lines] == [
        MONDAY,
        *(MONDAY - timedelta(days=days) for days in (3, 5, 7)),
    ]
    assert lines[0].name == "Relapse prevention"
    assert (lines[1].code, lines[1].minutes, lines[1].planned) == (AttendanceCode.EXCUSED, 0, 180)


def test_planned_and_delivered_are_told_by_kind(desk, attended):
    (one,) = by_service(report(desk, attended).sessions)

    assert (one.service, one.planned, one.delivered) == (Service.GROUP, 4 * 180, 3 * 180)
    assert (one.sessions, one.attended) == (4, 3)


def test_a_topic_counts_once_it_was_attended(desk, attended):
    found = by_topic(report(desk, attended).sessions)

    (trauma,) = found.values()
    assert trauma.topic == TaughtTopic(topic=CourseTopic.TRAUMA)
    assert (trauma.minutes, trauma.last_on) == (180, MONDAY)


def test_hours_are_told_by_the_type_of_the_group(desk, attended):
    (one,) = by_group_type(report(desk, attended).sessions)

    assert (one.type, one.delivered) == (GroupType.RELAPSE_PREVENTION, 3 * 180)
    told = words(desk, attended, DocumentKind.HOURS_REPORT)
    assert "Groups by type" in told
    assert "Relapse prevention" in told.partition("Groups by type")[2]


def test_the_hours_report_tells_the_share_by_video_or_phone(desk, attended):
    assert "By video or phone: –" in words(desk, attended, DocumentKind.HOURS_REPORT)

    week = attendance_weeks.of_week(desk, MONDAY)
    (line,) = week.lines
    part = next(part for day in line.days for part in day.parts if part.attendance is not None)
    attendance_weeks.set_modality(desk, attended.id, part, Modality.VIDEO)

    assert remote_minutes(report(desk, attended).sessions) == 180
    assert "By video or phone: 3.0 h (33 %)" in words(desk, attended, DocumentKind.HOURS_REPORT)


def test_own_topics_stand_on_the_completion_list_each_by_its_name(desk, attended):
    known = report(desk, attended).sessions
    for one, about in zip(known, ("Grief", "Anger"), strict=False):
        attendance.set_topic(desk, one.session_id, about, CourseTopic.OWN)
        code = AttendanceCode.PRESENT
        attendance.mark(desk, one.session_id, attended.id, code)

    names = [one.name for one in by_topic(report(desk, attended).sessions)]
    assert sorted(names) == ["Anger", "Grief"]
    told = words(desk, attended, DocumentKind.COMPLETION_LIST)
    assert "Topics attended: 2 of 7" in told
    assert "Another topic" not in told.partition("Classes and groups")[0]


def test_the_completion_list_tells_what_a_class_planned_and_the_client_had(desk, attended, group):
    groups.change(desk, replace(group, curriculum="Steady Ground"))
    wanted = ((CourseTopic.TRAUMA, 1), (CourseTopic.RELATIONSHIPS, 2))
    courses.plan(
        desk,
        group.id,
        [
            PlannedTopic(id=0, care_group_id=group.id, position=0, topic=topic, meetings=meetings)
            for topic, meetings in wanted
        ],
    )

    told = words(desk, attended, DocumentKind.COMPLETION_LIST)

    assert "Planned topics covered: 1 of 2" in told
    assert (
        "Follows Steady Ground. Attended 1 of 3 planned meetings, 3.0 h; 1 of 2 topics covered."
    ) in told


def test_without_a_plan_the_completion_list_tells_of_none(desk, attended):
    assert "planned" not in words(desk, attended, DocumentKind.COMPLETION_LIST).lower()


def test_a_short_week_without_a_reason_stands_first(desk, attended):
    before = report(desk, attended).short_weeks
    episode = episodes.open_of(desk, attended.id)
    first = before[0].begins_on
    hours.give_reason(desk, episode.id, ReasonedRule.SHORT_WEEK, first, ReasonCode.COURT)

    after = report(desk, attended)
    assert {one.begins_on for one in after.short_weeks} == {one.begins_on for one in before}
    assert after.short_weeks[-1].begins_on == first
    assert after.reason(after.short_weeks[-1]).code is ReasonCode.COURT


def test_the_schedule_tells_what_comes_back_and_what_comes_next(desk, attended):
    programme.weekly(
        desk, of_client=attended, weekday=Weekday.TUESDAY, starts=time(14), ends=time(14, 50)
    )
    schedule.add_holiday(desk, MONDAY + WEEK, "Founders’ Day")

    told = report(desk, attended)
    assert [(one.weekday, one.service) for one in told.weekly] == [
        (0, Service.GROUP),
        (1, Service.INDIVIDUAL),
        (2, Service.GROUP),
        (4, Service.GROUP),
    ]
    assert MONDAY + WEEK not in {one.held_on for one in told.coming}
    assert told.closed == ((MONDAY + WEEK, "Founders’ Day"),)
    assert "Founders’ Day" in words(desk, attended, DocumentKind.CLIENT_SCHEDULE)


def test_a_discharged_client_has_no_schedule_and_keeps_the_reports(desk, attended):
    episode = episodes.open_of(desk, attended.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NothingToExportError):
        exports.choose(desk, attended.id, DocumentKind.CLIENT_SCHEDULE)
    assert "Discharged" in words(desk, attended, DocumentKind.HOURS_REPORT)


@pytest.mark.parametrize("kind", PAPERS + LETTERS)
@pytest.mark.parametrize("form", list(Format))
def test_each_paper_can_be_made_in_each_format(desk, attended, kind, form):
    composed = exports.compose(desk, exports.choose(desk, attended.id, kind)[0])

    assert composed.stem.startswith(f"{attended.number} ")
    assert exports.render(composed.document, form, composed.paper)


@pytest.mark.parametrize("kind", PAPERS)
def test_each_paper_carries_the_notice(desk, attended, kind):
    assert "42 CFR part 2" in words(desk, attended, kind)


@pytest.mark.parametrize("kind", LETTERS)
def test_the_notice_on_a_letter_tells_of_no_care_that_the_letter_does_not_name(
    desk, attended, kind
):
    named = USUAL_PARTS | {PaperPart.KIND_OF_CARE}

    assert "42 CFR" not in words(desk, attended, kind)
    assert "42 CFR part 2" in words(desk, attended, kind, named)


def test_the_hours_report_tells_a_short_week(desk, attended):
    told = words(desk, attended, DocumentKind.HOURS_REPORT)

    assert "3.0 h short, reason missing" in told
    assert "Hours a week, 9.0 h to 20.0 h wanted: week" in told


def test_the_attendance_letter_names_no_kind_of_care(desk, attended):
    told = words(desk, attended, DocumentKind.ATTENDANCE_LETTER)
    body = told.partition("To whom it may concern")[2].lower()

    for word in ("treatment", "outpatient", "group", "relapse", "diagnos", "counseling", "addict"):
        assert word not in body
    assert "of 4 appointments so far, 3 were attended and 1 excused" in body


def test_the_counselor_chooses_that_the_kind_of_care_is_named(desk, attended):
    parts = USUAL_PARTS | {PaperPart.KIND_OF_CARE}

    told = words(desk, attended, DocumentKind.ATTENDANCE_LETTER, parts)

    assert "the intensive outpatient program" in told


def test_the_weeks_can_be_left_out_of_a_letter(desk, attended):
    kind = DocumentKind.ATTENDANCE_LETTER

    assert "Week by week" in words(desk, attended, kind)
    assert "Week by week" not in words(
        desk, attended, kind, USUAL_PARTS - {PaperPart.HOURS_BY_WEEK}
    )


def test_the_progress_letter_counts_objectives_and_names_none(desk, attended, plan_edit):
    plans.sign(desk, plan_edit)

    told = words(desk, attended, DocumentKind.PROGRESS_LETTER)

    assert "A plan with 1 objective was made together" in told
    assert "triggers" not in told


def test_time_that_is_no_treatment_is_no_sum(desk, attended, group):
    groups.change(desk, replace(group, counts_hours=False))

    assert by_service(report(desk, attended).sessions) == ()
    choice = exports.choose(desk, attended.id, DocumentKind.ATTENDANCE_REPORT)[0]
    told = list(strings(exports.compose(desk, choice).document))
    assert "Group, no treatment hours" in told


def test_a_written_letter_is_in_the_log(desk, attended, tmp_path):
    kind = DocumentKind.ATTENDANCE_LETTER
    composed = exports.compose(desk, exports.choose(desk, attended.id, kind)[0])

    exports.write(desk, composed, tmp_path / "letter.pdf", b"%PDF")

    index = audits.index(desk.database, desk.zone, audits.wanted(desk))
    newest = audits.lines(desk, index.seqs[:1])[0]
    assert (newest.event.act, newest.event.client_id) == (Act.EXPORT, attended.id)


def test_an_individual_session_stands_without_a_group(desk, attended):
    held = attendance.record(
        desk,
        attendance.NewSession(
            kind=SessionKind.INDIVIDUAL,
            held_on=MONDAY,
            starts=time(14),
            ends=time(14, 50),
        ),
    )
    attendance.mark(desk, held.id, attended.id, AttendanceCode.PRESENT)

    assert (report(desk, attended).sessions[0].name, report(desk, attended).delivered) == (
        "",
        3 * 180 + 50,
    )


def test_the_chart_on_paper_is_the_same_each_time(desk, attended):
    told = report(desk, attended)

    assert hour_charts.picture(told) == hour_charts.picture(told)
    assert hour_charts.picture(told) != hour_charts.picture(replace(told, weeks=told.weeks[:-1]))


def test_a_week_that_outlasts_the_stay_is_not_short(desk, attended):
    told = report(desk, attended)
    strict = replace(told, weeks=tuple(replace(week, least=3000) for week in told.weeks))
    last = strict.short_ahead[-1]
    until = (last.begins_on - told.episode.admitted_on).days // 7

    shorter = replace(strict, episode=replace(told.episode, target_weeks=until))

    assert last not in shorter.short_ahead


def test_a_recorded_session_that_clashes_leaves_nothing(desk, attended):
    before = report(desk, attended).sessions
    new = attendance.NewSession(
        kind=SessionKind.INDIVIDUAL, held_on=MONDAY, starts=time(10), ends=time(11)
    )

    with pytest.raises(ImpossibleAttendanceError, match="another session"):
        hour_reports.record(desk, attended.id, new, AttendanceCode.PRESENT)

    assert report(desk, attended).sessions == before


def test_an_attendance_is_taken_back_once(desk, attended):
    line = report(desk, attended).sessions[0]
    hour_reports.take_back(desk, line)

    assert line.attendance_id not in {one.attendance_id for one in report(desk, attended).sessions}
    with pytest.raises(UnknownRecordError):
        hour_reports.take_back(desk, line)
