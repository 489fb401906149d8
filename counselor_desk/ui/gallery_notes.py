"""Pictures of session notes: writing one, signing it, reading them in the chart."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.cravings import Urge
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.services import clients, discarded, notes
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place, Tab
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.notes.page import NotesPage
from counselor_desk.ui.sign_dialog import SignDialog

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; each needs a store with a draft and a signed note."""
    draft = partial(note_place, Page.NOTE, RecordState.DRAFT)
    signed = partial(note_place, Page.NOTE, RecordState.SIGNED)
    chart = partial(note_place, Page.CHART, RecordState.SIGNED)
    return (
        Screen(name="note", make=at(draft), needs_desk=True),
        Screen(name="note-last", make=at(draft), needs_desk=True, prepare=_show_last),
        Screen(name="note-gaps", make=at(draft), needs_desk=True, prepare=_show_gaps),
        Screen(name="note-copied", make=at(draft), needs_desk=True, prepare=_copy_last),
        Screen(name="note-contact", make=at(draft), needs_desk=True, prepare=_make_contact),
        Screen(name="note-urge", make=at(draft), needs_desk=True, prepare=_tell_urge),
        Screen(name="note-group", make=at(draft), needs_desk=True, prepare=_take_up_group),
        Screen(name="note-signed", make=at(signed), needs_desk=True),
        Screen(name="notes", make=at(chart), needs_desk=True),
        Screen(name="sign", make=at(draft), needs_desk=True, prepare=_ask_to_sign),
        Screen(name="notes-discarded", make=at(_discard), needs_desk=True, prepare=_show_discarded),
    )


def note_place(page: Page, state: RecordState, desk: Desk) -> Place:
    """The first note in that state, in the order of the client list; else the clients."""
    for client in clients.rows(desk):
        found = next((row for row in notes.rows(desk, client.id) if row.state is state), None)
        if found is not None:
            return Place(page=page, client_id=client.id, tab=Tab.NOTES, note_id=found.id)
    return Place(page=Page.CLIENTS)


def _discard(desk: Desk) -> Place:
    """A chart with a draft that was discarded: before, else just now."""
    for client in clients.rows(desk):
        if discarded.count(desk, client.id):
            return Place(page=Page.CHART, client_id=client.id, tab=Tab.NOTES)
    place = note_place(Page.CHART, RecordState.DRAFT, desk)
    if place.note_id is not None:
        notes.discard(desk, notes.get(desk, place.note_id))
    return replace(place, note_id=None)


def _show_discarded(workspace: QWidget) -> None:
    page = workspace.findChild(NotesPage)
    if isinstance(page, NotesPage):
        page.notes_discarded_button.click()


def _editor(workspace: QWidget) -> NoteEditorPage | None:
    found = workspace.findChild(NoteEditorPage)
    return found if isinstance(found, NoteEditorPage) else None


def _show_last(workspace: QWidget) -> None:
    page = _editor(workspace)
    if page is not None:
        page.show_last_note()


def _copy_last(workspace: QWidget) -> None:
    page = _editor(workspace)
    note = page.note() if page is not None else None
    if page is not None and note is not None:
        page.show_last_note()
        for code in page.sheet.shown():
            page.last_note.reader.copy(code)
        page.settle()


def _make_contact(workspace: QWidget) -> None:
    page = _editor(workspace)
    if page is not None:
        kind = SessionKind.COLLATERAL_CONTACT
        page.frame.note_service_choice.set_value(kind)
        page.frame.kind_chosen.emit(kind)
        page.frame.set_modality(Modality.PHONE)
        page.frame.set_late(is_late=True)
        page.settle()


def _tell_urge(workspace: QWidget) -> None:
    page = _editor(workspace)
    if page is not None:
        told = Urge(score=8, trigger="Payday", skill="Called her sister, then went for a walk")
        page.sheet.urge.show_urge(told, 4)
        page.sheet.urge.urge_scale.setFocus()


def _take_up_group(workspace: QWidget) -> None:
    page = _editor(workspace)
    if page is not None:
        page.take_up_group()
        page.settle()


def _show_gaps(workspace: QWidget) -> None:
    page = _editor(workspace)
    gaps = page.footer.gaps() if page is not None else ()
    if page is not None and gaps:
        page.footer.gap_requested.emit(gaps[0])


def _ask_to_sign(workspace: QWidget) -> None:
    page = _editor(workspace)
    facts = page.sign_facts() if page is not None else None
    if facts is not None:
        dialog = SignDialog(workspace, facts)
        dialog.place()
        dialog.show()
