"""Settings: every change applies at once, or is taken back and said."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from counselor_desk.errors import DiskFullError
from counselor_desk.records.program import Paper, Weekday
from counselor_desk.records.store_settings import PaperNames
from counselor_desk.services import keys as key_services
from counselor_desk.services import programs, settings
from counselor_desk.ui import messages, tasks
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.navigation import Navigator, Page, Place, Section
from counselor_desk.ui.recovery_words import ASKED
from counselor_desk.ui.settings import keys
from counselor_desk.ui.settings.page import SettingsPage
from counselor_desk.ui.settings.removal import breakable
from counselor_desk.ui.settings.rows import SettingRow
from counselor_desk.ui.theme import Theme

PASSPHRASE = "river-lamp-orbit-seed-wolf"
FRESH = "copper-lantern-meadow-violin-harbor"
LONG_MS = 20_000


class Backups(QLabel):
    """Stands for what shows backups."""

    def __init__(self):
        super().__init__("backups")
        self.heard = []

    def reload(self):
        self.heard.append("reload")

    def forget(self):
        self.heard.append("forget")


@pytest.fixture
def navigator():
    return Navigator()


@pytest.fixture
def page(desk, navigator, qtbot):
    bulletin = Bulletin()
    bulletin.follow(desk)
    page = SettingsPage(
        desk, navigator, bulletin, make_backups=lambda: (section := Backups(), section)
    )
    navigator.place_requested.connect(page.show_place)
    qtbot.addWidget(page)
    page.resize(1154, 768)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    navigator.open(Place(page=Page.SETTINGS, section=Section.SECURITY))
    yield page
    tasks.finish()
    bulletin.leave()


def refuse(*_given, **_how):
    raise DiskFullError


def choose(control, value):
    control.set_value(value)
    control.edited.emit(value)


class TestSecurity:
    @pytest.mark.parametrize(
        ("control", "name", "value"),
        [
            ("minutes_combo", "lock_minutes", 15),
            ("sleep_box", "locks_on_sleep", False),
            ("screen_box", "locks_with_screen", False),
            ("sign_box", "asks_to_sign", True),
            ("names_box", "hides_names", True),
        ],
    )
    def test_a_change_is_kept_at_once(self, page, desk, control, name, value):
        choose(getattr(page.security, control), value)

        assert getattr(settings.get(desk), name) == value

    def test_a_click_on_the_row_turns_its_box(self, page, desk):
        QTest.mouseClick(page.security.sign_box.parentWidget(), Qt.MouseButton.LeftButton)

        assert settings.get(desk).asks_to_sign

    def test_what_cannot_be_saved_goes_back_and_is_said(self, page, monkeypatch):
        monkeypatch.setattr(settings, "change", refuse)

        page.security.sleep_box.click()

        assert page.security.sleep_box.value() is True
        assert page.problem_banner.isVisible()
        assert "could not be saved" in page.problem_banner.accessibleName()
        assert "disk is full" in page.problem_banner.accessibleName()

    def test_a_change_from_elsewhere_is_shown(self, page, desk):
        settings.change(desk, hides_names=True)

        assert page.security.names_box.value() is True

    def test_the_idle_time_is_offered_from_one_minute_to_thirty(self, page):
        minutes = page.security.minutes_combo._values

        assert (minutes[0], minutes[-1]) == (1, 30)
        assert page.security.minutes_combo.value() == 5

    def test_how_all_data_is_removed_is_said_with_every_place(self, page, desk, dialogs):
        said = []

        def act(dialog):
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            dialog.accept()

        dialogs.expect("Remove all data from this computer", act)
        page.security.removal_button.click()

        assert breakable(desk.vault.folder) in said
        assert desk.vault.folder.is_dir()

    def test_copied_text_is_said_to_be_cleared_and_no_switch_is_offered(self, page):
        row = next(
            row for row in page.security.findChildren(SettingRow)
            if row.name == "Copied client text"
        )  # fmt: skip

        assert not isinstance(row.control, CheckBox)
        assert "After one minute" in row.control.accessibleDescription()


class TestDocuments:
    def test_the_paper_is_kept(self, page, desk):
        choose(page.documents.paper_segments, Paper.A4)

        assert desk.program().paper is Paper.A4

    def test_the_names_on_papers_are_kept(self, page, desk):
        choose(page.documents.names_segments, PaperNames.INITIALS)

        assert settings.get(desk).paper_names is PaperNames.INITIALS

    def test_a_paper_that_cannot_be_saved_goes_back(self, page, monkeypatch):
        monkeypatch.setattr("counselor_desk.services.programs.keep", refuse)

        choose(page.documents.paper_segments, Paper.A4)

        assert page.documents.paper_segments.value() is Paper.LETTER
        assert page.problem_banner.isVisible()


class TestLook:
    @pytest.fixture
    def section(self, page, navigator):
        navigator.open(Place(page=Page.SETTINGS, section=Section.LOOK))
        return page.look

    @pytest.mark.parametrize(
        ("box", "signal"),
        [
            ("contrast_box", "contrast_requested"),
            ("compact_box", "compact_rows_requested"),
        ],
    )
    def test_a_tick_asks_for_another_look(self, page, section, qtbot, box, signal):
        with qtbot.waitSignal(getattr(page, signal)) as asked:
            getattr(section, box).click()

        assert asked.args == [True]

    def test_what_is_worn_is_ticked(self, section, look):
        look.choose("light", high_contrast=True, compact_rows=True)

        assert section.contrast_box.value() is True
        assert section.compact_box.value() is True


class TestLetterhead:
    @pytest.fixture
    def documents(self, page, navigator):
        navigator.open(Place(page=Page.SETTINGS, section=Section.DOCUMENTS))
        return page.documents

    @pytest.fixture
    def choose_file(self, documents, tmp_path, monkeypatch, qtbot):
        """Choose a file with these bytes, as the person does."""

        def choose(content):
            path = tmp_path / "logo.png"
            path.write_bytes(content)
            monkeypatch.setattr(messages, "choose_open_path", lambda *_: path)
            button = documents.logo_control.choose_button
            button.click()
            qtbot.waitUntil(button.isEnabled, timeout=LONG_MS)

        return choose

    @pytest.fixture
    def png(self):
        out = io.BytesIO()
        Image.new("RGB", (300, 120), "teal").save(out, "PNG")
        return out.getvalue()

    def test_a_logo_is_kept_and_shown(self, documents, desk, choose_file, png):
        assert not documents.logo_control.picture.isVisible()
        choose_file(png)

        assert programs.logo(desk)
        assert documents.logo_control.picture.isVisible()
        shown = documents.logo_control.picture.grab().toImage()
        assert shown.pixelColor(shown.width() // 2, shown.height() // 2).name() == "#008080"

    def test_it_is_removed_and_the_focus_stays_beside_it(self, documents, desk, choose_file, png):
        choose_file(png)
        documents.logo_control.remove_button.click()

        assert programs.logo(desk) == b""
        assert not documents.logo_control.picture.isVisible()
        assert documents.logo_control.choose_button.hasFocus()

    def test_what_is_no_picture_is_said_and_the_logo_stays(
        self, page, documents, desk, choose_file, png
    ):
        choose_file(png)
        choose_file(b"no picture")

        assert "no picture that can be read" in page.problem_banner.accessibleName()
        assert programs.logo(desk)

    def test_a_logo_that_cannot_be_kept_is_not_shown(
        self, page, documents, choose_file, png, monkeypatch
    ):
        monkeypatch.setattr(programs, "set_logo", refuse)
        choose_file(png)

        assert "disk is full" in page.problem_banner.accessibleName()
        assert not documents.logo_control.picture.isVisible()

    def test_a_line_is_kept_on_leaving_its_field(self, documents, desk, qtbot):
        first, *_ = documents.header_lines.edits
        first.setFocus()
        first.setText("120 Mill Street, Tulsa")
        qtbot.keyClick(first, Qt.Key.Key_Tab)

        assert desk.program().header_lines == ("120 Mill Street, Tulsa",)

    def test_lines_that_cannot_be_kept_stay_in_their_fields(
        self, page, documents, desk, monkeypatch
    ):
        monkeypatch.setattr(programs, "keep", refuse)
        first, *_ = documents.header_lines.edits
        first.setText("120 Mill Street")
        first.editingFinished.emit()

        assert "disk is full" in page.problem_banner.accessibleName()
        assert first.text() == "120 Mill Street"

    def test_lines_and_names_typed_together_are_both_kept(self, page, documents, desk):
        documents.header_lines.edits[1].setText("Phone 918 555 0142")
        page.program.program_name_edit.setText("Prairie IOP")
        page.flush()

        assert desk.program().header == "Phone 918 555 0142"
        assert desk.program().program_name == "Prairie IOP"


class TestProgram:
    @pytest.fixture
    def program(self, page, navigator):
        navigator.open(Place(page=Page.SETTINGS, section=Section.PROGRAM))
        page.program.focus_first()
        return page.program

    def test_a_name_is_kept_on_leaving_its_field(self, program, desk, qtbot):
        program.program_counselor_edit.setText("Dana Whitfield")
        qtbot.keyClick(program.program_counselor_edit, Qt.Key.Key_Tab)

        assert desk.program().counselor_name == "Dana Whitfield"

    def test_the_day_a_week_starts_is_kept(self, program, desk):
        choose(program.program_week_combo, Weekday.SUNDAY)

        assert desk.program().week_starts is Weekday.SUNDAY

    def test_a_pattern_without_signs_is_refused_and_stays_to_be_mended(
        self, page, program, desk, qtbot
    ):
        program.program_number_edit.setFocus()
        program.program_number_edit.setText("CD")
        qtbot.keyClick(program.program_number_edit, Qt.Key.Key_Tab)

        assert "needs one run of # signs" in page.problem_banner.accessibleName()
        assert program.program_number_edit.text() == "CD"
        assert desk.program().number_pattern == "CD-####"

    def test_paper_chosen_meanwhile_is_not_undone(self, page, program, desk):
        choose(page.documents.paper_segments, Paper.A4)
        program.program_name_edit.setText("Prairie IOP")
        page.flush()

        assert desk.program().paper is Paper.A4
        assert desk.program().program_name == "Prairie IOP"


class TestSearch:
    def rows(self, page):
        return [
            row.name
            for section in page.sections.values()
            for group in section.groups
            for row in group.rows
            if row.isVisible()
        ]

    def test_it_goes_over_all_sections_and_marks_them(self, page):
        page.find_edit.setText("name")

        assert self.rows(page) == [
            "Your name",
            "Program name",
            "Name on clinical papers",
            "Hide names",
        ]
        assert page.section_list.buttons[Section.PROGRAM].accessibleName() == "You & program, 2"
        assert page.section_list.buttons[Section.LOOK].accessibleName() == "Look"

    def test_control_f_goes_there_and_esc_brings_everything_back(self, page, qtbot):
        before = self.rows(page)
        qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert page.find_edit.hasFocus()
        qtbot.keyClicks(page.find_edit, "paper")
        assert self.rows(page) != before

        qtbot.keyClick(page.find_edit, Qt.Key.Key_Escape)

        assert self.rows(page) == before

    def test_nothing_found_is_said(self, page):
        page.find_edit.setText("xyz")

        assert page.none_label.isVisible()
        assert self.rows(page) == []


class TestBackup:
    def test_it_is_made_when_it_is_looked_at(self, page, navigator):
        assert page.findChild(Backups) is None

        navigator.open(Place(page=Page.SETTINGS, section=Section.BACKUP))

        assert page.findChild(Backups).isVisible()
        assert page.findChild(Backups).heard == ["reload"]

    def test_leaving_it_forgets_a_restore(self, page, navigator):
        navigator.open(Place(page=Page.SETTINGS, section=Section.BACKUP))
        navigator.open(Place(page=Page.SETTINGS, section=Section.LOOK))

        assert page.findChild(Backups).heard == ["reload", "forget"]

    def test_a_search_leaves_one_row_that_leads_to_it(self, page, navigator):
        page.find_edit.setText("restore")
        page.backup.show_button.click()

        assert navigator.place == Place(page=Page.SETTINGS, section=Section.BACKUP)
        assert page.find_edit.text() == ""
        assert page.findChild(Backups).isVisible()


def test_the_activity_log_is_opened_from_here(page, navigator):
    page.security.log_button.click()

    assert navigator.place == Place(page=Page.AUDIT)


def test_arrow_keys_go_from_section_to_section(page, navigator, qtbot):
    button = page.section_list.buttons[Section.SECURITY]
    button.setFocus()

    qtbot.keyClick(button, Qt.Key.Key_Up)

    assert navigator.place == Place(page=Page.SETTINGS, section=Section.LOOK)
    assert page.section_list.buttons[Section.LOOK].hasFocus()
    assert page.look.isVisible()
    assert not page.security.isVisible()


@pytest.mark.parametrize(("width", "is_rail"), [(968, False), (700, True)])
def test_the_list_is_a_rail_where_room_is_short(page, width, is_rail, qtbot):
    page.resize(width, 640)
    qtbot.wait(1)

    assert (page.section_list.width() < 60) is is_rail
    assert page.section_list.buttons[Section.LOOK].accessibleName() == "Look"


@pytest.mark.parametrize("section", list(Section))
def test_every_control_has_a_name(page, navigator, section, assert_accessible):
    navigator.open(Place(page=Page.SETTINGS, section=section))

    assert_accessible(page)


class TestKeys:
    """The dialogs that change keys, on a real store."""

    def prove(self, dialog, qtbot, passphrase=PASSPHRASE):
        dialog.present_edit.setText(passphrase)
        dialog.next_button.click()
        qtbot.waitUntil(lambda: not dialog._is_busy, timeout=LONG_MS)

    def choose_passphrase(self, dialog):
        dialog.form.passphrase_edit.set_shown(True)
        dialog.form.passphrase_edit.setText(FRESH)
        dialog.next_button.click()

    def keep_sheet(self, dialog, desk):
        words = dialog.recovery_words
        shown = words.words()
        words.sheet_bar.set_kept(desk.local(desk.now()), is_file=True)
        for number, edit in zip(ASKED, words._word_edits, strict=True):
            edit.setText(shown[number - 1])
        dialog.next_button.click()
        return shown

    def finish(self, dialog, qtbot):
        qtbot.waitUntil(lambda: not dialog._is_busy, timeout=LONG_MS)

    def test_the_passphrase_is_changed(self, page, desk, dialogs, qtbot):
        def act(dialog):
            self.prove(dialog, qtbot)
            self.choose_passphrase(dialog)
            self.finish(dialog, qtbot)

        dialogs.expect("Change the passphrase?", act)
        with qtbot.waitSignal(page.said) as said:
            page.security.passphrase_button.click()

        assert said.args == ["Passphrase changed"]
        assert key_services.is_passphrase(desk, FRESH)
        assert not key_services.is_passphrase(desk, PASSPHRASE)

    def test_a_wrong_present_passphrase_goes_no_further(self, page, desk, dialogs, qtbot):
        def act(dialog):
            self.prove(dialog, qtbot, "not this one at all")
            assert dialog._present_field.error() == "That passphrase does not match."
            assert not dialog.form.isVisible()
            dialog.reject()

        dialogs.expect("Change the passphrase?", act)
        page.security.passphrase_button.click()

        assert key_services.is_passphrase(desk, PASSPHRASE)

    def test_a_new_sheet_is_in_force_once_it_was_kept(self, page, desk, dialogs, qtbot):
        shown = []

        def act(dialog):
            self.prove(dialog, qtbot)
            shown.append(self.keep_sheet(dialog, desk))
            self.finish(dialog, qtbot)

        dialogs.expect("Make a new recovery sheet?", act)
        page.security.sheet_button.click()

        desk.vault.key_document.unlock("recovery", " ".join(shown[0])).wipe()

    def test_a_sheet_that_was_not_kept_changes_nothing(self, page, desk, dialogs, qtbot):
        before = desk.vault.key_document

        def act(dialog):
            self.prove(dialog, qtbot)
            dialog.next_button.click()
            assert dialog.recovery_words._word_fields[0].error() == "Print or save the sheet first."
            dialog.reject()
            assert dialog.recovery_words.words() == ("",) * 12

        dialogs.expect("Make a new recovery sheet?", act)
        page.security.sheet_button.click()

        assert desk.vault.key_document == before

    def test_a_failure_is_said_and_can_be_tried_again(
        self, page, desk, dialogs, qtbot, monkeypatch
    ):
        monkeypatch.setattr(key_services, "change_passphrase", refuse)

        def act(dialog):
            self.prove(dialog, qtbot)
            self.choose_passphrase(dialog)
            self.finish(dialog, qtbot)
            assert "disk is full" in dialog.problem_banner.accessibleName()
            monkeypatch.undo()
            dialog.next_button.click()
            self.finish(dialog, qtbot)

        dialogs.expect("Change the passphrase?", act)
        page.security.passphrase_button.click()

        assert key_services.is_passphrase(desk, FRESH)

    def test_changing_all_keys_asks_for_both_and_locks(
        self, page, desk, dialogs, qtbot, monkeypatch
    ):
        given = []

        def rotate(_desk, passphrase, words, *, progress, is_cancelled):
            progress(1, 2)
            given.append((passphrase, words, is_cancelled()))

        monkeypatch.setattr(key_services, "rotate", rotate)
        shown = []

        def act(dialog):
            self.prove(dialog, qtbot)
            self.choose_passphrase(dialog)
            shown.append(self.keep_sheet(dialog, desk))
            self.finish(dialog, qtbot)

        dialogs.expect("Change all keys?", act)
        with qtbot.waitSignal(page.lock_requested):
            page.security.rotate_button.click()

        assert given == [(FRESH, shown[0], False)]

    @pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.5), ((1366, 768), 1.0)])
    def test_every_step_fits_the_window(
        self, page, desk, qtbot, look, size, scale, assert_accessible
    ):
        look.wear(Theme(scale=scale))
        page.resize(*size)
        dialog = keys.KeysDialog(page, desk, keys.rotation(desk))
        qtbot.addWidget(dialog)
        dialog.place()
        dialog.show()
        for place in range(3):
            dialog.show_step(place)
            qtbot.wait(10)
            assert dialog.height() <= size[1]
            assert_accessible(dialog)
            is_scrolled = dialog._area.verticalScrollBar().maximum() > 0
            assert is_scrolled is (scale > 1 and place == 2)
        dialog.reject()

    def test_it_cannot_be_left_while_keys_are_written(self, page, desk, qtbot):
        dialog = keys.KeysDialog(page, desk, keys.rotation(desk))
        qtbot.addWidget(dialog)
        dialog.show()
        dialog._set_busy(is_busy=True)
        dialog.reject()

        assert dialog.isVisible()
        assert dialog._stop.is_set()
        dialog._set_busy(is_busy=False)
        dialog.reject()
        assert not dialog.isVisible()


def test_the_notice_on_papers_is_shown_word_for_word_with_its_source(page):
    (group,) = [one for one in page.documents.groups if one.search("notice")]
    (row,) = group.rows

    assert row.matches("prohibits unauthorized use or disclosure of these records")
    assert row.matches("42 CFR 2.32(a)(2)")


def test_a_search_for_deadlines_finds_the_days_of_notes_and_plans(page):
    page.find_edit.setText("deadlines")

    names = [row.name for row in shown_rows(page.rules)]
    assert "Note signed within" in names


def shown_rows(section):
    return [row for group in section.groups for row in group.rows if not row.isHidden()]


def test_phrases_are_a_step_away(page, navigator):
    page.phrases.open_button.click()

    assert navigator.place.page is Page.PHRASES


def test_the_check_of_everything_is_a_step_away(page, navigator):
    page.advanced.check_button.click()

    assert navigator.place == Place(page=Page.SETTINGS, section=Section.BACKUP)


def test_what_the_store_is_stands_under_advanced(page, desk):
    said = {row.name: row for group in page.advanced.groups for row in group.rows}

    assert said["Folder"].control.text() == desk.vault.folder.name
    assert said["Form of the records"].control.text().isdigit()
    assert said["Encryption"].control.text().startswith("SQLCipher 4")


def test_the_usual_look_comes_back_at_once(page, qtbot):
    asked = []
    page.mode_requested.connect(asked.append)
    page.text_scale_requested.connect(asked.append)
    page.contrast_requested.connect(asked.append)
    page.compact_rows_requested.connect(asked.append)

    page.advanced.look_button.click()

    assert asked == ["system", 1.0, False, False]
