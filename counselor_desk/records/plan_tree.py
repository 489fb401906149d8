"""Moves on a plan's tree: add, remove, replace, move up and down, move in and out.

A plan is one frozen value, so each move gives a new plan and leaves the old one for undo. The
order of levels is fixed: problem, goal, objective, intervention.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

from counselor_desk.errors import PlanLevelError
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Node,
    Objective,
    Plan,
    Problem,
    numbered,
)

_CHILDREN: dict[type, str] = {Problem: "goals", Goal: "objectives", Objective: "interventions"}
_CHILD_TYPE: dict[type, type[Node]] = {
    Problem: Goal,
    Goal: Objective,
    Objective: Intervention,
}


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one node; an intervention has none."""
    name = _CHILDREN.get(type(node))
    return () if name is None else cast("tuple[Node, ...]", getattr(node, name))


def parent_of(plan: Plan, node_uid: Uid) -> Node | None:
    """The node above one node; None for a problem.

    Raises:
        KeyError: the plan has no such node.
    """
    for node in plan.nodes():
        if any(child.node_uid == node_uid for child in children(node)):
            return node
    if any(problem.node_uid == node_uid for problem in plan.problems):
        return None
    raise KeyError(node_uid)


def siblings_of(plan: Plan, node_uid: Uid) -> tuple[Node, ...]:
    """The nodes with the same parent, the node itself among them, in order."""
    parent = parent_of(plan, node_uid)
    return plan.problems if parent is None else children(parent)


def replaced(plan: Plan, node: Node) -> Plan:
    """The plan in which `node` stands in the place of the node with its uid.

    Raises:
        KeyError: the plan has no such node.
    """
    return _with_siblings(
        plan,
        node.node_uid,
        lambda row: [node if one.node_uid == node.node_uid else one for one in row],
    )


def removed(plan: Plan, node_uid: Uid) -> Plan:
    """The plan without a node and everything below it.

    Raises:
        KeyError: the plan has no such node.
    """
    return _with_siblings(
        plan, node_uid, lambda row: [one for one in row if one.node_uid != node_uid]
    )


def added_problem(plan: Plan, problem: Problem) -> Plan:
    """The plan with one more problem at its end."""
    return numbered(replace(plan, problems=(*plan.problems, problem)))


def added_below(plan: Plan, parent_uid: Uid, child_uid: Uid) -> Plan:
    """The plan with an empty node of the next level at the end of a node's children.

    Raises:
        KeyError: the plan has no such node.
        PlanLevelError: nothing stands below an intervention.
    """
    parent = _existing(plan, parent_uid)
    kind = _CHILD_TYPE.get(type(parent))
    if kind is None:
        raise PlanLevelError("Nothing stands below an intervention.")
    return replaced(plan, _with_children(parent, (*children(parent), kind(node_uid=child_uid))))


def added_after(plan: Plan, node_uid: Uid, new_uid: Uid) -> Plan:
    """The plan with an empty node of the same level right after a node.

    Raises:
        KeyError: the plan has no such node.
    """
    blank = type(_existing(plan, node_uid))(node_uid=new_uid)

    def insert(row: Sequence[Node]) -> list[Node]:
        at = _place(row, node_uid)
        return [*row[: at + 1], blank, *row[at + 1 :]]

    return _with_siblings(plan, node_uid, insert)


def grafted(plan: Plan, parent_uid: Uid | None, nodes: Sequence[Node]) -> Plan:
    """The plan with whole branches at the end of a node's children; None for the highest level.

    Raises:
        KeyError: the plan has no such node.
        PlanLevelError: nodes of this level do not stand there.
    """
    parent = None if parent_uid is None else _existing(plan, parent_uid)
    level = Problem if parent is None else _CHILD_TYPE.get(type(parent))
    if level is None or not all(isinstance(one, level) for one in nodes):
        raise PlanLevelError("It has no place there.")
    if parent is None:
        problems = (*plan.problems, *cast("Sequence[Problem]", nodes))
        return numbered(replace(plan, problems=problems))
    return replaced(plan, _with_children(parent, (*children(parent), *nodes)))


def moved(plan: Plan, node_uid: Uid, by: int) -> Plan:
    """The plan in which a node changed places with its neighbor, up (-1) or down (+1).

    At the end of its row a node goes over to the neighboring parent, if there is one; the plan
    comes back unchanged where there is no room.

    Raises:
        KeyError: the plan has no such node.
    """
    row = siblings_of(plan, node_uid)
    at = _place(row, node_uid)
    if 0 <= at + by < len(row):
        swapped = [*row]
        swapped[at], swapped[at + by] = swapped[at + by], swapped[at]
        return _with_siblings(plan, node_uid, lambda _row: swapped)
    return _moved_to_neighbor(plan, node_uid, by)


def placed(plan: Plan, node_uid: Uid, parent_uid: Uid | None, before_uid: Uid | None) -> Plan:
    """The plan in which a node stands before another one, below a parent; at its end with None.

    `parent_uid` is None for a problem. What is below the node goes along, and no level changes.

    Raises:
        KeyError: the plan has no such node.
        PlanLevelError: nodes of this level do not stand there.
    """
    if before_uid == node_uid:
        return plan
    node = _existing(plan, node_uid)
    without = removed(plan, node_uid)
    if parent_uid is None:
        if not isinstance(node, Problem):
            raise PlanLevelError("Only a problem stands at the highest level.")
        problems = cast("list[Problem]", _with_before(without.problems, node, before_uid))
        return numbered(replace(without, problems=tuple(problems)))
    parent = _existing(without, parent_uid)
    if _CHILD_TYPE.get(type(parent)) is not type(node):
        raise PlanLevelError("It has no place there.")
    row = _with_before(children(parent), node, before_uid)
    return replaced(without, _with_children(parent, row))


def moved_in(plan: Plan, node_uid: Uid) -> Plan:
    """The plan in which a node became the last child of the sibling before it.

    A problem becomes a goal, a goal an objective, an objective an intervention.

    Raises:
        KeyError: the plan has no such node.
        PlanLevelError: there is no sibling before it, or what is below it has no level left.
    """
    row = siblings_of(plan, node_uid)
    at = _place(row, node_uid)
    if at == 0:
        raise PlanLevelError("There is nothing above it to go into.")
    node, above = row[at], row[at - 1]
    lower = _as_level(node, _CHILD_TYPE.get(type(node)))
    without = removed(plan, node_uid)
    return replaced(without, _with_children(above, (*children(above), lower)))


def moved_out(plan: Plan, node_uid: Uid) -> Plan:
    """The plan in which a node came out to stand after its parent, one level higher.

    Raises:
        KeyError: the plan has no such node.
        PlanLevelError: a problem is the highest level.
    """
    parent = parent_of(plan, node_uid)
    if parent is None:
        raise PlanLevelError("A problem is the highest level.")
    higher = _as_level(_existing(plan, node_uid), type(parent))
    without = removed(plan, node_uid)

    def insert(row: Sequence[Node]) -> list[Node]:
        at = _place(row, parent.node_uid)
        return [*row[: at + 1], higher, *row[at + 1 :]]

    return _with_siblings(without, parent.node_uid, insert)


def _with_before(row: Sequence[Node], node: Node, before_uid: Uid | None) -> list[Node]:
    at = len(row) if before_uid is None else _place(row, before_uid)
    return [*row[:at], node, *row[at:]]


def _moved_to_neighbor(plan: Plan, node_uid: Uid, by: int) -> Plan:
    parent = parent_of(plan, node_uid)
    if parent is None:
        return plan
    same_level = [node for node in plan.nodes() if type(node) is type(parent)]
    at = _place(same_level, parent.node_uid) + by
    if not 0 <= at < len(same_level):
        return plan
    node = _existing(plan, node_uid)
    without = removed(plan, node_uid)
    neighbor = _existing(without, same_level[at].node_uid)
    row = children(neighbor)
    return replaced(without, _with_children(neighbor, (*row, node) if by < 0 else (node, *row)))


def _as_level(node: Node, level: type[Node] | None) -> Node:
    """The node with its words on another level, and what is below it moved along."""
    if level is None:
        raise PlanLevelError("An intervention is the lowest level.")
    below = tuple(_as_level(child, _CHILD_TYPE.get(level)) for child in children(node))
    moved_node = level(node_uid=node.node_uid, text=node.text)
    if isinstance(node, Goal | Objective) and isinstance(moved_node, Goal | Objective):
        moved_node = replace(moved_node, target_on=node.target_on)
    return _with_children(moved_node, below) if below else moved_node


def _with_children(node: Node, row: Sequence[Node]) -> Node:
    name = _CHILDREN.get(type(node))
    if name is None:
        raise PlanLevelError("Nothing stands below an intervention.")
    row_field: dict[str, Any] = {name: tuple(row)}
    return replace(node, **row_field)


def _with_siblings(
    plan: Plan, node_uid: Uid, change: Callable[[Sequence[Node]], Sequence[Node]]
) -> Plan:
    """The plan in which the row that holds a node was changed, numbered anew."""
    parent = parent_of(plan, node_uid)
    if parent is None:
        problems = cast("tuple[Problem, ...]", tuple(change(plan.problems)))
        return numbered(replace(plan, problems=problems))
    changed = _with_children(parent, change(children(parent)))
    return _with_siblings(
        plan,
        parent.node_uid,
        lambda row: [changed if one.node_uid == parent.node_uid else one for one in row],
    )


def _existing(plan: Plan, node_uid: Uid) -> Node:
    node = plan.find(node_uid)
    if node is None:
        raise KeyError(node_uid)
    return node


def _place(row: Sequence[Node], node_uid: Uid) -> int:
    return next(at for at, node in enumerate(row) if node.node_uid == node_uid)
