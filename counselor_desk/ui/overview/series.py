"""What the small charts of the overview show: hours week by week, and the strongest urges."""

from __future__ import annotations

from collections.abc import Sequence

from counselor_desk.records.cravings import HIGHEST_SCORE
from counselor_desk.records.hours import Standing, Week, written
from counselor_desk.services.overviews import MOST_BARS, HoursSoFar, StrongestUrge
from counselor_desk.ui.overview.charts import BarSeries, Series
from counselor_desk.ui.overview.words import say

_HOUR = 60


def of_hours(hours: HoursSoFar) -> BarSeries:
    """A bar for each week of the stay so far, on the hours that are wanted."""
    name = say("Hours a week")
    if len(hours.weeks) == MOST_BARS:
        name = say("Hours a week, the last {n}").format(n=MOST_BARS)
    least = f"{hours.least / _HOUR:g}"
    return BarSeries(
        name=name,
        goal=say("goal {least}").format(least=least),
        points=tuple((week.number, week.minutes / _HOUR) for week in hours.weeks),
        spoken=", ".join(_spoken(week) for week in hours.weeks),
        least=hours.least / _HOUR,
        most=hours.most / _HOUR,
        below=frozenset(week.number for week in hours.weeks if _is_below(week)),
        last=written(hours.weeks[-1].minutes).removesuffix(" h") if hours.weeks else "",
    )


def of_urges(urges: Sequence[StrongestUrge]) -> Series:
    """The strongest urge of each week, or of each four."""
    is_weekly = all(one.weeks == 1 for one in urges)
    return Series(
        name=say("Strongest urge of each week, 0–10")
        if is_weekly
        else say("Strongest urge of four weeks, 0–10"),
        points=tuple((one.week, one.score) for one in urges),
        highest=HIGHEST_SCORE,
        spoken=", ".join(
            say("week {week}: {score}").format(week=one.week, score=one.score) for one in urges
        ),
    )


def _is_below(week: Week) -> bool:
    """Whether the least is missed, or will be with nothing left that is planned."""
    is_over = week.standing is Standing.FULL or not week.ahead
    return week.standing is not Standing.PARTIAL and is_over and week.short_by(week.least) > 0


def _spoken(week: Week) -> str:
    told = say("week {week}: {hours}").format(week=week.number, hours=written(week.minutes))
    return say("{week}, too few").format(week=told) if _is_below(week) else told
