"""Requests to amend a record: due in 60 days, put off once, granted or denied once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    AnsweredAmendmentError,
    ImpossibleDateError,
    UnreadyAmendmentError,
)
from counselor_desk.records.amendments import Decision, DenialBasis
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.today import OwedAnswer
from counselor_desk.services import addenda, amendments, notes, today
from counselor_desk.storage import audit
from tests.desks import reopened

ASKED = "The meeting was on Sunday."


@pytest.fixture
def note(desk, note_edit):
    return notes.sign(desk, note_edit)


@pytest.fixture
def about(desk, note):
    return amendments.amendable(desk, note.client_id)[0]


@pytest.fixture
def request_(desk, note, about):
    return amendments.take(desk, note.client_id, about, ASKED)


def sign_addendum(desk, note):
    return addenda.sign(desk, replace(addenda.start(desk, note.id), text="It was a Sunday."))


def test_a_client_can_ask_about_everything_that_is_signed(desk, note, plan):
    found = amendments.amendable(desk, note.client_id)

    assert [(one.kind, one.uid) for one in found] == [
        (RecordKind.NOTE, note.uid),
        (RecordKind.PLAN, plan.uid),
    ]


def test_a_request_is_there_after_reopening(desk, note, request_):
    again = reopened(desk)
    found = amendments.of_client(again, note.client_id)
    again.close()

    assert found == (request_,)


def test_a_request_is_shown_with_its_record(desk, note, plan, request_):
    assert amendments.of_record(desk, note.client_id, note.uid) == (request_,)
    assert amendments.of_record(desk, note.client_id, plan.uid) == ()


def test_an_answer_is_due_in_sixty_days(desk, request_):
    assert request_.due_on == date(2026, 5, 11)


def test_a_request_without_words_is_refused(desk, note, about):
    with pytest.raises(UnreadyAmendmentError):
        amendments.take(desk, note.client_id, about, " \n")


def test_a_request_of_tomorrow_is_refused(desk, note, about):
    with pytest.raises(ImpossibleDateError):
        amendments.take(desk, note.client_id, about, ASKED, requested_on=date(2026, 3, 13))


def test_an_answer_is_put_off_by_thirty_days(desk, request_):
    put_off = amendments.extend(desk, request_, "The former counselor has to be asked.")

    assert put_off.due_on == request_.due_on + timedelta(days=30)


def test_an_answer_is_put_off_once(desk, request_):
    put_off = amendments.extend(desk, request_, "The former counselor has to be asked.")

    with pytest.raises(AnsweredAmendmentError):
        amendments.extend(desk, put_off, "Again.")


def test_an_answer_is_put_off_with_a_reason_only(desk, request_):
    with pytest.raises(UnreadyAmendmentError):
        amendments.extend(desk, request_, "")


def test_an_answer_that_is_late_cannot_be_put_off(desk, request_, clock):
    clock.pass_by(days=61)

    with pytest.raises(AnsweredAmendmentError):
        amendments.extend(desk, request_, "Too late.")


def test_a_request_about_a_note_is_granted_by_an_addendum(desk, note, request_):
    addendum = sign_addendum(desk, note)

    granted = amendments.accept(desk, request_, addendum_uid=addendum.uid)

    assert (granted.decision, granted.decided_on) == (Decision.ACCEPTED, date(2026, 3, 12))
    assert granted.addendum_uid == addendum.uid


@pytest.mark.parametrize("uid", [None, "x"])
def test_a_request_about_a_note_is_not_granted_without_one(desk, request_, uid):
    with pytest.raises(UnreadyAmendmentError):
        amendments.accept(desk, request_, addendum_uid=uid)


def test_an_addendum_that_is_not_signed_grants_nothing(desk, note, request_):
    draft = addenda.start(desk, note.id)

    with pytest.raises(UnreadyAmendmentError):
        amendments.accept(desk, request_, addendum_uid=draft.uid)


def test_a_request_about_a_plan_is_granted_in_words(desk, note, plan):
    about = amendments.amendable(desk, note.client_id)[1]
    asked = amendments.take(desk, note.client_id, about, "I want other goals.")

    with pytest.raises(UnreadyAmendmentError):
        amendments.accept(desk, asked)
    granted = amendments.accept(desk, asked, explanation="Version 2 has them.")
    assert granted.decision is Decision.ACCEPTED


def deny(desk, asked):
    return amendments.deny(desk, asked, DenialBasis.ACCURATE_AND_COMPLETE, "The log says so.")


def test_a_denial_has_a_basis_and_words(desk, request_):
    with pytest.raises(UnreadyAmendmentError):
        amendments.deny(desk, request_, DenialBasis.NONE, "No.")
    with pytest.raises(UnreadyAmendmentError):
        amendments.deny(desk, request_, DenialBasis.NOT_OUR_RECORD, "")
    assert deny(desk, request_).decision is Decision.DENIED


def test_a_request_is_answered_once(desk, request_):
    denied = deny(desk, request_)

    for asked in (request_, denied):
        with pytest.raises(AnsweredAmendmentError):
            deny(desk, asked)


def test_a_statement_and_its_answer_follow_a_denial(desk, request_):
    denied = deny(desk, request_)
    disagreed = amendments.disagree(desk, denied, "I was there on Sunday.")
    rebutted = amendments.rebut(desk, disagreed, "The sign-in sheet is of Saturday.")

    assert amendments.of_client(desk, request_.client_id) == (rebutted,)
    with pytest.raises(AnsweredAmendmentError):
        amendments.disagree(desk, rebutted, "Again.")
    with pytest.raises(AnsweredAmendmentError):
        amendments.rebut(desk, rebutted, "Again.")


def test_nobody_disagrees_before_a_denial(desk, request_):
    with pytest.raises(AnsweredAmendmentError):
        amendments.disagree(desk, request_, "I was there.")
    with pytest.raises(AnsweredAmendmentError):
        amendments.rebut(desk, request_, "No.")


def test_every_step_is_in_the_log_without_its_words(desk, request_):
    amendments.disagree(desk, deny(desk, request_), "I was there on Sunday.")

    with desk.read() as reader:
        events = [one for one in audit.events(reader) if one.table_name == "amendment"]
    assert [event.act.value for event in events] == ["update", "update", "insert"]
    assert "Sunday" not in repr(events)


def test_an_answer_is_owed_until_it_is_given(desk, request_, clock):
    assert not any(isinstance(item, OwedAnswer) for item in today.owed(desk))
    clock.pass_by(days=50)
    (item,) = [item for item in today.owed(desk) if isinstance(item, OwedAnswer)]
    assert (item.name, item.amendment_uid) == ("Marcus R.", request_.uid)

    deny(desk, request_)
    assert not any(isinstance(item, OwedAnswer) for item in today.owed(desk))
