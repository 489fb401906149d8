"""Levels of care: let a stay go on at another level, with its day and reason; kept for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counselor_desk.errors import (
    ImpossibleStayDateError,
    MissingReasonError,
    UnusableLevelError,
)
from counselor_desk.records import dates
from counselor_desk.records.episodes import Episode, LevelChange, LevelOfCare
from counselor_desk.records.ids import EpisodeId, LevelChangeId
from counselor_desk.services import episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader


def change(
    desk: Desk,
    episode: Episode,
    to_level: LevelOfCare,
    reason: str,
    *,
    changed_on: date | None = None,
    initiator: object = None,
) -> LevelChange:
    """Let an open stay go on at another level, today unless said otherwise.

    Raises:
        MissingReasonError: nobody says why.
        UnusableLevelError: the stay is at this level already, or was not admitted yet.
        ImpossibleStayDateError: changed after today, before the admission, or before the last
            change.
        UnusableTextError: the reason is too long or has control characters.
        NoOpenEpisodeError: the episode has ended.
    """
    day = changed_on or desk.today()
    told = clean("The reason", " ".join(reason.split()))
    if not told:
        raise MissingReasonError("A change of level")
    with desk.write() as writer:
        episodes.require_open(writer, episode.id)
        now = episode_rows.get(writer, episode.id) or episode
        if to_level is now.level_of_care:
            raise UnusableLevelError.same()
        _check_day(writer, now, day, desk.today())
        changed = episode_rows.insert_level_change(
            writer,
            LevelChange(
                id=LevelChangeId(0),
                uid=desk.new_uid(),
                client_id=now.client_id,
                episode_id=now.id,
                changed_on=day,
                from_level=now.level_of_care,
                to_level=to_level,
                reason=told,
            ),
        )
        episode_rows.update(writer, replace(now, level_of_care=to_level))
    kinds = (Kind.EPISODE, Kind.CLIENT)
    desk.announce(Changes.of(*kinds, client_id=now.client_id, initiator=initiator))
    return changed


def of_episode(desk: Desk, episode_id: EpisodeId) -> tuple[LevelChange, ...]:
    """The changes of level of a stay, in the order they were made.

    Raises:
        UnknownRecordError: there is no such stay.
    """
    episode = episodes.get(desk, episode_id)
    with desk.read() as reader:
        return tuple(episode_rows.level_changes_in(reader, episode))


def assessed(desk: Desk, episode: Episode) -> str:
    """The level as the newest signed assessment of a stay has it, such as "2.1".

    Empty while none is signed, where nothing was typed, and after a change of level since.
    """
    with desk.read() as reader:
        found = assessment_rows.newest_level(reader, episode.id)
        changed = episode_rows.level_changes_in(reader, episode)
    if found is None:
        return ""
    assessed_on, level = found
    return "" if changed and changed[-1].changed_on > assessed_on else level


def _check_day(reader: Reader, episode: Episode, day: date, today: date) -> None:
    if episode.admitted_on is None:
        raise UnusableLevelError.not_admitted()
    if day > today:
        raise ImpossibleStayDateError.in_future("The change of level")
    if day < episode.admitted_on:
        raise ImpossibleStayDateError.level_before("the admission")
    before = episode_rows.level_changes_in(reader, episode)
    if before and day < before[-1].changed_on:
        last = dates.write_in_words(before[-1].changed_on)
        raise ImpossibleStayDateError.level_before(f"the last one, of {last}")
