"""The Medications tab: listed, stopped, corrected, gone through and found by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from counselor_desk.records.medications import AddictionMedication, Adherence
from counselor_desk.services import allergies, episodes, medications, settings
from counselor_desk.services.allergies import NewAllergy
from counselor_desk.services.exports import DocumentKind
from counselor_desk.services.medications import NewMedication
from counselor_desk.ui import theme as themes
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.medications.cards import CURRENT, STOPPED
from counselor_desk.ui.medications.page import ALLERGIES, MEDICATIONS, MedicationsPage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme

SIZES = ((1366 - 212, 654), (1280 - 56, 606), (1024 - 56, 526))
TODAY = date(2026, 3, 12)
START = date(2026, 2, 24)


@pytest.fixture
def naltrexone(desk, client):
    return medications.add(
        desk,
        client.id,
        NewMedication(
            name="Naltrexone",
            dose="50 mg",
            schedule="once a day",
            purpose="for alcohol use disorder",
            for_addiction=AddictionMedication.NALTREXONE,
            prescriber="Dr. Alvarez",
            started_on=START,
            adherence=Adherence.EVERY_DAY,
        ),
    )


@pytest.fixture
def penicillin(desk, client):
    return allergies.add(
        desk, client.id, NewAllergy(substance="Penicillin", reaction="rash", noted_on=START)
    )


@pytest.fixture
def page(qtbot, desk, client):
    bulletin = Bulletin()
    bulletin.follow(desk)
    made = MedicationsPage(desk, Navigator(), bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 654)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_place(here(client))
    yield made
    bulletin.leave()


def here(client, **more) -> Place:
    return Place(page=Page.CHART, client_id=client.id, tab=Tab.MEDICATIONS, **more)


def listed(desk, client):
    return medications.of_client(desk, client.id)


def names(card) -> list[str]:
    return [row.title for row in card.table.rows.rows]


def rows(card):
    card.table.list.setFocus()
    return card.table.list


def filled(qtbot, **facts):
    """Types into the fields of a dialog, then keeps them."""

    def act(dialog):
        for name, text in facts.items():
            field = dialog.fields[name].field
            field.selectAll()
            qtbot.keyClicks(field, text)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return act


def press(name):
    def act(dialog):
        button = next(one for one in dialog.findChildren(QPushButton) if one.text() == name)
        button.click()

    return act


def test_the_card_lists_what_is_taken_now(page, desk, naltrexone):
    stopped = medications.add(desk, naltrexone.client_id, NewMedication(name="Hydroxyzine"))
    medications.stop(desk, stopped, on=TODAY, reason="drowsy")

    assert names(page.medications_card) == ["Naltrexone 50 mg"]


def test_the_segments_count_both_lists(page, desk, naltrexone):
    stopped = medications.add(desk, naltrexone.client_id, NewMedication(name="Hydroxyzine"))
    medications.stop(desk, stopped, on=TODAY, reason="drowsy")

    texts = [
        one.text() for one in page.medications_card.medications_filter.findChildren(QPushButton)
    ]
    assert texts == ["Current 1", "Stopped 1"]


def test_the_other_segment_lists_what_was_stopped(page, desk, naltrexone):
    medications.stop(desk, naltrexone, on=TODAY, reason="drowsy")

    page.medications_card.turn_to(STOPPED)

    assert names(page.medications_card) == ["Naltrexone 50 mg"]


def test_a_row_is_read_out_with_everything_it_says(page, naltrexone):
    model = page.medications_card.table.rows

    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == (
        "Naltrexone 50 mg, for alcohol use disorder, For addiction, once a day, Dr. Alvarez, "
        "since Feb 24, Every day"
    )


def test_insert_adds_a_medication(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect("Add medication", filled(qtbot, name="Thiamine", dose="100 mg"))

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Insert)

    assert names(page.medications_card) == ["Naltrexone 50 mg", "Thiamine 100 mg"]
    current = page.medications_card.table.list.currentIndex()
    assert page.medications_card.table.rows.row(current).name == "Thiamine"


def test_the_button_adds_the_first_medication(qtbot, page, dialogs):
    dialogs.expect("Add medication", filled(qtbot, name="Thiamine", started_on="2/24"))

    page.medications_card.medications_add_button.click()

    assert names(page.medications_card) == ["Thiamine"]


def test_what_is_wrong_is_said_at_its_field_and_typed_text_stays(
    qtbot, page, desk, client, dialogs
):
    def act(dialog):
        filled(qtbot, dose="50 mg", started_on="3/13")(dialog)
        assert "needs a name" in dialog.fields["name"].error()
        assert "after today" in dialog.fields["started_on"].error()
        assert dialog.fields["dose"].field.text() == "50 mg"
        assert dialog.focusWidget() is dialog.fields["name"].field
        dialog.reject()

    dialogs.expect("Add medication", act)

    page.medications_card.medications_add_button.click()

    assert listed(desk, client).medications == ()


def test_a_day_that_cannot_be_read_keeps_the_dialog_open(qtbot, page, desk, client, dialogs):
    def act(dialog):
        filled(qtbot, name="Thiamine", started_on="soon")(dialog)
        assert "not a date yet" in dialog.fields["started_on"].error()
        assert dialog.fields["started_on"].field.text() == "soon"
        dialog.reject()

    dialogs.expect("Add medication", act)

    page.medications_card.medications_add_button.click()

    assert listed(desk, client).medications == ()


def test_enter_opens_the_facts_of_a_row(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect("Naltrexone 50 mg", filled(qtbot, prescriber="Dr. Okafor"))

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Return)

    (kept,) = listed(desk, client).current
    assert kept == replace(naltrexone, prescriber="Dr. Okafor")


def test_escape_changes_nothing(qtbot, page, desk, client, naltrexone, dialogs):
    def act(dialog):
        qtbot.keyClicks(dialog.fields["name"].field, "x")
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    dialogs.expect("Naltrexone 50 mg", act)

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Return)

    assert listed(desk, client).current == (naltrexone,)


def test_delete_asks_for_the_stop_and_its_reason(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect(
        "Stop Naltrexone 50 mg?", filled(qtbot, stopped_on="3/10", stop_reason="side effects")
    )

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Delete)

    (kept,) = listed(desk, client).stopped
    assert (kept.stopped_on, kept.stop_reason) == (date(2026, 3, 10), "side effects")
    assert names(page.medications_card) == []


def test_a_stop_before_the_start_is_refused_at_its_field(
    qtbot, page, desk, client, naltrexone, dialogs
):
    def act(dialog):
        filled(qtbot, stopped_on="2/23", stop_reason="side effects")(dialog)
        assert "before the start" in dialog.fields["stopped_on"].error()
        dialog.reject()

    dialogs.expect("Stop Naltrexone 50 mg?", act)

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Delete)

    assert listed(desk, client).current == (naltrexone,)


def test_a_stop_without_day_and_reason_says_both(qtbot, page, naltrexone, dialogs):
    def act(dialog):
        day = dialog.fields["stopped_on"].field
        day.clear()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert "day is missing" in dialog.fields["stopped_on"].error()
        dialog.reject()

    dialogs.expect("Stop Naltrexone 50 mg?", act)

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Delete)


def test_a_stop_can_be_taken_back_from_the_toast(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect("Stop Naltrexone 50 mg?", filled(qtbot, stop_reason="side effects"))
    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Delete)

    toast.of_window(page).act()

    assert listed(desk, client).current == (naltrexone,)
    assert names(page.medications_card) == ["Naltrexone 50 mg"]


def test_a_new_dose_goes_on_in_a_new_line(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect("Naltrexone 50 mg", press("New dose…"))
    dialogs.expect("New dose of Naltrexone", filled(qtbot, dose="100 mg"))

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Return)

    assert [one.title for one in listed(desk, client).current] == ["Naltrexone 100 mg"]
    assert [one.title for one in listed(desk, client).stopped] == ["Naltrexone 50 mg"]


def test_the_same_dose_is_refused_at_its_field(qtbot, page, desk, client, naltrexone, dialogs):
    def act(dialog):
        filled(qtbot, dose="50 mg")(dialog)
        assert "missing or the same" in dialog.fields["dose"].error()
        dialog.reject()

    dialogs.expect("Naltrexone 50 mg", press("New dose…"))
    dialogs.expect("New dose of Naltrexone", act)

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Return)

    assert listed(desk, client).medications == (naltrexone,)


def test_what_was_stopped_can_be_added_again(qtbot, page, desk, client, naltrexone, dialogs):
    medications.stop(desk, naltrexone, on=date(2026, 3, 1), reason="ran out of money")
    page.medications_card.turn_to(STOPPED)
    dialogs.expect("Add medication", filled(qtbot, started_on="3/11"))
    table = page.medications_card.table

    place = table.action_rect(0, "again").center()
    qtbot.mouseClick(table.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    (again,) = listed(desk, client).current
    assert (again.title, again.started_on) == ("Naltrexone 50 mg", date(2026, 3, 11))
    assert page.medications_card.medications_filter.value() == CURRENT


def test_a_click_on_stop_asks_for_it(qtbot, page, naltrexone, dialogs):
    dialogs.expect("Stop Naltrexone 50 mg?", lambda dialog: dialog.reject())
    table = page.medications_card.table

    place = table.action_rect(0, "end").center()
    qtbot.mouseClick(table.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_beside_the_actions_only_chooses(qtbot, page, naltrexone):
    table = page.medications_card.table
    place = table.list.visualRect(table.rows.index(0, 0)).center()

    qtbot.mouseClick(table.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_link_records_a_check(qtbot, page, desk, client, naltrexone, dialogs):
    dialogs.expect("Gone through the medications?", filled(qtbot, checked_on="3/10"))
    button = page.medications_card.medications_check_button
    assert button.text() == "not gone through yet"

    button.click()

    assert listed(desk, client).last_check.checked_on == date(2026, 3, 10)
    assert button.text() == "checked with Marcus R. on Mar 10"


def test_hidden_names_hide_with_whom_it_was_checked(page, desk, client, naltrexone):
    medications.reconcile(desk, client.id, on=date(2026, 3, 10))

    settings.change(desk, hides_names=True)

    button = page.medications_card.medications_check_button
    assert button.text() == "checked with M.R. on Mar 10"


@pytest.mark.parametrize(("days", "is_shown"), [(30, False), (31, True)])
def test_a_check_that_is_too_old_is_pointed_out(page, desk, client, days, is_shown):
    medications.reconcile(desk, client.id, on=TODAY - timedelta(days=days))

    chip = page.medications_card.age_chip
    assert chip.isVisibleTo(page) is is_shown
    assert chip.text == f"{days} days ago"


@pytest.mark.parametrize(("days", "said"), [(0, "Every day"), (1, "Ran out")])
def test_a_prescription_that_ran_out_is_pointed_out(page, desk, naltrexone, days, said):
    until = TODAY - timedelta(days=days)
    medications.change(desk, replace(naltrexone, expected_until=until))

    text = page.medications_card.table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said in text


def test_an_empty_list_says_what_to_do(page):
    line = page.medications_card.empty

    assert line.text_label.text() == "Nothing is noted. Ask the client, and add what is taken."
    assert line.ask_button.text() == "None taken"


def test_that_nothing_is_taken_is_kept_with_its_day(qtbot, page, desk, client, dialogs):
    dialogs.expect("Gone through the medications?", filled(qtbot, checked_on="3/10"))

    page.medications_card.empty.ask_button.click()

    assert listed(desk, client).denied_on == date(2026, 3, 10)
    assert page.medications_card.empty.text_label.text() == "None reported on Mar 10."
    assert page.medications_card.empty.ask_button.text() == "Ask again"


def test_an_allergy_is_added_by_insert(qtbot, page, penicillin, dialogs):
    dialogs.expect("Add allergy", filled(qtbot, substance="Latex", reaction="hives"))

    qtbot.keyClick(rows(page.allergies_card), Qt.Key.Key_Insert)

    shown = [row.substance for row in page.allergies_card.table.rows.rows]
    assert shown == ["Penicillin", "Latex"]


def test_an_allergy_needs_its_day(qtbot, page, penicillin, dialogs):
    def act(dialog):
        dialog.fields["noted_on"].field.clear()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert "day is missing" in dialog.fields["noted_on"].error()
        dialog.reject()

    dialogs.expect("Penicillin", act)

    qtbot.keyClick(rows(page.allergies_card), Qt.Key.Key_Return)


def test_delete_ends_an_allergy_with_its_reason(qtbot, page, desk, client, penicillin, dialogs):
    dialogs.expect("End the allergy to Penicillin?", filled(qtbot, end_reason="entered in error"))

    qtbot.keyClick(rows(page.allergies_card), Qt.Key.Key_Delete)

    assert listed(desk, client).current_allergies == ()
    assert [row.substance for row in page.allergies_card.table.rows.rows] == ["Penicillin"]


def test_an_ended_allergy_asks_for_no_second_end(qtbot, page, desk, penicillin):
    allergies.end(desk, penicillin, on=TODAY, reason="entered in error")

    qtbot.keyClick(rows(page.allergies_card), Qt.Key.Key_Delete)


def test_an_end_can_be_taken_back_from_the_toast(qtbot, page, desk, client, penicillin, dialogs):
    dialogs.expect("End the allergy to Penicillin?", filled(qtbot, end_reason="error"))
    qtbot.keyClick(rows(page.allergies_card), Qt.Key.Key_Delete)

    toast.of_window(page).act()

    assert listed(desk, client).current_allergies == (penicillin,)


def test_no_known_allergies_are_kept_with_their_day(qtbot, page, desk, client, dialogs):
    dialogs.expect("No known allergies?", filled(qtbot, allergies_denied_on="3/10"))

    page.allergies_card.empty.ask_button.click()

    assert listed(desk, client).allergies_denied_on == date(2026, 3, 10)
    said = page.allergies_card.empty.text_label.text()
    assert said == "No known allergies, said on Mar 10."


def test_arrows_go_on_from_card_to_card(qtbot, page, naltrexone, penicillin):
    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Down)
    assert page.allergies_card.table.list.hasFocus()

    qtbot.keyClick(page.allergies_card.table.list, Qt.Key.Key_Up)
    assert page.medications_card.table.list.hasFocus()


@pytest.mark.parametrize(
    ("part", "card"), [(MEDICATIONS, "medications_card"), (ALLERGIES, "allergies_card")]
)
def test_a_place_leads_to_a_card(page, client, naltrexone, penicillin, part, card):
    page.show_place(here(client, part=part))

    assert getattr(page, card).table.list.hasFocus()


def test_a_place_leads_to_the_button_of_an_empty_card(page, client):
    page.show_place(here(client, part=ALLERGIES))

    assert page.allergies_card.allergies_add_button.hasFocus()


def test_only_the_rows_with_the_keys_look_chosen(page, naltrexone, penicillin):
    rows(page.medications_card)
    assert page.medications_card.table.list.selectedIndexes()
    assert not page.allergies_card.table.list.selectedIndexes()

    rows(page.allergies_card)

    assert not page.medications_card.table.list.selectedIndexes()


def test_after_discharge_nothing_can_be_changed(qtbot, page, desk, client, naltrexone, dialogs):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))
    card = page.medications_card

    qtbot.keyClick(rows(card), Qt.Key.Key_Delete)
    qtbot.keyClick(rows(card), Qt.Key.Key_Insert)

    assert not card.medications_add_button.isVisibleTo(page)
    assert not card.age_chip.isVisibleTo(page)
    assert not card.medications_check_button.isEnabled()


def test_after_discharge_the_facts_can_still_be_read(
    qtbot, page, desk, client, naltrexone, dialogs
):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=TODAY))

    def act(dialog):
        assert not dialog.fields["name"].field.isEnabled()
        assert not dialog.form_save_button.isVisibleTo(dialog)
        assert dialog.focusWidget() is dialog.form_back_button
        dialog.form_back_button.click()

    dialogs.expect("Naltrexone 50 mg", act)

    qtbot.keyClick(rows(page.medications_card), Qt.Key.Key_Return)


def test_a_change_from_elsewhere_is_shown(page, desk, client):
    medications.add(desk, client.id, NewMedication(name="Thiamine"))

    assert names(page.medications_card) == ["Thiamine"]


def test_a_hidden_page_catches_up_when_it_is_shown(page, desk, client):
    page.hide()
    medications.add(desk, client.id, NewMedication(name="Thiamine"))
    assert names(page.medications_card) == []

    page.show()

    assert names(page.medications_card) == ["Thiamine"]


def test_the_print_button_prints_the_list(page, client, naltrexone):
    request = page.print_request()

    assert (request.kind, request.uid) == (DocumentKind.MEDICATION_LIST, client.uid)


def test_an_empty_list_is_not_printed(page):
    assert page.print_request() is None


def test_another_client_starts_with_what_is_taken(page, desk, client, naltrexone):
    from counselor_desk.services import clients
    from counselor_desk.services.clients import NewClient

    page.medications_card.turn_to(STOPPED)
    other = clients.add(desk, NewClient(given_name="Ana", admitted_on=TODAY))

    page.show_place(here(other))

    assert page.medications_card.medications_filter.value() == CURRENT
    assert names(page.medications_card) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped(
    qtbot, page, desk, client, naltrexone, penicillin, look, size, scale, assert_nothing_clipped
):
    look.wear(Theme(scale=scale))
    page.resize(*size)
    qtbot.wait(0)

    assert_nothing_clipped(page)


def test_narrow_tables_drop_the_least_needed_columns(page, naltrexone):
    table = page.medications_card.table
    assert table.titles() == ("Name and dose", "When", "Prescriber", "Since", "Taken")

    page.resize(700, 600)

    assert table.titles() == ("Name and dose", "When", "Taken")


@pytest.mark.parametrize(
    ("width", "scale"), [(1154, 1.0), (1224, 1.0), (968, 1.0), (1366 - 84, 1.5)]
)
@pytest.mark.parametrize("is_stopped", [False, True])
def test_a_dose_is_never_cut(qtbot, page, desk, client, look, width, scale, is_stopped):
    film = medications.add(
        desk,
        client.id,
        NewMedication(
            name="buprenorphine-naloxone",
            dose="12 mg / 3 mg",
            schedule="twice a day, under the tongue",
            prescriber="Dr. Petrosyan",
            for_addiction=AddictionMedication.BUPRENORPHINE,
            started_on=START,
        ),
    )
    if is_stopped:
        medications.stop(desk, film, on=TODAY, reason="new dose")
        page.medications_card.turn_to(STOPPED)
    look.wear(Theme(scale=scale))
    page.resize(width, 654)
    qtbot.wait(0)

    table = page.medications_card.table
    name = table._places(0)[0]
    words = themes.current().font("strong")
    assert QFontMetrics(words).horizontalAdvance(film.title) <= name.width()


def test_a_low_window_lets_the_fields_scroll(qtbot, page, naltrexone, dialogs):
    page.resize(900, 300)

    def act(dialog):
        assert dialog.height() <= 300
        assert dialog.form_save_button.isVisibleTo(dialog)
        dialog.reject()

    dialogs.expect("Add medication", act)

    page.medications_card.medications_add_button.click()


def test_everything_has_a_name(page, naltrexone, penicillin, assert_accessible):
    assert_accessible(page)


def test_every_field_of_the_dialog_has_a_name(page, dialogs, assert_accessible):
    def act(dialog):
        assert_accessible(dialog)
        dialog.reject()

    dialogs.expect("Add medication", act)

    page.medications_card.medications_add_button.click()
