"""Assessments: six domains with a rating and a reason, the risk of harm, and what fits.

A neutral form in words of our own. The names follow the order of the dimensions in the third and
fourth editions of a widely used set of placement criteria; no text and no rule of those is here,
and a level of care is typed by the counselor, never computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counselor_desk.records.ids import AssessmentId, ClientId, EpisodeId, Uid
from counselor_desk.records.signing import RecordState


class AssessmentKind(StrEnum):
    """The first one of an episode, or a later one that is compared with it."""

    ADMISSION = "admission"
    REASSESSMENT = "reassessment"


class Edition(StrEnum):
    """Which edition's order and names the domains have. It is stored with each assessment."""

    THIRD = "third"
    FOURTH = "fourth"


class DomainCode(StrEnum):
    """The six domains by place; what a place means depends on the edition."""

    D1 = "d1"
    D2 = "d2"
    D3 = "d3"
    D4 = "d4"
    D5 = "d5"
    D6 = "d6"


RETURN_DOMAIN = {Edition.THIRD: DomainCode.D5, Edition.FOURTH: DomainCode.D4}
"""Which domain is about the chance of a return to use, and the risks of one."""

_SAID_BY_WAS = 2
HIGHEST_RATING = 4
"""Ratings go from 0, none, to 4, severe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """One domain: 0 none, 1 mild, 2 moderate, 3 serious, 4 severe, and what that is based on."""

    code: DomainCode
    rating: int | None = None
    narrative: str = field(default="", repr=False)


class CriterionCode(StrEnum):
    """The suitability checklist of an intensive outpatient program (services.md rows 12 to 16)."""

    WITHDRAWAL = "withdrawal"
    HOME = "home"
    SEVERITY = "severity"
    CO_OCCURRING = "co_occurring"
    RELAPSE_RISK = "relapse_risk"
    ABLE_TO_TAKE_PART = "able_to_take_part"


class CriterionAnswer(StrEnum):
    """Advice, never a block; the last two ask for a reason."""

    MET = "met"
    NOT_MET = "not_met"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the suitability checklist."""

    code: CriterionCode
    answer: CriterionAnswer | None = None
    reason: str = field(default="", repr=False)

    @property
    def is_exception(self) -> bool:
        """Whether the answer is one that asks to be explained."""
        return self.answer in {CriterionAnswer.NOT_MET, CriterionAnswer.OVERRIDDEN}

    @property
    def needs_reason(self) -> bool:
        """Whether the answer is one that asks to be explained and is not."""
        return self.is_exception and not self.reason.strip()


class Harm(StrEnum):
    """What was found about the risk of harm to oneself or to others."""

    NONE = "none"
    PRESENT = "present"
    NOT_ASKED = "not_asked"


class Level(StrEnum):
    """How serious something is, in the counselor's judgment; empty while it is not said."""

    UNSAID = ""
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Severity(StrEnum):
    """The severity of the use disorder as DSM-5 counts it; empty while it is not said."""

    UNSAID = ""
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One assessment of an episode, from its first draft to its signature.

    Attributes:
        harm_to_self, harm_to_others: None while unanswered, which keeps it from being signed.
        harm_level: the counselor's word for a risk that is present; the chart's flag says it.
        ideation, means, intent, action: what was found, and what was done about it.
        in_withdrawal: whether withdrawal is active; None while unanswered.
        withdrawal_decision: needed when it is: who decided what (refer up, medical clearance).
        level_of_care: as typed by the counselor, such as "2.1".
        summary: the counselor's impression in words.
    """

    id: AssessmentId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    kind: AssessmentKind = AssessmentKind.ADMISSION
    edition: Edition = Edition.THIRD
    assessed_on: date
    harm_to_self: Harm | None = None
    harm_to_others: Harm | None = None
    harm_level: Level = Level.UNSAID
    ideation: str = field(default="", repr=False)
    intent: str = field(default="", repr=False)
    means: str = field(default="", repr=False)
    action: str = field(default="", repr=False)
    in_withdrawal: bool | None = None
    withdrawal_decision: str = field(default="", repr=False)
    severity: Severity = Severity.UNSAID
    level_of_care: str = ""
    summary: str = field(default="", repr=False)
    state: RecordState = RecordState.DRAFT
    entered_at: datetime
    domains: tuple[Domain, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether it is closed for good."""
        return self.state is RecordState.SIGNED

    @property
    def finds_harm(self) -> bool:
        """Whether a risk of harm to self or others is present."""
        return Harm.PRESENT in {self.harm_to_self, self.harm_to_others}

    @property
    def return_risk(self) -> int | None:
        """How likely a return to use is rated, 0 to 4; the editions keep it in other places."""
        return self.domain(RETURN_DOMAIN[self.edition]).rating

    def domain(self, code: DomainCode) -> Domain:
        """One domain; an empty one when nothing was written yet."""
        return next((one for one in self.domains if one.code is code), Domain(code=code))

    def criterion(self, code: CriterionCode) -> Criterion:
        """One line of the checklist; an open one when it was not answered yet."""
        return next((one for one in self.criteria if one.code is code), Criterion(code=code))


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainChange:
    """One domain beside the same one in an earlier assessment. A rating is None where it lacks.

    `earlier` are the ratings of the assessments before that one, the earliest first.
    """

    code: DomainCode
    was: int | None
    now: int | None
    earlier: tuple[int, ...] = ()

    @property
    def step(self) -> int | None:
        """How far the rating went: below zero is less serious; None when one of them lacks."""
        return None if self.was is None or self.now is None else self.now - self.was

    @property
    def line(self) -> str:
        """All the ratings in a row, "4 → 3 → 2"; empty where two or fewer say it all."""
        rated = (*self.earlier, *_rated((self.was, self.now)))
        return in_a_row(rated) if len(rated) > _SAID_BY_WAS else ""


def changes(
    now: Assessment, before: Assessment | None, earlier: Sequence[Assessment] = ()
) -> dict[DomainCode, DomainChange]:
    """What became of each domain; nothing without an earlier one or under other domain names.

    `earlier` are the assessments before `before`, the earliest first; those under other names of
    the domains are left out.
    """
    if before is None or before.edition is not now.edition:
        return {}
    like = [one for one in earlier if one.edition is now.edition]
    return {
        code: DomainChange(
            code=code,
            was=before.domain(code).rating,
            now=now.domain(code).rating,
            earlier=_rated(one.domain(code).rating for one in like),
        )
        for code in DomainCode
    }


def return_risks(signed: Sequence[Assessment]) -> tuple[int, ...]:
    """How likely a return to use was rated in each of these, where it was, in their order."""
    return _rated(one.return_risk for one in signed)


def in_a_row(ratings: Sequence[int]) -> str:
    """Ratings as they followed each other: "4 → 3 → 2"."""
    return " → ".join(str(one) for one in ratings)


def _rated(ratings: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(one for one in ratings if one is not None)
