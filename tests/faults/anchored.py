"""What the children of `test_older_copies.py` do: work, close again and again, bring a store up."""

from __future__ import annotations

import sys
from pathlib import Path

from counselor_desk.records.audit import Act
from counselor_desk.services import practice, stores
from counselor_desk.services.desk import OWNER
from counselor_desk.storage import vault
from tests.desks import LOOSE, NOW, PASSPHRASE, ZONE
from tests.faults.scripted import say


def work_for_good(folder: Path, config: Path) -> None:
    """Write into the log and keep the anchor of it until somebody ends this process."""
    opened = vault.unlock(folder, PASSPHRASE, config_dir=config, bounds=LOOSE)
    say("ready")
    while True:
        with opened.database.write(NOW, OWNER, session_uid="s") as writer:
            writer.act(Act.VIEW)
        opened.keep_anchor(NOW)


def close_for_good(folder: Path, config: Path) -> None:
    """Open the store, write into its log and close it until somebody ends this process."""
    say("ready")
    while True:
        opened = vault.unlock(folder, PASSPHRASE, config_dir=config, bounds=LOOSE)
        with opened.database.write(NOW, OWNER, session_uid="s") as writer:
            writer.act(Act.VIEW)
        opened.keep_anchor(NOW)
        opened.close()


def bring_up(folder: Path) -> None:
    """Open a store of an older schema."""
    secret = practice.secrets().passphrase
    stores.warm_up()
    say("ready")
    stores.unlock(folder, secret, config_dir=None, zone=ZONE)
    say("done")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["work", store, config]:
            work_for_good(Path(store), Path(config))
        case ["close", store, config]:
            close_for_good(Path(store), Path(config))
        case ["bring-up", store]:
            bring_up(Path(store))
