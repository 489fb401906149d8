"""Substances and returns to use in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ImpossibleUseDateError,
    MissingFactError,
    NoOpenEpisodeError,
    UnusableTextError,
)
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.substances import Route, SubstanceClass
from counselor_desk.services import episodes, plans, substances
from counselor_desk.services.changes import Kind
from counselor_desk.services.substances import NewReturn, NewSubstance

DRINK = NewSubstance(
    substance=SubstanceClass.ALCOHOL,
    name=" Vodka ",
    route=Route.ORAL,
    frequency="daily, a fifth",
    first_use="age 15",
    last_used_on=date(2026, 2, 1),
    is_primary=True,
)
LAPSE = NewReturn(
    used_on=date(2026, 3, 3),
    learned_on=date(2026, 3, 5),
    substance=SubstanceClass.ALCOHOL,
    amount="four beers",
    circumstances="At his brother’s house.\nCalled his sponsor the next day.",
)


@pytest.fixture
def heard(desk):
    """What was announced."""
    changes = []
    desk.listen(changes.append)
    return changes


def close(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))


def test_a_substance_comes_back_as_it_was_kept(desk, client, heard):
    kept = substances.add(desk, client.id, DRINK)

    assert substances.of_client(desk, client.id) == (kept,)
    assert (kept.name, kept.frequency) == ("Vodka", "daily, a fifth")
    assert (heard[-1].kinds, heard[-1].clients) == ({Kind.SUBSTANCE}, {client.id})


def test_a_substance_can_be_corrected(desk, client):
    kept = substances.add(desk, client.id, DRINK)
    substances.change(desk, replace(kept, frequency="weekends"))

    assert substances.of_client(desk, client.id)[0].frequency == "weekends"


def test_only_one_substance_is_the_primary_one(desk, client):
    substances.add(desk, client.id, DRINK)
    substances.add(desk, client.id, NewSubstance(substance=SubstanceClass.OPIOIDS, is_primary=True))

    assert [one.substance for one in substances.of_client(desk, client.id) if one.is_primary] == [
        SubstanceClass.OPIOIDS
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        ({"last_used_on": date(2026, 3, 13)}, "last_used_on", ImpossibleUseDateError),
        ({"last_used_on": date(1950, 5, 1)}, "last_used_on", ImpossibleUseDateError),
        ({"substance": None}, "substance", MissingFactError),
        ({"substance": SubstanceClass.OTHER, "name": " "}, "name", MissingFactError),
        ({"name": "x" * 501}, "name", UnusableTextError),
        ({"frequency": "da\x07ily"}, "frequency", UnusableTextError),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(desk, client, wrong, field, error):
    new = replace(DRINK, **wrong)

    assert list(substances.problems(desk, client.id, new)) == [field]
    with pytest.raises(error):
        substances.add(desk, client.id, new)
    assert substances.of_client(desk, client.id) == ()


def test_what_is_right_has_no_problems(desk, client):
    assert substances.problems(desk, client.id, replace(DRINK, last_used_on=desk.today())) == {}


def test_a_return_to_use_is_kept_with_its_circumstances(desk, client, heard):
    kept = substances.record_return(desk, client.id, LAPSE)

    assert substances.returns_of(desk, client.id) == (kept,)
    assert kept.circumstances == LAPSE.circumstances
    assert (kept.entered_at, heard[-1].kinds) == (desk.now(), {Kind.SUBSTANCE})


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        (
            {"used_on": date(2026, 3, 13)},
            "used_on",
            ImpossibleUseDateError,
        ),
        ({"used_on": date(2026, 2, 4)}, "used_on", ImpossibleUseDateError),
        ({"used_on": None}, "used_on", MissingFactError),
        ({"learned_on": date(2026, 3, 13)}, "learned_on", ImpossibleUseDateError),
        ({"learned_on": date(2026, 3, 2)}, "learned_on", ImpossibleUseDateError),
        ({"learned_on": None}, "learned_on", MissingFactError),
        ({"substance": None}, "substance", MissingFactError),
        ({"circumstances": "x" * 5001}, "circumstances", UnusableTextError),
    ],
)
def test_an_impossible_return_is_refused(desk, client, wrong, field, error):
    new = replace(LAPSE, **wrong)

    assert list(substances.return_problems(desk, client.id, new)) == [field]
    with pytest.raises(error):
        substances.record_return(desk, client.id, new)
    assert substances.returns_of(desk, client.id) == ()


def test_an_inquiry_before_the_admission_begins_the_stay(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, inquiry_on=date(2026, 2, 1)))

    assert not substances.return_problems(desk, client.id, replace(LAPSE, used_on=date(2026, 2, 1)))


def test_after_discharge_the_chart_can_only_be_read(desk, client):
    kept = substances.add(desk, client.id, DRINK)
    close(desk, client)

    for write in (
        lambda: substances.add(desk, client.id, DRINK),
        lambda: substances.change(desk, kept),
        lambda: substances.record_return(desk, client.id, LAPSE),
    ):
        with pytest.raises(NoOpenEpisodeError):
            write()


def test_a_return_asks_for_a_review_until_the_review_is_signed(desk, client, plan, clock):
    assert substances.plan_findings(desk, client.id) == ()
    clock.pass_by(days=10)
    substances.record_return(desk, client.id, replace(LAPSE, learned_on=desk.today()))
    assert [one.rule for one in substances.plan_findings(desk, client.id)] == ["P10"]

    review = plans.start(desk, client.id)
    assert substances.plan_findings(desk, client.id)
    plans.sign(desk, PlanEdit(plan=review))

    assert substances.plan_findings(desk, client.id) == ()


def test_a_return_learned_after_the_plan_of_that_day_was_signed_asks_for_a_review(
    desk, client, plan, clock
):
    clock.pass_by(minutes=5)
    substances.record_return(desk, client.id, replace(LAPSE, learned_on=desk.today()))

    assert [one.rule for one in substances.plan_findings(desk, client.id)] == ["P10"]


def test_a_plan_signed_after_a_return_of_that_day_answers_it(desk, client, plan, clock):
    clock.pass_by(minutes=5)
    substances.record_return(desk, client.id, replace(LAPSE, learned_on=desk.today()))
    clock.pass_by(minutes=5)
    plans.sign(desk, PlanEdit(plan=plans.start(desk, client.id)))

    assert substances.plan_findings(desk, client.id) == ()


def test_a_return_in_an_earlier_stay_asks_for_nothing(desk, client):
    substances.record_return(desk, client.id, LAPSE)
    close(desk, client)
    assert substances.plan_findings(desk, client.id) == ()
    episodes.start(desk, client.id)

    assert substances.plan_findings(desk, client.id) == ()
