"""P1 and P2: told when the day is near or past, and quiet before."""

from datetime import date, timedelta

import pytest

from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.plans import Plan
from counselor_desk.rules import plan_timing as rules

ADMITTED_ON = date(2026, 2, 9)
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
PLAN = Plan(
    id=PlanId(1),
    uid=Uid("plan"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    planned_on=date(2026, 2, 12),
)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 2, 9), "The signed plan is due Feb 16."),
        (date(2026, 2, 16), "The signed plan is due today."),
        (date(2026, 2, 17), "The signed plan was due Feb 16, 1 day ago."),
        (date(2026, 2, 20), "The signed plan was due Feb 16, 4 days ago."),
    ],
)
def test_the_first_plan_is_due_within_days_of_the_admission(today, said):
    (told,) = rules.p1_first_plan(Uid("stay"), ADMITTED_ON, today, within=WEEK)

    assert (told.rule, told.message, told.due_on) == ("P1", said, date(2026, 2, 16))


def test_before_the_admission_no_plan_is_due():
    assert rules.p1_first_plan(Uid("stay"), None, date(2026, 2, 9), within=WEEK) == ()


def test_a_review_is_told_in_its_last_week():
    due_on = PLAN.planned_on + MONTH
    (told,) = rules.p2_review(PLAN, due_on - WEEK, every=MONTH)

    assert (told.rule, told.due_on) == ("P2", due_on)
    assert rules.p2_review(PLAN, due_on - WEEK - timedelta(days=1), every=MONTH) == ()
