"""The dialogs of a time that comes back each week, of a group or a client: set it, or end it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, UnreadableTimeError
from counselor_desk.records.episodes import Track
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import Modality
from counselor_desk.records.times import TimeRange
from counselor_desk.ui import session_words
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, night, spread
from counselor_desk.ui.parsed_fields import ParsedField, TimesField
from counselor_desk.ui.session_words import translated as say
from counselor_desk.ui.weekdays import weekday_options

_WIDE, _NARROW = 620, 480


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTime:
    """A weekly time as its dialog shows it; a group's has a track, a client's who comes along."""

    weekday: Weekday
    times: TimeRange | None
    is_overnight: bool = False
    modality: Modality
    track: Track | None = None
    with_whom: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    every_weeks: int = 1
    begins_on: date | None
    ends_on: date | None = None

    @classmethod
    def of(cls, series: Series, *, is_new: bool) -> TypedTime:
        """What the dialog shows of a series; a new one has no times yet."""
        known = None if is_new else TimeRange(start=series.starts, end=series.ends)
        return cls(
            weekday=series.weekday,
            times=known,
            is_overnight=known is not None and known.is_overnight,
            modality=series.modality,
            track=series.track,
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
            track=self.track,
            with_whom=self.with_whom,
            led_by=self.led_by,
            every_weeks=self.every_weeks,
            begins_on=self.begins_on,
            ends_on=self.ends_on,
        )


class TimeDialog(FormDialog[TypedTime]):
    """Asks when a group meets each week, or a client comes; `act` gets the series."""

    def __init__(
        self,
        parent: QWidget,
        series: Series,
        act: Callable[[Series], object],
        *,
        today: Callable[[], date],
        is_new: bool = False,
    ) -> None:
        times = TimesField()
        whose = "track" if series.client_id is None else "with_whom"
        own = {
            "track": choice(say("Track"), session_words.track_options()),
            "with_whom": line(say("With"), say("mother, sponsor")),
        }
        fields = {
            "weekday": choice(say("Weekday"), weekday_options()),
            "times": ParsedField(say("Times"), times),
            "is_overnight": night(times, say("Over midnight"), say("Ends on the next day")),
            "modality": choice(say("How"), session_words.modality_options()),
            "led_by": line(say("Led by"), say("you")),
            "every_weeks": choice(say("How often"), session_words.every_weeks_options()),
            "begins_on": day(say("First day"), today),
            "ends_on": day(say("Last day"), today),
            whose: own[whose],
        }
        super().__init__(
            parent,
            say("Add weekly time") if is_new else session_words.when(series),
            TypedTime.of(series, is_new=is_new),
            fields=fields,
            layout=spread(
                fields,
                ("weekday", "times", "is_overnight"),
                ("modality", "led_by", "every_weeks"),
                ("begins_on", "ends_on", whose),
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
            verb=say("Add") if is_new else say("Save"),
            sentence=""
            if is_new
            else say("A change holds from today, or a later first day. What was before stays."),
            width=_WIDE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay:
    """On which day a time takes place for the last time."""

    last_on: date | None


def ending(
    parent: QWidget, series: Series, act: Callable[[date], object], *, today: Callable[[], date]
) -> FormDialog[LastDay]:
    """Asks for the last day of a time that comes back."""
    fields = {"last_on": day(say("Last day"), today)}
    return FormDialog(
        parent,
        say("End {when}?").format(when=session_words.when(series)),
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


def _problems(typed: TypedTime) -> Mapping[str, DeskError]:
    return {"times": UnreadableTimeError.unknown()} if typed.times is None else {}
