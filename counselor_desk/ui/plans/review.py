"""Reviews: what a draft changed of the version in force, and when the next review is due."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Goal, Node, Objective, Plan, Problem
from counselor_desk.ui.plans import words

SOON = timedelta(days=7)
"""From this many days before it a review is announced in the tone of a warning."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rows of a draft that are not as in the version in force, by node uid.

    `was` holds the old line of a changed row; a new row is in it with an empty text.
    """

    was: dict[Uid, str] = field(default_factory=dict, repr=False)

    def is_changed(self, node_uid: Uid) -> bool:
        """Whether a row differs from the version in force."""
        return node_uid in self.was


def compared(draft: Plan, basis: Plan | None) -> Comparison:
    """What a draft changed; nothing when there is no version in force yet.

    An objective's interventions belong to its row. Numbers do not count: they follow from the
    place.
    """
    if basis is None:
        return Comparison()
    was: dict[Uid, str] = {}
    before = {node.node_uid: node for node in basis.nodes()}
    for node in draft.nodes():
        old = before.get(node.node_uid)
        if old is None:
            was[node.node_uid] = ""
        elif _own(node) != _own(old):
            was[node.node_uid] = words.title(old)
    return Comparison(was)


@dataclass(frozen=True, slots=True)
class Due:
    """The review of a signed plan in words, and how urgent it is."""

    sentence: str
    tone: str


def due(due_on: date, version: int, today: date) -> Due:
    """What the banner of the plan in force says about its next review."""
    when = words.full_day(due_on, today)
    if due_on < today:
        late = (today - due_on).days
        days = _tr("1 day ago") if late == 1 else _tr("{count} days ago").format(count=late)
        lead = _tr("30-day review was due {day}, {days}.").format(day=when, days=days)
    elif due_on == today:
        lead = _tr("30-day review due today.")
    else:
        lead = _tr("30-day review due {day}.").format(day=when)
    rest = _tr("Editing opens a new version; version {version} stays as signed.").format(
        version=version
    )
    is_near = due_on - today <= SOON
    return Due(f"{lead} {rest}", "overdue" if is_near else "neutral")


def _own(node: Node) -> Node:
    """A node without its number and what has a row of its own below it."""
    match node:
        case Problem():
            return replace(node, number="", goals=())
        case Goal():
            return replace(node, number="", objectives=())
        case Objective():
            return replace(node, number="")
        case _:
            return node


def _tr(text: str) -> str:
    return QCoreApplication.translate("plans", text)
