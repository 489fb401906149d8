"""Whatever is in a file of clients or of phrases, the store takes all of it or nothing.

What it does not take it says why.
"""

from __future__ import annotations

import hashlib
import json
import random
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from counselor_desk.errors import DeskError
from counselor_desk.services import (
    checks,
    clients,
    import_mapping,
    imports,
    phrase_files,
    phrases,
    templates,
)
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.services.import_mapping import DateOrder, Mapping
from counselor_desk.storage import imports as import_records
from tests.faults import scripted
from tests.faults.counts import count

MUTANTS = count(300, 2_000, 10_000)
SEED = 20260312
MOST_MEMORY = 450_000_000
"""Bytes that a look at a file of 50 MB may take."""
MOST_PHRASE_MEMORY = 50_000_000
"""Bytes that a look at a file of phrases, 2 MB at most, may take."""

HEAD = "Last name,First name,DOB,Client ID,Cell phone,Address,Admit date,Weeks,Reason\n"
ROWS = (
    'Réyes,Ana,1990-04-03,A-{n}1,+1 555 0100,"1 Elm St, Unit 2",2026-02-03,12,=1+1\n'
    "Łoś,Bo,4/13/1985,,(555) 0101,2 Elm St,2026-02-04,8,\n"
    'Grant,Cy,,A-{n}3,,"3 Elm ""B"" St",,,@home\n'
    "Nguyễn,Di,Apr 5 1979,,-5,,2026-02-06,16 weeks,help\n"
)
PIECES = (
    *(sign.encode() for sign in ('"', ",", ";", "\t", "\n", "\r", "\r\n", "=", "'", "@", "\ufeff")),
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"\x81",
    b"\xed\xa0\x80",
    b"\x1b[31m",
    b'=cmd|"/c calc"!A1',
    b"'); DROP TABLE client; --",
    b"0000-00-00",
    b"9" * 5_000,
    b"x" * 600,
    b'"' * 999,
    b"," * 300,
    "\u202egnp.csv\u202c".encode(),
)
CONTENTS = (
    "SELECT * FROM client ORDER BY id",
    "SELECT * FROM contact ORDER BY id",
    "SELECT * FROM episode ORDER BY id",
    "SELECT * FROM circumstances ORDER BY id",
    "SELECT * FROM imported_client ORDER BY client_id",
)
GROWING = (
    "SELECT * FROM client_import ORDER BY id DESC LIMIT 2",
    "SELECT max(seq) FROM audit_event",
    "SELECT max(seq) FROM audit_seal",
    "PRAGMA schema_version",
)
"""What keeps a trace of every import: its newest rows alone, or each mutant would cost more than
the one before. The log numbers its rows and lets none go, and the check at the end reads them all.
"""

PHRASE_TABLES = ("note_template_section", "note_template", "phrase")
PHRASE_CONTENTS = tuple(f"SELECT * FROM {table} ORDER BY rowid" for table in PHRASE_TABLES)  # noqa: S608 - names of our own
PHRASES = {
    "format": "counselor-desk-phrases",
    "schema": 1,
    "phrases": [
        {"shortcut": "call", "text": "{first} will call on {date}.", "subject": "life"},
        {"shortcut": "łoś", "text": "[one|two] – three", "offered": "plan"},
        {"shortcut": "goal", "text": "As agreed.", "needs_objective": True},
    ],
    "templates": [
        {"name": "Mine", "kind": "family", "format": "dap", "sections": {"plan": "Call."}},
        {"name": "Other", "kind": "individual", "format": "dap", "sections": {"data": "Told."}},
    ],
}
ODD: tuple[object, ...] = (
    *(None, True, -1, 10**30, 1e300, "", " ", ";", "\0", "\ud800", "\u202e", "x" * 3_000),
    *([], {}, [[]], {"plan": 5}, {"plan": "\0"}, "dap", "family", "call", "CALL", "'; DROP TABLE"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = scripted.make_store(tmp_path / "Records.cdesk")
    with scripted.opened(folder) as desk:
        yield desk


def content_hash(desk: Desk, queries: tuple[str, ...] = (*CONTENTS, *GROWING)) -> str:
    """What the store holds; every write to a watched table is in its log as well."""
    told = hashlib.sha256()
    with desk.read() as reader:
        for sql in queries:
            told.update(repr(reader.rows(sql)).encode())
    return told.hexdigest()


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def with_pieces(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        content = content[:at] + chance.choice(PIECES) + content[at:]
    return content


def with_a_line_elsewhere(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"".join(lines)


def in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "cp437", "utf-7"))
    return content.decode(errors="replace").encode(encoding, errors="replace")


MUTATIONS = (flipped, cut, with_pieces, with_a_line_elsewhere, in_another_encoding)


class OneConnection:
    """Gives the desk's own connection to every job: a new one reads the whole schema first."""

    def __init__(self, desk: Desk) -> None:
        self._database = desk.database

    def connect(self) -> OneConnection:
        return self

    def read(self) -> object:
        return self._database.read()

    def snapshot(self) -> object:
        return self._database.read()

    def kept_busy(self, _reason: object) -> object:
        """Its own connection is the one that writes."""
        return nullcontext()

    def write(self, *who: object, **session: object) -> object:
        return self._database.write(*who, **session)

    def close(self) -> None:
        """The desk closes it."""


def acting(desk: Desk) -> imports.Acting:
    return imports.acting(desk)._replace(vault=OneConnection(desk))


def take(desk: Desk, path: Path) -> int:
    """Import a file as the command does; returns how many clients came."""
    who = acting(desk)
    sheet = imports.read(path)
    mapping = Mapping(
        columns=import_mapping.guess(sheet.headers).columns, date_order=DateOrder.MONTH_FIRST
    )
    made, client_ids = imports.bring_in(who, imports.try_out(who, sheet, mapping))
    assert len(client_ids) == made.clients
    return made.clients


def tried(desk: Desk, path: Path) -> tuple[int, DeskError | None]:
    """How many clients came, and why none did; anything but our own errors goes through."""
    try:
        return take(desk, path), None
    except DeskError as problem:
        return 0, problem


def clients_of(desk: Desk) -> int:
    with desk.read() as reader:
        return len(import_records.known(reader))


def test_a_mutated_file_comes_in_whole_or_not_at_all(desk, tmp_path, trials):
    chance = random.Random(SEED)  # noqa: S311 - mutations, no secrets
    path = tmp_path / "clients.csv"
    taken = refused = 0
    for number in range(MUTANTS):
        content = (HEAD + ROWS.replace("{n}", str(number))).encode()
        for mutate in chance.sample(MUTATIONS, chance.randint(1, 2)):
            content = mutate(content, chance) if content else content
        path.write_bytes(content)
        kept, told, held = (
            content_hash(desk, CONTENTS),
            content_hash(desk, GROWING),
            clients_of(desk),
        )
        came, problem = tried(desk, path)
        if problem is not None:
            refused += 1
            assert "Nothing was imported." in str(problem)
            assert content_hash(desk, CONTENTS) == kept, (number, problem)
            assert content_hash(desk, GROWING) == told, (number, problem)
            continue
        taken += 1
        assert clients_of(desk) == held + came
        imports.take_out(acting(desk), imports.newest(desk))
        assert content_hash(desk, CONTENTS) == kept

    trials(MUTANTS)
    assert min(taken, refused) > MUTANTS / 20
    assert all(result.is_good for result in checks.run(desk))


def odd(content: bytes, chance: random.Random) -> bytes:
    """Something else in one place of a file of phrases, or one more, or one less."""
    told = json.loads(content)
    entry = chance.choice(told["phrases"] + told["templates"] + [told])
    name = chance.choice(list(entry))
    match chance.randrange(4):
        case 0:
            entry[chance.choice((name, "uses", "removed_at", "id"))] = chance.choice(ODD)
        case 1:
            del entry[name]
        case 2:
            told["phrases"].append(chance.choice(told["phrases"]) | {"shortcut": "more"})
        case _:
            told["templates"].append(chance.choice(told["phrases"] + told["templates"]))
    return json.dumps(told).encode()


def phrases_tried(desk: Desk, path: Path) -> tuple[tuple[int, int], DeskError | None]:
    """How many phrases and templates came, and why none did."""
    try:
        came = phrase_files.bring_in(desk, path)
    except DeskError as problem:
        return (0, 0), problem
    return (came.phrases, came.templates), None


def test_a_mutated_file_of_phrases_comes_in_whole_or_not_at_all(desk, tmp_path, trials):
    chance = random.Random(SEED)  # noqa: S311 - mutations, no secrets
    whole = json.dumps(PHRASES, ensure_ascii=False).encode()
    path = tmp_path / "phrases.json"
    queries = (*PHRASE_CONTENTS, *GROWING)
    taken = refused = 0
    for number in range(MUTANTS):
        content = odd(whole, chance) if number % 2 else whole
        if number % 4 != 1:
            content = chance.choice(MUTATIONS)(content, chance)
        path.write_bytes(content)
        before = content_hash(desk, queries)
        came, problem = phrases_tried(desk, path)
        if problem is not None:
            refused += 1
            assert "Nothing was imported." in str(problem)
            assert content_hash(desk, queries) == before, (number, problem)
            continue
        taken += 1
        assert came == (len(phrases.every(desk)), len(templates.every(desk)))
        with desk.write() as writer:  # so that each begins with none
            for table in PHRASE_TABLES:
                writer.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of our own

    trials(MUTANTS)
    assert min(taken, refused) > MUTANTS / 20
    assert all(result.is_good for result in checks.run(desk))


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def text_of_100_mb(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"Ana,1990-04-03\n" * 66_667)


PHRASE_BOMBS: dict[str, Callable[[Path], object]] = {
    "100 MB of nothing": sparse,
    "2 MB of brackets": lambda path: path.write_bytes(b"[" * 1_999_999),
    "a number of a million digits": lambda path: path.write_bytes(
        b'{"schema": %s}' % (b"9" * 10**6)
    ),
    "2,001 phrases": lambda path: path.write_text(
        json.dumps(PHRASES | {"phrases": PHRASES["phrases"] * 667})
    ),
}


@pytest.mark.parametrize("bomb", PHRASE_BOMBS)
def test_a_bomb_among_phrases_is_refused_and_bounded(desk, tmp_path, bomb):
    path = tmp_path / "bomb.json"
    PHRASE_BOMBS[bomb](path)
    before = content_hash(desk, (*PHRASE_CONTENTS, *GROWING))

    tracemalloc.start()
    try:
        with pytest.raises(DeskError, match="Nothing was imported"):
            phrase_files.bring_in(desk, path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        path.unlink()

    assert most < MOST_PHRASE_MEMORY
    assert content_hash(desk, (*PHRASE_CONTENTS, *GROWING)) == before


def test_half_an_import_of_phrases_would_be_seen(desk):
    """The negative control."""
    before = content_hash(desk, PHRASE_CONTENTS)
    phrases.add(desk, phrases.NewPhrase(shortcut="call", text="Call."))

    assert content_hash(desk, PHRASE_CONTENTS) != before


BOMBS: dict[str, Callable[[Path], object]] = {
    "100 MB of nothing": sparse,
    "100 MB of clients": text_of_100_mb,
    "a cell of 50 MB": lambda path: path.write_bytes(b"Name\n" + b"x" * 49_999_990),
    "a quoted cell of 50 MB": lambda path: path.write_bytes(b'Name\n"' + b"x\n" * 24_999_990),
    "5,000 columns": lambda path: path.write_bytes(b"a," * 4_999 + b"a\n" + b"b," * 4_999 + b"b\n"),
    "5,000 columns further down": lambda path: path.write_bytes(b"Name\n" + b"b," * 4_999 + b"b\n"),
    "zero bytes": lambda path: path.write_bytes(b"Name,DOB\nAna\0,1990-04-03\n"),
    "zero bytes alone": lambda path: path.write_bytes(bytes(1_000_000)),
    "100,000 rows": lambda path: path.write_bytes(b"Name\n" + b"Ana\n" * 100_000),
    "50 MB of line ends": lambda path: path.write_bytes(b"Name\n" + b"\n" * 49_999_990),
    "50 MB of quotes": lambda path: path.write_bytes(b"Name\n" + b'"' * 49_999_990),
    "50 MB of cells in quotes": lambda path: path.write_bytes(b"Name\n" + b'"\n",' * 9_999_990),
    "50 MB of delimiters": lambda path: path.write_bytes(b"Name\n" + b";" * 49_999_990),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_and_bounded(desk, tmp_path, bomb):
    path = tmp_path / "bomb.csv"
    BOMBS[bomb](path)
    before = content_hash(desk)

    tracemalloc.start()
    try:
        with pytest.raises(DeskError, match="Nothing was imported"):
            take(desk, path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        path.unlink()

    assert most < MOST_MEMORY
    assert content_hash(desk) == before


def test_the_hash_sees_a_change_of_one_letter(desk):
    """The negative control."""
    before = content_hash(desk)
    with desk.write() as writer:
        writer.execute("UPDATE client SET given_name = given_name || '.'")

    assert content_hash(desk) != before
    assert content_hash(desk, CONTENTS) != before


def test_half_an_import_would_be_seen(desk):
    """The negative control: rows that are kept although the import then failed."""
    before = content_hash(desk)
    clients.add(desk, NewClient(given_name="Ana"))

    assert content_hash(desk) != before
