"""The disk fills up or fails at any write: it is named, and what was saved before is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.errors import DeskError, WrongSecretError
from counselor_desk.storage import files
from tests.desks import PASSPHRASE
from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.scripted import NEW_PASSPHRASE, ROOT

NOTES = 4
EACH = count(2, 25, 1_000)
"""How many of the writes, at most, fail in turn; in full all of them do."""

LIMITS = count(3, 50, 200)
WRITES = "pwrite64"
FORCES = "fsync,fdatasync"
FAULTS = {
    "full from one write on": (WRITES, "ENOSPC", "+"),
    "failing at one forced write": (FORCES, "EIO", ""),
    "failing at one write": (WRITES, "EIO", ""),
    "full at one write": (WRITES, "ENOSPC", ""),
    "failing from one forced write on": (FORCES, "EIO", "+"),
}
KEY_FAULTS = {
    "failing when forced": ("fsync", "EIO"),
    "full": ("write", "ENOSPC"),
    "failing": ("write", "EIO"),
    "failing at the name": ("rename", "EIO"),
}
CHILD = [sys.executable, "-m", "tests.faults.scripted", "some"]

pytestmark = pytest.mark.usefixtures("quick_openings")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a child said on a bad disk, and what it left."""

    said: tuple[str, ...]
    problems: tuple[str, ...]
    lost: frozenset[int]
    passphrases: int
    complaints: str

    @property
    def refusals(self) -> list[str]:
        """The names of the errors that the child met."""
        return [word for word in self.said if not word.isdecimal() and word != "changed"]

    @property
    def is_good(self) -> bool:
        """Each error has a sentence, nothing is lost, and exactly one passphrase opens it."""
        named = all(issubclass(getattr(errors, name), DeskError) for name in self.refusals)
        is_whole = not self.problems and not self.lost and self.passphrases == 1
        return named and is_whole and not self.complaints


def look_at(store: Path, child: subprocess.CompletedProcess[str]) -> Outcome:
    """Open what the child left, on a disk that is well again."""
    said = tuple(child.stdout.split())
    lost: frozenset[int] = frozenset()
    problems: tuple[str, ...] = ()
    passphrases = 0
    for passphrase in (PASSPHRASE, NEW_PASSPHRASE):
        try:
            with scripted.opened(store, passphrase) as desk:
                left = scripted.look_at(desk, is_thorough=False)
        except WrongSecretError:
            continue
        passphrases += 1
        lost |= left.lacks(int(word) for word in said if word.isdecimal())
        problems += left.problems
    return Outcome(said, problems, lost, passphrases, child.stderr.replace("\n", " ")[-300:])


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    return scripted.make_store(tmp_path_factory.mktemp("pattern") / "Records.cdesk")


@pytest.fixture
def strace():
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")


def run(pattern: Path, store: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Let a child write into a copy of the pattern."""
    shutil.copytree(pattern, store)
    return subprocess.run(
        [*before, *CHILD, str(store), str(NOTES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def spread(first: int, last: int, many: int) -> list[int]:
    """At most `many` numbers from `first` to `last`, evenly."""
    if last - first < many:
        return list(range(first, last + 1))
    return [first + (last - first) * step // (many - 1) for step in range(many)]


def traced(trace: Path, calls: str) -> list[str]:
    """The words that put a command under strace, with some of its calls in sight."""
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(trace), "-e", f"trace={calls}"]


@pytest.mark.parametrize("fault", list(FAULTS)[: count(2, 5, 5)])
def test_every_error_is_named_and_nothing_saved_is_lost(strace, pattern, tmp_path, trials, fault):
    calls, error, then = FAULTS[fault]
    trace = tmp_path / "trace"
    only = traced(trace, calls)
    run(pattern, tmp_path / "dry.cdesk", *only)
    wrote = trace.read_text().count("\n")
    assert wrote > NOTES
    outcomes = []
    hit = 0
    for number in spread(1, wrote, EACH):
        store = tmp_path / f"{number}.cdesk"
        inject = f"inject={calls}:error={error}:when={number}{then}"
        child = run(pattern, store, *only, "-e", inject)
        hit += "(INJECTED)" in trace.read_text()
        outcomes.append(look_at(store, child))
        shutil.rmtree(store)
    trials(hit)

    assert hit
    assert [one for one in outcomes if not one.is_good] == []


@pytest.mark.parametrize("name", ["keys.json", "keys.copy.json"])
@pytest.mark.parametrize("fault", list(KEY_FAULTS)[: count(1, 4, 4)])
def test_a_key_file_that_cannot_be_written_locks_nobody_out(
    strace, pattern, tmp_path, trials, fault, name
):
    calls, error = KEY_FAULTS[fault]
    trace, store = tmp_path / "trace", tmp_path / "Records.cdesk"
    written = files._draft_of(store / name)
    inject = ["-P", str(written), "-e", f"inject={calls}:error={error}"]
    outcome = look_at(store, run(pattern, store, *traced(trace, calls), *inject))
    trials(1)

    assert "(INJECTED)" in trace.read_text()
    assert outcome.is_good, outcome
    assert bool(outcome.refusals) == (name == "keys.json")


def test_a_limit_of_any_size_is_named_and_nothing_saved_is_lost(pattern, tmp_path, trials):
    pytest.importorskip("resource", reason="this system has no limit on the size of files")
    size = (pattern / "records.db").stat().st_size
    outcomes = []
    for limit in spread(1024, 2 * size, LIMITS):
        store = tmp_path / f"{limit}.cdesk"
        child = run(pattern, store, sys.executable, "-m", "tests.faults.limited", str(limit))
        outcomes.append(look_at(store, child))
        shutil.rmtree(store)
    trials(LIMITS)

    assert any(one.refusals for one in outcomes)
    assert [one for one in outcomes if not one.is_good] == []


def test_a_disk_of_two_megabytes_is_named_full_and_nothing_saved_is_lost(pattern, tmp_path, trials):
    disk, store = tmp_path / "disk", tmp_path / "left.cdesk"
    disk.mkdir()
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    mount = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        f'mount -t tmpfs -o size=2m none {disk} && exec "$0" "$@"',
    ]
    probe = subprocess.run([*mount, "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    script = (
        f"cp -r {pattern} {disk}/R.cdesk && {' '.join(CHILD)} {disk}/R.cdesk 400; "
        f"cp -r {disk}/R.cdesk {store}"
    )
    child = subprocess.run(
        [*mount, "sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    outcome = look_at(store, child)
    trials(1)

    assert "DiskFullError" in outcome.refusals
    assert outcome.is_good, re.sub(r"\d", "", str(outcome))


def test_a_lost_note_or_a_nameless_error_would_be_seen(pattern, tmp_path):
    """The negative control: what the judgment above makes of a child that lied or broke down."""
    store = Path(shutil.copytree(pattern, tmp_path / "lied.cdesk"))
    lied = subprocess.CompletedProcess([], 0, stdout="1\n", stderr="")
    broke = subprocess.CompletedProcess([], 1, stdout="", stderr="Traceback ...")

    assert look_at(store, lied).lost == {1}
    assert not look_at(store, lied).is_good
    assert not look_at(store, broke).is_good
