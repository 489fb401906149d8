"""The Groups page: the list, or the one group that the place names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import GroupId
from counselor_desk.records.schedule import Series
from counselor_desk.services import (
    attendance,
    clients,
    groups,
    schedule,
    shown_names,
    weekly_times,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.ui import fact_table, session_words, toast
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.dressing import dress
from counselor_desk.ui.groups import columns, lines, words
from counselor_desk.ui.groups.group import NOW, GroupView
from counselor_desk.ui.groups.lines import GroupWhole, MemberLine
from counselor_desk.ui.groups.list import GroupsList
from counselor_desk.ui.groups.planning import Planning
from counselor_desk.ui.groups.topic_columns import TopicLine
from counselor_desk.ui.groups.writing import Writing
from counselor_desk.ui.layouts import Column
from counselor_desk.ui.navigation import Navigator, Page, Place

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.bulletin import Bulletin

_CONCERNED = frozenset(
    {
        Kind.GROUP,
        Kind.SCHEDULE,
        Kind.ATTENDANCE,
        Kind.CLIENT,
        Kind.EPISODE,
        Kind.PROFILE,
        Kind.SETTINGS,
    }
)
_MOST_CLASHES = 3


class GroupsPage(QWidget):
    """Groups are made, filled and planned here; meetings are written up on their own page."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        bulletin: Bulletin,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dress(self, c="page")
        self._desk, self._navigator = desk, navigator
        self._writing, self._planning = Writing(desk, self), Planning(desk, self)
        self._group_id: GroupId | None = None
        self._whole: GroupWhole | None = None
        self._is_stale = False
        self.problem_banner = Banner("", tone="risk", can_close=True)
        self.problem_banner.hide()
        self.list_view = GroupsList(desk.today)
        self.group_view: GroupView | None = None
        self._views = QStackedWidget()
        self._views.addWidget(self.list_view)
        self.setLayout(Column(self.problem_banner, (self._views, 1), spacing=0))
        self.list_view.add_requested.connect(self._add)
        self.list_view.opened.connect(self._open)
        bulletin.changed.connect(self._hear)

    def show_place(self, place: Place) -> None:
        """Show the list, or the group that the place names.

        Raises:
            DeskError: it cannot be read.
        """
        self.problem_banner.hide()
        is_other = place.group_id != self._group_id
        self._group_id = place.group_id
        self._load()
        if self._group_id is None:
            self.list_view.enter()
        else:
            view = self._view()
            if is_other:
                view.turn_to(NOW)
            view.enter()

    def flush(self) -> None:
        """Nothing is typed here outside of dialogs."""

    def whole(self) -> GroupWhole | None:
        """The group that is shown, None while the list is."""
        return self._whole

    def writing(self) -> Writing:
        """What asks in dialogs and keeps the answers."""
        return self._writing

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def _view(self) -> GroupView:
        """The view of one group, made when it is first needed."""
        if self.group_view is None:
            view = self.group_view = GroupView(self._desk.today)
            self._views.addWidget(view)
            view.back_requested.connect(lambda: self._navigator.open(Place(page=Page.GROUPS)))
            view.edit_requested.connect(self._edit)
            view.close_requested.connect(self._close)
            view.write_up_requested.connect(self._write_up)
            view.member_add_requested.connect(self._add_member)
            view.time_add_requested.connect(self._add_time)
            view.member_acted.connect(self._act_on_member)
            view.time_acted.connect(self._act_on_time)
            view.topics_card.add_requested.connect(self._plan_topic)
            view.topics_card.acted.connect(self._act_on_topic)
            view.topics_card.moved.connect(self._move_topic)
        return self.group_view

    def _load(self) -> None:
        self._is_stale = False
        if self._group_id is None:
            self._whole = None
            self.list_view.show_lines(lines.every(self._desk))
            self._views.setCurrentWidget(self.list_view)
            return
        self._whole = lines.whole(self._desk, self._group_id)
        view = self._view()
        view.show_group(self._whole, self._clashes(self._whole))
        self._views.setCurrentWidget(view)

    def _clashes(self, whole: GroupWhole) -> str:
        """What overlaps in the next two weeks, a few sentences at most."""
        told = []
        for one in whole.clashes[:_MOST_CLASHES]:
            group = whole.book.group_of(one.other)
            client_id = one.other.series.client_id
            title = group.name if group is not None else ""
            if client_id is not None:
                title = shown_names.shown(self._desk, clients.get(self._desk, client_id))
            name = ""
            if one.client_id is not None:
                name = shown_names.shown(self._desk, clients.get(self._desk, one.client_id))
            told.append(words.clash(one, title, name, self._desk.today()))
        more = len(whole.clashes) - _MOST_CLASHES
        rest = [self.tr("And {count} more.").format(count=more)] if more > 0 else []
        return " ".join([*told, *rest])

    def _open(self, group: Group) -> None:
        self._navigator.open(Place(page=Page.GROUPS, group_id=group.id))

    def _add(self) -> None:
        kept = self._writing.add()
        if kept is not None:
            self._open(kept)

    def _edit(self) -> None:
        if self._whole is not None:
            self._writing.edit(self._whole.line.now)

    def _close(self) -> None:
        if self._whole is None:
            return
        now = self._whole.line.now

        def close() -> None:
            open_again = self._writing.close(now)
            if open_again is not None:
                self._navigator.open(Place(page=Page.GROUPS))
                said = self.tr("{name} closed").format(name=now.group.name)
                self._offer_undo(said, open_again)

        self._try(close)

    def _add_member(self) -> None:
        if self._whole is None or not self._whole.line.group.is_open:
            return
        kept = self._writing.add_member(self._whole.line.now)
        view = self._view()
        if kept is not None:
            view.turn_to(NOW)
            row = next((one for one in self._shown_members() if one.member.id == kept.id), None)
            view.members_table.choose(row.uid if row is not None else None)

    def _shown_members(self) -> tuple[MemberLine, ...]:
        return () if self._whole is None else self._whole.members

    def _add_time(self) -> None:
        if self._whole is not None and self._whole.line.group.is_open:
            kept = self._writing.add_time(self._whole.line.group)
            if kept is not None:
                self._view().times_table.choose(kept.uid)

    def _act_on_member(self, action: str, row: MemberLine) -> None:
        match action:
            case fact_table.OPEN:
                self._navigator.open(Place(page=Page.CHART, client_id=row.client.id))
            case fact_table.END if row.member.left_on is None:
                if self._writing.leave(row.member, row.name) is not None:
                    said = self.tr("{name} left the group").format(name=row.name)
                    self._offer_undo(said, lambda: groups.change_member(self._desk, row.member))
            case columns.EDIT if row.member.left_on is None:
                if self._writing.change_member(row.member, row.name) is not None:
                    said = self.tr("{name} changed").format(name=row.name)
                    self._offer_undo(said, lambda: groups.change_member(self._desk, row.member))
            case columns.AGAIN:
                self._try(
                    lambda: groups.join(self._desk, row.member.care_group_id, row.member.client_id)
                )

    def _act_on_time(self, action: str, row: Series) -> None:
        if action == fact_table.OPEN:
            self._edit_time(row)
        elif action == fact_table.END and row.ends_on is None:
            self._end_time(row)

    def _plan_topic(self) -> None:
        whole = self._whole
        if whole is not None and whole.line.group.is_open:
            undo = self._planning.add(whole.line.group, whole.planned)
            self._offer_topics_undo(self.tr("Topic planned"), undo)

    def _act_on_topic(self, action: str, row: TopicLine) -> None:
        whole = self._whole
        if whole is None or not whole.line.group.is_open:
            return
        group = whole.line.group
        if action == fact_table.OPEN:
            undo = self._planning.edit(group, whole.planned, row)
            self._offer_topics_undo(self.tr("{topic} planned").format(topic=row.name), undo)
        elif action == fact_table.END:

            def remove() -> None:
                undo = self._planning.remove(group, whole.planned, row)
                said = self.tr("{topic} is not planned any more").format(topic=row.name)
                self._offer_topics_undo(said, undo)

            self._try(remove)

    def _move_topic(self, row: TopicLine, step: int) -> None:
        whole = self._whole
        if whole is not None and whole.line.group.is_open:
            self._try(lambda: self._planning.move(whole.line.group, whole.planned, row, step))

    def _offer_topics_undo(self, said: str, undo: Callable[[], object] | None) -> None:
        if undo is not None:
            self._offer_undo(said, undo)

    def _edit_time(self, row: Series) -> None:
        changed = self._writing.edit_time(row)
        if changed is not None:
            self._view().times_table.choose(changed.after.uid)
            said = self.tr("{when} changed").format(when=session_words.when(row))
            self._offer_undo(said, lambda: weekly_times.change_back(self._desk, changed))

    def _end_time(self, row: Series) -> None:
        if self._writing.end_time(row) is None:
            return
        said = self.tr("{when} ends").format(when=session_words.when(row))
        is_overnight = row.ends < row.starts
        self._offer_undo(said, lambda: schedule.change(self._desk, row, ends_next_day=is_overnight))

    def _write_up(self) -> None:
        """Open the meeting that began last; its session is made if it is not there yet."""
        one = None if self._whole is None else self._whole.last_one
        if one is None:
            return

        def hold() -> None:
            session = attendance.hold(self._desk, one)
            self._navigator.open(Place(page=Page.GROUP_SESSION, session_id=session.id))

        self._try(hold)

    def _offer_undo(self, said: str, undo: Callable[[], object]) -> None:
        toast.of_window(self).announce(said, self.tr("Undo"), lambda: self._try(undo))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()

    def _hear(self, changes: Changes) -> None:
        if not changes.kinds & _CONCERNED:
            return
        if self.isVisible():
            self._load()
        else:
            self._is_stale = True
