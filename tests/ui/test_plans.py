"""The plan tab: an outliner that saves itself, closed by a signature, opened by a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records import plan_tree
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import ObjectiveCategory, ObjectiveStatus, Problem
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.services import clients, episodes, plans, profiles, settings
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.plans.inspector import Shown
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.theme import Theme

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_page(desk, qtbot):
    windows = []

    def make(client, node_uid=None, size=(1366, 690)):
        window = QWidget()
        window.resize(*size)
        bulletin = Bulletin(window)
        bulletin.follow(desk)
        page = PlanPage(desk, Navigator(window), bulletin, window)
        page.resize(*size)
        qtbot.addWidget(window)
        window.show()
        windows.append((window, bulletin))
        page.show_place(
            Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN, node_uid=node_uid)
        )
        return page

    yield make
    for _, bulletin in windows:
        bulletin.leave()


@pytest.fixture
def empty(make_page, client):
    """The page of a client without a plan."""
    return make_page(client)


@pytest.fixture
def signed(make_page, client, plan):
    """The page on a signed plan."""
    return make_page(client)


@pytest.fixture
def review(signed):
    """The page on a review draft of that plan."""
    signed.review_banner.action_button.click()
    return signed


def press(page, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(page.card.tree, key, modifiers)


def choose(page, node):
    page.card.tree.setFocus()
    page.card.tree.setCurrentIndex(page.card.tree.plan_model.index_of(node.node_uid))


def open_editor(page):
    """The field that is open in the tree, None if there is none."""
    editors = page.card.tree.findChildren(QLineEdit, "plan_row_edit")
    return next((editor for editor in editors if editor.isVisible()), None)


def write_in_row(page, text):
    """Type into the field that is open in the tree."""
    editor = open_editor(page)
    assert editor is not None, "no row is being edited"
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def middle(page, node):
    """The middle of a row, in the rows' own coordinates."""
    tree = page.card.tree
    return tree.visualRect(tree.plan_model.index_of(node.node_uid)).center()


def drag(page, node, *, to, lets_go=True):
    """Take a row with the mouse to a height."""
    view, start = page.card.tree.viewport(), middle(page, node)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(0, QApplication.startDragDistance() + 1))
    QTest.mouseMove(view, QPoint(start.x(), to))
    if lets_go:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(start.x(), to))


def settle():
    """Let the layouts follow."""
    for _ in range(3):
        QApplication.processEvents()


def stored(desk, client):
    return plans.draft_of(desk, client.id).plan


def test_a_client_without_a_plan_sees_the_first_step_and_the_rule(empty):
    assert empty.empty_state.isVisible()
    assert "within 7 days" in empty.empty_state.sentence_label.text()
    assert empty.plan_start_button.isVisible()
    assert empty.print_request() is None


def test_a_whole_plan_is_written_by_keyboard(empty, desk, client):
    empty.plan_start_button.click()
    QTest.keyClick(empty.card.plan_first_button, Qt.Key.Key_Space)
    write_in_row(empty, "Alcohol use")
    press(empty, Qt.Key.Key_Return)
    write_in_row(empty, "Stay sober")
    press(empty, Qt.Key.Key_Tab)
    press(empty, Qt.Key.Key_Return)
    write_in_row(empty, "Attend three groups")
    press(empty, Qt.Key.Key_Tab)
    empty.flush()

    written = stored(desk, client)
    assert [(node.number, node.text) for node in written.nodes()] == [
        ("1", "Alcohol use"),
        ("1.1", "Stay sober"),
        ("1.1.1", "Attend three groups"),
    ]
    assert empty.footer.gaps() == ()


def test_alt_and_arrows_move_a_row(review, plan):
    choose(review, plan.problems[0])
    press(review, Qt.Key.Key_Down, ALT)

    assert [problem.text for problem in review.plan().problems][:2] == [
        plan.problems[1].text,
        plan.problems[0].text,
    ]


def test_shift_tab_moves_a_row_out(review, plan):
    goal = plan.problems[1].goals[0]
    choose(review, goal)
    press(review, Qt.Key.Key_Backtab)

    assert isinstance(review.plan().find(goal.node_uid), Problem)


def test_a_move_that_no_level_allows_says_why(review, plan):
    choose(review, plan.problems[0].goals[0].objectives[1])
    press(review, Qt.Key.Key_Tab)

    assert "An intervention is the lowest level" in review.card.tree.refusal()
    assert review.plan().problems == plan.problems


REFUSED = {
    "in": (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "There is nothing above it to go into."),
    "out": (
        Qt.Key.Key_Backtab,
        Qt.KeyboardModifier.NoModifier,
        "A problem is the highest level.",
    ),
    "up": (Qt.Key.Key_Up, ALT, "Nothing stands above it."),
}


@pytest.mark.parametrize("key", REFUSED)
def test_a_key_that_cannot_be_followed_says_so_on_the_row_until_the_next_key(review, plan, key):
    stroke, modifier, sentence = REFUSED[key]
    tree, first = review.card.tree, plan.problems[0]
    index = tree.plan_model.index_of(first.node_uid)
    choose(review, first)
    settle()
    before = tree.visualRect(index).height()
    press(review, stroke, modifier)
    settle()

    assert tree.refusal() == sentence
    assert tree.visualRect(index).height() > before
    assert not review.card.plan_undo_button.isVisible()
    press(review, Qt.Key.Key_Down)
    settle()
    assert tree.refusal() == ""
    assert tree.visualRect(index).height() == before


def test_the_last_row_says_that_nothing_stands_below_it(review, plan):
    choose(review, plan.problems[-1])
    press(review, Qt.Key.Key_Down, ALT)

    assert review.card.tree.refusal() == "Nothing stands below it."


def test_a_click_takes_a_refusal_away(review, plan):
    choose(review, plan.problems[0])
    press(review, Qt.Key.Key_Backtab)
    view = review.card.tree.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(review, plan.problems[1]))

    assert review.card.tree.refusal() == ""


def test_an_intervention_at_its_end_says_nothing_on_the_row(review, plan):
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    review.outline._move_intervention(objective.interventions[0].node_uid, -1)

    assert review.card.tree.refusal() == ""


def test_alt_and_arrows_move_a_row_while_its_words_are_typed(review, plan):
    first = plan.problems[0]
    review.card.tree.edit_row(first.node_uid)
    QTest.keyClicks(open_editor(review), "Alcohol")
    QTest.keyClick(open_editor(review), Qt.Key.Key_Down, ALT)

    assert review.plan().problems[1].node_uid == first.node_uid
    assert review.plan().problems[1].text == "Alcohol"


def test_the_mouse_drags_an_objective_to_another_goal(review, plan, desk, client):
    objective = next(plan.objectives())
    goal = plan.problems[1].goals[0]
    drag(review, objective, to=middle(review, goal).y() + 12)
    review.flush()

    moved = next(one for one in stored(desk, client).goals() if one.node_uid == goal.node_uid)
    assert moved.objectives[0].node_uid == objective.node_uid
    assert moved.objectives[0].number == f"{goal.number}.1"


def test_a_row_keeps_its_level_wherever_it_is_dropped(review, plan):
    goal = plan.problems[1].goals[0]
    drag(review, goal, to=0)

    assert review.plan().problems[0].goals[0].node_uid == goal.node_uid


def test_while_a_row_is_dragged_a_line_says_where_it_would_go(review, plan):
    drag(review, plan.problems[0], to=middle(review, plan.problems[1]).y() + 400, lets_go=False)
    line = review.card.tree.row_drag._line

    assert line.isVisible()
    QTest.keyClick(review.card.tree, Qt.Key.Key_Escape)
    assert not line.isVisible()


def test_escape_gives_a_drag_up(review, plan):
    drag(review, plan.problems[0], to=middle(review, plan.problems[1]).y() + 400, lets_go=False)
    QTest.keyClick(review.card.tree, Qt.Key.Key_Escape)
    QTest.mouseRelease(review.card.tree.viewport(), Qt.MouseButton.LeftButton)

    assert review.plan() == plans.draft_of(review._desk, plan.client_id).plan


def test_a_row_let_go_where_it_was_is_no_step(review, plan):
    drag(review, plan.problems[0], to=middle(review, plan.problems[0]).y() + 1)

    assert not review.card.plan_undo_button.isVisible()


def test_a_signed_plan_lets_no_row_be_dragged(signed, plan):
    drag(signed, plan.problems[0], to=middle(signed, plan.problems[1]).y() + 400, lets_go=False)

    assert not signed.card.tree.row_drag.is_dragging
    QTest.mouseRelease(signed.card.tree.viewport(), Qt.MouseButton.LeftButton)


def add_sibling(page, plan):
    choose(page, plan.problems[0].goals[0])
    press(page, Qt.Key.Key_Return)
    write_in_row(page, "Sleep through the night")


def add_below(page, plan):
    choose(page, plan.problems[0])
    actions = {one.text(): one for one in page.card.add_menu().actions()}
    actions["Goal in problem 1"].trigger()
    write_in_row(page, "Sleep through the night")


def add_intervention(page, plan):
    choose(page, next(plan.objectives()))
    page.inspector.intervention_requested.emit()


def remove_intervention(page, plan):
    objective = next(plan.objectives())
    choose(page, objective)
    page.inspector.intervention_removed.emit(objective.interventions[0].node_uid)


def move_intervention(page, plan):
    objective = next(one for one in plan.objectives() if one.interventions)
    choose(page, objective)
    page.inspector.intervention_moved.emit(objective.interventions[-1].node_uid, 1)


def remove_row(page, plan):
    choose(page, plan.problems[0].goals[0])
    press(page, Qt.Key.Key_Delete)


def move_down(page, plan):
    choose(page, plan.problems[0])
    press(page, Qt.Key.Key_Down, ALT)


def move_in(page, plan):
    choose(page, plan.problems[0])
    press(page, Qt.Key.Key_Return)
    write_in_row(page, "Sleep")
    press(page, Qt.Key.Key_Tab)


def move_out(page, plan):
    choose(page, plan.problems[1].goals[0])
    press(page, Qt.Key.Key_Backtab)


def drag_row(page, plan):
    drag(page, next(plan.objectives()), to=middle(page, plan.problems[1].goals[0]).y() + 12)


def rename(page, plan):
    page.card.tree.edit_row(plan.problems[0].node_uid)
    write_in_row(page, "Alcohol use")


@pytest.mark.parametrize(
    "step",
    [
        add_sibling,
        add_below,
        add_intervention,
        move_intervention,
        remove_intervention,
        remove_row,
        move_down,
        move_in,
        move_out,
        drag_row,
        rename,
    ],
)
def test_every_step_is_undone_and_done_again(review, plan, step):
    before = review.plan()
    step(review, plan)
    after = review.plan()
    assert after != before

    undone = []
    while review.card.plan_undo_button.isVisible():
        press(review, Qt.Key.Key_Z, CONTROL)
        undone.append(review.plan())
    for _ in undone:
        press(review, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    assert undone[-1] == before
    assert review.plan() == after


def test_a_row_is_renamed_in_place(review, plan, desk, client):
    choose(review, plan.problems[1])
    press(review, Qt.Key.Key_F2)
    write_in_row(review, "Low mood")
    review.flush()

    assert stored(desk, client).problems[1].text == "Low mood"


def test_escape_gives_a_new_row_up(review, plan):
    choose(review, plan.problems[2])
    press(review, Qt.Key.Key_Return)
    editor = open_editor(review)
    QTest.keyClick(editor, Qt.Key.Key_Escape)

    assert review.plan().problems == plan.problems
    assert review.card.tree.current_uid() == plan.problems[2].node_uid


def test_a_removed_goal_comes_back_from_the_toast_with_everything_below(review, plan):
    goal = plan.problems[0].goals[0]
    choose(review, goal)
    press(review, Qt.Key.Key_Delete)
    assert review.plan().find(goal.node_uid) is None
    assert "Goal 1.1 removed" in toast.of_window(review).accessibleName()

    toast.of_window(review).act()

    assert review.plan().problems == plan.problems


def test_undoing_a_removal_keeps_what_was_typed_since(review, plan):
    problem = plan.problems[0]
    choose(review, problem)
    press(review, Qt.Key.Key_Delete)
    choose(review, review.plan().problems[0])
    panel = review.inspector.problem_panel
    panel.problem_text.setFocus()
    QTest.keyClicks(panel.problem_text, "!")
    toast.of_window(review).act()

    assert review.plan().problems[0] == problem
    assert "!" in review.plan().problems[1].text


def test_the_toast_of_one_client_puts_nothing_into_the_plan_of_another(review, plan, desk):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))
    choose(review, plan.problems[0])
    press(review, Qt.Key.Key_Delete)
    review.show_place(Place(page=Page.CHART, client_id=other.id, tab=Tab.PLAN))
    review.plan_start_button.click()
    toast.of_window(review).act()

    assert review.plan().client_id == other.id
    assert review.plan().problems == ()


def test_undo_and_redo_have_words(review, plan):
    goal = plan.problems[0].goals[0]
    choose(review, goal)
    press(review, Qt.Key.Key_Delete)
    assert review.card.plan_undo_button.accessibleName() == "Undo remove goal 1.1"

    press(review, Qt.Key.Key_Z, CONTROL)
    assert review.plan().problems == plan.problems

    press(review, Qt.Key.Key_Y, CONTROL)
    assert review.plan().find(goal.node_uid) is None


def test_undo_and_redo_say_which_step_it_was(review, plan, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    choose(review, plan.problems[0])
    press(review, Qt.Key.Key_Down, ALT)
    press(review, Qt.Key.Key_Z, CONTROL)
    press(review, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    spoken = [one.message() for one in said if isinstance(one, QAccessibleAnnouncementEvent)]
    assert spoken == ["Undone: Move problem 1", "Done again: Move problem 1"]


def test_rows_fold_and_the_star_opens_all(signed, plan):
    tree = signed.card.tree
    choose(signed, plan.problems[0])
    press(signed, Qt.Key.Key_Left)
    index = tree.plan_model.index_of(plan.problems[0].node_uid)
    assert not tree.isExpanded(index)

    QTest.keyClicks(tree, "*")
    assert tree.isExpanded(index)


def test_typing_in_the_inspector_is_saved_at_the_pause(review, plan, desk, client, qtbot):
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    editor = review.inspector.objective_panel.objective_text
    editor.setFocus()
    QTest.keyClicks(editor, "X")

    qtbot.waitUntil(lambda: review.footer.save_state() == "Saved 10:04 am", timeout=4000)
    assert "X" in stored(desk, client).find(objective.node_uid).text


def test_leaving_saves_what_was_typed(review, plan, desk, client):
    choose(review, plan.problems[0].goals[0])
    editor = review.inspector.goal_panel.goal_client_words_text
    QTest.keyClicks(editor, "Mornings. ")
    review.flush()

    assert "Mornings." in stored(desk, client).problems[0].goals[0].client_words


def test_choosing_another_row_keeps_what_was_typed_in_the_last(review, plan):
    choose(review, plan.problems[0])
    QTest.keyClicks(review.inspector.problem_panel.problem_code_edit, "F10.20")
    choose(review, plan.problems[1])

    assert review.plan().problems[0].code == "F10.20"
    assert review.plan().problems[1].code == ""


def test_a_date_that_is_none_stays_and_keeps_the_plan_from_being_signed(
    review, plan, desk, client, make_page
):
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    field = review.inspector.objective_panel.objective_target_on_edit
    field.clear()
    QTest.keyClicks(field, "someday")
    review.flush()

    assert plans.draft_of(desk, client.id).typed == {f"{objective.node_uid}/target_on": "someday"}
    again = make_page(client, objective.node_uid)
    assert again.inspector.objective_panel.objective_target_on_edit.text() == "someday"
    assert "someday" in again.footer.gaps()[0].message


def test_a_typed_date_is_kept(review, plan, desk, client):
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    field = review.inspector.objective_panel.objective_target_on_edit
    field.clear()
    QTest.keyClicks(field, "5/15")
    QTest.keyClick(field, Qt.Key.Key_Return)
    review.flush()

    assert stored(desk, client).find(objective.node_uid).target_on == date(2026, 5, 15)


def build(page, node, category):
    """Choose what an objective builds, as a person does."""
    choose(page, node)
    combo = page.inspector.objective_panel.objective_category_choice
    combo.setFocus()
    combo.set_value(category)
    combo.activated.emit(combo.currentIndex())
    return combo


def test_what_an_objective_builds_is_kept_with_the_draft(review, plan, desk, client):
    objective = plan.problems[0].goals[0].objectives[0]
    build(review, objective, ObjectiveCategory.COMMUNITY)
    review.flush()

    assert stored(desk, client).find(objective.node_uid).category is ObjectiveCategory.COMMUNITY


def test_choosing_what_an_objective_builds_is_undone_in_one_step(review, plan):
    objective = plan.problems[0].goals[0].objectives[0]
    combo = build(review, objective, ObjectiveCategory.AUTONOMY)
    review.undo()

    assert review.plan().find(objective.node_uid).category is None
    assert combo.value() is None


def test_to_read_an_objective_says_what_it_builds_and_nothing_where_it_builds_nothing(
    signed, plan, desk
):
    objective, other = plan.problems[0].goals[0].objectives[:2]
    building = replace(objective, category=ObjectiveCategory.SOCIAL_SKILLS)
    edit = PlanEdit(plan=plan_tree.replaced(plan, building))
    entry = signed.inspector.objective_panel.entries["category"]
    read = []
    for node in (building, other):
        signed.inspector.show_node(
            Shown(edit=edit, is_editable=False, local=desk.local), node.node_uid
        )
        read.append([one.text() for one in entry.findChildren(QLabel) if one.isVisible()])

    assert read == [["Also builds", "Social skills"], []]


def test_an_intervention_is_added_changed_and_removed(review, plan, desk, client):
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    steps = review.inspector.objective_panel.interventions
    steps.intervention_add_button.click()
    card = steps.cards()[-1]
    assert card.is_open
    QTest.keyClicks(card.findChild(QWidget, "").window().focusWidget(), "Urge log")
    review.flush()

    added = stored(desk, client).find(objective.node_uid).interventions[-1]
    assert added.text == "Urge log"
    assert added.responsible == "D. Whitfield, LADC"

    card.remove_requested.emit(added.node_uid)
    assert len(review.plan().find(objective.node_uid).interventions) == 1


def test_alt_and_arrows_move_an_intervention_again_and_again(review, plan):
    review.window().activateWindow()
    objective = plan.problems[0].goals[0].objectives[0]
    choose(review, objective)
    cards = review.inspector.objective_panel.interventions
    cards.intervention_add_button.click()
    QTest.keyClicks(review.window().focusWidget(), "Urge log")
    added = cards.cards()[-1]
    added.fold()
    added.intervention_edit_button.setFocus()
    QTest.keyClick(review.window().focusWidget(), Qt.Key.Key_Up, ALT)
    above = [one.text for one in review.plan().find(objective.node_uid).interventions]
    QTest.keyClick(review.window().focusWidget(), Qt.Key.Key_Down, ALT)
    below = [one.text for one in review.plan().find(objective.node_uid).interventions]

    assert above[0] == below[-1] == "Urge log"
    assert not any(card.is_open for card in cards.cards())


def test_the_sign_check_leads_to_the_gap(review, plan):
    choose(review, plan.problems[2])
    press(review, Qt.Key.Key_Return)
    editor = open_editor(review)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    choose(review, plan.problems[0])
    review.footer.sign_button.click()

    assert open_editor(review) is not None
    assert review.card.tree.current_uid() == review.plan().problems[3].node_uid


def test_signing_closes_the_plan_and_puts_it_in_force(review, plan, desk, client, dialogs):
    dialogs.expect("Sign this plan?", lambda dialog: dialog.sign_confirm_button.click())
    review.footer.sign_button.click()

    in_force = plans.in_force(desk, client.id)
    assert in_force.version == 2
    assert review.card.state_chip.text == "Active · signed Mar 12"
    assert not review.footer.isVisible()
    assert not review.card.plan_add_button.isVisible()


def test_a_signed_review_leads_to_the_question_whether_the_client_goes_on(
    review, plan, desk, client, dialogs
):
    dialogs.expect("Sign this plan?", lambda dialog: dialog.sign_confirm_button.click())
    review.footer.sign_button.click()
    review.review_banner.other_button.click()

    place = review._navigator.place
    assert (place.client_id, place.view, place.part) == (client.id, View.STAY, "new")


def test_a_first_plan_leads_to_no_continued_stay_review(signed):
    assert not signed.review_banner.other_button.isVisible()


def test_signing_asks_for_the_passphrase_where_the_settings_say_so(
    review, desk, client, dialogs, qtbot
):
    def act(dialog):
        dialog.passphrase_edit.setText("not the passphrase")
        dialog.sign_confirm_button.click()
        qtbot.waitUntil(lambda: not dialog._is_checking, timeout=20_000)
        assert "does not match" in dialog.passphrase_field.error()
        dialog.reject()

    settings.change(desk, asks_to_sign=True)
    dialogs.expect("Sign this plan?", act)
    review.footer.sign_button.click()

    assert plans.in_force(desk, client.id).version == 1


def test_a_signed_plan_takes_no_keys(signed, plan):
    choose(signed, plan.problems[0])
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Tab):
        press(signed, key)

    assert signed.plan() == plan
    assert open_editor(signed) is None


def test_the_banner_says_when_the_review_is_due(signed, clock):
    assert "30-day review due Saturday, April 11." in signed.review_banner.accessibleName()


def test_the_banner_names_the_days_of_the_client(signed, desk, plan):
    profiles.set_client_number(desk, plan.client_id, "plan_review_days", 90, "Payer's rule")

    assert "90-day review due" in signed.review_banner.accessibleName()


def test_a_review_marks_what_it_changed(review, plan):
    choose(review, plan.problems[1])
    press(review, Qt.Key.Key_F2)
    write_in_row(review, "Low mood")
    model = review.card.tree.plan_model

    changed = [model.line(index) for index in model.all() if model.line(index).is_changed]
    assert [(line.text, line.was) for line in changed] == [("Low mood", "Depressed mood")]


def test_an_earlier_version_can_be_read_beside_the_draft(review, plan):
    review.card.plan_version_combo.edited.emit(plan.uid)
    assert review.plan() == plan
    assert not review.footer.isVisible()

    review.review_banner.action_button.click()
    assert review.footer.isVisible()


def test_a_discarded_draft_comes_back(review, plan, desk, client):
    choose(review, plan.problems[0])
    QTest.keyClicks(review.inspector.problem_panel.problem_code_edit, "F10.20")
    review.card.discard_requested.emit()
    assert review.plan() == plan

    toast.of_window(review).act()
    assert review.plan().problems[0].code == "F10.20"


def test_a_discarded_draft_stays_away_once_another_was_started(review):
    review.card.discard_requested.emit()
    bring_back = toast.of_window(review).act
    review.review_banner.action_button.click()
    another = review.plan()
    bring_back()

    assert review.plan() == another
    assert review.failure_banner.isVisible()


def test_a_signature_on_paper_is_recorded_and_shown(signed, dialogs, desk, plan):
    def fill(dialog):
        assert dialog.signature_name_edit.text() == "Marcus Reyes"
        dialog.choose(SignatureMethod.PAPER)
        dialog.signature_keep_button.click()

    dialogs.expect("Who signs this plan?", fill)
    signed.inspector.plan_panel.signatures.signature_add_button.click()

    roles = [one.role for one in plans.proof(desk, plan).signatures]
    assert roles == [SignatureRole.COUNSELOR, SignatureRole.CLIENT]
    assert "Marcus Reyes" in signed.inspector.plan_panel.signatures.texts()[1]


def test_a_signature_of_tomorrow_is_refused_at_the_field(signed, dialogs, desk, plan):
    def fill(dialog):
        dialog.choose(SignatureMethod.PAPER)
        dialog.paper.signature_date_edit.set_value(date(2026, 3, 13))
        dialog.signature_keep_button.click()
        assert "still to come" in dialog.paper._date.error()

    dialogs.expect("Who signs this plan?", fill)
    signed.inspector.plan_panel.signatures.signature_add_button.click()

    assert len(plans.proof(desk, plan).signatures) == 1


def test_a_plan_that_was_tampered_with_says_so(make_page, client, plan, monkeypatch):
    from counselor_desk.errors import BrokenSealError

    def broken(*_arguments):
        raise BrokenSealError

    monkeypatch.setattr(plans, "proof", broken)
    page = make_page(client)

    assert "does not match its seal" in page.seal_banner.accessibleName()
    assert page.card.state_chip.text == "Seal broken"


def test_a_draft_that_cannot_be_saved_stays_and_says_so(review, plan, monkeypatch):
    def full(*_arguments, **_more):
        raise DiskFullError

    choose(review, plan.problems[0])
    with monkeypatch.context() as patch:
        patch.setattr(plans, "keep", full)
        QTest.keyClicks(review.inspector.problem_panel.problem_code_edit, "F10.20")
        with pytest.raises(DiskFullError):
            review.flush()
        assert review.footer.save_state() == "Not saved"
        assert review.failure_banner.isVisible()

    review.failure_banner.action_button.click()
    assert not review.failure_banner.isVisible()


def test_a_place_names_the_row_to_show(make_page, client, plan):
    objective = plan.problems[0].goals[0].objectives[1]
    page = make_page(client, objective.node_uid)

    assert page.card.tree.current_uid() == objective.node_uid
    assert page.inspector.uid == objective.node_uid


def test_control_backslash_opens_the_drawer_of_a_narrow_window(make_page, client, plan):
    page = make_page(client, size=(968, 640))
    assert not page.split.is_open

    choose(page, plan.problems[0])
    press(page, Qt.Key.Key_Backslash, CONTROL)
    assert page.split.is_open


def test_escape_lets_go_of_the_row_and_tab_leaves_the_tree(review, plan):
    choose(review, plan.problems[0])
    press(review, Qt.Key.Key_Escape)
    press(review, Qt.Key.Key_Tab)

    assert not review.card.tree.hasFocus()
    assert review.plan().problems == plan.problems


def test_a_discharged_client_is_offered_no_review(make_page, client, plan, desk):
    episode = episodes.current(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))
    page = make_page(client)

    assert not page.review_banner.action_button.isVisible()


@pytest.fixture
def readmitted(make_page, client, plan, desk, clock):
    """The page of a client in a new stay, long after the plan of the earlier one was signed."""
    episodes.change(desk, replace(episodes.current(desk, client.id), closed_on=desk.today()))
    clock.go_on(days=200)
    episodes.start(desk, client.id)
    return make_page(client)


def test_after_a_readmission_the_plan_says_that_it_is_of_an_earlier_stay(readmitted, plan):
    assert readmitted.plan() == plan
    assert readmitted.card.state_chip.text == "Earlier stay · signed Mar 12"
    assert "earlier stay" in readmitted.card.plan_version_combo.currentText()
    assert not readmitted.card.plan_thread_button.isVisible()


def test_nothing_in_the_plan_of_an_earlier_stay_is_overdue(readmitted, plan, desk):
    statuses = plans.standing(desk, plan).statuses.values()
    assert ObjectiveStatus.OVERDUE in statuses

    for objective in plan.objectives():
        choose(readmitted, objective)
        chip = readmitted.inspector.objective_panel.status_chip
        assert readmitted.inspector.objective_panel.isVisible()
        assert not chip.isVisible() or chip.text != "Overdue"


def test_a_new_stay_is_offered_its_first_plan(readmitted, desk, client):
    assert readmitted.review_banner.action_button.text() == "Start the plan"
    readmitted.review_banner.action_button.click()

    begun = plans.draft_of(desk, client.id).plan
    assert begun.episode_id == episodes.open_of(desk, client.id).id
    assert readmitted.plan() == begun


def test_the_earlier_plan_leads_to_the_one_being_written(readmitted, plan):
    readmitted.review_banner.action_button.click()
    begun = readmitted.plan()
    readmitted.card.plan_version_combo.edited.emit(plan.uid)

    assert readmitted.review_banner.action_button.text() == "Go on writing"
    readmitted.review_banner.action_button.click()
    assert readmitted.plan() == begun


def test_the_earlier_plan_leads_to_the_one_in_force(make_page, client, readmitted, plan, desk):
    begun = plans.start(desk, client.id)
    kept = plans.sign(desk, PlanEdit(plan=replace(begun, problems=plan.problems)))
    page = make_page(client)
    assert page.card.state_chip.text.startswith("Active")
    page.card.plan_version_combo.edited.emit(plan.uid)

    assert page.review_banner.action_button.text() == "Show it"
    page.review_banner.action_button.click()
    assert page.plan() == kept


def test_everything_says_what_it_is(review, plan, assert_accessible):
    choose(review, plan.problems[0].goals[0].objectives[0])
    review.inspector.objective_panel.interventions.cards()[0].open()
    assert_accessible(review)


@pytest.mark.parametrize("size", [(1366, 690), (1280, 720), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(make_page, client, plan, look, size, scale, assert_nothing_clipped):
    look.wear(Theme(scale=scale))
    page = make_page(client, plan.problems[0].goals[0].objectives[1].node_uid, size=size)
    settle()
    assert_nothing_clipped(page)
    page.review_banner.action_button.click()
    settle()
    assert_nothing_clipped(page)


def test_the_theme_changes_while_a_draft_is_open(review, plan, look, assert_nothing_clipped):
    choose(review, plan.problems[0].goals[0].objectives[1])
    look.wear(Theme(dark=True, scale=1.25))
    settle()

    assert_nothing_clipped(review)
    assert review.plan().problems == plan.problems


def test_angle_brackets_are_words(review, plan):
    choose(review, plan.problems[1])
    press(review, Qt.Key.Key_F2)
    write_in_row(review, "<b>Low</b> mood & sleep")

    assert review.plan().problems[1].text == "<b>Low</b> mood & sleep"


def test_the_plan_leads_to_its_golden_thread(signed, client):
    places = []
    signed._navigator.place_requested.connect(places.append)
    signed.card.plan_thread_button.click()
    signed.inspector.plan_panel.findings.findings_thread_button.click()

    wanted = Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN, view=View.THREAD)
    assert places == [wanted, wanted]


def test_before_the_first_signed_plan_there_is_no_thread(empty):
    empty.plan_start_button.click()

    assert not empty.card.plan_thread_button.isVisibleTo(empty)
