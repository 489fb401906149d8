"""The answer to a request to amend a record, as a letter: granted, denied, or put off."""

from __future__ import annotations

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Document,
    Field,
    FieldGrid,
    Heading,
    ItemList,
    KeepTogether,
    Paragraph,
    Signature,
    Signer,
    plain,
)
from counselor_desk.documents.legal import amendment_words
from counselor_desk.documents.markup import parse
from counselor_desk.records import dates
from counselor_desk.records.amendments import Decision, DenialBasis
from counselor_desk.records.papers import AmendmentPaper
from counselor_desk.records.signing import RecordKind

TITLE = "Answer to your request"
_BLANK = "_" * 24
_RECORDS = {
    RecordKind.PLAN: "Treatment plan",
    RecordKind.ADDENDUM: "Addendum to a note",
    RecordKind.ASSESSMENT: "Assessment",
    RecordKind.DISCHARGE: "Discharge summary",
}


def build_answer(paper: AmendmentPaper) -> Document:
    """The letter; one that is neither granted nor denied tells why it takes longer."""
    amendment = paper.amendment
    match amendment.decision:
        case Decision.ACCEPTED:
            answer = _acceptance(paper)
        case Decision.DENIED:
            answer = _denial(paper)
        case Decision.OPEN:
            answer = _delay(paper)
    blocks: tuple[Block, ...] = (
        FieldGrid((*papers.client_facts(paper.frame), *_facts(paper))),
        Heading(plain("What you asked for")),
        *parse(amendment.request),
        *answer,
        *_afterwards(paper),
        Signature((Signer(name=paper.frame.program.signing_name, role="Counselor"),)),
    )
    return papers.document(
        paper.frame,
        blocks,
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(amendment.requested_on)}",
        is_signed=True,
    )


def record_name(paper: AmendmentPaper) -> str:
    """Which record it is about: "Individual session note, March 9, 2026"."""
    kind = paper.amendment.record_kind
    name = (
        labels.NOTE_TITLES[paper.session_kind]
        if paper.session_kind is not None
        else _RECORDS.get(kind, kind.value.capitalize())
    )
    version = f" version {paper.version}" if paper.version is not None else ""
    day = f", {dates.write_in_words(paper.day)}" if paper.day else ""
    return f"{name}{version}{day}"


def _facts(paper: AmendmentPaper) -> tuple[Field, ...]:
    amendment = paper.amendment
    return (
        Field("You asked on", dates.write(amendment.requested_on)),
        Field("About", record_name(paper)),
        Field("Answer due by", dates.write(amendment.due_on)),
        Field("Answered on", papers.written(amendment.decided_on)),
    )


def _acceptance(paper: AmendmentPaper) -> list[Block]:
    told = "We have granted your request."
    if paper.addendum_at is not None:
        moment = papers.moment(paper.frame, paper.addendum_at)
        told += (
            f" An addendum of {moment} stands below the note and carries the amendment out. The "
            "note itself is kept as it was signed."
        )
    return [
        Heading(plain("Our answer: granted")),
        Paragraph(plain(told)),
        *parse(paper.amendment.explanation),
        Paragraph(plain(amendment_words("acceptance", "others"))),
    ]


def _denial(paper: AmendmentPaper) -> list[Block]:
    amendment = paper.amendment
    basis = amendment.denial_basis
    reason = amendment_words("bases", basis.value) if basis is not DenialBasis.NONE else ""
    rights = tuple(
        plain(amendment_words("denial", name))
        for name in ("disagreement", "future_disclosures", "complaint")
    )
    contact = FieldGrid((Field("Name or title", _BLANK), Field("Telephone", _BLANK)), columns=2)
    return [
        Heading(plain("Our answer: denied")),
        Paragraph(plain(f"We have denied your request. {reason}".strip())),
        *parse(amendment.explanation),
        Heading(plain("What you can do")),
        ItemList(rights),
        KeepTogether((Paragraph(plain("Whom to turn to in our program:")), contact)),
    ]


def _delay(paper: AmendmentPaper) -> list[Block]:
    amendment = paper.amendment
    due = dates.write_in_words(amendment.due_on)
    told = f"We have not decided yet. You will have our answer by {due}."
    return [
        Heading(plain("Our answer takes longer")),
        Paragraph(plain(told)),
        *papers.labelled("Why", amendment.extension_reason),
    ]


def _afterwards(paper: AmendmentPaper) -> list[Block]:
    """The client's statement and the answer to it, which stay with the record."""
    amendment = paper.amendment
    said: list[Block] = []
    for title, text, day in (
        ("Your statement of disagreement", amendment.disagreement, amendment.disagreed_on),
        ("Our answer to your statement", amendment.rebuttal, amendment.rebutted_on),
    ):
        if text:
            said += [Heading(plain(f"{title}, {papers.written(day)}")), *parse(text)]
    return said
