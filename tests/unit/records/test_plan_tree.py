"""Moves on a plan's tree: no node is lost or doubled, and levels hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselor_desk.errors import PlanLevelError
from counselor_desk.records import plan_tree
from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem, numbered


def small_plan() -> Plan:
    return numbered(
        Plan(
            id=PlanId(1),
            uid=Uid("plan"),
            client_id=ClientId(1),
            episode_id=EpisodeId(1),
            planned_on=date(2026, 2, 12),
            problems=(
                Problem(
                    node_uid=Uid("p1"),
                    text="Alcohol",
                    goals=(
                        Goal(
                            node_uid=Uid("g1"),
                            text="Abstinence",
                            objectives=(
                                Objective(
                                    node_uid=Uid("o1"),
                                    text="Triggers",
                                    interventions=(Intervention(node_uid=Uid("i1")),),
                                ),
                                Objective(node_uid=Uid("o2"), text="Meetings"),
                            ),
                        ),
                        Goal(node_uid=Uid("g2"), text="Sleep"),
                    ),
                ),
                Problem(node_uid=Uid("p2"), text="Work"),
            ),
        )
    )


def shape(plan: Plan) -> list[str]:
    return [f"{getattr(node, 'number', '-')} {node.node_uid}" for node in plan.nodes()]


def test_a_sibling_comes_right_after():
    plan = plan_tree.added_after(small_plan(), Uid("o1"), Uid("new"))

    assert [one.node_uid for one in plan.objectives()] == ["o1", "new", "o2"]


def test_a_child_is_of_the_next_level():
    plan = plan_tree.added_below(small_plan(), Uid("p2"), Uid("new"))

    assert plan.find(Uid("new")) == Goal(node_uid=Uid("new"), number="2.1")


def test_nothing_stands_below_an_intervention():
    with pytest.raises(PlanLevelError):
        plan_tree.added_below(small_plan(), Uid("i1"), Uid("new"))


def test_removing_a_node_takes_what_is_below_it():
    plan = plan_tree.removed(small_plan(), Uid("g1"))

    assert shape(plan) == ["1 p1", "1.1 g2", "2 p2"]


def test_moving_past_the_end_goes_to_the_neighboring_parent():
    plan = plan_tree.moved(small_plan(), Uid("o2"), 1)

    assert plan.find(Uid("o2")) == Objective(node_uid=Uid("o2"), number="1.2.1", text="Meetings")


def test_moving_where_there_is_no_room_changes_nothing():
    assert plan_tree.moved(small_plan(), Uid("p1"), -1) == small_plan()


def test_a_goal_moved_in_becomes_an_objective_with_its_words():
    plan = plan_tree.moved_in(small_plan(), Uid("g2"))

    assert plan.find(Uid("g2")) == Objective(node_uid=Uid("g2"), number="1.1.3", text="Sleep")


def test_a_whole_branch_cannot_sink_below_the_lowest_level():
    plan = plan_tree.moved(small_plan(), Uid("g1"), 1)

    with pytest.raises(PlanLevelError):
        plan_tree.moved_in(plan, Uid("g1"))


def test_an_objective_moved_out_becomes_a_goal_after_its_parent():
    plan = plan_tree.moved_out(small_plan(), Uid("o2"))

    assert [goal.node_uid for goal in plan.goals()] == ["g1", "o2", "g2"]


def test_a_problem_cannot_move_out():
    with pytest.raises(PlanLevelError):
        plan_tree.moved_out(small_plan(), Uid("p1"))


MOVES = st.lists(
    st.tuples(st.sampled_from(["up", "down", "in", "out"]), st.integers(min_value=0, max_value=6)),
    max_size=12,
)


@given(MOVES)
def test_no_row_of_moves_loses_or_doubles_a_node(moves):
    plan = small_plan()
    known = sorted(node.node_uid for node in plan.nodes())
    words = sorted(node.text for node in plan.nodes())
    for move, at in moves:
        uid = list(plan.nodes())[at].node_uid
        try:
            plan = {
                "up": lambda p, u: plan_tree.moved(p, u, -1),
                "down": lambda p, u: plan_tree.moved(p, u, 1),
                "in": plan_tree.moved_in,
                "out": plan_tree.moved_out,
            }[move](plan, uid)
        except PlanLevelError:
            continue

    assert sorted(node.node_uid for node in plan.nodes()) == known
    assert sorted(node.text for node in plan.nodes()) == words
    assert plan == numbered(plan)


def test_a_goal_is_placed_below_another_problem_with_all_below_it():
    plan = plan_tree.placed(small_plan(), Uid("g1"), Uid("p2"), None)

    assert shape(plan) == ["1 p1", "1.1 g2", "2 p2", "2.1 g1", "2.1.1 o1", "- i1", "2.1.2 o2"]


def test_a_node_is_placed_before_another():
    plan = plan_tree.placed(small_plan(), Uid("o2"), Uid("g1"), Uid("o1"))

    assert [one.node_uid for one in plan.objectives()] == ["o2", "o1"]


def test_problems_are_placed_among_themselves():
    plan = plan_tree.placed(small_plan(), Uid("p2"), None, Uid("p1"))

    assert [one.node_uid for one in plan.problems] == ["p2", "p1"]


def test_a_node_placed_before_itself_stays():
    plan = small_plan()

    assert plan_tree.placed(plan, Uid("o1"), Uid("g1"), Uid("o1")) == plan


@pytest.mark.parametrize(
    ("node", "parent"), [("o1", "p1"), ("g1", None), ("p1", "p2"), ("g1", "g2")]
)
def test_a_node_is_placed_on_its_own_level_alone(node, parent):
    with pytest.raises(PlanLevelError):
        plan_tree.placed(small_plan(), Uid(node), Uid(parent) if parent else None, None)


def test_whole_branches_are_grafted_and_numbered():
    branch = Problem(node_uid=Uid("new"), goals=(Goal(node_uid=Uid("new-goal")),))
    grown = plan_tree.grafted(small_plan(), None, (branch,))

    assert grown.problems[-1].goals[0].number == "3.1"


def test_a_branch_of_another_level_is_not_grafted():
    with pytest.raises(PlanLevelError):
        plan_tree.grafted(small_plan(), None, (Goal(node_uid=Uid("new-goal")),))
