"""Pictures of the overview: a chart with everything in it, one that was just begun, the flags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DamagedRecordsError
from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, flags, overviews
from counselor_desk.services.overviews import Overview
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.overview.page import OverviewView

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="overview", make=at(_fullest), needs_desk=True),
        Screen(name="overview-flags", make=at(_most_flags), needs_desk=True),
        Screen(name="overview-empty", make=at(_emptiest), needs_desk=True),
        Screen(name="overview-unread", make=at(_fullest), needs_desk=True, prepare=_fail),
    )


def _fullest(desk: Desk) -> Place:
    """The client about whom most is written."""
    return _best(desk, lambda row: _filled(overviews.of_client(desk, row.id)))


def _emptiest(desk: Desk) -> Place:
    """The client about whom least is written."""
    return _best(desk, lambda row: -_filled(overviews.of_client(desk, row.id)))


def _fail(window: QWidget) -> None:
    """Two cards that could not be read."""
    page = window.findChild(OverviewView)
    if isinstance(page, OverviewView):
        for card in (page.notes_card, page.medications_card):
            card.show_problem(str(DamagedRecordsError()))


def _most_flags(desk: Desk) -> Place:
    return _best(desk, lambda row: len(flags.of_client(desk, row.id)))


def _filled(told: Overview) -> int:
    """How many cards have something to tell, then how much."""
    parts = (
        told.goals,
        told.last_notes,
        told.urges,
        told.medications,
        told.emergency,
        told.physician,
        told.principal,
        told.strengths,
    )
    return 1000 * sum(bool(part) for part in parts) + len(told.urges) + len(told.goals)


def _best(desk: Desk, worth: Callable[[ClientRow], int]) -> Place:
    row = max(clients.rows(desk), key=worth)
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.OVERVIEW, view=View.SUMMARY)
