"""A golden thread without a hole, and its parts with other facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from counselor_desk.records.assessments import Assessment, Domain, DomainCode
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import (
    AssessmentId,
    ClientId,
    DiagnosisId,
    EpisodeId,
    NoteId,
    PlanId,
    ProgressId,
    Uid,
)
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import (
    Goal,
    Intervention,
    Objective,
    Plan,
    Problem,
    Progress,
    Rating,
    numbered,
)
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordState
from counselor_desk.records.threads import ThreadFacts, ThreadNote

DAY = date(2026, 3, 12)
OBJECTIVE = Objective(
    node_uid=Uid("o"),
    text="Name five triggers",
    target_on=date(2026, 4, 30),
    interventions=(Intervention(node_uid=Uid("i"), text="Functional analysis"),),
)
PROBLEM = Problem(
    node_uid=Uid("p"),
    text="Alcohol use disorder",
    code="F10.20",
    domain=DomainCode.D5,
    goals=(Goal(node_uid=Uid("g"), text="Live without alcohol", objectives=(OBJECTIVE,)),),
)
PLAN = numbered(
    Plan(
        id=PlanId(1),
        uid=Uid("plan"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        state=RecordState.SIGNED,
        planned_on=date(2026, 2, 12),
        problems=(PROBLEM,),
    )
)
NOTE = ThreadNote(
    id=NoteId(7),
    kind=SessionKind.INDIVIDUAL,
    held_on=date(2026, 3, 10),
    ratings={Uid("o"): Rating.SAME},
)
WHOLE = ThreadFacts(
    plan=PLAN,
    episode=Episode(
        id=EpisodeId(1),
        uid=Uid("stay"),
        client_id=ClientId(1),
        admitted_on=date(2026, 2, 9),
    ),
    day=DAY,
    notes=(NOTE,),
)


def planned(**facts: object) -> ThreadFacts:
    """The whole thread with another objective."""
    goal = replace(PROBLEM.goals[0], objectives=(replace(OBJECTIVE, **facts),))
    problem = replace(PROBLEM, goals=(goal,))
    return replace(WHOLE, plan=numbered(replace(PLAN, problems=(problem,))))


def rated(rating: Rating) -> tuple[Progress, ...]:
    return (
        Progress(
            id=ProgressId(1),
            uid=Uid("rating"),
            client_id=ClientId(1),
            plan_id=PlanId(1),
            node_uid=Uid("o"),
            rated_on=date(2026, 3, 10),
            rating=rating,
        ),
    )


def assessed(*domains: tuple[DomainCode, int]) -> Assessment:
    return Assessment(
        id=AssessmentId(1),
        uid=Uid("assessment"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        assessed_on=date(2026, 2, 5),
        entered_at=datetime(2026, 2, 5, tzinfo=UTC),
        domains=tuple(Domain(code=code, rating=rating) for code, rating in domains),
    )


def waiting(**facts: object) -> Note:
    note = Note(
        id=NoteId(9),
        uid=Uid("draft"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        held_on=date(2026, 3, 11),
        entered_at=datetime(2026, 3, 11, tzinfo=UTC),
    )
    return replace(note, **facts)


def diagnosed(code: str) -> Diagnosis:
    return Diagnosis(
        id=DiagnosisId(1),
        uid=Uid("diagnosis"),
        client_id=ClientId(1),
        code=code,
        words="Nicotine dependence",
        release=2026,
        noted_on=date(2026, 2, 5),
    )
