"""Assessments: six domains of a practice client at admission, and what changed in week five."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.records.assessments import (
    Assessment,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
    Harm,
    Level,
    Severity,
)
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.course import long_date
from counselor_desk.services.practice.wording import Voice, dice, number_word, sentence_case

REASSESSED_AFTER = timedelta(days=28)
"""The first individual session from this many days after the admission reassesses."""

_ADMISSION_AT = time(11, 40)
_BEFORE_THE_PLAN = timedelta(minutes=40)
_MOODS = ("depression", "anxiety", "trauma", "grief", "sleep")
_GRAVE = frozenset({"depression", "trauma"})
_HOMES = (("housing", "unsettled"), ("isolation", "alone"), ("partner", "partner"))
_MEDICATED = {"opioids": "buprenorphine"}
_LEVEL = "2.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAssessment:
    """One assessment. `at` is local and without a zone; an unsigned one is still a draft."""

    at: datetime
    content: Assessment
    is_signed: bool = True

    def filled(self, started: Assessment) -> Assessment:
        """The told content in the row that was started for it."""
        told = self.content
        return replace(
            started,
            assessed_on=told.assessed_on,
            harm_to_self=told.harm_to_self,
            harm_to_others=told.harm_to_others,
            harm_level=told.harm_level,
            ideation=told.ideation,
            intent=told.intent,
            means=told.means,
            action=told.action,
            in_withdrawal=told.in_withdrawal,
            severity=told.severity,
            level_of_care=told.level_of_care,
            summary=told.summary,
            domains=told.domains,
            criteria=told.criteria,
        )


def assessments(case: Case, today: date) -> tuple[PracticeAssessment, ...]:
    """The assessment of the admission and, past week four, the one that compares with it.

    Whoever had no session yet has one that is half written: rule A1 speaks there.
    """
    if case.admitted_on is None:
        return ()
    voice = _voice(case, today)
    first = _first(voice, case, case.admitted_on)
    if not case.grounds.sessions:
        half = replace(first.content, summary="", domains=first.content.domains[:2])
        return (replace(first, content=half, is_signed=False),)
    return (first, *_later(voice, case, first.content))


def _first(voice: Voice, case: Case, admitted_on: date) -> PracticeAssessment:
    grounds = case.grounds
    days = (admitted_on - grounds.last_use_on).days
    voice = voice.knowing(days=str(days), days_word=number_word(days))
    mood = next((life for life in _MOODS if life in grounds.lives), "first")
    home = next((line for life, line in _HOMES if life in grounds.lives), "first")
    start = "medicated" if grounds.substance in _MEDICATED else "first"
    lines = dict(zip(DomainCode, (start, "first", mood, "first", "first", home), strict=True))
    chance = voice.chance
    ratings = {
        DomainCode.D1: 1 if days < 8 or start == "medicated" else 0,  # noqa: PLR2004 - a week
        DomainCode.D2: chance.choice((0, 1, 1, 2)),
        DomainCode.D3: _mood_rating(mood),
        DomainCode.D4: chance.choice((1, 2, 2, 3)),
        DomainCode.D5: chance.choice((3, 3, 4)),
        DomainCode.D6: {"unsettled": 3, "first": 1}.get(home, 2) + chance.choice((0, 0, 1)),
    }
    content = _content(voice, admitted_on, ratings, lines, "first")
    content = replace(content, criteria=_criteria(voice, ratings, is_first=True))
    return PracticeAssessment(at=datetime.combine(admitted_on, _ADMISSION_AT), content=content)


def _later(voice: Voice, case: Case, first: Assessment) -> tuple[PracticeAssessment, ...]:
    grounds = case.grounds
    due = (case.admitted_on or first.assessed_on) + REASSESSED_AFTER
    found = [(session, urge) for session, urge in grounds.sessions if session.held_on >= due]
    if not found:
        return ()
    session, urge = found[0]
    day = session.held_on
    is_lapsed = grounds.lapse_on is not None and grounds.lapse_on <= day
    is_grave = grounds.safety_on is not None and grounds.safety_on <= day
    voice = _now(voice, case, day, urge)
    mood = next((life for life in _MOODS if life in grounds.lives), "")
    d3 = "safety" if is_grave else f"{mood}_later" if f"{mood}_later" in _pools()["d3"] else "later"
    lines: dict[DomainCode, str] = dict.fromkeys(DomainCode, "later")
    lines[DomainCode.D3] = d3
    if is_lapsed:
        lines[DomainCode.D1] = lines[DomainCode.D5] = "lapsed"
    ratings = {}
    for domain in first.domains:
        falls = (
            0 if (is_lapsed and domain.code is DomainCode.D5) else voice.chance.choice((0, 1, 1))
        )
        if domain.code is DomainCode.D5 and not is_lapsed:
            falls = 1
        ratings[domain.code] = max((domain.rating or 0) - falls, 0)
    if is_grave:
        ratings[DomainCode.D3] = 3
    content = _content(voice, day, ratings, lines, "later")
    content = replace(content, criteria=_criteria(voice, ratings, is_first=False))
    if is_grave:
        content = _with_harm(voice, content)
    at = datetime.combine(day, session.starts) + _BEFORE_THE_PLAN
    return (PracticeAssessment(at=at, content=content),)


def _content(
    voice: Voice,
    day: date,
    ratings: Mapping[DomainCode, int],
    lines: Mapping[DomainCode, str],
    summary: str,
) -> Assessment:
    from datetime import UTC

    from counselor_desk.records.ids import AssessmentId, ClientId, EpisodeId, Uid

    pools = _pools()
    return Assessment(
        id=AssessmentId(0),
        uid=Uid(""),
        client_id=ClientId(0),
        episode_id=EpisodeId(0),
        assessed_on=day,
        harm_to_self=Harm.NONE,
        harm_to_others=Harm.NONE,
        in_withdrawal=False,
        severity=Severity.SEVERE,
        level_of_care=_LEVEL,
        summary=_said(voice, "summary", pools["summary"][summary]),
        entered_at=datetime.combine(day, _ADMISSION_AT, UTC),
        domains=tuple(
            Domain(
                code=code,
                rating=ratings[code],
                narrative=_said(voice, f"{code}/{lines[code]}", pools[code.value][lines[code]]),
            )
            for code in DomainCode
        ),
    )


def _with_harm(voice: Voice, content: Assessment) -> Assessment:
    words = _pools()["harm"]
    return replace(
        content,
        harm_to_self=Harm.PRESENT,
        harm_level=Level.LOW,
        ideation=voice.tell(words["ideation"]),
        intent=voice.tell(words["intent"]),
        means=voice.tell(words["means"]),
        action=voice.tell(words["action"]),
    )


def _criteria(
    voice: Voice, ratings: Mapping[DomainCode, int], *, is_first: bool
) -> tuple[Criterion, ...]:
    """Everything is met but what a high rating leaves open, and that has a reason."""
    words = _pools()["criteria"]
    high, grave = 3, 4
    answers = {
        CriterionCode.HOME: (
            CriterionAnswer.OVERRIDDEN if ratings[DomainCode.D6] >= high else CriterionAnswer.MET
        ),
        CriterionCode.RELAPSE_RISK: (
            CriterionAnswer.NOT_MET
            if is_first and ratings[DomainCode.D5] >= grave
            else CriterionAnswer.MET
        ),
        CriterionCode.CO_OCCURRING: (
            CriterionAnswer.OVERRIDDEN if ratings[DomainCode.D3] >= high else CriterionAnswer.MET
        ),
    }
    found = []
    for code in CriterionCode:
        answer = answers.get(code, CriterionAnswer.MET)
        reason = "" if answer is CriterionAnswer.MET else voice.tell(words[code.value])
        found.append(Criterion(code=code, answer=answer, reason=reason))
    return tuple(found)


def _mood_rating(mood: str) -> int:
    if mood in _GRAVE:
        return 3
    return 1 if mood == "first" else 2


def _now(voice: Voice, case: Case, day: date, urge: int) -> Voice:
    """The voice with the scores and days of a session."""
    grounds = case.grounds
    facts = {"craving_now": str(urge)}
    share = min((day - (case.admitted_on or day)).days / (case.target_weeks * 7), 1.0)
    for name, low in (("phq", 7), ("gad", 7), ("pcl", 28)):
        start = int(grounds.facts.get(f"{name}_start", "0"))
        facts[f"{name}_now"] = str(max(round(start - (start - low) * share), 0))
    if grounds.lapse_on is not None:
        facts["lapse_date"] = long_date(grounds.lapse_on)
    if grounds.safety_on is not None:
        facts["safety_date"] = long_date(grounds.safety_on)
    return voice.knowing(**facts)


def _voice(case: Case, today: date) -> Voice:
    facts = {**case.person.facts, **case.grounds.facts}
    facts["mat"] = _MEDICATED.get(case.grounds.substance, "medication")
    return Voice(dice("assessments", case.person.full_name, case.admitted_on, today), facts)


def _said(voice: Voice, pool: str, lines: Sequence[str]) -> str:
    return sentence_case(voice.pick(pool, lines))


@cache
def _pools() -> Mapping[str, Any]:
    return tomllib.loads(resources.read_text("practice", "assessments.toml"))
