from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from counselor_desk.ui import unlock
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.unlock import UnlockScreen

REPOSITORY = Path(unlock.__file__).resolve().parents[2]
HEAVY = {
    "cryptography",
    "docx",
    "lxml",
    "mnemonic",
    "msgspec",
    "platformdirs",
    "PIL",
    "pypdfium2",
    "reportlab",
    "sqlcipher3",
    "tzlocal",
    "zxcvbn",
}
PAINT_ONCE = """
import os, sys
from PySide6.QtWidgets import QApplication
from counselor_desk.ui import theme, unlock
theme.prepare()
app = QApplication([])
style = app.style().name()
theme.apply(app, theme.Theme())
screen = unlock.UnlockScreen()
screen.set_store("Records")
screen.show()
app.processEvents()
screen.grab()
print(" ".join(sorted({name.split(".")[0] for name in sys.modules})))
print(" ".join(sorted(n for n in sys.modules if n.startswith("counselor_desk."))))
print("inherited" if "QT_STYLE_OVERRIDE" in os.environ else "", style)
"""


@dataclass(frozen=True)
class Strong:
    level: int = 4
    words: str = "Good"
    is_accepted: bool = True


@pytest.fixture
def screen(qtbot):
    screen = UnlockScreen()
    screen.set_store("Records")
    qtbot.addWidget(screen)
    screen.resize(1366, 690)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


@pytest.fixture
def part(screen):
    return screen.passphrase_part


@pytest.fixture(scope="module")
def first_paint():
    """What a fresh process says after it painted the screen: modules, own modules, style."""
    painted = subprocess.run(
        [sys.executable, "-c", PAINT_ONCE],
        cwd=REPOSITORY,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    return painted.stdout.splitlines()


def test_nothing_heavy_is_loaded_at_the_first_paint(first_paint):
    assert not set(first_paint[0].split()) & HEAVY


def test_no_other_room_is_loaded_at_the_first_paint(first_paint):
    rooms = {name.split(".")[1] for name in first_paint[1].split()}

    assert rooms <= {"ui", "errors", "resources", "settings"}


def test_the_style_is_chosen_before_the_application_and_not_inherited(first_paint):
    assert first_paint[2].strip() == "fusion"


def test_the_caret_stands_in_the_passphrase(part):
    assert part.passphrase_edit.hasFocus()


def test_enter_unlocks(screen, part, qtbot):
    qtbot.keyClicks(part.passphrase_edit, "five words")

    with qtbot.waitSignal(screen.unlock_requested) as request:
        qtbot.keyClick(part.passphrase_edit, Qt.Key.Key_Return)

    assert request.args == ["five words"]


def test_an_empty_passphrase_is_not_tried(screen, part, qtbot):
    with qtbot.assertNotEmitted(screen.unlock_requested):
        part.unlock_button.click()

    assert part.passphrase_field.error() == "Type your passphrase."


def test_the_button_says_that_it_is_unlocking(screen, part, qtbot):
    screen.set_busy(True)

    assert part.unlock_button.text() == "Unlocking…"
    assert part.passphrase_edit.isReadOnly()
    with qtbot.assertNotEmitted(screen.unlock_requested):
        part.unlock_button.click()


def test_a_wrong_passphrase_stays_selected_under_one_line(screen, part, qtbot):
    qtbot.keyClicks(part.passphrase_edit, "wrong")

    screen.show_wrong()

    assert part.passphrase_field.error().startswith("That passphrase does not match.")
    assert part.passphrase_edit.hasSelectedText()
    assert part.passphrase_edit.hasFocus()


def test_caps_lock_is_seen_from_the_letters(screen, part, qtbot):
    qtbot.keyClicks(part.passphrase_edit, "w")
    screen.show_wrong()
    assert part.passphrase_field.error().endswith("Caps Lock is off.")

    qtbot.keyClick(part.passphrase_edit, Qt.Key.Key_CapsLock)
    screen.show_wrong()
    assert part.passphrase_field.error().endswith("Caps Lock is on.")


def test_caps_lock_is_said_while_typing(part, qtbot):
    qtbot.keyClick(part.passphrase_edit, "A")
    assert part.passphrase_field._below.text() == "Caps Lock is on."

    shift = Qt.KeyboardModifier.ShiftModifier
    typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, "A")
    QApplication.sendEvent(part.passphrase_edit, typed)
    assert part.passphrase_field._below.text() == ""


def test_the_sixth_wrong_try_makes_one_wait(screen, part, qtbot):
    qtbot.keyClicks(part.passphrase_edit, "wrong")
    for _ in range(5):
        screen.show_wrong()
    assert part.unlock_button.isEnabled()

    screen.show_wrong()

    assert "Try again in 20 s." in part.passphrase_field.error()
    assert not part.unlock_button.isEnabled()
    with qtbot.assertNotEmitted(screen.unlock_requested):
        qtbot.keyClick(part.passphrase_edit, Qt.Key.Key_Return)


def test_each_further_wrong_try_doubles_the_wait(screen, part):
    for _ in range(7):
        screen.show_wrong()
    assert part._wait_s == 40

    for _ in range(10):
        screen.show_wrong()
    assert part._wait_s == 320


def test_the_wait_ends(screen, part):
    for _ in range(6):
        screen.show_wrong()
    for _ in range(20):
        part._count_down()

    assert part.unlock_button.isEnabled()
    assert not part._clock.isActive()


def test_forgetting_wipes_what_was_typed(screen, part, qtbot):
    qtbot.keyClicks(part.passphrase_edit, "secret")
    part.passphrase_edit.set_shown(True)
    screen.show_wrong()

    screen.forget()

    assert part.passphrase_edit.text() == ""
    assert not part.passphrase_edit.is_shown()
    assert part.passphrase_field.error() == ""


def test_the_practice_store_shows_its_passphrase(screen, part):
    screen.set_store("Practice store", "orbit-maple")
    assert part._practice.isVisible()

    screen.set_store("Records")
    assert not part._practice.isVisible()


def test_a_problem_with_the_store_is_a_banner_with_one_button(screen, qtbot):
    screen.show_problem("The store is open in another window.", "Try again")
    assert screen.problem_banner.isVisible()

    with qtbot.waitSignal(screen.problem_action_requested):
        screen.problem_banner.action_button.click()

    screen.clear_problem()
    assert not screen.problem_banner.isVisible()


def test_the_words_open_the_store_too(screen, part, qtbot):
    part.words_button.click()
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "orbit maple")

    with qtbot.waitSignal(screen.words_requested) as request:
        screen._part._open_button.click()

    assert request.args == ["orbit maple"]


def test_a_wrong_word_is_said_below_the_words(screen, part):
    part.words_button.click()

    screen.show_error("Word 4 is not on the list.")

    assert screen._part._field.error() == "Word 4 is not on the list."


def test_the_way_back_from_the_words(screen, part):
    part.words_button.click()
    assert not part.isVisible()

    screen._part.back_button.click()

    assert part.isVisible()
    assert part.passphrase_edit.hasFocus()


def test_after_the_words_comes_a_new_passphrase(screen, qtbot):
    screen.ask_words()
    screen.ask_new_passphrase(lambda _text: Strong(), lambda: "a-b-c-d-e")
    screen._part.form.suggest_button.click()

    with qtbot.waitSignal(screen.new_passphrase_chosen) as chosen:
        screen._part._save_button.click()

    assert chosen.args == ["a-b-c-d-e"]


def test_another_folder_can_be_opened(screen, part, qtbot):
    with qtbot.waitSignal(screen.open_other_requested):
        part.other_button.click()


def test_the_tab_order_is_that_of_the_eye(screen, part, qtbot):
    expected = [
        part.passphrase_edit.eye_button,
        part.unlock_button,
        part.words_button,
        part.restore_button,
        part.other_button,
        part.passphrase_edit,
    ]
    for widget in expected:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is widget


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1366, 690), 1.0), ((1280, 720), 1.25), ((1024, 640), 1.5), ((960, 560), 1.0)],
)
def test_it_fits_every_window(screen, look, size, scale, assert_nothing_clipped, assert_accessible):
    look.wear(Theme(scale=scale))
    screen.set_store("Practice store", "orbit-maple-cactus-violin-harbor")
    screen.show_wrong()
    screen.resize(*size)
    QApplication.processEvents()

    assert screen.size().toTuple() == size
    assert_nothing_clipped(screen)
    assert_accessible(screen)


def test_the_card_is_420_wide(screen):
    assert screen._card.width() == 420
    assert abs(screen._card.geometry().center().x() - screen.rect().center().x()) <= 1
