"""Facts: the people, circumstances, papers and stays of a practice client."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from counselor_desk import resources
from counselor_desk.records.circumstances import (
    Answer,
    CareLevel,
    Circumstances,
    Employment,
    LivingKind,
)
from counselor_desk.records.episodes import Episode, LevelOfCare
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.records.people import Relation
from counselor_desk.services import circumstances, episodes, intakes, levels, people
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.people import NewPerson
from counselor_desk.services.practice.cases import Case
from counselor_desk.services.practice.roles import STEPS_DOWN_AFTER
from counselor_desk.services.practice.steps import Chart, Role, Step, pools
from counselor_desk.services.practice.wording import Voice, dice, sentence_case

_ASKED_AFTER = timedelta(minutes=15)
_PAPERS_AT, _CARE_AT, _SPONSOR_AT = time(10, 40), time(10, 50), time(15, 5)
_STEPPED_AT = time(16, 20)
_SPONSOR_AFTER = timedelta(days=16)
_EXTENDED_AFTER = timedelta(minutes=12)
_EARLIER_STAY = timedelta(days=400)
_EARLIER_WEEKS = 5
_WEEK = timedelta(days=7)
_SPONSOR_SHARE, _NEED_SHARE, _TELEHEALTH_SHARE = 0.6, 0.35, 0.5
_PARENTS = {"mother", "father"}
_FRIENDS = {"friend", "neighbor", "roommate"}
_WITHOUT_PHONE = {Relation.EMPLOYER, Relation.THERAPIST, Relation.REFERRAL_SOURCE}
_MINDED = ("depression", "anxiety", "trauma")


def steps(chart: Chart) -> Iterator[Step]:
    """Everything that is written about a client beside treatment, in no order."""
    case, voice = chart.case, voice_of(chart.case)
    asked_at = case.inquiry_at + _ASKED_AFTER
    yield Step(asked_at, lambda: _add_people(chart, voice))
    yield Step(asked_at, lambda: _tell_circumstances(chart, voice))
    if case.admitted_on is None:
        return
    yield Step(datetime.combine(case.admitted_on, _PAPERS_AT), lambda: _sign_papers(chart, voice))
    yield Step(datetime.combine(case.admitted_on, _CARE_AT), lambda: _add_prior_care(chart, voice))
    met_at = datetime.combine(case.admitted_on + _SPONSOR_AFTER, _SPONSOR_AT)
    if met_at.date() < (case.closed_on or chart.today) and voice.chance.random() < _SPONSOR_SHARE:
        yield Step(met_at, lambda: _add_sponsor(chart, voice))
    if Role.EXTENDED in chart.roles:
        signed = [one.signed_at for one in case.plans if one.signed_at is not None]
        yield Step(max(signed) + _EXTENDED_AFTER, lambda: _extend(chart, voice))
    if Role.STEPPED_DOWN in chart.roles:
        stepped_at = datetime.combine(case.admitted_on + STEPS_DOWN_AFTER, _STEPPED_AT)
        yield Step(stepped_at, lambda: _step_down(chart, voice))


def voice_of(case: Case) -> Voice:
    """The client's voice for the chart; what is said there draws on no other chance."""
    facts = {**case.person.facts, **case.grounds.facts}
    words = pools()["episode"]
    chance = dice("chart", case.person.full_name, case.inquiry_at)
    facts["aim_short"] = Voice(chance, facts).tell(chance.choice(words["aims_short"]))
    if case.grounds.substance in {"alcohol", "opioids"}:
        facts["a_stay"] = "a withdrawal unit"
    return Voice(chance, facts)


def begun(chart: Chart, episode: Episode) -> Episode:
    """The episode with who sent the client, and why the client comes."""
    case, voice = chart.case, voice_of(chart.case)
    referral = _referral(voice, case)
    return replace(
        episode,
        admitted_on=case.admitted_on,
        level_of_care=LevelOfCare.PHP if Role.STEPPED_DOWN in chart.roles else LevelOfCare.IOP,
        track=case.track,
        target_weeks=case.target_weeks,
        referred_by=sentence_case(voice.tell(referral["source"])),
        reason=sentence_case(voice.pick("reasons", pools()["episode"]["reasons"])),
    )


def begin_earlier_stay(chart: Chart) -> None:
    """A stay that ended more than a year ago, and the one that begins now."""
    now = episodes.open_of(chart.desk, chart.client_id)
    began_on = chart.case.inquiry_at.date() - _EARLIER_STAY
    earlier = replace(
        now,
        inquiry_on=began_on - timedelta(days=3),
        admitted_on=began_on,
        closed_on=began_on + _EARLIER_WEEKS * _WEEK,
    )
    episodes.change(chart.desk, earlier)
    episodes.start(chart.desk, chart.client_id, inquiry_on=chart.case.inquiry_at.date())


def _referral(voice: Voice, case: Case) -> Mapping[str, Any]:
    """Who sends the client: a court only those with something before it."""
    known: list[Mapping[str, Any]] = [
        one
        for one in pools()["referrals"]
        if voice.can_tell(one["source"]) and set(one.get("lives", ())) <= set(case.grounds.lives)
    ]
    return known[case.number % len(known)]


def _add_people(chart: Chart, voice: Voice) -> None:
    for number, person in enumerate(_people(chart, voice)):
        lot = (chart.case.number * 7 + number * 31 + 3) % 100
        phone = "" if person.relation in _WITHOUT_PHONE else f"555-01{lot:02}"
        people.add(chart.desk, chart.client_id, replace(person, phone=phone), is_sure=True)


def _people(chart: Chart, voice: Voice) -> Iterator[NewPerson]:
    facts, words, lives = voice.facts, pools()["people"], chart.case.grounds.lives
    relation = facts["relation"]
    yield NewPerson(
        relation=_relation(relation),
        name=facts["ally_name"],
        relation_remark=relation,
        remark=sentence_case(voice.pick("ally", words["ally_remarks"])),
        is_emergency=True,
    )
    if "partner" in facts:
        yield NewPerson(
            relation=Relation.PARTNER,
            name=facts["partner"],
            remark=sentence_case(voice.pick("friend", words["friend_remarks"])),
        )
    yield NewPerson(
        relation=Relation.PHYSICIAN,
        name=facts["prescriber"],
        organization=facts["clinic"],
    )
    if any(life in lives for life in _MINDED):
        name, organization = facts["psychiatrist"], "Lakeside Behavioral Health"
        yield NewPerson(relation=Relation.THERAPIST, name=name, organization=organization)
    if "legal" in lives:
        yield NewPerson(
            relation=Relation.PROBATION_OFFICER,
            name=facts["officer"],
            organization=sentence_case(facts["court"]),
            remark=sentence_case(voice.pick("officer", words["officer_remarks"])),
        )
    if "employer" in facts:
        remark = words["employer_remark"]
        yield NewPerson(relation=Relation.EMPLOYER, organization=facts["employer"], remark=remark)
    yield from _referring(chart, voice)


def _referring(chart: Chart, voice: Voice) -> Iterator[NewPerson]:
    referral = _referral(voice, chart.case)
    organization = voice.tell(referral.get("organization", ""))
    if organization and "legal" not in referral.get("lives", ()):
        yield NewPerson(
            relation=Relation.REFERRAL_SOURCE,
            name=voice.tell(referral.get("person", "")),
            organization=sentence_case(organization),
        )


def _relation(word: str) -> Relation:
    if word in _PARENTS:
        return Relation.PARENT
    return Relation.FRIEND if word in _FRIENDS else Relation.FAMILY


def _add_sponsor(chart: Chart, voice: Voice) -> None:
    remark = sentence_case(voice.tell(pools()["people"]["sponsor_remark"]))
    sponsor = NewPerson(relation=Relation.SPONSOR, name=voice.facts["sponsor"], remark=remark)
    people.add(chart.desk, chart.client_id, sponsor)


def _tell_circumstances(chart: Chart, voice: Voice) -> None:
    now = _circumstances(chart.case, voice)
    circumstances.change(
        chart.desk,
        chart.client_id,
        lambda before: replace(now, id=before.id, client_id=before.client_id),
    )
    for arrangement in _living(chart.case, voice):
        circumstances.add_living(chart.desk, chart.client_id, arrangement)


def _circumstances(case: Case, voice: Voice) -> Circumstances:
    from counselor_desk.records.ids import CircumstancesId, ClientId

    words, facts, chance = pools()["circumstances"], voice.facts, voice.chance
    resting = (Employment.UNEMPLOYED_NOT_LOOKING, Employment.DISABLED, Employment.STUDENT)
    if "employer" in facts:
        work, lines = chance.choice((Employment.FULL_TIME, Employment.PART_TIME)), words["employed"]
    elif "jobless" in facts:
        work, lines = Employment.UNEMPLOYED_LOOKING, words["jobless"]
    else:
        work, lines = chance.choice(resting), words["resting"]
    is_opioids = case.grounds.substance == "opioids"
    plan_words = _plan_words()
    return Circumstances(
        id=CircumstancesId(0),
        client_id=ClientId(0),
        languages=pools()["languages"][case.grounds.background],
        dependants=voice.pick("dependants", words["dependants"]) if "child" in facts else "",
        employment=work,
        employment_remark=sentence_case(voice.pick("work", lines)),
        barriers=sentence_case("; ".join(voice.some(plan_words["barriers"], 2))),
        funding=sentence_case(voice.pick("funding", words["funding"])),
        strengths=sentence_case("; ".join(_strengths(voice, plan_words["strengths"]))),
        overdoses=voice.pick("overdoses", words["overdoses"]) if is_opioids else "",
        carries_naloxone=Answer.YES if is_opioids else Answer.NO,
    )


def _strengths(voice: Voice, lines: Sequence[str]) -> list[str]:
    return voice.some([line for line in lines if "{prior}" not in line], 3)


def _living(case: Case, voice: Voice) -> Iterator[NewLiving]:
    home, words = voice.facts["home"], pools()["living"]
    asked_on = case.inquiry_at.date()
    since = asked_on - timedelta(days=voice.chance.randint(20, 900))
    yield NewLiving(
        kind=LivingKind.HOME,
        since=since - timedelta(days=voice.chance.randint(300, 2500)),
        remark=sentence_case(voice.pick("before", words["before"])),
    )
    is_shared = " with " in home
    uses = "who use" in home or voice.chance.random() < _NEED_SHARE / 2
    lines = words["with_user"] if uses and (is_shared or "sober" not in home) else words["quiet"]
    yield NewLiving(
        kind=_living_kind(home, is_shared=is_shared),
        since=since,
        with_whom=home.partition(" with ")[2] if is_shared else "",
        somebody_uses=Answer.YES if lines is words["with_user"] else Answer.NO,
        remark=sentence_case(f"{home}. {voice.pick('home', lines)}"),
    )


def _living_kind(home: str, *, is_shared: bool) -> LivingKind:
    if "sober" in home:
        return LivingKind.SOBER_LIVING
    if "sofa" in home:
        return LivingKind.NO_FIXED_HOME
    return LivingKind.WITH_FAMILY if is_shared else LivingKind.HOME


def _sign_papers(chart: Chart, voice: Voice) -> None:
    """Whoever was admitted in the last days has one paper to go."""
    episode = episodes.open_of(chart.desk, chart.client_id)
    is_new = not chart.case.grounds.sessions
    comes_online = voice.chance.random() < _TELEHEALTH_SHARE
    for item in intakes.of_episode(chart.desk, episode):
        if is_new and item.paper is IntakePaper.PART2_NOTICE:
            continue
        if item.paper is IntakePaper.TELEHEALTH_CONSENT and not comes_online:
            done = replace(item, is_not_needed=True, remark="Comes in person only")
        else:
            done = replace(item, done_on=chart.case.admitted_on)
        intakes.keep(chart.desk, done)


def _add_prior_care(chart: Chart, voice: Voice) -> None:
    """Care before; a detox ended between the last use and the admission."""
    case = chart.case
    admitted_on = case.admitted_on or chart.today
    known = pools()["prior"].get(case.grounds.substance, ())
    if known and case.number % 3 != 1:
        told = known[case.number % len(known)]
        last_use_on = case.grounds.last_use_on
        ended_on = last_use_on + timedelta(days=told["ends"])
        if told["ends"] > (admitted_on - last_use_on).days:
            ended_on = admitted_on - timedelta(days=told["ends"])
        _keep_care(chart, voice, told, ended_on)
    if Role.READMITTED in chart.roles:
        ended_on = case.inquiry_at.date() - _EARLIER_STAY + _EARLIER_WEEKS * _WEEK
        told = {
            "level": CareLevel.IOP,
            "facility": chart.desk.program().program_name,
            "days": _EARLIER_WEEKS * 7,
            "outcome": pools()["episode"]["earlier_outcome"],
        }
        _keep_care(chart, voice, told, ended_on)


def _keep_care(chart: Chart, voice: Voice, told: Mapping[str, Any], ended_on: date) -> None:
    circumstances.add_prior_care(
        chart.desk,
        chart.client_id,
        NewPriorCare(
            level=CareLevel(told["level"]),
            facility=voice.tell(told["facility"]),
            started_on=ended_on - timedelta(days=told["days"]),
            ended_on=ended_on,
            outcome=told["outcome"],
        ),
    )


def _extend(chart: Chart, voice: Voice) -> None:
    reasons = pools()["episode"]["extensions"]
    reason = reasons[0 if chart.case.grounds.lapse_on is not None else 1]
    episode = episodes.open_of(chart.desk, chart.client_id)
    more = voice.chance.randint(2, 4)
    episodes.extend(chart.desk, episode, episode.target_weeks + more, voice.tell(reason))


def _step_down(chart: Chart, voice: Voice) -> None:
    episode = episodes.open_of(chart.desk, chart.client_id)
    reason = voice.tell(pools()["episode"]["stepped_down"])
    levels.change(chart.desk, episode, LevelOfCare.IOP, reason)


@cache
def _plan_words() -> Mapping[str, Any]:
    return tomllib.loads(resources.read_text("practice", "facts.toml"))
