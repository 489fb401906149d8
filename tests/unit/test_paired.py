"""Facts about the arithmetic of the benchmarks, on figures instead of clocks."""

from itertools import chain, count, cycle, repeat

import pytest

from tests.benchmarks.paired import (
    FIRST_PAIRS,
    MOST_PAIRS,
    Comparison,
    compare,
    compare_share,
    excess,
    in_turn,
    middle_interval,
)
from tests.benchmarks.rows import Goal, NotRunError, Row, measured


def test_the_interval_of_fifteen_is_between_the_fourth_and_the_twelfth():
    assert middle_interval(range(1, 16)) == (4, 12)


def test_few_figures_give_no_narrower_interval_than_they_span():
    assert middle_interval([3, 1, 2]) == (1, 3)


def test_one_slow_pair_moves_nothing():
    pairs = chain([(900.0, 1.0)], repeat((1.5, 1.0)))

    found = compare(pairs, target=2)

    assert (found.low, found.value, found.high) == (1.5, 1.5, 1.5)


def test_a_clear_figure_takes_no_more_pairs():
    assert compare(repeat((1.0, 1.0)), target=2).pairs == FIRST_PAIRS


def test_a_near_figure_takes_more_pairs():
    spread = cycle([(0.9, 1.0), (1.1, 1.0)])

    assert compare(spread, target=1).pairs == MOST_PAIRS


def test_excess_is_in_milliseconds():
    assert compare(repeat((250.0, 100.0)), target=200, figure=excess).value == 150


def test_work_and_anchor_swap_places_at_each_pair():
    order = []
    pairs = in_turn(lambda: order.append("work"), lambda: order.append("anchor"), warm_ups=0)
    for _ in range(2):
        next(pairs)

    assert order == ["work", "anchor", "anchor", "work"]


def test_a_percentile_sees_what_only_few_saves_suffer():
    slow_at_times = [(9.0 if number % 20 == 0 else 1.0, 1.0) for number in range(400)]

    assert compare_share(slow_at_times, 0.5).value == 1
    assert compare_share(slow_at_times, 0.99).low == 9


def _row(low, high, target=2.0):
    found = Comparison(product_ms=1, anchor_ms=1, value=2, low=low, high=high, pairs=15)
    return Row(goal=Goal(name="a row", target=target), comparison=found)


@pytest.mark.parametrize(
    ("low", "high", "is_missed"), [(1.0, 1.5, False), (1.9, 2.5, False), (2.1, 2.5, True)]
)
def test_a_target_is_missed_when_the_whole_interval_lies_above(low, high, is_missed):
    assert _row(low, high).is_missed is is_missed


def test_what_is_not_run_counts_neither_as_met_nor_as_missed():
    def refuse():
        raise NotRunError("no display")

    (row,) = measured((Goal(name="launch", target=1.25),), refuse)

    assert (row.is_met, row.is_missed, row.verdict) == (False, False, "not run: no display")
    assert "no display" in row.line()


def test_every_goal_gets_its_row():
    numbers = count()
    goals = tuple(Goal(name=f"row {next(numbers)}", target=2) for _ in range(2))
    found = _row(1, 1).comparison

    assert [row.goal for row in measured(goals, lambda: (found, found))] == list(goals)
