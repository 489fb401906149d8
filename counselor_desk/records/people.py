"""The people around a client: family, sponsor, physician, probation officer and others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.ids import ClientId, PersonId, Uid


class Relation(StrEnum):
    """What somebody is to the client."""

    FAMILY = "family"
    PARTNER = "partner"
    PARENT = "parent"
    GUARDIAN = "guardian"
    FRIEND = "friend"
    SPONSOR = "sponsor"
    PHYSICIAN = "physician"
    THERAPIST = "therapist"
    PROBATION_OFFICER = "probation_officer"
    ATTORNEY = "attorney"
    REFERRAL_SOURCE = "referral_source"
    EMPLOYER = "employer"
    OTHER = "other"


FAMILY = frozenset({Relation.FAMILY, Relation.PARTNER, Relation.PARENT})
"""Relations of whoever may take part in family sessions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody around a client. That they are listed permits no contact: a consent does.

    Attributes:
        name: of a sponsor the first name alone, which is mutual help's own custom.
        relation_remark: the relation in words, such as "older brother".
        organization: clinic, court, firm.
        is_emergency: whom to call in an emergency.
        ended_on: the day they no longer play this part; they are kept.
    """

    id: PersonId
    uid: Uid
    client_id: ClientId
    relation: Relation
    name: str = field(repr=False)
    relation_remark: str = field(default="", repr=False)
    organization: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    is_emergency: bool = False
    ended_on: date | None = None

    @property
    def is_current(self) -> bool:
        """Whether they still play this part."""
        return self.ended_on is None
