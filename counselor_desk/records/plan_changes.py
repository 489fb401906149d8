"""What a version of a plan changed of the one before it, row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from counselor_desk.records.ids import Uid
from counselor_desk.records.plan_tree import children
from counselor_desk.records.plans import Goal, Node, Objective, Plan, Problem

_HEAD = (
    "client_words",
    "strengths",
    "needs",
    "abilities",
    "preferences",
    "barriers",
    "services",
    "discharge_criteria",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChange:
    """A node that was added, changed, moved or removed.

    `was` is the node of the version before, None for a new one. `now` is None for one that was
    removed. `fields` are those whose words are others.
    """

    was: Node | None = field(repr=False)
    now: Node | None = field(repr=False)
    is_moved: bool = False
    fields: tuple[str, ...] = ()

    @property
    def node(self) -> Node:
        """The node as it is, or as it was."""
        node = self.now or self.was
        if node is None:
            raise ValueError("a change is about a node")
        return node


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanges:
    """Everything that is different. `head` are fields of the plan itself, with their old words."""

    head: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    nodes: tuple[NodeChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both versions say the same."""
        return not self.head and not self.nodes


def between(plan: Plan, basis: Plan) -> PlanChanges:
    """What `plan` changed of `basis`: its rows from top to bottom, then those that went.

    Numbers do not count: they follow from the place.
    """
    before = {node.node_uid: node for node in basis.nodes()}
    moved = set(_moved(plan, basis))
    return PlanChanges(
        head=tuple(
            (name, getattr(basis, name))
            for name in _HEAD
            if getattr(basis, name) != getattr(plan, name)
        ),
        nodes=(*_kept(plan, before, moved), *_gone(plan, basis)),
    )


def _kept(plan: Plan, before: dict[Uid, Node], moved: set[Uid]) -> Iterator[NodeChange]:
    for node in plan.nodes():
        old = before.get(node.node_uid)
        if old is None:
            yield NodeChange(was=None, now=node)
            continue
        is_moved, different = node.node_uid in moved, _different(node, old)
        if is_moved or different:
            yield NodeChange(was=old, now=node, is_moved=is_moved, fields=different)


def _gone(plan: Plan, basis: Plan) -> Iterator[NodeChange]:
    kept = {node.node_uid for node in plan.nodes()}
    for node in basis.nodes():
        if node.node_uid not in kept:
            yield NodeChange(was=node, now=None)


def _different(node: Node, old: Node) -> tuple[str, ...]:
    """The fields of a node's own line that are others.

    Of a node that came to another level only those that both levels have.
    """
    now, was = _own(node), _own(old)
    return tuple(
        part.name
        for part in fields(now)
        if hasattr(was, part.name) and getattr(now, part.name) != getattr(was, part.name)
    )


def _own(node: Node) -> Node:
    """A node without its number and what has a row of its own below it."""
    match node:
        case Problem():
            return replace(node, number="", goals=())
        case Goal():
            return replace(node, number="", objectives=())
        case Objective():
            return replace(node, number="", interventions=())
        case _:
            return node


def _moved(plan: Plan, basis: Plan) -> Iterator[Uid]:
    """Nodes below another parent, and the fewest that explain another order of siblings."""
    old_rows = dict(_rows(basis))
    parents = {child: parent for parent, row in old_rows.items() for child in row}
    for parent, row in _rows(plan):
        known = [uid for uid in row if uid in parents]
        yield from (uid for uid in known if parents[uid] != parent)
        stayed = [uid for uid in known if parents[uid] == parent]
        places = [old_rows[parent].index(uid) for uid in stayed] if stayed else []
        yield from (stayed[at] for at in _out_of_order(places))


def _rows(plan: Plan) -> Iterator[tuple[Uid | None, list[Uid]]]:
    """Each parent, None for the plan, with its children in order."""
    yield None, [one.node_uid for one in plan.problems]
    for node in plan.nodes():
        below = children(node)
        if below:
            yield node.node_uid, [one.node_uid for one in below]


def _out_of_order(places: Sequence[int]) -> list[int]:
    """The indexes that are not part of a longest rising run of `places`."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    wanted, kept = len(ends), set()
    for at in range(len(places) - 1, -1, -1):
        if lengths[at] == wanted:
            kept.add(at)
            wanted -= 1
    return [at for at in range(len(places)) if at not in kept]
