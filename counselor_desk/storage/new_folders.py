"""The folder of a new store: built beside its place, which it takes when it is whole."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from counselor_desk.errors import FolderTakenError, RiskyPlaceError
from counselor_desk.storage import connection as connections
from counselor_desk.storage import faults, files, key_files, migrations, own_records
from counselor_desk.storage import folder as folders
from counselor_desk.storage import store_keys as own_keys
from counselor_desk.storage.places import is_risky_place
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from counselor_desk.storage import keys

_NAME_STORE = "INSERT INTO store (id, store_uid, made_at) VALUES (1, ?, ?)"


@contextlib.contextmanager
def taking_the_name_of(folder: Path) -> Iterator[Path]:
    """A private folder to build in, which becomes `folder` when the block succeeds."""
    building = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(building, ignore_errors=True)  # half a store that a crash left, never opened
    files.make_private_folder(building)
    with contextlib.ExitStack() as undo:
        undo.callback(shutil.rmtree, building, ignore_errors=True)
        yield building
        try:
            if folder.exists():
                folder.rmdir()
            building.rename(folder)
        except OSError as error:
            raise faults.explain_file(error, folder) from error
        undo.pop_all()
    with contextlib.suppress(OSError):  # the store is complete; some file systems refuse this
        files.sync_folder(folder.parent)


def require_free(folder: Path) -> None:
    """Refuse a folder that holds something.

    Raises:
        FolderTakenError, DeskError
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderTakenError(str(folder))
    except OSError as error:
        raise faults.explain_file(error, folder) from error


def require_safe(folder: Path) -> None:
    """Refuse a folder that is synced or on a network.

    Raises:
        RiskyPlaceError
    """
    reason = is_risky_place(folder)
    if reason is not None:
        raise RiskyPlaceError(str(folder), reason)


def furnish(building: Path, document: keys.KeyDocument, *, is_practice: bool) -> None:
    """Everything in the folder of a new store but its records."""
    key_files.write_first(document, building)
    files.write_atomic(building / folders.README, folders.README_TEXT.encode())
    if is_practice:
        files.write_atomic(building / folders.PRACTICE, b"")


def make_records(
    building: Path, root: keys.RootKey, document: keys.KeyDocument, at: datetime
) -> None:
    """Its empty records, of the newest schema, with the store's own keys in them."""
    connections.create_file(building / folders.RECORDS)
    connection = own_records.open_under(building, root, document)
    with contextlib.closing(connection), faults.explained():
        migrations.migrate(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_NAME_STORE, (document.store_id, moment_text(at)))
        own_keys.make(connection, at)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
