"""Drug tests in the store; none is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.drug_tests import DrugTest
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, DrugTestId
    from counselor_desk.storage.database import Reader, Writer

TESTS = Table("drug_test", DrugTest)


def insert(db: Writer, test: DrugTest) -> DrugTest:
    """Keep a new one."""
    return TESTS.insert(db, test)


def update(db: Writer, test: DrugTest) -> None:
    """Keep what changed."""
    TESTS.update(db, test)


def get(db: Reader, test_id: DrugTestId) -> DrugTest | None:
    """The one of a row id."""
    return TESTS.first(db, f"WHERE id = ? AND {STANDS}", test_id)


def of_client(db: Reader, client_id: ClientId) -> list[DrugTest]:
    """Those of a client, the newest first."""
    return TESTS.where(
        db, f"WHERE client_id = ? AND {STANDS} ORDER BY tested_on DESC, id DESC", client_id
    )
