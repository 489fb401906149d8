"""Pictures of the dialog in which others sign, one for each way, and of who signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.plans import Plan
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.services import clients, plans
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.plans import signing
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.signature_dialog import Keeping, SignatureDialog

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_STROKES = (
    ((40, 92), (70, 30), (84, 96), (104, 40), (112, 92), (136, 62), (150, 90), (168, 66)),
    ((190, 96), (204, 26), (232, 44), (206, 66), (240, 94), (276, 70), (330, 84)),
)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    ways = {
        "drawn": SignatureMethod.DRAWN,
        "typed": SignatureMethod.TYPED,
        "paper": SignatureMethod.PAPER,
        "refused": "refused",
    }
    return tuple(_screen(f"signature-{name}", way) for name, way in ways.items())


def _screen(name: str, way: object) -> Screen:
    """The dialog of one way over the plan; what is answered is kept nowhere."""
    desks: list[Desk] = []

    def make(desk: Desk | None) -> QWidget:
        desks.extend(() if desk is None else (desk,))
        return at(_signed)(desk)

    def prepare(window: QWidget) -> None:
        page = window.findChild(PlanPage)
        plan = page.plan() if isinstance(page, PlanPage) else None
        if plan is not None and desks:
            _ask(window, desks[-1], plan, way)

    return Screen(name=name, make=make, needs_desk=True, prepare=prepare)


def _signed(desk: Desk) -> Place:
    for row in clients.rows(desk):
        if plans.in_force(desk, row.id) is not None and plans.draft_of(desk, row.id) is None:
            return Place(page=Page.CHART, client_id=row.id, tab=Tab.PLAN)
    return Place(page=Page.CLIENTS)


def _ask(window: QWidget, desk: Desk, plan: Plan, way: object) -> None:
    names = {SignatureRole.CLIENT: clients.get(desk, plan.client_id).full_name}
    keeping = Keeping(sign=_nowhere, refuse=_nowhere)
    dialog = SignatureDialog(window, signing.request_of(plan), desk, names, keeping)
    dialog.choose(way)
    dialog.place()
    dialog.show()
    if way is SignatureMethod.DRAWN:
        _draw(dialog.drawn.signature_pad)


def _nowhere(_given: object) -> None:
    """A picture keeps no answer."""


def _draw(pad: QWidget) -> None:
    for stroke in _STROKES:
        _send(pad, QEvent.Type.MouseButtonPress, stroke[0])
        for point in stroke[1:]:
            _send(pad, QEvent.Type.MouseMove, point)
        _send(pad, QEvent.Type.MouseButtonRelease, stroke[-1])


def _send(pad: QWidget, kind: QEvent.Type, point: tuple[int, int]) -> None:
    place, left = QPointF(*point), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, place, pad.mapToGlobal(place), left, left, none)
    QApplication.sendEvent(pad, event)
