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
    clients,
    episodes,
    group_attendance,
    group_sessions,
    group_signing,
    groups,
    hours,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
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


def test_what_is_taken_back_in_the_grid_is_not_set_by_the_draft(desk, client, kept):
    take_back(desk, kept)

    again = group_sessions.open_edit(desk, kept.session_id)
    group_sessions.keep(desk, again)

    assert (again.members[0].code, again.members[0].text) == (None, kept.members[0].text)
    assert stored(desk, kept) == []


def test_what_stood_in_the_grid_before_the_draft_can_be_taken_back_there(desk, client, session):
    attendance.mark(desk, session.id, client.id, PRESENT)
    draft = group_sessions.open_edit(desk, session.id)
    group_sessions.keep(desk, draft)
    take_back(desk, draft)

    assert group_sessions.open_edit(desk, session.id).members[0].code is None


def test_what_was_taken_back_and_set_again_in_the_grid_is_taken_over(desk, client, kept):
    take_back(desk, kept)
    group_sessions.keep(desk, group_sessions.open_edit(desk, kept.session_id))
    attendance.mark(desk, kept.session_id, client.id, LATE, 60)

    row = group_sessions.open_edit(desk, kept.session_id).members[0]

    assert (row.code, row.minutes) == (LATE, 60)


def test_a_session_that_is_open_and_was_never_kept_follows_the_grid(desk, client, session):
    other = another(desk)
    attendance.mark(desk, session.id, client.id, PRESENT)
    attendance.mark(desk, session.id, other.id, PRESENT)
    opened = group_sessions.open_edit(desk, session.id)
    attendance.unmark(desk, attendance.get(desk, session.id).attendance[0])

    assert group_attendance.newest(desk, opened, opened).members[0].code is None
    assert group_attendance.newest(desk, opened) == opened


def test_a_row_set_anew_since_it_was_kept_stays(desk, client, kept):
    take_back(desk, kept)
    later = with_row(kept, code=AttendanceCode.EXCUSED)

    assert group_attendance.newest(desk, later) == later


def test_a_discarded_draft_takes_back_what_it_set(desk, client, kept):
    heard = []
    desk.listen(heard.append)

    gone = group_sessions.discard(desk, kept.session_id)

    assert stored(desk, kept) == []
    assert gone.taken_back == {client.id}
    assert any(Kind.ATTENDANCE in one.kinds and client.id in one.clients for one in heard)


def test_a_discarded_draft_brought_back_sets_it_again(desk, client, kept):
    gone = group_sessions.discard(desk, kept.session_id)
    group_sessions.keep(desk, gone.edit)

    assert stored(desk, kept) == [(PRESENT, 90)]
    assert group_sessions.discard(desk, kept.session_id).taken_back == {client.id}


def test_a_discarded_draft_leaves_what_stood_in_the_grid(desk, client, session):
    attendance.mark(desk, session.id, client.id, LATE, 60)
    draft = group_sessions.open_edit(desk, session.id)
    group_sessions.keep(desk, with_row(draft, text="Came late."))

    gone = group_sessions.discard(desk, session.id)

    assert stored(desk, draft) == [(LATE, 60)]
    assert gone.taken_back == frozenset()


def test_a_discarded_draft_sets_again_what_it_had_changed(desk, client, session):
    attendance.mark(desk, session.id, client.id, LATE, 60)
    draft = group_sessions.open_edit(desk, session.id)
    for code in (AttendanceCode.EXCUSED, PRESENT):
        draft = with_row(draft, code=code, minutes=None)
        group_sessions.keep(desk, draft)
    assert stored(desk, draft) == [(PRESENT, 90)]

    gone = group_sessions.discard(desk, session.id)

    assert stored(desk, draft) == [(LATE, 60)]
    assert gone.taken_back == {client.id}


def test_a_discarded_draft_sets_again_what_it_had_taken_out(desk, client, session):
    attendance.mark(desk, session.id, client.id, LATE, 60)
    draft = group_sessions.open_edit(desk, session.id)
    group_sessions.keep(desk, draft)
    group_sessions.keep(desk, draft.without_member(client.id))
    assert stored(desk, draft) == []

    group_sessions.discard(desk, session.id)

    assert stored(desk, draft) == [(LATE, 60)]


def test_a_discarded_draft_leaves_a_correction_of_the_grid(desk, client, kept):
    attendance.mark(desk, kept.session_id, client.id, LATE, 60)
    group_sessions.keep(desk, group_sessions.open_edit(desk, kept.session_id))

    gone = group_sessions.discard(desk, kept.session_id)

    assert stored(desk, kept) == [(LATE, 60)]
    assert gone.taken_back == frozenset()


def test_a_discarded_draft_leaves_what_a_signed_note_reports(desk, client, kept):
    other = another(desk)
    both = kept.with_member(MemberEdit(client_id=other.id, code=LATE, minutes=30))
    group_sessions.keep(desk, both)
    group_signing.sign(desk, both, [client.id])

    gone = group_sessions.discard(desk, kept.session_id)

    assert stored(desk, kept) == [(PRESENT, 90)]
    assert gone.taken_back == {other.id}


def another(desk):
    return clients.add(
        desk, NewClient(given_name="Jolene", family_name="Tran", admitted_on=date(2026, 2, 9))
    )


def take_back(desk, edit):
    (known,) = attendance.get(desk, edit.session_id).attendance
    attendance.unmark(desk, known)
