"""Pictures of the Continued stay view: reviews that were made, a new one, none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.services import clients, stay_reviews
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.stay_reviews.page import StayReviewsView

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="stay", make=at(_reviewed), needs_desk=True),
        Screen(name="stay-new", make=at(_reviewed), needs_desk=True, prepare=_fill_in),
        Screen(name="stay-empty", make=at(_unreviewed), needs_desk=True),
    )


def _reviewed(desk: Desk) -> Place:
    """The client in the program with the most reviews."""
    return _place(desk, most=True)


def _unreviewed(desk: Desk) -> Place:
    """The client in the program with the fewest."""
    return _place(desk, most=False)


def _place(desk: Desk, *, most: bool) -> Place:
    sign = 1 if most else -1
    rows = clients.rows(desk, status=ClientStatus.ACTIVE)
    row = max(rows, key=lambda row: sign * len(stay_reviews.of_client(desk, row.id)))
    return Place(page=Page.CHART, client_id=row.id, tab=Tab.ASSESSMENT, view=View.STAY)


def _fill_in(window: QWidget) -> None:
    """A review whose decision no tick speaks for."""
    view = window.findChild(StayReviewsView)
    if not isinstance(view, StayReviewsView):
        return
    view.add()
    if view.form is not None:
        view.form.ticks["has_reached_goals"].click()
        view.form.review_decision_segments.set_value(StayDecision.CONTINUE)
        view.form.review_decision_segments.edited.emit(StayDecision.CONTINUE)
        view.form.review_reason_edit.set_text(
            "Goals 1 and 2 are met. The new job starts in May; the routine without group hours "
            "is tried out until then."
        )
