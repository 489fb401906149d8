"""The note editor on a real store: typed, saved, checked, signed, all by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records.assessments import Harm, Level
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import (
    LinkedObjective,
    NoteFormat,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.services import cravings, drafts, flags, notes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.cravings import NewCraving
from counselor_desk.ui import messages, toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.sign_dialog import SignDialog
from counselor_desk.ui.theme import Theme
from tests import chart_facts

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SIZES = ((1366 - 212, 768), (1280 - 56, 720), (1024 - 56, 640))


@pytest.fixture
def went() -> list[Place]:
    """Where the page wished to go."""
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
def draft(desk, client, plan):
    """A note just begun: today, no times, no text."""
    return notes.start(desk, client.id)


@pytest.fixture
def opened(page, draft):
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))
    return page


def complete(note, plan):
    """The same note with everything that signing asks for."""
    objective = list(plan.objectives())[1]
    given = objective.interventions[0]
    return replace(
        note,
        starts=time(9),
        ends=time(9, 50),
        minutes=50,
        risk=Risk.NONE_REPORTED,
        sections=(
            Section(code=SectionCode.DATA, text="He arrived on time and named four triggers."),
            Section(code=SectionCode.ASSESSMENT, text="Making progress."),
            Section(code=SectionCode.PLAN, text="Call a sponsor on Thursday."),
        ),
        objectives=(
            LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
        ),
        interventions=(TickedIntervention(node_uid=given.node_uid, text=given.text),),
    )


@pytest.fixture
def ready(desk, page, draft, plan):
    """The editor on a note that has everything."""
    note = complete(draft, plan)
    notes.keep(desk, NoteEdit(note=note))
    page.show_place(Place(page=Page.NOTE, client_id=note.client_id, note_id=note.id))
    return page


@pytest.fixture
def signs(monkeypatch):
    """Every sign dialog is confirmed; the list holds their facts."""
    seen = []

    def confirm(dialog) -> bool:
        assert isinstance(dialog, SignDialog)
        seen.append(dialog.accessibleDescription())
        dialog.sign_confirm_button.click()
        return dialog.result() == SignDialog.DialogCode.Accepted

    monkeypatch.setattr(messages, "run", confirm)
    return seen


def stored(desk, note):
    return notes.open_edit(desk, note.id)


def editor(page, code):
    return page.sheet.block(code).editor


def typed(qtbot, page, code, text):
    qtbot.keyClicks(editor(page, code), text)


def focus_name(page) -> str:
    focus = page.focusWidget()
    return focus.accessibleName() if focus is not None else ""


# opening


def test_the_caret_stands_in_the_first_empty_section(qtbot, opened):
    qtbot.waitUntil(editor(opened, SectionCode.DATA).hasFocus)


def test_a_place_without_a_note_begins_one(page, desk, client, went):
    page.navigator.open(Place(page=Page.NOTE, client_id=client.id))
    page.show_place(went[0])

    assert went[-1].note_id == notes.rows(desk, client.id)[0].id


def test_the_head_names_client_kind_and_state(opened):
    assert opened.header.accessibleName() == "Marcus R., Individual note"
    assert opened.header.state_chip.text == "Draft"


def test_what_was_typed_and_could_not_be_read_comes_back(desk, page, draft):
    notes.keep(desk, NoteEdit(note=draft, typed={"times": "nine to ten-ish"}))
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))

    assert page.frame.note_times_text.text() == "nine to ten-ish"


def test_a_note_of_another_client_cannot_be_undone_into_this_one(
    qtbot, desk, opened, client, draft
):
    typed(qtbot, opened, SectionCode.DATA, "Private words")
    opened.flush()
    other = notes.start(desk, client.id)
    opened.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=other.id))
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_Z, CONTROL)

    assert editor(opened, SectionCode.DATA).text() == ""


# the frame


def test_times_give_the_minutes(qtbot, opened):
    field = opened.frame.note_times_text
    field.clear()
    qtbot.keyClicks(field, "9-950")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert opened.frame.note_minutes_text.text() == "50"
    assert opened.note().ends == time(9, 50)


def test_minutes_move_the_end(qtbot, ready):
    field = ready.frame.note_minutes_text
    field.selectAll()
    qtbot.keyClicks(field, "45")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert ready.note().ends == time(9, 45)


def test_a_start_and_minutes_give_the_end(qtbot, opened):
    qtbot.keyClicks(opened.frame.note_times_text, "2p")
    field = opened.frame.note_minutes_text
    qtbot.keyClicks(field, "30")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert (opened.note().starts, opened.note().ends) == (time(14), time(14, 30))


@pytest.mark.parametrize("text", ["9-", "midnightish", "25:99", "9:00-9:00"])
def test_times_that_make_no_sense_stay_and_say_why(qtbot, opened, text):
    field = opened.frame.note_times_text
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == text
    assert opened.frame._error.isVisible()
    assert opened._collected().typed["times"] == text


def test_an_end_before_the_start_asks_about_the_next_day(qtbot, opened):
    field = opened.frame.note_times_text
    qtbot.keyClicks(field, "11pm-1am")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    opened.frame.note_next_day_button.click()

    assert opened.note().minutes == 120


@pytest.mark.parametrize("text", ["abc", "0", "9999", "-5", "٥"])
def test_minutes_that_are_no_number_are_kept_as_typed(opened, text):
    opened.frame.note_minutes_text.insert(text)

    assert opened._collected().typed["minutes"] == text
    assert opened.note().minutes is None


def test_a_remote_session_asks_where_the_client_was(opened):
    assert not opened.frame.note_location_text.isVisible()
    opened.frame.set_modality(Modality.VIDEO)

    assert opened.frame.note_location_text.isVisible()
    assert opened.note().modality is Modality.VIDEO


def test_a_family_session_asks_who_took_part(qtbot, opened):
    choice = opened.frame.note_service_choice
    choice.set_value(SessionKind.FAMILY)
    choice.activated.emit(choice.currentIndex())

    assert opened.frame.note_participants_text.isVisible()
    assert opened.header.accessibleName() == "Marcus R., Family note"


def test_a_risk_stands_beside_the_state_and_opens_its_source(page, opened, desk, client, went):
    assert not page.header.note_risk_button.isVisible()
    chart_facts.assess(desk, client, date(2026, 3, 9), to_self=Harm.PRESENT, level=Level.MODERATE)
    desk.announce(Changes.of(Kind.ASSESSMENT, client_id=client.id))

    assert page.header.note_risk_button.said.text == "Risk to self: moderate"
    page.header.note_risk_button.click()
    assert (went[-1].tab, went[-1].client_id) == (Tab.ASSESSMENT, client.id)


def test_a_pause_in_typing_asks_for_no_flag(qtbot, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(flags, "risk_of", lambda *given: asked.append(given))
    typed(qtbot, opened, SectionCode.DATA, "He came.")
    opened.flush()

    assert asked == []


@pytest.mark.parametrize(("width", "scale"), [(1366 - 212, 1), (1024 - 56, 1), (1024 - 84, 1.5)])
def test_the_head_with_a_risk_cuts_nothing(
    opened, desk, client, clock, look, assert_nothing_clipped, width, scale
):
    chart_facts.assess(desk, client, date(2026, 3, 9), to_self=Harm.PRESENT, level=Level.MODERATE)
    desk.announce(Changes.of(Kind.ASSESSMENT, client_id=client.id))
    clock.go_on(days=3)
    opened._check()
    look.wear(Theme(scale=scale))
    opened.resize(width, 640)

    assert_nothing_clipped(opened.header)


def test_the_panel_tells_what_happened_since_the_last_session(page, desk, client, plan, draft):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 10), score=4))
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))

    assert page.objectives.since_last.shown() == ("Last urge: 4 of 10",)


def test_where_nothing_is_known_nothing_is_told(opened):
    assert not opened.objectives.since_last.isVisible()


def added_in_menu(page) -> list[str]:
    """The texts of the menu's entries that add a detail."""
    actions = page.header.more_menu().actions()
    return [one.text() for one in actions if one.text().startswith("Add ")]


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        (SessionKind.INDIVIDUAL, ["Add topic", "Add who took part"]),
        (SessionKind.CASE_MANAGEMENT, ["Add topic", "Add who took part"]),
        (SessionKind.FAMILY, ["Add topic"]),
        (SessionKind.GROUP, ["Add who took part"]),
        (SessionKind.NO_SHOW, []),
    ],
)
def test_the_menu_adds_what_the_kind_does_not_ask_for(opened, kind, offered):
    choice = opened.frame.note_service_choice
    choice.set_value(kind)
    choice.activated.emit(choice.currentIndex())

    assert added_in_menu(opened) == offered


@pytest.mark.parametrize("detail", ["topic", "participants"])
def test_an_added_detail_is_typed_at_once_and_saved(qtbot, opened, desk, draft, detail):
    field = getattr(opened.frame, f"note_{detail}_text")
    assert not field.isVisible()
    opened.header.detail_requested.emit(detail)
    assert field.hasFocus()
    qtbot.keyClicks(field, "Her sister")
    opened.flush()

    assert getattr(stored(desk, draft).note, detail) == "Her sister"


def test_a_detail_that_stays_empty_is_gone_when_the_note_is_opened_again(page, opened, desk, draft):
    opened.header.detail_requested.emit("topic")
    opened.frame.show_edit(stored(desk, draft))

    assert not opened.frame.note_topic_text.isVisible()


# formats


def test_another_format_keeps_the_text(qtbot, ready):
    ready.frame.format_requested.emit(NoteFormat.SOAP)

    assert editor(ready, SectionCode.SUBJECTIVE).text().startswith("He arrived on time")
    assert "Data is now in Subjective" in toast.of_window(ready).accessibleName()


def test_another_format_is_undone_by_the_toast(ready):
    before = ready.note()
    ready.frame.format_requested.emit(NoteFormat.BIRP)
    toast.of_window(ready).act()

    assert ready.note() == before


def test_undoing_a_format_keeps_what_was_typed_meanwhile(qtbot, ready):
    ready.frame.format_requested.emit(NoteFormat.SOAP)
    typed(qtbot, ready, SectionCode.OBJECTIVE, "Calm affect.")
    toast.of_window(ready).act()

    assert "Calm affect." in ready.note().text_of(SectionCode.DATA)
    assert ready.note().format is NoteFormat.DAP


def test_the_text_of_another_format_reaches_the_disk(desk, ready, draft):
    ready.frame.format_requested.emit(NoteFormat.GIRP)
    ready.flush()

    kept = stored(desk, draft).note
    assert kept.format is NoteFormat.GIRP
    assert "He arrived on time" in kept.text_of(SectionCode.RESPONSE)


# objectives


def test_control_and_a_digit_tick_an_objective(qtbot, opened):
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_2, CONTROL)

    assert [card.objective.number for card in opened.objectives.cards() if card.is_ticked()] == [
        "1.1.2"
    ]
    assert editor(opened, SectionCode.DATA).text() == ""


def test_a_window_shortcut_on_the_same_keys_gives_way(qtbot, opened):
    from PySide6.QtGui import QKeySequence, QShortcut

    told = []
    shortcut = QShortcut(QKeySequence("Ctrl+2"), opened)
    shortcut.activated.connect(lambda: told.append("window"))
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_2, CONTROL)

    assert told == []
    assert len(opened.objectives.links()) == 1


def test_rating_and_intervention_are_part_of_the_note(qtbot, opened):
    opened.toggle_objective(2)
    card = opened.objectives.cards()[1]
    card._rating.set_value(Rating.MET)
    next(iter(card._ticks.values())).click()

    note = opened.note()
    assert note.objectives[0].rating is Rating.MET
    assert note.interventions[0].text == "CBT functional analysis"


def test_clearing_an_objective_takes_its_interventions_along(ready):
    ready.toggle_objective(2)

    assert ready.note().objectives == ()
    assert ready.note().interventions == ()


def test_problems_that_the_sessions_are_not_about_are_folded(opened):
    states = [group.is_open() for group in opened.objectives._groups]

    assert states == [True, True, False]


def test_without_a_plan_a_reason_can_be_given(page, desk, client):
    note = notes.start(desk, client.id)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=note.id))
    page.objectives.note_reason_text.set_value("Intake, plan not due")

    assert page.objectives.note_reason_field.isVisible()
    assert page.note().unlinked_reason == "Intake, plan not due"


# risk


def test_a_present_risk_opens_four_fields(ready):
    risk = ready.sheet.risk
    risk.note_risk_segments.set_value(Risk.PRESENT)
    risk.note_risk_segments.edited.emit(Risk.PRESENT)
    ready._check()

    places = [gap.repair for gap in ready.footer.gaps()]
    assert places == ["risk_ideation", "risk_plan", "risk_means", "risk_action"]
    assert risk._details.isVisible()


# saving


def test_typing_reaches_the_disk_after_a_pause(qtbot, desk, opened, draft):
    opened._draft._autosave._pause.setInterval(20)
    typed(qtbot, opened, SectionCode.DATA, "Arrived on time.")

    qtbot.waitUntil(
        lambda: stored(desk, draft).note.text_of(SectionCode.DATA) == "Arrived on time."
    )


def test_leaving_a_text_saves_it(qtbot, desk, opened, draft):
    typed(qtbot, opened, SectionCode.DATA, "Left early.")
    editor(opened, SectionCode.PLAN).setFocus()

    qtbot.waitUntil(lambda: stored(desk, draft).note.text_of(SectionCode.DATA) == "Left early.")


def test_flushing_writes_what_is_typed(qtbot, desk, opened, draft):
    typed(qtbot, opened, SectionCode.DATA, "Now.")
    opened.flush()

    assert stored(desk, draft).note.text_of(SectionCode.DATA) == "Now."


def test_saved_is_said_only_after_the_commit(qtbot, opened):
    typed(qtbot, opened, SectionCode.DATA, "x")
    assert opened.footer.save_state() == "Saved"
    opened.flush()

    assert opened.footer.save_state() == "Saved 10:04 am"


def test_control_s_is_accepted_and_saves(qtbot, desk, opened, draft):
    typed(qtbot, opened, SectionCode.DATA, "kept")
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_S, CONTROL)

    assert stored(desk, draft).note.text_of(SectionCode.DATA) == "kept"


@pytest.fixture
def full_disk(monkeypatch):
    """Nothing can be written until the list is emptied."""
    troubles = [DiskFullError()]
    keep = drafts.keep_note

    def fail(*given) -> None:
        if troubles:
            raise troubles[0]
        keep(*given)

    monkeypatch.setattr(drafts, "keep_note", fail)
    return troubles


def test_a_failed_save_says_so_and_keeps_the_text(qtbot, opened, full_disk):
    typed(qtbot, opened, SectionCode.DATA, "Precious")
    with pytest.raises(DiskFullError):
        opened.flush()

    assert opened.footer.save_state() == "Not saved"
    assert opened.failure_banner.isVisible()
    assert "Your text is safe on this screen" in opened.failure_banner.accessibleName()
    assert editor(opened, SectionCode.DATA).text() == "Precious"


def test_trying_again_saves(qtbot, desk, opened, draft, full_disk):
    typed(qtbot, opened, SectionCode.DATA, "Precious")
    opened._draft.flush()
    full_disk.clear()
    opened.failure_banner.action_button.click()

    assert stored(desk, draft).note.text_of(SectionCode.DATA) == "Precious"
    assert not opened.failure_banner.isVisible()


def test_another_note_is_not_opened_over_unsaved_text(qtbot, desk, opened, client, full_disk):
    full_disk.clear()
    other = notes.start(desk, client.id)
    full_disk.append(DiskFullError())
    typed(qtbot, opened, SectionCode.DATA, "Precious")
    with pytest.raises(DiskFullError):
        opened.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=other.id))

    assert editor(opened, SectionCode.DATA).text() == "Precious"


def test_escape_loses_nothing(qtbot, opened):
    typed(qtbot, opened, SectionCode.DATA, "Still here")
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_Escape)

    assert editor(opened, SectionCode.DATA).text() == "Still here"


# signing


def test_the_check_names_everything_that_is_missing(opened):
    assert opened.footer.check_words() == (
        "Before signing: times, objective, Data, Plan, risk line"
    )


def test_a_complete_note_is_ready(ready):
    assert ready.footer.check_words() == ("Ready to sign · times, 1 objective, risk line, plan")


def test_signing_with_gaps_leads_to_the_first_and_says_so(qtbot, opened):
    opened.footer.sign_button.click()

    qtbot.waitUntil(opened.frame.note_times_text.hasFocus)
    assert opened.frame._error.text() == "Enter when the session started and ended."
    assert opened.footer.sign_button.isEnabled()


@pytest.mark.parametrize(
    ("repair", "name"),
    [
        ("times", "Start – end"),
        ("objectives", "1.1.1 Attend three groups and one individual session weekly"),
        ("section_data", "Data"),
        ("section_plan", "Plan"),
        ("risk", "Risk today: None reported"),
    ],
)
def test_each_gap_leads_to_its_field(qtbot, opened, repair, name):
    gap = next(gap for gap in opened.footer.gaps() if gap.repair == repair)
    opened.footer.gap_requested.emit(gap)

    qtbot.waitUntil(lambda: focus_name(opened) == name)


def test_a_group_without_a_topic_is_ready_and_told_so(desk, page, draft, plan):
    group = replace(complete(draft, plan), kind=SessionKind.GROUP)
    notes.keep(desk, NoteEdit(note=group))
    page.show_place(Place(page=Page.NOTE, client_id=group.client_id, note_id=group.id))

    assert page.footer.gaps() == ()
    assert page.footer.check_words() == "Ready to sign topic"
    assert [found.message for found in page.footer.linked()] == ["Say what the group was about."]


def test_a_missing_rating_leads_to_the_ticked_objective(qtbot, ready):
    ready.objectives.cards()[1]._rating.set_value(None)
    ready._check()
    ready.footer.gap_requested.emit(ready.footer.gaps()[0])

    qtbot.waitUntil(lambda: focus_name(ready) == "Progress on 1.1.2: Worse")


def test_control_enter_signs(qtbot, desk, ready, draft, signs):
    qtbot.keyClick(editor(ready, SectionCode.PLAN), Qt.Key.Key_Return, CONTROL)

    assert notes.get(desk, draft.id).is_signed
    assert ready.header.state_chip.text == "Signed Mar 12, 10:04 am"
    assert toast.of_window(ready).accessibleName() == "Note signed"


def test_the_dialog_names_the_client_by_two_identifiers(ready, signs):
    ready.sign()

    assert "Individual, Marcus R., CD-0001" in signs[0]
    assert "1.1.2 Better" in signs[0]


def test_a_failed_signature_keeps_the_draft(desk, ready, draft, monkeypatch):
    def refuse(dialog) -> bool:
        dialog.sign_confirm_button.click()
        assert dialog.failure_banner.isVisibleTo(dialog)
        return False

    def fail(*_given, **_named) -> None:
        raise DiskFullError

    monkeypatch.setattr(messages, "run", refuse)
    monkeypatch.setattr(notes, "sign", fail)
    ready.sign()

    assert not notes.get(desk, draft.id).is_signed
    assert ready.header.state_chip.text == "Draft"


def test_a_signed_note_is_read_and_cannot_be_written(desk, ready, draft, signs):
    ready.sign()

    assert ready.reader.isVisible()
    assert not ready.sheet.isVisible()
    assert not ready.footer.sign_button.isVisible()
    assert ready.footer.save_state() == "Signed Mar 12, 10:04 am"


def test_a_note_past_its_due_time_is_marked_as_a_late_entry(ready, clock):
    assert not ready.header.late_chip.isVisible()
    clock.go_on(days=3)
    ready._check()

    assert ready.header.late_chip.isVisible()


def test_the_signature_line_shows_the_seal(desk, ready, draft, signs):
    ready.sign()
    seal = notes.proof(desk, notes.get(desk, draft.id)).seal.short

    assert f"Sealed {seal}" in ready.reader._signature._words.text()


# discarding


def test_discarding_leads_back_and_can_be_undone(qtbot, desk, ready, draft, went):
    ready.header.discard_requested.emit()

    assert notes.rows(desk, draft.client_id) == ()
    assert went[-1] == Place(page=Page.CHART, client_id=draft.client_id, tab=Tab.NOTES)

    toast.of_window(ready).act()
    assert stored(desk, draft).note.text_of(SectionCode.ASSESSMENT) == "Making progress."
    assert went[-1].note_id == draft.id


# keys and panes


def test_alt_down_goes_through_the_sections_to_the_risk_line(qtbot, opened):
    qtbot.waitUntil(editor(opened, SectionCode.DATA).hasFocus)
    names = []
    for _ in range(3):
        qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Down, ALT)
        names.append(focus_name(opened))

    assert names == ["Assessment", "Plan", "Risk today: None reported"]


def test_tab_moves_to_the_next_section(qtbot, opened):
    qtbot.waitUntil(editor(opened, SectionCode.DATA).hasFocus)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Tab)

    assert focus_name(opened) == "Assessment"


def tab_stops(qtbot, page) -> list[str]:
    """What Tab visits from the date on, until it is back there."""
    first = page.frame.note_date_text
    first.setFocus(Qt.FocusReason.TabFocusReason)
    stops, widget = [first.accessibleName()], None
    while widget is not first:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if page.isAncestorOf(widget):
            stops.append(widget.accessibleName() or widget.text())
    return stops[:-1]


def test_tab_visits_frame_sections_risk_objectives_and_foot(qtbot, ready):
    stops = tab_stops(qtbot, ready)

    assert stops[: stops.index("Sign and lock…") + 1] == [
        "Date",
        "Start – end",
        "Minutes",
        "Service",
        "Format: DAP",
        "Data",
        "Assessment",
        "Plan",
        "Risk today: None reported",
        "Remark on risk",
        "Strongest urge since the last session: nothing chosen",
        "1.1.1 Attend three groups and one individual session weekly",
        "1.1.2 Name five triggers and practice one coping skill for each",
        "Progress on 1.1.2: Better",
        "CBT functional analysis",
        "Urge surfing practice",
        "1.1.3 Attend two meetings weekly and find a sponsor",
        "2 Depressed mood, 1 objectives",
        "3 Unemployed for 14 months, 2 objectives",
        "Close",
        "Print…",
        "Sign and lock…",
    ]


def test_tab_follows_another_format(qtbot, ready):
    ready.frame.format_requested.emit(NoteFormat.SOAP)
    stops = tab_stops(qtbot, ready)

    assert stops[5:9] == ["Subjective", "Objective", "Assessment", "Plan"]


def test_a_whole_note_can_be_written_without_the_mouse(qtbot, desk, opened, draft, signs):
    times_field = opened.frame.note_times_text
    times_field.setFocus()
    qtbot.keyClicks(times_field, "9-950")
    qtbot.keyClick(times_field, Qt.Key.Key_Return)
    editor(opened, SectionCode.DATA).setFocus()
    qtbot.keyClicks(opened.focusWidget(), "Named four triggers.")
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Down, ALT)
    qtbot.keyClicks(opened.focusWidget(), "Progress.")
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Down, ALT)
    qtbot.keyClicks(opened.focusWidget(), "Call a sponsor.")
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Down, ALT)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_2, CONTROL)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Return, CONTROL)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Space)  # the first intervention
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Return, CONTROL)
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Space)  # the first rating
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Return, CONTROL)

    assert notes.get(desk, draft.id).is_signed


def test_the_last_note_opens_beside_this_one(qtbot, desk, ready, client, signs):
    ready.sign()
    following = notes.start(desk, client.id)
    ready.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=following.id))
    qtbot.keyClick(editor(ready, SectionCode.DATA), Qt.Key.Key_L, CONTROL | SHIFT)

    assert ready.last_note.isVisible()
    assert ready.last_note.reader.shown().note.text_of(SectionCode.ASSESSMENT) == (
        "Making progress."
    )


def test_backslash_with_control_hides_the_inspector(qtbot, opened):
    qtbot.keyClick(editor(opened, SectionCode.DATA), Qt.Key.Key_Backslash, CONTROL)

    assert not opened.inspector.isVisible()


def test_in_a_narrow_window_the_button_counts_the_links(ready):
    ready.resize(1024, 640)

    assert not ready.inspector.isVisible()
    assert ready.header.note_inspector_button.text() == "1 linked"


# bad input


def test_pasted_control_characters_are_left_out_and_said(opened):
    paste = QMimeData()
    paste.setText("Calm\x00 and\x07 present\r\nSecond line")
    editor(opened, SectionCode.DATA).insertFromMimeData(paste)

    assert editor(opened, SectionCode.DATA).text() == "Calm and present\nSecond line"
    assert opened.sheet.block(SectionCode.DATA).said() == (
        "2 invisible characters were left out of what you pasted."
    )


def test_a_note_of_100_000_characters_is_kept_whole(desk, opened, draft):
    text = "\n".join(f"Line {count}: " + "word " * 18 for count in range(1000))
    paste = QMimeData()
    paste.setText(text)
    editor(opened, SectionCode.DATA).insertFromMimeData(paste)
    opened.flush()

    assert len(text) > 100_000
    assert stored(desk, draft).note.text_of(SectionCode.DATA) == text


# looks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(qtbot, ready, look, assert_nothing_clipped, size, scale):
    look.wear(Theme(scale=scale))
    ready.resize(*size)

    qtbot.waitUntil(lambda: assert_nothing_clipped(ready))
    assert ready.minimumSizeHint().width() <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_a_signed_note_is_cut(qtbot, ready, signs, assert_nothing_clipped, size):
    ready.sign()
    ready.resize(*size)

    qtbot.waitUntil(lambda: assert_nothing_clipped(ready))


def test_everything_has_a_name(ready, assert_accessible):
    ready.sheet.risk.note_risk_segments.set_value(Risk.PRESENT)
    ready.sheet.risk._show_details()

    assert_accessible(ready)


def test_the_theme_changes_while_a_note_is_open(ready, look):
    look.wear(Theme(dark=True))
    dark = ready.grab().toImage().pixelColor(8, 300)
    look.wear(Theme())

    assert dark == Theme(dark=True).color("window")
    assert ready.grab().toImage().pixelColor(8, 300) == Theme().color("window")


def test_no_widget_carries_a_style_sheet_of_its_own(ready):
    assert not [child for child in ready.findChildren(QWidget) if child.styleSheet()]


def test_a_session_of_yesterday_keeps_its_date(qtbot, opened):
    field = opened.frame.note_date_text
    field.selectAll()
    qtbot.keyClicks(field, "y")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert opened.note().held_on == date(2026, 3, 11)


def test_a_key_press_asks_the_store_nothing(qtbot, desk, opened):
    with desk.database.counting() as counted:
        typed(qtbot, opened, SectionCode.DATA, "word")

    assert counted.statements == 0


def test_a_pause_writes_one_draft(qtbot, desk, opened):
    def statements(text: str) -> int:
        typed(qtbot, opened, SectionCode.DATA, text)
        with desk.database.counting() as counted:
            opened.flush()
        return counted.statements

    assert statements("short") == statements("much longer than before " * 20)


class Painted(QObject):
    """What was painted since it began to look."""

    def __init__(self, app):
        super().__init__(app)
        self.widgets = set()
        app.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(watched)
        return False


@pytest.mark.parametrize("is_dark", [False, True])
def test_a_letter_has_nothing_painted_but_its_text(opened, look, qapp, is_dark):
    look.wear(Theme(dark=is_dark))
    editor = opened.sheet.block(SectionCode.DATA).editor
    editor.setFocus()
    for _ in range(2):  # the first letter changes the foot of the page too
        QTest.keyClick(editor, "a")
        QApplication.processEvents()
    painted = Painted(qapp)
    QTest.keyClick(editor, "b")
    QApplication.processEvents()
    qapp.removeEventFilter(painted)

    assert painted.widgets == {editor.viewport()}


def test_a_text_has_the_color_of_its_card(opened, look):
    look.wear(Theme(dark=True))
    editor = opened.sheet.block(SectionCode.DATA).editor
    picture = opened.grab().toImage()
    inside = editor.mapTo(opened, editor.rect().bottomRight() - QPoint(8, 8))
    beside = opened.sheet.mapTo(opened, QPoint(8, opened.sheet.height() // 2))

    assert picture.pixelColor(inside) == picture.pixelColor(beside)
