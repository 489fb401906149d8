"""The first five sections of a discharge summary: how the client came, what was done and reached.

Each function says what the record says about one section, and owns up to what it does not say.
"""

from __future__ import annotations

from collections import Counter

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.discharges import Discharge, DischargeType
from counselor_desk.records.notes import Note, SectionCode
from counselor_desk.records.plans import Goal, Plan, Progress, Rating
from counselor_desk.records.sessions import SessionKind
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


def admission(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Elements 1 to 4: when and to what, with which problems, in whose words."""
    episode, name = facts.episode, facts.client.first_name
    told: list[Fact] = []
    if episode.inquiry_on is not None:
        told.append(_fact("Episode", f"{name} asked for help {on(episode.inquiry_on)}."))
    if episode.admitted_on is not None:
        care = CARE[episode.level_of_care]
        weeks = counted(episode.target_weeks, "week")
        told.append(_fact("Episode", f"{name} was admitted to {care} {on(episode.admitted_on)}."))
        told.append(_fact("Episode", f"The stay was planned for {weeks}."))
    told.append(_fact(NOT_RECORDED, "The referral source is not recorded."))
    first = facts.plans[0] if facts.plans else None
    if first is None:
        return [*told, _fact(NOT_RECORDED, "No treatment plan was signed in this episode.")]
    source = f"Plan version {first.version}"
    problems = "; ".join(_problem(problem.text, problem.code) for problem in first.problems)
    told.append(_fact(source, sentence(f"Problems at admission: {problems}")))
    words = first.client_words.strip() or next(
        (goal.client_words.strip() for goal in first.goals() if goal.client_words.strip()), ""
    )
    if words:
        told.append(_fact(source, f"In the client’s words: {_quoted(words)}"))
    return told


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
    """Element 7: attendance, reviews, how objectives moved, and the last session's reading."""
    name = facts.client.first_name
    told: list[Fact] = []
    if facts.visits:
        attended, planned = len(facts.attended), len(facts.visits)
        told.append(
            _fact("Attendance", f"{name} attended {attended} of {counted(planned, 'session')}.")
        )
    else:
        told.append(_fact(NOT_RECORDED, "No sessions are recorded."))
    reviews = [plan.planned_on for plan in facts.plans[1:]]
    if reviews:
        told.append(_fact("Plan", f"The plan was reviewed on {days(reviews)}."))
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


def _problem(text: str, code: str) -> str:
    return f"{text.strip().rstrip('.')} ({code})" if code else text.strip().rstrip(".")


def _quoted(text: str) -> str:
    return text if text[:1] in "“\"„«'‘" else f"“{text}”"


def _fact(source: str, text: str) -> Fact:
    return Fact(source=source, text=text)


def _row(source: str, text: str) -> Fact:
    return Fact(source=source, text=text, is_row=True)
