"""The face sheet: who a client is, whom to call, how the stay came about, what must be known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counselor_desk.documents import labels, levels, papers
from counselor_desk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    Paragraph,
    Run,
    Table,
    Text,
    cell,
    plain,
)
from counselor_desk.records import care_steps, dates
from counselor_desk.records.circumstances import Answer, Living, PriorCare
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.intakes import IntakeItem
from counselor_desk.records.medications import Allergy, Medication
from counselor_desk.records.papers import FaceSheetPaper
from counselor_desk.records.people import Person
from counselor_desk.records.store_settings import PaperNames

TITLE = "Face sheet"
_DATE_WIDTH = 72
"""In points; no date breaks, not even in a font that stands in for Word's own."""
_DASH = "–"
_PEOPLE = (
    Column("Relation", share=0.2),
    Column("Name", share=0.32),
    Column("Reached at", share=0.48),
)
_CARE = (
    Column("Level of care", share=0.26),
    Column("Facility", share=0.4),
    Column("From", width=_DATE_WIDTH),
    Column("Until", width=_DATE_WIDTH),
    Column("How it ended", share=0.34),
)
_DIAGNOSES = (
    Column("Code", width=64),
    Column("Diagnosis", share=0.7),
    Column("Onset", share=0.3),
)
_MEDICATIONS = (
    Column("Medication and dose", share=0.4),
    Column("When", share=0.25),
    Column("Prescriber", share=0.35),
    Column("Since", width=_DATE_WIDTH),
)
_PAPERS = (
    Column("Paper", share=0.55),
    Column("Gone through", width=_DATE_WIDTH),
    Column("Remark", share=0.45),
)


def build_face_sheet(paper: FaceSheetPaper) -> Document:
    """One sheet, or two for a long story; two identifiers stand on every page.

    It is never signed, so it is never a draft.
    """
    day = paper.frame.printed_at.date()
    blocks: list[Block] = [
        FieldGrid((*papers.client_facts(paper.frame), *_person(paper, day))),
        *_health(paper),
        *_part("Contacts", _contacts(paper)),
        *_people(paper),
        *_episode(paper, day),
        *_part("Living and work", _living(paper)),
        *_care(paper),
        *_intake(paper),
    ]
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(day)}",
        is_signed=True,
    )


def _person(paper: FaceSheetPaper, day: date) -> tuple[Field, ...]:
    client, now = paper.frame.client, paper.circumstances
    age = client.age_on(day)
    languages = now.languages or _DASH
    is_named = paper.frame.names is PaperNames.FULL
    return (
        Field("Called", (client.first_name if is_named else "") or _DASH),
        Field("Age", _DASH if age is None else str(age)),
        Field("Pronouns", client.pronouns or _DASH),
        Field("Languages", f"{languages} (interpreter)" if now.needs_interpreter else languages),
    )


def _part(title: str, lines: Iterator[tuple[str, str]]) -> Iterator[Block]:
    """Lines of label and text below a heading; nothing when there are none."""
    found = [_line(label, text) for label, text in lines if text]
    if found:
        yield KeepTogether((Heading(plain(title)), found[0]))
        yield from found[1:]


def _line(label: str, text: str) -> Paragraph:
    return Paragraph((Run(f"{label}: ", bold=True), Run(text)))


def _health(paper: FaceSheetPaper) -> Iterator[Block]:
    """What must be known at once: allergies, diagnoses, medications."""
    yield KeepTogether((Heading(plain("Allergies")), Paragraph(_allergies(paper))))
    if paper.diagnoses:
        rows = tuple(_diagnosis(one) for one in paper.diagnoses)
        yield KeepTogether((Heading(plain("Diagnoses")), Table(_DIAGNOSES, rows)))
    else:
        yield _nothing("Diagnoses", "None entered.")
    if paper.medications:
        rows = tuple(_medication(one) for one in paper.medications)
        yield KeepTogether((Heading(plain("Medications")), Table(_MEDICATIONS, rows)))
    else:
        denied_on = paper.circumstances.medications_denied_on
        yield _nothing("Medications", _denied("No medications", denied_on, "None entered."))


def _nothing(title: str, sentence: str) -> Block:
    return KeepTogether((Heading(plain(title)), Paragraph((Run(sentence, muted=True),))))


def _denied(what: str, on: date | None, otherwise: str) -> str:
    return f"{what}, said on {dates.write(on)}." if on else otherwise


def _allergies(paper: FaceSheetPaper) -> Text:
    if not paper.allergies:
        denied_on = paper.circumstances.allergies_denied_on
        return (Run(_denied("No known allergies", denied_on, "Not asked yet."), muted=True),)
    return (Run("; ".join(_allergy(one) for one in paper.allergies), bold=True),)


def _allergy(one: Allergy) -> str:
    return f"{one.substance} ({one.reaction})" if one.reaction else one.substance


def _diagnosis(one: Diagnosis) -> tuple[Cell, ...]:
    words: list[Text] = [plain(one.words)]
    beside = ", ".join(
        part
        for part in (
            "principal" if one.is_principal else "",
            f"made by {one.made_by}" if one.made_by else "",
            one.remark,
        )
        if part
    )
    if beside:
        words.append((Run(beside, muted=True),))
    return cell(one.code), tuple(words), cell(one.onset or _DASH)


def _medication(one: Medication) -> tuple[Cell, ...]:
    name: list[Text] = [plain(" ".join(part for part in (one.name, one.dose) if part))]
    if one.purpose:
        name.append((Run(one.purpose, muted=True),))
    return (
        tuple(name),
        cell(one.schedule or _DASH),
        cell(one.prescriber or _DASH),
        cell(papers.written(one.started_on)),
    )


def _contacts(paper: FaceSheetPaper) -> Iterator[tuple[str, str]]:
    for contact in paper.contacts:
        remark = f" ({contact.remark})" if contact.remark else ""
        yield labels.CONTACTS[contact.kind], f"{contact.value}{remark}"


def _people(paper: FaceSheetPaper) -> Iterator[Block]:
    if not paper.people:
        yield _nothing("People around the client", "Nobody entered.")
        return
    rows = tuple(_somebody(one) for one in paper.people)
    yield KeepTogether((Heading(plain("People around the client")), Table(_PEOPLE, rows)))


def _somebody(one: Person) -> tuple[Cell, ...]:
    relation: list[Text] = [plain(labels.RELATIONS[one.relation])]
    if one.is_emergency:
        relation.append((Run("emergency contact", bold=True),))
    name: list[Text] = [plain(one.name or one.organization)]
    below = ", ".join(
        part for part in (one.relation_remark, one.organization if one.name else "") if part
    )
    if below:
        name.append((Run(below, muted=True),))
    reached = [plain(" · ".join(part for part in (one.phone, one.email) if part) or _DASH)]
    reached += [plain(text) for text in (one.address, one.remark) if text]
    return tuple(relation), tuple(name), tuple(reached)


def _episode(paper: FaceSheetPaper, day: date) -> Iterator[Block]:
    episode = paper.frame.episode
    admitted = dates.write(episode.admitted_on) if episode.admitted_on else "not yet"
    grid = FieldGrid(
        (
            Field("Inquiry", papers.written(episode.inquiry_on)),
            Field("Admitted", admitted),
            Field("Track", labels.TRACKS[episode.track]),
            Field("Length", _length(paper, day)),
        )
    )
    yield KeepTogether((Heading(plain("This episode")), grid))
    yield from (_line(label, text) for label, text in _story(paper) if text)


def _story(paper: FaceSheetPaper) -> Iterator[tuple[str, str]]:
    episode = paper.frame.episode
    yield "Referred by", episode.referred_by
    yield "Reason", episode.reason
    for change in paper.level_changes:
        yield "Level of care", levels.told(change)
    for one in paper.extensions:
        decided = f"from {one.from_weeks} to {one.to_weeks} weeks on {dates.write(one.decided_on)}"
        yield "Extended", f"{decided}: {one.reason}"
    if episode.closed_on is not None:
        ended = dates.write(episode.closed_on)
        why = f": {episode.no_admission_reason}" if episode.no_admission_reason else ""
        if episode.was_only_asked_for:
            yield "Not admitted", f"the inquiry ended on {ended}{why}"
        else:
            yield "Discharged", ended
    for stay in paper.earlier:
        began, ended = papers.written(stay.admitted_on), papers.written(stay.closed_on)
        yield "Earlier stay", f"{began} to {ended}"


def _length(paper: FaceSheetPaper, day: date) -> str:
    episode = paper.frame.episode
    week = episode.week_on(day) if episode.is_open else None
    planned = episode.target_weeks
    return f"week {week} of {planned}" if week else f"{planned} weeks planned"


def _living(paper: FaceSheetPaper) -> Iterator[tuple[str, str]]:
    now = paper.circumstances
    for at, one in enumerate(paper.living):
        yield ("Before" if at else "Lives"), _home(one)
    yield "Dependants", now.dependants
    work = labels.EMPLOYMENT[now.employment]
    yield "Work", f"{work}, {now.employment_remark}" if now.employment_remark else work
    yield "Barriers", now.barriers
    yield "Funding", now.funding
    yield "Strengths", now.strengths


def _home(one: Living) -> str:
    return ", ".join(
        part
        for part in (
            labels.LIVING[one.kind],
            f"since {dates.write(one.since)}" if one.since else "",
            f"with {one.with_whom}" if one.with_whom else "",
            "somebody there uses" if one.somebody_uses is Answer.YES else "",
            one.remark,
        )
        if part
    )


def _care(paper: FaceSheetPaper) -> Iterator[Block]:
    if not paper.prior_care:
        yield _nothing("Earlier care", "None entered.")
        return
    heading = Heading(plain("Earlier care"))
    table = Table(_CARE, tuple(_row(one) for one in paper.prior_care))
    yield KeepTogether((heading, table))
    steps = care_steps.steps(paper.prior_care, paper.frame.episode.admitted_on)
    days = paper.step_down_days
    if len(paper.prior_care) > 1 or any(one.overlaps for one in steps) or days is None:
        yield from _detail(levels.steps(steps))
    if days is not None:
        counted = levels.counted(days)
        yield from _detail(f"{counted} between the last higher level of care and the admission.")


def _detail(sentence: str) -> Iterator[Block]:
    if sentence:
        yield Paragraph(plain(sentence), is_detail=True)


def _row(one: PriorCare) -> tuple[Cell, ...]:
    return (
        cell(labels.CARE_LEVELS[one.level]),
        cell(one.facility or _DASH),
        cell(papers.written(one.started_on)),
        cell(papers.written(one.ended_on)),
        cell(one.outcome or _DASH),
    )


def _intake(paper: FaceSheetPaper) -> Iterator[Block]:
    rows = tuple(
        (cell(labels.INTAKE_PAPERS[item.paper]), cell(_done(item)), cell(item.remark))
        for item in paper.papers
    )
    if rows:
        yield KeepTogether((Heading(plain("Intake papers")), Table(_PAPERS, rows)))


def _done(item: IntakeItem) -> str:
    return "not needed" if item.is_not_needed else papers.written(item.done_on)
