"""The command that verifies a store, also one that does not open: what it says, what it advises."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import DamagedRecordsError, ForeignRecordsError

if TYPE_CHECKING:
    from counselor_desk.records.backups import BackupFile
    from counselor_desk.records.checks import CheckResult

Say = Callable[[str], None]

_DAMAGED = (
    "Nothing was changed. Keep this folder as it is, and bring a backup back into another folder "
    "with the command restore."
)
_NEWEST = "The newest backup found is {path}, made {made_at:%Y-%m-%d %H:%M %Z}, with {inside}."
_NO_BACKUP = (
    "No backup was found beside the store or in the folders that it names; look for files "
    "that end in .cdbk."
)
_DOES_NOT_OPEN = "DAMAGED\tstore\tIt does not open. What can still be read was verified:"


def run(
    folder: Path, passphrase: str, *, config_dir: Path | None, zone: str, say: Say, warn: Say
) -> bool:
    """Verify a store and say what was found; where it is damaged, `warn` of it and advise.

    Returns:
        Whether nothing is damaged.

    Raises:
        DeskError: it cannot be verified: a wrong secret, no keys, or in use.
    """
    from counselor_desk.services import checks, damaged_stores, stores

    try:
        desk = stores.unlock(folder, passphrase, config_dir=config_dir, zone=zone)
    except (DamagedRecordsError, ForeignRecordsError):
        remains = damaged_stores.look_through(folder, passphrase, config_dir=config_dir)
        say(_DOES_NOT_OPEN)
        _tell(remains.results, say)
        warn(_advice(remains.backup, zone))
        return False
    try:
        results = checks.run(desk)
        _tell(results, say)
        is_good = all(result.is_good for result in results)
        if not is_good:
            warn(_advice(damaged_stores.backup_of(desk), zone))
        with suppress(DamagedRecordsError):  # it was said
            stores.lock(desk)
    finally:
        desk.close()
    return is_good


def _tell(results: Iterable[CheckResult], say: Say) -> None:
    for result in results:
        say(f"{'ok' if result.is_good else 'DAMAGED'}\t{result.name}\t{result.sentence}")


def _advice(backup: BackupFile | None, zone: str) -> str:
    """What to do now, and with which backup, in one line."""
    if backup is None:
        return f"{_DAMAGED} {_NO_BACKUP}"
    from zoneinfo import ZoneInfo

    inside = f"{backup.counts['clients']:,} clients and {backup.counts['signed_notes']:,} notes"
    newest = _NEWEST.format(
        path=backup.path, made_at=backup.made_at.astimezone(ZoneInfo(zone)), inside=inside
    )
    return f"{_DAMAGED} {newest}"
