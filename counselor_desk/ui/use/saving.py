"""Keeps what a panel says: one way for each kind of fact, with what is wrong by its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from counselor_desk.errors import DeskError, ImpossibleDateError
from counselor_desk.records.circumstances import Circumstances
from counselor_desk.records.cravings import Craving
from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.records.substances import ReturnToUse, Substance
from counselor_desk.services import circumstances, cravings, drug_tests, substances
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.drug_tests import NewTest
from counselor_desk.services.substances import NewReturn, NewSubstance

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId
    from counselor_desk.services.desk import Desk

Fact = Substance | ReturnToUse | DrugTest | Craving | Circumstances
Problems = dict[str, DeskError]
Values = Mapping[str, Any]


class FactKind(StrEnum):
    """A kind of fact, and the part of the view it stands in."""

    SUBSTANCE = "substances"
    RETURN = "returns"
    OVERDOSE = "overdoses"
    URGE = "cravings"
    TEST = "tests"


def keep(
    desk: Desk, client_id: ClientId, kind: FactKind, record: Fact | None, values: Values
) -> Problems:
    """Keep a new fact, or a changed one; what keeps it from being kept, empty once it is.

    Raises:
        DeskError: nothing of it can be written, for a reason that belongs to no field.
    """
    keepers: dict[FactKind, Callable[[], Problems]] = {
        FactKind.SUBSTANCE: lambda: _keep_substance(desk, client_id, record, values),
        FactKind.RETURN: lambda: _keep_return(desk, client_id, values),
        FactKind.OVERDOSE: lambda: _keep_overdoses(desk, client_id, values),
        FactKind.URGE: lambda: _keep_urge(desk, client_id, record, values),
        FactKind.TEST: lambda: _keep_test(desk, client_id, record, values),
    }
    return keepers[kind]()


def _keep_substance(
    desk: Desk, client_id: ClientId, record: Fact | None, values: Values
) -> Problems:
    if isinstance(record, Substance):
        changed = replace(record, **values)
        problems = substances.problems(desk, client_id, changed)
        if not problems:
            substances.change(desk, changed)
        return problems
    new = NewSubstance(**values)
    problems = substances.problems(desk, client_id, new)
    if not problems:
        substances.add(desk, client_id, new)
    return problems


def _keep_return(desk: Desk, client_id: ClientId, values: Values) -> Problems:
    new = NewReturn(**values)
    problems = substances.return_problems(desk, client_id, new)
    if not problems:
        substances.record_return(desk, client_id, new)
    return problems


def _keep_test(desk: Desk, client_id: ClientId, record: Fact | None, values: Values) -> Problems:
    if isinstance(record, DrugTest):
        changed = replace(record, **values)
        problems = drug_tests.problems(desk, client_id, changed)
        if not problems:
            drug_tests.change(desk, changed)
        return problems
    new = NewTest(**values)
    problems = drug_tests.problems(desk, client_id, new)
    if not problems:
        drug_tests.add(desk, client_id, new)
    return problems


def _keep_urge(desk: Desk, client_id: ClientId, record: Fact | None, values: Values) -> Problems:
    if isinstance(record, Craving):
        changed = replace(record, **values)
        problems = cravings.problems(desk, client_id, changed)
        if not problems:
            cravings.change(desk, changed)
        return problems
    new = NewCraving(**values)
    problems = cravings.problems(desk, client_id, new)
    if not problems:
        cravings.add(desk, client_id, new)
    return problems


def _keep_overdoses(desk: Desk, client_id: ClientId, values: Values) -> Problems:
    try:
        circumstances.change(desk, client_id, lambda before: replace(before, **values))
    except ImpossibleDateError as problem:
        return {"last_overdose_on": problem}
    return {}
