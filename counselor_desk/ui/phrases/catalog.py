"""What the list shows: phrases and templates in their groups, narrowed by words and subject."""

from __future__ import annotations

from collections.abc import Iterable

from counselor_desk.records.phrases import Phrase, StarterPhrase, Subject
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.ui.phrases import words
from counselor_desk.ui.phrases.rows import ListRow, grouped


def of_phrases(phrases: Iterable[Phrase], wanted: str, subject: object) -> list[ListRow]:
    """Own phrases by subject, with how often each was used."""
    return grouped(
        [
            (
                words.subject(one.subject),
                ListRow(
                    title=one.typed,
                    text=_line(one.text),
                    at_right=f"{one.uses:,} ×" if one.uses else "",
                    key=one.uid,
                    value=one,
                ),
            )
            for one in phrases
            if _is_wanted(f"{one.shortcut} {one.text}", wanted) and _is_of(one.subject, subject)
        ]
    )


def of_starters(
    starters: Iterable[StarterPhrase], on: frozenset[str], wanted: str, subject: object
) -> list[ListRow]:
    """Starter phrases by subject; `on` holds the shortcuts of those that are offered."""
    return grouped(
        [
            (
                words.subject(one.subject),
                ListRow(
                    title=one.typed,
                    text=_line(one.text),
                    at_right=_state(is_on=one.shortcut in on),
                    key=one.shortcut,
                    value=one,
                ),
            )
            for one in starters
            if _is_wanted(f"{one.shortcut} {one.text}", wanted) and _is_of(one.subject, subject)
        ]
    )


def of_templates(
    templates: Iterable[NoteTemplate], wanted: str, on: frozenset[str] | None = None
) -> list[ListRow]:
    """Templates by kind of session; with `on`, starters with whether each is here."""
    return grouped(
        [
            (
                words.kind(one.kind),
                ListRow(
                    title=one.name,
                    text=_line(" ".join(part.text for part in one.sections)),
                    at_right=_right_of(one, on),
                    key=one.starter if on is not None else one.uid,
                    value=one,
                ),
            )
            for one in templates
            if _is_wanted(f"{one.name} {' '.join(p.text for p in one.sections)}", wanted)
        ]
    )


def key_of(value: object, *, is_mine: bool) -> object:
    """What finds the row of a value again."""
    if isinstance(value, StarterPhrase):
        return value.shortcut
    if isinstance(value, NoteTemplate) and not is_mine:
        return value.starter
    return value.uid if isinstance(value, Phrase | NoteTemplate) else None


def _right_of(template: NoteTemplate, on: frozenset[str] | None) -> str:
    if on is None:
        return template.format.value.upper()
    return _state(is_on=template.starter in on)


def _state(*, is_on: bool) -> str:
    return words.translated("on") if is_on else words.translated("off")


def _is_of(subject: Subject, chosen: object) -> bool:
    return chosen is None or subject is chosen


def _is_wanted(text: str, wanted: str) -> bool:
    return wanted.strip().removeprefix(";").casefold() in text.casefold()


def _line(text: str) -> str:
    return " ".join(text.split())
