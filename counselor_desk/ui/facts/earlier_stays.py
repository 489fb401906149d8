"""What the Person view says of the stays before this one: days, extensions, intake papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP

from counselor_desk.records.episodes import Episode, Extension
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.services import episodes, intakes
from counselor_desk.services.desk import Desk
from counselor_desk.services.stays import Stay
from counselor_desk.ui.facts import words
from counselor_desk.ui.facts.lines import Fact
from counselor_desk.ui.facts.words import joined, say


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierStay:
    """A stay before this one, with what was decided and gone through in it; only to be read."""

    episode: Episode
    extensions: tuple[Extension, ...]
    papers: tuple[IntakeItem, ...]


def of(desk: Desk, found: Stay) -> tuple[EarlierStay, ...]:
    """The stays before one, the latest first."""
    return tuple(
        EarlierStay(
            episode=one,
            extensions=episodes.extensions(desk, one.id),
            papers=intakes.of_episode(desk, one),
        )
        for one in found.earlier
    )


def lines(before: EarlierStay, today: date) -> Iterator[Fact]:
    """The days of an earlier stay, then its extensions and papers; none of them opens."""
    yield _earlier(before.episode, today)
    for one in before.extensions:
        yield replace(extended(one, today), is_quiet=True)
    yield from _papers_before(before, today)


def extended(one: Extension, today: date) -> Fact:
    """From which week to which a stay was extended, and why."""
    text = say(QT_TRANSLATE_NOOP("facts", "From {start} to {end}, decided {day}"))
    return Fact(
        label=say(QT_TRANSLATE_NOOP("facts", "Extended")),
        text=text.format(
            start=one.from_weeks,
            end=words.weeks(one.to_weeks),
            day=words.day(one.decided_on, today),
        ),
        caption=one.reason,
    )


def _earlier(one: Episode, today: date) -> Fact:
    return Fact(
        label=say(QT_TRANSLATE_NOOP("facts", "Earlier stay")),
        text=words.span(one.admitted_on, one.closed_on, today),
        caption=joined(say(words.LEVELS[one.level_of_care]), one.reason),
        is_quiet=True,
    )


def _papers_before(before: EarlierStay, today: date) -> Iterator[Fact]:
    """The intake papers of an earlier stay that were gone through or not needed."""
    for item in before.papers:
        if item.is_open:
            continue
        not_needed = say(QT_TRANSLATE_NOOP("facts", "Not needed"))
        yield Fact(
            label=say(QT_TRANSLATE_NOOP("facts", "Paper")),
            text=say(words.PAPERS[item.paper]),
            caption=joined(
                words.day(item.done_on, today) if item.done_on else not_needed, item.remark
            ),
            is_quiet=True,
        )
