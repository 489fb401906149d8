"""Pictures of the Groups page: the list, one group, its dialogs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from counselor_desk.records.episodes import Track
from counselor_desk.records.schedule import CourseTopic
from counselor_desk.services import groups
from counselor_desk.services.tracks import TrackOffer
from counselor_desk.ui import session_words
from counselor_desk.ui.clients.track_groups import TrackGroupsDialog
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.groups.dialogs import GroupDialog, blank_group
from counselor_desk.ui.groups.group import EARLIER
from counselor_desk.ui.groups.page import GroupsPage
from counselor_desk.ui.groups.picker import Candidate, MemberPicker
from counselor_desk.ui.groups.planning import TopicDialog
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.weekly_times import TimeDialog

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk
    from counselor_desk.ui.messages import Dialog


def screens() -> tuple[Screen, ...]:
    """The pictures of this module; the group with the most members stands for all."""
    return (
        Screen(name="groups", make=at(_list), needs_desk=True),
        Screen(name="group-page", make=at(_fullest), needs_desk=True),
        Screen(name="group-earlier", make=at(_fullest), needs_desk=True, prepare=_turn),
        Screen(name="group-new", make=at(_list), needs_desk=True, prepare=_new),
        Screen(name="group-join", make=at(_fullest), needs_desk=True, prepare=_join),
        Screen(name="group-topics", make=at(_fullest), needs_desk=True, prepare=_scroll_to_topics),
        Screen(name="group-topic", make=at(_fullest), needs_desk=True, prepare=_topic),
        Screen(name="group-track", make=at(_list), needs_desk=True, prepare=_track),
        Screen(name="group-time", make=at(_fullest), needs_desk=True, prepare=_time),
    )


def _list(_desk: Desk) -> Place:
    return Place(page=Page.GROUPS)


def _fullest(desk: Desk) -> Place:
    told = groups.every(desk)
    if not told:
        return Place(page=Page.GROUPS)
    now = max(told, key=lambda one: (len(one.members), not one.group.led_by))
    return Place(page=Page.GROUPS, group_id=now.group.id)


def _turn(window: QWidget) -> None:
    page = _page(window)
    if page is not None and page.group_view is not None:
        page.group_view.turn_to(EARLIER)


def _scroll_to_topics(window: QWidget) -> None:
    page = _page(window)
    if page is not None and page.group_view is not None:
        card = page.group_view.topics_card
        area = next(iter(page.group_view.findChildren(QScrollArea)))
        area.ensureWidgetVisible(card.members_table)


def _topic(window: QWidget) -> None:
    page = _page(window)
    whole = None if page is None else page.whole()
    if page is not None and whole is not None and whole.planned:
        own = [one for one in whole.planned if one.topic is CourseTopic.OWN]
        _show(TopicDialog(page, (own or [*whole.planned])[0], lambda _typed: None))


def _new(window: QWidget) -> None:
    page = _page(window)
    if page is not None:
        _show(GroupDialog(page, blank_group(), lambda _typed: None, limit=10))


def _join(window: QWidget) -> None:
    page = _page(window)
    whole = None if page is None else page.whole()
    if page is not None and whole is not None:
        people = [
            Candidate(
                client=one.client,
                name=one.name,
                preference="" if at else "young adults",
                offer=TrackOffer(track=Track.MORNING, groups=(whole.line.group,)),
            )
            for at, one in enumerate(whole.earlier)
        ]
        day = whole.line.series[-1].begins_on
        _show(
            MemberPicker(
                page,
                people,
                find=lambda _typed: set(),
                join=lambda _client, _day, _remark, _others: None,
                today=lambda: day,
                full="",
            )
        )


def _track(window: QWidget) -> None:
    page = _page(window)
    if page is None:
        return
    lines = page.list_view.table.rows.rows
    today = lines[0].series[-1].begins_on
    _show(
        TrackGroupsDialog(
            page,
            "Simone G.",
            TrackOffer(track=Track.MORNING, groups=tuple(one.group for one in lines)),
            {
                one.group.id: replace(one.now, limit=len(one.now.members) + 3 * (at > 0))
                for at, one in enumerate(lines)
            },
            weekly={one.group.id: session_words.weekly([*one.series], today) for one in lines},
            joined_on=today,
            join=lambda _chosen, _day: None,
            today=lambda: today,
        )
    )


def _time(window: QWidget) -> None:
    page = _page(window)
    whole = None if page is None else page.whole()
    if page is not None and whole is not None and whole.line.series:
        today = whole.line.series[-1].begins_on
        _show(
            TimeDialog(
                page,
                whole.line.series[-1],
                lambda _typed: None,
                today=lambda: today,
                is_new=False,
            )
        )


def _show(dialog: Dialog) -> None:
    dialog.place()
    dialog.show()


def _page(window: QWidget) -> GroupsPage | None:
    found = window.findChild(GroupsPage)
    return found if isinstance(found, GroupsPage) else None
