"""The audit: what is written down, and that no line of it can be lost, moved or edited unseen."""

import contextlib
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from counselor_desk.records.audit import Act
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import (
    audit,
    clients,
    connection,
    drafts,
    notes,
    search,
    store_keys,
)
from counselor_desk.storage.database import Database
from tests.unit.storage import samples
from tests.unit.storage.conftest import KEY, open_database

LINES = 8
LOCKED = ("audit_event", "audit_seal")


def events(reader):
    return list(reversed(audit.events(reader)))


def test_an_insert_names_table_row_and_client(client, reading):
    (event,) = events(reading)

    assert (event.act, event.table_name, event.row_id, event.client_id) == (
        Act.INSERT,
        "client",
        client.id,
        client.id,
    )


def test_an_event_has_the_moment_the_actor_and_the_sitting(client, reading):
    (event,) = events(reading)

    assert (event.at, event.actor, event.session_uid) == (
        samples.AT,
        samples.ACTOR,
        samples.SESSION_UID,
    )


def test_an_update_names_the_changed_columns_and_no_values(client, writing, reading):
    with writing() as db:
        clients.update(db, replace(client, given_name="Marek", born_on=samples.DAY))

    event = events(reading)[-1]
    assert (event.act, event.columns) == (Act.UPDATE, "given_name born_on")


def test_an_update_that_changes_nothing_is_not_an_event(client, writing, reading):
    with writing() as db:
        clients.update(db, client)

    assert len(events(reading)) == 1


def test_a_delete_is_an_event(client, episode, writing, reading):
    with writing() as db:
        note = notes.insert(db, samples.note(client.id, episode.id, sections=()))
    with writing() as db:
        db.execute("DELETE FROM note WHERE id = ?", note.id)

    event = events(reading)[-1]
    assert (event.act, event.table_name, event.client_id) == (Act.DELETE, "note", client.id)


def test_a_replaced_row_is_seen_going_and_coming(client, writing, reading):
    with writing() as db:
        db.execute("INSERT OR REPLACE INTO client SELECT * FROM client")

    assert [event.act for event in events(reading)[-2:]] == [Act.DELETE, Act.INSERT]


@pytest.mark.parametrize(
    "table",
    ["plan_objective", "note_section", "note_objective", "seal", "signature", "progress"],
)
def test_a_row_of_a_chart_is_traced_to_its_client(chart, reading, table):
    traced = {event.client_id for event in events(reading) if event.table_name == table}

    assert traced == {chart.client.id}


def test_an_act_is_an_event_of_its_own(client, writing, reading):
    with writing() as db:
        db.act(Act.PRINT, table="note", row_id=3, client_id=client.id, result="pdf")

    event = events(reading)[-1]
    assert (event.act, event.table_name, event.row_id, event.result) == (
        Act.PRINT,
        "note",
        3,
        "pdf",
    )


def test_events_can_be_asked_for_by_client_and_act(client, writing, reading):
    with writing() as db:
        db.act(Act.VIEW, client_id=client.id)
        db.act(Act.VIEW, client_id=None)

    (event,) = audit.events(reading, client_id=client.id, act=Act.VIEW)
    assert event.client_id == client.id


def test_drafts_and_search_leave_no_event(client, writing, reading):
    with writing() as db:
        drafts.keep(db, RecordKind.NOTE, samples.uid(), "{}", samples.AT)
        search.put(db, RecordKind.NOTE, samples.uid(), client.id, "words")

    assert len(events(reading)) == 1


def test_no_event_holds_a_value_of_a_record(chart, reading):
    said = " ".join(map(repr, events(reading)))

    for word in ("Marcus", "Reyes", "trigger", "Whitfield", "Alcohol", "Sunday"):
        assert word not in said


def test_a_whole_chain_is_verified(chart, reading, database):
    report = audit.verify(reading, database.keys)

    assert (report.is_whole, report.entries) == (True, len(events(reading)))


def test_an_empty_chain_is_whole(reading, database):
    assert audit.verify(reading, database.keys).is_whole


def test_another_key_does_not_verify_the_chain(client, reading, database):
    foreign = replace(database.keys, audit_key=b"x" * 32)

    assert audit.verify(reading, foreign).first_bad_seq == 1


def test_an_act_with_the_separator_in_it_is_refused(writing):
    with pytest.raises(ValueError, match="separator"), writing() as db:
        db.act(Act.VIEW, result="a\x1fb")


@pytest.fixture(scope="module")
def chained(empty_records, tmp_path_factory):
    """A chain of eight lines in the hands of somebody with the key of the file and any tool."""
    path = shutil.copy(empty_records, tmp_path_factory.mktemp("chained") / "records.db")
    with open_database(path) as database:
        for number in range(LINES):
            moment = samples.AT + timedelta(minutes=number)
            with database.write(moment, samples.ACTOR, session_uid=samples.SESSION_UID) as db:
                db.act(Act.VIEW, table="note", row_id=number + 1)
    with contextlib.closing(connection.open_connection(path, KEY)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for table in LOCKED:
            for act in ("update", "delete"):
                raw.execute(f"DROP TRIGGER lock_{table}_{act}")
        yield raw


@pytest.fixture
def unlocked(chained):
    chained.execute("BEGIN")
    yield chained
    chained.execute("ROLLBACK")


def first_bad(raw):
    database = Database(raw, keys=store_keys.load(raw))
    with database.read() as reader:
        return audit.verify(reader, database.keys).first_bad_seq


LINE = pytest.mark.parametrize("line", range(1, LINES + 1))


@LINE
def test_a_dropped_line_is_found(unlocked, line):
    for table in LOCKED:
        unlocked.execute(f"DELETE FROM {table} WHERE seq = ?", (line,))

    assert first_bad(unlocked) == line


@LINE
@pytest.mark.parametrize("table", LOCKED)
def test_half_a_line_is_found(unlocked, line, table):
    unlocked.execute(f"DELETE FROM {table} WHERE seq = ?", (line,))

    assert first_bad(unlocked) == line


@LINE
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-03-13T14:58:00.000000Z"),
        ("session_uid", "x"),
        ("actor", "somebody"),
        ("act", "print"),
        ("table_name", "plan"),
        ("row_id", 77),
        ("client_id", 77),
        ("columns", "text"),
        ("result", "good"),
    ],
)
def test_an_edited_line_is_found(unlocked, line, column, value):
    unlocked.execute(f"UPDATE audit_event SET {column} = ? WHERE seq = ?", (value, line))

    assert first_bad(unlocked) == line


@LINE
def test_an_inserted_line_is_found(unlocked, line):
    for table in LOCKED:
        unlocked.execute(f"UPDATE {table} SET seq = -seq - 1 WHERE seq >= ?", (line,))
        unlocked.execute(f"UPDATE {table} SET seq = -seq WHERE seq < 0")
    unlocked.execute(
        "INSERT INTO audit_event SELECT ?1, at, session_uid, actor, act, table_name, row_id,"
        " client_id, columns, result FROM audit_event WHERE seq = 1 + (?1 = 1)",
        (line,),
    )
    unlocked.execute("INSERT INTO audit_seal VALUES (?, zeroblob(32))", (line,))

    assert first_bad(unlocked) == line


@pytest.mark.parametrize("line", range(1, LINES))
def test_two_exchanged_lines_are_found(unlocked, line):
    for table in LOCKED:
        for old, new in ((line, -1), (line + 1, line), (-1, line + 1)):
            unlocked.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))

    assert first_bad(unlocked) == line


@pytest.mark.parametrize("at_a_time", [1, 2, LINES - 1, LINES, LINES + 1])
@pytest.mark.parametrize("line", range(1, LINES + 1))
def test_a_log_read_in_stretches_breaks_where_it_was_changed(
    unlocked, monkeypatch, line, at_a_time
):
    monkeypatch.setattr(audit, "_AT_A_TIME", at_a_time)

    assert first_bad(unlocked) is None
    unlocked.execute("UPDATE audit_event SET actor = 'Nobody' WHERE seq = ?", (line,))
    assert first_bad(unlocked) == line


def test_verifying_takes_one_pass(writing, database):
    with writing() as db:
        for _ in range(200):
            db.act(Act.VIEW)

    with database.counting() as counts, database.read() as reader:
        audit.verify(reader, database.keys)

    assert counts.statements == 2


def test_verifying_takes_steps_in_proportion_to_the_lines(writing, database):
    def steps():
        with database.counting() as counts, database.read() as reader:
            audit.verify(reader, database.keys)
        return counts.steps

    def add(count):
        with writing() as db:
            for _ in range(count):
                db.act(Act.VIEW)

    empty = steps()
    add(100)
    hundred = steps() - empty
    add(900)

    assert steps() - empty < 11 * hundred
