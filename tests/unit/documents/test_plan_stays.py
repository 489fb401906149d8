"""The stay on a plan's paper: what is told of it, and what is left out."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.documents import text
from counselor_desk.documents.plans import build_plan
from counselor_desk.records.circumstances import (
    Answer,
    CareLevel,
    Employment,
    Living,
    LivingKind,
    PriorCare,
)
from counselor_desk.records.episodes import Extension, LevelChange, LevelOfCare
from counselor_desk.records.ids import (
    ClientId,
    EpisodeId,
    ExtensionId,
    LevelChangeId,
    LivingId,
    MedicationId,
    PersonId,
    PriorCareId,
    Uid,
)
from counselor_desk.records.medications import AddictionMedication, Medication
from counselor_desk.records.papers import PlanStay
from counselor_desk.records.people import Person, Relation
from counselor_desk.records.program import Paper


@pytest.fixture
def stay() -> PlanStay:
    return PlanStay(
        expected_end_on=date(2026, 5, 3),
        extensions=(
            Extension(
                id=ExtensionId(1),
                uid=Uid("x"),
                client_id=ClientId(1),
                episode_id=EpisodeId(1),
                decided_on=date(2026, 3, 10),
                from_weeks=8,
                to_weeks=12,
                reason="two weeks lost to the flu",
            ),
        ),
        level_changes=(
            LevelChange(
                id=LevelChangeId(1),
                uid=Uid("v"),
                client_id=ClientId(1),
                episode_id=EpisodeId(1),
                changed_on=date(2026, 3, 3),
                from_level=LevelOfCare.PHP,
                to_level=LevelOfCare.IOP,
                reason="free of withdrawal",
            ),
        ),
        came_from=PriorCare(
            id=PriorCareId(1),
            uid=Uid("c"),
            client_id=ClientId(1),
            level=CareLevel.RESIDENTIAL,
            facility="Lakeside",
            started_on=date(2026, 1, 5),
            ended_on=date(2026, 2, 20),
        ),
        step_down_days=4,
        first_days_end_on=date(2026, 3, 20),
        home=Living(
            id=LivingId(1),
            uid=Uid("l"),
            client_id=ClientId(1),
            kind=LivingKind.WITH_FAMILY,
            with_whom="his brother",
            somebody_uses=Answer.YES,
        ),
        dependants="a daughter, 9",
        work=Employment.UNEMPLOYED_LOOKING,
        barriers="no car",
        for_addiction=(
            Medication(
                id=MedicationId(1),
                uid=Uid("m"),
                client_id=ClientId(1),
                name="Naltrexone",
                dose="50 mg",
                for_addiction=AddictionMedication.NALTREXONE,
            ),
        ),
        is_medication_known=True,
        return_risk=3,
        return_risks=(2, 3),
        risk_rated_on=date(2026, 2, 10),
        returns=2,
        last_urge=(date(2026, 3, 11), 4),
        highest_urge=(date(2026, 2, 20), 8),
    )


MOTHER = Person(
    id=PersonId(9),
    uid=Uid("m"),
    client_id=ClientId(1),
    relation=Relation.PARENT,
    name="Gloria",
    relation_remark="mother",
)


def read(plan_paper, stay) -> str:
    told = text.render(build_plan(replace(plan_paper, stay=stay)), Paper.LETTER).decode()
    return " ".join(told.split())


@pytest.mark.parametrize(
    "words",
    [
        "Expected end: 05/03/2026",
        "Addiction medication: Naltrexone 50 mg",
        "Came from: Residential at Lakeside, 01/05/2026 to 02/20/2026, 4 days before the admission",
        "in the first 28 days, to 03/20/2026",
        "Extended: From 8 to 12 weeks on 03/10/2026: two weeks lost to the flu",
        "Level of care: From partial hospitalization to intensive outpatient on 03/03/2026: free",
        "Lives: With family, with his brother, somebody there uses",
        "Dependants: a daughter, 9",
        "Work: Looking for work",
        "Chance of return to use: 3, serious, assessed 02/10/2026; 2 → 3 over the stay;",
        "over the stay; 2 returns to use in this stay",
        "Urges: 4 of 10 on 03/11/2026; the strongest 8 on 02/20/2026",
    ],
)
def test_the_paper_tells_it(plan_paper, stay, words):
    assert words in read(plan_paper, stay)


def test_the_week_is_that_of_the_day_of_printing(plan_paper, stay):
    episode = replace(plan_paper.frame.episode, admitted_on=date(2026, 2, 9), target_weeks=12)
    paper = replace(plan_paper, frame=replace(plan_paper.frame, episode=episode))

    assert "Week on 03/12/2026: 5 of 12" in read(paper, stay)


def test_the_family_is_named_with_what_a_contact_wants(plan_paper, stay):
    assert "Family" not in read(plan_paper, stay)

    told = read(plan_paper, replace(stay, family=(MOTHER,)))

    assert "Family: Gloria (mother); contact only with a consent that names them" in told
    assert "Family sessions: none in this stay yet" in told


def test_family_sessions_are_counted_by_the_month_with_who_took_part(plan_paper, stay):
    episode = replace(plan_paper.frame.episode, admitted_on=date(2026, 2, 9))
    paper = replace(plan_paper, frame=replace(plan_paper.frame, episode=episode))
    held = (date(2026, 2, 20), date(2026, 3, 6))

    told = read(paper, replace(stay, family_sessions=held, family_took_part=("Gloria, consent",)))

    assert (
        "Family sessions: 2 sessions in 5 weeks, 1.7 a month, the last on 03/06/2026; took part: "
        "Gloria, consent"
    ) in told


def test_the_first_28_days_are_left_out_once_they_are_over(plan_paper, stay):
    over = replace(stay, first_days_end_on=date(2026, 3, 11))

    assert "first 28 days" not in read(plan_paper, over)


def test_barriers_that_the_plan_tells_are_not_told_twice(plan_paper, stay):
    assert "Barriers to coming" not in read(plan_paper, stay)

    assert "Barriers to coming: court on Mondays" in read(
        plan_paper, replace(stay, barriers="court on Mondays")
    )


def test_a_stay_of_which_nothing_is_known_has_no_lines(plan_paper):
    told = read(plan_paper, PlanStay())

    assert "The stay, as of" not in told
    assert "Addiction medication: not asked yet" in told


def test_medication_for_addiction_that_is_not_taken_is_said(plan_paper):
    assert "Addiction medication: none" in read(plan_paper, PlanStay(is_medication_known=True))


def test_each_problem_names_its_area(plan_paper):
    told = read(plan_paper, PlanStay())

    assert "Alcohol use disorder, severe (F10.20) · substance use" in told
    assert "Unemployed for 14 months · other" in told


def test_the_guardian_of_a_minor_is_named(plan_paper, stay):
    mother = Person(
        id=PersonId(1),
        uid=Uid("g"),
        client_id=ClientId(1),
        relation=Relation.PARENT,
        name="Rosa Reyes",
    )
    assert "Guardian" not in read(plan_paper, stay)

    told = read(plan_paper, replace(stay, guardians=(mother,)))

    assert "Guardian: Rosa Reyes (parent)" in told
