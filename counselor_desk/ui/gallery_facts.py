"""Pictures of the Person view: its top, its end, somebody in intake, and one stepped down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.clients import ClientStatus
from counselor_desk.services import circumstances, clients, episodes, levels, people
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View

if TYPE_CHECKING:
    from counselor_desk.records.clients import ClientRow
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the client of whom most is known stands for all."""
    return (
        Screen(name="facts", make=at(_best_known), needs_desk=True),
        Screen(name="facts-papers", make=at(_papers), needs_desk=True),
        Screen(name="facts-intake", make=at(_intake), needs_desk=True),
        Screen(name="facts-level", make=at(_stepped_down), needs_desk=True),
    )


def _best_known(desk: Desk) -> Place:
    return _place(max(clients.rows(desk), key=lambda row: _known(desk, row)))


def _papers(desk: Desk) -> Place:
    """The lower end of the view."""
    return _place(max(clients.rows(desk), key=lambda row: _known(desk, row)), part="papers")


def _intake(desk: Desk) -> Place:
    """Somebody who just asked for help, as far as there is one."""
    every = clients.rows(desk)
    return _place(next((row for row in every if row.status is ClientStatus.INTAKE), every[0]))


def _stepped_down(desk: Desk) -> Place:
    """Somebody whose level of care was changed within the stay, as far as there is one."""
    every = clients.rows(desk)
    changed = (row for row in every if _changes(desk, row))
    return _place(next(changed, every[0]), part="stay")


def _changes(desk: Desk, row: ClientRow) -> int:
    stay = episodes.current(desk, row.id)
    return len(levels.of_episode(desk, stay.id)) if stay is not None else 0


def _known(desk: Desk, row: ClientRow) -> int:
    if row.status is not ClientStatus.ACTIVE:
        return 0
    around, lived = people.of_client(desk, row.id), circumstances.living(desk, row.id)
    return len(around) + len(lived) + len(circumstances.prior_care(desk, row.id))


def _place(row: ClientRow, part: str = "") -> Place:
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.OVERVIEW, view=View.FACTS, part=part)
