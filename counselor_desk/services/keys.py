"""Keys: what opens a store, and how it is changed.

Each function here may run in a job: it derives keys, which takes a second or two, and writes to
the log over a connection of its own.
"""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import UUID

from counselor_desk import __version__
from counselor_desk.errors import DeskError, WrongSecretError
from counselor_desk.records.audit import Act
from counselor_desk.services import anchors
from counselor_desk.services.desk import OWNER, Desk, Unlogged
from counselor_desk.storage import costs, keys, passphrases, practice, rotation
from counselor_desk.storage.courses import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.storage.costs import Cost
    from counselor_desk.storage.courses import IsCancelled, Progress
    from counselor_desk.storage.database import Database, Writer
    from counselor_desk.storage.keys import Kind

_STRENGTHEN_EVERY = 50


def is_passphrase(desk: Desk, text: str) -> bool:
    """Whether `text` is the passphrase of the open store, asked before something grave is done."""
    try:
        root = desk.vault.key_document.unlock("passphrase", text)
    except WrongSecretError:
        return False
    root.wipe()
    return True


def change_passphrase(desk: Desk, passphrase: str) -> None:
    """Open the store by another passphrase from now on; the recovery words stay.

    Copies and backups made before still open with the old one.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        StoreError: the key file could not be written; the old passphrase still opens the store.
    """
    passphrases.require_strong(passphrase)
    _rewrap(desk, "passphrase", passphrase, Act.CHANGE_PASSPHRASE)
    _mark_practice(desk)


def strengthen(desk: Desk, passphrase: str) -> bool:
    """Make a guess at the passphrase dearer, where this computer affords more by now.

    Computers become faster and stores move to newer ones. Tried at one unlocking in fifty, since
    it takes some seconds; never in a practice store. Nobody is asked, and it is never a reason to
    fail: the present cost is not wrong. Gives whether anything was changed.
    """
    vault = desk.vault
    present = vault.key_document.cost_of("passphrase")
    if vault.is_practice or vault.is_read_only or present is None or not _is_time(desk):
        return False
    dearer = costs.next_above(present)
    if dearer is None or not is_passphrase(desk, passphrase):
        return False
    with suppress(DeskError):
        _rewrap(desk, "passphrase", passphrase, Act.STRENGTHEN_KEYS, dearer)
        return True
    return False


def new_words(desk: Desk) -> tuple[str, ...]:
    """Twelve fresh recovery words to write down; they open nothing before `replace_words`."""
    del desk  # words are random: nothing of the store goes into them
    return passphrases.new_recovery_words()


def replace_words(desk: Desk, words: tuple[str, ...]) -> None:
    """Let these twelve words open the store in place of the ones before; the passphrase stays.

    Copies and backups made before still open with the old words.

    Raises:
        RecoveryCountError, RecoveryWordError: these are not twelve words of the list.
        StoreError: the key file could not be written; the old words still open the store.
    """
    checked = passphrases.check_recovery_words(keys.joined(words))
    _rewrap(desk, "recovery", keys.joined(checked), Act.NEW_RECOVERY_WORDS)


def rotate(
    desk: Desk,
    passphrase: str,
    words: tuple[str, ...],
    *,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> None:
    """Give the store a fresh root key that only this passphrase and these words open.

    The records are copied under the new key and proved before anything else changes. From the
    beginning on nothing can be written, so what was typed must be kept before. When it returns,
    the new keys are in force and the desk only waits for `stores.lock`: the old root key was in
    the memory of this process, and the lock takes it away; and whoever has to type the new
    passphrase at once knows that it is the one they meant. After an error all is as it was.

    Copies and backups made before still open with the old passphrase and the old words.

    Args:
        desk: an open store.
        passphrase: the one that opens it from now on; it may be the present one.
        words: from `new_words`, shown and confirmed before.
        progress: gets bytes done and bytes in all.
        is_cancelled: asked between steps; until the new keys are in force it stops the work.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        NoRoomForKeysError: less than three times the size of the records is free.
        StoppedError: it was cancelled.
        OlderCopyError: this is an older copy, about which nobody has decided.
        UnprovenKeysError: the new records did not prove to be the same.
        StoreError: something else is writing, or the disk is full or failing.
    """

    def note(database: Database) -> None:
        with database.write(desk.now(), OWNER, session_uid=desk.session_uid) as writer:
            writer.act(Act.ROTATE_KEYS)

    anchors.require_newest(desk)
    rotation.rotate(
        desk.vault,
        passphrase,
        words,
        at=desk.now(),
        app_version=__version__,
        note=note,
        course=Course(progress, is_cancelled),
    )
    _mark_practice(desk)


def _is_time(desk: Desk) -> bool:
    # By the random uid of the session: to count the unlockings would read the whole log each time.
    return UUID(desk.session_uid).int % _STRENGTHEN_EVERY == 0


def _rewrap(desk: Desk, kind: Kind, secret: str, act: Act, cost: Cost | None = None) -> None:
    """Prove the new slot first; then log and write, so that a failure leaves no trace of either."""
    changed = desk.vault.rewrapped(kind, secret, cost=cost)
    if desk.is_read_only:
        # Whoever opened it by the words has to be able to choose a passphrase.
        desk.vault.adopt(changed)
        desk.unlogged.append(Unlogged(desk.now(), act))
        return
    with _writing(desk) as writer:
        writer.act(act)
        desk.vault.adopt(changed)


def _mark_practice(desk: Desk) -> None:
    """Show the passphrase that everybody knows no more on the lock screen of a practice store."""
    if desk.vault.is_practice:
        practice.mark_own_passphrase(desk.vault.folder)


@contextmanager
def _writing(desk: Desk) -> Iterator[Writer]:
    """A write transaction on a connection of its own."""
    with (
        closing(desk.vault.connect()) as database,
        database.write(desk.now(), OWNER, session_uid=desk.session_uid) as writer,
    ):
        yield writer
