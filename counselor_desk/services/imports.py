"""Imports of clients: look at a file, bring all of it in or nothing, and take it out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from counselor_desk.errors import (
    ChangedClientsError,
    FaultyImportError,
    NoNameColumnError,
    NothingToImportError,
    StoppedImportError,
    UnclearDatesError,
    UndoneImportError,
    UsedImportError,
)
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.clients import Client, Contact
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import (
    CircumstancesId,
    ClientId,
    ContactId,
    EpisodeId,
    ImportId,
    Uid,
)
from counselor_desk.records.imports import ClientImport
from counselor_desk.services import import_files, import_rows
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import OWNER, Desk
from counselor_desk.services.import_files import Problem, Sheet
from counselor_desk.services.import_mapping import Mapping
from counselor_desk.services.import_rows import Incoming
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import imports as import_records
from counselor_desk.storage import program as program_rows
from counselor_desk.storage.database import Writer
from counselor_desk.storage.imports import Known
from counselor_desk.storage.search import plain
from counselor_desk.storage.vault import Vault

Tell = Callable[[int, int], None]
"""Hears how many of how many are done."""


class Likeness(StrEnum):
    """Why a row may be a client who is there already."""

    SAME_NAME = "same_name"
    SAME_NUMBER = "same_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A row that is like a client of the store, or like an earlier line of the file.

    Attributes:
        client_id: the client it is like; None when `line` says which line.
        line: the earlier line it is like; None when it is a client.
    """

    incoming: Incoming
    likeness: Likeness
    client_id: ClientId | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an import would do: nothing was written yet.

    Attributes:
        rows: lines below the headers, empty ones too.
        ready: clients that are new.
        duplicates: clients that may be there already.
        problems: what stands in the way; with one of them nothing is brought in.
        doubts: what may be meant, and may be a slip.
    """

    rows: int
    ready: tuple[Incoming, ...] = field(default=(), repr=False)
    duplicates: tuple[Duplicate, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def chosen(self, kept_lines: Collection[int]) -> tuple[Incoming, ...]:
        """The clients to bring in, by line: the new ones, and duplicates on these lines."""
        kept = [one.incoming for one in self.duplicates if one.incoming.line in kept_lines]
        return tuple(sorted((*self.ready, *kept), key=lambda one: one.line))

    def require_sound(self) -> None:
        """Let nothing go on that has problems.

        Raises:
            FaultyImportError: it has some.
        """
        if self.problems:
            raise FaultyImportError(len(self.problems), self.problems[0].line)


class Acting(NamedTuple):
    """What a job needs of a desk, as values."""

    vault: Vault
    now: datetime
    zone: str
    session_uid: Uid
    new_uid: Callable[[], Uid]

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()


def acting(desk: Desk) -> Acting:
    """Who works, where and when: for a job, which never sees the desk."""
    return Acting(desk.vault, desk.now(), desk.zone, desk.session_uid, desk.new_uid)


def read(path: Path) -> Sheet:
    """The table in a file; runs in a task.

    Raises:
        UnreadableImportError: it cannot be read.
    """
    return import_files.read(path)


def try_out(who: Acting, sheet: Sheet, mapping: Mapping, tell: Tell | None = None) -> Trial:
    """What an import of this file would do. Writes nothing; runs in a task.

    Raises:
        NoNameColumnError: no column holds names.
        UnclearDatesError: nobody said how dates are meant, and no date tells.
    """
    if not mapping.has_name:
        raise NoNameColumnError
    order = mapping.date_order or import_rows.date_order(sheet, mapping.columns)
    if order is None:
        raise UnclearDatesError
    problems = list(sheet.problems)
    found: list[Incoming] = []
    for done, line in enumerate(sheet.lines, start=1):
        incoming, wrong = import_rows.read(line, mapping.columns, order, who.today)
        problems += wrong
        if incoming is not None:
            found.append(incoming)
        if tell is not None:
            tell(done, len(sheet.lines))
    with closing(who.vault.connect()) as database, database.read() as reader:
        ready, duplicates = _parted(found, import_records.known(reader))
    return Trial(
        rows=len(sheet.lines) + len(sheet.problems),
        ready=tuple(ready),
        duplicates=tuple(duplicates),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        doubts=tuple(doubt for one in found for doubt in import_rows.doubts(one, who.today)),
    )


def bring_in(
    who: Acting,
    trial: Trial,
    *,
    kept_lines: Collection[int] = (),
    tell: Tell | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> tuple[ClientImport, tuple[ClientId, ...]]:
    """Keep every client of a trial in one transaction, or none. Runs in a task; announce after it.

    Duplicates come in only if their line is kept. A record number that is taken, like none at
    all, becomes the next free one.

    Raises:
        FaultyImportError: the file has problems.
        NothingToImportError: every row is a client who is there already.
        ChangedClientsError: clients were added since the trial that are in the file as well.
        StoppedImportError: it was stopped.
        DeskError: the store cannot be written.
    """
    trial.require_sound()
    chosen = trial.chosen(kept_lines)
    if not chosen:
        raise NothingToImportError
    with (
        closing(who.vault.connect()) as database,
        database.write(who.now, OWNER, session_uid=who.session_uid) as writer,
    ):
        known = import_records.known(writer)
        if len(_parted(trial.ready, known)[1]):
            raise ChangedClientsError
        numbers = _numbers(writer, chosen, known)
        kept: list[ClientId] = []
        for done, (one, number) in enumerate(zip(chosen, numbers, strict=True), start=1):
            if is_stopped is not None and is_stopped():
                raise StoppedImportError
            kept.append(_keep(writer, who, one, number))
            if tell is not None:
                tell(done, len(chosen))
        made = ClientImport(id=ImportId(0), uid=who.new_uid(), made_at=who.now, clients=len(chosen))
        return import_records.insert(writer, made, kept), tuple(kept)


def take_out(who: Acting, made: ClientImport, tell: Tell | None = None) -> tuple[ClientId, ...]:
    """Undo an import: its clients leave the store again. Runs in a task; announce after it.

    The log keeps both, the import and that it was undone.

    Raises:
        UsedImportError: something was written about some of them since.
        UndoneImportError: it was undone already.
        DeskError: the store cannot be written.
    """
    with (
        closing(who.vault.connect()) as database,
        database.write(who.now, OWNER, session_uid=who.session_uid) as writer,
    ):
        now = import_records.get(writer, made.id)
        if now is None or now.undone_at is not None:
            raise UndoneImportError
        used = import_records.used(writer, made.id)
        if used:
            raise UsedImportError(used)
        leaving = import_records.clients_of(writer, made.id)
        import_records.remove(writer, _told(leaving, tell))
        import_records.update(writer, replace(now, undone_at=who.now))
    return tuple(leaving)


def newest(desk: Desk) -> ClientImport | None:
    """The last import that was not undone, or None."""
    with desk.read() as reader:
        return import_records.newest(reader)


def announce(desk: Desk, client_ids: Iterable[ClientId], *, initiator: object = None) -> None:
    """Tell everybody that these clients came or left."""
    desk.announce(
        Changes(
            kinds=frozenset({Kind.CLIENT, Kind.EPISODE, Kind.CIRCUMSTANCES}),
            clients=frozenset(client_ids),
            initiator=initiator,
        )
    )


class _Seen(NamedTuple):
    """Somebody a row may be like: a client, or an earlier line."""

    born_on: date | None
    client_id: ClientId | None
    line: int | None


def _parted(
    found: Iterable[Incoming], known: Iterable[Known]
) -> tuple[list[Incoming], list[Duplicate]]:
    """Who is new, and who is like a client or an earlier line.

    As `storage/clients.duplicates`: the same full name, accents and case ignored, and a birth
    date that may be the same.
    """
    numbers: dict[str, _Seen] = {}
    names: dict[str, list[_Seen]] = {}
    for one in known:
        seen = _Seen(one.born_on, one.id, None)
        numbers.setdefault(one.number.casefold(), seen)
        names.setdefault(plain(one.full_name), []).append(seen)
    ready: list[Incoming] = []
    duplicates: list[Duplicate] = []
    for incoming in found:
        number, name = incoming.new.number.casefold(), plain(incoming.full_name)
        born_on = incoming.new.born_on
        alike = next((one for one in names.get(name, ()) if _may_be(one.born_on, born_on)), None)
        holder = numbers.get(number) if number else None
        seen = _Seen(born_on, None, incoming.line)
        names.setdefault(name, []).append(seen)
        if number:
            numbers.setdefault(number, seen)
        other = alike or holder
        if other is None:
            ready.append(incoming)
            continue
        duplicates.append(
            Duplicate(
                incoming=incoming,
                likeness=Likeness.SAME_NAME if alike else Likeness.SAME_NUMBER,
                client_id=other.client_id,
                line=other.line,
            )
        )
    return ready, duplicates


def _may_be(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one == other


def _numbers(writer: Writer, chosen: Iterable[Incoming], known: Iterable[Known]) -> list[str]:
    """A record number for each: its own if nobody has it, else the next that is free."""
    taken = {one.number.casefold() for one in known}
    own: dict[int, str] = {}
    for one in chosen:
        number = one.new.number
        if number and number.casefold() not in taken:
            taken.add(number.casefold())
            own[one.line] = number
    pattern = program_rows.get(writer).number_pattern
    following = client_rows.numbering(pattern, [*own.values(), *(one.number for one in known)])
    free = (number for number in following if number.casefold() not in taken)
    return [own.get(one.line) or next(free) for one in chosen]


def _keep(writer: Writer, who: Acting, one: Incoming, number: str) -> ClientId:
    """Keep a client with its contacts, an open episode and the languages."""
    new = one.new
    client = client_rows.insert(
        writer,
        Client(
            id=ClientId(0),
            uid=who.new_uid(),
            number=number,
            given_name=new.given_name,
            family_name=new.family_name,
            preferred_name=new.preferred_name,
            pronouns=new.pronouns,
            born_on=new.born_on,
            made_at=who.now,
        ),
    )
    contacts = [
        Contact(id=ContactId(0), client_id=client.id, kind=contact.kind, value=contact.value)
        for contact in new.contacts
    ]
    client_rows.replace_contacts(writer, client.id, contacts)
    episode_rows.insert(
        writer,
        Episode(
            id=EpisodeId(0),
            uid=who.new_uid(),
            client_id=client.id,
            inquiry_on=new.inquiry_on,
            admitted_on=new.admitted_on,
            target_weeks=new.target_weeks,
            level_of_care=new.level_of_care,
            track=new.track,
            referred_by=new.referred_by,
            reason=new.reason,
        ),
    )
    if new.languages:
        circumstance_rows.keep(
            writer,
            Circumstances(id=CircumstancesId(0), client_id=client.id, languages=new.languages),
        )
    return client.id


def _told(client_ids: list[ClientId], tell: Tell | None) -> Iterator[ClientId]:
    """The same ids, told of as they go by."""
    for done, client_id in enumerate(client_ids):
        if tell is not None:
            tell(done, len(client_ids))
        yield client_id
