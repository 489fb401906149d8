"""A closed store, damaged perhaps: what of it can be read, without changing anything."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from counselor_desk.errors import DeskError
from counselor_desk.storage import connection as connections
from counselor_desk.storage import faults, key_files, keys
from counselor_desk.storage import folder as folders
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.database import Reader
from counselor_desk.storage.locks import FolderLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from counselor_desk.storage.store_keys import StoreKeys


class DamagedStore:
    """The encrypted records of a store whose root key is known, and nothing more.

    `keys` are the store's own, for seals and log; None where they cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        document: keys.KeyDocument,
        root: keys.RootKey,
        *,
        config_dir: Path | None,
        bounds: Bounds,
    ) -> None:
        self.folder = folder
        self.store_id = document.store_id
        self._document = document
        self._root = root
        self._config_dir = config_dir
        self._bounds = bounds
        self.keys = self._own_keys()

    def verify_keys(self) -> None:
        """Compare every copy of the key file.

        Raises:
            KeyCopyError: names a copy that is not genuine or not the one in force.
        """
        key_files.verify(self._document, self._root, self.folder, self._config_dir, self._bounds)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read from a fresh connection, which can write nothing.

        Raises:
            DeskError: what was asked for lies on a damaged page.
        """
        key = self._root.database_key(self._document.key_epoch)
        try:
            connection = connections.open_to_examine(self.folder / folders.RECORDS, key)
        finally:
            key[:] = bytes(len(key))
        try:
            with faults.explained():
                yield Reader(connection)
        finally:
            connection.close()

    @property
    def page_count(self) -> int:
        """How many encrypted pages the records file has, a torn last one too."""
        return -(-(self.folder / folders.RECORDS).stat().st_size // connections.PAGE_BYTES)

    def _own_keys(self) -> StoreKeys | None:
        with suppress(DeskError), self.reading() as reader:
            return own_keys.read(reader.rows(own_keys.SELECT))
        return None


@contextmanager
def opened(
    folder: Path,
    secret: str | tuple[str, ...],
    *,
    config_dir: Path | None,
    bounds: Bounds = BOUNDS,
) -> Iterator[DamagedStore]:
    """The store in a folder, held against other processes; its key is wiped afterwards.

    Its secret is a passphrase, or the twelve recovery words as a tuple.

    Raises:
        WrongSecretError: the secret does not match.
        StoreInUseError: another process has it open.
        KeyFileError: the key file cannot be used.
    """
    folder = folder.absolute()
    if folders.is_practice(folder):
        config_dir = None
    lock = FolderLock.take(folder / folders.LOCK)
    try:
        copies = key_files.read_copies(folder, config_dir, bounds)
        if isinstance(secret, str):
            document, root = key_files.unlock(copies, "passphrase", secret)
        else:
            document, root = key_files.unlock(copies, "recovery", keys.joined(secret))
        try:
            yield DamagedStore(folder, document, root, config_dir=config_dir, bounds=bounds)
        finally:
            root.wipe()
    finally:
        lock.release()
