"""Somebody with the key of the file and any SQL tool edits a signed record: its seal tells."""

import contextlib
from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.discharges import DischargeSection, DischargeType
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import addenda, checks, discharges, notes, signatures, summaries
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import connection
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.addenda import signed as signed_addenda
from tests import assessing

EDITS = {
    "plan": (RecordKind.PLAN, "UPDATE plan SET strengths = 'x'"),
    "plan_goal": (RecordKind.PLAN, "UPDATE plan_goal SET text = 'x'"),
    "plan_objective": (RecordKind.PLAN, "UPDATE plan_objective SET target_on = NULL"),
    "note": (RecordKind.NOTE, "UPDATE note SET topic = 'x'"),
    "note_section": (RecordKind.NOTE, "DELETE FROM note_section WHERE position = 1"),
    "note_objective": (RecordKind.NOTE, "UPDATE note_objective SET rating = 'met'"),
    "addendum": (RecordKind.ADDENDUM, "UPDATE addendum SET text = 'It was a Friday.'"),
    "discharge": (RecordKind.DISCHARGE, "UPDATE discharge SET type = 'left'"),
    "discharge_part": (RecordKind.DISCHARGE, "UPDATE discharge_part SET text = 'x'"),
    "assessment": (RecordKind.ASSESSMENT, "UPDATE assessment SET harm_to_self = 'present'"),
    "assessment_domain": (RecordKind.ASSESSMENT, "UPDATE assessment_domain SET rating = 0"),
    "assessment_criterion": (
        RecordKind.ASSESSMENT,
        "UPDATE assessment_criterion SET answer = 'not_met' WHERE code = 'home'",
    ),
}
"""By the table whose lock is broken: the record that is edited, and how."""

SIGNED = {
    RecordKind.PLAN: plan_rows.signed,
    RecordKind.NOTE: note_rows.signed,
    RecordKind.ADDENDUM: signed_addenda,
    RecordKind.DISCHARGE: discharge_rows.signed,
    RecordKind.ASSESSMENT: assessment_rows.signed,
}


@pytest.fixture
def chart(desk, client, plan, note_edit):
    """A signed plan, assessment, note, addendum and discharge summary."""
    assessing.signed(desk, client.id)
    note = notes.sign(desk, note_edit)
    addenda.sign(desk, replace(addenda.start(desk, note.id), text="It was a Sunday."))
    started = discharges.start(desk, client.id)
    edit = discharges.open_edit(desk, started.id)
    dated = replace(edit.discharge, type=DischargeType.COMPLETED, discharged_on=date(2026, 3, 12))
    facts = discharges.gather(desk, started)
    edit = summaries.refreshed(replace(edit, discharge=dated), facts)
    for code in (DischargeSection.DIAGNOSES, DischargeSection.CONTINUING_CARE):
        edit = summaries.written(edit, code, "F10.20, follow-up on March 19.")
    discharges.sign(desk, edit)


@contextlib.contextmanager
def outside(desk):
    """The records in another tool: the key of the file and no guard."""
    vault = desk.vault
    key = vault._root.database_key(vault.key_document.key_epoch)
    with contextlib.closing(connection.open_connection(vault.folder / "records.db", key)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        yield raw


def edit_outside(desk, table):
    """A careful edit, which leaves no trace in the log."""
    with outside(desk) as raw:
        for work in ("lock", "audit"):
            for act in ("update", "delete"):
                raw.execute(f"DROP TRIGGER {work}_{table}_{act}")
        assert raw.execute(EDITS[table][1]).rowcount > 0


def proof(desk, kind):
    with desk.read() as reader:
        return signatures.proof(reader, desk, kind, next(iter(SIGNED[kind](reader))))


def test_every_kind_of_record_that_is_signed_is_edited():
    assert {kind for kind, _ in EDITS.values()} == set(SIGNED) == set(RecordKind)


@pytest.mark.parametrize("kind", SIGNED)
def test_what_nobody_edited_matches_its_seal(desk, chart, kind):
    assert proof(desk, kind).seal.record_kind is kind


@pytest.mark.parametrize("table", EDITS)
def test_an_edit_by_another_tool_breaks_the_seal(desk, chart, table):
    edit_outside(desk, table)

    with pytest.raises(BrokenSealError):
        proof(desk, EDITS[table][0])


@pytest.mark.parametrize(
    "table", ["plan", "note_section", "addendum", "discharge_part", "assessment_domain"]
)
def test_the_check_of_the_store_finds_an_edit_by_another_tool(desk, chart, table):
    edit_outside(desk, table)

    found = {result.name: result.is_good for result in checks.run(desk)}

    assert found["seals"] is False


def test_a_signature_that_another_tool_gave_to_somebody_else_breaks_the_seal(desk, chart):
    with outside(desk) as raw:
        raw.execute("DROP TRIGGER lock_signature_update")
        raw.execute("UPDATE signature SET printed_name = 'A. Nother'")

    with pytest.raises(BrokenSealError):
        proof(desk, RecordKind.NOTE)


def test_a_seal_that_another_tool_took_away_is_missed(desk, chart):
    with outside(desk) as raw:
        raw.execute("DROP TRIGGER lock_seal_delete")
        raw.execute("DELETE FROM seal WHERE record_kind = 'addendum'")

    with pytest.raises(BrokenSealError):
        proof(desk, RecordKind.ADDENDUM)
