"""Audit events: what was done, when, to which row, and never what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counselor_desk.records.ids import ClientId, Uid


class Act(StrEnum):
    """What happened. The first three are written by triggers, the others by services."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    CREATE_STORE = "create_store"
    UNLOCK = "unlock"
    FAILED_UNLOCK = "failed_unlock"
    LOCK = "lock"
    VIEW = "view"
    SIGN = "sign"
    EXPORT = "export"
    PRINT = "print"
    DISCARD = "discard"
    RESTORE_DRAFT = "restore_draft"
    CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105 - the name of an act
    CHECK = "check"
    AUTO_LOCK = "auto_lock"
    ADD_ADDENDUM = "add_addendum"
    COPY_OUT = "copy_out"
    BACK_UP = "back_up"
    BACKUP_FAILED = "backup_failed"
    RESTORE = "restore"
    RESTORE_DRILL = "restore_drill"
    NEW_RECOVERY_WORDS = "new_recovery_words"
    ROTATE_KEYS = "rotate_keys"
    REPAIR_KEYS = "repair_keys"
    STRENGTHEN_KEYS = "strengthen_keys"
    MIGRATE = "migrate"
    ACCEPT_OLDER_COPY = "accept_older_copy"
    CLOCK_JUMP = "clock_jump"


class LockReason(StrEnum):
    """Why the program locked although nobody asked for it; the result of `AUTO_LOCK`."""

    IDLE = "idle_time"
    SCREEN = "screen_locked"
    SLEEP = "sleep"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One line of the log: ids, column names and codes; never a value of a record."""

    seq: int
    at: datetime
    session_uid: Uid
    actor: str
    act: Act
    table_name: str = ""
    row_id: int | None = None
    client_id: ClientId | None = None
    columns: str = ""
    result: str = ""
