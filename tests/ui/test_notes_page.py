"""The Notes tab: every note of a client in a list, the chosen one read beside it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.ids import SeriesId
from counselor_desk.records.notes import (
    LinkedObjective,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Rating
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, discharges, notes, schedule, sealed_notes
from counselor_desk.services.clients import NewClient
from counselor_desk.services.exports import DocumentKind
from counselor_desk.storage import connection
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes import model
from counselor_desk.ui.notes.page import NotesPage
from counselor_desk.ui.preview import building
from counselor_desk.ui.printing import place_of, request_of
from counselor_desk.ui.theme import Theme

SIZES = ((1366 - 212, 576), (1280 - 56, 606), (1024 - 56, 526))


@pytest.fixture
def went() -> list[Place]:
    return []


@pytest.fixture
def page(qtbot, desk, went):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = NotesPage(desk, navigator, bulletin)
    qtbot.addWidget(made)
    made.resize(*SIZES[0])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    bulletin.leave()


@pytest.fixture
def write(desk, client, plan):
    """Writes a note of a day, signed or not."""
    objectives = list(plan.objectives())

    def make(day: int, text: str, *, kind=SessionKind.INDIVIDUAL, place=1, is_signed=True):
        begun = notes.start(desk, client.id, kind=kind, held_on=date(2026, 3, day))
        objective = objectives[place]
        given = objective.interventions[0]
        note = replace(
            begun,
            starts=time(9),
            ends=time(9, 50),
            minutes=50,
            participants="Brother Daniel" if kind is SessionKind.FAMILY else "",
            risk=Risk.NONE_REPORTED,
            risk_remark="Denies thoughts of harm.",
            sections=(
                Section(code=SectionCode.DATA, text=text),
                Section(code=SectionCode.PLAN, text="Keep the trigger log."),
            ),
            objectives=(
                LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
            ),
            interventions=(TickedIntervention(node_uid=given.node_uid, text=given.text),),
        )
        edit = NoteEdit(note=note)
        notes.keep(desk, edit)
        return notes.sign(desk, edit) if is_signed else note

    return make


@pytest.fixture
def filled(page, client, write):
    """Four notes: two individual, one family, one draft of a group."""
    write(2, "Safety plan written with him.")
    write(3, "With his brother: house rules.", kind=SessionKind.FAMILY, place=0)
    write(10, "Brought his trigger log; Łukasz called him.", place=2)
    write(11, "Role-played refusing a drink.", kind=SessionKind.GROUP, is_signed=False)
    page.show_place(Place(page=Page.CHART, client_id=client.id))
    return page


def listed(page) -> list[int]:
    return [row.held_on.day for row in page.rows()]


def read(page):
    return page.reader.shown().note


def choose(page, segment):
    page.notes_segments.set_value(segment)
    page.notes_segments.edited.emit(segment)


def search(qtbot, page, text):
    page.notes_find_text.clear()
    page.notes_find_text.insert(text)
    page.notes_find_text.edited.emit(text)


def test_the_newest_note_comes_first_and_is_read(filled):
    assert listed(filled) == [11, 10, 3, 2]
    assert read(filled).held_on == date(2026, 3, 11)


def test_a_place_with_a_note_opens_that_note(filled, client):
    wanted = filled.rows()[2]
    filled.show_place(Place(page=Page.CHART, client_id=client.id, note_id=wanted.id))

    assert read(filled).id == wanted.id


def test_each_row_is_said_in_words(filled):
    index = filled.notes_list.model().index(1, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert words == "Mar 10 Individual, Signed, 1.1.3, Brought his trigger log; Łukasz called him."


def test_the_segments_count_what_is_there(filled):
    texts = [button.text() for button in filled.notes_segments._buttons]

    assert texts == ["All 4", "Drafts 1", "Individual 2", "Family 1", "Group 1"]


@pytest.mark.parametrize(
    ("segment", "days"),
    [(model.ALL, [11, 10, 3, 2]), (model.DRAFTS, [11]), (SessionKind.INDIVIDUAL, [10, 2])],
)
def test_a_segment_shows_its_notes(filled, segment, days):
    choose(filled, segment)

    assert listed(filled) == days


def test_more_kinds_than_segments_share_the_last(filled, write, client):
    write(4, "Called his landlord.", kind=SessionKind.CASE_MANAGEMENT)
    write(5, "Resume workshop.", kind=SessionKind.VOCATIONAL)
    filled.show_place(Place(page=Page.CHART, client_id=client.id))

    assert len(filled.notes_segments._buttons) == 5
    choose(filled, model.OTHERS)
    assert len(listed(filled)) == 3


@pytest.mark.parametrize(
    ("text", "days"),
    [("trigger log", [11, 10, 3, 2]), ("brother", [3]), ("lukasz", [10]), ("role-pl", [11])],
)
def test_finding_reads_signed_notes_and_drafts(qtbot, filled, text, days):
    search(qtbot, filled, text)

    assert listed(filled) == days


@pytest.mark.parametrize("text", ['"', "a OR b)", "*", "\x00", "NEAR(", "x" * 400])
def test_any_text_can_be_searched(qtbot, filled, text):
    search(qtbot, filled, text)

    assert listed(filled) == []


def test_nothing_found_says_so_and_leads_back(qtbot, filled):
    search(qtbot, filled, "zebra")
    assert filled._no_match.isVisible()
    assert "zebra" in filled._no_match.sentence_label.text()
    filled.notes_clear_button.click()

    assert listed(filled) == [11, 10, 3, 2]


def test_an_objective_narrows_the_list(filled):
    filled.notes_objective_choice.set_value("1.1.1")
    filled.notes_objective_choice.edited.emit("1.1.1")

    assert listed(filled) == [3]


def test_j_and_k_and_the_arrows_move(qtbot, filled):
    days = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K):
        qtbot.keyClick(filled.notes_list, key)
        days.append(read(filled).held_on.day)

    assert days == [10, 3, 10]


def test_enter_opens_the_note(qtbot, filled, went, client):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_Return)

    assert went[-1] == Place(page=Page.NOTE, client_id=client.id, note_id=filled.rows()[0].id)


def test_a_draft_can_be_continued(filled, went):
    assert filled.reader.note_continue_button.isVisible()
    filled.reader.note_continue_button.click()

    assert went[-1].note_id == filled.rows()[0].id


def test_a_signed_note_shows_seal_rating_and_risk(qtbot, desk, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_J)
    seal = notes.proof(desk, read(filled)).seal.short

    assert f"Sealed {seal}" in filled.reader._signature._words.text()
    assert "Denies thoughts of harm." in filled.reader._risk._words.text()
    assert filled.reader.state_chip.text == "Signed Mar 12, 10:04 am"
    assert not filled.reader.note_continue_button.isVisible()


def test_a_note_signed_after_its_due_time_is_a_late_entry(qtbot, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_End)

    assert filled.reader.late_chip.isVisible()


def test_a_broken_seal_is_said_in_the_reader(filled, monkeypatch):
    def broken(*_given) -> None:
        raise BrokenSealError

    monkeypatch.setattr(notes, "proof", broken)
    filled.notes_list.step(1)

    assert filled.reader.seal_banner.isVisible()
    assert "changed outside the program" in filled.reader.seal_banner.accessibleName()


def test_print_takes_the_note_that_is_read(qtbot, filled, client):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_J)
    request = filled.print_request()

    assert (request.kind, request.uid) == (DocumentKind.SESSION_NOTE, read(filled).uid)


def test_a_client_without_notes_gets_the_first_step(page, desk, went):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Turner"))
    page.show_place(Place(page=Page.CHART, client_id=other.id))

    assert page.notes_write_button.isVisible()
    assert page.print_request() is None
    page.notes_write_button.click()
    assert went[-1] == Place(page=Page.NOTE, client_id=other.id)


def test_another_client_never_shows_the_note_before(filled, desk):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Turner"))
    filled.show_place(Place(page=Page.CHART, client_id=other.id))

    assert not filled.reader.isVisible()


def test_a_note_signed_elsewhere_appears(filled, write):
    write(12, "Signed in the editor.")

    assert listed(filled)[0] == 12
    assert filled.rows()[0].state is RecordState.SIGNED


def test_control_f_goes_to_the_search(qtbot, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(filled.notes_find_text.hasFocus)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(qtbot, filled, look, assert_nothing_clipped, size, scale):
    look.wear(Theme(scale=scale))
    filled.resize(*size)
    filled.notes_list.step(1)

    qtbot.waitUntil(lambda: assert_nothing_clipped(filled))


def test_everything_has_a_name(filled, assert_accessible):
    assert_accessible(filled)


def test_the_theme_changes_while_notes_are_read(filled, look):
    look.wear(Theme(dark=True))

    assert filled.grab().toImage().pixelColor(8, 300) == Theme(dark=True).color("window")


def test_opening_the_list_asks_the_store_a_constant_number_of_times(filled, desk, write, client):
    def statements() -> int:
        with desk.database.counting() as counted:
            filled.show_place(Place(page=Page.CHART, client_id=client.id))
        return counted.statements

    before = statements()
    for day in (5, 6, 9):
        write(day, f"Note of March {day}.")

    assert statements() == before


def test_without_discarded_drafts_there_is_no_segment_for_them(filled):
    assert not any("Discarded" in one.text() for one in filled.notes_segments._buttons)


def test_a_discarded_note_is_brought_back_from_its_segment(filled, desk, client):
    draft = next(row for row in filled.rows() if row.state is RecordState.DRAFT)
    notes.discard(desk, notes.get(desk, draft.id))
    assert filled.notes_segments._buttons[-1].text() == "Discarded 1"
    filled.notes_segments._buttons[-1].click()

    assert filled.discarded_list.isVisible()
    assert filled.print_request() is None
    assert filled.discarded_list.texts() == [
        "Group note, Mar 11, Discarded Mar 12 · kept until April 11, 2026"
    ]
    filled.discarded_list.buttons()[0].click()

    assert not filled.discarded_list.isVisible()
    assert draft.id in [row.id for row in filled.rows()]


def test_with_discarded_drafts_five_segments_are_enough(filled, write, desk, client):
    write(9, "Phone.", kind=SessionKind.CRISIS)
    notes.discard(desk, notes.start(desk, client.id))

    texts = [one.text().rsplit(" ", 1)[0] for one in filled.notes_segments._buttons]
    assert len(texts) == 5
    assert texts[-2:] == ["Other", "Discarded"]
    choose(filled, model.OTHERS)
    assert len(filled.rows()) == 3


def test_a_chart_without_notes_still_leads_to_what_was_discarded(page, desk, client):
    discharges.discard(desk, discharges.start(desk, client.id))
    page.show_place(Place(page=Page.CHART, client_id=client.id))
    page.notes_discarded_button.click()

    assert page.discarded_list.texts()[0].startswith("Discharge summary, Discarded Mar 12")


def test_what_cannot_come_back_is_said(page, desk, client):
    discharges.discard(desk, discharges.start(desk, client.id))
    page.show_place(Place(page=Page.CHART, client_id=client.id))
    page.notes_discarded_button.click()
    discharges.start(desk, client.id)
    page.discarded_list.buttons()[0].click()

    assert page.discarded_list.failure_banner.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_the_discarded_drafts_is_clipped(
    filled, desk, client, assert_nothing_clipped, assert_accessible, size
):
    notes.discard(desk, notes.start(desk, client.id))
    choose(filled, model.DISCARDED)
    filled.resize(*size)
    QApplication.processEvents()

    assert_nothing_clipped(filled)
    assert_accessible(filled)


def selected(page) -> list[int]:
    return [row.held_on.day for row in page.notes_list.selection()]


def test_shift_and_the_arrows_select_several(qtbot, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_J)
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert selected(filled) == [10, 3]
    assert read(filled).held_on.day == 3
    assert filled.selected_label.text().startswith("2 notes selected.")
    assert filled.selected_label.isVisible()


def test_the_notes_that_are_selected_print_together_the_oldest_first(qtbot, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    request = filled.print_request()
    days = {row.uid: row.held_on.day for row in filled.rows()}

    assert [days[uid] for uid in request.uids] == [2, 3, 10, 11]
    assert request_of(place_of(request)) == request


def test_moving_on_gives_the_selection_up(qtbot, filled):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_J)

    assert len(selected(filled)) == 1
    assert filled.print_request().more == ()
    assert not filled.selected_label.isVisible()


def test_coming_back_from_the_paper_keeps_the_selection(qtbot, filled, client):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_J)
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    filled.show_place(Place(page=Page.CHART, client_id=client.id))

    assert selected(filled) == [10, 3]


def test_another_client_has_nothing_selected_but_the_newest(qtbot, filled, desk, client):
    other = clients.add(desk, NewClient(given_name="Jolene", family_name="Turner"))
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    filled.show_place(Place(page=Page.CHART, client_id=other.id))
    filled.show_place(Place(page=Page.CHART, client_id=client.id))

    assert selected(filled) == [11]


def test_the_preview_holds_all_that_are_selected(qtbot, filled, desk):
    qtbot.keyClick(filled.notes_list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    built = building.build(desk, filled.print_request(), PrintWish())

    assert built.name == "4 session notes"
    assert len(built.sizes) == 4
    assert built.is_draft


def change_outside(desk):
    """Another tool writes other words into every signed note."""
    key = desk.vault._root.database_key(desk.vault.key_document.key_epoch)
    path = desk.vault.folder / "records.db"
    with contextlib.closing(connection.open_connection(path, key)) as raw:
        for work in ("lock", "audit"):
            raw.execute(f"DROP TRIGGER {work}_note_section_update")
        raw.execute("UPDATE note_section SET text = 'Nothing happened.'")


def shown_words(page) -> str:
    return page.reader._sections[SectionCode.DATA]._text.text()


def test_a_note_that_was_changed_outside_is_read_as_it_was_signed(filled, desk, client):
    change_outside(desk)
    filled.notes_list.step(1)
    assert shown_words(filled) == "Nothing happened."
    filled.reader.seal_banner.note_version_button.click()

    assert shown_words(filled) == "Brought his trigger log; Łukasz called him."
    assert "as it was signed" in filled.reader.seal_banner.accessibleName()


def test_the_way_back_shows_what_the_records_say(filled, desk):
    change_outside(desk)
    filled.notes_list.step(1)
    filled.reader.seal_banner.note_version_button.click()
    filled.reader.seal_banner.note_version_button.click()

    assert shown_words(filled) == "Nothing happened."


def test_the_next_note_is_shown_as_it_stands(filled, desk):
    change_outside(desk)
    filled.notes_list.step(1)
    filled.reader.seal_banner.note_version_button.click()
    filled.notes_list.step(1)

    assert shown_words(filled) == "Nothing happened."
    assert filled.reader.seal_banner.note_version_button.text() == "Open last good version"


def test_from_a_changed_note_one_gets_to_the_backups(filled, desk, went):
    change_outside(desk)
    filled.notes_list.step(1)
    filled.reader.seal_banner.note_backups_button.click()

    assert went[-1].page is Page.BACKUP


def test_without_a_genuine_seal_the_backups_are_the_only_way(filled, desk, went, monkeypatch):
    def broken(*_given) -> None:
        raise BrokenSealError

    change_outside(desk)
    monkeypatch.setattr(sealed_notes, "as_signed", broken)
    filled.notes_list.step(1)
    filled.reader.seal_banner.note_backups_button.click()

    assert filled.reader.seal_banner.note_version_button.isHidden()
    assert went[-1].page is Page.BACKUP


def test_a_note_as_it_was_signed_has_no_hidden_banner(filled):
    filled.notes_list.step(1)

    assert not filled.reader.seal_banner.isVisible()


def test_the_first_session_stands_where_there_is_no_note_yet(page, desk, client):
    schedule.plan(
        desk,
        Series(
            id=SeriesId(0),
            uid=desk.new_uid(),
            kind=SessionKind.INDIVIDUAL,
            client_id=client.id,
            weekday=Weekday.THURSDAY,
            starts=time(14),
            ends=time(14, 50),
            zone=desk.zone,
            begins_on=desk.today(),
        ),
    )
    page.show_place(Place(page=Page.CHART, client_id=client.id))

    assert page._empty.sentence_label.text().replace("\n", " ").startswith("First session Mar 12.")


@pytest.mark.parametrize(("size", "scale"), [(SIZES[0], 1.0), (SIZES[2], 1.0), ((940, 526), 1.5)])
def test_nothing_of_a_changed_note_is_cut(
    qtbot, filled, desk, look, assert_nothing_clipped, assert_accessible, size, scale
):
    change_outside(desk)
    look.wear(Theme(scale=scale))
    filled.resize(*size)
    filled.notes_list.step(1)

    assert filled.reader.seal_banner.isVisible()
    qtbot.waitUntil(lambda: assert_nothing_clipped(filled))
    assert_accessible(filled)
