"""The rows of the Groups page: a group in the list, and a member, time or learner of one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counselor_desk.records.clients import Caseload, Client
from counselor_desk.records.courses import Course, compared
from counselor_desk.records.groups import Group, Member
from counselor_desk.records.ids import ClientId, GroupId, Uid
from counselor_desk.records.schedule import Occurrence, PlannedTopic, Series
from counselor_desk.services import clients, courses, groups, schedule, shown_names
from counselor_desk.services.courses import Coverage
from counselor_desk.services.groups import GroupNow
from counselor_desk.services.schedule import Book, Clash

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_AHEAD = timedelta(days=35)
"""How far ahead the next meeting is looked for: beyond the rarest weekly time."""

_CLASHES_AHEAD = timedelta(days=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group with its weekly times and the meeting to come; `next_one` may be None."""

    now: GroupNow
    series: tuple[Series, ...]
    next_one: Occurrence | None

    @property
    def uid(self) -> Uid:
        """That of the group."""
        return self.now.group.uid

    @property
    def group(self) -> Group:
        """The group itself."""
        return self.now.group


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """Somebody's time in a group, with the name the screen says and what was had of its course."""

    member: Member
    client: Client
    name: str = field(repr=False)
    course: Course = field(default_factory=Course)

    @property
    def uid(self) -> Uid:
        """One for each time in the group."""
        return Uid(str(self.member.id))

    @property
    def is_guest(self) -> bool:
        """Whether somebody else is the client's counselor."""
        return self.client.caseload is Caseload.GUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWhole:
    """Everything one group's page shows. `last_one` is the meeting that began last, if any.

    `course` is what `planned` means to teach, beside what the group taught.
    """

    line: GroupLine
    members: tuple[MemberLine, ...]
    earlier: tuple[MemberLine, ...]
    clashes: tuple[Clash, ...]
    book: Book
    last_one: Occurrence | None
    planned: tuple[PlannedTopic, ...] = ()
    course: Course = field(default_factory=Course)


def every(desk: Desk) -> tuple[GroupLine, ...]:
    """All groups, those that still meet first."""
    today = desk.today()
    book = schedule.book(desk, today, today + _AHEAD)
    return tuple(_line(desk, now, book) for now in groups.every(desk))


def whole(desk: Desk, group_id: GroupId) -> GroupWhole:
    """One group with its members, its times and what overlaps with them in two weeks.

    Raises:
        UnknownRecordError: there is no such group.
    """
    today = desk.today()
    now = groups.get(desk, group_id)
    planned = courses.planned(desk, group_id)
    told = _members(desk, groups.history(desk, group_id), courses.of_group(desk, group_id), planned)
    there = {one.id for one in now.members}
    book = schedule.book(desk, today - timedelta(days=7), today + _AHEAD)
    return GroupWhole(
        line=_line(desk, now, book),
        members=tuple(one for one in told if one.member.id in there),
        earlier=tuple(one for one in reversed(told) if one.member.id not in there),
        clashes=_clashes(book, group_id, today),
        book=book,
        last_one=_last(desk, book, group_id),
        planned=planned,
        course=compared(planned, courses.taught(desk, group_id)),
    )


def _line(desk: Desk, now: GroupNow, book: Book) -> GroupLine:
    moment = desk.local(desk.now())
    ahead = (
        one
        for one in book.occurrences
        if one.series.care_group_id == now.group.id
        and (one.held_on, one.ends) > (moment.date(), moment.time())
    )
    return GroupLine(
        now=now,
        series=schedule.of_group(desk, now.group.id),
        next_one=next(ahead, None) if now.group.is_open else None,
    )


def _members(
    desk: Desk,
    members: Sequence[Member],
    taught: Mapping[ClientId, Coverage],
    planned: Sequence[PlannedTopic],
) -> list[MemberLine]:
    known = clients.some(desk, [one.client_id for one in members])
    names = shown_names.shown_of(desk, known.values())
    return [
        MemberLine(
            member=one,
            client=known[one.client_id],
            name=names[one.client_id],
            course=compared(planned, taught.get(one.client_id, {})),
        )
        for one in members
    ]


def _last(desk: Desk, book: Book, group_id: GroupId) -> Occurrence | None:
    moment = desk.local(desk.now())
    begun = [
        one
        for one in book.occurrences
        if one.series.care_group_id == group_id
        and (one.held_on, one.starts) <= (moment.date(), moment.time())
    ]
    return begun[-1] if begun else None


def _clashes(book: Book, group_id: GroupId, today: date) -> tuple[Clash, ...]:
    """What overlaps with a group, its own time first; the same weekly times told once."""
    found: dict[tuple[object, ...], Clash] = {}
    for one in schedule.clashes(book):
        mine, other = one.one, one.other
        if group_id not in (mine.series.care_group_id, other.series.care_group_id):
            continue
        if not today <= mine.held_on <= today + _CLASHES_AHEAD:
            continue
        if mine.series.care_group_id != group_id:
            mine, other = other, mine
        key = (mine.series.id, other.series.id, one.client_id)
        found.setdefault(key, Clash(one=mine, other=other, client_id=one.client_id))
    return tuple(found.values())
