"""What the page does with a phrase or a template: begin, keep, copy, take away, switch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import NoteTemplateId, PhraseId
from counselor_desk.records.notes import NoteFormat
from counselor_desk.records.phrases import Phrase, StarterPhrase, Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.templates import NAME_LIMIT, NoteTemplate
from counselor_desk.services import phrases, templates
from counselor_desk.services.phrases import NewPhrase
from counselor_desk.ui.phrases import words

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

Kept = Phrase | NoteTemplate
"""What can be written here."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What was taken away, in words, and how it comes back."""

    said: str
    undo: Callable[[], None]


def fresh_phrase(desk: Desk, subject: object) -> Phrase:
    """A phrase to be written, in the subject that is looked at."""
    known = subject if isinstance(subject, Subject) else Subject.OTHER
    return Phrase(id=PhraseId(0), uid=desk.new_uid(), shortcut="", text="", subject=known)


def fresh_template(desk: Desk) -> NoteTemplate:
    """A template to be written."""
    return NoteTemplate(
        id=NoteTemplateId(0),
        uid=desk.new_uid(),
        name="",
        kind=SessionKind.INDIVIDUAL,
        format=NoteFormat.DAP,
    )


def kept(desk: Desk, typed: Kept, initiator: object) -> Kept:
    """What was typed, written to the store.

    Raises:
        DeskError: it cannot be kept.
    """
    if isinstance(typed, Phrase):
        if typed.id:
            return phrases.change(desk, typed, initiator=initiator)
        return phrases.add(desk, _new(typed), initiator=initiator)
    if typed.id:
        return templates.change(desk, typed, initiator=initiator)
    return templates.add(desk, typed, initiator=initiator)


def copied(desk: Desk, one: Kept, initiator: object) -> Kept:
    """A copy under a shortcut or a name of its own.

    Raises:
        DeskError: it cannot be kept.
    """
    if isinstance(one, Phrase):
        free = phrases.free_shortcut(desk, one.shortcut)
        return phrases.add(desk, _new(replace(one, shortcut=free)), initiator=initiator)
    ending = words.translated(" (copy)")
    name = one.name[: NAME_LIMIT - len(ending)] + ending
    return templates.add(desk, replace(one, name=name, starter=""), initiator=initiator)


def problems(desk: Desk, value: Kept) -> dict[str, DeskError]:
    """Why it cannot be kept; of a new one only what was typed already counts."""
    if isinstance(value, NoteTemplate):
        found = templates.problems(value)
        is_untouched = {"name": not value.name, "sections": not value.sections}
    else:
        found = phrases.problems(desk, value)
        is_untouched = {"shortcut": not value.shortcut, "text": not value.text}
    if value.id:
        return found
    return {name: one for name, one in found.items() if not is_untouched[name]}


def is_ready(desk: Desk, value: Kept) -> bool:
    """Whether it can be kept as it is."""
    if isinstance(value, NoteTemplate):
        return not templates.problems(value)
    return not phrases.problems(desk, value)


def taken_away(desk: Desk, one: Kept, initiator: object) -> Undoable:
    """Offer it no more.

    Raises:
        DeskError: it is not there.
    """
    said = words.translated("{name} removed")
    if isinstance(one, Phrase):
        phrases.remove(desk, one, initiator=initiator)
        return Undoable(
            said.format(name=one.typed),
            lambda: phrases.bring_back(desk, [one], initiator=initiator),
        )
    templates.remove(desk, one, initiator=initiator)
    return Undoable(
        said.format(name=one.name),
        lambda: templates.bring_back(desk, one, initiator=initiator),
    )


def switched_phrases(
    desk: Desk, starters: tuple[StarterPhrase, ...], name: str, initiator: object
) -> Undoable | None:
    """Switch on what is off; when all are on, switch them off, which can be undone."""
    on = {one.starter for one in phrases.every(desk)}
    if any(one.shortcut not in on for one in starters):
        phrases.switch_on(desk, starters, initiator=initiator)
        return None
    removed = phrases.switch_off(desk, starters, initiator=initiator)
    return Undoable(
        words.translated("{name} switched off").format(name=name),
        lambda: phrases.bring_back(desk, removed, initiator=initiator),
    )


def switched_template(desk: Desk, starter: NoteTemplate, initiator: object) -> Undoable | None:
    """Keep a starter template to be changed, or take it away again."""
    there = template_of(desk, starter)
    if there is not None:
        return taken_away(desk, there, initiator)
    templates.switch_on(desk, starter, initiator=initiator)
    return None


def template_of(desk: Desk, starter: NoteTemplate) -> NoteTemplate | None:
    """The template that was made from a starter."""
    made = templates.every(desk)
    return next((one for one in made if one.starter == starter.starter), None)


def _new(phrase: Phrase) -> NewPhrase:
    return NewPhrase(
        shortcut=phrase.shortcut,
        text=phrase.text,
        subject=phrase.subject,
        offered=phrase.offered,
        needs_objective=phrase.needs_objective,
    )
