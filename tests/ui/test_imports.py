"""The page that imports clients says what it would do, does it whole, and takes it back."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counselor_desk.errors import ClientsComingError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.services import clients, imports, notes, settings
from counselor_desk.services.import_mapping import Fact
from counselor_desk.ui import autosave, messages
from counselor_desk.ui import theme as themes
from counselor_desk.ui.autosave import Autosave
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.imports.findings import Part
from counselor_desk.ui.imports.page import ImportPage, Step
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.work_line import Work

HEAD = "Last name,First name,DOB,Client ID,Notes\n"
GOOD = HEAD + "Abara,Imani,1990-04-03,,x\nReyes,Marcus,1991-05-02,,y\nBrandt,Jo,,,z\n"
BAD = HEAD + "Abara,Imani,soon,,x\nBrandt,Jo\n"


@pytest.fixture
def bulletin(qapp, desk):
    made = Bulletin()
    made.follow(desk)
    yield made
    made.leave()


@pytest.fixture
def navigator():
    return Navigator()


@pytest.fixture
def page(desk, qtbot, navigator, bulletin, monkeypatch):
    page = ImportPage(desk, navigator, bulletin)
    page.resize(1100, 720)
    qtbot.addWidget(page)
    page.show()
    page.show_place(Place(page=Page.IMPORT))
    page.monkeypatch = monkeypatch
    return page


@pytest.fixture
def give(page, tmp_path, qtbot):
    """Choose a file with this text, as the person does, and wait for its columns."""

    def choose(text, waits_for=Step.COLUMNS):
        path = tmp_path / "clients.csv"
        path.write_text(text, encoding="utf-8")
        page.monkeypatch.setattr(messages, "choose_open_path", lambda *_: path)
        page.choose()
        settle(page, qtbot)
        assert page.step is waits_for

    return choose


def settle(page, qtbot):
    qtbot.waitUntil(lambda: not page.work_line.is_busy(), timeout=10_000)
    QApplication.processEvents()  # the layout follows what was said


def go_on(page, qtbot):
    page.next_button.click()
    settle(page, qtbot)


def names(desk):
    return {row.full_name for row in clients.rows(desk)}


def shown(page):
    return [(one.line, one.title) for one in page.check_step.findings_list.findings()]


def test_the_page_begins_with_a_file(page, assert_accessible, assert_nothing_clipped):
    assert page.focusWidget() is page.choose_button
    assert not page.undo_banner.isVisible()
    assert_accessible(page)
    assert_nothing_clipped(page)


def test_columns_are_guessed_with_an_example_of_each(
    page, give, assert_accessible, assert_nothing_clipped
):
    give(GOOD)

    mapping = page.columns_step.mapping()
    assert mapping.columns == {
        Fact.FAMILY_NAME: 0,
        Fact.GIVEN_NAME: 1,
        Fact.BIRTH_DATE: 2,
        Fact.RECORD_NUMBER: 3,
    }
    assert page.columns_step._examples[Fact.GIVEN_NAME].text() == "Imani"
    assert "clients.csv · 3 rows · UTF-8, commas" in page.file_label.text()
    assert_accessible(page)
    assert_nothing_clipped(page)


def test_examples_of_names_are_hidden_with_the_names(page, give, desk):
    settings.change(desk, hides_names=True)
    give(GOOD)

    assert page.columns_step._examples[Fact.GIVEN_NAME].text() == "I."


def test_a_column_holds_one_fact(page, give):
    give(GOOD)
    page.columns_step.choose(Fact.REASON, 1)

    columns = page.columns_step.mapping().columns
    assert columns[Fact.REASON] == 1
    assert Fact.GIVEN_NAME not in columns


def test_a_file_that_is_no_table_is_said_and_another_can_be_chosen(page, give):
    give('Name,DOB\n"Ana', waits_for=Step.FILE)

    assert page.problem_banner.isVisible()
    give(GOOD)
    assert not page.problem_banner.isVisible()


def test_without_a_name_the_names_are_asked_for(page, give, qtbot):
    give("Town,DOB\nRome,1990-04-03\n")
    go_on(page, qtbot)

    assert page.step is Step.COLUMNS
    assert "No column holds the names" in page.problem_banner.accessibleName()
    assert page.focusWidget() is page.columns_step._choices[Fact.GIVEN_NAME]


def test_dates_with_two_meanings_are_asked_about(page, give, qtbot):
    give("Name,DOB\nAna,3/4/1990\n")
    go_on(page, qtbot)
    assert page.columns_step.order_card.isVisible()

    day_first = page.columns_step.order_segments._buttons[1]
    day_first.click()
    assert not page.problem_banner.isVisible()
    go_on(page, qtbot)

    assert page.step is Step.CHECK
    assert "04/03/1990" in page.check_step.findings_list.findings()[0].caption


def test_the_look_shows_who_is_there_already(
    page, give, qtbot, client, assert_accessible, assert_nothing_clipped
):
    give(GOOD)
    go_on(page, qtbot)

    assert shown(page) == [(3, "Marcus Reyes")]
    assert client.number in page.check_step.findings_list.findings()[0].caption
    assert page.next_button.text() == "Import 2 clients"
    assert_accessible(page)
    assert_nothing_clipped(page)


def test_nothing_is_written_before_import_is_pressed(page, give, qtbot, desk):
    give(GOOD)
    go_on(page, qtbot)

    assert not names(desk)


def test_the_new_ones_come_in_and_the_known_one_stays_out(page, give, qtbot, desk, client):
    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)

    assert page.step is Step.DONE
    assert names(desk) == {"Marcus Reyes", "Imani Abara", "Jo Brandt"}
    assert len(clients.rows(desk)) == 3


def test_a_known_one_comes_in_by_choice(page, give, qtbot, desk, client):
    give(GOOD)
    go_on(page, qtbot)
    found = page.check_step.findings_list
    found.setFocus()
    qtbot.keyClick(found, Qt.Key.Key_Space)

    assert found.findings()[0].is_kept
    assert page.next_button.text() == "Import 3 clients"
    go_on(page, qtbot)
    assert [row.full_name for row in clients.rows(desk)].count("Marcus Reyes") == 2


def test_a_click_on_the_chip_turns_and_one_beside_it_does_not(page, give, qtbot, client):
    give(GOOD)
    go_on(page, qtbot)
    found = page.check_step.findings_list
    rect = found.visualRect(found.model().index(0, 0))
    beside, chip = rect.center(), rect.center()
    chip.setX(rect.right() - 40)
    left = Qt.MouseButton.LeftButton

    qtbot.mouseClick(found.viewport(), left, pos=beside)
    assert not page.check_step.kept_lines()
    qtbot.mouseClick(found.viewport(), left, pos=chip)
    assert page.check_step.kept_lines() == {3}


def test_all_known_ones_come_in_or_stay_out_together(page, give, qtbot):
    give(HEAD + "Abara,Imani,,,\n" * 3)
    go_on(page, qtbot)
    button = page.check_step.import_all_button

    button.click()
    assert page.check_step.kept_lines() == {3, 4}
    button.click()
    assert page.check_step.kept_lines() == frozenset()


def test_problems_are_listed_by_line_and_nothing_can_be_imported(
    page, give, qtbot, desk, assert_nothing_clipped
):
    give(BAD)
    go_on(page, qtbot)

    assert [line for line, _ in shown(page)] == [2, 3]
    assert page.next_button.text() == "Choose the corrected file…"
    assert not names(desk)
    assert_nothing_clipped(page)
    give(GOOD)


def test_an_unlikely_age_is_shown_and_waits_for_a_tick(
    page, give, qtbot, desk, assert_accessible, assert_nothing_clipped
):
    give("Name,DOB\nAna,2020-01-01\n")
    go_on(page, qtbot)

    assert shown(page) == [(2, "The birth date makes this client 6 years old.")]
    assert page.check_step.ages_check.isVisible()
    assert not page.next_button.isEnabled()
    assert_accessible(page)
    assert_nothing_clipped(page)

    page.check_step.ages_check.click()
    go_on(page, qtbot)
    assert names(desk) == {"Ana"}


def test_an_unlikely_age_of_a_client_who_is_left_out_asks_nothing(page, give, qtbot, desk, client):
    give("Name,DOB,Client ID\nAna,2020-01-01,CD-0001\nBo,1990-01-01,\n")
    go_on(page, qtbot)
    assert not page.check_step.ages_check.isVisible()
    assert page.next_button.isEnabled()

    page.check_step.import_all_button.click()

    assert page.check_step.ages_check.isVisible()
    assert not page.next_button.isEnabled()


def test_another_file_asks_about_its_ages_anew(page, give, qtbot, desk):
    give("Name,DOB\nAna,2020-01-01\n")
    go_on(page, qtbot)
    page.check_step.ages_check.click()
    page.previous_button.click()
    go_on(page, qtbot)

    assert not page.next_button.isEnabled()
    assert not names(desk)


def test_every_part_can_be_shown(page, give, qtbot, client):
    give(GOOD)
    go_on(page, qtbot)
    segments = page.check_step.parts_segments

    segments.set_value(Part.NEW)
    segments.edited.emit(Part.NEW)

    assert [title for _, title in shown(page)] == ["Imani Abara", "Jo Brandt"]


def test_back_leads_to_the_columns_and_the_file(page, give, qtbot):
    give(GOOD)
    go_on(page, qtbot)
    page.previous_button.click()
    assert page.step is Step.COLUMNS
    page.previous_button.click()
    assert page.step is Step.FILE


def test_an_import_can_be_undone_on_the_page(page, give, qtbot, desk, client, dialogs):
    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)
    dialogs.expect("Undo this import?", lambda dialog: dialog.accept())
    page.undo_banner.action_button.click()
    settle(page, qtbot)

    assert names(desk) == {"Marcus Reyes"}
    assert page.step is Step.FILE
    assert not page.undo_banner.isVisible()


def test_an_import_with_notes_stays_and_says_why(page, give, qtbot, desk):
    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)
    notes.start(desk, clients.rows(desk)[0].id)
    page.undo()
    settle(page, qtbot)

    assert "1 client of this import has records" in page.problem_banner.accessibleName()
    assert len(names(desk)) == 3


def test_the_toast_undoes(page, give, qtbot, desk):
    from counselor_desk.ui import toast

    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)
    toast.of_window(page).act()
    settle(page, qtbot)

    assert not names(desk)


def test_the_last_import_is_offered_when_one_comes_back(page, give, qtbot, desk):
    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)
    page.show_place(Place(page=Page.IMPORT))

    assert page.step is Step.FILE
    assert "3 clients, Mar 12, 10:04 am" in page.undo_banner.accessibleName()


def test_others_hear_of_the_clients(page, give, qtbot, bulletin):
    heard = []
    bulletin.changed.connect(heard.append)
    give(GOOD)
    go_on(page, qtbot)
    go_on(page, qtbot)

    assert len(heard[0].clients) == 3


def test_clients_added_meanwhile_are_not_doubled(page, give, qtbot, desk):
    give(GOOD)
    go_on(page, qtbot)
    clients.add(desk, clients.NewClient(given_name="Imani", family_name="Abara"))
    go_on(page, qtbot)

    assert "Clients were added since" in page.problem_banner.accessibleName()
    assert names(desk) == {"Imani Abara"}


def test_a_stopped_import_leaves_nothing(page, give, qtbot, desk):
    give(HEAD + "".join(f"Abara,Imani {at},,,\n" for at in range(300)))
    go_on(page, qtbot)
    page.next_button.click()
    page.work_line.cancel_button.click()
    settle(page, qtbot)

    assert "was stopped" in page.problem_banner.accessibleName()
    assert not names(desk)
    assert imports.newest(desk) is None


def test_what_is_typed_during_an_import_waits_and_is_saved_after_it(
    page, give, qtbot, desk, client, monkeypatch
):
    monkeypatch.setattr(autosave, "BUSY_MS", 10)
    note = notes.start(desk, client.id)
    edit = NoteEdit(note=replace(note, topic="Sleep"))
    typing = Autosave(lambda: notes.keep(desk, edit), page)
    writes, goes_on = Event(), Event()
    give(GOOD)
    go_on(page, qtbot)
    monkeypatch.setattr(Work, "tell", lambda *_: writes.set() or goes_on.wait(10))
    page.next_button.click()
    assert writes.wait(10)

    typing.touch()
    assert not typing.flush()
    assert isinstance(typing.problem, ClientsComingError)
    goes_on.set()
    qtbot.waitUntil(lambda: not typing.is_waiting, timeout=10_000)

    assert notes.open_edit(desk, note.id).note.topic == "Sleep"
    settle(page, qtbot)
    assert "Imani Abara" in names(desk)


def test_only_one_thing_is_done_at_a_time(page, give, qtbot):
    give(GOOD)
    page.next_button.click()
    assert not page.next_button.isEnabled()
    page.look()
    settle(page, qtbot)

    assert page.next_button.isEnabled()


def test_the_arrow_leads_to_the_clients(page, navigator):
    page.back_button.click()

    assert navigator.place == Place(page=Page.CLIENTS)


@pytest.mark.parametrize(("width", "height", "scale"), [(812, 640, 1.0), (1100, 720, 1.5)])
def test_nothing_is_clipped_where_room_is_scarce(
    page, give, qtbot, look, client, width, height, scale, assert_nothing_clipped
):
    look.wear(themes.Theme(scale=scale))
    page.resize(width, height)
    give(GOOD)
    assert_nothing_clipped(page)
    go_on(page, qtbot)
    assert_nothing_clipped(page)
