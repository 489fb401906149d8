"""The groups of a client's track, offered after the admission; nothing is joined without a tick."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counselor_desk.errors import DeskError
from counselor_desk.records.ids import GroupId
from counselor_desk.services import episodes, groups, schedule, shown_names, tracks
from counselor_desk.ui import messages, session_words
from counselor_desk.ui.banners import Banner
from counselor_desk.ui.buttons import Button
from counselor_desk.ui.choosers import CheckBox
from counselor_desk.ui.form_fields import day, spread
from counselor_desk.ui.labels import ElidedLabel
from counselor_desk.ui.layouts import Column, Item, hold
from counselor_desk.ui.parsed_fields import DateField
from counselor_desk.ui.scrolling import PageScroll

if TYPE_CHECKING:
    from counselor_desk.records.clients import Client
    from counselor_desk.records.episodes import Episode
    from counselor_desk.services.desk import Desk
    from counselor_desk.services.groups import GroupNow
    from counselor_desk.services.tracks import TrackOffer

_WIDTH = 520
_INSET = 26
"""Where the words of a tick begin, in pixels at 100 %."""

_MOST_SHOWN, _SHOWN_HEIGHT = 5, 216
"""How many groups stand there without scrolling, and how high more of them are at 100 %."""


def is_new(now: Episode | None, before: Episode | None) -> bool:
    """Whether a client was just admitted, or just came into another track."""
    if now is None or not now.is_open or now.admitted_on is None:
        return False
    if before is None or before.id != now.id or before.admitted_on is None:
        return True
    return before.track is not now.track


def offer(parent: QWidget, desk: Desk, client: Client) -> None:
    """Ask which groups of the track a client joins, where it has any the client is not in."""
    stay = episodes.current(desk, client.id)
    found = tracks.offers(desk, {client.id}).get(client.id)
    if stay is None or stay.admitted_on is None or found is None:
        return

    def join(chosen: Sequence[GroupId], joined_on: date) -> None:
        groups.join_all(desk, chosen, client.id, joined_on=joined_on)

    wanted = {one.id for one in found.groups}
    dialog = TrackGroupsDialog(
        parent,
        shown_names.shown(desk, client),
        found,
        {one.group.id: one for one in groups.every(desk) if one.group.id in wanted},
        weekly={
            group_id: session_words.weekly([*schedule.of_group(desk, group_id)], desk.today())
            for group_id in wanted
        },
        joined_on=stay.admitted_on,
        join=join,
        today=desk.today,
    )
    messages.run(dialog)
    dialog.deleteLater()


class TrackGroupsDialog(messages.Dialog):
    """Asks which groups somebody joins; a `DeskError` of `join` is said, and the ticks stay."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        found: TrackOffer,
        places: Mapping[GroupId, GroupNow],
        *,
        weekly: Mapping[GroupId, str],
        joined_on: date,
        join: Callable[[Sequence[GroupId], date], object],
        today: Callable[[], date],
    ) -> None:
        """Make the dialog.

        Args:
            parent: any widget of the window it belongs to.
            name: the client, as the screen says it.
            found: the track and its groups.
            places: how many places of each of them are taken.
            weekly: when each of them meets.
            joined_on: the day they are joined on unless another one is typed.
            join: lets the client belong to the ticked groups from a day.
            today: gives the local date.
        """
        super().__init__(parent, "", width=_WIDTH)
        track = session_words.track(found.track)
        title = self.tr("{track}: does {name} join its groups?").format(track=track, name=name)
        self.title_label.setText(title)
        self.setAccessibleName(title)
        self.setObjectName("track_groups")
        self._join = join
        self.group_ticks = {one.id: CheckBox(one.name) for one in found.groups}
        listed = Column(spacing=10)
        for group_id, tick in self.group_ticks.items():
            facts = " · ".join(filter(None, (self._places(places[group_id]), weekly[group_id])))
            caption = ElidedLabel(facts, "caption")
            tick.setAccessibleDescription(facts)
            listed.add(Column(tick, Column(caption, margins=(_INSET, 0, 0, 0)), spacing=1))
            tick.edited.connect(self._count)
        field = day(self.tr("From"), today)
        self.joined_field = field
        self.joined_edit = field.field if isinstance(field.field, DateField) else DateField(today)
        self.joined_edit.set_value(joined_on)
        self.problem_banner = Banner("", tone="risk")
        self.problem_banner.hide()
        shown: Item = listed if len(self.group_ticks) <= _MOST_SHOWN else _scrolled(listed)
        self.body.add(4, shown, 4, spread({"from": field}, ("from",)), self.problem_banner)
        self.not_now_button = Button(self.tr("Not now"))
        self.join_button = Button(self.tr("Join"), kind="primary")
        self.set_buttons(self.not_now_button, self.join_button)
        self.not_now_button.clicked.connect(self.reject)
        self.join_button.clicked.connect(self.join)
        self._count()
        next(iter(self.group_ticks.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def join(self) -> None:
        """Let the client join what is ticked, or say why not."""
        self.joined_edit.settle()
        joined_on = self.joined_edit.value()
        if joined_on is None:
            self.joined_field.set_error(self.joined_edit.problem() or self.tr("Enter the day."))
            self.place()
            return
        try:
            self._join(self._ticked(), joined_on)
        except DeskError as problem:
            self.problem_banner.set_message(str(problem), tone="risk")
            self.problem_banner.show()
            self.place()
        else:
            self.accept()

    def _ticked(self) -> list[GroupId]:
        return [group_id for group_id, tick in self.group_ticks.items() if tick.value()]

    def _count(self, *_tick: object) -> None:
        """Without a tick there is nothing to join."""
        count = len(self._ticked())
        self.join_button.setEnabled(count > 0)
        said = self.tr("Join {count} groups").format(count=count) if count > 1 else self.tr("Join")
        self.join_button.set_text(said)

    def _places(self, now: GroupNow) -> str:
        taken = self.tr("{count} of {limit} places taken")
        said = taken.format(count=len(now.members), limit=now.limit)
        if len(now.members) < now.limit:
            return said
        return self.tr("Full: {places}").format(places=said)


def _scrolled(listed: Column) -> QWidget:
    content = QWidget()
    content.setLayout(listed)
    scroll = PageScroll(content, keeps_room=False)
    hold(scroll, height=_SHOWN_HEIGHT)
    return scroll
