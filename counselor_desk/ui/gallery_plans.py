"""Pictures of the treatment plan: read, with its details, being written, and not begun yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.records.plans import Plan
from counselor_desk.services import clients, plans
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
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
        Screen(name="plan-dragged", make=at(_draft), needs_desk=True, prepare=_drag),
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
