"""The store's library without the program: a connection under the raw key, nothing around it."""

from __future__ import annotations

from sqlcipher3.dbapi2 import Connection

from counselor_desk.storage import connection as connections
from counselor_desk.storage import folder as folders
from counselor_desk.storage.vault import Vault


def database_key(vault: Vault) -> bytearray:
    """The raw key of the records of an open vault."""
    return vault._root.database_key(vault._document.key_epoch)


def open_bare(vault: Vault) -> Connection:
    """A second connection with the same settings, but without authorizer and transactions."""
    return connections.open_connection(vault.folder / folders.RECORDS, database_key(vault))
