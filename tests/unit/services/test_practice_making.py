"""A practice caseload in a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from counselor_desk.records.assessments import AssessmentKind
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.courses import compared
from counselor_desk.records.discharges import DischargeSection
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.groups import GroupType
from counselor_desk.records.medications import AddictionMedication
from counselor_desk.records.mutual_help import Fellowship
from counselor_desk.records.plans import ObjectiveCategory
from counselor_desk.records.program import Program
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordState
from counselor_desk.records.tasks import Lane, TaskStatus
from counselor_desk.services import (
    assessments,
    checks,
    circumstances,
    clients,
    courses,
    cravings,
    diagnoses,
    discharges,
    episodes,
    groups,
    levels,
    medications,
    mutual_help,
    notes,
    people,
    plans,
    practice,
    profiles,
    stay_reviews,
    substances,
    tasks,
)
from counselor_desk.services.desk import Desk
from counselor_desk.storage import snoozes as snooze_rows
from tests.desks import NOW, PROGRAM, Clock, new_desk

COUNT = 12


@pytest.fixture(scope="module")
def practice_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A store with a dozen practice clients, made once and only read."""
    folder = tmp_path_factory.mktemp("practice") / "practice.cdesk"
    desk = new_desk(folder, Clock(), program=Program())
    practice.fill(desk, seed=1, count=COUNT)
    yield desk
    desk.close()


def test_the_clients_are_in_the_store_with_their_status(practice_desk):
    rows = clients.rows(practice_desk)
    statuses = [row.status for row in rows]

    assert len(rows) == COUNT
    assert statuses.count(ClientStatus.INTAKE) == 1
    assert statuses.count(ClientStatus.DISCHARGED) == 2


def test_record_numbers_follow_the_order_of_inquiry(practice_desk):
    rows = clients.rows(practice_desk, sort="number")
    made = [clients.get(practice_desk, row.id).made_at for row in rows]

    assert made == sorted(made)


def test_every_signed_plan_has_its_seal_and_two_signatures(practice_desk):
    seen = 0
    for row in clients.rows(practice_desk):
        for plan in plans.versions(practice_desk, row.id):
            if plan.is_signed:
                roles = [each.role for each in plans.proof(practice_desk, plan).signatures]
                assert roles == [SignatureRole.COUNSELOR, SignatureRole.CLIENT]
                seen += 1
    assert seen >= COUNT


def test_every_signed_note_has_its_seal(practice_desk):
    for row in clients.rows(practice_desk):
        for note_row in notes.rows(practice_desk, row.id):
            if note_row.state is RecordState.SIGNED:
                note = notes.get(practice_desk, note_row.id)
                assert notes.proof(practice_desk, note).signatures


def test_every_discharge_is_signed_and_ended_its_episode(practice_desk):
    ended = [
        discharges.current(practice_desk, row.id)
        for row in clients.rows(practice_desk)
        if row.status is ClientStatus.DISCHARGED
    ]

    assert len(ended) == 2
    for discharge in ended:
        assert discharges.proof(practice_desk, discharge).signatures
        closed_on = episodes.get(practice_desk, discharge.episode_id).closed_on
        assert discharge.discharged_on == closed_on
        assert discharge.part(DischargeSection.CONTINUING_CARE).is_edited
        assert "met" in discharge.part(DischargeSection.GOALS).text


def test_drafts_can_be_gone_on_with(practice_desk):
    drafts = [
        notes.open_edit(practice_desk, note_row.id).note
        for row in clients.rows(practice_desk)
        for note_row in notes.rows(practice_desk, row.id)
        if note_row.state is RecordState.DRAFT
    ]

    assert len(drafts) == 2
    assert all(draft.word_count for draft in drafts)
    assert sorted(bool(notes.check(practice_desk, _edit(draft))) for draft in drafts) == [
        False,
        True,
    ]


def test_a_plan_is_being_written(practice_desk):
    edits = [plans.draft_of(practice_desk, row.id) for row in clients.rows(practice_desk)]
    written = [edit.plan for edit in edits if edit is not None]

    assert len(written) == 1
    assert written[0].problems


def test_some_objectives_build_more_than_sobriety(practice_desk):
    found = [plans.in_force(practice_desk, row.id) for row in clients.rows(practice_desk)]
    built = [one.category for plan in found if plan is not None for one in plan.objectives()]

    assert {None, *ObjectiveCategory} == set(built)


def test_objectives_have_moved(practice_desk):
    ratings = [
        rating
        for row in clients.rows(practice_desk)
        for rating in plans.progress(practice_desk, row.id)
    ]

    assert len(ratings) > 5 * COUNT
    assert all(rating.note_id for rating in ratings)


def test_clients_have_tasks_in_several_lanes_and_states(practice_desk):
    listed = [
        task
        for row in clients.rows(practice_desk)
        for task in tasks.of_client(practice_desk, row.id)
    ]

    assert {task.lane for task in listed} == set(Lane)
    assert {TaskStatus.OPEN, TaskStatus.WAITING, TaskStatus.DONE} <= {one.status for one in listed}
    assert any(task.is_overdue(practice_desk.today()) for task in listed)
    assert any(task.goal_uid for task in listed)


def test_no_discharged_client_has_an_open_task(practice_desk):
    for row in clients.rows(practice_desk):
        if row.status is ClientStatus.DISCHARGED:
            assert not any(task.is_open for task in tasks.of_client(practice_desk, row.id))


def everybody(desk):
    return [row.id for row in clients.rows(desk)]


def admitted(desk):
    return [
        row.id
        for row in clients.rows(desk)
        if episodes.current(desk, row.id).admitted_on is not None
    ]


def test_every_client_has_somebody_to_call_and_a_place_to_live(practice_desk):
    for client_id in everybody(practice_desk):
        assert any(one.is_emergency for one in people.of_client(practice_desk, client_id))
        assert circumstances.living(practice_desk, client_id)
        assert circumstances.get(practice_desk, client_id).languages


def test_no_two_clients_live_in_the_same_circumstances(practice_desk):
    told = [
        (now.barriers, now.strengths, now.funding)
        for now in (circumstances.get(practice_desk, one) for one in everybody(practice_desk))
    ]

    assert len(set(told)) == COUNT


def test_everybody_admitted_has_a_principal_diagnosis_and_a_primary_substance(practice_desk):
    for client_id in admitted(practice_desk):
        held = diagnoses.of_client(practice_desk, client_id)
        used = substances.of_client(practice_desk, client_id)
        assert [one.is_principal for one in held].count(True) == 1
        assert [one.is_primary for one in used].count(True) == 1


def test_everybody_in_treatment_was_assessed_before_the_plan(practice_desk):
    speaks = 0
    for client_id in admitted(practice_desk):
        found = assessments.of_client(practice_desk, client_id)
        signed = [one for one in found if one.is_signed]
        first_plan = plans.versions(practice_desk, client_id)[-1]
        if first_plan.is_signed:
            assert min(one.assessed_on for one in signed) <= first_plan.planned_on
        else:
            speaks += not signed
    assert speaks == 1


def test_a_reassessment_after_week_four_shows_a_change(practice_desk):
    compared = 0
    for client_id in admitted(practice_desk):
        newest, *earlier = assessments.of_client(practice_desk, client_id)
        if newest.kind is AssessmentKind.REASSESSMENT:
            (first,) = earlier
            assert newest.assessed_on - first.assessed_on >= timedelta(days=28)
            assert newest.domains != first.domains
            compared += 1
    assert compared >= 5


def test_every_individual_note_has_its_urge(practice_desk):
    for client_id in admitted(practice_desk):
        rated = {one.note_id for one in cravings.of_client(practice_desk, client_id)}
        held = [
            row.id
            for row in notes.rows(practice_desk, client_id)
            if row.kind is SessionKind.INDIVIDUAL
        ]
        assert set(held) <= rated


def test_one_return_to_use_waits_for_a_review_and_the_others_had_theirs(practice_desk):
    told = [one for one in admitted(practice_desk) if substances.returns_of(practice_desk, one)]
    waiting = [one for one in told if substances.plan_findings(practice_desk, one)]

    assert len(told) >= 2
    assert len(waiting) == 1


def test_one_plan_review_lacks_its_continued_stay_review(practice_desk):
    lacking = [one for one in everybody(practice_desk) if stay_reviews.missing(practice_desk, one)]

    assert len(lacking) == 1


def test_at_least_two_take_medication_for_addiction(practice_desk):
    lists = [medications.of_client(practice_desk, one) for one in everybody(practice_desk)]
    treated = [
        one
        for one in lists
        if any(each.for_addiction is not AddictionMedication.NONE for each in one.medications)
    ]

    assert len(treated) >= 2
    assert any(one.allergies for one in lists)


def test_one_stay_is_extended_and_one_client_came_back(practice_desk):
    stays = [episodes.of_client(practice_desk, one) for one in everybody(practice_desk)]
    extended = [one for one in stays if episodes.extensions(practice_desk, one[0].id)]

    assert len(extended) == 1
    assert [len(one) for one in stays].count(2) == 1


def test_one_client_stepped_down_within_the_stay(practice_desk):
    stays = [episodes.current(practice_desk, one) for one in everybody(practice_desk)]
    changed = [one for stay in stays for one in levels.of_episode(practice_desk, stay.id)]

    assert [(one.from_level, one.to_level) for one in changed] == [
        (LevelOfCare.PHP, LevelOfCare.IOP)
    ]
    first = assessments.of_client(practice_desk, changed[0].client_id)[-1]
    assert (first.level_of_care, first.is_signed) == ("2.5", True)


def test_the_store_passes_its_own_check(practice_desk):
    assert all(result.is_good for result in checks.run(practice_desk))


def test_the_clock_is_put_right_afterwards(practice_desk):
    assert practice_desk.now() == NOW


def test_the_same_seed_makes_the_same_records(tmp_path):
    desks = [
        new_desk(tmp_path / f"{name}.cdesk", Clock(), program=Program()) for name in ("one", "two")
    ]

    try:
        for desk in desks:
            practice.fill(desk, seed=1, count=2)
        one, two = desks
        assert clients.rows(one) == clients.rows(two)
        assert _texts(one) == _texts(two) != []
        assert _facts(one) == _facts(two)
    finally:
        for desk in desks:
            desk.close()


def test_another_day_moves_the_caseload_along(tmp_path):
    later = Clock(NOW + timedelta(days=100))
    desk = new_desk(tmp_path / "later.cdesk", later, program=PROGRAM)

    try:
        practice.fill(desk, seed=1, count=3)
        last = max(row.last_note_on for row in clients.rows(desk) if row.last_note_on)
        assert timedelta(days=0) < desk.today() - last <= timedelta(days=7)
    finally:
        desk.close()


def _edit(note):
    from counselor_desk.records.edits import NoteEdit

    return NoteEdit(note=note)


def _texts(desk: Desk) -> list[str]:
    return [
        str([part.text for part in notes.get(desk, note_row.id).sections])
        for row in clients.rows(desk, sort="number")
        for note_row in notes.rows(desk, row.id)
    ]


def _facts(desk: Desk) -> list[object]:
    return [
        read(desk, client_id)
        for client_id in everybody(desk)
        for read in (people.of_client, circumstances.living, assessments.of_client)
    ]


def test_half_of_the_clients_tell_of_mutual_help_within_their_stay(practice_desk):
    told = [
        (row, mutual_help.of_client(practice_desk, row.id)) for row in clients.rows(practice_desk)
    ]
    going = [(row, one) for row, one in told if one.meetings]

    assert len(going) * 2 >= len(told)
    assert {one.fellowship for _, known in going for one in known.meetings} > {Fellowship.SMART}
    assert any(known.standing and known.standing.has_sponsor for _, known in going)
    for row, known in going:
        stays = episodes.of_client(practice_desk, row.id)
        assert all(
            any(
                stay.admitted_on
                and stay.admitted_on < one.held_on
                and (stay.closed_on is None or one.held_on < stay.closed_on)
                for stay in stays
            )
            for one in known.meetings
        )


def test_one_client_has_a_number_of_the_own_with_its_reason(practice_desk):
    own = [
        one
        for row in clients.rows(practice_desk)
        for one in profiles.client_history(practice_desk, row.id)
    ]

    assert [(one.name, one.value, one.ended_on) for one in own] == [("individual_days", 14, None)]
    assert own[0].reason


def test_something_is_put_off_until_the_day_after_tomorrow(practice_desk):
    day = practice_desk.today()
    with practice_desk.read() as reader:
        waiting = snooze_rows.in_force(reader, day)

    assert [(one.until_on - day).days for one in waiting] == [2]
    assert all(one.about.startswith("task:") for one in waiting)


def test_some_clients_say_with_whom_they_would_rather_be_in_a_group(practice_desk):
    known = groups.preferences(practice_desk)

    assert 2 <= len(known) < COUNT
    assert all(known.values())


def test_the_groups_on_relapse_prevention_follow_a_course_that_has_begun(practice_desk):
    told = [now.group for now in groups.every(practice_desk)]
    classes = [one for one in told if one.type is GroupType.RELAPSE_PREVENTION]

    for one in classes:
        course = compared(
            courses.planned(practice_desk, one.id), courses.taught(practice_desk, one.id)
        )
        assert one.curriculum
        assert 0 < course.taught < course.planned
    assert len(classes) == 2
