"""The palette of Ctrl+K: what it offers and finds, its keys, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counselor_desk.records.edits import NoteEdit, PlanEdit
from counselor_desk.records.notes import AddendumReason, LinkedObjective, Risk, Section, SectionCode
from counselor_desk.records.plans import Rating
from counselor_desk.services import addenda, clients, notes, phrases, plans, search, settings
from counselor_desk.services.clients import NewClient
from counselor_desk.services.phrases import NewPhrase
from counselor_desk.ui.assessments.page import AssessmentView
from counselor_desk.ui.main_menu import MainMenu
from counselor_desk.ui.models import ROW_ROLE
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.navigation import Section as SettingsSection
from counselor_desk.ui.palette import palette as palettes
from counselor_desk.ui.palette import words
from counselor_desk.ui.plans.page import PlanPage
from counselor_desk.ui.theme import Theme
from tests.assessing import signed as assessed

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key
SIZES = [((1366, 768), 1.0), ((1024, 640), 1.0), ((1366, 768), 1.5), ((1024, 640), 1.5)]


@pytest.fixture
def opened(workspace):
    """Call to press Ctrl+K where the focus is; gives the palette."""

    def press():
        QTest.keyClick(workspace.focusWidget() or workspace, KEY.Key_K, CONTROL)
        return workspace.findChild(palettes.Palette)

    return press


@pytest.fixture
def signed(desk, client, plan):
    """A signed note of the client, held on March 10."""
    objective = next(plan.objectives())
    started = notes.start(desk, client.id)
    texts = {
        SectionCode.DATA: "Marcus named four of five triggers.",
        SectionCode.INTERVENTION: "Urge surfing.",
        SectionCode.ASSESSMENT: "Notices urges sooner.",
        SectionCode.PLAN: "Role-play the first call.",
    }
    note = replace(
        started,
        held_on=date(2026, 3, 10),
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        sections=tuple(Section(code=code, text=text) for code, text in texts.items()),
        objectives=(
            LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
        ),
    )
    return notes.sign(desk, NoteEdit(note=note))


def press(palette, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(palette.palette_edit, key, modifiers)


def types(palette, text):
    palette.palette_edit.clear()
    QTest.keyClicks(palette.palette_edit, text)


def titles(palette):
    return [row.title for row in palette.rows.rows]


def chosen(palette):
    row = palette.rows.row(palette.palette_list.currentIndex())
    return None if row is None else row.title


def finds(qtbot, palette, title):
    qtbot.waitUntil(lambda: title in titles(palette))


def test_control_k_opens_it_over_the_window_and_closes_it(workspace, opened):
    palette = opened()

    assert palette.isVisible()
    assert palette.rect() == workspace.rect()
    assert palette.palette_edit.hasFocus()
    press(palette, KEY.Key_K, CONTROL)
    assert palette.isHidden()


def test_a_line_that_knows_the_key_does_not_get_it(workspace):
    """On X11, Ctrl+K takes away what follows the caret."""
    taken = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_K, CONTROL)
    QApplication.sendEvent(workspace.windowHandle(), taken)

    assert workspace.findChild(palettes.Palette).isVisible()


def test_the_search_line_of_the_navigation_opens_it(workspace):
    workspace.sidebar.search_button.click()

    assert workspace.findChild(palettes.Palette).isVisible()


def test_escape_gives_the_focus_back(workspace, opened):
    before = workspace.focusWidget()
    palette = opened()
    press(palette, KEY.Key_Escape)

    assert palette.isHidden()
    assert workspace.focusWidget() is before


def test_a_click_beside_the_card_closes_it(workspace, opened):
    palette = opened()
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(20, 700))

    assert palette.isHidden()


def test_a_click_on_the_card_does_not(workspace, opened):
    palette = opened()
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(683, 100))

    assert palette.isVisible()


def test_before_typing_it_offers_recent_clients_and_actions(workspace, client, opened):
    other = clients.add(workspace._desk, NewClient(given_name="Jolene", family_name="Tate"))
    for one in (client, other):
        workspace.navigator.open(Place(page=Page.CHART, client_id=one.id))
    workspace.navigator.open(Place(page=Page.TODAY))

    palette = opened()

    listed = titles(palette)
    assert listed[:3] == ["Recent clients", "Jolene T.", "Marcus R."]
    assert listed[3:6] == ["Actions", "New note", "Add client"]
    assert len(listed) == 8


def test_the_client_one_is_at_is_not_among_the_recent_ones(workspace, client, opened):
    other = clients.add(workspace._desk, NewClient(given_name="Jolene", family_name="Tate"))
    for one in (client, other):
        workspace.navigator.open(Place(page=Page.CHART, client_id=one.id))

    palette = opened()
    press(palette, KEY.Key_Return)

    assert workspace.place().client_id == client.id


def test_on_a_chart_the_first_action_is_a_note(workspace, client, opened):
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))

    listed = titles(opened())

    assert listed[listed.index("Actions") + 1] == "New note"
    assert "Print" in listed
    assert listed.count("New note") == 1


def test_a_name_finds_the_client_and_what_can_be_done(workspace, client, opened):
    palette = opened()
    types(palette, "mar")

    assert titles(palette)[:5] == [
        "Clients",
        "Marcus R.",
        "Actions for Marcus R.",
        "New note",
        "Open treatment plan",
    ]
    assert chosen(palette) == "Marcus R."
    assert palette.rows.rows[1].detail == "CD-0001 · IOP week 5"


def test_enter_opens_the_chart(workspace, client, opened):
    palette = opened()
    types(palette, "rey")
    press(palette, KEY.Key_Return)

    assert palette.isHidden()
    assert workspace.place() == Place(page=Page.CHART, client_id=client.id)


@pytest.mark.parametrize("text", ["1", "0001", "cd-0001", "CD 1"])
def test_a_number_finds_the_client(workspace, client, opened, text):
    palette = opened()
    types(palette, text)

    assert chosen(palette) == "Marcus R."


def test_arrows_pass_over_headings_and_go_round(workspace, client, opened):
    palette = opened()
    types(palette, "mar")
    press(palette, KEY.Key_Down)
    assert chosen(palette) == "New note"
    press(palette, KEY.Key_Up)
    press(palette, KEY.Key_Up)

    assert chosen(palette) == "Open treatment plan"


def test_control_enter_begins_a_note(workspace, client, opened):
    palette = opened()
    types(palette, "mar")
    press(palette, KEY.Key_Return, CONTROL)

    assert workspace.place().page is Page.NOTE
    assert workspace.place().client_id == client.id


def test_a_discharged_client_gets_no_new_note(workspace, desk, client, opened):
    from counselor_desk.services import episodes

    intake = clients.add(desk, NewClient(given_name="Sofia", family_name="Park"))
    stay = episodes.current(desk, intake.id)
    assert stay is not None
    with desk.write() as writer:
        writer.execute("UPDATE episode SET closed_on = '2026-03-12' WHERE id = ?", stay.id)
    palette = opened()
    types(palette, "sof")

    assert "New note" not in titles(palette)
    assert palette.rows.rows[1].detail.endswith("discharged Mar 12")


def test_words_find_a_signed_note_and_open_it(workspace, client, signed, opened, qtbot):
    palette = opened()
    types(palette, "triggers four")
    finds(qtbot, palette, "Notes")
    (row,) = [row for row in palette.rows.rows if row.passages]

    assert (row.title, row.detail, row.state) == ("Marcus R.", "Individual · Mar 10", "signed")
    assert [one.text for one in row.passages if one.is_hit] == ["four", "triggers"]
    press(palette, KEY.Key_Return)
    assert workspace.place() == Place(
        page=Page.CHART, client_id=client.id, tab=Tab.NOTES, note_id=signed.id
    )


def test_a_note_entered_in_error_is_told_as_such(desk, signed):
    (found,) = search.find(desk, "four triggers").texts
    assert words.state(found) == "signed"

    added = addenda.start(desk, signed.id, reason=AddendumReason.ENTERED_IN_ERROR)
    addenda.sign(desk, replace(added, text="Belongs to another client."))

    (found,) = search.find(desk, "four triggers").texts
    assert words.state(found) == "entered in error"


def test_words_find_an_earlier_assessment_and_open_that_one(workspace, desk, client, opened, qtbot):
    earlier = assessed(desk, client.id, summary="Nearly drowned in debts.")
    assessed(desk, client.id, summary="Steadier by now.")
    palette = opened()
    types(palette, "drowned debts")
    finds(qtbot, palette, "Notes")

    press(palette, KEY.Key_Return)

    assert workspace.findChild(AssessmentView).assessment() == earlier


def test_words_find_a_draft_and_go_on_writing(workspace, desk, client, plan, opened, qtbot):
    started = notes.start(desk, client.id)
    text = Section(code=SectionCode.DATA, text="Came early, brought coffee.")
    notes.keep(desk, NoteEdit(note=replace(started, sections=(text,))))
    palette = opened()
    types(palette, "coff")
    finds(qtbot, palette, "Notes")
    press(palette, KEY.Key_Return)

    assert workspace.place() == Place(page=Page.NOTE, client_id=client.id, note_id=started.id)


def test_a_plan_is_opened_on_its_tab(workspace, client, plan, opened, qtbot):
    palette = opened()
    types(palette, "functional analysis")
    finds(qtbot, palette, "Notes")
    press(palette, KEY.Key_Return)

    place = Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN, part=plan.uid)
    assert workspace.place() == place


def test_words_find_an_earlier_plan_and_open_that_version(
    workspace, desk, client, plan, opened, qtbot
):
    problem = replace(plan.problems[0], text="Somebody minds the children")
    worded = replace(plans.start(desk, client.id), problems=(problem, *plan.problems[1:]))
    plans.sign(desk, PlanEdit(plan=worded))
    again = replace(plans.start(desk, client.id), problems=plan.problems)
    newest = plans.sign(desk, PlanEdit(plan=again))
    palette = opened()
    types(palette, "somebody children")
    finds(qtbot, palette, "Notes")
    press(palette, KEY.Key_Return)

    found = workspace.findChild(PlanPage).plan()
    assert (found.version, newest.version) == (2, 3)


def test_actions_are_found_by_their_words_and_by_others(workspace, client, opened):
    palette = opened()
    types(palette, "secur")
    press(palette, KEY.Key_Return)

    assert workspace.place() == Place(page=Page.SETTINGS, section=SettingsSection.SECURITY)
    workspace.navigator.open(Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES))
    palette = opened()
    types(palette, "goals")
    press(palette, KEY.Key_Return)
    assert workspace.place().tab is Tab.PLAN


def test_client_and_action_are_said_in_one_go(workspace, client, opened):
    palette = opened()
    types(palette, "mar plan")

    assert titles(palette) == ["Actions for Marcus R.", "Open treatment plan"]


def test_a_button_of_the_page_is_an_action(workspace, client, opened):
    workspace.navigator.open(Place(page=Page.CLIENTS))
    palette = opened()
    types(palette, "add cl")
    press(palette, KEY.Key_Return)

    assert workspace.place().page is Page.CLIENT_FORM


def test_what_the_main_menu_does_is_an_action(workspace, opened):
    menu, locked = MainMenu(workspace), []
    menu.lock_requested.connect(lambda: locked.append(True))
    palette = opened()
    types(palette, "lock n")
    assert chosen(palette) == "Lock now"
    assert palette.rows.rows[1].keys == "Ctrl+L"
    press(palette, KEY.Key_Return)

    assert locked == [True]


def test_tab_shows_one_group_alone(workspace, client, signed, opened, qtbot):
    palette = opened()
    types(palette, "mar")
    seen = []
    for _ in range(5):
        press(palette, KEY.Key_Tab)
        seen.append(palette.group_chip.text)
    assert seen == ["Clients", "Notes", "Actions", "Phrases", ""]
    press(palette, KEY.Key_Tab)
    assert titles(palette) == ["Clients", "Marcus R."]
    press(palette, KEY.Key_Backtab)
    press(palette, KEY.Key_Backtab)

    assert palette.group_chip.text == "Phrases"


def test_a_phrase_is_found_by_shortcut_and_text_and_opened(workspace, desk, opened):
    text = "Discussed barriers to finding a sponsor."
    phrase = phrases.add(desk, NewPhrase(shortcut="spon", text=text))
    for asked in (";spo", "barriers sponsor"):
        palette = opened()
        types(palette, asked)
        assert ";spon" in titles(palette)
        press(palette, KEY.Key_Escape)
    palette = opened()
    types(palette, ";spon")
    press(palette, KEY.Key_Return)

    assert workspace.place() == Place(page=Page.PHRASES, part=phrase.uid)


def test_nothing_found_offers_a_new_client_of_this_name(workspace, opened, qtbot):
    palette = opened()
    types(palette, "xyz abc")
    finds(qtbot, palette, "Nothing found for “xyz abc”. Add client “Xyz Abc”?")
    press(palette, KEY.Key_Return)

    form = workspace.pages.currentWidget()
    assert workspace.place() == Place(page=Page.CLIENT_FORM)
    assert form.client_given_name_edit.value() == "Xyz"
    assert form.client_family_name_edit.value() == "Abc"


def test_a_number_that_nobody_has_is_no_name(workspace, opened, qtbot):
    palette = opened()
    types(palette, "998")
    finds(qtbot, palette, "Nothing found for “998”.")

    assert chosen(palette) is None


def test_what_was_typed_is_forgotten(workspace, client, opened):
    palette = opened()
    types(palette, "mar")
    press(palette, KEY.Key_Escape)

    assert palette.palette_edit.text() == ""
    assert not palette.palette_edit.isUndoAvailable()
    assert palette.rows.rows == ()
    assert titles(opened())[0] in {"Recent clients", "Actions"}


def test_hidden_names_are_hidden_here_too(workspace, desk, client, signed, opened, qtbot):
    settings.change(desk, hides_names=True)
    palette = opened()
    types(palette, "marcus")
    finds(qtbot, palette, "Notes")

    assert palette.rows.rows[1].title == "M.R."
    shown = " ".join(
        f"{row.title} {row.detail} {row.spoken} {''.join(one.text for one in row.passages)}"
        for row in palette.rows.rows
    )
    assert "arcus" not in shown
    assert "eyes" not in shown
    assert "M. named four" in shown


def test_names_are_there_without_hiding(workspace, desk, client, signed, opened, qtbot):
    """The negative control of the test above."""
    palette = opened()
    types(palette, "marcus")
    finds(qtbot, palette, "Notes")

    assert "arcus" in "".join(row.spoken for row in palette.rows.rows)


def test_each_row_says_what_it_is(workspace, client, signed, opened, qtbot):
    palette = opened()
    types(palette, "mar")
    finds(qtbot, palette, "Notes")
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [palette.rows.index(place, 0).data(role) for place in range(len(titles(palette)))]

    assert said[1] == "Client, Marcus R., CD-0001, IOP week 5"
    assert said[3] == "Action, New note, Marcus R."
    assert said[-1].startswith("Note, Marcus R., ")


def test_the_line_and_the_list_say_what_they_are(workspace, opened, assert_accessible):
    palette = opened()
    assert_accessible(palette)

    list_face = QAccessible.queryAccessibleInterface(palette.palette_list)
    assert list_face.text(QAccessible.Text.Name) == "What was found"


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_it_fits_every_window(workspace, client, signed, opened, look, size, scale, qtbot):
    look.wear(Theme(scale=scale))
    workspace.resize(*size)
    palette = opened()
    types(palette, "mar")
    finds(qtbot, palette, "Notes")
    card = palette._card.geometry()

    assert palette.rect().contains(card)
    assert palette.palette_list.height() > 0
    for place in range(len(palette.rows.rows)):
        row = palette.palette_list.model().index(place, 0)
        assert row.data(ROW_ROLE).title


def test_going_somewhere_closes_it(workspace, client, opened):
    palette = opened()
    workspace.navigator.open(Place(page=Page.CLIENTS))

    assert palette.isHidden()


def test_keys_of_the_page_below_do_not_act(workspace, client, opened):
    workspace.navigator.open(Place(page=Page.CLIENT_FORM))
    palette = opened()
    types(palette, "zz")
    press(palette, KEY.Key_Tab, CONTROL)
    press(palette, KEY.Key_Escape)

    assert workspace.place() == Place(page=Page.CLIENT_FORM)


@pytest.mark.parametrize("text", ['"', "*", "(", "AND NOT", "\\", "%", "'; --", "🙂", "a" * 300])
def test_any_text_gives_an_answer(workspace, client, opened, text, qtbot):
    palette = opened()
    palette.palette_edit.insert(text)
    palette.palette_edit.textEdited.emit(palette.palette_edit.text())
    qtbot.waitUntil(lambda: any("Nothing found" in one for one in titles(palette)))
