"""The doors of a store: made in a folder, opened with its passphrase or its words."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    ForeignRecordsError,
    NoStoreError,
    WrongSecretError,
)
from counselor_desk.storage import connection as connections
from counselor_desk.storage import (
    costs,
    faults,
    key_files,
    keys,
    migrations,
    new_folders,
    own_records,
    passphrases,
    rest,
    switching,
    upgrades,
)
from counselor_desk.storage import folder as folders
from counselor_desk.storage import table as tables
from counselor_desk.storage.anchor import AtRest
from counselor_desk.storage.backups import Source
from counselor_desk.storage.costs import BOUNDS, Bounds, Cost
from counselor_desk.storage.database import Reader
from counselor_desk.storage.folder import StoreFace, look
from counselor_desk.storage.locks import FolderLock
from counselor_desk.storage.open_vault import Vault
from counselor_desk.storage.places import is_risky_place

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = [
    "NewStore",
    "StoreFace",
    "Vault",
    "create",
    "is_risky_place",
    "look",
    "unlock",
    "unlock_with_words",
    "warm_up",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStore:
    """A store that was just made, open, with the words that are shown once."""

    vault: Vault
    recovery_words: tuple[str, ...]


def create(
    folder: Path,
    passphrase: str,
    *,
    at: datetime,
    config_dir: Path | None,
    cost: Cost | None = None,
    is_practice: bool = False,
    recovery_words: tuple[str, ...] | None = None,
    store_id: str | None = None,
    allow_risky: bool = False,
    bounds: Bounds = BOUNDS,
) -> NewStore:
    """Make a store in a folder that is empty or does not exist, and open it.

    It is made beside the folder and takes its name at the end: a failure leaves nothing behind.
    `cost` is measured if not given, which takes seconds. A practice store costs the least, may
    lie anywhere, and has no third copy of its keys.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        FolderTakenError: something is in the folder.
        RiskyPlaceError: the folder is synced or on a network, and `allow_risky` is not set.
        DeskError: the disk is full or the folder cannot be written.
    """
    folder = folder.absolute()
    passphrases.require_strong(passphrase)
    new_folders.require_free(folder)
    if not (allow_risky or is_practice):
        new_folders.require_safe(folder)
    words = recovery_words or passphrases.new_recovery_words()
    chosen = cost or (costs.PRACTICE_COST if is_practice else costs.calibrate())
    root = keys.RootKey.new(store_id)
    document = keys.make(root, passphrase=passphrase, words=words, cost=chosen, bounds=bounds)
    with new_folders.taking_the_name_of(folder) as building:
        new_folders.furnish(building, document, is_practice=is_practice)
        new_folders.make_records(building, root, document, at)
    config_dir = None if is_practice else config_dir
    key_files.write_third(document, folder, config_dir)
    vault = _open(
        folder, document, root, FolderLock.take(folder / folders.LOCK), config_dir, bounds
    )
    return NewStore(vault=vault, recovery_words=words)


def unlock(
    folder: Path, passphrase: str, *, config_dir: Path | None, bounds: Bounds = BOUNDS
) -> Vault:
    """Open a store with its passphrase. Takes about a second.

    Key copies that were missing, damaged or older are repaired. Records of an older schema are
    backed up and brought up to date. Its `rollback` tells of an older copy, which cannot be
    written before somebody accepts it.

    Raises:
        WrongSecretError: the passphrase does not match; nothing was changed.
        StoreInUseError: another process has it open.
        KeyFileError: the key file cannot be used.
        StoreError: the records cannot be used.
    """
    return _unlock(folder, "passphrase", passphrase, config_dir, bounds)


def unlock_with_words(
    folder: Path, words: tuple[str, ...], *, config_dir: Path | None, bounds: Bounds = BOUNDS
) -> Vault:
    """Open a store with its twelve recovery words; a new passphrase should follow at once.

    Raises:
        WrongSecretError: they are not this store's words.
        KeyFileError, StoreError: as `unlock`.
    """
    return _unlock(folder, "recovery", keys.joined(words), config_dir, bounds)


def _unlock(
    folder: Path, kind: keys.Kind, secret: str, config_dir: Path | None, bounds: Bounds
) -> Vault:
    folder = folder.absolute()
    _require_store(folder)
    # Of a practice store, and of a backup that is only looked at, nothing is kept elsewhere.
    if folders.is_practice(folder) or folders.looked_at(folder) is not None:
        config_dir = None
    lock = FolderLock.take(folder / folders.LOCK)
    with contextlib.ExitStack() as undo:
        undo.callback(lock.release)
        switching.settle(folder, config_dir, bounds)
        # Other processors than those that derive the key read the file meanwhile.
        at_rest = undo.enter_context(rest.taking(folder))
        copies = key_files.read_copies(folder, config_dir, bounds)
        document, root = key_files.unlock(copies, kind, secret)
        try:
            vault = _open(folder, document, root, lock, config_dir, bounds, at_rest())
        except ForeignRecordsError as error:
            if key_files.later_root(document, copies) is not None:
                raise WrongSecretError(kind) from error
            raise
        undo.pop_all()
    folders.keep_private(folder)
    switching.clear(folder)
    folders.clear_restored(folder)
    later = key_files.later_root(document, copies)
    if later is None or vault.was_accepted_before(*later):
        vault.repaired_keys = key_files.repair(document, copies, folder, config_dir)
    return vault


def _open(
    folder: Path,
    document: keys.KeyDocument,
    root: keys.RootKey,
    lock: FolderLock,
    config_dir: Path | None,
    bounds: Bounds,
    at_rest: str = "",
) -> Vault:
    """The vault over a locked folder whose root key is known. On failure all are let go.

    `at_rest` is the fingerprint of its records file, taken before it was opened.
    """
    with contextlib.ExitStack() as undo:
        undo.callback(lock.release)
        undo.callback(root.wipe)
        connection = own_records.open_under(folder, root, document)
        undo.callback(connection.close)
        with faults.explained():
            own_records.require_own(connection, document.store_id)
            former = migrations.version_of(connection)
            if former < migrations.SCHEMA_VERSION:
                source = Source(folder=folder, document=document, derive=root.derive)
                upgrades.keep_former(source, Reader(connection), bounds)
                migrations.migrate(connection)
            connections.guard(connection)
            vault = Vault(
                folder,
                connection,
                document=document,
                root=root,
                lock=lock,
                config_dir=config_dir,
                bounds=bounds,
                at_rest=AtRest(former, at_rest) if at_rest else None,
            )
            vault.migrated_from = former if former < migrations.SCHEMA_VERSION else None
        undo.pop_all()
    return vault


def _require_store(folder: Path) -> None:
    folders.finish_restore(folder)
    try:
        if not folders.holds_store(folder):
            raise NoStoreError(str(folder))
    except OSError as error:
        raise folders.unreadable(folder, error) from error
    problem = folders.records_problem(folder / folders.RECORDS)
    if problem is not None:
        raise problem


def warm_up() -> None:
    """Read what opening a store needs: cipher, key derivation, seals, the shape of its tables."""
    import sqlcipher3.dbapi2  # noqa: F401
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: F401
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: F401
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: F401

    tables.warm_up()
