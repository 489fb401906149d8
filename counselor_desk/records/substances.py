"""Substances a client uses or used, and each return to use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, ReturnId, SubstanceId, Uid


class SubstanceClass(StrEnum):
    """The classes of F10 to F19, as a chart needs them."""

    ALCOHOL = "alcohol"
    OPIOIDS = "opioids"
    CANNABIS = "cannabis"
    SEDATIVES = "sedatives"
    COCAINE = "cocaine"
    STIMULANTS = "stimulants"
    HALLUCINOGENS = "hallucinogens"
    NICOTINE = "nicotine"
    INHALANTS = "inhalants"
    OTHER = "other"


class Route(StrEnum):
    """How it is taken."""

    UNKNOWN = "unknown"
    ORAL = "oral"
    SMOKED = "smoked"
    NASAL = "nasal"
    INJECTED = "injected"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """One substance in a client's history.

    Attributes:
        name: what the client calls it, such as "fentanyl, pressed pills".
        frequency: in words, such as "daily, a fifth of vodka".
        first_use: in words, such as "age 15".
        last_used_on: the day of last use as known; returns to use are counted beside it.
        is_primary: whether treatment is mainly about it.
    """

    id: SubstanceId
    uid: Uid
    client_id: ClientId
    substance: SubstanceClass
    name: str = field(default="", repr=False)
    route: Route = Route.UNKNOWN
    frequency: str = field(default="", repr=False)
    first_use: str = field(default="", repr=False)
    last_used_on: date | None = field(default=None, repr=False)
    is_primary: bool = False
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToUse:
    """A use during treatment. It asks for a review of the plan within days (rule P10).

    Attributes:
        learned_on: the day it became known; the days to the review count from it.
        circumstances: where, with whom, what came before, what helped to stop.
        is_overdose: whether it was an overdose, even one survived without care.
    """

    id: ReturnId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    used_on: date
    learned_on: date
    substance: SubstanceClass
    amount: str = field(default="", repr=False)
    circumstances: str = field(default="", repr=False)
    is_overdose: bool = False
    entered_at: datetime
