"""The treatment plan on paper: what it says, who signs it, how a draft shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.plans import build_plan
from counselor_desk.records import plan_tree
from counselor_desk.records.plans import ObjectiveCategory, ObjectiveStatus
from counselor_desk.records.program import Paper
from counselor_desk.records.signatures import SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordState

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"


def read(paper) -> str:
    return text.render(build_plan(paper), Paper.LETTER).decode()


@pytest.fixture(scope="module")
def draft_paper(plan_paper):
    draft = replace(plan_paper.plan, state=RecordState.DRAFT)
    return replace(plan_paper, plan=draft, seal=None, signatures=())


def signature_of(paper) -> b.Signature:
    (found,) = [one for one in build_plan(paper).blocks if isinstance(one, b.Signature)]
    return found


def test_a_signed_plan_reads_as_it_always_did(plan_paper):
    assert read(plan_paper) == (GOLDEN / "treatment_plan.txt").read_text(encoding="utf-8")


def test_name_and_number_stand_in_the_box_and_in_the_running_head(plan_paper):
    document = build_plan(plan_paper)

    assert b.Field("Client", "Marcus Reyes") in document.blocks[0].fields
    assert b.Field("Record number", "CD-0147") in document.blocks[0].fields
    assert document.furniture.running_head.startswith("Marcus Reyes · CD-0147 · Treatment plan")


def test_the_file_itself_does_not_name_the_client(plan_paper):
    meta = build_plan(plan_paper).meta

    assert meta.title == "Treatment plan CD-0147"
    assert "Reyes" not in f"{meta.title} {meta.subject} {meta.author}"


def test_the_client_is_quoted_once(plan_paper):
    typed = replace(plan_paper, plan=replace(plan_paper.plan, client_words="“My license.”"))

    assert "Client’s words: “My license.”" in read(typed)
    assert "In the client’s words: “No more mornings like that.”" in read(plan_paper)


def test_what_was_not_written_is_not_printed(plan_paper):
    assert "Needs" not in read(plan_paper)


def test_who_and_how_often_stand_unbroken_on_their_own_line(plan_paper):
    paragraphs = [run.text for run in _muted(build_plan(plan_paper))]

    assert "group leader · 2 × week".replace(" ", "\xa0").replace("\xa0·\xa0", " · ") in paragraphs


def _muted(part: object) -> list[b.Run]:
    if isinstance(part, b.Run):
        return [part] if part.muted else []
    if isinstance(part, tuple):
        return [run for member in part for run in _muted(member)]
    if hasattr(part, "__dataclass_fields__"):
        return [run for name in part.__dataclass_fields__ for run in _muted(getattr(part, name))]
    return []


def test_the_status_column_names_the_day_of_printing(plan_paper):
    assert "Status on" in read(plan_paper)
    assert "03/12/2026" in read(plan_paper)


def test_what_an_objective_builds_stands_as_a_small_word_behind_it(plan_paper, page_texts):
    objective = next(plan_paper.plan.objectives())
    building = replace(objective, category=ObjectiveCategory.SOCIAL_SKILLS)
    paper = replace(plan_paper, plan=plan_tree.replaced(plan_paper.plan, building))
    word = b.Run(" · social skills", muted=True)

    assert word in _muted(build_plan(paper))
    assert word not in _muted(build_plan(plan_paper))
    pages = " ".join(page_texts(pdf.render(build_plan(paper), Paper.LETTER)))
    assert "· social skills" in " ".join(pages.split())


def test_a_met_objective_says_when(plan_paper):
    assert plan_paper.statuses["o3"] is ObjectiveStatus.MET
    assert "Met 02/24/2026" in read(plan_paper)


def test_who_has_signed_is_printed_and_who_has_not_gets_a_line(plan_paper):
    signers = signature_of(plan_paper).signers

    assert [one.role for one in signers] == ["Client", "Counselor", "Clinical supervisor"]
    assert [bool(one.signed) for one in signers] == [False, True, False]
    assert signers[1].signed == "Signed electronically by D. Whitfield, LCDC"
    assert signers[1].detail == "on February 12, 2026 at 4:05 pm"


def test_a_guardian_who_signed_on_paper_is_printed_too(plan_paper):
    guardian = replace(
        plan_paper.signatures[0],
        role=SignatureRole.GUARDIAN,
        method=SignatureMethod.PAPER,
        printed_name="Ann Reyes",
        credential="",
    )
    paper = replace(plan_paper, signatures=(*plan_paper.signatures, guardian))

    assert "Signed on paper by Ann Reyes" in read(paper)


def test_the_seal_stands_once_below_the_signatures(plan_paper):
    assert signature_of(plan_paper).seal == f"Sealed {plan_paper.seal.short}"
    assert read(plan_paper).count("Sealed") == 1


def test_a_draft_says_so_and_has_no_seal(draft_paper, page_texts):
    pages = page_texts(pdf.render(build_plan(draft_paper), Paper.LETTER))

    assert all("DRAFT, not signed" in page for page in pages)
    assert "Sealed" not in read(draft_paper)
    assert "Signed" not in read(draft_paper)


def test_a_draft_without_goals_can_be_printed(draft_paper):
    problem = replace(draft_paper.plan.problems[0], goals=())
    paper = replace(draft_paper, plan=replace(draft_paper.plan, problems=(problem,)))

    assert "No goals yet." in read(paper)
    for render in (pdf.render, docx.render):
        assert render(build_plan(paper), Paper.A4)


def test_a_draft_is_numbered_by_position(draft_paper):
    first, *rest = draft_paper.plan.problems
    moved = replace(draft_paper, plan=replace(draft_paper.plan, problems=(*rest, first)))

    assert "Problem 1 · Unemployed" in read(moved)


def test_the_notice_of_42_cfr_part_2_is_in_the_foot(plan_paper):
    notice = build_plan(plan_paper).furniture.notice

    assert notice == "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


@pytest.mark.parametrize("paper", list(Paper))
def test_problem_goal_and_signatures_stand_where_they_belong(plan_paper, page_texts, paper):
    pages = page_texts(pdf.render(build_plan(plan_paper), paper))
    (last,) = [page for page in pages if "Signatures" in page]

    assert "2.1.1" in last
