"""Another format for a note, or its first words from a template; the toast leads back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counselor_desk.records.note_formats import converted
from counselor_desk.records.notes import Note, NoteFormat
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.ui import toast
from counselor_desk.ui.notes import words
from counselor_desk.ui.notes.phrases import NotePhrases
from counselor_desk.ui.notes.sheet import NoteSheet


class NoteShaping(QObject):
    """Changes the sections of the draft on a page.

    Signals:
        shaped: the draft has other sections; carries the note to show.
    """

    shaped = Signal(object)

    def __init__(
        self,
        page: QWidget,
        note: Callable[[], Note | None],
        sheet: NoteSheet,
        phrases: NotePhrases,
    ) -> None:
        """`note` gives the draft as it stands on the screen, None while none is open."""
        super().__init__(page)
        self._page, self._note, self._sheet, self._phrases = page, note, sheet, phrases

    def change_format(self, note_format: NoteFormat) -> None:
        """Take the texts over into another format, and say which went where."""
        before = self._note()
        if before is None or note_format is before.format:
            return
        after, moves = converted(before, note_format)
        self.shaped.emit(after)
        if not moves:
            return
        moved = ", ".join(
            self.tr("{source} is now in {target}").format(
                source=words.section_title(move.source), target=words.section_title(move.target)
            )
            for move in moves
        )
        self._announce(self.tr("Format changed: {moved}").format(moved=moved), before, after)

    def begin_as_last(self) -> None:
        """An empty note of another kind begins as the client's last one of that kind."""
        before = self._note()
        if before is not None and self._sheet.is_empty():
            self._begin(before, self._phrases.begun_as_last(before))

    def begin_with(self, template: NoteTemplate | None) -> None:
        """Fill what is empty from a template; None forgets the choice for the next note."""
        before = self._note()
        if before is None:
            return
        after = self._phrases.choose(before, template)
        self._begin(before, after)
        if template is not None and after != before:
            said = self.tr("Began with “{name}”").format(name=template.name)
            self._announce(said, before, after)

    def _begin(self, before: Note, after: Note) -> None:
        if after != before:
            self.shaped.emit(after)
            self._sheet.focus_first_empty()

    def _announce(self, said: str, before: Note, after: Note) -> None:
        toast.of_window(self._page).announce(
            said, self.tr("Undo"), lambda: self._take_back(before, after)
        )

    def _take_back(self, before: Note, after: Note) -> None:
        """The note before; texts typed meanwhile are carried over instead of dropped."""
        now = self._note()
        if now is None or now.uid != before.uid:
            return
        is_untouched = now.sections == after.sections and now.format is after.format
        back = before if is_untouched else converted(now, before.format)[0]
        self.shaped.emit(replace(now, format=before.format, sections=back.sections))
