"""Lines from the clipboard as rows of the plan: what stands further in goes one level below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import plan_tree
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Intervention, Plan, Problem
from counselor_desk.ui.plans.steps import Step
from counselor_desk.ui.text_editor import cleaned

MOST_ROWS = 200
"""More lines than this are a document, not an outline."""

_TAB = "    "
_MARK = re.compile(
    r"^(?:[-*•–◦▪]\s+(?=\S)|\d+(?:\.\d+)*[.)]\s+(?=\S)|\d+(?:\.\d+)+\s+(?=[A-Z])|[a-z][.)]\s+(?=\S))"
)
"""A bullet, a number or a letter before the words of a line."""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """The words of a line, and how many levels below the first line it stands."""

    text: str
    depth: int


def has_rows(text: str) -> bool:
    """Whether a text has more than one line with words."""
    return len(rows_of(text)) > 1


def rows_of(text: str) -> tuple[PastedRow, ...]:
    """The lines with words, without bullets and numbers; a line further in is a level below.

    What stands less far in than the first line is as high as that one.
    """
    rows: list[PastedRow] = []
    indents: list[int] = []
    for line in cleaned(text).split("\n"):
        words = line.strip()
        if not words:
            continue
        spread = line.replace("\t", _TAB)
        indent = len(spread) - len(spread.lstrip())
        while len(indents) > 1 and indent < indents[-1]:
            indents.pop()
        if not indents or indent > indents[-1]:
            indents.append(indent)
        rows.append(PastedRow(_MARK.sub("", words), len(indents) - 1))
    return tuple(rows)


def paste(
    plan: Plan, after: Uid | None, rows: Sequence[PastedRow], new_uid: Callable[[], Uid]
) -> Step:
    """The rows stand after a node, on its level, all in one step; problems with no node.

    A node without words takes the first row itself. No row goes deeper than an intervention, nor
    more than one level below the row above it, so that the plan stays one.
    """
    path: list[Uid] = []
    first = after
    for row in rows:
        depth = min(row.depth, len(path))
        while depth and isinstance(plan.find(path[depth - 1]), Intervention):
            depth -= 1
        uid = new_uid()
        node = plan.find(after) if after is not None else None
        if depth:
            plan = plan_tree.added_below(plan, path[depth - 1], uid)
        elif not path and node is not None and not node.text.strip():
            uid = node.node_uid
        elif path:
            plan = plan_tree.added_after(plan, path[0], uid)
        elif node is not None:
            plan = plan_tree.added_after(plan, node.node_uid, uid)
        else:
            plan = plan_tree.added_problem(plan, Problem(node_uid=uid))
        made = plan.find(uid)
        if made is not None:
            plan = plan_tree.replaced(plan, replace(made, text=row.text))
        first = first if path else uid
        path = [*path[:depth], uid]
    return Step(QCoreApplication.translate("plans", "Paste rows"), plan, first)
