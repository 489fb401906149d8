"""Mutual help: meetings beside the treatment, sponsor and step. Never treatment hours (H6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from counselor_desk.errors import (
    ImpossibleMutualHelpError,
    UnknownRecordError,
)
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.hours import week_of
from counselor_desk.records.ids import ClientId, MutualHelpId, StandingId
from counselor_desk.records.mutual_help import (
    Fellowship,
    MutualHelpMeeting,
    MutualHelpStanding,
)
from counselor_desk.services import episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import mutual_help as rows
from counselor_desk.storage.database import Reader

LAST_STEP = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualHelp:
    """What a client told of mutual help: every meeting, the newest first, and how they stand."""

    client_id: ClientId
    meetings: tuple[MutualHelpMeeting, ...] = ()
    standing: MutualHelpStanding | None = None

    def since(self, day: date) -> int:
        """How many meetings there were from a day on."""
        return sum(1 for one in self.meetings if one.held_on >= day)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting:
    """A meeting as it is told; `is_verified` when a slip or a call confirmed it."""

    held_on: date
    fellowship: Fellowship = Fellowship.AA
    meeting: str = field(default="", repr=False)
    is_verified: bool = False


def of_client(desk: Desk, client_id: ClientId) -> MutualHelp:
    """Everything known of a client."""
    with desk.read() as reader:
        return MutualHelp(
            client_id=client_id,
            meetings=tuple(rows.of_client(reader, client_id)),
            standing=rows.standing(reader, client_id),
        )


def by_week(meetings: Iterable[MutualHelpMeeting], first_weekday: int) -> Mapping[date, int]:
    """How many meetings each week had, by the day it began; weeks without any are left out."""
    return Counter(week_of(one.held_on, first_weekday) for one in meetings)


def add(
    desk: Desk, client_id: ClientId, new: NewMeeting, *, initiator: object = None
) -> MutualHelpMeeting:
    """Keep a meeting.

    Raises:
        ImpossibleMutualHelpError: it is still to come, or lies before the client was born.
        NoOpenEpisodeError: the client was discharged.
        UnusableTextError: the meeting is too long or has control characters.
    """
    meeting = MutualHelpMeeting(
        id=MutualHelpId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        held_on=new.held_on,
        fellowship=new.fellowship,
        meeting=new.meeting,
        is_verified=new.is_verified,
    )
    with desk.write() as writer:
        kept = rows.insert(writer, _checked(desk, writer, meeting))
    _announce(desk, client_id, initiator)
    return kept


def change(
    desk: Desk, meeting: MutualHelpMeeting, *, initiator: object = None
) -> MutualHelpMeeting:
    """Keep a correction.

    Raises:
        UnknownRecordError: there is no such meeting.
        ImpossibleMutualHelpError, NoOpenEpisodeError, UnusableTextError: as in `add`.
    """
    with desk.write() as writer:
        _require(writer, meeting)
        kept = _checked(desk, writer, meeting)
        rows.update(writer, kept)
    _announce(desk, meeting.client_id, initiator)
    return kept


def remove(desk: Desk, meeting: MutualHelpMeeting, *, initiator: object = None) -> None:
    """Take back a meeting that was entered by mistake; the activity log keeps that it was.

    Raises:
        UnknownRecordError: there is no such meeting.
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.write() as writer:
        _require(writer, meeting)
        episodes.require_open_of(writer, meeting.client_id)
        rows.remove(writer, meeting)
    _announce(desk, meeting.client_id, initiator)


def tell(
    desk: Desk,
    client_id: ClientId,
    *,
    has_sponsor: bool | None,
    sponsor: str = "",
    step: int | None = None,
    initiator: object = None,
) -> None:
    """Keep sponsor and step as the client told them today; `step` is 0 to 12, None until asked.

    Raises:
        ImpossibleMutualHelpError: there is no such step.
        NoOpenEpisodeError: the client was discharged.
        UnusableTextError: the name is too long or has control characters.
    """
    if step is not None and not 0 <= step <= LAST_STEP:
        raise ImpossibleMutualHelpError.step(LAST_STEP)
    standing = MutualHelpStanding(
        id=StandingId(0),
        client_id=client_id,
        has_sponsor=has_sponsor,
        sponsor=clean("The first name", sponsor, limit=NAME_LIMIT) if has_sponsor else "",
        step=step,
        told_on=desk.today(),
    )
    with desk.write() as writer:
        episodes.require_open_of(writer, client_id)
        rows.put_standing(writer, standing)
    _announce(desk, client_id, initiator)


def _checked(desk: Desk, reader: Reader, meeting: MutualHelpMeeting) -> MutualHelpMeeting:
    episodes.require_open_of(reader, meeting.client_id)
    client = client_rows.get(reader, meeting.client_id)
    if client is None:
        raise UnknownRecordError("client")
    if meeting.held_on > desk.today():
        raise ImpossibleMutualHelpError.not_yet()
    if client.born_on is not None and meeting.held_on < client.born_on:
        raise ImpossibleMutualHelpError.before_birth()
    return replace(meeting, meeting=clean("The meeting", meeting.meeting))


def _require(reader: Reader, meeting: MutualHelpMeeting) -> None:
    known = rows.of_client(reader, meeting.client_id)
    if all(one.id != meeting.id for one in known):
        raise UnknownRecordError("meeting")


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.MUTUAL_HELP, client_id=client_id, initiator=initiator))
