"""The records of one store: opened under its key, and proved to be its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.errors import ForeignRecordsError, TooNewError
from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage import migrations

if TYPE_CHECKING:
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from counselor_desk.storage import keys
    from counselor_desk.storage.database import Reader

_STORE_ID = "SELECT store_uid FROM store WHERE id = 1"


def open_under(folder: Path, root: keys.RootKey, document: keys.KeyDocument) -> Connection:
    """A keyed, hardened connection to the records in a store's folder; not guarded yet.

    Raises:
        DeskError: they are damaged, of another store, or cannot be reached.
    """
    key = root.database_key(document.key_epoch)
    try:
        return connections.open_connection(folder / folders.RECORDS, key)
    finally:
        key[:] = bytes(len(key))


def versions(db: Reader) -> tuple[int, str]:
    """The schema of the open records, and the version of the cipher that keeps them."""
    cipher = str(db.value("PRAGMA cipher_version"))
    return int(db.value("PRAGMA user_version")), cipher.split(" ", maxsplit=1)[0]


def require_own(connection: Connection, store_id: str) -> None:
    """Refuse records that are empty, of a newer version, or of another store.

    Raises:
        ForeignRecordsError, TooNewError
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != migrations.APPLICATION_ID or version < 1:
        raise ForeignRecordsError
    if version > migrations.SCHEMA_VERSION:
        raise TooNewError(folders.RECORDS)
    if connection.execute(_STORE_ID).fetchone() != (store_id,):
        raise ForeignRecordsError
