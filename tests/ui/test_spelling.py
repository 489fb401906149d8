from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from counselor_desk.services import clients, settings, spelling
from counselor_desk.services.clients import NewClient
from counselor_desk.ui import tasks
from counselor_desk.ui import theme as themes
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.notes.texts import NoteText
from counselor_desk.ui.spelling import Spelling
from counselor_desk.ui.text_editor import TextEditor
from counselor_desk.ui.theme import Theme
from counselor_desk.ui.workspace import Workspace


@pytest.fixture(scope="module")
def dictionary():
    return spelling.load_dictionary()


@pytest.fixture
def window(qtbot, desk, dictionary, monkeypatch):
    window = QWidget()
    window.menus = []
    # A platform without a screen cannot grab the keyboard for a menu.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: window.menus.append(menu))
    layout = QVBoxLayout(window)
    window.first = TextEditor(name="Data")
    window.second = TextEditor(name="Plan")
    for editor in (window.first, window.second):
        layout.addWidget(editor)
    layout.addStretch(1)
    bulletin = Bulletin(window)
    bulletin.follow(desk)
    window.spelling = Spelling(desk, bulletin, window)
    window.spelling.use(spelling.for_store(desk, dictionary))
    window.resize(600, 900)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.first.setFocus()
    yield window
    bulletin.leave()


def marked(window, editor=None):
    """The words under a mark, after the pause."""
    marks = window.spelling.marks_of(editor or window.first)
    if marks is None:
        return None
    marks.look()
    while marks._soon.isActive():  # a busy machine ends a slice before the first word
        marks._soon.stop()
        marks.look()
    return marks.marked()


def line_color(window):
    mark = window.first.extraSelections()[0]
    return mark.format.underlineColor().name().upper()


def menu_words(window):
    """What the menu that was opened last offers."""
    return [action.text() for action in window.menus[-1].actions() if not action.isSeparator()]


def choose(window, words):
    menu = window.menus[-1]
    next(action for action in menu.actions() if action.text() == words).trigger()


def ask_at(editor, place):
    """The context menu of the word at a place of the text."""
    cursor = editor.textCursor()
    cursor.setPosition(place)
    point = editor.cursorRect(cursor).center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, editor.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(editor.viewport(), asked)


def test_an_unknown_word_is_marked_where_one_writes(window):
    window.first.set_text("He was anxios about the visit.")

    assert marked(window) == ["anxios"]


def test_the_mark_is_a_wavy_line_in_the_color_of_the_theme(window):
    window.first.set_text("anxios")
    marked(window)

    mark = window.first.extraSelections()[0]
    assert mark.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert line_color(window) == themes.current().colors["risk"]


def test_the_mark_follows_the_theme(window):
    window.first.set_text("anxios")
    marked(window)
    light = line_color(window)

    themes.look().wear(Theme(dark=True))
    try:
        dark = line_color(window)
    finally:
        themes.look().wear(Theme())

    assert dark != light


def test_a_text_without_the_focus_is_not_marked(window):
    window.second.set_text("anxios")

    assert marked(window, window.second) is None


def test_marks_stay_when_the_focus_goes_on(window):
    window.first.set_text("anxios")
    marked(window)

    window.second.setFocus()

    assert len(window.first.extraSelections()) == 1


def test_marks_come_by_themselves_after_a_pause(window, qtbot):
    qtbot.keyClicks(window.first, "He was anxios and ")

    qtbot.waitUntil(lambda: len(window.first.extraSelections()) == 1)


def test_the_word_one_writes_is_left_alone(window, qtbot):
    qtbot.keyClicks(window.first, "He was anxio")

    assert marked(window) == []


def test_a_key_never_looks_at_words(window, qtbot):
    window.first.set_text("He was anxios. " * 50)
    marked(window)
    marks = window.spelling.marks_of(window.first)
    marks._soon.stop()

    qtbot.keyClicks(window.first, "He")

    assert marks._pause.remainingTime() > 100
    assert not marks._soon.isActive()


def test_a_word_is_marked_once_the_caret_has_left_it(window, qtbot):
    qtbot.keyClicks(window.first, "He was anxios")
    marked(window)

    qtbot.keyClick(window.first, Qt.Key.Key_Home)

    assert marked(window) == ["anxios"]


def test_a_mark_goes_when_the_word_is_right(window, qtbot):
    window.first.set_text("He was anxios.")
    marked(window)
    cursor = window.first.textCursor()
    cursor.setPosition(12)

    cursor.insertText("u")

    assert marked(window) == []


def test_marks_move_with_the_text(window, qtbot):
    window.first.set_text("He was anxios.")
    marked(window)

    window.first.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(window.first, "Today ")

    assert window.first.extraSelections()[0].cursor.selectedText() == "anxios"


def test_a_word_after_a_sign_that_counts_twice_is_marked_whole(window):
    window.first.set_text("\U0001f600 He was anxios.")

    assert marked(window) == ["anxios"]


def test_marks_cannot_be_undone_and_are_no_edit(window):
    heard = []
    window.first.edited.connect(lambda: heard.append(1))
    window.first.set_text("anxios")

    marked(window)

    assert not window.first.document().isUndoAvailable()
    assert heard == []


def test_only_paragraphs_in_sight_are_looked_at(window):
    window.first.set_text("anxios\n" * 300)

    assert 10 < len(marked(window)) < 120


def test_a_signed_text_is_not_marked(window):
    window.first.set_text("anxios")
    marked(window)
    window.first.setReadOnly(True)

    assert marked(window) == []


def test_recovery_words_are_not_marked(window, qtbot):
    editor = TextEditor(name="Words", checks_spelling=False, parent=window)
    editor.show()

    editor.setFocus()

    assert window.spelling.marks_of(editor) is None


def test_f7_selects_the_next_word_and_offers_what_was_meant(window, qtbot):
    window.first.set_text("He was anxios.")

    qtbot.keyClick(window.first, Qt.Key.Key_F7)

    assert window.first.textCursor().selectedText() == "anxios"
    assert menu_words(window)[0] == "anxious"


def test_what_was_chosen_takes_the_place_of_the_word(window):
    window.first.set_text("He was anxios.")
    window.spelling.go_on()

    choose(window, "anxious")

    assert window.first.text() == "He was anxious."
    window.first.undo()
    assert window.first.text() == "He was anxios."


def test_f7_goes_from_text_to_text_and_around(window):
    window.first.set_text("He was anxios.")
    window.second.set_text("A threapy.")
    seen = []
    for _ in range(3):
        window.spelling.go_on()
        seen.append(QApplication.focusWidget().textCursor().selectedText())

    assert seen == ["anxios", "threapy", "anxios"]


def test_f7_says_so_when_every_word_is_right(window, qtbot):
    window.first.set_text("He was anxious.")

    with qtbot.waitSignal(window.spelling.said) as said:
        window.spelling.go_on()

    assert "No misspelled" in said.args[0]


def test_a_word_can_be_added_for_good(window, desk):
    window.first.set_text("Wellspringz")
    window.spelling.go_on()

    choose(window, "Add to my words")

    assert spelling.own(desk) == ["Wellspringz"]
    assert marked(window) == []


def test_a_word_can_be_ignored_for_now(window, desk):
    window.first.set_text("Wellspringz")
    window.spelling.go_on()

    choose(window, "Ignore until the store is locked")

    assert spelling.own(desk) == []
    assert marked(window) == []


def test_the_context_menu_offers_what_was_meant_above_the_usual(window):
    window.first.set_text("He was anxios.")

    ask_at(window.first, 9)

    words = menu_words(window)
    assert words[0] == "anxious"
    assert any("Paste" in word for word in words)


def test_the_context_menu_takes_an_own_word_back(window, desk):
    spelling.add(desk, "Wellspringz")
    window.first.set_text("Wellspringz")
    ask_at(window.first, 3)

    choose(window, "Remove from my words")

    assert marked(window) == ["Wellspringz"]


def test_a_new_name_is_known_at_once(window, desk):
    window.first.set_text("Zanthippa")
    assert marked(window) == ["Zanthippa"]

    clients.add(desk, NewClient(given_name="Zanthippa", family_name="Qvist"))
    tasks.finish()
    QApplication.processEvents()

    assert marked(window) == []


def test_it_can_be_switched_off_and_on(window, desk):
    window.first.set_text("anxios")
    marked(window)

    settings.change(desk, checks_spelling=False)
    assert window.first.extraSelections() == []

    settings.change(desk, checks_spelling=True)
    assert marked(window) == ["anxios"]


def test_other_marks_of_a_text_stay(window):
    window.first.set_text("He was anxios.")
    other = window.first.ExtraSelection()
    other.cursor = QTextCursor(window.first.document())
    window.first.set_marks("copied", [other])

    marked(window)

    assert len(window.first.extraSelections()) == 2


def test_f7_works_in_the_note_of_the_real_window(
    qtbot, desk, client, plan, dictionary, monkeypatch
):
    menus = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: menus.append(menu))
    workspace = Workspace(lock_minutes=5)
    workspace.use(desk)
    workspace.resize(1366, 768)
    qtbot.addWidget(workspace)
    with qtbot.waitActive(workspace):
        workspace.show()
        workspace.activateWindow()
    workspace.start(Place(page=Page.NOTE, client_id=client.id))
    workspace.findChild(Spelling).use(spelling.for_store(desk, dictionary))
    text = next(one for one in workspace.findChildren(NoteText) if one.isVisible())
    text.set_text("He was anxios.")
    text.setFocus()

    qtbot.keyClick(text, Qt.Key.Key_F7)

    assert text.textCursor().selectedText() == "anxios"
    assert menus[-1].actions()[0].text() == "anxious"
    workspace.leave()
