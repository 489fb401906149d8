"""The card of the plan: its title and state, what can be done with the tree, and the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from counselor_desk.records.ids import Uid
from counselor_desk.records.plans import Goal, Node, Problem
from counselor_desk.services.plan_offers import DomainOffer
from counselor_desk.ui import theme as themes
from counselor_desk.ui.buttons import Button, IconButton
from counselor_desk.ui.cards import Line, Panel
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.choosers import ComboBox
from counselor_desk.ui.labels import Label
from counselor_desk.ui.layouts import Column, Row
from counselor_desk.ui.plans import words
from counselor_desk.ui.plans.tree import PlanTree

LIBRARY_KEYS = "Ctrl+Shift+J"
"""Beside Ctrl+J, which offers phrases."""

_ROOM_FOR_COLLAPSE = 720
_ROOM_FOR_THREAD = 620
_NARROWEST = 540


class PlanCard(Panel):
    """Head and tree of one version.

    Signals:
        problem_requested: add a problem.
        child_requested: add a row below this one; carries its uid.
        undo_requested, redo_requested: one step back or forward.
        version_chosen: show this version; carries its uid.
        details_requested: open or close the inspector.
        discard_requested: throw the draft away.
        drawing_requested: add the problem of a domain of the assessment; carries its `DomainOffer`.
        library_requested: choose from the library.
        thread_requested: show the golden thread.
    """

    problem_requested = Signal()
    child_requested = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    version_chosen = Signal(str)
    details_requested = Signal()
    discard_requested = Signal()
    drawing_requested = Signal(object)
    library_requested = Signal()
    thread_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(part="card", margins=(0, 0, 0, 6), spacing=0, parent=parent)
        self._is_editable = False
        self._has_thread = False
        self._redo_words = ""
        self._adding: tuple[Node, ...] = ()
        self._offers: tuple[DomainOffer, ...] = ()
        self.tree = PlanTree()
        self._build_head()
        self._none = QWidget()
        self.plan_first_button = Button(self.tr("Add problem"), icon="plus", is_small=True)
        self.plan_first_library_button = Button(self.tr("From the library…"), is_small=True)
        self.plan_first_library_button.clicked.connect(self.library_requested)
        self._none.setLayout(
            Column(
                Label(
                    self.tr(
                        "No problems yet. Start with the need that brought the client here, then "
                        "add a goal and measurable objectives."
                    ),
                    "muted",
                    wraps=True,
                ),
                Row(self.plan_first_button, self.plan_first_library_button, "stretch"),
                margins=(16, 12, 16, 10),
            )
        )
        self.plan_first_button.clicked.connect(self.problem_requested)
        self.body.add(self._head, Line(), 4, self.tree, self._none)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_state(self, text: str, tone: str, icon: str) -> None:
        """What the chip says: draft, active, replaced."""
        self.state_chip.set_state(text, tone, icon)

    def set_versions(self, options: Sequence[tuple[Uid, str]], chosen: Uid) -> None:
        """Offer the versions, if there are several."""
        self.plan_version_combo.set_options(options)
        self.plan_version_combo.set_value(chosen)
        self.plan_version_combo.setVisible(len(options) > 1)

    def set_editable(self, *, is_editable: bool) -> None:
        """Show what a draft can do."""
        self._is_editable = is_editable
        self.tree.set_editable(is_editable=is_editable)
        self.plan_add_button.setVisible(is_editable)
        self.plan_more_button.setVisible(is_editable)

    def set_thread(self, *, is_there: bool) -> None:
        """Lead to the golden thread, from the first signed version on."""
        self._has_thread = is_there
        self._fit()

    def set_empty(self, *, is_empty: bool) -> None:
        """Say how to begin while there is no problem."""
        self.tree.setVisible(not is_empty)
        self._none.setVisible(is_empty)
        self.plan_first_button.setVisible(self._is_editable)
        self.plan_first_library_button.setVisible(self._is_editable)
        self._fit()

    def set_undo(self, undo_words: str, redo_words: str) -> None:
        """What undo and redo would do; the undo button is there while there is something."""
        self.plan_undo_button.setVisible(self._is_editable and bool(undo_words))
        self.plan_undo_button.set_name(
            self.tr("Undo {what}").format(what=_lowered(undo_words)) if undo_words else ""
        )
        self._redo_words = redo_words

    def set_adding(self, path: tuple[Node, ...]) -> None:
        """Where Add can put a row: below the current row and those above it."""
        self._adding = path

    def set_offers(self, offers: Sequence[DomainOffer]) -> None:
        """The domains of the assessment that Add can make problems of."""
        self._offers = tuple(offers)

    def set_details_shown(self, *, are_shown: bool) -> None:
        """Whether the inspector is open beside the tree."""
        self.plan_details_button.setVisible(not are_shown)

    def minimumSizeHint(self) -> QSize:
        """Collapse gives way, so it does not count."""
        return QSize(themes.current().s(_NARROWEST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card Collapse goes; the keys remain."""
        super().resizeEvent(event)
        self._fit()

    def add_menu(self) -> QMenu:
        """What can be added here."""
        menu = QMenu(self)
        menu.addAction(self.tr("Problem"), self.problem_requested.emit)
        for node in self._adding:
            if isinstance(node, Problem | Goal):
                kind = self.tr("Goal") if isinstance(node, Problem) else self.tr("Objective")
                name = words.named(node)
                text = self.tr("{kind} in {parent}").format(
                    kind=kind, parent=name[:1].lower() + name[1:]
                )
                menu.addAction(text, self._adder(node.node_uid))
        if self._offers:
            menu.addSeparator()
        for offer in self._offers:
            text = self.tr("Problem from the assessment: {domain}").format(domain=offer.title)
            menu.addAction(text, partial(self.drawing_requested.emit, offer))
        menu.addSeparator()
        menu.addAction(
            self.tr("From the library…"),
            QKeySequence(LIBRARY_KEYS),
            self.library_requested.emit,
        )
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def more_menu(self) -> QMenu:
        """What is seldom done with a draft."""
        menu = QMenu(self)
        if self._redo_words:
            text = self.tr("Redo {what}").format(what=_lowered(self._redo_words))
            menu.addAction(text, self.redo_requested.emit)
        if self._has_thread and not self._has_room_for_thread():
            menu.addAction(self.tr("Golden thread"), self.thread_requested.emit)
        menu.addAction(self.tr("Discard draft"), self.discard_requested.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _build_head(self) -> None:
        self.state_chip = Chip("")
        self.plan_version_combo = ComboBox(name=self.tr("Version"), is_small=True)
        self.plan_version_combo.edited.connect(lambda uid: self.version_chosen.emit(str(uid)))
        self.plan_undo_button = IconButton("undo-2", self.tr("Undo"))
        self.plan_undo_button.clicked.connect(self.undo_requested)
        self.plan_collapse_button = Button(self.tr("Collapse"), kind="quiet", is_small=True)
        self.plan_collapse_button.clicked.connect(self._fold)
        self.plan_thread_button = Button(
            self.tr("Thread"), kind="quiet", icon="route", is_small=True
        )
        self.plan_thread_button.setToolTip(self.tr("Golden thread"))
        self.plan_thread_button.clicked.connect(self.thread_requested)
        self.plan_add_button = Button(self.tr("Add"), icon="plus", is_small=True)
        self.plan_add_button.clicked.connect(self._open_add)
        self.plan_details_button = IconButton("panel-right", self.tr("Plan details (Ctrl+\\)"))
        self.plan_details_button.clicked.connect(self.details_requested)
        self.plan_more_button = IconButton("ellipsis", self.tr("More"))
        self.plan_more_button.clicked.connect(self._open_more)
        self._head = Row(
            Label(self.tr("Treatment plan"), "section"),
            self.state_chip,
            self.plan_version_combo,
            "stretch",
            self.plan_undo_button,
            self.plan_collapse_button,
            self.plan_thread_button,
            self.plan_add_button,
            self.plan_more_button,
            self.plan_details_button,
            margins=(16, 10, 12, 10),
            spacing=9,
        )
        self.tree.expanded.connect(lambda _index: self._name_fold())
        self.tree.collapsed.connect(lambda _index: self._name_fold())

    def _fold(self) -> None:
        self.tree.fold_all(is_folded=not self.tree.has_folded)
        self._name_fold()

    def _name_fold(self) -> None:
        self.plan_collapse_button.set_text(
            self.tr("Expand") if self.tree.has_folded else self.tr("Collapse")
        )

    def _fit(self) -> None:
        is_wide = self.width() >= themes.current().s(_ROOM_FOR_COLLAPSE)
        has_rows = not self._none.isVisibleTo(self)
        self.plan_collapse_button.setVisible(is_wide and has_rows)
        self.plan_thread_button.setVisible(self._has_thread and self._has_room_for_thread())

    def _has_room_for_thread(self) -> bool:
        """A draft has more buttons; in a narrow card its menu has the thread."""
        return not self._is_editable or self.width() >= themes.current().s(_ROOM_FOR_THREAD)

    def _open_add(self) -> None:
        self._popup(self.add_menu(), self.plan_add_button)

    def _open_more(self) -> None:
        self._popup(self.more_menu(), self.plan_more_button)

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        corner = button.mapToGlobal(button.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -4))

    def _adder(self, uid: Uid) -> Callable[[], None]:
        return lambda: self.child_requested.emit(uid)


def path_to(nodes: Sequence[Node], current: Node | None) -> tuple[Node, ...]:
    """The problem and goal that the current row is or lies in, the deepest first."""
    path: list[Node] = []
    for node in nodes:
        if isinstance(node, Problem):
            path = [node]
        elif isinstance(node, Goal):
            path = [node, *[one for one in path if isinstance(one, Problem)]]
        if current is not None and node.node_uid == current.node_uid:
            return tuple(path)
    return ()


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
