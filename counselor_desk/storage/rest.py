"""The records file at rest: its fingerprint, which tells whether anything else changed it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counselor_desk.storage import folder as folders

if TYPE_CHECKING:
    from pathlib import Path


def fingerprint(folder: Path) -> str:
    """SHA-256 of `records.db` in hex; empty while some of the records lie in their log.

    It is empty too where the file cannot be read. It is taken of the encrypted bytes, so it needs
    no key.
    """
    records = folder / folders.RECORDS
    try:
        if _log_bytes(folder):
            return ""
        with records.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def is_left_alone(folder: Path) -> bool:
    """Whether nobody has the records open: who closes them last takes their log away."""
    return not (folder / folders.RECORDS_LOG).exists()


@contextmanager
def taking(folder: Path) -> Iterator[Callable[[], str]]:
    """Take the fingerprint on another thread, while the block derives a key.

    What the block gets waits for it. Afterwards the file is not being read any more.
    """
    found: list[str] = []
    is_done = threading.Event()

    def take() -> None:
        try:
            found.append(fingerprint(folder))
        finally:
            is_done.set()

    def taken() -> str:
        is_done.wait()
        return found[0] if found else ""

    # An event, no join: a thread of Qt that joins another leaves a stand-in among Python's own.
    threading.Thread(target=take, daemon=True).start()
    try:
        yield taken
    finally:
        is_done.wait()


def _log_bytes(folder: Path) -> int:
    try:
        return (folder / folders.RECORDS_LOG).stat().st_size
    except FileNotFoundError:
        return 0
