"""Compares two pieces of work in one run: pairs in turn, and how sure what they say is.

A clock on a busy machine tells little, and two clocks that ran side by side tell much: whatever
slows one slows the other. So work and anchor take turns, each pair gives one figure, and the
middle figure stands for all. The interval around it is by rank: it asks nothing of how times
are spread.
"""

from __future__ import annotations

import gc
import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

Work = Callable[[], object]
Pair = tuple[float, float]
"""Milliseconds of the product and of its anchor."""

MISS = 0.025
"""How often the true middle may lie below the interval, and how often above."""

FIRST_PAIRS = 15
MORE_PAIRS = 5
MOST_PAIRS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What pairs said: the middle figure, and the interval that holds the true one.

    Attributes:
        product_ms: the product's middle time.
        anchor_ms: the anchor's middle time.
        value: the middle of the pairs' figures.
        low: lower end of the interval, about 95 % sure.
        high: upper end.
        pairs: how many there were.
    """

    product_ms: float
    anchor_ms: float
    value: float
    low: float
    high: float
    pairs: int


def ratio(product_ms: float, anchor_ms: float) -> float:
    """How many times as long."""
    return product_ms / anchor_ms


def excess(product_ms: float, anchor_ms: float) -> float:
    """How many milliseconds longer."""
    return product_ms - anchor_ms


def in_turn(product: Work, anchor: Work, *, warm_ups: int = 2) -> Iterator[Pair]:
    """Endless pairs of times of two pieces of work, every other pair the other way round."""
    for _ in range(warm_ups):
        anchor()
        product()
    is_product_first = True
    while True:
        with _no_collection():
            if is_product_first:
                product_ms = timed(product)
                anchor_ms = timed(anchor)
            else:
                anchor_ms = timed(anchor)
                product_ms = timed(product)
        is_product_first = not is_product_first
        yield product_ms, anchor_ms


def timed(work: Work) -> float:
    """Milliseconds the work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def compare(
    pairs: Iterator[Pair],
    *,
    target: float,
    figure: Callable[[float, float], float] = ratio,
) -> Comparison:
    """Take pairs until the interval lies on one side of the target, or there are enough."""
    taken = [next(pairs) for _ in range(FIRST_PAIRS)]
    while True:
        figures = [figure(*pair) for pair in taken]
        low, high = middle_interval(figures)
        if not low <= target <= high or len(taken) >= MOST_PAIRS:
            break
        taken += [next(pairs) for _ in range(MORE_PAIRS)]
    return Comparison(
        product_ms=statistics.median(pair[0] for pair in taken),
        anchor_ms=statistics.median(pair[1] for pair in taken),
        value=statistics.median(figures),
        low=low,
        high=high,
        pairs=len(taken),
    )


def compare_share(pairs: Sequence[Pair], share: float) -> Comparison:
    """Compare one percentile of both sides, `share` 0 to 1, over many pairs.

    A slow disk strikes single saves, so single pairs say nothing about the slowest ones: the
    interval comes from drawing whole pairs anew, always the same draws.
    """
    draw = random.Random(len(pairs))  # noqa: S311 - draws, not secrets
    ratios = sorted(
        ratio(*_percentiles(draw.choices(pairs, k=len(pairs)), share)) for _ in range(1000)
    )
    product_ms, anchor_ms = _percentiles(pairs, share)
    return Comparison(
        product_ms=product_ms,
        anchor_ms=anchor_ms,
        value=ratio(product_ms, anchor_ms),
        low=ratios[round(MISS * len(ratios))],
        high=ratios[-round(MISS * len(ratios)) - 1],
        pairs=len(pairs),
    )


def middle_interval(figures: Sequence[float]) -> tuple[float, float]:
    """The figures between which the true median lies, about 95 % sure.

    The count of figures below the true median is a fair coin's, so the ranks follow exactly.
    Source: Conover, Practical Nonparametric Statistics, 3.2.
    """
    count = len(figures)
    outside, rank = 1 / 2**count, 0
    while outside <= MISS:
        rank += 1
        outside += math.comb(count, rank) / 2**count
    ordered = sorted(figures)
    skipped = max(rank - 1, 0)
    return ordered[skipped], ordered[count - 1 - skipped]


def _percentiles(pairs: Sequence[Pair], share: float) -> Pair:
    product, anchor = zip(*pairs, strict=True)
    return _percentile(product, share), _percentile(anchor, share)


def _percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[math.ceil(share * len(times)) - 1]


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector out: it would strike one side at random."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
