"""A connection for questions that are asked on one thread and may be ended from another."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from counselor_desk.storage.database import Database, Reader
    from counselor_desk.storage.vault import Vault

Answer = TypeVar("Answer")

_INTERRUPTED = "SQLITE_INTERRUPT"


class Inquiry:
    """Asks one question at a time, on any thread but the window's own.

    Its connection is opened with the first question and kept: the pages it has decrypted serve
    the next one. `stop` and `close` may be called on every thread.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._database: Database | None = None
        self._asking = threading.Lock()
        self._is_closed = False

    def ask(self, question: Callable[[Reader], Answer]) -> Answer | None:
        """What the question gives, or None when it was stopped or this was closed.

        Raises:
            DeskError: the records are damaged or cannot be reached.
        """
        from sqlcipher3 import dbapi2

        with self._asking:
            if self._is_closed:
                return None
            if self._database is None:
                self._database = self._vault.connect()
            try:
                with self._database.read() as reader:
                    return question(reader)
            except dbapi2.OperationalError as error:
                if error.sqlite_errorname != _INTERRUPTED:
                    raise
                return None

    def stop(self) -> None:
        """End the question that is being asked; without one nothing happens."""
        from sqlcipher3 import dbapi2

        database = self._database
        if database is not None:
            with contextlib.suppress(dbapi2.ProgrammingError):  # closed meanwhile
                database.interrupt()

    def close(self) -> None:
        """End what is asked, and let go of the connection; nothing can be asked afterwards.

        Takes as long as the wiping of what was decrypted, up to 80 ms.
        """
        self._is_closed = True
        self.stop()
        with self._asking:
            database, self._database = self._database, None
            if database is not None:
                database.close()
