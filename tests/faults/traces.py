"""A record of what a child of the fault tests asked of the system: its calls that change files."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.scripted import ROOT

FOLLOWED = (
    *("openat", "pwrite64", "write", "lseek", "fsync", "fdatasync", "ftruncate"),
    *("unlink", "unlinkat", "rename", "renameat2", "mkdir", "mkdirat", "rmdir"),
)
UNKNOWN = ("sendfile", "copy_file_range", "pwritev", "writev", "link", "linkat", "fallocate")
"""Calls that change files too, and that nobody here knows how to follow."""

_MOST_BYTES = 8_000_000
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<.*)?$")
_BEGUN = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_ENDED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_PLACE = re.compile(r"<([^>]*)>(\(deleted\))?")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: who asked, its arguments as text, its strings as bytes, its result.

    `places` are the files and folders that its open handles stand for; None for one that has no
    name any more.
    """

    process: int
    name: str
    arguments: str
    strings: tuple[bytes, ...]
    places: tuple[Path | None, ...]
    result: int

    @property
    def handle(self) -> int:
        """The first argument, where it is an open file."""
        return int(self.arguments.split(",", 1)[0])

    @property
    def last(self) -> int:
        """The last argument, where it is a number."""
        return int(self.arguments.rsplit(",", 1)[1])

    @property
    def opened(self) -> Path | None:
        """What the first argument stands for, where it is an open file or folder."""
        return self.places[0] if self.places else None

    def path(self, number: int = 0) -> Path:
        """A name among the arguments, from the folder beside it if it does not stand alone."""
        folder = self.places[number] if number < len(self.places) else None
        return (folder or Path()) / self.strings[number].decode()


def record(child: Sequence[str], trace: Path) -> list[Call]:
    """Run a child, a module of the fault tests with its arguments, under strace.

    Raises:
        ValueError: a call was made that is not followed here, or one was longer than is kept.
    """
    calls = ",".join((*FOLLOWED, *UNKNOWN))
    tracer = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-y",
        "-xx",
        "-s",
        str(_MOST_BYTES),
        "-e",
        f"trace={calls}",
    ]
    subprocess.run(
        [*tracer, "-o", str(trace), sys.executable, "-m", *child],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with trace.open(encoding="ascii") as lines:
        return [call for line in joined(lines) if (call := _parsed(line)) is not None]


def joined(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a trace; a call that another thread interrupted is one line again.

    A call without an end comes last.
    """
    begun: dict[str, str] = {}
    for line in lines:
        if found := _BEGUN.match(line):
            begun[found[1]] = found[0].removesuffix(" <unfinished ...>")
        elif found := _ENDED.match(line):
            yield begun.pop(found[1], "") + found[2]
        else:
            yield line.rstrip("\n")
    yield from begun.values()  # of a program that was ended meanwhile


def _parsed(line: str) -> Call | None:
    found = _CALL.match(line)
    if found is None or int(found[4]) < 0:
        return None
    strings = tuple(_bytes(text) for text in _TEXT.findall(found[3]))
    places = tuple(
        Path(_bytes(place).decode()) if place.startswith("\\x") and not is_gone else None
        for place, is_gone in _PLACE.findall(found[3])
    )
    arguments = _PLACE.sub("", _TEXT.sub("", found[3]))
    call = Call(int(found[1]), found[2], arguments, strings, places, int(found[4]))
    if call.name in {"write", "pwrite64"} and len(strings[0]) < call.result:
        raise ValueError(f"only {len(strings[0])} of {call.result} bytes are in the trace")
    return call


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
