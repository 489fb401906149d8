"""What comes with the program for notes: starter phrases, starter templates, the wording list."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.records.ids import NoteTemplateId, Uid
from counselor_desk.records.notes import NoteFormat, Section, SectionCode
from counselor_desk.records.phrases import Offered, StarterPhrase, Subject
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.templates import NoteTemplate
from counselor_desk.rules.wording import Wording


@cache
def phrases() -> tuple[StarterPhrase, ...]:
    """The starter phrases by subject, in the order of the list.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    subjects = (subject for subject in Subject if subject is not Subject.OTHER)
    return tuple(phrase for subject in subjects for phrase in _of_subject(subject))


@cache
def templates() -> tuple[NoteTemplate, ...]:
    """The starter templates, one for each kind of session.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    return tuple(_template(kind) for kind in SessionKind)


@cache
def wordings() -> tuple[Wording, ...]:
    """Words to avoid, each with a person-first proposal.

    Raises:
        MissingResourceError: the program was not installed whole.
    """
    return tuple(
        Wording(
            words=tuple(one["words"]),
            proposal=one["proposal"],
            but_not_before=tuple(one.get("but_not_before", ())),
            but_not_after=tuple(one.get("but_not_after", ())),
        )
        for one in _loaded("phrases", "wording.toml")["wordings"]
    )


def _of_subject(subject: Subject) -> tuple[StarterPhrase, ...]:
    return tuple(
        StarterPhrase(
            shortcut=one["shortcut"],
            text=one["text"],
            subject=subject,
            offered=Offered(one["offered"]),
            needs_objective=one.get("needs_objective", False),
        )
        for one in _loaded("phrases", f"{subject}.toml")["phrases"]
    )


def _template(kind: SessionKind) -> NoteTemplate:
    told = _loaded("templates", f"{kind}.toml")
    return NoteTemplate(
        id=NoteTemplateId(0),
        uid=Uid(""),
        name=told["name"],
        kind=SessionKind(told["kind"]),
        format=NoteFormat(told["format"]),
        starter=kind.value,
        sections=tuple(
            Section(code=SectionCode(code), text=text) for code, text in told["sections"].items()
        ),
    )


def _loaded(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resources.read_text(*parts))
