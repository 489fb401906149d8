"""The plan library: choose an area, read it in full, adapt what fits, and put it into the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.edits import Typed
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
from counselor_desk.ui.typed_dialog import Subject, TypedDialog

_WIDEST = 900
_SIDES = 48
_ROOM_AROUND = 190
_LIST_WIDTH = 190
_ROW_HEIGHT = 34
_AREA = "area"


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
    aim = target(plan, row, is_beside=is_beside)
    about = subject(desk, plan, aim)
    dialog = LibraryDialog(parent, desk, plan, aim, phrases, about=about)
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


class LibraryDialog(TypedDialog):
    """Areas at the left, everything of one area to read at the right; nothing is ticked at first.

    What was ticked in one area stays while another is read, and outlives a lock where it is said
    what the dialog is about.

    Signals:
        touched: something was ticked, cleared or changed, or another area is read.
    """

    touched = Signal()

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        plan: Plan,
        aim: Target,
        phrases: PhraseSource,
        *,
        about: Subject | None = None,
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
        self.body.add(Row(side, (self._stack, 1), spacing=16), self._problem, self.problem_banner)
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
        if about is not None:
            self.take_up_parts(about, LibraryTyping(self))
        self.library_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def pages(self) -> Mapping[str, LibraryPage]:
        """The areas that were read, by their id."""
        return self._pages

    def area_id(self) -> str:
        """The area that is read."""
        shown = self.page()
        return next(area_id for area_id, page in self._pages.items() if page is shown)

    def open_area(self, area_id: str) -> None:
        """Read another area; one the library has no more is passed over."""
        area = next((one for one in plan_library.areas() if one.id == area_id), None)
        if area is not None:
            self._choose_area(area)

    def show_typed_again(self) -> None:
        """Count what is ticked, and compare the goals of the area that is read."""
        self._count()
        self._compare()

    def place(self) -> None:
        """Center the dialog; list and texts scroll in what room the window has."""
        window, theme = self.parentWidget(), themes.current()
        if window is not None:
            height = window.height() - theme.s(_ROOM_AROUND)
            if self.typed_line is not None and not self.typed_line.isHidden():
                height -= self.typed_line.sizeHint().height()
            height = max(height, theme.s(160))
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
                row.touched.connect(self.touched)
            self._pages[area.id] = page
            self._stack.addWidget(page.scroll)
        self._stack.setCurrentWidget(self._pages[area.id].scroll)
        self.touched.emit()

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


class LibraryTyping:
    """What is ticked and changed in every area that was read, and which is read."""

    def __init__(self, dialog: LibraryDialog) -> None:
        self._dialog = dialog

    def values(self) -> dict[str, Typed]:
        """The area that is read, and of each row by its area and place what is not as written."""
        found: dict[str, Typed] = {_AREA: self._dialog.area_id()}
        for area_id, page in self._dialog.pages().items():
            for place, row in enumerate(page.rows()):
                for name, value in row.typed().items():
                    found[f"{area_id}/{place}/{name}"] = value
        return found

    def put_back(self, typed: Mapping[str, Typed]) -> None:
        """Open each area and show its rows as they stood."""
        areas: dict[str, dict[int, dict[str, Typed]]] = {}
        for key, value in typed.items():
            if key != _AREA:
                area_id, place, name = key.split("/")
                areas.setdefault(area_id, {}).setdefault(int(place), {})[name] = value
        shown = str(typed.get(_AREA, self._dialog.area_id()))
        for area_id, rows in areas.items():
            self._dialog.open_area(area_id)
            if self._dialog.area_id() == area_id:
                for at, row in enumerate(self._dialog.page().rows()):
                    row.put_back(rows.get(at, {}))
        self._dialog.open_area(shown)

    def start_over(self, untouched: Mapping[str, Typed]) -> None:
        """Clear every tick, and show the words of the library."""
        for page in self._dialog.pages().values():
            for row in page.rows():
                row.put_back({})
        self._dialog.open_area(str(untouched[_AREA]))

    def tell(self, touched: Callable[..., None]) -> None:
        """Call it at each change from now on."""
        self._dialog.touched.connect(touched)


def subject(desk: Desk, plan: Plan, aim: Target) -> Subject:
    """The same each time the library opens for the same place of the same version."""
    place = f"library/{aim.level.__name__.lower()}/{aim.parent or ''}"
    return Subject.of(desk, plan.client_id, place, plan)


def _line_to(plan: Plan, node: Node | None) -> list[Node]:
    """A node and all above it, the highest first."""
    line: list[Node] = []
    while node is not None:
        line.insert(0, node)
        node = plan_tree.parent_of(plan, node.node_uid)
    return line
