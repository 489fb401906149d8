"""The discharge tab: built from the record, written section by section, signed, then read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counselor_desk.errors import DiskFullError
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import (
    LinkedObjective,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.services import assessments, discharges, episodes, notes, settings
from counselor_desk.services.exports import DocumentKind
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.discharges.outline import State
from counselor_desk.ui.discharges.page import DischargePage
from counselor_desk.ui.navigation import Navigator, Page, Place, Tab, View
from counselor_desk.ui.theme import Theme

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 12)


@pytest.fixture
def make_page(desk, qtbot):
    windows = []

    def make(client, size=(1366, 650)):
        window = QWidget()
        window.resize(*size)
        bulletin = Bulletin(window)
        bulletin.follow(desk)
        page = DischargePage(desk, Navigator(window), bulletin, window)
        page.resize(*size)
        qtbot.addWidget(window)
        window.show()
        windows.append((window, bulletin))
        page.show_place(Place(page=Page.CHART, client_id=client.id))
        return page

    yield make
    for _, bulletin in windows:
        bulletin.leave()


@pytest.fixture
def empty(make_page, client):
    """The page of a client whose summary was not started."""
    return make_page(client)


@pytest.fixture
def page(make_page, desk, client, plan):
    """A summary that was started: a signed plan and a signed note stand behind it."""
    notes.sign(desk, session_on(desk, client, plan, TODAY))
    discharges.start(desk, client.id)
    return make_page(client)


@pytest.fixture
def ready(page):
    """A summary that only waits for its signature."""
    choose(page, DischargeSection.TYPE)
    pick_type(page, DischargeType.COMPLETED)
    type_day(page, "3/12/2026")
    write(page, DischargeSection.DIAGNOSES, "F10.20 · Alcohol use, severe · In early remission")
    write(page, DischargeSection.CONTINUING_CARE, "First appointment on March 19, Dr. Alvarez.")
    return page


def session_on(desk, client, plan, held_on) -> NoteEdit:
    note = notes.start(desk, client.id, held_on=held_on)
    objective = next(plan.objectives())
    return NoteEdit(
        note=replace(
            note,
            starts=time(9, 0),
            ends=time(9, 50),
            risk=Risk.NONE_REPORTED,
            sections=(
                Section(code=SectionCode.DATA, text="He named four triggers."),
                Section(code=SectionCode.ASSESSMENT, text="Notices urges sooner."),
                Section(code=SectionCode.PLAN, text="Next week."),
            ),
            objectives=(
                LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.MET),
            ),
            interventions=tuple(
                TickedIntervention(node_uid=one.node_uid, text=one.text)
                for one in objective.interventions
            ),
        )
    )


def choose(page, code):
    page.outline.set_current(code)


def write(page, code, text):
    choose(page, code)
    editor = page.card.discharge_text
    editor.setFocus()
    editor.selectAll()
    editor.insertPlainText(text)
    page.flush()


def pick_type(page, kind):
    combo = page.card.discharge_type_choice
    place = list(DischargeType).index(kind)
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def type_day(page, text):
    field = page.card.discharge_day_date
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.flush()


def sign(page, dialogs):
    dialogs.expect(
        "Sign this discharge summary?", lambda dialog: dialog.sign_confirm_button.click()
    )
    page.sign()


def line(page, code):
    return next(one for one in page.outline.lines() if one.code is code)


def text(page) -> str:
    return page.card.discharge_text.text()


def stored(desk, page):
    return discharges.open_edit(desk, page.discharge().id)


def settle():
    for _ in range(8):
        QApplication.processEvents()


def test_a_client_without_a_summary_sees_that_a_draft_closes_nothing(empty):
    assert empty.empty_state.title_label.text() == "Not ready to discharge?"
    assert empty.discharge_start_button.isVisible()
    assert not empty.footer.isVisible()
    assert empty.print_request() is None


def test_starting_shows_twelve_sections_from_the_record(empty):
    empty.discharge_start_button.click()

    assert len(empty.outline.lines()) == 12
    assert "admitted to intensive outpatient care" in text(empty)
    assert empty.outline.discharge_sections_list.hasFocus()


def test_the_outline_says_what_is_ready_missing_and_empty(page):
    states = {one.code: (one.state, one.aside) for one in page.outline.lines()}

    assert states[DischargeSection.ADMISSION] == (State.READY, "from record")
    assert states[DischargeSection.MEASURES] == (State.READY, "not recorded")
    assert states[DischargeSection.GOALS] == (State.READY, "from plan")
    assert states[DischargeSection.TYPE] == (State.MISSING, "2 missing")
    assert states[DischargeSection.CONTINUING_CARE] == (State.MISSING, "1 missing")
    assert states[DischargeSection.STATEMENT] == (State.EMPTY, "empty")
    assert page.outline.count_label.text() == "8 of 12 sections ready"


def test_what_is_typed_is_marked_as_edited_and_saved(page, desk):
    write(page, DischargeSection.COURSE, "He came every week.")

    assert line(page, DischargeSection.COURSE).aside == "edited"
    assert page.card.edited_chip.isVisible()
    assert stored(desk, page).discharge.part(DischargeSection.COURSE).text == "He came every week."


def test_a_pause_saves_and_says_when(page, desk, qtbot):
    choose(page, DischargeSection.COURSE)
    QTest.keyClicks(page.card.discharge_text, "Now. ")

    qtbot.waitUntil(lambda: page.footer.save_state().startswith("Saved "), timeout=4000)
    assert stored(desk, page).discharge.part(DischargeSection.COURSE).text.startswith("Now. ")


def test_leaving_a_section_keeps_what_was_typed_in_it(page):
    choose(page, DischargeSection.COURSE)
    QTest.keyClicks(page.card.discharge_text, "Steady. ")
    choose(page, DischargeSection.GOALS)
    choose(page, DischargeSection.COURSE)

    assert text(page).startswith("Steady. ")


def test_alt_down_goes_through_the_sections(page):
    page.card.discharge_text.setFocus()
    QTest.keyClick(page.card.discharge_text, Qt.Key.Key_Down, ALT)
    assert page.outline.current() is DischargeSection.TYPE

    QTest.keyClick(page.card.discharge_text, Qt.Key.Key_Up, ALT)
    assert page.outline.current() is DischargeSection.ADMISSION


def test_choosing_a_type_writes_its_sentence(page):
    choose(page, DischargeSection.TYPE)
    pick_type(page, DischargeType.COMPLETED)
    type_day(page, "3/12/2026")

    assert text(page).startswith("Marcus completed treatment and was discharged on March 12, 2026.")
    assert line(page, DischargeSection.TYPE).state is State.READY


def test_a_type_without_completion_asks_for_the_circumstances(page):
    choose(page, DischargeSection.TYPE)
    pick_type(page, DischargeType.LEFT)
    type_day(page, "3/12/2026")

    assert "each attempt to reach the client" in page.footer.check_words()


def test_a_day_that_is_none_stays_as_it_was_typed(page, desk):
    choose(page, DischargeSection.TYPE)
    type_day(page, "soon")
    page.show_place(Place(page=Page.CHART, client_id=page.discharge().client_id))
    choose(page, DischargeSection.TYPE)

    assert page.card.discharge_day_date.text() == "soon"
    assert stored(desk, page).typed == {"discharged_on": "soon"}
    assert "“soon” could not be read as a date" in page.footer.check_words()


def test_a_discharge_before_the_admission_is_said_at_once(page):
    choose(page, DischargeSection.TYPE)
    type_day(page, "2/1/2026")

    assert "before the admission on February 9, 2026" in page.footer.check_words()


def test_facts_can_be_put_into_the_text_again(page):
    write(page, DischargeSection.ADMISSION, "He came by himself.")
    page.card.discharge_text.moveCursor(page.card.discharge_text.textCursor().MoveOperation.End)
    fact = page.shown().built[DischargeSection.ADMISSION].facts[1]
    page.card.insert(fact.text)
    page.flush()

    assert text(page) == f"He came by himself. {fact.text}"


def test_rebuilding_can_be_undone(page):
    write(page, DischargeSection.COURSE, "He came every week.")
    page.card.discharge_rebuild_button.click()
    assert "Marcus attended" in text(page)
    assert not page.card.edited_chip.isVisible()

    toast.of_window(page).act()
    assert text(page) == "He came every week."


def test_an_edit_survives_a_changed_record_and_says_so(page, desk, client, plan):
    write(page, DischargeSection.COURSE, "He came every week.")
    notes.sign(desk, session_on(desk, client, plan, date(2026, 3, 11)))

    assert text(page) == "He came every week."
    assert line(page, DischargeSection.COURSE).aside == "2 changed"
    assert page.card.changes_banner.isVisible()
    choose(page, DischargeSection.SERVICES)
    assert "2 of 2" in text(page)


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("changes_keep_button", "He came every week."),
        ("changes_back_button", "He came every week."),
        ("changes_rebuild_button", "Marcus attended 2 of 2 sessions."),
    ],
)
def test_changes_are_seen_and_decided(page, desk, client, plan, dialogs, button, expected):
    write(page, DischargeSection.COURSE, "He came every week.")
    notes.sign(desk, session_on(desk, client, plan, date(2026, 3, 11)))

    dialogs.expect(
        "What changed below Course and response", lambda dialog: getattr(dialog, button).click()
    )
    page.card.changes_banner.action_button.click()

    assert text(page).startswith(expected)
    assert page.card.changes_banner.isVisible() == (button == "changes_back_button")


def test_typing_is_not_lost_when_the_record_changes(page, desk, client, plan):
    choose(page, DischargeSection.COURSE)
    QTest.keyClicks(page.card.discharge_text, "In between. ")
    notes.sign(desk, session_on(desk, client, plan, date(2026, 3, 11)))

    assert text(page).startswith("In between. ")


def test_an_open_note_is_listed_and_leads_to_it(page, desk, client):
    note = notes.start(desk, client.id)
    places = []
    page._navigator.place_requested.connect(places.append)

    page.sign()

    assert places == [Place(page=Page.NOTE, client_id=client.id, note_id=note.id)]


def test_an_open_assessment_is_listed_and_leads_to_it(page, desk, client):
    assessments.start(desk, client.id)
    gap = next(one for one in page.shown().findings if one.repair == "assessment")
    page._lead_to(gap)

    place = page._navigator.place
    assert (place.client_id, place.tab, place.view) == (client.id, Tab.ASSESSMENT, View.DOMAINS)


def test_a_place_names_the_summary_of_an_earlier_stay(ready, desk, client, dialogs):
    dialogs.expect(
        "Sign this discharge summary?", lambda dialog: dialog.sign_confirm_button.click()
    )
    ready.footer.sign_button.click()
    earlier = ready.discharge()
    episodes.start(desk, client.id)
    begun = discharges.start(desk, client.id)
    ready.show_place(Place(page=Page.CHART, client_id=client.id))
    assert ready.discharge().uid == begun.uid

    ready.show_place(Place(page=Page.CHART, client_id=client.id, part=earlier.uid))
    assert ready.discharge() == earlier


def test_a_gap_leads_to_its_field(page):
    page.sign()
    assert page.outline.current() is DischargeSection.TYPE
    assert page.card.discharge_day_date.hasFocus()


def test_the_caret_stands_after_a_text_that_a_gap_leads_to(page):
    choose(page, DischargeSection.COURSE)
    page.card.point_out("course", "Say more.")

    assert page.card.discharge_text.textCursor().atEnd()


def test_a_missing_type_is_said_at_its_field(page):
    choose(page, DischargeSection.TYPE)
    type_day(page, "3/12/2026")
    page.sign()

    assert page.card.discharge_type_choice.hasFocus()
    assert page.card._type_field.error() == "Choose the type of discharge."


def test_a_ready_summary_is_signed_with_control_enter(ready, desk, client, dialogs):
    choose(ready, DischargeSection.ADMISSION)
    dialogs.expect(
        "Sign this discharge summary?", lambda dialog: dialog.sign_confirm_button.click()
    )
    QTest.keyClick(ready.card.discharge_text, Qt.Key.Key_Return, CONTROL)

    assert discharges.current(desk, client.id).is_signed
    assert episodes.current(desk, client.id).closed_on == TODAY
    assert ready.card.discharge_text.isReadOnly()
    assert not ready.footer.sign_button.isVisible()
    assert ready.closed_banner.isVisible()


def test_the_sign_dialog_names_the_client_twice_and_what_wants_to_be_read(ready, dialogs):
    seen = []

    def look(dialog):
        seen.append(dialog.accessibleDescription())
        dialog.sign_back_button.click()

    dialogs.expect("Sign this discharge summary?", look)
    ready.sign()

    assert "Marcus R., CD-0001" in seen[0]
    assert "1 Completed, March 12, 2026" in seen[0]
    assert not ready.discharge().is_signed


def test_a_client_who_comes_back_gets_a_new_episode(ready, desk, client, dialogs):
    dialogs.expect(
        "Sign this discharge summary?", lambda dialog: dialog.sign_confirm_button.click()
    )
    ready.sign()
    ready.closed_banner.action_button.click()

    assert episodes.current(desk, client.id).is_open
    assert ready.discharge_start_button.isVisible()
    assert ready.discharge_earlier_button.isVisible()

    ready.discharge_earlier_button.click()
    assert ready.discharge().is_signed
    assert not ready.closed_banner.action_button.isVisible()


def test_a_discarded_draft_comes_back_by_undo(page, desk, client):
    write(page, DischargeSection.COURSE, "He came every week.")
    page.discharge_discard_button.click()
    assert page.discharge_start_button.isVisible()
    assert discharges.current(desk, client.id) is None

    toast.of_window(page).act()
    assert stored(desk, page).discharge.part(DischargeSection.COURSE).text == "He came every week."
    assert text(page) == "He came every week."


def test_a_discarded_draft_stays_away_once_another_was_started(page):
    page.discharge_discard_button.click()
    bring_back = toast.of_window(page).act
    page.discharge_start_button.click()
    another = page.discharge()
    bring_back()

    assert page.discharge().uid == another.uid
    assert page.failure_banner.isVisible()


def on_paper(dialog):
    dialog.choose(SignatureMethod.PAPER)
    dialog.signature_keep_button.click()


def test_only_a_draft_can_be_discarded_and_only_a_signed_one_signed_by_others(ready, dialogs):
    assert ready.discharge_discard_button.isVisible()
    assert not ready.signatures.signature_add_button.isVisible()
    sign(ready, dialogs)

    assert not ready.discharge_discard_button.isVisible()
    assert ready.signatures.signature_add_button.isVisible()


def test_a_signature_on_paper_is_recorded_and_shown(ready, dialogs, desk):
    def fill(dialog):
        assert dialog.signature_name_edit.text() == "Marcus Reyes"
        on_paper(dialog)

    sign(ready, dialogs)
    dialogs.expect("Who signs this summary?", fill)
    ready.signatures.signature_add_button.click()

    roles = [one.role for one in discharges.proof(desk, ready.discharge()).signatures]
    assert roles == [SignatureRole.COUNSELOR, SignatureRole.CLIENT]
    assert ready.signatures.texts()[1] == "Marcus Reyes, Client · on paper · March 12, 2026"


def test_who_signed_is_covered_while_names_are_hidden(ready, dialogs, desk):
    sign(ready, dialogs)
    dialogs.expect("Who signs this summary?", on_paper)
    ready.signatures.signature_add_button.click()
    settings.change(desk, hides_names=True)

    assert ready.signatures.texts()[1].startswith("M.R., Client")


def test_a_failed_save_is_said_and_the_text_stays(page, monkeypatch):
    def fail(*_args, **_kwargs):
        raise DiskFullError

    choose(page, DischargeSection.COURSE)
    monkeypatch.setattr(discharges, "keep", fail)
    QTest.keyClicks(page.card.discharge_text, "Words. ")
    with pytest.raises(DiskFullError):
        page.flush()

    assert page.failure_banner.isVisible()
    assert text(page).startswith("Words. ")
    monkeypatch.undo()
    page.failure_banner.action_button.click()
    assert not page.failure_banner.isVisible()


def test_the_open_summary_can_be_printed(page):
    request = page.print_request()

    assert (request.kind, request.uid) == (DocumentKind.DISCHARGE_SUMMARY, page.discharge().uid)


@pytest.mark.parametrize("size", [(1366, 650), (1068, 600), (968, 520)])
def test_nothing_is_clipped(make_page, page, client, assert_nothing_clipped, size):
    shown = make_page(client, size)
    for code in DischargeSection:
        choose(shown, code)
        settle()

        assert_nothing_clipped(shown)


@pytest.mark.parametrize("size", [(1366, 650), (968, 520)])
def test_nothing_of_a_signed_summary_is_clipped(ready, dialogs, assert_nothing_clipped, size):
    sign(ready, dialogs)
    ready.resize(*size)
    settle()

    assert_nothing_clipped(ready)


def test_at_150_percent_a_small_window_still_shows_it_all(
    make_page, page, client, look, assert_nothing_clipped
):
    write(page, DischargeSection.RISK, "None.")
    look.wear(Theme(scale=1.5))
    shown = make_page(client, (940, 470))
    for code in DischargeSection:
        choose(shown, code)
        settle()

        assert_nothing_clipped(shown)


@pytest.mark.parametrize("dark", [False, True])
def test_it_wears_larger_type_and_the_dark_theme_live(page, look, assert_nothing_clipped, dark):
    look.wear(Theme(dark=dark, scale=1.5))
    settle()

    assert_nothing_clipped(page)


def test_everything_says_what_it_is(page, assert_accessible):
    for code in DischargeSection:
        choose(page, code)
        assert_accessible(page)


def test_opening_and_typing_ask_the_store_a_bounded_number_of_times(page, desk):
    place = Place(page=Page.CHART, client_id=page.discharge().client_id)
    with desk.database.counting() as opening:
        page.show_place(place)
    choose(page, DischargeSection.COURSE)
    with desk.database.counting() as typing:
        QTest.keyClicks(page.card.discharge_text, "Steady work. ")

    assert opening.statements < 50
    assert typing.statements == 0
