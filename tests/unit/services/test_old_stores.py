"""A store of every released schema opens, is whole, and keeps what was in it."""

import shutil
from contextlib import closing
from datetime import UTC, datetime

import pytest

from counselor_desk.errors import NotUpgradedError
from counselor_desk.records.audit import Act
from counselor_desk.services import checks, clients, exports, practice, restores, stores
from counselor_desk.services.exports import DocumentKind
from counselor_desk.storage import audit
from counselor_desk.storage.backup_files import BackupReader
from counselor_desk.storage.migrations import SCHEMA_VERSION
from tests import old_stores
from tests.old_stores import VAULTS, WRITTEN_BY_OPENING
from tests.schemas import GOLDEN, SCHEMA, as_text

KINDS = {
    "plans": DocumentKind.TREATMENT_PLAN,
    "notes": DocumentKind.SESSION_NOTE,
    "task lists": DocumentKind.VOCATIONAL_TASKS,
    "CVs": DocumentKind.CV,
    "discharges": DocumentKind.DISCHARGE_SUMMARY,
}
CONTENT = {
    "v1.cdesk": {"clients": 2, "plans": 3, "notes": 8, "task lists": 0, "CVs": 0, "discharges": 0},
    "v2.cdesk": {"clients": 6, "plans": 8, "notes": 24, "task lists": 4, "CVs": 1, "discharges": 1},
    "v3.cdesk": {"clients": 6, "plans": 8, "notes": 24, "task lists": 4, "CVs": 1, "discharges": 1},
    "v4.cdesk": {"clients": 6, "plans": 8, "notes": 29, "task lists": 4, "CVs": 2, "discharges": 1},
    "v5.cdesk": {"clients": 6, "plans": 8, "notes": 29, "task lists": 4, "CVs": 2, "discharges": 1},
    "v6.cdesk": {"clients": 6, "plans": 8, "notes": 41, "task lists": 4, "CVs": 2, "discharges": 1},
    "v7.cdesk": {"clients": 6, "plans": 9, "notes": 38, "task lists": 4, "CVs": 1, "discharges": 1},
}

BACKUP = VAULTS / "v4.cdbk"


@pytest.fixture(params=sorted(CONTENT))
def old_store(request, tmp_path):
    folder = tmp_path / request.param
    shutil.copytree(VAULTS / request.param, folder)
    return folder


def opened(folder):
    return stores.unlock(
        folder, practice.secrets().passphrase, config_dir=None, zone="America/Chicago"
    )


def count(desk, kind):
    return sum(len(exports.choices(desk, row.id, kind)) for row in clients.rows(desk))


def content(desk):
    found = {"clients": len(clients.rows(desk))}
    return found | {name: count(desk, kind) for name, kind in KINDS.items()}


def changed(folder, *later):
    """The tables whose former columns do not hold what they held, read without the program.

    `later` are statements that change the records before they are compared.
    """
    with closing(old_stores.in_clear(folder)) as clear:
        for statement in later:
            clear.execute(statement)
        return old_stores.changed_in(clear, int(folder.stem[1:]))


def test_there_is_a_frozen_store_of_every_former_schema():
    former = range(1, SCHEMA_VERSION)

    assert {path.name for path in VAULTS.glob("*.cdesk")} == {f"v{one}.cdesk" for one in former}
    assert set(CONTENT) == {f"v{one}.cdesk" for one in former}
    assert set(old_stores.CLIENTS) == set(former)


def test_a_frozen_store_is_as_it_was_frozen(old_store):
    assert old_stores.content_of(old_store) == old_stores.frozen(int(old_store.stem[1:]))


def test_every_value_of_an_old_store_is_the_same_once_it_was_opened(old_store):
    """No migration so far moves or rewrites a value that a person typed."""
    opened(old_store).close()

    assert changed(old_store) == WRITTEN_BY_OPENING


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("client", "UPDATE client SET given_name = given_name || '.' WHERE id = 1"),
        ("contact", "DELETE FROM contact WHERE id = (SELECT min(id) FROM contact)"),
    ],
)
def test_one_other_letter_or_lost_row_would_be_seen(table, statement):
    """The negative control: what a migration must not do. Triggers log it, as they log all."""
    assert changed(old_stores.folder_of(5), statement) - WRITTEN_BY_OPENING == {table}


def test_an_old_store_keeps_what_was_in_it(old_store):
    desk = opened(old_store)
    found = content(desk)
    desk.close()

    assert found == CONTENT[old_store.name]


def test_an_old_store_passes_every_check(old_store):
    desk = opened(old_store)
    bad = [result.name for result in checks.run(desk) if not result.is_good]
    desk.close()

    assert bad == []


def test_an_old_store_has_the_newest_schema_once_it_was_opened(old_store):
    desk = opened(old_store)
    with desk.read() as reader:
        found = as_text(reader.rows(SCHEMA))
    desk.close()

    assert found == GOLDEN.read_text(encoding="utf-8")


def test_an_old_store_opens_by_its_recovery_words(old_store):
    desk = stores.unlock_with_words(
        old_store, practice.secrets().words, config_dir=None, zone="America/Chicago"
    )

    assert len(clients.rows(desk)) == CONTENT[old_store.name]["clients"]
    desk.close()


def mark_of(backup):
    """What unfinished files of the store of a backup have in their names."""
    with BackupReader(backup) as reader:
        return reader.header.keys.store_id[:8]


def former(folder):
    return sorted(path.name for path in (folder / "before-migration").iterdir())


def act_results(desk, act):
    with desk.read() as reader:
        return [event.result for event in audit.events(reader, act=act)]


def test_an_old_store_is_backed_up_before_it_is_changed(old_store):
    desk = opened(old_store)
    desk.close()
    (backup,) = (old_store / "before-migration").iterdir()

    with BackupReader(backup) as reader:
        assert reader.header.schema == int(old_store.stem[1:])
        assert reader.header.counts["client"] == CONTENT[old_store.name]["clients"]


def test_the_backup_from_before_restores_by_the_words_alone(old_store):
    opened(old_store).close()
    (backup,) = (old_store / "before-migration").iterdir()
    counts = restores.drill(backup, practice.secrets().words)

    assert counts["client"] == CONTENT[old_store.name]["clients"]


@pytest.mark.parametrize("secret", ["passphrase", "words"])
def test_a_frozen_backup_is_restored_by_either_secret(tmp_path, secret):
    """The file stays as the program of schema 4 left it, whatever later ones write."""
    folder = tmp_path / "new.cdesk"
    given = getattr(practice.secrets(), secret)
    done = restores.restore(BACKUP, folder, given, config_dir=None, at=datetime.now(UTC))
    desk = opened(folder)
    found = content(desk)
    bad = [result.name for result in checks.run(desk) if not result.is_good]
    migrated = act_results(desk, Act.MIGRATE)
    desk.close()

    assert (found, bad, migrated) == (CONTENT["v4.cdesk"], [], ["4"])
    assert done.counts["client"] == found["clients"]


def test_that_it_was_brought_up_to_date_is_logged_once(old_store):
    opened(old_store).close()
    desk = opened(old_store)

    assert act_results(desk, Act.MIGRATE).count(old_store.stem[1:]) == 1
    assert len(former(old_store)) == 1
    desk.close()


def test_an_old_store_that_cannot_be_backed_up_stays_as_it_is(old_store):
    (old_store / "before-migration").write_text("in the way")
    before = (old_store / "records.db").read_bytes()

    with pytest.raises(NotUpgradedError, match="nothing in it was changed"):
        opened(old_store)

    assert (old_store / "records.db").read_bytes() == before


def test_a_finished_backup_from_before_a_crash_is_used_again(old_store, tmp_path):
    untouched = shutil.copytree(old_store, tmp_path / "again" / old_store.name)
    opened(old_store).close()
    shutil.copytree(old_store / "before-migration", untouched / "before-migration")
    opened(untouched).close()

    assert former(untouched) == former(old_store)


def test_unfinished_files_beside_a_finished_backup_from_before_are_removed(old_store, tmp_path):
    untouched = shutil.copytree(old_store, tmp_path / "again" / old_store.name)
    opened(old_store).close()
    shutil.copytree(old_store / "before-migration", untouched / "before-migration")
    (name,) = former(untouched)
    place = untouched / "before-migration"
    (place / f"{name}.{mark_of(place / name)}.db.part").write_bytes(b"what a kill left")
    opened(untouched).close()

    assert [path.name for path in place.iterdir()] == [name]


def test_a_damaged_backup_from_before_is_kept_beside_a_good_one(old_store, tmp_path):
    untouched = shutil.copytree(old_store, tmp_path / "again" / old_store.name)
    opened(old_store).close()
    (name,) = former(old_store)
    (untouched / "before-migration").mkdir()
    (untouched / "before-migration" / name).write_bytes(b"damaged")
    opened(untouched).close()

    assert len(former(untouched)) == 2
    assert (untouched / "before-migration" / name).read_bytes() == b"damaged"
