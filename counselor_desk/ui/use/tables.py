"""The columns of the tables of use: what a row says of a substance, a return, a test, an urge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from counselor_desk.records.cravings import Craving
from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.records.ids import Uid
from counselor_desk.records.mistakes import Fact as MistakenFact
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Words
from counselor_desk.ui.fact_table import Column, Identified
from counselor_desk.ui.mistakes import Told
from counselor_desk.ui.use import words

Today = Callable[[], date]
Line = TypeVar("Line", bound=Identified)
Fact = TypeVar("Fact", bound=Identified)

_DAY, _CHIP = 120.0, 124.0
_ROOM_FOR_MOST, _ROOM_FOR_MORE = 860.0, 700.0


@dataclass(frozen=True, slots=True)
class _Line(Generic[Fact]):
    """A fact with what else its row says of it."""

    fact: Fact

    @property
    def uid(self) -> Uid:
        """What stays the same of it."""
        return self.fact.uid


@dataclass(frozen=True, slots=True)
class SubstanceLine(_Line[Substance]):
    """A substance with its last known use."""

    last_used_on: date | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReturnLine(_Line[ReturnToUse]):
    """A return to use; `review_due_on` is None once the plan was reviewed.

    `is_in_stay` says whether it was in the present stay: an earlier one asks for nothing any more.
    """

    review_due_on: date | None
    is_in_stay: bool


@dataclass(frozen=True, slots=True)
class UrgeLine(_Line[Craving]):
    """A score with the one before it."""

    before: Craving | None


CAN_BE_WRONG = (Substance, ReturnToUse, DrugTest, Craving)
"""The facts that can be crossed out; an urge only where no signed note tells it."""


def is_listed(lines: Sequence[Identified], uid: Uid) -> bool:
    """Whether a fact is among the lines of a table."""
    return any(line.uid == uid for line in lines)


def told(speaker: QObject, fact: MistakenFact, today: date) -> Told:
    """How a fact that was entered in error is said."""
    match fact:
        case Substance():
            used_on = words.day(fact.last_used_on, today) if fact.last_used_on else ""
            return Told(
                name=words.substance(fact),
                details=words.joined(
                    words.class_name(fact.substance),
                    words.route(fact.route),
                    fact.frequency,
                    fact.first_use,
                    speaker.tr("last use {day}").format(day=used_on) if used_on else "",
                    fact.remark,
                ),
            )
        case ReturnToUse():
            name = speaker.tr("Return to use {day}").format(day=words.day(fact.used_on, today))
            what = words.class_name(fact.substance)
            return Told(name=name, details=words.joined(what, fact.amount, fact.circumstances))
        case DrugTest():
            name = speaker.tr("Drug test {day}").format(day=words.day(fact.tested_on, today))
            result = words.result(fact).text
            details = words.joined(words.kind(fact.kind), result, fact.substances, fact.remark)
            return Told(name=name, details=details)
        case Craving():
            name = speaker.tr("Urge {day}").format(day=words.day(fact.rated_on, today))
            helped = speaker.tr("helped: {skill}").format(skill=fact.skill) if fact.skill else ""
            return Told(name=name, details=words.joined(words.score(fact), fact.trigger, helped))
    raise TypeError(f"{type(fact).__name__} is no fact of use")


def urge_lines(scores: Sequence[Craving]) -> tuple[UrgeLine, ...]:
    """Scores, newest first, each with the one before."""
    pairs = zip_longest(scores, scores[1:])
    return tuple(UrgeLine(fact, before) for fact, before in pairs)


def substances(speaker: QObject, today: Today) -> tuple[Column[SubstanceLine], ...]:
    """What, how, how often, since when, when last, and whether treatment is about it."""

    def last(line: SubstanceLine) -> tuple[str, str]:
        day = line.last_used_on
        if day is None:
            return speaker.tr("not told"), ""
        return words.day(day, today()), words.since(max((today() - day).days, 0))

    def substance(line: SubstanceLine, shown: frozenset[str]) -> Words:
        fact = line.fact
        caption = words.joined(
            words.class_name(fact.substance) if fact.name else "",
            "" if "route" in shown else words.route(fact.route),
            "" if "often" in shown else fact.frequency,
            "" if "first" in shown else fact.first_use,
        )
        return Words(text=words.substance(fact), caption=caption, kind="strong")

    return (
        Column(
            key="substance",
            title=speaker.tr("Substance"),
            width=STRETCH,
            cell=substance,
            spoken=lambda line: words.substance(line.fact),
        ),
        _plain(
            "route",
            speaker.tr("How taken"),
            92,
            lambda line: words.route(line.fact.route),
            room=_ROOM_FOR_MORE,
        ),
        _plain(
            "often",
            speaker.tr("How often"),
            190,
            lambda line: line.fact.frequency,
            room=_ROOM_FOR_MORE,
        ),
        _plain(
            "first",
            speaker.tr("First use"),
            150,
            lambda line: line.fact.first_use,
            room=_ROOM_FOR_MOST,
        ),
        Column(
            key="last",
            title=speaker.tr("Last use"),
            width=_DAY,
            cell=lambda line, _: Words(text=last(line)[0], caption=last(line)[1]),
            spoken=lambda line: speaker.tr("last use {day}").format(day=" ".join(last(line))),
        ),
        Column(
            key="primary",
            width=92,
            cell=lambda line, _: (
                ChipWords(text=speaker.tr("Primary"), tone="accent", icon="target", is_right=True)
                if line.fact.is_primary
                else None
            ),
            spoken=lambda line: speaker.tr("primary") if line.fact.is_primary else "",
        ),
    )


def returns(speaker: QObject, today: Today) -> tuple[Column[ReturnLine], ...]:
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

    def overdose(line: ReturnLine, _shown: frozenset[str]) -> Cell:
        if not line.fact.is_overdose:
            return None
        return ChipWords(text=speaker.tr("Overdose"), tone="risk", icon="triangle-alert")

    def what(line: ReturnLine) -> str:
        return words.joined(words.class_name(line.fact.substance), line.fact.amount)

    def happened(line: ReturnLine, shown: frozenset[str]) -> Words:
        asked = None if "state" in shown else state(line)
        circumstances = " ".join(line.fact.circumstances.split())
        caption = words.joined(asked.text if asked else "", circumstances)
        return Words(text=what(line), caption=caption)

    def learned(line: ReturnLine) -> str:
        return speaker.tr("learned {day}").format(day=words.day(line.fact.learned_on, today()))

    return (
        Column(
            key="day",
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda line, _: Words(
                text=words.day(line.fact.used_on, today()), caption=learned(line), kind="strong"
            ),
            spoken=lambda line: words.day(line.fact.used_on, today()),
        ),
        Column(
            key="what",
            title=speaker.tr("What happened"),
            width=STRETCH,
            cell=happened,
            spoken=what,
        ),
        Column(
            key="overdose",
            width=96,
            cell=overdose,
            spoken=lambda line: speaker.tr("overdose") if line.fact.is_overdose else "",
        ),
        Column(
            key="state",
            width=176,
            cell=lambda line, _: state(line),
            spoken=lambda line: chip.text if (chip := state(line)) else "",
            room=_ROOM_FOR_MORE,
        ),
    )


def tests(speaker: QObject, today: Today) -> tuple[Column[DrugTest], ...]:
    """When, what was tested, what came of it."""

    def about(test: DrugTest) -> str:
        said = speaker.tr("explained by a prescription") if test.is_expected else ""
        return words.joined(said, " ".join(test.remark.split()))

    return (
        Column(
            key="day",
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda test, _: Words(text=words.day(test.tested_on, today()), kind="strong"),
            spoken=lambda test: words.day(test.tested_on, today()),
        ),
        _plain("kind", speaker.tr("Kind"), 92, lambda test: words.kind(test.kind)),
        Column(
            key="result",
            title=speaker.tr("Result"),
            width=_CHIP,
            cell=lambda test, _: words.result(test),
            spoken=lambda test: words.result(test).text,
        ),
        Column(
            key="about",
            title=speaker.tr("Substances and remarks"),
            width=STRETCH,
            cell=lambda test, _: (
                Words(text=test.substances, caption=about(test))
                if test.substances
                else Words(text=about(test), ink="text2")
            ),
            spoken=lambda test: ", ".join(part for part in (test.substances, about(test)) if part),
        ),
    )


def urges(speaker: QObject, today: Today) -> tuple[Column[UrgeLine], ...]:
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

    def what(line: UrgeLine, _shown: frozenset[str]) -> Words:
        if not line.fact.trigger:
            return Words(text=helped(line))
        return Words(text=line.fact.trigger, caption=helped(line))

    return (
        Column(
            key="day",
            title=speaker.tr("Day"),
            width=_DAY,
            cell=lambda line, _: Words(text=words.day(line.fact.rated_on, today()), kind="strong"),
            spoken=lambda line: words.day(line.fact.rated_on, today()),
        ),
        _plain("urge", speaker.tr("Urge"), 92, lambda line: words.score(line.fact)),
        Column(
            key="what",
            title=speaker.tr("Trigger, and what helped"),
            width=STRETCH,
            cell=what,
            spoken=lambda line: ", ".join(
                part for part in (line.fact.trigger, helped(line)) if part
            ),
        ),
        Column(key="alert", width=_CHIP, cell=lambda line, _: alert(line), spoken=alert_said),
    )


def _plain(
    key: str, title: str, width: float, text: Callable[[Line], str], *, room: float = 0
) -> Column[Line]:
    """A column of words."""
    return Column(
        key=key,
        title=title,
        width=width,
        cell=lambda row, _: Words(text=text(row)),
        spoken=text,
        room=room,
    )
