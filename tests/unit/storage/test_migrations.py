"""The schema: one transaction for each step, known letter by letter, and never a step back."""

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.errors import ForeignRecordsError, TooNewError
from counselor_desk.storage import connection, migrations, triggers
from tests.schemas import GOLDEN, SCHEMA, as_text
from tests.unit.storage.conftest import KEY


@pytest.fixture
def blank(tmp_path):
    path = tmp_path / "blank.db"
    connection.create_file(path)
    opened = connection.open_connection(path, KEY)
    yield opened
    opened.close()


def schema(db):
    return as_text(db.execute(SCHEMA))


def test_the_schema_is_the_one_that_was_agreed(raw, tmp_path):
    found = schema(raw)
    fresh = tmp_path / "schema.sql"
    fresh.write_text(found, encoding="utf-8", newline="\n")

    assert found == GOLDEN.read_text(encoding="utf-8"), (
        f"the schema changed; if that is meant, copy {fresh} to {GOLDEN}"
    )


def test_every_table_is_strict(raw):
    loose = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND strict = 0 AND name NOT LIKE 'sqlite%'"
    ).fetchall()

    assert loose == []


def test_every_table_is_watched_or_known_not_to_be(raw):
    tables = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    watched = {one.table for one in triggers.TABLES}

    assert {name for (name,) in tables} - watched == {
        "acting",
        "backup",
        "draft",
        "form_draft",
        "group_draft",
        "imported_client",
        "search_text",
        "store",
    }


def test_the_header_names_program_and_version(raw):
    header = [
        raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]

    assert header == [migrations.APPLICATION_ID, migrations.SCHEMA_VERSION]


def test_the_newest_file_is_the_version_of_the_schema():
    assert max(number for number, _ in migrations._files()) == migrations.SCHEMA_VERSION


def test_migrating_again_changes_nothing(raw):
    before = raw.execute("PRAGMA schema_version").fetchone()

    migrations.migrate(raw)

    assert raw.execute("PRAGMA schema_version").fetchone() == before


def test_a_newer_store_is_refused(raw):
    raw.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")

    with pytest.raises(TooNewError):
        migrations.migrate(raw)


def test_a_file_of_another_program_is_refused(blank):
    blank.execute("CREATE TABLE song (title TEXT)")

    with pytest.raises(ForeignRecordsError):
        migrations.migrate(blank)


def test_the_profiles_a_program_left_get_a_table_of_their_own(blank, monkeypatch):
    every = list(migrations._files())
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 7)
    monkeypatch.setattr(migrations, "_files", lambda: [one for one in every if one[0] <= 7])
    migrations.migrate(blank)
    triggers.drop(blank)
    for name, ended_on in (("profile/generic_iop", "2026-03-02"), ("review_days", None)):
        blank.execute(
            "INSERT INTO clinic_number (name, value, reason, set_on, ended_on)"
            " VALUES (?, 3, 'The state asks for it.', '2026-02-01', ?)",
            (name, ended_on),
        )
    triggers.renew(blank)
    monkeypatch.undo()
    migrations.migrate(blank)

    assert blank.execute(
        "SELECT profile_id, reason, began_on, ended_on FROM past_profile"
    ).fetchall() == [("generic_iop", "The state asks for it.", "2026-02-01", "2026-03-02")]
    assert blank.execute("SELECT name FROM clinic_number").fetchall() == [("review_days",)]
    assert blank.execute("SELECT count(*) FROM audit_event").fetchone() == (0,)


def test_a_migration_that_fails_leaves_nothing_behind(blank, monkeypatch):
    monkeypatch.setattr(
        migrations, "_files", lambda: [(1, "CREATE TABLE a (b TEXT);\nCREATE TABLE a (b TEXT);")]
    )

    with pytest.raises(dbapi2.OperationalError):
        migrations.migrate(blank)

    assert blank.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_the_search_forgets_deleted_words_from_the_first_day(raw):
    kept = raw.execute("SELECT v FROM search_config WHERE k = 'secure-delete'").fetchone()

    assert kept == (1,)
