from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from counselor_desk.ui.choosers import CheckBox, ComboBox
from counselor_desk.ui.fields import LabeledField, LineEdit
from counselor_desk.ui.forms import Form
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.parsed_fields import DateField, ParsedField
from counselor_desk.ui.segments import SegmentedControl
from counselor_desk.ui.text_editor import TextEditor

TODAY = date(2026, 3, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    title: str = ""
    status: str = "new"
    rating: str | None = None
    is_shared: bool = False
    due_on: date | None = None
    text: str = ""


@pytest.fixture
def page(qtbot):
    page = QWidget()
    page.widgets = {
        "title": LabeledField("Title", LineEdit()),
        "status": ComboBox([("new", "New"), ("met", "Met")], name="Status"),
        "rating": SegmentedControl([("same", "Same"), ("better", "Better")], name="Rating"),
        "is_shared": CheckBox("Shared"),
        "due_on": ParsedField("Target date", DateField(lambda: TODAY)),
        "text": TextEditor(name="Text"),
    }
    page.form = Form(page.widgets, page)
    page.setLayout(Column(*page.widgets.values()))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


GOAL = Goal(
    title="Sleep", status="met", rating="better", is_shared=True, due_on=TODAY, text="Words"
)


def test_a_record_that_is_shown_comes_back_the_same(page, qtbot):
    with qtbot.assertNotEmitted(page.form.edited):
        page.form.show(GOAL)

    assert page.form.applied(Goal()) == GOAL


@pytest.mark.parametrize(
    ("name", "do", "value"),
    [
        ("title", lambda q, w: q.keyClicks(w.field, "A"), "A"),
        ("rating", lambda _, w: w._buttons[0].click(), "same"),
        ("is_shared", lambda _, w: w.click(), True),
        ("text", lambda q, w: q.keyClicks(w, "B"), "B"),
    ],
)
def test_an_edit_names_its_field(page, qtbot, name, do, value):
    with qtbot.waitSignal(page.form.edited) as change:
        do(qtbot, page.widgets[name])

    assert change.args == [name, value]


def test_a_date_is_told_when_it_is_settled(page, qtbot):
    field = page.widgets["due_on"].field
    qtbot.keyClicks(field, "t")

    with qtbot.waitSignal(page.form.edited) as change:
        qtbot.keyClick(field, Qt.Key.Key_Return)

    assert change.args == ["due_on", TODAY]


def test_problems_stand_below_their_fields(page):
    page.form.set_problems({"title": "Enter a title."})
    assert page.widgets["title"].error() == "Enter a title."

    page.form.set_problems({})
    assert page.widgets["title"].error() == ""


def test_the_first_field_with_a_problem_gets_the_focus(page):
    page.form.focus_first({"due_on": "?", "text": "?"})

    assert page.widgets["due_on"].field.hasFocus()


def test_a_widget_nobody_knows_is_refused(page):
    with pytest.raises(TypeError, match="QLabel"):
        Form({"title": QLabel()}, page)
