"""Lines of the clipboard pasted into the outliner: rows in one step, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from counselor_desk.services import plans
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.plans.page import PlanPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk, client, plan, qtbot):
    """The review of the signed plan, begun."""
    plans.start(desk, client.id)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    bulletin = Bulletin(window)
    bulletin.follow(desk)
    made = PlanPage(desk, Navigator(window), bulletin, window)
    made.resize(1366, 690)
    window.show()
    made.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    yield made
    QGuiApplication.clipboard().clear()
    bulletin.leave()


def paste(page, text):
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(page.card.tree, Qt.Key.Key_V, CONTROL)


def choose(page, node):
    page.card.tree.setFocus()
    page.card.tree.setCurrentIndex(page.card.tree.plan_model.index_of(node.node_uid))


def objectives(page):
    return [one.text for one in page.plan().problems[0].goals[0].objectives]


def test_several_lines_become_rows_after_the_current_one(page, plan):
    before = objectives(page)
    choose(page, next(plan.objectives()))
    paste(page, "- Call a sponsor\n- Write a list\n")

    assert objectives(page) == [before[0], "Call a sponsor", "Write a list", *before[1:]]


def test_all_of_it_is_undone_in_one_step(page, plan):
    before = page.plan().problems
    choose(page, plan.problems[0])
    paste(page, "Housing\n\tFind a room\n\t\tApply to two places\nLegal trouble")
    assert len(page.plan().problems) == len(before) + 2
    page.undo()

    assert page.plan().problems == before


def test_lines_pasted_into_the_field_of_a_new_row_become_rows(page, plan):
    before = objectives(page)
    choose(page, next(plan.objectives()))
    QTest.keyClick(page.card.tree, Qt.Key.Key_Return)
    editor = next(
        one for one in page.card.tree.findChildren(QLineEdit, "plan_row_edit") if one.isVisible()
    )
    QGuiApplication.clipboard().setText("Call a sponsor\nWrite a list")
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)

    assert objectives(page) == [before[0], "Call a sponsor", "Write a list", *before[1:]]


def test_one_line_stays_in_the_field(page, plan):
    choose(page, next(plan.objectives()))
    QTest.keyClick(page.card.tree, Qt.Key.Key_Return)
    editor = next(
        one for one in page.card.tree.findChildren(QLineEdit, "plan_row_edit") if one.isVisible()
    )
    QGuiApplication.clipboard().setText("Call a sponsor")
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)

    assert editor.text() == "Call a sponsor"


def test_more_lines_than_a_plan_takes_are_refused_with_a_word(page, plan):
    before = page.plan()
    choose(page, plan.problems[0])
    paste(page, "One more\n" * 201)

    assert page.plan() == before
    assert page.card.tree.refusal().startswith("201 lines are too many")


def test_a_signed_plan_takes_no_rows(page, plan):
    page._show_version(plan.uid)
    choose(page, plan.problems[0])
    paste(page, "Housing\nLegal trouble")

    assert page.plan() == plan
