"""Clients in the store: who they are, how to reach them, and the client list."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from counselor_desk.records.clients import Client, ClientRow, ClientStatus, Contact
from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.records.ids import ClientId, ContactId
from counselor_desk.storage.search import MOST_WORDS, plain
from counselor_desk.storage.table import Stroke, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from counselor_desk.storage.database import Reader, Writer

CLIENTS = Table("client", Client, beside=("search_name",), derived=("last_note_on",))
CONTACTS = Table("contact", Contact)

_NUMBER = re.compile(r"[0-9]+")
_PATTERN = re.compile(r"(?P<before>.*?)(?P<run>#+)(?P<after>.*)", re.DOTALL)

# Plain scans, put together and sorted here and not in SQL: with memory security on, each
# allocation inside SQLite costs microseconds, and joins, groups and sorts allocate at every row.
_LISTED = (
    "SELECT id, number, given_name, family_name, preferred_name, last_note_on, search_name"
    " FROM client "
)
_EPISODES = "SELECT client_id, id, admitted_on, target_weeks, closed_on FROM episode"
_PLANS = (
    "SELECT episode_id, planned_on, uid FROM plan INDEXED BY plan_in_force"
    " WHERE state = 'signed' ORDER BY episode_id, version"
)
_SEALS = "SELECT record_uid, sealed_at FROM seal WHERE record_kind = 'plan'"
_UNSIGNED = "SELECT client_id, uid FROM note WHERE state = 'draft'"
_DISCARDED = "SELECT record_uid FROM draft WHERE kind = 'note' AND discarded_at IS NOT NULL"

_NEXT_ID = (
    "SELECT max(coalesce((SELECT max(id) FROM client), 0),"
    " coalesce((SELECT max(client_id) FROM audit_event), 0)) + 1"
)

_STILL_OPEN = "9999"

SORTS: dict[str, Callable[[ClientRow], Any]] = {
    "number": lambda row: (len(row.number), row.number),
    "week": lambda row: row.week,
    "last_note": lambda row: row.last_note_on,
    "due": lambda row: row.plan_due_on,
    "unsigned": lambda row: row.unsigned_notes,
}
"""What the list can be sorted by besides "name"."""


def insert(db: Writer, client: Client) -> Client:
    """Keep a new client, under an id that nobody had before: the log goes on telling of them."""
    return CLIENTS.insert_as(db, next_id(db), client, search_name=_search_name(client))


def next_id(db: Reader) -> ClientId:
    """The first of the ids that nobody had before."""
    return ClientId(db.value(_NEXT_ID))


def strokes(clients: Sequence[Client]) -> Iterator[Stroke]:
    """What keeps many new clients at once, under the ids they have."""
    names = [(_search_name(client),) for client in clients]
    return CLIENTS.strokes(clients, keeps_ids=True, beside=names)


def update(db: Writer, client: Client) -> None:
    """Keep what changed."""
    CLIENTS.update(db, client, search_name=_search_name(client))


def get(db: Reader, client_id: ClientId) -> Client | None:
    """The client of a row id."""
    return CLIENTS.get(db, client_id)


def some(db: Reader, client_ids: Sequence[ClientId]) -> list[Client]:
    """The clients of these row ids, in no order."""
    if not client_ids:
        return []
    marks = ", ".join("?" * len(client_ids))
    return CLIENTS.where(db, f"WHERE id IN ({marks})", *client_ids)


def birth_dates(db: Reader, client_ids: Sequence[ClientId]) -> dict[ClientId, date | None]:
    """When the clients of these row ids were born; None where that is not known."""
    marks = ", ".join("?" * len(client_ids))
    rows = db.rows(f"SELECT id, born_on FROM client WHERE id IN ({marks})", *client_ids)
    return {ClientId(row): date.fromisoformat(born) if born else None for row, born in rows}


def by_number(db: Reader, number: str) -> Client | None:
    """The client of a record number, written in full or as its digits alone: `147`."""
    typed = number.strip()
    found = CLIENTS.first(db, "WHERE number = ?", typed) or CLIENTS.first(
        db, "WHERE number = ? COLLATE NOCASE", typed
    )
    if found is not None or not _NUMBER.fullmatch(typed):
        return found
    digits = typed.lstrip("0")
    alike = [
        client
        for client in CLIENTS.where(db, "WHERE instr(number, ?) > 0", digits)
        if "".join(_NUMBER.findall(client.number)).lstrip("0") == digits
    ]
    return alike[0] if len(alike) == 1 else None


def next_number(db: Reader, pattern: str) -> str:
    """The number after the highest one of this pattern, in which `#` stand for the digits."""
    return next(numbering(pattern, [number for (number,) in db.rows("SELECT number FROM client")]))


def numbering(pattern: str, numbers: Iterable[str]) -> Iterator[str]:
    """One number after the other of this pattern, from after the highest one of `numbers`."""
    match = _PATTERN.fullmatch(pattern)
    before, run, after = match.group("before", "run", "after") if match else (pattern, "#", "")
    shape = re.compile(re.escape(before) + "([0-9]+)" + re.escape(after))
    taken = (shape.fullmatch(number) for number in numbers)
    highest = max((int(found[1]) for found in taken if found), default=0)
    for number in itertools.count(highest + 1):
        yield f"{before}{number:0{len(run)}}{after}"


def duplicates(db: Reader, name: str, born_on: date | None) -> list[Client]:
    """Clients of the same full name, accents and case ignored, whose birth date may be the same."""
    wanted = plain(name)
    return [
        client
        for client in CLIENTS.where(db, *_holding(wanted))
        if plain(client.full_name) == wanted
        and (born_on is None or client.born_on is None or client.born_on == born_on)
    ]


def contacts_of(db: Reader, client_id: ClientId) -> list[Contact]:
    """How to reach a client, in the order it was entered."""
    return CONTACTS.where(db, "WHERE client_id = ? ORDER BY id", client_id)


def replace_contacts(db: Writer, client_id: ClientId, contacts: Sequence[Contact]) -> None:
    """Keep these ways to reach a client in place of all others; nothing if they are the same."""
    before = [replace(contact, id=ContactId(0)) for contact in contacts_of(db, client_id)]
    after = [replace(one, id=ContactId(0), client_id=client_id) for one in contacts]
    if before == after:
        return
    if before:
        db.execute("DELETE FROM contact WHERE client_id = ?", client_id)
    for contact in after:
        CONTACTS.insert(db, contact)


def rows(
    db: Reader,
    *,
    today: date,
    needle: str = "",
    status: ClientStatus | None = None,
    sort: str = "name",
    descending: bool = False,
    plan_due: timedelta,
    review: timedelta,
    own: Mapping[ClientId, tuple[timedelta, timedelta]] | None = None,
    zone: str = "UTC",
) -> list[ClientRow]:
    """The counselor's own clients, each word of `needle` in the name or number, accents ignored.

    `sort` is "name" or one of SORTS; what has no value comes last, whatever the direction.
    Of a client with several episodes the open one counts, else the latest. A plan is due
    `plan_due` after admission, its review `review` after the plan in force; `own` has both for
    clients for whom they differ. `zone` is
    the IANA zone in which the day of a signature is told.
    """
    due = _Due(plan_due, review, own or {})
    around = _Around.read(db, today, due, ZoneInfo(zone))
    clause, *words = _holding(needle, "caseload = 'mine'")
    found = db.rows(f"{_LISTED}{clause}", *words)
    found.sort(key=lambda row: row[-1], reverse=descending and sort == "name")
    listed = [around.row(row) for row in found]
    if status is not None:
        listed = [row for row in listed if row.status is status]
    return listed if sort == "name" else in_order(listed, sort, descending=descending)


def in_order(rows: Sequence[ClientRow], sort: str, *, descending: bool = False) -> list[ClientRow]:
    """Rows that were read by name in another order; as `rows` would, without reading again."""
    if sort == "name":
        return list(reversed(rows)) if descending else list(rows)
    value = SORTS[sort]
    known = [row for row in rows if value(row) is not None]
    known.sort(key=value, reverse=descending)
    return known + [row for row in rows if value(row) is None]


def matching(db: Reader, needle: str) -> set[ClientId]:
    """The counselor's own clients that `rows` would find for this needle, by id alone."""
    clause, *words = _holding(needle, "caseload = 'mine'")
    return {client_id for (client_id,) in db.rows(f"SELECT id FROM client {clause}", *words)}


def search_names(db: Reader) -> list[tuple[ClientId, str]]:
    """What the counselor's own clients are found by, for `found_in`."""
    return db.rows("SELECT id, search_name FROM client WHERE caseload = 'mine'")


def found_in(names: Iterable[tuple[ClientId, str]], needle: str) -> set[ClientId]:
    """As `matching`, among names that were read before: decrypting them takes longer."""
    *words, last = plain(needle).split()[:MOST_WORDS] or [""]
    found = names
    for word in words:
        found = [one for one in found if word in one[1]]
    return {client_id for client_id, name in found if last in name}


class _Due(NamedTuple):
    """How soon a plan and its review are due, and both of clients for whom they differ."""

    plan: timedelta
    review: timedelta
    own: Mapping[ClientId, tuple[timedelta, timedelta]]

    def of(self, client_id: ClientId) -> tuple[timedelta, timedelta]:
        """How soon the first plan of a client is due, and each review."""
        return self.own.get(client_id, (self.plan, self.review))


class _Around(NamedTuple):
    """What the list shows beside the names, each part by the id it hangs on."""

    today: date
    due: _Due
    zone: ZoneInfo
    episodes: dict[int, tuple[Any, ...]]
    plans: dict[int, tuple[str, str]]
    seals: dict[str, str]
    unsigned: dict[int, int]

    @classmethod
    def read(cls, db: Reader, today: date, due: _Due, zone: ZoneInfo) -> _Around:
        discarded = {uid for (uid,) in db.rows(_DISCARDED)}
        unsigned: dict[int, int] = {}
        for client_id, uid in db.rows(_UNSIGNED):
            if uid not in discarded:
                unsigned[client_id] = unsigned.get(client_id, 0) + 1
        return cls(
            today=today,
            due=due,
            zone=zone,
            episodes=_newest(db.rows(_EPISODES)),
            plans={episode: (planned_on, uid) for episode, planned_on, uid in db.rows(_PLANS)},
            seals=dict(db.rows(_SEALS)),
            unsigned=unsigned,
        )

    def row(self, found: tuple[Any, ...]) -> ClientRow:
        """The line of one client."""
        client_id, number, given_name, family_name, preferred_name, last_note_on, _ = found
        # As the record says it (records/clients.py); ten thousand records would take too long.
        first_name = preferred_name or given_name
        initial = family_name[:1].upper()
        _, episode_id, admitted, weeks, closed_on = self.episodes.get(client_id, _NO_EPISODE)
        admitted_on = date.fromisoformat(admitted) if admitted else None
        week = (
            (self.today - admitted_on).days // DAYS_IN_WEEK + 1
            if admitted_on is not None and closed_on is None and admitted_on <= self.today
            else None
        )
        signed_on, due_on = self._plan(client_id, episode_id, admitted_on)
        return ClientRow(
            id=client_id,
            number=number,
            name=f"{first_name} {initial}." if initial else first_name,
            full_name=f"{given_name} {family_name}".strip(),
            initials=first_name[:1].upper() + initial,
            status=_status(week, closed_on),
            was_admitted=admitted_on is not None,
            week=week,
            target_weeks=weeks,
            last_note_on=date.fromisoformat(last_note_on) if last_note_on else None,
            unsigned_notes=self.unsigned.get(client_id, 0),
            plan_signed_on=signed_on,
            plan_due_on=due_on if week is not None else None,
        )

    def _plan(
        self, client_id: ClientId, episode_id: int, admitted_on: date | None
    ) -> tuple[date | None, date | None]:
        """When the plan in force was signed, and when the next one is due."""
        first, review = self.due.of(client_id)
        if episode_id not in self.plans:
            return None, None if admitted_on is None else admitted_on + first
        planned_on, uid = self.plans[episode_id]
        sealed_at = datetime.fromisoformat(self.seals[uid]).astimezone(self.zone)
        return sealed_at.date(), date.fromisoformat(planned_on) + review


_NO_EPISODE = (None, 0, None, None, None)


def _newest(episodes: list[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    """Of each client the open episode, else the one that was closed last."""
    newest: dict[int, tuple[Any, ...]] = {}
    for episode in episodes:
        known = newest.get(episode[0])
        if known is None or (episode[4] or _STILL_OPEN) > (known[4] or _STILL_OPEN):
            newest[episode[0]] = episode
    return newest


def _status(week: int | None, closed_on: str | None) -> ClientStatus:
    if closed_on is not None:
        return ClientStatus.DISCHARGED
    return ClientStatus.INTAKE if week is None else ClientStatus.ACTIVE


def _search_name(client: Client) -> str:
    names = (client.first_name, client.family_name, client.given_name, client.number)
    return plain(" ".join(names))


def _holding(needle: str, condition: str = "TRUE") -> tuple[str, ...]:
    """A clause for clients whose names or number hold every word, and its parameters."""
    words = plain(needle).split()[:MOST_WORDS]
    return (f"WHERE {condition}" + " AND instr(search_name, ?) > 0" * len(words), *words)
