"""Findings: none without a rule of the catalogue, a source and a way to put it right."""

from __future__ import annotations

import pytest

from counselor_desk.rules.catalogue import CATALOGUE
from counselor_desk.rules.findings import Finding, Severity


def found(rule: str = "N2", repair: str = "objectives") -> Finding:
    return Finding(
        rule=rule, subject="note", severity=Severity.BLOCK, message="Tick one.", repair=repair
    )


def test_a_finding_says_where_its_rule_comes_from():
    assert found().source == CATALOGUE["N2"].source
    assert found().asked_by is CATALOGUE["N2"]


def test_a_finding_of_no_rule_is_refused():
    with pytest.raises(ValueError, match="N99"):
        found(rule="N99")


def test_a_finding_without_a_repair_is_refused():
    with pytest.raises(ValueError, match="N2"):
        found(repair="")


def test_every_rule_says_what_it_wants_and_where_it_comes_from():
    for rule in CATALOGUE.values():
        assert rule.wants.strip(), rule.id
        assert rule.source.strip(), rule.id
