"""The admission section of a discharge summary: who sent the client, why, from where, to what."""

from __future__ import annotations

from datetime import date

from counselor_desk.records.circumstances import Answer, CareLevel, Living, LivingKind
from counselor_desk.records.discharges import Discharge
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import (
    CARE,
    NOT_RECORDED,
    Fact,
    counted,
    on,
    sentence,
)

_HIGHER_CARE = {
    CareLevel.DETOX: "detox",
    CareLevel.INPATIENT: "inpatient care",
    CareLevel.RESIDENTIAL: "residential care",
    CareLevel.PHP: "partial hospitalization",
}
_HOMES = {
    LivingKind.HOME: "lived at home",
    LivingKind.WITH_FAMILY: "lived with family",
    LivingKind.SOBER_LIVING: "lived in sober living",
    LivingKind.PROGRAM_HOUSING: "lived in program housing",
    LivingKind.SHELTER: "lived in a shelter",
    LivingKind.NO_FIXED_HOME: "had no fixed home",
    LivingKind.OTHER: "lived elsewhere",
}


def admission(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Elements 1 to 4: when and to what, by whom and from where, with which problems."""
    return [*_entry(facts), *_referral(facts), *_step_down(facts), *_home(facts), *_plan(facts)]


def _entry(facts: EpisodeFacts) -> list[Fact]:
    episode, name = facts.episode, facts.client.first_name
    told = []
    if episode.inquiry_on is not None:
        told.append(_episode(f"{name} asked for help {on(episode.inquiry_on)}."))
    if episode.admitted_on is not None:
        care = CARE[facts.stay.admitted_to]
        extended = facts.stay.extensions
        weeks = extended[0].from_weeks if extended else episode.target_weeks
        told.append(_episode(f"{name} was admitted to {care} {on(episode.admitted_on)}."))
        told.append(_episode(f"The stay was planned for {counted(weeks, 'week')}."))
    return told


def _referral(facts: EpisodeFacts) -> list[Fact]:
    referred_by, reason = facts.episode.referred_by.strip(), facts.episode.reason.strip()
    told = (
        [_episode(sentence(f"Referred by: {referred_by}"))]
        if referred_by
        else [Fact(source=NOT_RECORDED, text="The referral source is not recorded.")]
    )
    if reason:
        told.append(_episode(sentence(f"Reason for coming: {reason}")))
    return told


def _step_down(facts: EpisodeFacts) -> list[Fact]:
    """The last higher level of care, and the days from its end, the time of highest risk."""
    care = facts.stay.stepped_down_from
    if care is None or care.ended_on is None:
        return []
    where = f" at {care.facility.strip()}" if care.facility.strip() else ""
    text = f"The last higher level of care was {_HIGHER_CARE[care.level]}{where}"
    text += f"; it ended {on(care.ended_on)}"
    passed = facts.stay.step_down_days
    if passed is not None:
        before = f"{counted(passed, 'day')} before" if passed else "on the day of"
        text += f", {before} the admission"
    told = [Fact(source="Earlier care", text=f"{text}.")]
    if care.outcome.strip():
        told.append(
            Fact(source="Earlier care", text=sentence(f"Its outcome: {care.outcome.strip()}"))
        )
    return told


def _home(facts: EpisodeFacts) -> list[Fact]:
    """Where the client lived at the admission, and the moves since; `facts.living` is in order."""
    admitted_on = facts.episode.admitted_on or facts.today
    last = facts.episode.closed_on or facts.today
    before = [one for one in facts.living if (one.since or date.min) <= admitted_on]
    moves = [one for one in facts.living if one.since and admitted_on < one.since <= last]
    return [Fact(source="Living", text=_lived(facts, one)) for one in (*before[-1:], *moves)]


def _lived(facts: EpisodeFacts, home: Living) -> str:
    """An arrangement without a day holds for nobody knows when: it gets none."""
    admitted_on = facts.episode.admitted_on
    name, what = facts.client.first_name, _HOMES[home.kind]
    company = f"; others there: {home.with_whom.strip()}" if home.with_whom.strip() else ""
    uses = "; somebody there used substances" if home.somebody_uses is Answer.YES else ""
    text = f"{name} {what}{company}{uses}"
    if home.since is None or admitted_on is None:
        return sentence(text)
    if home.since <= admitted_on:
        return sentence(f"At the admission {text}")
    return sentence(f"A move {on(home.since)}: {text}")


def _plan(facts: EpisodeFacts) -> list[Fact]:
    """The problems of the first plan and the client's own words."""
    first = facts.plans[0] if facts.plans else None
    if first is None:
        return [Fact(source=NOT_RECORDED, text="No treatment plan was signed in this episode.")]
    source = f"Plan version {first.version}"
    problems = "; ".join(_problem(problem.text, problem.code) for problem in first.problems)
    told = [Fact(source=source, text=sentence(f"Problems at admission: {problems}"))]
    words = first.client_words.strip() or next(
        (goal.client_words.strip() for goal in first.goals() if goal.client_words.strip()), ""
    )
    if words:
        told.append(Fact(source=source, text=f"In the client’s words: {_quoted(words)}"))
    return told


def _problem(text: str, code: str) -> str:
    return f"{text.strip().rstrip('.')} ({code})" if code else text.strip().rstrip(".")


def _quoted(text: str) -> str:
    return text if text[:1] in "“\"„«'‘" else f"“{text}”"


def _episode(text: str) -> Fact:
    return Fact(source="Episode", text=text)
