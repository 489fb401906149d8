"""What is signed stays as it is, whichever way somebody tries to change it with SQL."""

import contextlib
import shutil

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.storage import connection, plans
from tests.unit.storage import charts, samples
from tests.unit.storage.conftest import KEY, open_database

SIGNED = {
    "plan": "strengths",
    "plan_problem": "text",
    "plan_goal": "text",
    "plan_objective": "text",
    "plan_intervention": "text",
    "plan_rating": "rating",
    "note": "topic",
    "note_section": "text",
    "note_objective": "rating",
    "note_intervention": "text",
    "addendum": "text",
    "assessment": "summary",
    "assessment_domain": "narrative",
    "assessment_criterion": "reason",
    "discharge": "last_service_on",
    "discharge_part": "text",
    "progress": "rating",
    "seal": "canonical",
    "signature": "printed_name",
    "refusal": "reason",
    "attachment": "content",
}
OTHER_CODES = {
    "note_section": "response",
    "assessment_domain": "d2",
    "assessment_criterion": "withdrawal",
    "discharge_part": "family",
}
"""What another part of the signed record would be; parts without a code have a `node_uid`."""

GROWING = {"audit_event": "columns", "audit_seal": "mac", "store_key": "secret"}
CLOSED = SIGNED | GROWING


@pytest.fixture(scope="module")
def filled(charted_records, tmp_path_factory):
    source, chart = charted_records
    path = shutil.copy(source, tmp_path_factory.mktemp("filled") / "records.db")
    with (
        open_database(path) as database,
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        charts.sign_assessment(db, chart.client, chart.episode)
        charts.sign_discharge(db, chart.client, chart.episode)
    with contextlib.closing(connection.open_connection(path, KEY)) as opened:
        yield opened


@pytest.fixture
def raw(filled):
    """A connection without the authorizer to the chart, which nothing here may change."""
    filled.execute("BEGIN")
    yield filled
    filled.execute("ROLLBACK")


def rows(db, table):
    return db.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()


def copied(db, table, **changes):
    """Columns and values of the first row, some of them changed."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info ({table})")]
    row = db.execute(f"SELECT * FROM {table} ORDER BY rowid LIMIT 1").fetchone()
    values = dict(zip(columns, row, strict=True)) | changes
    marks = ", ".join("?" * len(columns))
    return f"{table} ({', '.join(columns)}) VALUES ({marks})", tuple(values.values())


def attempt_update(db, table, column):
    db.execute(f"UPDATE {table} SET {column} = {column}")


def attempt_update_or_ignore(db, table, column):
    db.execute(f"UPDATE OR IGNORE {table} SET {column} = {column}")


def attempt_update_or_replace(db, table, column):
    db.execute(f"UPDATE OR REPLACE {table} SET {column} = {column}")


def attempt_delete(db, table, column):
    db.execute(f"DELETE FROM {table}")


def attempt_insert_or_replace(db, table, column):
    values, parameters = copied(db, table)
    db.execute(f"INSERT OR REPLACE INTO {values}", parameters)


def attempt_upsert(db, table, column):
    values, parameters = copied(db, table)
    db.execute(
        f"INSERT INTO {values} ON CONFLICT DO UPDATE SET {column} = excluded.{column}", parameters
    )


ATTEMPTS = (
    attempt_update,
    attempt_update_or_ignore,
    attempt_update_or_replace,
    attempt_delete,
    attempt_insert_or_replace,
    attempt_upsert,
)


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize(("table", "column"), CLOSED.items())
def test_a_closed_row_refuses(chart, raw, attempt, table, column):
    before = rows(raw, table)

    with pytest.raises(dbapi2.IntegrityError, match=f"signed: {table}"):
        attempt(raw, table, column)

    assert rows(raw, table) == before


@pytest.mark.parametrize("table", ["note", "plan", "addendum", "assessment", "attachment"])
def test_a_new_row_cannot_take_the_uid_of_a_closed_one(chart, raw, table):
    values, parameters = copied(raw, table, id=999)

    with pytest.raises(dbapi2.IntegrityError, match=f"signed: {table}"):
        raw.execute(f"INSERT OR REPLACE INTO {values}", parameters)


@pytest.mark.parametrize("table", ["note", "plan", "addendum", "assessment"])
@pytest.mark.parametrize("column", ["id", "uid"])
def test_a_draft_cannot_become_a_closed_row(chart, raw, table, column):
    drafted = draft_beside(raw, table)

    with pytest.raises(dbapi2.IntegrityError, match=f"signed: {table}"):
        raw.execute(
            f"UPDATE OR REPLACE {table} SET {column} = (SELECT {column} FROM {table}"
            f" WHERE state = 'signed') WHERE id = {drafted}"
        )


def draft_beside(db, table):
    """A draft made like the signed row, with nothing in it."""
    values, parameters = copied(db, table, id=999, uid=samples.uid(), state="draft")
    return db.execute(f"INSERT INTO {values}", parameters).lastrowid


@pytest.mark.parametrize(
    ("table", "owner"),
    [(table, table.partition("_")[0]) for table in SIGNED if "_" in table],
)
def test_nothing_can_be_added_to_a_signed_record(chart, raw, table, owner):
    other = {"code": OTHER_CODES[table]} if table in OTHER_CODES else {"node_uid": samples.uid()}
    values, parameters = copied(raw, table, id=999, **other)

    with pytest.raises(dbapi2.IntegrityError, match=f"signed: {table}"):
        raw.execute(f"INSERT INTO {values}", parameters)


def test_a_section_of_a_draft_cannot_move_into_a_signed_note(chart, raw):
    drafted = draft_beside(raw, "note")
    values, parameters = copied(raw, "note_section", id=999, note_id=drafted, code="response")
    raw.execute(f"INSERT INTO {values}", parameters)

    with pytest.raises(dbapi2.IntegrityError, match="signed: note_section"):
        raw.execute("UPDATE note_section SET note_id = ? WHERE id = 999", (chart.note.id,))


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER lock_note_update",
        "DROP TABLE note",
        "ALTER TABLE note RENAME TO gone",
        "PRAGMA writable_schema = 1",
        "PRAGMA recursive_triggers = OFF",
        "PRAGMA foreign_keys = OFF",
        "UPDATE sqlite_master SET sql = '' WHERE name = 'lock_note_update'",
        "ATTACH ':memory:' AS other KEY ''",
        "CREATE TRIGGER mine BEFORE UPDATE ON note BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TEMP TRIGGER mine BEFORE UPDATE ON note BEGIN SELECT RAISE(IGNORE); END",
        "VACUUM",
    ],
)
def test_an_open_store_refuses_to_loosen_its_locks(database, statement):
    with pytest.raises(dbapi2.DatabaseError):
        database._connection.execute(statement)


@pytest.mark.parametrize("table", ["note", "plan", "addendum", "assessment"])
def test_a_draft_can_be_changed_and_deleted(chart, raw, table):
    drafted = draft_beside(raw, table)

    raw.execute(f"UPDATE {table} SET uid = ? WHERE id = ?", (samples.uid(), drafted))
    deleted = raw.execute(f"DELETE FROM {table} WHERE id = ?", (drafted,)).rowcount

    assert deleted == 1


def test_a_second_signed_plan_of_the_same_version_is_refused(chart, writing):
    other = samples.plan(chart.client.id, chart.episode.id, state=samples.SIGNED)

    with pytest.raises(dbapi2.IntegrityError, match="UNIQUE"), writing() as db:
        plans.insert(db, other)


def test_an_attachment_that_nobody_signed_with_can_be_deleted(raw):
    raw.execute(
        "INSERT INTO attachment (id, uid, kind, media_type, content, sha256, made_at)"
        " VALUES (999, 'u', 'logo', 'image/png', x'00', '', '')"
    )

    assert raw.execute("DELETE FROM attachment WHERE id = 999").rowcount == 1
