"""Backup and restore in the window: how things stand, the steps, the older copy."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counselor_desk.errors import DamagedBackupError, NewerBackupError, WrongBackupSecretError
from counselor_desk.records.backups import BackupFile, BackupTry
from counselor_desk.records.ids import BackupId
from counselor_desk.services import anchors, backups, checks, clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from counselor_desk.storage.connection import PAGE_BYTES
from counselor_desk.ui import messages
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.comparing import Compared
from counselor_desk.ui.backups.confirming import ask_to_replace
from counselor_desk.ui.backups.inspecting import Target
from counselor_desk.ui.backups.listing import OnlyHereDialog
from counselor_desk.ui.backups.page import BackupPage
from counselor_desk.ui.backups.restore import RestoreCard
from counselor_desk.ui.backups.rows import FactRow
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.chips import Chip
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.work_line import WorkLine
from counselor_desk.ui.workspace import Workspace
from tests.desks import CHEAP, LOOSE, PASSPHRASE, new_desk

OWN_PASSPHRASE = "river-lamp-orbit-seed-wolf"
"""Opens the store of `desk`."""

SIZES = [(1154, 768), (1224, 720), (968, 640)]
COMPARED = Compared(
    made="Tue, Mar 10, 6:02 pm",
    in_backup={"clients": 88, "signed_notes": 2410, "log_entries": 50_000},
    here={"clients": 89, "signed_notes": 2416, "log_entries": 50_300},
    now="Thu, Mar 12, 10:04 am",
    only_here={"clients": 1, "signed_notes": 6},
    listed={"signed_notes": ("CD-0147 · March 12, 2026",)},
    aside="Records before restore 2026-03-12 1004.cdesk",
)


@pytest.fixture
def open_page(desk, qtbot):
    """Shows the page and gives it back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 768)):
        page = BackupPage(desk, Navigator(), bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.BACKUP))
        settle()
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def card(desk, qtbot):
    """The card of a restore, shown."""
    target = Target(folder=desk.vault.folder, local=desk.local, now=desk.now, desk=desk)
    made = RestoreCard(target)
    qtbot.addWidget(made)
    made.resize(720, 700)
    made.show()
    return made


@pytest.fixture
def drive(tmp_path):
    folder = tmp_path / "CLINIC-USB"
    folder.mkdir()
    return folder


def tried(desk, folder, **how):
    """A try to back up, as a job hands it over."""
    how = {"file_name": "Records 2026-03-12 1004.cdbk", "size": 142_000_000} | how
    return BackupTry(id=BackupId(0), folder=str(folder), tried_at=desk.now(), **how)


def settle():
    """Let what was changed take its place."""
    for _ in range(4):
        QApplication.processEvents()


def reads(page):
    settle()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


# how things stand


def test_without_any_backup_the_page_says_so_in_a_warning_tone(open_page):
    page = open_page()
    row = page.section.places_card.last_row

    assert row.title_label.text() == "No backup yet"
    assert row.title_label.property("tone") == "overdue"


def test_the_last_verified_backup_is_told_with_its_place_and_size(open_page, desk, drive):
    backups.note(desk, tried(desk, drive))

    seen = reads(open_page())
    assert "Last verified backup: Thursday, March 12, 10:04 am" in seen
    assert "CLINIC-USB · 142 MB · read back and verified" in seen


def test_after_seven_days_the_last_backup_is_told_in_a_warning_tone(open_page, desk, drive, clock):
    backups.note(desk, tried(desk, drive))
    clock.go_on(days=8)
    page = open_page()
    row = page.section.places_card.last_row

    assert row.title_label.property("tone") == "overdue"
    assert "(8 days ago)" in row.title_label.text()


def test_a_last_backup_dated_in_the_future_is_told_in_a_warning_tone(open_page, desk, drive, clock):
    backups.note(desk, tried(desk, drive))
    clock.go_on(hours=-3)
    page = open_page()
    row = page.section.places_card.last_row

    assert row.title_label.property("tone") == "overdue"
    assert "(in the future)" in row.title_label.text()


def test_a_failure_stays_in_sight_and_cannot_be_closed(open_page, desk, drive):
    backups.add_place(desk, drive)
    backups.note(desk, tried(desk, drive, failure="full", file_name="", size=0))
    page = open_page()
    banner = page.section.failure_banners[0]

    assert "There is no room for a backup in “CLINIC-USB”" in banner.accessibleName()
    assert banner.isVisible()
    assert not banner.close_button.isVisible()


def test_a_newer_success_in_that_place_settles_the_failure(open_page, desk, drive, qtbot):
    backups.add_place(desk, drive)
    backups.note(desk, tried(desk, drive, failure="full", file_name="", size=0))
    page = open_page()
    backups.note(desk, tried(desk, drive))

    qtbot.waitUntil(lambda: not page.section.failure_banners[0].isVisible())


def test_the_success_in_another_place_does_not_settle_it(open_page, desk, drive, tmp_path):
    backups.add_place(desk, drive)
    backups.note(desk, tried(desk, drive, failure="missing", file_name="", size=0))
    backups.note(desk, tried(desk, tmp_path))
    page = open_page()

    assert page.section.failure_banners[0].isVisible()


def test_a_pulled_drive_is_said_after_backing_up(open_page, desk, drive, qtbot):
    backups.add_place(desk, drive)
    drive.rmdir()
    page = open_page()
    page.section.backup_button.click()

    qtbot.waitUntil(lambda: "The backup folder was not found" in reads(page), timeout=10_000)
    assert page.section.backup_button.isEnabled()


def test_backing_up_without_a_folder_asks_for_one_first(open_page, desk, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "choose_folder", lambda *how: asked.append(how))
    page = open_page()
    page.section.backup_button.click()

    assert len(asked) == 1
    assert not page.section.places_card.work_line.is_busy()


def test_a_folder_inside_the_store_is_refused_in_words(open_page, desk, monkeypatch):
    monkeypatch.setattr(messages, "choose_folder", lambda *_how: desk.vault.folder)
    page = open_page()
    page.section.places_card.add_button.click()

    assert "inside the store itself" in page.section.problem_banner.accessibleName()
    assert backups.places(desk) == ()


def test_removing_a_folder_is_asked_first(open_page, desk, drive, dialogs):
    place = backups.add_place(desk, drive)
    page = open_page()
    dialogs.expect("Make no more backups in CLINIC-USB?", lambda dialog: dialog.accept())
    page.section.places_card.remove_requested.emit(place)

    assert backups.places(desk) == ()


def test_the_check_says_in_words_that_all_is_well(open_page, desk, qtbot):
    page = open_page()
    page.section.proof_card.check_button.click()

    qtbot.waitUntil(lambda: "Everything is as it was written" in reads(page), timeout=20_000)


def test_the_check_names_what_is_damaged(open_page, desk, qtbot, monkeypatch):
    damaged = checks.CheckResult(
        name="seals", is_good=False, sentence="1 of 4 signed records do not match their seal."
    )
    monkeypatch.setattr(checks, "look_through", lambda _vault: (damaged,))
    page = open_page()
    page.section.proof_card.check_button.click()

    qtbot.waitUntil(lambda: "The store is damaged" in reads(page), timeout=10_000)
    assert damaged.sentence in reads(page)


def test_without_a_backup_there_is_nothing_to_try(open_page):
    page = open_page()
    page.section.proof_card.drill_button.click()

    assert "There is no backup to try yet" in reads(page)


def drill(page, desk, drive, dialogs, passphrase, monkeypatch):
    """Try a restore of a real backup in the window."""
    backed_up = backups.make(desk.vault, drive, at=desk.local(desk.now()), bounds=LOOSE)
    backups.note(desk, backed_up)
    monkeypatch.setattr(backups, "drill", partial(backups.drill, bounds=LOOSE))

    def act(dialog):
        dialog.passphrase_edit.setText(passphrase)
        dialog.accept()

    dialogs.expect("Try a restore?", act)
    page.section.proof_card.drill_button.click()


def drills(desk):
    """How often the log says that a restore was tried."""
    with desk.read() as reader:
        return reader.value("SELECT count(*) FROM audit_event WHERE act = 'restore_drill'")


def test_a_tried_restore_says_what_it_counted(open_page, desk, drive, dialogs, qtbot, monkeypatch):
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes"))
    page = open_page()
    drill(page, desk, drive, dialogs, OWN_PASSPHRASE, monkeypatch)

    banner = page.section.proof_card.drill_banner
    qtbot.waitUntil(banner.isVisible, timeout=20_000)
    assert banner.accessibleName() == (
        "The newest backup can be restored Opened and counted: 1 client, 0 signed notes. "
        "Nothing was changed."
    )
    assert banner.property("tone") == "signed"
    assert drills(desk) == 1
    assert len(list(drive.iterdir())) == 1


def test_a_tried_restore_with_a_wrong_passphrase_says_so(
    open_page, desk, drive, dialogs, qtbot, monkeypatch
):
    page = open_page()
    drill(page, desk, drive, dialogs, "wrong-lamp-orbit-seed-wolf", monkeypatch)

    banner = page.section.proof_card.drill_banner
    qtbot.waitUntil(banner.isVisible, timeout=20_000)
    assert "does not open this backup" in banner.accessibleName()
    assert banner.property("tone") == "risk"
    assert drills(desk) == 0
    assert not page.section.proof_card.work_line.is_busy()


def test_turning_back_from_the_passphrase_tries_nothing(open_page, desk, drive, dialogs):
    backups.note(desk, tried(desk, drive))
    page = open_page()
    dialogs.expect("Try a restore?", lambda dialog: dialog.reject())
    page.section.proof_card.drill_button.click()

    assert not page.section.proof_card.work_line.is_busy()
    assert not page.section.proof_card.drill_banner.isVisible()


def test_cancel_asks_the_job_to_stop(qtbot):
    line = WorkLine()
    qtbot.addWidget(line)
    work = line.begin("Backing up…")
    work.tell(1, 4)
    assert not work.is_stopped()
    line.cancel_button.click()

    assert work.is_stopped()
    assert work.share == 0.25


def test_leaving_the_page_stops_what_was_going_on(qtbot):
    line = WorkLine()
    work = line.begin("Backing up…")
    line.deleteLater()

    qtbot.waitUntil(work.is_stopped)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_every_window(open_page, desk, drive, size, scale, look, assert_nothing_clipped):
    backups.add_place(desk, drive)
    backups.note(desk, tried(desk, drive, failure="full", file_name="", size=0))
    look.wear(Theme(scale=scale))

    page = open_page(size)
    assert_nothing_clipped(page)


def test_every_control_has_a_name(open_page, desk, drive, assert_accessible):
    backups.add_place(desk, drive)
    page = open_page()
    page.begin_restore()

    assert_accessible(page)


# the steps of a restore


def test_the_newest_backups_come_first_and_older_ones_on_demand(card, drive):
    files = [
        BackupFile(
            path=drive / f"Records {day}.cdbk",
            made_at=datetime(2026, 3, day, 18, 2, tzinfo=UTC),
            size=1,
            label="Records",
            store_id="",
        )
        for day in range(10, 0, -1)
    ]
    card.choose_step.show_files(files)
    assert card.choose_step.more_button.text() == "Show 4 older"
    card.choose_step.more_button.click()

    assert "Sun, Mar 1, 12:02 pm" in reads(card)


def test_a_wrong_secret_is_said_below_its_field(card, drive):
    card.open_file(drive / "a.cdbk")
    card.secret_step.show_problem(WrongBackupSecretError("passphrase"))

    assert "does not open this backup" in card.secret_step.passphrase_field.error()


@pytest.mark.parametrize("problem", [DamagedBackupError("seal"), NewerBackupError()])
def test_a_problem_of_the_file_is_said_above_the_fields(card, drive, problem):
    card.open_file(drive / "a.cdbk")
    card.secret_step.show_problem(problem)

    assert str(problem) in card.secret_step.problem_banner.accessibleName()
    assert card.secret_step.passphrase_field.error() == ""


def test_a_word_that_is_not_on_the_list_is_pointed_at(card, drive):
    card.open_file(drive / "a.cdbk")
    card.secret_step.ask_words(is_on=True)
    card.secret_step.words_editor.set_text("zebra " * 11 + "zebbra")
    card.secret_step.open_button.click()

    assert "Word 12, “zebbra”" in card.secret_step.words_field.error()


def test_a_file_that_is_no_backup_changes_nothing_and_says_so(card, drive, qtbot):
    path = drive / "a.cdbk"
    path.write_bytes(b"no backup at all" * 100)
    card.open_file(path)
    card.secret_step.passphrase_edit.setText("some passphrase")
    card.secret_step.open_button.click()

    qtbot.waitUntil(lambda: "it is no backup" in reads(card), timeout=20_000)
    assert card.secret_step.isVisible()


def test_differences_are_told_in_words_and_tones(card):
    card.show_compared(COMPARED)

    seen = card.compare_step.only_here_banner.accessibleName()
    assert seen.startswith("7 things exist only on this computer 1 client, 6 signed notes.")
    assert "Your current data is put aside first" in reads(card)


def test_unfinished_forms_stand_in_the_table_where_there_are_any(card):
    forms = {"unfinished_forms": 0}
    shown = replace(
        COMPARED, in_backup=COMPARED.in_backup | forms, here=dict(COMPARED.here) | forms
    )
    card.show_compared(shown)
    assert "Unfinished forms" not in reads(card)

    here = dict(COMPARED.here) | {"unfinished_forms": 3}
    card.show_compared(replace(shown, here=here, only_here={"unfinished_forms": 3}))
    assert "Unfinished forms" in reads(card)
    assert "3 unfinished forms." in card.compare_step.only_here_banner.accessibleName()


def test_where_nothing_is_replaced_nothing_is_put_aside(card):
    card.show_compared(replace(COMPARED, here=None, only_here={}, aside=""))

    assert card.compare_step.replace_button.text() == "Restore this backup"
    assert not card.compare_step.only_here_banner.isVisible()


def test_what_would_go_is_listed_under_the_name_of_its_kind(card, dialogs):
    listed = {"clients": ("CD-0148 · March 11, 2026",), **COMPARED.listed}
    card.show_compared(replace(COMPARED, listed=listed))
    told = []
    dialogs.expect(
        "What exists only on this computer",
        lambda dialog: (told.extend(reads(dialog.only_here_area).split("\n")), dialog.accept()),
    )
    card.compare_step.only_here_banner.action_button.click()

    assert told == [
        "Clients", "CD-0148 · March 11, 2026", "Signed notes", "CD-0147 · March 12, 2026",
    ]  # fmt: skip


def test_a_list_of_very_many_notes_says_how_many_more_there_are(qtbot):
    dialog = OnlyHereDialog(None, {"signed_notes": ["CD-0147 · March 12, 2026"] * 1234})
    qtbot.addWidget(dialog)
    dialog.show()

    assert reads(dialog.only_here_area).endswith("\nand 1,034 more")
    assert dialog.height() < 640


def test_a_backup_of_another_store_is_called_one_and_all_counts_as_going(card):
    card.show_compared(
        replace(COMPARED, kinship="other", only_here={"signed_notes": 2416}, listed={})
    )
    seen = card.compare_step.only_here_banner.accessibleName()

    assert seen.startswith("This is a backup of another store It holds other records than yours.")
    assert "Everything here counts as going: 2,416 signed notes." in seen
    assert not card.compare_step.only_here_banner.action_button.isVisible()


def test_a_backup_of_another_store_is_called_one_where_nothing_would_go(card):
    card.show_compared(replace(COMPARED, kinship="other", only_here={}, listed={}))

    assert card.compare_step.only_here_banner.isVisible()


def test_a_backup_from_before_another_way_is_said_to_be_one(card):
    card.show_compared(replace(COMPARED, kinship="parted", listed={}))

    assert "went separate ways" in card.compare_step.only_here_banner.accessibleName()


def test_the_logs_are_said_to_be_unbroken(card):
    card.show_compared(COMPARED)
    assert reads(card).count("unbroken") == 2

    card.show_compared(replace(COMPARED, is_log_whole=False))
    assert reads(card).count("unbroken") == 1


def test_the_copy_of_the_present_data_is_kept_until_somebody_removes_it(card):
    card.show_compared(COMPARED)

    assert "kept until you remove it" in reads(card)


def test_a_backup_of_another_store_is_marked_among_those_found(card, drive, desk):
    own = BackupFile(
        path=drive / "Own.cdbk",
        made_at=datetime(2026, 3, 10, 18, 2, tzinfo=UTC),
        size=1,
        label="Records",
        store_id=desk.vault.store_id,
    )
    card.choose_step.show_files([own, replace(own, store_id="of another")])
    marks = [
        row.findChild(Chip).text if row.findChild(Chip) else ""
        for row in card.choose_step.findChildren(FactRow)
    ]

    assert marks == ["", "Another store"]


def test_a_chosen_backup_is_compared_with_the_open_store(card, desk, drive, qtbot, monkeypatch):
    """A real backup of another store, opened with its own passphrase."""
    other = new_desk(drive / "Other.cdesk")
    tried = backups.make(other.vault, drive, at=other.local(other.now()), bounds=LOOSE)
    other.close()
    monkeypatch.setattr(backups, "inspect", partial(backups.inspect, bounds=LOOSE))
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes"))
    card.open_file(drive / tried.file_name)
    card.secret_step.passphrase_edit.setText(PASSPHRASE)
    card.secret_step.open_button.click()

    qtbot.waitUntil(card.compare_step.isVisible, timeout=20_000)
    seen = card.compare_step.only_here_banner.accessibleName()
    assert seen.startswith("This is a backup of another store")
    assert "Everything here counts as going: 1 client." in seen


@pytest.fixture
def closed(tmp_path):
    """A closed store of one client, and its backup from before she came."""
    desk = new_desk(tmp_path / "Here.cdesk")
    tried = backups.make(desk.vault, tmp_path, at=desk.local(desk.now()), bounds=LOOSE)
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes"))
    desk.close()
    return tmp_path / "Here.cdesk", tmp_path / tried.file_name


@pytest.fixture
def open_closed(closed, qtbot, monkeypatch):
    """Opens the backup before the store is; gives the card and the store's folder."""
    monkeypatch.setattr(backups, "inspect", partial(backups.inspect, bounds=LOOSE))
    monkeypatch.setattr(backups, "compare_closed", partial(backups.compare_closed, bounds=LOOSE))
    folder, path = closed

    def show():
        target = Target(
            folder=folder,
            local=lambda moment: moment.astimezone(UTC),
            now=lambda: datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
        )
        card = RestoreCard(target)
        qtbot.addWidget(card)
        card.resize(720, 800)
        card.show()
        card.open_file(path)
        card.secret_step.passphrase_edit.setText(PASSPHRASE)
        card.secret_step.open_button.click()
        qtbot.waitUntil(card.compare_step.isVisible, timeout=30_000)
        return card

    return show, folder


def change_passphrase(folder):
    opened = vault.unlock(folder, PASSPHRASE, config_dir=None, bounds=LOOSE)
    opened.change_passphrase(OWN_PASSPHRASE, cost=CHEAP)
    opened.close()


def test_before_a_store_is_open_it_is_compared_by_the_secret_of_the_backup(open_closed):
    show, _ = open_closed
    card = show()

    seen = card.compare_step.only_here_banner.accessibleName()
    assert seen.startswith("1 thing exists only on this computer 1 client.")
    assert card.compare_step.beside_panel is None


def test_what_opens_with_another_passphrase_is_compared_once_that_is_typed(
    open_closed, qtbot, assert_nothing_clipped
):
    show, folder = open_closed
    change_passphrase(folder)
    card = show()
    panel = card.compare_step.beside_panel
    assert "opens with another passphrase" in reads(card)
    assert card.compare_step.replace_button.text() == "Replace current data…"
    assert_nothing_clipped(card)

    panel.compare_button.click()
    assert panel.passphrase_field.error() == "Type the passphrase of the records here."
    panel.passphrase_edit.setText("wrong-lamp-orbit-seed-wolf")
    panel.compare_button.click()
    qtbot.waitUntil(lambda: "does not open" in panel.passphrase_field.error(), timeout=30_000)
    panel.passphrase_edit.setText(OWN_PASSPHRASE)
    panel.compare_button.click()
    qtbot.waitUntil(lambda: not panel.isVisible(), timeout=30_000)
    assert "1 client." in card.compare_step.only_here_banner.accessibleName()
    assert panel.passphrase_edit.text() == ""


def test_what_cannot_be_read_is_said_to_be_so_and_goes_aside_whole(
    open_closed, assert_nothing_clipped
):
    show, folder = open_closed
    records = folder / "records.db"
    records.write_bytes(bytes(records.stat().st_size))
    card = show()

    seen = card.compare_step.only_here_banner.accessibleName()
    assert seen.startswith("What is here could not be compared It is damaged")
    assert "Your current data is put aside first" in reads(card)
    assert_nothing_clipped(card)


def test_alt_b_leads_back_step_by_step(card, drive, qtbot):
    card.open_file(drive / "a.cdbk")
    card.show_compared(COMPARED)
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.compare_step.focus_first()
    for step in (card.secret_step, card.choose_step):
        QTest.keyClick(card, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
        assert step.isVisible()


def test_leaving_the_steps_forgets_the_passphrase(card, drive):
    card.open_file(drive / "a.cdbk")
    card.secret_step.passphrase_edit.setText("some passphrase")
    card.forget()

    assert card.secret_step.passphrase_edit.text() == ""


def answer(dialogs, name, count=None):
    """Type into the dialog and confirm; what was asked comes back."""
    asked = []

    def act(dialog):
        asked.append(dialog.count_field.isVisible())
        dialog.name_edit.setText(name)
        dialog.count_edit.setText(count or "")
        dialog.replace_button.click()

    dialogs.expect("Replace current data?", act)
    return asked


def test_replacing_asks_to_type_the_name_of_the_program(dialogs, qapp):
    answer(dialogs, "cedar ridge ")
    assert ask_to_replace(None, sentence="", name="Cedar Ridge")

    answer(dialogs, "Cedar")
    assert not ask_to_replace(None, sentence="", name="Cedar Ridge")


def test_when_many_notes_would_go_their_number_is_typed_too(dialogs, qapp):
    asked = answer(dialogs, "Cedar Ridge", "1,250")
    assert ask_to_replace(None, sentence="", name="Cedar Ridge", lost_notes=1250)
    assert asked == [True]

    answer(dialogs, "Cedar Ridge", "12")
    assert not ask_to_replace(None, sentence="", name="Cedar Ridge", lost_notes=1250)


@pytest.mark.parametrize(("gone", "is_asked"), [(241, False), (242, True)])
def test_more_than_a_tenth_of_the_signed_notes_is_many(card, dialogs, drive, gone, is_asked):
    card.open_file(drive / "a.cdbk")
    card.show_compared(replace(COMPARED, only_here={"signed_notes": gone}))
    asked = answer(dialogs, "not the name")
    card.compare_step.replace_button.click()

    assert asked == [is_asked]


@pytest.mark.parametrize("width", [640, 720])
def test_no_step_is_clipped(card, drive, width, assert_nothing_clipped):
    card.resize(width, 760)
    for show in (
        lambda: card.open_file(drive / "a.cdbk"),
        lambda: card.secret_step.show_problem(WrongBackupSecretError("passphrase")),
        lambda: card.show_compared(COMPARED),
    ):
        show()
        settle()
        assert_nothing_clipped(card)


# an older copy


@pytest.fixture
def older_desk(tmp_path, clock):
    """A store whose records are from before its last note; its anchor is not."""
    desk = new_desk(tmp_path / "Older.cdesk", clock)
    folder = desk.vault.folder
    client = clients.add(
        desk,
        NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 9)),
    )
    desk.close()
    shutil.copytree(folder, tmp_path / "before")
    desk = unlocked(folder, clock)
    notes.start(desk, client.id)
    anchors.keep(desk)
    desk.close()
    (folder / "records.db-wal").unlink(missing_ok=True)
    shutil.copy(tmp_path / "before" / "records.db", folder / "records.db")
    opened = unlocked(folder, clock)
    yield opened
    opened.close()


def unlocked(folder: Path, clock) -> Desk:
    opened = vault.unlock(folder, PASSPHRASE, config_dir=None, bounds=LOOSE)
    return Desk(vault=opened, zone="America/Chicago", clock=clock)


@pytest.fixture
def work_in(qtbot):
    """A window at work over a store that was just opened."""
    left = []

    def work_in(opened):
        made = Workspace(lock_minutes=5)
        made.use(opened)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        made.start()
        left.append(made)
        return made

    yield work_in
    for one in left:
        one.leave()


@pytest.fixture
def older_workspace(older_desk, work_in):
    return work_in(older_desk)


def test_an_older_copy_is_announced_above_every_page(older_workspace):
    said = older_workspace.older_banner.accessibleName()

    assert said.startswith("Nothing can be written until you decide This copy is older than")
    assert older_workspace.older_banner.isVisible()


def test_everything_in_an_older_copy_can_be_read(older_workspace, older_desk):
    (row,) = clients.rows(older_desk)
    places = [Place(page=Page.CLIENTS), Place(page=Page.BACKUP)]
    places += [Place(page=Page.CHART, client_id=row.id, tab=tab) for tab in Tab]
    for place in places:
        older_workspace.navigator.open(place)
        assert older_workspace.place() == place
        assert not older_workspace.problem_banner.isVisible(), place


def test_writing_into_an_older_copy_is_refused_in_words(older_workspace, older_desk):
    (row,) = clients.rows(older_desk)
    older_workspace.navigator.open(Place(page=Page.NOTE, client_id=row.id))

    assert "restore a newer backup" in older_workspace.problem_banner.accessibleName()


def test_going_on_with_an_older_copy_is_asked_and_then_all_may_write(
    older_workspace, older_desk, dialogs
):
    dialogs.expect("Go on with this older copy?", lambda dialog: dialog.reject())
    older_workspace.older_banner.other_button.click()
    assert anchors.missing(older_desk) is not None
    dialogs.expect("Go on with this older copy?", lambda dialog: dialog.accept())
    older_workspace.older_banner.other_button.click()

    assert anchors.missing(older_desk) is None
    assert not older_workspace.older_banner.isVisible()
    (row,) = clients.rows(older_desk)
    assert notes.start(older_desk, row.id)


@pytest.fixture
def changed_desk(tmp_path, clock):
    """A store whose file has a page more than it had when it was closed."""
    desk = new_desk(tmp_path / "Changed.cdesk", clock)
    anchors.keep(desk)
    desk.close()
    with (desk.vault.folder / "records.db").open("ab") as records:
        records.write(bytes(PAGE_BYTES))
    opened = unlocked(desk.vault.folder, clock)
    yield opened
    opened.close()


def test_records_that_something_else_changed_are_announced_and_asked_about(
    changed_desk, work_in, dialogs
):
    banner = work_in(changed_desk).older_banner
    told = banner.accessibleName()
    dialogs.expect("Go on with these records?", lambda dialog: dialog.accept())
    banner.other_button.click()

    assert "something other than Counselor Desk changed it" in told
    assert (anchors.missing(changed_desk), banner.isVisible()) == (None, False)


def test_the_banner_leads_to_the_backups(older_workspace):
    older_workspace.older_banner.action_button.click()

    assert older_workspace.place() == Place(page=Page.BACKUP)


def test_a_newest_copy_has_no_banner(desk, qtbot):
    workspace = Workspace(lock_minutes=5)
    qtbot.addWidget(workspace)
    workspace.use(desk)
    workspace.show()

    assert not workspace.older_banner.isVisible()
    workspace.leave()


# words


@pytest.mark.parametrize(
    ("n_bytes", "said"),
    [(0, "0.0 KB"), (9_400, "9.4 KB"), (142_000_000, "142 MB"), (3_200_000_000, "3.2 GB")],
)
def test_a_size_is_told_in_two_or_three_figures(n_bytes, said):
    assert words.size(n_bytes) == said


def test_one_of_a_kind_is_told_in_the_singular():
    assert words.counted({"clients": 1, "signed_notes": 2410}, "clients", "signed_notes") == (
        "1 client, 2,410 signed notes"
    )
