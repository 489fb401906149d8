"""Discharge summaries: how an episode of care ended, in twelve sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, DischargeId, EpisodeId, Uid
from counselor_desk.records.signing import RecordState


class DischargeType(StrEnum):
    """Why the episode ended: the categories of the federal discharge data set, TEDS-D.

    Source: TEDS-D codebook (REASON): 1 completed, 2 dropped out, 3 terminated by facility,
    4 transferred, 5 incarcerated, 6 death, 7 other. Checked 2026-11-22.
    """

    COMPLETED = "completed"
    LEFT = "left"
    TERMINATED = "terminated"
    TRANSFERRED = "transferred"
    INCARCERATED = "incarcerated"
    DIED = "died"
    OTHER = "other"

    @property
    def code(self) -> int:
        """The number of TEDS-D, 1 to 7."""
        return tuple(DischargeType).index(self) + 1


class DischargeSection(StrEnum):
    """The twelve sections, in the order they are read; they cover the sixteen elements."""

    ADMISSION = "admission"
    TYPE = "type"
    SERVICES = "services"
    COURSE = "course"
    GOALS = "goals"
    DIAGNOSES = "diagnoses"
    MEASURES = "measures"
    MEDICATIONS = "medications"
    RISK = "risk"
    FAMILY = "family"
    CONTINUING_CARE = "continuing_care"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPart:
    """The text of one section. `built` is what the record said when it was last built.

    The section was edited when the two differ.
    """

    code: DischargeSection
    text: str = field(default="", repr=False)
    built: str = field(default="", repr=False)

    @property
    def is_edited(self) -> bool:
        """Whether the counselor changed what was built."""
        return self.text != self.built


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharge:
    """The summary of one episode, from its first draft to its signature."""

    id: DischargeId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    state: RecordState = RecordState.DRAFT
    type: DischargeType | None = None
    discharged_on: date | None = None
    last_service_on: date | None = None
    entered_at: datetime
    parts: tuple[SummaryPart, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether it is closed for good and ended its episode."""
        return self.state is RecordState.SIGNED

    def part(self, code: DischargeSection) -> SummaryPart:
        """One section; an empty one when it was not built yet."""
        return next((part for part in self.parts if part.code is code), SummaryPart(code=code))
