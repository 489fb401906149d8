"""Counseling notes: set them up, open them, write, delete; no other service knows of them.

42 CFR 2.11 and 45 CFR 164.501: they are kept apart from the rest of the record. Their key is in
memory only while they are open, in an `OpenNotes` that whoever opened them has to close.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    ClosedCounselingNotesError,
    CounselingNotesSetUpError,
    DamagedCounselingNoteError,
    DamagedKeysError,
    SamePassphraseError,
    WrongNotesPassphraseError,
    WrongNotesWordsError,
    WrongSecretError,
)
from counselor_desk.records.audit import Act
from counselor_desk.records.counseling_notes import (
    CounselingLock,
    CounselingNote,
    CounselingNoteId,
)
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.services import clients
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import OWNER, Desk
from counselor_desk.storage import costs, passphrases
from counselor_desk.storage import counseling_notes as rows
from counselor_desk.storage.keys import KeyDocument, RootKey, joined

if TYPE_CHECKING:
    from counselor_desk.storage import keys

TOLD_EVERY = timedelta(minutes=5)
"""A note that is being written is named in the log this often, not at every pause."""

_UNSAVED = CounselingNoteId(0)
_TABLE = "counseling_note"


@dataclass(slots=True, eq=False)
class OpenNotes:
    """The key of the counseling notes, in memory until `close`."""

    key: RootKey = field(repr=False)

    def close(self) -> None:
        """Wipe the key. Best effort: Python may have copied it."""
        self.key.wipe()


def is_set_up(desk: Desk) -> bool:
    """Whether counseling notes have a passphrase."""
    with desk.read() as reader:
        return rows.lock(reader) is not None


def needs_words(desk: Desk) -> bool:
    """Whether the recovery words in force do not open the counseling notes.

    So it is after a set-up without words, and after the store got a new recovery sheet.
    """
    with desk.read() as reader:
        made = rows.lock(reader)
    return made is not None and made.recovery_of != _recovery_mark(desk)


def set_up(desk: Desk, passphrase: str, words: str = "") -> OpenNotes:
    """Choose the passphrase, and let the store's recovery words open the notes, too.

    Meant for a job: it derives several keys and writes over a connection of its own. Without
    words a forgotten passphrase loses the notes; `renew_words` can make up for it.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        SamePassphraseError: it opens the store already.
        RecoveryCountError, RecoveryWordError, WrongSecretError: these are not the words in force.
        CounselingNotesSetUpError: it was done before.
    """
    require_other(desk, passphrase)
    checked = _words_in_force(desk, words) if words.strip() else ""
    key = RootKey.new()
    made = KeyDocument(store_id=key.store_id, epoch=0, key_epoch=1, slots=())
    made = made.rewrapped(key, "passphrase", passphrase, _cost(desk))
    if checked:
        made = made.rewrapped(key, "recovery", checked, desk.vault.bounds.floor)
    _keep_lock(desk, made, _recovery_mark(desk) if checked else "", is_first=True)
    return OpenNotes(key)


def open_notes(desk: Desk, passphrase: str) -> OpenNotes:
    """Open them by their passphrase; meant for a job.

    Raises:
        WrongNotesPassphraseError: it is another one.
        DamagedCounselingNoteError: their lock is not as it was written.
    """
    return OpenNotes(_unlock(desk, "passphrase", passphrase, WrongNotesPassphraseError()))


def open_by_words(desk: Desk, words: str) -> OpenNotes:
    """Open them by the recovery words they were last told; meant for a job.

    Raises:
        RecoveryCountError, RecoveryWordError: these are not twelve words of the list.
        WrongNotesWordsError: they are others.
        DamagedCounselingNoteError: their lock is not as it was written.
    """
    checked = joined(passphrases.check_recovery_words(words))
    return OpenNotes(_unlock(desk, "recovery", checked, WrongNotesWordsError()))


def change_passphrase(desk: Desk, opened: OpenNotes, passphrase: str) -> None:
    """Open them by another passphrase from now on; meant for a job.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        SamePassphraseError: it opens the store already.
        ClosedCounselingNotesError: they were closed.
    """
    require_other(desk, passphrase)
    made, mark = _document(desk)
    changed = _rewrapped(made, opened, "passphrase", passphrase, _cost(desk))
    _keep_lock(desk, changed, mark)


def renew_words(desk: Desk, opened: OpenNotes, words: str) -> None:
    """Let the store's recovery words, as they are now, open the notes; meant for a job.

    Raises:
        RecoveryCountError, RecoveryWordError, WrongSecretError: these are not the words in force.
        ClosedCounselingNotesError: they were closed.
    """
    checked = _words_in_force(desk, words)
    made, _ = _document(desk)
    changed = _rewrapped(made, opened, "recovery", checked, desk.vault.bounds.floor)
    _keep_lock(desk, changed, _recovery_mark(desk))


def require_other(desk: Desk, passphrase: str) -> None:
    """Refuse a passphrase that is weak, or that opens the store.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        SamePassphraseError: it opens the store already.
    """
    passphrases.require_strong(passphrase)
    try:
        desk.vault.key_document.unlock("passphrase", passphrase).wipe()
    except WrongSecretError:
        return
    raise SamePassphraseError


def of_client(desk: Desk, opened: OpenNotes, client_id: ClientId) -> list[CounselingNote]:
    """The notes about a client, the newest first.

    Raises:
        ClosedCounselingNotesError: they were closed.
        DamagedCounselingNoteError: one is not as it was written.
    """
    client_uid = _client_uid(desk, client_id)
    with desk.read() as reader:
        return [
            rows.unseal(opened.key, row, client_uid) for row in rows.of_client(reader, client_id)
        ]


def tell_opened(desk: Desk, client_id: ClientId) -> None:
    """Write into the log that the counseling notes about a client were opened."""
    if not desk.is_read_only:
        with desk.write() as writer:
            writer.act(Act.VIEW, table=_TABLE, client_id=client_id)


def start(
    desk: Desk, opened: OpenNotes, client_id: ClientId, *, initiator: object = None
) -> CounselingNote:
    """Begin a note about a client.

    Raises:
        ClosedCounselingNotesError: they were closed.
    """
    now = desk.now()
    return _insert(
        desk,
        opened,
        CounselingNote(
            id=_UNSAVED,
            uid=desk.new_uid(),
            client_id=client_id,
            written_at=now,
            changed_at=now,
            text="",
        ),
        initiator,
    )


def keep(
    desk: Desk, opened: OpenNotes, note: CounselingNote, text: str, *, initiator: object = None
) -> CounselingNote:
    """Write what was typed, encrypted; called at each pause.

    Raises:
        ClosedCounselingNotesError: they were closed.
        DeskError: it could not be written.
    """
    if text == note.text:
        return note
    now = desk.now()
    is_told = now - note.changed_at < TOLD_EVERY
    changed = replace(note, text=text, changed_at=note.changed_at if is_told else now)
    sealed = rows.seal(opened.key, changed, _client_uid(desk, note.client_id))
    with desk.write() as writer:
        rows.update(writer, sealed)
    _announce(desk, note.client_id, initiator)
    return changed


def delete(desk: Desk, note: CounselingNote, *, initiator: object = None) -> None:
    """Take a note away; `bring_back` can undo it while somebody still holds it."""
    with desk.write() as writer:
        rows.delete(writer, note)
    _announce(desk, note.client_id, initiator)


def bring_back(
    desk: Desk, opened: OpenNotes, note: CounselingNote, *, initiator: object = None
) -> CounselingNote:
    """Keep a deleted note again, as it was.

    Raises:
        ClosedCounselingNotesError: they were closed.
    """
    return _insert(desk, opened, note, initiator)


def _insert(
    desk: Desk, opened: OpenNotes, note: CounselingNote, initiator: object
) -> CounselingNote:
    sealed = rows.seal(opened.key, note, _client_uid(desk, note.client_id))
    with desk.write() as writer:
        kept = rows.insert(writer, sealed)
    _announce(desk, note.client_id, initiator)
    return replace(note, id=kept.id)


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.COUNSELING_NOTE, client_id=client_id, initiator=initiator))


def _client_uid(desk: Desk, client_id: ClientId) -> Uid:
    return clients.get(desk, client_id).uid


def _unlock(desk: Desk, kind: keys.Kind, secret: str, wrong: Exception) -> RootKey:
    made, _ = _document(desk)
    try:
        return made.unlock(kind, secret)
    except WrongSecretError:
        raise wrong from None
    except DamagedKeysError as error:
        raise DamagedCounselingNoteError from error


def _rewrapped(
    made: KeyDocument, opened: OpenNotes, kind: keys.Kind, secret: str, cost: costs.Cost
) -> KeyDocument:
    try:
        return made.rewrapped(opened.key, kind, secret, cost)
    except ValueError as error:  # a wiped key refuses to seal
        raise ClosedCounselingNotesError from error


def _document(desk: Desk) -> tuple[KeyDocument, str]:
    """The slots, and which recovery words open them, read on a connection of its own."""
    with closing(desk.vault.connect()) as database, database.read() as reader:
        made = rows.lock(reader)
    if made is None:
        raise DamagedCounselingNoteError
    return rows.document(made, desk.vault.bounds), made.recovery_of


def _keep_lock(
    desk: Desk, document: KeyDocument, recovery_of: str, *, is_first: bool = False
) -> None:
    made = CounselingLock(key_document=document.to_bytes().decode("ascii"), recovery_of=recovery_of)
    with (
        closing(desk.vault.connect()) as database,
        database.write(desk.now(), OWNER, session_uid=desk.session_uid) as writer,
    ):
        if is_first and rows.lock(writer) is not None:
            raise CounselingNotesSetUpError
        rows.put_lock(writer, made)


def _words_in_force(desk: Desk, words: str) -> str:
    """Twelve words that open the store now, as the one secret they are."""
    checked = joined(passphrases.check_recovery_words(words))
    desk.vault.key_document.unlock("recovery", checked).wipe()
    return checked


def _recovery_mark(desk: Desk) -> str:
    """Tells one set of recovery words from another, and nothing about them."""
    slots = desk.vault.key_document.slots
    return next((slot.salt.hex() for slot in slots if slot.kind == "recovery"), "")


def _cost(desk: Desk) -> costs.Cost:
    """As dear as a guess at the store's passphrase."""
    return desk.vault.key_document.cost_of("passphrase") or desk.vault.bounds.floor
