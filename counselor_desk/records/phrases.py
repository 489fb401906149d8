"""Phrases: pieces of text a counselor keeps, called up in a note by a shortcut."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import PhraseId, Uid
from counselor_desk.records.notes import SectionCode

SHORTCUT_SIGN = ";"
"""What is typed before a shortcut."""

SHORTCUT_LETTERS = (2, 20)
"""The fewest and the most letters of a shortcut."""

TEXT_LIMIT = 2_000
"""The longest phrase, in characters."""


class Subject(StrEnum):
    """What a phrase is about; groups the list."""

    ATTENDANCE = "attendance"
    USE = "use"
    URGES = "urges"
    SUPPORTS = "supports"
    MOOD = "mood"
    RISK = "risk"
    FAMILY = "family"
    HEALTH = "health"
    LIFE = "life"
    STEPS = "steps"
    OTHER = "other"


class Offered(StrEnum):
    """The part of a note a phrase is meant for; it is offered first there."""

    ANYWHERE = "anywhere"
    HAPPENED = "happened"
    READING = "reading"
    PLAN = "plan"

    def suits(self, code: SectionCode | None) -> bool:
        """Whether this is the place for it; None is a text that is no section of a note."""
        if self is Offered.ANYWHERE or code is None:
            return self is Offered.ANYWHERE
        return code in _PLACES[self]


_PLACES = {
    Offered.HAPPENED: frozenset(SectionCode) - {SectionCode.ASSESSMENT, SectionCode.PLAN},
    # In formats without an assessment the counselor's reading stands in the response.
    Offered.READING: frozenset({SectionCode.ASSESSMENT, SectionCode.RESPONSE}),
    Offered.PLAN: frozenset({SectionCode.PLAN}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A text with its shortcut, which is kept without the sign before it and in small letters.

    `starter` is the shortcut of the starter phrase it was made from, empty for an own one. It
    is offered only with a linked objective when it `needs_objective`. `uses` and `used_on` tell
    how often it went into a text, and when last.
    """

    id: PhraseId
    uid: Uid
    shortcut: str
    text: str = field(repr=False)
    subject: Subject = Subject.OTHER
    offered: Offered = Offered.ANYWHERE
    needs_objective: bool = False
    starter: str = ""
    uses: int = 0
    used_on: date | None = None
    removed_at: datetime | None = None

    @property
    def typed(self) -> str:
        """The shortcut as it is typed: `;sponsor`."""
        return SHORTCUT_SIGN + self.shortcut


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterPhrase:
    """A phrase that comes with the program, to be switched on."""

    shortcut: str
    text: str
    subject: Subject
    offered: Offered
    needs_objective: bool

    @property
    def typed(self) -> str:
        """The shortcut as it is typed: `;sponsor`."""
        return SHORTCUT_SIGN + self.shortcut


def matching(
    phrases: tuple[Phrase, ...],
    letters: str,
    *,
    code: SectionCode | None = None,
    has_objective: bool = True,
) -> tuple[Phrase, ...]:
    """The phrases whose shortcut begins with `letters`: fitting the place first, then by use."""
    begun = letters.casefold()
    found = [
        one
        for one in phrases
        if one.shortcut.startswith(begun) and (has_objective or not one.needs_objective)
    ]
    found.sort(key=lambda one: (not _fits(one, code), -one.uses, one.shortcut))
    return tuple(found)


def _fits(phrase: Phrase, code: SectionCode | None) -> bool:
    return phrase.offered is Offered.ANYWHERE or phrase.offered.suits(code)
