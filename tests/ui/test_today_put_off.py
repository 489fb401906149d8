"""S puts off what is owed until tomorrow, with an Undo; a risk asks why."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.tasks import Lane
from counselor_desk.records.today import OwedReview
from counselor_desk.services import substances, tasks, today
from counselor_desk.services.substances import NewReturn
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import messages, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.today import putting_off
from counselor_desk.ui.today.dues import Dues
from counselor_desk.ui.today.page import TodayPage


@pytest.fixture
def page(desk, plan, qtbot):
    """The page with two tasks."""
    for day, text in ((14, "Call the landlord"), (15, "Renew the card")):
        new = NewTask(lane=Lane.HOUSING, text=text, due_on=date(2026, 3, day))
        tasks.add(desk, plan.client_id, new)
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = TodayPage(Navigator())
    made.follow(desk, Dues(desk, bulletin, made))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.show_place(Place(page=Page.TODAY))
    yield made
    bulletin.leave()


def press(page, key):
    QTest.keyClick(page.owed_rows, key)


def listed(page):
    return [one.task.text for one in page.owed_rows.model().rows]


def test_s_puts_off_and_goes_on_with_the_next(page):
    press(page, Qt.Key.Key_S)

    assert listed(page) == ["Renew the card"]
    assert page.owed_rows.chosen().task.text == "Renew the card"


def test_undo_brings_it_back(page):
    press(page, Qt.Key.Key_S)
    toast.of_window(page).act()

    assert listed(page) == ["Call the landlord", "Renew the card"]
    assert page.owed_rows.chosen().task.text == "Call the landlord"


def test_the_last_one_leaves_an_empty_list(page):
    press(page, Qt.Key.Key_S)
    press(page, Qt.Key.Key_S)

    assert page.owed_rows.model().rowCount() == 0


@pytest.fixture
def risk(desk, plan, clock):
    clock.go_on(days=2)
    new = NewReturn(
        used_on=date(2026, 3, 13), learned_on=date(2026, 3, 13), substance=SubstanceClass.ALCOHOL
    )
    substances.record_return(desk, plan.client_id, new)
    return next(one for one in today.owed(desk) if isinstance(one, OwedReview))


def test_a_risk_asks_why_and_keeps_what_was_typed(desk, risk, qtbot):
    dialog = putting_off.reason_dialog(None, desk, risk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.fields["reason"].field.setText(" ")
    dialog.save()

    assert "only put off with a reason" in dialog.fields["reason"].error()
    assert dialog.isVisible()

    dialog.fields["reason"].field.setText("We meet tomorrow")
    dialog.save()
    assert risk not in today.owed(desk)


def test_the_reason_for_putting_off_outlives_a_lock(desk, risk, qtbot):
    first = putting_off.reason_dialog(None, desk, risk)
    qtbot.addWidget(first)
    first.fields["reason"].field.setText("We meet tomorrow")
    first.close()

    again = putting_off.reason_dialog(None, desk, risk)
    qtbot.addWidget(again)
    assert again.fields["reason"].field.text() == "We meet tomorrow"


def test_turning_back_from_the_reason_leaves_the_row(page, desk, risk, monkeypatch):
    monkeypatch.setattr(messages, "run", lambda dialog: dialog.close())
    page.reload()
    page.owed_rows.choose(risk)
    press(page, Qt.Key.Key_S)

    assert risk in page.owed_rows.model().rows
