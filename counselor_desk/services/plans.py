"""Treatment plans: start one or review it, write it, sign it, see how its objectives move."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from counselor_desk.errors import (
    AlreadySignedError,
    NewerPlanError,
    UnknownRecordError,
    UnreadyPlanError,
)
from counselor_desk.records.edits import PlanEdit
from counselor_desk.records.ids import ClientId, PlanId, ProgressId, Uid
from counselor_desk.records.notes import NoteRow
from counselor_desk.records.plans import (
    ObjectiveStatus,
    Plan,
    Progress,
    Rating,
    numbered,
    status_on,
)
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.rules import assessments as assessment_rules
from counselor_desk.rules import plan_content as content_rules
from counselor_desk.rules import plan_reviews as review_rules
from counselor_desk.rules import plan_signatures as signature_rules
from counselor_desk.rules import plans as plan_rules
from counselor_desk.rules.findings import Finding, blocking, unread_dates
from counselor_desk.services import drafts, episodes, profiles, signatures
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A signed note that worked on an objective."""

    row: NoteRow
    rating: Rating | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStanding:
    """Where each objective of a plan stands today, by node uid."""

    statuses: dict[Uid, ObjectiveStatus] = field(default_factory=dict)

    def of(self, node_uid: Uid) -> ObjectiveStatus:
        """The status of one objective; new when nothing is known."""
        return self.statuses.get(node_uid, ObjectiveStatus.NEW)


def start(desk: Desk, client_id: ClientId, *, initiator: object = None) -> Plan:
    """Begin the client's plan, or the review of the signed one as the next version.

    A draft that is already there is returned as it is.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    episode = episodes.open_of(desk, client_id)
    with desk.write() as writer:
        draft = plan_rows.draft_of(writer, episode.id)
        if draft is not None:
            return drafts.plan_edit(writer, draft).plan
        last = plan_rows.newest_signed(writer, client_id)
        basis = last if last is not None and last.episode_id == episode.id else None
        blank = Plan(
            id=PlanId(0),
            uid=desk.new_uid(),
            client_id=client_id,
            episode_id=episode.id,
            planned_on=desk.today(),
        )
        if basis is None:
            plan = plan_rows.insert(writer, blank)
        else:
            plan = plan_rows.insert(writer, replace(blank, version=basis.version + 1))
            copied = replace(
                basis,
                id=plan.id,
                uid=plan.uid,
                version=plan.version,
                planned_on=plan.planned_on,
                state=RecordState.DRAFT,
                client_took_part=None,
                absence_reason="",
                took_part="",
                ratings=(),
            )
            drafts.keep_plan(desk, PlanEdit(plan=copied))
            plan = copied
    desk.announce(Changes.of(Kind.PLAN, client_id=client_id, initiator=initiator))
    return plan


def versions(desk: Desk, client_id: ClientId) -> tuple[Plan, ...]:
    """All plans of a client, newest version first; a draft has an empty tree here."""
    with desk.read() as reader:
        return tuple(plan_rows.of_client(reader, client_id))


def get(desk: Desk, plan_id: PlanId) -> Plan:
    """One version as it stands in the store; a draft has an empty tree here.

    Raises:
        UnknownRecordError: there is no such plan.
    """
    with desk.read() as reader:
        return _existing(reader, plan_id)


def before(desk: Desk, plan: Plan) -> Plan | None:
    """The signed version that a version of the same stay went on from; None for the first one."""
    with desk.read() as reader:
        signed = [
            one
            for one in plan_rows.of_client(reader, plan.client_id)
            if one.is_signed and one.episode_id == plan.episode_id and one.version < plan.version
        ]
    return max(signed, key=lambda one: one.version, default=None)


def in_force(desk: Desk, client_id: ClientId) -> Plan | None:
    """The signed plan of the stay, which notes link to; None before its first signature.

    After a discharge it is that of the last stay, until another one is opened.
    """
    with desk.read() as reader:
        return plan_rows.in_force(reader, client_id)


def last_signed(desk: Desk, client_id: ClientId) -> Plan | None:
    """The newest signed plan, of whichever stay; None before the first signature."""
    with desk.read() as reader:
        return plan_rows.newest_signed(reader, client_id)


def draft_of(desk: Desk, client_id: ClientId) -> PlanEdit | None:
    """The plan or review being written, with everything typed; None when there is none."""
    episode = episodes.current(desk, client_id)
    if episode is None:
        return None
    with desk.read() as reader:
        plan = plan_rows.draft_of(reader, episode.id)
        return None if plan is None else drafts.plan_edit(reader, plan)


def open_edit(desk: Desk, plan_id: PlanId) -> PlanEdit:
    """The plan with everything typed since it was started.

    Raises:
        UnknownRecordError: there is no such plan.
    """
    with desk.read() as reader:
        return drafts.plan_edit(reader, _existing(reader, plan_id))


def keep(desk: Desk, edit: PlanEdit, *, initiator: object = None) -> None:
    """Save what is being typed. Returns when it is on the disk.

    Raises:
        AlreadySignedError: the plan was signed meanwhile.
    """
    if edit.plan.is_signed:
        raise AlreadySignedError("plan")
    drafts.keep_plan(desk, edit)
    desk.announce(Changes.of(Kind.DRAFT, client_id=edit.plan.client_id, initiator=initiator))


def check(desk: Desk, edit: PlanEdit) -> tuple[Finding, ...]:
    """What keeps the plan from being signed, then what wants to be read."""
    plan = numbered(edit.plan)
    least = profiles.for_client(desk, plan.client_id).problem_from_rating
    with desk.read() as reader:
        assessment = assessment_rows.newest_signed(reader, edit.plan.episode_id)
        shared = plan_rows.shared_goals(reader, plan)
        last = plan_rows.newest_signed(reader, plan.client_id)
    basis = last if last is not None and last.episode_id == plan.episode_id else None
    return (
        *unread_dates("P5", edit.plan.uid, edit.typed),
        *plan_rules.dated(plan, basis, desk.today()),
        *plan_rules.check(plan),
        *assessment_rules.a1_plan(plan, assessment),
        *content_rules.p3_assessed(plan, assessment, least=least),
        *content_rules.check(plan, shared=shared),
        *review_rules.check(plan, basis),
    )


def sign(desk: Desk, edit: PlanEdit, *, initiator: object = None) -> Plan:
    """Freeze this version for good; it awaits the other signatures and already binds notes.

    Raises:
        AlreadySignedError: it was signed meanwhile.
        UnreadyPlanError: names each thing still missing.
        NoOpenEpisodeError: the client was discharged meanwhile.
        UnknownSignerError: the store does not know who signs.
    """
    missing = blocking(check(desk, edit))
    if missing:
        raise UnreadyPlanError(missing)
    with desk.write() as writer:
        if _existing(writer, edit.plan.id).is_signed:
            raise AlreadySignedError("plan")
        episodes.require_open(writer, edit.plan.episode_id)
        plan = replace(numbered(edit.plan), state=RecordState.SIGNED)
        plan_rows.fill(writer, plan)
        _record_progress(desk, writer, plan)
        signatures.close(desk, writer, RecordKind.PLAN, plan, _search_text(plan))
    desk.announce(Changes.of(Kind.PLAN, Kind.CLIENT, client_id=plan.client_id, initiator=initiator))
    return plan


def proof(desk: Desk, plan: Plan) -> Proof:
    """The seal and signatures of a signed plan, checked now.

    Raises:
        BrokenSealError: the plan is not what was signed.
    """
    with desk.read() as reader:
        return signatures.proof(reader, desk, RecordKind.PLAN, plan)


def discard(desk: Desk, plan: Plan, *, initiator: object = None) -> None:
    """Throw a draft away; it can be brought back for 30 days.

    Raises:
        AlreadySignedError: a signed plan stays.
    """
    if plan.is_signed:
        raise AlreadySignedError("plan")
    with desk.write() as writer:
        drafts.keep_plan(desk, drafts.plan_edit(writer, _existing(writer, plan.id)))
        draft_rows.discard(writer, RecordKind.PLAN, plan.uid, desk.now())
    desk.announce(Changes.of(Kind.PLAN, client_id=plan.client_id, initiator=initiator))


def bring_back(desk: Desk, plan: Plan, *, initiator: object = None) -> None:
    """Undo `discard`.

    Raises:
        NoOpenEpisodeError: the stay it belongs to has ended.
        NewerPlanError: another draft was started meanwhile; it may be signed by now.
    """
    with desk.write() as writer:
        episodes.require_open(writer, plan.episode_id)
        last = plan_rows.newest_signed(writer, plan.client_id)
        is_signed_over = (
            last is not None and last.episode_id == plan.episode_id and last.version >= plan.version
        )
        if is_signed_over or plan_rows.draft_of(writer, plan.episode_id) is not None:
            raise NewerPlanError
        draft_rows.restore(writer, RecordKind.PLAN, plan.uid)
    desk.announce(Changes.of(Kind.PLAN, client_id=plan.client_id, initiator=initiator))


def progress(desk: Desk, client_id: ClientId) -> tuple[Progress, ...]:
    """Every rating of every objective of a client, oldest first."""
    with desk.read() as reader:
        return tuple(plan_rows.progress_of(reader, client_id))


def standing(desk: Desk, plan: Plan, *, on: date | None = None) -> PlanStanding:
    """Where each objective stands on a day, today by default."""
    day = on or desk.today()
    ratings = progress(desk, plan.client_id)
    return PlanStanding(
        statuses={
            objective.node_uid: status_on(objective, ratings, day)
            for objective in plan.objectives()
        }
    )


def evidence(desk: Desk, client_id: ClientId, node_uid: Uid) -> tuple[Evidence, ...]:
    """The signed notes that worked on an objective, newest first."""
    with desk.read() as reader:
        return tuple(
            Evidence(row=row, rating=rating)
            for row, rating in note_rows.evidence_for(reader, client_id, node_uid)
        )


def due_after_admission(desk: Desk, client_id: ClientId) -> timedelta:
    """How long after the admission the signed plan is due (rule P1 in docs/RULES.md)."""
    return profiles.for_client(desk, client_id).plan_due_within


def review_every(desk: Desk, client_id: ClientId) -> timedelta:
    """How long after a plan its review is due, never moved to a weekday (rule P2)."""
    return profiles.for_client(desk, client_id).plan_review_every


def review_due_on(desk: Desk, plan: Plan) -> date:
    """The day the next review of a signed plan is due."""
    return plan.planned_on + review_every(desk, plan.client_id)


def unsigned_by_client(plan: Plan, known: Proof) -> tuple[Finding, ...]:
    """P9: that neither client nor guardian signed a version, and nobody says why."""
    return signature_rules.p9_client(plan, known.signatures, known.marks.refusals)


def _record_progress(desk: Desk, writer: Writer, plan: Plan) -> None:
    """What the review rated, on the day of the review."""
    for rated in plan.ratings:
        plan_rows.insert_progress(
            writer,
            Progress(
                id=ProgressId(0),
                uid=desk.new_uid(),
                client_id=plan.client_id,
                plan_id=plan.id,
                node_uid=rated.node_uid,
                rated_on=plan.planned_on,
                rating=rated.rating,
            ),
        )


def _existing(reader: Reader, plan_id: PlanId) -> Plan:
    plan = plan_rows.get(reader, plan_id)
    if plan is None:
        raise UnknownRecordError("plan")
    return plan


def _search_text(plan: Plan) -> str:
    goals = tuple(goal.client_words for goal in plan.goals())
    words = tuple(node.text for node in plan.nodes())
    return "\n".join(part for part in (plan.client_words, plan.strengths, *goals, *words) if part)
