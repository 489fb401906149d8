"""Group sessions to write up, as actions of the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.schedule import Occurrence
from counselor_desk.services import attendance, group_sessions, schedule
from counselor_desk.ui.actions import Action
from counselor_desk.ui.navigation import Navigator, Page, Place

if TYPE_CHECKING:
    from counselor_desk.records.ids import SessionId
    from counselor_desk.services.desk import Desk

_ICON = "users"


def group_actions(desk: Desk, navigator: Navigator) -> list[Action]:
    """Sessions that are begun, then my own of today that have started and are not."""
    begun = [
        _action(
            _said(held.group.name if held.group else "", dates.write(held.session.held_on)),
            partial(_open, navigator, held.session.id),
        )
        for held in group_sessions.unfinished(desk)
    ]
    today, now = desk.today(), desk.local(desk.now()).time()
    book = schedule.book(desk, today, today)
    waiting = []
    for one in book.occurrences:
        group = book.group_of(one)
        is_mine = group is not None and not one.series.led_by
        if group is not None and is_mine and one.starts <= now and not book.is_held(one):
            said = _said(group.name, times.write_time(one.starts))
            waiting.append(_action(said, partial(_hold, desk, navigator, one)))
    return [*begun, *waiting]


def _action(said: str, act: partial[None]) -> Action:
    also = _tr("group session note attendance")
    return Action(words=said, act=act, icon=_ICON, also=also)


def _hold(desk: Desk, navigator: Navigator, one: Occurrence) -> None:
    _open(navigator, attendance.hold(desk, one).id)


def _open(navigator: Navigator, session_id: SessionId) -> None:
    navigator.open(Place(page=Page.GROUP_SESSION, session_id=session_id))


def _said(name: str, when: str) -> str:
    return _tr("Write up {group}, {when}").format(group=name or _tr("group session"), when=when)


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)
