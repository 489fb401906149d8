"""Cravings: the strongest urge since the last session, from 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, CravingId, EpisodeId, NoteId, Uid
from counselor_desk.records.sessions import SessionKind

HIGHEST_SCORE = 10
ALERT_SCORE = 7
"""A score from which on the chart speaks up (services.md row 33)."""
ALERT_RISE = 3
"""A rise from one score to the next from which on the chart speaks up (services.md row 33)."""


WITHOUT_CLIENT = frozenset(
    {SessionKind.COLLATERAL_CONTACT, SessionKind.CASE_CONFERENCE, SessionKind.NO_SHOW}
)
"""Kinds of note whose client was not there to be asked."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Urge:
    """The urge of a session as it is told in its note; `score` is None until one is chosen."""

    score: int | None = None
    trigger: str = field(default="", repr=False)
    skill: str = field(default="", repr=False)

    @property
    def is_told(self) -> bool:
        """Whether anything was chosen or typed."""
        return self.score is not None or bool(self.trigger.strip() or self.skill.strip())


def alert(newest: Craving, before: Craving | None) -> Alert:
    """Why the newest score wants attention: 7 and more, or a rise by 3 and more."""
    return alert_of(newest.score, None if before is None else before.score)


def alert_of(score: int, before: int | None) -> Alert:
    """The same for scores alone."""
    if score >= ALERT_SCORE:
        return Alert.HIGH
    if before is not None and score - before >= ALERT_RISE:
        return Alert.RISE
    return Alert.NONE
