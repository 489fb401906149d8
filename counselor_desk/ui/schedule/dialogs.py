"""The dialogs of the week: a session to add, to move or to leave out, and a day off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError, ImpossibleSeriesError, UnreadableTimeError
from counselor_desk.records.ids import ClientId, GroupId, SeriesId, Uid
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange
from counselor_desk.records.weeks import Block
from counselor_desk.ui import session_words
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, night, spread
from counselor_desk.ui.forms import type_again
from counselor_desk.ui.parsed_fields import ParsedField, TimesField
from counselor_desk.ui.schedule.words import translated as say

_WIDE, _NARROW = 620, 480
_USUAL_MINUTES = 50
_ONCE = 0
"""How often a session comes back that is planned for one day alone, in weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Who a session can be planned for: a client or a group."""

    client_id: ClientId | None = None
    group_id: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSession:
    """A session to plan, as its dialog shows it; `every_weeks` is 0 for a single one."""

    whom: Whom | None = None
    kind: SessionKind = SessionKind.INDIVIDUAL
    held_on: date | None
    times: TimeRange | None = None
    is_overnight: bool = False
    modality: Modality = Modality.IN_PERSON
    with_whom: str = field(default="", repr=False)
    led_by: str = field(default="", repr=False)
    every_weeks: int = _ONCE
    ends_on: date | None = None

    def series(self) -> Series:
        """What is planned: one day, or every so many weeks from that day on.

        Raises:
            ImpossibleSeriesError: it is for nobody.
            UnreadableTimeError: it has no times.
        """
        if self.whom is None:
            raise ImpossibleSeriesError.of_nobody()
        if self.held_on is None or self.times is None:
            raise UnreadableTimeError.unknown()
        is_group = self.whom.group_id is not None
        return Series(
            id=SeriesId(0),
            uid=Uid(""),
            kind=SessionKind.GROUP if is_group else self.kind,
            care_group_id=self.whom.group_id,
            client_id=self.whom.client_id,
            weekday=Weekday(self.held_on.weekday()),
            starts=self.times.start,
            ends=self.times.end,
            zone="",
            modality=self.modality,
            led_by=self.led_by,
            with_whom="" if is_group else self.with_whom,
            begins_on=self.held_on,
            every_weeks=max(self.every_weeks, 1),
            ends_on=self.held_on if self.every_weeks == _ONCE else self.ends_on,
        )


class SessionDialog(FormDialog[TypedSession]):
    """Asks for a session; `act` gets the series and whether the person is sure of an overlap."""

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[tuple[Whom, str]],
        act: Callable[[Series, bool], object],
        *,
        today: Callable[[], date],
        held_on: date,
        starts: time | None,
    ) -> None:
        self.times_field = TimesField()
        self.times_field.set_usual_minutes(_USUAL_MINUTES)
        fields = {
            "whom": choice(say("For"), choices),
            "kind": choice(say("Kind"), session_words.kind_of_one_client_options()),
            "held_on": day(say("Day"), today),
            "times": ParsedField(say("Times"), self.times_field),
            "is_overnight": night(
                self.times_field, say("Over midnight"), say("Ends on the next day")
            ),
            "modality": choice(say("How"), session_words.modality_options()),
            "with_whom": line(say("With"), say("mother, sponsor")),
            "led_by": line(say("Led by"), say("you")),
            "every_weeks": choice(say("How often"), _how_often()),
            "ends_on": day(say("Until (empty: it goes on)"), today),
        }
        super().__init__(
            parent,
            say("Add session"),
            TypedSession(held_on=held_on, times=_usual(starts)),
            fields=fields,
            layout=spread(
                fields,
                ("whom", "whom", "kind"),
                ("held_on", "times", "is_overnight"),
                ("modality", "with_whom", "led_by"),
                ("every_weeks", "ends_on", "ends_on"),
            ),
            act=lambda typed, is_sure: act(typed.series(), is_sure),
            problems=_problems,
            needs=("held_on",),
            says={
                "Choose the group": "whom",
                "The session ends": "times",
                "The last day": "ends_on",
                "The leader": "led_by",
                "Who takes part": "with_whom",
            },
            verb=say("Add"),
            width=_WIDE,
        )
        self.form.edited.connect(self._follow)
        self._fit_often()

    def show_typed_again(self) -> None:
        """A single session has no last day."""
        self._fit_often()

    def _follow(self, name: str, value: object) -> None:
        if name == "whom" and isinstance(value, Whom):
            for one in ("kind", "with_whom"):
                self.fields[one].setEnabled(value.group_id is None)
        elif name == "every_weeks":
            self._fit_often()
            self.place()

    def _fit_often(self) -> None:
        fields = self.form.fields()
        is_once = fields["every_weeks"].value() == _ONCE
        self.fields["ends_on"].setVisible(not is_once)
        if is_once:
            type_again(fields["ends_on"], "")


def _how_often() -> tuple[tuple[object, str], ...]:
    return ((_ONCE, say("Once")), *session_words.every_weeks_options())


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMove:
    """Where one session goes."""

    held_on: date | None
    times: TimeRange | None
    is_overnight: bool = False
    reason: str = field(default="", repr=False)


def moving(
    parent: QWidget,
    block: Block,
    act: Callable[[TypedMove, bool], object],
    *,
    today: Callable[[], date],
) -> FormDialog[TypedMove]:
    """To which day and hours one session goes, this once; `act` as in `SessionDialog`."""
    times_field = TimesField()
    fields = {
        "held_on": day(say("Day"), today),
        "times": ParsedField(say("Times"), times_field),
        "is_overnight": night(times_field, say("Over midnight"), say("Ends on the next day")),
        "reason": line(say("Reason")),
    }
    span = TimeRange(start=block.starts, end=block.ends)
    return FormDialog(
        parent,
        say("Move {title}").format(title=block.title),
        TypedMove(held_on=block.held_on, times=span, is_overnight=span.is_overnight),
        fields=fields,
        layout=spread(fields, ("held_on", "times"), ("is_overnight",), ("reason",)),
        act=act,
        problems=_problems,
        needs=("held_on",),
        says={"The session ends": "times", "The reason": "reason"},
        verb=say("Move"),
        sentence=say("Only this one; the others stay at their usual time."),
        width=_NARROW,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """Why a session is left out."""

    reason: str = field(default="", repr=False)


def leaving_out(parent: QWidget, block: Block, act: Callable[[str], object]) -> FormDialog[_Reason]:
    """Whether one session is left out, and why."""
    fields = {"reason": line(say("Reason"), say("the program was closed, the client called"))}
    return FormDialog(
        parent,
        say("Leave out {title}?").format(title=block.title),
        _Reason(),
        fields=fields,
        layout=spread(fields, ("reason",)),
        act=lambda typed, _is_sure: act(typed.reason),
        says={"The reason": "reason"},
        verb=say("Leave out"),
        sentence=say("Only this one; nothing is expected of anybody at that time."),
        width=_NARROW,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedHoliday:
    """A day on which the program is closed, as its dialog shows it."""

    day: date | None
    name: str = ""


def day_off(
    parent: QWidget,
    act: Callable[[date, str], object],
    *,
    today: Callable[[], date],
) -> FormDialog[TypedHoliday]:
    """On which day the program is closed."""
    fields = {"day": day(say("Day"), today), "name": line(say("Name"), say("Thanksgiving"))}
    return FormDialog(
        parent,
        say("Add a day off"),
        TypedHoliday(day=None),
        fields=fields,
        layout=spread(fields, ("day", "name")),
        act=lambda typed, _is_sure: act(typed.day or today(), typed.name),
        needs=("day",),
        says={"The name": "name"},
        verb=say("Add"),
        sentence=say("Nothing is planned on it but what was moved there."),
        width=_NARROW,
    )


def _problems(typed: TypedSession | TypedMove) -> Mapping[str, DeskError]:
    return {"times": UnreadableTimeError.unknown()} if typed.times is None else {}


def _usual(starts: time | None) -> TimeRange | None:
    if starts is None:
        return None
    minutes = (starts.hour * 60 + starts.minute + _USUAL_MINUTES) % (24 * 60)
    return TimeRange(start=starts, end=time(minutes // 60, minutes % 60))
