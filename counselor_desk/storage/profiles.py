"""The program's own numbers and those of single clients, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counselor_desk.records.profiles import (
    ClientNumber,
    ClinicNumber,
    ClinicProfile,
    PastProfile,
)
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from datetime import date

    from counselor_desk.records.ids import ClientId
    from counselor_desk.storage.database import Reader, Writer

CLINIC = Table("clinic_profile", ClinicProfile, beside=("id",))
PAST = Table("past_profile", PastProfile)
NUMBERS = Table("clinic_number", ClinicNumber)
CLIENT_NUMBERS = Table("client_number", ClientNumber)

_ONLY = 1


def get(db: Reader) -> ClinicProfile | None:
    """The profile the program began from, None where it was never chosen."""
    return CLINIC.first(db, "WHERE id = ?", _ONLY)


def put(db: Writer, profile: ClinicProfile) -> None:
    """Keep it, in place of what was there."""
    CLINIC.put(db, profile, id=_ONLY)


def leave(db: Writer, past: PastProfile) -> None:
    """Keep which profile was left, and why."""
    PAST.insert(db, past)


def past(db: Reader) -> list[PastProfile]:
    """The profiles that were left, in that order."""
    return PAST.where(db, "ORDER BY id")


def set_number(db: Writer, number: ClinicNumber) -> ClinicNumber:
    """Let a number hold from its day; the one before it ends."""
    end_number(db, number.name, number.set_on)
    return NUMBERS.insert(db, number)


def keep_past_number(db: Writer, number: ClinicNumber) -> None:
    """Keep a number that held on days before; the one that holds now goes on."""
    NUMBERS.insert(db, number)


def end_number(db: Writer, name: str, day: date) -> None:
    """From `day` on the number of the profile holds again."""
    db.execute(
        "UPDATE clinic_number SET ended_on = ? WHERE name = ? AND ended_on IS NULL",
        day.isoformat(),
        name,
    )


def numbers(db: Reader) -> list[ClinicNumber]:
    """Every number of its own, past ones too, in the order they were set."""
    return NUMBERS.where(db, "ORDER BY id")


def set_client_number(db: Writer, number: ClientNumber) -> ClientNumber:
    """Let a number hold for one client; the one before it ends."""
    end_client_number(db, number.client_id, number.name, number.set_on)
    return CLIENT_NUMBERS.insert(db, number)


def end_client_number(db: Writer, client_id: ClientId, name: str, day: date) -> None:
    """From `day` on the program's number holds for the client again."""
    db.execute(
        "UPDATE client_number SET ended_on = ?"
        " WHERE client_id = ? AND name = ? AND ended_on IS NULL",
        day.isoformat(),
        client_id,
        name,
    )


def client_numbers(db: Reader) -> list[ClientNumber]:
    """Every number of a single client, past ones too, in the order they were set."""
    return CLIENT_NUMBERS.where(db, "ORDER BY id")
