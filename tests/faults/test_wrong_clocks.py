"""Backups made by a clock that is wrong: none that holds the newest work is thinned away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.services import backups
from counselor_desk.services.desk import Desk
from counselor_desk.storage import backup_folders
from counselor_desk.storage.table import moment_text
from tests.desks import LOOSE, NOW, PASSPHRASE
from tests.faults.test_backups import joined, parts

WRONG = {
    "three hours back": timedelta(hours=-3),
    "twenty years back": timedelta(days=-7305),
    "ten years ahead": timedelta(days=3653),
}
EVERY_PERIOD = (*range(7), 13, 20, 27, 34, *range(60, 420, 30))
"""Days ago, enough of them that nothing older is kept by its date."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def back_up(desk: Desk, place: Path, after: timedelta) -> Path:
    """Do something, and back it up by a clock that shows so much after `NOW`."""
    with desk.write() as writer:
        writer.act(Act.VIEW)
    tried = backups.make(desk.vault, place, at=desk.local(NOW + after), bounds=LOOSE)
    assert tried.is_verified
    return place / tried.file_name


def fill(desk: Desk, whole: Path, days: Iterable[int]) -> None:
    """Copies of a backup that say they were made earlier, and hold less of the log."""
    header, rest = parts(whole.read_bytes())
    for day in days:
        at = desk.local(NOW + timedelta(days=day))
        told = {"utc": moment_text(at), "seq": header["seq"] - 1}
        path = backup_folders.free_name(whole.parent, "Records", at)
        path.write_bytes(joined(header | told, rest))


def is_whole(path: Path) -> bool:
    try:
        backups.inspect(path, PASSPHRASE, bounds=LOOSE)
    except errors.BackupError:
        return False
    return True


@pytest.mark.parametrize("wrong", WRONG)
def test_what_was_just_made_stays_by_a_wrong_clock_and_after_it(desk, place, wrong):
    fill(desk, back_up(desk, place, timedelta()), [-day for day in EVERY_PERIOD])
    made = back_up(desk, place, WRONG[wrong])
    assert is_whole(made)

    later = back_up(desk, place, timedelta(minutes=5))
    assert is_whole(later)


def test_what_was_made_while_the_clock_ran_ahead_takes_no_room_afterwards(desk, place):
    fill(desk, back_up(desk, place, timedelta()), range(3000, 3400, 8))
    made = [back_up(desk, place, timedelta(days=day)) for day in (1, 2, 3)]

    assert all(is_whole(path) for path in made)


def test_the_one_with_most_of_the_log_stays_though_others_are_dated_later(desk, place):
    """As when an older copy of the store is in use again."""
    furthest = back_up(desk, place, timedelta(days=-500))
    fill(desk, furthest, [-day for day in EVERY_PERIOD])
    backup_folders.thin(
        place, desk.vault.store_id, desk.local(NOW), written=max(place.iterdir()), bounds=LOOSE
    )

    assert is_whole(furthest)


def test_by_their_dates_alone_the_older_ones_go(desk, place):
    """The negative control: what neither was just made nor holds most is thinned."""
    fill(desk, back_up(desk, place, timedelta()), [-500, *(-day for day in EVERY_PERIOD)])
    oldest = min(place.iterdir())
    back_up(desk, place, timedelta(minutes=5))

    assert not oldest.exists()
