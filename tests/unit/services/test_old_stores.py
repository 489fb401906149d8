"""A store of every released schema opens, is whole, and keeps what was in it."""

import shutil
from pathlib import Path

import pytest

from counselor_desk.services import checks, clients, exports, practice, stores
from counselor_desk.services.exports import DocumentKind
from tests.schemas import GOLDEN, SCHEMA, as_text

VAULTS = Path(__file__).parents[2] / "vaults"
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
}


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


def test_every_frozen_store_is_known():
    assert {path.name for path in VAULTS.glob("*.cdesk")} == set(CONTENT)


def test_an_old_store_keeps_what_was_in_it(old_store):
    desk = opened(old_store)
    found = {"clients": len(clients.rows(desk))}
    found |= {name: count(desk, kind) for name, kind in KINDS.items()}
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
