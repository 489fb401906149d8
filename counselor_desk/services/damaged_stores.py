"""Damaged stores: what can still be verified in one, and which backup to bring back."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from counselor_desk.errors import DamagedRecordsError, DeskError
from counselor_desk.records.backups import BackupFile
from counselor_desk.records.checks import CheckResult
from counselor_desk.services import restores, sealed_records
from counselor_desk.services.desk import Desk
from counselor_desk.storage import audit, backup_log, damage, damaged_stores
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.damaged_stores import DamagedStore
from counselor_desk.storage.store_keys import StoreKeys


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What is left of a damaged store, and the newest backup that was found, if any."""

    results: tuple[CheckResult, ...]
    backup: BackupFile | None


def look_through(
    folder: Path, passphrase: str, *, config_dir: Path | None, bounds: Bounds = BOUNDS
) -> Remains:
    """Verify as much as can be read of a store that does not open; it stays as it is.

    Raises:
        WrongSecretError: the passphrase does not match.
        StoreInUseError: another process has it open.
        KeyFileError: the key file cannot be used.
    """
    with damaged_stores.opened(folder, passphrase, config_dir=config_dir, bounds=bounds) as store:
        results = (_keys(store), _pages(store), _rows(store), *_sealed(store))
        places = _places(store)
        return Remains(
            results=results,
            backup=_newest(store.store_id, (store.folder.parent, *places), bounds),
        )


def backup_of(desk: Desk, *, bounds: Bounds = BOUNDS) -> BackupFile | None:
    """The newest backup of a store that still opens; None where none is found.

    It is looked for beside the store and in the folders that were named for backups, as far as
    their names can be read. Nothing in it was proved yet.
    """
    folders = [desk.vault.folder.parent]
    with suppress(DamagedRecordsError), desk.read() as reader:
        folders += [place.path for place in backup_log.places(reader)]
    return _newest(desk.vault.store_id, folders, bounds)


def _newest(store_id: str, folders: Iterable[Path], bounds: Bounds) -> BackupFile | None:
    found = (one for folder in folders for one in restores.found(folder, bounds=bounds))
    own = (one for one in found if one.store_id == store_id)
    return max(own, key=lambda one: one.made_at, default=None)


def _places(store: DamagedStore) -> list[Path]:
    with suppress(DamagedRecordsError), store.reading() as reader:
        return [place.path for place in backup_log.places(reader)]
    return []


def _keys(store: DamagedStore) -> CheckResult:
    try:
        store.verify_keys()
    except DeskError as problem:
        return _bad("keys", str(problem))
    return _good("keys", "Every copy of the key file is genuine.")


def _pages(store: DamagedStore) -> CheckResult:
    with store.reading() as reader:
        found = reader.rows("PRAGMA cipher_integrity_check")
    if not found:
        return _good("pages", "Every encrypted page that is there is as it was written.")
    whole = store.page_count - len(damage.bad_pages(found))
    if not whole:
        return _bad("pages", "No page fits this key: records.db may be of another store.")
    return _bad("pages", f"{damage.in_pages(found)} Pages that are whole: {whole:,}.")


def _rows(store: DamagedStore) -> CheckResult:
    try:
        with store.reading() as reader:
            problem = damage.in_rows(reader.rows("PRAGMA integrity_check"))
    except DamagedRecordsError:
        problem = "Tables cannot be read: what describes them is damaged, or the file was cut off."
    return _bad("rows", problem) if problem else _good("rows", "Tables and indexes are sound.")


def _sealed(store: DamagedStore) -> tuple[CheckResult, ...]:
    """The log, the seals and the attached files, once the store's own keys are known."""
    if store.keys is None:
        unknown = "Not verified: the keys for it cannot be read."
        return _bad("log", unknown), _bad("seals", unknown)
    return _log(store, store.keys), *sealed_records.in_reach(store.reading, store.keys.public_key)


def _log(store: DamagedStore, keys: StoreKeys) -> CheckResult:
    try:
        with store.reading() as reader:
            report = audit.verify(reader, keys)
    except DamagedRecordsError:
        return _bad("log", "The log cannot be read to its end.")
    if report.is_whole:
        return _good("log", "The log is unbroken.")
    return _bad("log", f"Entry {report.first_bad_seq} does not fit.")


def _good(name: str, sentence: str) -> CheckResult:
    return CheckResult(name=name, is_good=True, sentence=sentence)


def _bad(name: str, sentence: str) -> CheckResult:
    return CheckResult(name=name, is_good=False, sentence=sentence)
