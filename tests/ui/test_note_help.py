"""What the note editor asks of each kind, and what helps while one writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import AddendumReason, NoteFormat, Risk, SectionCode
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import addenda, notes
from counselor_desk.ui import messages, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.notes.copied import LAYER
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.theme import Theme
from tests.ui.test_note_editor import complete, editor, focus_name, typed

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def went():
    return []


@pytest.fixture
def page(qtbot, desk, went):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = NoteEditorPage(desk, navigator, bulletin)
    made.navigator = navigator
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made._draft.forget()
    bulletin.leave()


@pytest.fixture
def opened(page, desk, client, plan):
    """A note just begun: today, no times, no text."""
    note = notes.start(desk, client.id)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    return page


@pytest.fixture
def signed_before(desk, client, plan):
    """The client's last note, of two days ago, signed."""
    note = replace(complete(notes.start(desk, client.id), plan), held_on=date(2026, 3, 11))
    return notes.sign(desk, NoteEdit(note=note))


@pytest.fixture
def repeating(page, desk, client, plan, signed_before):
    """A note that is ready, in the words of the last one."""
    note = complete(notes.start(desk, client.id), plan)
    notes.keep(desk, NoteEdit(note=note))
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    return page


@pytest.fixture
def signs(monkeypatch):
    """Every sign dialog is confirmed; the list holds what they warned of."""
    seen = []

    def confirm(dialog) -> bool:
        seen.append("\n".join(one.text() for one in dialog.findChildren(QLabel)))
        dialog.sign_confirm_button.click()
        return dialog.result() == type(dialog).DialogCode.Accepted

    monkeypatch.setattr(messages, "run", confirm)
    return seen


def choose_kind(page, kind):
    page.frame.note_service_choice.set_value(kind)
    page.frame._choose_kind(kind)


def asks(page, name):
    return page.frame._detail_fields[name].isVisibleTo(page)


# kinds


def test_a_missed_session_asks_for_no_minutes_and_how_one_tried_to_reach_the_client(opened):
    choose_kind(opened, SessionKind.NO_SHOW)

    assert not opened.frame.note_minutes_text.isVisibleTo(opened)
    said = editor(opened, SectionCode.DATA).accessibleDescription()
    assert said == "how you tried to reach the client"
    opened._check()
    assert [gap.repair for gap in opened.footer.gaps()] == ["section_data", "section_plan"]


@pytest.mark.parametrize(
    ("form", "code"),
    [(NoteFormat.BIRP, SectionCode.BEHAVIOR), (NoteFormat.GIRP, SectionCode.RESPONSE)],
)
def test_the_attempt_is_asked_for_where_the_format_tells_what_happened(opened, form, code):
    choose_kind(opened, SessionKind.NO_SHOW)
    opened._shaping.change_format(form)

    assert "tried to reach" in editor(opened, code).accessibleDescription()


def test_a_call_asks_whom_one_spoke_with_and_no_place(opened):
    choose_kind(opened, SessionKind.PHONE_CONTACT)

    assert opened.frame.modality() is Modality.PHONE
    assert opened.frame.note_participants_text.accessibleName() == "Whom you spoke with"
    assert asks(opened, "participants")
    assert not asks(opened, "location")


@pytest.mark.parametrize(
    ("kind", "is_reminded"),
    [
        (SessionKind.PHONE_CONTACT, True),
        (SessionKind.COLLATERAL_CONTACT, True),
        (SessionKind.CASE_CONFERENCE, True),
        (SessionKind.INDIVIDUAL, False),
        (SessionKind.NO_SHOW, False),
    ],
)
def test_words_with_others_remind_of_the_consent(opened, kind, is_reminded):
    choose_kind(opened, kind)

    assert opened.frame.consent_label.isVisibleTo(opened) == is_reminded


def test_a_session_asks_for_everything_again(opened):
    choose_kind(opened, SessionKind.NO_SHOW)
    choose_kind(opened, SessionKind.INDIVIDUAL)

    assert opened.frame.note_minutes_text.isVisibleTo(opened)
    assert "what happened" in editor(opened, SectionCode.DATA).accessibleDescription()


@pytest.mark.parametrize("kind", list(SessionKind))
def test_no_kind_cuts_anything(opened, kind, assert_nothing_clipped, assert_accessible):
    choose_kind(opened, kind)
    opened.frame.set_late(is_late=True)
    opened.resize(1024 - 56, 640)

    assert_nothing_clipped(opened)
    assert_accessible(opened)


@pytest.mark.parametrize(
    ("width", "scale"), [(1366 - 212, 1), (1024 - 56, 1), (1366 - 84, 1.5), (1024 - 84, 1.5)]
)
def test_the_foot_with_warnings_and_copied_words_cuts_nothing(
    repeating, clock, look, assert_nothing_clipped, width, scale
):
    clock.go_on(days=3)
    repeating._check()
    look.wear(Theme(scale=scale))
    repeating.resize(width, 640)
    repeating._check()

    assert_nothing_clipped(repeating.footer)


# late entry


def test_a_late_entry_asks_why_and_keeps_it(opened, desk, clock):
    opened._check()
    assert not asks(opened, "late_reason")
    opened.frame.note_times_text.set_value(opened.frame.note_times_text.value())
    note = replace(opened.note(), starts=time(9), ends=time(9, 50))
    opened.frame.show_edit(NoteEdit(note=note))
    clock.go_on(days=3)
    opened._check()

    assert asks(opened, "late_reason")
    opened.frame.note_late_text.setText("Ill since Friday")
    opened._draft.mark()
    opened.flush()
    assert notes.open_edit(desk, note.id).note.late_reason == "Ill since Friday"


def test_a_late_entry_is_a_link_to_its_reason(qtbot, repeating, clock):
    clock.go_on(days=3)
    repeating._check()
    (late,) = (found for found in repeating.footer.linked() if found.rule == "N5")
    repeating.footer.gap_requested.emit(late)

    qtbot.waitUntil(lambda: focus_name(repeating) == "Why it is late")


def test_the_sign_dialog_tells_once_that_it_is_late(repeating, clock, signs):
    clock.go_on(days=3)
    repeating._check()
    repeating.sign()

    assert signs[0].count("Late entry") == 1


# copied text


def marks(page, code):
    return editor(page, code)._marks.get(LAYER, [])


def test_copied_paragraphs_are_tinted_and_counted(repeating):
    assert len(marks(repeating, SectionCode.DATA)) == 1
    assert "% from the note of Mar 11" in repeating.footer._extent_label.text()
    assert (
        marks(repeating, SectionCode.DATA)[0].cursor.selectedText()
        == editor(repeating, SectionCode.DATA).text()
    )


def test_an_edited_paragraph_loses_its_tint(qtbot, repeating):
    typed(qtbot, repeating, SectionCode.DATA, "Now ")
    repeating._check()

    assert marks(repeating, SectionCode.DATA) == []


def test_a_first_note_is_compared_with_nothing(opened):
    opened._check()

    assert "%" not in opened.footer._extent_label.text()


def text_fact(page) -> str:
    return dict(page.sign_facts().facts)["Text"]


def test_a_note_entered_in_error_is_no_original_any_more(desk, repeating, signed_before):
    assert "%" in repeating.footer._extent_label.text()
    assert marks(repeating, SectionCode.DATA)

    added = addenda.start(desk, signed_before.id, reason=AddendumReason.ENTERED_IN_ERROR)
    addenda.sign(desk, replace(added, text="Belongs to another client."))

    assert "%" not in repeating.footer._extent_label.text()
    assert marks(repeating, SectionCode.DATA) == []
    assert "N6" not in {found.rule for found in repeating._findings}
    assert not repeating.header.note_last_button.isVisible()


def test_signing_names_a_few_copied_paragraphs_too(qtbot, repeating):
    held = [repeating.sheet.block(code).editor for code in repeating.sheet.shown()]
    for editor_ in held[1:]:
        editor_.setPlainText("Words of today that stand in no other note of this client.")
    repeating._check()

    assert text_fact(repeating).endswith(" words, 1 paragraph copied from Mar 11")


def test_signing_says_that_nothing_is_copied(qtbot, repeating):
    for code in repeating.sheet.shown():
        editor(repeating, code).setPlainText("Words of today that stand in no other note.")
    repeating._check()

    assert text_fact(repeating) == "27 words, 0 paragraphs copied"


def test_signing_a_first_note_counts_words_alone(opened):
    assert text_fact(opened) == "0 words"


def test_the_tint_follows_the_theme(repeating, look):
    before = marks(repeating, SectionCode.DATA)[0].format.background().color()
    look.wear(Theme(dark=True))

    assert marks(repeating, SectionCode.DATA)[0].format.background().color() != before


def test_a_part_of_the_last_note_is_taken_over_and_tinted(qtbot, opened, desk, client, plan):
    opened.flush()
    last = complete(notes.start(desk, client.id), plan)
    notes.sign(desk, NoteEdit(note=replace(last, held_on=date(2026, 3, 11))))
    opened._look_up_last(opened.note())
    opened.show_last_note()
    copy = opened.last_note.reader.findChild(object, "last_data_copy_button")
    copy.click()
    opened._check()

    assert editor(opened, SectionCode.DATA).text() == last.text_of(SectionCode.DATA)
    assert len(marks(opened, SectionCode.DATA)) == 1


# what one would type again


def test_a_chosen_intervention_offers_its_sentence(opened):
    opened.toggle_objective(1)
    card = opened.objectives.numbered()[0]
    line = next(iter(card._ticks.values()))
    line.click()
    assert card.note_sentence_button.isVisibleTo(opened)
    card.note_sentence_button.click()

    assert editor(opened, SectionCode.DATA).text() == f"Intervention: {line.words()}."
    assert not card.note_sentence_button.isVisibleTo(opened)


def test_the_sentence_goes_to_intervention_where_the_format_has_it(opened):
    opened._shaping.change_format(NoteFormat.BIRP)
    opened.objectives.sentence_requested.emit("Role play")

    assert editor(opened, SectionCode.INTERVENTION).text() == "Intervention: Role play."


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Qt.Key.Key_Semicolon, CONTROL, "March 12, 2026"),
        (Qt.Key.Key_Colon, CONTROL | SHIFT, "10:04 am"),
        (Qt.Key.Key_Semicolon, CONTROL | SHIFT, "10:04 am"),
    ],
)
def test_date_and_time_are_written_by_a_key(qtbot, opened, key, modifiers, text):
    qtbot.keyClick(editor(opened, SectionCode.DATA), key, modifiers)

    assert editor(opened, SectionCode.DATA).text() == text


def test_a_present_risk_names_the_safety_plan(opened):
    opened.sheet.risk.note_risk_segments.set_value(Risk.PRESENT)
    opened.sheet.risk._answer(Risk.PRESENT)
    opened.sheet.risk.note_safety_plan_button.click()

    assert editor(opened, SectionCode.PLAN).text() == "Safety plan: "
    assert focus_name(opened) == "Plan"


def test_without_a_plan_one_can_start_it(page, desk, client, went):
    note = notes.start(desk, client.id)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    page.objectives.note_plan_button.click()

    assert went[-1] == Place(page=Page.CHART, client_id=client.id, tab=Tab.PLAN)


def test_with_a_plan_nothing_asks_to_start_it(opened):
    assert not opened.objectives.note_plan_button.isVisibleTo(opened)


def test_a_signed_note_leads_to_the_next_one_owed(repeating, desk, client, signs, went):
    owed = notes.start(desk, client.id)
    repeating.sign()
    shown = toast.of_window(repeating)
    shown.action_button.click()

    assert shown.accessibleName().startswith("Note signed")
    assert went[-1] == Place(page=Page.NOTE, client_id=client.id, note_id=owed.id)


def test_the_last_signed_note_leads_nowhere(repeating, signs):
    repeating.sign()

    assert not toast.of_window(repeating).action_button.isVisible()


# from gap to gap


def test_a_rating_that_signing_led_to_leads_on(qtbot, repeating):
    card = next(card for card in repeating.objectives.cards() if card.is_ticked())
    card._rating.set_value(None)
    for line in card._ticks.values():
        line.setChecked(False)
    repeating.sign()
    assert focus_name(repeating).startswith("Progress on")
    qtbot.keyClick(repeating.focusWidget(), Qt.Key.Key_B)

    assert card.rating() is Rating.BETTER
    assert focus_name(repeating) == next(iter(card._ticks.values())).words()


def test_a_rating_of_ones_own_keeps_the_focus(qtbot, repeating):
    card = next(card for card in repeating.objectives.cards() if card.is_ticked())
    card.focus_rating()
    qtbot.keyClick(repeating.focusWidget(), Qt.Key.Key_W)

    assert focus_name(repeating).startswith("Progress on")


def test_the_last_answer_leads_to_signing(qtbot, repeating):
    repeating.sheet.risk.note_risk_segments.set_value(None)
    repeating.sign()
    qtbot.keyClick(repeating.focusWidget(), Qt.Key.Key_N)

    assert repeating.footer.sign_button.hasFocus()


def test_a_present_risk_leads_to_its_first_field(qtbot, repeating):
    repeating.sheet.risk.note_risk_segments.set_value(None)
    repeating.sign()
    qtbot.keyClick(repeating.focusWidget(), Qt.Key.Key_P)

    assert focus_name(repeating) == "Thoughts of harm"
