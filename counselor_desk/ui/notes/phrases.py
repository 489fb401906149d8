"""Phrases and templates of the note that is open: what is offered, what fills it, what is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Note
from counselor_desk.records.phrases import Phrase
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.services import clients, notes, phrase_fields, phrases, templates
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.phrase_fields import Values
from counselor_desk.ui.notes.header import TemplateMenu
from counselor_desk.ui.notes.sheet import NoteSheet
from counselor_desk.ui.phrase_typing import PhraseTyping

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin


class NotePhrases(QObject):
    """Serves the sections of a note with phrases, and begins notes with templates.

    `open_note` gives the note as it stands on the screen, None while there is no draft.
    """

    def __init__(
        self,
        desk: Desk,
        sheet: NoteSheet,
        bulletin: Bulletin,
        open_note: Callable[[], Note | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._sheet, self._open_note = desk, sheet, open_note
        self._kept: tuple[Phrase, ...] | None = None
        self._typing = PhraseTyping(self, self)
        sheet.serve(self._typing)
        bulletin.changed.connect(self._hear)

    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase that is offered; read from the store when it is first needed."""
        if self._kept is None:
            self._kept = phrases.every(self._desk)
        return self._kept

    def has_objective(self) -> bool:
        """Whether the note has a linked objective."""
        note = self._open_note()
        return note is not None and bool(note.objectives)

    def values(self) -> Values:
        """What the fields mean in the note."""
        note = self._open_note()
        if note is None:
            return {}
        return phrase_fields.values(self._desk, clients.get(self._desk, note.client_id), note)

    def count(self, phrase: Phrase) -> None:
        """A phrase went into the note."""
        # The text is what counts: a disk that fails is told when the note itself is saved.
        with contextlib.suppress(DeskError):
            phrases.count_use(self._desk, phrase, initiator=self)

    def open_list(self) -> None:
        """Offer every phrase at the caret."""
        if self._open_note() is not None:
            self._typing.open_list(self._sheet.current_editor())

    def typing(self) -> PhraseTyping:
        """What serves the texts."""
        return self._typing

    def templates(self) -> TemplateMenu:
        """What the note can begin with, and what its client's last one of the kind began with."""
        note = self._open_note()
        if note is None:
            return (), None
        chosen = templates.last_choice(self._desk, note.client_id, note.kind)
        return templates.for_kind(self._desk, note.kind), chosen

    def choose(self, note: Note, template: NoteTemplate | None) -> Note:
        """The note begun with a template, which is remembered; None forgets the choice."""
        if template is None:
            templates.forget_choice(self._desk, note.client_id, note.kind)
            return note
        return templates.choose(self._desk, note, template, initiator=self)

    def begun_as_last(self, note: Note) -> Note:
        """The note begun as the client's last one of its kind."""
        return templates.begun_as_last(self._desk, note)

    def keep_begun(self, note: Note) -> None:
        """Begin a note that was just started as the client's last one, and save that."""
        begun = self.begun_as_last(note)
        if begun != note:
            notes.keep(self._desk, NoteEdit(note=begun), initiator=self.parent())

    def _hear(self, changes: Changes) -> None:
        if Kind.PHRASE in changes.kinds:
            self._kept = None
