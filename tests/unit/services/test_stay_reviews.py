"""Continued-stay reviews: made with a reason, kept for good, asked for at each plan review."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ImpossibleReviewDateError,
    MissingStayDecisionError,
    MissingStayReasonError,
    NoOpenEpisodeError,
)
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.services import episodes, plans, stay_reviews
from counselor_desk.services.changes import Kind
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.storage import audit
from tests.desks import reopened

FILLED = NewStayReview(
    reviewed_on=date(2026, 3, 12),
    ticks=frozenset({"is_progressing"}),
    decision=StayDecision.CONTINUE,
    reason="He knows four of five triggers and asks for homework.",
    next_on=date(2026, 4, 11),
)


def review_plan(desk, client):
    return plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))


def test_a_review_is_there_after_reopening(desk, client, plan):
    made = stay_reviews.add(desk, client.id, FILLED)
    again = reopened(desk)
    found = stay_reviews.of_client(again, client.id)
    again.close()

    assert found == (made,)


def test_a_review_names_its_plan_version_and_who_made_it(desk, client, plan):
    review_plan(desk, client)

    made = stay_reviews.add(desk, client.id, FILLED)

    assert (made.plan_version, made.made_by) == (2, "Dana Whitfield, LADC")
    assert made.ticks == FILLED.ticks


def test_a_review_long_before_a_plan_goes_with_none(desk, client, plan):
    early = replace(FILLED, reviewed_on=date(2026, 2, 20))

    assert stay_reviews.add(desk, client.id, early).plan_version == 0


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"decision": None}, MissingStayDecisionError),
        ({"reason": " \n"}, MissingStayReasonError),
        ({"reviewed_on": date(2026, 3, 13)}, ImpossibleReviewDateError),
        ({"reviewed_on": date(2026, 2, 4)}, ImpossibleReviewDateError),
        ({"next_on": date(2026, 3, 12)}, ImpossibleReviewDateError),
    ],
)
def test_a_review_that_cannot_be_right_is_refused(desk, client, changed, problem):
    with pytest.raises(problem):
        stay_reviews.add(desk, client.id, replace(FILLED, **changed))

    assert stay_reviews.of_client(desk, client.id) == ()


def test_a_discharge_has_no_next_review(desk, client):
    done = replace(FILLED, decision=StayDecision.DISCHARGE, next_on=date(2026, 3, 1))

    assert stay_reviews.add(desk, client.id, done).next_on is None


def test_a_discharged_client_is_not_reviewed(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 10)))

    with pytest.raises(NoOpenEpisodeError):
        stay_reviews.add(desk, client.id, FILLED)


def test_a_reviewed_plan_is_found_until_a_review_goes_with_it(desk, client, plan):
    assert stay_reviews.missing(desk, client.id) == ()

    review_plan(desk, client)
    assert [one.rule for one in stay_reviews.missing(desk, client.id)] == ["S1"]

    stay_reviews.add(desk, client.id, FILLED)
    assert stay_reviews.missing(desk, client.id) == ()


def test_a_contradiction_is_told_once_there_is_a_decision():
    moving = replace(FILLED, ticks=frozenset({"has_reached_goals"}))

    assert len(stay_reviews.contradictions(moving)) == 1
    assert stay_reviews.contradictions(replace(moving, decision=None)) == ()


def test_a_blank_review_is_due_again_with_the_plan(desk, client):
    blank = stay_reviews.blank(desk, client.id)

    assert blank.next_on == blank.reviewed_on + timedelta(days=30)


def test_a_review_is_announced_and_logged(desk, client):
    heard = []
    desk.listen(heard.append)

    stay_reviews.add(desk, client.id, FILLED)

    assert [changes.kinds for changes in heard] == [{Kind.STAY_REVIEW}]
    with desk.read() as reader:
        tables = [event.table_name for event in audit.events(reader)]
    assert "stay_review" in tables
