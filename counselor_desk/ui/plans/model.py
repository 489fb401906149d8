"""The plan as a tree model: one line for each problem, goal and objective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from counselor_desk.records import plan_tree
from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Node,
    Objective,
    ObjectiveStatus,
    Plan,
    Problem,
)
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.plans import words
from counselor_desk.ui.plans.review import Comparison

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One row of the tree.

    `caption` stands below the text; `folded` is said in its place while the row is folded.
    `depth` is 0 for a problem, 1 for a goal, 2 for an objective. `was` is the line in the
    version in force where the row differs from it.
    """

    uid: Uid
    depth: int
    number: str
    text: str = field(repr=False)
    icon: str
    caption: str = field(default="", repr=False)
    folded: str = field(default="", repr=False)
    status: ObjectiveStatus | None = None
    is_blank: bool = False
    is_changed: bool = False
    was: str = field(default="", repr=False)


@dataclass(slots=True)
class _Entry:
    line: PlanLine
    parent: int
    place: int
    children: list[int] = field(default_factory=list)


class PlanModel(QAbstractItemModel):
    """The rows of a plan; the whole is replaced, only words change in place.

    Signals:
        renamed: the person typed other words into a row; carries its uid and the text.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._entries: list[_Entry] = []
        self._roots: list[int] = []
        self._places: dict[Uid, int] = {}
        self._is_editable = False

    def show_plan(
        self,
        plan: Plan,
        today: date,
        *,
        statuses: Mapping[Uid, ObjectiveStatus],
        comparison: Comparison,
        is_editable: bool,
    ) -> bool:
        """Show a plan; where only words changed, the rows stay and are painted anew.

        Returns whether the rows were replaced.
        """
        entries, roots = _entries(plan, today, statuses, comparison)
        is_same_shape = is_editable == self._is_editable and (
            [(one.line.uid, one.parent) for one in entries]
            == [(one.line.uid, one.parent) for one in self._entries]
        )
        if is_same_shape:
            self._plan = plan
            self._replace_lines(entries)
            return False
        self.beginResetModel()
        self._plan, self._entries, self._roots = plan, entries, roots
        self._places = {one.line.uid: place for place, one in enumerate(entries)}
        self._is_editable = is_editable
        self.endResetModel()
        return True

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self._plan

    def line(self, index: Index) -> PlanLine | None:
        """The line at an index, None where there is none."""
        return self._entries[index.internalId()].line if index.isValid() else None

    def node(self, index: Index) -> Node | None:
        """The node at an index."""
        line = self.line(index)
        return None if line is None or self._plan is None else self._plan.find(line.uid)

    def index_of(self, uid: Uid | None) -> QModelIndex:
        """The index of a node, an invalid one if it has no row."""
        place = self._places.get(uid) if uid is not None else None
        if place is None:
            return QModelIndex()
        return self.createIndex(self._entries[place].place, 0, place)

    def all(self) -> Sequence[QModelIndex]:
        """Every index, parents before their children."""
        return [self.createIndex(one.place, 0, place) for place, one in enumerate(self._entries)]

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """The index of a child."""
        row_ids = self._children(parent)
        if column != 0 or not 0 <= row < len(row_ids):
            return QModelIndex()
        return self.createIndex(row, 0, row_ids[row])

    def parent(self, index: Index | None = None) -> Any:  # noqa: ANN401  # Qt has two functions of this name
        """The index of the row above, in the tree's sense."""
        if index is None:
            return super().parent()
        if not index.isValid():
            return QModelIndex()
        above = self._entries[index.internalId()].parent
        if above < 0:
            return QModelIndex()
        return self.createIndex(self._entries[above].place, 0, above)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many children a row has."""
        return len(self._children(parent))

    def columnCount(self, _parent: Index | None = None) -> int:
        """One column; the delegate divides it."""
        return 1

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Rows of a draft can be edited in place."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if self._is_editable else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own signature
        """The line for delegates, its words for everyone else."""
        line = self.line(index)
        if line is None:
            return None
        if role == ROW_ROLE:
            return line
        if role == Qt.ItemDataRole.EditRole:
            node = self.node(index)
            return node.text if node is not None else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(line)
        return None

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401  # Qt's own signature
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Words typed in place; they are told, and shown when the plan comes back."""
        line = self.line(index)
        if line is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.renamed.emit(line.uid, str(value))
        return True

    def _spoken(self, line: PlanLine) -> str:
        parts = [f"{line.number} {line.text}".strip(), line.caption]
        if line.status is not None:
            parts.append(words.status(line.status))
        if line.is_changed:
            parts.append(self.tr("changed in this draft"))
        return ", ".join(part for part in parts if part)

    def _children(self, parent: Index | None) -> list[int]:
        if parent is None or not parent.isValid():
            return self._roots
        return self._entries[parent.internalId()].children

    def _replace_lines(self, entries: list[_Entry]) -> None:
        changed = [
            place
            for place, (old, new) in enumerate(zip(self._entries, entries, strict=True))
            if old.line != new.line
        ]
        for place in changed:
            self._entries[place].line = entries[place].line
            index = self.createIndex(self._entries[place].place, 0, place)
            self.dataChanged.emit(index, index)


def _entries(
    plan: Plan,
    today: date,
    statuses: Mapping[Uid, ObjectiveStatus],
    comparison: Comparison,
) -> tuple[list[_Entry], list[int]]:
    entries: list[_Entry] = []
    roots: list[int] = []

    def enter(node: Node, parent: int, row: list[int], depth: int) -> None:
        line = _line(node, depth, today, statuses, comparison)
        own = len(entries)
        entries.append(_Entry(line, parent, len(row)))
        row.append(own)
        for child in plan_tree.children(node):
            if not isinstance(child, Intervention):
                enter(child, own, entries[own].children, depth + 1)

    for problem in plan.problems:
        enter(problem, -1, roots, 0)
    return entries, roots


def _line(
    node: Node,
    depth: int,
    today: date,
    statuses: Mapping[Uid, ObjectiveStatus],
    comparison: Comparison,
) -> PlanLine:
    caption, folded, icon, number = "", "", "flag", ""
    status = None
    match node:
        case Problem():
            number, caption = node.number, words.course_told(node)
            folded = caption or words.contents(node)
        case Goal():
            number, icon = node.number, "target"
            caption = _target(node.target_on, today)
            inside = words.objectives_words(len(node.objectives))
            folded = f"{caption} · {inside}" if caption else inside
        case Objective():
            number = node.number
            status = statuses.get(node.node_uid)
            icon = "circle-check" if status is ObjectiveStatus.MET else "circle-dot"
        case Intervention():
            pass
    return PlanLine(
        uid=node.node_uid,
        depth=depth,
        number=number,
        text=words.title(node),
        icon=icon,
        caption=caption,
        folded=folded,
        status=status,
        is_blank=not node.text.strip(),
        is_changed=comparison.is_changed(node.node_uid),
        was=comparison.was.get(node.node_uid, ""),
    )


def _target(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return words.translated("Target {day}").format(day=words.day(day, today))
