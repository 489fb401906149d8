"""Sections of a discharge summary near its end: measures, risk, family and what follows.

Each function says what the record says about one section, and owns up to what it does not say.
"""

from __future__ import annotations

from counselor_desk.documents import labels
from counselor_desk.records import dates
from counselor_desk.records.discharges import Discharge, DischargeType
from counselor_desk.records.notes import Note, Risk
from counselor_desk.records.sessions import SessionKind
from counselor_desk.records.tasks import Lane, Task, TaskOwner, TaskStatus
from counselor_desk.services import summary_assessments
from counselor_desk.services.episode_facts import EpisodeFacts
from counselor_desk.services.summary_sentences import (
    NOT_RECORDED,
    Fact,
    counted,
    days,
    on,
    sentence,
)

CRISIS_CONTACTS = (
    "Crisis contacts: 988 Suicide and Crisis Lifeline, call or text 988 at any hour; "
    "911 in immediate danger."
)
"""The national line, https://988lifeline.org (988 is free, day and night)."""

_OWNERS = {
    TaskOwner.CLIENT: "client",
    TaskOwner.COUNSELOR: "counselor",
    TaskOwner.TOGETHER: "client and counselor",
}
_ENDS = {TaskStatus.DONE: "Done", TaskStatus.DROPPED: "Dropped"}


def measures(_facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Element 6, the scores."""
    return [Fact(source=NOT_RECORDED, text="No measures are recorded.")]


def risk(facts: EpisodeFacts, discharge: Discharge) -> list[Fact]:
    """Element 11: the last assessment, the last risk line, days with risk, whom to call."""
    assessed = [*summary_assessments.withdrawal(facts), *summary_assessments.risk(facts)]
    asked = [note for note in facts.notes if note.risk not in {None, Risk.NOT_ASSESSED}]
    told = (
        [] if discharge.type is DischargeType.DIED else [Fact(source="988", text=CRISIS_CONTACTS)]
    )
    if not asked and assessed:
        return [*assessed, *told]
    if not asked:
        gap = Fact(source=NOT_RECORDED, text="No risk check is recorded.", is_known=False)
        return [gap, *told]
    last = asked[-1]
    found = [Fact(source=_note(last), text=_last_risk(last))]
    present = [note.held_on for note in asked if note.risk is Risk.PRESENT and note.held_on]
    if present:
        text = f"Risk was present at {_sessions(len(present))} on {days(present)}."
    else:
        text = f"No risk was reported at any of {counted(len(asked), 'session')} with a check."
    return [*assessed, *found, Fact(source="Notes", text=text), *told]


def family(facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Element 13: the family sessions and who came."""
    held = [visit.held_on for visit in facts.attended if visit.kind is SessionKind.FAMILY]
    if not held:
        return [Fact(source="Attendance", text="No family sessions are recorded.")]
    sessions = counted(len(held), "family session")
    told = [Fact(source="Attendance", text=f"The family took part in {sessions}: {days(held)}.")]
    named = _participants(facts)
    if named:
        told.append(Fact(source="Notes", text=sentence(f"Participants: {'; '.join(named)}")))
    return told


def continuing_care(facts: EpisodeFacts, discharge: Discharge) -> list[Fact]:
    """Element 12: what is to be done and what was, by part of life; appointments are asked."""
    if discharge.type is DischargeType.DIED:
        return [Fact(source="Type and date", text="No continuing care: the client died.")]
    told = [
        Fact(source=f"Task, {_within_a_line(labels.LANES[lane])}", text=_task(task), is_row=True)
        for lane in Lane
        for task in facts.tasks
        if task.lane is lane
    ]
    if not told:
        text = "No tasks for work, school, aid or housing are recorded."
        told = [Fact(source=NOT_RECORDED, text=text)]
    text = "No appointment after discharge is recorded."
    return [*told, Fact(source=NOT_RECORDED, text=text, is_known=False)]


def _within_a_line(label: str) -> str:
    """A label that does not start a line; an abbreviation such as CV keeps its letters."""
    return label if label.isupper() else label.lower()


def statement(_facts: EpisodeFacts, _discharge: Discharge) -> list[Fact]:
    """Element 14: only the client can say it."""
    return []


def _participants(facts: EpisodeFacts) -> list[str]:
    """Who came beside the client, each once."""
    named = [
        person.strip().rstrip(".")
        for note in facts.notes
        if note.kind is SessionKind.FAMILY
        for person in note.participants.split(";")
    ]
    return [one for one in dict.fromkeys(named) if one and one.lower() != "client"]


def _last_risk(note: Note) -> str:
    when = f" {on(note.held_on)}" if note.held_on else ""
    if note.risk is Risk.NONE_REPORTED:
        remark = f" {sentence(note.risk_remark)}" if note.risk_remark.strip() else ""
        return f"At the last check{when} no risk was reported.{remark}"
    told = (note.risk_ideation, note.risk_action, note.risk_remark)
    words = " ".join(sentence(text) for text in told if text.strip())
    return f"At the last check{when} risk was present. {words}".strip()


def _task(task: Task) -> str:
    """One task in a line: what, who and when, or what came of it."""
    parts = [sentence(f"{labels.LANES[task.lane]}: {task.text}")]
    if not task.is_open:
        day = f" {dates.write(task.closed_on)}" if task.closed_on else ""
        outcome = f": {task.outcome.strip()}" if task.outcome.strip() else ""
        parts.append(sentence(f"{_ENDS[task.status]}{day}{outcome}"))
        return f"- {' '.join(parts)}"
    owner = _OWNERS.get(task.owner, task.owner_name.strip() or "someone else")
    due = f", due {dates.write(task.due_on)}" if task.due_on else ""
    parts.append(f"Open: {owner}{due}.")
    if task.next_action.strip():
        day = f" ({dates.write(task.next_on)})" if task.next_on else ""
        parts.append(sentence(f"Next: {task.next_action.strip().rstrip('.')}{day}"))
    return f"- {' '.join(parts)}"


def _note(note: Note) -> str:
    return f"Note {dates.write(note.held_on)}" if note.held_on else "Note"


def _sessions(count: int) -> str:
    return counted(count, "session")
