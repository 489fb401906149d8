"""What asks for a review of the plan: a change of level and a new risk, on Today and as a flag."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counselor_desk.records.assessments import Harm
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.flags import FlagKind
from counselor_desk.records.notes import Risk
from counselor_desk.records.review_causes import CauseKind
from counselor_desk.records.today import OwedReview
from counselor_desk.services import episodes, flags, levels, mistakes, substances, today
from tests import chart_facts as chart

ASKING = (FlagKind.RETURN_TO_USE, FlagKind.LEVEL_CHANGED, FlagKind.RISK_UNREVIEWED)


@pytest.fixture
def asked(desk, client):
    """What Today, the flags and the chart say alike: which causes ask for a review."""

    def causes() -> list[CauseKind]:
        owed = [one for one in today.owed(desk) if isinstance(one, OwedReview)]
        flagged = [one.kind for one in flags.of_client(desk, client.id) if one.kind in ASKING]
        found = substances.plan_findings(desk, client.id)
        assert bool(owed) == bool(flagged) == bool(found)
        return [CauseKind(one.cause) for one in owed]

    return causes


@pytest.fixture
def later(desk, client, clock):
    """A plan is signed, and the days go on."""
    chart.sign_plan(desk, client)
    clock.pass_by(days=1)
    return clock


def answer(desk, client, risk: Risk, *, ago: int = 0) -> None:
    chart.note(desk, client, desk.today() - timedelta(days=ago), risk)


def move(desk, client):
    stay = episodes.open_of(desk, client.id)
    return levels.change(desk, stay, LevelOfCare.PHP, "More support for some weeks")


def test_a_change_of_level_asks_for_a_review_until_one_is_signed(desk, client, later, asked):
    move(desk, client)
    assert asked() == [CauseKind.LEVEL]

    chart.sign_plan(desk, client)
    assert asked() == []


def test_it_is_due_within_the_days_of_the_program_and_then_late(desk, client, later):
    move(desk, client)
    changed_on = desk.today()
    (item,) = (one for one in today.owed(desk) if isinstance(one, OwedReview))
    assert (item.happened_on, item.due_on) == (changed_on, changed_on + timedelta(days=7))

    later.pass_by(days=8)
    assert [one.is_late for one in today.owed(desk) if isinstance(one, OwedReview)] == [True]


def test_a_change_of_level_that_was_entered_in_error_asks_for_nothing(desk, client, later, asked):
    change = move(desk, client)
    mistakes.mark(desk, change, "Wrong client")

    assert asked() == []


def test_a_new_risk_asks_for_a_review_until_one_is_signed(desk, client, later, asked):
    answer(desk, client, Risk.PRESENT)
    assert asked() == [CauseKind.RISK]

    chart.sign_plan(desk, client)
    assert asked() == []


def test_a_risk_in_an_assessment_asks_too(desk, client, later, asked):
    chart.assess(desk, client, desk.today(), to_self=Harm.PRESENT)

    assert asked() == [CauseKind.RISK]


def test_a_risk_that_was_found_before_the_plan_and_since_asks_for_nothing(
    desk, client, clock, asked
):
    answer(desk, client, Risk.PRESENT)
    chart.sign_plan(desk, client)
    clock.pass_by(days=2)
    answer(desk, client, Risk.PRESENT)

    assert asked() == []


def test_a_risk_that_came_back_after_an_answer_of_none_asks_again(desk, client, clock, asked):
    answer(desk, client, Risk.PRESENT)
    chart.sign_plan(desk, client)
    clock.pass_by(days=3)
    answer(desk, client, Risk.NONE_REPORTED, ago=1)
    assert asked() == []

    answer(desk, client, Risk.PRESENT)
    assert asked() == [CauseKind.RISK]


def test_a_risk_that_a_later_answer_takes_back_asks_for_nothing(desk, client, later, asked):
    answer(desk, client, Risk.PRESENT, ago=1)
    answer(desk, client, Risk.NONE_REPORTED)

    assert asked() == []


def test_a_question_that_was_not_asked_takes_nothing_back(desk, client, later, asked):
    later.pass_by(days=1)
    answer(desk, client, Risk.PRESENT, ago=1)
    answer(desk, client, Risk.NOT_ASSESSED)

    assert asked() == [CauseKind.RISK]


def test_before_the_first_plan_neither_asks_for_one(desk, client, asked):
    move(desk, client)
    answer(desk, client, Risk.PRESENT)

    assert asked() == []
