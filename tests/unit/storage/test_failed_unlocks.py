"""Failed tries: kept as times alone, and whatever lies in their file does no harm."""

import json
from datetime import timedelta

import pytest

from counselor_desk.storage import failed_unlocks
from tests.unit.storage import samples


def put(folder, content):
    (folder / failed_unlocks.FILE).write_bytes(content)


def test_tries_are_kept_in_their_order(tmp_path):
    later = samples.AT + timedelta(minutes=1)
    for moment in (samples.AT, later):
        failed_unlocks.keep(tmp_path, moment)

    assert failed_unlocks.read(tmp_path) == (samples.AT, later)


def test_the_file_has_times_and_nothing_else(tmp_path):
    failed_unlocks.keep(tmp_path, samples.AT)

    assert json.loads((tmp_path / failed_unlocks.FILE).read_text()) == {
        "v": 1,
        "times": ["2026-03-12T14:58:00.000000Z"],
    }


def test_the_newest_tries_are_kept(tmp_path):
    for minute in range(failed_unlocks.MOST_KEPT + 5):
        failed_unlocks.keep(tmp_path, samples.AT + timedelta(minutes=minute))

    found = failed_unlocks.read(tmp_path)
    assert len(found) == failed_unlocks.MOST_KEPT
    assert found[0] == samples.AT + timedelta(minutes=5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"times": 7}',
        b'{"times": [null, 7, "", "yesterday", "2026-03-12", {}]}',
        b'{"times": ["0001-01-01T00:00:00+23:00"]}',
        b"[" * 100_000,
        b'{"times": ["2026-03-12T14:58:00Z"' + b" " * 70_000 + b"]}",
    ],
)
def test_what_is_no_time_is_left_out(tmp_path, content):
    put(tmp_path, content)

    assert failed_unlocks.read(tmp_path) == ()
    failed_unlocks.keep(tmp_path, samples.AT)
    assert failed_unlocks.read(tmp_path) == (samples.AT,)


def test_forgetting_takes_the_file_away(tmp_path):
    failed_unlocks.keep(tmp_path, samples.AT)
    failed_unlocks.forget(tmp_path)
    failed_unlocks.forget(tmp_path)

    assert list(tmp_path.iterdir()) == []
