"""One process at a time has a store, and a second one is told who."""

import os
import subprocess
import sys

import pytest

from counselor_desk import errors
from counselor_desk.storage import locks

HOLD = """
import sys
from pathlib import Path
from counselor_desk.storage.locks import FolderLock
lock = FolderLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


@pytest.fixture
def holder(path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_told_who_and_since_when(path, holder):
    with pytest.raises(errors.StoreInUseError) as caught:
        locks.FolderLock.take(path)

    assert caught.value.holder == f"process {holder.pid}"
    assert caught.value.since.split(" on ")[0].endswith(("am", "pm"))


def test_looking_tells_the_same_without_taking_the_lock(path, holder):
    held = locks.holder_of(path)

    assert held is not None
    assert held.holder == f"process {holder.pid}"


def test_a_killed_process_leaves_no_lock(path, holder):
    holder.kill()
    holder.wait()

    locks.FolderLock.take(path).release()


def test_a_released_lock_can_be_taken_again(path):
    locks.FolderLock.take(path).release()
    again = locks.FolderLock.take(path)

    assert isinstance(locks.holder_of(path), errors.StoreInUseError)
    again.release()


def test_releasing_twice_is_harmless(path):
    lock = locks.FolderLock.take(path)
    lock.release()
    other = locks.FolderLock.take(path)

    lock.release()

    assert locks.holder_of(path) is not None
    other.release()


def test_the_same_process_cannot_take_it_twice(path):
    lock = locks.FolderLock.take(path)

    with pytest.raises(errors.StoreInUseError, match=str(os.getpid())):
        locks.FolderLock.take(path)
    lock.release()


def test_looking_at_a_free_lock_finds_nobody(path):
    assert locks.holder_of(path) is None
    locks.FolderLock.take(path).release()

    assert locks.holder_of(path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"process": "x"}', b"\xff" * 500])
def test_a_spoiled_lock_file_still_keeps_others_out(path, content):
    lock = locks.FolderLock.take(path)
    path.write_bytes(content)

    with pytest.raises(errors.StoreInUseError) as caught:
        locks.FolderLock.take(path)
    lock.release()

    assert caught.value.holder == ""


def test_the_lock_file_can_be_read_by_its_owner_alone(path):
    locks.FolderLock.take(path).release()

    assert path.stat().st_mode & 0o777 == 0o600
