"""The client list tells the hours of the week, and what is asked of whom, in one reading."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.program import Weekday
from counselor_desk.records.today import HoursRule, OwedHours
from counselor_desk.services import attendance, clients, groups, schedule, today
from counselor_desk.services.clients import NewClient
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.model import ClientList, Column
from counselor_desk.ui.clients.page import ClientsPage
from counselor_desk.ui.clients.standing import Standings
from counselor_desk.ui.navigation import Navigator, Page, Place
from tests import chart_facts, programme

TODAY = date(2026, 3, 12)
MONDAY = date(2026, 3, 9)


@pytest.fixture
def open_page(desk, qtbot):
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show():
        page = ClientsPage(desk, Navigator(), bulletin)
        qtbot.addWidget(page)
        page.resize(1154, 768)
        page.show()
        page.show_place(Place(page=Page.CLIENTS))
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def group(desk):
    """A group of three hours on Mondays, and from Wednesdays to Fridays."""
    found = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY):
        programme.weekly(
            desk,
            of_group=found,
            weekday=weekday,
            starts=time(6),
            ends=time(9),
            begins_on=MONDAY,
        )
    return found


def admit(desk, name, group=None, *, came=(), **more):
    """A client admitted four days ago whose papers are done, with the sessions attended."""
    made = clients.add(
        desk, NewClient(given_name=name, admitted_on=TODAY - timedelta(days=4), **more)
    )
    chart_facts.papers_done(desk, made)
    if group is not None:
        groups.join(desk, group.id, made.id, joined_on=MONDAY)
    for day in came:
        planned = schedule.book(desk, day, day).occurrences[0]
        session = attendance.hold(desk, planned)
        attendance.mark(desk, session.id, made.id, AttendanceCode.PRESENT)
    return made


def row_of(page, client):
    return next(row for row in page._model.rows if row.id == client.id)


def bar_of(page, client):
    return page._model.cells(row_of(page, client), (Column.HOURS,))[0]


def test_hours_stand_beside_the_least_of_a_week(desk, group, open_page):
    client = admit(desk, "Ana", group, came=[MONDAY])

    bar = bar_of(open_page(), client)

    assert (bar.text, bar.tone) == ("3.0 of 9 h", "signed")


def test_a_week_that_cannot_reach_them_is_marked(desk, group, open_page):
    client = admit(desk, "Ana", group, came=[MONDAY])
    schedule.add_holiday(desk, TODAY, "Closed")

    assert bar_of(open_page(), client).tone == "overdue"


def test_whoever_has_the_least_is_told_the_hours_alone(desk, group, open_page):
    client = admit(desk, "Ana", group, came=[MONDAY, date(2026, 3, 11), TODAY])

    assert bar_of(open_page(), client).text == "9.0 h"


def test_without_any_session_there_is_no_bar(desk, open_page):
    client = admit(desk, "Ana")

    assert bar_of(open_page(), client) is None


def test_the_hours_are_said_with_the_row(desk, group, open_page):
    client = admit(desk, "Ana", group, came=[MONDAY])
    page = open_page()

    assert "3.0 of 9 h this week" in page._model.describe(row_of(page, client))


def test_hours_sort_the_list_and_those_without_any_come_last(desk, group, open_page):
    admit(desk, "Ana", group, came=[MONDAY])
    admit(desk, "Bea")
    admit(desk, "Cay", group)
    page = open_page()

    page.clients_table._head.titles[Column.HOURS].click()
    assert [row.name for row in page._model.rows] == ["Cay", "Ana", "Bea"]

    page.clients_table._head.titles[Column.HOURS].click()
    assert [row.name for row in page._model.rows] == ["Ana", "Cay", "Bea"]


def test_attendance_elsewhere_moves_the_hours(desk, group, open_page, qtbot):
    client = admit(desk, "Ana", group)
    page = open_page()

    planned = schedule.book(desk, MONDAY, MONDAY).occurrences[0]
    attendance.mark(desk, attendance.hold(desk, planned).id, client.id, AttendanceCode.PRESENT)

    qtbot.waitUntil(lambda: bar_of(page, client).text == "3.0 of 9 h")


def test_what_the_law_asks_is_told_where_no_date_is_near(desk, open_page):
    minor = admit(desk, "Ana", born_on=date(2009, 1, 1))
    chart_facts.sign_plan(desk, minor)
    page = open_page()

    chip = page._model.due(row_of(page, minor))

    assert (chip.text, chip.tone) == ("Minor, no guardian named", "overdue")
    assert page._model.flag(row_of(page, minor)) is None


def test_a_date_that_is_near_is_told_first(desk, open_page):
    minor = admit(desk, "Ana", born_on=date(2009, 1, 1))
    page = open_page()

    assert page._model.due(row_of(page, minor)).text == "Plan due Mar 15"


def test_what_is_asked_now_stands_before_dates_that_are_far(desk, open_page):
    minor = admit(desk, "Zoe", born_on=date(2009, 1, 1))
    calm = admit(desk, "Ana")
    for client in (minor, calm):
        chart_facts.sign_plan(desk, client)
    page = open_page()

    assert [row.name for row in page._model.rows] == ["Zoe", "Ana"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (HoursRule.FORECAST, "Hours short"),
        (HoursRule.SHORT_WEEK, "Hours reason 3 days late"),
        (HoursRule.SILENCE, "Contact 3 days late"),
        (HoursRule.INDIVIDUAL, "Individual 3 days late"),
        (HoursRule.FAMILY, "Family 3 days late"),
    ],
)
def test_what_hours_ask_is_said_in_a_word(desk, open_page, rule, text):
    client = admit(desk, "Ana")
    row = row_of(open_page(), client)
    owed = OwedHours(
        client_id=client.id,
        name="Ana",
        due_on=TODAY - timedelta(days=3),
        is_late=True,
        rule=rule,
        message="",
        least=540,
        days=3,
        weeks=1,
    )

    assert ClientList(lambda: TODAY, due_of=lambda _row: owed).due(row).text == text


def test_what_could_not_be_read_is_read_again(desk, qtbot, monkeypatch):
    client = admit(desk, "Ana")
    chart_facts.urge(desk, client, TODAY, 9)
    standings = Standings(desk, Bulletin(), lambda: today.agenda(desk))
    (row,) = clients.rows(desk)
    with monkeypatch.context() as broken:
        broken.setattr(today, "agenda", _failing)
        with pytest.raises(DiskFullError):
            standings.flag(row)

    assert standings.flag(row).kind is FlagKind.CRAVING


def _failing(*_arguments):
    raise DiskFullError


def test_more_clients_ask_no_more_of_the_store(desk, group, open_page):
    def asked(names):
        for name in names:
            admit(desk, name, group, came=[MONDAY])
        with desk.database.counting() as counted:
            page = open_page()
        assert all(bar_of(page, row) is not None for row in page._model.rows)
        return counted.statements

    assert asked(("Ana", "Bea")) == asked(("Cay", "Dee", "Eve", "Flo", "Gus", "Hal"))
