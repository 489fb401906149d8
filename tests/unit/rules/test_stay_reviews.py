"""Continued-stay rules: a review near each reviewed plan, and a decision its ticks speak for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, StayReviewId, Uid
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordState
from counselor_desk.records.stay_reviews import StayDecision, StayReview
from counselor_desk.rules.stay_reviews import contradictions, missing

PLANNED_ON = date(2026, 3, 12)


def plan(version=2, state=RecordState.SIGNED):
    return Plan(
        id=PlanId(version),
        uid=Uid(f"plan-{version}"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        version=version,
        planned_on=PLANNED_ON,
        state=state,
    )


def review(days_later=0):
    return StayReview(
        id=StayReviewId(1),
        uid=Uid("review"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        reviewed_on=PLANNED_ON + timedelta(days=days_later),
        decision=StayDecision.CONTINUE,
        reason="She works at it.",
        made_by="D. Whitfield, LADC",
        made_at=datetime(2026, 3, 12, 15, tzinfo=UTC),
    )


def test_a_reviewed_plan_without_a_review_is_found():
    (found,) = missing([plan()], [])

    assert (found.rule, found.subject, found.due_on) == ("S1", "plan-2", date(2026, 3, 19))


@pytest.mark.parametrize("days", [-7, 0, 7])
def test_a_review_within_a_week_goes_with_the_plan(days):
    assert missing([plan()], [review(days)]) == ()


@pytest.mark.parametrize("days", [-8, 8])
def test_a_review_further_away_does_not(days):
    assert len(missing([plan()], [review(days)])) == 1


def test_a_review_that_came_late_goes_with_the_version_it_was_made_for():
    assert missing([plan()], [replace(review(20), plan_version=2)]) == ()
    assert len(missing([plan()], [replace(review(20), plan_version=1)])) == 1


def test_the_first_version_and_a_draft_need_none():
    assert missing([plan(1), plan(2, RecordState.DRAFT)], []) == ()


@pytest.mark.parametrize(
    ("ticks", "decision", "warns"),
    [
        ({"is_progressing"}, StayDecision.CONTINUE, False),
        ({"has_reached_goals"}, StayDecision.CONTINUE, True),
        ({"has_reached_goals", "is_progressing"}, StayDecision.CONTINUE, False),
        ({"is_progressing"}, StayDecision.DISCHARGE, True),
        ({"needs_another_level"}, StayDecision.TRANSFER, False),
        (set(), StayDecision.CONTINUE, True),
    ],
)
def test_a_decision_that_no_tick_speaks_for_warns(ticks, decision, warns):
    assert bool(contradictions(ticks, decision)) is warns
