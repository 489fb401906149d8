"""The CV as a document: one column, real headings, and nothing of where it was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counselor_desk.documents.blocks import (
    Block,
    Document,
    Entry,
    Furniture,
    Heading,
    Look,
    Meta,
    PageBreak,
    Paragraph,
    plain,
)
from counselor_desk.records import cv_dates
from counselor_desk.records.cvs import (
    Certificate,
    Cv,
    CvLanguage,
    CvStyle,
    Job,
    Reference,
    Training,
)

_BETWEEN = " · "
_TO = " – "
_LOOKS = {CvStyle.CLEAR: Look.CV_CLEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The headings of one language."""

    code: str
    profile: str
    experience: str
    education: str
    certificates: str
    skills: str
    languages: str
    references: str
    present: str


_WORDS = {
    CvLanguage.ENGLISH: _Words(
        code="en-US",
        profile="Profile",
        experience="Experience",
        education="Education and training",
        certificates="Certificates",
        skills="Skills",
        languages="Languages",
        references="References",
        present="present",
    ),
    CvLanguage.SPANISH: _Words(
        code="es-US",
        profile="Perfil",
        experience="Experiencia",
        education="Formación",
        certificates="Certificados",
        skills="Habilidades",
        languages="Idiomas",
        references="Referencias",
        present="actualidad",
    ),
}


def build_cv(cv: Cv) -> Document:
    """The CV in its style and language; the file names the person alone, never the version."""
    words = _WORDS[cv.language]
    name = cv.full_name
    return Document(
        title=name,
        subtitle=cv.headline.strip(),
        look=_LOOKS[cv.style],
        meta=Meta(
            title=f"{name} CV".strip(),
            author=name,
            language=words.code,
            made_at=cv.changed_at,
            maker="",
        ),
        furniture=Furniture(running_head=name, confidential="", page_of=""),
        blocks=(
            *_contact(cv),
            *_section(words.profile, _paragraphs(cv.profile)),
            *_section(words.experience, (_job(job, words) for job in cv.jobs)),
            *_section(words.education, (_training(one, words) for one in cv.trainings)),
            *_section(words.certificates, (_certificate(one) for one in cv.certificates)),
            *_section(words.skills, _line(skill.text for skill in cv.skills)),
            *_section(words.languages, _line(_spoken(cv))),
            *_references(cv, words),
        ),
    )


def span(begun: str, ended: str, present: str) -> str:
    """The dates of an entry as they were typed, an open end in the language of the page."""
    last = present if cv_dates.is_present(ended) else ended.strip()
    return _TO.join(part for part in (begun.strip(), last) if part)


def _contact(cv: Cv) -> Iterable[Block]:
    parts = [part.strip() for part in (cv.town, cv.phone, cv.email, cv.link)]
    line = _BETWEEN.join(part for part in parts if part)
    return (Paragraph(plain(line), is_detail=True),) if line else ()


def _section(title: str, blocks: Iterable[Block | None]) -> list[Block]:
    """The heading with what stands below it; nothing when nothing does."""
    filled = [block for block in blocks if block is not None]
    return [Heading(plain(title)), *filled] if filled else []


def _paragraphs(text: str) -> Iterable[Block]:
    return (Paragraph(plain(part.strip())) for part in text.split("\n") if part.strip())


def _line(texts: Iterable[str]) -> Iterable[Block]:
    line = _BETWEEN.join(text.strip() for text in texts if text.strip())
    return (Paragraph(plain(line)),) if line else ()


def _joined(*texts: str) -> str:
    return ", ".join(text.strip() for text in texts if text.strip())


def _job(job: Job, words: _Words) -> Entry | None:
    title, place = job.title.strip(), _joined(job.employer, job.town)
    when = span(job.begun, job.ended, words.present)
    items = tuple(plain(bullet) for bullet in job.bullets)
    if not (title or place or when or items):
        return None
    return Entry(title or place, aside=when, subtitle=place if title else "", items=items)


def _training(training: Training, words: _Words) -> Entry | None:
    what = _joined(training.title, training.place, training.town)
    when = span(training.begun, training.ended, words.present)
    remark = training.remark.strip()
    if not (what or when or remark):
        return None
    return Entry(what or remark, aside=when, subtitle=remark if what else "", is_line=True)


def _certificate(certificate: Certificate) -> Entry | None:
    what, when = _joined(certificate.title, certificate.issuer), certificate.received.strip()
    return Entry(what, aside=when, is_line=True) if what or when else None


def _spoken(cv: Cv) -> Iterable[str]:
    for language in cv.languages:
        name, level = language.name.strip(), language.level.strip()
        yield f"{name} ({level})" if name and level else name or level


def _references(cv: Cv, words: _Words) -> list[Block]:
    """A sheet of its own, for handing over when somebody asks."""
    if not cv.has_references:
        return []
    told = _section(words.references, (_reference(one) for one in cv.references))
    return [PageBreak(), *told] if told else []


def _reference(reference: Reference) -> Entry | None:
    name, relation = reference.name.strip(), reference.relation.strip()
    reach = _BETWEEN.join(
        text.strip() for text in (relation, reference.phone, reference.email) if text.strip()
    )
    return Entry(name or reach, subtitle=reach if name else "") if name or reach else None
