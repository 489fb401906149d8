"""The intake checklist: what a client was told, given and asked to sign, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, IntakeItemId


class IntakePaper(StrEnum):
    """The papers of an intake, in the order they are gone through.

    Source: 42 CFR 2.22 (notice of confidentiality to the patient); the others are common
    intake papers of state rules (services.md row 1, rules.md 3.4). Checked 2026-11-22.
    """

    CONSENT_TO_TREATMENT = "consent_to_treatment"
    TELEHEALTH_CONSENT = "telehealth_consent"
    RIGHTS_AND_RULES = "rights_and_rules"
    PRIVACY_NOTICE = "privacy_notice"
    PART2_NOTICE = "part2_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeItem:
    """One paper of one episode. `done_on` is None while it is open; a remark says why."""

    id: IntakeItemId
    client_id: ClientId
    episode_id: EpisodeId
    paper: IntakePaper
    done_on: date | None = None
    is_not_needed: bool = False
    remark: str = field(default="", repr=False)

    @property
    def is_open(self) -> bool:
        """Whether it still has to be gone through."""
        return self.done_on is None and not self.is_not_needed
