"""What can be listed on a CV: jobs, training, certificates, languages, references."""

from __future__ import annotations

from counselor_desk.records import cv_dates
from counselor_desk.records.cvs import Certificate, Job, Reference, SpokenLanguage, Training
from counselor_desk.ui.cvs.entries import Kind, Line
from counselor_desk.ui.cvs.words import tr


def jobs() -> Kind[Job]:
    """Positions held, the last one first."""
    return Kind(
        make=Job,
        rows=(
            (
                Line("title", tr("Job title"), 3),
                Line("begun", tr("From")),
                Line("ended", tr("To")),
            ),
            (Line("employer", tr("Employer"), 3), Line("town", tr("Town"), 2)),
            (Line("did", tr("What you did: start with a verb, add a number"), lines=3),),
        ),
        title=lambda job: job.title,
        detail=lambda job: _joined(job.employer, _span(job.begun, job.ended)),
        unnamed=tr("New job"),
        add_words=tr("Add job"),
        removed_words=tr("{name} removed"),
        problems=_order_of_dates,
    )


def trainings() -> Kind[Training]:
    """Schools, courses and apprenticeships."""
    return Kind(
        make=Training,
        rows=(
            (
                Line("title", tr("What you learned"), 3),
                Line("begun", tr("From")),
                Line("ended", tr("To")),
            ),
            (Line("place", tr("School or program"), 3), Line("town", tr("Town"), 2)),
            (Line("remark", tr("Remark")),),
        ),
        title=lambda training: training.title,
        detail=lambda training: _joined(training.place, _span(training.begun, training.ended)),
        unnamed=tr("New training"),
        add_words=tr("Add training"),
        removed_words=tr("{name} removed"),
        problems=_order_of_dates,
    )


def certificates() -> Kind[Certificate]:
    """Licences and certificates."""
    return Kind(
        make=Certificate,
        rows=(
            (Line("title", tr("License or certificate"), 3), Line("received", tr("Received"))),
            (Line("issuer", tr("Issued by")),),
        ),
        title=lambda certificate: certificate.title,
        detail=lambda certificate: _joined(certificate.issuer, certificate.received),
        unnamed=tr("New certificate"),
        add_words=tr("Add certificate"),
        removed_words=tr("{name} removed"),
    )


def languages() -> Kind[SpokenLanguage]:
    """Languages and how well they are spoken."""
    return Kind(
        make=SpokenLanguage,
        rows=((Line("name", tr("Language")), Line("level", tr("How well"))),),
        title=lambda language: language.name,
        detail=lambda language: language.level,
        unnamed=tr("New language"),
        add_words=tr("Add language"),
        removed_words=tr("{name} removed"),
    )


def references() -> Kind[Reference]:
    """People who agreed to be asked."""
    return Kind(
        make=Reference,
        rows=(
            (Line("name", tr("Name")), Line("relation", tr("How they know you"))),
            (Line("phone", tr("Phone")), Line("email", tr("E-mail"))),
        ),
        title=lambda reference: reference.name,
        detail=lambda reference: reference.relation,
        unnamed=tr("New reference"),
        add_words=tr("Add reference"),
        removed_words=tr("{name} removed"),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part.strip())


def _span(begun: str, ended: str) -> str:
    return " – ".join(part.strip() for part in (begun, ended) if part.strip())


def _order_of_dates(entry: Job | Training) -> dict[str, str]:
    if cv_dates.is_reversed(entry.begun, entry.ended):
        return {"ended": tr("This is before the start.")}
    return {}
