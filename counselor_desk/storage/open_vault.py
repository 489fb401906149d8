"""An open store: its connections, its keys, its anchor, and how it is closed."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    BusyStoreError,
    DeskError,
    LookedAtError,
    OlderCopyError,
    WrongCipherError,
)
from counselor_desk.storage import (
    anchor,
    costs,
    key_files,
    keys,
    migrations,
    own_records,
    passphrases,
    rest,
    switching,
)
from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.anchor import AnchorKeeper, AtRest, Rollback
from counselor_desk.storage.costs import Bounds, Cost
from counselor_desk.storage.database import Database, Reader
from counselor_desk.storage.locks import FolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection


class Vault:
    """An open store. It holds the root key, and keeps every other process out.

    Closing wipes the key as far as Python can; only the end of the process removes every copy.
    """

    def __init__(
        self,
        folder: Path,
        connection: Connection,
        *,
        document: keys.KeyDocument,
        root: keys.RootKey,
        lock: FolderLock,
        config_dir: Path | None,
        bounds: Bounds,
        at_rest: AtRest | None = None,
    ) -> None:
        self.folder = folder
        self.store_id = document.store_id
        self.label = folders.label_of(folder)
        self.is_practice = folders.is_practice(folder)
        self.looked_at = folders.looked_at(folder)
        """Set where this is a backup that is only looked at."""
        self.database = Database(connection, keys=own_keys.load(connection))
        self.rollback: Rollback | None = None
        self.migrated_from: int | None = None
        self.repaired_keys: tuple[str, ...] = ()
        """Copies of the key file that were brought back when the store was opened."""
        self._connection = connection
        self._document = document
        self._root = root
        self._lock = lock
        self._config_dir = config_dir
        self._bounds = bounds
        self._anchors = AnchorKeeper(
            document.store_id, document.key_epoch, folder, config_dir, root.derive
        )
        self._adopting = threading.Lock()
        self._held: Connection | None = None
        self._wrong_cipher = ""
        self.backing_up = threading.Lock()
        """Held while a backup is made: two at once would take each other's unfinished files."""
        self._is_open = True
        self._compare_with_anchor(at_rest)

    def connect(self) -> Database:
        """A connection of its own for work outside the GUI thread; the caller closes it.

        Raises:
            DeskError: the records are damaged or cannot be reached.
        """
        connection = own_records.open_under(self.folder, self._root, self._document)
        connections.guard(connection)
        database = Database(connection, keys=self.database.keys)
        database.refuse_writing(self._refusal())
        return database

    @contextlib.contextmanager
    def kept_busy(self, reason: Callable[[], DeskError]) -> Iterator[None]:
        """While a job writes for seconds, let the window's connection hear why at once.

        Without it, each try to save would stop the window for the whole busy timeout.
        """
        self.database.refuse_writing(reason)
        try:
            yield
        finally:
            self.database.refuse_writing(self._refusal())

    @property
    def is_read_only(self) -> bool:
        """Whether nothing may be written.

        In a backup to look at, in an undecided older copy, and where a cipher was found wrong.
        """
        return bool(self.looked_at or self.rollback or self._wrong_cipher)

    def stop_writing(self, algorithm: str) -> None:
        """Let nothing be written any more: this computer computes `algorithm` wrongly."""
        self._wrong_cipher = algorithm
        self.database.refuse_writing(self._refusal())

    def keep_anchor(self, at: datetime) -> None:
        """Note outside the records how far they have come, if that changed.

        It never fails: the records themselves are safe without it.
        """
        sealed = self.take_anchor(at)
        if sealed is not None:
            self.write_anchor(sealed)

    def take_anchor(self, at: datetime) -> bytes | None:
        """What `write_anchor` is to keep, or None if there is nothing new that is committed."""
        if self.is_read_only or self.database.is_writing:
            return None
        with self.database.read() as reader:
            return self._anchors.take(reader, at)

    def write_anchor(self, sealed: bytes) -> None:
        """Force an anchor to the disk, which may take long; any thread may do it."""
        self._anchors.write(sealed)

    @contextlib.contextmanager
    def accepting_rollback(self) -> Iterator[Rollback]:
        """Let the block write that this older copy is the store from now on; then all may write.

        If the block fails, nothing may be written still.

        Raises:
            WrongCipherError: this computer computes wrongly.
        """
        if self.rollback is None:
            raise RuntimeError("this is no older copy")
        if self._wrong_cipher:
            raise WrongCipherError(self._wrong_cipher)
        self.database.refuse_writing(None)
        with contextlib.ExitStack() as undo:
            undo.callback(self.database.refuse_writing, self._older_copy)
            yield self.rollback
            undo.pop_all()
        self.rollback = None

    def anchored_rollback(self, reader: Reader) -> Rollback | None:
        """What the records lack of what their anchor has seen, compared anew.

        That the file was changed while it was closed is as it was found at the opening.
        """
        is_altered = self.rollback is not None and self.rollback.is_altered
        return self._anchors.rollback(reader) or (self.rollback if is_altered else None)

    def _compare_with_anchor(self, at_rest: AtRest | None) -> None:
        with self.database.read() as reader:
            self.rollback = self._anchors.rollback(reader, at_rest)
        if self.rollback is not None:
            folders.keep_log_aside(self.folder)
        self.database.refuse_writing(self._refusal())

    def _refusal(self) -> Callable[[], DeskError] | None:
        """What whoever writes is told; None where one may."""
        if self._wrong_cipher:
            return lambda: WrongCipherError(self._wrong_cipher)
        if self.looked_at is not None:
            return LookedAtError
        return self._older_copy if self.rollback else None

    def was_accepted_before(self, key_epoch: int, seen_at: datetime) -> bool:
        """Whether a person accepted these records, though later keys were seen here.

        If not, they are from before a change of all keys, and nothing may be written to them.
        """
        with self.database.read() as reader:
            found = anchor.before_rotation(reader, key_epoch, seen_at)
        if found is not None:
            self.rollback = found
            self.database.refuse_writing(self._older_copy)
        return found is None

    def _older_copy(self) -> OlderCopyError:
        found = self.rollback
        if found is None:
            raise RuntimeError("this is no older copy")
        used_on = found.newer_at.astimezone().date().isoformat()
        return OlderCopyError(used_on, found.entries, found.notes, is_altered=found.is_altered)

    def change_passphrase(self, new: str, *, cost: Cost | None = None) -> None:
        """Let `new` open the store in place of the old passphrase; the recovery words stay.

        The new slot is opened once before anything is written. Whatever happens, exactly one of
        the two passphrases opens the store afterwards. Copies of the store made before still
        open with the old one. `cost` is the present one if not given.

        Raises:
            WeakPassphraseError: `new` is too easy to guess.
            DeskError: the key file cannot be written; the old passphrase stays.
        """
        passphrases.require_strong(new)
        self.adopt(self.rewrapped("passphrase", new, cost=cost))

    def rewrapped(
        self, kind: keys.Kind, secret: str, *, cost: Cost | None = None
    ) -> keys.KeyDocument:
        """A key document in which `secret` opens this store, proved but not yet in force.

        Takes about two seconds and touches no file. `cost` is the present one if not given.
        """
        present = self._document
        chosen = cost or present.cost_of(kind) or costs.calibrate()
        changed = present.rewrapped(self._root, kind, secret, chosen)
        keys.prove(changed, self._root, kind, secret)
        return changed

    def adopt(self, changed: keys.KeyDocument) -> None:
        """Put what `rewrapped` gave in force: written, read back, then copied.

        Raises:
            BusyStoreError: the keys were changed meanwhile; nothing was written.
            DeskError: the key file cannot be written; what opened the store still does.
        """
        with self._adopting:
            if changed.epoch != self._document.epoch + 1:
                raise BusyStoreError
            key_files.replace(changed, self.folder, self._config_dir)
            self._document = changed

    @property
    def bounds(self) -> Bounds:
        """What a key file may ask for."""
        return self._bounds

    @property
    def is_rotated(self) -> bool:
        """Whether other keys are in force already, and this vault only waits to be closed."""
        return self._held is not None

    def switch_at_close(self, held: Connection) -> None:
        """Bring the new records and keys to their places once this vault is closed.

        `held` keeps everybody from writing to the old records until then.
        """
        self._held = held

    @property
    def key_document(self) -> keys.KeyDocument:
        """The key file in force: slots, epochs, seal."""
        return self._document

    @property
    def config_dir(self) -> Path | None:
        """The per-user folder beside the store's own; None where nothing is kept in one."""
        return self._config_dir

    def derive(self, purpose: str) -> bytearray:
        """The store's key for one purpose, such as `cdesk/backup-mac`; the caller wipes it."""
        return self._root.derive(purpose)

    def verify_keys(self) -> int:
        """How many copies of the key file there are, all of them genuine and equal.

        Raises:
            KeyCopyError: names a copy that is not.
        """
        return key_files.verify(
            self._document, self._root, self.folder, self._config_dir, self._bounds
        )

    def close(self) -> None:
        """Bring all into records.db, close it, wipe the key and let others in. May be repeated."""
        from sqlcipher3 import dbapi2

        if not self._is_open:
            return
        self._is_open = False
        is_anchored = self._is_anchored()
        with contextlib.suppress(dbapi2.Error):  # what stays in the -wal file is just as safe
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.database.close()
        if is_anchored and rest.is_left_alone(self.folder):
            self._anchors.rest(migrations.SCHEMA_VERSION, rest.fingerprint(self.folder))
        if self._held is not None:
            self._held.close()
            with contextlib.suppress(DeskError):  # the next opening goes on with it
                switching.settle(self.folder, self._config_dir, self._bounds)
        self._root.wipe()
        self._lock.release()

    def _is_anchored(self) -> bool:
        """Whether the anchor tells of all that is in the records that are about to be closed."""
        if self.is_read_only or self.is_rotated:
            return False
        try:
            with self.database.read() as reader:
                return self._anchors.is_current(reader)
        except DeskError:
            return False
