"""The page of phrases and templates: what is typed is kept or says why not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.notes import NoteFormat, SectionCode
from counselor_desk.records.phrases import Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    phrases,
    settings,
    starter_phrases,
    templates,
)
from counselor_desk.services.phrases import NewPhrase
from counselor_desk.ui import messages, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.phrases.layout import MINE, PHRASES, STARTER, TEMPLATES
from counselor_desk.ui.phrases.page import PhrasesPage

CONTROL = Qt.KeyboardModifier.ControlModifier
SIZES = ((1366 - 212, 768), (1024 - 56, 640))


@pytest.fixture
def page(qtbot, desk):
    bulletin = Bulletin()
    bulletin.follow(desk)
    page = PhrasesPage(desk, Navigator(), bulletin)
    qtbot.addWidget(page)
    page.resize(*SIZES[0])
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    page._autosave.forget()
    bulletin.leave()


@pytest.fixture
def filled(desk, client, page):
    """Two own phrases, the page on the first."""
    for shortcut, text, subject in (
        ("sponsor", "{first} will call {?who: one|two}.", Subject.SUPPORTS),
        ("urge", "Urge of {?rating}.", Subject.URGES),
    ):
        phrases.add(desk, NewPhrase(shortcut=shortcut, text=text, subject=subject))
    page.show_place(Place(page=Page.PHRASES))
    choose(page, phrases.every(desk)[0].uid)
    return page


def titles(page):
    return [row.title for row in page.entries_list.rows.rows]


def show(page, *, kind=PHRASES, origin=MINE):
    page.kind_segments.set_value(kind)
    page.origin_segments.set_value(origin)
    page.origin_segments.edited.emit(origin)


def choose(page, key):
    page.entries_list.choose(key)
    page._choose(page.entries_list.value())


def retype(page, name, text):
    editor = page.phrase_editor()
    if name == "shortcut":
        editor.phrase_shortcut_edit.setText(text)
    else:
        editor.phrase_text.selectAll()
        editor.phrase_text.textCursor().insertText(text)
    editor.edited.emit()
    editor.settled.emit()


def error(page, name):
    return page.phrase_editor().said(name)


# own phrases


def test_the_list_groups_phrases_by_subject(filled):
    assert titles(filled) == ["Urges and coping", ";urge", "Recovery supports", ";sponsor"]


def test_the_head_counts(filled):
    assert filled.counts_label.text().startswith("2 phrases · 0 templates")


def test_the_first_phrase_is_open(filled):
    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";urge"


def test_an_empty_page_says_the_first_step_and_switches_all_on(desk, page):
    page.show_place(Place(page=Page.PHRASES))
    assert page.empty_state.title_label.text() == "No phrases yet"

    page.empty_starters_button.click()
    assert len(phrases.every(desk)) == 60
    assert page.empty_state.isHidden()


def test_what_is_typed_is_kept(desk, filled):
    retype(filled, "text", "Urge of {?rating: 1|2}.")

    assert phrases.every(desk)[0].text == "Urge of {?rating: 1|2}."
    assert filled.entries_list.value().text == "Urge of {?rating: 1|2}."


def test_typing_is_kept_when_the_page_is_left(desk, filled):
    filled.phrase_editor().phrase_text.setFocus()
    QTest.keyClicks(filled.phrase_editor().phrase_text, "Soon: ")
    filled.flush()

    assert phrases.every(desk)[0].text.startswith("Soon: ")


def test_a_taken_shortcut_is_said_beside_the_field_and_names_the_other(desk, filled):
    retype(filled, "shortcut", ";sponsor")

    assert ";sponsor is taken by the phrase" in error(filled, "shortcut")
    assert [one.shortcut for one in phrases.every(desk)] == ["urge", "sponsor"]


def test_what_cannot_be_kept_is_there_again_with_its_reason(desk, filled):
    urge, sponsor = phrases.every(desk)
    retype(filled, "shortcut", ";sponsor")
    choose(filled, sponsor.uid)
    choose(filled, urge.uid)

    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";sponsor"
    assert "taken" in error(filled, "shortcut")


def test_correcting_it_keeps_it(desk, filled):
    retype(filled, "shortcut", ";sponsor")
    retype(filled, "shortcut", ";crave")

    assert error(filled, "shortcut") == ""
    assert "crave" in {one.shortcut for one in phrases.every(desk)}


def test_the_preview_reads_with_a_real_client_and_the_first_choice_in_bold(desk, filled):
    choose(filled, phrases.every(desk)[1].uid)

    assert filled.phrase_editor().preview.text() == "Marcus will call <b>one</b>."


def test_the_preview_shows_markup_as_words(filled):
    retype(filled, "text", "<b>x</b> & {?a|b}")

    assert filled.phrase_editor().preview.text() == "&lt;b&gt;x&lt;/b&gt; &amp; <b>a</b>"


def test_the_preview_hides_the_name_when_the_screen_does(desk, filled):
    settings.change(desk, hides_names=True)
    choose(filled, phrases.every(desk)[1].uid)

    assert filled.phrase_editor().preview.text().startswith("MR will call")
    assert "Marcus" not in filled.phrase_editor().preview.preview_client_choice.currentText()


def test_the_check_line_proposes_other_words_and_blocks_nothing(desk, filled):
    retype(filled, "text", "He relapsed.")

    assert filled.phrase_editor().preview.checked() == "“relapsed”: say “returned to use”."
    assert phrases.every(desk)[0].text == "He relapsed."


def test_the_check_line_tells_of_open_choices(filled):
    assert "1 blank left" in filled.phrase_editor().preview.checked()


def test_a_new_phrase_is_kept_once_it_is_whole(desk, filled):
    QTest.keyClick(filled, Qt.Key.Key_N, CONTROL)
    assert filled.phrase_editor().phrase_shortcut_edit.hasFocus()

    retype(filled, "shortcut", ";news")
    assert len(phrases.every(desk)) == 2
    assert error(filled, "text") == ""

    retype(filled, "text", "News.")
    assert "news" in {one.shortcut for one in phrases.every(desk)}


def test_an_unfinished_new_phrase_comes_back_with_the_next_new_one(desk, filled):
    filled.new_button.click()
    retype(filled, "shortcut", ";news")
    choose(filled, phrases.every(desk)[0].uid)
    filled.new_button.click()

    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";news"


def test_duplicating_gives_a_free_shortcut(desk, filled):
    filled.phrase_editor().head.duplicate_button.click()

    assert {one.shortcut for one in phrases.every(desk)} == {"urge", "urge2", "sponsor"}
    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";urge2"


def test_delete_removes_and_undo_brings_back(desk, filled):
    filled.entries_list.setFocus()
    QTest.keyClick(filled.entries_list, Qt.Key.Key_Delete)
    assert [one.shortcut for one in phrases.every(desk)] == ["sponsor"]

    toast.of_window(filled).act()
    assert len(phrases.every(desk)) == 2
    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";urge"


def test_arrows_pass_over_the_names_of_groups(filled):
    filled.entries_list.setFocus()
    QTest.keyClick(filled.entries_list, Qt.Key.Key_Down)

    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";sponsor"


@pytest.mark.parametrize(("wanted", "found"), [("URGE", [";urge"]), ("will call", [";sponsor"])])
def test_words_narrow_the_list(filled, wanted, found):
    filled.find_edit.setText(wanted)
    filled.find_edit.edited.emit(wanted)

    assert [one for one in titles(filled) if one.startswith(";")] == found


def test_a_subject_narrows_the_list(filled):
    filled.subject_choice.set_value(Subject.SUPPORTS)
    filled.subject_choice.edited.emit(Subject.SUPPORTS)

    assert titles(filled) == ["Recovery supports", ";sponsor"]


def test_nothing_found_is_said(filled):
    filled.find_edit.setText("zzz")
    filled.find_edit.edited.emit("zzz")

    assert filled.empty_state.title_label.text() == "Nothing found"
    assert filled.empty_new_button.isHidden()


def test_f2_goes_to_the_shortcut(filled):
    filled.entries_list.setFocus()
    QTest.keyClick(filled.entries_list, Qt.Key.Key_F2)

    assert filled.phrase_editor().phrase_shortcut_edit.hasFocus()


def test_a_field_is_inserted_at_the_caret(filled):
    menu = filled.phrase_editor().insert_row.menu()
    filled.phrase_editor().phrase_text.set_text("")
    next(one for one in menu.actions() if one.text() == "First name").trigger()

    assert filled.phrase_editor().phrase_text.text() == "{first}"


def test_a_choice_is_inserted_with_its_inside_selected(filled):
    menu = filled.phrase_editor().insert_row.menu()
    next(one for one in menu.actions() if one.text() == "A choice").trigger()
    cursor = filled.phrase_editor().phrase_text.textCursor()

    assert cursor.selectedText() == "choose: one|two|three"


def test_a_phrase_that_was_made_elsewhere_joins_the_list(desk, filled):
    phrases.add(desk, NewPhrase(shortcut="news", text="News."))

    assert ";news" in titles(filled)


def test_a_phrase_can_be_asked_for(desk, filled):
    filled.show_place(Place(page=Page.PHRASES, part=phrases.every(desk)[1].uid))

    assert filled.phrase_editor().phrase_shortcut_edit.text() == ";sponsor"


# starters


def test_starters_are_switched_on_and_off_with_space(desk, filled):
    show(filled, origin=STARTER)
    QTest.keyClick(filled.entries_list, Qt.Key.Key_Space)
    assert len(phrases.every(desk)) == 3

    QTest.keyClick(filled.entries_list, Qt.Key.Key_Space)
    assert len(phrases.every(desk)) == 2

    toast.of_window(filled).act()
    assert len(phrases.every(desk)) == 3


def test_a_subject_of_starters_is_switched_on_at_once(desk, filled):
    show(filled, origin=STARTER)
    button = filled.starter_card().starter_subject_button
    assert button.text() == "Switch on all 6 of Attendance"

    button.click()
    assert sum(one.subject is Subject.ATTENDANCE for one in phrases.every(desk)) == 6
    assert button.text() == "Switch off all of Attendance"


def test_the_starters_say_which_are_on(desk, filled):
    phrases.switch_on(desk, starter_phrases.phrases()[:1])
    show(filled, origin=STARTER)
    states = [row.at_right for row in filled.entries_list.rows.rows if not row.is_group]

    assert (states.count("on"), states.count("off")) == (1, 59)


# templates


def test_a_new_template_is_kept_once_it_is_whole(desk, filled):
    show(filled, kind=TEMPLATES)
    assert filled.empty_state.title_label.text() == "No templates yet"

    filled.new_button.click()
    editor = filled.template_editor()
    QTest.keyClicks(editor.template_name_edit, "Weekly")
    QTest.keyClicks(editor.section(SectionCode.DATA), "He came.")
    filled.flush()

    (made,) = templates.every(desk)
    assert (made.name, made.kind, made.format) == ("Weekly", SessionKind.INDIVIDUAL, NoteFormat.DAP)
    assert made.text_of(SectionCode.DATA) == "He came."


def test_another_format_shows_its_sections_and_keeps_the_others(desk, filled):
    templates.switch_on(desk, templates.starters()[0])
    show(filled, kind=TEMPLATES)
    editor = filled.template_editor()
    editor.template_format_segments.set_value(NoteFormat.SOAP)
    editor.template_format_segments.edited.emit(NoteFormat.SOAP)

    assert editor.section(SectionCode.SUBJECTIVE).isVisible()
    assert not editor.section(SectionCode.DATA).isVisible()
    (kept,) = templates.every(desk)
    assert kept.format is NoteFormat.SOAP
    assert kept.text_of(SectionCode.DATA)


def test_a_template_without_a_name_says_so_and_keeps_the_old_one(desk, filled):
    templates.switch_on(desk, templates.starters()[0])
    show(filled, kind=TEMPLATES)
    editor = filled.template_editor()
    editor.template_name_edit.setText("")
    editor.edited.emit()
    editor.settled.emit()

    assert "needs a name" in editor._name.error()
    assert templates.every(desk)[0].name == "Individual session"


def test_a_starter_template_is_switched_on_and_off(desk, filled):
    show(filled, kind=TEMPLATES, origin=STARTER)
    filled.starter_card().starter_switch_button.click()
    assert len(templates.every(desk)) == 1

    filled.starter_card().starter_switch_button.click()
    assert templates.every(desk) == ()

    toast.of_window(filled).act()
    assert len(templates.every(desk)) == 1


def test_a_template_is_duplicated_and_removed(desk, filled):
    templates.switch_on(desk, templates.starters()[0])
    show(filled, kind=TEMPLATES)
    filled.template_editor().head.duplicate_button.click()
    assert [one.name for one in templates.every(desk)] == [
        "Individual session",
        "Individual session (copy)",
    ]

    filled.template_editor().head.remove_button.click()
    assert [one.name for one in templates.every(desk)] == ["Individual session"]


# files


def test_phrases_go_out_and_come_in(desk, filled, monkeypatch, tmp_path):
    path = tmp_path / "mine.json"
    monkeypatch.setattr(messages, "choose_save_path", lambda *_: path)
    monkeypatch.setattr(messages, "choose_open_path", lambda *_: path)
    filled.export_button.click()
    for one in phrases.every(desk):
        phrases.remove(desk, one)

    filled.import_button.click()
    assert len(phrases.every(desk)) == 2
    assert ";urge" in titles(filled)


def test_a_file_that_cannot_be_read_is_explained_above_the_list(filled, monkeypatch, tmp_path):
    monkeypatch.setattr(messages, "choose_open_path", lambda *_: tmp_path / "none.json")
    filled.import_button.click()

    assert filled.problem_banner.isVisible()
    assert len(titles(filled)) == 4


def test_thinking_better_of_it_changes_nothing(filled, monkeypatch):
    monkeypatch.setattr(messages, "choose_open_path", lambda *_: None)
    filled.import_button.click()

    assert not filled.problem_banner.isVisible()


# looks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("origin", [MINE, STARTER])
@pytest.mark.parametrize("kind", [PHRASES, TEMPLATES])
def test_nothing_is_clipped_and_everything_has_a_name(
    filled, desk, assert_nothing_clipped, assert_accessible, size, origin, kind
):
    templates.switch_on(desk, templates.starters()[0])
    filled.resize(*size)
    show(filled, kind=kind, origin=origin)
    for _ in range(8):
        QApplication.processEvents()

    assert_nothing_clipped(filled)
    assert_accessible(filled)
