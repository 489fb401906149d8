from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from counselor_desk.errors import ClosedCounselingNotesError
from counselor_desk.services import clients, counseling_notes, keys, settings
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.counseling_notes.page import CounselingNotesPage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.settings import keys as changes

SECOND = "granite-otter-velvet-compass-thunder"
MARKER = "she fears her brother qzjxv"


@pytest.fixture
def page(qtbot, desk, client):
    """The page of a client, in a window."""
    window = QMainWindow()
    bulletin = Bulletin(window)
    bulletin.follow(desk)
    page = CounselingNotesPage(desk, Navigator(window), bulletin)
    page.window_kept = window
    window.setCentralWidget(page)
    window.resize(1100, 760)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.show_place(place(client))
    yield page
    bulletin.leave()


@pytest.fixture
def open_page(page, qtbot):
    """The same, set up and open."""
    set_up(page, qtbot)
    return page


def place(client):
    return Place(page=Page.COUNSELING_NOTES, client_id=client.id)


def set_up(page, qtbot, words=""):
    page.set_up.form.passphrase_edit.setText(SECOND)
    page.set_up.form.repeat_edit.setText(SECOND)
    page.set_up.words_field.words_edit.set_text(words)
    page.counseling_set_up_button = page.set_up.counseling_set_up_button
    page.set_up.counseling_set_up_button.click()
    qtbot.waitUntil(page.is_open)


def unlock(page, qtbot, passphrase=SECOND):
    page.door.passphrase_edit.setText(passphrase)
    page.door.counseling_open_button.click()
    qtbot.waitUntil(page.is_open)


def write(page, qtbot, text=MARKER):
    page._start()
    qtbot.keyClicks(page.sheet.note_text, text)
    page.flush()


def listed(page):
    return list(page.sheet.rows())


def seen(page):
    """Whether the door, the set-up or the notes are shown."""
    return page._stack.currentWidget()


def test_first_it_says_what_may_stand_here_and_from_where(page):
    words = " ".join(label.text() for label in page.set_up.findChildren(type(page.client_label)))

    assert seen(page) is page.set_up
    assert "start and stop times" in words
    assert "42 CFR 2.11" in words
    assert "45 CFR 164.501" in words


def test_a_weak_passphrase_is_refused_beside_its_field(page, desk):
    page.set_up.form.passphrase_edit.setText("password")
    page.set_up.form.repeat_edit.setText("password")

    page.set_up.counseling_set_up_button.click()

    assert not counseling_notes.is_set_up(desk)


def test_words_that_do_not_open_the_store_are_refused_and_stay(page, desk, qtbot):
    wrong = " ".join(keys.new_words(desk))
    page.set_up.form.passphrase_edit.setText(SECOND)
    page.set_up.form.repeat_edit.setText(SECOND)
    page.set_up.words_field.words_edit.set_text(wrong)

    page.set_up.counseling_set_up_button.click()

    qtbot.waitUntil(page.set_up.problem_banner.isVisible)
    assert page.set_up.words_field.typed() == wrong
    assert not page.is_open()


def test_after_the_set_up_the_notes_are_open_and_empty(open_page):
    assert seen(open_page) is open_page.sheet
    assert listed(open_page) == []


def test_a_note_is_written_and_listed_by_its_first_words(open_page, qtbot):
    write(open_page, qtbot)

    assert listed(open_page) == [f"Mar 12, 10:04 am: {MARKER}"]


def test_a_note_is_kept_at_a_pause(open_page, qtbot, desk, client):
    write(open_page, qtbot, "")

    qtbot.keyClicks(open_page.sheet.note_text, "kept")
    open_page.sheet.note_text.flush()

    kept = counseling_notes.of_client(desk, open_page._shown.opened, client.id)
    assert [note.text for note in kept] == ["kept"]


def test_it_opens_again_with_its_passphrase(open_page, qtbot):
    write(open_page, qtbot)
    open_page.counseling_close_button.click()
    assert seen(open_page) is open_page.door

    unlock(open_page, qtbot)

    assert open_page.sheet.text() == MARKER


def test_another_passphrase_is_said_beside_the_field(open_page, qtbot):
    open_page.close_notes()
    open_page.door.passphrase_edit.setText("granite-otter-velvet-compass-lightning")

    open_page.door.counseling_open_button.click()

    qtbot.waitUntil(lambda: "does not open" in open_page.door._passphrase_field._below.text())
    assert not open_page.is_open()


def test_the_recovery_words_open_them(page, qtbot, desk):
    words = keys.new_words(desk)
    keys.replace_words(desk, words)
    set_up(page, qtbot, " ".join(words))
    assert not page.words_banner.isVisible()
    page.close_notes()

    page.door.counseling_words_button.click()
    page.door.words_field.words_edit.set_text(" ".join(words))
    page.door.counseling_open_button.click()

    qtbot.waitUntil(page.is_open)


def test_without_words_it_says_what_is_missing_and_takes_them(open_page, qtbot, desk, monkeypatch):
    words = keys.new_words(desk)
    keys.replace_words(desk, words)
    assert open_page.words_banner.isVisible()

    def answer(dialog):
        dialog.words_field.words_edit.set_text(" ".join(words))
        dialog.use_button.click()
        qtbot.waitUntil(lambda: dialog.result() == 1)
        return True

    monkeypatch.setattr(messages, "run", answer)
    open_page.words_banner.action_requested.emit()

    assert not open_page.words_banner.isVisible()
    assert not counseling_notes.needs_words(desk)


def test_closing_wipes_key_and_texts(open_page, qtbot, desk, client):
    write(open_page, qtbot)
    opened = open_page._shown.opened

    open_page.counseling_close_button.click()

    with pytest.raises(ClosedCounselingNotesError):
        counseling_notes.of_client(desk, opened, client.id)
    assert open_page.sheet.text() == ""
    assert listed(open_page) == []
    assert not open_page.sheet.note_text.document().isUndoAvailable()


def test_leaving_the_page_closes_and_keeps_what_was_typed(open_page, qtbot, desk, client):
    write(open_page, qtbot, "")
    qtbot.keyClicks(open_page.sheet.note_text, "typed last")

    open_page.hide()

    assert not open_page.is_open()
    again = counseling_notes.open_notes(desk, SECOND)
    kept = counseling_notes.of_client(desk, again, client.id)
    assert [note.text for note in kept] == ["typed last"]
    again.close()


def test_five_idle_minutes_close_them(open_page, qtbot):
    write(open_page, qtbot)
    assert open_page._idle.isActive()
    assert open_page._idle.interval() == 5 * 60 * 1000

    open_page._idle.timeout.emit()

    assert not open_page.is_open()
    assert not open_page._idle.isActive()


def test_typing_counts_the_idle_time_anew(open_page, qtbot):
    write(open_page, qtbot)
    open_page._idle.stop()

    qtbot.keyClick(open_page.sheet.note_text, Qt.Key.Key_A)

    assert open_page._idle.isActive()


def test_whoever_leaves_while_it_opens_gets_no_key(open_page, qtbot):
    open_page.close_notes()
    open_page.door.passphrase_edit.setText(SECOND)
    open_page.door.counseling_open_button.click()

    open_page.hide()

    qtbot.waitUntil(open_page.door.counseling_open_button.isEnabled)
    assert not open_page.is_open()


def test_another_client_stands_before_a_closed_door(open_page, qtbot, desk):
    write(open_page, qtbot)
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Tate"))

    open_page.show_place(place(other))

    assert not open_page.is_open()
    assert "Jolene" in open_page.client_label.text()


def test_a_deleted_note_comes_back(open_page, qtbot):
    write(open_page, qtbot)

    open_page.sheet.note_delete_button.click()
    assert listed(open_page) == []
    open_page.deleted_banner.action_requested.emit()

    assert open_page.sheet.text() == MARKER


def test_a_deletion_cannot_be_undone_after_closing(open_page, qtbot):
    write(open_page, qtbot)
    open_page.sheet.note_delete_button.click()

    open_page.close_notes()
    unlock(open_page, qtbot)

    assert not open_page.deleted_banner.isVisible()
    assert listed(open_page) == []


def test_a_note_in_which_nothing_was_written_leaves_no_row(open_page, qtbot, desk, client):
    write(open_page, qtbot, "")

    open_page.close_notes()

    again = counseling_notes.open_notes(desk, SECOND)
    assert counseling_notes.of_client(desk, again, client.id) == []
    again.close()


def test_choosing_another_note_keeps_the_first(open_page, qtbot, clock):
    write(open_page, qtbot, "first")
    clock.go_on(hours=1)
    write(open_page, qtbot, "second")

    shown = open_page.sheet.notes_list
    shown.setCurrentIndex(shown.model().index(1, 0))

    assert open_page.sheet.text() == "first"
    assert listed(open_page) == ["Mar 12, 11:04 am: second", "Mar 12, 10:04 am: first"]


def test_a_name_is_hidden_with_the_others(page, desk):
    assert "Marcus" in page.client_label.text()

    settings.change(desk, hides_names=True)

    assert "Marcus" not in page.client_label.text()


def test_the_way_back_leads_to_the_notes(page, client):
    opened = []
    page._navigator.place_requested.connect(opened.append)

    page.counseling_chart_button.click()

    assert opened == [Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES)]


def test_no_text_is_in_any_file(open_page, qtbot, desk, tmp_path):
    write(open_page, qtbot)

    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert any(file.name == "records.db" for file in files)
    assert not any(b"qzjxv" in file.read_bytes() for file in files)


def test_who_changes_the_recovery_sheet_is_told_what_the_notes_need(open_page, desk):
    assert "Counseling notes keep the old words" in changes.sheet_change(desk).sentence
    assert "Counseling notes keep the old words" in changes.rotation(desk).sentence


def test_without_counseling_notes_nothing_is_said_of_them(desk):
    assert "ounseling" not in changes.sheet_change(desk).sentence


def test_another_passphrase_can_be_chosen(open_page, qtbot, desk, monkeypatch):
    write(open_page, qtbot)

    def answer(dialog):
        for edit in (dialog.form.passphrase_edit, dialog.form.repeat_edit):
            edit.setText("meadow-copper-lantern-orbit-saddle")
        dialog.change_button.click()
        qtbot.waitUntil(lambda: dialog.result() == 1)
        return True

    monkeypatch.setattr(messages, "run", answer)
    with qtbot.waitSignal(open_page.said):
        open_page.sheet.counseling_passphrase_button.click()

    open_page.close_notes()
    unlock(open_page, qtbot, "meadow-copper-lantern-orbit-saddle")
    assert open_page.sheet.text() == MARKER
