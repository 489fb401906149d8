"""The holes of a golden thread: each is found where it is, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.ids import (
    Uid,
)
from counselor_desk.records.plans import (
    ProblemCourse,
    Rating,
    numbered,
)
from counselor_desk.records.threads import ThreadFacts
from counselor_desk.rules import threads as rules
from counselor_desk.rules.threads import Repair
from tests.threads import (
    DAY,
    NOTE,
    OBJECTIVE,
    PLAN,
    PROBLEM,
    WHOLE,
    assessed,
    diagnosed,
    planned,
    rated,
    waiting,
)

TITLES = {code: f"Domain {code[1]}" for code in DomainCode}


def found(facts: ThreadFacts) -> tuple[rules.Hole, ...]:
    return rules.holes(facts, rules.t2_silent(facts, 14), least=2, titles=TITLES)


def told(facts: ThreadFacts) -> list[tuple[str, Repair]]:
    return [(one.finding.rule, one.repair) for one in found(facts)]


def test_a_whole_thread_has_no_hole():
    assert found(WHOLE) == ()


def test_a_serious_domain_without_a_problem_is_a_hole():
    (hole,) = found(replace(WHOLE, assessment=assessed((DomainCode.D6, 3))))

    assert hole.finding.message == "Assessed need without a goal: domain 6"
    assert hole.why.startswith("Assessment of Feb 5, domain 6 rated 3 · needs a goal")
    assert (hole.finding.rule, hole.repair) == ("P3", Repair.ADD_TO_PLAN)


def test_several_needs_are_one_hole():
    facts = replace(WHOLE, assessment=assessed((DomainCode.D3, 2), (DomainCode.D6, 3)))
    (hole,) = found(facts)

    assert hole.finding.message == "2 assessed needs without a goal: domains 3 and 6"
    assert hole.why.startswith("Assessment of Feb 5, rated 2 and 3 · needs a goal")


@pytest.mark.parametrize(("code", "rating"), [(DomainCode.D5, 4), (DomainCode.D6, 1)])
def test_a_domain_with_a_problem_or_a_mild_one_is_none(code, rating):
    assert found(replace(WHOLE, assessment=assessed((code, rating)))) == ()


def test_a_diagnosis_without_a_problem_is_a_hole():
    assert told(replace(WHOLE, diagnoses=(diagnosed("F17.210"),))) == [("P3", Repair.ADD_TO_PLAN)]


def test_a_diagnosis_of_the_family_of_a_problem_is_none():
    assert found(replace(WHOLE, diagnoses=(diagnosed("F10.21"),))) == ()


def test_a_problem_without_a_goal_is_a_hole():
    bare = numbered(replace(PLAN, problems=(PROBLEM, replace(PROBLEM, goals=()))))
    (hole,) = found(replace(WHOLE, plan=bare))

    assert hole.finding.message == "Problem 2 has no goal"


def test_a_deferred_problem_without_a_goal_is_none():
    later = replace(PROBLEM, goals=(), course=ProblemCourse.DEFERRED, course_reason="After step 1.")

    assert found(replace(WHOLE, plan=numbered(replace(PLAN, problems=(PROBLEM, later))))) == ()


def test_an_objective_past_its_target_is_a_hole():
    (hole,) = found(replace(planned(target_on=date(2026, 3, 6)), progress=rated(Rating.SAME)))

    assert hole.finding.rule == "T1"
    assert hole.finding.message == "Objective 1.1.1 is past its target date"
    assert hole.why == (
        "Target Mar 6, last rated “same” on Mar 10 · decide: extend, change or close"
    )


def test_an_objective_on_its_target_date_is_none():
    assert found(planned(target_on=DAY)) == ()


def test_an_objective_that_is_met_is_never_past():
    assert found(replace(planned(target_on=date(2026, 3, 6)), progress=rated(Rating.MET))) == ()


def test_an_objective_without_an_intervention_is_a_hole():
    assert told(planned(interventions=())) == [("P6", Repair.ADD_INTERVENTION)]


def test_an_objective_without_a_note_for_the_days_of_the_program_is_a_hole():
    silent = replace(WHOLE, notes=(replace(NOTE, held_on=DAY - timedelta(days=14)),))
    (hole,) = found(silent)

    assert hole.finding.message == "Objective 1.1.1 has no note for 2 weeks"
    assert hole.why == "Name five triggers · last note Feb 26"
    assert (hole.finding.rule, hole.repair, hole.node_uid) == ("T2", Repair.LINK_NOTE, "o")


def test_a_note_one_day_younger_is_enough():
    assert found(replace(WHOLE, notes=(replace(NOTE, held_on=DAY - timedelta(days=13)),))) == ()


def test_an_objective_counts_from_the_plan_it_came_with():
    assert told(replace(WHOLE, notes=())) == [("T2", Repair.LINK_NOTE)]
    assert found(replace(WHOLE, notes=(), begun={Uid("o"): date(2026, 3, 1)})) == ()


def test_a_waiting_note_without_an_objective_is_a_hole():
    (hole,) = found(replace(WHOLE, unsigned=(waiting(),)))

    assert hole.finding.message == "The note of Mar 11 names no objective"
    assert (hole.finding.rule, hole.repair, hole.note_id) == ("N2", Repair.OPEN_NOTE, 9)


@pytest.mark.parametrize("facts", [{"held_on": DAY}, {"unlinked_reason": "Intake"}])
def test_a_note_of_today_or_with_a_reason_is_none(facts):
    assert found(replace(WHOLE, unsigned=(waiting(**facts),))) == ()


def test_an_objective_met_without_a_number_is_a_hole():
    facts = replace(planned(text="Feel better"), progress=rated(Rating.MET))

    assert told(facts) == [("P5", Repair.REVIEW_OBJECTIVE)]


def test_an_objective_met_with_a_number_is_none():
    assert found(replace(WHOLE, progress=rated(Rating.MET))) == ()


def test_needs_come_first_and_what_is_met_last():
    bare = replace(OBJECTIVE, node_uid=Uid("bare"), interventions=(), target_on=date(2026, 3, 1))
    met = replace(OBJECTIVE, text="Feel better")
    goal = replace(PROBLEM.goals[0], objectives=(met, bare))
    facts = replace(
        WHOLE,
        plan=numbered(replace(PLAN, problems=(replace(PROBLEM, goals=(goal,)),))),
        progress=rated(Rating.MET),
        unsigned=(waiting(),),
        assessment=assessed((DomainCode.D6, 3)),
    )

    assert [one.finding.rule for one in found(facts)] == ["P3", "T1", "P6", "T2", "N2", "P5"]
