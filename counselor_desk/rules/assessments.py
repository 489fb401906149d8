"""Rules for assessments: what must stand in one before it is signed, and one before a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counselor_desk.records import dates
from counselor_desk.records.assessments import (
    Assessment,
    CriterionAnswer,
    CriterionCode,
    DomainCode,
    Harm,
)
from counselor_desk.records.plans import Plan
from counselor_desk.rules.findings import Finding, Severity

REPAIR_ASSESSMENT = "assessment"
"""The place that rule A1 of a plan leads to: the assessment of the same client."""

_CRITERIA = {
    CriterionCode.WITHDRAWAL: "Withdrawal can be managed here",
    CriterionCode.HOME: "Supportive home",
    CriterionCode.SEVERITY: "Severity fits this care",
    CriterionCode.CO_OCCURRING: "Other conditions can be treated here",
    CriterionCode.RELAPSE_RISK: "Return to use is manageable",
    CriterionCode.ABLE_TO_TAKE_PART: "Able to take part",
}
_ANSWERS = {CriterionAnswer.NOT_MET: "not met", CriterionAnswer.OVERRIDDEN: "overridden"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rules need to know beside the assessment.

    `before_on` is the day of the signed assessment that it follows, None for the first one;
    `asked_on` the inquiry that the stay began with and `born_on` the birth, None when unknown.
    """

    today: date
    before_on: date | None = None
    asked_on: date | None = None
    born_on: date | None = None


def check(assessment: Assessment, known: Surroundings) -> tuple[Finding, ...]:
    """Everything that keeps the assessment from being signed, then what wants to be read."""
    found = (
        *dated(assessment, known),
        *a1_domains(assessment),
        *a1_risk(assessment),
        *withdrawal(assessment),
        *criteria(assessment),
    )
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARN))


def dated(assessment: Assessment, known: Surroundings) -> Iterator[Finding]:
    """The day is not to come, nor before birth and inquiry, nor before the one it follows."""
    day, before = assessment.assessed_on, known.before_on
    if day > known.today:
        message = "The assessment is still to come; sign on that day."
        yield _block(assessment, "assessed_on", message)
    elif known.born_on is not None and day < known.born_on:
        message = "The assessment is before the birth date; check the year."
        yield _block(assessment, "assessed_on", message)
    elif known.asked_on is not None and day < known.asked_on:
        written = dates.write_in_words(known.asked_on)
        message = f"The inquiry is of {written}; the assessment cannot be older. Check both dates."
        yield _block(assessment, "assessed_on", message)
    elif before is not None and day < before:
        written = dates.write_in_words(before)
        message = f"The last signed assessment is of {written}; this one cannot be older."
        yield _block(assessment, "assessed_on", message)


def a1_domains(assessment: Assessment) -> Iterator[Finding]:
    """A1: each of the six domains has a rating and says what it is based on."""
    for number, code in enumerate(DomainCode, 1):
        domain = assessment.domain(code)
        if domain.rating is None:
            yield _block(assessment, f"{code}/rating", f"Rate domain {number}.")
        elif not domain.narrative.strip():
            message = f"Write what you base the rating of domain {number} on."
            yield _block(assessment, f"{code}/narrative", message)


def a1_risk(assessment: Assessment) -> Iterator[Finding]:
    """A1: both questions on the risk of harm are answered; a present risk says what was done."""
    for name, whom in (("harm_to_self", "self"), ("harm_to_others", "others")):
        answer: Harm | None = getattr(assessment, name)
        if answer is None:
            yield _block(assessment, name, f"Answer the risk of harm to {whom}.")
        elif answer is Harm.NOT_ASKED:
            yield _warn(assessment, name, f"Harm to {whom} was not asked about.")
    if assessment.finds_harm and not assessment.action.strip():
        yield _block(assessment, "action", "Say what you did about the risk of harm.")


def withdrawal(assessment: Assessment) -> Iterator[Finding]:
    """Active withdrawal asks for a documented decision, such as a referral (services.md row 12)."""
    if assessment.in_withdrawal is None:
        yield _warn(assessment, "in_withdrawal", "Active withdrawal is not answered.")
    elif assessment.in_withdrawal and not assessment.withdrawal_decision.strip():
        message = "Write what was decided about the active withdrawal."
        yield _block(assessment, "withdrawal_decision", message)


def criteria(assessment: Assessment) -> Iterator[Finding]:
    """The checklist is advice: an exception and a missing reason are pointed out, never a block."""
    unanswered = 0
    for code in CriterionCode:
        criterion, name = assessment.criterion(code), _CRITERIA[code]
        if criterion.answer is None:
            unanswered += 1
        elif criterion.needs_reason:
            message = f"“{name}” is {_ANSWERS[criterion.answer]}; no reason is written."
            yield _warn(assessment, f"{code}/reason", message)
        elif criterion.answer is CriterionAnswer.NOT_MET:
            yield _warn(assessment, f"{code}/answer", f"“{name}” is not met.")
    if unanswered:
        first = next(code for code in CriterionCode if assessment.criterion(code).answer is None)
        message = "1 line of the checklist is open."
        if unanswered > 1:
            message = f"{unanswered} lines of the checklist are open."
        yield _warn(assessment, f"{first}/answer", message)


def is_complete(assessment: Assessment) -> bool:
    """Whether rule A1 is met: signed, six ratings, and the risk of harm asked about and told."""
    is_rated = all(assessment.domain(code).rating is not None for code in DomainCode)
    answers = (assessment.harm_to_self, assessment.harm_to_others)
    is_answered = all(answer in {Harm.NONE, Harm.PRESENT} for answer in answers)
    return assessment.is_signed and is_rated and is_answered


def a1_plan(plan: Plan, in_force: Assessment | None) -> tuple[Finding, ...]:
    """A1: a complete assessment with an answer on the risk of harm comes before the plan.

    Args:
        plan: the plan that is to be signed.
        in_force: the newest signed assessment of the same episode.

    A warning, since states differ on which comes first (WAC 246-341-0640, OAC 5122-27-03).
    """
    if in_force is not None and is_complete(in_force):
        return ()
    if in_force is None:
        message = "No assessment is signed yet; the plan should stand on one."
    else:
        message = "The signed assessment leaves the risk of harm open; the plan should not."
    return (
        Finding(
            rule="A1",
            subject=plan.uid,
            severity=Severity.WARN,
            message=message,
            repair=REPAIR_ASSESSMENT,
        ),
    )


def _block(assessment: Assessment, field: str, message: str) -> Finding:
    return _finding(assessment, field, message, Severity.BLOCK)


def _warn(assessment: Assessment, field: str, message: str) -> Finding:
    return _finding(assessment, field, message, Severity.WARN)


def _finding(assessment: Assessment, field: str, message: str, severity: Severity) -> Finding:
    return Finding(
        rule="A1", subject=assessment.uid, severity=severity, message=message, repair=field
    )
