"""Imports of clients: look at a file, bring all of it in or nothing, and take it out again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from counselor_desk.errors import (
    ChangedClientsError,
    ClientsComingError,
    FaultyImportError,
    NoNameColumnError,
    NothingToImportError,
    StoppedImportError,
    UnclearDatesError,
    UndoneImportError,
    UnusualAgesError,
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
from counselor_desk.services.import_duplicates import Duplicate, parted
from counselor_desk.services.import_files import Problem, Sheet
from counselor_desk.services.import_mapping import Mapping
from counselor_desk.services.import_rows import Incoming
from counselor_desk.storage import audit as audit_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import imports as import_records
from counselor_desk.storage import program as program_rows
from counselor_desk.storage.database import Database, Reader, Writer
from counselor_desk.storage.imports import Known
from counselor_desk.storage.table import Stroke
from counselor_desk.storage.vault import Vault

Tell = Callable[[int, int], None]
"""Hears how many of how many are done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an import would do: nothing was written yet.

    Attributes:
        rows: lines below the headers, empty ones too.
        ready: clients that are new.
        duplicates: clients that may be there already.
        problems: what stands in the way; with one of them nothing is brought in.
        doubts: what may be meant, and may be a slip; `unusual_ages` are those among them that
            somebody has to confirm.
    """

    rows: int
    ready: tuple[Incoming, ...] = field(default=(), repr=False)
    duplicates: tuple[Duplicate, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    unusual_ages: tuple[Problem, ...] = ()

    def ages_to_confirm(self, kept_lines: Collection[int] = ()) -> tuple[Problem, ...]:
        """The unusual ages of the clients that come in."""
        lines = {one.line for one in self.chosen(kept_lines)}
        return tuple(age for age in self.unusual_ages if age.line in lines)

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
    letters = import_files.encoding_doubt(sheet)
    with closing(who.vault.connect()) as database, database.read() as reader:
        ready, duplicates = parted(found, import_records.known(reader))
    return Trial(
        rows=len(sheet.lines) + len(sheet.problems),
        ready=tuple(ready),
        duplicates=tuple(duplicates),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
        doubts=(
            *((letters,) if letters is not None else ()),
            *(doubt for one in found for doubt in import_rows.doubts(one, who.today)),
        ),
        unusual_ages=tuple(age for one in found for age in import_rows.unusual_age(one, who.today)),
    )


def bring_in(
    who: Acting,
    trial: Trial,
    *,
    kept_lines: Collection[int] = (),
    accepts_unusual_ages: bool = False,
    tell: Tell | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> tuple[ClientImport, tuple[ClientId, ...]]:
    """Keep every client of a trial in one transaction, or none. Runs in a task; announce after it.

    Duplicates come in only if their line is kept. A record number that is taken, like none at
    all, becomes the next free one.

    Raises:
        FaultyImportError: the file has problems.
        NothingToImportError: every row is a client who is there already.
        UnusualAgesError: some are younger than 12 or older than 110, and nobody confirmed it.
        ChangedClientsError: clients were added since the trial that are in the file as well.
        StoppedImportError: it was stopped.
        DeskError: the store cannot be written.
    """
    trial.require_sound()
    chosen = trial.chosen(kept_lines)
    if not chosen:
        raise NothingToImportError
    ages = trial.ages_to_confirm(kept_lines)
    if ages and not accepts_unusual_ages:
        raise UnusualAgesError(len(ages), ages[0].line)
    with closing(who.vault.connect()) as database:
        with database.snapshot() as reader:
            ready = _prepare(who, reader, trial, chosen)
        with _writing(who, database) as writer:
            if audit_rows.head(writer) != ready.log_head:
                ready = _prepare(who, writer, trial, chosen)
            for done, stroke in enumerate(ready.strokes, start=1):
                if is_stopped is not None and is_stopped():
                    raise StoppedImportError
                stroke.write(writer)
                if tell is not None:
                    tell(done, len(ready.strokes))
            return import_records.insert(writer, ready.made, ready.client_ids), ready.client_ids


def take_out(who: Acting, made: ClientImport, tell: Tell | None = None) -> tuple[ClientId, ...]:
    """Undo an import: its clients leave the store again. Runs in a task; announce after it.

    The log keeps both, the import and that it was undone.

    Raises:
        UsedImportError: something was written about some of them since.
        UndoneImportError: it was undone already.
        DeskError: the store cannot be written.
    """
    with closing(who.vault.connect()) as database, _writing(who, database) as writer:
        now = import_records.get(writer, made.id)
        if now is None or now.undone_at is not None:
            raise UndoneImportError
        used = import_records.used(writer, made.id)
        if used:
            raise UsedImportError(used)
        leaving = import_records.clients_of(writer, made.id)
        for gone in import_records.remove(writer, leaving):
            if tell is not None:
                tell(gone, len(leaving))
        import_records.update(writer, replace(now, undone_at=who.now))
    return tuple(leaving)


@contextmanager
def _writing(who: Acting, database: Database) -> Iterator[Writer]:
    """One transaction of this job; what the window would save meanwhile is told to wait."""
    with (
        ExitStack() as committed,
        database.write(who.now, OWNER, session_uid=who.session_uid) as writer,
    ):
        # Once no other writes, so that nobody is refused in the middle; until the commit is done.
        committed.enter_context(who.vault.kept_busy(ClientsComingError))
        yield writer


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


class _Ready(NamedTuple):
    """Everything an import writes, made before the store is kept busy.

    It holds as long as the log ends where it did then: no client came, left or changed since.
    """

    log_head: int
    made: ClientImport
    client_ids: tuple[ClientId, ...]
    strokes: list[Stroke]


def _prepare(who: Acting, reader: Reader, trial: Trial, chosen: tuple[Incoming, ...]) -> _Ready:
    """Give each client an id and a number, and put the rows together.

    Raises:
        ChangedClientsError: clients were added since the trial that are in the file as well.
    """
    known = import_records.known(reader)
    if len(parted(trial.ready, known)[1]):
        raise ChangedClientsError
    first = client_rows.next_id(reader)
    ids = tuple(ClientId(first + place) for place in range(len(chosen)))
    numbers = _numbers(reader, chosen, known)
    rows = list(zip(chosen, ids, strict=True))
    return _Ready(
        log_head=audit_rows.head(reader),
        made=ClientImport(id=ImportId(0), uid=who.new_uid(), made_at=who.now, clients=len(chosen)),
        client_ids=ids,
        strokes=import_records.strokes(
            [
                _client(who, one, client_id, number)
                for (one, client_id), number in zip(rows, numbers, strict=True)
            ],
            [contact for one, client_id in rows for contact in _contacts(one, client_id)],
            [_episode(who, one, client_id) for one, client_id in rows],
            [
                Circumstances(
                    id=CircumstancesId(0), client_id=client_id, languages=one.new.languages
                )
                for one, client_id in rows
                if one.new.languages
            ],
        ),
    )


def _client(who: Acting, one: Incoming, client_id: ClientId, number: str) -> Client:
    new = one.new
    return Client(
        id=client_id,
        uid=who.new_uid(),
        number=number,
        given_name=new.given_name,
        family_name=new.family_name,
        preferred_name=new.preferred_name,
        pronouns=new.pronouns,
        born_on=new.born_on,
        made_at=who.now,
    )


def _contacts(one: Incoming, client_id: ClientId) -> Iterator[Contact]:
    for contact in one.new.contacts:
        yield Contact(id=ContactId(0), client_id=client_id, kind=contact.kind, value=contact.value)


def _episode(who: Acting, one: Incoming, client_id: ClientId) -> Episode:
    new = one.new
    return Episode(
        id=EpisodeId(0),
        uid=who.new_uid(),
        client_id=client_id,
        inquiry_on=new.inquiry_on,
        admitted_on=new.admitted_on,
        target_weeks=new.target_weeks,
        level_of_care=new.level_of_care,
        track=new.track,
        referred_by=new.referred_by,
        reason=new.reason,
    )


def _numbers(reader: Reader, chosen: Iterable[Incoming], known: Iterable[Known]) -> list[str]:
    """A record number for each: its own if nobody has it, else the next that is free."""
    taken = {one.number.casefold() for one in known}
    own: dict[int, str] = {}
    for one in chosen:
        number = one.new.number
        if number and number.casefold() not in taken:
            taken.add(number.casefold())
            own[one.line] = number
    pattern = program_rows.get(reader).number_pattern
    following = client_rows.numbering(pattern, [*own.values(), *(one.number for one in known)])
    free = (number for number in following if number.casefold() not in taken)
    return [own.get(one.line) or next(free) for one in chosen]
