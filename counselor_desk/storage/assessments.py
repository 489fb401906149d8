"""Assessments in the store: a header row, six domains and the suitability checklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.assessments import Assessment, Criterion, Domain
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counselor_desk.records.ids import AssessmentId, ClientId, EpisodeId
    from counselor_desk.storage.database import Reader, Writer

ASSESSMENTS = Table("assessment", Assessment)
DOMAINS = Parts("assessment_domain", Domain, owner="assessment")
CRITERIA = Parts("assessment_criterion", Criterion, owner="assessment")

_KEPT = (
    "NOT EXISTS (SELECT 1 FROM draft WHERE draft.kind = 'assessment'"
    " AND record_uid = assessment.uid AND discarded_at IS NOT NULL)"
)
_NEWEST_FIRST = "ORDER BY assessed_on DESC, id DESC"


def insert(db: Writer, assessment: Assessment) -> Assessment:
    """Keep an assessment that was started."""
    kept = ASSESSMENTS.insert(db, assessment)
    DOMAINS.insert(db, kept.id, kept.domains)
    CRITERIA.insert(db, kept.id, kept.criteria)
    return kept


def fill(db: Writer, assessment: Assessment) -> None:
    """Write a draft's whole content over what was there; with `state` signed it is closed."""
    DOMAINS.replace(db, assessment.id, assessment.domains)
    CRITERIA.replace(db, assessment.id, assessment.criteria)
    ASSESSMENTS.update(db, assessment)


def get(db: Reader, assessment_id: AssessmentId) -> Assessment | None:
    """The assessment of a row id, whole."""
    found = _whole(db, "WHERE id = ?", assessment_id)
    return found[0] if found else None


def of_episode(db: Reader, episode_id: EpisodeId) -> list[Assessment]:
    """The assessments of an episode that were not discarded, the newest first."""
    return _whole(db, f"WHERE episode_id = ? AND {_KEPT} {_NEWEST_FIRST}", episode_id)


def of_client(db: Reader, client_id: ClientId) -> list[Assessment]:
    """Every assessment of a client that was not discarded, the newest first."""
    return _whole(db, f"WHERE client_id = ? AND {_KEPT} {_NEWEST_FIRST}", client_id)


def draft_of(db: Reader, episode_id: EpisodeId) -> Assessment | None:
    """The assessment being written for an episode, if it was not discarded."""
    clause = f"WHERE episode_id = ? AND state = 'draft' AND {_KEPT} {_NEWEST_FIRST} LIMIT 1"
    found = _whole(db, clause, episode_id)
    return found[0] if found else None


def newest_signed(db: Reader, episode_id: EpisodeId) -> Assessment | None:
    """The assessment in force: the newest one that is signed."""
    found = _whole(
        db, f"WHERE episode_id = ? AND state = 'signed' {_NEWEST_FIRST} LIMIT 1", episode_id
    )
    return found[0] if found else None


def newest_level(db: Reader, episode_id: EpisodeId) -> tuple[date, str] | None:
    """The day of the newest signed assessment of an episode, and the level of care in it."""
    clause = f"WHERE episode_id = ? AND state = 'signed' {_NEWEST_FIRST} LIMIT 1"
    found = db.row(f"SELECT assessed_on, level_of_care FROM assessment {clause}", episode_id)
    return None if found is None else (date.fromisoformat(found[0]), found[1])


def signed_before(
    db: Reader, episode_id: EpisodeId, assessment_id: AssessmentId
) -> Assessment | None:
    """The newest signed one of an episode that was begun before another; None for the first."""
    clause = f"WHERE episode_id = ? AND id < ? AND state = 'signed' {_NEWEST_FIRST} LIMIT 1"
    found = _whole(db, clause, episode_id, assessment_id)
    return found[0] if found else None


def signed_of(db: Reader, episode_id: EpisodeId) -> list[Assessment]:
    """Every signed assessment of an episode, the earliest first."""
    clause = "WHERE episode_id = ? AND state = 'signed' ORDER BY assessed_on, id"
    return _whole(db, clause, episode_id)


def signed(db: Reader) -> Iterator[Assessment]:
    """Every signed assessment, one at a time."""
    for (row_id,) in db.rows("SELECT id FROM assessment WHERE state = 'signed' ORDER BY id"):
        yield from _whole(db, "WHERE id = ?", row_id)


def _whole(db: Reader, clause: str, *parameters: object) -> list[Assessment]:
    headers = ASSESSMENTS.where(db, clause, *parameters)
    ids = [one.id for one in headers]
    domains, criteria = DOMAINS.of(db, ids), CRITERIA.of(db, ids)
    return [replace(one, domains=domains[one.id], criteria=criteria[one.id]) for one in headers]
