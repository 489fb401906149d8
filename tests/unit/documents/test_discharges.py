"""The discharge summary on paper: what it says, what becomes a table, who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counselor_desk.documents import blocks as b
from counselor_desk.documents import docx, pdf, text
from counselor_desk.documents.discharges import build_discharge
from counselor_desk.records.discharges import (
    Discharge,
    DischargeSection,
    DischargeType,
    SummaryPart,
)
from counselor_desk.records.ids import (
    ClientId,
    DischargeId,
    EpisodeId,
    SealId,
    SignatureId,
    Uid,
)
from counselor_desk.records.papers import DischargePaper
from counselor_desk.records.program import Paper
from counselor_desk.records.signatures import Seal, Signature, SignatureMethod, SignatureRole
from counselor_desk.records.signing import RecordKind, RecordState

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
SIGNED_AT = datetime(2026, 4, 24, 21, 38, tzinfo=UTC)

TEXTS = {
    DischargeSection.ADMISSION: (
        "Marcus was admitted to intensive outpatient care on February 5, 2026. In the client’s "
        "words: “I want my license back.”"
    ),
    DischargeSection.TYPE: "Marcus completed treatment and was discharged on April 24, 2026.",
    DischargeSection.SERVICES: (
        "12 weeks in the program.\n"
        "Group · 31 of 36 · 93.0 h · 86 %\n"
        "Individual · 11 of 12 · 9.2 h · 92 %\n"
        "In all 42 sessions and 102.2 h were attended."
    ),
    DischargeSection.COURSE: "He returned to use *once*.\n\nMood rose from week four.",
    DischargeSection.GOALS: (
        "1.1 · Reach and keep abstinence · 2 of 3 objectives met · Partly met\n"
        "2.1 · Sleep seven hours · 1 of 1 objective met · Met"
    ),
    DischargeSection.DIAGNOSES: (
        "F10.20 · Alcohol use, severe · Alcohol use, severe, in early remission\n"
        "Ratings by domain are not recorded."
    ),
    DischargeSection.MEASURES: "No measures are recorded.",
    DischargeSection.MEDICATIONS: "Naltrexone 50 mg daily, Dr. Alvarez.",
    DischargeSection.RISK: "No risk was reported at any of 11 sessions with a check.",
    DischargeSection.FAMILY: "The family took part in 2 family sessions.",
    DischargeSection.CONTINUING_CARE: (
        "First appointment: May 4, 2026, Dr. Alvarez.\n- Work: Forklift card. Open: client."
    ),
    DischargeSection.STATEMENT: "“I can be counted on again.”",
}


@pytest.fixture(scope="module")
def paper(frame) -> DischargePaper:
    discharge = Discharge(
        id=DischargeId(1),
        uid=Uid("d"),
        client_id=ClientId(1),
        episode_id=EpisodeId(1),
        state=RecordState.SIGNED,
        type=DischargeType.COMPLETED,
        discharged_on=date(2026, 4, 24),
        last_service_on=date(2026, 4, 23),
        entered_at=SIGNED_AT,
        parts=tuple(SummaryPart(code=code, text=TEXTS[code]) for code in DischargeSection),
    )
    seal = Seal(
        id=SealId(1),
        record_kind=RecordKind.DISCHARGE,
        record_uid=Uid("d"),
        version=1,
        canonical=b"d",
        signature=b"",
        sealed_at=SIGNED_AT,
    )
    signature = Signature(
        id=SignatureId(1),
        record_kind=RecordKind.DISCHARGE,
        record_uid=Uid("d"),
        seal_id=SealId(1),
        role=SignatureRole.COUNSELOR,
        printed_name="D. Whitfield",
        credential="LCDC",
        method=SignatureMethod.ELECTRONIC,
        signed_at=SIGNED_AT,
    )
    return DischargePaper(frame=frame, discharge=discharge, seal=seal, signatures=(signature,))


def read(paper) -> str:
    return text.render(build_discharge(paper), Paper.LETTER).decode()


def with_text(paper, code, words) -> DischargePaper:
    parts = tuple(
        replace(part, text=words) if part.code is code else part for part in paper.discharge.parts
    )
    return replace(paper, discharge=replace(paper.discharge, parts=parts))


def flat(blocks) -> list[b.Block]:
    return [
        inner
        for block in blocks
        for inner in (flat(block.blocks) if isinstance(block, b.KeepTogether) else [block])
    ]


def tables(paper) -> list[b.Table]:
    return [one for one in flat(build_discharge(paper).blocks) if isinstance(one, b.Table)]


def signature_of(paper) -> b.Signature:
    (found,) = [one for one in build_discharge(paper).blocks if isinstance(one, b.Signature)]
    return found


def test_a_signed_summary_reads_as_it_always_did(paper):
    assert read(paper) == (GOLDEN / "discharge_summary.txt").read_text(encoding="utf-8")


def test_the_twelve_sections_are_numbered(paper):
    headings = [one for one in flat(build_discharge(paper).blocks) if isinstance(one, b.Heading)]

    assert b.words(headings[0].text) == "1 · Admission"
    assert b.words(headings[-1].text) == "12 · Client statement"


def test_the_type_stands_in_the_box_with_its_code(paper):
    assert b.Field("Discharge type", "1 Completed") in build_discharge(paper).blocks[0].fields
    assert b.Field("Weeks", "12") in build_discharge(paper).blocks[0].fields


def test_goals_services_and_diagnoses_are_tables(paper):
    services, goals, diagnoses = tables(paper)

    assert [column.title for column in goals.columns] == ["", "Goal", "Progress", "Outcome"]
    assert len(services.rows) == len(goals.rows) == 2
    assert len(diagnoses.rows) == 1


def test_what_is_no_row_stays_running_text(paper):
    typed = with_text(paper, DischargeSection.GOALS, "1.1 · one cell too few\n\nAll goals met.")

    assert len(tables(typed)) == 2
    assert "All goals met." in read(typed)


def test_a_dot_in_another_section_makes_no_table(paper):
    typed = with_text(paper, DischargeSection.COURSE, "a · b · c · d")

    assert len(tables(typed)) == 3


def test_an_empty_statement_says_so(paper):
    assert "No statement was given." in read(with_text(paper, DischargeSection.STATEMENT, " "))


def test_the_file_itself_does_not_name_the_client(paper):
    meta = build_discharge(paper).meta

    assert meta.title == "Discharge summary CD-0147"
    assert "Reyes" not in f"{meta.title} {meta.subject} {meta.author}"


def test_client_and_supervisor_get_lines_and_the_counselor_has_signed(paper):
    roles = [(one.role, bool(one.signed)) for one in signature_of(paper).signers]

    assert roles == [("Client", False), ("Counselor", True), ("Clinical supervisor", False)]


def test_nobody_waits_for_the_signature_of_a_client_who_died(paper):
    died = replace(paper, discharge=replace(paper.discharge, type=DischargeType.DIED))

    assert [one.role for one in signature_of(died).signers] == ["Counselor", "Clinical supervisor"]


def test_a_draft_is_marked_on_every_page(paper):
    draft = replace(paper.discharge, state=RecordState.DRAFT)

    document = build_discharge(replace(paper, discharge=draft, seal=None, signatures=()))

    assert document.furniture.draft_mark


def test_an_empty_draft_can_be_printed(paper):
    empty = replace(
        paper.discharge, state=RecordState.DRAFT, type=None, discharged_on=None, parts=()
    )

    assert "Nothing written yet." in read(replace(paper, discharge=empty, signatures=()))


@pytest.mark.parametrize("size", list(Paper))
@pytest.mark.parametrize(("render", "start"), [(pdf.render, b"%PDF"), (docx.render, b"PK")])
def test_every_format_is_written_on_every_paper(paper, render, start, size):
    assert render(build_discharge(paper), size).startswith(start)
