"""Pictures of the treatment plan: read, being written with what helps, and not begun yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.plans import (
    Intervention,
    Node,
    Objective,
    Plan,
    Problem,
    ProblemCourse,
)
from counselor_desk.services import clients, plans
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.plans import library
from counselor_desk.ui.plans.library import LibraryDialog
from counselor_desk.ui.plans.page import PlanPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; each is of the first client it fits."""
    return (
        Screen(name="plan", make=at(_signed_objective), needs_desk=True),
        Screen(name="plan-details", make=at(_signed), needs_desk=True),
        Screen(name="plan-drawer", make=at(_signed_objective), needs_desk=True, prepare=_open),
        Screen(name="plan-draft", make=at(_draft), needs_desk=True),
        Screen(name="plan-objective", make=at(_draft_objective), needs_desk=True, prepare=_open),
        Screen(name="plan-problem", make=at(_draft_problem), needs_desk=True, prepare=_put_off),
        Screen(name="plan-library", make=at(_draft), needs_desk=True, prepare=_read_library),
        Screen(name="plan-dragged", make=at(_draft), needs_desk=True, prepare=_drag),
        Screen(name="plan-refused", make=at(_draft), needs_desk=True, prepare=_refuse),
        Screen(name="plan-empty", make=at(_without), needs_desk=True),
    )


def _signed_objective(desk: Desk) -> Place:
    """An objective of a plan in force, one with notes behind it if there is any."""
    plan = _in_force(desk)
    if plan is None:
        return Place(page=Page.CLIENTS)
    chosen = max(
        plan.objectives(),
        key=lambda one: len(plans.evidence(desk, plan.client_id, one.node_uid)),
        default=None,
    )
    return Place(
        page=Page.CHART,
        client_id=plan.client_id,
        tab=Tab.PLAN,
        node_uid=chosen.node_uid if chosen is not None else None,
    )


def _signed(desk: Desk) -> Place:
    plan = _in_force(desk)
    if plan is None:
        return Place(page=Page.CLIENTS)
    return Place(page=Page.CHART, client_id=plan.client_id, tab=Tab.PLAN)


def _draft(desk: Desk) -> Place:
    return _first(desk, lambda row: plans.draft_of(desk, row.id) is not None)


def _draft_objective(desk: Desk) -> Place:
    return _at_first(desk, Objective)


def _draft_problem(desk: Desk) -> Place:
    return _at_first(desk, Problem)


def _at_first(desk: Desk, level: type[Node]) -> Place:
    """The first row of a level in a draft."""
    place = _draft(desk)
    edit = plans.draft_of(desk, place.client_id) if place.client_id is not None else None
    nodes = edit.plan.nodes() if edit is not None else iter(())
    node = next((one for one in nodes if isinstance(one, level)), None)
    return replace(place, node_uid=node.node_uid) if node is not None else place


def _without(desk: Desk) -> Place:
    return _first(desk, lambda row: not plans.versions(desk, row.id))


def _first(desk: Desk, fits: Callable[[ClientRow], bool]) -> Place:
    row = next((row for row in clients.rows(desk) if fits(row)), None)
    if row is None:
        return Place(page=Page.CLIENTS)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.PLAN)


def _in_force(desk: Desk) -> Plan | None:
    """The plan in force of the first client whose plan is not being reviewed."""
    for row in clients.rows(desk):
        plan = plans.in_force(desk, row.id)
        if plan is not None and plans.draft_of(desk, row.id) is None:
            return plan
    return None


def _open(window: QWidget) -> None:
    page = window.findChild(PlanPage)
    if isinstance(page, PlanPage) and not page.split.is_open:
        page.toggle_inspector()


def _put_off(window: QWidget) -> None:
    """Leave the problem to somebody else, with the reason."""
    _open(window)
    page = window.findChild(PlanPage)
    if isinstance(page, PlanPage):
        panel = page.inspector.problem_panel
        panel.problem_course_segments.set_value(ProblemCourse.REFERRED)
        panel.problem_course_segments.edited.emit(ProblemCourse.REFERRED)
        panel.problem_course_reason_text.set_value("Seen at the county pain clinic since March.")
        page.outline.settle()


def _read_library(window: QWidget) -> None:
    """One objective of the library with its intervention, about to be changed."""
    page = window.findChild(PlanPage)
    plan = page.plan() if isinstance(page, PlanPage) else None
    if not isinstance(page, PlanPage) or plan is None or not plan.problems:
        return
    aim = library.target(plan, plan.problems[0].node_uid)
    dialog = LibraryDialog(page, page.desk, plan, aim, page.advice.phrases)
    row = next(one for one in dialog.page().rows() if isinstance(one.node, Intervention))
    row.library_row_check.click()
    dialog.place()
    dialog.show()


def _drag(window: QWidget) -> None:
    """Take the first objective with the mouse to the place below the last one of its goal."""
    page = window.findChild(PlanPage)
    plan = page.plan() if isinstance(page, PlanPage) else None
    if not isinstance(page, PlanPage) or plan is None:
        return
    tree = page.card.tree
    goal = next(one for one in plan.goals() if len(one.objectives) > 1)
    first, last = goal.objectives[0], goal.objectives[-1]
    start, end = (tree.visualRect(tree.plan_model.index_of(one.node_uid)) for one in (first, last))
    _send(tree.viewport(), QEvent.Type.MouseButtonPress, start.center())
    for place in (start.bottomLeft(), end.bottomLeft() + QPoint(60, 0)):
        _send(tree.viewport(), QEvent.Type.MouseMove, place)


def _refuse(window: QWidget) -> None:
    """Say on an objective why Tab cannot be followed."""
    page = window.findChild(PlanPage)
    plan = page.plan() if isinstance(page, PlanPage) else None
    if not isinstance(page, PlanPage) or plan is None:
        return
    objective = next(one for one in plan.objectives() if one.interventions)
    page.card.tree.choose(objective.node_uid)
    page.card.tree.shift_requested.emit(objective.node_uid, 1)


def _send(view: QWidget, kind: QEvent.Type, place: QPoint) -> None:
    left, at_place = Qt.MouseButton.LeftButton, QPointF(place)
    event = QMouseEvent(
        kind,
        at_place,
        view.mapToGlobal(at_place),
        left,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)
