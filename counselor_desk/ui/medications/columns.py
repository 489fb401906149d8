"""Which facts of a medication and of an allergy stand in which column, and which give way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from counselor_desk.records.medications import Allergy, Medication
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Words
from counselor_desk.ui.fact_table import END, OPEN, Column, action_words
from counselor_desk.ui.medications import words

AGAIN = "again"
"""The action of a medication that was stopped."""

_MARK_WIDTH, _END_WIDTH, _OPEN_WIDTH = 122.0, 79.0, 62.0
_MEDIUM, _WIDE = 960.0, 1160.0
"""Name and dose are whole first: narrower tables tell the other facts below them."""


def current(today: Callable[[], date]) -> tuple[Column[Medication], ...]:
    """The columns of what is taken now."""

    def name(row: Medication, shown: frozenset[str]) -> Cell:
        facts = (
            words.ran_out(row, today()),
            "" if "mark" in shown or not row.is_for_addiction else words.mark().lower(),
            row.purpose,
            "" if "when" in shown else row.schedule,
            "" if "prescriber" in shown else row.prescriber,
            "" if "since" in shown else words.since(row.started_on, today()),
        )
        return _two_lines(row.title, words.joined(*facts))

    return (
        Column(key="name", width=STRETCH, cell=name, title=words.translated("Name and dose")),
        Column(key="mark", width=_MARK_WIDTH, cell=_mark, room=_WIDE),
        *_who(),
        Column(
            key="since",
            width=92,
            cell=lambda row, _: _quiet(words.short(row.started_on, today())),
            title=words.translated("Since"),
            room=_MEDIUM,
        ),
        Column(
            key="taken",
            width=128,
            cell=lambda row, _: _chip(words.taken(row, today())),
            title=words.translated("Taken"),
        ),
        *_actions(END, words.translated("Stop…")),
    )


def stopped(today: Callable[[], date]) -> tuple[Column[Medication], ...]:
    """The columns of what was stopped."""

    def name(row: Medication, shown: frozenset[str]) -> Cell:
        facts = (
            words.why_stopped(row),
            "" if "span" in shown else words.span(row, today()),
            "" if "mark" in shown or not row.is_for_addiction else words.mark().lower(),
            row.purpose,
            "" if "when" in shown else row.schedule,
            "" if "prescriber" in shown else row.prescriber,
        )
        return _two_lines(row.title, words.joined(*facts))

    return (
        Column(key="name", width=STRETCH, cell=name, title=words.translated("Name and dose")),
        Column(key="mark", width=_MARK_WIDTH, cell=_mark, room=_WIDE),
        *_who(),
        Column(
            key="span",
            width=216,
            cell=lambda row, _: _quiet(words.span(row, today())),
            title=words.translated("Taken from – until"),
            room=860,
        ),
        *_actions(AGAIN, words.translated("Add again…")),
    )


def allergies(today: Callable[[], date]) -> tuple[Column[Allergy], ...]:
    """The columns of allergies."""

    def name(row: Allergy, _shown: frozenset[str]) -> Cell:
        kind = "strong" if row.is_current else "body"
        return Words(text=row.substance, caption=words.allergy_caption(row, today()), kind=kind)

    def end(row: Allergy, _shown: frozenset[str]) -> Cell:
        return action_words(words.translated("End…")) if row.is_current else None

    return (
        Column(key="name", width=STRETCH, cell=name, title=words.translated("Substance")),
        Column(
            key="noted",
            width=128,
            cell=lambda row, _: _quiet(words.short(row.noted_on, today())),
            title=words.translated("Noted"),
        ),
        Column(key="end", width=_END_WIDTH, cell=end, action=END),
        _opening(),
    )


def _who() -> tuple[Column[Medication], ...]:
    return (
        Column(
            key="when",
            width=140,
            cell=lambda row, _: Words(text=row.schedule),
            title=words.translated("When"),
            room=640,
        ),
        Column(
            key="prescriber",
            width=140,
            cell=lambda row, _: Words(text=row.prescriber),
            title=words.translated("Prescriber"),
            room=_MEDIUM,
        ),
    )


def _actions(action: str, text: str) -> tuple[Column[Medication], ...]:
    return (
        Column(
            key=action, width=_END_WIDTH, cell=lambda _row, _: action_words(text), action=action
        ),
        _opening(),
    )


def _opening() -> Column[Any]:
    return Column(
        key=OPEN,
        width=_OPEN_WIDTH,
        cell=lambda _row, _: action_words(words.translated("Edit"), is_main=True),
        action=OPEN,
    )


def _mark(row: Medication, _shown: frozenset[str]) -> Cell:
    return (
        ChipWords(text=words.mark(), tone="accent", icon="pill") if row.is_for_addiction else None
    )


def _chip(said: words.Said) -> Cell:
    return ChipWords(text=said.text, tone=said.tone, icon=said.icon)


def _quiet(text: str) -> Cell:
    return Words(text=text, ink="text2", is_tabular=True)


def _two_lines(text: str, caption: str) -> Cell:
    return Words(text=text, caption=caption, kind="strong")
