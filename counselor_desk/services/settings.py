"""Settings of the store: read them, change them, and let everybody know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, Unpack

from counselor_desk.services.changes import Changes, Kind
from counselor_desk.storage import store_settings as rows

if TYPE_CHECKING:
    from counselor_desk.records.store_settings import PaperNames, StoreSettings
    from counselor_desk.services.desk import Desk


class Choice(TypedDict, total=False):
    """The settings that one change names; what is left out stays. See `StoreSettings`."""

    lock_minutes: int
    locks_on_sleep: bool
    locks_with_screen: bool
    hides_names: bool
    asks_to_sign: bool
    paper_names: PaperNames
    checks_spelling: bool


def get(desk: Desk) -> StoreSettings:
    """What was chosen for this store; the defaults while nothing was."""
    with desk.read() as reader:
        return rows.get(reader)


def change(desk: Desk, *, initiator: object = None, **choice: Unpack[Choice]) -> StoreSettings:
    """Change some settings and keep the others; returns all of them.

    Raises:
        ValueError: `lock_minutes` is outside 1 to 30.
        DeskError: they could not be written; those from before hold.
    """
    with desk.write() as writer:
        before = rows.get(writer)
        settings = replace(before, **choice)
        if settings == before:
            return before
        rows.put(writer, settings)
    desk.announce(Changes.of(Kind.SETTINGS, initiator=initiator))
    return settings
