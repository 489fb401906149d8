"""Killed while an old store is brought up to date: it is exactly the old one or exactly the new."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from functools import partial

import pytest

from counselor_desk.services import checks, clients, practice, stores
from counselor_desk.storage import connection as connections
from counselor_desk.storage import key_files, keys, migrations
from counselor_desk.storage.backup_files import BackupReader
from tests import old_stores
from tests.desks import ZONE
from tests.faults.counts import count
from tests.faults.test_older_copies import kill_while
from tests.schemas import GOLDEN, SCHEMA, as_text

KILLS = count(5, 50, 200 * len(old_stores.CLIENTS))
"""In turn from each released schema; in full, 200 from each."""

SPAN_S = 2.0
AIMED_S = 0.8
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")


def has_backup(folder):
    return any((folder / "before-migration").glob("*.cdbk"))


def connection(folder):
    """The records as they are, before the program brings them up to date."""
    copies = [
        key_files.read(folder / name, keys.BOUNDS) for name in ("keys.json", "keys.copy.json")
    ]
    document, root = key_files.unlock(copies, "passphrase", practice.secrets().passphrase)
    key = root.database_key(document.key_epoch)
    return closing(connections.open_connection(folder / "records.db", key))


def schema_of(folder):
    """Its number and its text."""
    with connection(folder) as raw:
        return migrations.version_of(raw), as_text(raw.execute(SCHEMA).fetchall())


@pytest.fixture(scope="module")
def old_schemas(tmp_path_factory):
    """What a store of each released schema looks like, by its number."""
    place = tmp_path_factory.mktemp("old")
    copies = {one: place / f"v{one}.cdesk" for one in old_stores.CLIENTS}
    return {
        one: schema_of(shutil.copytree(old_stores.folder_of(one), copies[one])) for one in copies
    }


def test_a_kill_leaves_exactly_the_old_or_the_new_store(tmp_path, old_schemas, trials):
    trials(KILLS)
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    released = list(old_stores.CLIENTS)
    wrong = []
    for number in range(KILLS):
        version = released[number % len(released)]
        folder = tmp_path / f"{number}.cdesk"
        shutil.copytree(old_stores.folder_of(version), folder)
        if number // len(released) % 2 == (number % 2):  # aimed: the records are being changed
            made = partial(has_backup, folder)
            kill_while("bring-up", folder, after_s=chance.uniform(0, AIMED_S), is_begun=made)
        else:
            kill_while("bring-up", folder, after_s=chance.uniform(0, SPAN_S))
        found = problems_of(folder, version, old_schemas[version])
        wrong += [f"kill {number} of v{version}: {one}" for one in found]
        shutil.rmtree(folder)

    assert wrong == []


def problems_of(folder, version, old_schema):
    """What is wrong with a store of this schema after a kill, and after it was opened again."""
    new_schema = (migrations.SCHEMA_VERSION, GOLDEN.read_text(encoding="utf-8"))
    looked_at = shutil.copytree(folder, folder.with_name(f"{folder.stem} looked at.cdesk"))
    left = schema_of(looked_at)
    shutil.rmtree(looked_at)
    if left not in (old_schema, new_schema):
        yield "neither the old nor the new schema"
    if left == new_schema and not has_backup(folder):
        yield "changed without a backup"
    for backup in folder.glob("before-migration/*.cdbk"):
        with BackupReader(backup) as reader:
            if reader.header.counts["client"] != old_stores.CLIENTS[version]:
                yield "the backup lacks clients"
    desk = stores.unlock(folder, practice.secrets().passphrase, config_dir=None, zone=ZONE)
    yield from (one.sentence for one in checks.look_through(desk.vault) if not one.is_good)
    if len(clients.rows(desk)) != old_stores.CLIENTS[version]:
        yield "clients are missing"
    desk.close()
    for path in (folder / "before-migration").iterdir():
        if path.suffix != ".cdbk":
            yield f"{path.name} was left"


@pytest.mark.parametrize("version", list(old_stores.CLIENTS))
def test_half_a_migration_would_be_seen(tmp_path, old_schemas, version):
    """The negative control: a schema between the two is neither of them."""
    folder = shutil.copytree(old_stores.folder_of(version), tmp_path / "old.cdesk")
    with connection(folder) as raw:
        raw.execute("CREATE TABLE between_two (id INTEGER PRIMARY KEY) STRICT")

    (first, *_) = problems_of(folder, version, old_schemas[version])

    assert first == "neither the old nor the new schema"
