"""A chart in which everything that can be signed is signed."""

from dataclasses import dataclass, replace

from counselor_desk.records.assessments import Criterion, CriterionCode, Domain, DomainCode
from counselor_desk.records.attachments import Attachment, AttachmentKind, MediaType
from counselor_desk.records.clients import Client
from counselor_desk.records.discharges import DischargeSection, SummaryPart
from counselor_desk.records.episodes import Episode
from counselor_desk.records.notes import Addendum, Note
from counselor_desk.records.plans import Plan, Progress, Rating, ReviewRating
from counselor_desk.records.signatures import (
    Refusal,
    Seal,
    Signature,
    SignatureMethod,
    SignatureRole,
)
from counselor_desk.records.signing import RecordKind
from counselor_desk.storage import (
    addenda,
    assessments,
    attachments,
    attendance,
    clients,
    discharges,
    episodes,
    notes,
    plans,
    seals,
    sessions,
    signatures,
)
from tests.unit.storage import samples


@dataclass(frozen=True)
class Chart:
    client: Client
    episode: Episode
    plan: Plan
    note: Note
    addendum: Addendum
    attachment: Attachment
    seal: Seal


def make(db):
    """Write the chart of the sample client."""
    client = clients.insert(db, samples.client())
    episode = episodes.insert(db, samples.episode(client.id))
    rated = ReviewRating(node_uid=samples.uid(), rating=Rating.SAME)
    plan = sign_plan(db, samples.plan(client.id, episode.id, ratings=(rated,)))
    session = sessions.insert(db, samples.session())
    there = attendance.insert(db, samples.attendance(session.id, client.id, episode.id))
    started = samples.note(client.id, episode.id, plan, attendance_id=there.id)
    note = sign_note(db, started)
    seal = seals.make(db, RecordKind.NOTE, note.uid, samples.canonical(note), samples.AT)
    later = addenda.insert(db, samples.addendum(note, text="It was a Sunday."))
    addendum = replace(later, state=samples.SIGNED)
    addenda.fill(db, addendum)
    scan = attachments.insert(db, _scan(client))
    signatures.insert(db, _signature(note, seal, scan))
    signatures.insert_refusal(db, _refusal(plan))
    plans.insert_progress(db, _progress(note))
    return Chart(client, episode, plan, note, addendum, scan, seal)


def sign_plan(db, plan, at=samples.AT):
    """Start a plan, fill it, seal it."""
    signed = replace(plans.insert(db, plan), state=samples.SIGNED)
    plans.fill(db, signed)
    seals.make(db, RecordKind.PLAN, signed.uid, samples.canonical(signed), at)
    return signed


def sign_note(db, note):
    """Start a note and fill it."""
    signed = replace(notes.insert(db, note), state=samples.SIGNED)
    notes.fill(db, signed)
    return signed


def sign_assessment(db, client, episode):
    """Start an assessment with a domain and a criterion, and fill it."""
    begun = samples.assessment(
        client.id,
        episode.id,
        domains=(Domain(code=DomainCode.D1),),
        criteria=(Criterion(code=CriterionCode.HOME),),
    )
    signed = replace(assessments.insert(db, begun), state=samples.SIGNED)
    assessments.fill(db, signed)
    return signed


def sign_discharge(db, client, episode):
    """Start a discharge summary with one section, and fill it."""
    part = SummaryPart(code=DischargeSection.RISK, text="None reported.")
    begun = samples.discharge(client.id, episode.id, parts=(part,))
    signed = replace(discharges.insert(db, begun), state=samples.SIGNED)
    discharges.fill(db, signed)
    return signed


def _scan(client):
    return Attachment(
        id=0,
        uid=samples.uid(),
        client_id=client.id,
        kind=AttachmentKind.DRAWN_SIGNATURE,
        media_type=MediaType.PNG,
        content=b"png",
        sha256="00",
        made_at=samples.AT,
    )


def _signature(note, seal, scan):
    return Signature(
        id=0,
        record_kind=RecordKind.NOTE,
        record_uid=note.uid,
        seal_id=seal.id,
        role=SignatureRole.COUNSELOR,
        printed_name="D. Whitfield",
        credential="LCDC",
        method=SignatureMethod.DRAWN,
        signed_at=samples.AT,
        attachment_id=scan.id,
    )


def _refusal(plan):
    return Refusal(
        id=0,
        uid=samples.uid(),
        record_kind=RecordKind.PLAN,
        record_uid=plan.uid,
        client_id=plan.client_id,
        role=SignatureRole.CLIENT,
        printed_name="Marcus Reyes",
        reason="He wants to read it at home first.",
        refused_on=samples.DAY,
        noted_at=samples.AT,
    )


def _progress(note):
    linked = note.objectives[0]
    return Progress(
        id=0,
        uid=samples.uid(),
        client_id=note.client_id,
        plan_id=linked.plan_id,
        node_uid=linked.node_uid,
        rated_on=samples.DAY,
        rating=Rating.BETTER,
        note_id=note.id,
    )
