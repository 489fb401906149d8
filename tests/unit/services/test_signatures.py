"""Seals: a signed record is checked against what was signed."""

from dataclasses import replace

import pytest

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.notes import Section, SectionCode
from counselor_desk.services import notes, plans


def test_a_signed_note_proves_itself(desk, note_edit):
    signed = notes.sign(desk, note_edit)

    proof = notes.proof(desk, signed)

    assert [one.printed_name for one in proof.signatures] == ["Dana Whitfield"]


def test_a_changed_word_breaks_the_seal_of_a_note(desk, note_edit):
    signed = notes.sign(desk, note_edit)
    changed = replace(
        signed, sections=(Section(code=SectionCode.DATA, text="other"), *signed.sections[1:])
    )

    with pytest.raises(BrokenSealError):
        notes.proof(desk, changed)


def test_a_moved_target_date_breaks_the_seal_of_a_plan(desk, plan):
    problem = plan.problems[0]
    goal = problem.goals[0]
    objective = replace(goal.objectives[0], target_on=None)
    changed = replace(
        plan,
        problems=(replace(problem, goals=(replace(goal, objectives=(objective,)),)),),
    )

    with pytest.raises(BrokenSealError):
        plans.proof(desk, changed)


def test_the_seal_is_short_on_paper(desk, plan):
    short = plans.proof(desk, plan).seal.short

    assert [len(group) for group in short.split(" ")] == [4, 4, 4, 4]


def test_signing_is_in_the_log(desk, plan):
    with desk.read() as reader:
        acts = reader.rows("SELECT act, table_name, client_id FROM audit_event WHERE act = 'sign'")

    assert acts == [("sign", "plan", plan.client_id)]
