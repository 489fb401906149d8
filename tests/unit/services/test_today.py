"""What is owed, from a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from counselor_desk.records.backups import BackupTry
from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import BackupId, TaskId
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.substances import SubstanceClass
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
from counselor_desk.services import (
    backups,
    discharges,
    episodes,
    notes,
    plans,
    stay_reviews,
    substances,
    today,
)
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.services.substances import NewReturn
from counselor_desk.storage import tasks as task_rows
from tests import chart_facts


def kinds(desk):
    return [type(item) for item in today.owed(desk)]


def keep_task(desk, client, **how):
    task = Task(
        id=TaskId(0),
        uid=desk.new_uid(),
        client_id=client.id,
        lane=Lane.JOB,
        text="Ask for the reference",
        made_on=date(2026, 3, 2),
        **how,
    )
    with desk.write() as writer:
        return task_rows.insert(writer, task)


def backed_up(desk, folder, **how):
    """Note a try to back up, as a job would hand it over."""
    tried = BackupTry(
        id=BackupId(0), folder=str(folder), file_name="a.cdbk", tried_at=desk.now(), **how
    )
    backups.note(desk, tried)


def close(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))


def test_an_empty_store_owes_nothing(desk):
    assert today.owed(desk) == ()


def test_a_client_without_a_plan_owes_one_a_week_after_admission(desk, client):
    (item,) = today.owed(desk)

    assert isinstance(item, OwedPlan)
    assert (item.name, item.due_on, item.is_late) == ("Marcus R.", date(2026, 2, 12), True)
    assert (item.is_review, item.is_started) == (False, False)


def test_a_plan_that_was_begun_says_so(desk, client):
    plans.start(desk, client.id)

    assert today.owed(desk)[0].is_started


def test_a_discarded_plan_was_not_begun(desk, client):
    plans.discard(desk, plans.start(desk, client.id))

    assert not today.owed(desk)[0].is_started


def test_a_plan_signed_today_is_not_reviewed_yet(desk, plan):
    assert today.owed(desk) == ()


def test_a_review_is_owed_a_week_before_its_day(desk, plan, clock):
    clock.pass_by(days=23)
    backed_up(desk, desk.vault.folder.parent)
    (item,) = today.owed(desk)

    assert (item.is_review, item.due_on) == (True, date(2026, 4, 11))
    assert (item.goals, item.objectives) == (1, 1)


def test_a_review_that_was_begun_still_counts_the_plan_in_force(desk, plan, clock):
    clock.pass_by(days=23)
    plans.start(desk, plan.client_id)
    backed_up(desk, desk.vault.folder.parent)
    (item,) = today.owed(desk)

    assert (item.is_started, item.objectives) == (True, 1)


def test_a_note_shows_what_was_typed(desk, note_edit):
    notes.keep(desk, note_edit)
    (item,) = today.owed(desk)

    assert isinstance(item, OwedNote)
    assert (item.minutes, item.gaps) == (50, ())
    # Held today until 9:50, due 48 hours later.
    assert (item.due_on, item.is_late) == (date(2026, 3, 14), False)


def test_a_note_is_late_48_hours_after_its_session(desk, note_edit, clock):
    notes.keep(desk, note_edit)
    clock.pass_by(days=2)

    assert today.owed(desk)[0].is_late


def test_a_note_that_was_only_begun_is_owed_too(desk, client, plan):
    notes.start(desk, client.id)
    (item,) = today.owed(desk)

    assert (item.minutes, item.due_on) == (None, date(2026, 3, 14))
    assert item.gaps


def test_signed_and_discarded_notes_are_not_owed(desk, note_edit):
    notes.discard(desk, notes.start(desk, note_edit.note.client_id))
    notes.sign(desk, note_edit)

    assert today.owed(desk) == ()


def test_a_task_is_owed_within_a_week(desk, client, plan):
    keep_task(desk, client, due_on=date(2026, 3, 19))
    keep_task(desk, client, due_on=date(2026, 3, 20))
    (item,) = today.owed(desk)

    assert isinstance(item, OwedTask)
    assert (item.name, item.due_on) == ("Marcus R.", date(2026, 3, 19))


def test_a_discharge_is_owed_when_twelve_weeks_are_over(desk, client, clock):
    clock.pass_by(days=50)
    before = [item for item in today.owed(desk) if isinstance(item, OwedDischarge)]
    discharges.start(desk, client.id)
    after = [item for item in today.owed(desk) if isinstance(item, OwedDischarge)]

    assert [(item.week, item.is_started) for item in before + after] == [(13, False), (13, True)]


def test_an_extension_answers_the_question_how_the_stay_goes_on(desk, client, clock):
    clock.pass_by(days=50)
    before = [item for item in today.owed(desk) if isinstance(item, OwedLength)]
    episodes.extend(desk, episodes.open_of(desk, client.id), 16, "Two objectives are close")
    after = [item for item in today.owed(desk) if isinstance(item, OwedLength)]

    assert [(item.asks, item.week, item.past) for item in before] == [(FlagKind.PAST_TARGET, 13, 1)]
    assert after == []


def test_a_review_of_the_stay_answers_week_eight(desk, client, clock):
    clock.pass_by(days=15)
    before = [item for item in today.owed(desk) if isinstance(item, OwedLength)]
    assert [(item.asks, item.week) for item in before] == [(FlagKind.WEEK_EIGHT, 8)]

    chart_facts.stay_review(desk, client, desk.today())

    assert not [item for item in today.owed(desk) if isinstance(item, OwedLength)]


def test_after_discharge_only_unsigned_notes_are_owed(desk, client, note_edit):
    keep_task(desk, client, due_on=desk.today())
    close(desk, client)

    assert kinds(desk) == [OwedNote]


def test_what_is_missing_is_what_the_note_itself_says(desk, client):
    """Before there is a plan nothing can be ticked, so nothing of it is missing."""
    edit = NoteEdit(note=replace(notes.start(desk, client.id), starts=time(9, 0), ends=time(9, 50)))
    notes.keep(desk, edit)
    item = next(one for one in today.owed(desk) if isinstance(one, OwedNote))

    assert item.gaps == tuple(one.message for one in notes.check(desk, edit))


def test_a_new_store_owes_its_first_backup_after_a_week(desk, clock):
    assert today.owed(desk) == ()
    clock.pass_by(days=7)

    assert kinds(desk) == [OwedBackup]


def test_a_verified_backup_settles_it_for_a_week(desk, clock, tmp_path):
    clock.pass_by(days=10)
    backed_up(desk, tmp_path)
    assert today.owed(desk) == ()
    clock.pass_by(days=8)

    (item,) = today.owed(desk)
    assert (item.last_on, item.is_late) == (date(2026, 3, 22), True)


def test_a_failure_is_owed_until_a_newer_success_in_that_place(desk, tmp_path):
    backups.add_place(desk, tmp_path)
    backed_up(desk, tmp_path, failure="full")
    assert kinds(desk) == [OwedBackup]
    backed_up(desk, tmp_path)

    assert today.owed(desk) == ()


def test_a_practice_store_owes_no_backup(desk, clock):
    clock.pass_by(days=30)
    desk.vault.is_practice = True

    assert today.owed(desk) == ()


def test_a_return_to_use_is_owed_a_review_until_one_is_signed(desk, client, plan, clock, tmp_path):
    clock.pass_by(days=8)
    backed_up(desk, tmp_path)
    used_on = date(2026, 3, 18)
    new = NewReturn(used_on=used_on, learned_on=used_on, substance=SubstanceClass.ALCOHOL)
    substances.record_return(desk, client.id, new)
    (item,) = today.owed(desk)
    assert isinstance(item, OwedReview)
    assert (item.happened_on, item.due_on, item.is_started) == (used_on, date(2026, 3, 25), False)

    review = plans.start(desk, client.id)
    assert today.owed(desk)[0].is_started
    plans.sign(desk, PlanEdit(plan=review))

    assert kinds(desk) == [OwedStayReview]


def test_a_reviewed_plan_owes_a_continued_stay_review_until_it_is_made(desk, client, plan, clock):
    signed = plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))
    (item,) = today.owed(desk)
    assert isinstance(item, OwedStayReview)
    assert (item.version, item.planned_on) == (2, signed.planned_on)
    assert (item.due_on, item.is_late) == (signed.planned_on + timedelta(days=7), False)

    chart_facts.stay_review(desk, client, desk.today())

    assert today.owed(desk) == ()


def test_a_continued_stay_review_that_comes_late_is_owed_no_more(desk, client, plan, clock):
    plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))
    clock.pass_by(days=12)
    assert [one.is_late for one in today.owed(desk) if isinstance(one, OwedStayReview)] == [True]

    decision = NewStayReview(
        reviewed_on=desk.today(), decision=StayDecision.CONTINUE, reason="Two goals are close."
    )
    stay_reviews.add(desk, client.id, decision)

    assert OwedStayReview not in kinds(desk)
    assert stay_reviews.missing(desk, client.id) == ()


def test_a_first_plan_owes_no_continued_stay_review(desk, client, plan):
    assert OwedStayReview not in kinds(desk)


def test_after_discharge_a_return_to_use_owes_nothing(desk, client, plan, clock):
    clock.pass_by(days=1)
    used_on = desk.today()
    new = NewReturn(used_on=used_on, learned_on=used_on, substance=SubstanceClass.ALCOHOL)
    substances.record_return(desk, client.id, new)
    assert kinds(desk) == [OwedReview]
    close(desk, client)

    assert today.owed(desk) == ()
