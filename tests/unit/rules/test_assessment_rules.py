"""What keeps an assessment from being signed, and when a plan misses one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
    Harm,
)
from counselor_desk.records.ids import AssessmentId, ClientId, EpisodeId, PlanId, Uid
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordState
from counselor_desk.rules import assessments as rules
from counselor_desk.rules.assessments import Surroundings
from counselor_desk.rules.findings import Severity
from tests.assessing import filled

TODAY = date(2026, 3, 12)
KNOWN = Surroundings(today=TODAY)
READY = filled(
    Assessment(
        id=AssessmentId(1),
        uid=Uid("assessment"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        assessed_on=TODAY,
        entered_at=datetime(2026, 3, 12, 15, 0, tzinfo=UTC),
    )
)
PLAN = Plan(
    id=PlanId(1),
    uid=Uid("plan"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    planned_on=TODAY,
)


def places(assessment: Assessment, severity: Severity, known: Surroundings = KNOWN) -> list[str]:
    return [one.repair for one in rules.check(assessment, known) if one.severity is severity]


def blocks(assessment: Assessment, known: Surroundings = KNOWN) -> list[str]:
    return places(assessment, Severity.BLOCK, known)


def warnings(assessment: Assessment) -> list[str]:
    return places(assessment, Severity.WARN)


def with_domain(**fields: object) -> Assessment:
    others = tuple(one for one in READY.domains if one.code is not DomainCode.D3)
    return replace(READY, domains=(*others, Domain(code=DomainCode.D3, **fields)))


def with_criterion(answer: CriterionAnswer | None, reason: str = "") -> Assessment:
    changed = Criterion(code=CriterionCode.HOME, answer=answer, reason=reason)
    others = tuple(one for one in READY.criteria if one.code is not CriterionCode.HOME)
    return replace(READY, criteria=(*others, changed))


def test_a_whole_assessment_has_no_findings():
    assert rules.check(READY, KNOWN) == ()


def test_an_empty_one_misses_six_ratings_and_both_answers_on_risk():
    empty = replace(READY, domains=(), harm_to_self=None, harm_to_others=None)

    assert blocks(empty) == [
        *(f"d{number}/rating" for number in range(1, 7)),
        "harm_to_self",
        "harm_to_others",
    ]


def test_a_rating_needs_a_narrative():
    assert blocks(with_domain(rating=2, narrative=" ")) == ["d3/narrative"]


def test_a_narrative_without_a_rating_is_not_enough():
    assert blocks(with_domain(narrative="Sleeps well.")) == ["d3/rating"]


def test_a_rating_of_zero_is_a_rating():
    assert blocks(with_domain(rating=0, narrative="Nothing found.")) == []


def test_a_present_risk_says_what_was_done():
    present = replace(READY, harm_to_others=Harm.PRESENT)

    assert blocks(present) == ["action"]
    assert blocks(replace(present, action="Safety plan made.")) == []


def test_a_risk_that_was_not_asked_about_is_pointed_out():
    assert warnings(replace(READY, harm_to_self=Harm.NOT_ASKED)) == ["harm_to_self"]


def test_active_withdrawal_needs_a_decision():
    active = replace(READY, in_withdrawal=True)

    assert blocks(active) == ["withdrawal_decision"]
    assert blocks(replace(active, withdrawal_decision="Sent to the detox unit today.")) == []


def test_an_open_question_on_withdrawal_is_pointed_out():
    assert warnings(replace(READY, in_withdrawal=None)) == ["in_withdrawal"]


@pytest.mark.parametrize("answer", [CriterionAnswer.NOT_MET, CriterionAnswer.OVERRIDDEN])
def test_an_exception_without_a_reason_is_pointed_out_and_never_blocks(answer):
    assert blocks(with_criterion(answer)) == []
    assert warnings(with_criterion(answer)) == ["home/reason"]
    explained = with_criterion(answer, "Weekends at the brother’s house.")
    assert "home/reason" not in warnings(explained)


def test_what_is_not_met_is_pointed_out_and_never_blocks():
    explained = with_criterion(CriterionAnswer.NOT_MET, "The roommate drinks.")

    assert blocks(explained) == []
    assert warnings(explained) == ["home/answer"]


def test_an_open_line_of_the_checklist_never_blocks():
    assert blocks(with_criterion(None)) == []
    assert warnings(with_criterion(None)) == ["home/answer"]


def test_an_assessment_of_tomorrow_is_refused():
    assert blocks(replace(READY, assessed_on=date(2026, 3, 13))) == ["assessed_on"]


@pytest.mark.parametrize(
    ("beginning", "said"), [("born_on", "before the birth date"), ("asked_on", "The inquiry is of")]
)
def test_an_assessment_is_not_older_than_the_birth_or_the_inquiry(beginning, said):
    known = Surroundings(today=TODAY, **{beginning: date(2026, 3, 10)})

    found = rules.check(replace(READY, assessed_on=date(2026, 3, 9)), known)
    assert [one.repair for one in found if said in one.message] == ["assessed_on"]
    assert blocks(replace(READY, assessed_on=date(2026, 3, 10)), known) == []


def test_a_reassessment_is_not_older_than_the_one_before():
    known = Surroundings(today=TODAY, before_on=date(2026, 3, 1))

    assert blocks(replace(READY, assessed_on=date(2026, 2, 28)), known) == ["assessed_on"]
    assert blocks(replace(READY, assessed_on=date(2026, 3, 1)), known) == []


def test_blocks_come_before_warnings():
    mixed = replace(READY, in_withdrawal=None, assessed_on=date(2026, 3, 13), harm_to_self=None)

    found = [one.severity for one in rules.check(mixed, KNOWN)]

    assert found == [Severity.BLOCK, Severity.BLOCK, Severity.WARN]


def test_a_plan_without_an_assessment_is_pointed_out():
    (found,) = rules.a1_plan(PLAN, None)

    assert (found.rule, found.severity) == ("A1", Severity.WARN)
    assert found.repair == rules.REPAIR_ASSESSMENT


def test_a_plan_is_quiet_about_a_complete_signed_assessment():
    assert rules.a1_plan(PLAN, replace(READY, state=RecordState.SIGNED)) == ()


@pytest.mark.parametrize(
    "lacking",
    [
        READY,
        replace(READY, state=RecordState.SIGNED, harm_to_others=Harm.NOT_ASKED),
        replace(READY, state=RecordState.SIGNED, harm_to_self=None),
        replace(READY, state=RecordState.SIGNED, domains=READY.domains[1:]),
    ],
)
def test_a_plan_wants_a_signed_one_with_ratings_and_risk(lacking):
    assert [one.rule for one in rules.a1_plan(PLAN, lacking)] == ["A1"]
