"""The session note on paper, with its addenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from counselor_desk.documents import labels, papers
from counselor_desk.documents.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Field,
    FieldGrid,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Signer,
    Table,
    cell,
    plain,
)
from counselor_desk.documents.markup import parse
from counselor_desk.records import dates, times
from counselor_desk.records.cravings import HIGHEST_SCORE, WITHOUT_CLIENT, Urge
from counselor_desk.records.notes import (
    SECTIONS,
    AddendumReason,
    LinkedObjective,
    Note,
    Risk,
    Section,
)
from counselor_desk.records.papers import NotePaper, SignedAddendum
from counselor_desk.records.plans import Objective, Plan
from counselor_desk.records.sessions import end_moment

_HOUR = 60
_DAY = 24 * _HOUR
_LATE = "Late entry"
_SOME_DRAFTS = "INCLUDES A DRAFT"
_RISKS = {
    Risk.NONE_REPORTED: "none reported.",
    Risk.PRESENT: "present.",
    Risk.NOT_ASSESSED: "not assessed.",
}


def build_note(paper: NotePaper) -> Document:
    """The note as it is signed or drafted, and below it what was added later."""
    note = paper.note
    head = _head(note)
    title = labels.NOTE_TITLES[note.kind]
    return papers.document(
        paper.frame, _blocks(paper), title=title, head=head, is_signed=note.is_signed
    )


def build_notes(told: Sequence[NotePaper]) -> Document:
    """Several notes of one client, each from the top of a page; what is a draft says so.

    The running head names none of them, so each begins with its kind, its day and its facts.
    """
    blocks: list[Block] = []
    for paper in told:
        blocks += [PageBreak()] if blocks else []
        blocks.append(Heading(plain(_head(paper.note))))
        if not paper.note.is_signed:
            blocks.append(Callout((Run(papers.DRAFT_MARK, bold=True),)))
        blocks += _blocks(paper)
    title = f"{len(told)} session notes"
    document = papers.document(
        told[0].frame, tuple(blocks), title=title, head=title, is_signed=True
    )
    if all(paper.note.is_signed for paper in told):
        return document
    return replace(document, furniture=replace(document.furniture, draft_mark=_SOME_DRAFTS))


def _head(note: Note) -> str:
    day = f" · {dates.write_in_words(note.held_on)}" if note.held_on else ""
    return f"{labels.NOTE_TITLES[note.kind]}{day}"


def _blocks(paper: NotePaper) -> tuple[Block, ...]:
    note = paper.note
    blocks: list[Block] = [
        *_error_mark(paper),
        FieldGrid((*papers.client_facts(paper.frame), *_session_facts(note), *_about(paper))),
        *_works_on(paper),
    ]
    for section in _sections_in_order(note):
        blocks += _section(section)
    blocks += [_asked(paper), _signature(paper)]
    for number, one in enumerate(paper.addenda, 1):
        blocks += _addendum(paper, one, number)
    return tuple(blocks)


def _session_facts(note: Note) -> tuple[Field, ...]:
    service = f"{labels.SERVICES[note.kind]}, {labels.MODALITIES[note.modality]}"
    more = (
        ("Location", note.location),
        ("Participants", note.participants),
        ("Topic", note.topic),
    )
    return (
        Field("Date of service", dates.write_with_weekday(note.held_on) if note.held_on else "–"),
        Field("Start – end", _span(note)),
        Field("Service", service),
        Field("Format", labels.FORMATS[note.format]),
        *(Field(label, text) for label, text in more if text.strip()),
    )


def _about(paper: NotePaper) -> tuple[Field, ...]:
    """Which group session the note takes up. Its topic stands in the note about that session."""
    if paper.about is None:
        return ()
    day = dates.write_in_words(paper.about.held_on)
    name = f", {paper.about.printed_name}" if paper.about.printed_name else ""
    return (Field("Takes up", f"the group session of {day}{name}"),)


def _span(note: Note) -> str:
    if note.starts is None or note.ends is None:
        return f"{note.minutes} min" if note.minutes is not None else "–"
    span = times.TimeRange(start=note.starts, end=note.ends)
    minutes = span.minutes if note.minutes is None else note.minutes
    return f"{times.write_range(span)}, {minutes}\N{NO-BREAK SPACE}min"


def _works_on(paper: NotePaper) -> list[Block]:
    note = paper.note
    blocks: list[Block] = []
    if note.objectives:
        title = "Plan objective"
        if len(paper.plans) == 1:
            title += f" (version {paper.plans[0].version})"
        columns = (
            Column("", width=32, is_number=True),
            Column(title, share=0.52),
            Column("Intervention", share=0.48),
            Column("Rating", width=62),
        )
        rows = tuple(_row(paper, linked) for linked in note.objectives)
        blocks.append(Table(columns, rows))
    blocks += papers.labelled("Not linked to the plan", note.unlinked_reason)
    blocks += _other_interventions(paper)
    return [KeepTogether((Heading(plain("Works on")), *blocks))] if blocks else []


def _row(paper: NotePaper, linked: LinkedObjective) -> tuple[Cell, ...]:
    plan = next((plan for plan in paper.plans if plan.id == linked.plan_id), None)
    objective = _objective(plan, linked)
    rating = labels.RATINGS[linked.rating] if linked.rating else "not rated"
    if plan is None or objective is None:
        return (cell(), cell("Objective not found in the plan"), cell(), cell(rating))
    given = {one.node_uid for one in objective.interventions}
    ticked = [one.text for one in paper.note.interventions if one.node_uid in given]
    words: Cell = (plain(objective.text),)
    if len(paper.plans) > 1:
        words += ((Run(f"plan version {plan.version}", muted=True),),)
    return (cell(objective.number), words, cell("; ".join(ticked)), cell(rating))


def _objective(plan: Plan | None, linked: LinkedObjective) -> Objective | None:
    found = plan.find(linked.node_uid) if plan else None
    return found if isinstance(found, Objective) else None


def _other_interventions(paper: NotePaper) -> tuple[Block, ...]:
    """Interventions that belong to none of the linked objectives."""
    shown: set[str] = set()
    for linked in paper.note.objectives:
        plan = next((plan for plan in paper.plans if plan.id == linked.plan_id), None)
        objective = _objective(plan, linked)
        shown |= {one.node_uid for one in objective.interventions} if objective else set()
    others = [one.text for one in paper.note.interventions if one.node_uid not in shown]
    return papers.labelled("Other interventions", "; ".join(others))


def _sections_in_order(note: Note) -> list[Section]:
    """The sections of the note's format as they are read, then any others with text."""
    order = SECTIONS[note.format]
    places = {code: place for place, code in enumerate(order)}
    filled = [part for part in note.sections if part.text.strip()]
    return sorted(filled, key=lambda part: places.get(part.code, len(order)))


def _section(section: Section) -> list[Block]:
    return [Heading(plain(labels.SECTIONS[section.code])), *parse(section.text)]


def _asked(paper: NotePaper) -> Callout:
    """What is asked in every session; one frame for both, so that a short note stays on a page."""
    urge = _urge(paper.urge)
    return Callout((*_risk(paper.note), *((Run("\n"), *urge) if urge else ())))


def _risk(note: Note) -> tuple[Run, ...]:
    parts = [_answer(note), note.risk_remark.strip()]
    parts += [
        f"{label}: {text.strip()}"
        for label, text in (
            ("Ideation", note.risk_ideation),
            ("Plan", note.risk_plan),
            ("Means", note.risk_means),
            ("Action taken", note.risk_action),
        )
        if text.strip()
    ]
    told = " ".join(part for part in parts if part)
    return (Run("Risk that day: ", bold=True), *plain(told))


def _answer(note: Note) -> str:
    if note.risk is not None:
        return _RISKS[note.risk]
    if note.kind in WITHOUT_CLIENT:
        return "not asked, as the client was not there."
    return "not answered yet."


def _urge(urge: Urge | None) -> tuple[Run, ...]:
    if urge is None or urge.score is None:
        return ()
    told = f"{urge.score} of {HIGHEST_SCORE}."
    for label, text in (("Set off by", urge.trigger), ("Skill used", urge.skill)):
        if text.strip():
            told += f" {label}: {text.strip().rstrip('.')}."
    return (Run("Strongest urge since the last session: ", bold=True), *plain(told))


def _signature(paper: NotePaper) -> Signature:
    signers = tuple(
        papers.signer(paper.frame, signature, more=_after_session(paper.note, signature.signed_at))
        for signature in paper.signatures
    )
    waiting = (Signer(name=paper.frame.program.signing_name, role="Counselor"),)
    return Signature(signers or waiting, seal=papers.sealed(paper.seal))


def _after_session(note: Note, signed_at: datetime) -> str:
    """How long after the session it was signed, and whether that is late."""
    told = []
    if note.held_on and note.starts and note.ends:
        ended = end_moment(note.held_on, note.starts, note.ends, note.zone)
        minutes = int((signed_at - ended).total_seconds() // 60)
        if minutes >= 0:
            told.append(f"{_duration(minutes)} after the session")
    if note.due_at and signed_at > note.due_at:
        reason = note.late_reason.strip().rstrip(".")
        told.append(f"{_LATE}: {reason}" if reason else _LATE)
    return " · ".join(told)


def _duration(minutes: int) -> str:
    if minutes >= 2 * _DAY:
        return f"{minutes // _DAY} days"
    if minutes >= _HOUR:
        return f"{minutes // _HOUR} h {minutes % _HOUR} min"
    return f"{minutes} min"


def _error_mark(paper: NotePaper) -> tuple[Block, ...]:
    """On top of a note that was entered in error: it says so, and the note below stays."""
    wrong = (
        number
        for number, one in enumerate(paper.addenda, 1)
        if one.addendum.reason is AddendumReason.ENTERED_IN_ERROR
    )
    number = next(wrong, None)
    if number is None:
        return ()
    told = f"See addendum {number}. The note is kept as it was signed."
    return (Callout((Run("Entered in error. ", bold=True), *plain(told))),)


def _addendum(paper: NotePaper, one: SignedAddendum, number: int) -> list[Block]:
    reason = labels.ADDENDUM_REASONS[one.addendum.reason]
    entered = f"Addendum, entered {papers.moment(paper.frame, one.addendum.entered_at)}"
    signers = tuple(
        papers.signer(paper.frame, signature, more="the note above is unchanged")
        for signature in one.signatures
    )
    return [
        Heading(plain(f"Addendum {number} · {reason}")),
        Paragraph(plain(entered), is_detail=True),
        *parse(one.addendum.text),
        Signature(signers, seal=papers.sealed(one.seal)),
    ]
