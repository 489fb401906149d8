"""Backups: what was tried, where to, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from counselor_desk.records.ids import BackupId, BackupPlaceId

PracticeMark = Literal["no", "known", "own"]
"""Whether a store is for practice, and if so, whether its known or an own passphrase opens it."""

Kinship = Literal["same", "parted", "other"]
"""Whether a backup is of the records here, of ones that went another way since, or of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlace:
    """A folder that the counselor named for backups."""

    id: BackupPlaceId
    folder: str
    added_at: datetime

    @property
    def path(self) -> Path:
        """The folder."""
        return Path(self.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupTry:
    """One try to make a backup.

    Attributes:
        size: bytes of the finished file; 0 when there is none.
        audit_seq: the last log entry that is in it.
        failure: a code such as `full` or `missing`; empty when the file was read back and
            verified.
    """

    id: BackupId
    folder: str
    file_name: str
    tried_at: datetime
    size: int = 0
    audit_seq: int = 0
    failure: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether a backup was made, read back and found whole."""
        return not self.failure


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How things stand with the backups of a store.

    Attributes:
        last_verified: the newest backup that was read back and found whole.
        failed: the last try in each place where it failed, until one succeeds there or the place
            is removed.
        is_overdue: there is no verified backup, or it is more than seven days old, or
            dated in the future.
        has_places: whether any folder was named for backups.
    """

    last_verified: BackupTry | None
    failed: tuple[BackupTry, ...]
    is_overdue: bool
    has_places: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup as it looks from outside; nothing of it was proved yet.

    Attributes:
        size: bytes of the file.
        label: what its store was called, as the file name says.
        counts: how many there are of each thing, as it says itself.
    """

    path: Path
    made_at: datetime
    size: int
    label: str
    store_id: str
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What a backup holds, found genuine with its secret.

    Attributes:
        counts: rows of each table; `note:signed` and the like count the signed ones, and
            `form_draft:open` the forms and dialogs that wait to be finished.
        audit_seq: the last log entry in it.
        chain_head: the MAC of that entry in hexadecimal, empty in an empty log.
    """

    store_id: str
    made_at: datetime
    schema: int
    app_version: str
    counts: Mapping[str, int]
    audit_seq: int
    chain_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How many there are of one thing, in a backup and here.

    Attributes:
        what: one of clients, signed_notes, drafts, unfinished_forms, plans, assessments, tasks,
            cvs, discharges, log_entries.
        only_here: how many of those here would go; never any log entries, which nobody misses.
    """

    what: str
    in_backup: int
    here: int
    only_here: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyHere:
    """One thing that a backup does not have, or of a draft not what was typed last.

    Attributes:
        what: as of a `Difference`.
        number: the client's record number, empty where it is about none.
        added_at: when it was made, signed or last typed in.
        held_on: the day of a note.
    """

    what: str
    number: str
    added_at: datetime
    held_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A backup beside the records here.

    Attributes:
        only_here: what came since, the newest first; empty unless the kinship is `same`.
        is_log_whole: whether every entry of the log here is as it was written.
    """

    kinship: Kinship
    differences: tuple[Difference, ...]
    only_here: tuple[OnlyHere, ...]
    is_log_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came of a restore: the rows that were counted, and where the former store is now."""

    counts: Mapping[str, int]
    moved_aside: Path | None
