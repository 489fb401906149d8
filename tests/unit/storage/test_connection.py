"""A connection that keeps its settings and refuses what an open store never needs."""

import re
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2

from counselor_desk import errors
from counselor_desk.storage import connection as connections

KEY = bytearray(range(32))
REFUSAL = re.compile("not authorized|prohibited|authorization denied|may not be modified")
SCHEMA = """
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE INDEX note_state ON note (state);
CREATE TABLE trace (act TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5(text, prefix='2 3', tokenize='unicode61');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER note_kept BEFORE DELETE ON note WHEN old.state = 'signed'
BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER note_found AFTER INSERT ON note
BEGIN
  INSERT INTO search (rowid, text) VALUES (new.id, new.text);
  INSERT INTO trace VALUES ('insert');
END;
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "rec ords #1?.db"
    connections.create_file(path)
    return path


@pytest.fixture
def guarded(path):
    connection = connections.open_connection(path, KEY)
    connection.executescript(SCHEMA)
    connections.guard(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize(("name", "_wanted", "expected"), connections.HARDENING)
def test_each_setting_reads_back_on_a_guarded_connection(guarded, name, _wanted, expected):
    assert guarded.execute(f"PRAGMA {name}").fetchone()[0] == expected


@pytest.mark.parametrize("way", ["open_connection", "open_copy"])
def test_the_program_locks_and_wipes_the_memory_of_the_cipher(path, way):
    """In a process of its own: most tests go without (`tests/unlocked_memory.py`)."""
    asked = (
        "import sys; from pathlib import Path; from counselor_desk.storage import connection;"
        f" opened = connection.{way}(Path(sys.argv[1]), bytearray(range(32)));"
        " print(*opened.execute('PRAGMA cipher_memory_security').fetchone())"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked, str(path)], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "1"


def test_the_library_does_not_write_to_the_terminal(guarded):
    assert guarded.execute("PRAGMA cipher_log_level").fetchone()[0] == "NONE"


def test_an_old_library_is_refused(path, monkeypatch):
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))

    with pytest.raises(errors.OldLibraryError):
        connections.open_connection(path, KEY)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(path, length):
    with pytest.raises(ValueError, match="32 bytes"):
        connections.open_connection(path, bytearray(length))


def test_the_key_is_left_as_it_was(path):
    key = bytearray(KEY)
    connections.open_connection(path, key).close()

    assert key == KEY


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(errors.MissingRecordsError):
        connections.open_connection(tmp_path / "records.db", KEY)

    assert list(tmp_path.iterdir()) == []


def test_another_key_does_not_open_the_file(guarded, path):
    with pytest.raises(errors.ForeignRecordsError):
        connections.open_connection(path, bytearray(32))


def test_a_setting_that_does_not_hold_is_named(path, monkeypatch):
    monkeypatch.setattr(connections, "HARDENING", (("no_such_setting", "1", 1),))

    with pytest.raises(errors.UnsafeConnectionError, match="no_such_setting"):
        connections.open_connection(path, KEY)


def test_the_files_can_be_read_by_their_owner_alone(guarded, path):
    guarded.execute("INSERT INTO note VALUES (1, 'text', 'draft')")
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}

    assert set(modes.values()) == {0o600}
    assert f"{path.name}-wal" in modes


def test_records_are_not_in_clear_on_the_disk(guarded, path):
    guarded.execute("INSERT INTO note VALUES (1, 'marigold', 'draft')")
    written = b"".join(file.read_bytes() for file in path.parent.iterdir())

    assert b"marigold" not in written
    assert b"CREATE TABLE" not in written


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TRIGGER note_kept",
        "DROP TABLE note",
        "ALTER TABLE note ADD COLUMN more TEXT",
        "CREATE TABLE other (a)",
        "CREATE TEMP TABLE other (a)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON note (text)",
        "CREATE VIRTUAL TABLE f USING fts5(a)",
        "ATTACH DATABASE ':memory:' AS other",
        "ATTACH DATABASE '/tmp/plain.db' AS other KEY ''",
        "DETACH DATABASE main",
        "VACUUM",
        "VACUUM INTO '/tmp/copy.db'",
        "ANALYZE",
        "REINDEX note",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "SELECT fts3_tokenizer('x')",
        "UPDATE sqlite_master SET sql = '' WHERE name = 'note_kept'",
        "DELETE FROM sqlite_schema WHERE name = 'note_kept'",
        "PRAGMA writable_schema=1",
        "PRAGMA main.Writable_Schema=1",
        "PRAGMA temp_store=FILE",
        "PRAGMA temp_store_directory='/tmp'",
        "PRAGMA recursive_triggers=OFF",
        "PRAGMA foreign_keys=OFF",
        "PRAGMA trusted_schema=ON",
        "PRAGMA ignore_check_constraints=ON",
        "PRAGMA secure_delete=OFF",
        "PRAGMA key='x'",
        "PRAGMA rekey='x'",
        "PRAGMA hexrekey='00'",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA synchronous=OFF",
        "PRAGMA cipher_hmac_pgno=be",
        "PRAGMA cipher_memory_security=OFF",
        "PRAGMA cipher_plaintext_header_size=32",
        "PRAGMA cipher_log='/tmp/log'",
        "PRAGMA cipher_profile='/tmp/log'",
        "PRAGMA mmap_size=1000000",
        "PRAGMA user_version=9",
        "PRAGMA application_id=9",
        "PRAGMA optimize",
    ],
)
def test_an_open_store_refuses(guarded, sql):
    with pytest.raises(dbapi2.DatabaseError, match=REFUSAL):
        guarded.execute(sql).fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM note",
        "REPLACE INTO note VALUES (1, 'other', 'draft')",
        "INSERT OR REPLACE INTO note VALUES (1, 'other', 'draft')",
    ],
)
def test_no_form_of_delete_walks_past_a_trigger(guarded, sql):
    guarded.execute("INSERT INTO note VALUES (1, 'text', 'signed')")

    with pytest.raises(dbapi2.IntegrityError):
        guarded.execute(sql)

    assert guarded.execute("SELECT text FROM note").fetchall() == [("text",)]


def test_ordinary_work_goes_on(guarded):
    guarded.execute("BEGIN IMMEDIATE")
    guarded.execute("SAVEPOINT inner")
    guarded.execute("INSERT INTO note VALUES (1, 'lantern', 'draft')")
    guarded.execute("UPDATE note SET text = upper(text)")
    guarded.execute("RELEASE inner")
    guarded.execute("COMMIT")
    guarded.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    found = guarded.execute("SELECT rowid FROM search WHERE search MATCH '\"lan\"*'").fetchall()
    counted = guarded.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
        "SELECT count(*) FROM n"
    ).fetchone()

    assert (found, counted) == ([(1,)], (3,))


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA integrity_check",
        "PRAGMA quick_check(1)",
        "PRAGMA foreign_key_check",
        "PRAGMA table_info(note)",
        "SELECT name FROM pragma_table_info('note')",
        "PRAGMA page_count",
        "PRAGMA cipher_integrity_check",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ],
)
def test_checks_go_on(guarded, sql):
    guarded.execute(sql).fetchall()


def test_a_deleted_word_leaves_the_search_index(guarded, path):
    guarded.execute("INSERT INTO note VALUES (1, 'marigold', 'draft')")
    guarded.execute("DELETE FROM search WHERE rowid = 1")
    blocks = guarded.execute("SELECT block FROM search_data").fetchall()

    assert not any(b"arigold" in block for (block,) in blocks)


def test_a_guarded_connection_may_give_back_its_cache_and_be_closed_twice(guarded):
    guarded.execute("PRAGMA shrink_memory")

    connections.close(guarded)
    connections.close(guarded)
    with pytest.raises(dbapi2.ProgrammingError):
        guarded.execute("SELECT 1")
