"""The signature block prints who signed and how, who did not and why, and who still will."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.plans import build_plan
from counselor_desk.records.ids import ClientId, RefusalId, SignatureId, Uid
from counselor_desk.records.program import Paper
from counselor_desk.records.signatures import (
    Refusal,
    SignatureMarks,
    SignatureMethod,
    SignatureRole,
)
from counselor_desk.records.signing import RecordKind
from counselor_desk.records.store_settings import PaperNames

AT = datetime(2026, 2, 12, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def drawing():
    """A signature as the pad makes it."""
    picture = Image.new("L", (900, 260), 255)
    ImageDraw.Draw(picture).line(
        [(20, 220), (180, 30), (240, 230), (420, 60), (520, 200), (880, 160)], fill=0, width=8
    )
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def signed_by(paper, role, method, **facts):
    (counselor,) = paper.signatures
    known = {"printed_name": "Marcus Reyes", "credential": "", "signed_at": AT}
    return replace(counselor, id=SignatureId(7), role=role, method=method, **(known | facts))


@pytest.fixture
def drawn(plan_paper, drawing):
    client = signed_by(plan_paper, SignatureRole.CLIENT, SignatureMethod.DRAWN)
    return replace(
        plan_paper,
        signatures=(*plan_paper.signatures, client),
        marks=SignatureMarks(drawn={client.id: drawing}),
    )


@pytest.fixture
def refused(plan_paper):
    refusal = Refusal(
        id=RefusalId(1),
        uid=Uid("r"),
        record_kind=RecordKind.PLAN,
        record_uid=Uid("p"),
        client_id=ClientId(1),
        role=SignatureRole.CLIENT,
        printed_name="Marcus Reyes",
        reason="He wants to talk to his lawyer first.",
        refused_on=date(2026, 2, 12),
        noted_at=AT,
    )
    return replace(plan_paper, marks=SignatureMarks(refusals=(refusal,)))


def signers(paper):
    return build_plan(paper).blocks[-1].signers


def written(paper):
    return text.render(build_plan(paper), Paper.LETTER).decode("utf-8")


def test_what_was_drawn_stands_above_the_name(drawn, drawing):
    client = signers(drawn)[0]

    assert client.picture == drawing
    assert client.signed == "Signed by hand on the screen by Marcus Reyes"


def test_the_pdf_shows_what_was_drawn(drawn, plan_paper):
    with_picture = pdf.render(build_plan(drawn), Paper.LETTER)
    without = pdf.render(build_plan(plan_paper), Paper.LETTER)

    assert with_picture.count(b"/Subtype /Image") == without.count(b"/Subtype /Image") + 1


def test_the_word_file_shows_what_was_drawn(drawn, drawing):
    with zipfile.ZipFile(BytesIO(docx.render(build_plan(drawn), Paper.LETTER))) as parts:
        media = [parts.read(name) for name in parts.namelist() if "media" in name]

    assert media == [drawing]


def test_a_drawn_name_is_left_out_where_the_client_is_named_by_initials(drawn):
    hidden = replace(drawn, frame=replace(drawn.frame, names=PaperNames.INITIALS))

    assert signers(hidden)[0].picture == b""


def test_a_pen_leaves_a_day_and_no_time(plan_paper):
    client = signed_by(plan_paper, SignatureRole.CLIENT, SignatureMethod.PAPER)
    paper = replace(plan_paper, signatures=(*plan_paper.signatures, client))

    assert signers(paper)[0].detail == "on February 12, 2026"


def test_who_did_not_sign_stands_there_with_the_reason(refused):
    words = " ".join(written(refused).split())

    assert "Not signed by Marcus Reyes" in words
    assert "asked on February 12, 2026: He wants to talk to his lawyer first." in words


def test_who_refused_gets_no_line_to_sign_on(refused, plan_paper):
    lines = [one.role for one in signers(plan_paper) if not one.signed]

    assert "Client" in lines
    assert "Client" not in [one.role for one in signers(refused) if not one.signed]


def test_who_signed_later_after_all_is_not_said_to_have_refused(refused):
    client = signed_by(refused, SignatureRole.CLIENT, SignatureMethod.TYPED)
    paper = replace(refused, signatures=(*refused.signatures, client))

    assert "Not signed" not in written(paper)
    assert "Signed by typed name by Marcus Reyes" in " ".join(written(paper).split())


def test_both_parents_are_printed(plan_paper):
    parents = [
        signed_by(plan_paper, SignatureRole.GUARDIAN, SignatureMethod.TYPED, printed_name=name)
        for name in ("Gloria Reyes", "Hector Reyes")
    ]
    paper = replace(plan_paper, signatures=(*plan_paper.signatures, *parents))

    assert [one.name for one in signers(paper) if one.role == "Parent or guardian"] == [
        "Gloria Reyes",
        "Hector Reyes",
    ]
