"""Pictures of phrases and templates: none yet, own ones, starters, a template, in a note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.records.phrases import Subject
from counselor_desk.services import phrases, starter_phrases, templates
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.notes.editor_page import NoteEditorPage
from counselor_desk.ui.phrases.layout import STARTER, TEMPLATES
from counselor_desk.ui.phrases.page import PhrasesPage

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_SHOWN = (Subject.SUPPORTS, Subject.URGES, Subject.RISK)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; some starters are switched on for them."""
    return (
        Screen(name="phrases", make=at(_filled), needs_desk=True),
        Screen(name="phrases-taken", make=at(_filled), needs_desk=True, prepare=_take_shortcut),
        Screen(
            name="phrases-starters",
            make=at(_filled),
            needs_desk=True,
            prepare=partial(_show, origin=STARTER),
        ),
        Screen(
            name="phrases-templates",
            make=at(_filled),
            needs_desk=True,
            prepare=partial(_show, kind=TEMPLATES),
        ),
        Screen(name="phrases-empty", make=at(_empty), needs_desk=True),
        Screen(name="note-phrases", make=at(_note), needs_desk=True, prepare=_open_list),
    )


def _filled(desk: Desk) -> Place:
    phrases.switch_on(desk, [one for one in starter_phrases.phrases() if one.subject in _SHOWN])
    for starter in templates.starters()[:3]:
        templates.switch_on(desk, starter)
    return Place(page=Page.PHRASES)


def _empty(desk: Desk) -> Place:
    phrases.switch_off(desk, starter_phrases.phrases())
    return Place(page=Page.PHRASES)


def _note(desk: Desk) -> Place:
    from counselor_desk.records.signing import RecordState
    from counselor_desk.ui.gallery_notes import note_place

    _filled(desk)
    return note_place(Page.NOTE, RecordState.DRAFT, desk)


def _open_list(window: QWidget) -> None:
    page = window.findChild(NoteEditorPage)
    if isinstance(page, NoteEditorPage):
        page.open_phrases()


def _show(window: QWidget, *, kind: str = "", origin: str = "") -> None:
    page = _page(window)
    if page is not None and kind:
        page.kind_segments.set_value(kind)
        page.kind_segments.edited.emit(kind)
    if page is not None and origin:
        page.origin_segments.set_value(origin)
        page.origin_segments.edited.emit(origin)


def _take_shortcut(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        editor = page.phrase_editor()
        editor.phrase_shortcut_edit.setText(";sponsormet")
        editor.phrase_text.selectAll()
        editor.phrase_text.textCursor().insertText("{first} relapsed after {?what}.")
        editor.edited.emit()
        editor.settled.emit()


def _page(window: QWidget) -> PhrasesPage | None:
    found = window.findChild(PhrasesPage)
    return found if isinstance(found, PhrasesPage) else None
