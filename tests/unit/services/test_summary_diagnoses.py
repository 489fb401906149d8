"""The diagnoses section of a discharge summary, from the list and from coded problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.discharges import DischargeSection
from counselor_desk.services import diagnoses, discharges, plans, summaries
from counselor_desk.services.diagnoses import NewDiagnosis

RATINGS = "Ratings by domain are not recorded."
SEVERE = "Alcohol use disorder, severe"
ADMITTED = date(2026, 2, 9)


@pytest.fixture
def add(desk, client):
    def make(code, noted_on=ADMITTED, **more):
        return diagnoses.add(desk, client.id, NewDiagnosis(code=code, noted_on=noted_on, **more))

    return make


@pytest.fixture
def built(desk, client):
    """Builds the section from what the record says now."""
    started = discharges.start(desk, client.id)

    def build():
        discharge = discharges.open_edit(desk, started.id).discharge
        facts = discharges.gather(desk, discharge)
        return summaries.build_section(facts, discharge, DischargeSection.DIAGNOSES)

    return build


def rows(section):
    return [fact.text for fact in section.facts if fact.is_row]


def test_without_diagnoses_the_section_is_a_gap(built):
    assert built().text == f"No diagnoses are recorded. {RATINGS}"
    assert built().is_untold


def test_what_holds_stands_at_admission_and_at_discharge(built, add):
    add("F10.20", words=SEVERE)
    add("F43.10")

    assert rows(built()) == [
        f"F10.20 · {SEVERE} · {SEVERE} (principal)",
        "F43.10 · Post-traumatic stress disorder, unspecified"
        " · Post-traumatic stress disorder, unspecified",
    ]
    assert not built().is_untold


def test_what_was_noted_later_was_not_there_at_admission(built, add):
    add("F33.1", noted_on=date(2026, 3, 10))

    assert rows(built())[0].startswith("F33.1 · – · Major depressive disorder")


def test_how_one_ended_stands_at_discharge(desk, built, add):
    add("F10.20", words=SEVERE)
    ended = add("F43.10")
    diagnoses.rule_out(desk, ended, on=date(2026, 3, 1))

    assert rows(built())[1].endswith(" · Ruled out 03/01/2026")


def test_what_ended_before_the_stay_is_left_out(desk, built, add):
    add("F10.20", words=SEVERE)
    old = add("F32.A", noted_on=date(2020, 1, 1))
    diagnoses.resolve(desk, old, on=date(2021, 1, 1))

    assert len(rows(built())) == 1


def test_a_coded_problem_is_told_once(desk, client, built, add, plan_edit):
    problems = plan_edit.plan.problems
    coded = (replace(problems[0], code="f1020"), *problems[1:])
    plans.sign(desk, replace(plan_edit, plan=replace(plan_edit.plan, problems=coded)))
    assert rows(built()) == [f"f1020 · {problems[0].text} · {problems[0].text}"]

    add("F10.20", words=SEVERE)

    assert rows(built()) == [f"F10.20 · {SEVERE} · {SEVERE} (principal)"]
