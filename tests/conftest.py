"""What every test may use: the guards around it, a clock and an open desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counselor_desk.services.desk import Desk
from tests import unlocked_memory
from tests.desks import Clock, new_desk
from tests.faults.counts import length
from tests.guards import (  # noqa: F401 - pytest finds fixtures and hooks by their names here
    nothing_left_behind,
    pytest_unconfigure,
    reached_network,
    stray_logs,
)
from tests.journeys.stalls import pytest_terminal_summary  # noqa: F401 - found by its name

if length() == "short":
    unlocked_memory.leave_out()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until the test moves it."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An open desk over a real, empty encrypted store whose owner is known."""
    opened = new_desk(tmp_path / "Records.cdesk", clock)
    yield opened
    opened.close()
