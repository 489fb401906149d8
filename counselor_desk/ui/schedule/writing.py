"""What one can do to the week: each verb keeps something and gives what takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DoubtfulOverlapError, UnreadableTimeError
from counselor_desk.records import times
from counselor_desk.records.clients import ClientStatus
from counselor_desk.records.schedule import Occurrence, Series
from counselor_desk.records.weeks import Block
from counselor_desk.services import clients, groups, schedule, weeks
from counselor_desk.ui import messages
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.schedule import dialogs
from counselor_desk.ui.schedule.days_off import DaysOffDialog
from counselor_desk.ui.schedule.dialogs import SessionDialog, TypedMove, Whom
from counselor_desk.ui.schedule.words import translated as say
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

Record = TypeVar("Record")
Undo = Callable[[], None]
_QUARTER = timedelta(minutes=15)


class Writing:
    """Writes the week; what does something gives what undoes it, None where nothing was done."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` is what the dialogs stand on."""
        self._desk, self._page = desk, page

    def add(self, held_on: date, starts: time | None) -> Series | None:
        """Plan a session, once or each week."""
        kept: list[Series] = []

        def keep(series: Series, is_sure: bool) -> None:
            if not is_sure:
                self._check_free(_first_time(series))
            kept.append(
                schedule.plan(self._desk, series, ends_next_day=series.ends < series.starts)
            )

        dialog = SessionDialog(
            self._page,
            self._choices(),
            keep,
            today=self._desk.today,
            held_on=held_on,
            starts=starts,
        )
        dialog.remember(Subject.of(self._desk, None, "session"))
        _run(dialog)
        return next(iter(kept), None)

    def step(self, block: Block, step: int) -> Undo | None:
        """Move a session by quarters of an hour within its day.

        Raises:
            ImpossibleSeriesError: it was held already.
        """
        one = block.planned
        if one is None:
            return None
        begins = datetime.combine(one.held_on, one.starts) + step * _QUARTER
        ends = datetime.combine(one.held_on, one.ends) + step * _QUARTER
        if begins.date() != one.held_on:
            return None
        schedule.move(self._desk, one, one.held_on, begins.time(), ends.time())
        return self._undo(one)

    def move(self, block: Block) -> Undo | None:
        """Ask where a session goes, and move it there."""
        one = block.planned
        if one is None:
            return None
        done: list[bool] = []

        def keep(typed: TypedMove, is_sure: bool) -> None:
            if typed.held_on is None or typed.times is None:
                raise UnreadableTimeError.unknown()
            to = replace(one, held_on=typed.held_on, starts=typed.times.start, ends=typed.times.end)
            if not is_sure:
                self._check_free(to)
            schedule.move(
                self._desk,
                one,
                typed.held_on,
                typed.times.start,
                typed.times.end,
                reason=typed.reason,
                ends_next_day=typed.is_overnight,
            )
            done.append(True)

        dialog = dialogs.moving(self._page, block, keep, today=self._desk.today)
        dialog.remember(self._about("move", one))
        _run(dialog)
        return self._undo(one) if done else None

    def leave_out(self, block: Block) -> Undo | None:
        """Ask why a session is left out, and leave it out."""
        one = block.planned
        if one is None:
            return None
        done: list[bool] = []

        def keep(reason: str) -> None:
            schedule.leave_out(self._desk, one, reason)
            done.append(True)

        dialog = dialogs.leaving_out(self._page, block, keep)
        dialog.remember(self._about("leave_out", one))
        _run(dialog)
        return self._undo(one) if done else None

    def put_back(self, block: Block) -> None:
        """Let a session be at its usual time again."""
        if block.planned is not None:
            schedule.put_back(self._desk, block.planned)

    def show_days_off(self) -> None:
        """List, add and take away days off."""
        dialog = DaysOffDialog(self._page, self._desk)
        messages.run(dialog)
        dialog.deleteLater()

    def _about(self, form: str, one: Occurrence) -> Subject:
        """What a dialog about one time of a series is known by after a lock."""
        name = f"session.{form}/{one.series.uid}/{one.planned_on.isoformat()}"
        return Subject(self._desk, one.series.client_id, name)

    def _undo(self, one: Occurrence) -> Undo:
        """Puts a time back to where it was: its usual one, or the one it was moved to before."""

        def undo() -> None:
            if one.is_moved:
                schedule.move(self._desk, one, one.held_on, one.starts, one.ends)
            else:
                schedule.put_back(self._desk, one)

        return undo

    def _choices(self) -> list[tuple[Whom, str]]:
        """Clients in treatment by name, then the groups that meet."""
        rows = clients.rows(self._desk)
        in_treatment = [row.id for row in rows if row.status is not ClientStatus.DISCHARGED]
        found = [
            (Whom(client_id=client_id), name)
            for client_id, name in clients.short_names(self._desk, in_treatment)
        ]
        found += [
            (Whom(group_id=one.group.id), say("Group: {name}").format(name=one.group.name))
            for one in groups.every(self._desk)
            if one.group.is_open
        ]
        return found

    def _check_free(self, planned: Occurrence) -> None:
        """Raise a doubt where something is at that time already."""
        others = weeks.at_the_time_of(self._desk, planned)
        if others:
            said = say(" and ").join(
                say("{title} at {time}").format(title=one.called, time=times.write_time(one.starts))
                for one in others
            )
            raise DoubtfulOverlapError(said)


def _first_time(series: Series) -> Occurrence:
    return Occurrence(
        series=series,
        planned_on=series.begins_on,
        held_on=series.begins_on,
        starts=series.starts,
        ends=series.ends,
    )


def _run(dialog: FormDialog[Record]) -> None:
    messages.run(dialog)
    dialog.deleteLater()
