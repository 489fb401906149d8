"""A file is written whole or not at all, and only its owner can read it."""

import os
import subprocess
import sys

import pytest

from counselor_desk import errors
from counselor_desk.storage import files


def test_the_new_content_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")

    files.write_atomic(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_only_the_owner_can_read_it(tmp_path):
    before = os.umask(0)
    try:
        files.write_atomic(tmp_path / "plan.pdf", b"new")
    finally:
        os.umask(before)

    assert (tmp_path / "plan.pdf").stat().st_mode & 0o777 == 0o600


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path):
    path = tmp_path / ("ł" * 127)

    files.write_atomic(path, b"new")

    assert path.read_bytes() == b"new"


def test_what_an_earlier_crash_left_is_cleared(tmp_path):
    path = tmp_path / "plan.pdf"
    files._draft_of(path).write_bytes(b"half")

    files.write_atomic(path, b"new")

    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(errors.BadPathError, match="nowhere"):
        files.write_atomic(tmp_path / "nowhere" / "plan.pdf", b"new")


def test_a_folder_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "plan.pdf").mkdir()

    with pytest.raises(errors.DeskError):
        files.write_atomic(tmp_path / "plan.pdf", b"new")

    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_full_disk_leaves_the_old_content_and_nothing_else(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(errors.DiskFullError):
            files.write_atomic(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_reads_back_differently_does_not_take_the_name(tmp_path, monkeypatch):
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(files, "force_to_disk", lambda handle: os.truncate(handle, 1))

    with pytest.raises(errors.DiskError, match="read back"):
        files.write_atomic(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


READ_ONLY = """
import sys
from pathlib import Path
from counselor_desk.errors import ReadOnlyError
from counselor_desk.storage import files
from tests import privileges
privileges.drop()
try:
    files.write_atomic(Path(sys.argv[1]), b"new")
except ReadOnlyError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such mode there")
def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o555)
    result = subprocess.run(
        [sys.executable, "-c", READ_ONLY, tmp_path / "plan.pdf"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "plan.pdf cannot be written to" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_private_folder_can_be_entered_by_its_owner_alone(tmp_path):
    files.make_private_folder(tmp_path / "a" / "b")

    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_what_a_copy_opened_to_others_is_closed(tmp_path):
    path = tmp_path / "records.db"
    path.touch(0o644)
    path.chmod(0o644)

    files.keep_private(path)

    assert path.stat().st_mode & 0o777 == 0o600
