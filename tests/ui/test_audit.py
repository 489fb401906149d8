"""The activity log page: its banner, its filters, its rows, what it opens and prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from counselor_desk.errors import DiskFullError
from counselor_desk.records.activity import LogDay, LogLine, Part
from counselor_desk.records.audit import Act
from counselor_desk.services import audits, clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import messages
from counselor_desk.ui.audit.days import BETWEEN
from counselor_desk.ui.audit.page import AuditPage
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme

SIZES = ((1366 - 212, 720), (1280 - 56, 650), (1024 - 56, 570))


@pytest.fixture
def went():
    return []


@pytest.fixture
def page(qtbot, desk, client, plan, went):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = AuditPage(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(*SIZES[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_place(Place(page=Page.CHART))
    settle(qtbot, made)
    yield made
    bulletin.leave()


def settle(qtbot, page):
    """Waits until what was asked for is shown and the check is done."""
    qtbot.waitUntil(
        lambda: (
            page._model.found is not None
            and page._model.found.wanted == page._asked
            and page._check is not None
            and not page._quiet.isActive()
        )
    )


def rows(page):
    model = page.audit_rows.model()
    return [model.row(model.index(at, 0)) for at in range(model.rowCount())]


def lines(page):
    return [row for row in rows(page) if isinstance(row, LogLine)]


def choose(qtbot, page, control, value):
    control.set_value(value)
    control.edited.emit(value)
    settle(qtbot, page)


def test_an_unbroken_log_says_how_many_entries_were_checked(page):
    said = page.chain_banner.accessibleName()

    assert said == (
        f"Unbroken: all {len(lines(page))} entries checked today at 10:04 am, "
        "since March 12, 2026 · clock steady"
    )


def test_an_entry_that_does_not_fit_is_named(page, desk, qtbot, monkeypatch):
    real = audits.check

    def broken(*arguments):
        return replace(real(*arguments), first_bad_seq=12044)

    monkeypatch.setattr(audits, "check", broken)
    page.check_again()

    qtbot.waitUntil(
        lambda: page.chain_banner.accessibleName().startswith(
            "Entry 12,044 does not fit; everything before it is good"
        )
    )


@pytest.fixture
def broken_page(page, qtbot, monkeypatch):
    """The page after a check that found the third entry changed."""
    real = audits.check
    monkeypatch.setattr(audits, "check", lambda *of: replace(real(*of), first_bad_seq=3))
    page.check_again(is_noted=False)
    qtbot.waitUntil(page.chain_banner.action_button.isVisible)
    return page


def test_an_entry_that_does_not_fit_has_a_report_of_those_around_it(broken_page, qtbot):
    with qtbot.waitSignal(broken_page.print_requested) as asked:
        broken_page.chain_banner.action_button.click()
    report = asked.args[0].report

    assert report.check.first_bad_seq == 3
    assert {2, 3, 4} <= {line.event.seq for line in report.lines}
    assert report.filters == (("Shown", "The entries around the one that does not fit"),)


def test_an_unbroken_log_has_no_report_of_a_break(page):
    assert not page.chain_banner.action_button.isVisible()


def test_a_check_that_was_asked_for_becomes_an_entry(page, qtbot):
    page.audit_check_button.click()

    qtbot.waitUntil(lambda: lines(page)[0].detail == "log good")


def test_opening_the_page_adds_no_entry(page, desk):
    assert all(line.event.act is not Act.CHECK for line in lines(page))


def test_a_day_stands_above_its_lines_with_their_count(page):
    day, *below = rows(page)

    assert isinstance(day, LogDay)
    assert (day.day, day.count) == (date(2026, 3, 12), len(below))


def test_every_day_has_its_own_row(page, desk, clock, qtbot):
    clock.go_on(days=1)
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    page.reload()
    qtbot.waitUntil(lambda: sum(isinstance(row, LogDay) for row in rows(page)) == 2)

    days = [row.day for row in rows(page) if isinstance(row, LogDay)]
    assert days == [date(2026, 3, 13), date(2026, 3, 12)]
    assert len(lines(page)) == rows(page)[0].count + days_count(page, 1)


def days_count(page, place):
    return [row for row in rows(page) if isinstance(row, LogDay)][place].count


def test_a_part_shows_its_lines_alone(page, qtbot):
    choose(qtbot, page, page.audit_segments, Part.SIGNED)

    assert [line.what for line in lines(page)] == ["Plan signed"]


def test_words_are_looked_for_when_typing_rests(page, desk, qtbot):
    qtbot.keyClicks(page.audit_find_edit, "plan signed")
    qtbot.waitUntil(lambda: {line.what for line in lines(page)} == {"Plan signed"})


def test_a_client_can_be_chosen(page, desk, qtbot):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    page.show_place(Place(page=Page.CHART))
    choose(qtbot, page, page.audit_client_choice, other.id)

    assert {line.client for line in lines(page)} == {"Jolene T."}


def test_days_can_be_chosen(page, clock, qtbot):
    clock.go_on(days=2)
    choose(qtbot, page, page.audit_days_choice, 1)

    assert lines(page) == []
    choose(qtbot, page, page.audit_days_choice, 7)
    assert lines(page)


def ask_days(page, dialogs, first, last):
    """Choose the last of the spans and type two days."""

    def act(dialog):
        dialog.fields["first_on"].field.setText(first)
        dialog.fields["last_on"].field.setText(last)
        dialog.save()

    dialogs.expect("Which days?", act)
    page.audit_days_choice.set_value(BETWEEN)
    page.audit_days_choice.edited.emit(BETWEEN)


@pytest.mark.parametrize(
    ("first", "last", "shown", "is_there"),
    [
        ("3/11/2026", "3/12/2026", "Mar 11 – Mar 12", True),
        ("3/12/2026", "3/11/2026", "Mar 11 – Mar 12", True),
        ("3/12/2026", "3/12/2026", "Mar 12", True),
        ("3/10/2026", "3/11/2026", "Mar 10 – Mar 11", False),
        ("3/13/2026", "", "From Mar 13", False),
        ("", "3/12/2026", "Until Mar 12", True),
    ],
)
def test_from_one_day_to_another(page, qtbot, dialogs, first, last, shown, is_there):
    ask_days(page, dialogs, first, last)
    settle(qtbot, page)

    assert page.audit_days_choice.currentText() == shown
    assert bool(lines(page)) == is_there


def test_turning_back_from_the_two_days_leaves_what_was_chosen(page, qtbot, dialogs):
    choose(qtbot, page, page.audit_days_choice, 7)
    dialogs.expect("Which days?", lambda dialog: dialog.reject())
    page.audit_days_choice.set_value(BETWEEN)
    page.audit_days_choice.edited.emit(BETWEEN)

    assert page.audit_days_choice.value() == 7


def test_a_day_that_is_none_is_said_at_its_field(page, dialogs):
    def act(dialog):
        dialog.fields["first_on"].field.setText("someday")
        dialog.save()
        said.append(dialog.fields["first_on"].error())
        dialog.reject()

    said = []
    dialogs.expect("Which days?", act)
    page.audit_days_choice.edited.emit(BETWEEN)

    assert said[0]


def test_no_match_says_so_and_the_filter_can_be_cleared(page, qtbot):
    qtbot.keyClicks(page.audit_find_edit, "zzz")
    qtbot.waitUntil(page.audit_clear_button.isVisible)
    page.audit_clear_button.click()

    qtbot.waitUntil(lambda: bool(lines(page)))
    assert page.audit_find_edit.text() == ""


def test_enter_opens_what_the_line_is_about(page, qtbot, went, client):
    choose(qtbot, page, page.audit_segments, Part.SIGNED)
    page.audit_rows.setCurrentIndex(page.audit_rows.model().index(1, 0))
    qtbot.keyClick(page.audit_rows, Qt.Key.Key_Return)

    assert went[-1] == Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN)


def test_a_click_on_show_opens_it_and_one_beside_it_does_not(page, qtbot, went):
    choose(qtbot, page, page.audit_segments, Part.SIGNED)
    index = page.audit_rows.model().index(1, 0)
    place = page.audit_rows.show_place(index)
    viewport = page.audit_rows.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.center() - QPoint(300, 0))
    assert went == []

    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.center())
    assert len(went) == 1


def test_an_entry_about_a_note_opens_the_note(page, desk, client, qtbot, went):
    note = notes.start(desk, client.id)
    page.reload()
    qtbot.waitUntil(lambda: lines(page)[0].what == "Note added")
    page.show_line(lines(page)[0])

    assert went[-1] == Place(page=Page.NOTE, client_id=client.id, note_id=note.id)


def test_a_failed_try_says_where_it_was_kept(page, desk, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "tell", lambda *said, **_: told.append(said[-1]))
    with desk.write() as writer:
        writer.act(Act.FAILED_UNLOCK)
    page.reload()
    qtbot.waitUntil(lambda: lines(page)[0].event.act is Act.FAILED_UNLOCK)

    page.show_line(lines(page)[0])
    assert "before unlock" in told[0]
    assert "can remove that file" in told[0]


def test_copying_is_an_entry(page, desk, qtbot):
    line = lines(page)[0]
    page.copy([line])

    assert line.what in QGuiApplication.clipboard().text()
    page.reload()
    qtbot.waitUntil(lambda: lines(page)[0].event.act is Act.COPY_OUT)


def test_what_cannot_be_logged_is_not_copied(page, qtbot, monkeypatch):
    def full(*_arguments):
        raise DiskFullError("x")

    QGuiApplication.clipboard().setText("before")
    monkeypatch.setattr(audits, "note_released", full)
    page.copy(lines(page)[:1])

    assert QGuiApplication.clipboard().text() == "before"
    assert page.problem_banner.isVisible()


def test_a_report_of_what_is_shown_is_asked_for(page, qtbot):
    with qtbot.waitSignal(page.print_requested) as asked:
        page.audit_print_button.click()

    report = asked.args[0].report
    assert [line.event.seq for line in report.lines] == [line.event.seq for line in lines(page)]


def test_new_entries_come_in_while_the_page_is_open(page, desk, qtbot):
    clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))

    qtbot.waitUntil(lambda: lines(page)[0].client == "Jolene T.")


def test_the_page_can_change_nothing(page, desk):
    before = len(lines(page))
    for button in (page.audit_check_button, page.audit_print_button):
        assert button.text() in {"Check again", "Print report…"}
    flags = page.audit_rows.model().flags(page.audit_rows.model().index(1, 0))

    assert not flags & Qt.ItemFlag.ItemIsEditable
    assert len(lines(page)) == before


def test_a_long_log_is_read_by_the_screenful(page, desk, clock, qtbot):
    for _ in range(3):
        clock.go_on(days=1)
        with desk.write() as writer:
            for _ in range(2000):
                writer.act(Act.VIEW)
    page.reload()
    qtbot.waitUntil(lambda: page.audit_rows.model().rowCount() > 6000)
    with desk.database.counting() as counts:
        page.audit_rows.scrollToBottom()
        page.audit_rows.grab()

    assert counts.statements < 30


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(page, qtbot, look, assert_nothing_clipped, size, scale):
    look.wear(Theme(scale=scale))
    page.resize(*size)

    qtbot.waitUntil(lambda: assert_nothing_clipped(page))


@pytest.mark.parametrize("width", [1100, 640])
def test_the_choices_stand_beside_the_search_field(page, qtbot, width):
    page.resize(width, 640)

    field = page.audit_find_edit
    qtbot.waitUntil(lambda: page.audit_client_choice.geometry().right() < width)
    assert {page.audit_days_choice.y(), page.audit_client_choice.y()} == {field.y()}


def test_everything_has_a_name(page, assert_accessible):
    assert_accessible(page)


def test_a_span_of_days_counts_from_today(page):
    page.audit_days_choice.set_value(7)

    assert page._wanted().since.date() == date(2026, 3, 12) - timedelta(days=6)
