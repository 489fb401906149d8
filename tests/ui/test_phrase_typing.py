"""Typing with phrases: the popup, the blanks, and the keys that belong to the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counselor_desk.records.notes import SectionCode
from counselor_desk.records.phrase_text import Field
from counselor_desk.records.phrases import Offered, Phrase
from counselor_desk.ui import text_blanks
from counselor_desk.ui.phrase_popup import PhrasePopup
from counselor_desk.ui.phrase_typing import PhraseTyping
from counselor_desk.ui.text_editor import TextEditor

Key = Qt.Key


class Source:
    def __init__(self):
        self.kept = (
            phrase("sponsor", "{first} will call {?choose: one|two} on {?day}."),
            phrase("sponsormet", "Met with {his} sponsor.", offered=Offered.PLAN, uses=3),
            phrase("urge", "Urge of {?rating: 1|2|3}."),
            phrase("worked", "Worked on {objective}.", needs_objective=True),
        )
        self.counted = []
        self.is_linked = False

    def phrases(self):
        return self.kept

    def has_objective(self):
        return self.is_linked

    def values(self):
        return {Field.FIRST: ["Marcus"], Field.HIS: ["his"]}

    def count(self, phrase):
        self.counted.append(phrase.shortcut)


def phrase(shortcut, text, **facts):
    return Phrase(id=1, uid=shortcut, shortcut=shortcut, text=text, **facts)


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def page(qtbot, source):
    page = QWidget()
    page.editor, page.next = TextEditor(name="Plan"), TextEditor(name="Data")
    layout = QVBoxLayout(page)
    layout.addWidget(page.editor)
    layout.addWidget(page.next)
    layout.addStretch(1)
    page.typing = PhraseTyping(source, page)
    page.typing.attach(page.editor, SectionCode.PLAN)
    page.typing.attach(page.next, SectionCode.DATA)
    qtbot.addWidget(page)
    page.resize(600, 500)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.editor.setFocus()
    return page


@pytest.fixture
def editor(page):
    return page.editor


def write(editor, *keys):
    """Type letters and press keys."""
    for one in keys:
        if isinstance(one, str):
            QTest.keyClicks(editor, one)
        else:
            QTest.keyClick(editor, one)


def titles(page):
    return [one.title for one in page.typing.offers()]


def selected(editor):
    return editor.textCursor().selectedText()


def test_one_letter_offers_nothing(page, editor):
    write(editor, "He called; ;s")

    assert not page.typing.is_open()


def test_two_letters_offer_what_begins_so_the_fitting_and_most_used_first(page, editor):
    write(editor, "Next: ;sp")

    assert titles(page) == [";sponsormet", ";sponsor"]


def test_more_letters_narrow_the_offer(page, editor):
    write(editor, ";sponsorm")

    assert titles(page) == [";sponsormet"]


@pytest.mark.parametrize(
    "text", ["use;sponsor", ";;sponsor", "; sponsor", ";zz", "sponsor", ";s p"]
)
def test_other_writing_offers_nothing(page, editor, text):
    write(editor, text)

    assert not page.typing.is_open()
    assert editor.text() == text


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Enter])
def test_enter_and_tab_put_the_phrase_in(page, editor, source, key):
    write(editor, "Plan: ;sponsorm", key)

    assert editor.text() == "Plan: Met with his sponsor."
    assert source.counted == ["sponsormet"]
    assert editor.hasFocus()


def test_escape_leaves_the_text_and_offers_no_more_for_these_letters(page, editor):
    write(editor, ";spo", Key.Key_Escape, "nsor")

    assert (editor.text(), page.typing.is_open()) == (";sponsor", False)


def test_after_escape_another_shortcut_is_offered(page, editor):
    write(editor, ";spo", Key.Key_Escape, " ;ur")

    assert titles(page) == [";urge"]


def test_arrows_choose_another_line_and_go_round(page, editor):
    write(editor, ";sp", Key.Key_Up, Key.Key_Return)

    assert editor.text().startswith("Marcus will call")


def test_a_phrase_is_one_step_to_undo(editor):
    write(editor, "Yes ;sponsorm", Key.Key_Return)
    editor.undo()

    assert editor.text() == "Yes ;sponsorm"


def test_the_first_blank_is_selected_with_its_choices(page, editor):
    write(editor, ";sponsor", Key.Key_Down, Key.Key_Return)

    assert selected(editor) == "{?choose: one|two}"
    assert titles(page) == ["1  one", "2  two"]


def test_a_digit_chooses_and_goes_to_the_next_blank(page, editor):
    write(editor, ";sponsor", Key.Key_Down, Key.Key_Return, Key.Key_2)

    assert editor.text() == "Marcus will call two on {?day}."
    assert selected(editor) == "{?day}"
    assert not page.typing.is_open()


def test_arrows_and_enter_choose(editor):
    write(editor, ";ur", Key.Key_Return, Key.Key_Down, Key.Key_Down, Key.Key_Return)

    assert editor.text() == "Urge of 3."


def test_own_words_take_the_place_of_a_blank(page, editor):
    write(editor, ";ur", Key.Key_Return, "seven")

    assert (editor.text(), page.typing.is_open()) == ("Urge of seven.", False)


def test_a_digit_that_is_no_choice_is_typed(editor):
    write(editor, ";ur", Key.Key_Return, "8")

    assert editor.text() == "Urge of 8."


def test_tab_visits_the_blanks_and_then_goes_on(page, editor):
    write(editor, ";sponsor", Key.Key_Down, Key.Key_Return)
    write(editor, Key.Key_Tab)
    assert selected(editor) == "{?day}"

    write(editor, Key.Key_Tab)
    assert page.next.hasFocus()


def test_shift_tab_goes_back_to_a_blank(editor):
    editor.set_text("{?a|b} and {?c}")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert selected(editor) == "{?c}"

    QTest.keyClick(editor, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert selected(editor) == "{?a|b}"


def test_escape_in_the_choices_leaves_the_blank(page, editor):
    write(editor, ";ur", Key.Key_Return, Key.Key_Escape)

    assert (editor.text(), page.typing.is_open()) == ("Urge of {?rating: 1|2|3}.", False)


def test_a_click_into_a_blank_selects_it(page, editor):
    editor.set_text("Was {?mood: calm|tense}.")
    cursor = editor.textCursor()
    cursor.setPosition(8)
    place = editor.cursorRect(cursor).center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert titles(page) == ["1  calm", "2  tense"]


def test_a_phrase_that_needs_an_objective_waits_for_one(page, editor, source):
    write(editor, ";wo")
    assert not page.typing.is_open()

    source.is_linked = True
    write(editor, "r")
    assert titles(page) == [";worked"]


def test_moving_away_closes_the_popup(page, editor):
    write(editor, "a ;sp", Key.Key_Home)

    assert not page.typing.is_open()


def test_leaving_the_text_closes_the_popup(page, editor):
    write(editor, ";sp")
    page.next.setFocus()

    assert not page.typing.is_open()


def test_a_click_on_a_line_puts_it_in(page, editor):
    write(editor, ";sponsor")
    popup = page.findChild(PhrasePopup)
    place = popup.offers_list.visualRect(popup.rows.index(1, 0)).center()
    QTest.mouseClick(popup.offers_list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert editor.text().startswith("Marcus will call")
    assert editor.hasFocus()


def test_the_popup_stays_in_the_window(page, editor):
    editor.set_text("word " * 400)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    write(editor, " ;sp")

    assert page.rect().contains(page.findChild(PhrasePopup).geometry())


def test_the_list_has_every_phrase_and_narrows_by_letters_in_shortcut_or_text(page, editor):
    page.typing.open_list(editor)
    assert len(titles(page)) == 3

    write(editor, "met")
    assert titles(page) == [";sponsormet"]
    assert editor.text() == ""

    write(editor, Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    assert len(titles(page)) == 3


def test_the_list_inserts_at_the_caret(page, editor):
    write(editor, "Plan: ")
    page.typing.open_list(editor)
    write(editor, "met", Key.Key_Return)

    assert editor.text() == "Plan: Met with his sponsor."


def test_the_list_says_when_there_is_nothing(page, editor, source):
    page.typing.open_list(editor)
    write(editor, "zzz", Key.Key_Return, Key.Key_Escape)
    assert editor.text() == ""
    assert not page.typing.is_open()

    source.kept = ()
    page.typing.open_list(editor)
    assert titles(page) == []


def test_a_text_that_is_only_read_offers_nothing(page, editor):
    editor.set_text("{?a|b}")
    editor.setReadOnly(True)
    write(editor, Key.Key_Tab)

    assert selected(editor) == ""


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_blank_is_found_whatever_stands_around_it(editor, before, after):
    editor.set_text(before + "{?a|b}" + after)
    wanted = [one.part.source for one in text_blanks.of_editor(editor)]
    for blank in text_blanks.of_editor(editor):
        text_blanks.select(editor, blank)
        assert selected(editor) == blank.part.source

    assert "{?a|b}" in wanted


def tinted(editor):
    return [mark.cursor.selectedText() for mark in editor.extraSelections()]


def test_a_blank_is_tinted_as_soon_as_its_last_sign_is_typed(editor):
    write(editor, "Asked {?who")
    assert tinted(editor) == []

    write(editor, "}")
    assert tinted(editor) == ["{?who}"]


def test_a_blank_that_is_filled_is_tinted_no_more(editor):
    write(editor, "Asked {?who} and {?whom}", Qt.Key.Key_Backspace)

    assert tinted(editor) == ["{?who}"]


def test_a_blank_keeps_its_tint_while_another_line_is_written(editor):
    write(editor, "Asked {?who}", Qt.Key.Key_Return, "and listened")

    assert tinted(editor) == ["{?who}"]
