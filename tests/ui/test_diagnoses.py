"""Diagnoses on the screen: picked by keyboard, changed, ended, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.diagnoses import DiagnosisStatus
from counselor_desk.services import diagnoses, episodes, icd10
from counselor_desk.services.diagnoses import NewDiagnosis
from counselor_desk.services.icd10 import Remission, Severity
from counselor_desk.ui import messages, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.diagnoses.facts import DiagnosisDialog
from counselor_desk.ui.diagnoses.page import CURRENT, PAST, DiagnosesView
from counselor_desk.ui.diagnoses.picker import CodePicker
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.theme import Theme

SIZES = ((1366 - 212, 600), (1024 - 56, 470))


@pytest.fixture
def view(qtbot, desk, client):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = DiagnosesView(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(*SIZES[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_place(here(client))
    yield made
    bulletin.leave()


@pytest.fixture
def alcohol(desk, client):
    new = NewDiagnosis(code="F10.20", words="Alcohol use disorder, severe", onset="2019")
    return diagnoses.add(desk, client.id, new)


@pytest.fixture
def trauma(desk, client, alcohol):
    return diagnoses.add(desk, client.id, NewDiagnosis(code="F43.10", made_by="Dr. Alvarez"))


@pytest.fixture
def type_into(qtbot, monkeypatch):
    """Works each dialog that opens as a person would; the last result is what came of it."""
    plans = {}

    def run(dialog):
        dialog.place()
        dialog.show()
        if isinstance(dialog, CodePicker):
            qtbot.waitUntil(lambda: dialog.told_label.text() != "Reading the codes…")
        plans[type(dialog)](dialog)
        is_accepted = dialog.result() == dialog.DialogCode.Accepted
        dialog.done(dialog.result())
        return is_accepted

    monkeypatch.setattr(messages, "run", run)
    return lambda **steps: plans.update(
        {CodePicker: steps.get("pick"), DiagnosisDialog: steps.get("facts")}
    )


@pytest.fixture
def picker(qtbot, view):
    made = CodePicker(view)
    made.show()
    qtbot.waitUntil(lambda: made.term() is not None)
    yield made
    made.done(0)


def here(client):
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.ASSESSMENT, view=View.DIAGNOSES)


def codes(view):
    return [row.code for row in view.diagnoses_table.rows.rows]


def only(desk, client):
    (one,) = diagnoses.of_client(desk, client.id)
    return one


def test_a_client_without_diagnoses_is_invited_to_add_one(view):
    assert view.diagnosis_first_button.isVisible()
    assert not view.diagnoses_table.isVisible()


def test_a_diagnosis_is_picked_and_told_by_keyboard_alone(qtbot, view, desk, client, type_into):
    def pick(dialog):
        qtbot.keyClicks(dialog.code_search_edit, "alc use sev")
        qtbot.keyClick(dialog.code_search_edit, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.code_search_edit, Qt.Key.Key_Up)
        qtbot.keyClick(dialog.code_search_edit, Qt.Key.Key_Return)

    def facts(dialog):
        qtbot.keyClicks(dialog.diagnosis_onset_edit, "2019")
        qtbot.keyClick(dialog.diagnosis_onset_edit, Qt.Key.Key_Return)

    type_into(pick=pick, facts=facts)
    qtbot.keyClick(view.diagnosis_first_button, Qt.Key.Key_Space)

    one = only(desk, client)
    assert (one.code, one.words, one.onset) == ("F10.20", "Alcohol use disorder, severe", "2019")
    assert one.is_principal
    assert codes(view) == ["F10.20"]
    assert view.focusWidget() is view.diagnoses_table.list


def test_the_list_follows_every_key(qtbot, picker):
    qtbot.keyClicks(picker.code_search_edit, "ptsd")
    assert picker.term().code == "F43.10"

    qtbot.keyClick(picker.code_search_edit, Qt.Key.Key_Down)
    assert picker.term().code == "F43.11"


def test_severity_and_remission_narrow_the_list(qtbot, picker):
    qtbot.keyClicks(picker.code_search_edit, "cannabis")
    picker.severity_segments.set_value(Severity.MILD)
    picker.severity_segments.edited.emit(Severity.MILD)
    picker.remission_segments.set_value(Remission.EARLY)
    picker.remission_segments.edited.emit(Remission.EARLY)

    assert picker.term().words == "Cannabis use disorder, mild, in early remission"


def test_a_term_says_under_which_title_it_is_listed(qtbot, picker):
    qtbot.keyClicks(picker.code_search_edit, "opioid use disorder severe")

    assert "Opioid dependence, uncomplicated" in picker.told_label.text()


def test_the_release_of_the_codes_is_shown(picker):
    assert picker.release_label.text().replace("\N{NO-BREAK SPACE}", " ") == (
        "ICD-10-CM 2026 of April 1, 2026"
    )


def test_nothing_found_is_said_and_cannot_be_chosen(qtbot, picker):
    qtbot.keyClicks(picker.code_search_edit, "spaceship")

    assert "Nothing found" in picker.told_label.text()
    assert not picker.choose_button.isEnabled()


def test_what_is_typed_while_the_codes_are_read_is_looked_up(qtbot, view):
    made = CodePicker(view)
    made.code_search_edit.set_value("F43.12")

    assert made.term() is None
    made.take(icd10.code_set())

    assert made.term().code == "F43.12"
    qtbot.waitUntil(lambda: made.rows.rows != ())
    made.done(0)


def test_a_problem_stands_at_its_field_and_nothing_typed_is_lost(
    qtbot, view, desk, client, alcohol, type_into
):
    seen = []

    def facts(dialog):
        dialog.diagnosis_remark_edit.set_value("x" * 501)
        dialog.diagnosis_keep_button.click()
        seen.append(dialog.fields["remark"].error())
        seen.append(len(dialog.diagnosis_remark_edit.value()))
        dialog.reject()

    type_into(facts=facts)
    qtbot.keyClick(view.diagnoses_table.list, Qt.Key.Key_Return)

    assert "501 characters" in seen[0]
    assert seen[1] == 501
    assert only(desk, client).remark == ""


def test_a_date_that_cannot_be_read_keeps_the_dialog_open(
    qtbot, view, desk, client, alcohol, type_into
):
    seen = []

    def facts(dialog):
        dialog.diagnosis_noted_edit.setText("the day before")
        dialog.diagnosis_keep_button.click()
        seen.append((dialog.isVisible(), dialog.diagnosis_noted_edit.text()))
        dialog.reject()

    type_into(facts=facts)
    view.edit()

    assert seen == [(True, "the day before")]
    assert only(desk, client) == alcohol


def test_a_code_that_is_listed_already_is_said_in_the_dialog(
    qtbot, view, desk, client, alcohol, type_into
):
    seen = []

    def pick(dialog):
        qtbot.keyClicks(dialog.code_search_edit, "F10.20")
        dialog.accept()

    def facts(dialog):
        dialog.diagnosis_keep_button.click()
        seen.append(dialog.problem_banner.isVisible())
        dialog.reject()

    type_into(pick=pick, facts=facts)
    view.add()

    assert seen == [True]
    assert only(desk, client) == alcohol


def test_a_code_can_be_changed_in_the_dialog(qtbot, view, desk, client, alcohol, type_into):
    def pick(dialog):
        dialog.code_search_edit.selectAll()
        qtbot.keyClicks(dialog.code_search_edit, "alcohol severe early")
        dialog.accept()

    def facts(dialog):
        dialog.diagnosis_code_button.click()
        dialog.diagnosis_keep_button.click()

    type_into(pick=pick, facts=facts)
    view.edit()

    assert only(desk, client).code == "F10.21"


def test_the_status_is_changed_with_its_day(view, desk, client, alcohol, type_into):
    def facts(dialog):
        dialog.status_segments.set_value(DiagnosisStatus.RULED_OUT)
        dialog.status_segments.edited.emit(DiagnosisStatus.RULED_OUT)
        dialog.diagnosis_ended_edit.setText("t")
        dialog.diagnosis_keep_button.click()

    type_into(facts=facts)
    view.edit()

    one = only(desk, client)
    assert (one.status, one.ended_on) == (DiagnosisStatus.RULED_OUT, desk.today())
    assert view.diagnoses_filter.value() == PAST


def test_the_principal_one_is_marked_and_can_be_another(view, desk, client, trauma):
    view.diagnoses_table.list.setCurrentIndex(view.diagnoses_table.rows.index(1, 0))
    assert view.diagnosis_lead_button.isVisible()

    view.diagnosis_lead_button.click()

    assert codes(view) == ["F43.10", "F10.20"]
    assert diagnoses.of_client(desk, client.id)[0].is_principal


def test_making_another_principal_can_be_taken_back(view, desk, client, trauma):
    view.diagnoses_table.list.setCurrentIndex(view.diagnoses_table.rows.index(1, 0))
    view.diagnosis_lead_button.click()

    toast.of_window(view).act()

    assert codes(view) == ["F10.20", "F43.10"]


def test_delete_resolves_and_undo_brings_it_back(qtbot, view, desk, client, alcohol):
    qtbot.keyClick(view.diagnoses_table.list, Qt.Key.Key_Delete)
    assert only(desk, client).status is DiagnosisStatus.RESOLVED

    toast.of_window(view).act()

    assert only(desk, client) == alcohol
    assert codes(view) == ["F10.20"]


def test_what_ended_stands_under_past_and_can_hold_again(view, desk, client, alcohol):
    view.diagnosis_rule_out_button.click()
    assert codes(view) == []
    view.diagnoses_filter.set_value(PAST)
    view.diagnoses_filter.edited.emit(PAST)
    assert codes(view) == ["F10.20"]

    view.diagnosis_reopen_button.click()

    assert only(desk, client).is_active


def test_a_discharged_clients_diagnoses_can_only_be_read(view, desk, client, alcohol):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    assert codes(view) == ["F10.20"]
    assert not view.diagnosis_add_button.isVisible()
    assert not view.diagnosis_edit_button.isVisible()


def test_a_change_made_elsewhere_is_seen(view, desk, client, alcohol):
    diagnoses.change(desk, replace(alcohol, remark="Seen in detox"))

    assert view.diagnoses_table.current().remark == "Seen in detox"


def test_another_client_begins_with_what_holds(view, desk, client, alcohol):
    view.diagnoses_filter.set_value(PAST)
    from counselor_desk.services import clients
    from counselor_desk.services.clients import NewClient

    other = clients.add(desk, NewClient(given_name="Jo", family_name="Tran"))

    view.show_place(here(other))

    assert view.diagnoses_filter.value() == CURRENT
    assert view.diagnoses() == ()


def test_a_screen_reader_hears_the_whole_row(view, alcohol):
    said = view.diagnoses_table.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == ("F10.20, Alcohol use disorder, severe, Principal, since 2019, ICD-10-CM 2026")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_and_everything_is_named(
    view, trauma, look, assert_nothing_clipped, assert_accessible, size, scale
):
    look.wear(Theme(scale=scale))
    view.resize(*size)
    view.show_place(Place(page=Page.CHART, client_id=trauma.client_id))

    assert_nothing_clipped(view)
    assert_accessible(view)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_dialogs_fit_a_small_window(
    view, look, alcohol, assert_nothing_clipped, assert_accessible, scale
):
    look.wear(Theme(scale=scale))
    view.resize(1024, 640)
    picker = CodePicker(view)
    picker.take(icd10.code_set())
    dialog = DiagnosisDialog(
        view,
        alcohol,
        today=lambda: alcohol.noted_on,
        pick=lambda _typed: None,
        problems=lambda _typed: {},
        act=lambda typed: typed,
    )
    for made in (picker, dialog):
        made.place()
        made.show()
        assert made.height() <= 640
        assert made.width() <= 1024
        assert_nothing_clipped(made)
        assert_accessible(made)
        made.done(0)
