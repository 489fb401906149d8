"""The group sessions that a note of the same client can take up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import GroupId
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, attended_groups, clients, groups, notes
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient


@pytest.fixture
def group(desk):
    return groups.add(desk, Group(id=GroupId(0), uid=desk.new_uid(), name="Relapse Prevention"))


@pytest.fixture
def hold(desk, client, group):
    """Hold the group on a day of March and mark what became of the client's presence."""

    def hold(day, code=AttendanceCode.PRESENT, *, kind=SessionKind.GROUP, topic=""):
        session = attendance.record(
            desk,
            NewSession(
                kind=kind,
                held_on=date(2026, 3, day),
                starts=time(10, 30),
                ends=time(12),
                group_id=group.id if kind is SessionKind.GROUP else None,
                topic=topic,
            ),
        )
        return attendance.mark(desk, session.id, client.id, code)

    return hold


@pytest.fixture
def note(note_edit):
    return note_edit.note


def about(note, held):
    return replace(note, about_session_id=held.session_id)


def days(desk, note) -> list[int]:
    return [one.held_on.day for one in attended_groups.to_take_up(desk, note)]


def test_groups_the_client_came_to_are_offered_the_newest_first(desk, note, hold):
    hold(4)
    hold(11, topic="High-risk situations")
    hold(6, AttendanceCode.LATE)

    (newest, *_) = attended_groups.to_take_up(desk, note)
    assert (newest.name, newest.topic) == ("Relapse Prevention", "High-risk situations")
    assert days(desk, note) == [11, 6, 4]


def test_neither_a_missed_group_nor_another_service_is_offered(desk, note, hold):
    hold(4, AttendanceCode.EXCUSED)
    hold(5, kind=SessionKind.FAMILY)

    assert days(desk, note) == []


def test_a_group_of_somebody_else_is_not_offered(desk, note, hold):
    held = hold(4)
    other = clients.add(
        desk,
        NewClient(given_name="Jolene", family_name="T", admitted_on=date(2026, 2, 5)),
    )
    attendance.mark(desk, held.session_id, other.id, AttendanceCode.PRESENT)
    attendance.unmark(desk, held)

    assert days(desk, note) == []


def test_an_older_one_that_is_chosen_is_offered_after_the_last_ones(desk, note, hold, monkeypatch):
    monkeypatch.setattr(attended_groups, "MOST_OFFERED", 2)
    oldest, *_ = [hold(day) for day in (2, 4, 6, 9)]

    assert days(desk, note) == [9, 6]
    assert days(desk, about(note, oldest)) == [9, 6, 2]


def test_the_link_outlives_the_draft_and_the_signature(desk, note_edit, hold):
    linked = replace(note_edit, note=about(note_edit.note, hold(11)))
    notes.keep(desk, linked)
    assert notes.open_edit(desk, linked.note.id).note.about_session_id is not None

    signed = notes.sign(desk, linked)

    told = attended_groups.taken_up(desk, notes.get(desk, signed.id))
    assert told is not None
    assert (told.held_on, told.name, told.note_id) == (
        date(2026, 3, 11),
        "Relapse Prevention",
        None,
    )
    assert notes.proof(desk, notes.get(desk, signed.id)).seal is not None


def test_it_leads_to_the_clients_own_note_about_the_session(desk, note_edit, hold):
    held = hold(11)
    fresh = notes.start(desk, note_edit.note.client_id, kind=SessionKind.GROUP)
    own = replace(
        note_edit.note,
        id=fresh.id,
        uid=fresh.uid,
        kind=SessionKind.GROUP,
        topic="Risk",
        held_on=date(2026, 3, 11),
        attendance_id=held.id,
    )
    own = notes.sign(desk, replace(note_edit, note=own))

    told = attended_groups.taken_up(desk, about(note_edit.note, held))
    assert told is not None
    assert told.note_id == own.id


def test_a_session_that_a_signed_note_takes_up_stays(desk, note_edit, hold):
    held = hold(11)
    signed = notes.sign(desk, replace(note_edit, note=about(note_edit.note, held)))

    attendance.unmark(desk, held)

    assert attended_groups.taken_up(desk, signed) is not None
    assert days(desk, replace(signed, about_session_id=None)) == []


def test_a_session_taken_back_meanwhile_does_not_keep_the_note_from_being_signed(
    desk, note_edit, hold
):
    held = hold(11)
    linked = replace(note_edit, note=about(note_edit.note, held))
    notes.keep(desk, linked)
    attendance.unmark(desk, held)
    assert attended_groups.taken_up(desk, linked.note) is None

    assert notes.sign(desk, linked).about_session_id is None
