"""What every fault test may use: a count of its trials, and openings that cost less."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from counselor_desk.storage import connection
from tests.faults.judging import WITHOUT_WIPING
from tests.faults.promises import TRIALS


@pytest.fixture
def trials(request: pytest.FixtureRequest) -> Callable[[int], None]:
    """Tell it how often a test tried; the table of `dev.py faults` adds them up."""

    def tell(number: int) -> None:
        request.node.user_properties.append((TRIALS, number))

    return tell


@pytest.fixture(scope="module")
def quick_openings() -> Iterator[None]:
    """Let this process, which only judges what children left, open stores quicker than they do."""
    with pytest.MonkeyPatch.context() as patch:
        for name, settings in WITHOUT_WIPING.items():
            patch.setattr(connection, name, settings)
        yield
