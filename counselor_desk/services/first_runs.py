"""First runs: the recovery sheet before there is a store, then the store and its backup folder."""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counselor_desk.errors import DeskError
from counselor_desk.records.recovery_sheets import RecoverySheet
from counselor_desk.services import backups, stores

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from counselor_desk.records.program import Program
    from counselor_desk.services.desk import Desk
    from counselor_desk.storage.costs import Cost

_SUFFIX = ".cdesk"


def new_store_id() -> str:
    """A fresh random id for a store, 32 hexadecimal digits."""
    return uuid.uuid4().hex


def sheet(
    folder: Path, store_id: str, words: tuple[str, ...], moment: datetime, zone: str
) -> RecoverySheet:
    """The recovery sheet of the store that will be made in `folder`.

    Args:
        folder: the store's folder; its name stands on the sheet.
        store_id: the id the store will have, 32 hexadecimal digits.
        words: the twelve words.
        moment: now, in UTC.
        zone: IANA name of the local time zone.
    """
    return RecoverySheet(
        words=words,
        store_label=folder.absolute().name.removesuffix(_SUFFIX),
        store_id=store_id,
        made_at=moment.astimezone(ZoneInfo(zone)),
    )


def refusal(store: Path, chosen: Path) -> str:
    """Why backups cannot go to `chosen`; empty when they can."""
    if chosen.absolute().is_relative_to(store.absolute()):
        return (
            "This folder lies inside the store itself, and would be lost together with it. Choose "
            "another one."
        )
    return ""


def make(
    folder: Path,
    passphrase: str,
    words: tuple[str, ...],
    *,
    store_id: str,
    program: Program,
    backup_folder: Path | None,
    config_dir: Path | None,
    zone: str,
    clock: stores.Clock,
    cost: Cost | None = None,
) -> Desk:
    """Make the store and open it; backups go to `backup_folder`, if there is one.

    Raises:
        WeakPassphraseError: the passphrase is too easy to guess.
        StoreError: the folder is taken, in the cloud, full or may not be written.
    """
    desk, _ = stores.create(
        folder,
        passphrase,
        config_dir=config_dir,
        zone=zone,
        words=words,
        store_id=store_id,
        program=program,
        cost=cost,
        clock=clock,
    )
    if backup_folder is not None:
        # The store is made: a drive that was pulled meanwhile is no reason to fail. Today and the
        # backup page go on saying that there is no backup.
        with contextlib.suppress(DeskError):
            backups.add_place(desk, backup_folder)
    return desk
