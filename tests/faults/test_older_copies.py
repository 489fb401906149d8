"""Lost work is announced: a log taken away, cut or damaged, pages and folders of another day.

Whatever is done to the files: what is shown afterwards is what was written, or it is said.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counselor_desk.errors import DeskError
from counselor_desk.services import checks, clients
from counselor_desk.storage import vault
from counselor_desk.storage.anchor import Rollback
from counselor_desk.storage.connection import PAGE_BYTES
from tests.desks import LOOSE, PASSPHRASE
from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.scripted import ROOT

KILLS = count(5, 50, 200)
CUTS = count(8, 100, 1_000)
FLIPS = count(8, 100, 1_000)
REPLAYS = count(5, 60, 1_000)
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")
NOTES = {1, 2, 3}
RECORDS, LOG, ANCHOR = "records.db", "records.db-wal", "anchor.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees of a store that something was done to."""

    notes: frozenset[int]
    """The signed notes that are there, word for word."""
    said: str
    """Why it does not open, that it is an older copy, or what a check finds; empty if nothing."""


def see(folder: Path) -> Seen:
    """Open the store as the program does, check all of it, and read its notes."""
    try:
        with scripted.opened(folder) as desk:
            if desk.is_read_only:
                return Seen(frozenset(), _lacking(desk.vault.rollback))
            bad = [one.sentence for one in checks.look_through(desk.vault) if not one.is_good]
            if bad:
                return Seen(frozenset(), " ".join(bad))
            return Seen(scripted.look_at(desk, is_thorough=False).notes, "")
    except DeskError as problem:
        return Seen(frozenset(), str(problem))


def _lacking(found: Rollback) -> str:
    if found.is_altered:
        return "the file was changed"
    return f"{found.entries} entries, {found.notes} notes missing"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A closed store with the first note, and its anchor."""
    folder = scripted.make_store(tmp_path_factory.mktemp("before") / "Records.cdesk")
    with scripted.opened(folder) as desk:
        scripted.write_note(desk, 1)
        desk.vault.keep_anchor(desk.now())
    return folder


@pytest.fixture(scope="module")
def crashed(before, tmp_path_factory):
    """The store as a crash leaves it: two more notes, in the write-ahead log alone."""
    folder = shutil.copytree(before, tmp_path_factory.mktemp("work") / "Records.cdesk")
    left = tmp_path_factory.mktemp("crashed") / "Records.cdesk"
    with scripted.opened(folder) as desk:
        for number in sorted(NOTES - {1}):
            scripted.write_note(desk, number)
        desk.vault.keep_anchor(desk.now())
        shutil.copytree(folder, left, ignore=shutil.ignore_patterns("*-shm"))
    assert (left / LOG).stat().st_size > 10 * PAGE_BYTES
    return left


@pytest.fixture(scope="module")
def closed(crashed, tmp_path_factory):
    """The same store, closed: all of it in the records."""
    folder = shutil.copytree(crashed, tmp_path_factory.mktemp("closed") / "Records.cdesk")
    with scripted.opened(folder):
        pass
    return folder


@pytest.fixture
def copy(tmp_path):
    made = []

    def make(store):
        made.append(shutil.copytree(store, tmp_path / f"{len(made)}.cdesk"))
        return made[-1]

    return make


def test_after_a_crash_everything_is_there_and_nothing_is_said(crashed, copy):
    assert see(copy(crashed)) == Seen(frozenset(NOTES), "")


def test_a_log_that_was_taken_away_is_announced_with_counts(crashed, copy):
    folder = copy(crashed)
    (folder / LOG).unlink()
    seen = see(folder)

    assert seen.said.endswith("entries, 2 notes missing")
    assert not seen.said.startswith("0 ")


def test_without_its_anchor_a_log_that_was_taken_away_is_not_noticed(crashed, copy):
    """The negative control: it is the anchor that notices, not the database."""
    folder = copy(crashed)
    (folder / LOG).unlink()
    (folder / ANCHOR).unlink()

    assert see(folder) == Seen(frozenset({1}), "")


def test_a_log_that_was_cut_anywhere_is_announced(crashed, copy, trials):
    trials(CUTS)
    chance = random.Random(SEED)  # noqa: S311 - places, no secrets
    quiet = []
    for _ in range(CUTS):
        folder = copy(crashed)
        content = (folder / LOG).read_bytes()
        cut = chance.randrange(len(content))
        (folder / LOG).write_bytes(content[:cut])
        seen = see(folder)
        if not seen.said and seen.notes != NOTES:
            quiet.append(cut)
        shutil.rmtree(folder)

    assert quiet == []


def test_a_flipped_bit_in_the_log_is_announced_or_harmless_and_the_log_is_kept(
    crashed, copy, trials
):
    trials(FLIPS)
    chance = random.Random(SEED)  # noqa: S311 - places, no secrets
    quiet, lost = [], []
    for _ in range(FLIPS):
        folder = copy(crashed)
        content = bytearray((folder / LOG).read_bytes())
        place = chance.randrange(len(content))
        content[place] ^= 1 << chance.randrange(8)
        (folder / LOG).write_bytes(content)
        seen = see(folder)
        if not seen.said and seen.notes != NOTES:
            quiet.append(place)
        kept = [folder / LOG, *folder.glob("quarantine/*")]
        if seen.said and bytes(content) not in [one.read_bytes() for one in kept if one.exists()]:
            lost.append(place)
        shutil.rmtree(folder)

    assert (quiet, lost) == ([], [])


def test_a_page_of_another_day_is_announced_or_changes_no_signed_note(before, closed, copy, trials):
    old, new = ((store / RECORDS).read_bytes() for store in (before, closed))
    pages = [
        at
        for at in range(PAGE_BYTES, len(old), PAGE_BYTES)
        if old[at : at + PAGE_BYTES] != new[at : at + PAGE_BYTES]
    ]
    chosen = random.Random(SEED).sample(pages, min(REPLAYS, len(pages)))  # noqa: S311
    trials(len(chosen))
    quiet = []
    for at in chosen:
        folder = copy(closed)
        replayed = new[:at] + old[at : at + PAGE_BYTES] + new[at + PAGE_BYTES :]
        (folder / RECORDS).write_bytes(replayed)
        seen = see(folder)
        if not seen.said and seen.notes != NOTES:
            quiet.append(at // PAGE_BYTES)
        shutil.rmtree(folder)

    assert chosen
    assert quiet == []


@pytest.fixture(scope="module")
def renamed(closed, tmp_path_factory):
    """The same store, closed, after the client asked to be called by another name."""
    folder = shutil.copytree(closed, tmp_path_factory.mktemp("renamed") / "Records.cdesk")
    with scripted.opened(folder) as desk:
        (row,) = clients.rows(desk)
        clients.change(desk, replace(clients.get(desk, row.id), preferred_name="Marco"))
        desk.vault.keep_anchor(desk.now())
    return folder


def called(folder: Path) -> str:
    """What the client is called in a store."""
    with scripted.opened(folder) as desk:
        (row,) = clients.rows(desk)
        return clients.get(desk, row.id).first_name


def pages_put_back(closed, renamed):
    """The changed pages of the records, each put back alone to what it was: where, and the file."""
    old, new = ((store / RECORDS).read_bytes() for store in (closed, renamed))
    for at in range(PAGE_BYTES, len(old), PAGE_BYTES):
        if old[at : at + PAGE_BYTES] != new[at : at + PAGE_BYTES]:
            yield at, new[:at] + old[at : at + PAGE_BYTES] + new[at + PAGE_BYTES :]


def test_an_older_page_of_unsigned_facts_is_announced_and_the_file_is_kept(
    closed, renamed, copy, trials
):
    quiet, tried = [], 0
    for at, replayed in pages_put_back(closed, renamed):
        folder = copy(renamed)
        (folder / RECORDS).write_bytes(replayed)
        tried += 1
        if not see(folder).said or (folder / RECORDS).read_bytes() != replayed:
            quiet.append(at)
    trials(tried)

    assert tried
    assert quiet == []
    assert called(copy(renamed)) == "Marco"


def test_without_its_anchor_an_older_page_of_unsigned_facts_goes_unnoticed(closed, renamed, copy):
    """The negative control: each page is genuine, and seals say nothing about such facts."""
    reverted = []
    for at, replayed in pages_put_back(closed, renamed):
        folder = copy(renamed)
        (folder / RECORDS).write_bytes(replayed)
        (folder / ANCHOR).unlink()
        seen = see(folder)
        assert seen.said or seen.notes == NOTES
        if not seen.said and called(folder) == "Marcus":
            reverted.append(at)

    assert len(reverted) == 1


def test_all_records_from_before_a_change_of_unsigned_facts_are_announced(closed, renamed, copy):
    """The log of the change is missing then, and the anchor has seen it."""
    folder = copy(renamed)
    shutil.copy(closed / RECORDS, folder / RECORDS)

    assert see(folder).said.endswith("entries, 0 notes missing")


def test_records_of_another_day_are_announced(before, closed, copy):
    folder = copy(closed)
    shutil.copy(before / RECORDS, folder / RECORDS)

    assert see(folder).said.endswith("entries, 2 notes missing")


def test_a_damaged_anchor_hides_nothing_and_stops_nobody(closed, copy):
    for content in (b"", b"{}", (closed / ANCHOR).read_bytes()[:-20]):
        folder = copy(closed)
        (folder / ANCHOR).write_bytes(content)

        assert see(folder) == Seen(frozenset(NOTES), "")


def kill_while(*what: object, after_s: float, is_begun: Callable[[], bool] = lambda: True) -> None:
    """Start a child, and kill it some time after it is ready and has begun what is looked for."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.anchored", *map(str, what)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout.readline() == "ready\n"
        while not is_begun() and child.poll() is None:
            time.sleep(0.0005)
        time.sleep(after_s)
        child.kill()


@pytest.mark.parametrize("what", ["work", "close"])
def test_a_kill_never_raises_a_false_alarm(before, tmp_path, trials, what):
    trials(KILLS)
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    folder, config = shutil.copytree(before, tmp_path / "Records.cdesk"), tmp_path / "config"
    alarms, entries = [], []
    for _ in range(KILLS):
        kill_while(what, folder, config, after_s=chance.uniform(0, 0.4))
        opened = vault.unlock(folder, PASSPHRASE, config_dir=config, bounds=LOOSE)
        alarms.append(opened.rollback)
        with opened.database.read() as reader:
            entries.append(reader.value("SELECT count(*) FROM audit_event"))
        opened.close()

    assert alarms == [None] * KILLS
    assert entries[-1] > entries[0]


def test_the_client_is_read_from_an_older_copy_that_nobody_decided_about(before, closed, copy):
    folder = copy(closed)
    shutil.copy(before / RECORDS, folder / RECORDS)
    with scripted.opened(folder) as desk:
        assert [row.full_name for row in clients.rows(desk)] == ["Marcus Reyes"]
