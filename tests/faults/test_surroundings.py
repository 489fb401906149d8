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
from tests.faults import traces
from tests.faults.counts import count, length
from tests.faults.scripted import ROOT
from tests.journeys import working_robot
from tests.traces import found

SAVES = count(2, 5, 20)
"""How many drafts are saved before the window is ended."""

CALLS = (
    "openat,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,"
    "truncate,socket,connect,sendto"
)
ALLOWED = {
    "the store": r"Records\.cdesk(/.*)?",
    "what a restore is made from": r"\.Records[^/]*(/.*)?",
    "what a restore puts aside": r"Records before restore [^/]*\.cdesk(/.*)?",
    "the settings": r"settings\.json(\w+\.new)?",
    "the backups": r"drive/[^/]*\.cdbk(\.[^/]*)?",
    "the exported document": r"paper/([^/]*\.pdf|\.[0-9a-f]{16}\.new)",
    "the log and the look of the window": r"xdg_(state|config)_home/Counselor Desk(/.*)?",
}
"""Where a window writes, in a home of its own."""

_PATH = re.compile(r'"([^"]*)"')
_ELSEWHERE = re.compile(r"sa_family=(AF_INET6?)|socket\((AF_INET6?)")
_HARMLESS = ("/dev/", "/proc/", "/sys/")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system saw a program do."""

    home: Path
    lines: tuple[str, ...]
    said: tuple[str, ...] = ()
    complaints: str = ""

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
    def astray(self) -> set[str]:
        """The paths that were written to and belong to no place on the list."""
        places = [
            re.compile(rf"{re.escape(str(self.home))}/({place})") for place in ALLOWED.values()
        ]
        return {path for path in self.written if not any(one.fullmatch(path) for one in places)}

    @property
    def called(self) -> list[str]:
        """Whatever was meant for another machine."""
        return [line for line in self.lines if _ELSEWHERE.search(line)]


def watch(home: Path, command: list[str], saves: int | None = None) -> Seen:
    """Run a program with a home of its own under strace; end it after some saves, or let it end."""
    trace, complaints = home / "trace", home / "complaints"
    places = {
        name: str(home / name.lower())
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")
    }
    for place in places.values():
        Path(place).mkdir(exist_ok=True)
    watcher = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "400", "-o", str(trace)]
    said: list[str] = []
    with (
        complaints.open("w") as errors,
        subprocess.Popen(
            [*watcher, "-e", f"trace={CALLS}", *command],
            cwd=ROOT,
            env={**os.environ, **places, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        ) as program,
    ):
        for line in program.stdout:
            said.append(line.strip())
            if said.count("saved") == saves:
                os.killpg(program.pid, signal.SIGTERM)  # strace itself waits for its end
                break
        program.stdout.read()
    lines = tuple(traces.joined(iter(trace.read_text("utf-8", "replace").splitlines())))
    return Seen(home, lines, tuple(said), complaints.read_text("utf-8", "replace"))


def make_store(home: Path, family_name: str = "Reyes") -> Path:
    """A closed store with one client."""
    desk, _ = stores.create(
        home / "Records.cdesk",
        PASSPHRASE,
        config_dir=None,
        zone=ZONE,
        program=PROGRAM,
        cost=costs.FLOOR,
    )
    marcus = NewClient(given_name="Marcus", family_name=family_name, admitted_on=date(2026, 2, 9))
    clients.add(desk, marcus)
    stores.lock(desk)
    return home / "Records.cdesk"


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """A window in which a note is begun, typed and saved some times."""
    home = tmp_path_factory.mktemp("home")
    robot = [sys.executable, "-m", "tests.journeys.typing_robot", str(make_store(home))]
    return watch(home, robot, SAVES)


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    """A window in which a note, a PDF and a backup are made, which is locked and restored."""
    if length() == "short":
        pytest.skip("a day's work takes too long for the test suite; dev.py faults runs it")
    home = tmp_path_factory.mktemp("home")
    places = [make_store(home, working_robot.NAME), home / "drive", home / "paper"]
    for place in places[1:]:
        place.mkdir()
    robot = [sys.executable, "-m", "tests.journeys.working_robot", *map(str, places)]
    return watch(home, robot)


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


def test_a_day_of_work_writes_into_places_on_the_list_only(working, trials):
    trials(len(working_robot.PARTS))

    assert working.said == working_robot.PARTS, working.complaints
    assert working.astray == set()
    assert [path.suffix for path in (working.home / "paper").iterdir()] == [".pdf"]


def test_a_day_of_work_calls_no_other_machine(working):
    assert working.lines
    assert working.called == []


def test_a_day_of_work_leaves_words_in_the_exported_document_only(working):
    words = {
        "name": working_robot.NAME,
        "word of the note": working_robot.NOTE_WORD,
        "word of the CV": working_robot.CV_WORD,
        "passphrase": PASSPHRASE,
    }
    (working.home / "trace").unlink(missing_ok=True)  # names the exported document

    assert list((working.home / "paper").glob("*.pdf"))
    assert found([working.home], words, outside=working.home / "paper") == {}


def test_a_file_elsewhere_and_a_call_would_be_seen(tmp_path_factory):
    """The negative control: a program that does both."""
    home, elsewhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
    call = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    bad = f"open({str(elsewhere / 'left')!r}, 'w'); {call}"
    seen = watch(home, [sys.executable, "-c", bad])

    assert str(elsewhere / "left") in seen.written
    assert str(elsewhere / "left") in seen.astray
    assert seen.called
