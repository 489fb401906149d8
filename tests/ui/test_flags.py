"""Flags stand in the header of a chart, open what raised them, and hide from the client."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.records.assessments import Harm, Level
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.flags import Flag, FlagKind
from counselor_desk.records.notes import Risk
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import flag_words
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.chart import ChartPage
from counselor_desk.ui.flag_words import words
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Tab, View
from tests import chart_facts as facts

TODAY = date(2026, 3, 12)
MONDAY = date(2026, 3, 2)


class TabPage(QWidget):
    """A tab's page that remembers where it was sent."""

    def __init__(self):
        super().__init__()
        self.places = []

    def show_place(self, place):
        self.places.append(place)

    def flush(self):
        """Nothing is typed here."""


@pytest.fixture
def chart(desk, client, qtbot):
    facts.papers_done(desk, client)
    bulletin, navigator = Bulletin(), Navigator()
    bulletin.follow(desk)
    pages = {tab: TabPage() for tab in Tab}
    tabs = {tab: lambda page=page: Leaf(page, page) for tab, page in pages.items()}
    made = ChartPage(desk, navigator, bulletin, tabs=tabs)
    for widget in (made, *pages.values()):
        qtbot.addWidget(widget)
    made.pages, made.desk, made.navigator = pages, desk, navigator
    navigator.place_requested.connect(made.show_place)
    made.resize(1154, 768)
    made.show()
    yield made
    bulletin.leave()


@pytest.fixture
def five(desk, client):
    """Five flags: three stand in the header."""
    facts.urge(desk, client, MONDAY, 8)
    facts.assess(desk, client, MONDAY, to_self=Harm.PRESENT, level=Level.MODERATE)
    facts.return_to_use(desk, client, MONDAY, MONDAY)
    facts.allergy(desk, client, "Penicillin", "anaphylaxis")
    facts.prior_care(desk, client, CareLevel.DETOX, TODAY - timedelta(days=12))


def open_chart(chart, client, **more):
    chart.navigator.open(Place(page=Page.CHART, client_id=client.id, **more))
    return chart.flag_row


def test_a_calm_chart_shows_no_flag(chart, client):
    assert open_chart(chart, client).shown() == ()


def test_three_flags_are_shown_and_the_rest_counted(five, chart, client):
    row = open_chart(chart, client)

    assert row.shown() == (
        "Risk to self: moderate",
        "Return to use, plan not reviewed",
        "Urge 8 of 10",
        "+2",
    )


def test_what_is_behind_the_count_is_said(five, chart, client):
    row = open_chart(chart, client)

    said = row.flags_more_button.accessibleName()
    assert said == "2 more flags: Allergy: Penicillin; 12 days after detox"


def test_the_menu_of_the_rest_opens_a_source(five, chart, client):
    row = open_chart(chart, client)

    row.rest_menu().actions()[0].trigger()

    assert chart.pages[Tab.MEDICATIONS].places[-1].part == "allergies"


def test_a_flag_opens_what_raised_it_by_keyboard(five, chart, client, qtbot):
    row = open_chart(chart, client)

    row.chip(0).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row.chip(0), Qt.Key.Key_Space)

    place = chart.pages[Tab.ASSESSMENT].places[-1]
    assert (place.client_id, place.view) == (client.id, View.DOMAINS)


def test_a_risk_from_a_note_opens_that_note(chart, desk, client):
    note = facts.note(desk, client, MONDAY, Risk.PRESENT)
    row = open_chart(chart, client)

    row.chip(0).click()

    assert chart.pages[Tab.NOTES].places[-1].note_id == note.id


def test_flags_follow_what_is_written(chart, desk, client):
    row = open_chart(chart, client)
    facts.urge(desk, client, MONDAY, 9)
    assert row.shown() == ()

    desk.announce(Changes.of(Kind.CRAVING, client_id=client.id))

    assert row.shown() == ("Urge 9 of 10",)


def test_turning_to_a_tab_reads_the_flags_no_second_time(chart, desk, client):
    first = _asked(chart, desk, client)

    assert 0 < _asked(chart, desk, client) < first / 2


def test_the_next_day_reads_the_flags_again(chart, desk, client, clock):
    first = _asked(chart, desk, client)
    clock.go_on(days=1)

    assert _asked(chart, desk, client) == first


def _asked(chart, desk, client):
    with desk.database.counting() as counted:
        chart.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    return counted.statements


def test_flags_hide_on_work_and_life_and_keep_their_room(five, chart, client):
    row = open_chart(chart, client)
    name_at = chart.name_label.pos()

    open_chart(chart, client, tab=Tab.WORK)
    assert not row.isVisible()
    assert chart.name_label.pos() == name_at

    open_chart(chart, client, tab=Tab.PLAN)
    assert row.isVisible()


def test_a_narrow_header_shows_as_many_as_fit(five, chart, client):
    row = open_chart(chart, client)
    chart.resize(620, 600)

    *whole, more = row.shown()
    assert more == f"+{5 - len(whole)}"
    assert len(whole) < 3
    assert all(row.rect().contains(chip.geometry()) for chip in row.children() if chip.isVisible())


def test_every_flag_has_a_name(five, chart, client, assert_accessible):
    open_chart(chart, client)

    assert_accessible(chart.flag_row)


def test_a_place_on_a_tab_that_is_not_there_opens_the_tab_shown_last(chart, client):
    del chart._factories[Tab.MEDICATIONS]
    open_chart(chart, client, tab=Tab.NOTES)

    open_chart(chart, client, tab=Tab.MEDICATIONS)

    assert chart.chart_tabs.value() is Tab.NOTES


@pytest.mark.parametrize(
    ("flag", "text"),
    [
        (Flag(kind=FlagKind.HARM), "Risk of harm: present"),
        (
            Flag(kind=FlagKind.HARM, to_self=True, to_others=True, level=Level.HIGH),
            "Risk to self and others: high",
        ),
        (Flag(kind=FlagKind.WITHDRAWAL), "Refer up: withdrawal"),
        (Flag(kind=FlagKind.CRAVING, count=6, rise=3), "Urge up 3, to 6"),
        (Flag(kind=FlagKind.STEP_UP, count=3, rise=1), "Step up? Return risk now 3"),
        (Flag(kind=FlagKind.STEP_UP, count=2), "Step up? 2 returns to use"),
        (Flag(kind=FlagKind.WEEK_EIGHT, count=8), "Week 8: review the stay"),
        (Flag(kind=FlagKind.LAST_WEEK, count=12), "Last planned week"),
        (Flag(kind=FlagKind.BELOW_HOURS, count=9), "Below 9 h this week"),
        (Flag(kind=FlagKind.NO_INDIVIDUAL, count=9), "No individual session for 9 days"),
        (Flag(kind=FlagKind.PAST_TWELVE, count=13), "Past 12 weeks, no reason written"),
        (Flag(kind=FlagKind.AFTER_DISCHARGE, care=CareLevel.DETOX), "Left detox today"),
        (Flag(kind=FlagKind.GUARDIAN), "Minor, no guardian named"),
        (Flag(kind=FlagKind.INTAKE_PAPERS, count=1), "1 intake paper open"),
        (Flag(kind=FlagKind.INTAKE_PAPERS, count=4), "4 intake papers open"),
        (Flag(kind=FlagKind.PAST_TARGET, count=3), "3 weeks past plan"),
        (Flag(kind=FlagKind.ALLERGY, count=1, substance="{0} {n}"), "Allergy: {0} {n}"),
    ],
)
def test_each_flag_is_said_in_a_few_words(flag, text):
    assert words(flag, TODAY).text == text


@pytest.mark.parametrize("kind", FlagKind)
def test_every_kind_has_words_and_a_source(kind, client):
    flag = Flag(kind=kind, count=2, care=CareLevel.DETOX, since=MONDAY)

    assert words(flag, TODAY).sentence.endswith("since Mar 2")
    assert flag_words.source(flag, client.id).tab in Tab
