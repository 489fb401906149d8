"""After the lock the memory of the process holds no key, no passphrase and no word of a note."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counselor_desk.services import clients, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import costs
from tests.desks import PASSPHRASE, PROGRAM, ZONE
from tests.journeys.robots import RobotLine

NAME = "Quirinsson"
WORD = "wintergreenquartz"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
    pytest.mark.skipif(
        hasattr(os, "geteuid")
        and os.geteuid() != 0
        and Path("/proc/sys/kernel/yama/ptrace_scope").exists()
        and Path("/proc/sys/kernel/yama/ptrace_scope").read_text().strip() not in {"0", "1"},
        reason="this kernel lets nobody look into a process",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with one client."""
    folder = tmp_path_factory.mktemp("memory") / "Records.cdesk"
    desk, _ = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    clients.add(desk, NewClient(given_name="Ada", family_name=NAME, admitted_on=date(2026, 2, 9)))
    stores.lock(desk)
    return folder


@pytest.fixture(scope="module")
def secrets(store: Path) -> dict[str, list[bytes]]:
    """What must not be found, in the forms it may lie in memory."""
    desk = stores.unlock(store, PASSPHRASE, config_dir=None, zone=ZONE)
    root = bytes(desk.vault._root._root)
    key = bytes(desk.vault._root.database_key(desk.vault.key_document.key_epoch))
    stores.lock(desk)
    return {
        "root key": [root, root.hex().encode()],
        "database key": [key, key.hex().encode(), key.hex().upper().encode()],
        "passphrase": _texts(PASSPHRASE),
        "name": _texts(NAME),
        "note": _texts(WORD),
    }


def _texts(words: str) -> list[bytes]:
    return [words.encode(), words.encode("utf-16-le"), words.encode("utf-32-le")]


@pytest.fixture
def writing(store: Path) -> Iterator[RobotLine]:
    """The whole program, with a note open in which the word stands."""
    line = RobotLine(store, os.environ)
    line.asks(f"unlock {PASSPHRASE}")
    for order in ("press Ctrl+2", f"type {NAME}", "press Return", "click New note", "wait Data"):
        line.asks(order)
    line.asks(f"type {WORD} ")
    yield line
    line.ends()


def test_nothing_is_left_in_memory_after_the_lock(writing, secrets, trials):
    trials(1)
    before = writing.memory_holds(secrets)
    pid = writing.locks()
    after = writing.memory_holds(secrets)

    # The look finds them while the store is open. SQLCipher scrambles its own copy of its key, and
    # the passphrase may have been written over by then.
    assert before >= {"root key", "name", "note"}
    assert pid == writing.pid
    assert after == set()


def test_nothing_is_left_in_the_arguments_or_the_environment(writing, secrets):
    writing.locks()
    told = [Path(f"/proc/{writing.pid}/{part}").read_bytes() for part in ("cmdline", "environ")]

    assert [
        what for what, forms in secrets.items() if any(f in t for f in forms for t in told)
    ] == []
