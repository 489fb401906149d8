"""What is told beside a note of the time since the client's last session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import attendance, cravings, notes, since_last, substances
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.substances import NewReturn, NewSubstance


@pytest.fixture
def group(desk, client):
    """Hold a group and mark what became of the client's presence."""

    def hold(day: int, code: AttendanceCode = AttendanceCode.PRESENT) -> None:
        held = attendance.record(
            desk,
            NewSession(
                kind=SessionKind.GROUP,
                held_on=date(2026, 3, day),
                starts=time(10, 30),
                ends=time(12),
            ),
        )
        attendance.mark(desk, held.id, client.id, code, minutes=60)

    return hold


@pytest.fixture
def told(desk, note_edit):
    """What is told beside the note of March 12, after a session on March 5."""
    last = replace(note_edit.note, held_on=date(2026, 3, 5))
    return lambda: since_last.before(desk, note_edit.note, last)


def test_groups_after_the_day_of_the_last_session_are_counted(group, told):
    group(5)
    group(6)
    group(9, AttendanceCode.NO_SHOW)
    group(11, AttendanceCode.LATE)

    assert (told().groups_attended, told().groups) == (2, 3)


def test_a_group_the_program_cancelled_is_not_missed(group, told):
    group(6, AttendanceCode.CANCELLED_PROGRAM)

    assert told().groups == 0


def test_without_a_session_before_it_is_told_from_the_admission_on(desk, group, note_edit):
    group(3)
    first = since_last.before(desk, note_edit.note, None)

    assert (first.is_first, first.groups) == (True, 1)


def test_days_count_from_the_newest_use_that_is_known(desk, client, told):
    assert told().use_free_days is None
    known = NewSubstance(substance=SubstanceClass.ALCOHOL, last_used_on=date(2026, 1, 30))
    substances.add(desk, client.id, known)
    assert told().use_free_days == 41
    lapse = NewReturn(
        used_on=date(2026, 3, 8), learned_on=date(2026, 3, 9), substance=SubstanceClass.COCAINE
    )
    substances.record_return(desk, client.id, lapse)

    assert told().use_free_days == 4


def test_a_smoker_is_not_told_of_every_cigarette(desk, client, told):
    known = NewSubstance(substance=SubstanceClass.NICOTINE, last_used_on=date(2026, 3, 11))
    substances.add(desk, client.id, known)

    assert told().use_free_days is None


def test_the_newest_urge_is_told(desk, client, told):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 6), score=7))
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=4))

    assert told().urge == 4


def test_it_is_asked_as_often_however_much_there_is(desk, client, group, told):
    with desk.database.counting() as few:
        told()
    for day in range(6, 12):
        group(day)
    with desk.database.counting() as many:
        told()

    assert many.statements == few.statements


def test_the_last_session_is_the_last_note_of_the_same_kind(desk, note_edit):
    notes.sign(desk, note_edit)
    last = notes.last_signed(desk, note_edit.note.client_id, SessionKind.INDIVIDUAL)

    assert not since_last.before(desk, note_edit.note, last).is_first
