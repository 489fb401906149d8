"""From the start of the process to the first picture of the unlock window.

Both anchors show a window too: the same widgets without the program, and an empty one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from counselor_desk import resources
from counselor_desk.storage import vault
from counselor_desk.storage.costs import PRACTICE_COST
from tests.benchmarks.display import hidden_display
from tests.benchmarks.paired import Comparison, Pair, compare
from tests.benchmarks.rows import Goal
from tests.desks import NOW, PASSPHRASE

GOALS = (
    Goal(name="Unlock window, to the same widgets", target=1.25),
    Goal(name="Unlock window, to an empty window", target=1.6),
)
_CHILD = "tests.benchmarks.launch_child"
_ICONS = ("lock", "eye", "key-round", "rotate-ccw", "shield-check")


def measure() -> tuple[Comparison, ...]:
    """Start the processes in turn on one display."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        store, worn = home / "Records.cdesk", home / "worn.json"
        vault.create(store, PASSPHRASE, at=NOW, config_dir=None, cost=PRACTICE_COST).vault.close()
        write_worn(worn)
        with hidden_display(home) as environment:
            starts = _Starts(environment)
            product, widgets = ("product", str(store)), ("widgets", str(worn))
            _check_same(starts.seen(product), starts.seen(widgets))
            return (
                compare(starts.pairs(product, widgets), target=GOALS[0].target),
                compare(starts.pairs(product, ("empty",)), target=GOALS[1].target),
            )


class _Starts:
    """Starts children on a display."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment

    def pairs(self, product: tuple[str, ...], anchor: tuple[str, ...]) -> Iterator[Pair]:
        """Milliseconds from start to picture of both, every other pair the other way round."""
        sides = [product, anchor]
        self.seen(anchor)
        while True:
            times = {}
            for side in sides:
                begun = time.perf_counter()
                self.seen(side)
                times[side] = (time.perf_counter() - begun) * 1000
            sides.reverse()
            yield times[product], times[anchor]

    def seen(self, side: tuple[str, ...]) -> str:
        """What the child says at its first painting."""
        done = subprocess.run(
            [sys.executable, "-m", _CHILD, *side],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout


def _check_same(product: str, widgets: str) -> None:
    if product != widgets:
        raise RuntimeError(f"the anchor shows {widgets!r}, the program {product!r}")


def write_worn(path: Path) -> None:
    from counselor_desk.ui.theme import Theme

    theme = Theme()
    fonts = sorted(resources.path("fonts", "inter").glob("*.ttf"))
    icons = {
        name: resources.read_text("icons", f"{name}.svg").replace(
            "currentColor", theme.colors["text2"]
        )
        for name in _ICONS
    }
    worn = {"fonts": list(map(str, fonts)), "sheet": theme.style_sheet(), "icons": icons}
    path.write_text(json.dumps(worn), encoding="utf-8")
