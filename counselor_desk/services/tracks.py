"""The weekly times of each track, and the groups that a client of a track could join."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from counselor_desk.records.episodes import Track
from counselor_desk.records.groups import Group
from counselor_desk.records.ids import ClientId, GroupId
from counselor_desk.services.desk import Desk
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import groups as group_rows
from counselor_desk.storage import schedule as schedule_rows
from counselor_desk.storage.database import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackOffer:
    """The track of a client, and the groups of it that the client is not in, by name."""

    track: Track
    groups: tuple[Group, ...] = field(repr=False)


def offers(
    desk: Desk, clients: Collection[ClientId], *, besides: GroupId | None = None
) -> Mapping[ClientId, TrackOffer]:
    """For clients in treatment what their track has for them, but for a group `besides`.

    Clients whose track has nothing for them are left out.
    """
    found: dict[ClientId, TrackOffer] = {}
    with desk.read() as reader:
        by_track = _groups(reader, desk)
        there = {
            (one.client_id, one.care_group_id)
            for one in group_rows.every_member(reader)
            if one.left_on is None
        }
        stays = [one for one in episode_rows.every_open(reader) if one.client_id in clients]
    for stay in stays:
        left = tuple(
            group
            for group in by_track.get(stay.track, ())
            if group.id != besides and (stay.client_id, group.id) not in there
        )
        if left:
            found[stay.client_id] = TrackOffer(track=stay.track, groups=left)
    return found


def _groups(reader: Reader, desk: Desk) -> dict[Track, list[Group]]:
    """The groups that meet at a time of each track from today on, by name."""
    today = desk.today()
    found: dict[Track, list[Group]] = {}
    for group in group_rows.every(reader):
        if group.is_open:
            tracks = {
                one.track
                for one in schedule_rows.of_group(reader, group.id)
                if one.track is not None and (one.ends_on is None or one.ends_on >= today)
            }
            for track in tracks:
                found.setdefault(track, []).append(group)
    return found
