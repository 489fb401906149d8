"""Looks at many stores one after the other, in a process where that is quick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from counselor_desk.storage import connection

Given = TypeVar("Given")
Found = TypeVar("Found")

_WIPING = "cipher_memory_security"
WITHOUT_WIPING: dict[str, tuple[object, ...]] = {
    "HARDENING": tuple(one for one in connection.HARDENING if one[0] != _WIPING),
    "FOR_COPIES": tuple(one for one in connection.FOR_COPIES if _WIPING not in one),
}
"""Leaves out what makes opening a store five times as slow and says nothing of what is in it.

Once a process wiped the memory of SQLCipher it goes on with that, whatever is set later.
"""

_AT_ONCE = 50


def judged(judge: Callable[[Given], Found], given: Iterable[Given]) -> Iterator[Found]:
    """What a function of a module makes of each, in the same order."""
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_without_wiping) as process:
        batch: list[Given] = []
        for one in given:
            batch.append(one)
            if len(batch) == _AT_ONCE:
                yield from process.map(judge, batch)
                batch = []
        yield from process.map(judge, batch)


def _without_wiping() -> None:
    for name, settings in WITHOUT_WIPING.items():
        setattr(connection, name, settings)
