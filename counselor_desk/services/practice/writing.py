"""Writing: one session note, its frame and its narrative, from what happened in the session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from counselor_desk.records.ids import ClientId, EpisodeId, NoteId, PlanId
from counselor_desk.records.notes import (
    SECTIONS,
    LinkedObjective,
    Note,
    NoteFormat,
    Risk,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Goal, InterventionKind
from counselor_desk.records.sessions import Modality, SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.services.practice.planning import Work
from counselor_desk.services.practice.stories import Library, Moment
from counselor_desk.services.practice.timetable import Occasion
from counselor_desk.services.practice.wording import Voice, clock, sentence_case, uid

_HALF_WRITTEN = 1
_VIDEO_SHARE = 0.08
_EARLY_SHARE, _MIDDLE_SHARE = 0.3, 0.7
_KINDS_OF_SESSION = {
    SessionKind.INDIVIDUAL: {InterventionKind.INDIVIDUAL},
    SessionKind.FAMILY: {InterventionKind.FAMILY},
    SessionKind.CASE_MANAGEMENT: {InterventionKind.CASE_MANAGEMENT},
}


class Turn(StrEnum):
    """What is special about a session."""

    USUAL = "usual"
    FIRST = "first"
    REVIEW = "review"
    LAPSE = "lapse"
    RISK = "risk"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that a note is written from.

    `share` is how much of the stay has passed, 0 to 1. `unfinished` is 0 for a note that gets
    signed, 1 for one being written, 2 for one that only waits for its signature.
    """

    occasion: Occasion
    turn: Turn
    works: tuple[tuple[Work, Moment], ...]
    goal: Goal
    plan_version: int
    week: int
    share: float
    next_session: Occasion | None
    safety_on: date | None
    is_risk: bool
    note_format: NoteFormat
    unfinished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The narrative before a format arranges it."""

    goal: str
    opening: str
    presentation: str
    moments: tuple[Moment, ...]
    overall: str
    closing: str


def write(voice: Voice, library: Library, told: Told) -> Note:
    """The note of a session; row ids in it are 0 until it is kept."""
    voice = _with_next(voice, told)
    parts = _parts(voice, library, told)
    modality = _modality(voice, told)
    began = datetime.combine(told.occasion.held_on, told.occasion.starts)
    note = Note(
        id=NoteId(0),
        uid=uid(voice.chance),
        client_id=ClientId(0),
        episode_id=EpisodeId(0),
        kind=told.occasion.kind,
        format=told.note_format,
        held_on=told.occasion.held_on,
        starts=told.occasion.starts,
        ends=(began + timedelta(minutes=told.occasion.minutes)).time(),
        minutes=told.occasion.minutes,
        modality=modality,
        location=_location(voice, library, modality),
        participants=_participants(voice, told),
        topic=sentence_case("; ".join(voice.tell(work.idea.topic) for work, _ in told.works)),
        state=RecordState.SIGNED,
        entered_at=began,
        sections=_arranged(told.note_format, parts),
        objectives=tuple(
            LinkedObjective(
                plan_id=PlanId(0), node_uid=work.objective.node_uid, rating=moment.rating
            )
            for work, moment in told.works
        ),
        interventions=tuple(
            TickedIntervention(node_uid=step.node_uid, text=step.text)
            for work, _ in told.works
            for step in work.objective.interventions
            if step.kind in _KINDS_OF_SESSION[told.occasion.kind]
        ),
    )
    note = _with_risk(voice, library, note, told)
    return _begun(note, parts, told.unfinished)


def _with_next(voice: Voice, told: Told) -> Voice:
    following = told.next_session
    if following is None:
        end = told.occasion.held_on + timedelta(days=6)
        return voice.knowing(after_day=f"{end:%A}, {end:%B}\u00a0{end.day}")
    day = following.held_on
    return voice.knowing(next=f"{day:%A}, {day:%B}\u00a0{day.day}, {clock(following.starts)}")


def _parts(voice: Voice, library: Library, told: Told) -> _Parts:
    return _Parts(
        goal=_goal_line(voice, library, told),
        opening=_opening(voice, library, told),
        presentation=_presentation(voice, library, told),
        moments=_moments(voice, told),
        overall=_overall(voice, library, told),
        closing=_closing(voice, library, told),
    )


def _moments(voice: Voice, told: Told) -> tuple[Moment, ...]:
    """The moments in order; right after an opening the first says "she" or "he", not the name."""
    moments = [_in_voice(voice, work, moment) for work, moment in told.works]
    name, pronoun = voice.facts["name"], voice.facts["they"]
    report = moments[0].report
    is_alone = told.occasion.kind is not SessionKind.FAMILY
    if is_alone and pronoun in {"she", "he"} and report.startswith(f"{name} "):
        report = f"{sentence_case(pronoun)}{report.removeprefix(name)}"
        moments[0] = replace(moments[0], report=report)
    return tuple(moments)


def _in_voice(voice: Voice, work: Work, moment: Moment) -> Moment:
    """A moment told with the facts of the client, the session and the objective."""
    speaking = work.in_session(voice)
    return replace(
        moment,
        report=speaking.tell(moment.report),
        work=speaking.tell(moment.work),
        response=speaking.tell(moment.response),
        reading=speaking.tell(moment.reading),
        next=speaking.tell(moment.next),
    )


def _goal_line(voice: Voice, library: Library, told: Told) -> str:
    speaking = voice.knowing(
        goal=told.goal.text, goal_number=told.goal.number, objectives=_objectives(told)
    )
    return speaking.pick("goal_lines", library.sessions["goal_lines"]["any"])


def _objectives(told: Told) -> str:
    """The objectives of the note's goal, by number."""
    nodes = {objective.node_uid for objective in told.goal.objectives}
    numbers = [work.objective.number for work, _ in told.works if work.objective.node_uid in nodes]
    return f"objective{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}"


def _opening(voice: Voice, library: Library, told: Told) -> str:  # noqa: PLR0911
    sessions = library.sessions
    if told.occasion.kind is SessionKind.FAMILY:
        visitor = voice.tell(told.works[0][0].idea.visitor)
        return voice.knowing(visitor=visitor).pick("openings_family", sessions["openings_family"])
    if told.occasion.kind is SessionKind.CASE_MANAGEMENT:
        return voice.pick("openings_case", sessions["openings_case"])
    if told.turn is Turn.LAPSE:
        return voice.pick("openings_lapse", sessions["openings_lapse"])
    if told.turn is Turn.RISK:
        return voice.pick("openings_risk", sessions["openings_risk"])
    if told.turn is Turn.FIRST:
        return voice.pick("openings_first", sessions["openings_first"])
    if told.turn is Turn.LAST:
        return voice.pick("openings_last", sessions["openings_last"])
    opening = voice.pick("openings", sessions["openings"])
    if told.turn is Turn.REVIEW:
        return f"{opening} {voice.pick('review_lines', sessions['review_lines'])}"
    return opening


def _presentation(voice: Voice, library: Library, told: Told) -> str:
    is_grave = told.turn in {Turn.LAPSE, Turn.RISK}
    pool = "presentation_grave" if is_grave else "presentation"
    return voice.pick(pool, library.sessions[pool])


def _overall(voice: Voice, library: Library, told: Told) -> str:
    if told.occasion.kind is not SessionKind.INDIVIDUAL:
        return ""
    stage = {Turn.LAPSE: "lapse", Turn.RISK: "risk", Turn.LAST: "last"}.get(told.turn)
    if stage is None:
        stage = "late"
        if told.share < _EARLY_SHARE:
            stage = "early"
        elif told.share < _MIDDLE_SHARE:
            stage = "middle"
    return voice.pick(f"overall {stage}", library.sessions["overall"][stage])


def _closing(voice: Voice, library: Library, told: Told) -> str:
    closings = library.sessions["closings"]
    if told.turn is Turn.FIRST:
        return voice.pick("closings_first", closings["first"])
    if told.turn is Turn.LAST or told.next_session is None:
        return voice.pick("closings_last", closings["last"])
    return voice.pick("closings", closings["any"])


def _arranged(note_format: NoteFormat, parts: _Parts) -> tuple[Section, ...]:
    """The sections of a format with every part in its place."""
    moments = parts.moments
    works = "\n".join(moment.work for moment in moments)
    reports = _joined(moment.report for moment in moments)
    readings = _joined([*dict.fromkeys(moment.reading for moment in moments), parts.overall])
    plan = _joined([*(moment.next for moment in moments), parts.closing])
    texts = {
        SectionCode.PLAN: plan,
        SectionCode.ASSESSMENT: readings,
        SectionCode.INTERVENTION: works,
        SectionCode.GOAL: parts.goal,
        SectionCode.SUBJECTIVE: _joined([parts.opening, reports]),
        SectionCode.OBJECTIVE: "\n".join(
            [parts.presentation, *(_joined([each.work, each.response]) for each in moments)]
        ),
        SectionCode.BEHAVIOR: _joined([parts.opening, reports, parts.presentation]),
        SectionCode.DATA: "\n".join(_paragraphs(parts)),
        SectionCode.RESPONSE: _joined([*(each.response for each in moments), readings]),
    }
    if note_format is NoteFormat.GIRP:
        texts[SectionCode.RESPONSE] = _joined([parts.opening, reports, texts[SectionCode.RESPONSE]])
    return tuple(Section(code=code, text=texts[code]) for code in SECTIONS[note_format])


def _paragraphs(parts: _Parts) -> list[str]:
    """One paragraph for each objective, the opening in front of the first."""
    told = [_joined([each.report, each.work, each.response]) for each in parts.moments]
    return [_joined([parts.opening, told[0]]), *told[1:]]


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(each for each in sentences if each)


def _modality(voice: Voice, told: Told) -> Modality:
    is_usual = told.turn is Turn.USUAL and told.occasion.kind is SessionKind.INDIVIDUAL
    if is_usual and voice.chance.random() < _VIDEO_SHARE:
        return Modality.VIDEO
    return Modality.IN_PERSON


def _location(voice: Voice, library: Library, modality: Modality) -> str:
    places = library.sessions["places"]
    return voice.pick("places", places["video" if modality is Modality.VIDEO else "room"])


def _participants(voice: Voice, told: Told) -> str:
    if told.occasion.kind is not SessionKind.FAMILY:
        return "Client"
    return f"Client; {voice.tell(told.works[0][0].idea.visitor)} (consent on file)"


def _with_risk(voice: Voice, library: Library, note: Note, told: Told) -> Note:
    """The risk line answered; a present risk with its four fields (rule N7)."""
    lines = library.sessions["risk"]
    if told.is_risk:
        present = voice.chance.choice(lines["present"])
        return replace(
            note,
            risk=Risk.PRESENT,
            risk_ideation=voice.tell(present["ideation"]),
            risk_plan=voice.tell(present["plan"]),
            risk_means=voice.tell(present["means"]),
            risk_action=voice.tell(present["action"]),
        )
    pool = "followed" if told.safety_on is not None else "none"
    return replace(
        note, risk=Risk.NONE_REPORTED, risk_remark=voice.pick(f"risk {pool}", lines[pool])
    )


def _begun(note: Note, parts: _Parts, unfinished: int) -> Note:
    """The note as far as it is written: whole, or its first section only and nothing rated."""
    if not unfinished:
        return note
    if unfinished != _HALF_WRITTEN:
        return replace(note, state=RecordState.DRAFT)
    first = Section(
        code=note.sections[0].code, text=_joined([parts.opening, parts.moments[0].report])
    )
    return replace(
        note,
        state=RecordState.DRAFT,
        sections=(first,),
        objectives=tuple(replace(linked, rating=None) for linked in note.objectives[:1]),
        interventions=(),
        risk=None,
        risk_remark="",
    )
