"""A folder with backups: what they are called, what lies there, which ones are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from counselor_desk.errors import DeskError
from counselor_desk.storage import backup_files
from counselor_desk.storage.backup_files import BackupReader
from counselor_desk.storage.costs import BOUNDS, Bounds

DAILY = 7
WEEKLY = 5
MONTHLY = 12

_NAMED = re.compile(r"(?P<label>.+) \d{4}-\d\d-\d\d \d{4}(?: \(\d+\))?")


def free_name(folder: Path, label: str, at: datetime) -> Path:
    """`Records 2026-03-12 1504.cdbk` by the wall clock of `at`; with a number while it is taken."""
    base = f"{label} {at:%Y-%m-%d %H%M}"
    path = folder / f"{base}{backup_files.SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{base} ({number}){backup_files.SUFFIX}"
        number += 1
    return path


def label_of(path: Path) -> str:
    """What the store of a backup was called, as far as the file's name tells."""
    named = _NAMED.fullmatch(path.stem)
    return path.stem if named is None else named["label"]


def readers(folder: Path, bounds: Bounds = BOUNDS) -> Iterator[tuple[Path, BackupReader]]:
    """Every backup in a folder, open until the next; what is none or is damaged is left out."""
    try:
        found = sorted(folder.glob(f"*{backup_files.SUFFIX}"))
    except OSError:
        return
    for path in found:
        with suppress(DeskError), BackupReader(path, bounds) as reader:
            yield path, reader


def thin(
    folder: Path, store_id: str, at: datetime, *, written: Path, bounds: Bounds = BOUNDS
) -> None:
    """Keep the newest backup of each of 7 days, 5 weeks and 12 months, and remove the others.

    Only files of this store that still have the name they were given are removed, never the one
    just `written` and never the one that holds most of the log: a clock may be wrong, that is not.
    Those dated after `at` are counted by themselves, so that no clock that once ran ahead lets the
    later ones go. What cannot be removed stays. The zone of `at` says where a day begins.
    """
    named = [
        (reader.header.seq, reader.header.made_at.astimezone(at.tzinfo), path)
        for path, reader in readers(folder, bounds)
        if reader.header.store_id == store_id and _NAMED.fullmatch(path.stem)
    ]
    moments = [moment for _, moment, _ in named]
    kept = kept_moments(one for one in moments if one <= at) | kept_moments(
        one for one in moments if one > at
    )
    furthest = max(named, default=None)
    for one in named:
        _, moment, path = one
        if moment in kept or one == furthest:
            continue
        with suppress(OSError):
            if not path.samefile(written):
                path.unlink()


def kept_moments(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Of these moments the newest of each of the last 7 days, 5 weeks and 12 months that have one.

    The zone of the moments says where a day begins; a week begins on Monday.
    """
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for period_of, most in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        newest: dict[date, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period_of(moment), moment)
        kept.update(list(newest.values())[:most])
    return frozenset(kept)


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _month(moment: datetime) -> date:
    return moment.date().replace(day=1)
