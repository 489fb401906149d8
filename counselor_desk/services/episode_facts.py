"""Everything the store knows about one episode of care, gathered for its discharge summary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from counselor_desk.errors import UnknownRecordError
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.attendance import AttendanceCode
from counselor_desk.records.circumstances import Living
from counselor_desk.records.clients import Client
from counselor_desk.records.cravings import Craving
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, EpisodeId
from counselor_desk.records.medications import MedicationList
from counselor_desk.records.notes import Note
from counselor_desk.records.plans import Plan, Progress
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.substances import ReturnToUse
from counselor_desk.records.tasks import Task
from counselor_desk.services import drafts, medications, stays
from counselor_desk.services.desk import Desk
from counselor_desk.services.stays import Stay
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import attendance as attendance_rows
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import sessions as session_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage import tasks as task_rows
from counselor_desk.storage.database import Reader

_ATTENDED = frozenset({AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.LEFT_EARLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A session the client was expected at: minutes planned and minutes attended."""

    kind: SessionKind
    held_on: date
    code: AttendanceCode
    planned_minutes: int
    minutes: int

    @property
    def is_attended(self) -> bool:
        """Whether the client was there, be it for a part of it."""
        return self.code in _ATTENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeFacts:
    """One episode as values. Plans, notes, visits, returns and urges are in the order of time.

    `plans`, `notes` and `assessments` are signed, and no note was entered in error; `unsigned`
    are notes that still wait, as they were typed; `living` is where the client lived, before the
    episode too.
    """

    client: Client = field(repr=False)
    episode: Episode
    stay: Stay
    today: date
    plans: tuple[Plan, ...] = ()
    has_plan_draft: bool = False
    has_assessment_draft: bool = False
    ratings: tuple[Progress, ...] = ()
    visits: tuple[Visit, ...] = ()
    notes: tuple[Note, ...] = ()
    unsigned: tuple[Note, ...] = ()
    tasks: tuple[Task, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    medications: MedicationList | None = field(default=None, repr=False)
    living: tuple[Living, ...] = ()
    returns: tuple[ReturnToUse, ...] = ()
    urges: tuple[Craving, ...] = ()

    @property
    def attended(self) -> tuple[Visit, ...]:
        """The sessions the client was at."""
        return tuple(visit for visit in self.visits if visit.is_attended)

    @property
    def last_service_on(self) -> date | None:
        """The day of the last session the client was at."""
        return max((visit.held_on for visit in self.attended), default=None)


def gather(desk: Desk, episode_id: EpisodeId) -> EpisodeFacts:
    """Read an episode in a fixed number of statements, however long it lasted.

    Raises:
        UnknownRecordError: there is no such episode.
    """
    with desk.read() as reader:
        episode = episode_rows.get(reader, episode_id)
        client = client_rows.get(reader, episode.client_id) if episode else None
        if episode is None or client is None:
            raise UnknownRecordError("episode")
        plans = [
            plan for plan in plan_rows.of_client(reader, client.id) if plan.episode_id == episode_id
        ]
        notes = [
            note for note in note_rows.of_client(reader, client.id) if note.episode_id == episode_id
        ]
        assessments = assessment_rows.of_episode(reader, episode_id)
        wrong = addendum_rows.wrong_notes_of(reader, client.id)
        return EpisodeFacts(
            client=client,
            episode=episode,
            stay=stays.read(reader, episode, desk.today()),
            today=desk.today(),
            plans=tuple(plan for plan in reversed(plans) if plan.is_signed),
            has_plan_draft=any(not plan.is_signed for plan in plans),
            ratings=tuple(plan_rows.progress_of(reader, client.id)),
            visits=_visits(reader, client.id, episode_id),
            notes=tuple(
                note for note in reversed(notes) if note.is_signed and note.id not in wrong
            ),
            unsigned=_as_typed(reader, client.id, [one for one in notes if not one.is_signed]),
            tasks=tuple(
                task for task in task_rows.of_client(reader, client.id) if _is_of(task, episode)
            ),
            diagnoses=tuple(diagnosis_rows.of_client(reader, client.id)),
            assessments=tuple(one for one in reversed(assessments) if one.is_signed),
            has_assessment_draft=any(not one.is_signed for one in assessments),
            medications=medications.list_of(reader, client),
            living=tuple(reversed(circumstance_rows.living_of(reader, client.id))),
            returns=_returns(reader, client.id, episode_id),
            urges=_urges(reader, client.id, episode_id),
        )


def _returns(reader: Reader, client_id: ClientId, episode_id: EpisodeId) -> tuple[ReturnToUse, ...]:
    found = substance_rows.returns_of(reader, client_id)
    return tuple(one for one in reversed(found) if one.episode_id == episode_id)


def _urges(reader: Reader, client_id: ClientId, episode_id: EpisodeId) -> tuple[Craving, ...]:
    found = craving_rows.of_client(reader, client_id)
    return tuple(one for one in reversed(found) if one.episode_id == episode_id)


def _visits(reader: Reader, client_id: ClientId, episode_id: EpisodeId) -> tuple[Visit, ...]:
    sessions = {session.id: session for session in session_rows.of_client(reader, client_id)}
    visits = [
        Visit(
            kind=sessions[one.session_id].kind,
            held_on=sessions[one.session_id].held_on,
            code=one.code,
            planned_minutes=sessions[one.session_id].minutes,
            minutes=one.minutes,
        )
        for one in attendance_rows.of_client(reader, client_id)
        if one.episode_id == episode_id
    ]
    return tuple(sorted(visits, key=lambda visit: visit.held_on))


def _as_typed(reader: Reader, client_id: ClientId, notes: list[Note]) -> tuple[Note, ...]:
    """Unsigned notes with what was typed in them, the earliest session first."""
    if not notes:
        return ()
    typed = {
        draft.record_uid: drafts.decode_note(draft.content).note
        for draft in draft_rows.of_client(reader, client_id)
        if draft.kind is RecordKind.NOTE
    }
    found = [typed.get(note.uid, note) for note in notes]
    return tuple(sorted(found, key=lambda note: (note.held_on is None, note.held_on or date.max)))


def _is_of(task: Task, episode: Episode) -> bool:
    """Whether a task fell into the episode: it was not closed before, nor made after it."""
    began = min(filter(None, (episode.inquiry_on, episode.admitted_on)), default=date.min)
    if task.closed_on is not None and task.closed_on < began:
        return False
    return episode.closed_on is None or task.made_on <= episode.closed_on
