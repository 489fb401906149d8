"""The bare window that the launch is measured against shows what the program shows."""

import subprocess
import sys

from counselor_desk.storage import vault
from counselor_desk.storage.costs import PRACTICE_COST
from tests.benchmarks.launch import write_worn
from tests.desks import NOW, PASSPHRASE


def first_painting(*side: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.launch_child", *side],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_the_bare_window_shows_as_many_words_buttons_and_fields(tmp_path):
    store, worn = tmp_path / "Records.cdesk", tmp_path / "worn.json"
    vault.create(store, PASSPHRASE, at=NOW, config_dir=None, cost=PRACTICE_COST).vault.close()
    write_worn(worn)

    assert first_painting("widgets", str(worn)) == first_painting("product", str(store))
