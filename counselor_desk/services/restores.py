"""Restores: look at a backup, compare it with what is here, try it, put it in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from counselor_desk.errors import (
    DamagedRecordsError,
    NoStoreError,
    TooNewError,
    WrongSecretError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.backups import (
    BackupFile,
    Comparison,
    Difference,
    Inside,
    Kinship,
    OnlyHere,
    Restored,
)
from counselor_desk.services.desk import OWNER, Desk, random_uid, system_clock
from counselor_desk.storage import (
    audit,
    backup_folders,
    backup_log,
    copies,
    damaged_stores,
    failed_unlocks,
    migrations,
    opened_backups,
    restoring,
)
from counselor_desk.storage import folder as folder_facts
from counselor_desk.storage.costs import BOUNDS, Bounds
from counselor_desk.storage.courses import Course, IsCancelled, Progress
from counselor_desk.storage.database import Reader
from counselor_desk.storage.opened_backups import Secret
from counselor_desk.storage.restoring import Prepared as Prepared  # noqa: PLC0414 - screens name it
from counselor_desk.storage.restoring import Restorer
from counselor_desk.storage.store_keys import StoreKeys

_LOG = "audit_event"
_COUNTED = {
    "clients": "client",
    "signed_notes": "note" + copies.SIGNED,
    "drafts": "draft",
    "unfinished_forms": copies.UNFINISHED,
    "plans": "plan",
    "assessments": "assessment",
    "tasks": "task",
    "cvs": "cv",
    "discharges": "discharge",
    "log_entries": _LOG,
}


def found(folder: Path, *, bounds: Bounds = BOUNDS) -> tuple[BackupFile, ...]:
    """The backups in a folder, the newest first, by what they say of themselves in the clear.

    What is no backup, or has a damaged header, is left out; a folder that is gone has none.
    """
    files = [
        BackupFile(
            path=path,
            made_at=reader.header.made_at,
            size=reader.size,
            label=backup_folders.label_of(path),
            store_id=reader.header.store_id,
            counts=contents(reader.header.counts),
        )
        for path, reader in backup_folders.readers(folder, bounds)
    ]
    return tuple(sorted(files, key=lambda one: one.made_at, reverse=True))


def inspect(
    path: Path,
    secret: Secret,
    *,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> Inside:
    """What a backup holds, once its secret opened it and every byte was found right; for a job.

    Args:
        path: the backup.
        secret: a passphrase, or the twelve recovery words as a tuple.
        progress: hears how many bytes of how many are proved.
        is_cancelled: is asked often whether to stop.
        bounds: what key costs are accepted.

    Raises:
        WrongBackupSecretError: the secret does not open it.
        DamagedBackupError: it is no backup, or not every byte is as it was written.
        NewerBackupError: a newer version of the program made it.
        UnreadableBackupError: the system does not let it be read.
        StoppedError: the person stopped it.
    """
    course = Course(progress, is_cancelled)
    with opened_backups.opened(path, secret, bounds) as backup:
        header = backup.header
        course.expect(header.records_bytes)
        backup.authenticate(course)
    return Inside(
        store_id=header.store_id,
        made_at=header.made_at,
        schema=header.schema,
        app_version=header.app_version,
        counts=header.counts,
        audit_seq=header.seq,
        chain_head=header.chain_head,
    )


def contents(counts: Mapping[str, int]) -> dict[str, int]:
    """What a person counts, of the rows of a backup: clients, signed notes, plans and so on."""
    # An older program counted the rows of dialogs, not the dialogs in them.
    known = {copies.UNFINISHED: counts.get("form_draft", 0)} | dict(counts)
    return {what: known.get(table, 0) for what, table in _COUNTED.items()}


def compare(desk: Desk, inside: Inside) -> Comparison:
    """How many there are of each thing in the backup and here, and what would go.

    All that is here would, unless the backup is of these very records: its last log entry is in
    the log here, or the log here has not come that far. Reads the whole log, so it runs in a task,
    with a desk apart.
    """
    with desk.read() as reader:
        return _compared(reader, desk.database.keys, inside)


def compare_closed(
    folder: Path,
    secret: Secret,
    inside: Inside,
    *,
    config_dir: Path | None,
    tried_at: datetime | None = None,
    bounds: Bounds = BOUNDS,
) -> Comparison:
    """As `compare`, with the store in a folder that nobody has open, which stays as it is.

    What came since is counted but not named where an older program wrote the records.

    Args:
        folder: the folder of the store.
        secret: a passphrase, or the twelve recovery words as a tuple.
        inside: what the backup holds.
        config_dir: where the third copy of the keys is kept, or None.
        tried_at: when the person typed the secret for this store; one that is wrong is kept for
            its log. None where it is that of the backup.
        bounds: what key costs are accepted.

    Raises:
        WrongSecretError: the secret does not open it.
        NoStoreError: there is no store.
        TooNewError: a newer version of the program wrote it.
        StoreInUseError, DeskError: it cannot be read.
    """
    try:
        if not folder_facts.holds_store(folder):
            raise NoStoreError(str(folder))
        with damaged_stores.opened(folder, secret, config_dir=config_dir, bounds=bounds) as store:
            if store.keys is None:
                raise DamagedRecordsError
            with store.reading() as reader:
                return _compared(reader, store.keys, inside)
    except WrongSecretError:
        if tried_at is not None:
            failed_unlocks.keep(folder, tried_at)
        raise


def _compared(reader: Reader, keys: StoreKeys, inside: Inside) -> Comparison:
    facts = copies.facts(reader)
    if facts.schema > migrations.SCHEMA_VERSION:
        raise TooNewError(folder_facts.RECORDS)
    kinship = _kinship(reader, facts, inside)
    is_log_whole = audit.verify(reader, keys).is_whole
    is_named = kinship == "same" and facts.schema == migrations.SCHEMA_VERSION
    only_here = tuple(_only_here(reader, inside)) if is_named else ()
    before, here = contents(inside.counts), contents(facts.counts)
    going = here if kinship != "same" else _more(before, here, only_here)
    return Comparison(
        kinship=kinship,
        differences=tuple(
            Difference(
                what=what,
                in_backup=n,
                here=here[what],
                only_here=going[what] if _COUNTED[what] != _LOG else 0,
            )
            for what, n in before.items()
        ),
        only_here=only_here,
        is_log_whole=is_log_whole,
    )


def _kinship(reader: Reader, facts: copies.Facts, inside: Inside) -> Kinship:
    if facts.store_id != inside.store_id:
        return "other"
    mac = backup_log.mac_of(reader, inside.audit_seq)
    return "same" if mac in {None, inside.chain_head} else "parted"


def _only_here(reader: Reader, inside: Inside) -> Iterator[OnlyHere]:
    yield from backup_log.added_after(reader, inside.audit_seq)
    yield from backup_log.drafts_kept_after(reader, inside.made_at)
    yield from backup_log.forms_kept_after(reader, inside.made_at)


def _more(
    before: Mapping[str, int], here: Mapping[str, int], only_here: Sequence[OnlyHere]
) -> Mapping[str, int]:
    """How many of each kind go: those that were found, and never fewer than the counts tell."""
    found = Counter(one.what for one in only_here)
    return {what: max(n - before[what], found[what]) for what, n in here.items()}


def drill(
    path: Path,
    secret: Secret,
    *,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> Mapping[str, int]:
    """Restore a backup into a private folder beside it, verify it, count, and remove it; for a job.

    The counts are rows of each table; `contents` turns them into things.

    Raises:
        As `inspect`, and DeskError when the folder is full or cannot be written.
    """
    return restoring.drill(path, secret, Course(progress, is_cancelled), bounds)


def note_drill(desk: Desk) -> None:
    """Say in the log that a restore was tried and that all of the backup was there."""
    with desk.write() as writer:
        writer.act(Act.RESTORE_DRILL, result="good")


def now_in(zone: str) -> datetime:
    """The moment it is now, on the wall clock of an IANA zone."""
    return system_clock().astimezone(ZoneInfo(zone))


def aside_of(folder: Path, at: datetime) -> Path:
    """Where the store in a folder would go; `at` is on the wall clock that names it."""
    return restoring.aside_of(folder.absolute(), at)


def prepare(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> Prepared:
    """Build the store of a backup beside `folder`, which may be open meanwhile; for a job.

    `put_in_place` or `discard` comes next. Until then nothing was changed.

    Raises:
        As `restore`.
    """
    by = Restorer(at=at, actor=OWNER, session_uid=random_uid())
    course = Course(progress, is_cancelled)
    return restoring.prepare(path, folder, secret, by=by, course=course, bounds=bounds)


def prepare_to_look(
    path: Path,
    home: Path,
    secret: Secret,
    *,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> Prepared:
    """Build the store of a backup in a folder of its own, in which nobody can write; for a job.

    The store at `home` stays as it is; locking leads back to it and removes the copy.

    Raises:
        As `restore`.
    """
    restoring.put_away_beside(home)
    folder = restoring.look_folder(path, home.absolute())
    prepared = prepare(
        path,
        folder,
        secret,
        at=at,
        progress=progress,
        is_cancelled=is_cancelled,
        bounds=bounds,
    )
    with ExitStack() as undo:
        undo.callback(discard, prepared)
        restoring.mark_looked_at(prepared, home.absolute())
        undo.pop_all()
    return prepared


def put_away(folder: Path) -> None:
    """Remove a backup that was looked at and is closed; it never fails."""
    restoring.put_away(folder)


def put_in_place(prepared: Prepared, *, config_dir: Path | None, at: datetime) -> Restored:
    """Let a prepared store take its place, in an instant; the store there must be closed.

    Raises:
        StoreInUseError: it is open.
        DeskError: it could not be moved; everything is as it was.
    """
    aside = restoring.aside_of(prepared.folder, at)
    moved = restoring.put_in_place(prepared, config_dir=config_dir, aside=aside)
    return Restored(counts=prepared.counts, moved_aside=moved)


def discard(prepared: Prepared) -> None:
    """Throw a prepared store away."""
    restoring.discard(prepared)


def restore(
    path: Path,
    folder: Path,
    secret: Secret,
    *,
    config_dir: Path | None,
    at: datetime,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    bounds: Bounds = BOUNDS,
) -> Restored:
    """Make the store of a backup at `folder`; one that is there is moved aside, never overwritten.

    It may be stopped until the store takes its place. The store at `folder` must be closed.

    Args:
        path: the backup.
        folder: the folder of the store.
        secret: a passphrase, or the twelve recovery words as a tuple.
        config_dir: where the third copy of the keys is kept, or None.
        at: the moment, on the wall clock that names a store which is moved aside.
        progress: hears how many bytes of how many are done.
        is_cancelled: is asked often whether to stop.
        bounds: what key costs are accepted.

    Raises:
        WrongBackupSecretError: the secret does not open the backup.
        DamagedBackupError: not every byte is as it was written, or what was in it is not sound.
        NewerBackupError: a newer version of the program made it.
        UnreadableBackupError: the system does not let it be read.
        FolderTakenError, RiskyPlaceError: a store cannot be put at `folder`.
        StoreInUseError: the store at `folder` is open.
        StoppedError, DeskError: nothing was changed.
    """
    prepared = prepare(
        path,
        folder,
        secret,
        at=at,
        progress=progress,
        is_cancelled=is_cancelled,
        bounds=bounds,
    )
    with ExitStack() as undo:
        undo.callback(discard, prepared)
        restored = put_in_place(prepared, config_dir=config_dir, at=at)
        undo.pop_all()
    return restored
