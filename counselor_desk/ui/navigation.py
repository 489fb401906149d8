"""Places in the window, and the wish to go to one: pages announce it, the window follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.ids import ClientId, GroupId, NoteId, SessionId, Uid
from counselor_desk.rules.findings import Finding

BACK_LIMIT = 50
"""Places one can go back through; the oldest fall away."""

_REPAIR = "repair:"


class Page(StrEnum):
    """A page of the window."""

    TODAY = "today"
    CLIENTS = "clients"
    CLIENT_FORM = "client_form"
    CHART = "chart"
    NOTE = "note"
    IMPORT = "import"
    SETTINGS = "settings"
    BACKUP = "backup"
    AMENDMENTS = "amendments"
    COUNSELING_NOTES = "counseling_notes"
    AUDIT = "audit"
    PHRASES = "phrases"
    PREVIEW = "preview"
    ATTENDANCE = "attendance"
    GROUPS = "groups"
    GROUP_SESSION = "group_session"


class Tab(StrEnum):
    """A tab of a client's chart."""

    OVERVIEW = "overview"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    NOTES = "notes"
    ATTENDANCE = "attendance"
    MEDICATIONS = "medications"
    WORK = "work"
    DISCHARGE = "discharge"


class View(StrEnum):
    """A view of a tab that has several."""

    SUMMARY = "summary"
    FACTS = "facts"
    DOMAINS = "domains"
    DIAGNOSES = "diagnoses"
    USE = "use"
    STAY = "stay"
    TASKS = "tasks"
    CVS = "cvs"
    PLAN = "plan"
    THREAD = "thread"
    DAY = "day"
    WEEK = "week"


class Section(StrEnum):
    """A section of the settings."""

    PROGRAM = "program"
    RULES = "rules"
    DOCUMENTS = "documents"
    LOOK = "look"
    SECURITY = "security"
    BACKUP = "backup"
    PHRASES = "phrases"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one can be: a page, and what it shows.

    A form without a client adds one. A note without an id is a new note of the client. Groups
    without an id are the list of all. `part` names a part of the page to show, such as a card;
    each page says which it knows.
    """

    page: Page
    client_id: ClientId | None = None
    tab: Tab | None = None
    note_id: NoteId | None = None
    node_uid: Uid | None = None
    view: View | None = None
    section: Section | None = None
    task_uid: Uid | None = None
    session_id: SessionId | None = None
    group_id: GroupId | None = None
    part: str = ""


def repair_part(finding: Finding) -> str:
    """The part of the plan's place that puts a finding right in the draft of a review."""
    return f"{_REPAIR}{finding.repair}"


def repair_of(place: Place) -> str:
    """Where the draft puts right what `repair_part` named; empty for any other place."""
    return place.part.removeprefix(_REPAIR) if place.part.startswith(_REPAIR) else ""


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
        """Go to the place before; to the start page when there is none."""
        self._go(self._past.pop() if self._past else Place(page=Page.TODAY))

    def stay(self, place: Place | None) -> None:
        """The last wish could not be met: `place` is still open, and the way back is as before."""
        if self._past and self._past[-1] == place:
            self._past.pop()
        self.place = place

    def _go(self, place: Place) -> None:
        self.place = place
        self.place_requested.emit(place)


class Shown(Protocol):
    """What every page can do, beside being a widget."""

    def show_place(self, place: Place) -> None:
        """Load and show what the place names."""

    def flush(self) -> None:
        """Write what is being typed to the disk; called on leaving, lock and close."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a stack: the widget, and the same object as what can be shown."""

    widget: QWidget
    page: Shown
