"""Looking into a backup and comparing it with what a restore would replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    DeskError,
    NoStoreError,
    StoreInUseError,
    TooNewError,
    WrongSecretError,
)
from counselor_desk.records.backups import Comparison, Inside
from counselor_desk.ui.backups import words
from counselor_desk.ui.backups.comparing import Compared
from counselor_desk.ui.backups.opening import Secret

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a restore would replace.

    Attributes:
        folder: the store's folder; the backup takes its place.
        local: gives a moment on the wall clock here.
        now: gives the moment, in UTC.
        desk: the open store to compare with, or None where none is open.
        config_dir: where the third copy of the keys of a closed store is kept, or None.
    """

    folder: Path
    local: Callable[[datetime], datetime]
    now: Callable[[], datetime]
    desk: Desk | None = None
    config_dir: Path | None = None

    @property
    def store_id(self) -> str:
        """Whose records the open store holds; empty where none is open."""
        return "" if self.desk is None else self.desk.vault.store_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a backup holds, beside the store here where there is one.

    `is_locked` when another secret opens that store; `unreadable` says why it cannot be read.
    """

    inside: Inside
    beside: Comparison | None = None
    is_locked: bool = False
    unreadable: str = ""


def inspect(path: Path, secret: Secret, target: Target) -> Found:
    """Open the backup, count what is in it and compare; runs in a task."""
    from counselor_desk.services import backups
    from counselor_desk.services.desk import apart

    inside = backups.inspect(path, secret)
    if target.desk is None:
        return compare_closed(inside, secret, target, is_typed=False)
    with apart(target.desk) as away:
        return Found(inside=inside, beside=backups.compare(away, inside))


def compare_closed(inside: Inside, secret: Secret, target: Target, *, is_typed: bool) -> Found:
    """Compare a backup with the closed store, as far as the secret opens it; runs in a task.

    `is_typed` when it was typed for that store: most often the one of the backup opens it too.
    """
    from counselor_desk.services import backups

    try:
        beside = backups.compare_closed(
            target.folder,
            secret,
            inside,
            config_dir=target.config_dir,
            tried_at=target.now() if is_typed else None,
        )
    except NoStoreError:
        return Found(inside=inside)
    except WrongSecretError:
        return Found(inside=inside, is_locked=True)
    except (StoreInUseError, TooNewError) as problem:
        return Found(inside=inside, unreadable=str(problem))
    except DeskError:
        sentence = words.say(
            "It is damaged or a part of it is missing, so nobody can tell what would go. It is put "
            "aside as it is, not deleted."
        )
        return Found(inside=inside, unreadable=sentence)
    return Found(inside=inside, beside=beside)


def compared(found: Found, target: Target) -> Compared:
    """What the table shows of it."""
    from counselor_desk.services import backups

    inside, beside = found.inside, found.beside
    made, now = target.local(inside.made_at), target.local(target.now())
    aside = ""
    if target.folder.exists() and any(target.folder.iterdir()):
        aside = backups.aside_of(target.folder, now).name
    in_words = words.short_moment(made, now)
    if beside is None:
        return Compared(
            made=in_words,
            in_backup=backups.contents(inside.counts),
            aside=aside,
            is_locked=found.is_locked,
            unreadable=found.unreadable,
        )
    rows = beside.differences
    return Compared(
        made=in_words,
        in_backup={row.what: row.in_backup for row in rows},
        here={row.what: row.here for row in rows},
        now=words.short_moment(now, now),
        kinship=beside.kinship,
        only_here={row.what: row.only_here for row in rows},
        span=words.span([one.held_on for one in beside.only_here]),
        listed=words.only_here(beside.only_here, target.local),
        is_log_whole=beside.is_log_whole,
        aside=aside,
    )
