"""Dates on a CV as people type them, and the months that no job or school covers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from counselor_desk.records.cvs import Cv, Job, Training
from counselor_desk.records.dates import FIRST_YEAR, LAST_YEAR, MONTHS

SHORTEST_GAP = 6
"""Months without work or school that an employer asks about; shorter ones are not named."""

_MONTHS_IN_YEAR = 12
_SHORTEST_NAME = 3
_SPANISH_MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_PRESENT = frozenset(
    {"present", "now", "today", "current", "actual", "actualidad", "presente", "hoy"}
)
_YEAR = re.compile(r"(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})\s*[/.-]\s*(\d{1,2})")
_NAME_YEAR = re.compile(r"([^\W\d_]+)\.?,?\s+(?:de\s+)?(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class CvDate:
    """A year, and the month where it was told; 1 to 12, or 0 for none."""

    year: int
    month: int = 0

    @property
    def earliest(self) -> int:
        """The first month it can mean, counted from year 0."""
        return self.year * _MONTHS_IN_YEAR + max(self.month, 1) - 1

    @property
    def latest(self) -> int:
        """The last month it can mean, counted from year 0."""
        return self.year * _MONTHS_IN_YEAR + (self.month or _MONTHS_IN_YEAR) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Months between two entries, or between the last one and today.

    `after` and `until` are the dates around it, as they were typed; `until` is empty when the
    gap goes on. `months` is the least it can be.
    """

    after: str
    until: str = ""
    months: int


def parse(text: str) -> CvDate | None:
    """The date that `2019`, `03/2019`, `2019-03` or `Mar 2019` means; None for other words."""
    typed = text.strip().casefold()
    if whole := _YEAR.fullmatch(typed):
        return _made(int(whole[1]), None)
    if numbers := _MONTH_YEAR.fullmatch(typed):
        return _made(int(numbers[2]), int(numbers[1]))
    if numbers := _YEAR_MONTH.fullmatch(typed):
        return _made(int(numbers[1]), int(numbers[2]))
    if named := _NAME_YEAR.fullmatch(typed):
        month = _month(named[1])
        return None if month is None else _made(int(named[2]), month)
    return None


def is_present(text: str) -> bool:
    """Whether it says that the job goes on: `present`, `now`, `actualidad`."""
    return text.strip().casefold() in _PRESENT


def is_reversed(begun: str, ended: str) -> bool:
    """Whether an entry would end before it begins; False when one of them is not a date."""
    first, last = parse(begun), parse(ended)
    return first is not None and last is not None and last.latest < first.earliest


def gaps(cv: Cv, year: int, month: int) -> tuple[Gap, ...]:
    """The months after the first job that no job and no training covers, the newest first.

    A year alone counts as the whole year, and an end that is no date as going on, so that no
    gap is named that may not be there.

    Args:
        cv: the jobs and trainings.
        year: of today.
        month: of today, 1 to 12.
    """
    today = CvDate(year, month).earliest
    spans = sorted(_spans((*cv.jobs, *cv.trainings), today), key=lambda span: span.first)
    following = [*spans[1:], _Span(first=today, last=today)]
    found: list[Gap] = []
    covered, after, has_worked = 0, "", False
    for span, then in zip(spans, following, strict=False):
        last = span.last if span.is_known else then.first
        if last >= covered:
            covered, after = last, span.ended
        months = then.first - covered - 1
        has_worked = has_worked or span.is_job
        if months >= SHORTEST_GAP and has_worked:
            found.append(Gap(after=after, until=then.begun, months=months))
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """First and last month of an entry, and how they were typed."""

    first: int
    last: int
    begun: str = ""
    ended: str = ""
    is_known: bool = True
    is_job: bool = False


def _spans(entries: Iterable[Job | Training], today: int) -> Iterable[_Span]:
    for entry in entries:
        begun, ended = parse(entry.begun), parse(entry.ended)
        first, last = begun or ended, today if is_present(entry.ended) else None
        if first is None:
            continue
        if last is None and ended is not None:
            last = min(ended.latest, today)
        yield _Span(
            first=first.earliest,
            last=first.latest if last is None else last,
            begun=entry.begun.strip() or entry.ended.strip(),
            ended=entry.ended.strip(),
            is_known=last is not None,
            is_job=isinstance(entry, Job),
        )


def _made(year: int, month: int | None) -> CvDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return CvDate(year)
    return CvDate(year, month) if 1 <= month <= _MONTHS_IN_YEAR else None


def _month(word: str) -> int | None:
    if len(word) < _SHORTEST_NAME:
        return None
    for names in (MONTHS, _SPANISH_MONTHS):
        for place, name in enumerate(names, 1):
            if name.casefold().startswith(word):
                return place
    return None
