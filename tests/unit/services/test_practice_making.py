"""A practice caseload in a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.discharges import DischargeSection
from counselor_desk.records.program import Program
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordState
from counselor_desk.records.tasks import Lane, TaskStatus
from counselor_desk.services import (
    checks,
    clients,
    discharges,
    episodes,
    notes,
    plans,
    practice,
    tasks,
)
from counselor_desk.services.desk import Desk
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
