"""Which facts of a diagnosis stand in which column, and which give way in a narrow page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Words
from counselor_desk.ui.diagnoses import words
from counselor_desk.ui.fact_table import Column

_LEADS, _ENDED = 104.0, 150.0
"""The widths of "Principal", and of how and when a diagnosis ended."""


def holding(today: Callable[[], date]) -> tuple[Column[Diagnosis], ...]:
    """The columns of the diagnoses that hold."""
    return _columns(today, _LEADS)


def past(today: Callable[[], date]) -> tuple[Column[Diagnosis], ...]:
    """The columns of those that were resolved or ruled out."""
    return _columns(today, _ENDED)


def _columns(today: Callable[[], date], state_width: float) -> tuple[Column[Diagnosis], ...]:
    def state(row: Diagnosis, _shown: frozenset[str]) -> Cell:
        text, tone, icon = words.state(row, today())
        return ChipWords(text=text, tone=tone, icon=icon, is_right=True) if text else None

    return (
        Column(key="code", width=84, cell=_code),
        Column(key="words", width=STRETCH, cell=_words),
        Column(key="since", width=144, cell=lambda row, _: _quiet(words.since(row)), room=620),
        Column(key="maker", width=170, cell=lambda row, _: _quiet(words.maker(row)), room=820),
        Column(key="state", width=state_width, cell=state),
    )


def _code(row: Diagnosis, _shown: frozenset[str]) -> Cell:
    return Words(text=row.code, kind="strong", ink=_ink(row), is_tabular=True)


def _words(row: Diagnosis, shown: frozenset[str]) -> Cell:
    caption = words.joined(
        words.release(row.release),
        "" if "since" in shown else words.since(row),
        "" if "maker" in shown else words.maker(row),
        row.remark,
    )
    return Words(text=row.words, caption=caption, ink=_ink(row))


def _quiet(text: str) -> Cell:
    return Words(text=text, ink="text2")


def _ink(row: Diagnosis) -> str:
    return "text" if row.is_active else "text2"
