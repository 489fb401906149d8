"""Treatment plans: drafting, signing, reviewing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import AlreadySignedError, NewerPlanError, UnreadyPlanError
from counselor_desk.records import canonical
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import Problem, ProblemCourse
from counselor_desk.records.signatures import SignatureRole
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import clients, episodes, plans, signatures
from counselor_desk.services.clients import NewClient
from counselor_desk.services.signatures import GivenSignature
from tests.desks import reopened


def test_an_empty_plan_is_not_signed(desk, client):
    with pytest.raises(UnreadyPlanError):
        plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))


def test_a_signed_plan_is_all_there_after_reopening(desk, plan):
    again = reopened(desk)
    kept = plans.in_force(again, plan.client_id)
    again.close()

    assert kept == plan


def test_signing_freezes_the_numbers(plan):
    assert [objective.number for objective in plan.objectives()] == ["1.1.1"]


def test_a_signed_plan_takes_no_draft(desk, plan):
    with pytest.raises(AlreadySignedError):
        plans.keep(desk, PlanEdit(plan=plan))


def test_what_is_typed_comes_back_after_reopening(desk, client, plan_edit):
    half = replace(plan_edit, typed={"node/target_on": "soon"})
    plans.keep(desk, half)

    again = reopened(desk)
    found = plans.draft_of(again, client.id)
    again.close()

    assert found == half


def test_starting_twice_gives_the_same_draft(desk, client):
    assert plans.start(desk, client.id) == plans.start(desk, client.id)


def test_a_review_is_the_next_version_with_the_same_nodes(desk, client, plan):
    plans.start(desk, client.id)

    draft = plans.draft_of(desk, client.id)
    assert draft is not None
    assert draft.plan.version == 2
    assert draft.plan.problems == plan.problems


def test_starting_a_review_again_keeps_what_it_copied(desk, client, plan):
    plans.start(desk, client.id)

    assert plans.start(desk, client.id).problems == plan.problems


def test_a_signed_review_is_in_force_and_the_first_version_stays(desk, client, plan):
    plans.start(desk, client.id)
    draft = plans.draft_of(desk, client.id)
    review = plans.sign(desk, draft)

    assert plans.in_force(desk, client.id) == review
    assert [one.version for one in plans.versions(desk, client.id)] == [2, 1]
    assert plans.versions(desk, client.id)[1] == plan


def test_in_a_new_stay_its_own_plan_is_in_force_once_it_is_signed(desk, client, plan):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=desk.today()))
    assert plans.in_force(desk, client.id) == plan
    episodes.start(desk, client.id)
    assert plans.in_force(desk, client.id) is None
    assert plans.last_signed(desk, client.id) == plan

    begun = plans.start(desk, client.id)
    kept = plans.sign(desk, PlanEdit(plan=replace(begun, problems=plan.problems)))

    assert plans.in_force(desk, client.id) == kept


def test_a_discarded_draft_makes_room_for_a_new_one(desk, client, plan_edit):
    plans.keep(desk, plan_edit)
    plans.discard(desk, plan_edit.plan)

    fresh = plans.start(desk, client.id)

    assert fresh.problems == ()
    assert fresh.uid != plan_edit.plan.uid


def test_a_discarded_draft_comes_back_with_what_was_typed(desk, client, plan_edit):
    plans.keep(desk, plan_edit)
    plans.discard(desk, plan_edit.plan)

    plans.bring_back(desk, plan_edit.plan)

    assert plans.draft_of(desk, client.id) == plan_edit


def test_a_discarded_draft_does_not_come_back_beside_another(desk, client, plan_edit):
    plans.keep(desk, plan_edit)
    plans.discard(desk, plan_edit.plan)
    other = plans.start(desk, client.id)

    with pytest.raises(NewerPlanError):
        plans.bring_back(desk, plan_edit.plan)

    assert plans.draft_of(desk, client.id).plan == other


def test_a_discarded_draft_does_not_come_back_after_another_was_signed(desk, client, plan):
    gone = plans.start(desk, client.id)
    plans.discard(desk, gone)
    plans.start(desk, client.id)
    plans.sign(desk, plans.draft_of(desk, client.id))

    with pytest.raises(NewerPlanError):
        plans.bring_back(desk, gone)

    assert plans.draft_of(desk, client.id) is None


def test_the_client_signs_on_paper(desk, plan, clock):
    given = GivenSignature(
        role=SignatureRole.CLIENT, printed_name="Marcus Reyes", signed_at=clock()
    )
    signatures.add(desk, RecordKind.PLAN, plan, given)

    roles = [one.role for one in plans.proof(desk, plan).signatures]
    assert roles == [SignatureRole.COUNSELOR, SignatureRole.CLIENT]


def test_a_review_is_due_thirty_days_after_the_plan(desk, plan):
    assert plans.review_due_on(desk, plan) == date(2026, 4, 11)


def shared(desk, edit):
    return [one.repair for one in plans.check(desk, edit) if one.rule == "P11"]


def copied_for_another(desk, plan_edit, text):
    """A second client's plan with the same tree and this wording of its goal."""
    other = clients.add(
        desk,
        NewClient(given_name="Ana", family_name="Silva", admitted_on=date(2026, 2, 5)),
    )
    (problem,) = plan_edit.plan.problems
    goals = tuple(replace(goal, text=text) for goal in problem.goals)
    started = plans.start(desk, other.id)
    return PlanEdit(plan=replace(started, problems=(replace(problem, goals=goals),)))


def test_a_goal_of_another_clients_signed_plan_is_told(desk, plan, plan_edit):
    (goal,) = plan.goals()
    edit = copied_for_another(desk, plan_edit, "  reach and KEEP abstinence.")

    assert shared(desk, edit) == [f"{goal.node_uid}/text"]


def test_a_goal_of_ones_own_is_not_told(desk, plan, plan_edit):
    assert shared(desk, copied_for_another(desk, plan_edit, "Live and work without alcohol")) == []


def test_a_goal_of_an_unsigned_plan_is_not_told(desk, plan_edit):
    assert shared(desk, copied_for_another(desk, plan_edit, "Reach and keep abstinence")) == []


def test_a_review_may_keep_the_clients_own_goal(desk, client, plan):
    plans.start(desk, client.id)

    assert shared(desk, plans.draft_of(desk, client.id)) == []


def test_a_plan_of_a_day_to_come_is_not_signed(desk, plan_edit):
    ahead = replace(plan_edit.plan, planned_on=desk.today() + timedelta(days=1))

    with pytest.raises(UnreadyPlanError):
        plans.sign(desk, PlanEdit(plan=ahead))


def test_a_deferred_problem_is_all_there_after_signing(desk, client, plan_edit):
    put_off = Problem(
        node_uid=desk.new_uid(),
        text="Back pain",
        course=ProblemCourse.DEFERRED,
        course_reason="Her doctor treats it first.",
    )
    wide = replace(plan_edit.plan, problems=(*plan_edit.plan.problems, put_off))
    signed = plans.sign(desk, PlanEdit(plan=wide))

    assert plans.in_force(desk, client.id) == signed
    assert plans.proof(desk, signed).seal.version == canonical.VERSION
