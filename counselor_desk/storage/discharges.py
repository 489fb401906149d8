"""Discharge summaries in the store: a header row and the text of each section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.records.discharges import Discharge, SummaryPart
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.records.ids import ClientId, DischargeId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

DISCHARGES = Table("discharge", Discharge)
PARTS = Parts("discharge_part", SummaryPart, owner="discharge")

_KEPT = (
    "NOT EXISTS (SELECT 1 FROM draft WHERE draft.kind = 'discharge'"
    " AND record_uid = discharge.uid AND discarded_at IS NOT NULL)"
)


def insert(db: Writer, discharge: Discharge) -> Discharge:
    """Keep a summary that was started."""
    kept = DISCHARGES.insert(db, discharge)
    PARTS.insert(db, kept.id, kept.parts)
    return kept


def fill(db: Writer, discharge: Discharge) -> None:
    """Write a draft's whole content over what was there; with `state` signed it is closed."""
    PARTS.replace(db, discharge.id, discharge.parts)
    DISCHARGES.update(db, discharge)


def get(db: Reader, discharge_id: DischargeId) -> Discharge | None:
    """The summary of a row id, whole."""
    return _only(_whole(db, "WHERE id = ?", discharge_id))


def draft_of(db: Reader, episode_id: EpisodeId) -> Discharge | None:
    """The summary being written for an episode, if it was not discarded."""
    return _only(_whole(db, f"WHERE episode_id = ? AND state = 'draft' AND {_KEPT}", episode_id))


def begun(db: Reader) -> list[EpisodeId]:
    """The episodes whose summary is being written."""
    sql = f"SELECT episode_id FROM discharge WHERE state = 'draft' AND {_KEPT}"
    return [episode_id for (episode_id,) in db.rows(sql)]


def of_client(db: Reader, client_id: ClientId) -> list[Discharge]:
    """Every summary of a client that was not discarded, the newest first."""
    return _whole(db, f"WHERE client_id = ? AND {_KEPT} ORDER BY id DESC", client_id)


def ended(db: Reader, episode_id: EpisodeId) -> Discharge | None:
    """The signed summary that ended an episode."""
    return _only(_whole(db, "WHERE episode_id = ? AND state = 'signed'", episode_id))


def signed(db: Reader) -> Iterator[Discharge]:
    """Every signed summary, one at a time."""
    for (discharge_id,) in db.rows("SELECT id FROM discharge WHERE state = 'signed' ORDER BY id"):
        yield from _whole(db, "WHERE id = ?", discharge_id)


def _only(found: list[Discharge]) -> Discharge | None:
    return found[0] if found else None


def _whole(db: Reader, clause: str, *parameters: object) -> list[Discharge]:
    headers = DISCHARGES.where(db, clause, *parameters)
    parts = PARTS.of(db, [discharge.id for discharge in headers])
    return [replace(discharge, parts=parts[discharge.id]) for discharge in headers]
