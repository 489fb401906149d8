"""Records of one invented client, as small as they can be and still hold together."""

import hashlib
import itertools
import uuid
from datetime import UTC, date, datetime, time

from counselor_desk.records.assessments import Assessment
from counselor_desk.records.attendance import Attendance, AttendanceCode
from counselor_desk.records.clients import Client
from counselor_desk.records.cvs import Cv
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.episodes import Episode
from counselor_desk.records.groups import Group
from counselor_desk.records.notes import (
    Addendum,
    AddendumReason,
    LinkedObjective,
    Note,
    Section,
    SectionCode,
    TickedIntervention,
)
from counselor_desk.records.plans import Goal, Intervention, Objective, Plan, Problem, Rating
from counselor_desk.records.program import Weekday
from counselor_desk.records.schedule import Series
from counselor_desk.records.sessions import Session, SessionKind
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.records.tasks import Lane, Task
from counselor_desk.records.templates import NoteTemplate

AT = datetime(2026, 3, 12, 14, 58, tzinfo=UTC)
DAY = date(2026, 3, 12)
SESSION_UID = "00000000-0000-4000-8000-0000000000aa"
ACTOR = "owner"

SERIES_KINDS = (SessionKind.INDIVIDUAL, SessionKind.FAMILY, SessionKind.GROUP)

_uids = itertools.count(1)


def uid():
    return str(uuid.UUID(int=next(_uids), version=4))


def client(number="CD-0147", given="Marcus", family="Reyes", **fields):
    return Client(
        id=0, uid=uid(), number=number, given_name=given, family_name=family, made_at=AT, **fields
    )


def episode(client_id, **fields):
    facts = {"inquiry_on": date(2026, 2, 2), "admitted_on": date(2026, 2, 9)} | fields
    return Episode(id=0, uid=uid(), client_id=client_id, **facts)


def task(client_id, **fields):
    facts = {"lane": Lane.JOB, "text": "Renew the forklift card", "made_on": DAY} | fields
    return Task(id=0, uid=uid(), client_id=client_id, **facts)


def cv(client_id, **fields):
    facts = {"given_name": "Marcus", "family_name": "Reyes"} | fields
    return Cv(id=0, uid=uid(), client_id=client_id, made_at=AT, changed_at=AT, **facts)


def assessment(client_id, episode_id, **fields):
    facts = {"assessed_on": DAY, "entered_at": AT} | fields
    return Assessment(id=0, uid=uid(), client_id=client_id, episode_id=episode_id, **facts)


def discharge(client_id, episode_id, **fields):
    return Discharge(
        id=0, uid=uid(), client_id=client_id, episode_id=episode_id, entered_at=AT, **fields
    )


def template(**fields):
    return NoteTemplate(id=0, uid=uid(), name="Weekly", kind=SessionKind.INDIVIDUAL, **fields)


def session(**fields):
    facts = {"held_on": DAY, "starts": time(9), "ends": time(9, 50)} | fields
    return Session(id=0, uid=uid(), kind=SessionKind.INDIVIDUAL, zone="America/Chicago", **facts)


def group(**fields):
    return Group(id=0, uid=uid(), **{"name": "Relapse prevention"} | fields)


def series(care_group_id=None, **fields):
    facts = {
        "kind": SessionKind.GROUP,
        "care_group_id": care_group_id,
        "weekday": Weekday.MONDAY,
        "starts": time(9),
        "ends": time(12),
        "begins_on": DAY,
    } | fields
    return Series(id=0, uid=uid(), zone="America/Chicago", **facts)


def attendance(session_id, client_id, episode_id):
    return Attendance(
        id=0,
        session_id=session_id,
        client_id=client_id,
        episode_id=episode_id,
        code=AttendanceCode.PRESENT,
        minutes=50,
    )


def plan(client_id, episode_id, *, width=1, **fields):
    """A plan whose every node has `width` children."""
    return Plan(
        id=0,
        uid=uid(),
        client_id=client_id,
        episode_id=episode_id,
        planned_on=fields.pop("planned_on", date(2026, 2, 12)),
        problems=tuple(_problem(place, width) for place in range(width)),
        **fields,
    )


def _problem(place, width):
    goals = tuple(_goal(f"{place}.{at}", width) for at in range(width))
    return Problem(
        node_uid=uid(), number=f"{place}", text=f"Alcohol use {place}", code="F10.20", goals=goals
    )


def _goal(number, width):
    objectives = tuple(_objective(f"{number}.{at}", width) for at in range(width))
    return Goal(
        node_uid=uid(),
        number=number,
        text="Thirty days without drinking",
        client_words="I want my mornings back",
        target_on=date(2026, 4, 12),
        objectives=objectives,
    )


def _objective(number, width):
    interventions = tuple(
        Intervention(node_uid=uid(), text=f"Relapse prevention {at}", frequency="1 x week")
        for at in range(width)
    )
    return Objective(
        node_uid=uid(), number=number, text="Name five triggers", interventions=interventions
    )


def note(client_id, episode_id, plan=None, **fields):
    facts = {
        "held_on": DAY,
        "starts": time(9),
        "ends": time(9, 50),
        "zone": "America/Chicago",
        "minutes": 50,
        "entered_at": AT,
        "sections": (
            Section(code=SectionCode.DATA, text="Brought his trigger log."),
            Section(code=SectionCode.PLAN, text="Role-play a call."),
        ),
    } | fields
    if plan is not None:
        objective = next(plan.objectives())
        facts |= {
            "objectives": (
                LinkedObjective(plan_id=plan.id, node_uid=objective.node_uid, rating=Rating.BETTER),
            ),
            "interventions": tuple(
                TickedIntervention(node_uid=one.node_uid, text=one.text)
                for one in objective.interventions
            ),
        }
    return Note(id=0, uid=uid(), client_id=client_id, episode_id=episode_id, **facts)


def addendum(note, **fields):
    return Addendum(
        id=0,
        uid=uid(),
        note_id=note.id,
        client_id=note.client_id,
        reason=AddendumReason.CORRECTION,
        entered_at=AT,
        **fields,
    )


def canonical(record):
    """Some bytes that stand for a record; the real ones are made in records/canonical.py."""
    return hashlib.sha256(record.uid.encode()).digest()


SIGNED = RecordState.SIGNED
KINDS = tuple(RecordKind)
DRAFT = RecordState.DRAFT
