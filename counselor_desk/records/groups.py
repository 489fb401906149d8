"""Groups: what they are for, who belongs to them, and what is typed while one is written up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import (
    ClientId,
    GroupDraftId,
    GroupId,
    MemberId,
    PreferenceId,
    SessionId,
    Uid,
)


class GroupType(StrEnum):
    """What a group is for. Source of the first six: services.md row 22; the others 29 and 31."""

    SKILLS = "skills"
    PSYCHOEDUCATION = "psychoeducation"
    REFUSAL_TRAINING = "refusal_training"
    RELAPSE_PREVENTION = "relapse_prevention"
    FAMILY = "family"
    EMOTIONAL_SUPPORT = "emotional_support"
    LIFE_SKILLS = "life_skills"
    COMPLEMENTARY = "complementary"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that meets again and again.

    `own_type` names the type where it is none of ours. `affinity` says for whom it is, and is
    printed only where `prints_affinity`. `cap` is its own limit of members, None for that of the
    profile. `led_by` is empty where the store's owner leads it; `provider` and `credential` tell
    of who gives a complementary therapy. `counts_hours` is off where the time is no treatment.
    `curriculum` names what a class follows, such as a published course (services.md row 31).
    """

    id: GroupId
    uid: Uid
    name: str = field(repr=False)
    type: GroupType = GroupType.SKILLS
    own_type: str = field(default="", repr=False)
    affinity: str = field(default="", repr=False)
    prints_affinity: bool = False
    cap: int | None = None
    led_by: str = field(default="", repr=False)
    provider: str = field(default="", repr=False)
    credential: str = field(default="", repr=False)
    counts_hours: bool = True
    curriculum: str = field(default="", repr=False)
    closed_on: date | None = None

    @property
    def printed_name(self) -> str:
        """Its name on paper, with for whom it is only where that was ticked."""
        is_told = self.prints_affinity and self.affinity
        return f"{self.name} · {self.affinity}" if is_told else self.name

    @property
    def given_by(self) -> str:
        """Who gives a complementary therapy, with the credential."""
        return ", ".join(filter(None, (self.provider, self.credential)))

    @property
    def is_open(self) -> bool:
        """Whether it still meets."""
        return self.closed_on is None

    @property
    def is_education(self) -> bool:
        """Whether the wider limit for classes holds for it (G2)."""
        return self.type in (GroupType.PSYCHOEDUCATION, GroupType.LIFE_SKILLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A client's time in a group, both days included; `left_on` is None while it lasts."""

    id: MemberId
    care_group_id: GroupId
    client_id: ClientId
    joined_on: date
    left_on: date | None = None
    remark: str = field(default="", repr=False)

    def is_in_on(self, day: date) -> bool:
        """Whether the client belongs to the group on a day."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPreference:
    """With whom a client would rather be in a group, such as "women"; sensitive, never printed."""

    id: PreferenceId
    client_id: ClientId
    affinity: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """Everything typed about one group session that is not signed yet, as JSON text."""

    id: GroupDraftId
    session_id: SessionId
    content: str = field(repr=False)
    kept_at: datetime
