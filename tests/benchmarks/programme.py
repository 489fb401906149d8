"""Today over 200 clients and two years of records, what the rules find for one of them, a week of
40 in a grid, and a group of ten.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from counselor_desk.records.ids import ClientId
from counselor_desk.rules import hours as hour_rules
from counselor_desk.services import clients, episodes, flags, hours, threads
from counselor_desk.services.desk import Desk
from counselor_desk.storage import vault
from tests.benchmarks import two_years
from tests.benchmarks.display import hidden_display
from tests.benchmarks.empty_window import budget, in_turn_with
from tests.benchmarks.paired import Comparison, compare, excess, in_turn
from tests.benchmarks.rows import Goal
from tests.desks import LOOSE, PASSPHRASE, ZONE, Clock

GOALS = (
    Goal(name="Today, 200 clients and two years of records", target=budget(200)),
    Goal(name="Attendance of 40 clients, made and painted", target=budget(150)),
    Goal(name="Group session of ten, made and painted", target=budget(150)),
    Goal(name="All findings of one of 200 clients", target=20, unit="ms"),
)
_ACTS = (("today", 200), ("attendance", 40), ("group", 40))
"""What is opened, and how many clients are in treatment."""

_CHILD = "tests.benchmarks.programme_child"


def measure() -> tuple[Comparison, ...]:
    """Ask one window again and again; it throws its pages away in between."""
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(_measured(Path(scratch)))


def _measured(home: Path) -> Iterator[Comparison]:
    stores = {count: home / f"{count}.cdesk" for _, count in _ACTS}
    for count, store in stores.items():
        two_years.make(store, count)
    with hidden_display(home) as environment:
        for (act, count), goal in zip(_ACTS, GOALS, strict=False):
            pairs = in_turn_with(_CHILD, act, stores[count], environment)
            yield compare(pairs, target=goal.target)
    opened = vault.unlock(stores[200], PASSPHRASE, config_dir=None, bounds=LOOSE)
    with closing(Desk(vault=opened, zone=ZONE, clock=Clock())) as desk:
        client_id = min(row.id for row in clients.rows(desk))
        pairs = in_turn(lambda: _find(desk, client_id), lambda: clients.get(desk, client_id))
        yield compare(pairs, target=GOALS[-1].target, figure=excess)


def _find(desk: Desk, client_id: ClientId) -> None:
    """What the rules say of a client's hours and chart, and of plan and notes."""
    hour_rules.check(hours.of_episode(desk, episodes.open_of(desk, client_id).id))
    flags.of_client(desk, client_id)
    threads.of_client(desk, client_id)
