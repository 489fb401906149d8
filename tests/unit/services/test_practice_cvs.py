"""CVs of the practice caseload: believable, complete, and silent about the rest."""

import re
from datetime import date

import pytest

from counselor_desk.records import cv_dates
from counselor_desk.records.clients import ContactKind
from counselor_desk.services.practice import cvs
from counselor_desk.services.practice.generator import cases

TODAY = date(2026, 3, 12)
BETRAYING = re.compile(
    r"recover|sober|treat|rehab|counsel|clinic|therap|drug|alcohol|addict|opioid|detox|"
    r"relapse|intensive|outpatient|\biop\b|probation|jail|prison|patient program",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def told():
    """Each case of a caseload with its CVs."""
    found = cases(1, 40, TODAY, counselor="D. Whitfield, LCDC")
    return [(case, version) for case in found for version in cvs.versions(case, TODAY)]


def test_several_clients_have_a_cv_and_most_have_none(told):
    assert 5 <= len({case.number for case, _ in told}) <= 30


def test_every_cv_can_reach_its_person(told):
    for case, version in told:
        email = next(one for one in case.person.contacts if one.kind is ContactKind.EMAIL)
        assert version.contact.email == email.value
        assert version.contact.phone
        assert version.contact.town


def test_no_cv_betrays_where_its_person_is(told):
    for _, version in told:
        words = version.parts["headline"] + version.parts["profile"]
        for job in version.parts["jobs"]:
            words += f" {job.title} {job.employer} {job.did}"
        for training in version.parts["trainings"]:
            words += f" {training.title} {training.place}"
        words += " ".join(skill.text for skill in version.parts["skills"])
        assert not BETRAYING.search(words), words


def test_jobs_are_dated_and_in_order(told):
    for _, version in told:
        for job in version.parts["jobs"]:
            assert cv_dates.parse(job.begun)
            assert cv_dates.parse(job.ended) or cv_dates.is_present(job.ended)
            assert not cv_dates.is_reversed(job.begun, job.ended)


def test_nobody_worked_before_growing_up(told):
    for case, version in told:
        for job in version.parts["jobs"]:
            assert int(job.begun) >= case.person.born_on.year + 18


def test_each_job_tells_results(told):
    for _, version in told:
        assert all(len(job.bullets) >= 2 for job in version.parts["jobs"])


def test_cvs_are_made_during_the_stay(told):
    for case, version in told:
        assert case.admitted_on < version.made_at.date() < (case.closed_on or TODAY)


def test_who_works_here_now_still_works_there_on_paper(told):
    for case, version in told:
        employer = case.person.facts.get("employer")
        if employer:
            assert version.parts["jobs"][0].employer == employer
