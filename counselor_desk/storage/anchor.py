"""The anchor: how far the records had come, kept outside them, so that an older copy is noticed.

Whoever removes the write-ahead log or puts yesterday's folder back leaves records that pass every
check. The anchor lies beside them and in the per-user folder, and no copy of the store replaces
both. It is written after a commit, so the records are never behind it by themselves. The last one
of a store that was closed holds the fingerprint of its records file too, so that single pages of
another day are noticed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from counselor_desk.errors import DeskError
from counselor_desk.records.audit import Act
from counselor_desk.storage import files, key_files
from counselor_desk.storage import folder as folders
from counselor_desk.storage.keys import canonical
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.storage.database import Reader

NAME = folders.ANCHOR
PURPOSE = "cdesk/anchor"
MOST_BYTES = 16 * 1024

_FORMAT = "cdesk-anchor"
_VERSION = 1
_SHORT = 16
_LAST = "SELECT seq, mac FROM audit_seal ORDER BY seq DESC LIMIT 1"
_HEAD_AT = "SELECT mac FROM audit_seal WHERE seq = ?"
_NOTES = "SELECT count(*) FROM note"
_ACCEPTED = "SELECT 1 FROM audit_event WHERE act = ? AND result LIKE ?"


class Head(NamedTuple):
    """The last entry of the log and its link of the chain, in hex; 0 and empty before the first."""

    seq: int
    mac: str

    @property
    def short(self) -> str:
        """Enough of it to tell two chains apart."""
        return self.mac[:_SHORT]


class AtRest(NamedTuple):
    """The records file of a closed store: the schema in it, and its fingerprint.

    An upgrade changes the file without an entry of the log, so only files of one schema compare.
    """

    schema: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """How far the records had come at one moment.

    `at_rest` is the file that was closed then; None while the store is open.
    """

    store_id: str
    key_epoch: int
    head: Head
    notes: int
    at: datetime
    at_rest: AtRest | None = None

    def sealed(self, key: bytes | bytearray) -> bytes:
        """As it lies on the disk, with its HMAC-SHA256 under `key`."""
        fields = self._fields()
        fields["mac"] = _mac(key, fields)
        return canonical(fields) + b"\n"

    def _fields(self) -> dict[str, object]:
        fields: dict[str, object] = {
            "fmt": _FORMAT,
            "v": _VERSION,
            "store": self.store_id,
            "key_epoch": self.key_epoch,
            "seq": self.head.seq,
            "chain_head": self.head.mac,
            "counts": {"notes": self.notes},
            "utc": moment_text(self.at),
        }
        if self.at_rest is not None:
            fields["closed"] = {
                "schema": self.at_rest.schema,
                "sha256": self.at_rest.fingerprint,
            }
        return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    """What an older copy lacks of the newer one that was used here.

    Attributes:
        newer_at: when the newer one was last seen, in UTC.
        entries: how many entries of the log are missing; 0 in a copy that went on by itself.
        notes: how many notes are missing.
        here: the short form of this copy's head.
        newer: the short form of the newer one's.
        is_altered: the log is as it was left, but the file was changed since by something else.
    """

    newer_at: datetime
    entries: int
    notes: int
    here: str
    newer: str
    is_altered: bool = False


class AnchorKeeper:
    """Keeps both copies of the anchor of one open store, and compares them with its records."""

    def __init__(
        self,
        store_id: str,
        key_epoch: int,
        folder: Path,
        config_dir: Path | None,
        derive: Callable[[str], bytearray],
    ) -> None:
        self._store_id = store_id
        self._key_epoch = key_epoch
        self._paths = paths(store_id, folder, config_dir)
        self._derive = derive
        self._kept: Anchor | None = None
        self._written = -1
        self._writing = threading.Lock()

    def rollback(self, reader: Reader, at_rest: AtRest | None = None) -> Rollback | None:
        """What the records lack of what an anchor has seen; None if they lack nothing.

        `at_rest` is the file as it was found before it was opened, if all of the records lay in
        it. An anchor that is missing, damaged or of another store says nothing.
        """
        found = [one for path in self._paths if (one := self._read(path)) is not None]
        for newest in sorted(found, key=lambda one: one.head.seq, reverse=True):
            missing = compare(reader, newest, at_rest)
            if missing is not None:
                return missing
        return None

    def take(self, reader: Reader, at: datetime) -> bytes | None:
        """The anchor of what is committed, ready for `write`; None if the last one still holds."""
        if self.is_current(reader):
            return None
        self._kept = Anchor(
            store_id=self._store_id,
            key_epoch=self._key_epoch,
            head=head_of(reader),
            notes=reader.value(_NOTES),
            at=at,
        )
        return self._sealed(self._kept)

    def is_current(self, reader: Reader) -> bool:
        """Whether the last anchor that was taken tells of all that is committed."""
        return self._kept is not None and self._kept.head == head_of(reader)

    def rest(self, schema: int, fingerprint: str) -> None:
        """Add to the last anchor how the file was left; an empty fingerprint says nothing."""
        if self._kept is not None and fingerprint:
            closed = replace(self._kept, at_rest=AtRest(schema, fingerprint))
            self.write(self._sealed(closed))

    def write(self, sealed: bytes) -> None:
        """Put both copies in place, from any thread; one that cannot be written stays as it is.

        That is no reason to fail: the records themselves are safe.
        """
        seq = json.loads(sealed)["seq"]
        with self._writing:
            if seq < self._written:
                return  # a slow job comes after what was written at the lock
            self._written = seq
            for path in self._paths:
                with suppress(OSError, DeskError):
                    path.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
                    files.write_atomic(path, sealed)

    def _sealed(self, taken: Anchor) -> bytes:
        key = self._derive(PURPOSE)
        try:
            return taken.sealed(key)
        finally:
            key[:] = bytes(len(key))

    def _read(self, path: Path) -> Anchor | None:
        key = self._derive(PURPOSE)
        try:
            with path.open("rb") as file:
                found = parse(file.read(MOST_BYTES + 1), key)
        except OSError:
            return None
        finally:
            key[:] = bytes(len(key))
        return found if found is not None and found.store_id == self._store_id else None


def paths(store_id: str, folder: Path, config_dir: Path | None) -> tuple[Path, ...]:
    """Where the copies of the anchor of a store at this absolute path lie."""
    inside = folder / NAME
    if config_dir is None:
        return (inside,)
    keys = key_files.third_path(store_id, folder, config_dir)
    return inside, keys.with_suffix("").with_suffix(".anchor.json")


def parse(content: bytes, key: bytes | bytearray) -> Anchor | None:
    """The anchor in a file, or None if it is not one that the holder of `key` wrote."""
    if len(content) > MOST_BYTES:
        return None
    try:
        fields = json.loads(content)
        claimed = fields.pop("mac")
        if not hmac.compare_digest(claimed, _mac(key, fields)):
            return None
        # Only the program itself can have written what follows, but perhaps another version.
        closed = fields.get("closed")
        return Anchor(
            store_id=fields["store"],
            key_epoch=fields["key_epoch"],
            head=Head(fields["seq"], fields["chain_head"]),
            notes=fields["counts"]["notes"],
            at=datetime.fromisoformat(fields["utc"]),
            at_rest=None if closed is None else AtRest(closed["schema"], closed["sha256"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def head_of(reader: Reader) -> Head:
    """How far the log has come."""
    row = reader.row(_LAST)
    return Head(0, "") if row is None else Head(row[0], row[1].hex())


def compare(reader: Reader, anchor: Anchor, at_rest: AtRest | None = None) -> Rollback | None:
    """What the records lack of what the anchor has seen; None if they lack nothing.

    They hold the decision of a person to go on with an older copy: an anchor that was given up
    so says nothing any more, wherever a copy of it is left. Whoever opens a store to write adds an
    entry to its log first, so a file with the last entry of the anchor was not opened since.
    """
    here = head_of(reader)
    if here == anchor.head and _differs(at_rest, anchor.at_rest):
        return Rollback(
            newer_at=anchor.at,
            entries=0,
            notes=0,
            here=here.short,
            newer=anchor.head.short,
            is_altered=True,
        )
    if here.seq >= anchor.head.seq and _mac_at(reader, anchor.head.seq) == anchor.head.mac:
        return None
    if reader.value(_ACCEPTED, Act.ACCEPT_OLDER_COPY.value, f"% {anchor.head.short}"):
        return None
    return Rollback(
        newer_at=anchor.at,
        entries=max(0, anchor.head.seq - here.seq),
        notes=max(0, anchor.notes - reader.value(_NOTES)),
        here=here.short,
        newer=anchor.head.short,
    )


def before_rotation(reader: Reader, key_epoch: int, seen_at: datetime) -> Rollback | None:
    """That records are from before a change of all keys that was seen here at `seen_at`.

    No anchor says so: theirs are of the later root key. None once a person accepted them.
    """
    mark = f"keys-{key_epoch}"
    if reader.value(_ACCEPTED, Act.ACCEPT_OLDER_COPY.value, f"% {mark}"):
        return None
    here = head_of(reader).short
    return Rollback(newer_at=seen_at, entries=0, notes=0, here=here, newer=mark)


def _differs(found: AtRest | None, left: AtRest | None) -> bool:
    if found is None or left is None or found.schema != left.schema:
        return False
    return found.fingerprint != left.fingerprint


def _mac_at(reader: Reader, seq: int) -> str:
    mac: bytes | None = reader.value(_HEAD_AT, seq)
    return "" if mac is None else mac.hex()


def _mac(key: bytes | bytearray, fields: dict[str, object]) -> str:
    return hmac.new(key, canonical(fields), hashlib.sha256).hexdigest()
