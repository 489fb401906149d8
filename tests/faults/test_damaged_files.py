"""Any file of a store is damaged in any way: it is the same store, or the damage is announced."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from counselor_desk.errors import DeskError
from counselor_desk.services import anchors
from tests.desks import NOW
from tests.faults import scripted
from tests.faults.counts import count

MUTANTS = count(25, 2_000, 10_000)
NOTES = 6
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")
PAGE = 4096
GOOD = ("the same", "announced", "refused")
RECORDS = ("records.db", "records.db-wal")


def _flip(content: bytearray, chance: Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _overwrite(content: bytearray, chance: Random) -> None:
    start = chance.randrange(len(content))
    many = min(chance.choice([2, 16, 512, PAGE]), len(content) - start)
    content[start : start + many] = chance.randbytes(many)


def _cut(content: bytearray, chance: Random) -> None:
    del content[chance.randrange(len(content)) :]


def _cut_at_page(content: bytearray, chance: Random) -> None:
    del content[chance.randrange(1 + len(content) // PAGE) * PAGE :]


def _empty(content: bytearray, _chance: Random) -> None:
    content.clear()


def _swap_pages(content: bytearray, chance: Random) -> None:
    pages = max(1, len(content) // PAGE)
    first, second = (chance.randrange(pages) * PAGE for _ in range(2))
    one, other = content[first : first + PAGE], content[second : second + PAGE]
    content[first : first + PAGE], content[second : second + PAGE] = other, one


def _append(content: bytearray, chance: Random) -> None:
    content += chance.randbytes(chance.choice([1, 100, PAGE]))


DAMAGE = (_flip, _flip, _overwrite, _cut, _cut_at_page, _empty, _swap_pages, _append)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one damaged file."""

    file: str
    how: str
    outcome: str


@pytest.fixture(scope="module")
def closed(pattern, tmp_path_factory):
    """The same store after it was closed: all lies in records.db."""
    store = Path(shutil.copytree(pattern, tmp_path_factory.mktemp("closed") / "Records.cdesk"))
    with scripted.opened(store):
        pass
    return store


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A store as a killed program leaves it: the last notes lie in the -wal file."""
    folder = tmp_path_factory.mktemp("pattern")
    store = scripted.make_store(folder / "Open.cdesk")
    with scripted.opened(store) as desk:
        for number in range(1, NOTES + 1):
            scripted.write_note(desk, number)
        desk.vault.keep_anchor(NOW)
        return Path(shutil.copytree(store, folder / "Records.cdesk"))


def judge(store: Path) -> str:
    """Open a store, read every note, and say what a person would be told."""
    is_open = False
    try:
        with scripted.opened(store) as desk:
            is_open = True
            if anchors.missing(desk) is not None:
                return "announced"
            left = scripted.look_at(desk, is_thorough=False)
    except DeskError as told:
        if not str(told).endswith("."):
            return f"told {told}"
        return "announced" if is_open else "refused"
    if left.notes == set(range(1, NOTES + 1)):
        return "the same"
    return f"lost {NOTES - len(left.notes)} notes in silence"


def mutant(pattern: Path, folder: Path, chance: Random) -> Judged:
    """Damage one file of a copy and open it; what is refused must still lie there as it was."""
    store = Path(shutil.copytree(pattern, folder))
    names = sorted(path.name for path in store.iterdir() if not path.name.endswith("-shm"))
    records = [name for name in RECORDS if name in names]
    file = store / chance.choice([*names, *records, *records])
    damage = chance.choice(DAMAGE)
    content = bytearray(file.read_bytes())
    if content:
        damage(content, chance)
    file.write_bytes(content)
    outcome = judge(store)
    # A -wal file is brought into records.db even when that is damaged; it is never thrown away.
    is_alone = not (pattern / "records.db-wal").exists()
    if outcome == "refused" and is_alone and file.name in RECORDS and file.read_bytes() != content:
        outcome = "refused, and the damaged file was changed"
    shutil.rmtree(store)
    return Judged(file.name, damage.__name__, outcome)


def test_damage_is_announced_or_does_no_harm(pattern, closed, tmp_path, trials):
    chance = Random(SEED)  # noqa: S311 - places to damage, no secrets
    judged = [
        mutant(chance.choice([pattern, closed]), tmp_path / "damaged.cdesk", chance)
        for _ in range(MUTANTS)
    ]
    trials(MUTANTS)

    wrong = [one for one in judged if one.outcome not in GOOD]
    assert wrong == []
    assert set(GOOD) == {one.outcome for one in judged}


@pytest.mark.parametrize("name", ["records.db", "keys.json", "records.db-wal"])
def test_a_file_that_is_gone_is_announced_or_does_no_harm(pattern, tmp_path, name):
    store = Path(shutil.copytree(pattern, tmp_path / "Records.cdesk"))
    (store / name).unlink()

    assert judge(store) in GOOD


def test_nothing_is_announced_of_a_store_that_was_only_killed(pattern, tmp_path):
    assert judge(Path(shutil.copytree(pattern, tmp_path / "Records.cdesk"))) == "the same"


def test_without_an_anchor_a_lost_wal_would_go_unseen(pattern, tmp_path):
    """The negative control: this is what the pages alone cannot tell."""
    store = Path(shutil.copytree(pattern, tmp_path / "Records.cdesk"))
    for name in ("anchor.json", "records.db-wal"):
        (store / name).unlink()

    assert judge(store).startswith("lost ")
