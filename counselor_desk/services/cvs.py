"""CVs: start, copy, keep, rename, take away and bring back versions; draw the page.

Nothing clinical is read here: what a CV says about its person is given by the caller or typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import TypeVar

from counselor_desk.errors import UnknownRecordError, UnusableTextError
from counselor_desk.records.cvs import Cv, CvLanguage
from counselor_desk.records.ids import ClientId, CvId
from counselor_desk.records.program import Paper
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.storage import cvs as cv_rows
from counselor_desk.storage.database import Reader

LINE_LIMIT = 500
"""The longest one-line field, in characters."""

TEXT_LIMIT = 20_000
"""The longest profile or list of things done, in characters."""

_TEXTS = frozenset({"did", "profile"})

Part = TypeVar("Part")


class ContactGap(StrEnum):
    """What an employer needs and the CV does not have; the values are fields of a CV."""

    NAME = "given_name"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactValues:
    """How to reach the person, copied once by whoever starts the CV."""

    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    town: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)


def start(
    desk: Desk,
    client_id: ClientId,
    contact: ContactValues,
    *,
    name: str = "",
    language: CvLanguage = CvLanguage.ENGLISH,
    paper: Paper = Paper.LETTER,
    initiator: object = None,
) -> Cv:
    """Begin a blank CV that knows how to reach the person.

    Raises:
        UnusableTextError: a value is too long.
    """
    now = desk.now()
    return _insert(
        desk,
        Cv(
            id=CvId(0),
            uid=desk.new_uid(),
            client_id=client_id,
            name=name,
            language=language,
            paper=paper,
            given_name=contact.given_name,
            family_name=contact.family_name,
            town=contact.town,
            phone=contact.phone,
            email=contact.email,
            made_at=now,
            changed_at=now,
        ),
        initiator,
    )


def copy(desk: Desk, cv: Cv, *, name: str, initiator: object = None) -> Cv:
    """Another version with everything this one says.

    Raises:
        UnusableTextError: the name is too long.
    """
    now = desk.now()
    another = replace(cv, uid=desk.new_uid(), name=name, made_at=now, changed_at=now)
    return _insert(desk, another, initiator)


def get(desk: Desk, cv_id: CvId) -> Cv:
    """The CV with this id.

    Raises:
        UnknownRecordError: there is no such CV.
    """
    with desk.read() as reader:
        return _existing(reader, cv_id)


def of_client(desk: Desk, client_id: ClientId) -> tuple[Cv, ...]:
    """Every version of a client, the last changed first."""
    with desk.read() as reader:
        return tuple(cv_rows.of_client(reader, client_id))


def keep(desk: Desk, cv: Cv, *, initiator: object = None) -> Cv:
    """Write the whole CV; returns it as it was kept. One that says the same is not touched.

    Raises:
        UnusableTextError: a field is too long.
        UnknownRecordError: it was deleted meanwhile.
    """
    clean = _clean(cv)
    with desk.write() as writer:
        before = _existing(writer, cv.id)
        if replace(clean, changed_at=before.changed_at) == before:
            return before
        kept = replace(clean, changed_at=desk.now())
        cv_rows.update(writer, kept)
    desk.announce(Changes.of(Kind.CV, client_id=cv.client_id, initiator=initiator))
    return kept


def rename(desk: Desk, cv_id: CvId, name: str, *, initiator: object = None) -> Cv:
    """Call a version something else; the name is never printed.

    Raises:
        UnusableTextError: the name is too long.
        UnknownRecordError: there is no such CV.
    """
    return keep(desk, replace(get(desk, cv_id), name=name), initiator=initiator)


def delete(desk: Desk, cv: Cv, *, initiator: object = None) -> None:
    """Take a version away; `bring_back` with the same value undoes it."""
    with desk.write() as writer:
        cv_rows.delete(writer, cv.id)
    desk.announce(Changes.of(Kind.CV, client_id=cv.client_id, initiator=initiator))


def bring_back(desk: Desk, cv: Cv, *, initiator: object = None) -> Cv:
    """Put a deleted version back as it was; its id may be another."""
    return _insert(desk, cv, initiator)


def contact_gaps(cv: Cv) -> tuple[ContactGap, ...]:
    """What is missing for an employer to call back, in the order it stands on the page."""
    return tuple(
        gap
        for gap, text in (
            (ContactGap.NAME, cv.full_name),
            (ContactGap.PHONE, cv.phone),
            (ContactGap.EMAIL, cv.email),
        )
        if not text.strip()
    )


def file_stem(cv: Cv) -> str:
    """`Lastname_Firstname_CV` in letters that every file system takes (decision 42)."""
    names = (_safe(cv.family_name), _safe(cv.given_name))
    return "_".join((*(name for name in names if name), "CV"))


def draw(cv: Cv) -> bytes:
    """The page as PDF, for the preview. Takes values and gives values, so it may run in a task."""
    from counselor_desk.documents.cvs import build_cv
    from counselor_desk.documents.pdf import render

    return render(build_cv(cv), cv.paper)


_LONGEST_NAME_IN_FILE = 60


def _safe(name: str) -> str:
    words = "".join(letter if letter.isalnum() or letter in "-'’" else " " for letter in name)
    return "-".join(words.replace("'", "").replace("’", "").split())[:_LONGEST_NAME_IN_FILE]


def _insert(desk: Desk, cv: Cv, initiator: object) -> Cv:
    clean = _clean(cv)
    with desk.write() as writer:
        kept = cv_rows.insert(writer, clean)
    desk.announce(Changes.of(Kind.CV, client_id=cv.client_id, initiator=initiator))
    return kept


def _existing(reader: Reader, cv_id: CvId) -> Cv:
    found = cv_rows.get(reader, cv_id)
    if found is None:
        raise UnknownRecordError("CV")
    return found


def _clean(part: Part) -> Part:
    """The record, and every part of it, without invisible characters and not too long."""
    changed: dict[str, object] = {}
    for each in fields(part):  # type: ignore[arg-type] # records are dataclasses
        value = getattr(part, each.name)
        if isinstance(value, tuple):
            changed[each.name] = tuple(_clean(inner) for inner in value)
        elif type(value) is str and each.name != "uid":
            changed[each.name] = _clean_text(each.name, value)
    return replace(part, **changed)  # type: ignore[type-var] # as above


def _clean_text(name: str, text: str) -> str:
    is_text = name in _TEXTS
    clean = without_control_characters(text)
    if not is_text:
        clean = " ".join(clean.split("\n"))
    limit = TEXT_LIMIT if is_text else LINE_LIMIT
    if len(clean) > limit:
        raise UnusableTextError.too_long(_LABELS.get(name, name.capitalize()), len(clean), limit)
    return clean


_LABELS = {
    "did": "What you did",
    "given_name": "The given name",
    "family_name": "The family name",
    "name": "The name",
    "profile": "The profile",
    "text": "A skill",
}
