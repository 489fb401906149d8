"""Tells the robot in a process of its own what to do, and looks into that process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240.0


class RobotError(AssertionError):
    """The program said something else, or nothing."""


class RobotLine:
    """A line to the whole program, which goes on across its locks."""

    def __init__(self, store: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.locking_robot", str(store)],
            cwd=ROOT,
            env={**environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._told: list[str] = []
        self._begun = monotonic()
        self._give_up = threading.Timer(PATIENCE_S, self._process.kill)
        self._give_up.start()
        self.pid = self._process.pid
        self.waits_for("ready")

    def asks(self, order: str) -> object:
        """Give an order and wait until it is done; returns the answer."""
        self.orders(order)
        return self.waits_for("done")

    def orders(self, order: str) -> None:
        """Give an order."""
        self._told.append(order.partition(" ")[0])
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()

    def waits_for(self, word: str) -> object:
        """Wait until the program says this; returns what comes with it."""
        for line in self._process.stdout:
            said, _, more = line.partition(" ")
            if said == word:
                return json.loads(more)
            if said == "broke":
                raise RobotError(f"after {self._told}: {json.loads(more)}")
        raise self._end()

    def locks(self) -> int:
        """Press Ctrl+L and wait for the next unlock screen; returns its process id."""
        self.orders("press Ctrl+L")
        return int(self.waits_for("ready"))

    def waits_for_end(self) -> None:
        """Wait until the program has ended by itself."""
        if self._process.wait(PATIENCE_S) != 0:
            raise self._end()

    def ends(self) -> None:
        """End the process this object began."""
        self._give_up.cancel()
        self._process.kill()
        self._process.communicate()

    def _end(self) -> RobotError:
        """How the program ended, and whether it was given up: its code says which signal it was."""
        spoken = self._process.stderr.read()
        return RobotError(
            f"ended with {self._process.wait(PATIENCE_S)} after {monotonic() - self._begun:.0f} s "
            f"(given up after {PATIENCE_S:.0f} s), having been told {self._told}\n{spoken}"
        )

    def memory_holds(self, secrets: Mapping[str, Iterable[bytes]]) -> set[str]:
        """Which of the secrets, in any of their forms, lie in the memory of the process."""
        return held(self.pid, secrets)


def held(pid: int, secrets: Mapping[str, Iterable[bytes]]) -> set[str]:
    """Which of the secrets can be read in the memory of a process."""
    found = set()
    for content in _memory(pid):
        found |= {what for what, forms in secrets.items() if any(form in content for form in forms)}
    return found


def _memory(pid: int) -> Iterable[bytes]:
    """Every readable stretch of memory, one after the other."""
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines():
            span, rights, *_ = line.split()
            first, last = (int(end, 16) for end in span.split("-"))
            if rights.startswith("r"):
                yield _stretch(memory, first, last - first)
    finally:
        os.close(memory)


def _stretch(memory: int, start: int, size: int) -> bytes:
    pieces = []
    while size > 0:
        try:
            piece = os.pread(memory, min(size, 1 << 26), start)
        except OSError:  # such as the clock page of the kernel
            break
        if not piece:
            break
        pieces.append(piece)
        start, size = start + len(piece), size - len(piece)
    return b"".join(pieces)
