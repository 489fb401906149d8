"""The review of a plan on the screen: what changed, who took part, a rating for each objective."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records import plan_tree
from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.plans import ObjectiveCategory, Rating, ReviewRating
from counselor_desk.services import plans
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.plans.review import compared
from counselor_desk.ui.theme import Theme
from tests import assessing


@pytest.fixture
def make_page(qtbot, desk, client):
    """Makes the plan tab of the client in a window of some size."""
    windows = []

    def make(size=(1366, 690)):
        window = QWidget()
        window.resize(*size)
        bulletin = Bulletin(window)
        bulletin.follow(desk)
        windows.append((window, bulletin))
        page = PlanPage(desk, Navigator(window), bulletin, window)
        page.resize(*size)
        qtbot.addWidget(window)
        window.show()
        page.show_place(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
        return page

    yield make
    for _, bulletin in windows:
        bulletin.leave()


@pytest.fixture
def review(make_page, plan, desk, client):
    """The review of the signed plan, begun."""
    plans.start(desk, client.id)
    return make_page()


def panel(page):
    return page.inspector.plan_panel


def answer(page, *, took_part):
    page.inspector.plan_panel.entries["client_took_part"].field.set_value(took_part)
    page.inspector.plan_panel.entries["client_took_part"].field.edited.emit(took_part)


def rate(page, rating):
    for row in panel(page).ratings.rows():
        row.rating_segments.set_value(rating)
        row.rating_segments.edited.emit(rating)


def test_every_objective_of_the_version_before_can_be_rated(review, plan):
    rated = [row.node_uid for row in panel(review).ratings.rows()]

    assert rated == [one.node_uid for one in plan.objectives()]


def test_ratings_and_who_took_part_are_saved_with_the_draft(review, desk, client):
    answer(review, took_part=True)
    rate(review, Rating.BETTER)
    QTest.keyClicks(panel(review).entries["took_part"].field, "Gloria Reyes, mother")
    review.flush()

    kept = plans.draft_of(desk, client.id).plan
    assert {one.rating for one in kept.ratings} == {Rating.BETTER}
    assert len(kept.ratings) == len(list(kept.objectives()))
    assert (kept.client_took_part, kept.took_part) == (True, "Gloria Reyes, mother")


def test_a_reason_is_asked_for_where_the_client_was_not_there(review):
    reason = panel(review).entries["absence_reason"]
    assert not reason.isVisible()

    answer(review, took_part=False)
    assert reason.isVisible()
    answer(review, took_part=True)
    assert not reason.isVisible()


def test_the_footer_leads_to_what_the_review_does_not_say(review):
    said = [one.message for one in review.footer.linked()]
    assert "Say whether the client took part in the review." in said

    answer(review, took_part=True)
    rate(review, Rating.SAME)
    said = [one.message for one in review.footer.linked()]
    assert not [one for one in said if "review" in one]


def test_a_signed_version_says_what_was_answered(review, desk, client):
    answer(review, took_part=True)
    rate(review, Rating.MET)
    review.flush()
    plans.sign(desk, plans.draft_of(desk, client.id))
    QApplication.processEvents()

    assert [row.rating_chip.text for row in panel(review).ratings.rows()][:1] == ["Met"]
    assert not panel(review).ratings.rows()[0].rating_segments.isVisible()


def test_a_first_plan_is_asked_for_no_ratings(make_page, desk, client):
    plans.start(desk, client.id)
    page = make_page()

    assert not panel(page).ratings.isVisible()
    assert not panel(page).changes.isVisible()


def test_changes_are_listed_with_their_old_words(review, plan):
    goal = plan.problems[0].goals[0]
    review.card.tree.choose(goal.node_uid)
    review.outline._choose(goal.node_uid)
    review.inspector.goal_panel.goal_text.set_value("Another goal")
    review.inspector.goal_panel.goal_text.edited.emit()
    review.outline.settle()
    review.outline._go_to(None)
    QApplication.processEvents()

    assert panel(review).changes.texts() == [f"Changed: Goal 1.1: Another goal. Was: {goal.text}"]


def test_a_removed_row_is_listed(review, plan):
    gone = plan.problems[-1]
    review.outline._writing.remove(gone.node_uid)
    review.outline._go_to(None)
    QApplication.processEvents()

    assert any(
        one.startswith(f"Removed: Problem {gone.number}") for one in panel(review).changes.texts()
    )


def test_a_changed_intervention_marks_the_row_of_its_objective(plan):
    objective = next(one for one in plan.objectives() if one.interventions)
    step = replace(objective.interventions[0], text="Another step")
    draft = plan_tree.replaced(plan, step)

    assert compared(draft, plan).was == {objective.node_uid: objective.interventions[0].text}


def test_a_moved_row_says_where_it_was(plan):
    first, *rest = plan.problems
    draft = replace(plan, problems=(*rest, first))

    assert compared(draft, plan).was[first.node_uid] == f"number {first.number} before"


def test_a_moved_date_says_the_old_one(plan):
    objective = next(iter(plan.objectives()))
    draft = plan_tree.replaced(plan, replace(objective, target_on=date(2026, 12, 24)))

    assert compared(draft, plan).was[objective.node_uid].startswith("target date ")


def test_a_change_of_what_an_objective_builds_says_the_old_one(plan):
    objective = next(iter(plan.objectives()))
    before, after = (
        plan_tree.replaced(plan, replace(objective, category=one))
        for one in (ObjectiveCategory.AUTONOMY, None)
    )

    assert compared(after, before).was == {objective.node_uid: "also builds Autonomy"}
    assert compared(before, after).was == {objective.node_uid: "also builds none"}


def test_both_versions_can_be_read_with_their_own_signatures(make_page, plan, desk, client):
    signed = plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))
    page = make_page()
    assert page.plan() == signed

    page.card.version_chosen.emit(plan.uid)
    assert page.plan() == plan
    assert not page.footer.isVisible()
    seals = [plans.proof(desk, one).seal.short for one in (plan, signed)]
    assert seals[0] in panel(page).signatures._seal.text()
    assert seals[0] != seals[1]


@pytest.mark.parametrize(("size", "scale"), [((1366, 690), 1.0), ((1024, 640), 1.5)])
def test_nothing_is_clipped(review, look, size, scale, assert_nothing_clipped):
    look.wear(Theme(scale=scale))
    review.resize(*size)
    review.split.set_open(True)
    answer(review, took_part=False)
    review.outline._writing.remove(review.plan().problems[-1].node_uid)
    review.outline._go_to(None)
    for _ in range(5):
        QApplication.processEvents()

    assert_nothing_clipped(review)


def test_everything_says_what_it_is(review, assert_accessible):
    assert_accessible(review)


def test_what_was_typed_stays_when_a_rating_is_chosen_after_it(review, desk, client):
    answer(review, took_part=True)
    QTest.keyClicks(panel(review).entries["took_part"].field, "Gloria Reyes, mother")
    rate(review, Rating.BETTER)
    review.flush()

    assert plans.draft_of(desk, client.id).plan.took_part == "Gloria Reyes, mother"


@pytest.fixture
def domain_changed(make_page, desk, client, plan):
    """A review whose first problem answers another domain of the assessment, and one more."""
    assessing.signed(desk, client.id)
    first = plan.problems[0].answering((DomainCode.D4, DomainCode.D5))
    started = plans.start(desk, client.id)
    draft = plans.open_edit(desk, started.id).plan
    problems = (replace(draft.problems[0], domain=first.domain, also_answers=first.also_answers),)
    signed = plans.sign(
        desk,
        PlanEdit(
            plan=replace(
                draft,
                problems=(*problems, *draft.problems[1:]),
                client_took_part=True,
                ratings=tuple(
                    ReviewRating(node_uid=one.node_uid, rating=Rating.SAME)
                    for one in draft.objectives()
                ),
            )
        ),
    )
    again = plans.start(desk, client.id)
    edit = plans.open_edit(desk, again.id)
    bare = edit.plan.problems[0].answering(())
    plans.keep(
        desk, replace(edit, plan=replace(edit.plan, problems=(bare, *edit.plan.problems[1:])))
    )
    page = make_page()
    return page, signed


def test_a_change_of_domains_names_them(domain_changed):
    page, _ = domain_changed
    (told,) = [text for text in panel(page).changes.texts() if "domain" in text]

    assert "domain of the assessment 4 · " in told
    assert "further domains of the assessment 5 · " in told
    assert "d5" not in told


def test_a_row_says_the_names_of_its_old_domains(domain_changed):
    page, signed = domain_changed
    was = compared(page.plan(), signed, {DomainCode.D5: "5 · Relapse potential"}).was

    assert "further domains of the assessment 5 · Relapse potential" in next(iter(was.values()))
