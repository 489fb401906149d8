"""Plans: numbers by position, and the status of an objective on a day."""

from datetime import date

import pytest

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.ids import ClientId, EpisodeId, PlanId, ProgressId, Uid
from counselor_desk.records.plans import (
    Goal,
    Objective,
    ObjectiveStatus,
    Plan,
    Problem,
    Progress,
    Rating,
    numbered,
    status_on,
)

TODAY = date(2026, 3, 12)
OBJECTIVE = Objective(node_uid=Uid("o"), target_on=date(2026, 4, 30))


def rated(rating: Rating, day: date, order: int = 1) -> Progress:
    return Progress(
        id=ProgressId(order),
        uid=Uid(str(order)),
        client_id=ClientId(1),
        plan_id=PlanId(1),
        node_uid=Uid("o"),
        rated_on=day,
        rating=rating,
    )


def test_numbers_follow_the_position():
    plan = Plan(
        id=PlanId(1),
        uid=Uid("plan"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        planned_on=TODAY,
        problems=(
            Problem(node_uid=Uid("p1")),
            Problem(
                node_uid=Uid("p2"),
                goals=(
                    Goal(node_uid=Uid("g"), objectives=(OBJECTIVE, Objective(node_uid=Uid("o2")))),
                ),
            ),
        ),
    )

    assert [one.number for one in numbered(plan).objectives()] == ["2.1.1", "2.1.2"]


@pytest.mark.parametrize(
    ("rating", "status"),
    [
        (Rating.WORSE, ObjectiveStatus.WORSE),
        (Rating.SAME, ObjectiveStatus.NO_CHANGE),
        (Rating.BETTER, ObjectiveStatus.PROGRESSING),
        (Rating.MET, ObjectiveStatus.MET),
    ],
)
def test_the_newest_rating_gives_the_status(rating, status):
    earlier = rated(Rating.SAME, date(2026, 3, 1), 1)

    assert status_on(OBJECTIVE, (rated(rating, TODAY, 2), earlier), TODAY) is status


def test_an_objective_nobody_rated_is_new():
    assert status_on(OBJECTIVE, (), TODAY) is ObjectiveStatus.NEW


def test_past_its_target_it_is_overdue():
    ratings = (rated(Rating.BETTER, TODAY),)

    assert status_on(OBJECTIVE, ratings, date(2026, 5, 1)) is ObjectiveStatus.OVERDUE


def test_a_met_objective_is_never_overdue():
    ratings = (rated(Rating.MET, TODAY),)

    assert status_on(OBJECTIVE, ratings, date(2026, 5, 1)) is ObjectiveStatus.MET


def test_a_later_rating_does_not_count_for_an_earlier_day():
    ratings = (rated(Rating.MET, TODAY),)

    assert status_on(OBJECTIVE, ratings, date(2026, 3, 11)) is ObjectiveStatus.NEW


def test_where_a_problem_was_drawn_from_stays_first_among_its_domains():
    drawn = Problem(node_uid=Uid("p"), domain=DomainCode.D5)
    several = drawn.answering((DomainCode.D4, DomainCode.D5))

    assert several.domains == (DomainCode.D5, DomainCode.D4)
    assert several.answering((DomainCode.D4,)).domains == (DomainCode.D4,)
    assert several.answering(()).domains == ()
