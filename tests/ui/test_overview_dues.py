"""Where the rows of the overview's "Next due" lead: to the work, never back to the overview."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.flags import FlagKind
from counselor_desk.records.ids import NoteId, Uid
from counselor_desk.records.notes import NoteFormat
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.tasks import Lane
from counselor_desk.records.today import (
    HoursRule,
    Owed,
    OwedAnswer,
    OwedDischarge,
    OwedHours,
    OwedLength,
    OwedNote,
    OwedPlan,
    OwedReview,
    OwedSession,
    OwedStayReview,
    OwedTask,
)
from counselor_desk.services import notes, overviews, tasks, today
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.overview import entries
from counselor_desk.ui.overview.page import OverviewView
from tests import programme

DAY = date(2026, 3, 12)
KINDS = {
    OwedNote: {
        "note_id": NoteId(7),
        "kind": SessionKind.INDIVIDUAL,
        "format": NoteFormat.DAP,
        "held_on": DAY,
        "minutes": 50,
        "find_gaps": tuple,
    },
    OwedSession: {
        "kind": SessionKind.INDIVIDUAL,
        "held_on": DAY,
        "starts": time(9),
        "minutes": 50,
    },
    OwedPlan: {"days": 30, "is_review": True, "is_started": False, "goals": 1, "objectives": 1},
    OwedReview: {"days": 7, "happened_on": DAY, "has_plan": True, "is_started": False},
    OwedStayReview: {"version": 2, "planned_on": DAY},
    OwedDischarge: {"week": 16, "target_weeks": 16, "is_started": False},
    OwedLength: {"asks": FlagKind.WEEK_EIGHT, "week": 8, "target_weeks": 16},
    OwedHours: {"rule": HoursRule.FORECAST, "message": "Short.", "least": 540},
    OwedAnswer: {"amendment_uid": Uid("a"), "requested_on": DAY, "can_extend": True},
    OwedTask: {},
}


def leads_to(desk, client, of_kind: type[Owed], **facts: object) -> Place:
    """Where the row of what is owed leads."""
    if of_kind is OwedTask:
        facts["task"] = tasks.add(desk, client.id, NewTask(lane=Lane.HOUSING, text="Call"))
    item = of_kind(client_id=client.id, name="D. R.", due_on=DAY, is_late=False, **facts)
    rows = entries.dues(overviews.of_client(desk, client.id), [item], DAY)
    return next(row.place for row in rows if row.text.startswith(entries.words.due(item)[0]))


def test_every_kind_that_is_owed_is_looked_at():
    assert {one.__name__ for one in KINDS} == {one.__name__ for one in Owed.__subclasses__()}


@pytest.mark.parametrize("kind", KINDS)
def test_no_row_leads_back_to_the_overview(desk, client, kind):
    place = leads_to(desk, client, kind, **KINDS[kind])

    is_overview = place.page is Page.CHART and place.view is None
    assert not (is_overview and place.tab in (None, Tab.OVERVIEW))


def test_what_hours_ask_leads_to_the_attendance(desk, client):
    assert leads_to(desk, client, OwedHours, **KINDS[OwedHours]).tab is Tab.ATTENDANCE


def test_an_extension_leads_to_the_facts_of_the_stay(desk, client):
    asked = KINDS[OwedLength] | {"asks": FlagKind.PAST_TARGET}

    assert leads_to(desk, client, OwedLength, **asked).view is not None


@pytest.fixture
def opened(qtbot, desk, client, plan, clock):
    """The overview of a client who came and has no note, and the places that were asked for."""
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        starts=time(14),
        ends=time(15),
        begins_on=date(2026, 3, 9),
        modality=Modality.VIDEO,
    )
    bulletin, navigator, places = Bulletin(), Navigator(), []
    navigator.place_requested.connect(places.append)
    page = OverviewView(desk, navigator, bulletin, owed=lambda: today.owed(desk))
    qtbot.addWidget(page)
    page.show_place(Place(page=Page.CHART, client_id=client.id))
    yield page.due_card.rows, places
    bulletin.leave()


def test_a_session_without_a_note_begins_it(qtbot, desk, client, opened):
    rows, places = opened
    at = next(
        row
        for row in range(rows.entries.rowCount())
        if rows.entries.row(rows.entries.index(row, 0)).session is not None
    )
    rows.setCurrentIndex(rows.entries.index(at, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Return)

    (note,) = notes.rows(desk, client.id)
    assert places == [Place(page=Page.NOTE, client_id=client.id, note_id=note.id)]
    assert note.held_on == date(2026, 3, 10)
