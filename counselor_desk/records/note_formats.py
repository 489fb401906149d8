"""Note formats: carry a narrative from one format to another without losing a word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counselor_desk.records.notes import SECTIONS, Note, NoteFormat, Section, SectionCode

_HOMES: dict[SectionCode, tuple[SectionCode, ...]] = {
    SectionCode.DATA: (
        SectionCode.SUBJECTIVE,
        SectionCode.BEHAVIOR,
        SectionCode.RESPONSE,
    ),
    SectionCode.SUBJECTIVE: (SectionCode.DATA, SectionCode.BEHAVIOR, SectionCode.RESPONSE),
    SectionCode.OBJECTIVE: (SectionCode.DATA, SectionCode.BEHAVIOR, SectionCode.RESPONSE),
    SectionCode.BEHAVIOR: (SectionCode.DATA, SectionCode.SUBJECTIVE, SectionCode.RESPONSE),
    SectionCode.GOAL: (SectionCode.DATA, SectionCode.SUBJECTIVE, SectionCode.BEHAVIOR),
    SectionCode.INTERVENTION: (SectionCode.DATA, SectionCode.OBJECTIVE),
    SectionCode.RESPONSE: (SectionCode.ASSESSMENT,),
    SectionCode.ASSESSMENT: (SectionCode.RESPONSE,),
    SectionCode.PLAN: (SectionCode.PLAN,),
}
"""Where the text of a section goes when the new format does not have it, best place first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One text that went from a section to another."""

    source: SectionCode
    target: SectionCode


def home_of(code: SectionCode, note_format: NoteFormat) -> SectionCode:
    """The section of `note_format` that takes the text of `code`; `code` itself if it is there."""
    places = SECTIONS[note_format]
    return next((place for place in (code, *_HOMES[code]) if place in places), places[0])


def converted(note: Note, note_format: NoteFormat) -> tuple[Note, tuple[Move, ...]]:
    """The note in another format, and what was moved to get there.

    Each text goes to its home, below what stands there, with an empty line between. Nothing is
    dropped, so a note can also be brought into its own format when it has stray sections.
    """
    texts: dict[SectionCode, str] = dict.fromkeys(SECTIONS[note_format], "")
    moves = []
    for part in _in_reading_order(note):
        target = home_of(part.code, note_format)
        texts[target] = "\n\n".join(text for text in (texts[target], part.text) if text)
        if target is not part.code and part.text:
            moves.append(Move(source=part.code, target=target))
    sections = tuple(Section(code=code, text=text) for code, text in texts.items() if text)
    return replace(note, format=note_format, sections=sections), tuple(moves)


def _in_reading_order(note: Note) -> list[Section]:
    """The sections of the note's own format as they are read, then any others."""
    order = {code: place for place, code in enumerate(SECTIONS[note.format])}
    return sorted(note.sections, key=lambda part: order.get(part.code, len(order)))
