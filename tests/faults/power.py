"""What a disk may hold after the power went: states rebuilt from a record of every write.

A child runs under strace. What it wrote and had not yet forced to the disk may be lost, kept, or
kept in part, sector by sector; a file that was renamed and not forced may be back under its old
name. Names change in the order in which they were changed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.scripted import ROOT

SECTOR = 512
WAYS = ("nothing", "names", "some", "torn", "everything")
"""What of the unforced changes is on the disk: nothing, only names, some, parts of some, all."""

_CALLS = "openat,pwrite64,write,lseek,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat2"
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_BEGUN = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_ENDED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_STANDARD_OUTPUT = 1


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: its name, its arguments as text, its strings as bytes, its result."""

    name: str
    arguments: str
    strings: tuple[bytes, ...]
    result: int

    @property
    def handle(self) -> int:
        """The first argument, where it is an open file."""
        return int(self.arguments.split(",", 1)[0])

    @property
    def last(self) -> int:
        """The last argument, where it is a number."""
        return int(self.arguments.rsplit(",", 1)[1])


def record(arguments: Sequence[str], trace: Path) -> list[Call]:
    """Run a child of the fault tests under strace; what it asked of the system."""
    tracer = ["strace", "-f", "-xx", "-s", "100000", "-e", f"trace={_CALLS}", "-o", str(trace)]
    child = [sys.executable, "-m", "tests.faults.scripted", *arguments]
    subprocess.run([*tracer, *child], cwd=ROOT, check=True, capture_output=True)
    with trace.open(encoding="ascii") as lines:
        return [call for line in _joined(lines) if (call := _parsed(line)) is not None]


def _joined(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a trace; a call that another thread interrupted is one line again."""
    begun: dict[str, str] = {}
    for line in lines:
        if found := _BEGUN.match(line):
            begun[found[1]] = found[0].removesuffix(" <unfinished ...>")
        elif found := _ENDED.match(line):
            yield begun.pop(found[1], "") + found[2]
        else:
            yield line


def _parsed(line: str) -> Call | None:
    found = _CALL.match(line)
    if found is None or int(found[4]) < 0:
        return None
    strings = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _HEX.findall(found[3]))
    return Call(found[2], _HEX.sub("", found[3]), strings, int(found[4]))


@dataclass(slots=True)
class File:
    """What of a file is on the disk for certain, and what was changed since."""

    forced: bytearray = field(default_factory=bytearray)
    changes: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes written there), or (size, None) where it was cut."""

    def force(self) -> None:
        """All that was changed is on the disk for certain."""
        for change in self.changes:
            _apply(self.forced, *change)
        self.changes.clear()

    def after(self, way: str, chance: Random) -> bytes:
        """The bytes that the disk may hold."""
        content = bytearray(self.forced)
        for offset, data in self.changes:
            if way in {"nothing", "names"}:
                continue
            if way == "torn" and data is not None:
                for start in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(content, offset + start, data[start : start + SECTOR])
            elif way == "everything" or chance.random() < 0.5:
                _apply(content, offset, data)
        return bytes(content)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


@dataclass(slots=True)
class Disk:
    """The files of one folder while a child works on it."""

    folder: Path
    names: dict[Path, File]
    forced_names: dict[Path, File]
    name_changes: list[tuple[Path, File | None]] = field(default_factory=list)
    handles: dict[int, File | None] = field(default_factory=dict)
    """Open files of the folder; None for the folder itself."""
    places: dict[int, int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A folder as it lies on the disk."""
        names = {path: File(bytearray(path.read_bytes())) for path in _files(folder)}
        return cls(folder, names, dict(names))

    def take(self, call: Call) -> None:
        """Let one call change the files."""
        match call.name:
            case "openat":
                self._open(call)
            case "pwrite64" | "write" | "lseek" | "ftruncate":
                self._change(call)
            case "fsync" | "fdatasync" if call.handle in self.handles:
                self._force(self.handles[call.handle])
            case "unlink" | "unlinkat":
                self._rename(_path(call, 0), None)
            case "rename" | "renameat2":
                old, new = _path(call, 0), _path(call, 1)
                if self._is_ours(old):
                    file = self.names[old]
                    self._rename(old, None)
                    self._rename(new, file)

    def after(self, way: str, chance: Random) -> dict[Path, bytes]:
        """The files that may be found when the power is back."""
        if way == "nothing":
            kept = 0
        elif way in {"names", "everything"}:
            kept = len(self.name_changes)
        else:
            kept = chance.randint(0, len(self.name_changes))
        names = dict(self.forced_names)
        for path, file in self.name_changes[:kept]:
            _set_name(names, path, file)
        return {path: file.after(way, chance) for path, file in names.items()}

    def _open(self, call: Call) -> None:
        path = _path(call, 0)
        self.handles.pop(call.result, None)
        if path == self.folder:
            self.handles[call.result] = None
        elif self._is_ours(path):
            if path not in self.names:
                self._rename(path, File())
            self.handles[call.result] = self.names[path]
            self.places[call.result] = 0
            if "O_TRUNC" in call.arguments:
                self.names[path].changes.append((0, None))

    def _change(self, call: Call) -> None:
        handle = call.handle
        if call.name == "write" and handle == _STANDARD_OUTPUT:
            self.said += call.strings[0].decode().split()
        file = self.handles.get(handle)
        if file is None:
            return
        if call.name == "lseek":
            self.places[handle] = call.result
        elif call.name == "ftruncate":
            file.changes.append((call.last, None))
        elif call.name == "pwrite64":
            file.changes.append((call.last, call.strings[0][: call.result]))
        else:
            file.changes.append((self.places[handle], call.strings[0][: call.result]))
            self.places[handle] += call.result

    def _force(self, file: File | None) -> None:
        if file is not None:
            file.force()
        else:
            self.forced_names = dict(self.names)
            self.name_changes.clear()

    def _rename(self, path: Path, file: File | None) -> None:
        if self._is_ours(path):
            _set_name(self.names, path, file)
            self.name_changes.append((path, file))

    def _is_ours(self, path: Path) -> bool:
        # What is in -shm is made anew from the other files whenever they are opened.
        return path.parent == self.folder and not path.name.endswith("-shm")


def _set_name(names: dict[Path, File], path: Path, file: File | None) -> None:
    names.pop(path, None)
    if file is not None:
        names[path] = file


def _path(call: Call, number: int) -> Path:
    return Path(call.strings[number].decode())


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file() and path.suffix != ".db-shm"]


@dataclass(frozen=True, slots=True)
class State:
    """What may be found after the power went at one moment, and what had been said by then."""

    files: dict[Path, bytes]
    said: tuple[str, ...]

    def lay_out(self, folder: Path) -> None:
        """Make a folder that holds these files."""
        folder.mkdir(mode=0o700)
        for path, content in self.files.items():
            (folder / path.name).write_bytes(content)


def states(disk: Disk, calls: Sequence[Call], moments: int, chance: Random) -> Iterator[State]:
    """Let the power go after some of the calls that change something, in every way each time.

    The last of them is always among them.
    """
    changing = [n for n, call in enumerate(calls) if call.name not in {"lseek", "openat"}]
    chosen = set(chance.sample(changing, min(moments, len(changing)))) | {changing[-1]}
    for number, call in enumerate(calls):
        disk.take(call)
        if number in chosen:
            for way in WAYS:
                yield State(disk.after(way, chance), tuple(disk.said))
