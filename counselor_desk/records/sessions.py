"""Sessions: when something was held, what kind it was and who led it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from counselor_desk.records.ids import SessionId, Uid


class SessionKind(StrEnum):
    """The service that was given; also the kind of the note about it."""

    INDIVIDUAL = "individual"
    FAMILY = "family"
    GROUP = "group"
    CASE_MANAGEMENT = "case_management"
    MEDICATION_MANAGEMENT = "medication_management"
    VOCATIONAL = "vocational"
    CRISIS = "crisis"
    PHONE_CONTACT = "phone_contact"
    COLLATERAL_CONTACT = "collateral_contact"
    CASE_CONFERENCE = "case_conference"
    NO_SHOW = "no_show"


class Modality(StrEnum):
    """How the client took part. Remote is a modality, never an attendance code."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A span of local time in one zone. `led_by` is empty when the store's owner led it.

    `ends` at or before `starts` means the next day, which the person confirmed.
    """

    id: SessionId
    uid: Uid
    kind: SessionKind
    held_on: date
    starts: time
    ends: time
    zone: str
    modality: Modality = Modality.IN_PERSON
    led_by: str = field(default="", repr=False)
    group_id: int | None = None

    @property
    def minutes(self) -> int:
        """Elapsed minutes, true across a change of daylight-saving time."""
        return minutes_between(self.held_on, self.starts, self.ends, self.zone)


def end_moment(held_on: date, starts: time, ends: time, zone: str) -> datetime:
    """The moment a session ended; an `ends` at or before `starts` is on the next day."""
    day = held_on if ends > starts else held_on + timedelta(days=1)
    return datetime.combine(day, ends, _zone(zone))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=8192)
def minutes_between(held_on: date, starts: time, ends: time, zone: str) -> int:
    """Elapsed minutes from `starts` on `held_on` to `ends`, through the zone.

    In the night that clocks go forward an hour is missing: what lies within it has none.
    """
    began = datetime.combine(held_on, starts, _zone(zone))
    ended = end_moment(held_on, starts, ends, zone)
    return max(round((ended.timestamp() - began.timestamp()) / 60), 0)
