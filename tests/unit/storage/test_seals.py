"""Seals and the keys they are made with: genuine, and nothing else is."""

from dataclasses import replace

import pytest

from counselor_desk.errors import ClosedRecordError, DamagedRecordsError
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import seals, signatures, store_keys
from tests.unit.storage import samples


@pytest.fixture
def seal(writing):
    with writing() as db:
        return seals.make(db, RecordKind.NOTE, samples.uid(), b"what was signed", samples.AT)


def test_a_seal_is_genuine(seal, database):
    assert seals.is_genuine(seal, database.keys.public_key)


def test_a_seal_comes_back_from_the_store(seal, reading):
    assert seals.of_record(reading, RecordKind.NOTE, seal.record_uid) == seal


def test_a_record_without_a_seal_has_none(reading):
    assert seals.of_record(reading, RecordKind.NOTE, samples.uid()) is None


def test_other_bytes_are_not_genuine(seal, database):
    forged = replace(seal, canonical=b"what was never signed")

    assert not seals.is_genuine(forged, database.keys.public_key)


def test_another_store_did_not_seal_it(seal, raw):
    raw.execute("DROP TRIGGER lock_store_key_delete")
    raw.execute("DELETE FROM store_key")
    other = store_keys.make(raw, samples.AT)

    assert not seals.is_genuine(seal, other.public_key)


def test_a_damaged_signature_is_not_genuine(seal, database):
    *whole, last = seal.signature
    damaged = replace(seal, signature=bytes((*whole, last ^ 1)))

    assert not seals.is_genuine(damaged, database.keys.public_key)


def test_a_record_is_sealed_once(seal, writing):
    with pytest.raises(ClosedRecordError), writing() as db:
        db.execute("INSERT OR REPLACE INTO seal SELECT * FROM seal")


def test_signatures_stand_in_the_order_they_were_given(chart, reading):
    (only,) = signatures.of_record(reading, RecordKind.NOTE, chart.note.uid)

    assert (only.seal_id, only.attachment_id) == (chart.seal.id, chart.attachment.id)


def test_the_keys_of_a_store_stay_the_same(raw, database):
    assert store_keys.load(raw) == database.keys


def test_keys_are_not_shown(database):
    shown = repr(database.keys)

    assert repr(database.keys.signing_key) not in shown
    assert repr(database.keys.audit_key) not in shown


def test_a_store_without_its_keys_is_damaged(raw):
    raw.execute("DROP TRIGGER lock_store_key_delete")
    raw.execute("DELETE FROM store_key WHERE kind = 'audit'")

    with pytest.raises(DamagedRecordsError):
        store_keys.load(raw)
