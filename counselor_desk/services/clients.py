"""Clients: add them, change them, find them in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from counselor_desk.errors import (
    DoubtfulAdmissionError,
    DoubtfulAgeError,
    ImpossibleDateError,
    ImpossibleStayDateError,
    MissingNameError,
    TakenNumberError,
    UnknownClientError,
)
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.clients import (
    NAME_LIMIT,
    Caseload,
    Client,
    ClientRow,
    ClientStatus,
    Contact,
    ContactKind,
)
from counselor_desk.records.episodes import Episode, LevelOfCare, Track
from counselor_desk.records.ids import CircumstancesId, ClientId, ContactId, EpisodeId
from counselor_desk.services import episodes, profiles, shown_names
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import intakes as intake_rows
from counselor_desk.storage.database import Reader

EARLIEST_BIRTH_YEAR = 1900
"""Nobody alive was born earlier; an earlier year is a slip of the keys."""

LIKELY_AGES = range(12, 111)
"""Whole years; any other age is asked about before it is kept."""

LIKELY_WAIT_DAYS = 60
"""An admission further ahead is asked about before it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContact:
    """A way to reach a client that is not kept yet."""

    kind: ContactKind
    value: str = field(repr=False)
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient:
    """What is typed when a client is added. An empty `number` takes the next free one."""

    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    preferred_name: str = field(default="", repr=False)
    pronouns: str = field(default="", repr=False)
    born_on: date | None = field(default=None, repr=False)
    number: str = ""
    contacts: tuple[NewContact, ...] = ()
    inquiry_on: date | None = None
    admitted_on: date | None = None
    target_weeks: int = 12
    level_of_care: LevelOfCare = LevelOfCare.IOP
    track: Track = Track.MORNING
    referred_by: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    languages: str = field(default="", repr=False)
    needs_interpreter: bool = False
    caseload: Caseload = Caseload.MINE


def add(desk: Desk, new: NewClient, *, is_sure: bool = False, initiator: object = None) -> Client:
    """Keep a new client with an open episode: an intake, or admitted when a date is given.

    `is_sure` keeps an age that is seldom right. Whether somebody of this name is a client
    already, `namesakes` tells.

    Raises:
        MissingNameError: neither a given nor a family name.
        UnusableTextError: a field is too long or has control characters.
        ImpossibleDateError: a birth date in the future or before 1900; an inquiry after today;
            an admission before the birth or the inquiry.
        DoubtfulAgeError: younger than 12 or older than 110, and nobody confirmed it.
        UnusableWeeksError: a stay of less than 1 or more than 104 weeks.
        TakenNumberError: another client has the record number.
    """
    _check_birth_date(desk, new.born_on)
    contacts = [_contact(ClientId(0), contact) for contact in new.contacts]
    draft = _checked(
        Client(
            id=ClientId(0),
            uid=desk.new_uid(),
            number=new.number,
            given_name=new.given_name,
            family_name=new.family_name,
            preferred_name=new.preferred_name,
            pronouns=new.pronouns,
            born_on=new.born_on,
            caseload=new.caseload,
            made_at=desk.now(),
        )
    )
    if not is_sure:
        _check_age(desk, draft)
    languages = clean("The languages", new.languages)
    stay = _first_stay(desk, new)
    with desk.write() as writer:
        number = draft.number or client_rows.next_number(writer, desk.program().number_pattern)
        if client_rows.by_number(writer, number) is not None:
            raise TakenNumberError(number)
        client = client_rows.insert(writer, replace(draft, number=number))
        client_rows.replace_contacts(writer, client.id, contacts)
        episode_rows.insert(writer, replace(stay, client_id=client.id))
        if languages or new.needs_interpreter:
            circumstance_rows.keep(
                writer,
                Circumstances(
                    id=CircumstancesId(0),
                    client_id=client.id,
                    languages=languages,
                    needs_interpreter=new.needs_interpreter,
                ),
            )
    desk.announce(Changes.of(Kind.CLIENT, Kind.EPISODE, client_id=client.id, initiator=initiator))
    return client


def _first_stay(desk: Desk, new: NewClient) -> Episode:
    """The episode of a new client.

    Raises:
        ImpossibleDateError, UnusableWeeksError, UnusableTextError: as in `add`.
    """
    for label, day in (("The inquiry", new.inquiry_on), ("The admission", new.admitted_on)):
        if day is not None and new.born_on is not None and day < new.born_on:
            raise ImpossibleStayDateError.before_birth(label)
    stay = episodes.checked(
        Episode(
            id=EpisodeId(0),
            uid=desk.new_uid(),
            client_id=ClientId(0),
            inquiry_on=new.inquiry_on or _asked_on(new, desk.today()),
            admitted_on=new.admitted_on,
            target_weeks=new.target_weeks,
            level_of_care=new.level_of_care,
            track=new.track,
            referred_by=new.referred_by,
            reason=new.reason,
        )
    )
    episodes.check_beginning(stay, desk.today())
    return stay


def _asked_on(new: NewClient, today: date) -> date | None:
    """Whoever was admitted before the chart was begun asked for help on a day nobody told."""
    is_begun_late = new.admitted_on is not None and new.admitted_on < today
    return None if is_begun_late else today


def change(
    desk: Desk,
    client: Client,
    *,
    contacts: Sequence[NewContact] | None = None,
    is_sure: bool = False,
    initiator: object = None,
) -> Client:
    """Keep changed facts of a client; `contacts`, when given, replace all earlier ones.

    Without a record number the client gets the next free one. A birth date that was kept before
    is not doubted again.

    Raises:
        MissingNameError, UnusableTextError, ImpossibleDateError, DoubtfulAgeError,
        TakenNumberError: as in `add`.
    """
    _check_birth_date(desk, client.born_on)
    changed = _checked(client)
    with desk.write() as writer:
        before = client_rows.get(writer, client.id)
        if not is_sure and (before is None or before.born_on != changed.born_on):
            _check_age(desk, changed)
        if before is None or before.born_on != changed.born_on:
            _check_stays(writer, changed)
        if not changed.number:
            number = client_rows.next_number(writer, desk.program().number_pattern)
            changed = replace(changed, number=number)
        holder = client_rows.by_number(writer, changed.number)
        if holder is not None and holder.id != changed.id:
            raise TakenNumberError(changed.number)
        client_rows.update(writer, changed)
        if contacts is not None:
            kept = [_contact(changed.id, contact) for contact in contacts]
            client_rows.replace_contacts(writer, changed.id, kept)
    desk.announce(Changes.of(Kind.CLIENT, client_id=changed.id, initiator=initiator))
    return changed


def get(desk: Desk, client_id: ClientId) -> Client:
    """The client of a row id.

    Raises:
        UnknownClientError: there is none.
    """
    with desk.read() as reader:
        client = client_rows.get(reader, client_id)
    if client is None:
        raise UnknownClientError(str(client_id))
    return client


def by_number(desk: Desk, number: str) -> Client:
    """The client of a record number, written `147` or `CD-0147`.

    Raises:
        UnknownClientError: there is none.
    """
    with desk.read() as reader:
        client = client_rows.by_number(reader, number)
    if client is None:
        raise UnknownClientError(number)
    return client


def contacts(desk: Desk, client_id: ClientId) -> tuple[Contact, ...]:
    """How to reach a client, in the order they were entered."""
    with desk.read() as reader:
        return tuple(client_rows.contacts_of(reader, client_id))


def namesakes(
    desk: Desk, name: str, born_on: date | None, *, but: ClientId | None = None
) -> tuple[Client, ...]:
    """Clients of this full name whose birth date may be the same; `but` is left out.

    Accents and case are ignored, and an unknown birth date may be any.
    """
    if not name.strip():
        return ()
    with desk.read() as reader:
        found = client_rows.duplicates(reader, name, born_on)
    return tuple(client for client in found if client.id != but)


def suggested_number(desk: Desk) -> str:
    """The record number the next client would get."""
    with desk.read() as reader:
        return client_rows.next_number(reader, desk.program().number_pattern)


def rows(
    desk: Desk,
    *,
    needle: str = "",
    status: ClientStatus | None = None,
    sort: str = "name",
    is_descending: bool = False,
) -> list[ClientRow]:
    """The client list: filtered by name or number, accents ignored, sorted by a column."""
    with desk.read() as reader:
        profile = profiles.in_force_within(reader)
        found = client_rows.rows(
            reader,
            today=desk.today(),
            needle=needle,
            status=status,
            sort=sort,
            descending=is_descending,
            plan_due=profile.plan_due_within,
            review=profile.plan_review_every,
            own=profiles.plan_times_of_clients(reader, profile),
            zone=desk.zone,
        )
        return shown_names.of_rows(desk, found)


def in_order(
    rows: Sequence[ClientRow], sort: str, *, is_descending: bool = False
) -> list[ClientRow]:
    """Rows that were read by name in the order of another column, as `rows` would sort them."""
    return client_rows.in_order(rows, sort, descending=is_descending)


def matching(desk: Desk, needle: str) -> set[ClientId]:
    """The clients whose name or number holds each word of `needle`, accents ignored."""
    with desk.read() as reader:
        return client_rows.matching(reader, needle)


def some(desk: Desk, client_ids: Sequence[ClientId]) -> dict[ClientId, Client]:
    """The clients of these row ids, by id."""
    with desk.read() as reader:
        return {one.id: one for one in client_rows.some(reader, client_ids)}


def search_names(desk: Desk) -> Sequence[tuple[ClientId, str]]:
    """What the clients of the list are found by, to be kept and asked at each key."""
    with desk.read() as reader:
        return client_rows.search_names(reader)


def found_in(names: Sequence[tuple[ClientId, str]], needle: str) -> set[ClientId]:
    """As `matching`, among names that were read before."""
    return client_rows.found_in(names, needle)


def short_names(desk: Desk, client_ids: Sequence[ClientId]) -> list[tuple[ClientId, str]]:
    """What the screen calls some clients, in the order given; one who is gone is left out."""
    names = shown_names.alone_of(desk, some(desk, client_ids).values())
    return [(one, names[one]) for one in client_ids if one in names]


def _checked(client: Client) -> Client:
    checked = replace(
        client,
        number=clean("The record number", client.number),
        given_name=clean("The given name", client.given_name, limit=NAME_LIMIT),
        family_name=clean("The family name", client.family_name, limit=NAME_LIMIT),
        preferred_name=clean("The preferred name", client.preferred_name, limit=NAME_LIMIT),
        pronouns=clean("The pronouns", client.pronouns),
    )
    if not (checked.given_name or checked.family_name):
        raise MissingNameError
    return checked


def _check_birth_date(desk: Desk, born_on: date | None) -> None:
    if born_on is None:
        return
    if born_on > desk.today():
        raise ImpossibleDateError.birth_in_future()
    if born_on.year < EARLIEST_BIRTH_YEAR:
        raise ImpossibleDateError.birth_too_early(EARLIEST_BIRTH_YEAR)


def ask_about_admission(desk: Desk, admitted_on: date | None) -> None:
    """Whether an admission is so far ahead that it may be a slip of the year.

    Raises:
        DoubtfulAdmissionError: it is more than `LIKELY_WAIT_DAYS` ahead.
    """
    days = (admitted_on - desk.today()).days if admitted_on is not None else 0
    if days > LIKELY_WAIT_DAYS:
        raise DoubtfulAdmissionError(days)


def _check_age(desk: Desk, client: Client) -> None:
    age = client.age_on(desk.today())
    if age is None or age in LIKELY_AGES:
        return
    if age < LIKELY_AGES.start:
        raise DoubtfulAgeError.under(LIKELY_AGES.start)
    raise DoubtfulAgeError.over(LIKELY_AGES.stop - 1)


def _check_stays(reader: Reader, client: Client) -> None:
    """A birth date that is corrected cannot come after a day in the program."""
    born_on = client.born_on
    if born_on is None:
        return
    for stay in episode_rows.of_client(reader, client.id):
        for label, day in (("The inquiry", stay.inquiry_on), ("The admission", stay.admitted_on)):
            if day is not None and day < born_on:
                raise ImpossibleStayDateError.before_birth(label)
        for item in intake_rows.of_episode(reader, stay.id):
            if item.done_on is not None and item.done_on < born_on:
                raise ImpossibleStayDateError.paper_before("this birth date")


def _contact(client_id: ClientId, new: NewContact) -> Contact:
    return Contact(
        id=ContactId(0),
        client_id=client_id,
        kind=new.kind,
        value=clean("The contact", new.value),
        remark=clean("The remark", new.remark),
    )
