"""The sign dialog shows what is signed; Enter signs, Escape goes back, a failure keeps it open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.services import settings
from counselor_desk.ui import messages, tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.sign_dialog import SignDialog, SignFacts, ask_to_sign, passphrase_check

FACTS = SignFacts(
    title="Sign this note?",
    sentence="After signing it cannot be changed.",
    facts=(("Note", "Individual, Marcus R., CD-0147"), ("Text", "231 words")),
    attestation="I provided this service; this note is my own accurate record.",
    signer="D. Whitfield, LCDC",
    signed_at="March 12, 2026, 10:04 am",
    cautions=("Late entry",),
)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(1366, 690)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(window):
    dialogs = []

    def show(sign=None):
        dialog = SignDialog(window, FACTS, sign)
        dialog.place()
        dialog.show()
        dialogs.append(dialog)
        return dialog

    yield show
    for dialog in dialogs:
        dialog.reject()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_it_shows_every_fact_the_attestation_and_the_signer(opened):
    shown = words(opened())

    for text in ("Marcus R., CD-0147", "231 words", FACTS.attestation, "LCDC", "Late entry"):
        assert text in shown


def test_enter_signs(qtbot, opened):
    dialog = opened()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_escape_goes_back(qtbot, opened):
    dialog = opened()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_on_back_goes_back(qtbot, opened):
    dialog = opened()
    dialog.sign_back_button.setFocus()
    qtbot.waitUntil(dialog.sign_back_button.hasFocus)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.sign_back_button, Qt.Key.Key_Return)


def test_the_signing_button_has_the_focus(qtbot, opened):
    dialog = opened()

    qtbot.waitUntil(dialog.sign_confirm_button.hasFocus)


def test_a_failure_keeps_the_dialog_and_says_why(opened):
    def fail() -> None:
        raise DiskFullError

    dialog = opened(fail)
    dialog.sign_confirm_button.click()

    assert dialog.isVisible()
    assert "Not signed. Your draft is safe." in words(dialog)
    assert "The disk is full" in words(dialog)
    assert dialog.sign_confirm_button.text() == "Try again"


def test_trying_again_signs(qtbot, opened):
    outcomes = iter([DiskFullError(), None])

    def sometimes() -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome

    dialog = opened(sometimes)
    dialog.sign_confirm_button.click()
    with qtbot.waitSignal(dialog.accepted):
        dialog.sign_confirm_button.click()


def test_asking_tells_whether_it_was_signed(monkeypatch, window):
    monkeypatch.setattr(messages, "run", lambda dialog: isinstance(dialog, SignDialog))

    assert ask_to_sign(window, FACTS, is_passphrase=None)


def test_everything_is_named_and_nothing_is_cut(opened, assert_accessible, assert_nothing_clipped):
    dialog = opened()

    assert_accessible(dialog)
    assert_nothing_clipped(dialog)


def test_nothing_is_cut_at_150_percent(opened, look, assert_nothing_clipped):
    look.wear(themes.Theme(dark=True, scale=1.5))

    assert_nothing_clipped(opened())


class TestPassphrase:
    """Asked for at each signature, where the settings say so."""

    @pytest.fixture
    def signed(self):
        return []

    @pytest.fixture
    def dialog(self, window, signed, qtbot):
        dialog = SignDialog(
            window, FACTS, lambda: signed.append(True), lambda typed: typed == "right"
        )
        dialog.place()
        dialog.show()
        yield dialog
        tasks.finish()
        dialog.reject()

    def type(self, dialog, qtbot, text):
        dialog.passphrase_edit.setText(text)
        qtbot.keyClick(dialog.passphrase_edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog._is_checking)

    def test_the_right_one_signs(self, dialog, signed, qtbot):
        self.type(dialog, qtbot, "right")

        assert signed == [True]
        assert dialog.result() == dialog.DialogCode.Accepted

    def test_a_wrong_one_is_said_and_signs_nothing(self, dialog, signed, qtbot):
        self.type(dialog, qtbot, "wrong")

        assert signed == []
        assert dialog.isVisible()
        assert "does not match. Nothing was signed." in dialog.passphrase_field.error()
        self.type(dialog, qtbot, "right")
        assert signed == [True]

    def test_none_at_all_is_asked_for(self, dialog, signed, qtbot):
        qtbot.mouseClick(dialog.sign_confirm_button, Qt.MouseButton.LeftButton)

        assert signed == []
        assert dialog.passphrase_field.error() == "Type your passphrase."

    def test_it_is_forgotten_when_the_dialog_closes(self, dialog, qtbot):
        self.type(dialog, qtbot, "right")

        assert dialog.passphrase_edit.text() == ""


def test_no_passphrase_is_asked_for_unless_it_is_set(opened):
    assert not opened().passphrase_field.isVisible()


def test_the_settings_decide_and_the_store_knows_the_passphrase(desk):
    assert passphrase_check(desk) is None

    settings.change(desk, asks_to_sign=True)

    check = passphrase_check(desk)
    assert check("river-lamp-orbit-seed-wolf")
    assert not check("another one")
