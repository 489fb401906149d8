"""The dialogs of a client's own planned times: change one, or say when it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, UnreadableTimeError
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import Modality
from counselor_desk.records.times import TimeRange
from counselor_desk.ui import session_words
from counselor_desk.ui.chart_attendance import dialogs, words
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, spread, tick
from counselor_desk.ui.parsed_fields import ParsedField, TimesField
from counselor_desk.ui.weekdays import weekday_options

_WIDE, _NARROW = 620, 480


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEdit:
    """A time that comes back, as its dialog shows it."""

    weekday: Weekday
    times: TimeRange | None
    is_overnight: bool = False
    modality: Modality
    with_whom: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    every_weeks: int = 1
    begins_on: date | None
    ends_on: date | None = None

    @classmethod
    def of(cls, series: Series) -> TimeEdit:
        """What the dialog shows of a series."""
        times = TimeRange(start=series.starts, end=series.ends)
        return cls(
            weekday=series.weekday,
            times=times,
            is_overnight=times.is_overnight,
            modality=series.modality,
            with_whom=series.with_whom,
            led_by=series.led_by,
            every_weeks=series.every_weeks,
            begins_on=series.begins_on,
            ends_on=series.ends_on,
        )

    def put_into(self, series: Series) -> Series:
        """The series with what was typed.

        Raises:
            UnreadableTimeError: it has no times, or no first day.
        """
        if self.times is None or self.begins_on is None:
            raise UnreadableTimeError.unknown()
        return replace(
            series,
            weekday=self.weekday,
            starts=self.times.start,
            ends=self.times.end,
            modality=self.modality,
            with_whom=self.with_whom,
            led_by=self.led_by,
            every_weeks=self.every_weeks,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """On which day a time takes place for the last time."""

    last_on: date | None


def of_time(
    parent: QWidget,
    series: Series,
    act: Callable[[Series], object],
    *,
    today: Callable[[], date],
) -> FormDialog[TimeEdit]:
    """Change a time that comes back."""
    times = TimesField()
    fields = {
        "weekday": choice(say("Weekday"), weekday_options()),
        "times": ParsedField(say("Times"), times),
        "is_overnight": tick(say("Over midnight"), say("Ends on the next day")),
        "modality": choice(say("How"), words.modality_options()),
        "with_whom": line(say("With"), say("mother, sponsor")),
        "led_by": line(say("Led by"), say("me")),
        "every_weeks": choice(say("How often"), session_words.every_weeks_options()),
        "begins_on": day(say("First day"), today),
        "ends_on": day(say("Last day"), today),
    }
    dialog = FormDialog(
        parent,
        _when(series),
        TimeEdit.of(series),
        fields=fields,
        layout=spread(
            fields,
            ("weekday", "times", "is_overnight"),
            ("modality", "with_whom", "led_by"),
            ("every_weeks", "begins_on", "ends_on"),
        ),
        act=lambda typed, _is_sure: act(typed.put_into(series)),
        problems=_problems,
        needs=("begins_on",),
        says={
            "The session ends": "times",
            "The last day": "ends_on",
            "The leader": "led_by",
            "Who takes part": "with_whom",
        },
        verb=say("Save"),
        sentence=say("What was held stays as it was held."),
        width=_WIDE,
    )
    dialogs.confirm_night(dialog.form, times)
    return dialog


def of_end(
    parent: QWidget,
    series: Series,
    act: Callable[[date], object],
    *,
    today: Callable[[], date],
) -> FormDialog[LastDay]:
    """Ask for the last day of a time that comes back."""
    fields = {"last_on": day(say("Last day"), today)}
    return FormDialog(
        parent,
        say("End {when}?").format(when=_when(series)),
        LastDay(last_on=today()),
        fields=fields,
        layout=spread(fields, ("last_on",)),
        act=lambda typed, _is_sure: act(typed.last_on or today()),
        needs=("last_on",),
        says={"The last day": "last_on"},
        verb=say("End"),
        sentence=say("What was held stays. Nothing is planned at this time after that day."),
        width=_NARROW,
    )


def _when(series: Series) -> str:
    return f"{words.weekday(int(series.weekday))} {words.span(series.starts, series.ends)}"


def _problems(typed: TimeEdit) -> Mapping[str, DeskError]:
    return {"times": UnreadableTimeError.unknown()} if typed.times is None else {}
