"""The client list, the form of a client, and the frame of the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.records.clients import ClientRow, ClientStatus, ContactKind
from counselor_desk.records.episodes import LevelOfCare, Track
from counselor_desk.records.tasks import Lane
from counselor_desk.services import circumstances, clients, cravings, episodes, notes, tasks
from counselor_desk.services.clients import NewClient
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.tasks import NewTask
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.clients.chart import ChartPage
from counselor_desk.ui.clients.form import ClientForm
from counselor_desk.ui.clients.model import ClientList, Column, due_chip, short_date
from counselor_desk.ui.clients.page import ClientsPage
from counselor_desk.ui.clients.table import fitting
from counselor_desk.ui.navigation import Leaf, Navigator, Page, Place, Tab, View
from counselor_desk.ui.theme import Theme
from tests import assessing

TODAY = date(2026, 3, 12)
SIZES = [(1154, 768), (1224, 720), (968, 640)]


@pytest.fixture
def navigator(qapp):
    return Navigator()


@pytest.fixture
def bulletin(desk):
    board = Bulletin()
    board.follow(desk)
    yield board
    board.leave()


@pytest.fixture
def caseload(desk):
    """Four clients: active, active with an accent in the name, intake, discharged."""
    people = (
        ("Marcus", "Reyes", "CD-0147", 29),
        ("Tomás", "Ibarra", "CD-0150", 4),
        ("Nina", "Kovač", "CD-0151", None),
        ("Grace", "Odum", "CD-0101", 80),
    )
    made = [
        clients.add(
            desk,
            NewClient(
                given_name=given,
                family_name=family,
                number=number,
                admitted_on=None if days is None else TODAY - timedelta(days=days),
            ),
        )
        for given, family, number, days in people
    ]
    stay = episodes.open_of(desk, made[-1].id)
    episodes.change(desk, replace(stay, closed_on=TODAY - timedelta(days=2)))
    return made


@pytest.fixture
def page(desk, navigator, bulletin, qtbot):
    made = ClientsPage(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    return made


@pytest.fixture
def list_page(caseload, page):
    page.show_place(Place(page=Page.CLIENTS))
    return page


def shown_names(page):
    return [row.name for row in page._model.rows]


def test_an_empty_store_offers_to_add_the_first_client(page, navigator, qtbot):
    page.show_place(Place(page=Page.CLIENTS))

    with qtbot.waitSignal(navigator.place_requested) as asked:
        page.first_add_button.click()
    assert asked.args == [Place(page=Page.CLIENT_FORM)]


def test_the_list_is_sorted_by_what_is_due_next_at_first(list_page):
    assert shown_names(list_page) == ["Marcus R.", "Tomás I.", "Nina K."]
    assert list_page.sorted_label.text() == "Sorted by next due"


def test_a_title_sorts_by_name(list_page):
    list_page.clients_table._head.titles[Column.CLIENT].click()

    assert shown_names(list_page) == ["Marcus R.", "Nina K.", "Tomás I."]
    assert list_page.sorted_label.text() == "Sorted by client"


def test_what_is_owed_first_stands_in_the_list_and_moves_the_client_up(
    list_page, desk, caseload, qtbot
):
    tasks.add(desk, caseload[2].id, NewTask(lane=Lane.HOUSING, text="Call", due_on=TODAY))
    qtbot.waitUntil(lambda: shown_names(list_page)[1] == "Nina K.")

    assert list_page._model.due(list_page._model.rows[1]).text == "Task due today"


def test_who_needs_attention_is_one_press_away(list_page, desk, caseload, qtbot):
    list_page.clients_status_segments._buttons[1].click()
    assert shown_names(list_page) == ["Marcus R."]

    episode = episodes.open_of(desk, caseload[1].id)
    cravings.add(desk, episode.client_id, NewCraving(rated_on=TODAY, score=8))
    qtbot.waitUntil(lambda: "Tomás I." in shown_names(list_page))

    flag = list_page._model.flag(list_page._model.rows[-1])
    assert (flag.text, flag.tone) == ("Urge 8 of 10", "risk")


def test_the_flagged_come_first_when_one_sorts_by_flag(list_page, desk, caseload, qtbot):
    cravings.add(desk, caseload[1].id, NewCraving(rated_on=TODAY, score=8))
    list_page.clients_table._head.titles[Column.FLAG].click()

    qtbot.waitUntil(lambda: shown_names(list_page)[0] == "Tomás I.")


def test_typing_filters_by_name_without_accents(list_page, qtbot):
    qtbot.keyClicks(list_page.clients_filter_edit, "tomas")

    assert shown_names(list_page) == ["Tomás I."]


def test_typing_reads_no_row_again(list_page, qtbot, monkeypatch):
    monkeypatch.setattr(clients, "rows", lambda *_given, **_how: pytest.fail("rows were read"))
    qtbot.keyClicks(list_page.clients_filter_edit, "marcus")

    assert shown_names(list_page) == ["Marcus R."]


def test_sorting_reads_nothing_again(list_page, desk):
    head = list_page.clients_table._head
    with desk.database.counting() as counted:
        for title in head.titles.values():
            title.click()

    assert counted.statements == 0


def test_a_key_that_leaves_everybody_listed_replaces_no_row(list_page, qtbot):
    replaced = []
    list_page._model.modelReset.connect(
        lambda: replaced.append(list_page.clients_filter_edit.text())
    )
    qtbot.keyClicks(list_page.clients_filter_edit, "cd-015")

    assert shown_names(list_page) == ["Tomás I.", "Nina K."]
    assert replaced == ["cd-015"]


def test_a_key_paints_each_row_once(list_page, qtbot, monkeypatch):
    painted = []
    cells = ClientList.cells
    monkeypatch.setattr(
        ClientList,
        "cells",
        lambda model, row, columns: painted.append(row.name) or cells(model, row, columns),
    )
    QApplication.processEvents()
    painted.clear()
    qtbot.keyClicks(list_page.clients_filter_edit, "cd-015")
    painted.clear()
    qtbot.keyClicks(list_page.clients_filter_edit, "1")
    for _ in range(4):
        QApplication.processEvents()

    assert painted == ["Nina K."]


def test_typing_filters_by_number(list_page, qtbot):
    qtbot.keyClicks(list_page.clients_filter_edit, "0147")

    assert shown_names(list_page) == ["Marcus R."]


def test_segments_say_how_many_clients_they_hold(list_page):
    texts = [button._label for button in list_page.clients_status_segments._buttons]

    assert texts == ["Mine 3", "Needs attention 1", "Intake 1", "Discharged 1"]


def test_a_segment_shows_its_clients_alone(list_page):
    list_page.clients_status_segments._buttons[2].click()

    assert shown_names(list_page) == ["Nina K."]


def test_a_filter_without_match_can_be_cleared(list_page, qtbot):
    qtbot.keyClicks(list_page.clients_filter_edit, "zzz")
    assert list_page._no_match.title_label.text() == "No client matches “zzz”"

    list_page.clear_button.click()

    assert len(shown_names(list_page)) == 3


def test_a_discharged_client_that_is_looked_for_is_one_press_away(list_page, qtbot):
    qtbot.keyClicks(list_page.clients_filter_edit, "grace")
    assert list_page._no_match.sentence_label.text() == "1 discharged client matches."

    list_page.discharged_button.click()

    assert shown_names(list_page) == ["Grace O."]


def test_a_column_title_sorts_and_the_second_press_turns_the_order(list_page):
    title = list_page.clients_table._head.titles[Column.WEEK]
    title.click()
    assert shown_names(list_page)[:2] == ["Tomás I.", "Marcus R."]

    title.click()

    assert shown_names(list_page)[:2] == ["Marcus R.", "Tomás I."]
    assert title.accessibleDescription() == "descending"


def test_down_goes_from_the_filter_into_the_list_and_enter_opens(list_page, navigator, qtbot):
    qtbot.keyClick(list_page.clients_filter_edit, Qt.Key.Key_Down)
    rows = list_page.clients_table.clients_list
    qtbot.keyClick(rows, Qt.Key.Key_Down)

    with qtbot.waitSignal(navigator.place_requested) as asked:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert asked.args[0].page is Page.CHART
    assert asked.args[0].client_id == list_page._model.rows[1].id


def test_enter_in_the_filter_opens_the_first_match(list_page, navigator, qtbot, caseload):
    qtbot.keyClicks(list_page.clients_filter_edit, "marcus")

    with qtbot.waitSignal(navigator.place_requested) as asked:
        qtbot.keyClick(list_page.clients_filter_edit, Qt.Key.Key_Return)
    assert asked.args[0].client_id == caseload[0].id


def test_escape_clears_the_filter(list_page, qtbot):
    qtbot.keyClicks(list_page.clients_filter_edit, "marcus")
    qtbot.keyClick(list_page.clients_filter_edit, Qt.Key.Key_Escape)

    assert len(shown_names(list_page)) == 3


def test_a_change_elsewhere_is_seen(list_page, desk, caseload, qtbot):
    clients.change(desk, replace(caseload[0], family_name="Zapata"))

    qtbot.waitUntil(lambda: "Marcus Z." in shown_names(list_page))


def test_many_changes_in_a_row_ask_for_the_rows_once(list_page, desk, caseload, qtbot, monkeypatch):
    asked = []
    rows = clients.rows
    monkeypatch.setattr(
        clients, "rows", lambda *given, **how: asked.append(1) or rows(*given, **how)
    )
    for client in caseload:
        clients.change(desk, replace(client, pronouns="they/them"))
    qtbot.waitUntil(lambda: bool(asked))

    assert len(asked) == 1


def test_painting_the_list_asks_for_the_rows_in_sight_alone(desk, page, qtbot, monkeypatch):
    with desk.write():
        for at in range(300):
            clients.add(desk, NewClient(given_name=f"Given{at}", family_name="Family"))
    page.show_place(Place(page=Page.CLIENTS))
    painted = []
    cells = page._model.cells
    monkeypatch.setattr(
        page._model, "cells", lambda row, columns: (painted.append(row), cells(row, columns))[1]
    )

    qtbot.wait(1)
    painted.clear()
    page.grab()

    assert 10 <= len(painted) <= 40


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped_in_the_list(
    list_page, look, size, scale, assert_nothing_clipped, qtbot
):
    look.wear(Theme(scale=scale))
    list_page.resize(*size)
    qtbot.wait(1)

    assert_nothing_clipped(list_page)


def test_compact_rows_are_shown_at_once_and_the_card_follows(list_page, look, qtbot):
    before = list_page.clients_table.height()
    look.choose("light", compact_rows=True)
    qtbot.wait(1)

    assert list_page.clients_table.height() == before - 3 * 9


def test_every_control_of_the_list_has_a_name(list_page, assert_accessible):
    assert_accessible(list_page)


def test_a_narrow_list_drops_the_last_note_before_the_week():
    assert Column.LAST_NOTE not in fitting(920)[0]
    assert Column.WEEK in fitting(920)[0]
    assert Column.WEEK not in fitting(820)[0]
    assert Column.HOURS in fitting(820)[0]
    assert Column.HOURS not in fitting(620)[0]


@pytest.mark.parametrize("width", [798, 908, 1096])
def test_a_flag_is_read_whole_before_a_name_has_room_to_spare(qapp, width):
    columns, geometry = fitting(width)
    by_name = dict(zip(columns, geometry.widths, strict=True))

    assert by_name[Column.FLAG] >= 222
    assert by_name[Column.CLIENT] >= 184
    assert by_name[Column.FLAG] >= 226 or by_name[Column.CLIENT] == 184


def test_a_row_is_said_in_words(qapp):
    row = ClientRow(
        id=1,
        number="CD-0147",
        name="Marcus R.",
        full_name="Marcus Reyes",
        initials="MR",
        status=ClientStatus.ACTIVE,
        week=5,
        target_weeks=12,
        last_note_on=date(2026, 3, 10),
        unsigned_notes=1,
        plan_signed_on=date(2026, 2, 14),
        plan_due_on=date(2026, 3, 16),
    )

    words = ClientList(lambda: TODAY).describe(row)

    assert words == ("Marcus R., CD-0147, Week 5 of 12, last note Mar 10, Review due Mar 16")


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [
        (-3, "Plan 3 days late", "risk"),
        (-1, "Plan 1 day late", "risk"),
        (0, "Plan due today", "overdue"),
        (3, "Plan due Mar 15", "overdue"),
        (5, "Plan due Mar 17", "neutral"),
    ],
)
def test_a_due_date_says_how_near_it_is(days, text, tone):
    chip = due_chip("Plan", TODAY + timedelta(days=days), TODAY)

    assert (chip.text, chip.tone) == (text, tone)


def test_a_date_of_another_year_names_it():
    assert short_date(date(2025, 12, 30), TODAY) == "Dec 30, 2025"


@pytest.fixture
def form(desk, navigator, bulletin, qtbot):
    made = ClientForm(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.show_place(Place(page=Page.CLIENT_FORM))
    return made


def test_a_client_is_added_by_keyboard(form, desk, navigator, qtbot):
    qtbot.keyClicks(form.client_given_name_edit, "Ada")
    # The test library cannot type letters outside ASCII.
    form.client_family_name_edit.set_value("Nguyễn")
    qtbot.keyClicks(form.client_born_on_edit, "5/2/1991")
    qtbot.keyClicks(form.episode_admitted_on_edit, "-3")
    qtbot.keyClicks(form.client_contacts.lines[0].value_edit, "555-0100")
    with qtbot.waitSignal(navigator.place_requested) as asked:
        qtbot.keyClick(
            form.client_family_name_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )

    made = clients.get(desk, asked.args[0].client_id)
    assert (made.full_name, made.born_on) == ("Ada Nguyễn", date(1991, 5, 2))
    assert episodes.open_of(desk, made.id).admitted_on == TODAY - timedelta(days=3)
    assert [one.value for one in clients.contacts(desk, made.id)] == ["555-0100"]


def test_a_missing_name_is_said_at_the_field_and_typed_text_stays(form, qtbot):
    qtbot.keyClicks(form.client_pronouns_edit, "they/them")
    form.save()

    assert form._given.error().startswith("A client needs a given name")
    assert form.client_pronouns_edit.value() == "they/them"
    assert form.client_given_name_edit.hasFocus()


def test_a_name_of_300_characters_is_refused_in_words(form, desk):
    form.client_given_name_edit.set_value("n" * 300)
    form.save()

    assert "300 characters" in form._given.error()
    assert clients.rows(desk) == []


def test_a_taken_number_is_said_at_the_number(form, caseload):
    form.client_given_name_edit.set_value("Ada")
    form.client_number_edit.set_value("CD-0147")
    form.save()

    assert "belongs to another client" in form._number.error()


@pytest.mark.parametrize("typed", ["31/31/1990", "2/30/1990", "soon"])
def test_a_date_that_means_nothing_stays_and_nothing_is_saved(form, desk, qtbot, typed):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_born_on_edit, typed)
    form.save()

    assert form._born.error()
    assert form.client_born_on_edit.text() == typed
    assert clients.rows(desk) == []


def test_a_birth_date_in_the_future_is_refused(form, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_born_on_edit, "5/2/2031")
    form.save()

    assert "in the future" in form._born.error()


def test_editing_changes_client_stay_and_contacts(form, desk, client):
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.client_preferred_name_edit.set_value("Marc")
    form.episode_track_combo.set_value(Track.EVENING)
    line = form.client_contacts.lines[0]
    line.kind_combo.set_value(ContactKind.EMAIL)
    line.value_edit.set_value("m@example.org")
    form.save()

    assert clients.get(desk, client.id).first_name == "Marc"
    assert episodes.open_of(desk, client.id).track is Track.EVENING
    assert clients.contacts(desk, client.id)[0].kind is ContactKind.EMAIL


def test_a_removed_contact_is_gone(form, desk, client):
    clients.change(
        desk, client, contacts=[clients.NewContact(kind=ContactKind.PHONE, value="555-0101")]
    )
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.client_contacts.lines[0].remove_button.click()
    form.save()

    assert clients.contacts(desk, client.id) == ()


def test_an_age_that_is_seldom_right_is_kept_when_the_button_is_pressed_again(form, desk, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_born_on_edit, "5/2/2019")
    form.save()
    assert "under 12" in form._born.error()
    assert form.client_born_on_edit.text() == "5/2/2019"
    assert clients.rows(desk) == []

    assert form.client_save_button.text() == "Keep as it is"
    form.client_save_button.click()

    assert [row.full_name for row in clients.rows(desk)] == ["Ada"]


def test_an_admission_far_ahead_is_kept_when_the_button_is_pressed_again(form, desk, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.episode_admitted_on_edit, "5/2/2029")
    form.save()
    assert "days from today" in form._admitted.error()
    assert clients.rows(desk) == []

    form.client_save_button.click()

    assert [row.full_name for row in clients.rows(desk)] == ["Ada"]


def test_a_doubt_is_raised_again_when_the_date_is_changed(form, desk, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_born_on_edit, "5/2/2019")
    form.save()
    qtbot.keyClick(form.client_born_on_edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(form.client_born_on_edit, "8")
    form.save()

    assert "under 12" in form._born.error()
    assert clients.rows(desk) == []


def test_somebody_of_the_same_name_is_asked_about(client, form, desk, navigator, qtbot):
    form.client_given_name_edit.set_value("marcus")
    form.client_family_name_edit.set_value("Reyes")
    form.save()
    assert form.problem_banner.isVisible()
    assert len(clients.rows(desk)) == 1

    with qtbot.waitSignal(navigator.place_requested) as asked:
        form.problem_banner.action_button.click()
    assert asked.args == [Place(page=Page.CHART, client_id=client.id)]

    assert form.client_save_button.text() == "Add anyway"
    form.client_save_button.click()
    assert len(clients.rows(desk)) == 2


@pytest.fixture
def ada(desk):
    """A client of another name than Marcus Reyes, and born on the same day."""
    return clients.add(
        desk, NewClient(given_name="Ada", family_name="Reyes", born_on=date(1991, 5, 2))
    )


def test_a_name_changed_into_that_of_another_client_is_asked_about(client, ada, form, desk):
    clients.change(desk, replace(client, born_on=ada.born_on))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=ada.id))
    form.client_given_name_edit.set_value("Marcus")
    form.save()

    assert form.problem_banner.isVisible()
    assert clients.get(desk, ada.id).given_name == "Ada"
    assert form.client_given_name_edit.value() == "Marcus"
    assert form.client_save_button.text() == "Keep as it is"

    form.client_save_button.click()
    assert clients.get(desk, ada.id).given_name == "Marcus"


def test_a_birth_date_changed_into_that_of_a_namesake_is_asked_about(client, ada, form, desk):
    clients.change(desk, replace(client, given_name="Ada", born_on=date(1991, 5, 3)))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=ada.id))
    form.client_born_on_edit.set_value(date(1991, 5, 3))
    form.save()

    assert form.problem_banner.isVisible()
    assert clients.get(desk, ada.id).born_on == date(1991, 5, 2)


def test_two_of_the_same_name_and_birth_date_are_asked_about_once(client, ada, form, desk):
    clients.change(desk, replace(client, given_name="Ada", born_on=ada.born_on))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=ada.id))
    form.client_pronouns_edit.set_value("she/her")
    form.save()

    assert clients.get(desk, ada.id).pronouns == "she/her"


def test_another_birth_date_tells_two_of_the_same_name_apart(client, form, desk, qtbot):
    form.client_given_name_edit.set_value("Marcus")
    form.client_family_name_edit.set_value("Reyes")
    qtbot.keyClicks(form.client_born_on_edit, "5/3/1991")
    form.save()

    assert len(clients.rows(desk)) == 2


def test_an_admission_before_the_inquiry_is_said_at_its_field(form, desk, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.episode_inquiry_on_edit, "3/10")
    qtbot.keyClicks(form.episode_admitted_on_edit, "3/9")
    form.save()

    assert "after the admission" in form._inquiry.error()
    assert form.episode_inquiry_on_edit.text() == "3/10"
    assert clients.rows(desk) == []


def test_the_age_stands_below_the_birth_date(form, qtbot):
    qtbot.keyClicks(form.client_born_on_edit, "5/2/2010")

    assert form._born._below.text() == "15 years old: a parent or guardian is asked for"


def test_a_minor_leads_on_to_the_people_around_them(form, navigator, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_born_on_edit, "5/2/2010")
    with qtbot.waitSignal(navigator.place_requested) as asked:
        form.save()

    place = asked.args[0]
    assert (place.tab, place.view, place.part) == (Tab.OVERVIEW, View.FACTS, "people")


def test_what_was_told_at_the_first_call_is_kept(form, desk, qtbot):
    form.client_given_name_edit.set_value("Ada")
    qtbot.keyClicks(form.client_languages_edit, "Spanish")
    form.client_interpreter_check.click()
    qtbot.keyClicks(form.episode_referred_edit, "Drug court")
    qtbot.keyClicks(form.episode_reason_edit, "Court order")
    form.save()

    (row,) = clients.rows(desk)
    stay, now = episodes.open_of(desk, row.id), circumstances.get(desk, row.id)
    assert (stay.referred_by, stay.reason, stay.inquiry_on) == ("Drug court", "Court order", TODAY)
    assert (now.languages, now.needs_interpreter) == ("Spanish", True)


def test_changing_languages_leaves_what_other_pages_wrote(form, desk, client, qtbot):
    circumstances.change(desk, client.id, lambda now: replace(now, strengths="Asked for help"))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    qtbot.keyClicks(form.client_languages_edit, "Spanish")
    form.save()

    now = circumstances.get(desk, client.id)
    assert (now.languages, now.strengths) == ("Spanish", "Asked for help")


def test_a_form_that_is_saved_unchanged_writes_no_circumstances(form, desk, client):
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.save()

    assert circumstances.get(desk, client.id).id == 0


def test_a_stay_of_two_years_can_be_edited(form, desk, client):
    stay = episodes.open_of(desk, client.id)
    episodes.extend(desk, stay, 104, "Housing is found step by step")
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.save()

    assert episodes.open_of(desk, client.id).target_weeks == 104


def test_more_weeks_than_planned_are_refused_at_their_field(form, desk, client):
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    assert "Extend…" in form._weeks._below.text()

    form.episode_weeks_combo.set_value(16)
    form.client_preferred_name_edit.set_value("Marc")
    form.save()

    assert "Extend…" in form._weeks.error()
    assert form.episode_weeks_combo.value() == 16
    assert episodes.open_of(desk, client.id).target_weeks == 12
    assert clients.get(desk, client.id).preferred_name != "Marc"


def test_the_level_of_an_admitted_client_is_changed_in_the_person_view(form, client, navigator):
    went = []
    navigator.place_requested.connect(went.append)
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    assert form.episode_level_combo.focusPolicy() is Qt.FocusPolicy.NoFocus

    form.episode_level_button.click()

    assert (went[-1].view, went[-1].part) == (View.FACTS, "stay")


def test_the_level_of_an_inquiry_is_chosen_in_the_form(form, desk):
    asked = clients.add(desk, NewClient(given_name="Ada"))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=asked.id))
    assert not form.episode_level_button.isVisible()

    form.episode_level_combo.set_value(LevelOfCare.PHP)
    form.save()

    assert episodes.open_of(desk, asked.id).level_of_care is LevelOfCare.PHP


def test_a_level_that_needs_its_reason_is_pointed_out_at_its_field(form, desk, client):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, admitted_on=None))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))

    form.episode_level_combo.set_value(LevelOfCare.PHP)
    form.save()

    assert form._level.error().startswith("Another level of care needs its day")


def test_a_level_typed_before_the_admission_does_not_undo_a_later_one(form, desk, client):
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.episode_level_combo.set_value(LevelOfCare.OTHER)
    form.save()

    assert episodes.open_of(desk, client.id).level_of_care is LevelOfCare.IOP


def test_a_new_client_has_no_stay_to_extend(form, client):
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.show_place(Place(page=Page.CLIENT_FORM))

    assert form._weeks._below.text() == ""


def test_the_names_of_a_discharged_client_can_still_be_put_right(form, desk, client):
    stay = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(stay, closed_on=TODAY))
    form.show_place(Place(page=Page.CLIENT_FORM, client_id=client.id))
    form.client_preferred_name_edit.set_value("Marc")
    form.save()

    assert clients.get(desk, client.id).preferred_name == "Marc"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped_in_the_form(form, look, size, scale, assert_nothing_clipped, qtbot):
    look.wear(Theme(scale=scale))
    form.resize(*size)
    form.save()
    qtbot.wait(10)

    assert_nothing_clipped(form)


def test_every_control_of_the_form_has_a_name(form, assert_accessible):
    assert_accessible(form)


class TabPage(QWidget):
    """A tab's page that remembers what it was told."""

    def __init__(self):
        super().__init__()
        self.places, self.flushed = [], 0

    def show_place(self, place):
        self.places.append(place)

    def flush(self):
        self.flushed += 1


@pytest.fixture
def chart(desk, navigator, bulletin, qtbot):
    tabs = {tab: TabPage() for tab in Tab}
    made = ChartPage(
        desk,
        navigator,
        bulletin,
        tabs={tab: lambda page=page: Leaf(page, page) for tab, page in tabs.items()},
    )
    qtbot.addWidget(made)
    for tab_page in tabs.values():
        qtbot.addWidget(tab_page)
    made.tab_pages = tabs
    made.resize(1154, 768)
    made.show()
    navigator.place_requested.connect(
        lambda place: made.show_place(place) if place.page is Page.CHART else None
    )
    return made


def test_the_chart_says_who_it_is(chart, navigator, client):
    navigator.open(Place(page=Page.CHART, client_id=client.id))

    assert chart.name_label.text() == "Marcus R."
    assert chart.facts_label.text() == "CD-0001 · he/him · 34"
    assert chart.stay_chip.text == "IOP · week 5 of 12"


@pytest.mark.parametrize(
    ("assessed", "told"),
    [
        ("2.1", "IOP 2.1 · week 5 of 12"),
        (" ", "IOP · week 5 of 12"),
        ("IOP,  2.1", "IOP, 2.1 · week 5 of 12"),
        ("2.1 with a sober home", "IOP 2.1 with a s… · week 5 of 12"),
    ],
)
def test_the_level_of_the_assessment_stands_beside_that_of_the_stay(
    chart, navigator, client, desk, assessed, told
):
    assessing.signed(desk, client.id, level_of_care=assessed)
    navigator.open(Place(page=Page.CHART, client_id=client.id))

    assert chart.stay_chip.text == told


def test_a_chart_opens_on_its_overview(chart, navigator, client):
    navigator.open(Place(page=Page.CHART, client_id=client.id))

    assert chart.tab_pages[Tab.OVERVIEW].places[-1].client_id == client.id


def test_control_tab_turns_the_tabs_and_the_left_one_is_flushed(chart, navigator, client, qtbot):
    navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))
    chart.chart_tabs._turn(1)

    assert chart.tab_pages[Tab.NOTES].places[-1].client_id == client.id
    assert chart.tab_pages[Tab.PLAN].flushed == 1


def test_another_client_opens_on_the_tab_shown_last(chart, navigator, client, caseload):
    navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    navigator.open(Place(page=Page.CHART, client_id=caseload[0].id))

    assert chart.tab_pages[Tab.NOTES].places[-1].client_id == caseload[0].id


def test_new_note_starts_one_and_opens_it(chart, navigator, client, desk, qtbot):
    navigator.open(Place(page=Page.CHART, client_id=client.id))
    with qtbot.waitSignal(navigator.place_requested) as asked:
        chart.chart_new_note_button.click()

    assert asked.args[0].page is Page.NOTE
    assert notes.get(desk, asked.args[0].note_id).client_id == client.id


def test_control_n_starts_a_note(chart, navigator, client, qtbot):
    navigator.open(Place(page=Page.CHART, client_id=client.id))
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    with qtbot.waitSignal(navigator.place_requested) as asked:
        qtbot.keyClick(chart, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert asked.args[0].page is Page.NOTE


def test_a_discharged_chart_offers_a_new_episode_and_no_note(chart, navigator, caseload, desk):
    grace = caseload[-1]
    navigator.open(Place(page=Page.CHART, client_id=grace.id))
    assert chart.stay_chip.text == "Discharged Mar 10"
    assert not chart.chart_new_note_button.isVisible()

    chart._episode_action.trigger()

    assert chart.stay_chip.text == "IOP · intake"
    assert chart.chart_new_note_button.isVisible()


def test_print_without_anything_to_print_says_so(chart, navigator, client, qtbot):
    chart.tab_pages[Tab.PLAN].print_request = lambda: None
    navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN))

    with qtbot.waitSignal(chart.said) as said:
        chart.chart_print_button.click()
    assert said.args == ["Nothing to print here yet"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_clipped_in_the_chart(
    chart, navigator, client, look, size, scale, assert_nothing_clipped, qtbot
):
    look.wear(Theme(scale=scale))
    chart.resize(*size)
    navigator.open(Place(page=Page.CHART, client_id=client.id))
    qtbot.wait(1)

    assert_nothing_clipped(chart)


def test_every_control_of_the_chart_has_a_name(chart, navigator, client, assert_accessible):
    navigator.open(Place(page=Page.CHART, client_id=client.id))

    assert_accessible(chart)
