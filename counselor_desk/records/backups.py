"""Backups: what was tried, where to, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counselor_desk.records.ids import BackupId, BackupPlaceId


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
