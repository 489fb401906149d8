"""Damaged stores: what can be read is verified, the rest is counted, and nothing is changed."""

from datetime import timedelta

import pytest

from counselor_desk.errors import DamagedRecordsError, ForeignRecordsError, WrongSecretError
from counselor_desk.services import backups, checks, damaged_stores, notes, stores
from counselor_desk.storage import vault
from counselor_desk.storage.connection import PAGE_BYTES
from tests import desks


@pytest.fixture
def store(desk, note_edit):
    """The folder of a closed store with a signed plan and a signed note."""
    notes.sign(desk, note_edit)
    desk.close()
    return desk.vault.folder


@pytest.fixture
def note_page(desk, note_edit):
    """The first page of the table of notes, in which one is signed."""
    notes.sign(desk, note_edit)
    with desk.read() as reader:
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'note'"
        return reader.value(sql)


def damage(folder, *pages):
    content = bytearray((folder / "records.db").read_bytes())
    for page in pages:
        content[(page - 1) * PAGE_BYTES + 1000] ^= 1
    (folder / "records.db").write_bytes(content)
    return bytes(content)


def look(folder):
    return damaged_stores.look_through(
        folder, desks.PASSPHRASE, config_dir=None, bounds=desks.LOOSE
    )


def told(remains):
    return {one.name: (one.is_good, one.sentence) for one in remains.results}


def test_a_sound_store_is_called_sound(store):
    assert all(one.is_good for one in look(store).results)


def test_a_damaged_first_page_is_named_and_the_others_are_counted(store):
    content = damage(store, 1)
    with pytest.raises(ForeignRecordsError):
        vault.unlock(store, desks.PASSPHRASE, config_dir=None, bounds=desks.LOOSE)

    is_good, sentence = told(look(store))["pages"]

    whole = len(content) // PAGE_BYTES - 1
    assert not is_good
    assert sentence.endswith(f"program wrote them: page 1. Pages that are whole: {whole:,}.")


def test_a_look_through_changes_no_byte_of_the_records(store):
    content = damage(store, 1, 7, 30)

    look(store)

    assert (store / "records.db").read_bytes() == content


def test_seals_are_verified_as_far_as_records_can_be_read(desk, note_page):
    desk.close()
    damage(desk.vault.folder, note_page)

    is_good, sentence = told(look(desk.vault.folder))["seals"]

    assert not is_good
    assert sentence == "Signed records that match their seals: 1. That cannot be read: 1."


def test_a_store_that_opens_is_verified_as_far_as_it_can_be_read_too(desk, note_page):
    with desk.read() as reader:
        reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(desk.vault.folder, note_page)

    found = {one.name: one.sentence for one in checks.look_through(desk.vault)}

    assert found["seals"] == "Signed records that match their seals: 1. That cannot be read: 1."


def test_pages_that_were_cut_off_are_not_called_whole(store):
    content = (store / "records.db").read_bytes()
    (store / "records.db").write_bytes(content[: 20 * PAGE_BYTES])

    assert told(look(store))["rows"][0] is False


def test_no_key_of_a_damaged_store_is_needed_but_the_passphrase(store):
    damage(store, 1)

    with pytest.raises(WrongSecretError):
        damaged_stores.look_through(store, "wrong", config_dir=None, bounds=desks.LOOSE)


def test_a_store_whose_log_cannot_be_written_is_let_go(store, monkeypatch):
    """Whoever could not open it can look through it at once."""

    def open_cheaply(folder, passphrase, *, config_dir):
        return usual(folder, passphrase, config_dir=config_dir, bounds=desks.LOOSE)

    def refuse(_desk):
        raise DamagedRecordsError

    usual = vault.unlock
    monkeypatch.setattr(vault, "unlock", open_cheaply)
    monkeypatch.setattr(stores.anchors, "keep", refuse)
    with pytest.raises(DamagedRecordsError):
        stores.unlock(store, desks.PASSPHRASE, config_dir=None, zone=desks.ZONE)

    assert look(store).results


def test_the_newest_backup_beside_the_store_is_named(desk, note_edit):
    notes.sign(desk, note_edit)
    for name, days in (("Newer", 5), ("Older", 0)):
        backups.write(
            desk.vault,
            desk.vault.folder.parent / f"{name}.cdbk",
            at=desk.local(desk.now()) + timedelta(days=days),
            bounds=desks.LOOSE,
        )
    desk.close()
    damage(desk.vault.folder, 1)

    found = look(desk.vault.folder).backup

    assert found is not None
    assert found.path.name == "Newer.cdbk"
