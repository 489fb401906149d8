"""The assessment on paper: six domains beside what they were, risk, checklist, conclusion."""

from __future__ import annotations

from collections.abc import Mapping

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    ItemList,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Signer,
    Table,
    Text,
    cell,
    plain,
)
from counselor_desk.documents.markup import parse
from counselor_desk.records import dates
from counselor_desk.records.assessments import (
    Assessment,
    CriterionCode,
    DomainChange,
    DomainCode,
    changes,
)
from counselor_desk.records.papers import AssessmentPaper

TITLE = "Assessment summary"
_SCALE = (
    "Ratings go from 0, none, to 4, severe. Ratings and the level of care are the counselor’s "
    "judgment; no level is computed."
)
_NOT_COMPARED = (
    "They do not stand beside those of {day}: the domains had other names and another order then."
)
_NOT_ANSWERED = "not answered"


def build_assessment(paper: AssessmentPaper) -> Document:
    """The assessment as it is signed or drafted."""
    assessment = paper.assessment
    blocks: tuple[Block, ...] = (
        FieldGrid((*papers.client_facts(paper.frame), *_facts(assessment))),
        *_domains(paper),
        *_risk(assessment),
        *_criteria(assessment),
        *_summary(assessment),
        _signature(paper),
    )
    return papers.document(
        paper.frame,
        blocks,
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(assessment.assessed_on)}",
        is_signed=assessment.is_signed,
    )


def _facts(assessment: Assessment) -> tuple[Field, ...]:
    return (
        Field("Assessed on", dates.write(assessment.assessed_on)),
        Field("Occasion", labels.ASSESSMENT_KINDS[assessment.kind]),
        Field("Level assessed", assessment.level_of_care.strip() or "–"),
        Field("Severity of use disorder", labels.SEVERITIES[assessment.severity]),
    )


def _domains(paper: AssessmentPaper) -> tuple[Block, ...]:
    assessment, before = paper.assessment, paper.before
    changed = changes(assessment, before, paper.earlier)
    title = "Domains"
    if before is not None and changed:
        title += f", beside the assessment of {dates.write_in_words(before.assessed_on)}"
    columns = (
        Column("", width=24, is_number=True),
        Column("Domain", share=0.37),
        Column("Rating", width=92),
        Column("Based on", share=0.63),
    )
    rows = tuple(_domain(assessment, code, changed) for code in DomainCode)
    scale = _SCALE
    if before is not None and not changed:
        day = dates.write_in_words(before.assessed_on)
        scale = f"{_SCALE} {_NOT_COMPARED.format(day=day)}"
    return (
        KeepTogether((Heading(plain(title)), Table(columns, rows))),
        Paragraph(plain(scale), is_detail=True),
    )


def _domain(
    assessment: Assessment, code: DomainCode, changed: Mapping[DomainCode, DomainChange]
) -> tuple[Cell, ...]:
    domain = assessment.domain(code)
    rating: list[Text] = [(Run(_rating(domain.rating), bold=True),)]
    if code in changed:
        told = (_was(changed[code]), changed[code].line)
        rating += [(Run(words, muted=True),) for words in told if words]
    return (
        cell(code.value.removeprefix("d")),
        cell(labels.DOMAINS[assessment.edition][code]),
        tuple(rating),
        _lines(domain.narrative) or ((Run("Nothing written yet.", muted=True),),),
    )


def _rating(number: int | None) -> str:
    return "not rated" if number is None else f"{number} · {labels.DOMAIN_RATINGS[number]}"


def _was(change: DomainChange) -> str:
    if change.was is None:
        return "not rated before"
    if change.step == 0:
        return "unchanged"
    return f"was {change.was}, {labels.DOMAIN_RATINGS[change.was]}"


def _lines(text: str) -> Cell:
    """Typed text as the lines of a cell."""
    lines: list[Text] = []
    for block in parse(text):
        if isinstance(block, ItemList):
            lines += [(Run("• "), *item) for item in block.items]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return tuple(lines)


def _risk(assessment: Assessment) -> tuple[Block, ...]:
    """The answers in a frame, then what was found, done and decided."""
    found: list[tuple[str, str]] = []
    if assessment.finds_harm:
        found += (
            ("Thoughts of harm", assessment.ideation),
            ("Intent and plan", assessment.intent),
            ("Means at hand", assessment.means),
            ("What was done about it", assessment.action),
        )
    if assessment.in_withdrawal:
        found.append(("Decision on the withdrawal", assessment.withdrawal_decision))
    details = [block for label, text in found for block in papers.labelled(label, text)]
    heading = Heading(plain("Risk of harm and withdrawal"))
    return (KeepTogether((heading, Callout(plain(_answers(assessment))))), *details)


def _answers(assessment: Assessment) -> str:
    to_self, to_others = (
        labels.HARMS[answer] if answer is not None else _NOT_ANSWERED
        for answer in (assessment.harm_to_self, assessment.harm_to_others)
    )
    told = f"Harm to self: {to_self}. Harm to others: {to_others}."
    level = labels.HARM_LEVELS[assessment.harm_level]
    if assessment.finds_harm and level:
        told += f" Level of risk: {level}."
    withdrawal = {None: _NOT_ANSWERED, True: "yes", False: "no"}[assessment.in_withdrawal]
    return f"{told} Active withdrawal: {withdrawal}."


def _criteria(assessment: Assessment) -> tuple[Block, ...]:
    columns = (
        Column("Criterion", share=0.42),
        Column("Answer", width=72),
        Column("Reason", share=0.58),
    )
    rows = tuple(_criterion(assessment, code) for code in CriterionCode)
    heading = Heading(plain("Fit with this level of care"))
    return (KeepTogether((heading, Table(columns, rows))),)


def _criterion(assessment: Assessment, code: CriterionCode) -> tuple[Cell, ...]:
    criterion = assessment.criterion(code)
    answer: Run = Run("open", muted=True)
    if criterion.answer is not None:
        answer = Run(labels.CRITERION_ANSWERS[criterion.answer], bold=criterion.is_exception)
    reason = _lines(criterion.reason) if criterion.is_exception else ()
    return (cell(labels.CRITERIA[code]), ((answer,),), reason)


def _summary(assessment: Assessment) -> tuple[Block, ...]:
    first, *rest = parse(assessment.summary) or (None,)
    if first is None:
        return ()
    return (KeepTogether((Heading(plain("Summary")), first)), *rest)


def _signature(paper: AssessmentPaper) -> Signature:
    signers = tuple(papers.signer(paper.frame, signature) for signature in paper.signatures)
    waiting = (Signer(name=paper.frame.program.signing_name, role="Counselor"),)
    return Signature(signers or waiting, seal=papers.sealed(paper.seal))
