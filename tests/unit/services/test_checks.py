"""Checks: a sound store is called sound, and damage is named."""

import contextlib
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from counselor_desk.records.audit import Act
from counselor_desk.services import checks, clients, notes
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import audit, connection
from counselor_desk.storage import checks as storage_checks


@pytest.fixture
def outside(desk):
    """A connection with the key that no authorizer guards, as an outside tool has it."""
    key = desk.vault.derive("cdesk/db/1")
    records = desk.vault.folder / "records.db"
    with contextlib.closing(connection.open_connection(records, key)) as opened:
        yield opened


def results(desk) -> dict[str, bool]:
    return {result.name: result.is_good for result in checks.run(desk)}


def test_a_sound_store_passes_every_check(desk, note_edit):
    notes.sign(desk, note_edit)

    assert results(desk) == dict.fromkeys(
        ["keys", "size", "pages", "rows", "log", "anchor", "search", "seals", "attachments"], True
    )


def test_a_lost_copy_of_the_keys_is_found(desk):
    (desk.vault.folder / "keys.copy.json").write_text("{}")

    assert results(desk)["keys"] is False


def test_a_flipped_bit_in_a_page_is_found(desk, note_edit):
    notes.sign(desk, note_edit)
    with desk.read() as reader:
        reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    records = desk.vault.folder / "records.db"
    content = bytearray(records.read_bytes())
    content[-2000] ^= 1
    records.write_bytes(content)

    assert results(desk)["pages"] is False


def test_bytes_after_the_last_page_are_found(desk):
    with desk.read() as reader:
        reader.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with (desk.vault.folder / "records.db").open("ab") as records:
        records.write(b"\0" * 4096)

    assert results(desk)["size"] is False


def test_a_check_leaves_a_line_in_the_log(desk):
    checks.run(desk)

    with desk.read() as reader:
        (event,) = audit.events(reader, act=Act.CHECK)
    assert event.result == "good"


def test_others_can_write_while_the_pages_are_checked(desk, client, monkeypatch):
    written = []
    usual = storage_checks.damage.in_pages

    def write_meanwhile(found):
        clients.add(desk, NewClient(given_name="Ana", family_name="Ruiz"))
        written.append(found)
        return usual(found)

    monkeypatch.setattr(storage_checks.damage, "in_pages", write_meanwhile)

    assert storage_checks.pages(desk.vault) == ""
    assert written == [[]]


def test_a_job_can_look_through_the_store_while_it_is_written(desk, note_edit):
    notes.sign(desk, note_edit)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(checks.look_through, desk.vault)
        written = 0
        while not wait([looking], timeout=0.01).done:
            clients.add(desk, NewClient(given_name="Ana", family_name=f"Ruiz {written}"))
            written += 1

    assert [result.sentence for result in looking.result() if not result.is_good] == []
    assert written


def test_an_entry_that_somebody_removed_from_the_log_is_found(desk, client, outside):
    outside.execute("PRAGMA foreign_keys = OFF")
    outside.execute("DROP TRIGGER lock_audit_event_delete")
    outside.execute("DELETE FROM audit_event WHERE seq = 2")

    assert checks.chain(desk.vault) == "Entry 2 does not fit."


def test_a_damaged_search_index_is_found(desk, note_edit, outside):
    notes.sign(desk, note_edit)
    outside.execute("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 100")

    rows = next(result for result in checks.run(desk) if result.name == "rows")
    assert rows.sentence == "Damaged: the search."
