"""Planning: grows a client's plan from stories, and lets it change at each review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from counselor_desk.records.assessments import DomainCode
from counselor_desk.records.episodes import DAYS_IN_WEEK
from counselor_desk.records.ids import ClientId, EpisodeId, PlanId
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    InterventionKind,
    Objective,
    Plan,
    Problem,
    Rating,
    numbered,
)
from counselor_desk.records.problem_areas import ProblemArea, area_of
from counselor_desk.records.signing import RecordState
from counselor_desk.services.practice import plan_texts
from counselor_desk.services.practice.caseload import Stay
from counselor_desk.services.practice.stories import (
    GoalIdea,
    Library,
    Moment,
    ObjectiveIdea,
    Stage,
    Story,
)
from counselor_desk.services.practice.wording import (
    Voice,
    number_word,
    uid,
)

_DOMAINS = {
    ProblemArea.SUBSTANCE_USE: DomainCode.D5,
    ProblemArea.MENTAL_HEALTH: DomainCode.D3,
    ProblemArea.EATING: DomainCode.D3,
    ProblemArea.OTHER: DomainCode.D6,
}
"""Where the assessment of a practice client tells of a problem."""

_WITHIN = re.compile(r"within \d+ weeks?")
_FIRST_OBJECTIVES = 2
_SHORTEST_SPAN_WEEKS = 4
_SPAN_STEP_WEEKS = 2
_EXTENDED_BY = timedelta(days=42)
_NEXT_REVIEW = timedelta(days=31)
_SOONEST_MET = timedelta(days=14)
_SOONEST_SINGLE_MET = timedelta(days=5)
_SPAN_SLACK_DAYS = 4
_TOUCHES_BEFORE_REVISED = 3
_TRIES = 40
_TIME_FOR_NEW = timedelta(days=21)
_SLOW_SHARE = 0.3
_SLOW_AT_MOST = timedelta(days=21)
_OPTIONAL_SHARE = 0.6
_NEW_AT_REVIEW = 1


@dataclass(slots=True, kw_only=True)
class Work:
    """An objective that is being worked on, with what has happened so far."""

    idea: ObjectiveIdea
    objective: Objective
    voice: Voice
    began_on: date
    weeks: int
    stuck_at: int
    touches: int = 0
    last_on: date | None = None
    met_in_version: int | None = None
    used: set[str] = field(default_factory=set)

    @property
    def is_met(self) -> bool:
        """Whether it was rated as met."""
        return self.met_in_version is not None

    def in_session(self, voice: Voice) -> Voice:
        """A session's voice with what is this objective's own."""
        own = {name: self.voice.facts[name] for name in ("weeks", "weeks_word", *self.idea.numbers)}
        return voice.knowing(subject=self.idea.subject, **own)

    def choose(
        self, voice: Voice, day: date, *, is_score_reached: bool, is_last: bool = False
    ) -> tuple[Stage, Moment] | None:
        """What could happen with it on a day; None when nothing new is left to tell."""
        speaking = self.in_session(voice)
        for stage in self._stages(day, is_score_reached=is_score_reached):
            if is_last and stage is Stage.STUCK:
                continue
            free = [
                moment
                for moment in self.idea.moments.get(stage, ())
                if moment.whole not in self.used
                and self._may_speak(moment)
                and speaking.can_tell(moment.whole)
            ]
            if free:
                return stage, self._rated(stage, self.voice.chance.choice(free))
        return None

    def _rated(self, stage: Stage, moment: Moment) -> Moment:
        """A second early moment is a step forward; the first is where it begins."""
        if stage is Stage.EARLY and self.touches > 0:
            return replace(moment, rating=Rating.BETTER)
        return moment

    def _may_speak(self, moment: Moment) -> bool:
        return self.touches > 0 or not moment.follows

    def touch(self, moment: Moment, day: date, version: int) -> None:
        """Remember that this has happened."""
        self.used.add(moment.whole)
        self.touches += 1
        self.last_on = day
        if moment.rating is Rating.MET and not self.is_met:
            self.met_in_version = version

    def _stages(self, day: date, *, is_score_reached: bool) -> tuple[Stage, ...]:
        if self.is_met:
            return ()
        may_be_met = (Stage.MET,) if is_score_reached and self._is_time_up(day) else ()
        if self.touches == 0:
            is_late_look = bool(self.idea.score) and is_score_reached
            return (Stage.MIDDLE, Stage.LATE) if is_late_look else (Stage.EARLY,)
        if self.idea.is_single:
            return may_be_met
        if self.touches == self.stuck_at:
            return (Stage.STUCK, Stage.MIDDLE)
        if self.touches == 1:
            is_soon = day - self.began_on <= _SLOW_AT_MOST
            goes_slowly = is_soon and self.voice.chance.random() < _SLOW_SHARE
            return (*((Stage.EARLY,) if goes_slowly else ()), Stage.MIDDLE, Stage.LATE)
        return (*may_be_met, Stage.LATE, Stage.MIDDLE, Stage.STUCK)

    def _is_time_up(self, day: date) -> bool:
        passed = day - self.began_on
        if self.idea.is_single:
            return passed >= _SOONEST_SINGLE_MET
        if self.idea.lasts:
            return passed.days >= self.weeks * DAYS_IN_WEEK - _SPAN_SLACK_DAYS
        return passed >= _SOONEST_MET


@dataclass(slots=True, kw_only=True)
class GoalWork:
    """A goal with the work on its objectives and the ideas that wait for a review."""

    goal: Goal
    works: list[Work]
    waiting: list[str]


@dataclass(slots=True, kw_only=True)
class ProblemWork:
    """A problem with its goals."""

    problem: Problem
    goals: list[GoalWork]


@dataclass(slots=True, kw_only=True)
class Planning:
    """One client's plan as it grows; `taken_goals` are goal texts of other clients."""

    stay: Stay
    library: Library
    voice: Voice
    taken_goals: set[str]
    problems: list[ProblemWork] = field(default_factory=list)
    version: int = 0
    signed_on: date | None = None
    texts: dict[str, str] = field(default_factory=dict)

    def works(self) -> Iterator[Work]:
        """Everything that stands in the plan now."""
        for problem in self.problems:
            for goal in problem.goals:
                yield from goal.works

    def begin(self, day: date) -> Plan:
        """The first version, planned on a day."""
        self.version = 1
        stories = [self.library.stories[key] for key in (self.stay.substance, *self.stay.lives)]
        for story in stories:
            is_third = story is stories[-1] and len(stories) > _FIRST_OBJECTIVES
            self.problems.append(self._problem(story, day, 1 if is_third else _FIRST_OBJECTIVES))
        self._answer_the_rest()
        self.texts = plan_texts.begun(self.voice, self.library, self.stay, stories, self._kinds())
        return self._plan(day)

    def review(self, day: date, *, special: str = "", days_free: str = "") -> Plan:
        """The next version: met objectives leave, others go on, new ones come.

        Args:
            day: when it is reviewed.
            special: the key of an objective that an event calls for.
            days_free: what may be said of the time without use.
        """
        for problem in self.problems:
            for goal in problem.goals:
                self._go_on(goal, day)
        if special:
            work = self._work(special, day)
            self.problems[0].goals[0].works.append(work)
        elif self.stay.expected_end - day >= _TIME_FOR_NEW:
            self._add_waiting(day)
        self.version += 1
        voice = self.voice.knowing(days=days_free)
        self.texts = plan_texts.renewed(self.texts, voice, self.library)
        return self._plan(day)

    def goal_of(self, work: Work) -> Goal:
        """The goal an objective serves, as it stands in this version."""
        return next(
            goal.goal for problem in self.problems for goal in problem.goals if work in goal.works
        )

    def _problem(self, story: Story, day: date, count: int) -> ProblemWork:
        voice, chance = self.voice, self.voice.chance
        goals = [
            self._goal(idea, day, count)
            for idea in story.goals
            if not idea.is_optional or chance.random() < _OPTIONAL_SHARE
        ]
        problem = Problem(
            node_uid=uid(chance),
            text=voice.tell(story.problem),
            code=story.code,
            domain=_DOMAINS[area_of(story.code)],
        )
        return ProblemWork(problem=problem, goals=goals)

    def _answer_the_rest(self) -> None:
        """The use of the substance answers each domain that no other problem does (rule P3)."""
        first, *others = self.problems
        taken = {other.problem.domain for other in others}
        rest = [code for code in DomainCode if code not in taken]
        first.problem = first.problem.answering(rest)

    def _goal(self, idea: GoalIdea, day: date, count: int) -> GoalWork:
        voice = self.voice
        keys = [key for key in idea.first if self._is_tellable(key) and not self._has(key)]
        chosen = keys[:1] + voice.chance.sample(keys[1:], min(count - 1, len(keys) - 1))
        works = [self._work(key, day) for key in chosen]
        waiting = [key for key in (*idea.later, *keys) if key not in chosen]
        goal = Goal(
            node_uid=uid(voice.chance),
            text=self._fresh_goal_text(idea),
            client_words=self._aiming().pick("words", idea.words),
            target_on=self.stay.expected_end,
        )
        return GoalWork(goal=goal, works=works, waiting=waiting)

    def _fresh_goal_text(self, idea: GoalIdea) -> str:
        """A goal text that no other client of the caseload has (rule P11)."""
        text = ""
        for _ in range(_TRIES):
            text = self._aiming().pick("goals", idea.texts)
            if text not in self.taken_goals:
                break
        self.taken_goals.add(text)
        return text

    def _aiming(self) -> Voice:
        return plan_texts.aiming(self.voice, self.library)

    def _kinds(self) -> frozenset[InterventionKind]:
        steps = (step for work in self.works() for step in work.objective.interventions)
        return frozenset(step.kind for step in steps)

    def _is_tellable(self, key: str) -> bool:
        idea = self.library.objectives[key]
        voice = self.voice.knowing(weeks="", weeks_word="", **dict.fromkeys(idea.numbers, ""))
        return voice.can_tell(idea.text)

    def _has(self, key: str) -> bool:
        return any(work.idea.key == key for work in self.works())

    def _work(self, key: str, day: date) -> Work:
        idea, chance = self.library.objectives[key], self.voice.chance
        left = max(1, (self.stay.expected_end - day).days // DAYS_IN_WEEK)
        weeks = idea.weeks
        if weeks > _SHORTEST_SPAN_WEEKS:
            weeks = max(_SHORTEST_SPAN_WEEKS, weeks - chance.choice((0, _SPAN_STEP_WEEKS)))
        weeks = min(weeks, left)
        numbers = {name: chance.choice(choices) for name, choices in idea.numbers.items()}
        voice = self.voice.knowing(weeks=str(weeks), weeks_word=number_word(weeks), **numbers)
        target_on = min(day + timedelta(weeks=weeks), self.stay.expected_end)
        objective = Objective(
            node_uid=uid(chance),
            text=voice.tell(idea.text),
            target_on=target_on,
            category=idea.category,
            interventions=tuple(
                Intervention(
                    node_uid=uid(chance),
                    text=voice.tell(each.text),
                    kind=each.kind,
                    frequency=voice.tell(each.frequency),
                    duration=voice.tell(each.duration),
                    responsible=voice.tell(each.responsible),
                )
                for each in idea.interventions
            ),
        )
        return Work(
            idea=idea,
            objective=objective,
            voice=voice,
            began_on=day,
            weeks=weeks,
            stuck_at=chance.choice((0, 0, 0, 1, 2)),
        )

    def _go_on(self, goal: GoalWork, day: date) -> None:
        """Keep what is open or was just met; move targets that would pass before the next look."""
        stays = [work for work in goal.works if work.met_in_version in {None, self.version}]
        goal.works = stays or goal.works
        for work in goal.works:
            if work.is_met:
                continue
            target_on, text = work.objective.target_on, work.objective.text
            if target_on is not None and target_on < day + _NEXT_REVIEW:
                target_on = min(day + _EXTENDED_BY, self.stay.expected_end)
                weeks = max(1, round((target_on - day).days / DAYS_IN_WEEK))
                text = _WITHIN.sub(f"within {weeks} week{'s' if weeks > 1 else ''}", text)
            if work.idea.revised and work.touches >= _TOUCHES_BEFORE_REVISED:
                left = max(1, (self.stay.expected_end - day).days // DAYS_IN_WEEK)
                text = work.voice.knowing(weeks=str(left)).tell(work.idea.revised)
            work.objective = replace(work.objective, text=text, target_on=target_on)

    def _add_waiting(self, day: date) -> None:
        """One new objective for a goal whose work is thinnest, and one for any empty goal."""
        goals = [goal for problem in self.problems for goal in problem.goals]
        for goal in goals:
            goal.waiting = [
                key for key in goal.waiting if not self._has(key) and self._is_tellable(key)
            ]
        open_goals = [goal for goal in goals if goal.waiting]
        open_goals.sort(key=lambda goal: sum(not work.is_met for work in goal.works))
        for turn, goal in enumerate(open_goals):
            waiting = [key for key in goal.waiting if not self._has(key)]
            is_done = all(work.is_met for work in goal.works)
            if waiting and (turn < _NEW_AT_REVIEW or is_done):
                goal.works.append(self._work(waiting[0], day))

    def _plan(self, day: date) -> Plan:
        self.signed_on = day
        for problem in self.problems:
            for goal in problem.goals:
                goal.goal = replace(
                    goal.goal, objectives=tuple(work.objective for work in goal.works)
                )
            problem.problem = replace(
                problem.problem, goals=tuple(goal.goal for goal in problem.goals)
            )
        # Each names a text of the plan; the plan's other fields are no text.
        texts: dict[str, Any] = dict(self.texts)
        plan = numbered(
            Plan(
                id=PlanId(0),
                uid=uid(self.voice.chance),
                client_id=ClientId(0),
                episode_id=EpisodeId(0),
                version=self.version,
                state=RecordState.SIGNED,
                planned_on=day,
                problems=tuple(problem.problem for problem in self.problems),
                **texts,
            )
        )
        self._take_numbers(plan)
        return plan

    def _take_numbers(self, plan: Plan) -> None:
        for place, problem in enumerate(plan.problems):
            self.problems[place].problem = problem
            for turn, goal in enumerate(problem.goals):
                work = self.problems[place].goals[turn]
                work.goal = goal
                for each, objective in zip(work.works, goal.objectives, strict=True):
                    each.objective = objective
