"""Pictures of use and cravings: a chart with returns and urges, one being recorded, none yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, cravings, substances
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.use.saving import FactKind
from counselor_desk.ui.use.view import UseView

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the fullest chart stands for all."""
    return (
        Screen(name="use", make=at(_fullest), needs_desk=True),
        Screen(name="use-cravings", make=at(_cravings), needs_desk=True),
        Screen(name="use-return", make=at(_fullest), needs_desk=True, prepare=_record),
        Screen(name="use-score", make=at(_cravings), needs_desk=True, prepare=_rate),
        Screen(name="use-empty", make=at(_emptiest), needs_desk=True),
    )


def _fullest(desk: Desk) -> Place:
    return _best(desk, lambda row: _facts(desk, row))


def _cravings(desk: Desk) -> Place:
    return _best(desk, lambda row: _facts(desk, row), part=FactKind.URGE)


def _emptiest(desk: Desk) -> Place:
    return _best(desk, lambda row: -_facts(desk, row))


def _facts(desk: Desk, row: ClientRow) -> int:
    """How much there is to see; returns to use are what the view is about."""
    returns = len(substances.returns_of(desk, row.id))
    scores = len(cravings.of_client(desk, row.id))
    return 100 * returns + scores + len(substances.of_client(desk, row.id))


def _best(desk: Desk, worth: Callable[[ClientRow], int], part: str = "") -> Place:
    row = max(clients.rows(desk), key=worth)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.ASSESSMENT, view=View.USE, part=part)


def _record(window: QWidget) -> None:
    _open(window, FactKind.RETURN)


def _rate(window: QWidget) -> None:
    _open(window, FactKind.URGE)


def _open(window: QWidget, kind: FactKind) -> None:
    view = window.findChild(UseView)
    if isinstance(view, UseView):
        view.add(kind)
