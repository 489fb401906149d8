"""Stay reviews: whether a practice client goes on here, asked at each plan review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from counselor_desk.records.stay_reviews import StayDecision
from counselor_desk.services import profiles, stay_reviews
from counselor_desk.services.practice.care import reviewed_at, told_in
from counselor_desk.services.practice.facts import voice_of
from counselor_desk.services.practice.steps import Chart, Role, Step, pools
from counselor_desk.services.practice.wording import Voice, dice
from counselor_desk.services.stay_reviews import NewStayReview

_REVIEWED_AFTER = timedelta(minutes=6)
_BEFORE_THE_END = timedelta(minutes=12)


def steps(chart: Chart) -> Iterator[Step]:
    """A continued-stay review right after each plan review; one client still lacks the last."""
    voice, reviewed = _voice(chart), reviewed_at(chart)
    if Role.UNREVIEWED in chart.roles:
        reviewed = reviewed[:-1]
    for signed_at in reviewed:
        new = _review(chart, voice, signed_at.date())
        yield Step(signed_at + _REVIEWED_AFTER, partial(_keep_review, chart, new))


def at_the_end(chart: Chart, ended_at: datetime) -> Step:
    """The continued-stay review with which a completed stay ends."""
    voice = _voice(chart)
    new = NewStayReview(
        reviewed_on=(ended_at - _BEFORE_THE_END).date(),
        ticks=frozenset({"has_reached_goals"}),
        decision=StayDecision.DISCHARGE,
        reason=voice.pick("done", pools()["stay_reviews"]["done"]),
    )
    keep = partial(stay_reviews.add, chart.desk)
    return Step(ended_at - _BEFORE_THE_END, lambda: keep(chart.client_id, new))


def _keep_review(chart: Chart, new: NewStayReview) -> None:
    stay_reviews.add(chart.desk, chart.client_id, new)


def _review(chart: Chart, voice: Voice, day: date) -> NewStayReview:
    grounds, words = chart.case.grounds, pools()["stay_reviews"]
    session = told_in(chart)
    urges = [urge for one, urge in grounds.sessions if one.held_on <= day]
    ticks, pool = {"is_progressing"}, "usual"
    if grounds.safety_on == day:
        ticks, pool = {"is_progressing", "has_new_problem_for_here"}, "safety"
    elif session is not None and session.held_on == day:
        ticks, pool = {"is_working_at_it"}, "lapse"
    known = voice.knowing(craving=str(urges[-1] if urges else 0))
    return NewStayReview(
        reviewed_on=day,
        ticks=frozenset(ticks),
        decision=StayDecision.CONTINUE,
        reason=known.pick(pool, words[pool]),
        next_on=day + profiles.generic().plan_review_every,
    )


def _voice(chart: Chart) -> Voice:
    facts = voice_of(chart.case).facts
    return Voice(dice("stays", chart.case.person.full_name, chart.case.inquiry_at), facts)
