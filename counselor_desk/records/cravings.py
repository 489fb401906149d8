"""Cravings: the strongest urge since the last session, from 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, CravingId, EpisodeId, NoteId, Uid

HIGHEST_SCORE = 10
ALERT_SCORE = 7
"""A score from which on the chart speaks up (services.md row 33)."""
ALERT_RISE = 3
"""A rise from one score to the next from which on the chart speaks up (services.md row 33)."""


class Alert(StrEnum):
    """Why a score wants attention."""

    NONE = "none"
    HIGH = "high"
    RISE = "rise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Craving:
    """One score with what set it off and what helped. `note_id` is the session's note, if any."""

    id: CravingId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    rated_on: date
    score: int
    trigger: str = field(default="", repr=False)
    skill: str = field(default="", repr=False)
    note_id: NoteId | None = None


def alert(newest: Craving, before: Craving | None) -> Alert:
    """Why the newest score wants attention: 7 and more, or a rise by 3 and more."""
    if newest.score >= ALERT_SCORE:
        return Alert.HIGH
    if before is not None and newest.score - before.score >= ALERT_RISE:
        return Alert.RISE
    return Alert.NONE
