"""Drafts in the store: one for each record, discarded and brought back."""

from datetime import timedelta

import pytest

from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import addenda, assessments, discharges, drafts, notes, plans
from tests.unit.storage import samples

LATER = samples.AT + timedelta(minutes=5)


@pytest.fixture
def note(writing, client, episode):
    with writing() as db:
        note = notes.insert(db, samples.note(client.id, episode.id))
        drafts.keep(db, RecordKind.NOTE, note.uid, "first", samples.AT)
    return note


def draft_of(reader, note):
    return drafts.of_record(reader, RecordKind.NOTE, note.uid)


def test_a_draft_is_kept(note, reading):
    draft = draft_of(reading, note)

    assert (draft.content, draft.kept_at, draft.discarded_at) == ("first", samples.AT, None)


def test_keeping_again_writes_over(note, writing, reading):
    with writing() as db:
        drafts.keep(db, RecordKind.NOTE, note.uid, "second", LATER)

    draft = draft_of(reading, note)
    assert (draft.content, draft.kept_at) == ("second", LATER)


def test_a_record_without_a_draft_has_none(reading):
    assert drafts.of_record(reading, RecordKind.PLAN, samples.uid()) is None


def test_a_very_long_draft_is_kept_whole(note, writing, reading):
    content = "Łódź ễ \u0001 " * 100_000

    with writing() as db:
        drafts.keep(db, RecordKind.NOTE, note.uid, content, LATER)

    assert draft_of(reading, note).content == content


def test_a_discarded_draft_can_be_brought_back(note, writing, reading):
    with writing() as db:
        drafts.discard(db, RecordKind.NOTE, note.uid, LATER)
    assert [draft.discarded_at for draft in drafts.discarded(reading)] == [LATER]

    with writing() as db:
        drafts.restore(db, RecordKind.NOTE, note.uid)
    assert drafts.discarded(reading) == []


def test_a_late_save_does_not_bring_a_discarded_draft_back(note, writing, reading):
    with writing() as db:
        drafts.discard(db, RecordKind.NOTE, note.uid, LATER)
        drafts.keep(db, RecordKind.NOTE, note.uid, "late", LATER)

    draft = draft_of(reading, note)
    assert (draft.content, draft.discarded_at) == ("late", LATER)


def test_a_deleted_draft_is_gone(note, writing, reading):
    with writing() as db:
        drafts.delete(db, RecordKind.NOTE, note.uid)

    assert draft_of(reading, note) is None


def test_drafts_of_a_client_are_of_every_kind(chart, writing, reading):
    with writing() as db:
        note = notes.insert(db, samples.note(chart.client.id, chart.episode.id))
        plan = plans.insert(db, samples.plan(chart.client.id, chart.episode.id, version=2))
        addendum = addenda.insert(db, samples.addendum(chart.note))
        discharge = discharges.insert(db, samples.discharge(chart.client.id, chart.episode.id))
        assessment = assessments.insert(db, samples.assessment(chart.client.id, chart.episode.id))
        for kind, record in (
            (RecordKind.NOTE, note),
            (RecordKind.PLAN, plan),
            (RecordKind.ADDENDUM, addendum),
            (RecordKind.DISCHARGE, discharge),
            (RecordKind.ASSESSMENT, assessment),
        ):
            drafts.keep(db, kind, record.uid, "{}", samples.AT)

    kinds = {draft.kind for draft in drafts.of_client(reading, chart.client.id)}
    assert kinds == set(RecordKind)


def test_a_discarded_draft_is_not_among_those_of_the_client(note, writing, reading):
    with writing() as db:
        drafts.discard(db, RecordKind.NOTE, note.uid, LATER)

    assert drafts.of_client(reading, note.client_id) == []


def test_what_was_discarded_long_ago_is_forgotten_with_its_note(note, writing, reading):
    with writing() as db:
        drafts.discard(db, RecordKind.NOTE, note.uid, samples.AT)
        count = drafts.delete_discarded_before(db, LATER)

    assert (count, draft_of(reading, note), notes.get(reading, note.id)) == (1, None, None)


def test_what_was_discarded_lately_stays(note, writing, reading):
    with writing() as db:
        drafts.discard(db, RecordKind.NOTE, note.uid, LATER)
        count = drafts.delete_discarded_before(db, samples.AT)

    assert (count, notes.get(reading, note.id)) == (0, note)


def test_forgetting_nothing_leaves_the_audit_alone(note, writing, database):
    with database.counting() as counts, writing() as db:
        drafts.delete_discarded_before(db, LATER)

    assert counts.statements == 3
