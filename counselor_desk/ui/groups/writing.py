"""What one can do to groups: each verb asks in a dialog and keeps the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from counselor_desk.records.clients import Caseload, Client
from counselor_desk.records.groups import Group, Member
from counselor_desk.records.ids import GroupId, SeriesId, Uid
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services import (
    clients,
    groups,
    profiles,
    schedule,
    shown_names,
    tracks,
    weekly_times,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.groups import GroupNow
from counselor_desk.services.weekly_times import Changed
from counselor_desk.ui import messages
from counselor_desk.ui import weekly_times as time_dialogs
from counselor_desk.ui.form_dialog import FormDialog
from counselor_desk.ui.groups import dialogs, picker, words
from counselor_desk.ui.groups.dialogs import GroupDialog
from counselor_desk.ui.groups.picker import Candidate, Guest, MemberPicker
from counselor_desk.ui.typed_dialog import Subject

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

Record = TypeVar("Record")
_NINE, _HALF_PAST_TEN = time(9), time(10, 30)


class Writing:
    """Writes groups; each verb gives what was kept, or None."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` is what the dialogs stand on."""
        self._desk, self._page = desk, page

    def add(self) -> Group | None:
        """Make a group."""
        kept: list[Group] = []
        limit = profiles.in_force(self._desk).group_cap
        dialog = GroupDialog(
            self._page,
            dialogs.blank_group(),
            lambda typed: kept.append(groups.add(self._desk, typed)),
            limit=limit,
        )
        self._run(dialog, Subject.of(self._desk, None, "group"))
        return _first(kept)

    def edit(self, now: GroupNow) -> Group | None:
        """Correct what a group is."""
        kept: list[Group] = []
        dialog = GroupDialog(
            self._page,
            now.group,
            lambda typed: kept.append(groups.change(self._desk, typed)),
            limit=now.limit,
        )
        self._run(dialog, Subject.of(self._desk, None, "group", now.group))
        return _first(kept)

    def add_member(self, now: GroupNow) -> Member | None:
        """Let somebody join, one's own client or a guest."""
        kept: list[Member] = []
        wants_guest: list[bool] = []

        def join(client: Client, joined_on: date, remark: str, also: Sequence[GroupId]) -> None:
            several = (now.group.id, *also)
            kept.extend(
                groups.join_all(self._desk, several, client.id, joined_on=joined_on, remark=remark)
            )

        people = groups.could_join(self._desk, now.group.id)
        names = shown_names.shown_of(self._desk, people)
        hides = shown_names.are_hidden(self._desk)
        wishes = {} if hides else groups.preferences(self._desk)
        offers = tracks.offers(self._desk, {one.id for one in people}, besides=now.group.id)
        candidates = [
            Candidate(
                client=one,
                name=names[one.id],
                preference=wishes.get(one.id, ""),
                offer=offers.get(one.id),
            )
            for one in people
        ]
        dialog = MemberPicker(
            self._page,
            candidates,
            find=lambda typed: groups.named(people, typed),
            join=join,
            today=self._desk.today,
            full=_full(now),
        )
        dialog.guest_button.clicked.connect(dialog.reject)
        dialog.guest_button.clicked.connect(lambda: wants_guest.append(True))
        dialog.remember(Subject.of(self._desk, None, "group.join", now.group))
        messages.run(dialog)
        dialog.deleteLater()
        return self.add_guest(now) if wants_guest else _first(kept)

    def add_guest(self, now: GroupNow) -> Member | None:
        """Let another counselor's client join, whom the store does not know yet."""
        kept: list[Member] = []

        def keep(typed: Guest, is_sure: bool) -> None:
            client = clients.add(
                self._desk,
                NewClient(
                    given_name=typed.given_name,
                    family_name=typed.family_name,
                    born_on=typed.born_on,
                    admitted_on=typed.admitted_on,
                    caseload=Caseload.GUEST,
                ),
                is_sure=is_sure,
            )
            kept.append(groups.join(self._desk, now.group.id, client.id, remark=typed.remark))

        dialog = picker.new_guest(self._page, keep, today=self._desk.today)
        self._run(dialog, Subject.of(self._desk, None, "group.guest", now.group))
        return _first(kept)

    def change_member(self, member: Member, name: str) -> Member | None:
        """Correct the day of joining, and what part a client has in the group."""
        kept: list[Member] = []

        def keep(joined_on: date, remark: str) -> None:
            changed = replace(member, joined_on=joined_on, remark=remark)
            kept.append(groups.correct_member(self._desk, changed))

        dialog = dialogs.member(self._page, name, member, keep, today=self._desk.today)
        self._run(dialog, self._about("group.member", member))
        return _first(kept)

    def leave(self, member: Member, name: str) -> Member | None:
        """Say when a client was in the group for the last time."""
        kept: list[Member] = []

        def leave(left_on: date, remark: str) -> None:
            kept.append(groups.leave(self._desk, member, left_on=left_on, remark=remark))

        dialog = dialogs.leaving(self._page, name, member, leave, today=self._desk.today)
        self._run(dialog, self._about("group.leave", member))
        return _first(kept)

    def add_time(self, group: Group) -> Series | None:
        """Plan when a group meets each week."""
        today = self._desk.today()
        blank = Series(
            id=SeriesId(0),
            uid=Uid(""),
            kind=SessionKind.GROUP,
            care_group_id=group.id,
            weekday=Weekday(today.weekday()),
            starts=_NINE,
            ends=_HALF_PAST_TEN,
            zone="",
            led_by=group.led_by,
            begins_on=today,
        )
        about = Subject.of(self._desk, None, "group.new_time", group)
        return self._ask_time(blank, lambda typed: _plan(self._desk, typed), about, is_new=True)

    def edit_time(self, series: Series) -> Changed | None:
        """Change a weekly time."""
        done: list[Changed] = []

        def keep(typed: Series) -> Series:
            changed = weekly_times.change(
                self._desk, typed, ends_next_day=typed.ends < typed.starts
            )
            done.append(changed)
            return changed.after

        about = Subject.of(self._desk, None, "group.time", series)
        self._ask_time(series, keep, about, is_new=False)
        return _first(done)

    def end_time(self, series: Series) -> Series | None:
        """Let a weekly time end."""
        kept: list[Series] = []

        def end(last_on: date) -> None:
            kept.append(schedule.end(self._desk, series.id, last_on))

        dialog = time_dialogs.ending(self._page, series, end, today=self._desk.today)
        self._run(dialog, Subject.of(self._desk, None, "group.time.end", series))
        return _first(kept)

    def close(self, now: GroupNow) -> Callable[[], None] | None:
        """Close a group after asking; gives what opens it again, or None."""
        sentence = words.translated(
            "Its {count} members leave it today and nothing more is planned. "
            "Attendance and notes stay."
        ).format(count=len(now.members))
        title = words.translated("Close {name}?").format(name=now.group.name)
        if not messages.ask(self._page, title, sentence, words.translated("Close group")):
            return None
        desk, today = self._desk, self._desk.today()
        open_times = [
            one
            for one in schedule.of_group(desk, now.group.id)
            if one.ends_on is None or one.ends_on > today
        ]
        groups.close(desk, now.group.id)
        for one in open_times:
            schedule.change(
                desk,
                replace(one, ends_on=max(today, one.begins_on)),
                ends_next_day=one.ends < one.starts,
            )

        def open_again() -> None:
            groups.change(desk, now.group)
            for member in now.members:
                groups.change_member(desk, member)
            for one in open_times:
                schedule.change(desk, one, ends_next_day=one.ends < one.starts)

        return open_again

    def _ask_time(
        self, series: Series, keep: Callable[[Series], Series], about: Subject, *, is_new: bool
    ) -> Series | None:
        kept: list[Series] = []
        dialog = time_dialogs.TimeDialog(
            self._page,
            series,
            lambda typed: kept.append(keep(typed)),
            today=self._desk.today,
            is_new=is_new,
        )
        self._run(dialog, about)
        return _first(kept)

    def _about(self, form: str, member: Member) -> Subject:
        """What a dialog about a client's time in a group is known by after a lock."""
        return Subject(self._desk, member.client_id, f"{form}/{member.id}")

    def _run(self, dialog: FormDialog[Record], about: Subject) -> None:
        dialog.remember(about)
        messages.run(dialog)
        dialog.deleteLater()


def _plan(desk: Desk, typed: Series) -> Series:
    return schedule.plan(desk, typed, ends_next_day=typed.ends < typed.starts)


def _full(now: GroupNow) -> str:
    if len(now.members) < now.limit:
        return ""
    return words.translated(
        "{places} places are taken. You can add one more; the group then stands out as too full."
    ).format(places=words.places(now))


def _first(kept: list[Record]) -> Record | None:
    return next(iter(kept), None)
