"""Eight ways around the locks of signed records, tried on the connection an open store has."""

import contextlib
import shutil

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import connection, seals
from tests.unit.storage import charts, samples
from tests.unit.storage.conftest import KEY, open_database

TEXTS = {
    "note": "topic",
    "plan": "strengths",
    "discharge": "last_service_on",
    "addendum": "text",
    "assessment": "summary",
}
"""A column of each kind of record that is signed."""

SIGNED = pytest.mark.parametrize("table", TEXTS)


@pytest.fixture(scope="module")
def signed_records(charted_records, tmp_path_factory):
    """A store with a signed note, plan, discharge summary, addendum and assessment."""
    source, chart = charted_records
    path = shutil.copy(source, tmp_path_factory.mktemp("signed") / "records.db")
    with (
        open_database(path) as database,
        database.write(samples.AT, samples.ACTOR, session_uid=samples.SESSION_UID) as db,
    ):
        for kind, record in (
            (RecordKind.DISCHARGE, charts.sign_discharge(db, chart.client, chart.episode)),
            (RecordKind.ADDENDUM, chart.addendum),
            (RecordKind.ASSESSMENT, charts.sign_assessment(db, chart.client, chart.episode)),
        ):
            seals.make(db, kind, record.uid, samples.canonical(record), samples.AT)
    return path


@pytest.fixture(scope="module")
def guarded(signed_records, tmp_path_factory):
    path = shutil.copy(signed_records, tmp_path_factory.mktemp("guarded") / "records.db")
    with contextlib.closing(connection.open_connection(path, KEY)) as opened:
        connection.guard(opened)
        yield opened


def rows(db, table):
    return db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def row_again(db, table):
    """The signed row as the values of another INSERT."""
    columns = [name for _, name, *_ in db.execute(f"PRAGMA table_info ({table})")]
    values = db.execute(f"SELECT * FROM {table} WHERE state = 'signed'").fetchone()
    marks = ", ".join("?" * len(columns))
    return f"{table} ({', '.join(columns)}) VALUES ({marks})", values


def try_update(db, table, column):
    db.execute(f"UPDATE {table} SET {column} = 'x'")


def try_delete(db, table, column):
    db.execute(f"DELETE FROM {table}")


def try_replace(db, table, column):
    row, values = row_again(db, table)
    db.execute(f"REPLACE INTO {row}", values)


def try_upsert(db, table, column):
    row, values = row_again(db, table)
    db.execute(f"INSERT INTO {row} ON CONFLICT DO UPDATE SET {column} = 'x'", values)


def try_update_or_ignore(db, table, column):
    db.execute(f"UPDATE OR IGNORE {table} SET {column} = 'x'")


def try_drop_trigger(db, table, column):
    db.execute(f"DROP TRIGGER lock_{table}_update")


def try_writable_schema(db, table, column):
    db.execute("PRAGMA writable_schema = ON")


def try_schema_edit(db, table, column):
    db.execute("DELETE FROM sqlite_master WHERE name = ?", (f"lock_{table}_update",))


def try_attach(db, table, column):
    db.execute("ATTACH ':memory:' AS aside KEY ''")


REFUSED = "signed:|not authorized|may not be modified"

ATTEMPTS = (
    try_update,
    try_delete,
    try_replace,
    try_upsert,
    try_update_or_ignore,
    try_drop_trigger,
    try_writable_schema,
    try_schema_edit,
    try_attach,
)


def test_every_kind_of_record_that_is_signed_is_tried():
    assert set(TEXTS) == set(RecordKind)


@SIGNED
@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda one: one.__name__)
def test_a_signed_record_cannot_be_changed_on_the_connection_of_an_open_store(
    guarded, attempt, table
):
    before = rows(guarded, table)

    with pytest.raises(dbapi2.DatabaseError, match=REFUSED):
        attempt(guarded, table, TEXTS[table])

    assert rows(guarded, table) == before
    assert any("signed" in row for row in before)


@SIGNED
@pytest.mark.parametrize(
    "attempt", [try_update, try_update_or_ignore], ids=lambda one: one.__name__
)
def test_without_the_lock_the_same_attempt_succeeds(signed_records, tmp_path, attempt, table):
    path = shutil.copy(signed_records, tmp_path / "records.db")
    with contextlib.closing(connection.open_connection(path, KEY)) as loose:
        loose.execute("PRAGMA foreign_keys = OFF")  # or the missing line of the log stops it
        try_drop_trigger(loose, table, "")
        before = rows(loose, table)
        attempt(loose, table, TEXTS[table])

        assert rows(loose, table) != before


@SIGNED
def test_a_connection_without_the_guard_can_drop_a_lock(signed_records, tmp_path, table):
    path = shutil.copy(signed_records, tmp_path / "records.db")
    with contextlib.closing(connection.open_connection(path, KEY)) as loose:
        try_drop_trigger(loose, table, "")

        left = loose.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        assert (f"lock_{table}_update",) not in left
