"""The plan library: choose an area, read it in full, adapt what fits, and put it into the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.ids import Uid
from counselor_desk.records.notes import SectionCode
from counselor_desk.records.plan_library import LibraryArea
from counselor_desk.records.plans import Goal, Intervention, Node, Objective, Plan, Problem
from counselor_desk.services import plan_library, plan_offers
from counselor_desk.services.desk import Desk
from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.delegates import STRETCH, Geometry, RowDelegate, Words
from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row, hold
from counselor_desk.ui.models import Column as RowColumn
from counselor_desk.ui.models import RowsModel
from counselor_desk.ui.painted_lists import lay_bare
from counselor_desk.ui.phrase_typing import PhraseSource, PhraseTyping
from counselor_desk.ui.plans import words
from counselor_desk.ui.plans.library_rows import LibraryBranch, LibraryRow
from counselor_desk.ui.scrolling import PageScroll

_WIDEST = 900
_SIDES = 48
_ROOM_AROUND = 190
_LIST_WIDTH = 190
_ROW_HEIGHT = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the chosen branches go, and of which level they are; `words` find the area."""

    parent: Uid | None
    level: type[Node]
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The branches that were read, adapted and taken, and where they go."""

    parent: Uid | None
    nodes: tuple[Node, ...] = field(repr=False)


def choose(
    parent: QWidget,
    desk: Desk,
    plan: Plan,
    row: Uid | None,
    phrases: PhraseSource,
    *,
    is_beside: bool = False,
) -> Chosen | None:
    """Let the person choose and adapt; None when nothing was taken.

    Args:
        parent: any widget of the window.
        desk: the open store.
        plan: as it stands on the screen.
        row: what the branches go below, None for problems.
        phrases: what fills a field of a text.
        is_beside: they go beside the row instead.
    """
    dialog = LibraryDialog(parent, desk, plan, target(plan, row, is_beside=is_beside), phrases)
    chosen = dialog.chosen() if messages.run(dialog) else None
    dialog.deleteLater()
    return chosen


def target(plan: Plan, row: Uid | None, *, is_beside: bool = False) -> Target:
    """Where branches go that are chosen at a row, or beside it."""
    node = plan.find(row) if row is not None else None
    if node is not None and is_beside:
        node = plan_tree.parent_of(plan, node.node_uid)
    said = " ".join(one.text for one in _line_to(plan, node))
    match node:
        case Problem():
            return Target(parent=node.node_uid, level=Goal, words=said)
        case Goal():
            return Target(parent=node.node_uid, level=Objective, words=said)
        case Objective():
            return Target(parent=node.node_uid, level=Intervention, words=said)
        case _:
            return Target(parent=None, level=Problem)


class LibraryDialog(messages.Dialog):
    """Areas at the left, everything of one area to read at the right; nothing is ticked at first.

    What was ticked in one area stays while another is read.
    """

    def __init__(
        self, parent: QWidget, desk: Desk, plan: Plan, aim: Target, phrases: PhraseSource
    ) -> None:
        window, theme = parent.window(), themes.current()
        room = (window.width() - 2 * theme.s(_SIDES)) / theme.scale
        super().__init__(parent, "", width=min(_WIDEST, room))
        self.setObjectName("library_dialog")
        self._desk, self._plan, self._target, self._phrases = desk, plan, aim, phrases
        self._pages: dict[str, LibraryPage] = {}
        self._name()
        self._make_list()
        self._stack = QStackedWidget()
        self._problem = Label("", "caption", tone="risk", wraps=True)
        self._problem.hide()
        side = Column(self.library_search_edit, self.library_list, spacing=8)
        self.body.add(Row(side, (self._stack, 1), spacing=16), self._problem)
        self.library_back_button = Button(self.tr("Back"))
        self.library_take_button = Button("", kind="primary")
        self.library_back_button.clicked.connect(self.reject)
        self.library_take_button.clicked.connect(self._take)
        self.set_buttons(self.library_back_button, self.library_take_button)
        self.library_take_button.setAutoDefault(False)
        self._show_areas("")
        fitting = plan_library.fitting(aim.words)
        self._choose_area(fitting or plan_library.areas()[0])
        self._count()
        self.library_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Center the dialog; list and texts scroll in what room the window has."""
        window, theme = self.parentWidget(), themes.current()
        if window is not None:
            height = max(window.height() - theme.s(_ROOM_AROUND), theme.s(160))
            self._stack.setFixedHeight(height)
        super().place()

    def chosen(self) -> Chosen | None:
        """What was taken; None for nothing."""
        nodes = tuple(node for page in self._pages.values() for node in page.taken())
        return Chosen(parent=self._target.parent, nodes=nodes) if nodes else None

    def page(self) -> LibraryPage:
        """The area that is read."""
        scroll = self._stack.currentWidget()
        return next(page for page in self._pages.values() if page.scroll is scroll)

    def _name(self) -> None:
        level = words.level_name(self._target.level).lower()
        self.title_label.setText(self.tr("Which {level} fits?").format(level=level))
        self.setAccessibleName(self.title_label.text())
        self.sentence_label.setText(
            self.tr(
                "Tick what fits, and change its words until they are this client’s. What is open "
                "in a text is marked; the sign check asks for it."
            )
        )
        self.sentence_label.show()

    def _make_list(self) -> None:
        self.library_search_edit = LineEdit(
            hint=self.tr("Find an area"), name=self.tr("Find an area"), is_small=True
        )
        self.library_list = QListView()
        self._areas: RowsModel[LibraryArea] = RowsModel(
            [RowColumn(self.tr("Area"), lambda area: area.title)], self
        )
        lay_bare(self.library_list, self.tr("Areas"), scrolls=True)
        self.library_list.setModel(self._areas)
        geometry = Geometry(widths=(STRETCH,), height=_ROW_HEIGHT, left=10, right=8)
        self.library_list.setItemDelegate(
            RowDelegate(geometry, self._cells, self.library_list, ends_card=False)
        )
        hold(self.library_list, width=_LIST_WIDTH)
        hold(self.library_search_edit, width=_LIST_WIDTH)
        self.library_search_edit.edited.connect(lambda text: self._show_areas(str(text)))
        self.library_list.selectionModel().currentChanged.connect(self._open)

    def _cells(self, area: LibraryArea) -> Sequence[Words]:
        page = self._pages.get(area.id)
        is_taken = page is not None and any(page.taken())
        return (Words(text=area.title, kind="strong" if is_taken else "body"),)

    def _show_areas(self, text: str) -> None:
        self._areas.set_rows(plan_library.find(text))

    def _choose_area(self, area: LibraryArea) -> None:
        self.library_list.setCurrentIndex(self._areas.find(lambda one: one.id == area.id))

    def _open(self, current: QModelIndex) -> None:
        area = self._areas.row(current)
        if area is None:
            return
        if area.id not in self._pages:
            page = LibraryPage(self._branches(area), self._phrases)
            for row in page.rows():
                row.ticked.connect(self._count)
                row.ticked.connect(self._compare)
                row.rested.connect(self._compare)
            self._pages[area.id] = page
            self._stack.addWidget(page.scroll)
        self._stack.setCurrentWidget(self._pages[area.id].scroll)

    def _branches(self, area: LibraryArea) -> list[tuple[str, list[Node]]]:
        """Everything of the area of the level that is wanted, each group below its heading."""
        problem = plan_library.adapted_area(
            self._desk, area, area.goals, planned_on=self._plan.planned_on
        )
        if self._target.level is Problem:
            return [("", [problem])]
        if self._target.level is Goal:
            return [("", list(problem.goals))]
        if self._target.level is Objective:
            return [(goal.text, list(goal.objectives)) for goal in problem.goals]
        steps = (one for goal in problem.goals for one in goal.objectives)
        return [(step.text, list(step.interventions)) for step in steps]

    def _count(self, *_tick: object) -> None:
        rows = [row for page in self._pages.values() for row in page.rows() if row.is_ticked]
        count = len(rows)
        self._problem.setVisible(self._problem.isVisibleTo(self) and not count)
        text = self.tr("Put into the plan")
        self.library_take_button.set_text(f"{text} ({count})" if count else text)
        self.library_list.viewport().update()

    def _compare(self, *_change: object) -> None:
        """P11: say which of the ticked goals another client's plan has word for word."""
        rows = [row for row in self.page().rows() if isinstance(row.node, Goal) and row.is_ticked]
        goals = tuple(one for one in (row.adapted() for row in rows) if isinstance(one, Goal))
        shared = plan_offers.shared_with_others(self._desk, self._plan, goals)
        for row in rows:
            row.set_shared(is_shared=row.node.node_uid in shared)

    def _take(self) -> None:
        if self.chosen() is not None:
            self.accept()
            return
        self._problem.setText(self.tr("Nothing is ticked yet. Tick what fits, or go back."))
        self._problem.show()
        self._fit()


class LibraryPage:
    """The texts of one area, in full."""

    def __init__(self, groups: Iterable[tuple[str, list[Node]]], phrases: PhraseSource) -> None:
        content = QWidget()
        self._typing = PhraseTyping(phrases, content)
        self._branches: list[LibraryBranch] = []
        column = Column(margins=(0, 0, 6, 8), spacing=12)
        for heading, nodes in groups:
            column.add(Label(words.readable(heading), "muted", wraps=True) if heading else None)
            for node in nodes:
                branch = LibraryBranch(node)
                self._branches.append(branch)
                column.add(*branch.rows())
        column.add("stretch")
        content.setLayout(column)
        self.scroll = PageScroll(content)
        for row in self.rows():
            row.opened.connect(self._serve)

    def rows(self) -> Iterator[LibraryRow]:
        """Every row, as they are read."""
        for branch in self._branches:
            yield from branch.rows()

    def taken(self) -> Iterator[Node]:
        """What was ticked, in the words that stand here now."""
        for branch in self._branches:
            node = branch.taken()
            if node is not None:
                yield node

    def _serve(self) -> None:
        for row in self.rows():
            if row.editor is not None:
                self._typing.attach(row.editor, SectionCode.PLAN)


def _line_to(plan: Plan, node: Node | None) -> list[Node]:
    """A node and all above it, the highest first."""
    line: list[Node] = []
    while node is not None:
        line.insert(0, node)
        node = plan_tree.parent_of(plan, node.node_uid)
    return line
