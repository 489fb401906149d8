"""The people around a client: add one, change one, end the part they play."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from counselor_desk.errors import (
    DeskError,
    DoubtfulSponsorError,
    ImpossibleStayDateError,
    MissingPersonError,
    UnknownRecordError,
)
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.ids import ClientId, PersonId
from counselor_desk.records.people import Person, Relation
from counselor_desk.services import clients, episodes
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import SHORT_TEXT_LIMIT, clean
from counselor_desk.storage import people as person_rows
from counselor_desk.storage.database import Reader

OF_AGE = 18
"""Whoever is younger has a parent or guardian who signs with them."""

_GUARDIANS = frozenset({Relation.GUARDIAN, Relation.PARENT})
_TEXTS = {
    "name": ("The name", NAME_LIMIT),
    "relation_remark": ("The relation", SHORT_TEXT_LIMIT),
    "organization": ("The organization", SHORT_TEXT_LIMIT),
    "phone": ("The phone number", SHORT_TEXT_LIMIT),
    "email": ("The e-mail address", SHORT_TEXT_LIMIT),
    "address": ("The address", SHORT_TEXT_LIMIT),
    "remark": ("The remark", SHORT_TEXT_LIMIT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is typed when somebody is added."""

    relation: Relation
    name: str = field(default="", repr=False)
    relation_remark: str = field(default="", repr=False)
    organization: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    remark: str = field(default="", repr=False)
    is_emergency: bool = False


def of_client(desk: Desk, client_id: ClientId) -> tuple[Person, ...]:
    """Everybody around a client: the emergency contacts, the others, then those of before."""
    with desk.read() as reader:
        return tuple(person_rows.of_client(reader, client_id))


def get(desk: Desk, person_id: PersonId) -> Person:
    """The person of a row id.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        return _existing(reader, person_id)


def add(
    desk: Desk,
    client_id: ClientId,
    new: NewPerson,
    *,
    is_sure: bool = False,
    initiator: object = None,
) -> Person:
    """Keep somebody new. `is_sure` keeps what is doubtful.

    Raises:
        MissingPersonError: neither a name nor an organization.
        UnusableTextError: a field is too long or has control characters.
        DoubtfulSponsorError: a sponsor has a family name, and nobody confirmed it.
        NoOpenEpisodeError: the client was discharged.
        UnknownClientError: there is no such client.
    """
    clients.get(desk, client_id)
    person = Person(
        id=PersonId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        relation=new.relation,
        is_emergency=new.is_emergency,
        **{name: getattr(new, name) for name in _TEXTS},
    )
    kept = _kept(desk, person, is_sure=is_sure)
    with desk.write() as writer:
        episodes.require_open_of(writer, client_id)
        person = person_rows.insert(writer, kept)
    _announce(desk, person, initiator)
    return person


def change(
    desk: Desk, person: Person, *, is_sure: bool = False, initiator: object = None
) -> Person:
    """Keep changed facts of somebody; a name that was kept before is not doubted again.

    Raises:
        UnknownRecordError: there is no such person.
        ImpossibleStayDateError: the end is after today.
        MissingPersonError, UnusableTextError, DoubtfulSponsorError, NoOpenEpisodeError: as in
            `add`.
    """
    before = get(desk, person.id)
    is_known = (before.relation, before.name) == (person.relation, person.name.strip())
    kept = _kept(desk, person, is_sure=is_sure or is_known)
    with desk.write() as writer:
        episodes.require_open_of(writer, person.client_id)
        person_rows.update(writer, kept)
    _announce(desk, kept, initiator)
    return kept


def end(desk: Desk, person: Person, *, on: date | None = None, initiator: object = None) -> Person:
    """They no longer play this part, from `on` or from today; they stay in the record.

    Raises:
        ImpossibleStayDateError, UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    return change(desk, replace(person, ended_on=on or desk.today()), initiator=initiator)


def resume(desk: Desk, person: Person, *, initiator: object = None) -> Person:
    """They play this part again.

    Raises:
        UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    return change(desk, replace(person, ended_on=None), initiator=initiator)


def problems(desk: Desk, person: Person) -> dict[str, DeskError]:
    """What keeps somebody from being kept, by the name of the field; empty when nothing does."""
    return dict(_problems(desk, person))


def needs_guardian(desk: Desk, client_id: ClientId) -> bool:
    """Whether the client is a minor for whom no parent or guardian is named.

    Raises:
        UnknownClientError: there is no such client.
    """
    age = clients.get(desk, client_id).age_on(desk.today())
    return age is not None and age < OF_AGE and not guardians(desk, client_id)


def guardians(desk: Desk, client_id: ClientId) -> tuple[Person, ...]:
    """The parents and guardians of a minor; none of whoever is of age, or of unknown age.

    Raises:
        UnknownClientError: there is no such client.
    """
    age = clients.get(desk, client_id).age_on(desk.today())
    if age is None or age >= OF_AGE:
        return ()
    around = of_client(desk, client_id)
    return tuple(one for one in around if one.is_current and one.relation in _GUARDIANS)


def _kept(desk: Desk, person: Person, *, is_sure: bool) -> Person:
    """The person as they go into the store.

    Raises:
        DeskError: as in `change`.
    """
    for problem in dict(_problems(desk, person)).values():
        raise problem
    texts = {name: getattr(person, name).strip() for name in _TEXTS}
    if not is_sure and person.relation is Relation.SPONSOR and _has_family_name(texts["name"]):
        raise DoubtfulSponsorError
    return replace(person, **texts)


def _problems(desk: Desk, person: Person) -> Iterator[tuple[str, DeskError]]:
    checks: dict[str, Callable[[], object]] = {
        name: partial(clean, label, getattr(person, name), limit=limit)
        for name, (label, limit) in _TEXTS.items()
    }
    for name, check in checks.items():
        try:
            check()
        except DeskError as problem:
            yield name, problem
    if not (person.name.strip() or person.organization.strip()):
        yield "name", MissingPersonError()
    if person.ended_on is not None and person.ended_on > desk.today():
        yield "ended_on", ImpossibleStayDateError.in_future("The end")


def _has_family_name(name: str) -> bool:
    """Whether a word follows the first name; an initial, as in `Bill W.`, is none."""
    return any(len(word.rstrip(".")) > 1 for word in name.split()[1:])


def _existing(reader: Reader, person_id: PersonId) -> Person:
    person = person_rows.get(reader, person_id)
    if person is None:
        raise UnknownRecordError("person")
    return person


def _announce(desk: Desk, person: Person, initiator: object) -> None:
    desk.announce(Changes.of(Kind.PERSON, client_id=person.client_id, initiator=initiator))
