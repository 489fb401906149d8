"""CVs: what a person tells an employer. They know nothing of treatment, and never read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, CvId, Uid
from counselor_desk.records.program import Paper


class CvStyle(StrEnum):
    """How the page looks."""

    CLEAR = "clear"


class CvLanguage(StrEnum):
    """The language of the headings."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A position held. Dates stand as typed: `2019`, `03/2019`, `since school`.

    `did` is one line for each thing done; each becomes a bullet.
    """

    title: str = field(default="", repr=False)
    employer: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    begun: str = field(default="", repr=False)
    ended: str = field(default="", repr=False)
    did: str = field(default="", repr=False)

    @property
    def bullets(self) -> tuple[str, ...]:
        """The lines of `did` that say something."""
        return tuple(line.strip() for line in self.did.splitlines() if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A school, course or apprenticeship."""

    title: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    begun: str = field(default="", repr=False)
    ended: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A licence or certificate."""

    title: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    received: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Something the person can do."""

    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLanguage:
    """A language and how well it is spoken, in the person's words."""

    name: str = field(default="", repr=False)
    level: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Somebody who speaks for the person and agreed to be asked."""

    name: str = field(default="", repr=False)
    relation: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cv:
    """One version of a CV. `name` tells versions apart on the screen and is never printed."""

    id: CvId
    uid: Uid
    client_id: ClientId
    name: str = field(default="", repr=False)
    style: CvStyle = CvStyle.CLEAR
    language: CvLanguage = CvLanguage.ENGLISH
    paper: Paper = Paper.LETTER
    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    headline: str = field(default="", repr=False)
    profile: str = field(default="", repr=False)
    has_references: bool = False
    made_at: datetime
    changed_at: datetime
    jobs: tuple[Job, ...] = ()
    trainings: tuple[Training, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def full_name(self) -> str:
        """The name at the top of the page, and the author of the file."""
        return f"{self.given_name} {self.family_name}".strip()
