"""Papers: gather from the records what each document says."""

from __future__ import annotations

from collections import Counter

from counselor_desk.errors import DamagedAttachmentError, NoOpenEpisodeError
from counselor_desk.records.amendments import Amendment
from counselor_desk.records.assessments import Assessment
from counselor_desk.records.clients import Client
from counselor_desk.records.discharges import Discharge
from counselor_desk.records.episodes import Episode
from counselor_desk.records.medications import MedicationList
from counselor_desk.records.notes import Note
from counselor_desk.records.papers import (
    AmendmentPaper,
    AssessmentPaper,
    DischargePaper,
    FaceSheetPaper,
    HoursPaper,
    MedicationsPaper,
    NotePaper,
    PaperFrame,
    PlanPaper,
    StayReviewPaper,
    TasksPaper,
    ThreadPaper,
)
from counselor_desk.records.plans import Plan, Rating
from counselor_desk.records.signatures import SignatureMarks
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.stay_reviews import StayReview
from counselor_desk.records.tasks import TaskList
from counselor_desk.records.threads import Thread
from counselor_desk.services import (
    addenda,
    amendments,
    assessments,
    attended_groups,
    discharges,
    episodes,
    face_sheets,
    hour_reports,
    notes,
    plan_stays,
    plans,
    programs,
    settings,
    signatures,
    tasks,
    threads,
)
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import plans as plan_rows


def of_assessment(desk: Desk, client: Client, assessment: Assessment) -> AssessmentPaper:
    """An assessment beside the one before it, with its proof when it is signed.

    Raises:
        BrokenSealError: it is not what was signed.
    """
    proof = assessments.proof(desk, assessment) if assessment.is_signed else None
    return AssessmentPaper(
        frame=_frame(desk, client, episodes.get(desk, assessment.episode_id)),
        assessment=assessment,
        before=assessments.before(desk, assessment),
        earlier=assessments.earlier(desk, assessment),
        seal=proof.seal if proof else None,
        signatures=proof.signatures if proof else (),
    )


def of_face_sheet(desk: Desk, client: Client) -> FaceSheetPaper:
    """Who a client is.

    Raises:
        NoOpenEpisodeError: there was never an episode.
    """
    return face_sheets.gather(desk, _newest_frame(desk, client))


def of_plan(desk: Desk, client: Client, plan: Plan) -> PlanPaper:
    """A version of the plan with where its objectives stand, and its proof when it is signed.

    Raises:
        BrokenSealError: it is not what was signed.
        DamagedAttachmentError: a drawn signature is not what was kept.
    """
    proof = plans.proof(desk, plan) if plan.is_signed else None
    ratings = plans.progress(desk, plan.client_id)
    met = {one.node_uid: one.rated_on for one in ratings if one.rating is Rating.MET}
    episode = episodes.get(desk, plan.episode_id)
    return PlanPaper(
        frame=_frame(desk, client, episode),
        plan=plan,
        stay=plan_stays.gather(desk, episode),
        review_on=plans.review_due_on(desk, plan),
        statuses=plans.standing(desk, plan).statuses,
        met_on=met,
        seal=proof.seal if proof else None,
        signatures=proof.signatures if proof else (),
        marks=_marks(proof),
        before=plans.before(desk, plan),
    )


def of_note(desk: Desk, client: Client, note: Note) -> NotePaper:
    """A note with the plans it is linked to and its addenda, and its proof when it is signed.

    Raises:
        BrokenSealError: it is not what was signed.
    """
    with desk.read() as reader:
        linked = {one.plan_id for one in note.objectives}
        versions = [plan_rows.get(reader, plan_id) for plan_id in sorted(linked)]
        proof = signatures.proof(reader, desk, RecordKind.NOTE, note) if note.is_signed else None
        added = addenda.signed_to(reader, desk, note)
        about = attended_groups.of_note(reader, note)
    return NotePaper(
        frame=_frame(desk, client, episodes.get(desk, note.episode_id)),
        note=note,
        urge=notes.urge(desk, note),
        about=about,
        plans=tuple(plan for plan in versions if plan is not None),
        seal=proof.seal if proof else None,
        signatures=proof.signatures if proof else (),
        addenda=added,
    )


def of_thread(desk: Desk, client: Client, thread: Thread) -> ThreadPaper:
    """The thread as it is now, with its holes."""
    found = threads.of_client(desk, client.id)
    return ThreadPaper(
        frame=_frame(desk, client, thread.episode),
        thread=thread,
        holes=tuple(
            (hole.finding.message, hole.why, f"{hole.finding.rule}: {hole.finding.source}")
            for hole in (found.holes if found is not None else ())
        ),
    )


def of_tasks(desk: Desk, client: Client, listed: TaskList) -> TasksPaper:
    """All tasks together, with the goals they serve.

    Raises:
        NoOpenEpisodeError: there was never an episode.
    """
    return TasksPaper(
        frame=_newest_frame(desk, client),
        tasks=listed.tasks,
        goals=tasks.goals(desk, client.id),
    )


def of_medications(desk: Desk, client: Client, listed: MedicationList) -> MedicationsPaper:
    """What is taken.

    Raises:
        NoOpenEpisodeError: there was never an episode.
    """
    return MedicationsPaper(frame=_newest_frame(desk, client), listed=listed)


def of_discharge(desk: Desk, client: Client, discharge: Discharge) -> DischargePaper:
    """A discharge summary, with its proof when it is signed.

    Raises:
        BrokenSealError: it is not what was signed.
        DamagedAttachmentError: a drawn signature is not what was kept.
    """
    proof = discharges.proof(desk, discharge) if discharge.is_signed else None
    return DischargePaper(
        frame=_frame(desk, client, episodes.get(desk, discharge.episode_id)),
        discharge=discharge,
        seal=proof.seal if proof else None,
        signatures=proof.signatures if proof else (),
        marks=_marks(proof),
    )


def of_amendment(desk: Desk, client: Client, amendment: Amendment) -> AmendmentPaper:
    """The answer to a request, and what it is about.

    Raises:
        NoOpenEpisodeError: there was never an episode.
    """
    about = amendments.about(desk, amendment)
    return AmendmentPaper(
        frame=_newest_frame(desk, client),
        amendment=amendment,
        day=about.day if about else None,
        session_kind=about.session_kind if about else None,
        version=about.version if about else None,
        addendum_at=amendments.carried_out_at(desk, amendment),
    )


def of_stay_review(desk: Desk, client: Client, review: StayReview) -> StayReviewPaper:
    """A continued-stay review."""
    episode = episodes.get(desk, review.episode_id)
    return StayReviewPaper(frame=_frame(desk, client, episode), review=review)


def of_hours(desk: Desk, client: Client) -> HoursPaper:
    """Attendance, hours and schedule of the newest stay.

    Raises:
        NoOpenEpisodeError: there was never an admission.
    """
    report = hour_reports.of_client(desk, client.id)
    if report is None:
        raise NoOpenEpisodeError
    plan = plans.in_force(desk, client.id)
    statuses = plans.standing(desk, plan).statuses if plan is not None else {}
    return HoursPaper(
        frame=_frame(desk, client, report.episode),
        report=report,
        objectives=Counter(statuses.values()),
    )


def _marks(proof: Proof | None) -> SignatureMarks:
    """What stands beside the signatures; nothing is printed where a drawn one is damaged."""
    if proof is None:
        return SignatureMarks()
    if proof.marks.damaged:
        raise DamagedAttachmentError
    return proof.marks


def _frame(desk: Desk, client: Client, episode: Episode) -> PaperFrame:
    return PaperFrame(
        program=desk.program(),
        client=client,
        episode=episode,
        printed_at=desk.local(desk.now()),
        names=settings.get(desk).paper_names,
        logo=programs.logo(desk),
    )


def _newest_frame(desk: Desk, client: Client) -> PaperFrame:
    episode = episodes.current(desk, client.id)
    if episode is None:
        raise NoOpenEpisodeError
    return _frame(desk, client, episode)
