"""The group session page: rows, one open at a time, names found, notes signed one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.documents.blocks import strings
from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import Urge
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.group_sessions import RowState, SharedPart
from counselor_desk.records.notes import Risk
from counselor_desk.records.plans import Goal, Intervention, Objective, Problem, Rating
from counselor_desk.records.printing import PrintWish
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    attendance,
    clients,
    cravings,
    dialog_drafts,
    episodes,
    group_checks,
    group_sessions,
    group_sheets,
    groups,
    notes,
    plans,
    settings,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.clients import NewClient
from counselor_desk.services.cravings import NewCraving
from counselor_desk.ui import messages
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.group_session.page import GroupSessionPage
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.printing import SheetRequest
from counselor_desk.ui.toast import Toast
from tests import programme

ALT = Qt.KeyboardModifier.AltModifier
YESTERDAY = date(2026, 3, 11)
NAMES = ("Aisha", "Brett", "Devon")
SENTENCE = "Named a risky time and one way to meet it."
SHARED = SharedPart(
    topic="High-risk situations",
    text="Role-played refusing a drink in three situations.",
    interventions=("Role-play",),
    next_step="Try one refusal before Friday.",
)


def member_of(desk, group, name):
    client = clients.add(
        desk, NewClient(given_name=name, family_name="Cole", admitted_on=date(2026, 2, 9))
    )
    step = Intervention(node_uid=desk.new_uid(), text="Group", frequency="3 a week")
    steps = tuple(
        Objective(
            node_uid=desk.new_uid(),
            text=text,
            target_on=date(2026, 4, 30),
            interventions=(step,) if place == 0 else (replace(step, node_uid=desk.new_uid()),),
        )
        for place, text in enumerate(("Refuses a drink in 3 situations", "Names 5 triggers"))
    )
    goal = Goal(node_uid=desk.new_uid(), text="Stay sober", client_words="No.", objectives=steps)
    problem = Problem(node_uid=desk.new_uid(), text="Alcohol use", goals=(goal,))
    plans.sign(desk, PlanEdit(plan=replace(plans.start(desk, client.id), problems=(problem,))))
    groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 9))
    return client


@pytest.fixture
def group(desk):
    return programme.group(desk)


@pytest.fixture
def members(desk, group):
    return [member_of(desk, group, name) for name in NAMES]


@pytest.fixture
def session(desk, group, members):
    return attendance.record(
        desk,
        NewSession(
            kind=SessionKind.GROUP,
            held_on=YESTERDAY,
            starts=time(10, 30),
            ends=time(12),
            group_id=group.id,
        ),
    )


@pytest.fixture
def navigator():
    made = Navigator()
    made.places = []
    made.place_requested.connect(made.places.append)
    return made


@pytest.fixture
def open_page(desk, session, navigator, qtbot):
    """Shows the session and gives the page back."""
    bulletin = Bulletin()
    bulletin.follow(desk)

    def show(size=(1154, 720)):
        page = GroupSessionPage(desk, navigator, bulletin)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.show_place(Place(page=Page.GROUP_SESSION, session_id=session.id))
        return page

    yield show
    bulletin.leave()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def answer(monkeypatch):
    """What is done in a dialog in place of a person; the titles of those that came up."""
    asked = []

    def expect(act):
        def run(dialog):
            asked.append(dialog.title_label.text())
            return act(dialog)

        monkeypatch.setattr(messages, "run", run)
        return asked

    return expect


def rows_of(page):
    return page.members.group_members_list


def states(page):
    return [row.state for row in page.rows()]


def write_up(page, client_id, text=SENTENCE):
    """One member complete: present, one objective better, no risk."""
    rows_of(page).opened.emit(client_id)
    editor = page.members.editor
    editor.mark(AttendanceCode.PRESENT)
    editor.group_response_text.insertPlainText(text)
    editor.toggle(1)
    line = editor.objectives._lines[0]
    line.rating.set_value(Rating.BETTER)
    line.rating.edited.emit(Rating.BETTER)
    editor.risk.group_risk_segments.set_value(Risk.NONE_REPORTED)
    editor.risk.group_risk_segments.edited.emit(Risk.NONE_REPORTED)
    page.settle()


def fill_shared(page):
    page.shared.show_shared(SHARED)
    page.shared.edited.emit()
    page.settle()


def sign_all(page, answer, qtbot):
    asked = answer(lambda _dialog: True)
    page.sign()
    qtbot.waitUntil(lambda: page._run is None)
    return asked


def test_everybody_has_a_row(page):
    assert [row.name for row in page.rows()] == [f"{name} C." for name in NAMES]
    assert set(states(page)) == {RowState.NOT_STARTED}
    assert page.members.places_label.text() == "3 of 10 places"


def test_a_complete_row_is_ready(page, members):
    fill_shared(page)
    write_up(page, members[0].id)

    assert states(page)[0] is RowState.READY
    assert page.header.progress_chip.text == "1 of 3 complete"
    assert page.footer.sign_button.text() == "Sign 1 ready note…"


def test_ready_notes_are_signed_and_the_rest_stays(page, desk, members, answer, qtbot):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id, f"{SENTENCE} {client.number}")

    asked = sign_all(page, answer, qtbot)

    assert asked == ["Sign 2 notes?"]
    assert states(page) == [RowState.SIGNED, RowState.SIGNED, RowState.NOT_STARTED]
    assert [len(notes.rows(desk, one.id)) for one in members] == [1, 1, 0]


def test_a_name_in_another_row_is_found_and_blocks_only_that_row(page, members):
    fill_shared(page)
    write_up(page, members[0].id, "Devon helped with the second role.")
    write_up(page, members[1].id)

    rows = page.rows()
    assert [row.state for row in rows[:2]] == [RowState.STARTED, RowState.READY]
    assert rows[0].is_named
    assert rows[0].trouble.startswith("Devon stands in this note.")
    assert page.footer.check_words() == "Name check: Aisha C."


def test_without_a_name_the_check_says_so(page):
    assert page.footer.check_words() == "Name check: no other member is named in these notes."


def test_alike_texts_are_pointed_out_and_can_be_signed(page, members):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id)

    assert page.rows()[0].is_alike
    assert page.rows()[0].state is RowState.READY


def test_the_flag_of_alike_texts_goes_from_both_when_one_is_changed(page, members):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id)
    flagged = [row.is_alike for row in page.rows()]

    page.members.editor.group_response_text.setPlainText("Quiet at first, then worked in pairs.")
    page.settle()

    assert flagged == [True, True, False]
    assert [row.is_alike for row in page.rows()] == [False, False, False]


def test_hidden_names_stay_hidden_on_the_rows(open_page, desk, members):
    settings.change(desk, hides_names=True)
    page = open_page()
    write_up(page, members[0].id, "Devon helped.")

    said = " ".join(f"{row.name} {row.text} {row.trouble}" for row in page.rows())
    assert not any(name in said for name in NAMES)


def test_keys_mark_the_row_that_has_the_keyboard(page):
    rows = rows_of(page)
    rows.setFocus()
    rows.setCurrentIndex(rows.members.index(0, 0))
    for place, key in enumerate((Qt.Key.Key_P, Qt.Key.Key_N, Qt.Key.Key_E)):
        rows.setCurrentIndex(rows.members.index(place, 0))
        QTest.keyClick(rows, key)

    assert [row.edit.code for row in page.rows()] == [
        AttendanceCode.PRESENT,
        AttendanceCode.NO_SHOW,
        AttendanceCode.EXCUSED,
    ]


def test_enter_opens_a_row_and_the_caret_is_in_its_response(page, members):
    rows = rows_of(page)
    rows.setFocus()
    rows.setCurrentIndex(rows.members.index(1, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)

    assert page.open_client() == members[1].id
    assert page.members.editor.group_response_text.hasFocus()


def test_the_next_row_opens_with_alt_down_and_the_last_leads_to_signing(page, members):
    rows_of(page).opened.emit(members[1].id)
    QTest.keyClick(page.members.editor.group_response_text, Qt.Key.Key_Down, ALT)
    assert page.open_client() == members[2].id

    QTest.keyClick(page.members.editor.group_response_text, Qt.Key.Key_Down, ALT)
    assert page.open_client() is None
    assert page.footer.sign_button.hasFocus()


def test_all_present_leaves_what_is_set(page, members):
    page.mark(members[1].id, AttendanceCode.EXCUSED)
    page.members.group_present_button.click()

    assert [row.edit.code for row in page.rows()] == [
        AttendanceCode.PRESENT,
        AttendanceCode.EXCUSED,
        AttendanceCode.PRESENT,
    ]


def test_who_comes_late_is_asked_for_the_minutes(page, members):
    rows_of(page).opened.emit(members[0].id)
    editor = page.members.editor
    editor.mark(AttendanceCode.LATE)

    assert editor.group_minutes_text.hasFocus()
    QTest.keyClicks(editor.group_minutes_text, "75")
    page.settle()
    assert (page.rows()[0].edit.minutes, page.rows()[0].minutes) == (75, 75)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("95", "The session had 90 minutes."), ("soon", "“soon” are no minutes.")],
)
def test_minutes_that_cannot_be_are_said_at_once_and_stay(page, members, typed, said):
    rows_of(page).opened.emit(members[0].id)
    editor = page.members.editor
    editor.mark(AttendanceCode.LATE)
    QTest.keyClicks(editor.group_minutes_text, typed)
    page.settle()

    assert editor._problem.text() == said
    assert editor.group_minutes_text.text() == typed
    assert page.rows()[0].state is not RowState.READY


def test_somebody_absent_is_asked_for_the_reason_alone(page, members):
    fill_shared(page)
    rows_of(page).opened.emit(members[0].id)
    editor = page.members.editor
    editor.mark(AttendanceCode.EXCUSED)
    editor.group_response_text.insertPlainText("Family session at this hour.")
    page.settle()

    assert editor.objectives.isHidden()
    assert page.rows()[0].state is RowState.ABSENCE


def test_a_present_risk_asks_four_things(page, members):
    fill_shared(page)
    write_up(page, members[0].id)
    editor = page.members.editor
    editor.risk.group_risk_segments.set_value(Risk.PRESENT)
    editor.risk.group_risk_segments.edited.emit(Risk.PRESENT)
    page.settle()

    assert list(editor.risk.fields) == ["risk_ideation", "risk_plan", "risk_means", "risk_action"]
    assert page.rows()[0].state is RowState.STARTED


def test_a_member_discharged_meanwhile_stops_and_the_others_go_on(page, desk, members):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id, f"{SENTENCE} {client.number}")
    stay = episodes.open_of(desk, members[0].id)
    episodes.change(desk, replace(stay, closed_on=desk.today()))

    assert states(page)[:2] == [RowState.STOPPED, RowState.READY]
    assert "was discharged" in page.rows()[0].trouble


def test_somebody_elsewhere_at_that_time_is_said_on_the_row(page, desk, members):
    other = attendance.record(
        desk,
        NewSession(
            kind=SessionKind.INDIVIDUAL, held_on=YESTERDAY, starts=time(11), ends=time(11, 50)
        ),
    )
    attendance.mark(desk, other.id, members[0].id, AttendanceCode.PRESENT)
    page.mark(members[0].id, AttendanceCode.PRESENT)

    assert page.rows()[0].trouble == "Aisha was at another session at 11:00 am."


def test_an_eleventh_member_is_warned_of_and_goes_in(page, desk, answer):
    seen = []

    def add(dialog):
        seen.append(dialog.caution_banner.isHidden())
        dialog.name_edit.setText("Gwen Ash")
        dialog.name_edit.edited.emit("Gwen Ash")
        dialog.guest_button.click()
        return True

    for place in range(8):
        page.add_member(
            clients.add(desk, NewClient(given_name=f"Gast{place}", admitted_on=date(2026, 2, 9))).id
        )
    answer(add)
    page.members.group_add_member_button.click()

    assert seen == [False]
    assert page.members.places_label.text() == "12 of 10 places"
    assert page.rows()[-1].name == "Gwen A."


def test_somebody_taken_out_comes_back_with_what_was_typed(page, members):
    write_up(page, members[0].id)
    page._remove(members[0].id)
    assert len(page.rows()) == 2

    page.window().findChild(Toast).act()

    assert len(page.rows()) == 3
    assert page.rows()[-1].text == SENTENCE


def test_what_is_typed_is_on_the_disk_after_leaving(page, desk, session, members):
    write_up(page, members[0].id)
    page.flush()

    kept = group_sessions.open_edit(desk, session.id)
    assert kept.members[0].text == SENTENCE


def test_discarding_can_be_undone(page, desk, session, members):
    write_up(page, members[0].id)
    page.flush()
    page.header.discard_requested.emit()
    assert page.rows()[0].text == ""

    page.window().findChild(Toast).act()

    assert page.rows()[0].text == SENTENCE


def test_discarding_says_whose_attendance_goes_back_and_undo_sets_it(page, desk, session):
    page.set_all_present()
    page.flush()
    page.header.discard_requested.emit()
    toast = page.window().findChild(Toast)

    assert attendance.get(desk, session.id).attendance == ()
    assert [one.edit.code for one in page.rows()] == [None] * 3
    assert toast.accessibleName() == "Draft discarded, with the attendance of 3 members"
    toast.act()
    assert len(attendance.get(desk, session.id).attendance) == 3


def test_signing_without_a_ready_note_leads_to_the_first_gap(page, members):
    page.sign()

    assert page.open_client() == members[0].id
    assert page.members.editor._problem.text() == "Say whether the client was there."


def test_signing_can_be_stopped_between_two_notes(page, members, answer, qtbot):
    fill_shared(page)
    for client in members:
        write_up(page, client.id, f"{SENTENCE} {client.number}")
    answer(lambda _dialog: True)
    page.sign()
    page._run._step()
    page.strip.group_cancel_button.click()

    assert states(page) == [RowState.SIGNED, RowState.READY, RowState.READY]
    assert page.strip.isHidden()


def test_the_preview_turns_from_note_to_note(page, members, answer):
    fill_shared(page)
    for client in members[:2]:
        write_up(page, client.id, f"{SENTENCE} {client.number}")
    seen = []

    def look(dialog):
        dialog.turn(-1)
        seen.append(dialog.shown())
        QTest.keyClick(dialog, Qt.Key.Key_Right)
        seen.append(dialog.shown())
        return True

    answer(look)
    page.footer.group_preview_button.click()

    assert members[0].number in seen[0]
    assert members[1].number in seen[1]
    assert SHARED.text in seen[1]


def test_the_sign_in_sheet_goes_through_the_preview(page, session, qtbot):
    with qtbot.waitSignal(page.print_requested) as told:
        page.header.group_sheet_button.click()

    assert told.args[0] == SheetRequest(session_id=session.id)


def test_the_sign_in_sheet_names_first_names_and_initials(desk, session):
    made = group_sheets.compose(desk, session.id, PrintWish())

    said = "\n".join(strings(made.document))
    assert "Aisha C." in said
    assert "Cole" not in said


def test_a_member_just_added_stands_on_the_sign_in_sheet(page, desk, group, session):
    guest = member_of(desk, group, "Zora")
    page.add_member(guest.id)
    page.header.group_sheet_button.click()

    made = group_sheets.compose(desk, session.id, PrintWish())
    assert "Zora C." in "\n".join(strings(made.document))


def test_what_is_written_down_at_a_lock_tells_the_open_row_too(page, navigator, members, session):
    navigator.stay(Place(page=Page.GROUP_SESSION, session_id=session.id))
    page.go_on(1)
    page.go_on(1)

    page.flush()

    assert navigator.place.part == str(page.open_client())


def test_a_narrow_window_puts_the_shared_part_above_and_folds_it(open_page):
    page = open_page((900, 620))
    fill_shared(page)
    page.shared.set_open(is_open=False)

    assert page.shared.group_fold_button.isVisible()
    assert not page.shared.group_shared_text.isVisible()
    page.shared.group_fold_button.click()
    assert page.shared.group_shared_text.isVisible()


def test_a_session_that_is_all_signed_is_only_read(page, members, answer, qtbot):
    fill_shared(page)
    for client in members:
        write_up(page, client.id, f"{SENTENCE} {client.number}")
    sign_all(page, answer, qtbot)

    assert page.header.progress_chip.text == "All signed"
    assert not page.footer.sign_button.isVisible()
    rows_of(page).opened.emit(members[0].id)
    assert page.open_client() is None


def test_what_was_checked_is_not_checked_again_before_something_changes(page, members, monkeypatch):
    checked = []
    check = group_checks.check
    monkeypatch.setattr(
        group_checks, "check", lambda *asked, **by: checked.append(1) or check(*asked, **by)
    )
    page.settle()
    page.settle()
    assert not checked

    page.set_all_present()
    page.settle()
    assert len(checked) == 1


def test_a_row_has_its_height_before_it_is_painted(page, members, qapp):
    def height():
        return rows_of(page).height(), page.members.editor.height()

    def settle():
        for _ in range(5):
            qapp.processEvents()

    def is_settled_after(act):
        act()
        at_once = height()
        settle()
        return height() == at_once

    page.set_all_present()
    rows_of(page).opened.emit(members[0].id)
    settle()
    before = height()
    assert is_settled_after(lambda: page.toggle_objective(1))
    assert height() != before
    assert is_settled_after(lambda: page.go_on(1))
    assert is_settled_after(lambda: page.toggle_objective(1))
    assert is_settled_after(lambda: page.go_on(1))


def test_the_urge_is_a_quiet_link_until_it_is_asked(page, members):
    rows_of(page).opened.emit(members[0].id)
    urge = page.members.editor.urge

    assert urge.group_urge_button.isVisible()
    assert urge.line is None

    urge.group_urge_button.click()
    assert urge.line.urge_scale.hasFocus()
    assert not urge.group_urge_button.isVisible()


def test_an_urge_is_kept_with_its_own_row(page, members):
    rows_of(page).opened.emit(members[0].id)
    urge = page.members.editor.urge
    urge.group_urge_button.click()
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_7)
    QTest.keyClicks(urge.line.urge_trigger_edit, "Payday")

    page.go_on(1)
    assert urge.group_urge_button.isVisible()
    assert not urge.isVisible()

    page.settle()
    assert [row.edit.urge for row in page.rows()[:2]] == [Urge(score=7, trigger="Payday"), Urge()]
    page.go_on(-1)
    assert urge.line.urge_scale.value() == 7
    assert urge.isVisible()


def test_a_rise_since_the_last_urge_is_said(page, desk, members):
    new = NewCraving(rated_on=YESTERDAY, score=2)
    cravings.add(desk, members[0].id, new)
    rows_of(page).opened.emit(members[0].id)
    urge = page.members.editor.urge
    urge.group_urge_button.click()
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_5)

    assert urge.line.alert_chip.isVisible()


def test_who_did_not_come_is_not_asked_for_an_urge(page, members):
    rows_of(page).opened.emit(members[0].id)
    urge = page.members.editor.urge
    urge.group_urge_button.click()
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_7)
    page.members.editor.mark(AttendanceCode.NO_SHOW)
    assert not urge.isVisible()
    assert not urge.group_urge_button.isVisible()

    page.members.editor.mark(AttendanceCode.PRESENT)
    assert urge.isVisible()
    assert urge.line.urge_scale.value() == 7


def test_signing_leads_to_an_urge_without_a_score(page, members):
    fill_shared(page)
    write_up(page, members[0].id)
    urge = page.members.editor.urge
    urge.group_urge_button.click()
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_3)
    QTest.keyClicks(urge.line.urge_trigger_edit, "Payday")
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_Delete)
    page.members.editor.group_response_text.setFocus()

    page.sign()

    assert urge.line.error() == "Choose how strong the urge was, or empty what is said of it."
    assert urge.line.urge_scale.hasFocus()


def test_the_preview_tells_the_urge(page, members, answer):
    fill_shared(page)
    write_up(page, members[0].id)
    urge = page.members.editor.urge
    urge.group_urge_button.click()
    QTest.keyClick(urge.line.urge_scale, Qt.Key.Key_7)
    shown = []
    answer(lambda dialog: shown.append(dialog.shown()))

    page.footer.group_preview_button.click()

    assert "7 of 10." in shown[0]


@pytest.mark.parametrize("is_kept", [True, False])
def test_attendance_taken_back_elsewhere_is_not_set_again(desk, page, session, members, is_kept):
    for one in members[:2]:
        attendance.mark(desk, session.id, one.id, AttendanceCode.PRESENT)
    if is_kept:
        write_up(page, members[0].id)
        page.flush()

    attendance.unmark(desk, attendance.get(desk, session.id).attendance[0])

    assert [one.edit.code for one in page.rows()] == [None, AttendanceCode.PRESENT, None]
    page.flush()
    assert [one.client_id for one in attendance.get(desk, session.id).attendance] == [members[1].id]


def test_the_name_of_a_member_being_added_outlives_a_lock(page, desk, session, answer):
    seen = []

    def is_interrupted(dialog):
        QTest.keyClicks(dialog.name_edit, "Gwen Ash")
        dialog.close()

    def goes_on(dialog):
        seen.append((dialog.name_edit.text(), dialog.guest_button.isEnabled()))
        dialog.guest_button.click()

    answer(is_interrupted)
    page.members.add_requested.emit()
    answer(goes_on)
    page.members.add_requested.emit()

    assert seen == [("Gwen Ash", True)]
    assert len(page.rows()) == 4
    assert dialog_drafts.find(desk, None, f"group_member/{session.id}") is None


def test_a_session_that_went_with_its_last_attendance_is_left(desk, page, session, members):
    attendance.mark(desk, session.id, members[0].id, AttendanceCode.PRESENT)

    attendance.unmark(desk, attendance.get(desk, session.id).attendance[0])

    page.sign()
    page.flush()
    with pytest.raises(UnknownRecordError):
        page.show_place(Place(page=Page.GROUP_SESSION, session_id=session.id))


def test_attendance_corrected_elsewhere_is_shown_and_kept(page, desk, session, members):
    write_up(page, members[0].id)
    page.flush()

    attendance.mark(desk, session.id, members[0].id, AttendanceCode.LATE, 60)

    assert (page.rows()[0].edit.code, page.rows()[0].minutes) == (AttendanceCode.LATE, 60)
    page.flush()
    kept = group_sessions.open_edit(desk, session.id).members[0]
    assert (kept.code, kept.minutes, kept.text) == (AttendanceCode.LATE, 60, SENTENCE)
