"""CVs in the store: a row for each version and its parts; no other table is read here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counselor_desk.records.cvs import (
    Certificate,
    Cv,
    Job,
    Reference,
    Skill,
    SpokenLanguage,
    Training,
)
from counselor_desk.storage.parts import Parts
from counselor_desk.storage.table import Table

if TYPE_CHECKING:
    from counselor_desk.records.ids import ClientId, CvId
    from counselor_desk.storage.database import Reader, Writer

CVS = Table("cv", Cv)
JOBS = Parts("cv_job", Job, owner="cv")
TRAININGS = Parts("cv_training", Training, owner="cv")
CERTIFICATES = Parts("cv_certificate", Certificate, owner="cv")
SKILLS = Parts("cv_skill", Skill, owner="cv")
LANGUAGES = Parts("cv_language", SpokenLanguage, owner="cv")
REFERENCES = Parts("cv_reference", Reference, owner="cv")


def insert(db: Writer, cv: Cv) -> Cv:
    """Keep a new version with everything in it."""
    kept = CVS.insert(db, cv)
    _write_parts(db, kept)
    return kept


def update(db: Writer, cv: Cv) -> None:
    """Write the whole CV over what was there."""
    CVS.update(db, cv)
    _write_parts(db, cv)


def delete(db: Writer, cv_id: CvId) -> None:
    """Take a version away with everything in it."""
    db.execute("DELETE FROM cv WHERE id = ?", cv_id)


def get(db: Reader, cv_id: CvId) -> Cv | None:
    """The CV of a row id, whole."""
    found = _whole(db, "WHERE id = ?", cv_id)
    return found[0] if found else None


def of_client(db: Reader, client_id: ClientId) -> list[Cv]:
    """Every version of a client, the last changed first."""
    return _whole(db, "WHERE client_id = ? ORDER BY changed_at DESC, id DESC", client_id)


def _write_parts(db: Writer, cv: Cv) -> None:
    JOBS.replace(db, cv.id, cv.jobs)
    TRAININGS.replace(db, cv.id, cv.trainings)
    CERTIFICATES.replace(db, cv.id, cv.certificates)
    SKILLS.replace(db, cv.id, cv.skills)
    LANGUAGES.replace(db, cv.id, cv.languages)
    REFERENCES.replace(db, cv.id, cv.references)


def _whole(db: Reader, clause: str, *parameters: object) -> list[Cv]:
    headers = CVS.where(db, clause, *parameters)
    ids = [cv.id for cv in headers]
    jobs, trainings, certificates = (
        JOBS.of(db, ids),
        TRAININGS.of(db, ids),
        CERTIFICATES.of(db, ids),
    )
    skills, languages, references = (
        SKILLS.of(db, ids),
        LANGUAGES.of(db, ids),
        REFERENCES.of(db, ids),
    )
    return [
        replace(
            cv,
            jobs=jobs[cv.id],
            trainings=trainings[cv.id],
            certificates=certificates[cv.id],
            skills=skills[cv.id],
            languages=languages[cv.id],
            references=references[cv.id],
        )
        for cv in headers
    ]
