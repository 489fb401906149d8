"""Pictures of backups: the page in its states, the steps of a restore, the older copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counselor_desk.errors import WrongBackupSecretError
from counselor_desk.records.backups import BackupFile, BackupPlace, BackupState, BackupTry
from counselor_desk.records.ids import BackupId, BackupPlaceId
from counselor_desk.services.anchors import Missing
from counselor_desk.ui.backups.comparing import Compared
from counselor_desk.ui.backups.page import BackupSection
from counselor_desk.ui.gallery import Screen
from counselor_desk.ui.gallery_places import at
from counselor_desk.ui.navigation import Page, Place
from counselor_desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from counselor_desk.services.desk import Desk

_DRIVE = Path("/media/CLINIC-USB")
_MADE = datetime(2026, 3, 10, 23, 2, tzinfo=UTC)
_GOOD = BackupTry(
    id=BackupId(1),
    folder=str(_DRIVE),
    file_name="Records 2026-03-10 1802.cdbk",
    tried_at=_MADE,
    size=148_897_792,
)
_OTHERS = 2
"""How many days ago the backup of another store was made."""

_PLACES = (
    BackupPlace(id=BackupPlaceId(1), folder=str(_DRIVE), added_at=_MADE),
    BackupPlace(id=BackupPlaceId(2), folder="/home/dana/Cloud/Backups", added_at=_MADE),
)
_HERE = {
    "clients": 89,
    "signed_notes": 2416,
    "drafts": 4,
    "unfinished_forms": 3,
    "plans": 131,
    "assessments": 74,
    "tasks": 212,
    "cvs": 41,
    "discharges": 35,
    "log_entries": 48210,
}
_IN_BACKUP = _HERE | {
    "clients": 88,
    "signed_notes": 2410,
    "drafts": 5,
    "unfinished_forms": 0,
    "tasks": 213,
    "log_entries": 47985,
}
_COMPARED = Compared(
    made="Tue, Mar 10, 6:02 pm",
    in_backup=_IN_BACKUP,
    here=_HERE,
    now="Thu, Mar 12, 9:58 am",
    only_here={"clients": 1, "signed_notes": 6, "drafts": 2, "unfinished_forms": 3},
    span="; the notes are from March 10, 2026 to March 12, 2026",
    listed={"signed_notes": ("CD-0147 · March 12, 2026",)},
    aside="Records before restore 2026-03-12 0958.cdesk",
)


def screens() -> tuple[Screen, ...]:
    """The pictures of this module."""
    return (
        Screen(name="backup-none", make=at(_page), needs_desk=True),
        Screen(name="backup", make=at(_page), needs_desk=True, prepare=_show_good),
        Screen(name="backup-failed", make=at(_page), needs_desk=True, prepare=_fail),
        Screen(name="backup-working", make=at(_page), needs_desk=True, prepare=_work),
        Screen(name="restore-choose", make=at(_page), needs_desk=True, prepare=_choose),
        Screen(name="restore-secret", make=at(_page), needs_desk=True, prepare=_ask_secret),
        Screen(name="restore", make=at(_page), needs_desk=True, prepare=_compare),
        Screen(name="restore-other", make=at(_page), needs_desk=True, prepare=_compare_other),
        Screen(name="restore-locked", make=at(_page), needs_desk=True, prepare=_compare_locked),
        Screen(
            name="restore-unreadable", make=at(_page), needs_desk=True, prepare=_compare_nothing
        ),
        Screen(name="older-copy", make=at(_page), needs_desk=True, prepare=_warn),
        Screen(name="changed-records", make=at(_page), needs_desk=True, prepare=_warn_of_change),
    )


def _page(_desk: Desk) -> Place:
    return Place(page=Page.BACKUP)


def _section(window: QWidget) -> BackupSection | None:
    found = window.findChild(BackupSection)
    return found if isinstance(found, BackupSection) else None


def _show_good(window: QWidget) -> None:
    section = _section(window)
    if section is not None:
        state = BackupState(last_verified=_GOOD, failed=(), is_overdue=False, has_places=True)
        section.show_state(state, _PLACES)
        section.places_card.show_inside("88 clients, 2,410 signed notes")


def _fail(window: QWidget) -> None:
    section = _section(window)
    if section is not None:
        failed = replace(_GOOD, failure="missing", size=0)
        section.show_state(
            BackupState(last_verified=_GOOD, failed=(failed,), is_overdue=True, has_places=True),
            _PLACES,
        )


def _work(window: QWidget) -> None:
    _show_good(window)
    section = _section(window)
    if section is not None:
        work = section.places_card.work_line.begin("Backing up to CLINIC-USB…")
        work.tell(54, 142)
        section.places_card.work_line.look()


def _choose(window: QWidget) -> None:
    section = _section(window)
    if section is not None:
        section.show_restore(is_open=True)
        section.restore_card.choose_step.show_files(
            [
                BackupFile(
                    path=_DRIVE / f"Records {made:%Y-%m-%d %H%M}.cdbk",
                    made_at=made,
                    size=148_897_792 - 1_200_000 * day,
                    label="Records",
                    store_id=section.restore_card.target.store_id if day != _OTHERS else "other",
                )
                for day in range(9)
                for made in [_MADE - timedelta(days=day)]
            ]
        )


def _ask_secret(window: QWidget) -> None:
    section = _section(window)
    if section is not None:
        section.show_restore(is_open=True)
        section.restore_card.open_file(_DRIVE / "Records 2026-03-10 1802.cdbk")
        section.restore_card.secret_step.show_problem(WrongBackupSecretError("passphrase"))


def _compare(window: QWidget) -> None:
    _show_compared(window, _COMPARED)


def _compare_other(window: QWidget) -> None:
    gone = {what: n for what, n in _HERE.items() if what != "log_entries"}
    _show_compared(window, replace(_COMPARED, kinship="other", only_here=gone, listed={}))


def _compare_locked(window: QWidget) -> None:
    _show_compared(
        window, replace(_COMPARED, here=None, now="", only_here={}, listed={}, is_locked=True)
    )


def _compare_nothing(window: QWidget) -> None:
    sentence = (
        "It is damaged or a part of it is missing, so nobody can tell what would go. It is put "
        "aside as it is, not deleted."
    )
    _show_compared(
        window, replace(_COMPARED, here=None, now="", only_here={}, listed={}, unreadable=sentence)
    )


def _show_compared(window: QWidget, compared: Compared) -> None:
    _ask_secret(window)
    section = _section(window)
    if section is not None:
        section.restore_card.show_compared(compared)


def _warn(window: QWidget) -> None:
    _show_missing(window, Missing(newer_at=_MADE, newer_on=_MADE.date(), entries=214, notes=6))


def _warn_of_change(window: QWidget) -> None:
    missing = Missing(newer_at=_MADE, newer_on=_MADE.date(), entries=0, notes=0, is_altered=True)
    _show_missing(window, missing)


def _show_missing(window: QWidget, missing: Missing) -> None:
    if isinstance(window, Workspace):
        window.older_banner.show_missing(missing)
