"""Urges told in a group session: kept with the note of who came, and of nobody else."""

from dataclasses import replace
from datetime import date, time

import msgspec
import pytest

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import ALERT_SCORE, Urge
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.group_sessions import GroupEdit, MemberEdit, SharedPart
from counselor_desk.records.notes import Risk
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    cravings,
    flags,
    group_checks,
    group_sessions,
    group_signing,
    notes,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import groups as group_rows

URGE = Urge(score=6, trigger="Payday", skill="Called his brother")


DAY = date(2026, 3, 11)


@pytest.fixture
def ready(desk, client):
    """A group session of the day before, with one member who came and told of an urge."""
    new = NewSession(
        kind=SessionKind.GROUP, held_on=DAY, starts=time(10, 30), ends=time(12), group_id=None
    )
    session = attendance.record(desk, new)
    row = MemberEdit(
        client_id=client.id,
        code=AttendanceCode.PRESENT,
        text="Named one risky time of the week.",
        unlinked_reason="The plan is being written.",
        risk=Risk.NONE_REPORTED,
        urge=URGE,
    )
    shared = SharedPart(topic="Skills", text="Role-play.", next_step="Practice refusing.")
    return GroupEdit(session_id=session.id, shared=shared, members=(row,))


def told(edit, urge):
    return edit.with_member(replace(edit.members[0], urge=urge))


def sign(desk, edit):
    return group_signing.sign(desk, edit, [one.client_id for one in edit.members])[1]


def said(desk, edit):
    (row,) = group_checks.check(desk, edit)
    return [(one.message, one.repair) for one in row.findings]


def test_a_signed_row_makes_it_a_score_of_the_session(desk, client, ready):
    (note,) = sign(desk, ready).signed

    (score,) = cravings.of_client(desk, client.id)
    assert (score.score, score.trigger, score.skill) == (6, URGE.trigger, URGE.skill)
    assert (score.rated_on, score.note_id) == (DAY, note.id)


def test_the_signed_note_tells_it(desk, ready):
    (note,) = sign(desk, ready).signed

    assert notes.urge(desk, note) == URGE


def test_a_strong_urge_raises_the_flag(desk, client, ready):
    sign(desk, told(ready, Urge(score=ALERT_SCORE)))

    assert FlagKind.CRAVING in [one.kind for one in flags.of_client(desk, client.id)]


def test_a_weaker_one_raises_none(desk, client, ready):
    sign(desk, told(ready, Urge(score=ALERT_SCORE - 1)))

    assert FlagKind.CRAVING not in [one.kind for one in flags.of_client(desk, client.id)]


def test_who_did_not_come_makes_no_score(desk, client, ready):
    away = replace(ready.members[0], code=AttendanceCode.NO_SHOW)

    assert len(sign(desk, ready.with_member(away)).signed) == 1
    assert cravings.of_client(desk, client.id) == ()


def test_a_row_without_an_urge_makes_no_score(desk, client, ready):
    assert len(sign(desk, told(ready, Urge())).signed) == 1
    assert cravings.of_client(desk, client.id) == ()


def test_words_without_a_score_are_asked_about(desk, ready):
    edit = told(ready, Urge(trigger="Payday"))

    assert said(desk, edit) == [
        ("Choose how strong the urge was, or empty what is said of it.", "urge")
    ]
    assert sign(desk, edit).signed == ()


def test_another_member_is_not_named_in_what_set_it_off(desk, ready):
    clients.add(desk, NewClient(given_name="Devon", admitted_on=date(2026, 2, 9)))
    other = group_sessions.not_there(desk, ready)[0]
    edit = ready.with_member(group_sessions.begin_row(desk, ready.session_id, other.id))
    named = edit.with_member(replace(edit.members[0], urge=Urge(score=2, trigger="Devon left")))

    row = group_checks.check(desk, named)[0]

    assert [one.rule for one in row.findings] == ["G3"]


def test_the_scores_are_announced_for_those_who_told_one(desk, client, ready):
    heard = []
    desk.listen(heard.append)
    sign(desk, ready)

    (changes,) = (one for one in heard if Kind.CRAVING in one.kinds)
    assert changes.clients == {client.id}


def test_without_an_urge_no_score_is_announced(desk, ready):
    heard = []
    desk.listen(heard.append)
    sign(desk, told(ready, Urge()))

    assert not any(Kind.CRAVING in one.kinds for one in heard)


def test_a_draft_from_before_there_was_an_urge_tells_none(desk, ready):
    group_sessions.keep(desk, ready)
    with desk.write() as writer:
        draft = group_rows.draft(writer, ready.session_id)
        content = msgspec.json.decode(draft.content)
        del content["members"][0]["urge"]
        older = msgspec.json.encode(content).decode()
        group_rows.keep_draft(writer, replace(draft, content=older))

    edit = group_sessions.open_edit(desk, ready.session_id)

    assert edit == told(ready, Urge())
