"""Treatment plans: one immutable tree of problems, goals, objectives and interventions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.canonical import SINCE
from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, PlanId, ProgressId, Uid
from counselor_desk.records.signing import RecordState


class InterventionKind(StrEnum):
    """The setting in which an intervention is given."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    FAMILY = "family"
    CASE_MANAGEMENT = "case_management"
    MEDICATION_MANAGEMENT = "medication_management"
    VOCATIONAL = "vocational"
    MUTUAL_HELP = "mutual_help"
    HOMEWORK = "homework"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What is done for an objective, how often, for how long, and by whom."""

    node_uid: Uid
    text: str = field(default="", repr=False)
    kind: InterventionKind = InterventionKind.INDIVIDUAL
    frequency: str = field(default="", repr=False)
    duration: str = field(default="", repr=False)
    responsible: str = field(default="", repr=False)


class ObjectiveCategory(StrEnum):
    """What an objective builds beside sobriety. Source: services.md row 36."""

    SOCIAL_SKILLS = "social_skills"
    AUTONOMY = "autonomy"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A measurable step toward a goal, with the date it should be reached.

    `category` is None for one that builds nothing beside what its problem is about.
    """

    node_uid: Uid
    number: str = ""
    text: str = field(default="", repr=False)
    target_on: date | None = None
    category: ObjectiveCategory | None = field(default=None, metadata={SINCE: 3})
    interventions: tuple[Intervention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What the client wants to reach, also in the client's own words."""

    node_uid: Uid
    number: str = ""
    text: str = field(default="", repr=False)
    client_words: str = field(default="", repr=False)
    target_on: date | None = None
    objectives: tuple[Objective, ...] = ()


class ProblemCourse(StrEnum):
    """What is done about a problem now: worked on here, put off, or left to somebody else."""

    TREATED = "treated"
    DEFERRED = "deferred"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A need found at assessment, with its diagnosis code where it has one.

    A deferred or referred problem says why in `course_reason`, and needs no goal. `domain` is the
    domain of the assessment it was drawn from, None for one that came up otherwise; `also_answers`
    has the codes of further domains, separated by spaces.
    """

    node_uid: Uid
    number: str = ""
    text: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    course: ProblemCourse = field(default=ProblemCourse.TREATED, metadata={SINCE: 2})
    course_reason: str = field(default="", repr=False, metadata={SINCE: 2})
    domain: DomainCode | None = field(default=None, metadata={SINCE: 2})
    also_answers: str = field(default="", metadata={SINCE: 2})
    goals: tuple[Goal, ...] = ()

    @property
    def domains(self) -> tuple[DomainCode, ...]:
        """Every domain of the assessment it answers, the one it was drawn from first."""
        more = tuple(DomainCode(code) for code in self.also_answers.split())
        return more if self.domain is None else (self.domain, *more)

    def answering(self, domains: Sequence[DomainCode]) -> Problem:
        """The same problem for other domains; where it was drawn from stays if it is among them."""
        first = self.domain if self.domain in domains else next(iter(domains), None)
        more = " ".join(code.value for code in domains if code is not first)
        return replace(self, domain=first, also_answers=more)


Node = Problem | Goal | Objective | Intervention


class Rating(StrEnum):
    """How an objective moved, as rated in a note or a review."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRating:
    """How an objective of the version before stood when this version was made."""

    node_uid: Uid
    rating: Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One version of a client's plan. Nodes keep their uid in every later version.

    `took_part` names who was there, one person a line with the role after a comma.
    `absence_reason` says why the client was not, where `client_took_part` is False. `ratings` are
    those of a review; signing it makes them progress as well.
    """

    id: PlanId
    uid: Uid
    client_id: ClientId
    episode_id: EpisodeId
    version: int = 1
    state: RecordState = RecordState.DRAFT
    planned_on: date
    client_words: str = field(default="", repr=False)
    strengths: str = field(default="", repr=False)
    needs: str = field(default="", repr=False)
    abilities: str = field(default="", repr=False)
    preferences: str = field(default="", repr=False)
    barriers: str = field(default="", repr=False)
    services: str = field(default="", repr=False)
    discharge_criteria: str = field(default="", repr=False)
    client_took_part: bool | None = field(default=None, metadata={SINCE: 2})
    absence_reason: str = field(default="", repr=False, metadata={SINCE: 2})
    took_part: str = field(default="", repr=False, metadata={SINCE: 2})
    ratings: tuple[ReviewRating, ...] = field(default=(), metadata={SINCE: 2})
    problems: tuple[Problem, ...] = ()

    @property
    def is_signed(self) -> bool:
        """Whether its content is frozen; from then on it binds notes."""
        return self.state is RecordState.SIGNED

    def goals(self) -> Iterator[Goal]:
        """All goals in order."""
        for problem in self.problems:
            yield from problem.goals

    def objectives(self) -> Iterator[Objective]:
        """All objectives in order."""
        for goal in self.goals():
            yield from goal.objectives

    def nodes(self) -> Iterator[Node]:
        """Every node, parents before their children."""
        for problem in self.problems:
            yield problem
            for goal in problem.goals:
                yield goal
                for objective in goal.objectives:
                    yield objective
                    yield from objective.interventions

    def rating_of(self, node_uid: Uid) -> Rating | None:
        """How this review rated an objective; None where it did not."""
        return next((one.rating for one in self.ratings if one.node_uid == node_uid), None)

    def find(self, node_uid: Uid) -> Node | None:
        """The node with this uid, if this version has it."""
        return next((node for node in self.nodes() if node.node_uid == node_uid), None)


def numbered(plan: Plan) -> Plan:
    """The same plan with numbers by position: problems 1, goals 1.1, objectives 1.1.2."""
    return replace(
        plan,
        problems=tuple(
            _numbered_problem(problem, f"{place}") for place, problem in enumerate(plan.problems, 1)
        ),
    )


def _numbered_problem(problem: Problem, number: str) -> Problem:
    goals = tuple(
        _numbered_goal(goal, f"{number}.{place}") for place, goal in enumerate(problem.goals, 1)
    )
    return replace(problem, number=number, goals=goals)


def _numbered_goal(goal: Goal, number: str) -> Goal:
    objectives = tuple(
        replace(objective, number=f"{number}.{place}")
        for place, objective in enumerate(goal.objectives, 1)
    )
    return replace(goal, number=number, objectives=objectives)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One rating of one objective on one day. Append-only; never part of the signed plan.

    It was given in the note of `note_id`, or without one in the review that made `plan_id`.
    """

    id: ProgressId
    uid: Uid
    client_id: ClientId
    plan_id: PlanId
    node_uid: Uid
    rated_on: date
    rating: Rating
    note_id: NoteId | None = None


class ObjectiveStatus(StrEnum):
    """Where an objective stands on a day; computed from progress, never stored."""

    NEW = "new"
    PROGRESSING = "progressing"
    NO_CHANGE = "no_change"
    WORSE = "worse"
    MET = "met"
    OVERDUE = "overdue"


_STATUS_OF_RATING = {
    Rating.WORSE: ObjectiveStatus.WORSE,
    Rating.SAME: ObjectiveStatus.NO_CHANGE,
    Rating.BETTER: ObjectiveStatus.PROGRESSING,
    Rating.MET: ObjectiveStatus.MET,
}


def status_on(objective: Objective, ratings: tuple[Progress, ...], day: date) -> ObjectiveStatus:
    """The status on `day`: met wins, then past its target, then the newest rating."""
    mine = [rating for rating in ratings if rating.node_uid == objective.node_uid]
    known = [rating for rating in mine if rating.rated_on <= day]
    newest = max(known, key=lambda rating: (rating.rated_on, rating.id), default=None)
    if newest is not None and newest.rating is Rating.MET:
        return ObjectiveStatus.MET
    if objective.target_on is not None and objective.target_on < day:
        return ObjectiveStatus.OVERDUE
    return _STATUS_OF_RATING[newest.rating] if newest else ObjectiveStatus.NEW


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """One version of a plan in numbers, without its text."""

    id: PlanId
    client_id: ClientId
    version: int
    state: RecordState
    goals: int = 0
    objectives: int = 0

    @property
    def is_signed(self) -> bool:
        """Whether its content is frozen."""
        return self.state is RecordState.SIGNED
