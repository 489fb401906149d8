"""Rescue files: encrypted, found by their own store alone, in the first place with room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counselor_desk.errors import DiskFullError
from counselor_desk.records.ids import Uid
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import files, rescues
from counselor_desk.storage.rescues import Rescue
from counselor_desk.storage.vault import create
from tests.desks import CHEAP, LOOSE, NOW, PASSPHRASE, new_desk

WORDS = "He named loneliness as the fourth trigger."
RESCUE = Rescue(
    kind=RecordKind.NOTE,
    record_uid=Uid("5f0f4f70-0000-4000-8000-000000000001"),
    session_uid=Uid("5f0f4f70-0000-4000-8000-000000000002"),
    content=WORDS,
    kept_at=NOW,
)


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """A folder for temporary files that no other test knows."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def vault(tmp_path):
    desk = new_desk(tmp_path / "Records.cdesk")
    yield desk.vault
    desk.close()


def rescue_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.cdrescue"))


def test_what_was_rescued_is_found_whole(vault):
    assert rescues.put(vault, RESCUE)

    assert [rescue for _, rescue in rescues.find(vault)] == [RESCUE]


def test_nothing_of_it_can_be_read(vault):
    rescues.put(vault, RESCUE)
    (path,) = rescue_files(vault.folder)

    told = path.read_bytes() + path.name.encode()
    assert not any(word.encode() in told for word in (*WORDS.split(), RESCUE.record_uid))


def test_a_later_rescue_of_the_same_record_takes_its_place(vault):
    rescues.put(vault, RESCUE)
    later = replace(RESCUE, content="More.")
    rescues.put(vault, later)

    assert [rescue for _, rescue in rescues.find(vault)] == [later]


def test_where_the_stores_folder_has_no_room_another_place_takes_it(vault, temporary, monkeypatch):
    write = files.write_atomic

    def write_elsewhere(path: Path, content: bytes) -> None:
        if path.parent == vault.folder:
            raise DiskFullError
        write(path, content)

    monkeypatch.setattr(files, "write_atomic", write_elsewhere)

    assert rescues.put(vault, RESCUE)
    assert len(rescue_files(temporary)) == 1
    assert [rescue for _, rescue in rescues.find(vault)] == [RESCUE]


def test_where_no_place_has_room_that_is_told(vault, monkeypatch):
    def refuse(_path: Path, _content: bytes) -> None:
        raise DiskFullError

    monkeypatch.setattr(files, "write_atomic", refuse)

    assert not rescues.put(vault, RESCUE)


def test_another_store_cannot_read_it(vault, tmp_path):
    rescues.put(vault, RESCUE)
    (path,) = rescue_files(vault.folder)
    other = create(
        tmp_path / "Other.cdesk", PASSPHRASE, at=NOW, config_dir=None, cost=CHEAP, bounds=LOOSE
    ).vault
    rescues.put(other, RESCUE)
    (looked_for,) = rescue_files(other.folder)
    looked_for.write_bytes(path.read_bytes())
    found = rescues.find(other)
    other.close()

    assert found == []


@pytest.mark.parametrize("damage", [b"", b"cdesk-rescue 1\n", b"cdesk-rescue 1\n" + bytes(40)])
def test_a_damaged_file_is_passed_over(vault, damage):
    rescues.put(vault, RESCUE)
    (path,) = rescue_files(vault.folder)
    path.write_bytes(damage)

    assert rescues.find(vault) == []


def test_a_flipped_bit_is_noticed(vault):
    rescues.put(vault, RESCUE)
    (path,) = rescue_files(vault.folder)
    told = bytearray(path.read_bytes())
    told[-1] ^= 1
    path.write_bytes(told)

    assert rescues.find(vault) == []


def test_what_is_in_the_store_is_forgotten(vault):
    rescues.put(vault, RESCUE)
    rescues.forget(vault, RESCUE.kind, RESCUE.record_uid, RESCUE.session_uid)

    assert rescue_files(vault.folder) == []


def test_what_an_earlier_sitting_rescued_stays(vault):
    rescues.put(vault, RESCUE)
    rescues.forget(vault, RESCUE.kind, RESCUE.record_uid, Uid("another sitting"))

    assert len(rescue_files(vault.folder)) == 1
