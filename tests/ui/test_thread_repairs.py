"""From a hole of the golden thread to the place where it is put right, ready to be written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from counselor_desk.records.edits import PlanEdit
from counselor_desk.rules.findings import Finding, Severity
from counselor_desk.rules.threads import Hole, Repair
from counselor_desk.services import notes, plans
from counselor_desk.ui import toast
from counselor_desk.ui.navigation import Page, Place, Tab, View
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.thread.page import ThreadPage
from counselor_desk.ui.workspace import Workspace


@pytest.fixture
def window(desk, client, plan, clock, qtbot):
    """The whole window on the thread of a client whose plan waits for notes since 20 days."""
    clock.go_on(days=20)
    made = Workspace(lock_minutes=5)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.use(desk)
    made.start(
        Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN, view=View.THREAD),
    )
    made.show()
    yield made
    made.leave()


def press_hole(window, text):
    page = window.findChild(ThreadPage)
    next(one for one in page.holes_card.buttons() if one.text() == text).click()


def ask_for(window, plan, place, repair, node_uid=None):
    """Press the button of a hole at a place of the plan."""
    finding = Finding(
        rule="P6", subject=plan.uid, severity=Severity.WARN, message="A hole", repair=place
    )
    hole = Hole(finding=finding, why="", repair=repair, node_uid=node_uid)
    window.findChild(ThreadPage).holes_card.repair_requested.emit(hole)


def editor(window):
    return window.findChild(NoteEditorPage)


def plan_page(window):
    return window.findChild(PlanPage)


def undo(window):
    found = toast.of_window(window)
    assert found.action_button.text() == "Undo"
    found.act()


def without_goals(plan):
    """The draft as if the last problem had no goal yet."""
    last = replace(plan.problems[-1], goals=())
    return replace(plan, problems=(*plan.problems[:-1], last))


def test_a_note_that_is_linked_comes_with_the_objective_ticked(window, plan):
    press_hole(window, "Link a note")

    assert [one.node_uid for one in editor(window).note().objectives] == [
        next(plan.objectives()).node_uid
    ]


def test_the_objective_is_on_the_disk_before_anything_is_typed(window, desk, client, plan):
    press_hole(window, "Link a note")
    note = editor(window).note()

    kept = notes.open_edit(desk, note.id).note
    assert kept.objectives[0].node_uid == next(plan.objectives()).node_uid


def test_the_tick_of_a_linked_note_can_be_undone(window, desk):
    press_hole(window, "Link a note")
    undo(window)
    note = editor(window).note()

    assert note.objectives == ()
    assert notes.open_edit(desk, note.id).note.objectives == ()


def test_coming_back_to_a_linked_note_leaves_it_as_it_is(window):
    press_hole(window, "Link a note")
    undo(window)
    here = window.navigator.place
    window.navigator.open(Place(page=Page.TODAY))
    window.navigator.back()

    assert window.navigator.place == here
    assert editor(window).note().objectives == ()


def test_a_note_that_waits_for_its_signature_can_be_linked(window, desk, client, plan, monkeypatch):
    offered = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: offered.extend(menu.actions()))
    waiting = notes.start(desk, client.id)
    press_hole(window, "Link a note")
    texts = [one.text() for one in offered]
    offered[-1].trigger()

    assert texts == ["New note", "Apr 1 · individual, not signed"]
    assert editor(window).note().id == waiting.id
    assert len(editor(window).note().objectives) == 1


def test_linking_keeps_what_was_typed_in_the_note_that_is_open(window, desk, client, plan):
    waiting = notes.start(desk, client.id)
    place = Place(page=Page.NOTE, client_id=client.id, note_id=waiting.id)
    window.navigator.open(place)
    text = editor(window).sheet.current_editor()
    QTest.keyClicks(text, "He named five triggers.")
    window.navigator.open(replace(place, node_uid=next(plan.objectives()).node_uid))

    note = editor(window).note()
    assert [one.text for one in note.sections if one.text] == ["He named five triggers."]
    assert len(note.objectives) == 1


def test_an_intervention_is_added_in_the_draft_of_a_review(window, desk, client, plan):
    objective = next(plan.objectives())
    started = plans.start(desk, client.id)
    bare = replace(plan, id=started.id, uid=started.uid, version=2, state=started.state)
    problem, goal = bare.problems[0], bare.problems[0].goals[0]
    goal = replace(goal, objectives=(replace(objective, interventions=()), *goal.objectives[1:]))
    bare = replace(bare, problems=(replace(problem, goals=(goal,)), *bare.problems[1:]))
    plans.keep(desk, PlanEdit(plan=bare))
    ask_for(
        window,
        plan,
        f"{objective.node_uid}/interventions",
        Repair.ADD_INTERVENTION,
        objective.node_uid,
    )

    page = plan_page(window)
    assert not page.plan().is_signed
    assert len(page.plan().find(objective.node_uid).interventions) == 1
    assert page.inspector.objective_panel.interventions.isAncestorOf(window.focusWidget())


def test_a_goal_is_added_below_the_problem_that_has_none(window, desk, client, plan):
    started = plans.start(desk, client.id)
    bare = replace(plan, id=started.id, uid=started.uid, version=2, state=started.state)
    plans.keep(desk, PlanEdit(plan=without_goals(bare)))
    problem = plan.problems[-1]
    ask_for(window, plan, problem.node_uid, Repair.ADD_TO_PLAN, problem.node_uid)

    page = plan_page(window)
    assert len(page.plan().find(problem.node_uid).goals) == 1
    assert page.card.tree.isAncestorOf(window.focusWidget())


def test_what_the_signed_plan_lacks_begins_a_review(window, desk, client, plan):
    assert plans.draft_of(desk, client.id) is None
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)

    page = plan_page(window)
    assert (page.plan().version, page.plan().is_signed) == (2, False)
    assert len(page.plan().problems) == len(plan.problems) + 1
    assert page.card.tree.isAncestorOf(window.focusWidget())


def test_a_second_press_goes_on_with_the_row_that_was_begun(window, desk, client, plan):
    thread = window.navigator.place
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)
    window.navigator.open(thread)
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)

    assert len(plan_page(window).plan().problems) == len(plan.problems) + 1


def test_an_objective_past_its_target_is_dated_anew_in_the_review(window, plan):
    objective = next(plan.objectives())
    place = f"{objective.node_uid}/target_on"
    ask_for(window, plan, place, Repair.REVIEW_OBJECTIVE, objective.node_uid)

    page = plan_page(window)
    assert page.inspector.uid == objective.node_uid
    assert page.inspector.objective_panel.objective_target_on_edit.hasFocus()


def test_a_review_that_was_begun_from_a_hole_can_be_undone(window, desk, client, plan):
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)
    undo(window)

    assert plans.draft_of(desk, client.id) is None
    assert plan_page(window).plan().uid == plan.uid


def test_a_review_that_is_gone_on_with_is_not_offered_for_undoing(window, desk, client, plan):
    plans.start(desk, client.id)
    objective = next(plan.objectives())
    place = f"{objective.node_uid}/target_on"
    ask_for(window, plan, place, Repair.REVIEW_OBJECTIVE, objective.node_uid)

    assert toast.of_window(window).isHidden()


def test_coming_back_to_the_plan_begins_no_other_review(window, desk, client, plan):
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)
    undo(window)
    window.navigator.open(Place(page=Page.TODAY))
    window.navigator.back()

    assert plans.draft_of(desk, client.id) is None


def test_the_arrow_leads_back_to_the_thread(window, plan):
    thread = window.navigator.place
    ask_for(window, plan, "diagnoses", Repair.ADD_TO_PLAN)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    window.navigator.back()

    assert window.navigator.place == thread
