"""The practice store: a fictional caseload with its documents, to look at and to learn on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from counselor_desk.records.clients import ClientRow
from counselor_desk.services import clients, exports, practice, stores
from counselor_desk.services.desk import Desk
from counselor_desk.storage import practice as practice_folders
from counselor_desk.storage.costs import PRACTICE_COST

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePractice:
    """What was made. The secrets are empty when the person gave a passphrase."""

    clients: int
    documents: int
    passphrase: str = field(default="", repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)


def build(
    folder: Path,
    *,
    documents: Path,
    count: int,
    seed: int,
    passphrase: str | None,
    is_fresh: bool,
    config_dir: Path | None,
    zone: str,
    progress: Progress,
) -> MadePractice:
    """Make a practice store and write its documents; one that is there already is kept.

    Args:
        folder: the store; a practice store there is made anew only when `is_fresh` says so.
        documents: where the papers go, as `RECORD NUMBER/KIND/...`.
        count: clients, 1 to 1,000.
        seed: the same seed on the same day gives the same caseload.
        passphrase: None takes the known practice passphrase.
        is_fresh: delete the practice store first.
        config_dir: where a third copy of the key file is kept, or None.
        zone: IANA name of the local time zone.
        progress: is told each step in a line.

    Raises:
        FolderTakenError: something that is no practice store is in the folder.
        WrongSecretError: the practice store that is there has another passphrase.
        DeskError: the disk is full or may not be written.
    """
    secrets = practice.secrets()
    face = stores.look(folder)
    if face.exists and is_fresh:
        practice_folders.remove(folder)
    if face.exists and not is_fresh and face.is_practice:
        progress("The practice store is there already; --fresh makes it anew.")
        desk = stores.unlock(
            folder, passphrase or secrets.passphrase, config_dir=config_dir, zone=zone
        )
    else:
        progress(f"Making a practice store with {count} clients.")
        desk, _ = stores.create(
            folder,
            passphrase or secrets.passphrase,
            config_dir=config_dir,
            zone=zone,
            words=None if passphrase else secrets.words,
            is_practice=True,
            cost=PRACTICE_COST,
        )
        if passphrase:
            practice_folders.mark_own_passphrase(folder)
        practice.fill(desk, seed=seed, count=count)
    try:
        progress("Writing its documents.")
        written = write_documents(desk, documents)
        made = len(clients.rows(desk))
    finally:
        stores.lock(desk)
    return MadePractice(
        clients=made,
        documents=written,
        passphrase="" if passphrase else secrets.passphrase,
        words=() if passphrase else secrets.words,
    )


def known_passphrase(folder: Path) -> str:
    """The passphrase that the lock screen of a practice store shows; else an empty text."""
    if practice_folders.has_known_passphrase(folder):
        return practice.secrets().passphrase
    return ""


def write_documents(desk: Desk, documents: Path) -> int:
    """Write every document of every client as PDF and DOCX; the number of files."""
    written = 0
    for row in clients.rows(desk, sort="number"):
        # One entry of the log for each file, and one wait for the disk for all of a client's.
        with desk.write():
            written += _write_client(desk, row, documents)
    return written


def _write_client(desk: Desk, row: ClientRow, documents: Path) -> int:
    written = 0
    for kind in exports.DocumentKind:
        found = exports.choices(desk, row.id, kind)
        papers = [exports.compose(desk, choice) for choice in found]
        # Versions of a CV and two notes of one day would take the same name.
        names = Counter(composed.stem for composed in papers)
        for composed in papers:
            folder = documents / row.number / kind.value
            are_alike = names[composed.stem] > 1
            written += _write(desk, composed, folder, are_alike=are_alike)
    return written


def _write(desk: Desk, composed: exports.Composed, folder: Path, *, are_alike: bool) -> int:
    forms = (exports.Format.PDF, exports.Format.DOCX)
    for form in forms:
        path = folder / f"{composed.stem}.{form.value}"
        if are_alike:
            path = exports.target(folder, composed, form.value, many=True)
        content = exports.render(composed.document, form, composed.paper)
        exports.write(desk, composed, path, content)
    return len(forms)
