"""A backup opened with its secret: proved to the last byte before anything is taken from it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    DamagedBackupError,
    DamagedKeysError,
    DiskFullError,
    NewerBackupError,
    UnsoundBackupError,
    WrongBackupSecretError,
    WrongSecretError,
)
from counselor_desk.storage import backup_files, copies, faults, files, keys, migrations
from counselor_desk.storage import connection as connections
from counselor_desk.storage.backup_files import BackupReader
from counselor_desk.storage.costs import BOUNDS, Bounds

if TYPE_CHECKING:
    from pathlib import Path

    from counselor_desk.storage.courses import Course

Secret = str | tuple[str, ...]
"""A passphrase, or the twelve recovery words."""

_SPARE_BYTES = 16 << 20


class OpenedBackup:
    """A backup whose secret was right. Its header is believed only after `authenticate`."""

    def __init__(self, reader: BackupReader, root: keys.RootKey) -> None:
        self.header = reader.header
        self.root = root
        self._reader = reader

    def authenticate(self, course: Course) -> None:
        """Compare the seal with every byte. Counts the size of the records.

        Raises:
            DamagedBackupError, UnreadableBackupError, StoppedError
        """
        with _wiped(self.root.derive(backup_files.PURPOSE)) as key:
            self._reader.authenticate(key, course)

    def extract(self, records: Path, course: Course) -> copies.Facts:
        """Prove the whole backup, then write its records to a new file, verify and count them.

        Counts three times the size of the records.

        Raises:
            DamagedBackupError: a byte is not as it was written, or the records are not sound or
                not those that the header tells of.
            NewerBackupError: their schema is newer than this program's.
            DeskError: full or failing disk.
        """
        self.authenticate(course)
        if self.header.schema > migrations.SCHEMA_VERSION:
            raise NewerBackupError
        self._require_room(records.parent)
        connections.create_file(records)
        try:
            self._write(records, course)
            with _wiped(self.records_key()) as key:
                facts = copies.verify(records, key, course)
        except UnsoundBackupError as error:
            raise DamagedBackupError(error.finding) from error
        except OSError as error:
            raise faults.explain_file(error, records) from error
        if self._as_told(facts) != self._told():
            raise DamagedBackupError("its counts")
        return facts

    def records_key(self) -> bytearray:
        """The key of the records; the caller wipes it."""
        return self.root.database_key(self.header.keys.key_epoch)

    def _write(self, records: Path, course: Course) -> None:
        with _wiped(self.root.derive(backup_files.PURPOSE)) as key, records.open("wb") as file:
            for chunk in self._reader.records(key, course):
                file.write(chunk)
            file.flush()
            files.force_to_disk(file.fileno())

    def _as_told(self, facts: copies.Facts) -> copies.Facts:
        # An older program counted rows alone, not the dialogs that lie in one.
        told = self.header.counts
        counts = {
            n: many for n, many in facts.counts.items() if n != copies.UNFINISHED or n in told
        }
        return replace(facts, counts=counts)

    def _told(self) -> copies.Facts:
        header = self.header
        return copies.Facts(
            store_id=header.store_id,
            schema=header.schema,
            seq=header.seq,
            chain_head=header.chain_head,
            counts=header.counts,
        )

    def _require_room(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # then writing will tell
            if shutil.disk_usage(folder).free < self.header.records_bytes + _SPARE_BYTES:
                raise DiskFullError(str(folder))


@contextlib.contextmanager
def opened(path: Path, secret: Secret, bounds: Bounds = BOUNDS) -> Iterator[OpenedBackup]:
    """Open a backup with its passphrase or its recovery words; the key is wiped afterwards.

    Raises:
        WrongBackupSecretError: the secret does not open it.
        DamagedBackupError: it is no backup, or its header is not as it was written.
        NewerBackupError: a newer version of the program made it.
        UnreadableBackupError: the system does not let it be read.
    """
    with BackupReader(path, bounds) as reader:
        root = _unlock(reader.header.keys, secret)
        try:
            yield OpenedBackup(reader, root)
        finally:
            root.wipe()


def _unlock(document: keys.KeyDocument, secret: Secret) -> keys.RootKey:
    kind: keys.Kind = "passphrase" if isinstance(secret, str) else "recovery"
    text = secret if isinstance(secret, str) else keys.joined(secret)
    try:
        return document.unlock(kind, text)
    except WrongSecretError as error:
        raise WrongBackupSecretError(kind) from error
    except DamagedKeysError as error:
        raise DamagedBackupError("its keys") from error


@contextlib.contextmanager
def _wiped(key: bytearray) -> Iterator[bytearray]:
    try:
        yield key
    finally:
        key[:] = bytes(len(key))
