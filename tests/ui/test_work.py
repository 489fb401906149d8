"""The Work & life tab: vocational tasks added, ticked, moved, told and found by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records.tasks import Lane, TaskOwner, TaskStatus
from counselor_desk.services import episodes, tasks
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Tab, View
from counselor_desk.ui.tab_of_views import TabOfViews
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.work import words
from counselor_desk.ui.work.tasks import TasksView

SIZES = ((1366 - 212, 654), (1280 - 56, 606), (1024 - 56, 526))
TODAY = date(2026, 3, 12)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def add(desk, client, clock):
    """Adds a task that was thought of some days ago."""

    def make(lane, text, *, made_days_ago=7, **more):
        clock.go_on(days=-made_days_ago)
        task = tasks.add(desk, client.id, NewTask(lane=lane, text=text, **more))
        clock.go_on(days=made_days_ago)
        return task

    return make


@pytest.fixture
def job(add):
    """Three days late, and first of all."""
    return add(Lane.JOB, "Call the warehouse", due_on=TODAY - timedelta(days=3))


@pytest.fixture
def caseload(add, job):
    """Tasks in four lanes."""
    return (
        job,
        add(Lane.JOB, "Ask for an interview", due_on=date(2026, 3, 18)),
        add(Lane.CV, "Bring the dates of the last jobs", due_on=date(2026, 3, 16)),
        add(Lane.DOCUMENTS, "Replace the state ID", owner=TaskOwner.TOGETHER),
    )


def tab_of_views(navigator, views):
    return TabOfViews(
        navigator,
        Tab.WORK,
        title="Work and life",
        names=dict(zip(View, View, strict=True)),
        views=views,
    )


@pytest.fixture
def page(qtbot, desk, client):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()

    def make_tasks():
        view = TasksView(desk, navigator, bulletin)
        return Leaf(view, view)

    made = tab_of_views(navigator, {View.TASKS: make_tasks})
    navigator.place_requested.connect(made.show_place)
    qtbot.addWidget(made)
    made.resize(1366, 654)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    bulletin.leave()


@pytest.fixture
def view(page, client):
    page.show_place(here(client))
    return page.findChild(TasksView)


def here(client, **more) -> Place:
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.WORK, **more)


def listed(view, lane) -> list[str]:
    return [task.text for task in view.lanes.section(lane).list.rows.rows]


def row_of(view, task):
    """The list of a task, with the task current in it."""
    shown = view.lanes.section(task.lane).list
    index = shown.rows.find(lambda one: one.uid == task.uid)
    shown.setFocus()
    shown.setCurrentIndex(index)
    return shown


def kept(desk, task):
    return tasks.get(desk, task.id)


def press(qtbot, widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifiers)


def test_each_task_stands_in_its_lane(caseload, view):
    assert listed(view, Lane.JOB) == ["Call the warehouse", "Ask for an interview"]
    assert listed(view, Lane.CV) == ["Bring the dates of the last jobs"]
    assert listed(view, Lane.HOUSING) == []


def test_the_first_task_is_inspected(caseload, view, job):
    assert view.current().uid == job.uid
    assert view.panel.task_text.text() == "Call the warehouse"


def test_the_head_counts_what_is_open_and_late(caseload, view):
    assert view.summary_label.text() == "4 open · 1 late"


def test_the_strip_shows_the_first_steps(caseload, view):
    first, second, *_ = view.strip.steps()

    assert "warehouse" in first.step_button.accessibleName()
    assert "dates" in second.step_button.accessibleName()


def test_a_place_leads_to_its_task(caseload, page, client):
    page.show_place(here(client, task_uid=caseload[3].uid))

    assert page.findChild(TasksView).current() == caseload[3]


def test_a_place_leads_to_a_task_that_was_closed_long_ago(desk, caseload, clock, page, client):
    done = tasks.finish(desk, caseload[3])
    clock.go_on(days=2)

    page.show_place(here(client, task_uid=done.uid))

    assert page.findChild(TasksView).current() == done


def test_an_empty_list_offers_the_first_step(qtbot, desk, client, view):
    assert view.pages.currentWidget() is view.empty_state

    qtbot.mouseClick(view.tasks_first_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.lanes.adding().task_text_edit, "Write a resume")
    press(qtbot, view.lanes.adding().task_text_edit, Qt.Key.Key_Return)

    (task,) = tasks.of_client(desk, client.id)
    assert (task.text, task.lane) == ("Write a resume", Lane.JOB)
    assert view.pages.currentWidget() is view.split


def test_insert_adds_to_the_lane_one_is_in(qtbot, desk, client, caseload, view):
    shown = row_of(view, caseload[3])
    press(qtbot, shown, Qt.Key.Key_Insert)
    line = view.lanes.adding()
    qtbot.keyClicks(line.task_text_edit, "Order a birth certificate")
    qtbot.keyClicks(line.task_due_on_edit, "+7")
    line.task_owner_choice.set_value(TaskOwner.COUNSELOR)
    press(qtbot, line.task_due_on_edit, Qt.Key.Key_Return)

    (task,) = [one for one in tasks.of_client(desk, client.id) if one.text.startswith("Order")]
    assert (task.lane, task.due_on, task.owner) == (
        Lane.DOCUMENTS, date(2026, 3, 19), TaskOwner.COUNSELOR,
    )  # fmt: skip
    assert view.current() == task


def test_after_adding_the_line_waits_for_the_next_task(qtbot, caseload, view):
    view.tasks_add_button.click()
    line = view.lanes.adding()
    qtbot.keyClicks(line.task_text_edit, "Print the application")
    press(qtbot, line.task_text_edit, Qt.Key.Key_Return)

    assert line.task_text_edit.text() == ""
    assert line.task_text_edit.hasFocus()


def test_escape_closes_the_line_and_gives_the_focus_back(qtbot, caseload, view):
    shown = row_of(view, caseload[0])
    press(qtbot, shown, Qt.Key.Key_Insert)
    press(qtbot, view.lanes.adding().task_text_edit, Qt.Key.Key_Escape)

    assert view.lanes.adding() is None
    assert shown.hasFocus()


@pytest.mark.parametrize(
    ("text", "due", "said"),
    [
        ("", "", "needs words"),
        ("Call", "3/1", "before the task was made"),
        ("Call", "soon", "not a date"),
    ],
)
def test_what_cannot_be_added_is_said_below_its_field(
    qtbot, desk, client, caseload, view, text, due, said
):
    view.tasks_add_button.click()
    line = view.lanes.adding()
    qtbot.keyClicks(line.task_text_edit, text)
    qtbot.keyClicks(line.task_due_on_edit, due)
    line.task_add_button.click()

    aim = line._due if due else line._text
    assert said in aim.error()
    assert aim.field.hasFocus()
    assert len(tasks.of_client(desk, client.id)) == 4


def test_space_ticks_and_undo_brings_back(qtbot, desk, caseload, view, job):
    press(qtbot, row_of(view, job), Qt.Key.Key_Space)
    assert kept(desk, job).status is TaskStatus.DONE

    toast.of_window(view).action_button.click()
    assert kept(desk, job) == job


def test_control_z_takes_the_tick_back(qtbot, desk, caseload, view, job):
    shown = row_of(view, job)
    press(qtbot, shown, Qt.Key.Key_Space)
    press(qtbot, shown, Qt.Key.Key_Z, CONTROL)

    assert kept(desk, job) == job


def test_a_click_on_the_circle_ticks(qtbot, desk, caseload, view, job):
    shown = row_of(view, job)
    middle = shown.visualRect(shown.currentIndex()).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, middle.y()))

    assert kept(desk, job).status is TaskStatus.DONE


def test_a_click_on_the_words_does_not(qtbot, desk, caseload, view, job):
    shown = row_of(view, job)
    middle = shown.visualRect(shown.currentIndex()).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle)

    assert kept(desk, job) == job


def test_the_strip_ticks_too(desk, caseload, view, job):
    view.strip.steps()[0].step_tick_button.click()

    assert kept(desk, job).status is TaskStatus.DONE
    assert "warehouse" not in view.strip.steps()[0].step_button.accessibleName()


def test_what_was_ticked_stays_in_sight_today(caseload, view, job, qtbot):
    press(qtbot, row_of(view, job), Qt.Key.Key_Space)

    assert "Call the warehouse" in listed(view, Lane.JOB)
    assert view.current().uid == job.uid


def test_what_was_closed_before_is_shown_under_all(desk, caseload, clock, page, client, qtbot):
    tasks.finish(desk, caseload[3])
    clock.go_on(days=1)
    page.show_place(here(client))
    view = page.findChild(TasksView)
    assert listed(view, Lane.DOCUMENTS) == []

    qtbot.mouseClick(view.tasks_filter._buttons[1], Qt.MouseButton.LeftButton)

    assert listed(view, Lane.DOCUMENTS) == ["Replace the state ID"]


def test_space_reopens_what_is_done(qtbot, desk, caseload, view, job):
    shown = row_of(view, job)
    press(qtbot, shown, Qt.Key.Key_Space)
    press(qtbot, row_of(view, kept(desk, job)), Qt.Key.Key_Space)

    assert kept(desk, job).is_open


def test_delete_drops_and_undo_brings_back(qtbot, desk, caseload, view, job):
    press(qtbot, row_of(view, job), Qt.Key.Key_Delete)
    assert kept(desk, job).status is TaskStatus.DROPPED

    toast.of_window(view).act()
    assert kept(desk, job) == job


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Right])
def test_control_and_an_arrow_moves_to_the_next_lane(qtbot, desk, caseload, view, job, key):
    press(qtbot, row_of(view, job), key, CONTROL)

    assert kept(desk, job).lane is Lane.SCHOOL
    assert view.lanes.section(Lane.SCHOOL).list.hasFocus()
    assert view.current().uid == job.uid


def test_the_first_lane_has_none_before_it(qtbot, desk, caseload, view):
    press(qtbot, row_of(view, caseload[2]), Qt.Key.Key_Up, CONTROL)

    assert kept(desk, caseload[2]) == caseload[2]


def test_arrows_go_on_in_the_next_lane_with_tasks(qtbot, caseload, view):
    shown = row_of(view, caseload[1])
    press(qtbot, shown, Qt.Key.Key_Down)

    assert view.lanes.section(Lane.DOCUMENTS).list.hasFocus()
    assert view.current() == caseload[3]
    press(qtbot, view.lanes.section(Lane.DOCUMENTS).list, Qt.Key.Key_Up)
    assert view.current() == caseload[1]


def test_enter_leads_into_the_details(qtbot, caseload, view, job):
    press(qtbot, row_of(view, job), Qt.Key.Key_Return)

    assert view.panel.task_text.hasFocus()


def test_in_a_narrow_window_the_details_are_a_drawer(qtbot, caseload, page, view, job):
    page.resize(*SIZES[2])
    assert not view.split.is_open

    press(qtbot, row_of(view, job), Qt.Key.Key_Return)
    assert view.split.is_open
    press(qtbot, view.panel.task_lane_choice, Qt.Key.Key_Escape)
    assert not view.split.is_open


def test_what_is_typed_is_kept_at_the_pause(qtbot, desk, caseload, view, job):
    view.panel.task_outcome_text.setFocus()
    qtbot.keyClicks(view.panel.task_outcome_text, "Left a message")

    qtbot.waitUntil(lambda: kept(desk, job).outcome == "Left a message", timeout=4000)


def test_what_is_typed_is_kept_on_leaving(qtbot, desk, caseload, page, view, job):
    qtbot.keyClicks(view.panel.task_next_action_text, "Ask for Mr. Ortiz")
    page.flush()

    assert kept(desk, job).next_action == "Ask for Mr. Ortiz"


def test_what_is_typed_is_kept_when_another_task_is_chosen(qtbot, desk, caseload, view, job):
    qtbot.keyClicks(view.panel.task_outcome_text, "No answer")
    row_of(view, caseload[2])

    assert kept(desk, job).outcome == "No answer"
    assert view.panel.task_outcome_text.text() == ""


def test_a_choice_is_kept_at_once(desk, caseload, view, job):
    choice = view.panel.task_status_choice
    choice.set_value(TaskStatus.WAITING)
    choice.edited.emit(TaskStatus.WAITING)

    assert kept(desk, job).status is TaskStatus.WAITING
    assert view.lanes.section(Lane.JOB).list.rows.rows[0].status is TaskStatus.WAITING


def test_another_lane_in_the_details_moves_the_row(desk, caseload, view, job):
    choice = view.panel.task_lane_choice
    choice.set_value(Lane.HOUSING)
    choice.edited.emit(Lane.HOUSING)

    assert listed(view, Lane.HOUSING) == ["Call the warehouse"]
    assert view.current().uid == job.uid


def test_only_somebody_else_is_named(caseload, view):
    choice, name = view.panel.task_owner_choice, view.panel.task_owner_name_edit
    assert not name.isVisible()

    choice.set_value(TaskOwner.OTHER)
    choice.edited.emit(TaskOwner.OTHER)

    assert name.isVisible()


def test_a_task_serves_a_goal_of_the_plan(desk, caseload, plan, page, client):
    page.show_place(here(client))
    view = page.findChild(TasksView)
    goal = tasks.goals(desk, client.id)[2]
    choice = view.panel.task_goal_choice
    assert choice.findText(words.goal(goal)) > 0

    choice.set_value(goal.node_uid)
    choice.edited.emit(goal.node_uid)

    assert kept(desk, caseload[0]).goal_uid == goal.node_uid


def test_a_due_date_before_the_task_was_made_is_said_and_not_kept(qtbot, desk, caseload, view, job):
    field = view.panel.task_due_on_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "1/2/2026")
    press(qtbot, field, Qt.Key.Key_Return)

    assert "before the task was made" in view.panel._labeled["due_on"].error()
    assert field.text() == "01/02/2026"
    assert kept(desk, job) == job


def test_the_other_fields_are_kept_beside_a_bad_one(qtbot, desk, caseload, view, job):
    view.panel.task_text.set_text("")
    qtbot.keyClicks(view.panel.task_text, " ")
    qtbot.keyClicks(view.panel.task_outcome_text, "Hired")
    view.flush()

    assert "needs words" in view.panel._labeled["text"].error()
    assert (kept(desk, job).text, kept(desk, job).outcome) == ("Call the warehouse", "Hired")


def test_a_date_that_cannot_be_read_leaves_the_one_that_is_kept(qtbot, desk, caseload, view, job):
    field = view.panel.task_due_on_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "whenever")
    view.flush()

    assert kept(desk, job).due_on == job.due_on
    assert field.text() == "whenever"


def test_a_full_disk_is_said_and_the_text_stays(qtbot, desk, caseload, view, monkeypatch):
    def full(*_arguments, **_more):
        raise DiskFullError

    monkeypatch.setattr(tasks, "change", full)
    qtbot.keyClicks(view.panel.task_outcome_text, "Hired")

    with pytest.raises(DiskFullError):
        view.flush()

    assert view.failure_banner.isVisible()
    assert view.panel.task_outcome_text.text() == "Hired"
    view._autosave.forget()


def test_a_change_elsewhere_is_shown(desk, caseload, view, job):
    tasks.change(desk, replace(job, text="Call the bakery"))

    assert "Call the bakery" in listed(view, Lane.JOB)
    assert view.panel.task_text.text() == "Call the bakery"


def test_a_change_while_hidden_is_shown_later(desk, caseload, page, view, job):
    page.hide()
    tasks.finish(desk, job)
    page.show()

    assert view.summary_label.text() == "3 open"


def test_after_discharge_the_list_can_only_be_read(desk, caseload, page, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))
    page.show_place(here(client))
    view = page.findChild(TasksView)

    assert not view.tasks_add_button.isVisible()
    assert not view.panel.task_text.isEnabled()
    assert not view.lanes.section(Lane.JOB).head.lane_add_button.isVisible()
    assert view.lanes.section(Lane.JOB).list.isVisible()


def test_after_discharge_space_does_nothing(qtbot, desk, caseload, page, client, job):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))
    page.show_place(here(client))
    press(qtbot, row_of(page.findChild(TasksView), job), Qt.Key.Key_Space)

    assert kept(desk, job) == job


def test_print_takes_the_whole_list(caseload, page, view, client):
    request = page.print_request()

    assert (request.kind, request.uid) == (DocumentKind.VOCATIONAL_TASKS, client.uid)


def test_an_empty_list_has_nothing_to_print(page, view):
    assert page.print_request() is None


def test_one_view_needs_no_segments(page, view):
    assert not page.view_segments.isVisible()


def test_a_second_view_turns_up_beside_the_tasks(qtbot, desk, client):
    class Other(QWidget):
        def __init__(self):
            super().__init__()
            self.places = []
            self.head = QWidget()

        def show_place(self, place):
            self.places.append(place)

        def flush(self):
            pass

    navigator = Navigator()
    views = {View.TASKS: Other(), View.CVS: Other()}
    page = tab_of_views(
        navigator, {key: lambda one=one: Leaf(one, one) for key, one in views.items()}
    )
    navigator.place_requested.connect(page.show_place)
    qtbot.addWidget(page)
    page.show()
    navigator.open(here(client))

    qtbot.mouseClick(page.view_segments._buttons[1], Qt.MouseButton.LeftButton)

    assert views[View.CVS].places[-1].view is View.CVS
    assert views[View.CVS].isVisible()
    assert views[View.CVS].head.isVisible()
    assert not views[View.TASKS].head.isVisible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(qtbot, caseload, page, view, look, size, scale, assert_nothing_clipped):
    look.wear(Theme(scale=scale))
    page.resize(*size)
    view.tasks_add_button.click()
    qtbot.wait(50)

    assert_nothing_clipped(page)


def test_every_stop_says_what_it_is(caseload, page, view, assert_accessible):
    view.tasks_add_button.click()

    assert_accessible(page)


def test_a_row_says_all_of_it_to_a_screen_reader(caseload, view):
    rows = view.lanes.section(Lane.JOB).list.rows

    said = rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Call the warehouse, Open, Client, 3 days late"


def test_the_theme_changes_live(caseload, page, view, look):
    light = page.grab().toImage().pixelColor(5, 5).name()
    look.wear(Theme(dark=True))

    assert page.grab().toImage().pixelColor(5, 5).name() != light


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (None, "", "neutral"),
        (-1, "1 day late", "risk"),
        (-12, "12 days late", "risk"),
        (0, "Due today", "overdue"),
        (7, "Due Mar 19", "overdue"),
        (8, "Mar 20", "neutral"),
        (365, "Mar 12, 2027", "neutral"),
    ],
)
def test_a_due_date_is_said_by_how_near_it_is(job, days, said, tone):
    due_on = None if days is None else TODAY + timedelta(days=days)

    when = words.when(replace(job, due_on=due_on), TODAY)

    assert (when.text, when.tone) == (said, tone)
