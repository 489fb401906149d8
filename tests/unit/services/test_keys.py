"""What opens a store is changed: one secret takes the place of another, and the log says so."""

import functools
import os
from uuid import UUID

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.records.ids import Uid
from counselor_desk.services import keys, stores
from counselor_desk.storage import audit, costs, practice, vault
from counselor_desk.storage.costs import Cost
from tests.desks import LOOSE, PASSPHRASE

OTHER = "garden-copper-winter-anchor-maple"


def acts(desk):
    with desk.read() as reader:
        return [event.act for event in audit.events(reader)]


def is_whole(desk):
    with desk.read() as reader:
        return audit.verify(reader, desk.database.keys).is_whole


def opens(folder, secret):
    """Whether the passphrase, or the words, open the closed store."""
    try:
        if isinstance(secret, tuple):
            vault.unlock_with_words(folder, secret, config_dir=None, bounds=LOOSE).close()
        else:
            vault.unlock(folder, secret, config_dir=None, bounds=LOOSE).close()
    except errors.WrongSecretError:
        return False
    return True


def fill_disk(monkeypatch):
    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)


def test_only_the_passphrase_is_the_passphrase(desk):
    assert keys.is_passphrase(desk, PASSPHRASE)
    assert not keys.is_passphrase(desk, PASSPHRASE + " ")
    assert not keys.is_passphrase(desk, "")


def test_a_new_passphrase_takes_the_place_of_the_old(desk):
    keys.change_passphrase(desk, OTHER)
    desk.close()

    assert opens(desk.vault.folder, OTHER)
    assert not opens(desk.vault.folder, PASSPHRASE)


def test_a_changed_passphrase_is_in_the_log(desk):
    keys.change_passphrase(desk, OTHER)

    assert acts(desk)[0] is Act.CHANGE_PASSPHRASE
    assert is_whole(desk)


def test_a_practice_store_shows_no_passphrase_that_was_changed(desk):
    mark = desk.vault.folder / "PRACTICE"
    mark.touch()
    desk.vault.is_practice = True
    assert practice.has_known_passphrase(desk.vault.folder)

    keys.change_passphrase(desk, OTHER)

    assert mark.is_file()
    assert not practice.has_known_passphrase(desk.vault.folder)


def test_a_weak_passphrase_changes_nothing(desk):
    with pytest.raises(errors.WeakPassphraseError):
        keys.change_passphrase(desk, "password")

    assert keys.is_passphrase(desk, PASSPHRASE)


def test_proposed_words_open_nothing_yet(desk):
    words = keys.new_words(desk)
    desk.close()

    assert len(words) == 12
    assert not opens(desk.vault.folder, words)


def test_new_words_take_the_place_of_the_old_and_the_passphrase_stays(desk):
    first, second = keys.new_words(desk), keys.new_words(desk)
    keys.replace_words(desk, first)
    keys.replace_words(desk, second)
    copies = desk.vault.verify_keys()
    desk.close()

    assert copies == 2
    assert opens(desk.vault.folder, second)
    assert not opens(desk.vault.folder, first)
    assert opens(desk.vault.folder, PASSPHRASE)


def test_new_words_are_in_the_log(desk):
    keys.replace_words(desk, keys.new_words(desk))

    assert acts(desk)[0] is Act.NEW_RECOVERY_WORDS
    assert is_whole(desk)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("able",) * 11, errors.RecoveryCountError), (("ablex",) * 12, errors.RecoveryWordError)],
)
def test_what_are_no_recovery_words_is_refused(desk, words, sentence):
    with pytest.raises(sentence):
        keys.replace_words(desk, words)

    assert Act.NEW_RECOVERY_WORDS not in acts(desk)


def test_on_a_full_disk_the_keys_and_the_log_stay_as_they_were(desk, monkeypatch):
    with monkeypatch.context() as patch:
        fill_disk(patch)
        with pytest.raises(errors.DiskFullError):
            keys.change_passphrase(desk, OTHER)

    assert keys.is_passphrase(desk, PASSPHRASE)
    assert Act.CHANGE_PASSPHRASE not in acts(desk)


def test_of_two_changes_at_once_one_is_refused(desk):
    slower = desk.vault.rewrapped("passphrase", OTHER)
    keys.replace_words(desk, keys.new_words(desk))

    with pytest.raises(errors.BusyStoreError):
        desk.vault.adopt(slower)

    assert keys.is_passphrase(desk, PASSPHRASE)


def in_session(desk, number):
    """As if chance had given this session that number."""
    desk.session_uid = Uid(str(UUID(int=number)))


DEARER = Cost(memory_kib=64, passes=1)


@pytest.fixture
def dearer(monkeypatch):
    """A computer that affords more than the store costs."""
    monkeypatch.setattr(costs, "next_above", lambda _cost: DEARER)


def test_once_in_fifty_unlockings_a_guess_becomes_dearer(desk, dearer):
    in_session(desk, 50)

    assert keys.strengthen(desk, PASSPHRASE)
    assert desk.vault.key_document.cost_of("passphrase") == DEARER
    assert acts(desk)[0] is Act.STRENGTHEN_KEYS
    desk.close()
    assert opens(desk.vault.folder, PASSPHRASE)


def test_at_other_unlockings_nothing_is_tried(desk, dearer):
    in_session(desk, 51)

    assert not keys.strengthen(desk, PASSPHRASE)


def test_what_is_not_the_passphrase_is_never_put_in_its_place(desk, dearer):
    in_session(desk, 50)

    assert not keys.strengthen(desk, OTHER)
    assert keys.is_passphrase(desk, PASSPHRASE)


def test_a_computer_that_affords_no_more_leaves_the_keys(desk, monkeypatch):
    monkeypatch.setattr(costs, "next_above", lambda _cost: None)
    in_session(desk, 50)

    assert not keys.strengthen(desk, PASSPHRASE)


def test_a_full_disk_is_no_reason_to_fail_an_unlocking(desk, dearer, monkeypatch):
    in_session(desk, 50)
    with monkeypatch.context() as patch:
        fill_disk(patch)
        assert not keys.strengthen(desk, PASSPHRASE)

    assert keys.is_passphrase(desk, PASSPHRASE)
    assert Act.STRENGTHEN_KEYS not in acts(desk)


def test_a_practice_store_is_never_strengthened(desk, dearer):
    in_session(desk, 50)
    desk.vault.is_practice = True

    assert not keys.strengthen(desk, PASSPHRASE)


@pytest.mark.parametrize("name", ["keys.json", "keys.copy.json"])
def test_a_copy_that_was_repaired_at_the_unlocking_is_in_the_log(desk, monkeypatch, name):
    folder = desk.vault.folder
    stores.lock(desk)
    (folder / name).write_bytes(b"{}")
    monkeypatch.setattr(vault, "unlock", functools.partial(vault.unlock, bounds=LOOSE))
    again = stores.unlock(folder, PASSPHRASE, config_dir=None, zone="UTC")
    with again.read() as reader:
        repaired = audit.events(reader, act=Act.REPAIR_KEYS)
    stores.lock(again)

    assert [event.result for event in repaired] == [name]
    assert opens(folder, PASSPHRASE)


def test_an_unlocking_that_repairs_nothing_says_nothing(desk, monkeypatch):
    folder = desk.vault.folder
    stores.lock(desk)
    monkeypatch.setattr(vault, "unlock", functools.partial(vault.unlock, bounds=LOOSE))
    again = stores.unlock(folder, PASSPHRASE, config_dir=None, zone="UTC")

    assert Act.REPAIR_KEYS not in acts(again)
    stores.lock(again)


FOUR = {
    "a wrong secret": ("does not match", errors.WrongSecretError),
    "damage": ("is damaged", errors.DamagedKeysError),
    "a newer version": ("newer version", errors.TooNewError),
    "no reading": ("could not be read", errors.UnreadableError),
}


@pytest.mark.parametrize("reason", FOUR)
def test_each_reason_not_to_open_has_a_sentence_of_its_own(desk, reason):
    folder = desk.vault.folder
    stores.lock(desk)
    secret = PASSPHRASE
    for path in (folder / "keys.json", folder / "keys.copy.json"):
        match reason:
            case "a wrong secret":
                secret = OTHER
            case "damage":
                path.write_bytes(path.read_bytes().replace(b'"epoch":1', b'"epoch":2'))
            case "a newer version":
                path.write_bytes(b'{"fmt":"cdesk-keys","v":2,"min_reader":2}')
            case "no reading":
                path.unlink()
                path.mkdir()
    sentence, kind = FOUR[reason]

    with pytest.raises(kind, match=sentence) as caught:
        vault.unlock(folder, secret, config_dir=None, bounds=LOOSE)

    others = {other for _, other in FOUR.values()} - {kind}
    assert not isinstance(caught.value, tuple(others))
