"""A window is worked in under the eyes of the system: where it writes, and whom it calls."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.services import clients, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import costs
from tests.desks import PASSPHRASE, PROGRAM, ZONE
from tests.faults.counts import count
from tests.faults.scripted import ROOT

SAVES = count(2, 5, 20)
"""How many drafts are saved before the window is ended."""

CALLS = "openat,creat,rename,renameat2,link,linkat,mkdir,socket,connect,sendto"
_PATH = re.compile(r'"([^"]*)"')
_ELSEWHERE = re.compile(r"sa_family=(AF_INET6?)|socket\((AF_INET6?)")
_HARMLESS = ("/dev/", "/proc/", "/sys/")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system saw a program do."""

    home: Path
    lines: tuple[str, ...]

    @property
    def written(self) -> set[str]:
        """The paths that were opened for writing, made or renamed to, outside the harmless ones."""
        found = set()
        for line in self.lines:
            is_open = "openat(" in line and not re.search(r"O_WRONLY|O_RDWR|O_CREAT", line)
            paths = _PATH.findall(line)
            if paths and not is_open and " = -1 " not in line and "sa_family" not in line:
                found.add(paths[-1])
        return {path for path in found if not path.startswith(_HARMLESS)}

    @property
    def called(self) -> list[str]:
        """Whatever was meant for another machine."""
        return [line for line in self.lines if _ELSEWHERE.search(line)]


def watch(home: Path, command: list[str], saves: int) -> Seen:
    """Run a program with a home of its own under strace, and end it after some saves."""
    trace = home / "trace"
    places = {
        name: str(home / name.lower())
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")
    }
    for place in places.values():
        Path(place).mkdir(exist_ok=True)
    watcher = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "400", "-o", str(trace)]
    with subprocess.Popen(
        [*watcher, "-e", f"trace={CALLS}", *command],
        cwd=ROOT,
        env={**os.environ, **places, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as program:
        for line in program.stdout:
            saves -= line.strip() == "saved"
            if not saves:
                break
        os.killpg(program.pid, signal.SIGTERM)  # strace itself waits for the end of the program
        program.stdout.read()
    return Seen(home, tuple(trace.read_text("utf-8", "replace").splitlines()))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """A window in which a note is begun, typed and saved some times."""
    home = tmp_path_factory.mktemp("home")
    desk, _ = stores.create(
        home / "Records.cdesk",
        PASSPHRASE,
        config_dir=None,
        zone=ZONE,
        program=PROGRAM,
        cost=costs.FLOOR,
    )
    marcus = NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 9))
    clients.add(desk, marcus)
    stores.lock(desk)
    robot = [sys.executable, "-m", "tests.journeys.typing_robot", str(home / "Records.cdesk")]
    return watch(home, robot, SAVES)


def test_the_window_writes_into_its_own_places_only(seen, trials):
    trials(SAVES)
    store = str(seen.home / "Records.cdesk")

    assert any(path.startswith(store) for path in seen.written)
    assert {path for path in seen.written if not path.startswith(str(seen.home))} == set()
    beside = {Path(path).name for path in seen.written if not path.startswith(store)}
    assert not any("Reyes" in name or "Marcus" in name for name in beside)
    assert [path for path in seen.written if path.startswith(str(seen.home / "tmpdir"))] == []


def test_the_window_calls_no_other_machine(seen, trials):
    trials(SAVES)

    assert seen.lines
    assert seen.called == []


def test_a_file_elsewhere_and_a_call_would_be_seen(tmp_path_factory):
    """The negative control: a program that does both."""
    home, elsewhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
    call = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    bad = f"open({str(elsewhere / 'left')!r}, 'w'); {call}"
    found = watch(home, [sys.executable, "-c", bad], 1)

    assert str(elsewhere / "left") in found.written
    assert found.called
