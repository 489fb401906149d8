"""Diagnoses: ICD-10-CM codes of a client, with severity, remission, onset and status."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, DiagnosisId, EpisodeId, Uid


class DiagnosisStatus(StrEnum):
    """Whether it holds now."""

    ACTIVE = "active"
    RESOLVED = "resolved"
    RULED_OUT = "ruled_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One diagnosis. It is kept when it no longer holds.

    Attributes:
        code: ICD-10-CM with its dot, such as F10.20.
        words: the code's own words of the release it was picked from.
        release: the ICD-10-CM release, by its fiscal year, such as 2026.
        onset: when it began, as precisely as it is known: "2019", "March 2024".
        made_by: who made it, if that was somebody else.
        noted_on: the day it came into this chart.
        ended_on: the day it was resolved or ruled out.
    """

    id: DiagnosisId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId | None = None
    code: str = field(repr=False)
    words: str = field(repr=False)
    release: int
    is_principal: bool = False
    onset: str = field(default="", repr=False)
    status: DiagnosisStatus = DiagnosisStatus.ACTIVE
    made_by: str = field(default="", repr=False)
    noted_on: date
    ended_on: date | None = None
    remark: str = field(default="", repr=False)

    @property
    def is_active(self) -> bool:
        """Whether it holds now."""
        return self.status is DiagnosisStatus.ACTIVE
