"""The whole program leaves nothing readable in a home: open, locked, unlocked, closed, killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.services import clients, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import costs
from tests.desks import PASSPHRASE, PROGRAM, ZONE
from tests.journeys.marked_store import FACTS, write_facts
from tests.journeys.robots import RobotLine
from tests.traces import found

MARKERS = {
    "name": "Quirinsson",
    "note word": "wintergreenquartz",
    "copied word": "halcyonmarmalade",
    "passphrase": PASSPHRASE,
    **FACTS,
}

_PARTS = {
    "TMPDIR": "tmp",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the robot looks into /proc")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of its own with everything a desktop puts beside it."""
    return made_home(tmp_path)


@pytest.fixture
def robot(home: Path) -> Iterator[RobotLine]:
    """The program over a store in that home."""
    line = begun(home)
    yield line
    line.ends()


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RobotLine]:
    """The program with a note open; nobody closes it before the last test."""
    line = begun(made_home(tmp_path_factory.mktemp("working")))
    work(line)
    yield line
    line.ends()


def made_home(folder: Path) -> Path:
    for name in _PARTS.values():
        (folder / name).mkdir(parents=True)
    return folder


def begun(home: Path) -> RobotLine:
    """The program in front of a store with one client, of whom much is known."""
    folder = home / "Records.cdesk"
    desk, _ = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    new = NewClient(given_name="Ada", family_name=MARKERS["name"], admitted_on=date(2026, 2, 9))
    write_facts(desk, clients.add(desk, new).id)
    stores.lock(desk)
    places = {name: str(home / part) for name, part in _PARTS.items()}
    return RobotLine(folder, {**os.environ, **places, "HOME": str(home)})


def work(robot: RobotLine) -> None:
    """Open the client, write a note, copy from it."""
    robot.asks(f"unlock {PASSPHRASE}")
    name = MARKERS["name"]
    for order in ("press Ctrl+2", f"type {name}", "press Return", "click New note", "wait Data"):
        robot.asks(order)
    robot.asks(f"type {MARKERS['copied word']}")
    robot.asks("press Ctrl+A")
    robot.asks("press Ctrl+C")
    robot.asks("press Ctrl+End")
    robot.asks(f"type  {MARKERS['note word']} ")


def test_no_file_of_the_home_holds_a_word(robot, home):
    work(robot)
    seen = {"open": found([home], MARKERS)}
    robot.locks()
    seen["locked"] = found([home], MARKERS)
    robot.asks(f"unlock {PASSPHRASE}")
    robot.orders("press Ctrl+Q")
    robot.waits_for_end()
    seen["closed"] = found([home], MARKERS)

    assert seen == {"open": {}, "locked": {}, "closed": {}}


def test_a_killed_program_leaves_no_word_either(robot, home):
    work(robot)
    os.kill(robot.pid, signal.SIGKILL)

    assert (home / "Records.cdesk" / "records.db-wal").exists()
    assert found([home], MARKERS) == {}


def test_the_look_through_the_home_finds_what_is_left_there(home):
    for number, (what, word) in enumerate(MARKERS.items()):
        (home / "config" / f"left{number}").write_text(f"{what}: {word}", encoding="utf-16-le")

    assert set(found([home], MARKERS)) == set(MARKERS)


def test_the_title_says_nothing_of_who_is_open(working):
    assert working.asks("title") == "Counselor Desk"


def test_no_socket_of_the_program_leads_to_the_network(working):
    own = {link for link in _links(working.pid) if link.startswith("socket:")}
    network = {f"socket:[{inode}]" for inode in _network_sockets(working.pid)}

    assert own & network == set()


def test_a_crash_would_leave_no_image_of_the_memory(working):
    limits = Path(f"/proc/{working.pid}/limits").read_text(encoding="ascii")
    (line,) = (one for one in limits.splitlines() if one.startswith("Max core file size"))

    assert line.split()[4] == "0"


def _links(pid: int) -> Iterator[str]:
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        yield str(descriptor.readlink())


def _network_sockets(pid: int) -> Iterator[str]:
    """Every connection that this computer has, by its number."""
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        table = Path(f"/proc/{pid}/net/{kind}")
        if table.exists():
            yield from (line.split()[9] for line in table.read_text().splitlines()[1:])
