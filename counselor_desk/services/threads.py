"""The golden thread of a client: gathered from the record, with its holes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counselor_desk.documents import labels
from counselor_desk.records.assessments import Edition
from counselor_desk.records.ids import ClientId, Uid
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.threads import Thread, ThreadFacts, weave
from counselor_desk.rules import threads as rules
from counselor_desk.rules.threads import Hole
from counselor_desk.services import drafts, profiles
from counselor_desk.services.desk import Desk
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import threads as thread_rows
from counselor_desk.storage.database import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientThread:
    """A thread and where it is broken; a stay that has ended has no holes to put right.

    `unsigned` are the notes of the client that wait for a signature, as they were typed.
    """

    thread: Thread
    holes: tuple[Hole, ...] = ()
    unsigned: tuple[Note, ...] = field(default=(), repr=False)


def of_client(desk: Desk, client_id: ClientId) -> ClientThread | None:
    """The thread of the plan in force; None before the first plan of a stay is signed."""
    with desk.read() as reader:
        facts = _facts(reader, client_id, desk.today())
    if facts is None:
        return None
    profile = profiles.for_client(desk, client_id)
    if not facts.episode.is_open:
        return ClientThread(thread=weave(facts, {}))
    silent = rules.t2_silent(facts, profile.objective_note_days)
    edition = facts.assessment.edition if facts.assessment is not None else Edition.THIRD
    found = rules.holes(
        facts, silent, least=profile.problem_from_rating, titles=labels.DOMAINS[edition]
    )
    return ClientThread(thread=weave(facts, silent), holes=found, unsigned=facts.unsigned)


def _facts(reader: Reader, client_id: ClientId, today: date) -> ThreadFacts | None:
    plan = plan_rows.in_force(reader, client_id)
    episode = episode_rows.get(reader, plan.episode_id) if plan is not None else None
    if plan is None or episode is None:
        return None
    every = plan_rows.of_client(reader, client_id) if plan.version > 1 else [plan]
    return ThreadFacts(
        plan=plan,
        episode=episode,
        day=episode.closed_on or today,
        begun=_begun([one for one in every if one.episode_id == episode.id and one.is_signed]),
        progress=tuple(plan_rows.progress_of(reader, client_id)),
        notes=thread_rows.notes_of(reader, episode.id),
        unsigned=_unsigned(reader, client_id),
        assessment=assessment_rows.newest_signed(reader, episode.id),
        diagnoses=tuple(
            one for one in diagnosis_rows.of_client(reader, client_id) if one.is_active
        ),
    )


def _begun(versions: list[Plan]) -> dict[Uid, date]:
    """Since when each objective has been in a signed plan."""
    found: dict[Uid, date] = {}
    for plan in sorted(versions, key=lambda one: one.version):
        for objective in plan.objectives():
            found.setdefault(objective.node_uid, plan.planned_on)
    return found


def _unsigned(reader: Reader, client_id: ClientId) -> tuple[Note, ...]:
    """The notes that wait for a signature, as they were typed."""
    waiting = note_rows.unsigned(reader, client_id)
    if not waiting:
        return ()
    typed = {
        draft.record_uid: drafts.decode_note(draft.content).note
        for draft in draft_rows.of_client(reader, client_id)
        if draft.kind is RecordKind.NOTE
    }
    return tuple(typed.get(note.uid, note) for note in waiting)
