"""Places in the window, and the wish to go to one: pages announce it, the window follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from counselor_desk.records.ids import ClientId, NoteId, Uid

BACK_LIMIT = 50
"""Places one can go back through; the oldest fall away."""


class Page(StrEnum):
    """A page of the window."""

    CLIENTS = "clients"
    CLIENT_FORM = "client_form"
    CHART = "chart"
    NOTE = "note"
    PROGRAM = "program"


class Tab(StrEnum):
    """A tab of a client's chart."""

    PLAN = "plan"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one can be: a page, and what it shows.

    A form without a client adds one. A note without an id is a new note of the client.
    """

    page: Page
    client_id: ClientId | None = None
    tab: Tab | None = None
    note_id: NoteId | None = None
    node_uid: Uid | None = None


class Navigator(QObject):
    """Carries the wish to go somewhere, and remembers the way back.

    Signals:
        place_requested: go to this place; carries a `Place`.
    """

    place_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place: Place | None = None
        self._past: list[Place] = []

    def open(self, place: Place) -> None:
        """Go to a place; the one left is where `back` leads."""
        if self.place is not None and self.place != place:
            self._past = [*self._past, self.place][-BACK_LIMIT:]
        self._go(place)

    def replace(self, place: Place) -> None:
        """Go to a place that takes the room of the present one in the way back."""
        self._go(place)

    def back(self) -> None:
        """Go to the place before; to the clients when there is none."""
        self._go(self._past.pop() if self._past else Place(page=Page.CLIENTS))

    def _go(self, place: Place) -> None:
        self.place = place
        self.place_requested.emit(place)
