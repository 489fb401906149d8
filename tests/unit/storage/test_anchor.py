"""The anchor: an older copy is noticed, a crash is no older copy, and a bad file says nothing."""

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from counselor_desk.errors import OlderCopyError
from counselor_desk.records.audit import Act
from counselor_desk.storage import anchor, connection, keys, migrations, rest, vault

AT = datetime(2026, 3, 12, 14, 58, tzinfo=UTC)
LATER = AT + timedelta(hours=3)
COST = keys.Cost(memory_kib=32, passes=1)
BOUNDS = keys.Bounds(least_memory_kib=32)
PASSPHRASE = "river-lamp-orbit-seed-wolf"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "Records.cdesk"
    vault.create(folder, PASSPHRASE, at=AT, config_dir=None, cost=COST, bounds=BOUNDS).vault.close()
    return folder


@pytest.fixture
def folder(template, tmp_path):
    return shutil.copytree(template, tmp_path / "desk" / "Records.cdesk")


@pytest.fixture
def config(tmp_path):
    return tmp_path / "config"


@pytest.fixture
def unlock(folder, config):
    """Open the store; what a test leaves open is closed."""
    opened = []

    def unlock(where=folder, config_dir=config):
        opened.append(vault.unlock(where, PASSPHRASE, config_dir=config_dir, bounds=BOUNDS))
        return opened[-1]

    yield unlock
    for one in opened:
        one.close()


def work(opened, entries=1, session="s"):
    for _ in range(entries):
        with opened.database.write(AT, "owner", session_uid=session) as writer:
            writer.act(Act.VIEW)


def close(opened, at=AT):
    opened.keep_anchor(at)
    opened.close()


def put_back(older, folder):
    shutil.rmtree(folder)
    shutil.copytree(older, folder)


@pytest.fixture
def older(folder, unlock, tmp_path):
    """The store with five entries; a copy of it when it had two."""
    first = unlock()
    work(first, 2)
    close(first)
    older = shutil.copytree(folder, tmp_path / "older")
    second = unlock()
    work(second, 3)
    close(second, LATER)
    return older


def test_a_store_that_only_went_on_is_no_older_copy(older, unlock):
    assert unlock().rollback is None


def test_the_first_opening_says_nothing(unlock):
    assert unlock().rollback is None


def test_an_older_copy_of_the_whole_folder_is_noticed(older, folder, unlock):
    put_back(older, folder)

    found = unlock().rollback

    assert (found.entries, found.newer_at) == (3, LATER)


def test_without_the_per_user_copy_the_folder_alone_notices_older_records(older, folder, unlock):
    shutil.copy(older / "records.db", folder / "records.db")

    assert unlock(config_dir=None).rollback.entries == 3


def test_a_copy_that_went_on_elsewhere_is_noticed(older, folder, unlock, config):
    put_back(older, folder)
    elsewhere = unlock(config_dir=None)
    work(elsewhere, 9, session="elsewhere")
    elsewhere.close()

    found = unlock().rollback

    assert (found.entries, found.here != found.newer) == (0, True)


def test_an_older_copy_can_be_read_and_not_written(older, folder, unlock):
    put_back(older, folder)
    opened = unlock()

    with opened.database.read() as reader:
        assert reader.value("SELECT count(*) FROM audit_event") == 2
    with pytest.raises(OlderCopyError, match="about 3 log entries and 0 notes are missing"):
        work(opened)


def test_a_connection_of_a_job_cannot_write_to_it_either(older, folder, unlock):
    put_back(older, folder)
    database = unlock().connect()

    with pytest.raises(OlderCopyError), database.write(AT, "owner", session_uid="s"):
        pass
    database.close()


def test_an_undecided_older_copy_keeps_the_anchor_of_the_newer_one(older, folder, unlock):
    put_back(older, folder)
    close(unlock())

    assert unlock().rollback.entries == 3


def accept(opened):
    with (
        opened.accepting_rollback() as found,
        opened.database.write(AT, "owner", session_uid="s") as writer,
    ):
        writer.act(Act.ACCEPT_OLDER_COPY, result=f"{found.here} {found.newer}")


def test_once_accepted_it_can_be_written_and_is_not_asked_about_again(older, folder, unlock):
    put_back(older, folder)
    opened = unlock()
    accept(opened)
    work(opened)
    close(opened)

    assert unlock().rollback is None


def test_the_decision_stands_although_the_old_anchor_is_left(older, folder, unlock):
    put_back(older, folder)
    opened = unlock()
    accept(opened)
    opened.close()

    assert unlock().rollback is None


def test_another_older_copy_is_noticed_after_the_first_was_accepted(older, folder, unlock):
    put_back(older, folder)
    opened = unlock()
    accept(opened)
    work(opened)
    close(opened)
    put_back(older, folder)

    assert unlock().rollback.entries == 2


def test_a_failed_acceptance_leaves_it_closed(older, folder, unlock):
    put_back(older, folder)
    opened = unlock()

    with pytest.raises(KeyError), opened.accepting_rollback():
        raise KeyError

    with pytest.raises(OlderCopyError):
        work(opened)


def test_another_place_has_an_anchor_of_its_own(older, unlock, tmp_path):
    moved = shutil.copytree(older, tmp_path / "elsewhere" / "Records.cdesk")

    assert unlock(moved).rollback is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"9" * 5000,
        b"[" * 10000,
        b'{"mac":"\xc3\xa9"}',
        b'{"mac":7}',
        b" " * 100_000,
    ],
)
def test_a_bad_anchor_says_nothing_and_the_other_counts(older, folder, unlock, content):
    put_back(older, folder)
    (folder / "anchor.json").write_bytes(content)

    assert unlock().rollback.entries == 3


def test_no_changed_byte_of_an_anchor_is_believed(older, folder):
    content = (folder / "anchor.json").read_bytes()
    key = b"k" * 32
    sealed = anchor.Anchor(
        store_id="s", key_epoch=1, head=anchor.Head(5, "ab"), notes=2, at=AT
    ).sealed(key)
    believed = [
        at
        for at in range(len(sealed) - 1)  # the line's end says nothing
        for bit in range(8)
        if (changed := sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :])
        and anchor.parse(changed, key) is not None
    ]

    assert believed == []
    assert anchor.parse(sealed, key) is not None
    assert anchor.parse(content, key) is None


def test_an_anchor_names_what_it_has_seen(older, folder):
    fields = json.loads((folder / "anchor.json").read_bytes())

    assert fields.keys() == {
        "fmt", "v", "store", "key_epoch", "seq", "chain_head", "counts", "utc", "closed", "mac",
    }  # fmt: skip
    assert (fields["seq"], fields["counts"]) == (5, {"notes": 0})
    records = hashlib.sha256((folder / "records.db").read_bytes()).hexdigest()
    assert fields["closed"] == {"schema": migrations.SCHEMA_VERSION, "sha256": records}


def test_both_copies_are_private_and_equal(older, folder, config):
    inside = folder / "anchor.json"
    (per_user,) = config.rglob("*.anchor.json")

    assert inside.read_bytes() == per_user.read_bytes()
    assert {path.stat().st_mode & 0o777 for path in (inside, per_user)} == {0o600}


def test_a_place_that_cannot_be_written_is_no_reason_to_fail(folder, unlock, config):
    config.write_text("in the way")
    opened = unlock()
    work(opened)

    close(opened)

    assert (folder / "anchor.json").exists()


def test_nothing_is_written_when_nothing_changed(unlock):
    opened = unlock()
    work(opened)
    opened.keep_anchor(AT)

    assert opened.take_anchor(LATER) is None


def test_a_job_that_comes_late_takes_nothing_back(unlock, folder):
    opened = unlock()
    work(opened)
    late = opened.take_anchor(AT)
    work(opened)
    opened.keep_anchor(LATER)
    opened.write_anchor(late)

    assert json.loads((folder / "anchor.json").read_bytes())["seq"] == 2


def test_what_is_not_committed_is_never_anchored(unlock):
    opened = unlock()
    with opened.database.write(AT, "owner", session_uid="s") as writer:
        writer.act(Act.VIEW)

        assert opened.take_anchor(AT) is None


def test_a_practice_store_has_its_anchor_in_its_folder_alone(tmp_path, config):
    made = vault.create(
        tmp_path / "practice.cdesk",
        PASSPHRASE,
        at=AT,
        config_dir=config,
        cost=COST,
        bounds=BOUNDS,
        is_practice=True,
    )
    close(made.vault)

    assert (tmp_path / "practice.cdesk" / "anchor.json").exists()
    assert not config.exists()


def change(folder):
    """Add a page that no table uses: the records open as before, but the file is another one."""
    with (folder / "records.db").open("ab") as file:
        file.write(bytes(connection.PAGE_BYTES))


def test_a_file_that_was_changed_while_it_was_closed_is_noticed(older, folder, unlock):
    change(folder)

    found = unlock().rollback

    assert (found.is_altered, found.entries, found.newer_at) == (True, 0, LATER)


def test_it_can_be_read_and_not_written_and_stays_as_it_was_found(older, folder, unlock):
    change(folder)
    found = (folder / "records.db").read_bytes()
    opened = unlock()

    with pytest.raises(OlderCopyError, match="something other than Counselor Desk changed it"):
        work(opened)
    close(opened)

    assert (folder / "records.db").read_bytes() == found
    assert unlock().rollback.is_altered


def test_once_accepted_a_changed_file_is_not_asked_about_again(older, folder, unlock):
    change(folder)
    opened = unlock()
    accept(opened)
    close(opened)

    assert unlock().rollback is None


def test_a_store_that_is_only_opened_and_closed_is_no_changed_one(older, unlock):
    for _ in range(3):
        close(unlock())

    assert unlock().rollback is None


def test_work_after_the_last_anchor_is_no_change_by_others(older, folder, unlock):
    opened = unlock()
    work(opened)
    opened.close()

    assert "closed" in json.loads((folder / "anchor.json").read_bytes())
    assert unlock().rollback is None


def test_while_records_lie_in_their_log_there_is_no_fingerprint(folder):
    assert len(rest.fingerprint(folder)) == 64
    (folder / "records.db-wal").write_bytes(b"left by a killed program")

    assert rest.fingerprint(folder) == ""


def test_a_file_that_cannot_be_read_has_no_fingerprint(tmp_path):
    assert rest.fingerprint(tmp_path / "nowhere") == ""


def test_files_of_two_schemas_are_not_compared(older, unlock):
    """An upgrade changes the file before anything comes into the log."""
    with unlock().database.read() as reader:
        left = anchor.Anchor(
            store_id="s",
            key_epoch=1,
            head=anchor.head_of(reader),
            notes=0,
            at=AT,
            at_rest=anchor.AtRest(6, "before"),
        )

        assert anchor.compare(reader, left, anchor.AtRest(7, "after")) is None
        assert anchor.compare(reader, left, anchor.AtRest(6, "after")).is_altered


def test_an_anchor_without_a_fingerprint_says_nothing_about_the_file(older, folder, unlock):
    opened = unlock(config_dir=None)
    work(opened)
    opened.keep_anchor(LATER)
    former = (folder / "anchor.json").read_bytes()
    opened.close()
    change(folder)
    (folder / "anchor.json").write_bytes(former)

    assert unlock(config_dir=None).rollback is None
