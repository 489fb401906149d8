"""The review of a plan: it starts clean, says who took part, and rates each objective."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import ObjectiveStatus, Rating, ReviewRating
from counselor_desk.rules.plan_reviews import REPAIR_ABSENCE, REPAIR_RATINGS, REPAIR_TOOK_PART
from counselor_desk.services import plans


@pytest.fixture
def review(desk, client, plan, clock):
    """A review a month after the plan, with nothing said yet."""
    clock.pass_by(days=30)
    return PlanEdit(plan=plans.start(desk, client.id))


@pytest.fixture
def told(review, plan):
    """A review that says all there is to say."""
    (objective,) = plan.objectives()
    rated = ReviewRating(node_uid=objective.node_uid, rating=Rating.BETTER)
    return replace(
        review,
        plan=replace(
            review.plan,
            client_took_part=True,
            took_part="Gloria Reyes, mother\nJ. Ortiz, probation officer",
            ratings=(rated,),
        ),
    )


def gaps(desk, edit):
    return [one.repair.partition("/")[2] for one in plans.check(desk, edit) if one.rule == "P2"]


def test_a_review_keeps_the_uids_of_every_row(review, plan):
    assert [one.node_uid for one in review.plan.nodes()] == [one.node_uid for one in plan.nodes()]


def test_a_review_rates_every_objective_as_progress_of_its_day(desk, told):
    signed = plans.sign(desk, told)

    (kept,) = plans.progress(desk, signed.client_id)
    assert (kept.plan_id, kept.rating, kept.note_id) == (signed.id, Rating.BETTER, None)
    assert kept.rated_on == desk.today()


def test_what_a_review_rated_is_the_status_from_then_on(desk, told):
    signed = plans.sign(desk, told)

    (objective,) = signed.objectives()
    assert plans.standing(desk, signed).of(objective.node_uid) is ObjectiveStatus.PROGRESSING


def test_who_took_part_comes_back_with_the_version(desk, told):
    signed = plans.sign(desk, told)

    kept = plans.get(desk, signed.id)
    assert (kept.client_took_part, kept.took_part) == (True, told.plan.took_part)
    assert kept.ratings == told.plan.ratings


@pytest.mark.parametrize(
    "change",
    [{"took_part": "nobody"}, {"client_took_part": False}, {"ratings": ()}],
    ids=["took part", "client", "ratings"],
)
def test_who_took_part_and_how_it_went_are_sealed(desk, told, change):
    signed = plans.sign(desk, told)
    plans.proof(desk, signed)

    with pytest.raises(BrokenSealError):
        plans.proof(desk, replace(signed, **change))


def test_the_next_review_asks_again(desk, told, clock):
    signed = plans.sign(desk, told)
    clock.pass_by(days=30)
    again = plans.start(desk, signed.client_id)

    assert (again.client_took_part, again.took_part, again.ratings) == (None, "", ())
    assert plans.get(desk, signed.id).ratings == told.plan.ratings


def test_the_version_before_stays_as_it_was_signed(desk, plan, told):
    plans.sign(desk, told)

    assert plans.get(desk, plan.id) == plan
    assert plans.proof(desk, plan).seal.record_uid == plan.uid


def test_a_review_that_says_everything_misses_nothing(desk, told):
    assert gaps(desk, told) == []


def test_a_review_wants_to_know_who_was_there_and_how_it_went(desk, review):
    assert gaps(desk, review) == [REPAIR_TOOK_PART, REPAIR_RATINGS]


def test_a_client_who_was_not_there_has_a_reason(desk, told):
    absent = replace(told, plan=replace(told.plan, client_took_part=False))
    excused = replace(absent, plan=replace(absent.plan, absence_reason="He was in the hospital."))

    assert gaps(desk, absent) == [REPAIR_ABSENCE]
    assert gaps(desk, excused) == []


def test_a_new_objective_needs_no_rating_at_the_review_that_adds_it(desk, told):
    (problem,) = told.plan.problems
    (goal,) = problem.goals
    fresh = replace(goal.objectives[0], node_uid=desk.new_uid(), text="Call a sponsor every day")
    goal = replace(goal, objectives=(*goal.objectives, fresh))
    plan = replace(told.plan, problems=(replace(problem, goals=(goal,)),))

    assert gaps(desk, replace(told, plan=plan)) == []


def test_a_first_plan_is_no_review(desk, plan_edit):
    assert gaps(desk, plan_edit) == []


def test_a_discarded_review_leaves_no_progress(desk, told, plan):
    plans.keep(desk, told)
    plans.discard(desk, told.plan)

    assert plans.progress(desk, plan.client_id) == ()


def test_the_next_review_is_due_thirty_days_after_this_one(desk, told):
    signed = plans.sign(desk, told)

    assert plans.review_due_on(desk, signed) == desk.today() + timedelta(days=30)
