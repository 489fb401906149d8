"""The switch to new keys, interrupted at every step: one pair of records and keys, never a mix."""

import contextlib
import json
import os
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.storage import files, key_files, keys, switching

COST = keys.Cost(memory_kib=32, passes=1)
BOUNDS = keys.Bounds(least_memory_kib=32)
PASSPHRASE = "river-lamp-orbit-seed-wolf"
WORDS = ("abandon",) * 11 + ("about",)

OLD_ROOT = keys.RootKey.new()
OLD_KEYS = keys.make(OLD_ROOT, passphrase=PASSPHRASE, words=WORDS, cost=COST, bounds=BOUNDS)
NEW_KEYS = keys.make(
    keys.RootKey.new(OLD_ROOT.store_id),
    passphrase=PASSPHRASE,
    words=WORDS,
    cost=COST,
    bounds=BOUNDS,
    after=OLD_KEYS,
)
OLD_RECORDS, NEW_RECORDS = b"o" * 5000, b"n" * 5000
OLD_PAIR = OLD_RECORDS, OLD_KEYS.to_bytes(), OLD_KEYS.to_bytes()
NEW_PAIR = NEW_RECORDS, NEW_KEYS.to_bytes(), NEW_KEYS.to_bytes()


class KilledError(BaseException):
    """Nothing that follows is done."""


@pytest.fixture
def folder(tmp_path):
    """A closed store beside which the new pair is whole, but not in force."""
    folder = tmp_path / "Records.cdesk"
    building = folder / "migrate"
    building.mkdir(parents=True)
    (folder / "records.db").write_bytes(OLD_RECORDS)
    (folder / "records.db-wal").write_bytes(b"old log")
    key_files.write_first(OLD_KEYS, folder)
    (building / "records.db").write_bytes(NEW_RECORDS)
    (building / "keys.json").write_bytes(NEW_KEYS.to_bytes())
    (building / "before.cdbk").write_bytes(b"backup")
    return folder


def settle(folder):
    switching.settle(folder, None, BOUNDS)


def pair(folder):
    names = ("records.db", "keys.json", "keys.copy.json")
    return tuple((folder / name).read_bytes() for name in names)


def left(folder):
    return {path.name for path in (folder / "migrate").iterdir()}


def test_what_was_not_committed_is_undone(folder):
    settle(folder)

    assert pair(folder) == OLD_PAIR
    assert (folder / "records.db-wal").read_bytes() == b"old log"
    assert left(folder) == {"before.cdbk"}


def test_what_was_committed_is_finished(folder):
    switching.commit(folder)
    settle(folder)

    assert pair(folder) == NEW_PAIR
    assert left(folder) == {"before.cdbk"}


def test_the_old_write_ahead_log_never_meets_the_new_records(folder):
    switching.commit(folder)
    settle(folder)

    assert not (folder / "records.db-wal").exists()


def killing(monkeypatch, kill_at):
    """From the step `kill_at` on, nothing that touches a file is done."""
    done = []

    def counted(step):
        def run(*given, **named):
            if len(done) >= kill_at:
                raise KilledError
            done.append(step)
            return step(*given, **named)

        return run

    for owner, name in (
        (Path, "unlink"),
        (Path, "replace"),
        (files, "_write_new"),
        (files, "sync_folder"),
    ):
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    return done


def steps_of(folder, monkeypatch):
    switching.commit(folder)
    with monkeypatch.context() as patch:
        done = killing(patch, 1000)
        settle(folder)
    return len(done)


MOST_STEPS = 20


@pytest.mark.parametrize("kill_at", range(MOST_STEPS))
def test_a_kill_at_any_step_of_the_switch_is_finished_next_time(folder, monkeypatch, kill_at):
    switching.commit(folder)
    with monkeypatch.context() as patch:
        killing(patch, kill_at)
        try:
            settle(folder)
        except KilledError:
            was_killed = True
        else:
            was_killed = False
    settle(folder)

    assert pair(folder) == NEW_PAIR
    assert not (folder / "records.db-wal").exists()
    if kill_at == 0:
        assert was_killed


def test_every_step_was_interrupted(folder, monkeypatch):
    assert 8 < steps_of(folder, monkeypatch) < MOST_STEPS


@pytest.mark.parametrize("kill_at", range(8))
def test_a_kill_at_any_step_of_an_undoing_leaves_the_old_pair(folder, monkeypatch, kill_at):
    with monkeypatch.context() as patch:
        killing(patch, kill_at)
        with contextlib.suppress(KilledError):
            settle(folder)
    settle(folder)

    assert pair(folder) == OLD_PAIR
    assert left(folder) == {"before.cdbk"}


@pytest.mark.parametrize("kill_at", range(4))
def test_a_kill_in_the_commit_leaves_one_of_both(folder, monkeypatch, kill_at):
    with monkeypatch.context() as patch:
        killing(patch, kill_at)
        patch.setattr(files, "_discard", lambda _draft: None)
        with contextlib.suppress(KilledError):
            switching.commit(folder)
    settle(folder)

    assert pair(folder) in (OLD_PAIR, NEW_PAIR)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b'{"phase":"switch"}', b'{"phase":"build","records":"6e"}', b"\xff"],
)
def test_a_state_that_does_not_say_so_puts_nothing_in_force(folder, content):
    (folder / "migrate" / "state.json").write_bytes(content)
    settle(folder)

    assert pair(folder) == OLD_PAIR


def test_a_state_about_other_records_moves_nothing(folder):
    state = {"phase": "switch", "records": "00" * 16}
    (folder / "migrate" / "state.json").write_text(json.dumps(state))
    settle(folder)

    assert pair(folder) == OLD_PAIR
    assert "keys.json" in left(folder)


def test_a_key_file_whose_records_are_gone_is_not_removed(folder):
    (folder / "migrate" / "records.db").unlink()
    settle(folder)

    assert pair(folder) == OLD_PAIR
    assert "keys.json" in left(folder)


def test_without_a_switch_nothing_is_touched(folder):
    switching.clear(folder)
    settle(folder)

    assert pair(folder) == OLD_PAIR
    assert (folder / "records.db-wal").exists()


def test_a_full_disk_in_the_switch_is_named_and_finished_later(folder, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    switching.commit(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(errors.DiskFullError):
            settle(folder)
    settle(folder)

    assert pair(folder) == NEW_PAIR
