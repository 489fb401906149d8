from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from counselor_desk.errors import DiskFullError
from counselor_desk.records.program import Paper, Weekday
from counselor_desk.records.recovery_sheets import RecoverySheet
from counselor_desk.services import recovery_sheets
from counselor_desk.ui import messages, printers, tasks
from counselor_desk.ui.first_run import FirstRun, FirstRunScreen
from counselor_desk.ui.theme import Theme

WORDS = (
    "orbit",
    "maple",
    "cactus",
    "violin",
    "harbor",
    "pencil",
    "summit",
    "lantern",
    "walnut",
    "copper",
    "meadow",
    "kettle",
)
GOOD = "orbit-maple-cactus-violin-harbor"


PRINTED_AT = datetime(2026, 3, 12, 8, 14, tzinfo=UTC)


def sheet_of(words):
    return RecoverySheet(
        words=words, store_label="Records", store_id="3f2a91c0" * 4, made_at=PRINTED_AT
    )


@dataclass(frozen=True)
class Strength:
    level: int
    words: str
    is_accepted: bool


def strength(text):
    is_good = len(text) >= 12
    return Strength(4 if is_good else 1, "Good" if is_good else "Too short", is_good)


@pytest.fixture
def made():
    """How many sets of words were made."""
    return []


@pytest.fixture
def screen(qtbot, made):
    def new_words():
        made.append(1)
        return WORDS

    screen = FirstRunScreen(
        new_words=new_words,
        strength=strength,
        suggest=lambda: GOOD,
        sheet_of=sheet_of,
        refuse_folder=lambda folder: "Not here." if folder.name == "Records.cdesk" else "",
    )
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


def fill_you(screen):
    screen.you_step.name_edit.setText(" Dana Whitfield ")
    screen.you_step.credential_edit.setText("LADC")
    screen.you_step.program_edit.setText("Prairie IOP")
    screen.continue_button.click()


def choose_passphrase(screen):
    screen.passphrase_step.form.suggest_button.click()
    screen.continue_button.click()


def type_words(screen, third="cactus", ninth="walnut"):
    words = screen.words_step.recovery_words
    for edit, word in zip(words._word_edits, (third, ninth), strict=True):
        edit.setText(word)


def keep_sheet(screen):
    screen.words_step.recovery_words.sheet_bar.set_kept(PRINTED_AT, is_file=False)


def test_the_four_steps_give_everything_the_store_needs(screen, qtbot, tmp_path, monkeypatch):
    screen.you_step._paper._buttons[1].click()
    screen.you_step._week.set_value(Weekday.SUNDAY)
    fill_you(screen)
    choose_passphrase(screen)
    keep_sheet(screen)
    type_words(screen, "cactus", " Walnut ")
    screen.continue_button.click()
    monkeypatch.setattr(messages, "choose_folder", lambda *_given: tmp_path / "stick")
    screen.backup_step.choose_button.click()

    with qtbot.waitSignal(screen.finished) as finished:
        screen.continue_button.click()

    assert finished.args == [
        FirstRun(
            counselor_name="Dana Whitfield",
            credential="LADC",
            program_name="Prairie IOP",
            paper=Paper.A4,
            week_starts=Weekday.SUNDAY,
            passphrase=GOOD,
            words=WORDS,
            backup_folder=tmp_path / "stick",
        )
    ]


def test_the_secrets_are_in_no_repr():
    value = FirstRun(
        counselor_name="Dana",
        credential="LADC",
        program_name="Prairie",
        paper=Paper.A4,
        week_starts=Weekday.MONDAY,
        passphrase=GOOD,
        words=WORDS,
    )

    assert GOOD not in repr(value)
    assert "walnut" not in repr(value)


def test_the_first_step_asks_for_what_is_missing(screen):
    screen.you_step.name_edit.setText("Dana")

    screen.continue_button.click()

    assert screen.you_step.isVisible()
    assert screen.you_step.credential_edit.hasFocus()
    assert screen.you_step._fields[2][0].error()


def test_enter_goes_on(screen, qtbot):
    for edit in (screen.you_step.name_edit, screen.you_step.credential_edit):
        edit.setText("x")
    screen.you_step.program_edit.setText("Prairie IOP")

    qtbot.keyClick(screen.you_step.program_edit, Qt.Key.Key_Return)

    assert screen.passphrase_step.isVisible()


class TestPassphrase:
    @pytest.fixture
    def form(self, screen):
        fill_you(screen)
        return screen.passphrase_step.form

    def test_a_weak_one_is_not_accepted(self, screen, form, qtbot):
        qtbot.keyClicks(form.passphrase_edit, "short")

        screen.continue_button.click()

        assert screen.passphrase_step.isVisible()
        assert form._field.error() == "Too short."

    def test_a_hidden_one_is_typed_twice(self, screen, form, qtbot):
        qtbot.keyClicks(form.passphrase_edit, GOOD)
        qtbot.keyClicks(form.repeat_edit, "something else")
        screen.continue_button.click()
        assert form._repeat_field.error()

        form.repeat_edit.setText(GOOD)
        form.submit()
        assert screen.words_step.isVisible()

    def test_a_shown_one_is_typed_once(self, screen, form):
        form.passphrase_edit.eye_button.click()
        assert not form._repeat_field.isVisible()

        form.passphrase_edit.setText(GOOD)
        screen.continue_button.click()

        assert screen.words_step.isVisible()

    def test_a_suggested_one_is_shown(self, form):
        form.suggest_button.click()

        assert form.passphrase_edit.text() == GOOD
        assert form.passphrase_edit.is_shown()

    def test_the_meter_follows_after_a_pause(self, form, qtbot):
        qtbot.keyClicks(form.passphrase_edit, GOOD)

        qtbot.waitUntil(lambda: form._meter._words.text() == "Good.")
        assert form._meter._bars._level == 4

    def test_typing_on_takes_the_error_back(self, screen, form, qtbot):
        screen.continue_button.click()

        qtbot.keyClicks(form.passphrase_edit, "x")

        assert form._field.error() == ""


class TestWords:
    @pytest.fixture
    def words(self, screen):
        fill_you(screen)
        choose_passphrase(screen)
        return screen.words_step.recovery_words

    def tile(self, words, number):
        return words._tiles[number - 1]._word.text()

    def test_all_twelve_can_be_read_at_first(self, words):
        assert tuple(tile._word.text() for tile in words._tiles) == WORDS

    def test_the_two_asked_for_are_hidden_once_a_field_has_the_focus(self, words):
        words._word_edits[0].setFocus()

        assert self.tile(words, 3) == self.tile(words, 9) == "asked below"
        assert self.tile(words, 4) == "violin"

    def test_screen_readers_hear_no_hidden_word(self, words):
        assert "3 cactus" in words._sheet.accessibleDescription()

        words._word_edits[1].setFocus()

        assert "cactus" not in words._sheet.accessibleDescription()

    def test_a_wrong_word_is_named_and_gets_the_caret(self, screen, words, qtbot):
        keep_sheet(screen)
        type_words(screen, "cactus", "kettle")

        with qtbot.assertNotEmitted(words.confirmed):
            screen.continue_button.click()

        assert words._word_fields[1].error() == "This is not word 9. Look at the sheet again."
        assert words._word_edits[1].hasFocus()

    def test_without_a_sheet_the_right_words_do_not_do(self, screen, words, qtbot):
        type_words(screen)

        with qtbot.assertNotEmitted(words.confirmed):
            screen.continue_button.click()

        assert words._word_fields[0].error() == "Print or save the sheet first."
        assert words.sheet_bar.print_button.hasFocus()

    def test_a_right_word_gets_its_mark_on_leaving(self, words, qtbot):
        edit = words._word_edits[0]
        edit.setFocus()
        qtbot.keyClicks(edit, "cactus")
        assert not edit._is_right

        qtbot.keyClick(edit, Qt.Key.Key_Tab)

        assert edit._is_right

    def test_going_back_makes_a_new_set(self, screen, words, made):
        screen.back_button.click()
        assert words.words() == ("",) * 12

        choose_passphrase(screen)

        assert len(made) == 2
        assert not words.sheet_bar.is_kept

    def test_back_from_the_backup_keeps_the_words(self, screen, words, made):
        keep_sheet(screen)
        type_words(screen)
        screen.continue_button.click()
        assert screen.backup_step.isVisible()

        screen.back_button.click()

        assert words.words() == WORDS
        assert len(made) == 1
        screen.continue_button.click()
        assert screen.backup_step.isVisible()

    def test_a_store_that_could_not_be_made_loses_nothing(self, screen, words):
        screen.set_busy(True)
        screen.set_busy(False)
        screen.show_problem("The disk is full. Free some space and try again.")

        assert screen.problem_banner.isVisible()
        assert words.words() == WORDS


class TestSheet:
    @pytest.fixture
    def bar(self, screen):
        fill_you(screen)
        choose_passphrase(screen)
        yield screen.words_step.recovery_words.sheet_bar
        tasks.finish()

    def advice(self, screen):
        return screen.words_step.recovery_words.care_banner.accessibleName()

    def choose(self, monkeypatch, path):
        monkeypatch.setattr(messages, "choose_save_path", lambda *_given: path)

    def test_it_is_saved_as_a_pdf_with_all_words(self, screen, bar, qtbot, tmp_path, monkeypatch):
        self.choose(monkeypatch, tmp_path / "sheet")
        with qtbot.waitSignal(bar.kept, timeout=20_000):
            bar.save_button.click()

        with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
            text = document[0].get_textpage().get_text_bounded()
        assert all(word in text for word in WORDS)
        assert bar._words.text() == "Saved 8:14 am"
        assert "The PDF opens every record" in self.advice(screen)

    def test_thinking_better_of_it_keeps_nothing(self, bar, monkeypatch):
        self.choose(monkeypatch, None)

        bar.save_button.click()

        assert not bar.is_kept

    def test_a_full_disk_is_said(self, screen, bar, qtbot, tmp_path, monkeypatch):
        def refuse(*_given):
            raise DiskFullError

        self.choose(monkeypatch, tmp_path / "sheet.pdf")
        monkeypatch.setattr(recovery_sheets, "save", refuse)
        with qtbot.waitSignal(bar.failed, timeout=20_000):
            bar.save_button.click()

        assert not bar.is_kept
        assert "disk is full" in self.advice(screen)

    def test_it_is_printed_under_a_name_that_says_nothing(self, bar, qtbot, monkeypatch):
        jobs = []
        monkeypatch.setattr(printers, "are_there", lambda: True)
        monkeypatch.setattr(messages, "choose_printer", lambda *_given: True)
        monkeypatch.setattr(
            printers, "paint", lambda printer, pages: jobs.append((printer.docName(), len(pages)))
        )
        with qtbot.waitSignal(bar.kept, timeout=20_000):
            bar.print_button.click()

        assert jobs == [("Counselor Desk", 1)]
        assert bar._words.text() == "Printed 8:14 am"

    def test_without_a_printer_a_pdf_on_a_stick_is_offered(self, screen, bar, monkeypatch):
        monkeypatch.setattr(printers, "are_there", lambda: False)

        bar.print_button.click()

        assert "PDF on a USB stick" in self.advice(screen)
        assert "opens every record" in self.advice(screen)
        assert not bar.is_kept


class TestBackup:
    @pytest.fixture
    def step(self, screen):
        fill_you(screen)
        choose_passphrase(screen)
        keep_sheet(screen)
        type_words(screen)
        screen.continue_button.click()
        return screen.backup_step

    def test_one_can_go_on_without(self, screen, step, qtbot):
        assert screen.continue_button._label == "Go on without a backup"

        with qtbot.waitSignal(screen.finished) as finished:
            screen.continue_button.click()

        assert finished.args[0].backup_folder is None

    def test_a_folder_that_cannot_take_backups_is_refused(self, step, tmp_path, monkeypatch):
        inside = tmp_path / "Records.cdesk"
        monkeypatch.setattr(messages, "choose_folder", lambda *_given: inside)

        step.choose_button.click()

        assert step.folder is None
        assert step.advice_banner.accessibleName() == "Not here."

    def test_a_chosen_folder_is_shown_and_can_be_changed(self, step, tmp_path, monkeypatch):
        monkeypatch.setattr(messages, "choose_folder", lambda *_given: tmp_path)

        step.choose_button.click()

        assert step._folder_label.text() == str(tmp_path)
        assert step.choose_button._label == "Change…"


def test_an_existing_store_can_be_opened_instead(screen, qtbot):
    with qtbot.waitSignal(screen.open_other_requested):
        screen.other_button.click()


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1024, 640), 1.5)])
def test_every_step_fits_or_scrolls(
    screen, look, place, scale, size, assert_nothing_clipped, assert_accessible
):
    look.wear(Theme(scale=scale))
    screen.show_step(place)
    screen.resize(*size)
    QApplication.processEvents()

    assert screen.size().toTuple() == size
    assert_nothing_clipped(screen)
    assert_accessible(screen)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_no_step_scrolls_at_the_reference_size(screen, place):
    screen.show_step(place)
    QApplication.processEvents()

    area = screen.findChild(QLabel).window().layout().itemAt(0).widget()
    assert area.verticalScrollBar().maximum() == 0
