"""What opens a store is changed: one secret takes the place of another, and the log says so."""

import os

import pytest

from counselor_desk import errors
from counselor_desk.records.audit import Act
from counselor_desk.services import keys
from counselor_desk.storage import audit, vault
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
