"""The three copies of a key file: reading them, choosing the one in force, keeping them equal."""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from counselor_desk.errors import (
    DamagedKeysError,
    DeskError,
    KeyCopyError,
    KeyFileError,
    MissingKeysError,
    TooNewError,
    UnreadableError,
    WrongSecretError,
)
from counselor_desk.storage import files, key_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from counselor_desk.storage.costs import Bounds
    from counselor_desk.storage.keys import KeyDocument, Kind, RootKey

KEYS = "keys.json"
KEYS_COPY = "keys.copy.json"
THIRD = "third copy"
"""What the copy in the per-user folder is called; its file name means nothing to a person."""
_THIRD_COPIES = "keys"
_MOST_THIRD_COPIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of the key file: what it says, or why it cannot be used."""

    path: Path
    document: KeyDocument | None = None
    problem: KeyFileError | None = None


def read_copies(folder: Path, config_dir: Path | None, bounds: Bounds) -> list[Copy]:
    """The copies in the store's folder and in the per-user configuration folder.

    The third is kept per store id and absolute path; its absence is no problem. A store that
    was here before may have left one: it counts only where the folder itself has no keys.
    """
    copies = [read(folder / name, bounds) for name in (KEYS, KEYS_COPY)]
    here = {copy.document.store_id for copy in copies if copy.document}
    thirds = (read(path, bounds) for path in _third_copies(folder, config_dir))
    return copies + [
        copy for copy in thirds if copy.document and (not here or copy.document.store_id in here)
    ]


def own_copies(
    document: KeyDocument, folder: Path, config_dir: Path | None, bounds: Bounds
) -> list[Copy]:
    """The copies that an open store should have: two, and the third if it is there."""
    paths = [folder / KEYS, folder / KEYS_COPY]
    if config_dir is not None:
        third = third_path(document.store_id, folder, config_dir)
        paths += [third] if third.is_file() else []
    return [read(path, bounds) for path in paths]


def verify(
    document: KeyDocument, root: RootKey, folder: Path, config_dir: Path | None, bounds: Bounds
) -> int:
    """How many copies of the key file a store has, all of them genuine and equal to `document`.

    Raises:
        KeyCopyError: names a copy that is not.
    """
    copies = own_copies(document, folder, config_dir, bounds)
    for copy in copies:
        if copy.problem is not None:
            raise KeyCopyError(copy.path.name, copy.problem.brief)
        if copy.document != document or not copy.document.is_sealed_by(root):
            raise KeyCopyError(copy.path.name, "It is not the one in force.")
    return len(copies)


def read(path: Path, bounds: Bounds) -> Copy:
    """One copy; whatever is wrong with it is in its `problem`."""
    try:
        with path.open("rb") as file:
            content = file.read(key_text.MOST_BYTES + 1)
        return Copy(path=path, document=key_text.parse(content, bounds))
    except FileNotFoundError:
        return Copy(path=path, problem=MissingKeysError())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Copy(path=path, problem=UnreadableError(path.name, reason))
    except KeyFileError as problem:
        return Copy(path=path, problem=problem)


def problem_of(copies: Sequence[Copy]) -> KeyFileError | None:
    """Why none of the copies can be tried: the reason that helps most; None if one can."""
    if any(copy.document for copy in copies):
        return None
    problems = [copy.problem for copy in copies if copy.problem is not None]
    for kind in (TooNewError, UnreadableError, DamagedKeysError):
        for problem in problems:
            if isinstance(problem, kind):
                return problem
    return MissingKeysError()


def unlock(copies: Sequence[Copy], kind: Kind, secret: str) -> tuple[KeyDocument, RootKey]:
    """The document in force and the root key that `secret` opens in it.

    In force is the highest epoch sealed under the same root: after a crash between two copies,
    the passphrase that was replaced opens nothing any more.

    Raises:
        WrongSecretError, DamagedKeysError, MissingKeysError, TooNewError, UnreadableError
    """
    problem = problem_of(copies)
    if problem is not None:
        raise problem
    documents = _newest_first(copies)
    refusals: list[KeyFileError | WrongSecretError] = []
    for document in documents:
        try:
            root = document.unlock(kind, secret)
        except (WrongSecretError, DamagedKeysError) as refusal:
            refusals.append(refusal)
            continue
        if any(d.is_sealed_by(root) for d in documents if d.epoch > document.epoch):
            root.wipe()
            raise WrongSecretError(kind)
        return document, root
    raise next((r for r in refusals if isinstance(r, WrongSecretError)), refusals[0])


def later_root(document: KeyDocument, copies: Sequence[Copy]) -> tuple[int, datetime] | None:
    """The latest key epoch among other copies and when it was written, if later than `document`'s.

    Then all keys were changed since, and what `document` opens is from before.
    """
    later = [
        (copy.document.key_epoch, copy.path)
        for copy in copies
        if copy.document
        and copy.document.store_id == document.store_id
        and copy.document.key_epoch > document.key_epoch
    ]
    if not later:
        return None
    key_epoch, path = max(later)
    return key_epoch, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def write_first(document: KeyDocument, folder: Path) -> None:
    """Write both copies of a new store.

    Raises:
        DeskError: the folder cannot be written.
    """
    for name in (KEYS, KEYS_COPY):
        files.write_atomic(folder / name, document.to_bytes())


def replace(document: KeyDocument, folder: Path, config_dir: Path | None) -> None:
    """Put a new document in force. Once keys.json is written it is; the copies follow.

    A copy that cannot be written now is repaired when the store is next opened.

    Raises:
        DeskError: keys.json cannot be written; the old one is in force, unchanged.
    """
    files.write_atomic(folder / KEYS, document.to_bytes())
    with contextlib.suppress(DeskError):
        files.write_atomic(folder / KEYS_COPY, document.to_bytes())
    write_third(document, folder, config_dir)


def repair(
    document: KeyDocument, copies: Sequence[Copy], folder: Path, config: Path | None
) -> tuple[str, ...]:
    """Bring copies that are missing, damaged or older back to `document`, as far as possible.

    The keys of another store and of a newer version are left as they are; a half-written copy
    that a crash left goes. Gives the copies that were brought back.
    """
    repaired = []
    for copy in copies:
        files.clear_draft(copy.path)
        if _is_outdated(copy, document):
            with contextlib.suppress(DeskError):
                files.write_atomic(copy.path, document.to_bytes())
                repaired.append(copy.path.name if copy.path.parent == folder else THIRD)
    write_third(document, folder, config)
    return tuple(repaired)


def write_third(document: KeyDocument, folder: Path, config_dir: Path | None) -> None:
    """Write the copy in the per-user folder if it differs; it is never a reason to fail."""
    if config_dir is None:
        return
    path = third_path(document.store_id, folder, config_dir)
    with contextlib.suppress(OSError, DeskError):
        if path.is_file() and path.read_bytes() == document.to_bytes():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=files.PRIVATE_FOLDER)
        files.write_atomic(path, document.to_bytes())


def third_path(store_id: str, folder: Path, config_dir: Path) -> Path:
    """Where the third copy of a store at this absolute path is kept."""
    return config_dir / _THIRD_COPIES / f"{_path_mark(folder)}-{store_id}.keys.json"


def _third_copies(folder: Path, config_dir: Path | None) -> list[Path]:
    if config_dir is None:
        return []
    found = (config_dir / _THIRD_COPIES).glob(f"{_path_mark(folder)}-*.keys.json")
    try:
        return sorted(found)[:_MOST_THIRD_COPIES]
    except OSError:
        return []


def _path_mark(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:16]


def _newest_first(copies: Sequence[Copy]) -> list[KeyDocument]:
    """Each document once. Copies of another store than the first one's come last."""
    distinct = list(dict.fromkeys(copy.document for copy in copies if copy.document))
    store_id = distinct[0].store_id
    return sorted(distinct, key=lambda document: (document.store_id != store_id, -document.epoch))


def _is_outdated(copy: Copy, document: KeyDocument) -> bool:
    if copy.document is None:
        return not isinstance(copy.problem, (TooNewError, UnreadableError))
    is_same_store = copy.document.store_id == document.store_id
    return is_same_store and copy.document != document
