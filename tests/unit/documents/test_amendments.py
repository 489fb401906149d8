"""The answer to a request to amend: what 45 CFR 164.526 wants to be told, in plain words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.amendments import build_answer
from counselor_desk.documents.legal import amendment_words
from counselor_desk.records.amendments import Amendment, Decision, DenialBasis
from counselor_desk.records.ids import AmendmentId, ClientId, Uid
from counselor_desk.records.papers import AmendmentPaper
from counselor_desk.records.program import Paper
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.signing import RecordKind


@pytest.fixture
def paper(frame):
    asked = Amendment(
        id=AmendmentId(1),
        uid=Uid("m"),
        client_id=ClientId(1),
        record_kind=RecordKind.NOTE,
        record_uid=Uid("n"),
        requested_on=date(2026, 3, 1),
        request="The meeting was on *Sunday*, not Saturday.",
        entered_at=datetime(2026, 3, 1, 15, tzinfo=UTC),
    )
    return AmendmentPaper(
        frame=frame, amendment=asked, day=date(2026, 2, 27), session_kind=SessionKind.INDIVIDUAL
    )


def answered(paper, **changes):
    changes = {"decided_on": date(2026, 3, 12)} | changes
    return replace(paper, amendment=replace(paper.amendment, **changes))


def denied(paper, **changes):
    return answered(
        paper,
        decision=Decision.DENIED,
        denial_basis=DenialBasis.ACCURATE_AND_COMPLETE,
        explanation="The sign-in sheet is of Saturday.",
        **changes,
    )


def read(paper) -> str:
    return " ".join(text.render(build_answer(paper), Paper.LETTER).decode().split())


def test_a_letter_names_the_record_and_quotes_the_request(paper):
    shown = read(answered(paper, decision=Decision.ACCEPTED))

    assert "Individual session note, February 27, 2026" in shown
    assert "The meeting was on Sunday, not Saturday." in shown
    assert "Answer due by: 04/30/2026" in shown


def test_a_granted_request_says_where_the_amendment_stands(paper):
    granted = answered(paper, decision=Decision.ACCEPTED)
    shown = read(replace(granted, addendum_at=datetime(2026, 3, 11, 13, 20, tzinfo=UTC)))

    assert "An addendum of March 11, 2026 at 8:20 am stands below the note" in shown
    assert amendment_words("acceptance", "others") in shown


@pytest.mark.parametrize("basis", [one for one in DenialBasis if one is not DenialBasis.NONE])
def test_a_denial_says_its_basis(paper, basis):
    assert amendment_words("bases", basis.value) in read(
        answered(paper, decision=Decision.DENIED, denial_basis=basis, explanation="No.")
    )


@pytest.mark.parametrize("right", ["disagreement", "future_disclosures", "complaint"])
def test_a_denial_says_what_the_client_can_do(paper, right):
    assert amendment_words("denial", right) in read(denied(paper))
    assert amendment_words("denial", right) not in read(answered(paper, decision=Decision.ACCEPTED))


def test_a_denial_has_room_for_whom_to_turn_to(paper):
    assert "Telephone: ____" in read(denied(paper))


def test_an_answer_that_takes_longer_says_why_and_until_when(paper):
    shown = read(
        answered(
            paper,
            decided_on=None,
            extended_on=date(2026, 3, 20),
            extension_reason="The former counselor is asked.",
        )
    )

    assert "You will have our answer by May 30, 2026." in shown
    assert "Why: The former counselor is asked." in shown


def test_a_statement_and_its_answer_stand_on_the_letter(paper):
    shown = read(
        denied(
            paper,
            disagreement="I was there.",
            disagreed_on=date(2026, 3, 14),
            rebuttal="The sheet says no.",
            rebutted_on=date(2026, 3, 15),
        )
    )

    assert "Your statement of disagreement, 03/14/2026" in shown
    assert shown.index("I was there.") < shown.index("The sheet says no.")


def test_the_letter_can_be_made_in_every_format(paper):
    for render in (pdf.render, docx.render, text.render):
        assert render(build_answer(denied(paper)), Paper.LETTER)
