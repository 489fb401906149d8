"""What one can do on the Attendance tab: each verb asks in a dialog and keeps the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.hour_reports import HourReport, SessionLine
from counselor_desk.records.ids import ClientId, SeriesId
from counselor_desk.records.mutual_help import MutualHelpMeeting
from counselor_desk.records.profiles import ClientNumber
from counselor_desk.records.reasons import GivenReason, ReasonCode, ReasonedRule
from counselor_desk.records.schedule import Series
from counselor_desk.services import (
    attendance,
    hour_reports,
    hours,
    mutual_help,
    profiles,
    schedule,
    weekly_times,
)
from counselor_desk.services.attendance import NewSession
from counselor_desk.services.mutual_help import MutualHelp, NewMeeting
from counselor_desk.services.weekly_times import Changed
from counselor_desk.ui import messages, session_words, toast
from counselor_desk.ui import weekly_times as time_dialogs
from counselor_desk.ui.chart_attendance import dialogs, words
from counselor_desk.ui.chart_attendance.dialogs import (
    NumberEdit,
    PresenceEdit,
    ReasonEdit,
    SessionEdit,
    StandingEdit,
)
from counselor_desk.ui.chart_attendance.words import say
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


Record = TypeVar("Record")
_USUAL_REASONS = {
    ReasonedRule.SILENCE: ReasonCode.OTHER,
    ReasonedRule.NO_INDIVIDUAL: ReasonCode.CLIENT_REFUSED,
    ReasonedRule.NO_FAMILY: ReasonCode.CLIENT_REFUSED,
}
"""What is offered first where it is not illness."""


class Writing:
    """Writes in the hours and the mutual help of one client."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        client_id: ClientId,
        complain: Callable[[DeskError], None],
    ) -> None:
        """`page` is what the dialogs stand on; `complain` shows what could not be done."""
        self._desk, self._page, self._client_id = desk, page, client_id
        self._complain = complain

    def give_reason(self, report: HourReport, rule: ReasonedRule, about_on: date) -> None:
        """Give, change or take back the reason for a week, or for what stands since a day."""
        given = report.reason_for(rule, about_on)
        taken: list[GivenReason] = []
        record = ReasonEdit(code=_USUAL_REASONS.get(rule, ReasonCode.ILLNESS))
        if given is not None:
            record = ReasonEdit(code=given.code, remark=given.remark)

        def keep(typed: ReasonEdit) -> None:
            hours.give_reason(
                self._desk, report.episode.id, rule, about_on, typed.code, remark=typed.remark
            )

        title = words.reason_question(rule, words.short(about_on, self._desk.today()))
        on_take_back = None if given is None else partial(taken.append, given)
        dialog = dialogs.of_reason(self._page, title, record, keep, on_take_back)
        self._run(dialog, f"{rule.name.lower()}/{about_on}")
        for one in taken:
            self._take_back(one)

    def _take_back(self, given: GivenReason) -> None:
        """Take a reason back; the toast gives it again."""

        def take() -> None:
            hours.take_reason(self._desk, given)
            toast.of_window(self._page).announce(
                say("Reason taken back"),
                say("Undo"),
                partial(self._do, partial(hours.restore_reason, self._desk, given)),
            )

        self._do(take)

    def record(self) -> None:
        """Record a session of this client alone."""

        def keep(typed: SessionEdit) -> None:
            if typed.times is not None:
                new = NewSession(
                    kind=typed.kind,
                    held_on=typed.held_on,
                    starts=typed.times.start,
                    ends=typed.times.end,
                    modality=typed.modality,
                    led_by=typed.led_by,
                )
                hour_reports.record(
                    self._desk, self._client_id, new, typed.code, _count(typed.minutes)
                )

        self._run(dialogs.of_session(self._page, self._desk.today, keep), "attended_session")

    def correct(self, one: SessionLine) -> None:
        """Correct how the client took part, or take it back."""
        wrong: list[SessionLine] = []

        def keep(typed: PresenceEdit) -> None:
            attendance.mark(
                self._desk, one.session_id, self._client_id, typed.code, _count(typed.minutes)
            )

        day = words.short(one.held_on, self._desk.today())
        title = f"{words.session_title(one)}, {day}"
        dialog = dialogs.of_presence(self._page, one, title, keep, lambda: wrong.append(one))
        self._run(dialog, f"presence/{one.session_id}")
        if wrong and messages.ask(
            self._page,
            say("Take this attendance back?"),
            say("It was entered in error. The activity log keeps that it was there."),
            say("Take back"),
        ):
            self._do(lambda: hour_reports.take_back(self._desk, one))

    def change_time(self, series_id: SeriesId) -> None:
        """Change a time of the client alone that comes back."""
        done: list[Changed] = []

        def keep(typed: Series) -> None:
            done.append(
                weekly_times.change(self._desk, typed, ends_next_day=typed.ends < typed.starts)
            )

        if (series := self._own_time(series_id)) is not None:
            dialog = time_dialogs.TimeDialog(self._page, series, keep, today=self._desk.today)
            self._run(dialog, f"own_time/{series.uid}")
            for changed in done:
                toast.of_window(self._page).announce(
                    say("{when} changed").format(when=session_words.when(series)),
                    say("Undo"),
                    partial(self._do, partial(weekly_times.change_back, self._desk, changed)),
                )

    def end_time(self, series_id: SeriesId) -> None:
        """Say when a time of the client alone is for the last time."""

        def keep(last_on: date) -> None:
            schedule.end(self._desk, series_id, last_on)

        if (series := self._own_time(series_id)) is not None:
            dialogs.run(time_dialogs.ending(self._page, series, keep, today=self._desk.today))

    def _own_time(self, series_id: SeriesId) -> Series | None:
        every = schedule.of_client(self._desk, self._client_id)
        return next((one for one in every if one.id == series_id), None)

    def add_meeting(self) -> None:
        """Add a meeting of mutual help."""

        def keep(typed: MutualHelpMeeting | NewMeeting) -> None:
            if isinstance(typed, NewMeeting):
                mutual_help.add(self._desk, self._client_id, typed)

        new = NewMeeting(held_on=self._desk.today())
        self._run(dialogs.of_meeting(self._page, self._desk.today, new, keep), "meeting")

    def edit_meeting(self, meeting: MutualHelpMeeting) -> None:
        """Correct a meeting."""

        def keep(typed: MutualHelpMeeting | NewMeeting) -> None:
            if isinstance(typed, MutualHelpMeeting):
                mutual_help.change(self._desk, typed)

        dialog = dialogs.of_meeting(self._page, self._desk.today, meeting, keep)
        self._run(dialog, f"meeting/{meeting.uid}")

    def remove_meeting(self, meeting: MutualHelpMeeting) -> None:
        """Take a meeting back that was entered by mistake."""
        if messages.ask(
            self._page,
            say("Remove this meeting?"),
            say("It was entered in error. The activity log keeps that it was there."),
            say("Remove"),
        ):
            self._do(lambda: mutual_help.remove(self._desk, meeting))

    def tell_standing(self, known: MutualHelp) -> None:
        """Ask for sponsor and step."""
        told = known.standing
        record = StandingEdit()
        if told is not None:
            step = "" if told.step is None else str(told.step)
            record = replace(record, has_sponsor=told.has_sponsor, sponsor=told.sponsor, step=step)

        def keep(typed: StandingEdit) -> None:
            mutual_help.tell(
                self._desk,
                self._client_id,
                has_sponsor=typed.has_sponsor,
                sponsor=typed.sponsor,
                step=_count(typed.step),
            )

        self._run(dialogs.of_standing(self._page, record, keep), "sponsor")

    def set_number(self, client: str) -> None:
        """Set a number that differs for the client, whose name to show is `client`."""

        def keep(typed: NumberEdit) -> None:
            profiles.set_client_number(
                self._desk, self._client_id, typed.name, int(typed.value), typed.reason
            )

        self._run(dialogs.of_number(self._page, client, keep), "client_number")

    def end_number(self, number: ClientNumber) -> None:
        """Let the program's number hold again."""
        self._do(lambda: profiles.end_client_number(self._desk, self._client_id, number.name))

    def _run(self, dialog: FormDialog[Record], name: str) -> None:
        dialog.remember(Subject(self._desk, self._client_id, name))
        dialogs.run(dialog)

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as problem:
            self._complain(problem)


def _count(typed: str) -> int | None:
    return int(typed) if typed.strip() else None
