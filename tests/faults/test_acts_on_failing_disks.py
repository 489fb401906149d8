"""The disk fills up or fails in an act on a whole store: it is named.

The store is exactly as it was before, or as it is after, and a file under the name of a backup is
a whole one.
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.errors import DeskError
from tests.faults import acts
from tests.faults.acts import ACTS, AFTER, BEFORE, MIGRATIONS, UPGRADE
from tests.faults.counts import count, length
from tests.faults.scripted import ROOT

GOOD = (BEFORE, AFTER)
EACH = count(1, 8, 8)
"""How many of the calls of a kind, at most, fail in turn: evenly, from the first to the last.

An act has up to 830 writes of a page: all of them would take a day. While notes are written and a
passphrase is changed every call fails in turn, in `test_failing_disk.py`.
"""

pytestmark = pytest.mark.usefixtures("quick_openings")

FAULTS = {
    "full from one page on": ("pwrite64", "ENOSPC", "+"),
    "failing when forced": ("fsync", "EIO", ""),
    "failing from one forcing on": ("fsync", "EIO", "+"),
    "failing at one page": ("pwrite64", "EIO", ""),
    "failing at one name": ("rename", "EIO", ""),
    "full at one plain write": ("write", "ENOSPC", ""),
    "failing at one plain write": ("write", "EIO", ""),
    "full at one page": ("pwrite64", "ENOSPC", ""),
}


def pairs() -> list[tuple[str, str]]:
    """Which act meets which fault.

    In the test suite three pairs; then all, where each fault meets the migrations in turn.
    """
    others = [(act, fault) for fault in FAULTS for act in ACTS if act not in MIGRATIONS]
    in_turn = list(zip(itertools.cycle(MIGRATIONS), FAULTS, strict=False))
    few = [
        ("import", "full from one page on"),
        ("backup", "full at one plain write"),
        (UPGRADE, "failing when forced"),
    ]
    return few if length() == "short" else others + in_turn


LIMITS = count(1, 10, 10)
"""How many sizes no file may grow past."""

strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture(scope="module")
def patterns(tmp_path_factory):
    """A store and what lies beside it, made ready once for each act."""
    made: dict[str, Path] = {}

    def of(act: str) -> Path:
        if act not in made:
            made[act] = tmp_path_factory.mktemp(act) / "home"
            made[act].mkdir()
            ACTS[act].prepare(made[act])
        return made[act]

    return of


def run(act: str, home: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Let a child do an act; `before` are the words that make its disk a bad one."""
    return subprocess.run(
        [*before, sys.executable, "-m", "tests.faults.acts", act, str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def judge(act: str, home: Path, child: subprocess.CompletedProcess[str]) -> str:
    """Which state a child left, on a disk that is well again, or what is wrong with it."""
    said = tuple(child.stdout.split())
    refusals = [word for word in said if word not in {"ready", "done"}]
    named = all(issubclass(getattr(errors, word, object), DeskError) for word in refusals)
    if child.stderr or child.returncode or not named or len(said) < 2:
        return f"said {said}, {child.returncode}, {child.stderr[-300:]}"
    return acts.verdict(act, home, said)


def spread(numbers: list[int], many: int) -> list[int]:
    """At most `many` of some numbers, evenly."""
    last = len(numbers) - 1
    some = range(min(many, len(numbers)))
    return sorted({numbers[last * step // max(1, min(many - 1, last))] for step in some})


def numbers_in(trace: Path, calls: str, home: Path) -> list[int]:
    """Which numbers a call of this kind has that changes a file of a home.

    Each thread has a count of its own. What a child says goes through plain writes too: a number
    that would silence it is left out.
    """
    seen: dict[str, int] = {}
    ours, silencing = set(), set()
    for thread, first in re.findall(rf"^(\d+) +{calls}\((.*)$", trace.read_text(), re.MULTILINE):
        seen[thread] = seen.get(thread, 0) + 1
        (ours if str(home) in first else silencing).add(seen[thread])
    return sorted(ours - silencing)


@strace
@pytest.mark.parametrize(("act", "fault"), pairs())
def test_the_error_is_named_and_the_store_is_as_before_or_after(
    patterns, tmp_path, trials, act, fault
):
    calls, error, then = FAULTS[fault]
    trace, home = tmp_path / "trace", tmp_path / "home"
    only = ["strace", "-f", "-y", "--seccomp-bpf", "-qq", "-o", str(trace), "-e", f"trace={calls}"]
    shutil.copytree(patterns(act), home)
    run(act, home, *only)
    made = numbers_in(trace, calls, home)
    wrong, hit = [], 0
    for number in spread(made, EACH):
        shutil.rmtree(home)
        shutil.copytree(patterns(act), home)
        child = run(act, home, *only, "-e", f"inject={calls}:error={error}:when={number}{then}")
        hit += "(INJECTED)" in trace.read_text()
        wrong += [f"{number}: {found}" for found in [judge(act, home, child)] if found not in GOOD]
    trials(hit)

    assert hit or not made
    assert wrong == []


@pytest.mark.parametrize("act", list(ACTS)[: count(1, len(ACTS), len(ACTS))])
def test_a_limit_of_any_size_is_named_and_the_store_is_as_before_or_after(
    patterns, tmp_path, trials, act
):
    pytest.importorskip("resource", reason="this system has no limit on the size of files")
    size = (acts.store_in(patterns(act)) / "records.db").stat().st_size
    wrong, refused = [], 0
    for step in range(LIMITS):
        limit = 1024 + 2 * size * step // LIMITS
        home = shutil.copytree(patterns(act), tmp_path / f"{limit}")
        child = run(act, home, sys.executable, "-m", "tests.faults.limited", str(limit))
        refused += "Error" in child.stdout
        wrong += [f"{limit}: {found}" for found in [judge(act, home, child)] if found not in GOOD]
        shutil.rmtree(home)
    trials(LIMITS)

    assert wrong == []
    assert refused


def test_a_lie_and_a_breakdown_would_be_seen(patterns):
    """The negative control: a child that calls done what is not, and one with a nameless error."""
    home = patterns("import")
    lied = subprocess.CompletedProcess([], 0, stdout="ready done", stderr="")
    broke = subprocess.CompletedProcess([], 1, stdout="ready", stderr="Traceback ...")
    well = subprocess.CompletedProcess([], 0, stdout="ready DiskFullError", stderr="")

    assert judge("import", home, lied) not in GOOD
    assert judge("import", home, broke) not in GOOD
    assert judge("import", home, well) in GOOD


def test_half_a_backup_under_its_name_would_be_seen(patterns, tmp_path):
    """The negative control of the backups: one that was cut, and one that was only said."""
    home = shutil.copytree(patterns("backup"), tmp_path / "home")
    said = subprocess.CompletedProcess([], 0, stdout="ready done", stderr="")
    stopped = subprocess.CompletedProcess([], 0, stdout="ready DiskFullError", stderr="")
    whole = (home / "backup.cdbk").read_bytes()
    named = home / "drive" / "Records.cdbk"

    assert judge("backup", home, said) not in GOOD
    assert judge("backup", home, stopped) == BEFORE
    named.write_bytes(whole)
    assert judge("backup", home, said) == AFTER
    named.write_bytes(whole[:-1])
    assert judge("backup", home, stopped) not in GOOD
