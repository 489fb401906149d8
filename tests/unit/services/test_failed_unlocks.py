"""A wrong secret is kept beside the store and stands in its log after the next unlock."""

from datetime import timedelta

import pytest

from counselor_desk.errors import WrongSecretError
from counselor_desk.records.audit import Act
from counselor_desk.services import audits, stores
from counselor_desk.storage import failed_unlocks
from tests.desks import PASSPHRASE, ZONE, Clock


@pytest.fixture
def folder(tmp_path, clock):
    made, _ = stores.create(
        tmp_path / "Records.cdesk",
        PASSPHRASE,
        config_dir=None,
        zone=ZONE,
        is_practice=True,
        clock=clock,
    )
    stores.lock(made)
    return made.vault.folder


def unlock(folder, clock, passphrase=PASSPHRASE):
    return stores.unlock(folder, passphrase, config_dir=None, zone=ZONE, clock=clock)


def failures(desk):
    with_failures = audits.wanted(desk)
    seqs = audits.index(desk.database, ZONE, with_failures).seqs
    return [line for line in audits.lines(desk, seqs) if line.event.act is Act.FAILED_UNLOCK]


def test_a_wrong_passphrase_is_in_the_log_after_the_next_unlock(folder, clock):
    tried_at = clock()
    with pytest.raises(WrongSecretError):
        unlock(folder, clock, "not the passphrase at all")
    clock.pass_by(minutes=3)

    desk = unlock(folder, clock)
    (line,) = failures(desk)
    whole = audits.check(desk.database, desk.now(), ZONE).is_whole
    stores.lock(desk)

    assert (line.event.at, line.who, line.detail) == (tried_at, "unknown", "before unlock")
    assert line.what == "Wrong secret"
    assert whole
    assert not (folder / failed_unlocks.FILE).exists()


def test_wrong_recovery_words_are_kept_too(folder, clock):
    words = ("abandon",) * 11 + ("about",)
    with pytest.raises(WrongSecretError):
        stores.unlock_with_words(folder, words, config_dir=None, zone=ZONE, clock=clock)

    assert failed_unlocks.read(folder) == (clock(),)


def test_a_try_is_told_once(folder, clock):
    with pytest.raises(WrongSecretError):
        unlock(folder, clock, "not the passphrase at all")
    stores.lock(unlock(folder, clock))

    desk = unlock(folder, clock)
    count = len(failures(desk))
    stores.lock(desk)
    assert count == 1


def test_a_try_from_the_future_is_told_as_of_now(folder, clock):
    failed_unlocks.keep(folder, clock() + timedelta(days=900))

    desk = unlock(folder, clock)
    (line,) = failures(desk)
    stores.lock(desk)
    assert line.event.at == clock()


def test_nothing_is_kept_of_what_was_typed(folder, clock):
    with pytest.raises(WrongSecretError):
        unlock(folder, Clock(), "marigold-typed-by-mistake")

    for path in folder.iterdir():
        assert b"marigold" not in path.read_bytes()
