"""Killed in an import of clients or in its undoing: all of them are there, or none is."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from counselor_desk.services import clients, imports
from tests.faults import acts
from tests.faults.acts import AFTER, BEFORE, COMING
from tests.faults.counts import count
from tests.faults.importing import WHEN_DONE
from tests.faults.scripted import ROOT

KILLS = count(2, 50, 200)
COMMIT_S = 0.02
"""How long after the last step the kill may come: the commit is about then."""

SEED = 20260312

pytestmark = pytest.mark.usefixtures("quick_openings")
OTHER = {BEFORE: AFTER, AFTER: BEFORE}


def start(what: str, home: Path, last: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.importing", what, str(home), str(last)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A closed store and what lies beside it; no client of the file has come."""
    home = tmp_path_factory.mktemp("before") / "home"
    home.mkdir()
    acts.prepare_store(home)
    return home


@pytest.fixture(scope="module")
def imported(before, tmp_path_factory):
    """The same after an import."""
    home = shutil.copytree(before, tmp_path_factory.mktemp("imported") / "home")
    with start("bring", home) as child:
        assert child.stdout.read().endswith("done\n")
    return home


def killed(what: str, home: Path, last: int, after_s: float, steps: int) -> None:
    """Let a child die at a step, or kill it some time after its last one."""
    with start(what, home, last) as child:
        while not last and child.stdout.readline() not in {f"{steps}\n", ""}:
            pass
        if not last:
            time.sleep(after_s)
            child.kill()
        child.stdout.read()
    assert child.returncode == -9


def turned(home: Path, state: str) -> str:
    """Do what the child did not, or undo what it did, and say what the store is then."""
    with closing(acts.opened(home)) as desk:
        who = imports.acting(desk)
        if state == BEFORE:
            _, came = imports.bring_in(who, acts.trial_of(desk))
            assert len(came) == COMING
        else:
            imports.take_out(who, imports.newest(desk))
        return acts.came_by_import(desk)


@pytest.mark.parametrize("what", ["bring", "take"])
def test_a_kill_leaves_all_clients_or_none_and_the_import_can_go_on(
    before, imported, tmp_path, trials, what
):
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    pattern = before if what == "bring" else imported
    with start(what, shutil.copytree(pattern, tmp_path / "whole")) as child:
        steps = child.stdout.read().split().index("done")
    found: Counter[str] = Counter()
    wrong = []
    for number in range(KILLS):
        home = shutil.copytree(pattern, tmp_path / f"{number}")
        last = (WHEN_DONE, chance.randint(1, steps), 0)[number % 3]
        killed(what, home, last, chance.uniform(0, COMMIT_S), steps)
        state = acts.standing_of_import(home)
        found[state] += 1
        if state not in OTHER:
            wrong.append(f"kill {number}: {state}")
        elif turned(home, state) != OTHER[state]:
            wrong.append(f"kill {number}: after {state} it could not go on")
        shutil.rmtree(home)
    trials(KILLS)

    assert wrong == []
    assert set(found) == {BEFORE, AFTER}, "no kill came before the commit, or none after it"


def test_half_an_import_would_be_seen(imported, tmp_path):
    """The negative control: one of the clients is gone."""
    home = shutil.copytree(imported, tmp_path / "home")
    with closing(acts.opened(home)) as desk:
        row = next(row for row in clients.rows(desk) if row.full_name.startswith("Given"))
        with desk.write() as writer:
            for table in ("circumstances", "contact", "episode", "imported_client"):
                writer.execute(f"DELETE FROM {table} WHERE client_id = ?", row.id)  # noqa: S608 - own names
            writer.execute("DELETE FROM client WHERE id = ?", row.id)

    assert acts.standing_of_import(home) == f"{COMING - 1} of {COMING} clients came"
