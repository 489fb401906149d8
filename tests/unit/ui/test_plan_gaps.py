"""Where a row of the plan may be dropped: only between rows of its own level."""

from __future__ import annotations

import pytest

from counselor_desk.records.ids import Uid
from counselor_desk.ui.plans.gaps import Band, Gap, nearest
from tests.unit.records.test_plan_tree import small_plan

ROWS = ("p1", "g1", "o1", "o2", "g2", "p2")
"""The rows from top to bottom, each 10 high."""


def bands(*folded: str) -> dict[Uid, Band]:
    shown = [row for row in ROWS if row not in folded]
    return {Uid(row): Band(at * 10, at * 10 + 10) for at, row in enumerate(shown)}


@pytest.mark.parametrize(
    ("node", "y", "gap"),
    [
        ("o2", 21, Gap(Uid("g1"), Uid("o1"), 20)),  # above its sibling
        ("o2", 52, Gap(Uid("g2"), None, 50)),  # into a goal that has none yet
        ("g2", 0, Gap(Uid("p1"), Uid("g1"), 10)),  # no goal stands above its problem
        ("g1", 49, Gap(Uid("p1"), None, 50)),  # after the next goal
        ("g1", 99, Gap(Uid("p2"), None, 60)),  # below all rows: into the last problem
        ("p2", 4, Gap(None, Uid("p1"), 0)),
    ],
)
def test_the_nearest_gap_of_its_level(node, y, gap):
    assert nearest(small_plan(), bands(), Uid(node), y) == gap


@pytest.mark.parametrize(("node", "y"), [("o1", 21), ("o1", 31), ("g1", 12), ("g1", 38), ("p1", 0)])
def test_beside_itself_a_row_stays(node, y):
    assert nearest(small_plan(), bands(), Uid(node), y) is None


def test_a_folded_goal_takes_a_row_at_its_end():
    plan = small_plan()

    assert nearest(plan, bands("o1", "o2"), Uid("o1"), 30) == Gap(Uid("g2"), None, 30)


def test_what_is_folded_away_is_no_place():
    plan = small_plan()
    shown = bands("g1", "o1", "o2", "g2")

    assert nearest(plan, shown, Uid("g1"), 0) == Gap(Uid("p1"), None, 10)


def test_a_row_that_went_meanwhile_goes_nowhere():
    assert nearest(small_plan(), bands(), Uid("gone"), 10) is None
