"""Three copies of the key file: one in force, the others brought back to it."""

import dataclasses
import os

import pytest

from counselor_desk import errors
from counselor_desk.storage import files, key_files, keys

COST = keys.Cost(memory_kib=32, passes=1)
BOUNDS = keys.Bounds(least_memory_kib=32)
OLD = "river-lamp-orbit-seed-wolf"
NEW = "garden-copper-winter-anchor-maple"
WORDS = tuple(f"word{n}" for n in range(12))

ROOT = keys.RootKey("00112233445566778899aabbccddeeff", bytearray(range(1, 33)))
FIRST = keys.make(ROOT, passphrase=OLD, words=WORDS, cost=COST, bounds=BOUNDS)
SECOND = FIRST.rewrapped(ROOT, "passphrase", NEW, COST)
STRANGER = keys.make(
    keys.RootKey("ff" * 16, bytearray(32 * b"s")),
    passphrase=OLD,
    words=WORDS,
    cost=COST,
    bounds=BOUNDS,
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Records.cdesk"
    folder.mkdir()
    key_files.write_first(FIRST, folder)
    return folder


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config"


def unlock(folder, config=None, secret=OLD):
    copies = key_files.read_copies(folder, config, BOUNDS)
    document, _root = key_files.unlock(copies, "passphrase", secret)
    key_files.repair(document, copies, folder, config)
    return document


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_new_store_has_two_equal_copies(folder):
    expected = FIRST.to_bytes()

    assert contents(folder) == {"keys.json": expected, "keys.copy.json": expected}


@pytest.mark.parametrize("lost", ["keys.json", "keys.copy.json"])
@pytest.mark.parametrize("damage", [None, b"", b"{}", FIRST.to_bytes()[:-9]])
def test_either_copy_opens_the_store_and_repairs_the_other(folder, lost, damage):
    (folder / lost).unlink()
    if damage is not None:
        (folder / lost).write_bytes(damage)

    assert unlock(folder) == FIRST
    assert (folder / lost).read_bytes() == FIRST.to_bytes()


def test_the_third_copy_stands_in_for_both(folder, config):
    key_files.write_third(FIRST, folder, config)
    for path in folder.iterdir():
        path.unlink()

    assert unlock(folder, config) == FIRST
    assert len(contents(folder)) == 2


def test_the_third_copy_is_kept_for_its_owner_alone(folder, config):
    key_files.write_third(FIRST, folder, config)
    third = key_files.third_path(FIRST.store_id, folder, config)

    assert third.stat().st_mode & 0o777 == 0o600
    assert third.parent.stat().st_mode & 0o777 == 0o700


def test_a_third_copy_that_cannot_be_written_is_no_reason_to_fail(folder, tmp_path):
    (tmp_path / "file").write_text("")

    assert unlock(folder, tmp_path / "file") == FIRST


def test_the_third_copy_of_an_earlier_store_at_the_same_place_is_passed_over(folder, config):
    key_files.write_third(STRANGER, folder, config)

    assert [copy.document for copy in key_files.read_copies(folder, config, BOUNDS)] == [
        FIRST,
        FIRST,
    ]


def test_the_third_copy_belongs_to_one_place(folder, config, tmp_path):
    key_files.write_third(FIRST, folder, config)
    moved = folder.rename(tmp_path / "Moved.cdesk")
    for path in moved.iterdir():
        path.unlink()

    with pytest.raises(errors.MissingKeysError):
        unlock(moved, config)


def test_the_newest_copy_is_in_force_wherever_it_lies(folder, config):
    key_files.write_third(SECOND, folder, config)

    assert unlock(folder, config, NEW) == SECOND
    assert set(contents(folder).values()) == {SECOND.to_bytes()}


def test_a_replaced_passphrase_opens_nothing_after_a_crash_between_the_copies(folder):
    (folder / "keys.json").write_bytes(SECOND.to_bytes())

    with pytest.raises(errors.WrongSecretError):
        unlock(folder, secret=OLD)

    assert unlock(folder, secret=NEW) == SECOND


def test_a_newer_looking_copy_without_the_seal_does_not_count(folder):
    forged = dataclasses.replace(FIRST, epoch=9)
    (folder / "keys.copy.json").write_bytes(forged.to_bytes())

    assert unlock(folder) == FIRST


def test_a_wrong_passphrase_changes_no_file(folder):
    (folder / "keys.copy.json").write_bytes(b"{}")
    before = contents(folder)

    with pytest.raises(errors.WrongSecretError):
        unlock(folder, secret=NEW)

    assert contents(folder) == before


def test_the_keys_of_another_store_are_not_written_over(folder):
    (folder / "keys.copy.json").write_bytes(STRANGER.to_bytes())

    assert unlock(folder) == FIRST
    assert (folder / "keys.copy.json").read_bytes() == STRANGER.to_bytes()


def test_the_keys_of_a_newer_version_are_not_written_over(folder):
    newer = b'{"fmt":"cdesk-keys","v":2,"min_reader":2}'
    (folder / "keys.copy.json").write_bytes(newer)

    assert unlock(folder) == FIRST
    assert (folder / "keys.copy.json").read_bytes() == newer


@pytest.mark.parametrize(
    ("main", "copy", "sentence"),
    [
        (None, None, errors.MissingKeysError),
        (b"{}", None, errors.DamagedKeysError),
        (None, b"{}", errors.DamagedKeysError),
        (b'{"fmt":"cdesk-keys","v":2,"min_reader":1}', b"{}", errors.TooNewError),
    ],
)
def test_without_a_usable_copy_the_most_useful_reason_is_given(folder, main, copy, sentence):
    for name, content in (("keys.json", main), ("keys.copy.json", copy)):
        (folder / name).unlink()
        if content is not None:
            (folder / name).write_bytes(content)

    with pytest.raises(sentence):
        unlock(folder)


def test_a_file_that_cannot_be_read_is_named_and_is_not_called_damaged(folder):
    for name in ("keys.json", "keys.copy.json"):
        (folder / name).unlink()
        (folder / name).mkdir()

    with pytest.raises(errors.UnreadableError, match=r"keys\.json could not be read"):
        unlock(folder)


def test_replacing_reaches_every_copy(folder, config):
    key_files.replace(SECOND, folder, config)
    copies = key_files.own_copies(SECOND, folder, config, BOUNDS)

    assert [copy.document for copy in copies] == [SECOND] * 3


def test_a_failed_replacing_changes_nothing(folder, config, monkeypatch):
    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    before = contents(folder)

    with pytest.raises(errors.DiskFullError):
        key_files.replace(SECOND, folder, config)

    assert contents(folder) == before
    assert not config.exists()


def test_what_a_crash_left_of_a_copy_goes_at_the_next_opening(folder, monkeypatch):
    def die(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "take_name", die)
        with pytest.raises(KeyboardInterrupt):
            key_files.replace(SECOND, folder, None)
    assert len(contents(folder)) == 3

    assert unlock(folder) == FIRST
    assert set(contents(folder)) == {"keys.json", "keys.copy.json"}
