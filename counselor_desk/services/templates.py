"""Note templates: keep own ones, begin a note with one, remember the last choice for a client."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.errors import DeskError, UnknownRecordError, UnreadyTemplateError
from counselor_desk.records.ids import ClientId, NoteTemplateId
from counselor_desk.records.notes import Note
from counselor_desk.records.phrase_text import filled
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.templates import NAME_LIMIT, NoteTemplate, begun
from counselor_desk.services import clients, phrase_fields, starter_phrases
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean, without_control_characters
from counselor_desk.storage import templates as template_rows
from counselor_desk.storage.database import Reader, Writer


def every(desk: Desk) -> tuple[NoteTemplate, ...]:
    """The templates that were made or chosen here, by kind of session and name."""
    with desk.read() as reader:
        kept = template_rows.every(reader)
    return _in_order(kept)


def for_kind(desk: Desk, kind: SessionKind) -> tuple[NoteTemplate, ...]:
    """What can be chosen for a note of a kind: own templates, then the starter not yet here."""
    kept = [one for one in every(desk) if one.kind is kind]
    here = {one.starter for one in kept}
    fresh = [one for one in starters() if one.kind is kind and one.starter not in here]
    return (*kept, *fresh)


def starters() -> tuple[NoteTemplate, ...]:
    """The templates that come with the program."""
    return starter_phrases.templates()


def add(desk: Desk, template: NoteTemplate, *, initiator: object = None) -> NoteTemplate:
    """Keep a new template; its id and uid are given here.

    Raises:
        UnreadyTemplateError: it has no name or no text.
        UnusableTextError: its name cannot be kept.
    """
    with desk.write() as writer:
        kept = insert(desk, writer, template)
    _announce(desk, initiator)
    return kept


def change(desk: Desk, template: NoteTemplate, *, initiator: object = None) -> NoteTemplate:
    """Keep a changed template; notes begun with it stay as they are.

    Raises:
        UnknownRecordError: there is no such template.
        UnreadyTemplateError, UnusableTextError: as in `add`.
    """
    with desk.write() as writer:
        _existing(writer, template.id)
        kept = _kept(template)
        template_rows.update(writer, kept)
    _announce(desk, initiator)
    return kept


def remove(desk: Desk, template: NoteTemplate, *, initiator: object = None) -> None:
    """Offer a template no more; `bring_back` undoes it.

    Raises:
        UnknownRecordError: there is no such template.
    """
    with desk.write() as writer:
        gone = replace(_existing(writer, template.id), removed_at=desk.now())
        template_rows.update(writer, gone)
    _announce(desk, initiator)


def bring_back(desk: Desk, template: NoteTemplate, *, initiator: object = None) -> None:
    """Undo `remove`.

    Raises:
        UnknownRecordError: there is no such template.
    """
    with desk.write() as writer:
        back = replace(_existing(writer, template.id), removed_at=None)
        template_rows.update(writer, back)
    _announce(desk, initiator)


def switch_on(desk: Desk, starter: NoteTemplate, *, initiator: object = None) -> NoteTemplate:
    """Keep a starter template, so that it can be changed; the one kept before, if there is one."""
    with desk.read() as reader:
        there = template_rows.of_starter(reader, starter.starter)
    return there or add(desk, starter, initiator=initiator)


def last_choice(desk: Desk, client_id: ClientId, kind: SessionKind) -> NoteTemplate | None:
    """The template that was last chosen for this client and kind, if it is still there."""
    with desk.read() as reader:
        return template_rows.chosen(reader, client_id, kind)


def choose(desk: Desk, note: Note, template: NoteTemplate, *, initiator: object = None) -> Note:
    """The note begun with a template, which is remembered for the client's next note.

    Sections with text stay as they are, fields in the others are filled. Nothing of the note is
    written to the store here.

    Raises:
        UnknownRecordError: the template was never kept.
    """
    kept = template if template.id else switch_on(desk, template, initiator=initiator)
    with desk.write() as writer:
        template_rows.choose(writer, note.client_id, note.kind, _existing(writer, kept.id).id)
    return _begun(desk, note, kept)


def forget_choice(desk: Desk, client_id: ClientId, kind: SessionKind) -> None:
    """Begin the client's next note of this kind without a template."""
    with desk.write() as writer:
        template_rows.forget_choice(writer, client_id, kind)


def begun_as_last(desk: Desk, note: Note) -> Note:
    """The note begun as the client's last one of its kind; as it is when none was chosen."""
    template = last_choice(desk, note.client_id, note.kind)
    return note if template is None else _begun(desk, note, template)


def _begun(desk: Desk, note: Note, template: NoteTemplate) -> Note:
    fresh = begun(note, template)
    values = phrase_fields.values(desk, clients.get(desk, note.client_id), fresh)
    sections = tuple(
        part if part in note.sections else replace(part, text=filled(part.text, values))
        for part in fresh.sections
    )
    return replace(fresh, sections=sections)


def problems(template: NoteTemplate) -> dict[str, DeskError]:
    """What keeps a template from being kept, by the name of the field; empty when nothing does."""
    found: dict[str, DeskError] = {}
    try:
        _checked_name(template.name)
    except DeskError as problem:
        found["name"] = problem
    if not any(part.text.strip() for part in template.sections):
        found["sections"] = UnreadyTemplateError.without_text()
    return found


def insert(desk: Desk, writer: Writer, template: NoteTemplate) -> NoteTemplate:
    """Keep a new template in a transaction that is under way, without telling.

    Raises:
        DeskError: as in `add`.
    """
    fresh = replace(template, id=NoteTemplateId(0), uid=desk.new_uid(), removed_at=None)
    return template_rows.insert(writer, _kept(fresh))


def _kept(template: NoteTemplate) -> NoteTemplate:
    name = _checked_name(template.name)
    texts = (replace(one, text=without_control_characters(one.text)) for one in template.sections)
    sections = tuple(one for one in texts if one.text.strip())
    if not sections:
        raise UnreadyTemplateError.without_text()
    return replace(template, name=name, sections=sections)


def _checked_name(typed: str) -> str:
    name = clean("The name", typed, limit=NAME_LIMIT)
    if not name:
        raise UnreadyTemplateError.without_name()
    return name


def _in_order(kept: list[NoteTemplate]) -> tuple[NoteTemplate, ...]:
    order = list(SessionKind)
    return tuple(sorted(kept, key=lambda one: (order.index(one.kind), one.name.casefold())))


def _existing(reader: Reader, template_id: NoteTemplateId) -> NoteTemplate:
    template = template_rows.get(reader, template_id)
    if template is None:
        raise UnknownRecordError("template")
    return template


def _announce(desk: Desk, initiator: object) -> None:
    desk.announce(Changes.of(Kind.PHRASE, initiator=initiator))
