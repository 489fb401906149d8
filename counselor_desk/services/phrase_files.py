"""Phrases and templates as a file: everything of it comes in, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from counselor_desk.errors import DeskError, UnreadablePhrasesError
from counselor_desk.records.ids import NoteTemplateId, Uid
from counselor_desk.records.notes import NoteFormat, Section, SectionCode
from counselor_desk.records.phrases import Offered, Phrase, Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.services import chosen_files, phrases, templates
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.phrases import NewPhrase
from counselor_desk.storage import files

SCHEMA = 1
MOST_KB = 2_000
MOST_ENTRIES = 2_000
_MOST_NAMED = 5
_FORMAT = "counselor-desk-phrases"


class Imported(NamedTuple):
    """How many phrases and templates came in, and how many were here already."""

    phrases: int
    templates: int
    known: int


class _Content(NamedTuple):
    phrases: tuple[NewPhrase, ...]
    templates: tuple[NoteTemplate, ...]


def export(desk: Desk, path: Path) -> int:
    """Write every own phrase and template to a file, and give how many.

    The file is clear text: phrases are the counselor's own words and hold no client's facts
    unless somebody typed them in.

    Raises:
        DeskError: the file cannot be written; nothing is left behind.
    """
    kept, made = phrases.every(desk), templates.every(desk)
    content = {
        "format": _FORMAT,
        "schema": SCHEMA,
        "phrases": [_told_phrase(one) for one in kept],
        "templates": [_told_template(one) for one in made],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    files.write_atomic(path, text.encode())
    return len(kept) + len(made)


def bring_in(desk: Desk, path: Path, *, initiator: object = None) -> Imported:
    """Add the phrases and templates of a file; those that are here already are passed over.

    Raises:
        UnreadablePhrasesError: the file cannot be read, or one of its entries cannot be kept.
            Nothing was added.
    """
    content = _read(path)
    here = {one.shortcut: one.text for one in phrases.every(desk)}
    wanted = [(one, here.get(one.shortcut.removeprefix(";").casefold())) for one in content.phrases]
    taken = [
        one.shortcut for one, text in wanted if text is not None and text != one.text.strip("\n")
    ]
    if taken:
        raise UnreadablePhrasesError.taken(tuple(f";{one}" for one in taken[:_MOST_NAMED]))
    fresh = [one for one, text in wanted if text is None]
    known = {_likeness(one) for one in templates.every(desk)}
    made = [one for one in content.templates if _likeness(one) not in known]
    places = {id(one): place for place, one in enumerate(content.phrases, start=1)}
    with desk.write() as writer:
        for phrase in fresh:
            try:
                phrases.insert(desk, writer, phrase)
            except DeskError as reason:
                raise _bad("phrase", places[id(phrase)], reason) from reason
        for place, template in enumerate(made, start=1):
            try:
                templates.insert(desk, writer, template)
            except DeskError as reason:
                raise _bad("template", place, reason) from reason
    desk.announce(Changes.of(Kind.PHRASE, initiator=initiator))
    every = len(content.phrases) + len(content.templates)
    return Imported(len(fresh), len(made), every - len(fresh) - len(made))


def _bad(what: str, place: int, reason: DeskError) -> UnreadablePhrasesError:
    return UnreadablePhrasesError.bad_entry(what, place, str(reason).partition(" Nothing ")[0])


def _likeness(template: NoteTemplate) -> tuple[object, ...]:
    texts = frozenset((one.code, one.text) for one in template.sections)
    return template.name, template.kind, template.format, texts


def _told_phrase(phrase: Phrase) -> dict[str, object]:
    return {
        "shortcut": phrase.shortcut,
        "text": phrase.text,
        "subject": phrase.subject.value,
        "offered": phrase.offered.value,
        "needs_objective": phrase.needs_objective,
    }


def _told_template(template: NoteTemplate) -> dict[str, object]:
    return {
        "name": template.name,
        "kind": template.kind.value,
        "format": template.format.value,
        "sections": {one.code.value: one.text for one in template.sections},
    }


def _read(path: Path) -> _Content:
    content = chosen_files.read(
        path,
        most=MOST_KB * 1_000,
        missing=UnreadablePhrasesError.missing(path.name),
        too_big=UnreadablePhrasesError.too_big(MOST_KB),
    )
    told = _decoded(content)
    if not isinstance(told, dict) or told.get("format") != _FORMAT:
        raise UnreadablePhrasesError.unknown()
    schema = told.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise UnreadablePhrasesError.newer()
    listed, made = told.get("phrases", []), told.get("templates", [])
    if schema != SCHEMA or not isinstance(listed, list) or not isinstance(made, list):
        raise UnreadablePhrasesError.unknown()
    if len(listed) + len(made) > MOST_ENTRIES:
        raise UnreadablePhrasesError.too_many(MOST_ENTRIES)
    return _Content(
        tuple(_phrase(one, place) for place, one in enumerate(listed, start=1)),
        tuple(_template(one, place) for place, one in enumerate(made, start=1)),
    )


def _decoded(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as reason:
        raise UnreadablePhrasesError.unknown() from reason


def _phrase(told: object, place: int) -> NewPhrase:
    try:
        facts = _facts(told, required={"shortcut", "text"})
        return NewPhrase(
            shortcut=_text(facts["shortcut"]),
            text=_text(facts["text"]),
            subject=Subject(_text(facts.get("subject", Subject.OTHER))),
            offered=Offered(_text(facts.get("offered", Offered.ANYWHERE))),
            needs_objective=_flag(facts.get("needs_objective", False)),
        )
    except (TypeError, ValueError) as reason:
        raise _not_understood("phrase", place) from reason


def _template(told: object, place: int) -> NoteTemplate:
    try:
        facts = _facts(told, required={"name", "kind", "format", "sections"})
        sections = _facts(facts["sections"], required=set())
        return NoteTemplate(
            id=NoteTemplateId(0),
            uid=Uid(""),
            name=_text(facts["name"]),
            kind=SessionKind(_text(facts["kind"])),
            format=NoteFormat(_text(facts["format"])),
            sections=tuple(
                Section(code=SectionCode(code), text=_text(text)) for code, text in sections.items()
            ),
        )
    except (TypeError, ValueError) as reason:
        raise _not_understood("template", place) from reason


def _facts(told: object, *, required: set[str]) -> Mapping[str, object]:
    if not isinstance(told, dict):
        raise TypeError("no table")
    missing = required - told.keys()
    if missing:
        raise ValueError(min(missing))
    return told


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()  # halves of letters cannot be kept
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no flag")
    return value


def _not_understood(what: str, place: int) -> UnreadablePhrasesError:
    return UnreadablePhrasesError.bad_entry(what, place, "Something in it is missing or unknown.")
