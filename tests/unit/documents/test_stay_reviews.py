"""The continued-stay review on paper: what was asked, what was decided and why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counselor_desk.documents import docx, labels, pdf, text
from counselor_desk.documents.stay_reviews import build_stay_review
from counselor_desk.records.ids import ClientId, EpisodeId, StayReviewId, Uid
from counselor_desk.records.papers import StayReviewPaper
from counselor_desk.records.program import Paper
from counselor_desk.records.stay_reviews import (
    TICKS_FOR_MOVING_ON,
    TICKS_FOR_STAYING,
    StayDecision,
    StayReview,
)


@pytest.fixture
def paper(frame):
    review = StayReview(
        id=StayReviewId(1),
        uid=Uid("s"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        reviewed_on=date(2026, 3, 12),
        plan_version=2,
        is_progressing=True,
        decision=StayDecision.CONTINUE,
        reason="He knows *four* of five triggers.",
        next_on=date(2026, 4, 11),
        made_by="Dana Whitfield, LADC",
        made_at=datetime(2026, 3, 12, 15, tzinfo=UTC),
    )
    return StayReviewPaper(frame=frame, review=review)


def read(paper) -> str:
    return " ".join(text.render(build_stay_review(paper), Paper.LETTER).decode().split())


def test_every_question_is_on_the_page_and_the_ticked_one_says_yes(paper):
    shown = read(paper)

    assert all(
        labels.STAY_TICKS[name] in shown for name in (*TICKS_FOR_STAYING, *TICKS_FOR_MOVING_ON)
    )
    assert shown.count("Yes") == 1


def test_decision_reason_plan_and_next_date_are_told(paper):
    shown = read(paper)

    for part in ("Goes on here", "He knows four of five", "Version 2", "04/11/2026"):
        assert part in shown


def test_a_review_without_a_plan_or_a_next_date_shows_dashes(paper):
    bare = replace(paper, review=replace(paper.review, plan_version=0, next_on=None))

    assert "Version" not in read(bare)


def test_it_is_no_draft(paper):
    assert build_stay_review(paper).furniture.draft_mark == ""


@pytest.mark.parametrize("renderer", [pdf, docx])
def test_it_is_drawn(paper, renderer):
    assert len(renderer.render(build_stay_review(paper), Paper.LETTER)) > 2000
