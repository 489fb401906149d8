"""What a medication list misses: M1 and M2 fire, and keep quiet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counselor_desk.records.ids import ClientId, MedicationId, ReconciliationId, Uid
from counselor_desk.records.medications import Medication, MedicationList, Reconciliation
from counselor_desk.rules import medications as rules

TODAY = date(2026, 3, 12)
WHO = ClientId(1)


def medication(**facts):
    return Medication(
        id=MedicationId(1), uid=Uid("m"), client_id=WHO, name="Naltrexone", dose="50 mg", **facts
    )


def listed(*medications, checked_on=TODAY):
    checks = (
        (
            Reconciliation(
                id=ReconciliationId(1), uid=Uid("r"), client_id=WHO, checked_on=checked_on
            ),
        )
        if checked_on
        else ()
    )
    return MedicationList(uid=Uid("c"), client_id=WHO, medications=medications, checks=checks)


def found(one):
    return [finding.rule for finding in rules.find(one, TODAY)]


def test_a_list_that_was_gone_through_today_is_quiet():
    assert found(listed(medication())) == []


def test_a_list_that_was_never_gone_through_is_pointed_out():
    assert found(listed(medication(), checked_on=None)) == ["M1"]


@pytest.mark.parametrize(("days", "rules_found"), [(30, []), (31, ["M1"])])
def test_a_check_holds_for_thirty_days(days, rules_found):
    assert found(listed(checked_on=TODAY - timedelta(days=days))) == rules_found


@pytest.mark.parametrize(("days", "rules_found"), [(0, []), (1, ["M2"])])
def test_a_prescription_that_ran_out_is_pointed_out_from_the_next_day(days, rules_found):
    until = TODAY - timedelta(days=days)

    assert found(listed(medication(expected_until=until))) == rules_found


def test_a_stopped_medication_cannot_run_out():
    ended = medication(
        expected_until=TODAY - timedelta(days=9), stopped_on=TODAY, stop_reason="finished"
    )

    assert found(listed(ended)) == []


def test_the_sentence_names_the_medication_and_the_day():
    (finding,) = rules.find(listed(medication(expected_until=date(2026, 3, 1))), TODAY)

    assert "Naltrexone 50 mg ran out on Mar 1" in finding.message
