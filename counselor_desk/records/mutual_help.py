"""Mutual help: meetings beside the treatment, sponsor and step. Never treatment hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, MutualHelpId, StandingId, Uid


class Fellowship(StrEnum):
    """Whose meeting it was."""

    AA = "aa"
    NA = "na"
    CA = "ca"
    SMART = "smart"
    DHARMA = "dharma"
    AL_ANON = "al_anon"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualHelpMeeting:
    """One meeting the client told of; `is_verified` when a slip or a call confirmed it."""

    id: MutualHelpId
    uid: Uid
    client_id: ClientId
    held_on: date
    fellowship: Fellowship
    meeting: str = field(default="", repr=False)
    is_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualHelpStanding:
    """Sponsor and step as the client told them last.

    `has_sponsor` and `step` (0 to 12) are None until asked; `sponsor` is a first name, no more.
    """

    id: StandingId
    client_id: ClientId
    has_sponsor: bool | None = None
    sponsor: str = field(default="", repr=False)
    step: int | None = None
    told_on: date
