"""Episodes of care: from admission to discharge, one open at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, ExtensionId, LevelChangeId, Uid

DAYS_IN_WEEK = 7


class LevelOfCare(StrEnum):
    """The kind of program the client was admitted to."""

    IOP = "iop"
    PHP = "php"
    OUTPATIENT = "outpatient"
    OTHER = "other"


class Track(StrEnum):
    """The part of the day the client comes."""

    MORNING = "morning"
    EVENING = "evening"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One stay in the program. Without an admission date it is still an intake.

    Attributes:
        referred_by: who sent the client, as text; "self" is an answer.
        reason: why the client comes, in a sentence or the client's own words.
        no_admission_reason: why an inquiry ended on `closed_on` without an admission.
    """

    id: EpisodeId
    uid: Uid
    client_id: ClientId
    inquiry_on: date | None = None
    level_of_care: LevelOfCare = LevelOfCare.IOP
    admitted_on: date | None = None
    track: Track = Track.MORNING
    target_weeks: int = 12
    closed_on: date | None = None
    referred_by: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    no_admission_reason: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        """Whether the client has not been discharged from it."""
        return self.closed_on is None

    @property
    def was_only_asked_for(self) -> bool:
        """Whether it ended as an inquiry that led to no admission."""
        return self.closed_on is not None and self.admitted_on is None

    def week_on(self, day: date) -> int | None:
        """The week of treatment, from 1: days since admission // 7 + 1; None before admission."""
        if self.admitted_on is None or day < self.admitted_on:
            return None
        return (day - self.admitted_on).days // DAYS_IN_WEEK + 1

    def weeks_until(self, day: date) -> int | None:
        """Weeks from admission to `day`, a begun one counted whole; None before admission."""
        if self.admitted_on is None or day < self.admitted_on:
            return None
        return max(-((self.admitted_on - day).days // DAYS_IN_WEEK), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A decision to go on past the planned weeks, with its reason; kept for good."""

    id: ExtensionId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    decided_on: date
    from_weeks: int
    to_weeks: int
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """That a stay went on at another level of care, with its reason; kept for good.

    The level before is told too, so that each row stands for itself.
    """

    id: LevelChangeId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    changed_on: date
    from_level: LevelOfCare
    to_level: LevelOfCare
    reason: str = field(repr=False)


def admitted_to(episode: Episode, changes: Sequence[LevelChange]) -> LevelOfCare:
    """The level a stay began at; `changes` are its own, in the order they were made."""
    return changes[0].from_level if changes else episode.level_of_care
