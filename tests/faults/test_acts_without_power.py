"""The power goes in an act on a whole store: it is as before or as after.

Of a backup there is nothing under its name, or all of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.faults import acts, power, traces
from tests.faults.acts import ACTS, AFTER, BEFORE
from tests.faults.counts import count
from tests.faults.judging import judged
from tests.faults.power import Disk, State
from tests.faults.traces import Call

MOMENTS = count(2, 40, 1_000_000)
"""After how many of the calls that change a file the power goes, in five ways each."""

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


@pytest.mark.parametrize("act", list(ACTS)[: count(2, len(ACTS), len(ACTS))])
def test_the_store_is_as_it_was_or_as_it_is_after(recorded, trials, act):
    found = recorded(act).found(MOMENTS)
    trials(len(found))

    assert {one for one in found if one not in {BEFORE, AFTER}} == set()
    assert AFTER in found


@pytest.mark.parametrize("act", ["import", "backup"][: count(1, 2, 2)])
def test_an_act_that_is_not_forced_to_the_disk_would_be_noticed(recorded, act):
    """The negative control: it says that it is done, and is not."""
    found = recorded(act).found(CONTROL_MOMENTS, frozenset({"fsync", "fdatasync"}))

    assert set(found) - {BEFORE, AFTER}
