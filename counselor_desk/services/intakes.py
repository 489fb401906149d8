"""The intake checklist: which paper was gone through on which day, or why it is not needed."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.errors import ImpossibleStayDateError, MissingReasonError
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import IntakeItemId
from counselor_desk.records.intakes import IntakeItem, IntakePaper
from counselor_desk.services import clients, episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import intakes as intake_rows
from counselor_desk.storage.database import Reader


def of_episode(desk: Desk, episode: Episode) -> tuple[IntakeItem, ...]:
    """Every paper of an episode in the order of the checklist; an unwritten one has id 0."""
    with desk.read() as reader:
        written = {item.paper: item for item in intake_rows.of_episode(reader, episode.id)}
    return tuple(written.get(paper) or _blank(episode, paper) for paper in IntakePaper)


def keep(desk: Desk, item: IntakeItem, *, initiator: object = None) -> IntakeItem:
    """Write one line. A paper that is not needed has no day, but a reason as its remark.

    Raises:
        MissingReasonError: not needed, and nobody says why.
        ImpossibleStayDateError: the day is after today, before the birth or the inquiry, or in
            an earlier stay.
        UnusableTextError: the remark is too long or has control characters.
        NoOpenEpisodeError: the episode has ended.
    """
    kept = _checked(desk, item)
    with desk.write() as writer:
        episodes.require_open(writer, item.episode_id)
        _check_in_stay(writer, kept)
        there = {one.paper: one.id for one in intake_rows.of_episode(writer, item.episode_id)}
        kept = replace(kept, id=there.get(item.paper, IntakeItemId(0)))
        if kept.id:
            intake_rows.ITEMS.update(writer, kept)
        else:
            kept = intake_rows.ITEMS.insert(writer, kept)
    desk.announce(Changes.of(Kind.INTAKE, client_id=item.client_id, initiator=initiator))
    return kept


def open_papers(desk: Desk, episode: Episode) -> tuple[IntakePaper, ...]:
    """The papers that still have to be gone through."""
    return tuple(item.paper for item in of_episode(desk, episode) if item.is_open)


def _blank(episode: Episode, paper: IntakePaper) -> IntakeItem:
    return IntakeItem(
        id=IntakeItemId(0), client_id=episode.client_id, episode_id=episode.id, paper=paper
    )


def _checked(desk: Desk, item: IntakeItem) -> IntakeItem:
    remark = clean("The remark", item.remark)
    if item.is_not_needed:
        if not remark:
            raise MissingReasonError("A paper that is not needed")
        return replace(item, done_on=None, remark=remark)
    if item.done_on is not None:
        if item.done_on > desk.today():
            raise ImpossibleStayDateError.in_future("The day")
        born_on = clients.get(desk, item.client_id).born_on
        if born_on is not None and item.done_on < born_on:
            raise ImpossibleStayDateError.before_birth("The day")
    return replace(item, remark=remark)


def _check_in_stay(reader: Reader, item: IntakeItem) -> None:
    """A paper belongs to its own stay: not to the time before the inquiry, nor to another stay.

    Raises:
        ImpossibleStayDateError: its day says otherwise.
    """
    for stay in episode_rows.of_client(reader, item.client_id):
        if item.done_on is None:
            return
        if stay.id == item.episode_id:
            if stay.inquiry_on is not None and item.done_on < stay.inquiry_on:
                raise ImpossibleStayDateError.before_inquiry("The day")
        elif stay.id < item.episode_id and stay.closed_on and item.done_on < stay.closed_on:
            raise ImpossibleStayDateError.in_earlier_stay("The day")
