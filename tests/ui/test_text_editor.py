from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counselor_desk.ui.text_editor import TextEditor, cleaned
from counselor_desk.ui.theme import Theme


@pytest.fixture
def page(qtbot):
    page = QWidget()
    page.editor = TextEditor(name="Data")
    page.next = TextEditor(name="Plan")
    layout = QVBoxLayout(page)
    layout.addWidget(page.editor)
    layout.addWidget(page.next)
    layout.addStretch(1)
    qtbot.addWidget(page)
    page.resize(600, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.editor.setFocus()
    return page


@pytest.fixture
def editor(page):
    return page.editor


def test_it_grows_with_its_text(editor, qtbot):
    small = editor.height()

    editor.set_text("A line.\n" * 20)

    assert editor.height() > small * 4
    assert editor.verticalScrollBar().maximum() == 0


def test_it_shrinks_again(editor):
    small = editor.height()
    editor.set_text("A line.\n" * 20)

    editor.set_text("A line.")

    assert editor.height() == small


def test_a_line_is_22_pixels_high_at_the_reading_size(editor):
    editor.set_text("one\ntwo")
    two = editor.height()
    editor.set_text("one\ntwo\nthree")

    assert editor.height() - two == pytest.approx(22, abs=1)


def test_typed_lines_keep_the_line_height(editor, qtbot):
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert editor.textCursor().blockFormat().lineHeight() == 130


def test_a_larger_text_size_makes_it_taller(editor, look):
    editor.set_text("A line.\n" * 10)
    before = editor.height()

    look.wear(Theme(scale=1.5))

    assert editor.height() > before * 1.3


def test_only_words_are_pasted(editor):
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold\r\nnext\x00")

    editor.insertFromMimeData(rich)

    assert editor.text() == "bold\nnext"
    assert not editor.textCursor().charFormat().font().bold()


def test_tab_moves_on(page, qtbot):
    qtbot.keyClick(page.editor, Qt.Key.Key_Tab)

    assert page.next.hasFocus()
    assert page.editor.text() == ""


def test_control_tab_inserts_a_tab(editor, qtbot):
    qtbot.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)

    assert editor.text() == "\t"


def test_undo_is_there_for_what_was_typed(editor, qtbot):
    editor.set_text("before")

    qtbot.keyClicks(editor, "typed")
    editor.undo()

    assert editor.text() == "before"


def test_undo_does_not_go_behind_the_text_that_was_loaded(editor):
    editor.set_text("before")

    editor.undo()

    assert editor.text() == "before"


def test_loading_a_text_is_not_an_edit(editor, qtbot):
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_text("words")


def test_typing_is_told_at_once_and_kept_after_a_pause(editor, qtbot):
    with qtbot.waitSignal(editor.edited), qtbot.waitSignal(editor.paused, timeout=2000) as pause:
        qtbot.keyClicks(editor, "word")

    assert pause.args == ["word"]


def test_typing_without_a_pause_is_kept_too(editor, qtbot):
    editor._longest.setInterval(60)
    editor._quiet.setInterval(5000)

    with qtbot.waitSignal(editor.paused, timeout=1000):
        qtbot.keyClicks(editor, "a")


def test_leaving_the_text_keeps_it(page, qtbot):
    qtbot.keyClicks(page.editor, "word")

    with qtbot.waitSignal(page.editor.paused, timeout=100):
        page.next.setFocus()


def test_nothing_is_told_when_nothing_was_typed(page, qtbot):
    with qtbot.assertNotEmitted(page.editor.paused):
        page.next.setFocus()


def test_a_very_long_note_comes_back_whole(editor, qtbot):
    note = "A sentence of a long note that goes on. \n" * 2500
    assert len(note) > 100_000

    editor.set_text(note)
    qtbot.keyClicks(editor, "More. ")

    assert editor.text() == "More. " + note


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_a_text_comes_back_as_it_was_given(editor, text):
    clean = cleaned(text)

    editor.set_text(clean)

    assert editor.text() == clean


def test_a_no_break_space_stays():
    assert cleaned("3\u00a0x") == "3\u00a0x"
