"""Diagnoses in the store; none is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, DiagnosisId
    from counselor_desk.storage.database import Reader, Writer

DIAGNOSES = Table("diagnosis", Diagnosis)


def insert(db: Writer, diagnosis: Diagnosis) -> Diagnosis:
    """Keep a new one."""
    return DIAGNOSES.insert(db, diagnosis)


def update(db: Writer, diagnosis: Diagnosis) -> None:
    """Keep what changed."""
    DIAGNOSES.update(db, diagnosis)


def get(db: Reader, diagnosis_id: DiagnosisId) -> Diagnosis | None:
    """The one of a row id."""
    return DIAGNOSES.first(db, f"WHERE id = ? AND {STANDS}", diagnosis_id)


def of_client(db: Reader, client_id: ClientId) -> list[Diagnosis]:
    """Those of a client, those that hold first and of them the principal one."""
    return DIAGNOSES.where(
        db,
        f"WHERE client_id = ? AND {STANDS} ORDER BY status <> 'active', is_principal DESC, id",
        client_id,
    )
