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
from tests.desks import ZONE
from tests.faults.counts import count
from tests.faults.scripted import ROOT
from tests.faults.test_older_copies import kill_while
from tests.schemas import GOLDEN, SCHEMA, as_text

KILLS = count(4, 50, 200)
SPAN_S = 2.0
AIMED_S = 0.8
SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")
OLD = ROOT / "tests" / "vaults" / "v2.cdesk"
CLIENTS = 6


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
def old_schema(tmp_path_factory):
    return schema_of(shutil.copytree(OLD, tmp_path_factory.mktemp("old") / "v2.cdesk"))


def test_a_kill_leaves_exactly_the_old_or_the_new_store(tmp_path, old_schema, trials):
    trials(KILLS)
    new_schema = (migrations.SCHEMA_VERSION, GOLDEN.read_text(encoding="utf-8"))
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    wrong, found = [], set()
    for number in range(KILLS):
        folder = shutil.copytree(OLD, tmp_path / f"{number}.cdesk")
        if number % 2:  # aimed: the backup is made, the records are being changed
            made = partial(has_backup, folder)
            kill_while("bring-up", folder, after_s=chance.uniform(0, AIMED_S), is_begun=made)
        else:
            kill_while("bring-up", folder, after_s=chance.uniform(0, SPAN_S))
        left = schema_of(shutil.copytree(folder, tmp_path / f"{number} looked at.cdesk"))
        found.add(left[0])
        if left not in (old_schema, new_schema):
            wrong.append(f"kill {number}: neither the old nor the new schema")
        if left == new_schema and not has_backup(folder):
            wrong.append(f"kill {number}: changed without a backup")
        for backup in folder.glob("before-migration/*.cdbk"):
            with BackupReader(backup) as reader:
                if reader.header.counts["client"] != CLIENTS:
                    wrong.append(f"kill {number}: the backup lacks clients")
        desk = stores.unlock(folder, practice.secrets().passphrase, config_dir=None, zone=ZONE)
        wrong += [one.sentence for one in checks.look_through(desk.vault) if not one.is_good]
        if len(clients.rows(desk)) != CLIENTS:
            wrong.append(f"kill {number}: clients are missing")
        desk.close()
        wrong += [
            f"kill {number}: {path.name} was left"
            for path in (folder / "before-migration").iterdir()
            if path.suffix != ".cdbk"
        ]

    assert wrong == []
    assert found <= {old_schema[0], migrations.SCHEMA_VERSION}


def test_half_a_migration_would_be_seen(tmp_path, old_schema):
    """The negative control: a schema between the two is neither of them."""
    folder = shutil.copytree(OLD, tmp_path / "v2.cdesk")
    with connection(folder) as raw:
        raw.execute("CREATE TABLE setting (id INTEGER PRIMARY KEY) STRICT")

    assert schema_of(folder) != old_schema
