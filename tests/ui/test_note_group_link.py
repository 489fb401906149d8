"""A note of an individual session takes up a group session of the same client."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import GroupId
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import attendance, groups, notes
from counselor_desk.services.attendance import NewSession
from counselor_desk.ui import toast
from counselor_desk.ui.bulletin import Bulletin
from counselor_desk.ui.navigation import Navigator, Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.notes.page import NotesPage
from counselor_desk.ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def went() -> list[Place]:
    """Where the page wished to go."""
    return []


def page_of(kind, qtbot, desk, went):
    bulletin = Bulletin()
    bulletin.follow(desk)
    navigator = Navigator()
    navigator.place_requested.connect(went.append)
    made = kind(desk, navigator, bulletin)
    made.navigator, made.bulletin = navigator, bulletin
    qtbot.addWidget(made)
    made.resize(1154, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def page(qtbot, desk, went):
    made = page_of(NoteEditorPage, qtbot, desk, went)
    yield made
    made._draft.forget()
    made.bulletin.leave()


@pytest.fixture
def group(desk):
    return groups.add(desk, Group(id=GroupId(0), uid=desk.new_uid(), name="Relapse Prevention"))


@pytest.fixture
def attended(desk, client, group):
    """The client's presence at the group on March 4 and on March 11."""
    return tuple(
        attendance.mark(
            desk,
            attendance.record(
                desk,
                NewSession(
                    kind=SessionKind.GROUP,
                    held_on=date(2026, 3, day),
                    starts=time(10, 30),
                    ends=time(12),
                    group_id=group.id,
                    topic=topic,
                ),
            ).id,
            client.id,
            AttendanceCode.PRESENT,
        )
        for day, topic in ((4, ""), (11, "High-risk situations"))
    )


@pytest.fixture
def draft(desk, client):
    return notes.start(desk, client.id)


@pytest.fixture
def opened(page, draft, attended):
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))
    return page


def choice(page):
    return page.frame.note_group_choice


def stored(desk, draft):
    return notes.open_edit(desk, draft.id).note.about_session_id


def texts(combo) -> list[str]:
    return [combo.itemText(place) for place in range(combo.count())]


def ready(desk, begun, **changes):
    """Sign a note that has everything."""
    return notes.sign(
        desk,
        NoteEdit(
            note=replace(
                begun,
                starts=time(9),
                ends=time(9, 50),
                risk=Risk.NONE_REPORTED,
                unlinked_reason="Intake, plan not due",
                sections=tuple(
                    Section(code=code, text="She went on with what the group began.")
                    for code in (SectionCode.DATA, SectionCode.ASSESSMENT, SectionCode.PLAN)
                ),
                **changes,
            )
        ),
    )


def test_a_note_takes_up_nothing_by_itself(opened, desk, draft):
    opened.flush()

    assert not choice(opened).isVisible()
    assert stored(desk, draft) is None


def test_one_key_takes_the_newest_and_the_draft_keeps_it(qtbot, opened, desk, draft, attended):
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_G, CONTROL)
    assert choice(opened).isVisible()
    assert choice(opened).hasFocus()
    opened.flush()

    assert stored(desk, draft) == attended[1].session_id


def test_an_arrow_goes_to_an_earlier_one(qtbot, opened, desk, draft, attended):
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_G, CONTROL)
    qtbot.keyClick(choice(opened), Qt.Key.Key_Down)
    opened.flush()

    assert stored(desk, draft) == attended[0].session_id


def test_none_takes_it_back(qtbot, opened, desk, draft):
    opened.take_up_group()
    opened.flush()
    qtbot.keyClick(choice(opened), Qt.Key.Key_Home)
    opened.flush()

    assert stored(desk, draft) is None


def test_sessions_stand_with_group_day_and_topic(opened):
    assert texts(choice(opened)) == [
        "None",
        "Relapse Prevention, Mar 11: High-risk situations",
        "Relapse Prevention, Mar 4",
    ]


def test_a_quiet_link_and_the_menu_offer_it_until_it_is_taken(opened):
    link = opened.objectives.since_last.note_about_button
    assert link.isVisibleTo(opened.objectives)
    assert "group" in opened.frame.can_add()

    link.click()
    opened.settle()

    assert choice(opened).session_id() is not None
    assert not link.isVisibleTo(opened.objectives)
    assert "group" not in opened.frame.can_add()


def test_without_a_group_nothing_is_offered_and_the_key_says_so(qtbot, page, draft):
    page.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))
    link = page.objectives.since_last.note_about_button
    assert not link.isVisibleTo(page.objectives)

    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_G, CONTROL)

    assert not choice(page).isVisible()
    assert "no group session" in toast.of_window(page).accessibleName()


@pytest.mark.parametrize("kind", [SessionKind.GROUP, SessionKind.NO_SHOW])
def test_a_group_note_and_a_missed_session_take_up_none(opened, desk, draft, kind):
    opened.take_up_group()
    service = opened.frame.note_service_choice
    service.set_value(kind)
    service.activated.emit(service.currentIndex())
    opened.flush()

    assert not choice(opened).isVisible()
    assert stored(desk, draft) is None


def test_it_is_there_again_when_the_note_is_opened_again(qtbot, desk, opened, draft, went):
    opened.take_up_group()
    opened.flush()
    again = page_of(NoteEditorPage, qtbot, desk, went)
    again.show_place(Place(page=Page.NOTE, client_id=draft.client_id, note_id=draft.id))

    assert choice(again).isVisible()
    assert choice(again).currentText().startswith("Relapse Prevention, Mar 11")
    again._draft.forget()
    again.bulletin.leave()


def test_a_discarded_note_comes_back_with_it(desk, opened, draft, attended):
    opened.take_up_group()
    opened.flush()
    notes.discard(desk, notes.get(desk, draft.id))
    notes.bring_back(desk, notes.get(desk, draft.id))

    assert stored(desk, draft) == attended[1].session_id


@pytest.fixture
def both(desk, client, attended):
    """The client's own note about the group of March 11, and a note that takes it up."""
    group_note = ready(
        desk,
        notes.start(desk, client.id, kind=SessionKind.GROUP, held_on=date(2026, 3, 11)),
        attendance_id=attended[1].id,
        topic="High-risk situations",
    )
    about = ready(
        desk,
        notes.start(desk, client.id, held_on=date(2026, 3, 12)),
        about_session_id=attended[1].session_id,
    )
    return group_note, about


def test_the_note_that_is_read_leads_to_the_one_about_the_group(page, both, went):
    group_note, about = both
    page.show_place(Place(page=Page.NOTE, client_id=about.client_id, note_id=about.id))
    line = page.reader._about
    assert line.isVisible()
    assert "Relapse Prevention, Mar 11" in line._words.text()

    line.note_group_button.click()

    assert went[-1] == Place(page=Page.NOTE, client_id=about.client_id, note_id=group_note.id)


def test_the_notes_tab_leads_there_too(qtbot, desk, both, went):
    group_note, about = both
    tab = page_of(NotesPage, qtbot, desk, went)
    tab.show_place(Place(page=Page.CHART, client_id=about.client_id, note_id=about.id))

    tab.reader._about.note_group_button.click()

    assert went[-1] == Place(page=Page.NOTE, client_id=about.client_id, note_id=group_note.id)
    tab.bulletin.leave()


def test_without_a_note_about_the_group_there_is_no_way_to_it(page, desk, client, attended):
    about = ready(desk, notes.start(desk, client.id), about_session_id=attended[1].session_id)
    page.show_place(Place(page=Page.NOTE, client_id=client.id, note_id=about.id))

    assert page.reader._about.isVisible()
    assert not page.reader._about.note_group_button.isVisible()


def test_a_note_that_takes_up_nothing_has_no_such_line(page, both):
    group_note, _ = both
    page.show_place(Place(page=Page.NOTE, client_id=group_note.client_id, note_id=group_note.id))

    assert not page.reader._about.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut(qtbot, opened, look, assert_nothing_clipped, scale):
    look.wear(Theme(scale=scale))
    opened.resize(1024 - 56, 640)
    opened.take_up_group()
    opened.settle()

    qtbot.waitUntil(lambda: assert_nothing_clipped(opened))
    assert opened.minimumSizeHint().width() <= 1024 - 56
