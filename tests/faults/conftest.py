"""What every fault test may use: a count of its trials, and a store that was made before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.faults.promises import TRIALS


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Callable[[int], None]:
    """Tell it how often a test tried; the table of `dev.py faults` adds them up."""

    def tell(number: int) -> None:
        request.node.user_properties.append((TRIALS, number))

    return tell
