"""The window unlocks, locks, makes a store, remembers its look, and ends well."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk import settings as preferences
from counselor_desk.errors import DiskFullError
from counselor_desk.records.program import Program
from counselor_desk.services import clients, settings, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import backup_log, costs
from counselor_desk.ui import messages, tasks, whereabouts
from counselor_desk.ui.main_window import LOCKED_TITLE, TITLE, MainWindow
from counselor_desk.ui.navigation import Page, Place, Section, Tab
from counselor_desk.ui.opening import Surroundings
from counselor_desk.ui.recovery_words import ASKED

PASSPHRASE = "river-lamp-orbit-seed-wolf"
ZONE = "America/Chicago"
PROGRAM = Place(page=Page.SETTINGS, section=Section.PROGRAM)
LONG_MS = 20_000


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A store with one client, made once; and its words."""
    folder = tmp_path_factory.mktemp("pattern") / "Records.cdesk"
    program = Program(counselor_name="D. Whitfield", credential="LADC", program_name="Cedar Ridge")
    desk, words = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=program, cost=costs.FLOOR
    )
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes"))
    stores.lock(desk)
    return folder, words


@pytest.fixture
def store(pattern, tmp_path):
    folder = tmp_path / "Records.cdesk"
    shutil.copytree(pattern[0], folder)
    return folder


@pytest.fixture
def open_window(tmp_path, clock, qtbot):
    made = []

    def make(folder):
        around = Surroundings(
            folder=folder,
            usual_folder=tmp_path / "Records.cdesk",
            config_dir=None,
            zone=lambda: ZONE,
            clock=clock,
        )
        window = MainWindow(around, tmp_path / "settings.json")
        made.append(window)
        qtbot.addWidget(window)
        window.begin()
        qtbot.waitUntil(lambda: window.menu is not None)
        return window

    yield make
    for window in made:
        window.close()
    tasks.finish()
    QApplication.processEvents()


@pytest.fixture
def window(open_window, store):
    return open_window(store)


def unlock(window, qtbot, passphrase=PASSPHRASE):
    edit = window.opening.unlock_screen.passphrase_part.findChild(QWidget, "unlock_passphrase_edit")
    edit.setText(passphrase)
    QTest.keyClick(edit, Qt.Key.Key_Return)


@pytest.fixture
def open_desk(window, qtbot):
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    return window


def test_it_starts_locked_and_names_no_one(window):
    assert window.windowTitle() == LOCKED_TITLE
    assert window.workspace is None


def test_the_passphrase_opens_what_is_owed_today(open_desk):
    assert open_desk.windowTitle() == TITLE
    assert open_desk.workspace.place() == Place(page=Page.TODAY)


def test_a_wrong_passphrase_is_said_and_opens_nothing(window, qtbot):
    unlock(window, qtbot, "not the passphrase at all")
    field = window.opening.unlock_screen.passphrase_part.passphrase_field
    qtbot.waitUntil(lambda: "does not match" in field.error(), timeout=LONG_MS)

    assert window.desk is None


def test_control_l_locks_and_unlocking_returns_to_the_page(open_desk, qtbot):
    open_desk.workspace.navigator.open(PROGRAM)
    open_desk.activateWindow()
    qtbot.waitUntil(open_desk.isActiveWindow)
    QTest.keyClick(open_desk.workspace, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: open_desk.desk is None)
    assert open_desk.windowTitle() == LOCKED_TITLE

    unlock(open_desk, qtbot)
    qtbot.waitUntil(lambda: open_desk.desk is not None, timeout=LONG_MS)

    assert open_desk.workspace.place() == PROGRAM


def test_the_idle_time_follows_its_setting_at_once(open_desk):
    open_desk.workspace.open_settings()
    combo = open_desk.workspace.pages.leaves[Page.SETTINGS].page.security.minutes_combo
    combo.set_value(10)
    combo.edited.emit(10)

    assert open_desk._watches.idle.minutes == 10
    assert open_desk.workspace.sidebar.lock_label.text() == "Locks after 10 min"


def test_colors_and_text_size_are_chosen_on_the_settings_page(open_desk, tmp_path):
    open_desk.workspace.open_settings()
    look = open_desk.workspace.pages.leaves[Page.SETTINGS].page.look
    look.mode_segments.edited.emit("dark")
    look.size_combo.edited.emit(120)
    look.contrast_box.click()
    look.compact_box.click()

    kept = preferences.load(tmp_path / "settings.json")
    assert (kept.theme, kept.text_scale) == ("dark", 1.2)
    assert (kept.high_contrast, kept.compact_rows) == (True, True)
    assert look.size_combo.value() == 120
    open_desk.menu.normal_action.trigger()
    assert look.size_combo.value() == 100


def test_locking_keeps_what_was_typed(open_desk, qtbot, store):
    open_desk.workspace.navigator.open(PROGRAM)
    page = open_desk.workspace.pages.leaves[Page.SETTINGS].page
    page.program.program_credential_edit.set_value("LCSW")
    open_desk.lock()

    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    kept = desk.program().credential
    stores.lock(desk)
    assert kept == "LCSW"


def test_five_idle_minutes_lock(open_desk, clock, qtbot):
    clock.go_on(minutes=5)
    qtbot.waitUntil(lambda: open_desk.desk is None, timeout=5000)


def test_the_minutes_are_those_of_the_store(open_desk, clock, qtbot):
    settings.change(open_desk.desk, lock_minutes=2)
    assert "2 min" in open_desk.workspace.sidebar.lock_label.text()

    clock.go_on(minutes=2)
    qtbot.waitUntil(lambda: open_desk.desk is None, timeout=5000)


@pytest.mark.parametrize("locks", [True, False])
def test_sleep_locks_if_the_store_says_so(open_desk, locks):
    settings.change(open_desk.desk, locks_on_sleep=locks)
    open_desk._watches.idle.slept.emit()

    assert (open_desk.desk is None) == locks


def test_the_lock_hands_over_ids_and_no_names(open_desk):
    handed = []
    open_desk._replace_process = handed.append
    open_desk.workspace.navigator.open(Place(page=Page.CHART, client_id=1, tab=Tab.NOTES))
    open_desk.lock()

    (message,) = handed
    left = whereabouts.from_json(message)
    assert left.place == Place(page=Page.CHART, client_id=1, tab=Tab.NOTES)
    assert left.recent == (1,)
    assert b"Reyes" not in message
    assert b"Marcus" not in message


def test_a_process_that_cannot_be_replaced_is_said(open_desk):
    def refuse(_message):
        raise OSError

    open_desk._replace_process = refuse
    open_desk.lock()

    banner = open_desk.opening.unlock_screen.problem_banner
    assert "memory may still hold parts" in banner.accessibleName()


def test_a_lock_that_cannot_save_keeps_the_words_on_the_screen(open_desk, monkeypatch):
    def refuse():
        raise DiskFullError

    monkeypatch.setattr(open_desk.workspace, "flush", refuse)
    open_desk.lock()
    assert open_desk.desk is not None
    assert "disk is full" in open_desk.workspace.problem_banner.accessibleName()

    monkeypatch.undo()


def test_the_banner_of_a_refused_lock_goes_when_something_is_saved(open_desk, monkeypatch):
    def refuse():
        raise DiskFullError

    monkeypatch.setattr(open_desk.workspace, "flush", refuse)
    open_desk.lock()
    monkeypatch.undo()
    assert open_desk.workspace.problem_banner.isVisible()

    settings.change(open_desk.desk, lock_minutes=9)
    assert not open_desk.workspace.problem_banner.isVisible()


def test_control_shift_h_hides_names_and_shows_them_again(open_desk, qtbot):
    open_desk.workspace.navigator.open(Place(page=Page.CHART, client_id=1))
    open_desk.activateWindow()
    qtbot.waitUntil(open_desk.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    chart = open_desk.workspace.pages.leaves[Page.CHART].page

    QTest.keyClick(open_desk.workspace, Qt.Key.Key_H, keys)
    assert chart.name_label.text() == "M.R."
    assert open_desk.menu.names_action.isChecked()

    QTest.keyClick(open_desk.workspace, Qt.Key.Key_H, keys)
    assert chart.name_label.text() == "Marcus R."
    assert not open_desk.menu.names_action.isChecked()


def test_closing_without_saving_is_asked(open_desk, monkeypatch, dialogs):
    def refuse():
        raise DiskFullError

    monkeypatch.setattr(open_desk.workspace, "flush", refuse)
    dialogs.expect("Close without your last words?", lambda dialog: dialog.reject())

    assert not open_desk.close()
    assert open_desk.desk is not None

    open_desk.workspace.flush = lambda: None


def test_recovery_words_lead_to_a_new_passphrase(window, qtbot, pattern, store):
    screen = window.opening.unlock_screen
    screen.words_requested.emit(" ".join(pattern[1]))
    qtbot.waitUntil(lambda: window.opening._waiting is not None, timeout=LONG_MS)
    assert window.desk is None

    screen.new_passphrase_chosen.emit("stone-harbor-violet-candle-hill")
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)
    window.lock()

    desk = stores.unlock(store, "stone-harbor-violet-candle-hill", config_dir=None, zone=ZONE)
    stores.lock(desk)


def test_words_that_are_no_recovery_words_are_pointed_at(window, qtbot):
    window.opening.unlock_screen.ask_words()
    part = window.opening.unlock_screen._part
    window.opening.unlock_screen.words_requested.emit("one two three")
    qtbot.waitUntil(lambda: "3 words were typed" in part._field.error(), timeout=LONG_MS)


def test_a_store_opened_by_words_alone_is_closed_with_the_window(window, qtbot, pattern, store):
    window.opening.unlock_screen.words_requested.emit(" ".join(pattern[1]))
    qtbot.waitUntil(lambda: window.opening._waiting is not None, timeout=LONG_MS)
    window.close()

    stores.lock(stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE))


def test_an_empty_machine_begins_with_the_first_run(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "Records.cdesk")
    qtbot.waitUntil(lambda: window.opening.first_run is not None, timeout=LONG_MS)
    first_run = window.opening.first_run
    first_run.you_step.name_edit.setText("Dana Whitfield")
    first_run.you_step.credential_edit.setText("LADC")
    first_run.you_step.program_edit.setText("Cedar Ridge")
    first_run.continue_button.click()
    first_run.passphrase_step.form.suggest_button.click()
    first_run.continue_button.click()
    assert not (tmp_path / "Records.cdesk").exists()

    words = first_run.words_step.recovery_words
    words.sheet_bar.set_kept(window.opening._around.clock(), is_file=False)
    for number in ASKED:
        words.findChild(QWidget, f"recovery_word_{number}_edit").setText(words.words()[number - 1])
    first_run.continue_button.click()
    (tmp_path / "stick").mkdir()
    first_run.backup_step.set_folder(tmp_path / "stick")
    assert not (tmp_path / "Records.cdesk").exists()
    first_run.continue_button.click()
    qtbot.waitUntil(lambda: window.desk is not None, timeout=LONG_MS)

    assert window.desk.program().signing_name == "Dana Whitfield, LADC"
    with window.desk.read() as reader:
        assert [place.path for place in backup_log.places(reader)] == [tmp_path / "stick"]
    assert window.desk.vault.store_id == window.opening._first_id
    assert window.workspace.place() == Place(page=Page.TODAY)


def test_the_first_run_tries_the_size_of_the_text_on(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "Records.cdesk")
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: window.opening.first_run is not None, timeout=LONG_MS)
    you_step = window.opening.first_run.you_step
    you_step.name_edit.setText("Dana Whitfield")
    small = you_step.name_edit.font().pixelSize()

    you_step.size_segments.setFocus()
    you_step.size_segments._buttons[-1].click()

    assert preferences.load(tmp_path / "settings.json").text_scale == 1.6
    assert you_step.name_edit.font().pixelSize() > small
    assert you_step.name_edit.text() == "Dana Whitfield"
    assert you_step.size_segments.isAncestorOf(QApplication.focusWidget())
    shown = you_step.size_segments.visibleRegion().boundingRect()
    assert shown == you_step.size_segments.rect()


def test_the_first_run_shows_the_size_that_a_key_chose(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "Records.cdesk")
    qtbot.waitUntil(lambda: window.opening.first_run is not None, timeout=LONG_MS)
    window.look.wear_text_scale(1.2)

    assert window.opening.first_run.you_step.size_segments.value() == 120


def test_leaving_the_first_run_leaves_nothing_on_the_disk(open_window, tmp_path, qtbot):
    window = open_window(tmp_path / "Records.cdesk")
    qtbot.waitUntil(lambda: window.opening.first_run is not None, timeout=LONG_MS)
    window.close()

    assert not (tmp_path / "Records.cdesk").exists()


def test_another_folder_without_a_store_is_said(window, qtbot, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(messages, "choose_folder", lambda *_given: tmp_path / "empty")
    window.opening.ask_folder()
    banner = window.opening.unlock_screen.problem_banner
    qtbot.waitUntil(lambda: "There is no Counselor Desk store" in banner.accessibleName())

    assert banner.action_button._label == "Make a new store here"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda store: (store / "records.db").unlink(), "is missing"),
        (lambda store: (store / "records.db").write_bytes(b""), "is empty (0 bytes)"),
        (lambda store: (store / "records.db").write_bytes(b"x" * 900), "damaged"),
        (
            lambda store: [path.unlink() for path in store.glob("keys*.json")],
            "is missing, and so is every copy",
        ),
    ],
)
def test_what_is_wrong_with_the_store_is_said_above_the_card(
    open_window, store, qtbot, damage, words
):
    damage(store)
    window = open_window(store)
    banner = window.opening.unlock_screen.problem_banner

    qtbot.waitUntil(lambda: words in banner.accessibleName(), timeout=LONG_MS)


def test_a_second_start_says_who_has_the_store_and_ends_with_1(
    open_window, store, qtbot, dialogs, monkeypatch, capsys
):
    ended = []
    monkeypatch.setattr(QApplication, "exit", ended.append)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    dialogs.expect("Counselor Desk is open already", lambda dialog: dialog.accept())
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    open_window(store)
    qtbot.waitUntil(lambda: ended == [1], timeout=LONG_MS)
    stores.lock(desk)

    assert "is open in another Counselor Desk (process" in capsys.readouterr().err


def test_theme_and_text_size_are_kept_when_they_change(window, look, tmp_path):
    window.menu.mode_actions["dark"].trigger()
    window.menu.larger_action.trigger()

    assert look.theme.dark
    kept = preferences.load(tmp_path / "settings.json")
    assert (kept.theme, kept.text_scale) == ("dark", 1.1)


def test_the_text_size_stops_at_its_ends(window, tmp_path):
    for _ in range(9):
        window.menu.larger_action.trigger()

    assert preferences.load(tmp_path / "settings.json").text_scale == 1.6
    assert not window.menu.larger_action.isEnabled()


def test_place_and_store_are_remembered(open_desk, tmp_path, store):
    open_desk.close()

    kept = preferences.load(tmp_path / "settings.json")
    assert kept.last_store == store
    assert kept.window_geometry


def test_a_changed_theme_while_locked_finds_no_page_of_before(open_desk, look, qtbot):
    open_desk.lock()
    look.wear(replace(look.theme, dark=True))

    assert open_desk.opening.isVisible()


def test_locking_closes_an_open_dialog_first(open_desk, qtbot):
    dialog = messages.Dialog(open_desk, "Sign this note?")
    dialog.place()
    dialog.open()
    open_desk.lock()
    qtbot.waitUntil(lambda: open_desk.desk is None)
    dialog.deleteLater()


def test_every_control_has_a_name(open_desk, assert_accessible):
    assert_accessible(open_desk)
