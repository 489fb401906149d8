"""Which facts stand in which column of the tables of groups, and which give way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from counselor_desk.records.schedule import Series
from counselor_desk.ui import session_words
from counselor_desk.ui.delegates import STRETCH, Cell, ChipWords, Words
from counselor_desk.ui.fact_table import END, OPEN, Column, action_words
from counselor_desk.ui.groups import words
from counselor_desk.ui.groups.lines import GroupLine, MemberLine

AGAIN = "again"
"""The action of a member who left."""

EDIT = "edit"
"""The action that corrects a member's day and part."""

_END_WIDTH, _OPEN_WIDTH = 79.0, 62.0
_MEDIUM, _WIDE = 760.0, 960.0
_ROOM_TO_EDIT = 480.0


def groups(today: Callable[[], date]) -> tuple[Column[GroupLine], ...]:
    """The columns of the list of groups."""

    def name(row: GroupLine, shown: frozenset[str]) -> Cell:
        weekly = "" if "weekly" in shown else session_words.weekly([*row.series], today())
        return Words(
            text=row.group.name,
            caption=words.joined(words.kind(row.group), weekly),
            kind="strong",
        )

    def members(row: GroupLine, _shown: frozenset[str]) -> Cell:
        said = words.members(row.now)
        if said.tone == "neutral":
            return Words(text=said.text, ink="text2", is_tabular=True)
        return ChipWords(text=said.text, tone=said.tone, icon=said.icon)

    return (
        Column(
            key="name",
            width=STRETCH,
            cell=name,
            spoken=lambda row: words.joined_by_comma(row.group.name, words.kind(row.group)),
            title=words.translated("Group"),
        ),
        Column(
            key="weekly",
            width=252,
            cell=lambda row, _: Words(text=session_words.weekly([*row.series], today())),
            spoken=lambda row: session_words.weekly([*row.series], today()),
            title=words.translated("Each week"),
            room=_WIDE,
        ),
        Column(
            key="members",
            width=116,
            cell=members,
            spoken=lambda row: words.translated("{places} places taken").format(
                places=words.places(row.now)
            ),
            title=words.translated("Members"),
        ),
        Column(
            key="next",
            width=170,
            cell=lambda row, _: _quiet(words.next_meeting(row.next_one, today())),
            spoken=lambda row: words.next_meeting(row.next_one, today()),
            title=words.translated("Next meeting"),
        ),
        Column(
            key="leader",
            width=128,
            cell=lambda row, _: _quiet(words.leader(_leader(row))),
            spoken=lambda row: words.leader(_leader(row)),
            title=words.translated("Led by"),
            room=_MEDIUM,
        ),
    )


def closed(today: Callable[[], date]) -> tuple[Column[GroupLine], ...]:
    """The columns of groups that do not meet any more."""
    return (
        Column(
            key="name",
            width=STRETCH,
            cell=lambda row, _: Words(text=row.group.name, caption=words.kind(row.group)),
            spoken=lambda row: row.group.name,
            title=words.translated("Group"),
        ),
        Column(
            key="closed",
            width=170,
            cell=lambda row, _: _quiet(words.short(row.group.closed_on, today())),
            spoken=lambda row: words.short(row.group.closed_on, today()),
            title=words.translated("Closed on"),
        ),
    )


def members(today: Callable[[], date]) -> tuple[Column[MemberLine], ...]:
    """The columns of those who are in a group."""
    return (
        _person(lambda row: row.member.remark),
        Column(
            key="since",
            width=128,
            cell=lambda row, _: _quiet(words.short(row.member.joined_on, today())),
            spoken=lambda row: words.stay(row.member, today()),
            title=words.translated("Joined"),
        ),
        Column(
            key=EDIT,
            width=_OPEN_WIDTH,
            cell=lambda _row, _: action_words(words.translated("Edit")),
            action=EDIT,
            room=_ROOM_TO_EDIT,
        ),
        Column(
            key=END,
            width=_END_WIDTH,
            cell=lambda _row, _: action_words(words.translated("Leave…")),
            action=END,
        ),
        _opening(words.translated("Chart")),
    )


def earlier(today: Callable[[], date]) -> tuple[Column[MemberLine], ...]:
    """The columns of those who were in a group."""
    return (
        _person(lambda row: row.member.remark),
        Column(
            key="stay",
            width=190,
            cell=lambda row, _: _quiet(words.stay(row.member, today())),
            spoken=lambda row: words.stay(row.member, today()),
            title=words.translated("In the group"),
        ),
        Column(
            key=AGAIN,
            width=106,
            cell=lambda _row, _: action_words(words.translated("Add again")),
            action=AGAIN,
        ),
        _opening(words.translated("Chart")),
    )


def times(today: Callable[[], date]) -> tuple[Column[Series], ...]:
    """The columns of weekly times."""

    def end(row: Series, _shown: frozenset[str]) -> Cell:
        return None if row.ends_on is not None else action_words(words.translated("End…"))

    return (
        Column(
            key="when",
            width=STRETCH,
            cell=lambda row, _: Words(
                text=session_words.when(row),
                caption=words.series_caption(row, today()),
                kind="strong",
            ),
            spoken=lambda row: words.joined_by_comma(
                session_words.when(row), words.series_caption(row, today())
            ),
        ),
        Column(key=END, width=_END_WIDTH, cell=end, action=END),
        _opening(words.translated("Edit")),
    )


def _leader(row: GroupLine) -> str:
    return row.next_one.series.led_by if row.next_one is not None else row.group.led_by


def _person(caption: Callable[[MemberLine], str]) -> Column[MemberLine]:
    def cell(row: MemberLine, _shown: frozenset[str]) -> Cell:
        guest = words.translated("guest") if row.is_guest else ""
        return Words(
            text=row.name,
            caption=words.joined(row.client.number, guest, caption(row)),
            kind="strong",
            avatar=row.name,
        )

    return Column(
        key="name",
        width=STRETCH,
        cell=cell,
        spoken=lambda row: words.joined_by_comma(row.name, row.client.number, caption(row)),
        title=words.translated("Client"),
    )


def _opening(text: str) -> Column[Any]:
    return Column(
        key=OPEN,
        width=_OPEN_WIDTH,
        cell=lambda _row, _: action_words(text, is_main=True),
        action=OPEN,
    )


def _quiet(text: str) -> Cell:
    return Words(text=text, ink="text2", is_tabular=True)
