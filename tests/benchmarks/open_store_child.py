"""Opens records once and prints the milliseconds; the raw key comes on standard input.

`product` prints those of opening and those of the migration check inside it, `bare` one figure.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Connection

from counselor_desk.storage import connection as connections
from counselor_desk.storage import migrations, store_keys
from counselor_desk.storage.database import Database

_QUERY = "SELECT count(*) FROM client"


def open_product(records: Path, key: bytearray) -> list[float]:
    """Open as the vault does once the root key is known."""
    begun = time.perf_counter()
    connection = connections.open_connection(records, key)
    checked = _timed(migrations.migrate, connection)
    connections.guard(connection)
    database = Database(connection, keys=store_keys.load(connection))
    with database.read() as reader:
        reader.value(_QUERY)
    return [_since(begun), checked]


def open_bare(records: Path, key: bytearray) -> list[float]:
    """Open and ask, nothing else."""
    begun = time.perf_counter()
    connection = dbapi2.connect(str(records), isolation_level=None)
    connection.set_key(bytearray(b"x'%s'" % key.hex().encode()))
    connection.execute(_QUERY).fetchone()
    return [_since(begun)]


def _timed(work: Callable[[Connection], None], connection: Connection) -> float:
    begun = time.perf_counter()
    work(connection)
    return _since(begun)


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    side, path = sys.argv[1:]
    root = bytearray.fromhex(sys.stdin.read())
    opened = {"product": open_product, "bare": open_bare}[side](Path(path), root)
    sys.stdout.write(" ".join(map(str, opened)))
