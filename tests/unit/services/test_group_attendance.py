"""Attendance of a group session is stored while it is typed, and a later correction wins."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.group_sessions import MemberEdit, SharedPart, all_present
from counselor_desk.records.notes import Risk
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    episodes,
    group_sessions,
    group_signing,
    groups,
    hours,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Kind
from tests import programme

DAY = date(2026, 3, 11)
LATE = AttendanceCode.LATE
PRESENT = AttendanceCode.PRESENT


@pytest.fixture
def session(desk, client):
    group = programme.group(desk)
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    return attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=DAY,
            starts=time(10, 30),
            ends=time(12),
            group_id=group.id,
        ),
    )


@pytest.fixture
def edit(desk, session):
    return group_sessions.open_edit(desk, session.id)


@pytest.fixture
def kept(desk, edit):
    """A draft in which everybody was there, ready to be signed."""
    ready = replace(
        edit.members[0],
        text="Named one risky time of the week.",
        unlinked_reason="The plan is being written.",
        risk=Risk.NONE_REPORTED,
    )
    shared = SharedPart(topic="Skills", text="Role-play.", next_step="Practice refusing.")
    written = all_present(replace(edit.with_member(ready), shared=shared))
    group_sessions.keep(desk, written)
    return written


def stored(desk, edit):
    held = attendance.get(desk, edit.session_id)
    return [(one.code, one.minutes) for one in held.attendance]


def with_row(edit, **fields):
    return edit.with_member(replace(edit.members[0], **fields))


def test_a_draft_that_is_kept_counts_its_hours(desk, client, kept):
    episode = episodes.open_of(desk, client.id)

    known = hours.of_episode(desk, episode.id)

    assert sum(one.minutes for one in known.visits) == 90


def test_a_row_that_is_not_set_stores_nothing(desk, edit):
    group_sessions.keep(desk, edit)

    assert stored(desk, edit) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"code": LATE},
        {"code": LATE, "typed_minutes": "soon"},
        {"code": LATE, "minutes": 91},
    ],
)
def test_what_cannot_be_yet_is_kept_and_not_stored(desk, edit, fields):
    typed = with_row(edit, **fields)
    group_sessions.keep(desk, typed)

    assert stored(desk, edit) == []
    assert group_sessions.open_edit(desk, edit.session_id) == typed


def test_another_attendance_is_stored_in_its_place(desk, kept):
    group_sessions.keep(desk, with_row(kept, code=LATE, minutes=60))

    assert stored(desk, kept) == [(LATE, 60)]


def test_who_is_taken_out_was_not_there(desk, client, kept):
    group_sessions.keep(desk, kept.without_member(client.id))

    assert stored(desk, kept) == []


def test_a_correction_in_the_grid_is_found_in_the_draft(desk, client, kept):
    attendance.mark(desk, kept.session_id, client.id, LATE, 60)

    row = group_sessions.open_edit(desk, kept.session_id).members[0]

    assert (row.code, row.minutes, row.text) == (LATE, 60, kept.members[0].text)


def test_a_correction_in_the_grid_is_signed(desk, client, kept):
    attendance.mark(desk, kept.session_id, client.id, LATE, 60)

    _, outcome = group_signing.sign(desk, kept, [client.id])

    assert [note.minutes for note in outcome.signed] == [60]
    assert stored(desk, kept) == [(LATE, 60)]


def test_what_was_changed_since_it_was_kept_is_signed(desk, client, kept):
    _, outcome = group_signing.sign(desk, with_row(kept, code=LATE, minutes=45), [client.id])

    assert [note.minutes for note in outcome.signed] == [45]


def test_only_another_attendance_is_announced(desk, client, kept):
    heard = []
    desk.listen(heard.append)
    group_sessions.keep(desk, with_row(kept, text="Another sentence."))
    assert not any(Kind.ATTENDANCE in one.kinds for one in heard)

    group_sessions.keep(desk, with_row(kept, code=AttendanceCode.EXCUSED))
    (changes,) = (one for one in heard if Kind.ATTENDANCE in one.kinds)
    assert changes.clients == {client.id}


def test_somebody_discharged_before_it_is_kept_and_not_stored(desk, client, edit):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=DAY - timedelta(days=1)))
    typed = edit.with_member(MemberEdit(client_id=client.id, code=PRESENT))

    group_sessions.keep(desk, typed)

    assert stored(desk, edit) == []
    assert group_sessions.open_edit(desk, edit.session_id) == typed
