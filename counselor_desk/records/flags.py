"""Flags: the few things about a client that whoever opens the chart must see at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counselor_desk.records.assessments import Level
from counselor_desk.records.circumstances import CareLevel
from counselor_desk.records.ids import ClientId, EpisodeId, NoteId
from counselor_desk.records.medications import Allergy
from counselor_desk.records.review_causes import ReviewCause


class FlagGroup(StrEnum):
    """What a flag is about, the most pressing group first."""

    RISK = "risk"
    LEGAL = "legal"
    LOGISTIC = "logistic"


class FlagKind(StrEnum):
    """Every flag there is, in the order they are shown."""

    HARM = "harm"
    WITHDRAWAL = "withdrawal"
    RETURN_TO_USE = "return_to_use"
    LEVEL_CHANGED = "level_changed"
    RISK_UNREVIEWED = "risk_unreviewed"
    STEP_UP = "step_up"
    CRAVING = "craving"
    ALLERGY = "allergy"
    AFTER_DISCHARGE = "after_discharge"
    GUARDIAN = "guardian"
    INTAKE_PAPERS = "intake_papers"
    PAST_TARGET = "past_target"
    PAST_TWELVE = "past_twelve"
    LAST_WEEK = "last_week"
    WEEK_EIGHT = "week_eight"
    BELOW_HOURS = "below_hours"
    NO_INDIVIDUAL = "no_individual"

    @property
    def group(self) -> FlagGroup:
        """What it is about."""
        if self in (FlagKind.GUARDIAN, FlagKind.INTAKE_PAPERS):
            return FlagGroup.LEGAL
        return FlagGroup.LOGISTIC if self in _LOGISTIC else FlagGroup.RISK


_LOGISTIC = frozenset(
    {
        FlagKind.PAST_TARGET,
        FlagKind.PAST_TWELVE,
        FlagKind.LAST_WEEK,
        FlagKind.WEEK_EIGHT,
        FlagKind.BELOW_HOURS,
        FlagKind.NO_INDIVIDUAL,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One flag. It holds until a dated entry ends it; nobody can wave it away.

    Attributes:
        since: the day of the entry that raised it, None where there is none.
        level: how serious a risk of harm is, where it was said.
        to_self, to_others: whom the harm threatens; both False where the entry does not say.
        note_id: the note that raised it, None when an assessment did.
        count: urge 0-10, days since other care, papers that are open, weeks past the target,
            returns to use, the chance of another one, 0-4, where that rose, changes of level,
            the least hours of a week that will not be reached, or days without an individual
            session.
        rise: how far an urge or that chance rose since the one before; 0 when it did not.
        care: which care the client came from.
        substance: what the client does not tolerate.
    """

    kind: FlagKind
    since: date | None = None
    level: Level = Level.UNSAID
    to_self: bool = False
    to_others: bool = False
    note_id: NoteId | None = None
    count: int = 0
    rise: int = 0
    care: CareLevel | None = None
    substance: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAnswer:
    """The newest signed answer to the question of harm that says it is present."""

    answered_on: date
    level: Level = Level.UNSAID
    to_self: bool = False
    to_others: bool = False
    note_id: NoteId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFacts:
    """What the flags of one client in care are made of.

    Attributes:
        is_unaccompanied: a minor for whom nobody is named as guardian or parent.
        target_weeks: the weeks of treatment, with every extension.
        open_papers: papers of the intake that are neither done nor called not needed.
        harm: the newest signed answer, if it finds a risk of harm.
        withdrawal_on: the day of an assessment that finds active withdrawal and is not signed;
            signing asks for the decision.
        causes: what in the open episode asks for a review of the plan, every return to use too.
        plan_signed_on: the local day the newest plan of the episode was signed.
        urges: the day of the newest score with that score and the one before it, 0-10.
        left_care: the last higher level of care that ended lately, and the day it did.
        return_risks: the day and the rating, 0-4, of the chance of a return to use in the signed
            assessments of the episode, the newest first, two at most.
        reviewed_on: the day of the newest continued-stay review of the episode.
        is_extended: whether an extension says why the stay goes on past the weeks first planned.
    """

    client_id: ClientId
    episode_id: EpisodeId
    admitted_on: date | None
    target_weeks: int
    is_unaccompanied: bool = False
    open_papers: int = 0
    harm: RiskAnswer | None = None
    withdrawal_on: date | None = None
    causes: tuple[ReviewCause, ...] = ()
    plan_signed_on: date | None = None
    urges: tuple[date, tuple[int, ...]] | None = None
    left_care: tuple[CareLevel, date] | None = None
    return_risks: tuple[tuple[date, int], ...] = ()
    reviewed_on: date | None = None
    is_extended: bool = False
    allergies: tuple[Allergy, ...] = ()
