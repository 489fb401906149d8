"""Backups through the services: where they go, what came of them, what is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.records.backups import BackupTry
from counselor_desk.services import backups
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.storage import backup_folders
from tests.desks import LOOSE, NOW, ZONE


def make(desk: Desk, folder: Path, **given: object) -> BackupTry:
    return backups.make(desk.vault, folder, at=desk.local(desk.now()), bounds=LOOSE, **given)


def back_up(desk: Desk, folder: Path, **given: object) -> BackupTry:
    tried = make(desk, folder, **given)
    backups.note(desk, tried)
    return tried


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_one_file_named_by_label_and_local_time(desk, place):
    tried = make(desk, place)

    assert tried.is_verified
    assert files(place) == [tried.file_name] == ["Records 2026-03-12 1000.cdbk"]
    assert (place / tried.file_name).stat().st_size == tried.size


def test_a_second_one_in_the_same_minute_has_a_name_of_its_own(desk, place):
    make(desk, place)
    tried = make(desk, place)

    assert tried.file_name == "Records 2026-03-12 1000 (2).cdbk"


def test_only_its_owner_can_read_it(desk, place):
    tried = make(desk, place)

    assert (place / tried.file_name).stat().st_mode & 0o777 == 0o600


def test_a_try_is_kept_and_logged(desk, place):
    tried = back_up(desk, place)
    with desk.read() as reader:
        logged = reader.rows("SELECT result FROM audit_event WHERE act = ?", Act.BACK_UP.value)

    state = backups.state(desk)
    assert state.last_verified is not None
    assert state.last_verified.file_name == tried.file_name
    assert logged == [(f"entry {tried.audit_seq}",)]


def test_places_are_named_and_taken_back(desk, place):
    named = backups.add_place(desk, place)
    again = backups.add_place(desk, place)
    assert [one.path for one in backups.places(desk)] == [place]
    assert named == again

    backups.remove_place(desk, named.id)
    assert backups.places(desk) == ()


def test_naming_a_place_is_announced(desk, place):
    heard: list[Changes] = []
    desk.listen(heard.append)
    backups.add_place(desk, place)

    assert [changes.kinds for changes in heard] == [frozenset({Kind.BACKUP})]


def test_a_place_inside_the_store_is_refused(desk):
    inside = desk.vault.folder / "backups"
    inside.mkdir()

    with pytest.raises(errors.PlaceInStoreError):
        backups.add_place(desk, inside)
    assert backups.places(desk) == ()


def test_a_place_that_is_not_there_is_refused(desk, tmp_path):
    with pytest.raises(errors.MissingPlaceError):
        backups.add_place(desk, tmp_path / "gone")


def test_a_cloud_folder_may_hold_backups(desk, tmp_path):
    (tmp_path / "Dropbox").mkdir()

    assert backups.add_place(desk, tmp_path / "Dropbox").path == tmp_path / "Dropbox"


def test_a_pulled_drive_is_a_failure_that_stays_until_one_succeeds_there(desk, tmp_path, place):
    backups.add_place(desk, place)
    place.rmdir()
    back_up(desk, place)
    assert [one.failure for one in backups.state(desk).failed] == ["missing"]

    (tmp_path / "other").mkdir()
    back_up(desk, tmp_path / "other")
    assert [one.failure for one in backups.state(desk).failed] == ["missing"]

    place.mkdir()
    back_up(desk, place)
    assert backups.state(desk).failed == ()


def test_a_failure_goes_with_its_place(desk, place):
    named = backups.add_place(desk, place)
    place.rmdir()
    back_up(desk, place)
    backups.remove_place(desk, named.id)

    assert backups.state(desk).failed == ()


def test_what_the_person_stopped_is_no_failure_and_mends_none(desk, place):
    backups.add_place(desk, place)
    place.rmdir()
    back_up(desk, place)
    place.mkdir()
    stopped = back_up(desk, place, is_cancelled=lambda: True)

    assert stopped.failure == "cancelled"
    assert [one.failure for one in backups.state(desk).failed] == ["missing"]
    assert files(place) == []


def test_a_failure_is_logged_without_the_folder(desk, place):
    place.rmdir()
    back_up(desk, place)
    with desk.read() as reader:
        rows = reader.rows("SELECT result FROM audit_event WHERE act = 'backup_failed'")

    assert rows == [("missing",)]


def test_never_backed_up_is_overdue(desk):
    state = backups.state(desk)

    assert (state.is_overdue, state.has_places, state.last_verified) == (True, False, None)


def test_a_backup_is_overdue_after_seven_days(desk, clock, place):
    back_up(desk, place)
    clock.pass_by(days=7)
    assert not backups.state(desk).is_overdue

    clock.pass_by(minutes=1)
    assert backups.state(desk).is_overdue


def test_a_backup_dated_in_the_future_is_overdue_until_the_next(desk, clock, place):
    clock.pass_by(days=3650)
    back_up(desk, place)
    assert not backups.state(desk).is_overdue

    clock.pass_by(days=-3650)
    assert backups.state(desk).is_overdue

    back_up(desk, place)
    assert not backups.state(desk).is_overdue


def test_a_failed_try_does_not_end_being_overdue(desk, place):
    place.rmdir()
    back_up(desk, place)

    assert backups.state(desk).is_overdue


def test_every_place_gets_one_whatever_becomes_of_the_others(desk, tmp_path, place):
    tried = backups.make_all(
        desk.vault, [tmp_path / "gone", place], at=desk.local(NOW), bounds=LOOSE
    )

    assert [one.failure for one in tried] == ["missing", ""]


def test_progress_counts_up_to_all_of_it(desk, place):
    heard: list[tuple[int, int]] = []
    make(desk, place, progress=lambda done, total: heard.append((done, total)))

    done = [one for one, _ in heard]
    assert done == sorted(done)
    assert heard[-1][0] >= 0.99 * heard[-1][1]
    assert len({total for _, total in heard}) == 1


@pytest.mark.parametrize("after", [1, 2, 4, 6, 8])
def test_it_may_be_stopped_at_any_step(desk, place, after):
    asked = iter(range(100))
    tried = make(desk, place, is_cancelled=lambda: next(asked) >= after)

    assert tried.failure == "cancelled"
    assert files(place) == []


def test_what_a_crash_left_is_cleaned_by_the_next_backup(desk, place):
    mark = desk.vault.store_id[:8]
    names = [f"Records.cdbk.{mark}.part", f"Records.cdbk.{mark}.db.part", "Other.cdbk.0000.part"]
    for name in names:
        (place / name).write_bytes(b"half")
    tried = make(desk, place)

    assert files(place) == sorted([names[-1], tried.file_name])


def test_what_is_written_meanwhile_does_not_disturb_it(desk, place):
    def write_more(_done: int, _total: int) -> None:
        with desk.write() as writer:
            writer.act(Act.VIEW)

    tried = make(desk, place, progress=write_more)
    with desk.read() as reader:
        last = reader.value("SELECT max(seq) FROM audit_event")

    assert tried.is_verified
    assert tried.audit_seq < last


def test_of_a_year_7_days_5_weeks_and_12_months_are_kept():
    zone = ZoneInfo(ZONE)
    last = datetime(2026, 3, 12, 18, 0, tzinfo=zone)
    moments = [last - timedelta(days=day, hours=hour) for day in range(700) for hour in (0, 5)]
    kept = sorted(backup_folders.kept_moments(moments), reverse=True)

    assert kept[:7] == [last - timedelta(days=day) for day in range(7)]
    assert len({(one.year, one.month) for one in kept}) == 12
    assert len({(one - timedelta(days=one.weekday())).date() for one in kept[:11]}) >= 5
    assert len(kept) <= 7 + 5 + 12


def test_thinning_spares_other_stores_renamed_files_and_strangers(desk, clock, place):
    first = back_up(desk, place)
    (place / "Before the move.cdbk").write_bytes((place / first.file_name).read_bytes())
    (place / "Letter 2026-01-01 1000.cdbk").write_text("a letter")
    clock.pass_by(hours=1)
    second = back_up(desk, place)

    assert files(place) == sorted(
        ["Before the move.cdbk", "Letter 2026-01-01 1000.cdbk", second.file_name]
    )


def test_no_backup_is_written_into_the_store_itself(desk):
    with pytest.raises(errors.PlaceInStoreError):
        backups.back_up(desk, desk.vault.folder / "Records.cdbk")

    assert [path.name for path in desk.vault.folder.glob("*.cdbk*")] == []


def test_a_backup_that_was_asked_for_and_failed_is_noted(desk, tmp_path):
    with pytest.raises(errors.MissingPlaceError):
        backups.back_up(desk, tmp_path / "gone" / "Records.cdbk")
    with desk.read() as reader:
        assert reader.rows("SELECT failure FROM backup") == [("missing",)]


def test_while_one_is_made_another_waits_or_is_stopped(desk, place):
    with desk.vault.backing_up:
        tried = make(desk, place, is_cancelled=lambda: True)

    assert tried.failure == "cancelled"
    assert make(desk, place).is_verified
