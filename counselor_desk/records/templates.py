"""Note templates: a beginning for each section, by kind of session and in every format."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from counselor_desk.records.ids import ClientId, NoteTemplateId, Uid
from counselor_desk.records.notes import SECTIONS, Note, NoteFormat, Section, SectionCode
from counselor_desk.records.sessions import SessionKind

NAME_LIMIT = 60
"""The longest name, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTemplate:
    """How a note of one kind begins. `format` is the one it was written for.

    It can hold sections of every format; a note takes those of its own. `starter` is the name of
    the starter template it was made from, empty for an own one. An id of 0 is a starter template
    that was not chosen yet and rests in the program alone.
    """

    id: NoteTemplateId
    uid: Uid
    name: str
    kind: SessionKind
    format: NoteFormat = NoteFormat.DAP
    starter: str = ""
    removed_at: datetime | None = None
    sections: tuple[Section, ...] = ()

    def text_of(self, code: SectionCode) -> str:
        """The text of one section, empty when it has none."""
        return next((part.text for part in self.sections if part.code is code), "")

    def covers(self, note_format: NoteFormat) -> bool:
        """Whether it has a text for every section of a format."""
        return all(self.text_of(code).strip() for code in SECTIONS[note_format])


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChoice:
    """The template that was last chosen for a client and a kind of session."""

    id: int
    client_id: ClientId
    kind: SessionKind
    note_template_id: NoteTemplateId


def begun(note: Note, template: NoteTemplate) -> Note:
    """The note with the template's texts in its empty sections; nothing written is touched.

    An empty note takes the template's format when the template does not cover its own.
    """
    is_empty = not any(part.text.strip() for part in note.sections)
    if is_empty and not template.covers(note.format):
        note = replace(note, format=template.format)
    kept = {part.code: part for part in note.sections if part.text.strip()}
    fresh = {
        code: Section(code=code, text=template.text_of(code))
        for code in SECTIONS[note.format]
        if template.text_of(code).strip()
    }
    texts = fresh | kept
    order = (*SECTIONS[note.format], *(code for code in kept if code not in SECTIONS[note.format]))
    return replace(note, sections=tuple(texts[code] for code in order if code in texts))
