"""Continued-stay reviews on the screen: filled in, kept with a reason, asked for, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from counselor_desk.errors import DiskFullError
from counselor_desk.records.edits import PlanEdit, StayReviewEdit
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.services import clients, episodes, form_drafts, plans, stay_reviews
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.stay_reviews.page import NEW, SHOWN_AT_FIRST, StayReviewsView

REASON = "He knows four of five triggers."


def place(client, part=""):
    return Place(
        page=Page.CHART, client_id=client.id, tab=Tab.ASSESSMENT, view=View.STAY, part=part
    )


@pytest.fixture
def bulletin(qapp, desk):
    made = Bulletin()
    made.follow(desk)
    yield made
    made.leave()


@pytest.fixture
def view(qtbot, desk, client, bulletin):
    made = StayReviewsView(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1098, 600)
    made.show()
    made.show_place(place(client))
    return made


@pytest.fixture
def form(view):
    view.review_first_button.click()
    return view.form


def fill(form, decision=StayDecision.CONTINUE, reason=REASON, tick="is_progressing"):
    form.ticks[tick].click()
    form.review_decision_segments.set_value(decision)
    form.review_decision_segments.edited.emit(decision)
    form.review_reason_edit.set_text(reason)


def keep(desk, client, day):
    return stay_reviews.add(
        desk,
        client.id,
        NewStayReview(
            reviewed_on=day,
            ticks=frozenset({"is_progressing"}),
            decision=StayDecision.CONTINUE,
            reason=REASON,
        ),
    )


def test_without_a_review_the_view_says_what_one_is(view):
    assert view.review_first_button.isVisible()
    assert not view.review_add_button.isVisible()


def test_a_review_is_filled_in_and_kept(desk, client, view, form):
    fill(form)
    form.review_keep_button.click()

    (made,) = stay_reviews.of_client(desk, client.id)
    assert (made.ticks, made.decision, made.reason) == (
        {"is_progressing"},
        StayDecision.CONTINUE,
        REASON,
    )
    assert [card.review for card in view.cards()] == [made]
    assert form.isHidden()


def test_a_review_is_made_with_keys_alone(qtbot, desk, client, view, form):
    qtbot.keyClick(form.ticks["is_progressing"], Qt.Key.Key_Space)
    fill(form, tick="is_working_at_it")
    qtbot.keyClick(form.review_day_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(stay_reviews.of_client(desk, client.id)) == 1


@pytest.mark.parametrize(
    ("changes", "field"), [({"decision": None}, "_decision"), ({"reason": " "}, "_reason")]
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    desk, client, view, form, changes, field
):
    fill(form, **changes)
    form.review_keep_button.click()

    assert getattr(form, field).error()
    assert form.ticks["is_progressing"].value()
    assert stay_reviews.of_client(desk, client.id) == ()


def test_a_day_that_cannot_be_read_is_not_taken_for_today(desk, client, view, form):
    fill(form)
    form.review_day_edit.setText("soonish")
    form.review_keep_button.click()

    assert form._day.error()
    assert stay_reviews.of_client(desk, client.id) == ()


def test_a_contradiction_warns_and_does_not_block(desk, client, view, form):
    fill(form, tick="has_reached_goals")
    assert form.caution_banner.isVisible()

    form.review_keep_button.click()
    assert len(stay_reviews.of_client(desk, client.id)) == 1


def test_a_decision_its_ticks_speak_for_does_not_warn(form):
    fill(form)

    assert not form.caution_banner.isVisible()


def test_what_was_typed_waits_while_another_client_is_shown(desk, client, view, form):
    other = clients.add(desk, NewClient(given_name="Jolene", admitted_on=date(2026, 3, 2)))
    fill(form)
    view.show_place(place(other))
    assert form.isHidden()

    view.show_place(place(client))
    assert form.isVisible()
    assert form.review_reason_edit.text() == REASON


@pytest.fixture
def another_view(qtbot, desk, bulletin):
    """Makes the view anew, as after a lock or a crash."""

    def make(client):
        made = StayReviewsView(desk, Navigator(), bulletin)
        qtbot.addWidget(made)
        made.resize(1098, 600)
        made.show()
        made.show_place(place(client))
        return made

    return make


def test_a_review_that_was_begun_is_there_again_after_a_lock(client, view, form, another_view):
    fill(form)
    form.review_next_edit.setText("sometime")
    view.flush()

    again = another_view(client).form

    assert again.isVisible()
    assert again.typed() == form.typed()
    assert again.review_next_edit.text() == "sometime"


def test_a_review_is_kept_as_a_draft_at_a_pause(qtbot, monkeypatch, desk, client, view, form):
    with qtbot.waitSignal(view._autosave.saved, timeout=5000):
        form.ticks["is_progressing"].click()

    assert form_drafts.find(desk, client.id, StayReviewEdit).edit.ticks == ("is_progressing",)


def test_an_untouched_form_leaves_no_draft(desk, client, view, form):
    form.ticks["is_progressing"].click()
    form.ticks["is_progressing"].click()
    view.flush()

    assert form_drafts.find(desk, client.id, StayReviewEdit) is None


def test_a_review_that_is_kept_leaves_no_draft(desk, client, view, form, another_view):
    fill(form)
    view.flush()
    form.review_keep_button.click()

    assert form_drafts.find(desk, client.id, StayReviewEdit) is None
    assert another_view(client).form is None


def test_a_cancelled_review_can_be_taken_up_again(desk, client, view, form):
    fill(form)
    view.flush()
    form.review_cancel_button.click()
    assert not form.isVisible()
    assert form_drafts.find(desk, client.id, StayReviewEdit) is None
    toast.of_window(view).act()

    assert form.isVisible()
    assert form.review_reason_edit.text() == REASON


def test_what_cannot_be_saved_is_said_and_stays(desk, client, view, form):
    fill(form)
    desk.database.refuse_writing(DiskFullError)
    with pytest.raises(DiskFullError):
        view.flush()

    assert "Your text is safe" in view.failure_banner.accessibleName()
    assert form.review_reason_edit.text() == REASON
    desk.database.refuse_writing(None)
    view.failure_banner.action_button.click()
    assert not view.failure_banner.isVisible()


def test_a_draft_of_a_stay_that_ended_is_not_shown(desk, client, view, form, another_view):
    fill(form)
    view.flush()
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=desk.today()))

    assert another_view(client).form is None


def test_a_place_can_ask_for_a_new_review(client, view):
    view.show_place(place(client, NEW))

    assert view.form is not None
    assert view.form.isVisible()


def test_a_reviewed_plan_without_a_review_is_pointed_out(desk, client, plan, view):
    assert not view.missing_banner.isVisible()

    plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))
    assert view.missing_banner.isVisible()

    keep(desk, client, date(2026, 3, 12))
    assert not view.missing_banner.isVisible()


def test_the_newest_review_is_printed_and_any_other_from_its_card(qtbot, desk, client, view):
    old, new = keep(desk, client, date(2026, 3, 1)), keep(desk, client, date(2026, 3, 10))
    asked = []
    view.print_requested.connect(asked.append)
    view.cards()[1].review_print_button.click()

    assert view.print_request().uid == new.uid
    assert [(one.kind, one.uid) for one in asked] == [(DocumentKind.STAY_REVIEW, old.uid)]


def test_only_the_newest_reviews_are_shown_at_first(desk, client, view):
    for turn in range(SHOWN_AT_FIRST + 2):
        keep(desk, client, date(2026, 3, 1 + turn))
    assert len(view.cards()) == SHOWN_AT_FIRST

    view.review_earlier_button.click()
    assert len(view.cards()) == SHOWN_AT_FIRST + 2
    assert not view.review_earlier_button.isVisible()
