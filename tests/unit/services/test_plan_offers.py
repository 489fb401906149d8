"""What a plan can begin with: domains of the assessment, and goals compared with others'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import UnreadyPlanError
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Goal, ProblemCourse
from counselor_desk.services import clients, plan_offers, plans
from counselor_desk.services.clients import NewClient
from tests import assessing
from tests.desks import reopened


def test_the_serious_domains_are_offered_in_their_order(desk, client):
    assessing.signed(desk, client.id, 0, 1, 3, 2, 0, 1)
    offers = plan_offers.from_assessment(desk, plans.start(desk, client.id))

    assert [(one.title, one.rating) for one in offers] == [
        ("Mood, thinking and behavior", 3),
        ("Readiness to change", 2),
    ]


def test_without_a_signed_assessment_nothing_is_offered(desk, client):
    assert plan_offers.from_assessment(desk, plans.start(desk, client.id)) == ()


def test_a_domain_is_offered_until_a_problem_was_drawn_from_it(desk, client):
    assessing.signed(desk, client.id, 0, 0, 3, 0, 0, 0)
    started = plans.start(desk, client.id)
    (offer,) = plan_offers.from_assessment(desk, started)
    drawn = replace(started, problems=(offer.problem(desk.new_uid()),))

    assert plan_offers.from_assessment(desk, drawn) == ()


def test_a_problem_drawn_from_a_domain_is_not_signed_without_words_of_its_own(desk, client):
    assessing.signed(desk, client.id, 0, 0, 3, 0, 0, 0)
    started = plans.start(desk, client.id)
    (offer,) = plan_offers.from_assessment(desk, started)
    drawn = replace(started, problems=(offer.problem(desk.new_uid()),))

    with pytest.raises(UnreadyPlanError, match="1 blank left in problem 1"):
        plans.sign(desk, PlanEdit(plan=drawn))


def test_the_sign_check_tells_of_an_open_domain(desk, client, plan_edit):
    assert "P3" not in {one.rule for one in plans.check(desk, plan_edit)}

    assessing.signed(desk, client.id, 0, 0, 3, 0, 0, 0)

    assert "P3" in {one.rule for one in plans.check(desk, plan_edit)}


def test_where_a_problem_comes_from_is_kept_and_sealed(desk, plan_edit):
    (problem,) = plan_edit.plan.problems
    more = replace(
        problem,
        node_uid=desk.new_uid(),
        domain=DomainCode.D2,
        course=ProblemCourse.DEFERRED,
        course_reason="Waits for the clinic.",
        goals=(),
    )
    signed = plans.sign(desk, PlanEdit(plan=replace(plan_edit.plan, problems=(problem, more))))
    again = reopened(desk)
    kept = plans.in_force(again, signed.client_id)
    plans.proof(again, kept)
    again.close()

    assert kept.problems[1].domain is DomainCode.D2


def test_a_goal_of_another_clients_signed_plan_is_recognized(desk, plan):
    other = clients.add(
        desk,
        NewClient(given_name="Jolene", family_name="Tate", admitted_on=date(2026, 2, 6)),
    )
    started = plans.start(desk, other.id)
    (goal,) = plan.goals()
    same = Goal(node_uid=desk.new_uid(), text=goal.text.upper())
    own = Goal(node_uid=desk.new_uid(), text="Walk the dog twice a day without hurry")

    assert plan_offers.shared_with_others(desk, started, (same, own)) == {same.node_uid}
