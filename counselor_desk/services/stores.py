"""Stores: look at a folder, make a store in it, open it, change what opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from counselor_desk.errors import WrongSecretError
from counselor_desk.records.audit import Act, LockReason
from counselor_desk.records.ids import Uid
from counselor_desk.records.program import Program
from counselor_desk.records.recovery_sheets import short_mark
from counselor_desk.services import anchors
from counselor_desk.services.desk import Desk, Unlogged, random_uid, system_clock
from counselor_desk.storage import audit, failed_unlocks, own_records, passphrases, vault

if TYPE_CHECKING:
    from counselor_desk.storage.costs import Cost
    from counselor_desk.storage.database import Writer
    from counselor_desk.storage.passphrases import Strength
    from counselor_desk.storage.vault import StoreFace as StoreFace  # noqa: PLC0414 - screens name it

Clock = Callable[[], datetime]

UNKNOWN = "unknown"
"""The actor in the log of a try to open the store that failed."""

_CLOCK_SLACK = timedelta(minutes=2)
"""By how much a clock may be set back without a word: time servers do that."""


def look(folder: Path) -> StoreFace:
    """What can be seen of a store before any secret: its label, and what is wrong with it."""
    return vault.look(folder)


def warm_up() -> None:
    """Read the libraries that opening a store needs, so that nobody waits for them later."""
    from counselor_desk.services import drafts

    drafts.warm_up()
    vault.warm_up()


def new_words() -> tuple[str, ...]:
    """Twelve fresh recovery words."""
    return passphrases.new_recovery_words()


def check_words(text: str) -> tuple[str, ...]:
    """The twelve words in a text.

    Raises:
        RecoveryCountError: not twelve words.
        RecoveryWordError: points at the first word that is not on the list.
    """
    return passphrases.check_recovery_words(text)


def strength(passphrase: str) -> Strength:
    """How hard the passphrase is to guess, in plain words."""
    return passphrases.check_passphrase(passphrase)


def suggest_passphrase() -> str:
    """Five random words, 55 bits."""
    return passphrases.suggest_passphrase()


def create(
    folder: Path,
    passphrase: str,
    *,
    config_dir: Path | None,
    zone: str,
    words: tuple[str, ...] | None = None,
    store_id: str | None = None,
    program: Program | None = None,
    is_practice: bool = False,
    cost: Cost | None = None,
    clock: Clock = system_clock,
    new_uid: Callable[[], Uid] = random_uid,
) -> tuple[Desk, tuple[str, ...]]:
    """Make an empty store and open it; the twelve words come back once and are kept nowhere.

    Args:
        folder: where the store is made; it must be empty or not there.
        passphrase: what opens it from now on.
        config_dir: where a third copy of the key file is kept, or None.
        zone: IANA name of the local time zone.
        words: recovery words that were shown and confirmed already; None makes new ones.
        store_id: the id that stands on the recovery sheet already; None makes a new one.
        program: who signs here, when that is known already.
        is_practice: marks it as a practice store.
        cost: key derivation cost; None measures this machine.
        clock: gives the moment, in UTC.
        new_uid: gives fresh uids.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        StoreError: the folder is taken, in the cloud, full or may not be written.
    """
    made = vault.create(
        folder,
        passphrase,
        at=clock(),
        config_dir=config_dir,
        cost=cost,
        is_practice=is_practice,
        recovery_words=words,
        store_id=store_id,
    )
    desk = Desk(vault=made.vault, zone=zone, clock=clock, new_uid=new_uid, session_uid=new_uid())
    with desk.write() as writer:
        writer.act(Act.CREATE_STORE)
    if program is not None:
        desk.set_program(program)
    return desk, made.recovery_words


def unlock(
    folder: Path,
    passphrase: str,
    *,
    config_dir: Path | None,
    zone: str,
    clock: Clock = system_clock,
    new_uid: Callable[[], Uid] = random_uid,
) -> Desk:
    """Open a store with its passphrase.

    Raises:
        WrongSecretError: the passphrase does not match.
        KeyFileError, StoreError: the key file or the records cannot be used.
    """
    with _keeping_failures(folder, clock):
        opened = vault.unlock(folder, passphrase, config_dir=config_dir)
    desk = Desk(vault=opened, zone=zone, clock=clock, new_uid=new_uid, session_uid=new_uid())
    return _noted(desk, "passphrase")


def unlock_with_words(
    folder: Path,
    words: tuple[str, ...],
    *,
    config_dir: Path | None,
    zone: str,
    clock: Clock = system_clock,
) -> Desk:
    """Open a store with its twelve recovery words; a new passphrase should follow at once.

    Raises:
        WrongSecretError: the words do not match.
        KeyFileError, StoreError: the key file or the records cannot be used.
    """
    with _keeping_failures(folder, clock):
        opened = vault.unlock_with_words(folder, words, config_dir=config_dir)
    return _noted(Desk(vault=opened, zone=zone, clock=clock), "recovery words")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFacts:
    """What an open store is: where it lies, its short mark, its schema and its cipher."""

    folder: Path
    mark: str
    schema: int
    cipher: str


def facts(desk: Desk) -> StoreFacts:
    """What the open store is."""
    with desk.read() as reader:
        schema, cipher = own_records.versions(reader)
    opened = desk.vault
    return StoreFacts(
        folder=opened.folder, mark=short_mark(opened.store_id), schema=schema, cipher=cipher
    )


def places(desk: Desk) -> tuple[Path, ...]:
    """All that lies on this computer of a store and its former states, its backups apart.

    The folder itself, what restores put aside beside it, and its keys and anchor in the folder of
    the person who works here.
    """
    from counselor_desk.storage import anchor, key_files, restoring

    opened = desk.vault
    keys = (
        []
        if opened.config_dir is None
        else [key_files.third_path(opened.store_id, opened.folder, opened.config_dir)]
    )
    anchors_outside = anchor.paths(opened.store_id, opened.folder, opened.config_dir)[1:]
    outside = [path for path in (*keys, *anchors_outside) if path.is_file()]
    return (opened.folder, *restoring.set_aside(opened.folder), *outside)


def lock(desk: Desk, by_itself: LockReason | None = None) -> None:
    """Close the store and say so in its log, and why if the program locked by itself.

    Into an older copy that nobody has decided about, nothing is written; nor into records whose
    keys were changed, for other records are in force already.
    """
    if not desk.is_read_only and not desk.vault.is_rotated:
        with desk.write() as writer:
            _note_clock(writer, desk.now())
            if by_itself is None:
                writer.act(Act.LOCK)
            else:
                writer.act(Act.AUTO_LOCK, result=by_itself)
        anchors.keep(desk)
    desk.close()


def _noted(desk: Desk, secret: str) -> Desk:
    """The desk, once its log says how it was opened; that of an older copy when it is accepted.

    A store whose log cannot be written is closed again.
    """
    with ExitStack() as undo:
        undo.callback(desk.close)
        _note_opening(desk, secret)
        undo.pop_all()
    return desk


def _note_opening(desk: Desk, secret: str) -> None:
    former, now = desk.vault.migrated_from, desk.now()
    done = [Unlogged(now, Act.UNLOCK, secret)]
    done += [] if former is None else [Unlogged(now, Act.MIGRATE, str(former))]
    done += [Unlogged(now, Act.REPAIR_KEYS, name) for name in desk.vault.repaired_keys]
    if desk.is_read_only:
        desk.unlogged.extend(done)
        return
    with desk.write() as writer:
        _note_clock(writer, now)
        failed = _note_failures(desk, now)
        for one in done:
            writer.act(one.act, result=one.result)
    if failed:
        failed_unlocks.forget(desk.vault.folder)
    anchors.keep(desk)


@contextmanager
def _keeping_failures(folder: Path, clock: Clock) -> Iterator[None]:
    """Keep the time of a wrong secret beside the store: its log cannot be written yet."""
    try:
        yield
    except WrongSecretError:
        failed_unlocks.keep(folder, clock())
        raise


def _note_failures(desk: Desk, now: datetime) -> int:
    """Put the failed tries before this unlock into the log; how many there were."""
    tries = failed_unlocks.read(desk.vault.folder)
    for at in tries:
        # Nobody knows who it was, and a time from the future is not believed.
        moment = min(at, now)
        with desk.database.write(moment, UNKNOWN, session_uid=desk.session_uid) as writer:
            writer.act(Act.FAILED_UNLOCK, result="before unlock")
    return len(tries)


def _note_clock(writer: Writer, now: datetime) -> None:
    """Say in the log that the clock went back; forward may be a holiday."""
    last = audit.last_at(writer)
    if last is not None and now < last - _CLOCK_SLACK:
        writer.act(Act.CLOCK_JUMP, result=f"{int((last - now).total_seconds())} s back")
