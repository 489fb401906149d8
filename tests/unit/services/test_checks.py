"""Checks: a sound store is called sound, and damage is named."""

from counselor_desk.services import checks, notes


def results(desk) -> dict[str, bool]:
    return {result.name: result.is_good for result in checks.run(desk)}


def test_a_sound_store_passes_every_check(desk, note_edit):
    notes.sign(desk, note_edit)

    assert results(desk) == dict.fromkeys(
        ["keys", "size", "pages", "rows", "log", "search", "seals"], True
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
