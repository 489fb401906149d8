"""Each row of the error table is one sentence; a broken constraint of ours stays a bug."""

import errno

import pytest
from sqlcipher3 import dbapi2

from counselor_desk import errors
from counselor_desk.storage import faults

KEY = bytearray(b"x'" + b"ab" * 32 + b"'")


@pytest.fixture
def connection(tmp_path):
    connection = dbapi2.connect(tmp_path / "records.db", isolation_level=None)
    connection.set_key(KEY)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute("CREATE TABLE note (text TEXT NOT NULL UNIQUE) STRICT")
    connection.execute(
        "CREATE TRIGGER note_closed BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'signed'); END"
    )
    connection.execute("INSERT INTO note VALUES ('one')")
    yield connection
    connection.close()


def caught(connection, sql, *parameters):
    with pytest.raises(dbapi2.Error) as caught:
        connection.execute(sql, parameters)
    return caught.value


def test_a_trigger_that_refuses_says_the_record_is_closed(connection):
    error = caught(connection, "DELETE FROM note")

    assert isinstance(faults.explain(error), errors.ClosedRecordError)


@pytest.mark.parametrize("value", ["one", None, b"bytes"])
def test_a_broken_constraint_is_a_bug(connection, value):
    error = caught(connection, "INSERT INTO note VALUES (?)", value)

    assert faults.explain(error) is None


def test_a_mistake_in_sql_is_a_bug(connection):
    assert faults.explain(caught(connection, "SELEC 1")) is None


def test_an_error_that_is_not_the_databases_is_a_bug():
    assert faults.explain(ValueError("x")) is None


def test_a_wrong_key_means_damage(connection, tmp_path):
    other = dbapi2.connect(tmp_path / "records.db")
    error = caught(other, "SELECT * FROM note")
    other.close()

    assert isinstance(faults.explain(error), errors.DamagedRecordsError)


def test_a_second_writer_is_told_to_wait(connection, tmp_path):
    other = dbapi2.connect(tmp_path / "records.db", isolation_level=None, timeout=0)
    other.set_key(KEY)
    connection.execute("BEGIN IMMEDIATE")
    error = caught(other, "BEGIN IMMEDIATE")
    other.close()

    assert isinstance(faults.explain(error), errors.BusyStoreError)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(dbapi2.Error) as caught:
        dbapi2.connect(f"file:{tmp_path}/nothing.db?mode=rw", uri=True)

    assert isinstance(faults.explain(caught.value), errors.MissingRecordsError)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("SQLITE_CORRUPT", errors.DamagedRecordsError),
        ("SQLITE_FULL", errors.DiskFullError),
        ("SQLITE_IOERR", errors.DiskError),
        ("SQLITE_READONLY", errors.ReadOnlyError),
        ("SQLITE_AUTH", errors.NotAllowedError),
    ],
)
def test_each_other_row_of_the_table_has_its_sentence(name, sentence):
    error = dbapi2.OperationalError("technical words")
    error.sqlite_errorname = name

    fault = faults.explain(error)

    assert type(fault) is sentence
    assert "technical" not in str(fault)
    assert str(fault).endswith(".")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, errors.DiskFullError),
        (errno.EFBIG, errors.DiskFullError),
        (errno.EROFS, errors.ReadOnlyError),
        (errno.EACCES, errors.ReadOnlyError),
        (errno.ENOENT, errors.BadPathError),
        (errno.ENAMETOOLONG, errors.BadPathError),
        (errno.EIO, errors.DiskError),
    ],
)
def test_a_file_that_cannot_be_written_says_why(tmp_path, number, sentence):
    fault = faults.explain_file(OSError(number, "technical words"), tmp_path / "plan.pdf")

    assert type(fault) is sentence
