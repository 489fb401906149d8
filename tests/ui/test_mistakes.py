"""Entered in error on the screen: crossed out, read, brought back, on every page of facts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from counselor_desk.records.circumstances import CareLevel, LivingKind
from counselor_desk.records.cravings import Craving
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.people import Relation
from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import (
    allergies,
    circumstances,
    clients,
    cravings,
    diagnoses,
    drug_tests,
    episodes,
    levels,
    medications,
    mistakes,
    notes,
    people,
    settings,
    stay_reviews,
    substances,
)
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.clients import NewClient
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.medications import NewMedication
from counselor_desk.services.people import NewPerson
from counselor_desk.services.stay_reviews import NewStayReview
from counselor_desk.services.substances import NewReturn, NewSubstance
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.diagnoses.page import DiagnosesView
from counselor_desk.ui.fact_table import OPEN
from counselor_desk.ui.facts.lines import FactLines
from counselor_desk.ui.facts.page import FactsView
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.medications.page import MedicationsPage
from counselor_desk.ui.mistakes import TAKE_BACK
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.stay_reviews.page import StayReviewsView
from counselor_desk.ui.use.saving import FactKind
from counselor_desk.ui.use.view import UseView

REASON = "Entered in the wrong chart"


@pytest.fixture
def opened(qtbot, desk, client):
    """Shows a page of the client's chart and gives it back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(kind, who=client):
        made = kind(desk, Navigator(), bulletin)
        qtbot.addWidget(made)
        made.resize(1154, 654)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.show_place(Place(page=Page.CHART, client_id=who.id))
        return made

    yield show
    bulletin.leave()


def wrong(dialog):
    """Says in an editing dialog that all of it is an error."""
    dialog.mistake_button.click()


def because(dialog):
    """Says why, and crosses it out."""
    dialog.fields["reason"].field.setText(REASON)
    dialog.form_save_button.click()


def struck(page) -> list[str]:
    card = page.mistakes_card
    if card.isHidden():
        return []
    return [card._told(row.fact).name for row in card.table.rows.rows]


def naltrexone(desk, client):
    return medications.add(desk, client.id, NewMedication(name="Naltrexone", dose="50 mg"))


def test_a_medication_is_crossed_out_from_its_dialog(opened, desk, client, dialogs, qtbot):
    naltrexone(desk, client)
    page = opened(MedicationsPage)
    assert struck(page) == []
    dialogs.expect("Naltrexone 50 mg", wrong)
    dialogs.expect("Was Naltrexone 50 mg entered in error?", because)

    qtbot.keyClick(page.medications_card.table.list, Qt.Key.Key_Return)

    assert not page.medications_card.table.rows.rows
    assert struck(page) == ["Naltrexone 50 mg"]


def test_the_toast_brings_it_back(opened, desk, client, dialogs, qtbot):
    naltrexone(desk, client)
    page = opened(MedicationsPage)
    dialogs.expect("Naltrexone 50 mg", wrong)
    dialogs.expect("Was Naltrexone 50 mg entered in error?", because)
    qtbot.keyClick(page.medications_card.table.list, Qt.Key.Key_Return)

    toast.of_window(page).act()

    assert [row.name for row in page.medications_card.table.rows.rows] == ["Naltrexone"]
    assert struck(page) == []


def test_without_a_reason_it_stays(opened, desk, client, dialogs):
    row = naltrexone(desk, client)
    page = opened(MedicationsPage)

    def act(dialog):
        dialog.form_save_button.click()
        assert "needs its reason" in dialog.fields["reason"].error()
        dialog.form_back_button.click()

    dialogs.expect("Was Naltrexone 50 mg entered in error?", act)
    page.mistakes_card.cross_out(row)

    assert struck(page) == []
    assert medications.of_client(desk, client.id).medications == (row,)


def test_an_allergy_is_crossed_out_from_its_dialog(opened, desk, client, dialogs, qtbot):
    allergies.add(desk, client.id, NewAllergy(substance="Penicillin"))
    page = opened(MedicationsPage)
    dialogs.expect("Penicillin", wrong)
    dialogs.expect("Was Penicillin entered in error?", because)

    qtbot.keyClick(page.allergies_card.table.list, Qt.Key.Key_Return)

    assert struck(page) == ["Penicillin"]


def test_what_was_crossed_out_is_read_in_full(opened, desk, client, dialogs):
    row = naltrexone(desk, client)
    mistakes.mark(desk, row, REASON)
    page = opened(MedicationsPage)
    told = []

    def act(dialog):
        told.append(dialog.sentence_label.text())
        dialog.accept()

    dialogs.expect("Naltrexone 50 mg, entered in error", act)
    table = page.mistakes_card.table
    table.acted.emit(OPEN, table.rows.rows[0])

    assert REASON in told[0]


def test_it_counts_again_when_it_was_right_after_all(opened, desk, client):
    row = naltrexone(desk, client)
    mistakes.mark(desk, row, REASON)
    page = opened(MedicationsPage)
    table = page.mistakes_card.table

    table.acted.emit(TAKE_BACK, table.rows.rows[0])

    assert medications.of_client(desk, client.id).medications == (row,)
    assert struck(page) == []


def test_a_row_says_that_it_is_an_error(opened, desk, client):
    mistakes.mark(desk, naltrexone(desk, client), REASON)
    model = opened(MedicationsPage).mistakes_card.table.rows

    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said.startswith(f"entered in error, Naltrexone 50 mg, {REASON}")


def test_a_diagnosis_is_crossed_out_and_leads_again_when_brought_back(
    opened, desk, client, dialogs
):
    diagnoses.add(desk, client.id, NewDiagnosis(code="F10.20", is_principal=True))
    page = opened(DiagnosesView)
    (row,) = page.diagnoses()
    dialogs.expect(f"Was {row.code} {row.words} entered in error?", because)

    page.diagnosis_mistake_button.click()
    assert page.diagnoses() == ()
    assert struck(page) == [f"{row.code} {row.words}"]

    toast.of_window(page).act()
    assert page.diagnoses() == (row,)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (FactKind.SUBSTANCE, "Alcohol"),
        (FactKind.RETURN, "Return to use Mar 3"),
        (FactKind.TEST, "Drug test Mar 4"),
        (FactKind.URGE, "Urge Mar 5"),
    ],
)
def test_a_fact_of_use_is_crossed_out_from_its_panel(opened, desk, client, dialogs, kind, name):
    day, alcohol = date(2026, 3, 3), SubstanceClass.ALCOHOL
    substances.add(desk, client.id, NewSubstance(substance=alcohol))
    new = NewReturn(used_on=day, learned_on=day, substance=alcohol)
    substances.record_return(desk, client.id, new)
    drug_tests.add(desk, client.id, NewTest(tested_on=date(2026, 3, 4)))
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 5), score=8))
    page = opened(UseView)
    table = page.lists[kind].table
    dialogs.expect(f"Was {name} entered in error?", because)

    table.acted.emit(OPEN, table.rows.rows[0])
    page.panel(kind).mistake_button.click()

    assert not table.rows.rows
    assert page.open_kind() is None
    assert struck(page) == [name]


def test_a_new_fact_of_use_is_no_error_yet(opened, client):
    page = opened(UseView)

    page.add(FactKind.SUBSTANCE)

    assert page.panel(FactKind.SUBSTANCE).mistake_button.isHidden()


def test_earlier_care_is_crossed_out_from_its_dialog(opened, desk, client, dialogs):
    care = circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.DETOX, facility="Lakeside")
    )
    page = opened(FactsView)
    dialogs.expect("Earlier care", wrong)
    dialogs.expect("Was Detox\u00a0· Lakeside entered in error?", because)

    page.cards["care"].lines.opened.emit(care)

    assert circumstances.prior_care(desk, client.id) == ()
    assert struck(page) == ["Detox\u00a0· Lakeside"]


def test_a_home_is_crossed_out_from_its_dialog(opened, desk, client, dialogs):
    home = circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.SHELTER))
    page = opened(FactsView)
    dialogs.expect("Living arrangement", wrong)
    dialogs.expect("Was Shelter entered in error?", because)

    page.cards["living"].lines.opened.emit(home)

    assert struck(page) == ["Shelter"]


def test_an_urge_of_a_note_is_not_crossed_out_from_its_panel(opened, desk, client):
    note = notes.start(desk, client.id)
    new = NewCraving(rated_on=date(2026, 3, 5), score=8, note_id=note.id)
    cravings.add(desk, client.id, new)
    page = opened(UseView)
    table = page.lists[FactKind.URGE].table

    table.acted.emit(OPEN, table.rows.rows[0])

    assert isinstance(table.rows.rows[0].fact, Craving)
    assert page.panel(FactKind.URGE).mistake_button.isHidden()


def test_somebody_is_crossed_out_from_their_dialog(opened, desk, client, dialogs):
    new = NewPerson(relation=Relation.PARENT, name="Ana Reyes")
    ana = people.add(desk, client.id, new)
    page = opened(FactsView)
    dialogs.expect("Person", wrong)
    dialogs.expect("Was Parent\u00a0· Ana Reyes entered in error?", because)

    page.cards["people"].lines.opened.emit(ana)

    assert people.of_client(desk, client.id) == ()
    assert struck(page) == ["Parent\u00a0· Ana Reyes"]


def test_somebody_who_was_wrong_is_not_named_while_names_are_hidden(opened, desk, client):
    new = NewPerson(relation=Relation.FRIEND, name="Jolene Park")
    mistakes.mark(desk, people.add(desk, client.id, new), "Jolene Park is of another client")
    page = opened(FactsView)
    assert "Jolene" in struck(page)[0]

    settings.change(desk, hides_names=True)

    (row,) = page.mistakes_card.table.rows.rows
    assert "Jolene" not in struck(page)[0]
    assert "Jolene" not in page.mistakes_card._why(row)


def test_an_extension_is_crossed_out_from_its_line(opened, desk, client, dialogs):
    stay = episodes.open_of(desk, client.id)
    longer = episodes.extend(desk, stay, 16, "Goals are near")
    page = opened(FactsView)
    dialogs.expect("Was Extension from 12 to 16 weeks entered in error?", because)

    page.cards["stay"].lines.opened.emit(longer)

    assert episodes.open_of(desk, client.id).target_weeks == 12
    assert struck(page) == ["Extension from 12 to 16 weeks"]


def test_a_change_of_level_is_crossed_out_from_its_line(opened, desk, client, dialogs):
    stay = episodes.open_of(desk, client.id)
    changed = levels.change(desk, stay, LevelOfCare.PHP, "Needs more hours")
    page = opened(FactsView)
    lines = page.cards["stay"].lines.rows.rows
    assert changed in [fact.key for fact in lines]
    (title,) = [page._told(changed).name]
    dialogs.expect(f"Was {title} entered in error?", because)

    page.cards["stay"].lines.opened.emit(changed)

    assert episodes.open_of(desk, client.id).level_of_care is LevelOfCare.IOP
    assert struck(page) == [title]


def test_what_a_later_change_rests_on_is_said_in_the_dialog(opened, desk, client, dialogs):
    first = levels.change(
        desk, episodes.open_of(desk, client.id), LevelOfCare.PHP, "Needs more hours"
    )
    levels.change(desk, episodes.open_of(desk, client.id), LevelOfCare.OUTPATIENT, "Steps down")
    page = opened(FactsView)

    def act(dialog):
        because(dialog)
        said = [label.text() for label in dialog.problem_banner.findChildren(QLabel)]
        assert any("later one first" in text for text in said)
        dialog.form_back_button.click()

    dialogs.expect(f"Was {page._told(first).name} entered in error?", act)
    page.mistakes_card.cross_out(first)

    assert struck(page) == []


def test_the_last_check_is_crossed_out_from_the_question_for_the_next(
    opened, desk, client, dialogs
):
    naltrexone(desk, client)
    check = medications.reconcile(desk, client.id, on=date(2026, 3, 3))
    page = opened(MedicationsPage)

    dialogs.expect("Gone through the medications?", lambda dialog: other(dialog).click())
    dialogs.expect("Was Check of Mar 3 entered in error?", because)
    page.medications_card.medications_check_button.click()

    assert medications.of_client(desk, client.id).checks == ()
    assert struck(page) == ["Check of Mar 3"]
    assert mistakes.of_client(desk, client.id)[0].fact == check


def test_without_a_check_there_is_none_to_cross_out(opened, desk, client, dialogs):
    naltrexone(desk, client)
    page = opened(MedicationsPage)

    def act(dialog):
        assert other(dialog) is None
        dialog.form_back_button.click()

    dialogs.expect("Gone through the medications?", act)
    page.medications_card.medications_check_button.click()


def other(dialog):
    """The quiet button at the left."""
    buttons = dialog.findChildren(Button)
    return next((one for one in buttons if one.text().startswith("Last check")), None)


def test_a_review_is_crossed_out_from_its_card(opened, desk, client, dialogs):
    new = NewStayReview(
        reviewed_on=date(2026, 3, 12), decision=StayDecision.CONTINUE, reason="Still learning"
    )
    stay_reviews.add(desk, client.id, new)
    page = opened(StayReviewsView)
    dialogs.expect("Was Review of March 12, 2026 entered in error?", because)

    page.cards()[0].mistake_button.click()

    assert page.cards() == ()
    assert struck(page) == ["Review of March 12, 2026"]
    assert page.review_add_button.isVisible()

    toast.of_window(page).act()
    assert len(page.cards()) == 1


def test_hidden_names_are_hidden_in_what_was_crossed_out(opened, desk, client):
    new = NewPriorCare(level=CareLevel.DETOX, facility="Marcus Reyes Memorial")
    mistakes.mark(desk, circumstances.add_prior_care(desk, client.id, new), "Of Marcus Reyes")
    page = opened(FactsView)
    assert "Reyes" in struck(page)[0]

    settings.change(desk, hides_names=True)

    assert "Reyes" not in struck(page)[0]
    assert "Reyes" not in page.mistakes_card._why(page.mistakes_card.table.rows.rows[0])


def test_an_inquiry_ends_from_the_person_view(opened, desk, dialogs):
    asked = clients.add(desk, NewClient(given_name="Ana", inquiry_on=date(2026, 3, 2)))
    page = opened(FactsView, asked)
    dialogs.expect("End the inquiry without an admission?", because)

    page.cards["stay"].buttons["stay_end_button"].click()

    ended = episodes.current(desk, asked.id)
    assert (ended.closed_on, ended.no_admission_reason) == (desk.today(), REASON)
    assert REASON in [fact.caption for fact in page.cards["stay"].lines.rows.rows]

    toast.of_window(page).act()
    assert episodes.current(desk, asked.id).is_open


def test_only_an_inquiry_can_end_so(opened):
    page = opened(FactsView)

    assert page.cards["stay"].buttons["stay_end_button"].isHidden()


@pytest.mark.parametrize(
    "kind", [MedicationsPage, DiagnosesView, UseView, FactsView, StayReviewsView]
)
def test_nothing_is_clipped_and_everything_has_a_name(
    opened, desk, client, kind, assert_accessible, assert_nothing_clipped, qtbot
):
    mistakes.mark(desk, naltrexone(desk, client), REASON)
    row = diagnoses.add(desk, client.id, NewDiagnosis(code="F10.20"))
    mistakes.mark(desk, row, REASON)
    new = NewPriorCare(level=CareLevel.DETOX, facility="Lakeside")
    mistakes.mark(desk, circumstances.add_prior_care(desk, client.id, new), REASON)
    alcohol = substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.ALCOHOL))
    mistakes.mark(desk, alcohol, REASON)
    new_review = NewStayReview(
        reviewed_on=date(2026, 3, 12), decision=StayDecision.CONTINUE, reason="Still learning"
    )
    stay_reviews.add(desk, client.id, new_review)
    mistakes.mark(desk, stay_reviews.add(desk, client.id, new_review), REASON)
    page = opened(kind)
    page.resize(968, 526)
    if isinstance(page, StayReviewsView):
        # Its head stands beside the tabs.
        head = QWidget(page)
        head.setLayout(Column(page.head))
        head.hide()

    assert struck(page)
    lines = page.findChildren(FactLines)
    qtbot.waitUntil(lambda: all(one.parent().rect().contains(one.geometry()) for one in lines))
    assert_accessible(page)
    assert_nothing_clipped(page)
