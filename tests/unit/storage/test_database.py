"""Transactions: all or nothing, sealed at each commit, and no statement more than needed."""

import contextlib

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.errors import ClosedRecordError, DeskError
from counselor_desk.records.audit import Act
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import audit, clients, drafts
from tests.unit.storage import samples


class OwnError(Exception):
    pass


def numbers(reader):
    return [number for (number,) in reader.rows("SELECT number FROM client ORDER BY id")]


def test_what_was_written_is_there(writing, reading):
    with writing() as db:
        clients.insert(db, samples.client("CD-0001"))

    assert numbers(reading) == ["CD-0001"]


def test_an_exception_takes_everything_back(writing, reading):
    with pytest.raises(OwnError), writing() as db:
        clients.insert(db, samples.client())
        raise OwnError

    assert numbers(reading) == []


def test_an_exception_takes_the_audit_back_too(writing, reading):
    with pytest.raises(OwnError), writing() as db:
        clients.insert(db, samples.client())
        raise OwnError

    assert audit.events(reading) == []


def test_after_a_failure_the_next_transaction_works(writing, reading):
    with pytest.raises(OwnError), writing() as db:
        raise OwnError
    with writing() as db:
        clients.insert(db, samples.client("CD-0002"))

    assert numbers(reading) == ["CD-0002"]


def test_a_nested_write_is_kept_with_the_outer_one(writing, reading):
    with writing() as outer:
        clients.insert(outer, samples.client("CD-0001"))
        with writing() as inner:
            clients.insert(inner, samples.client("CD-0002"))

    assert numbers(reading) == ["CD-0001", "CD-0002"]


def test_a_nested_write_is_taken_back_with_the_outer_one(writing, reading):
    with pytest.raises(OwnError), writing():
        with writing() as inner:
            clients.insert(inner, samples.client())
        raise OwnError

    assert numbers(reading) == []


def test_a_swallowed_failure_of_a_nested_write_takes_everything_back(writing, reading):
    with pytest.raises(RuntimeError, match="inner write"), writing() as outer:
        clients.insert(outer, samples.client())
        with contextlib.suppress(OwnError), writing():
            raise OwnError

    assert numbers(reading) == []


def test_each_of_nested_writes_acts_in_its_own_name(writing, reading):
    with writing(actor="outer") as outer:
        clients.insert(outer, samples.client("CD-0001"))
        with writing(actor="inner") as inner:
            clients.insert(inner, samples.client("CD-0002"))
        clients.insert(outer, samples.client("CD-0003"))

    actors = [event.actor for event in reversed(audit.events(reading))]
    assert actors == ["outer", "inner", "outer"]


def test_a_reader_inside_a_write_sees_what_was_written(writing, database):
    with writing() as db:
        clients.insert(db, samples.client("CD-0001"))
        with database.read() as reader:
            seen = numbers(reader)

    assert seen == ["CD-0001"]


def test_a_writer_is_of_no_use_after_its_transaction(writing):
    with writing() as db:
        pass

    for late in (
        lambda: clients.insert(db, samples.client()),
        lambda: drafts.keep(db, RecordKind.NOTE, samples.uid(), "{}", samples.AT),
        lambda: db.act(Act.VIEW),
    ):
        with pytest.raises(RuntimeError, match="over"):
            late()


def test_every_event_is_sealed_when_the_transaction_ends(chart, reading):
    unsealed = reading.value(
        "SELECT count(*) FROM audit_event WHERE seq NOT IN (SELECT seq FROM audit_seal)"
    )

    assert unsealed == 0


def test_an_event_that_would_stay_unsealed_refuses_the_commit(writing, reading):
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"), writing() as db:
        db.execute_unaudited(
            "INSERT INTO client (uid, number, given_name, family_name, preferred_name, pronouns,"
            " caseload, made_at, search_name) VALUES ('u', 'n', '', '', '', '', 'mine', '', '')"
        )

    assert numbers(reading) == []


def test_an_event_slipped_in_below_the_seals_refuses_the_commit(client, writing):
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"), writing() as db:
        db.execute(
            "INSERT INTO audit_event SELECT 0, at, session_uid, actor, act, table_name, row_id,"
            " client_id, columns, result FROM audit_event WHERE seq = 1"
        )
        db.act(Act.VIEW)


def test_the_refusal_of_a_signed_row_is_a_sentence(chart, writing):
    with pytest.raises(ClosedRecordError), writing() as db:
        db.execute("DELETE FROM note")


def test_a_refusal_inside_a_nested_write_is_a_sentence(chart, writing):
    with pytest.raises(ClosedRecordError), writing(), writing() as inner:
        inner.execute("DELETE FROM note")


def test_a_broken_statement_is_a_bug_and_no_sentence(database):
    with pytest.raises(dbapi2.OperationalError) as caught, database.read() as reader:
        reader.rows("SELECT nothing FROM nowhere")

    assert not isinstance(caught.value, DeskError)


def test_a_second_writer_gets_a_sentence(raw, writing):
    raw.execute("BEGIN IMMEDIATE")

    with pytest.raises(DeskError, match="busy"), writing():
        pass


def test_keeping_a_draft_takes_nothing_but_its_own_statement(writing, database):
    with database.counting() as counts, writing() as db:
        drafts.keep(db, RecordKind.NOTE, samples.uid(), "{}", samples.AT)

    assert counts.statements == 3  # BEGIN, the upsert, COMMIT


def test_keeping_a_draft_takes_the_same_steps_in_a_full_store(chart, writing, database):
    uid = samples.uid()

    def steps():
        with database.counting() as counts, writing() as db:
            drafts.keep(db, RecordKind.NOTE, uid, "{}", samples.AT)
        return counts.steps

    steps()
    few = steps()
    with writing() as db:
        for _ in range(300):
            drafts.keep(db, RecordKind.NOTE, samples.uid(), "{}", samples.AT)

    assert steps() == few


def test_an_empty_transaction_leaves_the_audit_alone(writing, database):
    with database.counting() as counts, writing():
        pass

    assert counts.statements == 2


def test_counting_ends_with_its_block(writing, database):
    with database.counting() as counts:
        pass
    with database.read() as reader:
        reader.rows("SELECT 1")

    assert (counts.statements, counts.steps) == (0, 0)


def test_the_actor_is_written_once_for_many_statements(writing, database):
    with database.counting() as counts, writing() as db:
        for place in range(5):
            clients.insert(db, samples.client(f"CD-{place}"))

    # BEGIN, acting, five clients and their free ids, two questions, five seals, COMMIT
    assert counts.statements == 1 + 1 + 5 + 5 + 2 + 5 + 1
