"""The columns of the lists of use: what a row says of a substance, a return, a test, an urge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import TypeVar

from PySide6.QtCore import QObject

from counselor_desk.records.cravings import Craving
from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Words
from counselor_desk.ui.use import words
from counselor_desk.ui.use.lists import FactColumn

Today = Callable[[], date]
Line = TypeVar("Line")

_DAY, _CHIP = 120.0, 124.0
_ROOM_FOR_MOST, _ROOM_FOR_SOME = 760.0, 560.0


@dataclass(frozen=True, slots=True)
class SubstanceLine:
    """A substance with its last known use."""

    fact: Substance
    last_used_on: date | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A return to use; `review_due_on` is None once the plan was reviewed.

    `is_in_stay` says whether it was in the present stay: an earlier one asks for nothing any more.
    """

    fact: ReturnToUse
    review_due_on: date | None
    is_in_stay: bool


@dataclass(frozen=True, slots=True)
class UrgeLine:
    """A score with the one before it."""

    fact: Craving
    before: Craving | None


def urge_lines(scores: Sequence[Craving]) -> tuple[UrgeLine, ...]:
    """Scores, newest first, each with the one before."""
    pairs = zip_longest(scores, scores[1:])
    return tuple(UrgeLine(fact, before) for fact, before in pairs)


def substances(speaker: QObject, today: Today) -> tuple[FactColumn[SubstanceLine], ...]:
    """What, how, how often, since when, when last, and whether treatment is about it."""

    def last(line: SubstanceLine) -> tuple[str, str]:
        day = line.last_used_on
        if day is None:
            return speaker.tr("not told"), ""
        return words.day(day, today()), words.since(max((today() - day).days, 0))

    return (
        FactColumn(
            title=speaker.tr("Substance"),
            width=STRETCH,
            cell=lambda line: Words(
                text=words.substance(line.fact),
                caption=words.class_name(line.fact.substance) if line.fact.name else "",
                kind="strong",
            ),
            spoken=lambda line: words.substance(line.fact),
        ),
        _plain(speaker.tr("How taken"), 92, lambda line: words.route(line.fact.route), 640),
        _plain(speaker.tr("How often"), 150, lambda line: line.fact.frequency, _ROOM_FOR_SOME),
        _plain(speaker.tr("First use"), 96, lambda line: line.fact.first_use, _ROOM_FOR_MOST),
        FactColumn(
            title=speaker.tr("Last use"),
            width=_DAY,
            cell=lambda line: Words(text=last(line)[0], caption=last(line)[1]),
            spoken=lambda line: speaker.tr("last use {day}").format(day=" ".join(last(line))),
        ),
        FactColumn(
            title="",
            width=92,
            cell=lambda line: (
                ChipWords(text=speaker.tr("Primary"), tone="accent", icon="target", is_right=True)
                if line.fact.is_primary
                else None
            ),
            spoken=lambda line: speaker.tr("primary") if line.fact.is_primary else "",
        ),
    )


def returns(speaker: QObject, today: Today) -> tuple[FactColumn[ReturnLine], ...]:
    """When, what and how it came to it, and what it asks of the plan."""

    def state(line: ReturnLine) -> ChipWords | None:
        if not line.is_in_stay:
            return None
        if line.review_due_on is None:
            return ChipWords(
                text=speaker.tr("Plan reviewed"), tone="signed", icon="circle-check", is_right=True
            )
        day = words.day(line.review_due_on, today())
        is_late = line.review_due_on < today()
        text = speaker.tr("Review was due {day}") if is_late else speaker.tr("Review by {day}")
        tone, icon = ("risk", "circle-alert") if is_late else ("overdue", "clock")
        return ChipWords(text=text.format(day=day), tone=tone, icon=icon, is_right=True)

    def overdose(line: ReturnLine) -> Cell:
        if not line.fact.is_overdose:
            return None
        return ChipWords(text=speaker.tr("Overdose"), tone="risk", icon="triangle-alert")

    def what(line: ReturnLine) -> str:
        parts = (words.class_name(line.fact.substance), line.fact.amount)
        return " · ".join(part for part in parts if part)

    def learned(line: ReturnLine) -> str:
        return speaker.tr("learned {day}").format(day=words.day(line.fact.learned_on, today()))

    return (
        FactColumn(
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda line: Words(
                text=words.day(line.fact.used_on, today()), caption=learned(line), kind="strong"
            ),
            spoken=lambda line: words.day(line.fact.used_on, today()),
        ),
        FactColumn(
            title=speaker.tr("What happened"),
            width=STRETCH,
            cell=lambda line: Words(
                text=what(line), caption=" ".join(line.fact.circumstances.split())
            ),
            spoken=what,
        ),
        FactColumn(
            title="",
            width=96,
            cell=overdose,
            spoken=lambda line: speaker.tr("overdose") if line.fact.is_overdose else "",
        ),
        FactColumn(
            title="",
            width=176,
            cell=state,
            spoken=lambda line: chip.text if (chip := state(line)) else "",
            needs=_ROOM_FOR_SOME,
        ),
    )


def tests(speaker: QObject, today: Today) -> tuple[FactColumn[DrugTest], ...]:
    """When, what was tested, what came of it."""

    def about(test: DrugTest) -> str:
        said = speaker.tr("explained by a prescription") if test.is_expected else ""
        return " · ".join(part for part in (said, " ".join(test.remark.split())) if part)

    return (
        FactColumn(
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda test: Words(text=words.day(test.tested_on, today()), kind="strong"),
            spoken=lambda test: words.day(test.tested_on, today()),
        ),
        _plain(speaker.tr("Kind"), 92, lambda test: words.kind(test.kind)),
        FactColumn(
            title=speaker.tr("Result"),
            width=_CHIP,
            cell=words.result,
            spoken=lambda test: words.result(test).text,
        ),
        FactColumn(
            title=speaker.tr("Substances and remarks"),
            width=STRETCH,
            cell=lambda test: (
                Words(text=test.substances, caption=about(test))
                if test.substances
                else Words(text=about(test), ink="text2")
            ),
            spoken=lambda test: ", ".join(part for part in (test.substances, about(test)) if part),
        ),
    )


def urges(speaker: QObject, today: Today) -> tuple[FactColumn[UrgeLine], ...]:
    """When, how strong, what set it off and what helped."""

    def alert(line: UrgeLine) -> ChipWords | None:
        found = words.alert(line.fact, line.before)
        return replace(found, is_right=True) if found else None

    def alert_said(line: UrgeLine) -> str:
        found = alert(line)
        return found.text if found else ""

    def helped(line: UrgeLine) -> str:
        return (
            speaker.tr("helped: {skill}").format(skill=line.fact.skill) if line.fact.skill else ""
        )

    def what(line: UrgeLine) -> Words:
        if not line.fact.trigger:
            return Words(text=helped(line))
        return Words(text=line.fact.trigger, caption=helped(line))

    return (
        FactColumn(
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda line: Words(text=words.day(line.fact.rated_on, today()), kind="strong"),
            spoken=lambda line: words.day(line.fact.rated_on, today()),
        ),
        _plain(speaker.tr("Urge"), 92, lambda line: words.score(line.fact)),
        FactColumn(
            title=speaker.tr("Trigger, and what helped"),
            width=STRETCH,
            cell=what,
            spoken=lambda line: ", ".join(
                part for part in (line.fact.trigger, helped(line)) if part
            ),
        ),
        FactColumn(title="", width=_CHIP, cell=alert, spoken=alert_said),
    )


def _plain(
    title: str, width: float, text: Callable[[Line], str], needs: float = 0
) -> FactColumn[Line]:
    """A column of words."""
    return FactColumn(
        title=title,
        width=width,
        cell=lambda fact: Words(text=text(fact)),
        spoken=text,
        needs=needs,
    )
