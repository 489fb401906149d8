"""The assessment view: six domains, risk, checklist, saved while typing, signed, then read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records.activity import LogLine
from counselor_desk.records.assessments import (
    CriterionAnswer,
    CriterionCode,
    DomainCode,
    Edition,
    Harm,
    Level,
)
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.services import assessments, episodes, plans
from counselor_desk.services.exports import DocumentKind
from counselor_desk.storage.audit import EVENTS
from counselor_desk.ui import toast
from counselor_desk.ui.assessments.page import AssessmentView
from counselor_desk.ui.audit.places import place_of
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.plans.page import PlanPage
from tests.assessing import NARRATIVES, filled, signed

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make_page(desk, qtbot):
    windows = []

    def make(client, kind=AssessmentView, size=(1366, 900)):
        window = QWidget()
        window.resize(*size)
        bulletin = Bulletin(window)
        bulletin.follow(desk)
        page = kind(desk, Navigator(window), bulletin, window)
        page.resize(*size)
        qtbot.addWidget(window)
        window.show()
        windows.append((window, bulletin))
        page.show_place(Place(page=Page.CHART, client_id=client.id))
        QApplication.processEvents()
        return page

    yield make
    for _, bulletin in windows:
        bulletin.leave()


@pytest.fixture
def page(make_page, desk, client):
    """A first assessment that was started."""
    assessments.start(desk, client.id)
    return make_page(client)


@pytest.fixture
def ready(make_page, desk, client):
    """A first assessment that only waits for its signature."""
    assessments.keep(desk, AssessmentEdit(assessment=filled(assessments.start(desk, client.id))))
    return make_page(client)


@pytest.fixture
def review(make_page, desk, client, clock):
    """A reassessment 30 days after the first one."""
    signed(desk, client.id)
    clock.go_on(days=30)
    assessments.start(desk, client.id)
    return make_page(client)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_text(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def typed(page):
    """What is on the disk."""
    page.flush()
    return assessments.open_edit(page._desk, page.assessment().id).assessment


def sign_with(dialogs):
    dialogs.expect("Sign this assessment?", lambda dialog: dialog.sign_confirm_button.click())


def test_without_an_assessment_the_first_step_is_offered(make_page, client):
    page = make_page(client)

    assert page.empty_state.title_label.text() == "No assessment yet"
    assert "due by February 16, 2026" in page.empty_state.sentence_label.text()
    assert not page.footer.isVisible()
    assert page.print_request() is None


def test_starting_leads_to_the_first_rating(make_page, client):
    page = make_page(client)

    page.assessment_start_button.click()
    press(Qt.Key.Key_2)

    assert typed(page).domain(DomainCode.D1).rating == 2


def test_digits_rate_enter_writes_and_alt_down_goes_on(page):
    page.card.focus_row(DomainCode.D1)
    for number, code in enumerate(DomainCode):
        press(Qt.Key.Key_0 + number % 5)
        press(Qt.Key.Key_Return)
        type_text(f"Basis {code}.")
        press(Qt.Key.Key_Down, ALT)

    kept = typed(page)

    assert [one.rating for one in kept.domains] == [0, 1, 2, 3, 4, 0]
    assert [one.narrative for one in kept.domains] == [f"Basis {code}." for code in DomainCode]
    assert page.inspector.risk.isAncestorOf(QApplication.focusWidget())


def test_a_digit_in_the_text_is_a_digit(page):
    page.card.rows[DomainCode.D1].focus_text()
    type_text("3 days ago")

    kept = typed(page).domain(DomainCode.D1)

    assert (kept.rating, kept.narrative) == (None, "3 days ago")


def test_no_other_digit_rates(page):
    page.card.focus_row(DomainCode.D1)
    press(Qt.Key.Key_5)

    assert typed(page).domain(DomainCode.D1).rating is None


def test_delete_takes_a_rating_back(ready):
    ready.card.focus_row(DomainCode.D2)
    press(Qt.Key.Key_Delete)

    assert typed(ready).domain(DomainCode.D2).rating is None
    assert ready.card.rows[DomainCode.D2].word_label.text() == "–"


def test_each_rating_says_which_domain_it_is_for(ready):
    ready.card.focus_row(DomainCode.D5)

    assert QApplication.focusWidget().accessibleName() == "Rating of Chance of return to use: 4"


def test_the_rating_is_said_in_a_word(ready):
    ready.card.focus_row(DomainCode.D1)
    press(Qt.Key.Key_3)

    assert ready.card.rows[DomainCode.D1].word_label.text() == "3 · serious"


def test_a_present_risk_opens_its_fields_and_shows_a_chip(page):
    risk = page.inspector.risk
    assert not risk.harm_level_combo.isVisible()

    risk.self_question.choice.choose(Harm.PRESENT)
    risk.harm_level_combo.set_value(Level.HIGH)
    risk.harm_level_combo.edited.emit(Level.HIGH)
    risk._fields["action"].field.insertPlainText("Safety plan made.")

    kept = typed(page)
    assert risk.level_chip.isVisible()
    assert risk.level_chip.text == "High"
    assert (kept.harm_to_self, kept.harm_level) == (Harm.PRESENT, Level.HIGH)
    assert kept.action == "Safety plan made."


def test_what_was_typed_about_a_risk_stays_when_the_answer_hides_it(page):
    risk = page.inspector.risk
    risk.others_question.choice.choose(Harm.PRESENT)
    risk._fields["ideation"].field.insertPlainText("Said so at intake.")
    risk.others_question.choice.choose(Harm.NONE)

    assert not risk._fields["ideation"].isVisible()
    assert typed(page).ideation == "Said so at intake."


def test_active_withdrawal_asks_for_the_decision(ready):
    part = ready.inspector.withdrawal
    assert not part.withdrawal_text.isVisible()

    part.question.choice.choose(True)
    ready.flush()

    assert part.withdrawal_text.isVisible()
    assert [gap.repair for gap in ready.footer.gaps()] == ["withdrawal_decision"]


def test_letters_answer_the_checklist(ready):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    row.focus_part("answer")

    answers = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_O, Qt.Key.Key_M):
        press(key)
        answers.append(typed(ready).criterion(CriterionCode.HOME).answer)

    assert answers == [CriterionAnswer.NOT_MET, CriterionAnswer.OVERRIDDEN, CriterionAnswer.MET]


def test_the_list_of_answers_answers_too(ready):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    menu = row.criterion_answer_chip.menu_of_answers()

    menu.actions()[1].trigger()
    menu.deleteLater()

    assert typed(ready).criterion(CriterionCode.HOME).answer is CriterionAnswer.NOT_MET


def test_an_exception_asks_for_its_reason_beside_it(ready):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    row.focus_part("answer")
    press(Qt.Key.Key_N)
    ready.flush()
    (warning,) = ready.footer.linked()

    ready.footer.gap_requested.emit(warning)
    type_text("The roommate drinks.")
    ready.flush()

    assert warning.repair == "home/reason"
    assert [one.repair for one in ready.footer.linked()] == ["home/answer"]
    assert typed(ready).criterion(CriterionCode.HOME).reason == "The roommate drinks."


def test_what_is_not_met_is_a_link_that_leads_to_it(ready):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    row.focus_part("answer")
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Tab)
    type_text("The roommate drinks.")
    ready.flush()
    (warning,) = ready.footer.linked()

    ready.card.focus_row(DomainCode.D1)
    ready.footer.gap_requested.emit(warning)

    assert warning.repair == "home/answer"
    assert row.criterion_answer_chip.hasFocus()
    assert ready.footer._check_label.text() == "Ready to sign"


def test_signing_leads_to_the_first_gap_and_says_it(page):
    page.sign()

    row = page.card.rows[DomainCode.D1]
    assert row.isAncestorOf(QApplication.focusWidget())
    assert row._error_label.text() == "Rate domain 1."


def test_a_date_that_cannot_be_read_stays_and_blocks(make_page, ready, client):
    line = ready.inspector.placement.day_date
    line.setFocus()
    line.selectAll()
    type_text("fryday")
    ready.flush()
    assert [gap.repair for gap in ready.footer.gaps()] == ["assessed_on"]

    other = make_page(client)

    assert other.inspector.placement.day_date.text() == "fryday"


def test_an_empty_date_is_a_gap(ready):
    line = ready.inspector.placement.day_date
    line.setFocus()
    line.selectAll()
    press(Qt.Key.Key_Delete)
    ready.flush()

    assert [gap.message for gap in ready.footer.gaps()] == ["Enter the day of the assessment."]


def test_the_footer_says_how_much_is_there(ready):
    assert ready.footer.check_words() == "Ready to sign · 6 of 6 domains, risk answered"


def test_signing_closes_it_for_good(ready, dialogs, desk, client):
    sign_with(dialogs)

    ready.sign()

    made = assessments.in_force(desk, client.id)
    assert ready.assessment() == made
    assert ready.footer.save_state().startswith("Signed March 12, 2026")
    assert ready.head_row.state_chip.text == "Signed"
    assert not ready.card.rows[DomainCode.D1].domain_rating_choice.isVisible()
    assert ready.card.rows[DomainCode.D1].domain_text.isReadOnly()


def test_a_signed_one_takes_no_keys(ready, dialogs, desk, client):
    sign_with(dialogs)
    ready.sign()

    ready.card.focus_row(DomainCode.D1)
    press(Qt.Key.Key_4)
    ready.flush()

    assert assessments.in_force(desk, client.id).domain(DomainCode.D1).rating == 2


def test_the_dialog_names_the_client_twice_and_what_is_not_met(ready, dialogs):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    row.focus_part("answer")
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Tab)
    type_text("The roommate drinks.")
    said = []

    def read(dialog):
        said.append(dialog.accessibleDescription())
        said.extend(label.text() for label in dialog.findChildren(type(dialog.title_label)))
        dialog.reject()

    dialogs.expect("Sign this assessment?", read)
    ready.sign()

    assert "Admission, Marcus R., CD-0001" in said[0]
    assert "to self none, to others none" in said[0]
    assert "level 2.1, severity severe" in said[0]
    assert "“Supportive home” is not met." in said


def test_a_missing_reason_is_named_in_the_dialog_and_never_blocks(ready, dialogs, desk, client):
    row = ready.inspector.criteria.rows[CriterionCode.HOME]
    row.focus_part("answer")
    press(Qt.Key.Key_N)
    said = []

    def sign(dialog):
        said.extend(label.text() for label in dialog.findChildren(type(dialog.title_label)))
        dialog.sign_confirm_button.click()

    dialogs.expect("Sign this assessment?", sign)
    ready.sign()

    assert "“Supportive home” is not met; no reason is written." in said
    assert assessments.in_force(desk, client.id) is not None


def test_a_reassessment_shows_what_each_rating_was(review):
    review.card.focus_row(DomainCode.D1)
    press(Qt.Key.Key_0)
    review.card.focus_row(DomainCode.D2)
    press(Qt.Key.Key_4)
    review.flush()
    rows = review.card.rows

    assert rows[DomainCode.D1].was_words() == "was 2, moderate"
    assert rows[DomainCode.D2].was_words() == "was 1, mild"
    assert rows[DomainCode.D3].was_words() == "serious at admission"
    assert review.head_row.compare_check.text() == "Compare with admission"


def test_comparing_can_be_switched_off(review):
    review.head_row.compare_check.click()

    assert review.card.rows[DomainCode.D3].was_words() == ""


def test_a_reassessment_starts_with_the_words_of_the_last(review):
    assert review.card.rows[DomainCode.D4].domain_text.text() == NARRATIVES[DomainCode.D4]
    assert [gap.repair for gap in review.footer.gaps()] == ["harm_to_self", "harm_to_others"]


def test_the_old_one_can_be_read_beside_the_draft(review, desk, client):
    uid = assessments.in_force(desk, client.id).uid

    review.head_row.version_segments.edited.emit(uid)

    assert review.assessment().is_signed
    assert not review.head_row.begin_button.isVisible()


def test_reassess_is_offered_when_nothing_is_being_written(make_page, desk, client):
    signed(desk, client.id)
    page = make_page(client)

    page.head_row.begin_button.click()

    assert not page.assessment().is_signed
    assert page.head_row.state_chip.text == "Draft"


@pytest.fixture
def readmit(desk, client, clock):
    """Ends the stay and begins another one forty days later."""

    def act():
        stay = episodes.open_of(desk, client.id)
        episodes.change(desk, replace(stay, closed_on=desk.today()))
        clock.go_on(days=40)
        again = episodes.start(desk, client.id)
        episodes.change(desk, replace(again, admitted_on=desk.today()))

    return act


def test_after_a_readmission_the_first_one_of_the_stay_can_be_begun(
    make_page, desk, client, readmit
):
    signed(desk, client.id)
    readmit()
    page = make_page(client)
    was_remarked = page.card.remark_label.text()

    assert page.head_row.begin_button.text() == "Start the assessment"
    page.head_row.begin_button.click()

    assert page.assessment().episode_id == episodes.open_of(desk, client.id).id
    assert page.assessment().domain(DomainCode.D1).rating is None
    assert was_remarked == "This assessment belongs to an earlier stay."
    assert not page.card.remark.isVisible()


def test_a_draft_that_its_stay_left_behind_is_only_read(make_page, desk, client, readmit):
    assessments.keep(desk, AssessmentEdit(assessment=filled(assessments.start(desk, client.id))))
    readmit()
    page = make_page(client)

    assert page.card.rows[DomainCode.D1].domain_text.isReadOnly()
    assert page.head_row.begin_button.isVisible()


def test_the_assessment_of_the_stay_comes_before_a_draft_of_an_earlier_one(
    make_page, desk, client, readmit
):
    assessments.start(desk, client.id)
    readmit()
    kept = signed(desk, client.id)
    page = make_page(client)

    assert page.assessment().uid == kept.uid
    assert page.head_row.begin_button.text() == "Reassess"


def test_other_names_of_the_domains_are_not_compared(review):
    review.inspector.placement.edition_combo.set_value(Edition.FOURTH)
    review.inspector.placement.edition_combo.edited.emit(Edition.FOURTH)

    assert review.card.rows[DomainCode.D6].name_label.text() == "What matters to the client"
    assert review.card.rows[DomainCode.D6].was_words() == ""
    assert not review.head_row.compare_check.isVisible()
    assert "Not compared with the assessment of" in review.card.remark_label.text()
    assert "third edition" in review.card.remark_label.text()
    assert review.card.remark.isVisible()
    assert typed(review).edition is Edition.FOURTH


def test_going_back_to_the_names_from_before_compares_again(review, assert_nothing_clipped):
    assert not review.card.remark.isVisible()
    for edition in (Edition.FOURTH, Edition.THIRD):
        review.inspector.placement.edition_combo.set_value(edition)
        review.inspector.placement.edition_combo.edited.emit(edition)

    assert not review.card.remark.isVisible()
    assert review.card.rows[DomainCode.D6].was_words() != ""
    assert_nothing_clipped(review)


def test_a_draft_of_an_ended_stay_is_only_read(make_page, ready, desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    assert not ready.footer.sign_button.isVisible()
    assert ready.footer.save_state() == "This stay ended before the assessment was signed"
    assert ready.card.rows[DomainCode.D1].domain_text.isReadOnly()


def test_a_discarded_draft_comes_back_as_it_was(ready, desk, client):
    before = ready.assessment()
    ready._discard()
    assert assessments.current(desk, client.id) is None
    assert ready.empty_state.isVisible()

    toast.of_window(ready).action_button.click()

    assert ready.assessment() == before


def test_what_cannot_be_saved_stays_on_the_screen(page, monkeypatch):
    def refuse(*_arguments, **_named):
        raise DiskFullError

    monkeypatch.setattr(assessments, "keep", refuse)
    page.card.focus_row(DomainCode.D1)
    press(Qt.Key.Key_3)
    with pytest.raises(DiskFullError):
        page.flush()

    assert page.failure_banner.isVisible()
    assert page.card.rows[DomainCode.D1].word_label.text() == "3 · serious"
    monkeypatch.undo()
    page.flush()
    assert not page.failure_banner.isVisible()


def test_a_changed_record_is_announced_above_it(make_page, desk, client, monkeypatch):
    made = signed(desk, client.id)
    monkeypatch.setattr(assessments, "of_client", lambda *_: (replace(made, level_of_care="1.0"),))
    page = make_page(client)

    assert page.seal_banner.isVisible()


def test_a_place_can_name_the_risk_or_a_domain(ready, client):
    ready.show_place(Place(page=Page.CHART, client_id=client.id, part="risk"))
    assert ready.inspector.risk.isAncestorOf(QApplication.focusWidget())

    ready.show_place(Place(page=Page.CHART, client_id=client.id, part="d5"))
    assert ready.card.current() is DomainCode.D5


def test_the_page_prints_what_it_shows(ready):
    asked = []
    ready.print_requested.connect(asked.append)

    ready.assessment_print_button.click()

    assert asked[0].kind is DocumentKind.ASSESSMENT_SUMMARY
    assert asked[0].uid == ready.assessment().uid


def test_in_a_narrow_window_the_inspector_is_a_drawer_with_a_cross(make_page, desk, client):
    assessments.start(desk, client.id)
    page = make_page(client, size=(1000, 640))
    assert not page.inspector.isVisible()

    page.head_row.details_button.click()
    assert page.inspector.isVisible()
    page.inspector.risk.close_button.click()

    assert not page.inspector.isVisible()
    assert page.head_row.details_button.isVisible()


def test_everything_has_a_name_and_nothing_is_cut(ready, assert_accessible, assert_nothing_clipped):
    assert_accessible(ready)
    assert_nothing_clipped(ready)


def test_a_line_of_the_log_leads_to_the_assessment(desk, client):
    made = signed(desk, client.id)
    with desk.read() as reader:
        event = EVENTS.where(reader, "WHERE table_name = 'assessment' AND act = 'sign'")[0]
    line = LogLine(event=event, at=event.at, what="Assessment signed")

    place = place_of(line)

    assert (place.client_id, place.tab, place.view) == (
        made.client_id,
        Tab.ASSESSMENT,
        View.DOMAINS,
    )


def test_the_plan_leads_to_the_missing_assessment(make_page, desk, client):
    page = make_page(client, PlanPage)
    page.plan_start_button.click()
    (warning,) = [
        one for one in plans.check(desk, plans.draft_of(desk, client.id)) if one.rule == "A1"
    ]
    wishes = []
    page._navigator.place_requested.connect(wishes.append)

    page.footer.gap_requested.emit(warning)

    assert (wishes[0].tab, wishes[0].view) == (Tab.ASSESSMENT, View.DOMAINS)
