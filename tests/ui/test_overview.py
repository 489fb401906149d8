"""The overview of a chart: what each card says, where it leads, and how it gives way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from counselor_desk.errors import DiskFullError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.notes import Risk
from counselor_desk.records.people import Relation
from counselor_desk.records.program import Weekday
from counselor_desk.records.sessions import Modality
from counselor_desk.records.tasks import Lane
from counselor_desk.services import (
    attendance,
    clients,
    groups,
    notes,
    overviews,
    schedule,
    settings,
    tasks,
    today,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.overview.page import OverviewView
from counselor_desk.ui.theme import Theme
from tests import chart_facts as facts
from tests import programme

SIZES = ((1366 - 212, 604), (1280 - 56, 556), (1024 - 56, 476))
TODAY = date(2026, 3, 12)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def opened():
    """The places that were asked for."""
    return []


@pytest.fixture
def page(qtbot, desk, client, opened):
    bulletin, navigator = Bulletin(), Navigator()
    bulletin.follow(desk)
    navigator.place_requested.connect(opened.append)
    made = OverviewView(desk, navigator, bulletin, owed=lambda: today.owed(desk))
    qtbot.addWidget(made)
    made.resize(*SIZES[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    bulletin.leave()


@pytest.fixture
def full(desk, client, plan):
    """A chart in which every card has something to tell."""
    facts.note(desk, client, MONDAY, Risk.NONE_REPORTED)
    facts.urge(desk, client, date(2026, 2, 10), 8)
    facts.urge(desk, client, MONDAY, 4)
    facts.prior_care(desk, client, CareLevel.DETOX, date(2026, 2, 7))
    facts.person(
        desk,
        client,
        Relation.FAMILY,
        "Daniel Reyes",
        relation_remark="brother",
        phone="(918) 555-0177",
        is_emergency=True,
    )
    facts.person(desk, client, Relation.PHYSICIAN, "Dr. Alvarez")
    facts.medication(
        desk,
        client,
        "Naltrexone",
        dose="50 mg",
        schedule="once a day",
        prescriber="Dr. Alvarez",
        started_on=date(2026, 2, 24),
    )
    facts.strengths(desk, client, "Nine years of steady work.")


@pytest.fixture
def attended(desk, client):
    """Two weeks of a group of three hours: all of the first, one session of the second."""
    group = programme.group(desk)
    for weekday in (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY):
        programme.weekly(desk, of_group=group, weekday=weekday, begins_on=MONDAY)
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        starts=time(14),
        ends=time(15),
        begins_on=MONDAY,
    )
    groups.join(desk, group.id, client.id, joined_on=MONDAY)
    for one in schedule.book(desk, MONDAY, date(2026, 3, 9)).occurrences:
        session = attendance.hold(desk, one)
        attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)


def show(page, client):
    page.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.OVERVIEW))
    return page


def attend(desk, client, day):
    """An individual session on a day."""
    programme.weekly(
        desk, of_client=client, weekday=Weekday(day.weekday()), begins_on=day, ends_on=day
    )
    (one,) = schedule.book(desk, day, day).occurrences
    attendance.mark(desk, attendance.hold(desk, one).id, client.id, AttendanceCode.PRESENT)


def settle():
    """Let the layouts do what they put off."""
    for _ in range(4):
        QApplication.processEvents()


def said(card):
    return [entry.text for entry in card.rows.entries.rows]


def test_the_first_card_says_why_the_client_is_here(full, page, client):
    show(page, client)

    assert page.reason_label.text() == (
        "Step-down from detox at County hospital; admitted Feb 9, 2 days later."
    )
    assert page.said_label.text() == "“Stay sober.”"


def test_care_that_ended_long_before_is_no_step_down(desk, page, client):
    facts.prior_care(desk, client, CareLevel.DETOX, date(2025, 4, 15))
    show(page, client)

    assert page.reason_label.text() == (
        "Earlier detox at County hospital; admitted Feb 9, 300 days later."
    )


def test_each_goal_says_how_much_is_on_track(full, page, client):
    show(page, client)

    assert said(page.glance_card)[1] == (
        "2.1 Make progress: depressed mood, 0 of 1 on track, Not rated yet"
    )


def test_the_newest_notes_are_listed_and_all_counted(desk, page, client):
    for day in range(4):
        facts.note(desk, client, MONDAY + timedelta(days=day), Risk.NONE_REPORTED)
    show(page, client)

    assert len(said(page.notes_card)) == 3
    assert said(page.notes_card)[0].startswith("Mar 5 Individual, Signed, She named")
    assert page.notes_card.open_button.accessibleName() == "All 4 notes: Last three notes"


def test_a_draft_opens_in_the_editor_and_a_signed_note_in_the_tab(desk, page, client, opened):
    signed = facts.note(desk, client, MONDAY, Risk.NONE_REPORTED)
    draft = notes.start(desk, client.id, held_on=TODAY)
    rows = show(page, client).notes_card.rows

    for row in (0, 1):
        rows.setCurrentIndex(rows.entries.index(row, 0))
        rows.keyPressEvent(_key(Qt.Key.Key_Return))

    assert [(place.page, place.note_id) for place in opened] == [
        (Page.NOTE, draft.id),
        (Page.CHART, signed.id),
    ]


def test_a_click_on_a_goal_opens_it_in_the_plan(full, page, client, plan, opened, qtbot):
    rows = show(page, client).glance_card.rows
    place = rows.visualRect(rows.entries.index(1, 0)).center()

    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    goal = list(plan.goals())[1]
    assert (opened[-1].tab, opened[-1].node_uid) == (Tab.PLAN, goal.node_uid)


def test_the_urge_chart_says_its_values(full, page, client):
    show(page, client)

    assert page.urge_chart.isVisible()
    assert page.urge_chart.accessibleDescription() == "week 1: 8, week 4: 4"


def test_the_hours_chart_says_each_week_and_which_was_too_short(attended, page, client):
    show(page, client)

    assert page.hours_chart.isVisible()
    assert page.hours_chart.accessibleDescription() == (
        "week 1: 0.0 h, too few, week 2: 0.0 h, too few, week 3: 0.0 h, too few, "
        "week 4: 10.0 h, week 5: 3.0 h"
    )


def test_a_week_that_goes_on_is_too_short_when_nothing_is_left_of_it(desk, attended, page, client):
    schedule.add_holiday(desk, date(2026, 3, 13), "Closed")
    show(page, client)

    assert page.hours_chart.accessibleDescription().endswith("week 5: 3.0 h, too few")


def test_hours_are_shared_between_groups_and_other_care(attended, page, client, opened):
    rows = show(page, client).since_card.rows
    assert said(page.since_card) == ["Groups 92 %, individual sessions 8 %"]

    rows.setCurrentIndex(rows.entries.index(0, 0))
    rows.keyPressEvent(_key(Qt.Key.Key_Return))

    assert (opened[-1].client_id, opened[-1].tab) == (client.id, Tab.ATTENDANCE)


def test_without_sessions_no_hours_are_drawn(desk, page, client):
    facts.urge(desk, client, MONDAY, 4)
    show(page, client)

    assert page.urge_chart.isVisible()

    assert not page.hours_chart.isVisible()
    assert said(page.since_card) == []


def test_the_next_session_stands_among_what_is_due(attended, full, page, client, opened):
    rows = show(page, client).due_card.rows
    at = said(page.due_card).index("9:00 am, Relapse prevention, Fri, Mar 13")

    rows.setCurrentIndex(rows.entries.index(at, 0))
    rows.keyPressEvent(_key(Qt.Key.Key_Return))

    assert opened[-1].tab is Tab.ATTENDANCE


def test_a_session_of_the_client_alone_is_named_by_its_kind(desk, plan, page, client):
    programme.weekly(
        desk,
        of_client=client,
        weekday=Weekday.TUESDAY,
        starts=time(14),
        ends=time(15),
        begins_on=MONDAY,
        modality=Modality.VIDEO,
    )
    show(page, client)

    assert "2:00 pm, individual session, Tue, Mar 17" in said(page.due_card)


def test_however_much_is_owed_the_next_session_is_told(desk, attended, page, client):
    for number in range(7):
        tasks.add(desk, client.id, NewTask(lane=Lane.HOUSING, text=f"Call {number}", due_on=TODAY))
    show(page, client)

    assert len(said(page.due_card)) == 5
    assert said(page.due_card)[-1] == "9:00 am, Relapse prevention, Fri, Mar 13"


def test_attendance_that_is_set_elsewhere_shows_at_once(desk, attended, page, client):
    show(page, client)
    wednesday = schedule.book(desk, date(2026, 3, 11), date(2026, 3, 11)).occurrences[0]

    session = attendance.hold(desk, wednesday)
    attendance.mark(desk, session.id, client.id, AttendanceCode.PRESENT)

    assert page.hours_chart.accessibleDescription().endswith("week 5: 6.0 h")


def test_hours_that_cannot_be_read_fail_alone(attended, full, page, client, monkeypatch):
    monkeypatch.setattr(overviews.hours, "of_episode", _failing)
    show(page, client)

    failing = {card.title for card in page.cards() if card.retry_button.isVisible()}
    assert failing == {"Since admission"}
    assert not page.hours_chart.isVisible()


def test_a_long_stay_shows_the_last_half_year(desk, page):
    stayed = clients.add(desk, NewClient(given_name="Jo", admitted_on=date(2025, 3, 3)))
    attend(desk, stayed, date(2026, 2, 3))
    show(page, stayed)

    assert page.hours_chart.accessibleName() == "Hours a week, the last 26"
    assert page.hours_chart.accessibleDescription().startswith("week 29: ")


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
def test_hours_beside_urges_are_not_clipped(
    attended, full, page, client, look, assert_nothing_clipped, size, scale
):
    look.wear(Theme(scale=scale))
    page.resize(*size)
    show(page, client)
    settle()

    assert_nothing_clipped(page)


def test_the_bars_are_painted_and_a_short_week_has_another_color(attended, page, client, look):
    show(page, client)
    settle()
    picture = page.hours_chart.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }

    theme = Theme()
    assert theme.color("signed").name() in seen
    assert theme.color("signed_bg").name() in seen


def test_what_is_due_is_told_with_the_review_that_is_further_ahead(full, page, client):
    show(page, client)

    assert said(page.due_card) == ["Plan review, Sat, Apr 11"]


def test_the_plan_that_is_late_is_told_as_late(page, client):
    show(page, client)

    assert said(page.due_card) == ["Treatment plan, Mon, Feb 16, late"]


def test_what_other_clients_owe_stays_out(desk, page, client, full):
    clients.add(desk, NewClient(given_name="Jo", admitted_on=MONDAY))
    show(page, client)

    assert said(page.due_card) == ["Plan review, Sat, Apr 11"]


def test_the_person_card_names_whom_to_call(full, page, client):
    show(page, client)

    assert said(page.people_card) == [
        "Legal name, Marcus Reyes, born 05/02/1991",
        "Emergency, Daniel Reyes, brother, (918) 555-0177",
        "Physician, Dr. Alvarez, physician",
    ]


def test_hidden_names_hide_everybody_and_the_birth_date(desk, full, page, client):
    settings.change(desk, hides_names=True)
    show(page, client)

    assert said(page.people_card) == [
        "Legal name, M.R.",
        "Emergency, D.R., brother, ••••••",
        "Physician, D.A., physician",
    ]


def test_medications_are_told_with_who_prescribes_them(full, page, client):
    show(page, client)

    assert said(page.medications_card) == [
        "Naltrexone 50 mg, once a day, Dr. Alvarez · since Feb 24 · taken every day"
    ]


def test_a_long_list_of_medications_is_counted(desk, page, client):
    for number in range(9):
        facts.medication(desk, client, f"Vitamin {number}")
    show(page, client)

    assert len(said(page.medications_card)) == 5
    assert said(page.medications_card)[-1] == "5 more"


def test_a_card_with_nothing_to_tell_says_the_first_step(page, client):
    show(page, client)

    assert page.glance_card.empty_label.text().startswith("No plan yet.")
    assert page.notes_card.empty_label.text() == "No notes yet. Ctrl+N writes the first one."
    assert page.since_card.empty_label.isVisible()
    assert page.medications_card.empty_label.text() == "None listed. Ask what is taken."
    assert page.strengths_card.empty_label.isVisible()
    assert not page.glance_card.rows.isVisible()


def test_a_card_that_has_something_hides_the_first_step(full, page, client):
    show(page, client)

    cards = [card for card in page.cards() if card.empty_label.isVisible()]
    assert cards == []


@pytest.mark.parametrize(
    ("card", "tab", "view"),
    [
        ("glance_card", Tab.PLAN, None),
        ("notes_card", Tab.NOTES, None),
        ("since_card", Tab.ASSESSMENT, View.USE),
        ("people_card", Tab.OVERVIEW, View.FACTS),
        ("medications_card", Tab.MEDICATIONS, None),
        ("strengths_card", Tab.OVERVIEW, View.FACTS),
    ],
)
def test_every_card_has_one_link_to_its_place(page, client, opened, card, tab, view):
    show(page, client)

    getattr(page, card).open_button.click()

    assert (opened[-1].client_id, opened[-1].tab, opened[-1].view) == (client.id, tab, view)


def test_arrows_go_from_card_to_card(full, page, client, qtbot):
    show(page, client)
    page.glance_card.rows.enter(is_from_above=False)

    qtbot.keyClick(page.glance_card.rows, Qt.Key.Key_Down)
    assert page.notes_card.rows.hasFocus()

    qtbot.keyClick(page.notes_card.rows, Qt.Key.Key_Up)
    assert page.glance_card.rows.hasFocus()
    assert page.glance_card.rows.currentIndex().row() == 2


def test_what_is_written_elsewhere_shows_at_once(desk, page, client):
    show(page, client)
    facts.urge(desk, client, MONDAY, 4)
    assert not page.urge_chart.isVisible()

    desk.announce(Changes.of(Kind.CRAVING, client_id=client.id))

    assert page.urge_chart.isVisible()


def test_another_clients_changes_are_left_alone(desk, page, client, monkeypatch):
    show(page, client)
    other = clients.add(desk, NewClient(given_name="Jo"))
    monkeypatch.setattr(page, "reload", lambda: pytest.fail("read for nothing"))

    desk.announce(Changes.of(Kind.NOTE, client_id=other.id))


def test_a_chart_that_cannot_be_read_says_so_and_is_tried_again(
    desk, full, page, client, monkeypatch
):
    show(page, client)
    real = overviews.of_client
    monkeypatch.setattr(overviews, "of_client", _failing)

    page.reload()
    assert page.problem_banner.isVisible()
    assert said(page.medications_card)

    monkeypatch.setattr(overviews, "of_client", real)
    page.problem_banner.action_requested.emit()
    assert not page.problem_banner.isVisible()


@pytest.mark.parametrize(
    ("rows", "name", "cards"),
    [
        ("medication_rows", "of_client", {"Medications"}),
        ("people_rows", "of_client", {"Person and contacts"}),
        ("note_rows", "count", {"Last three notes"}),
        ("craving_rows", "scores_of", {"Since admission"}),
        ("circumstance_rows", "get", {"Medications", "Strengths"}),
        ("plan_rows", "in_force", {"At a glance", "Next due", "Strengths"}),
    ],
)
def test_a_card_that_cannot_be_read_says_so_and_the_others_stay(
    full, page, client, monkeypatch, rows, name, cards
):
    show(page, client)
    before = {card.title: card.rows and said(card) for card in page.cards()}
    monkeypatch.setattr(getattr(overviews, rows), name, _failing)

    page.reload()

    failing = {card.title for card in page.cards() if card.retry_button.isVisible()}
    assert failing == cards
    assert not page.problem_banner.isVisible()
    for card in page.cards():
        if card.title in cards:
            assert "disk" in card.empty_label.text()
            assert not (card.rows and said(card))
        else:
            assert (card.rows and said(card)) == before[card.title]


def test_what_is_owed_fails_alone(desk, full, qtbot, client, page):
    show(page, client)
    page._owed = _failing

    page.reload()

    assert page.due_card.retry_button.isVisible()
    assert said(page.glance_card)


def test_a_card_is_tried_again_and_keeps_its_link(full, page, client, monkeypatch, opened):
    show(page, client)
    real = overviews.medication_rows.of_client
    monkeypatch.setattr(overviews.medication_rows, "of_client", _failing)
    page.reload()
    page.medications_card.open_button.click()
    assert opened[-1].tab is Tab.MEDICATIONS

    monkeypatch.setattr(overviews.medication_rows, "of_client", real)
    page.medications_card.retry_button.click()

    assert not page.medications_card.retry_button.isVisible()
    assert said(page.medications_card) != []


@pytest.mark.parametrize(("size", "scale"), [(SIZES[0], 1.0), ((1024, 640), 1.5)])
def test_a_card_that_cannot_be_read_is_not_clipped(
    full, page, client, monkeypatch, look, assert_nothing_clipped, assert_accessible, size, scale
):
    monkeypatch.setattr(overviews.people_rows, "of_client", _failing)
    monkeypatch.setattr(overviews.craving_rows, "scores_of", _failing)
    look.wear(Theme(scale=scale))
    page.resize(*size)
    show(page, client)
    settle()

    assert_nothing_clipped(page)
    assert_accessible(page)


def test_the_face_sheet_is_what_is_printed(page, client):
    show(page, client)

    assert page.print_request().kind is DocumentKind.FACE_SHEET


def test_another_client_starts_at_the_top(desk, full, page, client):
    other = clients.add(desk, NewClient(given_name="Jo", admitted_on=MONDAY))
    page.resize(700, 300)
    show(page, client)
    page._scroll.verticalScrollBar().setValue(200)

    show(page, other)

    assert page._scroll.verticalScrollBar().value() == 0
    assert said(page.medications_card) == []


def test_columns_stand_below_each_other_where_there_is_no_room(full, page, client):
    show(page, client)
    assert _left(page, page.due_card) > _left(page, page.glance_card) + 500

    page.resize(700, 600)
    settle()
    assert _left(page, page.due_card) == _left(page, page.glance_card)
    assert page.due_card.width() == page.glance_card.width()


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_clipped(full, page, client, look, assert_nothing_clipped, size, scale):
    look.wear(Theme(scale=scale))
    page.resize(*size)
    show(page, client)
    settle()

    assert_nothing_clipped(page)


def test_everything_has_a_name(full, page, client, assert_accessible):
    show(page, client)

    assert_accessible(page)


def test_nothing_of_the_words_is_read_as_a_pattern(desk, client, plan, page):
    facts.medication(desk, client, "{n} {day}", prescriber="{care}")
    clients.change(desk, replace(client, given_name="{n}"))
    show(page, client)

    assert said(page.medications_card) == ["{n} {day}, {care} · taken every day"]


def _left(page, card):
    return card.mapTo(page, QPoint(0, 0)).x()


def _failing(*_arguments):
    raise DiskFullError


def _key(key):
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
