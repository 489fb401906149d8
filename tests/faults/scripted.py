"""What the children of fault tests do to a store, and how to see afterwards what is left of it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from counselor_desk.errors import DeskError
from counselor_desk.records.edits import NoteEdit
from counselor_desk.records.notes import Risk, Section, SectionCode
from counselor_desk.records.signing import RecordState
from counselor_desk.services import checks, clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.services.desk import Desk
from counselor_desk.storage import connection, vault
from tests.desks import LOOSE, NOW, PASSPHRASE, ZONE, Clock, new_desk

ROOT = Path(__file__).parents[2]
NEW_PASSPHRASE = "stone-harbor-violet-candle-hill"
MOST_WORDS = 900


def make_store(folder: Path) -> Path:
    """A closed store with cheap keys and one client."""
    desk = new_desk(folder)
    clients.add(desk, NewClient(given_name="Marcus", family_name="Reyes", admitted_on=NOW.date()))
    desk.close()
    return folder


@contextmanager
def opened(folder: Path, passphrase: str = PASSPHRASE) -> Iterator[Desk]:
    """The store, open for as long as the block lasts.

    Raises:
        DeskError: it does not open.
    """
    desk = Desk(
        vault=vault.unlock(folder, passphrase, config_dir=None, bounds=LOOSE),
        zone=ZONE,
        clock=Clock(),
    )
    try:
        yield desk
    finally:
        desk.close()


def words(number: int) -> str:
    """What note `number` says: some long, some short, none like another."""
    return " ".join(f"{number}word{place}" for place in range(1 + number * 37 % MOST_WORDS))


def write_note(desk: Desk, number: int) -> None:
    """Write and sign note `number`; it is on the disk when this returns."""
    (client,) = clients.rows(desk)
    sections = tuple(
        Section(code=code, text=words(number))
        for code in (SectionCode.DATA, SectionCode.INTERVENTION, SectionCode.PLAN)
    )
    note = replace(
        notes.start(desk, client.id),
        topic=f"Note {number}",
        starts=time(9, 0),
        ends=time(9, 50),
        risk=Risk.NONE_REPORTED,
        unlinked_reason="intake",
        sections=sections,
    )
    notes.keep(desk, NoteEdit(note=note))
    notes.sign(desk, NoteEdit(note=note))


@dataclass(frozen=True, slots=True)
class Left:
    """What was found in a store afterwards."""

    notes: frozenset[int]
    problems: tuple[str, ...]

    def lacks(self, said: Iterable[int]) -> set[int]:
        """The notes that were said to be saved and are not there, word for word."""
        return set(said) - self.notes


def look_at(desk: Desk, *, is_thorough: bool = True) -> Left:
    """The signed notes that are there word for word, and whatever a check complains of.

    Without `is_thorough` only pages, tables and indexes are checked: for thousands of stores.
    """
    (client,) = clients.rows(desk)
    signed = [
        notes.get(desk, row.id)
        for row in notes.rows(desk, client.id)
        if row.state is RecordState.SIGNED
    ]
    numbers = {int(note.topic.removeprefix("Note ")): note for note in signed}
    whole = {n for n, note in numbers.items() if note.text_of(SectionCode.DATA) == words(n)}
    if is_thorough:
        problems = [one.sentence for one in checks.run(desk) if not one.is_good]
    else:
        with desk.read() as reader:
            # A page that a newer one in the -wal file stands for may be torn, and looks damaged.
            reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            problems = [str(row) for row in reader.rows("PRAGMA cipher_integrity_check")]
            problems += [row for (row,) in reader.rows("PRAGMA integrity_check") if row != "ok"]
    return Left(frozenset(whole), tuple(problems))


def say(word: object) -> None:
    """Tell the parent, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _with(name: str, wanted: str, expected: int) -> tuple[tuple[str, str, str | int], ...]:
    """The settings of a connection with one of them made worse, for a negative control."""
    kept = tuple(setting for setting in connection.HARDENING if setting[0] != name)
    return (*kept, (name, wanted, expected))


def _force_folders_only(handle: int, *, force: Callable[[int], None] = os.fsync) -> None:
    """Stands for `os.fsync` in a negative control: what is in files stays unforced."""
    if stat.S_ISDIR(os.fstat(handle).st_mode):
        force(handle)


def write_for_good(folder: Path) -> None:
    """Sign one note after the other until somebody ends this process; tell each that is saved."""
    with opened(folder) as desk:
        number = 0
        while True:
            number += 1
            write_note(desk, number)
            say(number)


def write_some(folder: Path, many: int) -> None:
    """Sign some notes, change the passphrase, and tell what was done and what was refused."""
    try:
        with opened(folder) as desk:
            for number in range(1, many + 1):
                try:
                    write_note(desk, number)
                    say(number)
                except DeskError as refusal:
                    say(type(refusal).__name__)
            desk.vault.change_passphrase(NEW_PASSPHRASE)
            say("changed")
    except DeskError as refusal:
        say(type(refusal).__name__)


def hold(folder: Path) -> None:
    """Open a store and keep it until somebody ends this process; tell who has it if not we."""
    try:
        with opened(folder):
            say("open")
            sys.stdin.read()
    except DeskError as refusal:
        say(refusal)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hold", store]:
            hold(Path(store))
        case ["for-good", store]:
            write_for_good(Path(store))
        case ["some", store, many]:
            write_some(Path(store), int(many))
        case ["some-without-sync", store, many]:
            connection.HARDENING = _with("synchronous", "OFF", 0)
            write_some(Path(store), int(many))
        case ["some-without-force", store, many]:
            os.fsync = _force_folders_only
            write_some(Path(store), int(many))
