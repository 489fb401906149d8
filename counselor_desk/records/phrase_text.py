"""The text of a phrase: words, fields in braces, and stops where something is chosen or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """What a phrase can be filled with from the chart and the session."""

    FIRST = "first"
    HE = "he"
    HIM = "him"
    HIS = "his"
    HIMSELF = "himself"
    DATE = "date"
    MINUTES = "minutes"
    WEEK = "week"
    PROBLEM = "problem"
    GOAL = "goal"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Plain text."""

    source: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """A field; `is_capital` begins what it is filled with in upper case: `{He}`."""

    source: str
    field: Field
    is_capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place to choose one of several wordings, or to type one when `choices` is empty."""

    source: str = field(repr=False)
    label: str = field(default="", repr=False)
    choices: tuple[str, ...] = field(default=(), repr=False)


Part = Words | FieldPart | Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A field or stop that is still open in a text, at characters `start` to `end`."""

    start: int
    end: int
    part: FieldPart | Stop


_OPEN = re.compile(r"\{\?(?P<stop>[^{}\n]*)\}|\{(?P<name>[A-Za-z]+)\}")
_FIELDS = {one.value: one for one in Field}
_LABEL_END = ": "


def parse(text: str) -> tuple[Part, ...]:
    """The parts of a text; their sources together are the text again.

    A stop is `{?label: one|two}`, `{?one|two}` or `{?label}`. Braces that hold anything else, or
    do not close, are words.
    """
    parts: list[Part] = []
    end = 0
    for blank in _blanks(text):
        if blank.start > end:
            parts.append(Words(source=text[end : blank.start]))
        parts.append(blank.part)
        end = blank.end
    if end < len(text):
        parts.append(Words(source=text[end:]))
    return tuple(parts)


def blanks(text: str) -> tuple[Blank, ...]:
    """What is still open in a text, in its order."""
    return tuple(_blanks(text)) if "{" in text else ()


def filled(text: str, values: Mapping[Field, Sequence[str]]) -> str:
    """The text with each field replaced by its value.

    A field without a value stays open; one with several becomes a stop to choose among them.
    """
    return "".join(_filled(part, values) for part in parse(text))


def with_first_choices(text: str) -> tuple[tuple[str, bool], ...]:
    """The text as it may read in the end, in pieces; true marks what is chosen or typed."""
    return tuple(
        (part.source, False) if isinstance(part, Words) else (_likely(part), True)
        for part in parse(text)
    )


def _blanks(text: str) -> Iterator[Blank]:
    for found in _OPEN.finditer(text):
        part = _open_part(found)
        if part is not None:
            yield Blank(start=found.start(), end=found.end(), part=part)


def _open_part(found: re.Match[str]) -> FieldPart | Stop | None:
    inner, name = found["stop"], found["name"]
    if inner is not None:
        return _stop(found[0], inner)
    known = _FIELDS.get(name[0].lower() + name[1:])
    if known is None:
        return None
    return FieldPart(source=found[0], field=known, is_capital=name[0].isupper())


def _stop(source: str, inner: str) -> Stop:
    label, has_label, rest = inner.partition(_LABEL_END)
    if not has_label or "|" in label:
        label, rest = ("", inner) if "|" in inner else (inner, "")
    choices = tuple(one.strip() for one in rest.split("|") if one.strip())
    return Stop(source=source, label=label.strip(), choices=choices)


def _filled(part: Part, values: Mapping[Field, Sequence[str]]) -> str:
    if not isinstance(part, FieldPart):
        return part.source
    known = [_as_wanted(one, part) for one in values.get(part.field, ()) if one.strip()]
    if len(known) > 1:
        return f"{{?{part.field}{_LABEL_END}{'|'.join(_as_choice(one) for one in known)}}}"
    return known[0] if known else part.source


def _as_wanted(value: str, part: FieldPart) -> str:
    """The value as it stands in the text: capital where wanted, and never read as a stop itself."""
    plain = _without_braces(value)
    return plain[:1].upper() + plain[1:] if part.is_capital else plain


def _as_choice(value: str) -> str:
    return " ".join(value.replace("|", "/").split())


def _without_braces(value: str) -> str:
    return value.replace("{", "(").replace("}", ")")


def _likely(part: FieldPart | Stop) -> str:
    if isinstance(part, FieldPart):
        return part.source
    return part.choices[0] if part.choices else part.label or "…"
