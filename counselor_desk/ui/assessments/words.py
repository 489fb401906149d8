"""The words for domains, ratings, answers and kinds of an assessment on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counselor_desk.records import dates, times
from counselor_desk.records.assessments import (
    Assessment,
    AssessmentKind,
    CriterionAnswer,
    CriterionCode,
    DomainChange,
    DomainCode,
    Edition,
    Harm,
    Level,
    Severity,
)

Value = TypeVar("Value")

_THIRD: dict[DomainCode, object] = {
    DomainCode.D1: QT_TRANSLATE_NOOP("assessments", "Withdrawal and intoxication"),
    DomainCode.D2: QT_TRANSLATE_NOOP("assessments", "Physical health"),
    DomainCode.D3: QT_TRANSLATE_NOOP("assessments", "Mood, thinking and behavior"),
    DomainCode.D4: QT_TRANSLATE_NOOP("assessments", "Readiness to change"),
    DomainCode.D5: QT_TRANSLATE_NOOP("assessments", "Chance of return to use"),
    DomainCode.D6: QT_TRANSLATE_NOOP("assessments", "Home and daily surroundings"),
}
_FOURTH: dict[DomainCode, object] = {
    DomainCode.D1: QT_TRANSLATE_NOOP("assessments", "Withdrawal and medication"),
    DomainCode.D2: QT_TRANSLATE_NOOP("assessments", "Physical health"),
    DomainCode.D3: QT_TRANSLATE_NOOP("assessments", "Mental health and thinking"),
    DomainCode.D4: QT_TRANSLATE_NOOP("assessments", "Risks that come with use"),
    DomainCode.D5: QT_TRANSLATE_NOOP("assessments", "Surroundings and recovery"),
    DomainCode.D6: QT_TRANSLATE_NOOP("assessments", "What matters to the client"),
}
_DOMAINS = {Edition.THIRD: _THIRD, Edition.FOURTH: _FOURTH}
_EDITIONS: dict[Edition, object] = {
    Edition.THIRD: QT_TRANSLATE_NOOP("assessments", "As in the third edition"),
    Edition.FOURTH: QT_TRANSLATE_NOOP("assessments", "As in the fourth edition"),
}
_RATINGS: tuple[object, ...] = (
    QT_TRANSLATE_NOOP("assessments", "none"),
    QT_TRANSLATE_NOOP("assessments", "mild"),
    QT_TRANSLATE_NOOP("assessments", "moderate"),
    QT_TRANSLATE_NOOP("assessments", "serious"),
    QT_TRANSLATE_NOOP("assessments", "severe"),
)
_HARMS: dict[Harm, object] = {
    Harm.NONE: QT_TRANSLATE_NOOP("assessments", "None"),
    Harm.PRESENT: QT_TRANSLATE_NOOP("assessments", "Present"),
    Harm.NOT_ASKED: QT_TRANSLATE_NOOP("assessments", "Not asked"),
}
_LEVELS: dict[Level, object] = {
    Level.UNSAID: QT_TRANSLATE_NOOP("assessments", "Not said"),
    Level.LOW: QT_TRANSLATE_NOOP("assessments", "Low"),
    Level.MODERATE: QT_TRANSLATE_NOOP("assessments", "Moderate"),
    Level.HIGH: QT_TRANSLATE_NOOP("assessments", "High"),
}
_SEVERITIES: dict[Severity, object] = {
    Severity.UNSAID: QT_TRANSLATE_NOOP("assessments", "Not said"),
    Severity.MILD: QT_TRANSLATE_NOOP("assessments", "Mild"),
    Severity.MODERATE: QT_TRANSLATE_NOOP("assessments", "Moderate"),
    Severity.SEVERE: QT_TRANSLATE_NOOP("assessments", "Severe"),
}
_CRITERIA: dict[CriterionCode, object] = {
    CriterionCode.WITHDRAWAL: QT_TRANSLATE_NOOP("assessments", "Withdrawal can be managed here"),
    CriterionCode.HOME: QT_TRANSLATE_NOOP("assessments", "Supportive home"),
    CriterionCode.SEVERITY: QT_TRANSLATE_NOOP("assessments", "Severity fits this care"),
    CriterionCode.CO_OCCURRING: QT_TRANSLATE_NOOP(
        "assessments", "Other conditions can be treated here"
    ),
    CriterionCode.RELAPSE_RISK: QT_TRANSLATE_NOOP("assessments", "Return to use is manageable"),
    CriterionCode.ABLE_TO_TAKE_PART: QT_TRANSLATE_NOOP("assessments", "Able to take part"),
}
_ANSWERS: dict[CriterionAnswer | None, tuple[object, str, str]] = {
    None: (QT_TRANSLATE_NOOP("assessments", "Open"), "neutral", "circle"),
    CriterionAnswer.MET: (QT_TRANSLATE_NOOP("assessments", "Met"), "signed", "circle-check"),
    CriterionAnswer.NOT_MET: (QT_TRANSLATE_NOOP("assessments", "Not met"), "risk", "circle-x"),
    CriterionAnswer.OVERRIDDEN: (
        QT_TRANSLATE_NOOP("assessments", "Overridden"),
        "overdue",
        "pen-line",
    ),
}


def domain(edition: Edition, code: DomainCode) -> str:
    """The name of a domain."""
    return translated(str(_DOMAINS[edition][code]))


def edition(chosen: Edition) -> str:
    """Whose order the names of the domains follow."""
    return translated(str(_EDITIONS[chosen]))


def rating(number: int) -> str:
    """A rating in one word: "moderate"."""
    return translated(str(_RATINGS[number]))


def full_rating(number: int | None) -> str:
    """A rating below its segments: "2 · moderate"; a dash while there is none."""
    return "–" if number is None else f"{number} · {rating(number)}"


def was(change: DomainChange, before: AssessmentKind) -> str:
    """What a rating was: "was 3, serious", "mild at admission"; below it all of them in a row."""
    return "\n".join(part for part in (_was(change, before), change.line) if part)


def _was(change: DomainChange, before: AssessmentKind) -> str:
    if change.was is None:
        return ""
    word = rating(change.was)
    if change.step == 0:
        if before is AssessmentKind.ADMISSION:
            return translated("{word} at admission").format(word=word)
        return translated("unchanged")
    return translated("was {number}, {word}").format(number=change.was, word=word)


def harm(answer: Harm) -> str:
    """An answer on the risk of harm."""
    return translated(str(_HARMS[answer]))


def level(chosen: Level) -> str:
    """How serious a risk is."""
    return translated(str(_LEVELS[chosen]))


def severity(chosen: Severity) -> str:
    """How severe the use disorder is."""
    return translated(str(_SEVERITIES[chosen]))


def criterion(code: CriterionCode) -> str:
    """A line of the checklist."""
    return translated(str(_CRITERIA[code]))


def answer_look(answer: CriterionAnswer | None) -> tuple[str, str, str]:
    """The chip of an answer: word, tone and icon."""
    word, tone, icon = _ANSWERS[answer]
    return translated(str(word)), tone, icon


def kind(chosen: AssessmentKind) -> str:
    """Admission or reassessment, in one word."""
    is_first = chosen is AssessmentKind.ADMISSION
    return translated("Admission") if is_first else translated("Reassessment")


def begin(*, is_first: bool) -> str:
    """What the button that begins another one says; `is_first` of a stay."""
    return translated("Start the assessment") if is_first else translated("Reassess")


def version(assessment: Assessment, today: date) -> str:
    """One assessment among the others: "Admission, Feb 5", "Review, Mar 12"."""
    is_first = assessment.kind is AssessmentKind.ADMISSION
    name = translated("Admission") if is_first else translated("Review")
    return f"{name}, {dates.write_short(assessment.assessed_on, today)}"


def compared_with(before: Assessment, today: date) -> str:
    """The label of the tick box: "Compare with admission"."""
    if before.kind is AssessmentKind.ADMISSION:
        return translated("Compare with admission")
    day = dates.write_short(before.assessed_on, today)
    return translated("Compare with {day}").format(day=day)


def not_compared(before: Assessment, today: date) -> str:
    """Why ratings do not stand beside those from before: the domains had other names."""
    text = translated(
        "Not compared with the assessment of {day}: its domains have other names and another order "
        "({edition}), so the same number does not mean the same."
    )
    named = edition(before.edition)
    return text.format(
        day=dates.write_short(before.assessed_on, today), edition=named[:1].lower() + named[1:]
    )


def extent(assessment: Assessment) -> str:
    """How much of it is there: "6 of 6 domains, risk answered"."""
    rated = sum(1 for one in assessment.domains if one.rating is not None)
    is_answered = assessment.harm_to_self is not None and assessment.harm_to_others is not None
    count = translated("{count} of 6 domains").format(count=rated)
    risk = translated("risk answered") if is_answered else translated("risk open")
    return f"{count}, {risk}"


def met(count: int) -> str:
    """How much of the checklist is met: "5 of 6 met"."""
    return translated("{count} of {all} met").format(count=count, all=len(CriterionCode))


def options(values: Iterable[Value], name: Callable[[Value], str]) -> list[tuple[object, str]]:
    """Values with their words, for segments and lists."""
    return [(value, name(value)) for value in values]


def full_moment(moment: datetime) -> str:
    """Date and time for reading."""
    return f"{dates.write_in_words(moment.date())}, {times.write_time(moment.time())}"


def translated(text: str) -> str:
    """A text of the assessment in the language of the window."""
    return QCoreApplication.translate("assessments", text)
