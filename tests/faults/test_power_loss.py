"""The power goes at any moment: what was said to be saved is there, and nothing is damaged."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from random import Random

import pytest

from counselor_desk.errors import DeskError, WrongSecretError
from tests.desks import PASSPHRASE
from tests.faults import power, scripted, traces
from tests.faults.counts import count
from tests.faults.judging import judged
from tests.faults.scripted import NEW_PASSPHRASE

EVERY = 1_000_000
MOMENTS = count(6, 100, EVERY)
"""After how many of the calls that change a file the power goes, in five ways each."""

CONTROL_MOMENTS = count(4, 20, 100)
KEY_MOMENTS = count(2, 100, EVERY)
NOTES = count(4, 10, 10)
SEED = 20260312

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass(frozen=True, slots=True)
class Found:
    """What was wrong with one state."""

    said: tuple[str, ...]
    lost: frozenset[int] = frozenset()
    problems: tuple[str, ...] = ()
    passphrases: int = 1

    @property
    def is_good(self) -> bool:
        """Nothing is lost, nothing is damaged, and one passphrase opens it."""
        return not self.lost and not self.problems and self.passphrases == 1


def look_at(folder, state):
    """Open what the disk holds with both passphrases, and compare it with what was said."""
    state.lay_out(folder)
    said = [int(word) for word in state.said if word.isdecimal()]
    found = []
    try:
        for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
            try:
                with scripted.opened(folder, passphrase) as desk:
                    left = scripted.look_at(desk, is_thorough=False)
            except WrongSecretError:
                continue
            found.append(
                Found(state.said, lost=frozenset(left.lacks(said)), problems=left.problems)
            )
            if "changed" in state.said and passphrase == PASSPHRASE:
                return Found(state.said, passphrases=0)
    except DeskError as refusal:
        return Found(state.said, problems=(str(refusal),))
    finally:
        shutil.rmtree(folder)
    return found[0] if len(found) == 1 else Found(state.said, passphrases=len(found))


def found_after(tmp_path, work, moments, many=NOTES):
    """Every state of a child's work in which something is wrong, and how many there were."""
    chance = Random(SEED)  # noqa: S311 - moments, no secrets
    store = scripted.make_store(tmp_path / "Records.cdesk")
    disk = power.Disk.of(store)
    child = ["tests.faults.scripted", work, str(store), str(many)]
    calls = traces.record(child, tmp_path / "trace")
    left = power.states(disk, calls, moments, chance)
    found = list(judged(partial(look_at, tmp_path / "after.cdesk"), left))
    assert disk.said == [*map(str, range(1, many + 1)), "changed"]
    return [one for one in found if not one.is_good], len(found)


def test_nothing_that_was_said_to_be_saved_is_lost_or_damaged(tmp_path, trials):
    wrong, tried = found_after(tmp_path, "some", MOMENTS)
    trials(tried)

    assert wrong == []


def test_a_store_that_does_not_wait_for_the_disk_would_lose_notes(tmp_path):
    """The negative control: synchronous=OFF."""
    wrong, _ = found_after(tmp_path, "some-without-sync", CONTROL_MOMENTS)

    assert any(one.lost or one.problems for one in wrong)


def test_keys_that_are_not_forced_to_the_disk_would_be_lost(tmp_path):
    """The negative control: write_atomic without fsync."""
    wrong, _ = found_after(tmp_path, "some-without-force", KEY_MOMENTS, many=0)

    assert any(one.problems for one in wrong)
