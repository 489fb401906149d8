"""Sections of a discharge summary after the admission: how it ended, what was done and reached.

Each function says what the record says about one section, and owns up to what it does not say.
"""

from __future__ import annotations

from collections import Counter

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.cravings import Craving
from counselor_desk.records.discharges import Discharge, DischargeType
from counselor_desk.records.notes import Note, SectionCode
from counselor_desk.records.plans import Goal, Plan, Progress, Rating
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.substances import ReturnToUse
from counselor_desk.records.summary_rows import write_row
from counselor_desk.services.episode_facts import EpisodeFacts, Visit
from counselor_desk.services.summary_sentences import (
    CARE,
    NOT_RECORDED,
    Fact,
    counted,
    days,
    hours,
    listed,
    on,
    sentence,
)

_ENDINGS = {
    DischargeType.COMPLETED: "{name} completed treatment and was discharged{on}.",
    DischargeType.LEFT: "{name} left treatment against professional advice; discharged{on}.",
    DischargeType.TERMINATED: "The program ended the treatment of {name}{on}.",
    DischargeType.TRANSFERRED: "{name} was transferred to another program or facility{on}.",
    DischargeType.INCARCERATED: "{name} was incarcerated; discharged{on}.",
    DischargeType.DIED: "{name} died; the episode was closed{on}.",
    DischargeType.OTHER: "{name} was discharged{on} for another reason.",
}
_MISSED = {
    AttendanceCode.NO_SHOW: "no-show",
    AttendanceCode.EXCUSED: "excused",
    AttendanceCode.CANCELLED_CLIENT: "canceled by the client",
    AttendanceCode.CANCELLED_PROGRAM: "canceled by the program",
}
_CONTACTS = (
    SessionKind.PHONE_CONTACT,
    SessionKind.COLLATERAL_CONTACT,
    SessionKind.CASE_CONFERENCE,
    SessionKind.NO_SHOW,
)
_RESPONSES = (SectionCode.ASSESSMENT, SectionCode.RESPONSE)


def type_and_circumstances(facts: EpisodeFacts, discharge: Discharge) -> list[Fact]:
    """Elements 8 and 15: what the type says, which the counselor adds the circumstances to."""
    if discharge.type is None:
        return []
    when = f" {on(discharge.discharged_on)}" if discharge.discharged_on else ""
    ending = _ENDINGS[discharge.type].format(name=facts.client.first_name, on=when)
    label = labels.DISCHARGE_TYPES[discharge.type].lower()
    care = labels.LEVELS_OF_CARE[facts.episode.level_of_care].lower()
    return [
        _fact("Type and date", ending),
        _fact("Type and date", f"TEDS-D discharge code {discharge.type.code}, {label}."),
        _fact("Episode", f"Level of care at discharge: {care}."),
    ]


def services(facts: EpisodeFacts, discharge: Discharge) -> list[Fact]:
    """Elements 2, 5 and 7: weeks, then sessions and hours by kind, then what was missed."""
    told = _span(facts, discharge)
    if not facts.visits:
        return [*told, _fact(NOT_RECORDED, "No sessions are recorded.")]
    told += [
        _row("Attendance", _attendance_row(kind, visits))
        for kind in SessionKind
        if (visits := [visit for visit in facts.visits if visit.kind is kind])
    ]
    minutes = sum(visit.minutes for visit in facts.attended)
    total = f"In all {counted(len(facts.attended), 'session')} and {hours(minutes)} were attended."
    return [*told, _fact("Attendance", total), *_missed(facts), *_contacts(facts)]


def course(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Element 7: attendance, levels, extensions, reviews, use, urges, how objectives moved."""
    name = facts.client.first_name
    told: list[Fact] = []
    if facts.visits:
        attended, planned = len(facts.attended), len(facts.visits)
        told.append(
            _fact("Attendance", f"{name} attended {attended} of {counted(planned, 'session')}.")
        )
    else:
        told.append(_fact(NOT_RECORDED, "No sessions are recorded."))
    told += _levels(facts)
    told += _extensions(facts)
    reviews = [plan.planned_on for plan in facts.plans[1:]]
    if reviews:
        told.append(_fact("Plan", f"The plan was reviewed on {days(reviews)}."))
    told += _returns(facts)
    told += _urges(facts)
    told += _moves(facts)
    told += _last_reading(facts.notes)
    return told


def goals(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Element 6: each goal with its outcome; goals a review ended are there too."""
    if not facts.plans:
        return [_fact(NOT_RECORDED, "No treatment plan was signed in this episode.")]
    newest = facts.plans[-1]
    source = f"Plan version {newest.version}"
    told = [_row(source, _goal_row(goal, facts.ratings)) for goal in newest.goals()]
    shown = {goal.node_uid for goal in newest.goals()}
    for plan in reversed(facts.plans[:-1]):
        for goal in plan.goals():
            if goal.node_uid not in shown:
                shown.add(goal.node_uid)
                told.append(_row(f"Plan version {plan.version}", _ended_row(goal, plan, facts)))
    return told


def _span(facts: EpisodeFacts, discharge: Discharge) -> list[Fact]:
    admitted, last = facts.episode.admitted_on, facts.last_service_on
    end = discharge.discharged_on or last
    told = []
    weeks = facts.episode.weeks_until(end) if end is not None else None
    if admitted is not None and end is not None and weeks is not None:
        until = f"from {dates.write_in_words(admitted)} to {dates.write_in_words(end)}"
        told.append(_fact("Episode", f"{counted(weeks, 'week')} in the program, {until}."))
    if last is not None:
        told.append(_fact("Attendance", f"The last service was {on(last)}."))
    return told


def _attendance_row(kind: SessionKind, visits: list[Visit]) -> str:
    attended = sum(1 for visit in visits if visit.is_attended)
    minutes = sum(visit.minutes for visit in visits if visit.is_attended)
    planned = sum(visit.planned_minutes for visit in visits)
    rate = f"{round(100 * minutes / planned)} %" if planned else "–"
    return write_row(labels.SERVICES[kind], f"{attended} of {len(visits)}", hours(minutes), rate)


def _missed(facts: EpisodeFacts) -> list[Fact]:
    counts = Counter(visit.code for visit in facts.visits if visit.code in _MISSED)
    words = [f"{counts[code]} {word}" for code, word in _MISSED.items() if counts[code]]
    return [_fact("Attendance", f"Missed: {listed(words)}.")] if words else []


def _contacts(facts: EpisodeFacts) -> list[Fact]:
    counts = Counter(note.kind for note in facts.notes)
    words = [
        f"{labels.SERVICES[kind].lower()}, {counts[kind]}" for kind in _CONTACTS if counts[kind]
    ]
    return [_fact("Notes", f"Other entries: {'; '.join(words)}.")] if words else []


def _levels(facts: EpisodeFacts) -> list[Fact]:
    """Each change of the level of care, with its reason."""
    return [
        _fact(
            "Episode",
            sentence(
                f"On {dates.write_in_words(one.changed_on)} the stay went on from "
                f"{CARE[one.from_level]} to {CARE[one.to_level]}: {one.reason}"
            ),
        )
        for one in facts.stay.level_changes
    ]


def _extensions(facts: EpisodeFacts) -> list[Fact]:
    return [
        _fact(
            "Episode",
            sentence(
                f"On {dates.write_in_words(one.decided_on)} the stay was extended from "
                f"{one.from_weeks} to {counted(one.to_weeks, 'week')}: {one.reason}"
            ),
        )
        for one in facts.stay.extensions
    ]


def _returns(facts: EpisodeFacts) -> list[Fact]:
    """Each return to use, with what is known of it."""
    return [_fact("Return to use", _return(one)) for one in facts.returns]


def _return(use: ReturnToUse) -> str:
    what = labels.SUBSTANCES[use.substance].lower()
    amount = f", {use.amount.strip()}" if use.amount.strip() else ""
    told = [sentence(f"Return to use {on(use.used_on)}: {what}{amount}")]
    if use.is_overdose:
        told.append("It was an overdose.")
    if use.circumstances.strip():
        told.append(sentence(use.circumstances))
    return " ".join(told)


def _urges(facts: EpisodeFacts) -> list[Fact]:
    """The first, the last and the strongest urge, from 0 to 10."""
    if not facts.urges:
        return []
    first, last = facts.urges[0], facts.urges[-1]
    if first is last:
        text = f"One urge to use is recorded: {_urge(first)}, on a scale from 0 to 10."
        return [_fact("Urges", text)]
    strongest = max(one.score for one in facts.urges)
    text = (
        f"{len(facts.urges)} urges to use are recorded on a scale from 0 to 10: the first "
        f"{_urge(first)}, the last {_urge(last)}, the strongest {strongest}."
    )
    return [_fact("Urges", text)]


def _urge(urge: Craving) -> str:
    return f"{urge.score} on {dates.write(urge.rated_on)}"


def _moves(facts: EpisodeFacts) -> list[Fact]:
    mine = {plan.id for plan in facts.plans}
    counts = Counter(one.rating for one in facts.ratings if one.plan_id in mine)
    if not counts:
        return []
    words = {
        Rating.MET: "met",
        Rating.BETTER: "better",
        Rating.SAME: "the same",
        Rating.WORSE: "worse",
    }
    told = [f"{counts[rating]} {word}" for rating, word in words.items() if counts[rating]]
    rated = counted(counts.total(), "rating")
    return [_fact("Notes", f"Objectives in session notes: of {rated}, {listed(told)}.")]


def _last_reading(notes: tuple[Note, ...]) -> list[Fact]:
    """The counselor's own reading of the last session that has one."""
    for note in reversed(notes):
        text = next((note.text_of(code) for code in _RESPONSES if note.text_of(code).strip()), "")
        if text and note.held_on is not None:
            source = f"Note {dates.write(note.held_on)}"
            return [_fact(source, f"At the last session, {on(note.held_on)}: {sentence(text)}")]
    return []


def _goal_row(goal: Goal, ratings: tuple[Progress, ...]) -> str:
    newest = _newest(goal, ratings)
    met = sum(1 for rating in newest if rating is Rating.MET)
    many = len(goal.objectives)
    progress = f"{met} of {counted(many, 'objective')} met"
    return write_row(goal.number, goal.text, progress, _outcome(newest, many))


def _ended_row(goal: Goal, plan: Plan, facts: EpisodeFacts) -> str:
    newest = _newest(goal, facts.ratings)
    met = sum(1 for rating in newest if rating is Rating.MET)
    progress = f"{met} of {counted(len(goal.objectives), 'objective')} met"
    is_met = _outcome(newest, len(goal.objectives)) == "Met"
    outcome = "Met" if is_met else f"Ended after version {plan.version}"
    return write_row(goal.number, goal.text, progress, outcome)


def _newest(goal: Goal, ratings: tuple[Progress, ...]) -> list[Rating]:
    """The last rating of each objective that was ever rated; the ratings are in order."""
    last = {one.node_uid: one.rating for one in ratings}
    return [last[one.node_uid] for one in goal.objectives if one.node_uid in last]


def _outcome(newest: list[Rating], objectives: int) -> str:
    if not newest:
        return "Not rated"
    if newest.count(Rating.MET) == objectives:
        return "Met"
    if Rating.MET in newest or Rating.BETTER in newest:
        return "Partly met"
    return "Not met"


def _fact(source: str, text: str) -> Fact:
    return Fact(source=source, text=text)


def _row(source: str, text: str) -> Fact:
    return Fact(source=source, text=text, is_row=True)
