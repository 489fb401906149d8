"""Nothing readable lies on the disk: not in the store, not beside it; open, closed or killed."""

from __future__ import annotations

import gzip
import random
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from counselor_desk.storage import vault
from tests.desks import LOOSE, PASSPHRASE, new_desk
from tests.faults.counts import count
from tests.faults.promises import TRIALS
from tests.journeys.marked_store import MARKERS, write_everything
from tests.traces import forms, found

ROOT = Path(__file__).parents[2]
KILLS = count(2, 20, 100)
SPAN_S = 1.0
SEED = 20260312


def test_nothing_can_be_read_while_the_store_is_open_or_after(tmp_path, places):
    desk = new_desk(tmp_path / "Records.cdesk")
    write_everything(desk)
    open_found = found(places, MARKERS)
    desk.close()

    assert open_found == {}
    assert found(places, MARKERS) == {}


def killed(store: Path, word: str, after_s: float) -> None:
    """Let a child write everything, and kill it some time after it said a word."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.marked_store", str(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        while child.stdout.readline() not in {f"{word}\n", ""}:
            pass
        time.sleep(after_s)
        child.kill()
    assert child.returncode == -9


def test_nothing_can_be_read_after_a_kill_nor_after_the_next_opening(
    tmp_path, places, record_property
):
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    store, left = tmp_path / "Records.cdesk", []
    for number in range(KILLS):
        new_desk(store).close()
        killed(store, ("written", "begun")[number % 2], chance.uniform(0, SPAN_S))
        left.append((store / "records.db-wal").exists())
        assert found(places, MARKERS) == {}, f"after kill {number}"
        with closing(vault.unlock(store, PASSPHRASE, config_dir=None, bounds=LOOSE)):
            pass
        assert found(places, MARKERS) == {}, f"after the opening that followed kill {number}"
        shutil.rmtree(store)
    record_property(TRIALS, KILLS)

    assert any(left), "no kill came while a log of unfinished writes was there"


@pytest.mark.parametrize("what", list(MARKERS))
def test_the_scan_finds_each_marker_where_it_was_left(tmp_path, places, what):
    for number, form in enumerate(forms(MARKERS[what])):
        (tmp_path / "temporary" / f"left{number}").write_bytes(b"\0" + form + b"\0")

    assert set(found(places, MARKERS)) == {what}


def in_a_zip(folder: Path, content: bytes) -> bytes:
    path = folder / "made.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", content)
    packed = path.read_bytes()
    path.unlink()
    return packed


@pytest.mark.parametrize("way", ["zlib 1", "zlib 6", "zlib 9", "gzip", "zip"])
def test_the_scan_finds_a_marker_that_was_packed(tmp_path, places, way):
    text = f"He came on time, and said: {MARKERS['counseling word']}. ".encode() * 3
    packed = {
        "zlib 1": lambda: zlib.compress(text, 1),
        "zlib 6": lambda: zlib.compress(text, 6),
        "zlib 9": lambda: zlib.compress(text, 9),
        "gzip": lambda: gzip.compress(text),
        "zip": lambda: in_a_zip(tmp_path, text),
    }[way]()
    (tmp_path / "temporary" / "left").write_bytes(random.Random(SEED).randbytes(999) + packed)  # noqa: S311 - no secret

    assert set(found(places, MARKERS)) == {"counseling word"}


def test_the_store_does_not_compress_to_a_pattern(tmp_path):
    desk = new_desk(tmp_path / "Records.cdesk")
    write_everything(desk)
    desk.close()
    records = (tmp_path / "Records.cdesk" / "records.db").read_bytes()

    assert len(zlib.compress(records, 9)) > 0.99 * len(records)
