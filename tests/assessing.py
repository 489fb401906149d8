"""Assessments that are ready to be signed."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
    Harm,
    Severity,
)
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.ids import ClientId
from counselor_desk.services import assessments
from counselor_desk.services.desk import Desk

NARRATIVES = {
    DomainCode.D1: "Last drink February 14. No withdrawal signs since.",
    DomainCode.D2: "Blood pressure mildly raised, followed by Dr. Alvarez.",
    DomainCode.D3: "PHQ-9 11, was 16. Sleeps through most nights.",
    DomainCode.D4: "Asks for homework and reports urges the same week.",
    DomainCode.D5: "Four of five triggers known; paydays remain hard.",
    DomainCode.D6: "A roommate drinks at home; weekends at the brother’s house.",
}


def filled(assessment: Assessment, *ratings: int) -> Assessment:
    """The assessment with every domain, both risk questions and the checklist answered."""
    rated = ratings or (2, 1, 3, 2, 4, 3)
    domains = tuple(
        Domain(code=code, rating=rating, narrative=NARRATIVES[code])
        for code, rating in zip(DomainCode, rated, strict=True)
    )
    criteria = tuple(Criterion(code=code, answer=CriterionAnswer.MET) for code in CriterionCode)
    return replace(
        assessment,
        domains=domains,
        criteria=criteria,
        harm_to_self=Harm.NONE,
        harm_to_others=Harm.NONE,
        in_withdrawal=False,
        severity=Severity.SEVERE,
        level_of_care="2.1",
        summary="Fits this program.",
    )


def signed(desk: Desk, client_id: ClientId, *ratings: int, **facts: object) -> Assessment:
    """An assessment that was started, filled in and signed now."""
    begun = filled(assessments.start(desk, client_id), *ratings)
    return assessments.sign(desk, AssessmentEdit(assessment=replace(begun, **facts)))
