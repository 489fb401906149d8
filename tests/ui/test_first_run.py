from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from counselor_desk.records.program import Paper
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

    screen = FirstRunScreen(new_words=new_words, strength=strength, suggest=lambda: GOOD)
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


def edits(screen):
    return screen.words_step.recovery_words._edits


def test_the_three_steps_give_everything_the_store_needs(screen, qtbot):
    screen.you_step._paper._buttons[1].click()
    fill_you(screen)
    choose_passphrase(screen)
    edits(screen)[3].setText("cactus")
    edits(screen)[9].setText(" Walnut ")

    with qtbot.waitSignal(screen.finished) as finished:
        screen.continue_button.click()

    assert finished.args == [
        FirstRun(
            counselor_name="Dana Whitfield",
            credential="LADC",
            program_name="Prairie IOP",
            paper=Paper.A4,
            passphrase=GOOD,
            words=WORDS,
        )
    ]


def test_the_secrets_are_in_no_repr():
    value = FirstRun(
        counselor_name="Dana",
        credential="LADC",
        program_name="Prairie",
        paper=Paper.A4,
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
        words._edits[3].setFocus()

        assert self.tile(words, 3) == self.tile(words, 9) == "asked below"
        assert self.tile(words, 4) == "violin"

    def test_screen_readers_hear_no_hidden_word(self, words):
        assert "3 cactus" in words._sheet.accessibleDescription()

        words._edits[9].setFocus()

        assert "cactus" not in words._sheet.accessibleDescription()

    def test_a_wrong_word_is_named_and_gets_the_caret(self, screen, words, qtbot):
        words._edits[3].setText("cactus")
        words._edits[9].setText("kettle")

        with qtbot.assertNotEmitted(screen.finished):
            screen.continue_button.click()

        assert words._fields[9].error() == "This is not word 9. Look at your paper again."
        assert words._edits[9].hasFocus()

    def test_a_right_word_gets_its_mark_on_leaving(self, words, qtbot):
        words._edits[3].setFocus()
        qtbot.keyClicks(words._edits[3], "cactus")
        assert not words._edits[3]._is_right

        qtbot.keyClick(words._edits[3], Qt.Key.Key_Tab)

        assert words._edits[3]._is_right

    def test_going_back_makes_a_new_set(self, screen, words, made):
        screen.back_button.click()
        assert words.words() == ("",) * 12

        choose_passphrase(screen)

        assert len(made) == 2

    def test_a_store_that_could_not_be_made_loses_nothing(self, screen, words):
        screen.set_busy(True)
        screen.set_busy(False)
        screen.show_problem("The disk is full. Free some space and try again.")

        assert screen.problem_banner.isVisible()
        assert words.words() == WORDS


def test_an_existing_store_can_be_opened_instead(screen, qtbot):
    with qtbot.waitSignal(screen.open_other_requested):
        screen.other_button.click()


@pytest.mark.parametrize("place", [0, 1, 2])
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


@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_step_scrolls_at_the_reference_size(screen, place):
    screen.show_step(place)
    QApplication.processEvents()

    area = screen.findChild(QLabel).window().layout().itemAt(0).widget()
    assert area.verticalScrollBar().maximum() == 0
