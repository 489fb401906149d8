"""Anchors: notice an older or a changed copy of the store, and let a person decide about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from counselor_desk.errors import OlderCopyError
from counselor_desk.errors.stores import older_copy
from counselor_desk.records.audit import Act
from counselor_desk.services.desk import OWNER, Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What this copy lacks of the newer one that was used here.

    Attributes:
        newer_at: when the newer one was last seen, in UTC.
        newer_on: the same as a local date.
        entries: how many log entries are missing; 0 when the copy went on by itself elsewhere.
        notes: how many notes are missing.
        is_altered: nothing of the log is missing, but the file is not as it was closed here.
    """

    newer_at: datetime
    newer_on: date
    entries: int
    notes: int
    is_altered: bool = False

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        return older_copy(
            self.newer_on.isoformat(), self.entries, self.notes, is_altered=self.is_altered
        )


def missing(desk: Desk) -> Missing | None:
    """What an older copy lacks; None if this is the newest, or somebody decided already.

    While it is not None everything can be read, and each write raises OlderCopyError.
    """
    found = desk.vault.rollback
    if found is None:
        return None
    return Missing(
        newer_at=found.newer_at,
        newer_on=desk.local(found.newer_at).date(),
        entries=found.entries,
        notes=found.notes,
        is_altered=found.is_altered,
    )


def require_newest(desk: Desk) -> None:
    """Refuse to go on with an older copy that nobody has decided about.

    Raises:
        OlderCopyError: says when the newer one was used and what is missing.
    """
    found = missing(desk)
    if found is not None:
        raise OlderCopyError(
            found.newer_on.isoformat(), found.entries, found.notes, is_altered=found.is_altered
        )


def accept(desk: Desk) -> None:
    """Go on with this older copy: the log says so, with both heads, and all may write again.

    What was done with it before comes into the log first.

    What the newer one held is not in it and does not come back. A copy that is no older one is
    left alone.

    Raises:
        StoreError: the log could not be written; nothing may be written still.
    """
    if desk.vault.rollback is None:
        return
    with desk.vault.accepting_rollback() as found, desk.write() as writer:
        for one in desk.unlogged:
            with desk.database.write(one.at, OWNER, session_uid=desk.session_uid) as earlier:
                earlier.act(one.act, result=one.result)
        here = "altered" if found.is_altered else found.here
        writer.act(Act.ACCEPT_OLDER_COPY, result=f"{here} {found.newer}")
    desk.unlogged.clear()
    keep(desk)


def keep(desk: Desk) -> None:
    """Note outside the records how far they have come; for lock and close, and after a backup.

    Two small files are forced to the disk. It never fails.
    """
    desk.vault.keep_anchor(desk.now())


def due(desk: Desk) -> Callable[[], None] | None:
    """The same for a window: what a job has to do now, or None if nothing changed since."""
    sealed = desk.vault.take_anchor(desk.now())
    return None if sealed is None else partial(desk.vault.write_anchor, sealed)
