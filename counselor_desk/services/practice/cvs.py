"""CVs of practice clients: believable jobs with results, and no word of why they are here."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.records.clients import ContactKind
from counselor_desk.records.cvs import Certificate, Job, Skill, Training
from counselor_desk.services.cvs import ContactValues
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.people import Person
from counselor_desk.services.practice.wording import dice

_JOBLESS_CODE = "Z56.0"
_OTHERS_EVERY = 3
"""Beside those who look for work, every third client has a CV."""

_MADE_AFTER_DAYS = 12
_MADE_AT = time(15, 40)
_GROWN_UP = 18
_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCv:
    """One version of a CV. `made_at` is local and without a zone."""

    name: str
    contact: ContactValues = field(repr=False)
    parts: Mapping[str, Any] = field(repr=False)
    made_at: datetime


def versions(case: Case, today: date) -> tuple[PracticeCv, ...]:
    """The CVs of a client in the order they were made; most clients have none.

    Args:
        case: the chart; only the person and the days of the stay are used.
        today: nothing is made on this day or later.
    """
    if case.admitted_on is None or not _has_cv(case):
        return ()
    made_on = timetable.working_day_after(case.admitted_on + timedelta(days=_MADE_AFTER_DAYS))
    if made_on >= (case.closed_on or today):
        return ()
    chance = dice("cvs", case.person.full_name, case.admitted_on, today)
    trade = _library()["trades"][case.person.facts["job"]]
    first = PracticeCv(
        name=trade["title"],
        contact=_contact(case.person),
        parts=_parts(chance, case.person, trade, made_on),
        made_at=datetime.combine(made_on, _MADE_AT),
    )
    return (first,)


def _has_cv(case: Case) -> bool:
    codes = {problem.code for version in case.plans for problem in version.plan.problems}
    return _JOBLESS_CODE in codes or case.number % _OTHERS_EVERY == 0


def _contact(person: Person) -> ContactValues:
    first: dict[ContactKind, str] = {}
    for contact in person.contacts:
        first.setdefault(contact.kind, contact.value)
    return ContactValues(
        given_name=person.preferred_name or person.given_name,
        family_name=person.family_name,
        town=person.facts["town"],
        phone=first[ContactKind.PHONE],
        email=first[ContactKind.EMAIL],
    )


def _parts(
    chance: random.Random, person: Person, trade: Mapping[str, Any], on: date
) -> dict[str, Any]:
    """The fields of a CV that are not the contact, by name."""
    facts, library = person.facts, _library()
    grown_up = person.born_on.year + _GROWN_UP
    ended = _ended(facts, on)
    last_year = on.year if ended == "present" else int(ended[-4:])
    begun = max(grown_up, last_year - int(facts["years"]))
    employer = facts.get("employer") or chance.choice(library["employers"])
    jobs = [_job(trade, employer, str(begun), ended)]
    earlier = max(grown_up, begun - chance.randint(2, 4))
    if earlier < begun:
        before = chance.choice(library["earlier"])
        jobs.append(_job(before, before["employer"], str(earlier), str(begun)))
    skills = (*trade["skills"], chance.choice(library["general"]))
    years = last_year - begun
    experience = f"{years} years of experience" if years > 1 else "recent experience"
    return {
        "headline": trade["title"],
        "profile": f"Reliable {_lower(trade['title'])} with {experience} and good references. "
        "Ready for steady full-time work.",
        "jobs": tuple(jobs),
        "trainings": (_school(chance, facts, grown_up),),
        "certificates": _certificates(trade, begun),
        "skills": tuple(Skill(text=text) for text in skills),
    }


def _ended(facts: Mapping[str, str], on: date) -> str:
    """`present` for who works, else the month of the last day of work."""
    if "employer" in facts:
        return "present"
    months = on.year * _YEAR + on.month - 1 - int(facts.get("jobless", "4"))
    return f"{months % _YEAR + 1:02}/{months // _YEAR}"


def _job(told: Mapping[str, Any], employer: str, begun: str, ended: str) -> Job:
    did = "\n".join(told["did"])
    return Job(title=told["title"], employer=employer, begun=begun, ended=ended, did=did)


def _school(chance: random.Random, facts: Mapping[str, str], year: int) -> Training:
    library = _library()
    place = chance.choice(library["schools"]).format(town=facts["town"])
    return Training(title=chance.choice(library["diplomas"]), place=place, ended=str(year))


def _certificates(trade: Mapping[str, Any], begun: int) -> tuple[Certificate, ...]:
    title = trade["certificate"]
    return (Certificate(title=title, received=str(begun)),) if title else ()


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


@cache
def _library() -> Mapping[str, Any]:
    return tomllib.loads(resources.read_text("practice", "cvs.toml"))
