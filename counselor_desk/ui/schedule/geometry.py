"""Where the blocks of a week lie: by the hour in columns of days, or as a list in narrow pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from PySide6.QtCore import QRect

from counselor_desk.records import weeks
from counselor_desk.records.weeks import Entry, Week
from counselor_desk.ui.theme import Theme

HOUR_COLUMN = 58
"""The width of the hours at the left, in pixels at 100 %."""

_WORKDAYS = 5
_FIRST_HOUR, _LAST_HOUR = 8, 18
_DAY_HOURS = 24
_LEAST_HOUR = 48
"""The least height of an hour: two lines have room in 50 minutes."""

_LEAST_COLUMN = 112
_GAP = 5
_LEAST_BLOCK = 22
_DAY_LINE, _ROW, _ROW_GAP, _SIDE = 34, 48, 6, 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a width makes of a week; rectangles count from the top of what scrolls.

    Attributes:
        days: the columns, or the days of the list that have something.
        hours: the first and the last full hour; both 0 in a list.
        places: where each block is, in the order of the week.
        day_lines: where the line above a day of the list is.
        height: of everything.
    """

    days: tuple[date, ...]
    hours: tuple[int, int] = (0, 0)
    hour_height: int = 0
    left: int = 0
    width: int = 0
    places: tuple[QRect, ...] = ()
    day_lines: Mapping[date, QRect] = field(default_factory=dict)
    height: int = 0

    @property
    def is_list(self) -> bool:
        """Whether blocks stand below each other and not by the hour."""
        return self.hour_height == 0

    def column(self, place: int) -> QRect:
        """The column of a day, over the whole height."""
        each = (self.width - self.left) / len(self.days)
        begins = self.left + round(each * place)
        return QRect(begins, 0, self.left + round(each * (place + 1)) - begins, self.height)

    def y_of(self, moment: time) -> int:
        """How far below the top a time is."""
        return round((moment.hour + moment.minute / 60 - self.hours[0]) * self.hour_height)

    def slot_at(self, x: int, y: int) -> tuple[date, time] | None:
        """The day and the half hour at a place, None beside the columns."""
        if self.is_list or x < self.left:
            return None
        for place, day in enumerate(self.days):
            if self.column(place).contains(x, min(max(y, 0), self.height - 1)):
                halves = int(y / self.hour_height * 2) + self.hours[0] * 2
                halves = min(max(halves, 0), _DAY_HOURS * 2 - 1)
                return day, time(halves // 2, halves % 2 * 30)
        return None


def frame(week: Week, width: int, height: int, theme: Theme) -> Frame:
    """Lay out a week in a width; by the hour where the columns have room."""
    days = shown_days(week)
    room = (width - theme.s(HOUR_COLUMN)) / len(days)
    if room < theme.s(_LEAST_COLUMN):
        return _listed(week, width, theme)
    first, last = _hours(week)
    each = max(height // (last - first), theme.s(_LEAST_HOUR))
    empty = Frame(
        days=days,
        hours=(first, last),
        hour_height=each,
        left=theme.s(HOUR_COLUMN),
        width=width,
        height=each * (last - first),
    )
    lanes = _lanes(week.entries)
    places = tuple(_place(empty, one, *lanes[at], theme) for at, one in enumerate(week.entries))
    return Frame(
        days=days,
        hours=empty.hours,
        hour_height=each,
        left=empty.left,
        width=width,
        places=places,
        height=empty.height,
    )


def shown_days(week: Week) -> tuple[date, ...]:
    """The workdays of a week, and all seven where something is on another day."""
    every = tuple(week.first_on + timedelta(days=place) for place in range(weeks.DAYS))
    if any(one.held_on.weekday() >= _WORKDAYS for one in week.entries):
        return every
    return tuple(day for day in every if day.weekday() < _WORKDAYS)


def _hours(week: Week) -> tuple[int, int]:
    """From 8 to 18, and an hour more than the first and the last session."""
    begins = [one.starts.hour - 1 for one in week.entries]
    ends = [_DAY_HOURS if one.ends <= one.starts else one.ends.hour + 1 for one in week.entries]
    first = max(min([_FIRST_HOUR, *begins]), 0)
    return first, min(max([_LAST_HOUR, *ends]), _DAY_HOURS)


def _place(empty: Frame, block: Entry, lane: int, lanes: int, theme: Theme) -> QRect:
    column = empty.column(empty.days.index(block.held_on))
    gap = theme.s(_GAP)
    room = column.width() - 2 * gap + gap // 2
    each = room // lanes
    top = empty.y_of(block.starts)
    bottom = empty.height if block.ends <= block.starts else empty.y_of(block.ends)
    high = max(bottom - top - 1, theme.s(_LEAST_BLOCK))
    return QRect(column.left() + gap + each * lane, top + 1, each - gap // 2, high)


def _lanes(blocks: Sequence[Entry]) -> list[tuple[int, int]]:
    """For each block its lane and how many stand side by side with it."""
    found: list[tuple[int, int]] = [(0, 1)] * len(blocks)
    together: list[int] = []
    for at, one in enumerate(blocks):
        if not any(weeks.overlap(one, blocks[other]) for other in together):
            together = []
        together.append(at)
        taken: list[int] = []
        for place in together:
            free = next(
                lane
                for lane in range(len(together))
                if not any(
                    found[other][0] == lane and weeks.overlap(blocks[place], blocks[other])
                    for other in taken
                )
            )
            found[place] = (free, 1)
            taken.append(place)
        most = 1 + max(found[place][0] for place in together)
        for place in together:
            found[place] = (found[place][0], most)
    return found


def _listed(week: Week, width: int, theme: Theme) -> Frame:
    """Every day that has something or is off, its blocks below each other."""
    y = theme.s(_ROW_GAP)
    places: list[QRect] = []
    lines: dict[date, QRect] = {}
    side = theme.s(_SIDE)
    entries = week.entries
    days = {one.held_on for one in entries} | {one.day for one in week.holidays}
    for day in sorted(days):
        lines[day] = QRect(side, y, width - 2 * side, theme.s(_DAY_LINE))
        y += theme.s(_DAY_LINE)
        for _ in filter(lambda one: one.held_on == day, entries):
            places.append(QRect(side, y, width - 2 * side, theme.s(_ROW)))
            y += theme.s(_ROW + _ROW_GAP)
    return Frame(days=tuple(lines), width=width, places=tuple(places), day_lines=lines, height=y)
