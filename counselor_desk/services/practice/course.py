"""The course of one stay: its sessions in order, what each worked on, and each plan version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from counselor_desk.records.notes import NoteFormat
from counselor_desk.records.sessions import SessionKind
from counselor_desk.services.practice import timetable
from counselor_desk.services.practice.caseload import Stay
from counselor_desk.services.practice.cases import Grounds, PlanVersion, SessionNote
from counselor_desk.services.practice.planning import Planning, Work
from counselor_desk.services.practice.scores import Scores
from counselor_desk.services.practice.stories import Library, Moment, Setting, Stage, moment
from counselor_desk.services.practice.timetable import Occasion
from counselor_desk.services.practice.wording import Voice
from counselor_desk.services.practice.writing import Told, Turn, write

_REVIEW_EVERY = timedelta(days=30)
_WITHOUT_MET_AFTER_LAPSE = timedelta(days=28)
_USUAL_OBJECTIVES = 2
_MANY_OBJECTIVES = 3
_SINGLE_SHARE = 0.15
_SETTINGS = {
    SessionKind.INDIVIDUAL: {Setting.INDIVIDUAL, Setting.BOTH},
    SessionKind.FAMILY: {Setting.FAMILY},
    SessionKind.CASE_MANAGEMENT: {Setting.CASE_MANAGEMENT, Setting.BOTH},
}
_PLAN_TALK = timedelta(minutes=5)
_PLAN_SIGNED = timedelta(minutes=45)
_LATEST_SIGNING = time(21, 30)
_FORMATS = (NoteFormat.DAP, NoteFormat.SOAP, NoteFormat.BIRP, NoteFormat.GIRP)
_FORMAT_WEIGHTS = (6, 3, 2, 2)


@dataclass(slots=True, kw_only=True)
class Course:
    """Tells a stay session by session; `plans` and `notes` grow as it goes."""

    stay: Stay
    library: Library
    voice: Voice
    planning: Planning
    scores: Scores
    format: NoteFormat
    last_use_on: date
    plans: list[PlanVersion] = field(default_factory=list)
    notes: list[SessionNote] = field(default_factory=list)
    lapse_on: date | None = None
    safety_on: date | None = None
    previous_on: date | None = None
    used_before_on: date | None = None

    def grounds(self) -> Grounds:
        """What the chart stands on beside plan and notes, as far as it was told."""
        urges = self.scores.rows["craving"]
        return Grounds(
            background=self.stay.background,
            substance=self.stay.substance,
            lives=self.stay.lives,
            last_use_on=self.used_before_on or self.last_use_on,
            lapse_on=self.lapse_on,
            safety_on=self.safety_on,
            sessions=tuple(
                (session, urges[min(turn, len(urges) - 1)])
                for turn, session in enumerate(self.stay.held)
            ),
            facts=self.voice.facts,
        )

    def tell(self) -> None:
        """Tell everything that happened before today."""
        stay = self.stay
        self.used_before_on = self.last_use_on
        if stay.admitted_on is None:
            return
        if not stay.held:
            self._draft_plan(stay.admitted_on)
            return
        for occasion in self._occasions():
            self._hold(occasion)
            self.previous_on = occasion.held_on

    def _occasions(self) -> list[Occasion]:
        first, last = self.stay.held[0].held_on, self.stay.sessions[-1].held_on
        place, day = self.stay.place, timedelta(days=1)
        found = [
            *self.stay.held,
            *timetable.family(place, first + day, last - day),
            *timetable.case_management(place, first + day, last - day),
        ]
        return sorted(each for each in found if each.held_on < self.stay.today)

    def _draft_plan(self, admitted_on: date) -> None:
        """A plan that was begun on the day of admission and is not ready."""
        plan = self.planning.begin(admitted_on)
        started_at = datetime.combine(admitted_on, time(16, 20))
        self.plans.append(PlanVersion(plan=plan, started_at=started_at, signed_at=None))

    def _hold(self, occasion: Occasion) -> None:
        place = self._place(occasion)
        turn = self._turn(occasion, place)
        self._change_plan(occasion, place, turn)
        voice = self._voice(occasion, place)
        chosen = self._choose(voice, occasion, place, turn)
        if not chosen:
            return
        for work, _, happened in chosen:
            if turn is Turn.FIRST:
                work.last_on = occasion.held_on
            else:
                work.touch(happened, occasion.held_on, self.planning.version)
        told = Told(
            occasion=occasion,
            turn=turn,
            works=tuple((work, happened) for work, _, happened in chosen),
            goal=self.planning.goal_of(chosen[0][0]),
            plan_version=self.planning.version,
            week=(occasion.held_on - self._admitted_on()).days // 7 + 1,
            share=self._share(place),
            next_session=self._next(occasion, place),
            safety_on=self.safety_on,
            is_risk=turn is Turn.RISK,
            note_format=self.format,
            unfinished=self.stay.unfinished if self._is_newest(occasion) else 0,
        )
        note = write(voice, self.library, told)
        started_at, signed_at = self._moments(occasion)
        self.notes.append(
            SessionNote(
                note=note,
                plan_version=self.planning.version,
                started_at=started_at,
                signed_at=None if told.unfinished else signed_at,
            )
        )

    def _place(self, occasion: Occasion) -> int | None:
        """Which of the individual sessions it is; None for the other kinds."""
        if occasion.kind is not SessionKind.INDIVIDUAL:
            return None
        return self.stay.sessions.index(occasion)

    def _turn(self, occasion: Occasion, place: int | None) -> Turn:
        stay = self.stay
        if place is None:
            return Turn.USUAL
        if place == 0:
            return Turn.FIRST
        if place == stay.lapse_at:
            return Turn.LAPSE
        if place == stay.risk_at:
            return Turn.RISK
        if place == len(stay.sessions) - 1:
            return Turn.LAST
        return Turn.REVIEW if self._is_review_due(occasion, place) else Turn.USUAL

    def _is_review_due(self, occasion: Occasion, place: int) -> bool:
        """Whether the plan would be older than 30 days at the next session (rule P2)."""
        signed_on = self.planning.signed_on or occasion.held_on
        following = self.stay.sessions[place + 1].held_on
        return following - signed_on > _REVIEW_EVERY

    def _change_plan(self, occasion: Occasion, place: int | None, turn: Turn) -> None:
        """Write and sign a plan where the session calls for one (rules P1, P2 and P10)."""
        day = occasion.held_on
        if turn is Turn.LAPSE:
            back = self.voice.chance.randint(1, 2)
            self.lapse_on = self.last_use_on = day - timedelta(days=back)
        if turn is Turn.RISK:
            self.safety_on = day
        days_free = str((day - self.last_use_on).days)
        if turn is Turn.FIRST:
            plan = self.planning.begin(day)
        elif turn is Turn.LAPSE:
            plan = self.planning.review(day, special="lapse", days_free=days_free)
        elif turn is Turn.RISK:
            plan = self.planning.review(day, special="safety", days_free=days_free)
        elif turn is Turn.REVIEW and place is not None:
            plan = self.planning.review(day, days_free=days_free)
        else:
            return
        began = datetime.combine(day, occasion.starts)
        self.plans.append(
            PlanVersion(plan=plan, started_at=began + _PLAN_TALK, signed_at=began + _PLAN_SIGNED)
        )

    def _choose(
        self, voice: Voice, occasion: Occasion, place: int | None, turn: Turn
    ) -> list[tuple[Work, Stage, Moment]]:
        """What the session works on: what has waited longest first."""
        day = occasion.held_on
        works = [
            work for work in self.planning.works() if work.idea.setting in _SETTINGS[occasion.kind]
        ]
        if turn in {Turn.LAPSE, Turn.RISK}:
            special = "lapse" if turn is Turn.LAPSE else "safety"
            works = [work for work in works if work.idea.key == special]
        if turn is Turn.FIRST:
            return [self._agree(work) for work in works[:2]]
        if turn is Turn.REVIEW:
            works = [work for work in works if work.began_on < day]
        self.voice.chance.shuffle(works)
        works.sort(key=lambda work: _turn_of(work, turn))
        found = []
        for work in works:
            choice = work.choose(
                voice,
                day,
                is_score_reached=self._may_be_met(work, occasion),
                is_last=turn is Turn.LAST,
            )
            if choice is not None:
                found.append((work, *choice))
        if not found and place is not None:
            found = [self._practice(works[0])]
        return found[: self._count(occasion, place, turn)]

    def _agree(self, work: Work) -> tuple[Work, Stage, Moment]:
        """What the session in which the plan is made says about an objective."""
        tables = self.library.sessions["agreed"]
        turn = self.voice.draw("agreed", len(tables))
        return work, Stage.EARLY, moment(tables[turn], Stage.EARLY)

    def _practice(self, work: Work) -> tuple[Work, Stage, Moment]:
        """A session on an objective about which nothing new is left to tell."""
        pool = "met_before" if work.is_met else "practiced"
        stage = Stage.MET if work.is_met else Stage.MIDDLE
        tables = self.library.sessions[pool]
        turn = self.voice.draw(pool, len(tables))
        return work, stage, moment(tables[turn], stage)

    def _count(self, occasion: Occasion, place: int | None, turn: Turn) -> int:
        if occasion.kind is not SessionKind.INDIVIDUAL or place is None:
            return 1
        if turn in {Turn.REVIEW, Turn.LAST}:
            return _MANY_OBJECTIVES
        return 1 if self.voice.chance.random() < _SINGLE_SHARE else _USUAL_OBJECTIVES

    def _may_be_met(self, work: Work, occasion: Occasion) -> bool:
        if (
            self.lapse_on is not None
            and occasion.held_on - self.lapse_on < _WITHOUT_MET_AFTER_LAPSE
            and work.idea.key != "lapse"
        ):
            return False
        if not work.idea.score:
            return True
        turn = len([each for each in self.stay.held if each.held_on <= occasion.held_on]) - 1
        return self.scores.is_reached(work.idea.score, turn)

    def _share(self, place: int | None) -> float:
        """How much of the stay has passed, 0 to 1."""
        done = len(self.notes) if place is None else place
        return min(1.0, done / max(1, len(self.stay.sessions) - 1))

    def _voice(self, occasion: Occasion, place: int | None) -> Voice:
        """The client's voice with the facts of this session."""
        day = occasion.held_on
        turn = place if place is not None else self._sessions_before(day)
        facts = {
            **self.scores.facts(turn),
            **self._days_between(occasion),
            "days": str((day - self.last_use_on).days),
            "week": str((day - self._admitted_on()).days // 7 + 1),
            "weeks": str(self.stay.target_weeks),
            "minutes": str(occasion.minutes),
            "version": f"version {self.planning.version}",
        }
        if self.lapse_on is not None:
            facts["lapse_day"] = weekday(self.lapse_on)
            if self.lapse_on < day - timedelta(days=6):
                facts["lapse_day"] = long_date(self.lapse_on)
        if self.safety_on is not None:
            facts["safety_day"] = long_date(self.safety_on)
        return self.voice.knowing(**facts)

    def _sessions_before(self, day: date) -> int:
        return max(0, len([each for each in self.stay.held if each.held_on <= day]) - 1)

    def _days_between(self, occasion: Occasion) -> dict[str, str]:
        """Days since the last session and before the next, by name, some of them working days."""
        chance, day = self.voice.chance, occasion.held_on
        since = self.previous_on or self._admitted_on()
        gap = max(2, min(6, (day - since).days - 1))
        back = sorted(chance.sample(range(1, gap + 1), 2), reverse=True)
        earlier, later = (weekday(day - timedelta(days=days)) for days in back)
        soon = weekday(day + timedelta(days=chance.randint(1, 5)))
        groups = timetable.GROUP_DAYS[self.stay.place.track]
        last_group, next_group = chance.sample(groups, 2)
        before, after = timetable.working_day_before(day), timetable.working_day_after(day)
        return {
            "day": earlier,
            "day2": later,
            "soon": soon,
            "group_day": last_group,
            "next_group": next_group,
            "workday": weekday(before),
            "next_workday": weekday(after),
        }

    def _next(self, occasion: Occasion, place: int | None) -> Occasion | None:
        if place is not None and place + 1 < len(self.stay.sessions):
            return self.stay.sessions[place + 1]
        return next((each for each in self.stay.sessions if each.held_on > occasion.held_on), None)

    def _is_newest(self, occasion: Occasion) -> bool:
        return bool(self.stay.held) and occasion == self.stay.held[-1]

    def _moments(self, occasion: Occasion) -> tuple[datetime, datetime]:
        """When the note was started and signed: most the same day, all within 48 hours."""
        chance = self.voice.chance
        began = datetime.combine(occasion.held_on, occasion.starts)
        ended = began + timedelta(minutes=occasion.minutes)
        started_at = ended + timedelta(minutes=chance.randint(1, 3))
        signed_at = started_at + timedelta(minutes=chance.randint(6, 180))
        if signed_at.time() > _LATEST_SIGNING or signed_at.date() > occasion.held_on:
            signed_at = started_at + timedelta(minutes=chance.randint(6, 9))
        tomorrow = occasion.held_on + timedelta(days=1)
        is_late = chance.random() < 0.15  # noqa: PLR2004 - about one note in seven
        if is_late and timetable.is_working_day(tomorrow) and tomorrow < self.stay.today:
            signed_at = datetime.combine(tomorrow, time(7, chance.randint(30, 55)))
        return started_at, signed_at

    def _admitted_on(self) -> date:
        return self.stay.admitted_on or self.stay.today


def _turn_of(work: Work, turn: Turn) -> tuple[bool, date]:
    """What comes first: urgent or measured and not looked at yet, then what has waited longest.

    The last session looks at what has been worked on, not at what was never begun.
    """
    is_new = work.touches == 0
    is_late = is_new and turn is Turn.LAST
    is_pressing = is_new and (work.idea.is_urgent or bool(work.idea.score)) and not is_late
    return not is_pressing, date.max if is_late else work.last_on or date.min


def tell(stay: Stay, library: Library, voice: Voice, taken_goals: set[str]) -> Course:
    """The plan versions and notes of a stay, and what its chart stands on.

    Args:
        stay: who comes when.
        library: what stories are made of.
        voice: the client's facts.
        taken_goals: goal texts of earlier clients; the new ones are added.
    """
    chance = voice.chance
    scores = Scores.invent(chance, stay)
    told_voice = voice.knowing(
        end=long_date(stay.expected_end), weeks=str(stay.target_weeks), **scores.facts(0)
    )
    admitted_on = stay.admitted_on or stay.today
    course = Course(
        stay=stay,
        library=library,
        voice=told_voice,
        planning=Planning(stay=stay, library=library, voice=told_voice, taken_goals=taken_goals),
        scores=scores,
        format=chance.choices(_FORMATS, _FORMAT_WEIGHTS)[0],
        last_use_on=admitted_on - timedelta(days=chance.randint(3, 19)),
    )
    course.tell()
    return course


def weekday(day: date) -> str:
    """The name of the day: `Tuesday`."""
    return f"{day:%A}"


def long_date(day: date) -> str:
    """The day as it is written out: `March 10, 2026`, unbroken between month and day."""
    return f"{day:%B}\u00a0{day.day}, {day.year}"
