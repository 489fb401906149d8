"""What is owed, from records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.records.amendments import Amendment
from counselor_desk.records.clients import ClientRow, ClientStatus
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.episodes import Episode
from counselor_desk.records.flags import FlagFacts, FlagKind
from counselor_desk.records.ids import (
    AmendmentId,
    ClientId,
    EpisodeId,
    NoteId,
    PlanId,
    TaskId,
    Uid,
)
from counselor_desk.records.notes import Note, Risk, Section, SectionCode
from counselor_desk.records.plans import PlanHead
from counselor_desk.records.review_causes import CauseKind, ReviewCause
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.records.stay_reviews import ReviewedPlan
from counselor_desk.records.tasks import Lane, Task
from counselor_desk.records.today import (
    OwedBackup,
    OwedDischarge,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedStayReview,
    OwedTask,
)
from counselor_desk.rules import today as rules
from counselor_desk.rules.today import BackupsSoFar, Known, UnsignedNote

TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)
DEVON = ClientId(1)
ROW = ClientRow(
    id=DEVON,
    number="CD-0001",
    name="Devon A.",
    full_name="Devon Adams",
    initials="DA",
    status=ClientStatus.ACTIVE,
    week=5,
    target_weeks=12,
    last_note_on=None,
    unsigned_notes=0,
    plan_signed_on=date(2026, 2, 10),
    plan_due_on=None,
)
NOTE = Note(
    id=NoteId(7),
    uid=Uid("n"),
    client_id=DEVON,
    episode_id=EpisodeId(1),
    held_on=date(2026, 3, 9),
    starts=time(9, 0),
    ends=time(9, 53),
    zone="America/Chicago",
    entered_at=NOW,
)
TASK = Task(
    id=TaskId(3),
    uid=Uid("t"),
    client_id=DEVON,
    lane=Lane.HOUSING,
    text="Call the landlord",
    made_on=date(2026, 3, 1),
    due_on=TODAY,
)


def known(**what) -> Known:
    times = {"review_within": days(7), "plan_times": (days(7), days(30))}
    facts = {"clients": [ROW]} | times | what
    return Known(now=NOW, today=TODAY, names={DEVON: "Devon A."}, **facts)


def length(weeks: int, **how) -> FlagFacts:
    """A stay that began so many weeks ago."""
    admitted_on = TODAY - timedelta(weeks=weeks)
    facts = {"admitted_on": admitted_on, "target_weeks": 12} | how
    return FlagFacts(client_id=DEVON, episode_id=EpisodeId(4), **facts)


def unsigned(note: Note = NOTE, **how) -> UnsignedNote:
    return UnsignedNote(edit=NoteEdit(note=note), **{"due_on": TODAY} | how)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def plan_row(due: int, **how) -> ClientRow:
    return replace(ROW, plan_due_on=TODAY + days(due), **how)


def test_nothing_known_is_nothing_owed():
    assert rules.owed(known()) == ()


def test_a_note_is_owed_with_what_is_missing():
    (item,) = rules.owed(known(notes=[unsigned()]))

    assert isinstance(item, OwedNote)
    assert (item.note_id, item.minutes) == (7, 53)
    assert "Write the next step in Plan." in item.gaps


def test_text_that_could_not_be_read_is_missing_too():
    edit = NoteEdit(note=NOTE, typed={"times": "9:"})

    (item,) = rules.owed(known(notes=[UnsignedNote(edit=edit, due_on=TODAY)]))

    assert item.gaps[0] == "“9:” could not be read."


def test_a_note_that_is_ready_misses_nothing():
    ready = replace(
        NOTE,
        risk=Risk.NONE_REPORTED,
        unlinked_reason="Crisis",
        sections=tuple(
            Section(code=code, text="Words.")
            for code in (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)
        ),
    )

    (item,) = rules.owed(known(notes=[unsigned(ready)]))

    assert item.gaps == ()


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, True), (0, False), (60, False)])
def test_a_note_is_late_once_its_moment_has_passed(seconds, is_late):
    due_at = NOW + timedelta(seconds=seconds)

    (item,) = rules.owed(known(notes=[unsigned(due_at=due_at)]))

    assert item.is_late is is_late


def test_a_note_without_times_is_late_the_day_after_it_was_due():
    late = unsigned(due_on=TODAY - days(1))

    assert [item.is_late for item in rules.owed(known(notes=[unsigned(), late]))] == [True, False]


@pytest.mark.parametrize(("due", "count"), [(-40, 1), (0, 1), (7, 1), (8, 0)])
def test_a_review_is_owed_from_a_week_before(due, count):
    assert len(rules.owed(known(clients=[plan_row(due)]))) == count


def test_a_review_counts_what_is_in_the_plan_in_force():
    head = PlanHead(
        id=PlanId(1),
        client_id=DEVON,
        version=1,
        state=RecordState.SIGNED,
        goals=3,
        objectives=7,
    )

    (item,) = rules.owed(known(clients=[plan_row(-2)], plans=[head]))

    assert item == OwedPlan(
        client_id=DEVON,
        name="Devon A.",
        due_on=TODAY - days(2),
        is_late=True,
        days=30,
        is_review=True,
        is_started=False,
        goals=3,
        objectives=7,
    )


def test_a_first_plan_that_was_begun_is_still_owed():
    draft = PlanHead(id=PlanId(1), client_id=DEVON, version=1, state=RecordState.DRAFT)

    (item,) = rules.owed(known(clients=[plan_row(0, plan_signed_on=None)], plans=[draft]))

    assert (item.is_review, item.is_started, item.is_late) == (False, True, False)


def stay(weeks_ago: int, **how) -> Episode:
    return Episode(
        id=EpisodeId(4),
        uid=Uid("e"),
        client_id=DEVON,
        admitted_on=TODAY - timedelta(weeks=weeks_ago),
        **how,
    )


@pytest.mark.parametrize(("weeks", "count"), [(10, 0), (11, 1), (14, 1)])
def test_a_discharge_is_owed_when_the_weeks_of_treatment_end(weeks, count):
    assert len(rules.owed(known(episodes=[stay(weeks)]))) == count


def test_a_longer_stay_is_discharged_later():
    assert rules.owed(known(episodes=[stay(14, target_weeks=20)])) == ()


def test_a_client_in_intake_is_not_discharged():
    intake = replace(stay(30), admitted_on=None)

    assert rules.owed(known(episodes=[intake])) == ()


def test_a_discharge_says_the_week_and_whether_it_was_begun():
    summaries = frozenset({EpisodeId(4)})

    (item,) = rules.owed(known(episodes=[stay(13)], summaries=summaries))

    assert item == OwedDischarge(
        client_id=DEVON,
        name="Devon A.",
        due_on=TODAY - days(7),
        is_late=True,
        week=14,
        target_weeks=12,
        is_started=True,
    )


@pytest.mark.parametrize(
    ("weeks", "how", "asks", "due"),
    [
        (7, {}, FlagKind.WEEK_EIGHT, 7),
        (7, {"reviewed_on": TODAY - timedelta(days=8)}, FlagKind.WEEK_EIGHT, 7),
        (11, {}, FlagKind.LAST_WEEK, 7),
        (12, {}, FlagKind.PAST_TARGET, 0),
        (14, {}, FlagKind.PAST_TARGET, -14),
        (13, {"target_weeks": 16}, FlagKind.PAST_TWELVE, -7),
    ],
)
def test_a_stay_asks_for_a_decision(weeks, how, asks, due):
    (item,) = rules.owed(known(stays=[length(weeks, **how)]))

    assert (item.asks, item.due_on, item.week) == (asks, TODAY + days(due), weeks + 1)
    assert item.is_late is (due < 0)


@pytest.mark.parametrize(
    ("weeks", "how"),
    [
        (6, {}),
        (7, {"reviewed_on": TODAY - timedelta(days=7)}),
        (8, {}),
        (10, {}),
        (12, {"target_weeks": 16, "is_extended": True}),
        (0, {"admitted_on": None}),
        (-1, {}),
    ],
)
def test_a_stay_that_needs_no_decision_is_quiet(weeks, how):
    assert rules.owed(known(stays=[length(weeks, **how)])) == ()


def test_the_length_of_a_guests_stay_is_not_owed():
    guest = replace(length(12), client_id=ClientId(99))

    assert rules.owed(known(stays=[guest])) == ()


def test_a_task_is_owed_on_the_day_that_counts():
    later = replace(TASK, next_on=TODAY + days(3))

    (item,) = rules.owed(known(tasks=[later]))

    assert isinstance(item, OwedTask)
    assert (item.due_on, item.is_late) == (TODAY + days(3), False)


def test_a_task_of_a_discharged_client_is_not_owed():
    gone = replace(ROW, status=ClientStatus.DISCHARGED)

    assert rules.owed(known(clients=[gone], tasks=[TASK])) == ()


def test_a_note_of_a_discharged_client_is_owed_still():
    gone = replace(ROW, status=ClientStatus.DISCHARGED)

    assert len(rules.owed(known(clients=[gone], notes=[unsigned()]))) == 1


@given(st.lists(st.tuples(st.sampled_from("nt"), st.integers(-30, 7)), max_size=12))
def test_what_is_overdue_comes_first_and_the_oldest_of_it_first(wanted):
    listed = rules.owed(
        known(
            notes=[unsigned(due_on=TODAY + days(at)) for kind, at in wanted if kind == "n"],
            tasks=[
                replace(TASK, due_on=TODAY + days(at), made_on=TODAY - days(60))
                for kind, at in wanted
                if kind == "t"
            ],
        )
    )

    assert len(listed) == len(wanted)
    assert [item.due_on for item in listed] == sorted(item.due_on for item in listed)
    assert [item.is_late for item in listed] == sorted(
        (item.is_late for item in listed), reverse=True
    )


def test_on_one_day_what_is_late_already_comes_before_what_is_due():
    late = unsigned(due_at=NOW - timedelta(hours=1))

    listed = rules.owed(known(clients=[plan_row(0)], tasks=[TASK], notes=[unsigned(), late]))

    assert [(type(item).__name__, item.is_late) for item in listed] == [
        ("OwedNote", True),
        ("OwedNote", False),
        ("OwedPlan", False),
        ("OwedTask", False),
    ]


def asked(requested_on, **fields):
    return Amendment(
        id=AmendmentId(1),
        uid=Uid("m"),
        client_id=ROW.id,
        record_kind=RecordKind.NOTE,
        record_uid=Uid("n"),
        requested_on=requested_on,
        request="It was a Sunday.",
        entered_at=NOW,
        **fields,
    )


def answers(requested_on, **fields):
    return rules.owed(known(clients=[ROW], amendments=[asked(requested_on, **fields)]))


def test_an_answer_is_owed_two_weeks_before_its_sixty_days_are_over():
    assert answers(TODAY - days(45)) == ()
    (item,) = answers(TODAY - days(46))

    assert (item.due_on, item.is_late, item.can_extend) == (TODAY + days(14), False, True)


def test_after_sixty_days_an_answer_is_late_and_cannot_be_put_off():
    (item,) = answers(TODAY - days(61))

    assert (item.is_late, item.can_extend) == (True, False)


def test_an_answer_that_was_put_off_is_due_after_ninety_days():
    (item,) = answers(TODAY - days(80), extended_on=TODAY - days(30))

    assert (item.due_on, item.can_extend) == (TODAY + days(10), False)


def backups(**how):
    return known(backups=BackupsSoFar(since=TODAY - days(90), **how))


def test_a_verified_backup_within_seven_days_owes_none():
    assert rules.owed(backups(last_on=TODAY - days(6))) == ()


def test_after_seven_days_a_backup_is_due():
    last_on = TODAY - days(7)

    assert rules.owed(backups(last_on=last_on)) == (
        OwedBackup(due_on=TODAY, is_late=False, last_on=last_on),
    )


def test_after_eight_days_a_backup_is_late():
    (item,) = rules.owed(backups(last_on=TODAY - days(8)))

    assert (item.due_on, item.is_late) == (TODAY - days(1), True)


def test_a_backup_dated_in_the_future_is_late_today():
    (item,) = rules.owed(backups(last_on=TODAY + days(1)))

    assert (item.due_on, item.is_late) == (TODAY, True)


def test_records_that_began_under_a_clock_that_ran_ahead_owe_no_backup_yet():
    assert rules.owed(known(backups=BackupsSoFar(since=TODAY + days(200)))) == ()


def test_a_failed_backup_is_owed_at_once():
    (item,) = rules.owed(backups(last_on=TODAY, has_failed=True))

    assert (item.due_on, item.is_late, item.has_failed) == (TODAY, True, True)


def test_without_any_backup_one_is_due_a_week_after_the_records_began():
    new = known(backups=BackupsSoFar(since=TODAY - days(6)))
    old = known(backups=BackupsSoFar(since=TODAY - days(7)))

    assert rules.owed(new) == ()
    assert rules.owed(old) == (OwedBackup(due_on=TODAY, is_late=False),)


def test_of_one_day_a_backup_comes_before_a_task():
    both = replace(backups(last_on=TODAY - days(7)), clients=[ROW], tasks=[TASK])

    assert [type(item) for item in rules.owed(both)] == [OwedBackup, OwedTask]


def lapse(ago: int, **how) -> ReviewCause:
    """A return to use that was learned of so many days ago, a day after it happened."""
    facts = {"kind": CauseKind.RETURN, "happened_on": TODAY - days(ago + 1)} | how
    return ReviewCause(client_id=DEVON, known_on=TODAY - days(ago), **facts)


def test_a_return_to_use_owes_a_review_of_the_plan():
    (item,) = rules.owed(known(causes=[lapse(2)]))

    assert isinstance(item, OwedReview)
    assert (item.happened_on, item.due_on) == (TODAY - days(3), TODAY + days(5))
    assert (item.is_late, item.has_plan, item.is_started) == (False, True, False)


def test_a_plan_signed_since_then_owes_none():
    reviewed = replace(ROW, plan_signed_on=TODAY - days(2))

    assert rules.owed(known(clients=[reviewed], causes=[lapse(2)])) == ()


def test_after_a_week_the_review_is_late():
    (due,) = rules.owed(known(causes=[lapse(7)]))
    (late,) = rules.owed(known(causes=[lapse(8)]))

    assert (due.is_late, late.is_late) == (False, True)


def test_of_several_returns_the_first_learned_of_counts():
    (item,) = rules.owed(known(causes=[lapse(1), lapse(4)]))

    assert (item.happened_on, item.causes) == (TODAY - days(5), 2)


def test_a_review_that_was_begun_says_so():
    draft = PlanHead(id=PlanId(1), client_id=DEVON, version=2, state=RecordState.DRAFT)
    (item,) = rules.owed(known(causes=[lapse(2)], plans=[draft]))

    assert item.is_started


def reviewed(ago: int, *made: tuple[int, int], client_id=DEVON) -> ReviewedPlan:
    """A second version of so many days ago; `made` are reviews of the stay: days ago, version."""
    return ReviewedPlan(
        client_id=client_id,
        uid=Uid("p2"),
        version=2,
        planned_on=TODAY - days(ago),
        stay_reviews=tuple((TODAY - days(one), version) for one, version in made),
    )


def test_a_reviewed_plan_owes_a_continued_stay_review():
    (item,) = rules.owed(known(reviewed=[reviewed(3)]))

    assert isinstance(item, OwedStayReview)
    assert (item.version, item.due_on, item.is_late) == (2, TODAY + days(4), False)


def test_a_continued_stay_review_is_late_after_a_week():
    items = [item for ago in (7, 8) for item in rules.owed(known(reviewed=[reviewed(ago)]))]

    assert [one.is_late for one in items] == [False, True]


@pytest.mark.parametrize("made", [(10, 0), (3, 0), (0, 2)])
def test_a_review_near_the_plan_or_of_its_version_owes_none(made):
    assert rules.owed(known(reviewed=[reviewed(10, made)])) == ()


def test_a_review_of_the_version_before_answers_nothing():
    assert len(rules.owed(known(reviewed=[reviewed(10, (30, 1))]))) == 1


def test_week_eight_asks_for_the_same_review_alone():
    items = rules.owed(known(reviewed=[reviewed(3)], stays=[length(7)]))

    assert [type(one) for one in items] == [OwedLength]


def test_the_stay_of_a_client_who_is_not_the_counselors_is_not_asked_about():
    assert rules.owed(known(reviewed=[reviewed(3, client_id=ClientId(99))])) == ()


@pytest.mark.parametrize("kind", [CauseKind.LEVEL, CauseKind.RISK])
def test_a_change_of_level_and_a_risk_owe_a_review_too(kind):
    (item,) = rules.owed(known(causes=[lapse(2, kind=kind)]))

    assert (item.cause, item.due_on, item.is_late) == (kind, TODAY + days(5), False)


def test_what_was_known_first_names_the_review_and_its_own_kind_is_counted():
    causes = [lapse(1), lapse(2), lapse(3, kind=CauseKind.LEVEL)]
    (item,) = rules.owed(known(causes=causes))

    assert (item.cause, item.causes, item.due_on) == (CauseKind.LEVEL, 1, TODAY + days(4))


def test_a_return_of_somebody_who_is_not_listed_is_left_out():
    assert rules.owed(known(causes=[replace(lapse(2), client_id=ClientId(9))])) == ()
