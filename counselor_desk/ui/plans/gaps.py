"""Where a row of the plan may be dropped: the gaps between rows of its level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counselor_desk.records import plan_tree
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Node, Plan


@dataclass(frozen=True, slots=True)
class Band:
    """The room a row takes from top to bottom, in pixels of the tree."""

    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for a row: below `parent`, before `before` or at the end; at the height `y`.

    `parent` is None for a problem.
    """

    parent: Uid | None
    before: Uid | None
    y: int


def nearest(plan: Plan, bands: Mapping[Uid, Band], node_uid: Uid, y: int) -> Gap | None:
    """The gap of the node's level that is nearest to `y`; None where it would stay.

    `bands` are the rows that are not folded away.
    """
    node = plan.find(node_uid)
    if node is None:
        return None
    found = min(_gaps(plan, bands, node), key=lambda gap: abs(gap.y - y), default=None)
    return None if found is None or _is_own(plan, node, found) else found


def _gaps(plan: Plan, bands: Mapping[Uid, Band], node: Node) -> Iterator[Gap]:
    parent = plan_tree.parent_of(plan, node.node_uid)
    if parent is None:
        yield from _gaps_in(None, plan.problems, bands)
        return
    for one in plan.nodes():
        if type(one) is type(parent) and one.node_uid in bands:
            yield from _gaps_in(one, plan_tree.children(one), bands)


def _gaps_in(parent: Node | None, row: Sequence[Node], bands: Mapping[Uid, Band]) -> Iterator[Gap]:
    parent_uid = None if parent is None else parent.node_uid
    shown = [one for one in row if one.node_uid in bands]
    for one in shown:
        yield Gap(parent_uid, one.node_uid, bands[one.node_uid].top)
    last = shown[-1] if shown else parent
    if last is not None:
        yield Gap(parent_uid, None, _foot(last, bands))


def _foot(node: Node, bands: Mapping[Uid, Band]) -> int:
    """Where the last row of a branch that is not folded away ends."""
    below = [one for one in plan_tree.children(node) if one.node_uid in bands]
    return _foot(below[-1], bands) if below else bands[node.node_uid].bottom


def _is_own(plan: Plan, node: Node, gap: Gap) -> bool:
    """Whether the gap is right before or after the node itself."""
    parent = plan_tree.parent_of(plan, node.node_uid)
    if gap.parent != (None if parent is None else parent.node_uid):
        return False
    row = [one.node_uid for one in plan_tree.siblings_of(plan, node.node_uid)]
    at = row.index(node.node_uid)
    after = row[at + 1] if at + 1 < len(row) else None
    return gap.before in (node.node_uid, after)
