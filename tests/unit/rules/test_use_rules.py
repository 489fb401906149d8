"""What a return to use asks of the plan, and when an urge is told, from records alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counselor_desk.records.cravings import Craving
from counselor_desk.records.ids import ClientId, CravingId, EpisodeId, ReturnId, SubstanceId, Uid
from counselor_desk.records.review_causes import CauseKind, ReviewCause
from counselor_desk.records.substances import ReturnToUse, Substance, SubstanceClass
from counselor_desk.rules import use as rules

TODAY = date(2026, 3, 12)
WEEK = timedelta(days=7)
MARCUS, STAY = ClientId(1), EpisodeId(1)


def lapse(used: int, learned: int | None = None) -> ReviewCause:
    """A return to use so many days ago, as what asks for a review."""
    return ReviewCause(
        client_id=MARCUS,
        kind=CauseKind.RETURN,
        happened_on=TODAY - timedelta(days=used),
        known_on=TODAY - timedelta(days=used if learned is None else learned),
        subject="r",
    )


def other(kind: CauseKind, ago: int) -> ReviewCause:
    """A change of level, or a risk that is found since then, so many days ago."""
    day = TODAY - timedelta(days=ago)
    return ReviewCause(client_id=MARCUS, kind=kind, happened_on=day, known_on=day)


CHANGED, AT_RISK = other(CauseKind.LEVEL, 4), other(CauseKind.RISK, 4)


def back(used: int, learned: int | None = None, **how) -> ReturnToUse:
    """A return to use so many days ago."""
    facts = {"id": ReturnId(1), "uid": Uid("r"), "substance": SubstanceClass.ALCOHOL} | how
    return ReturnToUse(
        client_id=MARCUS,
        episode_id=STAY,
        used_on=TODAY - timedelta(days=used),
        learned_on=TODAY - timedelta(days=used if learned is None else learned),
        entered_at=datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
        **facts,
    )


def urges(*scores: int) -> list[Craving]:
    """Scores of a client, the newest first."""
    return [
        Craving(
            id=CravingId(len(scores) - place),
            uid=Uid(f"c{place}"),
            client_id=MARCUS,
            episode_id=STAY,
            rated_on=TODAY - timedelta(days=7 * place),
            score=score,
        )
        for place, score in enumerate(scores)
    ]


def drinks(**how) -> Substance:
    return Substance(
        id=SubstanceId(1),
        uid=Uid("s"),
        client_id=MARCUS,
        substance=SubstanceClass.ALCOHOL,
        **how,
    )


def test_a_return_to_use_asks_for_a_review_within_a_week_of_being_learned():
    (finding,) = rules.check_plan([lapse(9, learned=4)], date(2026, 2, 12), TODAY, within=WEEK)

    assert (finding.rule, finding.due_on) == ("P10", date(2026, 3, 15))
    assert "return to use on Mar 3" in finding.message


def test_without_a_return_the_plan_owes_nothing():
    assert rules.check_plan([], date(2026, 2, 12), TODAY, within=WEEK) == ()


def test_a_plan_signed_after_it_was_learned_answers_it():
    assert rules.check_plan([lapse(9, learned=4)], date(2026, 3, 9), TODAY, within=WEEK) == ()


def test_a_plan_signed_on_the_day_it_was_learned_answers_it():
    assert rules.check_plan([lapse(9, learned=4)], date(2026, 3, 8), TODAY, within=WEEK) == ()


def test_a_return_entered_after_the_plan_of_that_day_was_signed_still_asks():
    later = replace(lapse(4), is_after_plan=True)

    assert rules.check_plan([later], date(2026, 3, 8), TODAY, within=WEEK)
    assert rules.check_plan([later], date(2026, 3, 9), TODAY, within=WEEK) == ()


def test_a_plan_signed_between_use_and_learning_does_not_answer_it():
    assert rules.check_plan([lapse(9, learned=4)], date(2026, 3, 7), TODAY, within=WEEK)


def test_before_any_plan_is_signed_it_waits_too():
    assert rules.check_plan([lapse(1)], None, TODAY, within=WEEK)


def test_the_first_learned_of_comes_first():
    late, early = lapse(2), lapse(9, learned=5)

    assert rules.unanswered([late, early], None) == (early, late)


@pytest.mark.parametrize(
    ("cause", "said"),
    [(CHANGED, "level of care changed on Mar 8"), (AT_RISK, "risk of harm was found on Mar")],
)
def test_a_change_of_level_and_a_risk_ask_for_a_review_too(cause, said):
    (finding,) = rules.check_plan([cause], date(2026, 3, 7), TODAY, within=WEEK)

    assert (finding.rule, finding.due_on) == ("P10", date(2026, 3, 15))
    assert said in finding.message


@pytest.mark.parametrize("cause", [CHANGED, AT_RISK])
@pytest.mark.parametrize("signed_on", [date(2026, 3, 8), TODAY])
def test_a_plan_signed_that_day_or_later_answers_them(cause, signed_on):
    assert rules.check_plan([cause], signed_on, TODAY, within=WEEK) == ()


@pytest.mark.parametrize("cause", [CHANGED, AT_RISK])
def test_before_the_first_plan_neither_asks_for_one(cause):
    assert rules.check_plan([cause], None, TODAY, within=WEEK) == ()


@pytest.mark.parametrize("scores", [(7,), (10, 10), (7, 8), (5, 2), (3, 0)])
def test_a_high_or_risen_urge_is_told(scores):
    (finding,) = rules.check_urges(urges(*scores))

    assert str(scores[0]) in finding.message


@pytest.mark.parametrize("scores", [(), (6,), (6, 4), (2, 0), (0, 10), (6, 9, 0)])
def test_a_calm_urge_is_not(scores):
    assert rules.check_urges(urges(*scores)) == ()


def test_a_later_return_to_use_is_the_last_use():
    assert rules.last_used_on(drinks(last_used_on=date(2026, 2, 14)), [back(9)]) == date(2026, 3, 3)


def test_an_earlier_return_to_use_is_not():
    told = drinks(last_used_on=date(2026, 3, 10))

    assert rules.last_used_on(told, [back(9)]) == date(2026, 3, 10)


def test_another_substance_leaves_the_last_use_as_it_was():
    told = drinks(last_used_on=date(2026, 2, 14))
    other = back(9, substance=SubstanceClass.CANNABIS)

    assert rules.last_used_on(told, [other]) == date(2026, 2, 14)


def test_days_are_counted_from_the_last_use():
    assert rules.days_since(date(2026, 2, 14), TODAY) == 26
    assert rules.days_since(TODAY, TODAY) == 0
    assert rules.days_since(None, TODAY) is None
