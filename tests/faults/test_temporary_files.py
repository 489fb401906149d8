"""Sorting much leaves nothing in clear in a temporary file, not even in one without a name."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest

from counselor_desk.storage import connection as connections
from tests.faults import scripted
from tests.traces import forms

WORD = "wintergreenquartz"
ROWS = 40_000
SORT = """
WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)
SELECT ? || n || hex(zeroblob(600)) AS words FROM counted ORDER BY words DESC
"""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="/proc shows the open files of Linux only"
)


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A closed store; what SQLite puts aside would go into a folder of this test."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    return scripted.make_store(tmp_path / "Records.cdesk")


def leaks(folder: Path) -> tuple[int, bool]:
    """Sort more than fits the cache: how many files it opened, and whether the word is in one."""
    with scripted.opened(folder) as desk:
        key = desk.vault._root.database_key(desk.vault.key_document.key_epoch)
    raw = connections.open_connection(folder / "records.db", key)
    with contextlib.closing(raw):
        connections.guard(raw)
        before = set(open_files())
        cursor = raw.execute(SORT, (ROWS, WORD))
        cursor.fetchone()
        opened = [path for path in open_files() if path not in before]
        seen = any(form in Path(path).read_bytes() for path in opened for form in forms(WORD))
        cursor.close()
    return len(opened), seen


def open_files() -> list[str]:
    """The files that this process has open, also those that have no name any more."""
    found = []
    for handle in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names of handles, no paths
        path = f"/proc/self/fd/{handle}"
        with contextlib.suppress(OSError):
            if os.path.isfile(path):  # noqa: PTH113 - asks the file behind the handle
                found.append(path)
    return found


def test_a_large_sort_opens_no_temporary_file(store, tmp_path):
    assert leaks(store) == (0, False)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_temporary_files_on_the_disk_would_hold_the_words_in_clear(store, monkeypatch):
    """The negative control: temp_store=FILE."""
    kept = tuple(one for one in connections.HARDENING if one[0] != "temp_store")
    monkeypatch.setattr(connections, "HARDENING", (*kept, ("temp_store", "FILE", 1)))

    opened, seen = leaks(store)

    assert opened
    assert seen
