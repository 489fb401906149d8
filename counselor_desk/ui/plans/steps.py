"""Steps on the plan's tree as the outliner offers them, each with its words for undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import plan_tree
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Node, Plan, Problem
from counselor_desk.ui.plans import words


@dataclass(frozen=True, slots=True)
class Step:
    """A plan after a step, what the step did, and the node to go on with."""

    words: str
    plan: Plan
    focus: Uid | None


@dataclass(frozen=True, slots=True)
class Removed:
    """A node that was removed, and where it stood, so that it can come back."""

    plan: Uid
    node: Node
    parent: Uid | None
    before: Uid | None
    """The sibling it stood after; None when it was the first."""


def add_problem(plan: Plan, new_uid: Uid) -> Step:
    """One more problem at the end."""
    changed = plan_tree.added_problem(plan, Problem(node_uid=new_uid))
    return Step(_tr("Add problem"), changed, new_uid)


def add_below(plan: Plan, parent: Uid, new_uid: Uid) -> Step:
    """An empty node of the next level below a node.

    Raises:
        PlanLevelError: nothing stands below an intervention.
    """
    return _added(plan_tree.added_below(plan, parent, new_uid), new_uid)


def add_after(plan: Plan, node_uid: Uid, new_uid: Uid) -> Step:
    """An empty node of the same level right after a node."""
    return _added(plan_tree.added_after(plan, node_uid, new_uid), new_uid)


def draw(plan: Plan, problems: Sequence[Problem]) -> Step:
    """Problems drawn from the assessment stand at the end, all in one step."""
    changed = plan_tree.grafted(plan, None, problems)
    what = _tr("Add problem") if len(problems) == 1 else _tr("Add problems")
    return Step(what, changed, problems[0].node_uid)


def insert(plan: Plan, parent: Uid | None, nodes: Sequence[Node]) -> Step:
    """Branches of the library stand at the end below a node, all in one step."""
    changed = plan_tree.grafted(plan, parent, nodes)
    return Step(_tr("Add from the library"), changed, nodes[0].node_uid)


def remove(plan: Plan, node_uid: Uid) -> tuple[Step, Removed]:
    """A node and everything below it goes; what comes next takes its place."""
    row = plan_tree.siblings_of(plan, node_uid)
    at = next(place for place, one in enumerate(row) if one.node_uid == node_uid)
    parent = plan_tree.parent_of(plan, node_uid)
    parent_uid = None if parent is None else parent.node_uid
    rest = [*row[at + 1 : at + 2], *row[max(at - 1, 0) : at]]
    focus = rest[0].node_uid if rest else parent_uid
    before = row[at - 1].node_uid if at else None
    step = Step(_lowered(_tr("Remove {what}"), row[at]), plan_tree.removed(plan, node_uid), focus)
    return step, Removed(plan.uid, row[at], parent_uid, before)


def bring_back(plan: Plan, gone: Removed) -> Step | None:
    """A removed node stands where it stood; None when its place is gone too.

    None as well when it belonged to another plan: a toast may outlast the client it was about.
    """
    uid = gone.node.node_uid
    if plan.uid != gone.plan or plan.find(uid) is not None:
        return None
    if gone.before is not None and plan.find(gone.before) is not None:
        with_room = plan_tree.added_after(plan, gone.before, uid)
    elif gone.parent is None:
        with_room = plan_tree.added_problem(plan, Problem(node_uid=uid))
        with_room = _as_first(with_room, uid, is_first=gone.before is None)
    elif plan.find(gone.parent) is not None:
        with_room = plan_tree.added_below(plan, gone.parent, uid)
        with_room = _as_first(with_room, uid, is_first=gone.before is None)
    else:
        return None
    changed = plan_tree.replaced(with_room, gone.node)
    return Step(_lowered(_tr("Bring back {what}"), gone.node), changed, uid)


def move(plan: Plan, node_uid: Uid, by: int) -> Step | None:
    """A node changes places with its neighbor; None where there is no room."""
    changed = plan_tree.moved(plan, node_uid, by)
    return None if changed == plan else _moved(plan, changed, node_uid)


def place(plan: Plan, node_uid: Uid, parent: Uid | None, before: Uid | None) -> Step | None:
    """A node goes below a parent, before another one or to the end; None where it stands there."""
    changed = plan_tree.placed(plan, node_uid, parent, before)
    return None if changed == plan else _moved(plan, changed, node_uid)


def move_in(plan: Plan, node_uid: Uid) -> Step:
    """A node goes into the sibling before it; an objective becomes an intervention of it.

    Raises:
        PlanLevelError: it cannot, and says why.
    """
    return _moved(plan, plan_tree.moved_in(plan, node_uid), node_uid)


def move_out(plan: Plan, node_uid: Uid) -> Step:
    """A node comes out to stand after its parent.

    Raises:
        PlanLevelError: it cannot, and says why.
    """
    return _moved(plan, plan_tree.moved_out(plan, node_uid), node_uid)


def changed_words(node: Node) -> str:
    """What undoing the typing in a node takes back."""
    return _lowered(_tr("Change {what}"), node)


def _moved(plan: Plan, changed: Plan, node_uid: Uid) -> Step:
    node = plan.find(node_uid)
    what = _tr("Move") if node is None else _lowered(_tr("Move {what}"), node)
    return Step(what, changed, node_uid)


def _added(changed: Plan, new_uid: Uid) -> Step:
    node = changed.find(new_uid)
    what = _tr("Add") if node is None else _lowered(_tr("Add {what}"), node)
    return Step(what, changed, new_uid)


def _as_first(plan: Plan, node_uid: Uid, *, is_first: bool) -> Plan:
    if not is_first:
        return plan
    for _ in range(len(plan_tree.siblings_of(plan, node_uid)) - 1):
        plan = plan_tree.moved(plan, node_uid, -1)
    return plan


def _lowered(pattern: str, node: Node) -> str:
    name = words.named(node)
    return pattern.format(what=name[:1].lower() + name[1:])


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
