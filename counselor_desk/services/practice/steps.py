"""Steps: what happened in one chart at one moment, to be written in the order it happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from tomllib import loads
from typing import Any, Protocol

from counselor_desk import resources
from counselor_desk.records.ids import ClientId
from counselor_desk.services.desk import Desk
from counselor_desk.services.practice.cases import Case


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened in one chart at a local moment."""

    moment: datetime
    take: Callable[[], object] = field(repr=False)


class Role(StrEnum):
    """What one client of a dozen shows and the others do not."""

    EXTENDED = "extended"
    CALLED_LATE = "called_late"
    UNREVIEWED = "unreviewed"
    READMITTED = "readmitted"
    STEPPED_DOWN = "stepped_down"


class Chart(Protocol):
    """One case on its way into the store; `client_id` is known once the client is added."""

    desk: Desk
    case: Case
    client_id: ClientId
    today: date
    roles: frozenset[Role]


@cache
def pools() -> Mapping[str, Any]:
    """What the facts of charts are made of, as read from resources/practice."""
    return loads(resources.read_text("practice", "chart.toml"))
