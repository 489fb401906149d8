"""Triggers, all generated from one list of tables: the audit, the signed locks and the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlcipher3.dbapi2 import Connection

ALWAYS = "TRUE"
"""The condition of a table that only ever grows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A table, whose client its rows are about, and when a row is closed for good.

    In the SQL texts `{row}` stands for the row at hand. A table that is `part_of` another has
    its client and is closed together with it. `derived` columns are computed from others and
    are not named in the audit. Rows that are `kept` may change and are never deleted.
    """

    table: str
    client: str = "NULL"
    part_of: str = ""
    closed: str = ""
    derived: tuple[str, ...] = ()
    is_audited: bool = True
    is_kept: bool = False

    def client_of(self, row: str) -> str:
        """SQL for the client id of `row`, which is NEW or OLD."""
        if self.part_of:
            owner = f"{row}.{self.part_of}_id"
            return f"(SELECT client_id FROM {self.part_of} WHERE id = {owner})"
        return self.client.format(row=row)

    def is_closed(self, row: str) -> str:
        """SQL that is true when `row` may not change; empty when it always may."""
        if self.part_of:
            owner = f"{self.part_of}.id = {row}.{self.part_of}_id"
            return f"EXISTS (SELECT 1 FROM {self.part_of} WHERE {owner} AND state = 'signed')"
        return self.closed.format(row=row)


_OWN = "{row}.client_id"
_SIGNED = "{row}.state = 'signed'"
_TOLD_IN_NOTE = "{row}.note_id IS NOT NULL"
_SIGNED_WITH = "EXISTS (SELECT 1 FROM signature WHERE attachment_id = {row}.id)"
_OF_RECORD = (
    "coalesce((SELECT client_id FROM note WHERE {row}.record_kind = 'note'"
    " AND uid = {row}.record_uid), (SELECT client_id FROM plan WHERE {row}.record_kind = 'plan'"
    " AND uid = {row}.record_uid), (SELECT client_id FROM addendum"
    " WHERE {row}.record_kind = 'addendum' AND uid = {row}.record_uid), (SELECT client_id"
    " FROM discharge WHERE {row}.record_kind = 'discharge' AND uid = {row}.record_uid),"
    " (SELECT client_id FROM assessment WHERE {row}.record_kind = 'assessment'"
    " AND uid = {row}.record_uid))"
)

_OF_CV = "(SELECT client_id FROM cv WHERE id = {row}.cv_id)"

TABLES = (
    Watched(table="program"),
    Watched(table="setting"),
    Watched(table="backup_place"),
    Watched(table="amendment", client=_OWN),
    Watched(table="client", client="{row}.id", derived=("search_name", "last_note_on")),
    Watched(table="contact", client=_OWN),
    Watched(table="episode", client=_OWN),
    Watched(table="session"),
    Watched(table="attendance", client=_OWN),
    Watched(table="plan", client=_OWN, closed=_SIGNED),
    Watched(table="plan_problem", part_of="plan"),
    Watched(table="plan_goal", part_of="plan"),
    Watched(table="plan_objective", part_of="plan"),
    Watched(table="plan_intervention", part_of="plan"),
    Watched(table="plan_rating", part_of="plan"),
    Watched(table="note", client=_OWN, closed=_SIGNED),
    Watched(table="note_section", part_of="note"),
    Watched(table="note_objective", part_of="note"),
    Watched(table="note_intervention", part_of="note"),
    Watched(table="addendum", client=_OWN, closed=_SIGNED),
    Watched(table="task", client=_OWN),
    Watched(table="cv", client=_OWN),
    *(
        Watched(table=f"cv_{part}", client=_OF_CV)
        for part in ("job", "training", "certificate", "skill", "language", "reference")
    ),
    Watched(table="discharge", client=_OWN, closed=_SIGNED),
    Watched(table="discharge_part", part_of="discharge"),
    Watched(table="assessment", client=_OWN, closed=_SIGNED),
    Watched(table="assessment_domain", part_of="assessment"),
    Watched(table="assessment_criterion", part_of="assessment"),
    *(
        Watched(table=table, client=_OWN)
        for table in ("person", "circumstances", "living", "prior_care", "intake_item")
    ),
    *(
        Watched(table=table, client=_OWN, is_kept=True)
        for table in ("diagnosis", "substance", "drug_test", "medication", "allergy")
    ),
    Watched(table="craving", client=_OWN, closed=_TOLD_IN_NOTE, is_kept=True),
    *(
        Watched(table=table, client=_OWN, closed=ALWAYS)
        for table in ("extension", "level_change", "stay_review", "return_to_use", "reconciliation")
    ),
    Watched(table="mistake", client=_OWN),
    Watched(table="client_import", is_kept=True),
    Watched(table="phrase", derived=("uses", "used_on")),
    Watched(table="note_template"),
    Watched(table="note_template_section"),
    Watched(table="template_choice", client=_OWN, is_audited=False),
    Watched(table="own_word"),
    Watched(table="counseling_lock"),
    Watched(table="counseling_note", client=_OWN, derived=("nonce", "content")),
    Watched(table="care_group"),
    Watched(table="group_member", client=_OWN, is_kept=True),
    Watched(table="group_preference", client=_OWN),
    Watched(table="series", client=_OWN),
    Watched(table="series_exception"),
    Watched(table="holiday"),
    Watched(table="meeting"),
    Watched(table="planned_topic"),
    Watched(table="given_reason", client=_OWN),
    Watched(table="mutual_help_meeting", client=_OWN),
    Watched(table="mutual_help_standing", client=_OWN),
    Watched(table="clinic_profile"),
    Watched(table="past_profile", closed=ALWAYS),
    Watched(table="clinic_number", is_kept=True),
    Watched(table="client_number", client=_OWN, is_kept=True),
    Watched(table="snooze", client=_OWN, is_audited=False),
    Watched(table="progress", client=_OWN, closed=ALWAYS),
    Watched(table="seal", client=_OF_RECORD, closed=ALWAYS),
    Watched(table="signature", client=_OF_RECORD, closed=ALWAYS),
    Watched(table="refusal", client=_OWN, closed=ALWAYS),
    Watched(table="attachment", client=_OWN, closed=_SIGNED_WITH),
    Watched(table="store_key", closed=ALWAYS, is_audited=False),
    Watched(table="audit_event", closed=ALWAYS, is_audited=False),
    Watched(table="audit_seal", closed=ALWAYS, is_audited=False),
)

_SEARCH = (
    "CREATE TRIGGER search_text_insert AFTER INSERT ON search_text BEGIN\n"
    "    INSERT INTO search (rowid, text) VALUES (NEW.id, NEW.text);\n"
    "END",
    "CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN\n"
    "    INSERT INTO search (search, rowid, text) VALUES ('delete', OLD.id, OLD.text);\n"
    "END",
    "CREATE TRIGGER search_text_update AFTER UPDATE ON search_text BEGIN\n"
    "    INSERT INTO search (search, rowid, text) VALUES ('delete', OLD.id, OLD.text);\n"
    "    INSERT INTO search (rowid, text) VALUES (NEW.id, NEW.text);\n"
    "END",
)


def renew(connection: Connection) -> None:
    """Drop every trigger and make all of them anew for the tables as they are now."""
    drop(connection)
    for statement in _statements(connection):
        connection.execute(statement)


def drop(connection: Connection) -> None:
    """Drop every trigger: a migration may move what nobody else may touch."""
    old = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in old:
        connection.execute(f'DROP TRIGGER "{name}"')


def _statements(connection: Connection) -> Iterator[str]:
    for watched in TABLES:
        info = connection.execute(f"PRAGMA table_info ({watched.table})").fetchall()
        if not info:
            continue  # a later migration makes this table
        if watched.is_audited:
            yield from _audit(watched, [row[1] for row in info])
        if watched.is_closed("OLD"):
            yield from _lock(watched)
        elif watched.is_kept:
            yield _refusal(watched.table, "DELETE", ALWAYS)
    yield from _SEARCH


def _audit(watched: Watched, columns: list[str]) -> Iterator[str]:
    table = watched.table
    yield _audit_of_row("insert", watched, "NEW")
    if watched.closed == ALWAYS:
        return
    yield _audit_of_row("delete", watched, "OLD")
    named = [name for name in columns if name != "id" and name not in watched.derived]
    changes = "\n        || ".join(
        f"iif(OLD.{name} IS NOT NEW.{name}, ' {name}', '')" for name in named
    )
    event = _event("update", watched, "NEW", columns="changed")
    yield (
        f"CREATE TRIGGER audit_{table}_update AFTER UPDATE ON {table} BEGIN\n"
        f"{event},\n"
        f"    (SELECT ltrim({changes}) AS changed)\n"
        "    WHERE changed <> '';\n"
        "END"
    )


def _audit_of_row(act: str, watched: Watched, row: str) -> str:
    event = _event(act, watched, row, columns="''")
    return (
        f"CREATE TRIGGER audit_{watched.table}_{act} AFTER {act.upper()} ON {watched.table} BEGIN\n"
        f"{event};\n"
        "END"
    )


def _event(act: str, watched: Watched, row: str, *, columns: str) -> str:
    return (
        "    INSERT INTO audit_event (at, session_uid, actor, act, table_name, row_id, client_id,"
        " columns, result)\n"
        f"    SELECT at, session_uid, actor, '{act}', '{watched.table}', {row}.id,"
        f" {watched.client_of(row)}, {columns}, ''\n"
        "    FROM acting"
    )


def _lock(watched: Watched) -> Iterator[str]:
    """Refuse to change or remove what is closed, or to add a part to it.

    REPLACE removes the row in its way, which fires the trigger on DELETE because every
    connection has `recursive_triggers` on and none can turn it off (connection.py).
    """
    closed = watched.is_closed("OLD")
    yield _refusal(watched.table, "DELETE", ALWAYS if watched.is_kept else closed)
    if watched.part_of:
        joined = watched.is_closed("NEW")
        yield _refusal(watched.table, "INSERT", joined)
        closed += f"\n    OR {joined}"
    yield _refusal(watched.table, "UPDATE", closed)


def _refusal(table: str, act: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER lock_{table}_{act.lower()} BEFORE {act} ON {table}\n"
        f"    WHEN {condition}\n"
        "BEGIN\n"
        f"    SELECT RAISE(ABORT, 'signed: {table}');\n"
        "END"
    )
