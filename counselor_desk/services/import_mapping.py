"""Which column of a file holds which fact of a client: guessed from the headers, or told."""

from __future__ import annotations

import re
from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from counselor_desk.errors import MappingError
from counselor_desk.storage.search import plain

SCHEMA = 1
"""The shape of a mapping file that is understood."""

_MOST_BYTES = 100_000


class Fact(StrEnum):
    """What a column can hold."""

    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    PREFERRED_NAME = "preferred_name"
    PRONOUNS = "pronouns"
    BIRTH_DATE = "birth_date"
    RECORD_NUMBER = "record_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    INQUIRY_DATE = "inquiry_date"
    ADMISSION_DATE = "admission_date"
    TRACK = "track"
    TARGET_WEEKS = "target_weeks"
    LEVEL_OF_CARE = "level_of_care"
    REFERRED_BY = "referred_by"
    REASON = "reason"
    LANGUAGES = "languages"


NAMES = frozenset({Fact.GIVEN_NAME, Fact.FAMILY_NAME, Fact.FULL_NAME})
"""One of these has to be in the file."""

DATES = (Fact.BIRTH_DATE, Fact.INQUIRY_DATE, Fact.ADMISSION_DATE)


class DateOrder(StrEnum):
    """Whether 3/4/1990 is the fourth of March or the third of April."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The place of each fact's column, counted from 0; a column holds one fact.

    Attributes:
        date_order: how dates in figures are read; None where nobody said.
        keeps_duplicates: whether rows of clients who are there already come in as well.
    """

    columns: Named[Fact, int] = field(default_factory=dict)
    date_order: DateOrder | None = None
    keeps_duplicates: bool = False

    @property
    def has_name(self) -> bool:
        """Whether a column holds names."""
        return not NAMES.isdisjoint(self.columns)


_SPELLINGS: dict[Fact, str] = {
    Fact.GIVEN_NAME: "given name|given names|first name|firstname|first|forename|fname|given",
    Fact.FAMILY_NAME: "family name|last name|lastname|last|surname|lname|family",
    Fact.FULL_NAME: (
        "full name|name|client|client name|patient|patient name|legal name|participant|"
        "last first|last name first name"
    ),
    Fact.PREFERRED_NAME: (
        "preferred name|preferred first name|called|goes by|nickname|preferred|chosen name|"
        "known as|aka"
    ),
    Fact.PRONOUNS: "pronouns|pronoun|preferred pronouns",
    Fact.BIRTH_DATE: "birth date|birthdate|date of birth|dob|d o b|birthday|born|born on|birth",
    Fact.RECORD_NUMBER: (
        "record number|record no|record|record id|number|client number|client no|client id|"
        "clientid|id|mrn|medical record number|chart number|chart no|chart|patient id|case number|"
        "file number"
    ),
    Fact.PHONE: (
        "phone|phone number|telephone|tel|mobile|mobile phone|cell|cell phone|home phone|"
        "primary phone|phone 1"
    ),
    Fact.EMAIL: "e mail|email|email address|e mail address|mail",
    Fact.ADDRESS: "address|street address|home address|mailing address|full address|street",
    Fact.INQUIRY_DATE: (
        "inquiry date|date of inquiry|inquiry|inquired|inquired on|referral date|date of referral|"
        "referred on|first contact|first contact date|date of first contact|intake date"
    ),
    Fact.ADMISSION_DATE: (
        "admission date|date of admission|admission|admitted|admitted on|admit date|date admitted|"
        "start date|enrollment date|enrolled|enrolled on"
    ),
    Fact.TRACK: "track|time of day|comes in the|session time|am pm",
    Fact.TARGET_WEEKS: (
        "target weeks|planned weeks|weeks|length of stay|planned length|program weeks|"
        "number of weeks|duration weeks"
    ),
    Fact.LEVEL_OF_CARE: "level of care|loc|level|program type|care level|service level",
    Fact.REFERRED_BY: (
        "referred by|referral source|referral|referrer|source of referral|referring provider|"
        "referring agency|referred from"
    ),
    Fact.REASON: (
        "reason|reason for admission|reason for referral|presenting problem|presenting concern|"
        "chief complaint|reason for coming|reason for visit"
    ),
    Fact.LANGUAGES: "languages|language|preferred language|primary language|languages spoken",
}
_MEANT = {
    spelling: fact for fact, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}
_BETWEEN = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def guess(headers: Sequence[str]) -> Mapping:
    """The facts that the headers name; the first column that may hold a fact gets it.

    A full name is left out where given and family names stand on their own.
    """
    columns: dict[Fact, int] = {}
    for place, header in enumerate(headers):
        fact = _MEANT.get(_spelled(header))
        if fact is not None:
            columns.setdefault(fact, place)
    if Fact.GIVEN_NAME in columns and Fact.FAMILY_NAME in columns:
        columns.pop(Fact.FULL_NAME, None)
    return Mapping(columns=columns)


def read(path: Path, headers: Sequence[str]) -> Mapping:
    """What a mapping file says about a file with these headers.

    The file is TOML. Without a table `columns` the columns are guessed; with one, only those it
    names are used, each by its header:

        schema = 1
        date_order = "month_first"   # or "day_first"; for dates like 3/4/1990
        duplicates = "skip"          # or "import": clients who are there already

        [columns]
        full_name = "Client"
        birth_date = "DOB"

    Raises:
        MappingError: it cannot be read, or says something that is not understood.
    """
    said = _table(path)
    unknown = set(said) - {"schema", "date_order", "duplicates", "columns"}
    if said.get("schema") != SCHEMA:
        raise MappingError.bad_file(f"It needs the line “schema = {SCHEMA}”.")
    if unknown:
        raise MappingError.bad_file(f"It says “{min(unknown)}”, which is not known.")
    order = _one_of(said, "date_order", [one.value for one in DateOrder])
    duplicates = _one_of(said, "duplicates", ["skip", "import"])
    columns = (
        _columns(said["columns"], headers) if "columns" in said else dict(guess(headers).columns)
    )
    return Mapping(
        columns=columns,
        date_order=DateOrder(order) if order else None,
        keeps_duplicates=duplicates == "import",
    )


def _table(path: Path) -> dict[str, object]:
    import tomllib

    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise MappingError.bad_file("It is too long.")
        return tomllib.loads(content.decode())
    except (OSError, UnicodeError, RecursionError) as reason:
        raise MappingError.bad_file(f"It cannot be read ({type(reason).__name__}).") from reason
    except tomllib.TOMLDecodeError as reason:
        raise MappingError.bad_file("It is not TOML.") from reason


def _one_of(said: Named[str, object], key: str, known: Sequence[str]) -> str:
    value = said.get(key, "")
    if key in said and value not in known:
        raise MappingError.bad_file(f"“{key}” is one of: {', '.join(known)}.")
    return str(value)


def _columns(said: object, headers: Sequence[str]) -> dict[Fact, int]:
    if not isinstance(said, dict):
        raise MappingError.bad_file("“columns” is a table.")
    places = {header.casefold(): place for place, header in enumerate(headers)}
    columns: dict[Fact, int] = {}
    for name, header in said.items():
        if name not in set(Fact):
            facts = ", ".join(Fact)
            raise MappingError.bad_file(f"“{name}” is none of: {facts}.")
        place = places.get(str(header).strip().casefold())
        if place is None:
            raise MappingError.bad_file(f"The file has no column as said for “{name}”.")
        if place in columns.values():
            raise MappingError.bad_file(f"The column said for “{name}” is named twice.")
        columns[Fact(name)] = place
    return columns


def _spelled(header: str) -> str:
    """A header in small letters and digits, its words apart: "DateOfBirth" is "date of birth"."""
    return _BETWEEN.sub(" ", plain(_HUMP.sub(" ", header))).strip()
