"""Assessments: start one or reassess, write it, sign it, and see what changed per domain."""

from __future__ import annotations

from dataclasses import replace

from counselor_desk.errors import (
    AlreadySignedError,
    NewerAssessmentError,
    UnknownRecordError,
    UnreadyAssessmentError,
)
from counselor_desk.records.assessments import (
    Assessment,
    AssessmentKind,
    Criterion,
    CriterionCode,
    Domain,
    DomainCode,
    Level,
)
from counselor_desk.records.edits import AssessmentEdit
from counselor_desk.records.ids import AssessmentId, ClientId
from counselor_desk.records.signing import RecordKind, RecordState
from counselor_desk.rules import assessments as assessment_rules
from counselor_desk.rules.assessments import Surroundings
from counselor_desk.rules.findings import Finding, Severity, blocking
from counselor_desk.services import drafts, episodes, signatures
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import without_control_characters
from counselor_desk.services.signatures import Proof
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import drafts as draft_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader


def start(desk: Desk, client_id: ClientId, *, initiator: object = None) -> Assessment:
    """Begin the first assessment of the open episode, or a reassessment of the signed one.

    A reassessment begins with the ratings, the narratives, the level and the severity of the one
    in force, which stays as it is; risk, withdrawal and checklist are asked anew. The first one
    of an episode copies nothing but the names of the domains that the client had last. A draft
    that is already there is returned as it is.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    episode = episodes.open_of(desk, client_id)
    with desk.write() as writer:
        draft = assessment_rows.draft_of(writer, episode.id)
        if draft is not None:
            return drafts.assessment_edit(writer, draft).assessment
        earlier = assessment_rows.of_client(writer, client_id)
        blank = Assessment(
            id=AssessmentId(0),
            uid=desk.new_uid(),
            client_id=client_id,
            episode_id=episode.id,
            assessed_on=desk.today(),
            entered_at=desk.now(),
            domains=tuple(Domain(code=code) for code in DomainCode),
            criteria=tuple(Criterion(code=code) for code in CriterionCode),
        )
        if earlier:
            blank = replace(blank, edition=earlier[0].edition)
        before = assessment_rows.newest_signed(writer, episode.id)
        begun = blank if before is None else _following(blank, before)
        assessment = assessment_rows.insert(writer, begun)
    desk.announce(Changes.of(Kind.ASSESSMENT, client_id=client_id, initiator=initiator))
    return assessment


def of_client(desk: Desk, client_id: ClientId) -> tuple[Assessment, ...]:
    """Every assessment of a client that was not discarded, the newest first.

    A draft says here what it said when it was started; `open_edit` brings what was typed.
    """
    with desk.read() as reader:
        return tuple(assessment_rows.of_client(reader, client_id))


def current(desk: Desk, client_id: ClientId) -> Assessment | None:
    """The assessment being written in the newest episode, else the one in force there."""
    episode = episodes.current(desk, client_id)
    if episode is None:
        return None
    with desk.read() as reader:
        draft = assessment_rows.draft_of(reader, episode.id)
        return draft or assessment_rows.newest_signed(reader, episode.id)


def in_force(desk: Desk, client_id: ClientId) -> Assessment | None:
    """The newest signed assessment of the newest episode; None before the first signature."""
    episode = episodes.current(desk, client_id)
    if episode is None:
        return None
    with desk.read() as reader:
        return assessment_rows.newest_signed(reader, episode.id)


def before(desk: Desk, assessment: Assessment) -> Assessment | None:
    """The signed assessment of the same episode that this one follows; None for the first."""
    with desk.read() as reader:
        return assessment_rows.signed_before(reader, assessment.episode_id, assessment.id)


def earlier(desk: Desk, assessment: Assessment) -> tuple[Assessment, ...]:
    """The signed ones of the same episode before the one it follows, the earliest first."""
    with desk.read() as reader:
        signed = assessment_rows.signed_of(reader, assessment.episode_id)
    return tuple(one for one in signed if one.id < assessment.id)[:-1]


def open_edit(desk: Desk, assessment_id: AssessmentId) -> AssessmentEdit:
    """The assessment with everything typed since it was started.

    Raises:
        UnknownRecordError: there is no such assessment.
    """
    with desk.read() as reader:
        return drafts.assessment_edit(reader, _existing(reader, assessment_id))


def keep(desk: Desk, edit: AssessmentEdit, *, initiator: object = None) -> None:
    """Save what is being typed. Returns when it is on the disk.

    An answer on withdrawal raises or ends a flag, so it is announced as more than a draft.

    Raises:
        AlreadySignedError: the assessment was signed meanwhile.
    """
    now = edit.assessment
    if now.is_signed:
        raise AlreadySignedError("assessment")
    with desk.read() as reader:
        kept = drafts.assessment_edit(reader, _existing(reader, now.id)).assessment
    drafts.keep_assessment(desk, edit)
    is_answered = now.in_withdrawal != kept.in_withdrawal
    kinds = (Kind.DRAFT, Kind.ASSESSMENT) if is_answered else (Kind.DRAFT,)
    desk.announce(Changes.of(*kinds, client_id=now.client_id, initiator=initiator))


def check(desk: Desk, edit: AssessmentEdit) -> tuple[Finding, ...]:
    """What keeps the assessment from being signed, then what wants to be read."""
    with desk.read() as reader:
        return _check(desk, reader, edit)


def sign(desk: Desk, edit: AssessmentEdit, *, initiator: object = None) -> Assessment:
    """Close the assessment for good.

    What an answer has hidden again, such as the action for a risk that is not there, is not
    signed. Text, seal, signature, its place in the search and the end of the draft are one
    transaction.

    Raises:
        AlreadySignedError: it was signed meanwhile.
        UnreadyAssessmentError: names each thing still missing.
        NoOpenEpisodeError: the client was discharged meanwhile.
        UnknownSignerError: the store does not know who signs.
    """
    with desk.write() as writer:
        if _existing(writer, edit.assessment.id).is_signed:
            raise AlreadySignedError("assessment")
        found = _check(desk, writer, edit)
        missing = blocking(found)
        if missing:
            raise UnreadyAssessmentError(missing)
        episodes.require_open(writer, edit.assessment.episode_id)
        assessment = _finished(edit.assessment)
        assessment_rows.fill(writer, assessment)
        text = _search_text(assessment)
        signatures.close(desk, writer, RecordKind.ASSESSMENT, assessment, text)
    kinds = (Kind.ASSESSMENT, Kind.CLIENT)
    desk.announce(Changes.of(*kinds, client_id=assessment.client_id, initiator=initiator))
    return assessment


def discard(desk: Desk, assessment: Assessment, *, initiator: object = None) -> None:
    """Throw a draft away; it can be brought back for 30 days.

    Raises:
        AlreadySignedError: a signed assessment stays.
    """
    with desk.write() as writer:
        kept = _existing(writer, assessment.id)
        if kept.is_signed:
            raise AlreadySignedError("assessment")
        drafts.keep_assessment(desk, drafts.assessment_edit(writer, kept))
        draft_rows.discard(writer, RecordKind.ASSESSMENT, assessment.uid, desk.now())
    client_id = assessment.client_id
    desk.announce(Changes.of(Kind.ASSESSMENT, client_id=client_id, initiator=initiator))


def bring_back(desk: Desk, assessment: Assessment, *, initiator: object = None) -> None:
    """Undo `discard`.

    Raises:
        NoOpenEpisodeError: the stay it belongs to has ended.
        NewerAssessmentError: another one was started meanwhile; it may be signed by now.
    """
    with desk.write() as writer:
        episodes.require_open(writer, assessment.episode_id)
        every = assessment_rows.of_episode(writer, assessment.episode_id)
        if any(one.id > assessment.id for one in every):
            raise NewerAssessmentError
        draft_rows.restore(writer, RecordKind.ASSESSMENT, assessment.uid)
    client_id = assessment.client_id
    desk.announce(Changes.of(Kind.ASSESSMENT, client_id=client_id, initiator=initiator))


def proof(desk: Desk, assessment: Assessment) -> Proof:
    """The seal and signatures of a signed assessment, checked now.

    Raises:
        BrokenSealError: the assessment is not what was signed.
    """
    with desk.read() as reader:
        return signatures.proof(reader, desk, RecordKind.ASSESSMENT, assessment)


def _following(blank: Assessment, before: Assessment) -> Assessment:
    return replace(
        blank,
        kind=AssessmentKind.REASSESSMENT,
        edition=before.edition,
        severity=before.severity,
        level_of_care=before.level_of_care,
        domains=before.domains,
    )


def _existing(reader: Reader, assessment_id: AssessmentId) -> Assessment:
    assessment = assessment_rows.get(reader, assessment_id)
    if assessment is None:
        raise UnknownRecordError("assessment")
    return assessment


def _check(desk: Desk, reader: Reader, edit: AssessmentEdit) -> tuple[Finding, ...]:
    assessment = edit.assessment
    unparsed = tuple(
        Finding(
            rule="A1",
            subject=assessment.uid,
            severity=Severity.BLOCK,
            message=f"“{text}” could not be read as a date."
            if text
            else "Enter the day of the assessment.",
            repair=name,
        )
        for name, text in edit.typed.items()
    )
    earlier = assessment_rows.signed_before(reader, assessment.episode_id, assessment.id)
    episode = episode_rows.get(reader, assessment.episode_id)
    client = client_rows.get(reader, assessment.client_id)
    known = Surroundings(
        today=desk.today(),
        before_on=earlier.assessed_on if earlier is not None else None,
        asked_on=episode.inquiry_on if episode is not None else None,
        born_on=client.born_on if client is not None else None,
    )
    found = assessment_rules.check(assessment, known)
    return (*unparsed, *(one for one in found if one.repair not in edit.typed))


def _finished(assessment: Assessment) -> Assessment:
    """The assessment as it is signed: what the screen shows, without what nobody can see."""
    has_harm, clean = assessment.finds_harm, without_control_characters
    return replace(
        assessment,
        harm_level=assessment.harm_level if has_harm else Level.UNSAID,
        ideation=clean(assessment.ideation) if has_harm else "",
        intent=clean(assessment.intent) if has_harm else "",
        means=clean(assessment.means) if has_harm else "",
        action=clean(assessment.action) if has_harm else "",
        withdrawal_decision=clean(assessment.withdrawal_decision)
        if assessment.in_withdrawal
        else "",
        level_of_care=clean(assessment.level_of_care).strip(),
        summary=clean(assessment.summary),
        state=RecordState.SIGNED,
        domains=tuple(_finished_domain(assessment.domain(code)) for code in DomainCode),
        criteria=tuple(_finished_criterion(assessment.criterion(code)) for code in CriterionCode),
    )


def _finished_domain(domain: Domain) -> Domain:
    return replace(domain, narrative=without_control_characters(domain.narrative))


def _finished_criterion(criterion: Criterion) -> Criterion:
    reason = without_control_characters(criterion.reason) if criterion.is_exception else ""
    return replace(criterion, reason=reason)


def _search_text(assessment: Assessment) -> str:
    texts = (
        *(domain.narrative for domain in assessment.domains),
        assessment.ideation,
        assessment.intent,
        assessment.means,
        assessment.action,
        assessment.withdrawal_decision,
        *(criterion.reason for criterion in assessment.criteria),
        assessment.summary,
    )
    return "\n".join(text for text in texts if text)
