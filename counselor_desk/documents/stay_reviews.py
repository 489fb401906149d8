"""The continued-stay review on paper: seven ticks, the decision and its reason on one page."""

from __future__ import annotations

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Signature,
    Signer,
    Table,
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.papers import StayReviewPaper
from counselor_desk.records.stay_reviews import TICKS_FOR_MOVING_ON, TICKS_FOR_STAYING

TITLE = "Continued-stay review"


def build_stay_review(paper: StayReviewPaper) -> Document:
    """One review; what was not ticked is on the page too, so that it shows what was asked."""
    review = paper.review
    decision = (Run(labels.STAY_DECISIONS[review.decision], bold=True),)
    blocks: tuple[Block, ...] = (
        FieldGrid((*papers.client_facts(paper.frame), *_facts(paper))),
        _ticks(paper, "What speaks for going on here", TICKS_FOR_STAYING),
        _ticks(paper, "What speaks for moving on", TICKS_FOR_MOVING_ON),
        KeepTogether((Heading(plain("Decision")), Paragraph(decision))),
        *papers.labelled("Reason", review.reason),
        Signature((_maker(paper),)),
    )
    return papers.document(
        paper.frame,
        blocks,
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(review.reviewed_on)}",
        is_signed=True,
    )


def _facts(paper: StayReviewPaper) -> tuple[Field, ...]:
    review, episode = paper.review, paper.frame.episode
    week = episode.week_on(review.reviewed_on)
    return (
        Field("Reviewed on", dates.write(review.reviewed_on)),
        Field("Week", f"{week} of {episode.target_weeks}" if week else "–"),
        Field("Plan", f"Version {review.plan_version}" if review.plan_version else "–"),
        Field("Next review by", papers.written(review.next_on)),
    )


def _ticks(paper: StayReviewPaper, title: str, names: tuple[str, ...]) -> KeepTogether:
    columns = (Column(title), Column("Answer", width=72))
    ticked = paper.review.ticks
    rows = tuple(
        (cell(labels.STAY_TICKS[name]), (_answer(is_yes=name in ticked),)) for name in names
    )
    return KeepTogether((Table(columns, rows),))


def _answer(*, is_yes: bool) -> tuple[Run, ...]:
    return (Run("Yes", bold=True),) if is_yes else (Run("No", muted=True),)


def _maker(paper: StayReviewPaper) -> Signer:
    review = paper.review
    moment = papers.moment(paper.frame, review.made_at)
    return Signer(name=review.made_by, role="Counselor", detail=f"Entered on {moment}")
