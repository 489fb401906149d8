"""The assessment on paper: what it says, what it is compared with, who signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counselor_desk.documents import docx, labels, pdf, text
from counselor_desk.documents.assessments import build_assessment
from counselor_desk.documents.blocks import strings
from counselor_desk.records.assessments import (
    Assessment,
    AssessmentKind,
    Criterion,
    CriterionAnswer,
    CriterionCode,
    Domain,
    DomainCode,
    Edition,
    Harm,
    Level,
)
from counselor_desk.records.ids import (
    AssessmentId,
    ClientId,
    EpisodeId,
    SealId,
    SignatureId,
    Uid,
)
from counselor_desk.records.papers import AssessmentPaper
from counselor_desk.records.program import Paper
from counselor_desk.records.signatures import Seal, Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind, RecordState
from tests.assessing import filled

SIGNED_AT = datetime(2026, 3, 12, 15, 20, tzinfo=UTC)


@pytest.fixture
def before() -> Assessment:
    return filled(
        Assessment(
            id=AssessmentId(1),
            uid=Uid("first"),
            client_id=ClientId(1),
            episode_id=EpisodeId(1),
            assessed_on=date(2026, 2, 5),
            entered_at=SIGNED_AT,
            state=RecordState.SIGNED,
        )
    )


@pytest.fixture
def paper(frame, before) -> AssessmentPaper:
    begun = replace(
        before,
        id=AssessmentId(2),
        uid=Uid("second"),
        kind=AssessmentKind.REASSESSMENT,
        assessed_on=date(2026, 3, 12),
    )
    made = filled(begun, 0, 1, 2, 1, 2, 4)
    seal = Seal(
        id=SealId(1),
        record_kind=RecordKind.ASSESSMENT,
        record_uid=made.uid,
        version=1,
        canonical=b"{}",
        signature=bytes(64),
        sealed_at=SIGNED_AT,
    )
    signature = Signature(
        id=SignatureId(1),
        record_kind=RecordKind.ASSESSMENT,
        record_uid=made.uid,
        seal_id=seal.id,
        role=SignatureRole.COUNSELOR,
        printed_name="Dana Whitfield",
        credential="LADC",
        method=SignatureMethod.ELECTRONIC,
        signed_at=SIGNED_AT,
    )
    return AssessmentPaper(
        frame=frame, assessment=made, before=before, seal=seal, signatures=(signature,)
    )


def read(paper: AssessmentPaper, **facts: object) -> str:
    changed = replace(paper, assessment=replace(paper.assessment, **facts))
    return " ".join(" ".join(strings(build_assessment(changed))).split())


def test_each_domain_has_its_rating_word_narrative_and_what_it_was(paper):
    told = read(paper)

    assert "Domains, beside the assessment of February 5, 2026" in told
    for name in labels.DOMAINS[Edition.THIRD].values():
        assert name in told
    assert "0 · none" in told
    assert "was 2, moderate" in told
    assert "unchanged" in told
    assert "Four of five triggers known; paydays remain hard." in told


def test_the_ratings_of_all_assessments_stand_in_a_row(paper):
    assert "→" not in read(paper)

    long_ago = replace(paper.before, domains=(Domain(code=DomainCode.D1, rating=4),))

    assert "was 2, moderate 4 → 2 → 0" in read(replace(paper, earlier=(long_ago,)))


def test_the_first_one_is_compared_with_nothing(paper):
    told = read(replace(paper, before=None))

    assert "beside the assessment" not in told
    assert "was " not in told.replace("PHQ-9 11, was 16", "")


def test_the_names_follow_the_edition_and_other_names_are_not_compared(paper):
    told = read(paper, edition=Edition.FOURTH)

    assert labels.DOMAINS[Edition.FOURTH][DomainCode.D6] in told
    assert "beside the assessment" not in told
    assert "do not stand beside those of February 5, 2026" in " ".join(told.split())


def test_names_that_stayed_need_no_such_words(paper):
    assert "do not stand beside" not in " ".join(read(paper).split())


def test_a_present_risk_says_what_was_found_and_done(paper):
    told = read(
        paper,
        harm_to_self=Harm.PRESENT,
        harm_level=Level.MODERATE,
        ideation="Passing thoughts",
        action="Safety plan reviewed",
    )

    assert "Harm to self: present. Harm to others: none. Level of risk: moderate." in told
    assert "Thoughts of harm: Passing thoughts" in told
    assert "What was done about it: Safety plan reviewed" in told


def test_an_unanswered_risk_is_owned_up_to_in_a_draft(paper):
    assert "Harm to self: not answered. Harm to others: none." in read(paper, harm_to_self=None)


def test_what_was_typed_for_a_risk_that_is_not_there_is_not_printed(paper):
    assert "Safety plan" not in read(paper, action="Safety plan")


def test_active_withdrawal_is_printed_with_its_decision(paper):
    told = read(paper, in_withdrawal=True, withdrawal_decision="Sent to the detox unit.")

    assert "Active withdrawal: yes. Decision on the withdrawal: Sent to the detox unit." in told


def test_a_criterion_that_is_overridden_has_its_reason(paper):
    criterion = Criterion(
        code=CriterionCode.HOME,
        answer=CriterionAnswer.OVERRIDDEN,
        reason="Weekends at the brother’s house.",
    )
    told = read(paper, criteria=(criterion,))

    assert "Supportive home Overridden Weekends at the brother’s house." in told
    assert "Able to take part open" in told


def test_level_severity_and_summary_are_printed(paper):
    told = read(paper, summary="Goes on here.")

    assert "Level assessed 2.1" in told
    assert "Severe" in told
    assert "Goes on here." in told


def test_a_signed_one_names_signer_and_seal(paper):
    told = read(paper)

    assert "Signed electronically by Dana Whitfield, LADC" in told
    assert f"Sealed {paper.seal.short}" in told
    assert "DRAFT" not in told


def test_a_plain_one_ends_with_its_signature_on_the_first_page(paper, page_texts):
    (told,) = page_texts(pdf.render(build_assessment(replace(paper, before=None)), Paper.LETTER))

    assert "Signed electronically by Dana Whitfield, LADC" in told


def test_a_draft_is_marked(paper):
    draft = replace(paper, seal=None, signatures=())

    assert "DRAFT, not signed" in read(draft, state=RecordState.DRAFT)


@pytest.mark.parametrize("sheet", list(Paper))
def test_a_long_narrative_goes_over_pages_in_every_format(paper, sheet, page_texts):
    longest = "\n".join(f"Line {number} of what was found." for number in range(150))
    domains = tuple(replace(one, narrative=longest) for one in paper.assessment.domains)
    document = build_assessment(
        replace(paper, assessment=replace(paper.assessment, domains=domains))
    )

    told = " ".join(page_texts(pdf.render(document, sheet)))
    assert told.count("Line 149 of what was found.") == 6
    assert docx.render(document, sheet)
    assert text.render(document, sheet).decode().count("Line 149 of") == 6
