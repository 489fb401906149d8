"""The hours of a stay as a picture for paper: a bar for each week on the band that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from counselor_desk import resources
from counselor_desk.documents import styles
from counselor_desk.records import dates
from counselor_desk.records.hour_reports import HourReport
from counselor_desk.records.hours import Standing, Week, written

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH = 532.0
"""In points; what a sheet has between its margins."""

_HEIGHT = 190.0
_DOTS = 3
_LEFT, _RIGHT, _TOP, _FOOT = 26.0, 4.0, 12.0, 26.0
_BAND, _REACHED, _SHORT = "#E4F1E7", "#1B6B3A", "#8A4600"
_INK, _MUTED, _LINE = f"#{styles.INK}", f"#{styles.MUTED}", f"#{styles.RULE}"
_DASH = 3.0
_NAMED_WEEKS = 14
"""Up to so many weeks each has its first day below it; of more, about every tenth part has."""
_WIDE_WEEKS = 18
"""Up to so many weeks the numbers have their full size."""


def picture(report: HourReport) -> bytes:
    """A PNG, `WIDTH` points wide; the same report gives the same bytes."""
    from PIL import Image, ImageDraw

    weeks = report.shown_weeks
    canvas = Image.new("RGB", (round(WIDTH * _DOTS), round(_HEIGHT * _DOTS)), "white")
    drawn = _Chart(ImageDraw.Draw(canvas), report, _top_hours(report, weeks))
    drawn.ground()
    for place, week in enumerate(weeks):
        drawn.bar(week, place, len(weeks))
    out = BytesIO()
    canvas.save(out, "PNG", optimize=True, dpi=(72 * _DOTS, 72 * _DOTS))
    return out.getvalue()


def in_words(report: HourReport) -> str:
    """What the picture shows, for somebody who hears it."""
    told = ", ".join(
        f"week {week.number} {written(week.expected)}{_state(week)}" for week in report.shown_weeks
    )
    least, most = (written(limit) for limit in (report.limits.week_least, report.limits.week_most))
    return f"Hours a week, {least} to {most} wanted: {told}."


def _state(week: Week) -> str:
    if week.standing is Standing.AHEAD:
        return " planned"
    return " so far and planned" if week.standing is Standing.RUNNING else ""


def _top_hours(report: HourReport, weeks: Sequence[Week]) -> int:
    highest = max((week.expected for week in weeks), default=0)
    return max(report.limits.week_most, highest) + 60


@dataclass(frozen=True, slots=True)
class _Chart:
    """Draws in points, from the upper left corner."""

    draw: ImageDraw
    report: HourReport
    top: int

    def ground(self) -> None:
        """The band of the hours that are wanted, the foot line, and the numbers at the left."""
        least, most = self.report.limits.week_least, self.report.limits.week_most
        right = WIDTH - _RIGHT
        self._box(_LEFT, self._at(most), right, self._at(least), fill=_BAND)
        for minutes in (0, least, most):
            y = self._at(minutes)
            self._line(_LEFT, y, right, y, _LINE)
            self._words(_LEFT - 5, y, f"{minutes / 60:g}", 8, anchor="rm")

    def bar(self, week: Week, place: int, count: int) -> None:
        """A week: what was attended filled, what is planned dashed, its hours above it."""
        step = (WIDTH - _LEFT - _RIGHT) / max(count, 1)
        middle = _LEFT + step * (place + 0.5)
        half = min(step * 0.34, 15)
        is_short = self.report.lacks(week) > 0
        color = _SHORT if is_short else _REACHED
        size = 8 if count <= _WIDE_WEEKS else 6
        foot = self._at(0)
        reached = self._at(week.minutes)
        if week.minutes:
            self._box(middle - half, reached, middle + half, foot, fill=color)
        if week.ahead:
            outline = _SHORT if is_short else _MUTED
            self._dashed(middle - half, self._at(week.expected), middle + half, reached, outline)
        if week.expected or week.standing is Standing.FULL:
            told = f"{written(week.expected).removesuffix(' h')}{' !' if is_short else ''}"
            self._words(middle, self._at(week.expected) - 3, told, size, anchor="ms", ink=_INK)
        self._words(middle, foot + 4, str(week.number), size, anchor="ma")
        if count <= _NAMED_WEEKS or place % (count // 10) == 0:
            day = dates.write_short(week.begins_on, week.begins_on)
            self._words(middle, foot + 14, day, 7, anchor="ma")

    def _at(self, minutes: int) -> float:
        room = _HEIGHT - _TOP - _FOOT
        return _TOP + room * (1 - minutes / self.top)

    def _box(self, left: float, top: float, right: float, bottom: float, *, fill: str) -> None:
        corners = [round(side * _DOTS) for side in (left, top, right, bottom)]
        self.draw.rectangle(corners, fill=fill)

    def _line(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        ends = [round(side * _DOTS) for side in (left, top, right, bottom)]
        self.draw.line(ends, fill=ink, width=2)

    def _dashed(self, left: float, top: float, right: float, bottom: float, ink: str) -> None:
        """The outline of what is planned; its foot is that of the bar or the ground."""
        x = left
        while x < right:
            self._line(x, top, min(x + _DASH, right), top, ink)
            x += 2 * _DASH
        y = top
        while y < bottom:
            for side in (left, right):
                self._line(side, y, side, min(y + _DASH, bottom), ink)
            y += 2 * _DASH

    def _words(
        self, x: float, y: float, text: str, size: float, *, anchor: str, ink: str = _MUTED
    ) -> None:
        from PIL import ImageFont

        font = ImageFont.truetype(
            str(resources.path("fonts", "source-sans", "SourceSansPro-Regular.ttf")),
            round(size * _DOTS),
            layout_engine=ImageFont.Layout.BASIC,
        )
        self.draw.text((x * _DOTS, y * _DOTS), text, font=font, fill=ink, anchor=anchor)
