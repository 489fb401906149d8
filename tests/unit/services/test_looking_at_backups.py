"""A backup opened to be read: everything is there, nothing can be written, nothing stays."""

from __future__ import annotations

import pytest

from counselor_desk.errors import LookedAtError
from counselor_desk.services import backups, clients, restores, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import folder as folders
from tests.desks import LOOSE, NOW, PASSPHRASE
from tests.unit.services.test_restores import BackedUp, contents, names, opened, template, there

__all__ = ["template", "there"]


@pytest.fixture
def looked_at(there: BackedUp):
    prepared = restores.prepare_to_look(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    restores.put_in_place(prepared, config_dir=there.config, at=NOW)
    desk = opened(prepared.folder, config=there.config)
    yield desk
    desk.close()


def test_everything_in_it_can_be_read(looked_at):
    assert len(names(looked_at)) == 3


def test_nothing_can_be_written_and_the_sentence_says_why(looked_at):
    with pytest.raises(LookedAtError, match="opened to be read"):
        clients.add(looked_at, NewClient(given_name="Ana", family_name="Okafor"))


def test_nor_by_a_connection_of_its_own(looked_at):
    connection = looked_at.vault.connect()
    try:
        with pytest.raises(LookedAtError), connection.write(NOW, "owner", session_uid="one"):
            pass
    finally:
        connection.close()


def test_it_is_not_backed_up_itself(looked_at, tmp_path):
    made = backups.make_all(looked_at.vault, [tmp_path], at=NOW, bounds=LOOSE)

    assert made == ()


def test_it_knows_where_to_go_back_to_and_when_it_was_made(looked_at, there):
    assert looked_at.vault.looked_at.home == there.folder
    assert looked_at.vault.looked_at.made_at is not None


def test_the_store_it_stands_beside_stays_byte_for_byte(there):
    before = contents(there.folder)
    prepared = restores.prepare_to_look(there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE)
    restores.put_in_place(prepared, config_dir=there.config, at=NOW)
    stores.lock(opened(prepared.folder))
    restores.put_away(prepared.folder)

    assert contents(there.folder) == before
    assert list(there.folder.parent.iterdir()) == [there.folder]


def test_nothing_of_it_is_kept_in_the_folder_of_the_user(looked_at, there):
    assert not there.config.exists()


def test_a_store_to_work_with_is_never_put_away(there):
    restores.put_away(there.folder)

    assert (there.folder / "records.db").exists()


def test_what_a_crash_left_goes_before_the_next_look(there):
    for _ in range(2):
        prepared = restores.prepare_to_look(
            there.path, there.folder, PASSPHRASE, at=NOW, bounds=LOOSE
        )
        restores.put_in_place(prepared, config_dir=there.config, at=NOW)

    assert len(list(there.folder.parent.glob("*to look at*"))) == 1


@pytest.mark.parametrize("mark", [b"", b"{}", b"\xff", b'{"home": 1}'])
def test_an_unreadable_mark_still_lets_nobody_write(there, mark):
    (there.folder / folders.LOOKED_AT).write_bytes(mark)
    desk = opened(there.folder)

    with pytest.raises(LookedAtError):
        clients.add(desk, NewClient(given_name="Ana", family_name="Okafor"))
    desk.close()
