"""Rules for discharge summaries: each fires when it should and keeps quiet when it should."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counselor_desk.records.discharges import (
    Discharge,
    DischargeSection,
    DischargeType,
    SummaryPart,
)
from counselor_desk.records.ids import ClientId, DischargeId, EpisodeId, NoteId, Uid
from counselor_desk.rules import discharges as rules
from counselor_desk.rules.discharges import Circumstances, UnsignedNote
from counselor_desk.rules.findings import Severity

READY = Discharge(
    id=DischargeId(1),
    uid=Uid("discharge"),
    client_id=ClientId(1),
    episode_id=EpisodeId(1),
    type=DischargeType.COMPLETED,
    discharged_on=date(2026, 4, 24),
    entered_at=datetime(2026, 4, 24, 15, tzinfo=UTC),
    parts=tuple(
        SummaryPart(code=code, text="What the record says.", built="What the record says.")
        for code in DischargeSection
    ),
)
KNOWN = Circumstances(
    admitted_on=date(2026, 2, 5), last_service_on=date(2026, 4, 23), today=date(2026, 4, 24)
)


def found(discharge=READY, **known):
    findings = rules.check(discharge, replace(KNOWN, **known))
    return [(one.rule, one.repair, one.severity) for one in findings]


def blocks(discharge=READY, **known):
    return [
        (rule, repair)
        for rule, repair, severity in found(discharge, **known)
        if severity is Severity.BLOCK
    ]


def with_text(code, text, discharge=READY):
    parts = tuple(
        replace(part, text=text) if part.code is code else part for part in discharge.parts
    )
    return replace(discharge, parts=parts)


def test_a_whole_summary_has_no_findings():
    assert found() == []


def test_each_unsigned_note_is_named():
    waiting = (
        UnsignedNote(id=NoteId(7), held_on=date(2026, 4, 22)),
        UnsignedNote(id=NoteId(8), held_on=None),
    )

    messages = [one.message for one in rules.check(READY, replace(KNOWN, unsigned=waiting))]

    assert blocks(unsigned=waiting) == [("D2", "note/7"), ("D2", "note/8")]
    assert messages == ["Sign the note of April 22, 2026.", "Sign the note."]


def test_a_plan_that_was_begun_is_a_warning():
    assert found(has_plan_draft=True) == [("D2", "plan", Severity.WARN)]


def test_an_assessment_that_was_begun_is_a_warning():
    assert found(has_assessment_draft=True) == [("D2", "assessment", Severity.WARN)]


def test_an_intake_has_no_admission_to_discharge_from():
    assert blocks(admitted_on=None) == [("D2", "admitted_on")]


def test_a_discharge_before_a_change_of_level_is_refused():
    day = READY.discharged_on

    assert blocks(level_changed_on=day) == []
    assert blocks(level_changed_on=day + timedelta(days=1)) == [("D2", "discharged_on")]


@pytest.mark.parametrize(
    "day",
    [None, date(2026, 2, 4), date(2026, 4, 22), date(2026, 4, 25)],
    ids=["none", "before the admission", "before the last service", "still to come"],
)
def test_a_day_that_cannot_be_blocks(day):
    assert blocks(replace(READY, discharged_on=day)) == [("D2", "discharged_on")]


@pytest.mark.parametrize("day", [date(2026, 4, 23), date(2026, 4, 24)])
def test_the_last_service_and_today_can_be_the_day(day):
    assert found(replace(READY, discharged_on=day)) == []


def test_the_admission_can_be_the_day():
    assert found(replace(READY, discharged_on=date(2026, 2, 5)), last_service_on=None) == []


def test_the_type_has_to_be_chosen():
    untyped = with_text(DischargeSection.TYPE, "", replace(READY, type=None))

    assert blocks(untyped) == [("D2", "type")]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (DischargeType.LEFT, "D5"),
        (DischargeType.TERMINATED, "D4"),
        (DischargeType.TRANSFERRED, "D2"),
        (DischargeType.INCARCERATED, "D2"),
        (DischargeType.DIED, "D2"),
        (DischargeType.OTHER, "D2"),
    ],
)
def test_any_end_but_completion_is_told_in_own_words(kind, rule):
    discharge = replace(READY, type=kind)

    assert blocks(discharge) == [(rule, "type")]
    assert blocks(with_text(DischargeSection.TYPE, "What happened.", discharge)) == []


@pytest.mark.parametrize(
    "code", [code for code in DischargeSection if code is not DischargeSection.STATEMENT]
)
def test_an_empty_section_blocks(code):
    assert blocks(with_text(code, " \n")) == [("D2", code.value)]


def test_an_empty_statement_of_the_client_is_a_warning():
    empty = with_text(DischargeSection.STATEMENT, "")

    assert found(empty) == [("D2", "statement", Severity.WARN)]


def test_nobody_asks_the_dead_for_a_statement():
    died = with_text(DischargeSection.TYPE, "As told by his sister.", READY)
    died = with_text(DischargeSection.STATEMENT, "", replace(died, type=DischargeType.DIED))

    assert found(died) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (DischargeSection.DIAGNOSES, ("D2", "diagnoses", Severity.BLOCK)),
        (DischargeSection.RISK, ("D2", "risk", Severity.BLOCK)),
        (DischargeSection.CONTINUING_CARE, ("D3", "continuing_care", Severity.BLOCK)),
        (DischargeSection.MEDICATIONS, ("D2", "medications", Severity.WARN)),
    ],
)
def test_what_the_record_cannot_say_is_asked_until_it_is_written(code, expected):
    unknown = frozenset({code})

    assert found(unknown=unknown) == [expected]
    assert found(with_text(code, "In my words."), unknown=unknown) == []


def test_what_blocks_comes_before_what_warns():
    severities = [one[2] for one in found(replace(READY, type=None), has_plan_draft=True)]

    assert severities == [Severity.BLOCK, Severity.WARN]
