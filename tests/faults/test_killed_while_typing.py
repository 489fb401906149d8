"""The program is killed while somebody types: little of the draft is missing afterwards."""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from counselor_desk.services import clients, stores
from counselor_desk.services.clients import NewClient
from counselor_desk.storage import costs
from tests.desks import PASSPHRASE, PROGRAM, ZONE
from tests.faults.counts import count
from tests.faults.typing_kills import kill_while_typing
from tests.journeys.typing_robot import letters

KILLS = count(3, 50, 200)
AT_ONCE = 4
SEED = 20260312
SPAN_S = (2.0, 8.0)
"""When after the first letter the kill comes, in seconds: around the first three saves."""

MOST_LOST_S = 5.0
USUALLY_LOST_S = 3.0
SELDOM = 0.05


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    """A closed store with one client."""
    folder = tmp_path_factory.mktemp("pattern") / "Records.cdesk"
    desk, _ = stores.create(
        folder, PASSPHRASE, config_dir=None, zone=ZONE, program=PROGRAM, cost=costs.FLOOR
    )
    marcus = NewClient(given_name="Marcus", family_name="Reyes", admitted_on=date(2026, 2, 9))
    clients.add(desk, marcus)
    stores.lock(desk)
    return folder


@pytest.fixture(scope="module")
def killed(pattern, tmp_path_factory):
    """Several programs, killed at moments that are the same in every run."""
    chance = random.Random(SEED)  # noqa: S311 - moments, no secrets
    moments = [chance.uniform(*SPAN_S) for _ in range(KILLS)]
    folders = [tmp_path_factory.mktemp("killed") / "Records.cdesk" for _ in moments]
    for folder in folders:
        shutil.copytree(pattern, folder)
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(kill_while_typing, folders, moments))


def test_what_is_found_is_what_was_typed(killed):
    for one in killed:
        assert one.kept == "".join(islice(letters(), len(one.kept)))


def test_a_draft_is_found_after_every_kill(killed):
    assert all(one.kept for one in killed if one.saved)
    assert any(one.saved for one in killed)


def test_nothing_is_lost_that_was_said_to_be_saved(killed):
    for one in killed:
        assert len(one.kept) >= one.saved, f"{len(one.kept)} of {one.saved} letters"


def test_at_most_five_seconds_of_typing_are_lost(killed, trials):
    trials(KILLS)

    assert [one.lost_s for one in killed if one.lost_s > MOST_LOST_S] == []


@pytest.mark.skipif(KILLS * SELDOM < 1, reason="a twentieth of so few kills means nothing")
def test_seldom_are_more_than_three_seconds_of_typing_lost(killed):
    over = [one.lost_s for one in killed if one.lost_s > USUALLY_LOST_S]

    assert len(over) <= SELDOM * KILLS, over


def test_every_store_checks_out(killed):
    damaged = [result.sentence for one in killed for result in one.results if not result.is_good]

    assert damaged == []


def test_typing_that_is_missing_would_be_seen(killed):
    """The negative control: the same kill with a draft that ends early."""
    one = max(killed, key=lambda one: len(one.typed_at))

    assert replace(one, kept="").lost_s > one.lost_s
