"""People: names, contacts and the facts of each client's life, all invented."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from counselor_desk.records.clients import ContactKind
from counselor_desk.services.practice.stories import Library, Story
from counselor_desk.services.practice.wording import Voice, with_fixed_spaces

PRONOUNS = {
    "she": {
        "they": "she",
        "them": "her",
        "their": "her",
        "theirs": "hers",
        "themself": "herself",
        "was": "was",
        "is": "is",
        "has": "has",
        "does": "does",
        "s": "s",
        "es": "es",
    },
    "he": {
        "they": "he",
        "them": "him",
        "their": "his",
        "theirs": "his",
        "themself": "himself",
        "was": "was",
        "is": "is",
        "has": "has",
        "does": "does",
        "s": "s",
        "es": "es",
    },
    "they": {
        "they": "they",
        "them": "them",
        "their": "their",
        "theirs": "theirs",
        "themself": "themself",
        "was": "were",
        "is": "are",
        "has": "have",
        "does": "do",
        "s": "",
        "es": "",
    },
}
"""The words a sentence about a client changes with their pronouns."""

_PRONOUN_WEIGHTS = {"she": 47, "he": 47, "they": 6}
_UNFOLDED = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "’": "", " ": ""})
_YOUNGEST, _OLDEST = 21, 66
_GRANDPARENT_AGE = 50
_TRIGGERS = 5
_STRIDE = 11
_PARTNER_SHARE, _CHILD_SHARE, _WORKING_SHARE = 0.4, 0.5, 0.65
_PHONE_NUMBERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeContact:
    """One way to reach a practice client."""

    kind: ContactKind
    value: str = field(repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who a client is; `facts` are what sentences about them may use."""

    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    preferred_name: str = field(repr=False)
    pronouns: str = field(repr=False)
    born_on: date = field(repr=False)
    contacts: tuple[PracticeContact, ...] = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


def invent(
    chance: random.Random,
    library: Library,
    *,
    background: int,
    stories: Sequence[Story],
    on: date,
    lot: int,
    taken_names: set[str],
) -> Person:
    """A new person who fits the stories and shares no full name with an earlier one.

    Args:
        chance: where everything that is not given comes from.
        library: names, places and the rest.
        background: which pool of names.
        stories: the client's own stories, the substance first.
        on: the day of the inquiry, for the age.
        lot: another number for each client; neighbors in line get different friends and jobs.
        taken_names: full names so far; the new one is added.
    """
    pool = library.people["backgrounds"][background]
    word = chance.choices(list(_PRONOUN_WEIGHTS), list(_PRONOUN_WEIGHTS.values()))[0]
    given, family = _name(chance, pool, word, taken_names)
    age = chance.randint(_YOUNGEST, _OLDEST)
    born_on = on - timedelta(days=round(age * 365.25) + chance.randint(1, 360))
    preferred = library.people["called"].get(given, "")
    facts = dict(PRONOUNS[word])
    facts["name"] = preferred or given
    if preferred:
        facts["called"] = preferred
    voice = Voice(chance, facts)
    facts.update(_life(voice, library, stories, age=age, lot=lot))
    facts.update(_story_words(voice.knowing(**facts), stories))
    return Person(
        given_name=given,
        family_name=family,
        preferred_name=preferred,
        pronouns=f"{word}/{PRONOUNS[word]['them']}",
        born_on=born_on,
        contacts=_contacts(chance, library, given, family, facts["town"], lot),
        facts=facts,
    )


def _allotted(pool: Sequence[Any], lot: int) -> Any:  # noqa: ANN401 - whatever lies in the pool
    """One of a pool, for neighbors in line a different one."""
    return pool[lot * _STRIDE % len(pool)]


def _name(
    chance: random.Random, pool: Mapping[str, Any], word: str, taken: set[str]
) -> tuple[str, str]:
    pairs = [(given, family) for given in pool[word] for family in pool["family"]]
    words = {part for name in taken for part in name.split(" ")}
    free = [pair for pair in pairs if not words & {*pair}]
    free = free or [pair for pair in pairs if " ".join(pair) not in taken]
    if free:
        given, family = chance.choice(free)
    else:
        given, family = _double_name(chance, pool, word, taken)
    taken.add(f"{given} {family}")
    return given, family


def _double_name(
    chance: random.Random, pool: Mapping[str, Any], word: str, taken: set[str]
) -> tuple[str, str]:
    """A name with two family names, when a pool is used up."""
    while True:
        given = chance.choice(pool[word])
        first, second = chance.sample(pool["family"], 2)
        if f"{given} {first}-{second}" not in taken:
            return given, f"{first}-{second}"


def _life(
    voice: Voice, library: Library, stories: Sequence[Story], *, age: int, lot: int
) -> dict[str, str]:
    """The facts of a life: people close by, work, home, what they like."""
    chance, people = voice.chance, library.people
    required = {need for story in stories for need in story.requires}
    relation, ally_name = _allotted(people["allies"], lot)
    facts = {
        "ally": f"{voice.facts['their']} {relation} {ally_name}",
        "ally_name": ally_name,
        "relation": relation,
        "town": chance.choice(people["towns"]),
        "hobby": _allotted(people["hobbies"], lot),
        "sponsor": _allotted(people["sponsors"], lot),
        "meeting": chance.choice(people["meetings"]),
        "reason": chance.choice(people["reasons"]),
        "prescriber": chance.choice(people["prescribers"]),
        "clinic": chance.choice(people["clinics"]),
        "psychiatrist": chance.choice(people["psychiatrists"]),
        "court": chance.choice(people["courts"]),
        "officer": chance.choice(people["officers"]),
        "after_care": chance.choice(library.sessions["after_care"]),
        "trauma": voice.tell(chance.choice(people["traumas"])),
        "trigger_past": voice.tell(chance.choice(people["turning_points"])),
        "lost": voice.tell(chance.choice(people["lost"])),
        "years": str(chance.randint(2, max(3, min(25, age - 19)))),
        "months_before": str(chance.randint(4, 14)),
    }
    if age >= _GRANDPARENT_AGE:
        facts["grandchildren"] = "grandchildren"
    facts.update(_household(chance, people, required, lot))
    facts.update(_work(chance, people, required, lot))
    facts["home"] = _home(voice.knowing(**facts), people, required)
    known = voice.knowing(**facts)
    facts["skill1"], facts["skill2"] = known.some(people["skills"], 2)
    return facts


def _household(
    chance: random.Random, people: Mapping[str, Any], required: set[str], lot: int
) -> dict[str, str]:
    facts = {}
    may_have_partner = not required & {"alone", "unsettled"}
    if "partner" in required or (may_have_partner and chance.random() < _PARTNER_SHARE):
        facts["partner"] = _allotted(people["partners"], lot)
        facts["partner_word"] = chance.choice(("spouse", "partner"))
    if "alone" not in required and chance.random() < _CHILD_SHARE:
        facts["child"] = _allotted(people["children"], lot)
    return facts


def _work(
    chance: random.Random, people: Mapping[str, Any], required: set[str], lot: int
) -> dict[str, str]:
    job, employer, shift = _allotted(people["jobs"], lot)
    facts = {"job": job, "shift": shift}
    if "jobless" in required:
        facts["jobless"] = str(chance.randint(3, 18))
    elif chance.random() < _WORKING_SHARE:
        facts["employer"] = employer
    return facts


def _home(voice: Voice, people: Mapping[str, Any], required: set[str]) -> str:
    if "alone" in required:
        return voice.pick("home", people["homes_alone"])
    if "unsettled" in required:
        return voice.pick("home", people["homes_unsettled"])
    return voice.pick("home", [*people["homes_shared"], *people["homes_alone"][:2]])


def _story_words(voice: Voice, stories: Sequence[Story]) -> dict[str, str]:
    """The words of the substance: its name, how being without it is said, five triggers."""
    words = stories[0].words
    facts = {
        name: voice.chance.choice(choices)
        for name, choices in words.items()
        if name not in {"triggers", "screen"}
    }
    triggers = voice.chance.sample(words["triggers"], _TRIGGERS)
    facts.update({f"trigger{place}": text for place, text in enumerate(triggers, 1)})
    return facts


def _contacts(
    chance: random.Random,
    library: Library,
    given: str,
    family: str,
    town: str,
    lot: int,
) -> tuple[PracticeContact, ...]:
    remarks = ("", "", "Text messages preferred", "No voice mail, please", "Calls after 4 pm")
    number = (lot * 37) % _PHONE_NUMBERS
    address = f"{chance.randint(11, 989)} {chance.choice(library.people['streets'])}, {town}"
    return (
        PracticeContact(
            kind=ContactKind.PHONE, value=f"555-01{number:02}", remark=chance.choice(remarks)
        ),
        PracticeContact(
            kind=ContactKind.EMAIL,
            value=f"{plain_letters(given)}.{plain_letters(family)}@example.org".lower(),
        ),
        PracticeContact(kind=ContactKind.ADDRESS, value=with_fixed_spaces(address)),
    )


def plain_letters(name: str) -> str:
    """The name in the letters a to z, for an address."""
    taken_apart = unicodedata.normalize("NFD", name.translate(_UNFOLDED))
    return "".join(letter for letter in taken_apart if letter.isascii())
