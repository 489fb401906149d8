"""The power goes in an act on a whole store: it is as before or as after.

Of a backup there is nothing under its name, or all of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pytest

from counselor_desk.storage import upgrades
from tests.faults import acts, power, traces
from tests.faults.acts import ACTS, AFTER, BEFORE, MIGRATIONS, UPGRADE
from tests.faults.counts import count, length
from tests.faults.judging import judged
from tests.faults.power import Disk, State
from tests.faults.traces import Call

MOMENTS = count(2, 40, 1_000_000)
"""After how many of the calls that change a file the power goes, in five ways each."""

OF_AN_UPGRADE = count(2, 40, 100)
"""The same of an upgrade, evenly: all 4,000 states of each would take a day."""

FEW = ("import", "backup", UPGRADE)
TRIED = FEW if length() == "short" else tuple(ACTS)
CONTROL_MOMENTS = count(2, 20, 100)
SEED = 20260312

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that was done once: where, what lay there before, what was asked of the system."""

    act: str
    home: Path
    disk: Disk
    calls: list[Call]

    def found(self, moments: int, forget: frozenset[str] = frozenset()) -> list[str]:
        """What each state of the disk was judged to be. Calls in `forget` never came there."""
        chance = Random(SEED)  # noqa: S311 - moments, no secrets
        disk = deepcopy(self.disk)
        calls = [call for call in self.calls if call.name not in forget]
        left = power.states(disk, calls, moments, chance)
        found = list(judged(partial(look_at, self.act, self.home), left))
        assert disk.said == ["ready", "done"]
        return found


def look_at(act: str, home: Path, state: State) -> str:
    """Which state of the store is found, or what is wrong with it."""
    state.lay_out(home)
    try:
        return acts.verdict(act, home, state.said)
    finally:
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> Callable[[str], Recorded]:
    made: dict[str, Recorded] = {}

    def of(act: str) -> Recorded:
        if act not in made:
            folder = tmp_path_factory.mktemp(act)
            home = folder / "home"
            home.mkdir(mode=0o700)
            ACTS[act].prepare(home)
            disk = Disk.of(home)
            calls = traces.record(["tests.faults.acts", act, str(home)], folder / "trace")
            shutil.rmtree(home)
            made[act] = Recorded(act, home, disk, calls)
        return made[act]

    return of


@pytest.mark.parametrize("act", TRIED)
def test_the_store_is_as_it_was_or_as_it_is_after(recorded, trials, act):
    found = recorded(act).found(OF_AN_UPGRADE if act in MIGRATIONS else MOMENTS)
    trials(len(found))

    assert {one for one in found if one not in {BEFORE, AFTER}} == set()
    assert AFTER in found


@pytest.mark.parametrize("act", FEW[: count(1, 3, 3)])
def test_an_act_that_is_not_forced_to_the_disk_would_be_noticed(recorded, act):
    """The negative control: it says that it is done, and is not."""
    found = recorded(act).found(CONTROL_MOMENTS, frozenset({"fsync", "fdatasync"}))

    assert set(found) - {BEFORE, AFTER}


@pytest.fixture
def upgraded(tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    ACTS[UPGRADE].prepare(home)
    ACTS[UPGRADE].do(home)
    return home


def test_an_upgrade_that_left_no_backup_would_be_noticed(upgraded):
    """The negative control: the power took the folder that it lies in."""
    assert ACTS[UPGRADE].standing(upgraded) == AFTER
    shutil.rmtree(acts.store_in(upgraded) / upgrades.FOLDER)

    assert ACTS[UPGRADE].standing(upgraded) == "changed without a backup"


def test_half_a_backup_of_an_upgrade_would_be_noticed(upgraded):
    """The negative control: it has its name, and not all of its bytes."""
    (backup,) = (acts.store_in(upgraded) / upgrades.FOLDER).iterdir()
    backup.write_bytes(backup.read_bytes()[:-1])

    assert ACTS[UPGRADE].standing(upgraded) not in {BEFORE, AFTER}


def test_a_value_that_an_upgrade_lost_would_be_noticed(upgraded):
    """The negative control: one letter of a name."""
    with closing(acts.opened(upgraded)) as desk, desk.write() as writer:
        writer.execute("UPDATE client SET given_name = given_name || '.' WHERE id = 1")

    assert "client" in ACTS[UPGRADE].standing(upgraded)
