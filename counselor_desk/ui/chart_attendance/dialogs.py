"""The dialogs of the Attendance tab: a reason, a session, a meeting, sponsor and step, a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import (
    DeskError,
    ImpossibleAttendanceError,
    ImpossibleMutualHelpError,
    ImpossibleNumberError,
    UnreadableTimeError,
)
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.hour_reports import SessionLine
from counselor_desk.records.mutual_help import MutualHelpMeeting
from counselor_desk.records.profiles import BOUNDS
from counselor_desk.records.reasons import ReasonCode
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.times import TimeRange
from counselor_desk.services.mutual_help import LAST_STEP, NewMeeting
from counselor_desk.ui import messages
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.chart_attendance import words
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.form_fields import choice, day, line, night, spread, tick
from counselor_desk.ui.parsed_fields import ParsedField, TimesField

Record = TypeVar("Record")
_NARROW, _USUAL, _WIDE = 480, 560, 620
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonEdit:
    """Why a week was short or long, or why something is missing."""

    code: ReasonCode = ReasonCode.ILLNESS
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceEdit:
    """How a client took part in a session; `minutes` as typed, empty for all of it."""

    code: AttendanceCode
    minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEdit:
    """A session of one client as it is told; `minutes` as typed, empty for all of it."""

    kind: SessionKind = SessionKind.INDIVIDUAL
    held_on: date
    times: TimeRange | None = None
    is_overnight: bool = False
    modality: Modality = Modality.IN_PERSON
    led_by: str = field(default="", repr=False)
    code: AttendanceCode = AttendanceCode.PRESENT
    minutes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingEdit:
    """Sponsor and step; `step` as typed, empty where it was not asked."""

    has_sponsor: bool | None = None
    sponsor: str = field(default="", repr=False)
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEdit:
    """A number that differs for the client; `value` as typed."""

    name: str = "week_hours_least"
    value: str = ""
    reason: str = field(default="", repr=False)


def run(dialog: FormDialog[Record]) -> None:
    """Show a dialog until it is closed."""
    messages.run(dialog)
    dialog.deleteLater()


def of_reason(
    parent: QWidget,
    title: str,
    record: ReasonEdit,
    act: Callable[[ReasonEdit], object],
    on_take_back: Callable[[], None] | None = None,
) -> FormDialog[ReasonEdit]:
    """Why a week was short; a reason that was given can be taken back."""
    fields = {
        "code": choice(say("Reason"), words.reason_options()),
        "remark": line(say("Remark")),
    }
    take_back = Button(say("Take back"), kind="quiet") if on_take_back is not None else None
    dialog = FormDialog(
        parent,
        title,
        record,
        fields=fields,
        layout=spread(fields, ("code",), ("remark",)),
        act=lambda typed, _is_sure: act(typed),
        says={"The remark": "remark"},
        other=take_back,
        width=_NARROW,
    )
    if take_back is not None and on_take_back is not None:
        take_back.setObjectName("reason_take_back_button")
        take_back.clicked.connect(dialog.reject)
        take_back.clicked.connect(on_take_back)
    return dialog


def of_presence(
    parent: QWidget,
    one: SessionLine,
    title: str,
    act: Callable[[PresenceEdit], object],
    on_mistake: Callable[[], None],
) -> FormDialog[PresenceEdit]:
    """Correct how a client took part."""
    is_part = one.has_come and one.minutes != one.planned
    record = PresenceEdit(code=one.code, minutes=str(one.minutes) if is_part else "")
    fields = {
        "code": choice(say("Attendance"), words.code_options()),
        "minutes": line(say("Minutes attended"), str(one.planned)),
    }

    def problems(typed: PresenceEdit) -> Mapping[str, DeskError]:
        wrong = _is_no_count(typed.minutes)
        return {"minutes": ImpossibleAttendanceError.minutes_beyond(one.planned)} if wrong else {}

    return FormDialog(
        parent,
        title,
        record,
        fields=fields,
        layout=spread(fields, ("code", "minutes")),
        act=lambda typed, _is_sure: act(typed),
        problems=problems,
        says={"The session had": "minutes"},
        on_mistake=on_mistake,
        sentence=say("Minutes can stay empty where all of the session was attended."),
        width=_NARROW,
    )


def of_session(
    parent: QWidget,
    today: Callable[[], date],
    act: Callable[[SessionEdit], object],
) -> FormDialog[SessionEdit]:
    """A session of this client that was held, by the counselor or by somebody else."""
    times = TimesField()
    times.set_usual_minutes(50)
    fields = {
        "kind": choice(say("Kind"), words.kind_options()),
        "held_on": day(say("Day"), today),
        "times": ParsedField(say("From – to"), times),
        "modality": choice(say("How"), words.modality_options()),
        "led_by": line(say("Led by"), say("me")),
        "code": choice(say("Attendance"), words.code_options()),
        "minutes": line(say("Minutes attended"), say("all")),
        "is_overnight": night(times, say("Over midnight"), say("Ended on the next day")),
    }

    def problems(typed: SessionEdit) -> Mapping[str, DeskError]:
        most = typed.times.minutes if typed.times else 0
        if typed.times is None:
            return {"times": UnreadableTimeError.unknown()}
        wrong = _is_no_count(typed.minutes)
        return {"minutes": ImpossibleAttendanceError.minutes_beyond(most)} if wrong else {}

    return FormDialog(
        parent,
        say("Record session"),
        SessionEdit(held_on=today()),
        fields=fields,
        layout=spread(
            fields,
            ("kind", "held_on", "times"),
            ("modality", "led_by", "is_overnight"),
            ("code", "minutes"),
        ),
        act=lambda typed, _is_sure: act(typed),
        problems=problems,
        needs=("held_on",),
        says={
            "The session had": "minutes",
            "The session ends": "times",
            "The client was at another": "times",
            "The client was not": "held_on",
            "This session is still": "held_on",
            "The leader": "led_by",
        },
        verb=say("Record"),
        sentence=say("For a session without a note. A note you sign records its own."),
        width=_WIDE,
    )


def of_meeting(
    parent: QWidget,
    today: Callable[[], date],
    record: MutualHelpMeeting | NewMeeting,
    act: Callable[[MutualHelpMeeting | NewMeeting], object],
) -> FormDialog[MutualHelpMeeting | NewMeeting]:
    """A meeting of mutual help."""
    is_new = isinstance(record, NewMeeting)
    fields = {
        "held_on": day(say("Day"), today),
        "fellowship": choice(say("Fellowship"), words.fellowship_options()),
        "meeting": line(say("Meeting"), say("Tuesday noon, St. Mark’s")),
        "is_verified": tick(say("How it is known"), say("Verified by a slip or a call")),
    }
    return FormDialog(
        parent,
        say("Add meeting") if is_new else say("Meeting"),
        record,
        fields=fields,
        layout=spread(fields, ("held_on", "fellowship"), ("meeting",), ("is_verified",)),
        act=lambda typed, _is_sure: act(typed),
        needs=("held_on",),
        says={"This day": "held_on", "The meeting": "meeting"},
        verb=say("Add") if is_new else say("Save"),
        sentence=say("Mutual help is kept apart and never counts as treatment hours."),
        width=_NARROW,
    )


def of_standing(
    parent: QWidget, record: StandingEdit, act: Callable[[StandingEdit], object]
) -> FormDialog[StandingEdit]:
    """Sponsor and step as the client tells them today."""
    known = ((None, say("Not asked")), (True, say("Yes")), (False, say("No")))
    fields = {
        "has_sponsor": choice(say("Sponsor"), known),
        "sponsor": line(say("First name of the sponsor")),
        "step": line(say("Step"), say("0 for none yet")),
    }

    def problems(typed: StandingEdit) -> Mapping[str, DeskError]:
        if _is_no_count(typed.step) or (typed.step.strip() and int(typed.step) > LAST_STEP):
            return {"step": ImpossibleMutualHelpError.step(LAST_STEP)}
        return {}

    return FormDialog(
        parent,
        say("Sponsor and step"),
        record,
        fields=fields,
        layout=spread(fields, ("has_sponsor", "step"), ("sponsor",)),
        act=lambda typed, _is_sure: act(typed),
        problems=problems,
        says={"The first name": "sponsor", "The steps": "step"},
        sentence=say("A first name is enough; nothing else of the sponsor is kept."),
        width=_NARROW,
    )


def of_number(
    parent: QWidget, client: str, act: Callable[[NumberEdit], object]
) -> FormDialog[NumberEdit]:
    """A number that differs for this client alone, with the reason."""
    fields = {
        "name": choice(say("Number"), words.number_options()),
        "value": line(say("For this client")),
        "reason": line(say("Reason"), say("court order, medical advice")),
    }

    def problems(typed: NumberEdit) -> Mapping[str, DeskError]:
        least, most = BOUNDS[typed.name]
        if not typed.value.strip() or _is_no_count(typed.value):
            return {"value": ImpossibleNumberError(least, most)}
        if not least <= int(typed.value) <= most:
            return {"value": ImpossibleNumberError(least, most)}
        return {}

    return FormDialog(
        parent,
        say("Another number for {name}").format(name=client),
        NumberEdit(),
        fields=fields,
        layout=spread(fields, ("name", "value"), ("reason",)),
        act=lambda typed, _is_sure: act(typed),
        problems=problems,
        says={
            "The reason": "reason",
            "A number of your own": "reason",
            "This number": "value",
            "These numbers": "value",
        },
        verb=say("Set"),
        sentence=say("It holds from today on, for this client alone, until it is ended."),
        width=_USUAL,
    )


def _is_no_count(typed: str) -> bool:
    """Whether something was typed that is no whole number from 0 on."""
    text = typed.strip()
    return bool(text) and not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS)
