"""Clients: who they are and how to reach them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, ContactId, Uid

NAME_LIMIT = 200
"""The longest name, in characters, that the program keeps."""


class Caseload(StrEnum):
    """Mine, or a guest: a group member whose counselor is somebody else."""

    MINE = "mine"
    GUEST = "guest"


class ClientStatus(StrEnum):
    """Where the newest episode stands; never stored, always read from the episodes."""

    INTAKE = "intake"
    ACTIVE = "active"
    DISCHARGED = "discharged"


class NameForm(StrEnum):
    """How much of a name is shown."""

    FULL = "full"
    FIRST_AND_INITIAL = "first_and_initial"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person in the program, by record number inside and by uid outside the store."""

    id: ClientId
    uid: Uid
    number: str
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    preferred_name: str = field(default="", repr=False)
    pronouns: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    caseload: Caseload = Caseload.MINE
    made_at: datetime

    @property
    def full_name(self) -> str:
        """Given and family name, as on the identity card."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def first_name(self) -> str:
        """What the client wants to be called."""
        return self.preferred_name or self.given_name

    @property
    def initials(self) -> str:
        """First letters of the called name and the family name, without dots."""
        return "".join(name[0] for name in (self.first_name, self.family_name) if name).upper()

    def name(self, form: NameForm) -> str:
        """The name in the given form: `Marcus Reyes`, `Marcus R.` or `M.R.`."""
        if form is NameForm.FULL:
            return self.full_name
        if form is NameForm.INITIALS:
            return "".join(f"{letter}." for letter in self.initials)
        initial = f" {self.family_name[0].upper()}." if self.family_name else ""
        return f"{self.first_name}{initial}"

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, or None when the birth date is unknown."""
        return None if self.born_on is None else age_at(self.born_on, day)


def age_at(born_on: date, day: date) -> int:
    """Whole years from a birth date to `day`."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (0 if had_birthday else 1)


class ContactKind(StrEnum):
    """The ways to reach a client."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach a client, with a remark such as 'no voice mail'."""

    id: ContactId
    client_id: ClientId
    kind: ContactKind
    value: str = field(repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSheet:
    """The sheet that says who a client is and who is around them. `uid` is the client's."""

    uid: Uid
    client_id: ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """One line of the client list: the client with what the list shows beside the name.

    `was_admitted` tells a stay from an inquiry that led to none.
    """

    id: ClientId
    number: str
    name: str = field(repr=False)
    full_name: str = field(repr=False)
    initials: str = field(repr=False)
    status: ClientStatus
    week: int | None
    target_weeks: int | None
    last_note_on: date | None
    unsigned_notes: int
    plan_signed_on: date | None
    plan_due_on: date | None
    was_admitted: bool = True
