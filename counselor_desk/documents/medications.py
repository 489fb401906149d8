"""The medication list on paper: what is taken, what was stopped and why, allergies, last check."""

from __future__ import annotations

from datetime import date

from counselor_desk.documents import labels, papers
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
    cell,
    plain,
)
from counselor_desk.records import dates
from counselor_desk.records.medications import Allergy, Medication, MedicationList
from counselor_desk.records.papers import MedicationsPaper

TITLE = "Medication list"
_DATE_WIDTH = 72
"""In points; no date breaks, not even in a font that stands in for Word's own."""

_CURRENT = (
    Column("Name and dose", share=0.4),
    Column("When", share=0.22),
    Column("Prescriber", share=0.26),
    Column("Since", width=_DATE_WIDTH),
    Column("Taken", width=_DATE_WIDTH),
)
_STOPPED = (
    Column("Name and dose", share=0.4),
    Column("Prescriber", share=0.26),
    Column("Since", width=_DATE_WIDTH),
    Column("Stopped", width=_DATE_WIDTH),
    Column("Reason", share=0.34),
)
_ALLERGIES = (
    Column("Substance", share=0.4),
    Column("Reaction", share=0.6),
    Column("Noted", width=_DATE_WIDTH),
)
_ENDED = (
    Column("Substance", share=0.4),
    Column("Reason", share=0.6),
    Column("Noted", width=_DATE_WIDTH),
    Column("Ended", width=_DATE_WIDTH),
)


def build_medications(paper: MedicationsPaper) -> Document:
    """Every medication and allergy of a client; two identifiers stand on every page."""
    listed, day = paper.listed, paper.frame.printed_at.date()
    facts = FieldGrid((*papers.client_facts(paper.frame), *_facts(paper)))
    blocks: list[Block] = [facts, *_current(listed, day), *_stopped(listed), *_allergies(listed)]
    return papers.document(
        paper.frame,
        tuple(blocks),
        title=TITLE,
        head=f"{TITLE} · {dates.write_in_words(day)}",
        is_signed=True,
    )


def _facts(paper: MedicationsPaper) -> tuple[Field, ...]:
    listed = paper.listed
    last = listed.last_check
    named = (labels.ADDICTION_MEDICATIONS[one.for_addiction] for one in listed.for_addiction)
    return (
        Field("Gone through on", dates.write(last.checked_on) if last else "Not yet"),
        Field("With", (last.checked_with or "The client") if last else "–"),
        Field("Medication for addiction", ", ".join(dict.fromkeys(named)) or "None"),
        Field("Counselor", paper.frame.program.signing_name),
    )


def _current(listed: MedicationList, day: date) -> list[Block]:
    heading = Heading(plain("Taken now"))
    if listed.current:
        rows = tuple(_taken(one, day) for one in listed.current)
        return [_part(heading, Table(_CURRENT, rows)), *_remark(listed)]
    if listed.denied_on is not None:
        told = f"None reported on {dates.write(listed.denied_on)}."
    else:
        told = "None listed; the client was not asked yet."
    return [KeepTogether((heading, _quiet(told))), *_remark(listed)]


def _remark(listed: MedicationList) -> tuple[Block, ...]:
    """What came of the last check."""
    last = listed.last_check
    return papers.labelled("At the last check", last.remark) if last else ()


def _stopped(listed: MedicationList) -> list[Block]:
    if not listed.stopped:
        return []
    rows = tuple(
        (
            _named(one),
            cell(one.prescriber),
            cell(papers.written(one.started_on)),
            cell(papers.written(one.stopped_on)),
            cell(one.stop_reason),
        )
        for one in listed.stopped
    )
    return [_part(Heading(plain("Stopped")), Table(_STOPPED, rows))]


def _allergies(listed: MedicationList) -> list[Block]:
    heading = Heading(plain("Allergies"))
    ended = tuple(one for one in listed.allergies if not one.is_current)
    told: list[Block] = []
    if listed.current_allergies:
        rows = tuple(_allergy(one) for one in listed.current_allergies)
        told.append(_part(heading, Table(_ALLERGIES, rows)))
    elif listed.allergies_denied_on is not None:
        day = dates.write(listed.allergies_denied_on)
        told.append(KeepTogether((heading, _quiet(f"No known allergies, said on {day}."))))
    else:
        words = "None listed; the client was not asked yet."
        told.append(KeepTogether((heading, _quiet(words))))
    if ended:
        rows = tuple(_ended(one) for one in ended)
        told.append(_part(Heading(plain("Allergies that ended"), level=2), Table(_ENDED, rows)))
    return told


def _taken(medication: Medication, day: date) -> tuple[Cell, ...]:
    name = _named(medication)
    if medication.has_run_out(day):
        until = papers.written(medication.expected_until)
        name += ((Run(f"prescribed until {until}", bold=True),),)
    return (
        name,
        cell(medication.schedule),
        cell(medication.prescriber),
        cell(papers.written(medication.started_on)),
        cell(labels.ADHERENCE[medication.adherence]),
    )


def _named(medication: Medication) -> Cell:
    """Name and dose, then what it is for and whatever else was noted."""
    lines: Cell = ((Run(medication.title, bold=True),),)
    mark = "medication for addiction" if medication.is_for_addiction else ""
    for told in (", ".join(filter(None, (medication.purpose, mark))), medication.remark):
        if told:
            lines += ((Run(told, muted=True),),)
    return lines


def _allergy(allergy: Allergy) -> tuple[Cell, ...]:
    return (
        ((Run(allergy.substance, bold=True),),),
        cell(allergy.reaction),
        cell(dates.write(allergy.noted_on)),
    )


def _ended(allergy: Allergy) -> tuple[Cell, ...]:
    return (
        cell(allergy.substance),
        cell(allergy.end_reason),
        cell(dates.write(allergy.noted_on)),
        cell(papers.written(allergy.ended_on)),
    )


def _part(heading: Heading, table: Table) -> KeepTogether:
    return KeepTogether((heading, table))


def _quiet(text: str) -> Paragraph:
    return Paragraph((Run(text, muted=True),))
