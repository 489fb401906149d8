"""Medications, allergies and reconciliations in the store; none is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.medications import Allergy, Medication, Reconciliation
from counselor_desk.storage.mistakes import STANDS
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import AllergyId, ClientId, MedicationId
    from counselor_desk.storage.database import Reader, Writer

MEDICATIONS = Table("medication", Medication)
ALLERGIES = Table("allergy", Allergy)
RECONCILIATIONS = Table("reconciliation", Reconciliation)


def insert(db: Writer, medication: Medication) -> Medication:
    """Keep a new medication."""
    return MEDICATIONS.insert(db, medication)


def update(db: Writer, medication: Medication) -> None:
    """Keep what changed."""
    MEDICATIONS.update(db, medication)


def get(db: Reader, medication_id: MedicationId) -> Medication | None:
    """The medication of a row id."""
    return MEDICATIONS.first(db, f"WHERE id = ? AND {STANDS}", medication_id)


def of_client(db: Reader, client_id: ClientId) -> list[Medication]:
    """The medications of a client: those taken now, then the stopped ones, the newest first."""
    return MEDICATIONS.where(
        db,
        f"WHERE client_id = ? AND {STANDS} ORDER BY stopped_on IS NOT NULL, stopped_on DESC, id",
        client_id,
    )


def insert_allergy(db: Writer, allergy: Allergy) -> Allergy:
    """Keep a new allergy."""
    return ALLERGIES.insert(db, allergy)


def update_allergy(db: Writer, allergy: Allergy) -> None:
    """Keep what changed."""
    ALLERGIES.update(db, allergy)


def get_allergy(db: Reader, allergy_id: AllergyId) -> Allergy | None:
    """The allergy of a row id."""
    return ALLERGIES.first(db, f"WHERE id = ? AND {STANDS}", allergy_id)


def allergies_of(db: Reader, client_id: ClientId) -> list[Allergy]:
    """The allergies of a client, those that hold first."""
    return ALLERGIES.where(
        db, f"WHERE client_id = ? AND {STANDS} ORDER BY ended_on IS NOT NULL, id", client_id
    )


def insert_reconciliation(db: Writer, checked: Reconciliation) -> Reconciliation:
    """Keep the day on which the list was gone through."""
    return RECONCILIATIONS.insert(db, checked)


def reconciliations_of(db: Reader, client_id: ClientId) -> list[Reconciliation]:
    """The days on which the list was gone through, the newest first."""
    return RECONCILIATIONS.where(
        db, f"WHERE client_id = ? AND {STANDS} ORDER BY checked_on DESC, id DESC", client_id
    )
