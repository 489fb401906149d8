"""Episodes of care: admit a client, change the facts, start another one."""

from __future__ import annotations

from datetime import date

from counselor_desk.errors import (
    ClosedEpisodeError,
    ImpossibleDateError,
    NoOpenEpisodeError,
    OpenEpisodeError,
    UnknownRecordError,
)
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, EpisodeId
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader


def of_client(desk: Desk, client_id: ClientId) -> tuple[Episode, ...]:
    """All episodes of a client, newest first."""
    with desk.read() as reader:
        return tuple(episode_rows.of_client(reader, client_id))


def get(desk: Desk, episode_id: EpisodeId) -> Episode:
    """The episode of a row id.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        episode = episode_rows.get(reader, episode_id)
    if episode is None:
        raise UnknownRecordError("episode")
    return episode


def open_of(desk: Desk, client_id: ClientId) -> Episode:
    """The open episode of a client.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.read() as reader:
        episode = episode_rows.open_of(reader, client_id)
    if episode is None:
        raise NoOpenEpisodeError
    return episode


def require_open(reader: Reader, episode_id: EpisodeId) -> None:
    """Nothing is signed into an episode that has ended.

    Raises:
        NoOpenEpisodeError: it has.
    """
    episode = episode_rows.get(reader, episode_id)
    if episode is None or not episode.is_open:
        raise NoOpenEpisodeError


def current(desk: Desk, client_id: ClientId) -> Episode | None:
    """The open episode, else the newest one, else None."""
    every = of_client(desk, client_id)
    return next((episode for episode in every if episode.is_open), every[0] if every else None)


def start(
    desk: Desk, client_id: ClientId, *, inquiry_on: date | None = None, initiator: object = None
) -> Episode:
    """Open a new episode for a client who has none open.

    Raises:
        OpenEpisodeError: one is open already.
    """
    with desk.write() as writer:
        if episode_rows.open_of(writer, client_id) is not None:
            raise OpenEpisodeError
        episode = episode_rows.insert(
            writer,
            Episode(
                id=EpisodeId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                inquiry_on=inquiry_on or desk.today(),
            ),
        )
    desk.announce(Changes.of(Kind.EPISODE, client_id=client_id, initiator=initiator))
    return episode


def change(desk: Desk, episode: Episode, *, initiator: object = None) -> Episode:
    """Keep changed facts of an episode.

    Raises:
        ImpossibleDateError: it would close before the admission.
        ClosedEpisodeError: a signed discharge summary ended it.
    """
    if episode.admitted_on and episode.closed_on and episode.closed_on < episode.admitted_on:
        raise ImpossibleDateError.end_before_start()
    with desk.write() as writer:
        if discharge_rows.ended(writer, episode.id) is not None:
            raise ClosedEpisodeError
        episode_rows.update(writer, episode)
    desk.announce(
        Changes.of(Kind.EPISODE, Kind.CLIENT, client_id=episode.client_id, initiator=initiator)
    )
    return episode
