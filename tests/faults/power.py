"""What a disk may hold after the power went: states rebuilt from a record of every write.

What a child wrote and had not yet forced to the disk may be lost, kept, or kept in part, sector by
sector; a file or folder that was made, renamed or removed may be back as it was before, where the
folder it lies in was not forced. Names change in the order in which they were changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.traces import UNKNOWN, Call

SECTOR = 512
WAYS = ("nothing", "names", "some", "torn", "everything")
"""What of the unforced changes is on the disk: nothing, only names, some, parts of some, all."""

WRITES = {"pwrite64", "write"}
CHANGING = {
    *WRITES,
    *("ftruncate", "fsync", "fdatasync"),
    *("unlink", "unlinkat", "rename", "renameat2", "mkdir", "mkdirat", "rmdir"),
}
_STANDARD_OUTPUT = 1


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True, eq=False)
class Folder:
    """The names in a folder, now and on the disk for certain."""

    names: dict[str, Node] = field(default_factory=dict)
    forced: dict[str, Node] = field(default_factory=dict)


Node = File | Folder
Renaming = tuple[tuple[Folder, str, Node | None], ...]
"""What happens to names at once: in a folder, this name now stands for this, or for nothing."""


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _set_name(names: dict[str, Node], name: str, node: Node | None) -> None:
    names.pop(name, None)
    if node is not None:
        names[name] = node


@dataclass(slots=True)
class Disk:
    """All files under one folder while a child works there; see `State` for what may be left."""

    place: Path
    root: Folder
    renamings: list[Renaming] = field(default_factory=list)
    """Changes of names that are not on the disk for certain."""
    positions: dict[tuple[int, Path], int] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    speaker: int = 0

    @classmethod
    def of(cls, place: Path) -> Disk:
        """A folder as it lies on the disk."""
        return cls(place, _tree(place))

    def take(self, call: Call) -> None:
        """Let one call change the files.

        Raises:
            ValueError: it cannot be followed.
        """
        self.speaker = self.speaker or call.process
        match call.name:
            case "openat":
                self._open(call)
            case "pwrite64" | "write" | "lseek" | "ftruncate":
                self._change(call)
            case "fsync" | "fdatasync":
                self._force(self._node(call.opened))
            case "unlink" | "unlinkat" | "rmdir":
                self._name((call.path(), None))
            case "mkdir" | "mkdirat":
                self._name((call.path(), Folder()))
            case "rename" | "renameat2":
                old, new = call.path(0), call.path(1)
                self._name((old, None), (new, self._node(old)))
            case name if name in UNKNOWN and any(map(self._is_ours, call.places)):
                raise ValueError(f"{name} is not followed")

    def after(self, way: str, chance: Random) -> dict[Path, bytes | None]:
        """The files that may be found when the power is back; None for each folder."""
        if way == "nothing":
            kept = 0
        elif way in {"names", "everything"}:
            kept = len(self.renamings)
        else:
            kept = chance.randint(0, len(self.renamings))
        seen: dict[Folder, dict[str, Node]] = {}
        for renaming in self.renamings[:kept]:
            for folder, name, node in renaming:
                _set_name(seen.setdefault(folder, dict(folder.forced)), name, node)

        def walk(folder: Folder, path: Path) -> Iterator[tuple[Path, bytes | None]]:
            for name, node in seen.get(folder, folder.forced).items():
                if isinstance(node, File):
                    yield path / name, node.after(way, chance)
                else:
                    yield path / name, None
                    yield from walk(node, path / name)

        return dict(walk(self.root, Path()))

    def _open(self, call: Call) -> None:
        path = call.path()
        if not self._is_ours(path):
            return
        node = self._node(path)
        if node is None:
            node = File()
            self._name((path, node))
        if isinstance(node, File):
            self.positions[call.result, path] = 0
            if "O_TRUNC" in call.arguments:
                node.changes.append((0, None))

    def _change(self, call: Call) -> None:
        if call.name == "write" and call.handle == _STANDARD_OUTPUT:
            if call.process == self.speaker:
                self.said += call.strings[0].decode().split()
            return
        file = self._node(call.opened)
        if not isinstance(file, File) or call.opened is None:
            return
        at = (call.handle, call.opened)
        if call.name == "lseek":
            self.positions[at] = call.result
        elif call.name == "ftruncate":
            file.changes.append((call.last, None))
        elif call.name == "pwrite64":
            file.changes.append((call.last, call.strings[0][: call.result]))
        else:
            file.changes.append((self.positions[at], call.strings[0][: call.result]))
            self.positions[at] += call.result

    def _force(self, node: Node | None) -> None:
        if isinstance(node, File):
            node.force()
        elif node is not None:
            forced = [one for one in self.renamings if any(step[0] is node for step in one)]
            for folder, name, named in (step for one in forced for step in one):
                _set_name(folder.forced, name, named)
            self.renamings = [one for one in self.renamings if one not in forced]

    def _name(self, *changes: tuple[Path, Node | None]) -> None:
        """Let names stand for something else, all at once; those of other places do not matter."""
        steps: list[tuple[Folder, str, Node | None]] = []
        for path, node in changes:
            folder = self._node(path.parent) if self._is_ours(path) else None
            if isinstance(folder, Folder):
                _set_name(folder.names, path.name, node)
                steps.append((folder, path.name, node))
        if steps:
            self.renamings.append(tuple(steps))

    def _node(self, path: Path | None) -> Node | None:
        if path is None or not path.is_relative_to(self.place):
            return None
        found: Node | None = self.root
        for name in path.relative_to(self.place).parts:
            found = found.names.get(name) if isinstance(found, Folder) else None
        return found

    def _is_ours(self, path: Path | None) -> bool:
        # What is in -shm is made anew from the other files whenever they are opened.
        is_here = path is not None and path.is_relative_to(self.place)
        return is_here and path != self.place and not str(path).endswith("-shm")


def _tree(place: Path) -> Folder:
    nodes: dict[str, Node] = {}
    for path in place.iterdir():
        if path.is_dir():
            nodes[path.name] = _tree(path)
        elif not path.name.endswith("-shm"):
            nodes[path.name] = File(bytearray(path.read_bytes()))
    return Folder(nodes, dict(nodes))


@dataclass(frozen=True, slots=True)
class State:
    """What may be found after the power went at one moment, and what had been said by then."""

    files: dict[Path, bytes | None]
    said: tuple[str, ...]

    def lay_out(self, place: Path) -> None:
        """Make a folder that holds these files."""
        place.mkdir(mode=0o700)
        for path, content in self.files.items():
            if content is None:
                (place / path).mkdir(mode=0o700)
            else:
                (place / path).write_bytes(content)

    @property
    def mark(self) -> bytes:
        """The same for two states that are the same."""
        told = hashlib.blake2b("\n".join(self.said).encode())
        for path in sorted(self.files):
            told.update(f"\n{path} ".encode())
            told.update(hashlib.blake2b(self.files[path] or b"").digest())
        return told.digest()


def states(disk: Disk, calls: Sequence[Call], moments: int, chance: Random) -> Iterator[State]:
    """Let the power go after some of the calls that change something, in every way each time.

    The last of them is always among them, and half of the others force something or change a name.
    A state that came before is passed over.
    """
    changing = [n for n, call in enumerate(calls) if call.name in CHANGING]
    turning = [n for n in changing if calls[n].name not in WRITES]
    chosen = set(chance.sample(turning, min(moments // 2, len(turning)))) | {changing[-1]}
    rest = [n for n in changing if n not in chosen]
    chosen |= set(chance.sample(rest, min(moments - moments // 2, len(rest))))
    seen: set[bytes] = set()
    for number, call in enumerate(calls):
        disk.take(call)
        if number in chosen:
            for way in WAYS:
                state = State(disk.after(way, chance), tuple(disk.said))
                if state.mark not in seen:
                    seen.add(state.mark)
                    yield state
