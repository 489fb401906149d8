from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from counselor_desk.ui import messages
from counselor_desk.ui import theme as themes


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def press(words):
    def act(dialog):
        button = next(b for b in dialog.findChildren(QPushButton) if b.text() == words)
        button.click()

    return act


def test_the_confirming_verb_says_yes(window, dialogs):
    dialogs.expect("Sign this note?", press("Sign and lock"))

    assert messages.ask(window, "Sign this note?", "It closes for good.", "Sign and lock")


def test_the_other_button_says_no(window, dialogs):
    dialogs.expect("Sign this note?", press("Back"))

    assert not messages.ask(window, "Sign this note?", "It closes for good.", "Sign and lock")


def test_escape_is_the_safe_way_out(window, dialogs, qtbot):
    dialogs.expect("Discard?", lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))

    assert not messages.ask(window, "Discard?", "The draft goes.", "Discard", danger=True)


def test_enter_does_not_confirm_what_is_dangerous(window, dialogs, qtbot):
    dialogs.expect("Discard?", lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))

    assert not messages.ask(window, "Discard?", "The draft goes.", "Discard", danger=True)


def test_the_veil_covers_the_window_and_leaves_with_the_card(window, dialogs, qtbot):
    def look(dialog):
        veil = dialog._veil
        assert veil.geometry() == window.rect()
        assert veil.isVisible()
        dialog.accept()
        assert not window.findChildren(type(veil)) or not veil.isVisible()

    dialogs.expect("Done", look)
    messages.tell(window, "Done", "All is well.")


def test_every_button_of_a_dialog_is_named(window, dialogs, assert_accessible):
    dialogs.expect("Sign?", assert_accessible)

    messages.ask(window, "Sign?", "It closes for good.", "Sign")


def test_an_unexpected_dialog_fails_a_test(window):
    with pytest.raises(AssertionError, match="unexpected dialog"):
        messages.tell(window, "Surprise", "Nobody waited for this.")


def test_a_long_sentence_makes_the_card_taller(window, dialogs, assert_nothing_clipped):
    dialogs.expect("Long", assert_nothing_clipped)

    messages.ask(window, "Long", "Words that go on. " * 40, "Go on")


def test_a_dialog_fits_at_the_largest_text(window, dialogs, look, assert_nothing_clipped):
    look.wear(themes.Theme(scale=1.6))
    dialogs.expect("Sign this note?", assert_nothing_clipped)

    messages.ask(window, "Sign this note?", "It closes for good. " * 5, "Sign and lock")
