"""Reasons given to a finding that is no mistake: a short week, a long silence, a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, GivenReasonId


class ReasonedRule(StrEnum):
    """The rules that a reason settles."""

    LONG_WEEK = "H2"
    SHORT_WEEK = "H8"
    SILENCE = "H9"
    NO_INDIVIDUAL = "I1"
    NO_FAMILY = "I2"


class ReasonCode(StrEnum):
    """Why it was so. Source of the codes of a short week: rules.md 3.3, H8."""

    ILLNESS = "illness"
    COURT = "court"
    WORK = "work"
    CHILDCARE = "childcare"
    HOLIDAY = "holiday"
    LAPSE = "lapse"
    NO_SHOW = "no_show"
    PROGRAM_CLOSED = "program_closed"
    SESSION_MOVED = "session_moved"
    CLIENT_REFUSED = "client_refused"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReason:
    """One reason, for the week that begins on `about_on` or for what stands since that day."""

    id: GivenReasonId
    client_id: ClientId
    episode_id: EpisodeId
    rule: ReasonedRule
    about_on: date
    code: ReasonCode
    remark: str = field(default="", repr=False)
