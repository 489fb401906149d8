"""What helps while a plan is written: library, assessment, findings, measures, phrases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.phrases import Offered
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    ObjectiveCategory,
    ProblemCourse,
)
from counselor_desk.services import clients, phrases, plans
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.plans.library import LibraryDialog, subject
from counselor_desk.ui.plans.library import target as targeted
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.theme import Theme
from tests import assessing

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def make_page(desk, qtbot):
    windows = []

    def make(client, size=(1366, 690)):
        window = QWidget()
        window.resize(*size)
        bulletin = Bulletin(window)
        bulletin.follow(desk)
        page = PlanPage(desk, Navigator(window), bulletin, window)
        page.resize(*size)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        windows.append((window, bulletin))
        page.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
        return page

    yield make
    for _, bulletin in windows:
        bulletin.leave()


@pytest.fixture
def review(make_page, client, plan):
    """The page on a review draft of a signed plan."""
    page = make_page(client)
    page.review_banner.action_button.click()
    return page


@pytest.fixture
def library(monkeypatch):
    """Answers the library dialog: `act` gets it, and what `act` returns is the answer."""

    class Answer:
        act = staticmethod(lambda _dialog: False)
        dialogs: list[LibraryDialog] = []  # noqa: RUF012 - one fixture, one list

    def run(dialog):
        dialog.place()
        dialog.show()
        Answer.dialogs.append(dialog)
        answer = Answer.act(dialog)
        dialog.hide()
        return answer

    monkeypatch.setattr(messages, "run", run)
    return Answer


def choose(page, node):
    page.card.tree.setFocus()
    page.card.tree.setCurrentIndex(page.card.tree.plan_model.index_of(node.node_uid))


def written(page, node):
    return page.outline.edit.plan.find(node.node_uid)


def rows_of(dialog, level):
    return [row for row in dialog.page().rows() if isinstance(row.node, level)]


def rules_of(page):
    return [line.finding.rule for line in page.inspector.plan_panel.findings.lines()]


def line_of(page, rule, place=""):
    lines = page.inspector.plan_panel.findings.lines()
    return next(
        line for line in lines if line.finding.rule == rule and place in line.finding.repair
    )


def test_tab_makes_an_objective_an_intervention_of_the_one_above(review, plan):
    goal = plan.problems[0].goals[0]
    bare = replace(goal.objectives[1], interventions=())
    bare_goal = replace(goal, objectives=(goal.objectives[0], bare, goal.objectives[2]))
    problem = replace(plan.problems[0], goals=(bare_goal,))
    review.outline.insert(None, (replace(problem, node_uid="p9"),))
    review.undo()
    choose(review, bare)
    review.inspector.objective_panel.interventions.cards()[0].remove_requested.emit(
        goal.objectives[1].interventions[0].node_uid
    )
    review.inspector.objective_panel.interventions.cards()[0].remove_requested.emit(
        goal.objectives[1].interventions[1].node_uid
    )
    QTest.keyClick(review.card.tree, Qt.Key.Key_Tab)

    above = written(review, goal.objectives[0])
    assert [one.text for one in above.interventions][-1] == bare.text
    assert isinstance(written(review, bare), Intervention)


def test_a_problem_is_put_off_with_its_reason_and_the_row_says_it(review, plan):
    choose(review, plan.problems[2])
    panel = review.inspector.problem_panel
    assert not panel.entries["course_reason"].isVisible()

    panel.problem_course_segments.findChildren(QWidget)[1].click()
    panel.problem_course_reason_text.setFocus()
    QTest.keyClicks(panel.problem_course_reason_text, "Waits until housing is settled")
    review.outline.settle()

    kept = written(review, plan.problems[2])
    line = review.card.tree.plan_model.line(
        review.card.tree.plan_model.index_of(plan.problems[2].node_uid)
    )
    assert kept.course is ProblemCourse.DEFERRED
    assert line.caption == "Deferred: Waits until housing is settled"


def test_a_reason_that_is_missing_leads_to_its_field(review, plan):
    choose(review, plan.problems[2])
    review.inspector.problem_panel.problem_course_segments.findChildren(QWidget)[2].click()
    review.outline.settle()
    review.sign()

    assert QApplication.focusWidget() is review.inspector.problem_panel.problem_course_reason_text


def test_an_objective_is_measured_while_it_is_typed(review, plan):
    choose(review, plan.problems[0].goals[0].objectives[0])
    panel = review.inspector.objective_panel
    panel.objective_text.setFocus()
    QTest.keyClick(panel.objective_text, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(panel.objective_text, "Feel better")
    vague = panel.measures.ticked()

    QTest.keyClicks(panel.objective_text, ": he sleeps 6 hours on 5 nights a week")

    assert vague == (False, True, False)
    assert panel.measures.ticked() == (True, True, True)


def test_a_signed_plan_measures_nothing(make_page, client, plan):
    page = make_page(client)
    choose(page, next(plan.objectives()))

    assert not page.inspector.objective_panel.measures.isVisible()


def test_the_assessment_offers_problems_that_come_in_one_step(make_page, client, desk):
    assessing.signed(desk, client.id, 0, 1, 3, 0, 2, 0)
    page = make_page(client)
    page.plan_start_button.click()
    assert "Mood, thinking and behavior (3)" in page.offer_banner.accessibleName()

    page.offer_banner.action_button.click()
    drawn = [problem.domain for problem in page.plan().problems]
    hidden = page.offer_banner.isHidden()
    page.undo()

    assert drawn == [DomainCode.D3, DomainCode.D5]
    assert hidden
    assert page.plan().problems == ()
    assert page.offer_banner.isVisible()


def test_a_plan_is_drafted_from_the_assessment_at_once(make_page, client, desk):
    assessing.signed(desk, client.id, 0, 0, 0, 0, 0, 4)
    page = make_page(client)
    page.plan_assessment_button.click()

    assert [one.domain for one in page.plan().problems] == [DomainCode.D6]


def test_without_an_assessment_nothing_is_drafted_from_it(make_page, client):
    assert not make_page(client).plan_assessment_button.isVisible()


def test_a_problem_answers_several_domains(make_page, client, desk):
    assessing.signed(desk, client.id, 0, 0, 3, 0, 2, 0)
    page = make_page(client)
    page.plan_start_button.click()
    page.card.problem_requested.emit()
    ticks = page.inspector.problem_panel.domain_ticks
    ticks.box(DomainCode.D3).click()
    ticks.box(DomainCode.D5).click()

    assert page.plan().problems[0].domains == (DomainCode.D3, DomainCode.D5)
    assert page.offer_banner.isHidden()


def test_the_findings_stand_with_their_source_and_lead_to_their_place(review):
    assert "P7" in rules_of(review)
    line = line_of(review, "P7")
    assert line.finding.source in line.accessibleName()

    line.click()

    assert QApplication.focusWidget() is review.inspector.plan_panel.entries["strengths"].field


def test_a_gap_in_an_intervention_leads_to_its_field(review, plan):
    objective = next(plan.objectives())
    choose(review, objective)
    review.inspector.objective_panel.interventions.cards()[0].open()
    form = review.inspector.objective_panel.interventions.cards()[0]
    form.focus_field("duration")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, CONTROL)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    review.outline.settle()
    choose(review, plan.problems[0])
    review.card.tree.choose(None)
    review.card.tree.chosen.emit("")

    line_of(review, "P6").click()

    assert QApplication.focusWidget().accessibleName() == "For how long"


def test_a_plan_that_is_due_says_so_and_leads_to_the_signature(make_page, client, desk):
    page = make_page(client)
    page.plan_start_button.click()

    assert "P1" in rules_of(page)
    line_of(page, "P1").click()
    assert len(page.plan().problems) == 1, "the first gap is a plan without a problem"


def test_a_signed_plan_says_that_its_review_is_due(make_page, client, plan, clock):
    clock.go_on(days=31)
    page = make_page(client)
    line_of(page, "P2").click()

    assert page.outline.is_writing


def test_nothing_of_the_library_is_ticked_at_first(review, plan, library):
    choose(review, plan.problems[0])
    QTest.keyClick(review.card.tree, Qt.Key.Key_J, CONTROL | SHIFT)

    (dialog,) = library.dialogs
    assert not any(row.is_ticked for row in dialog.page().rows())
    assert dialog.chosen() is None
    assert len(list(written(review, plan.problems[0]).goals)) == 1


def test_the_library_opens_at_the_area_of_the_problem(review, plan, library):
    choose(review, plan.problems[2])
    review.open_library()

    (dialog,) = library.dialogs
    assert dialog.library_list.currentIndex().data() == "Unemployment"


def test_a_choice_is_adapted_and_stands_below_the_row_in_one_step(review, plan, library):
    def act(dialog):
        step = rows_of(dialog, Intervention)[0]
        step.library_row_check.click()
        goal = rows_of(dialog, Goal)[0]
        goal.editor.set_value("Live without alcohol and drive the boys to school")
        return dialog.chosen() is not None

    library.act = act
    choose(review, plan.problems[0])
    review.open_library()
    grown = written(review, plan.problems[0])
    review.undo()

    added = grown.goals[-1]
    assert added.text == "Live without alcohol and drive the boys to school"
    assert added.number == "1.2"
    assert len(added.objectives) == 1
    assert len(added.objectives[0].interventions) == 1
    assert len(written(review, plan.problems[0]).goals) == 1


def test_ticking_a_goal_takes_nothing_that_lies_below_it(review, plan, library):
    def act(dialog):
        rows_of(dialog, Goal)[0].library_row_check.click()
        return True

    library.act = act
    choose(review, plan.problems[0])
    review.open_library()

    assert written(review, plan.problems[0]).goals[-1].objectives == ()


def test_clearing_a_goal_clears_what_lies_below_it(review, plan, library):
    def act(dialog):
        rows_of(dialog, Intervention)[0].library_row_check.click()
        rows_of(dialog, Goal)[0].library_row_check.click()
        return dialog.chosen()

    library.act = act
    choose(review, plan.problems[0])
    review.open_library()

    assert len(written(review, plan.problems[0]).goals) == 1


def test_examples_stand_beside_the_objective(review, plan, library):
    def act(dialog):
        rows_of(dialog, Objective)[0].library_row_check.click()
        return True

    library.act = act
    choose(review, plan.problems[0].goals[0].objectives[0])
    review.inspector.objective_panel.measures.objective_examples_button.click()

    assert len(written(review, plan.problems[0].goals[0]).objectives) == 4


def test_an_offered_objective_says_what_it_builds_and_keeps_it(review, plan, library):
    """The area of unemployment builds autonomy."""

    def act(dialog):
        row = rows_of(dialog, Objective)[0]
        said.extend(one.text() for one in row.findChildren(QLabel))
        row.library_row_check.click()
        return True

    said: list[str] = []
    library.act = act
    choose(review, plan.problems[2])
    review.open_library()

    assert "Also builds: Autonomy" in said
    (added,) = written(review, plan.problems[2]).goals[-1].objectives
    assert added.category is ObjectiveCategory.AUTONOMY


def test_words_of_another_clients_plan_are_told_in_the_library(make_page, plan, desk, library):
    other = clients.add(
        desk, NewClient(given_name="Jolene", family_name="Tate", admitted_on=date(2026, 3, 1))
    )
    started = plans.start(desk, other.id)
    (goal,) = plan.problems[0].goals
    page = make_page(other)
    told = []

    def act(dialog):
        row = rows_of(dialog, Goal)[0]
        row.library_row_check.click()
        told.append(row.is_shared)
        row.editor.set_value(goal.text)
        row.rested.emit()
        told.append(row.is_shared)
        return False

    library.act = act
    page.open_library()

    assert started.problems == ()
    assert told == [False, True]


def test_the_library_takes_nothing_where_nothing_is_ticked(review, library):
    def act(dialog):
        dialog.library_take_button.click()
        return dialog.result() == dialog.DialogCode.Accepted

    library.act = act
    review.open_library()

    assert len(review.plan().problems) == 3


def test_a_row_that_is_cleared_again_is_as_wide_as_before(review, plan, library):
    def act(dialog):
        row = rows_of(dialog, Intervention)[0]
        widths = [row.library_row_check.width()]
        for _ in range(2):
            row.library_row_check.click()
            for _ in range(4):
                QApplication.processEvents()
            widths.append(row.library_row_check.width())
        assert widths[0] == widths[2]

    library.act = act
    choose(review, plan.problems[0])
    review.open_library()

    assert library.dialogs


@pytest.fixture
def read_library(review, plan, qtbot):
    """Opens the library at the first problem, as anew after a lock."""
    dialogs = []

    def open_it(node=None):
        aim = targeted(plan, (node or plan.problems[0]).node_uid)
        about = subject(review.desk, plan, aim)
        dialog = LibraryDialog(review, review.desk, plan, aim, review.advice.phrases, about=about)
        dialog.place()
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield open_it
    for dialog in dialogs:
        dialog.done(0)


def adapt(dialog):
    """Tick an intervention and change its words and those of its goal."""
    step, goal = rows_of(dialog, Intervention)[0], rows_of(dialog, Goal)[0]
    step.library_row_check.click()
    step.line("duration").set_value("20 min, 3 weeks")
    goal.editor.set_value("Live without alcohol and drive the boys to school")


def test_what_was_adapted_in_the_library_outlives_a_lock(read_library):
    first = read_library()
    adapt(first)
    before = first.chosen()
    first.open_area("housing")
    first.close()
    again = read_library()

    assert again.area_id() == "housing"
    again.open_area("alcohol")
    assert [words_of(one) for one in again.chosen().nodes] == [
        words_of(one) for one in before.nodes
    ]
    assert again.library_take_button.text().endswith("(3)")
    assert "still here" in again.typed_line.text()


def test_starting_over_shows_the_library_as_it_is(read_library):
    first = read_library()
    adapt(first)
    first.close()
    again = read_library()
    again.typed_line.start_over_button.click()

    assert again.chosen() is None
    assert read_library().typed_line is None


def test_what_was_only_read_in_the_library_or_given_up_is_not_kept(read_library):
    read_library().close()
    given_up = read_library()
    adapt(given_up)
    given_up.reject()

    assert read_library().typed_line is None


def test_what_was_adapted_for_one_place_is_not_offered_at_another(read_library, plan):
    first = read_library()
    adapt(first)
    first.close()

    assert read_library(plan.problems[1]).typed_line is None


def words_of(node):
    """A node and all below it, in words."""
    told = [node.text, getattr(node, "duration", "")]
    return [*told, *(words_of(one) for one in plan_tree.children(node))]


@pytest.mark.parametrize("size", [(1366, 690), (1024, 640)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_of_the_library_is_clipped(
    make_page, client, plan, look, size, scale, library, assert_nothing_clipped
):
    look.wear(Theme(scale=scale))
    page = make_page(client, size)
    page.review_banner.action_button.click()

    def act(dialog):
        row = rows_of(dialog, Intervention)[0]
        row.library_row_check.click()
        for _ in range(4):  # a row that grew is laid out in several turns
            QApplication.processEvents()
        assert_nothing_clipped(dialog)
        lengthy = row.line("duration")
        room = lengthy.contentsRect().width() - 2 * lengthy.fontMetrics().averageCharWidth()
        assert lengthy.width() == row.editor.width()
        assert lengthy.fontMetrics().horizontalAdvance(lengthy.text()) < room
        return False

    library.act = act
    page.open_library()

    assert library.dialogs


def test_everything_in_the_library_says_what_it_is(review, library, assert_accessible):
    def act(dialog):
        rows_of(dialog, Intervention)[0].library_row_check.click()
        assert_accessible(dialog)
        return False

    library.act = act
    review.open_library()

    assert library.dialogs


def test_a_phrase_is_offered_and_put_into_a_text_of_the_plan(review, plan, desk):
    phrases.add(
        desk,
        phrases.NewPhrase(
            shortcut="next", text="Works on {goal} until {?when}.", offered=Offered.PLAN
        ),
    )
    choose(review, plan.problems[0].goals[0])
    editor = review.inspector.goal_panel.goal_client_words_text
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, ";ne")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    goal = plan.problems[0].goals[0].text
    assert editor.text() == f"Works on {goal} until {{?when}}."
    review.outline.settle()
    assert any(gap.message.startswith("1 blank left in goal") for gap in review.footer.gaps())


def test_a_blank_that_was_left_is_led_to(review, plan):
    choose(review, plan.problems[0].goals[0])
    review.inspector.goal_panel.goal_text.set_value("Live without {?what}")
    review.outline.settle()
    review.card.tree.choose(None)
    review.sign()

    assert QApplication.focusWidget() is review.inspector.goal_panel.goal_text


def test_what_was_drawn_and_put_off_is_kept(make_page, client, desk):
    assessing.signed(desk, client.id, 0, 2, 0, 0, 0, 0)
    page = make_page(client)
    page.plan_assessment_button.click()
    page.flush()
    edit = plans.draft_of(desk, client.id)
    put_off = replace(
        edit.plan.problems[0], course=ProblemCourse.REFERRED, course_reason="To the clinic."
    )
    plans.keep(desk, PlanEdit(plan=replace(edit.plan, problems=(put_off,))))

    assert plans.draft_of(desk, client.id).plan.problems == (put_off,)


def test_a_phrase_begun_in_a_row_goes_on_in_the_inspector(review, plan, desk):
    phrases.add(desk, phrases.NewPhrase(shortcut="daily", text="each day", offered=Offered.PLAN))
    choose(review, next(plan.objectives()))
    QTest.keyClick(review.card.tree, Qt.Key.Key_F2)
    row = QApplication.focusWidget()
    QTest.keyClick(row, Qt.Key.Key_End)
    QTest.keyClicks(row, " ;")
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "da")
    QTest.keyClick(editor, Qt.Key.Key_Return)

    assert editor is review.inspector.objective_panel.objective_text
    assert editor.text() == f"{next(plan.objectives()).text} each day"


def test_a_semicolon_behind_a_word_stays_in_the_row(review, plan):
    choose(review, next(plan.objectives()))
    QTest.keyClick(review.card.tree, Qt.Key.Key_F2)
    row = QApplication.focusWidget()
    QTest.keyClick(row, Qt.Key.Key_End)
    QTest.keyClicks(row, ";")

    assert row.text().endswith(";")


def test_a_row_with_a_blank_is_edited_where_its_choices_are_offered(review, plan):
    goal = plan.problems[0].goals[0]
    choose(review, goal)
    review.inspector.goal_panel.goal_text.set_value("Live without {?what} for good")
    review.outline.settle()
    QTest.keyClick(review.card.tree, Qt.Key.Key_F2)

    editor = review.inspector.goal_panel.goal_text
    assert QApplication.focusWidget() is editor
    assert editor.textCursor().selectedText() == "{?what}"
