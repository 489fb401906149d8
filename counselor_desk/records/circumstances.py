"""A client's circumstances: how they live, work and get by, and the care they had before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import CircumstancesId, ClientId, LivingId, PriorCareId, Uid


class Employment(StrEnum):
    """Whether and how a client works."""

    UNKNOWN = "unknown"
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    UNEMPLOYED_LOOKING = "unemployed_looking"
    UNEMPLOYED_NOT_LOOKING = "unemployed_not_looking"
    STUDENT = "student"
    DISABLED = "disabled"
    RETIRED = "retired"
    OTHER = "other"


class Answer(StrEnum):
    """An answer that may not be known yet."""

    UNKNOWN = "unknown"
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What holds for a client now. One row for each client, made when it is first written.

    Attributes:
        languages: spoken, the preferred one first, as typed.
        dependants: children and others who depend on the client.
        employment_remark: employer, hours, shift.
        barriers: transport, childcare, work, court, distance: what stands in the way of coming.
        funding: who pays, as text; billing is no part of the program.
        strengths: what the client brings, apart from any plan.
        overdoses: earlier overdoses, in words.
        carries_naloxone: whether the client has it at hand.
        allergies_denied_on: the day the client said there are none.
        medications_denied_on: the day the client said none are taken.
    """

    id: CircumstancesId
    client_id: ClientId
    languages: str = field(default="", repr=False)
    needs_interpreter: bool = False
    dependants: str = field(default="", repr=False)
    employment: Employment = Employment.UNKNOWN
    employment_remark: str = field(default="", repr=False)
    barriers: str = field(default="", repr=False)
    funding: str = field(default="", repr=False)
    strengths: str = field(default="", repr=False)
    overdoses: str = field(default="", repr=False)
    last_overdose_on: date | None = field(default=None, repr=False)
    carries_naloxone: Answer = Answer.UNKNOWN
    allergies_denied_on: date | None = None
    medications_denied_on: date | None = None


class LivingKind(StrEnum):
    """Where a client lives while in the program."""

    HOME = "home"
    WITH_FAMILY = "with_family"
    SOBER_LIVING = "sober_living"
    PROGRAM_HOUSING = "program_housing"
    SHELTER = "shelter"
    NO_FIXED_HOME = "no_fixed_home"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """One living arrangement; the newest by `since` is the present one, the others are history."""

    id: LivingId
    uid: Uid
    client_id: ClientId
    kind: LivingKind
    since: date | None = None
    with_whom: str = field(default="", repr=False)
    somebody_uses: Answer = Answer.UNKNOWN
    remark: str = field(default="", repr=False)


class CareLevel(StrEnum):
    """The kinds of care a client can come from."""

    DETOX = "detox"
    INPATIENT = "inpatient"
    RESIDENTIAL = "residential"
    PHP = "php"
    IOP = "iop"
    OUTPATIENT = "outpatient"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorCare:
    """Care before this program: which level, where, from when to when, how it ended."""

    id: PriorCareId
    uid: Uid
    client_id: ClientId
    level: CareLevel
    facility: str = field(default="", repr=False)
    started_on: date | None = None
    ended_on: date | None = None
    outcome: str = field(default="", repr=False)
