"""The log as it is read: counted, paged by number, and what each line is about."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from counselor_desk.records.activity import PARTS, LogFilter, Part, Subject, Word
from counselor_desk.records.audit import Act
from counselor_desk.storage.audit import EVENTS
from counselor_desk.storage.table import moment_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from counselor_desk.records.audit import AuditEvent
    from counselor_desk.storage.database import Reader

_NOTE = "note.id, note.kind, note.held_on, NULL"
_PLAN = "NULL, '', plan.planned_on, plan.version"
_DISCHARGE = "NULL, '', discharge.discharged_on, NULL"
_ASSESSMENT = "NULL, '', assessment.assessed_on, NULL"
_SESSION = "NULL, session.kind, session.held_on, NULL"

_SUBJECTS = {
    "note": f"SELECT note.id, {_NOTE} FROM note",
    **{
        part: f"SELECT {part}.id, {_NOTE} FROM {part} JOIN note ON note.id = {part}.note_id"
        for part in (
            "note_section",
            "note_objective",
            "note_intervention",
            "addendum",
            "progress",
        )
    },
    "plan": f"SELECT plan.id, {_PLAN} FROM plan",
    **{
        part: f"SELECT {part}.id, {_PLAN} FROM {part} JOIN plan ON plan.id = {part}.plan_id"
        for part in (
            "plan_problem",
            "plan_goal",
            "plan_objective",
            "plan_intervention",
            "plan_rating",
        )
    },
    "assessment": f"SELECT assessment.id, {_ASSESSMENT} FROM assessment",
    **{
        part: f"SELECT {part}.id, {_ASSESSMENT} FROM {part}"
        f" JOIN assessment ON assessment.id = {part}.assessment_id"
        for part in ("assessment_domain", "assessment_criterion")
    },
    "discharge": f"SELECT discharge.id, {_DISCHARGE} FROM discharge",
    "discharge_part": f"SELECT discharge_part.id, {_DISCHARGE} FROM discharge_part"
    " JOIN discharge ON discharge.id = discharge_part.discharge_id",
    "session": f"SELECT session.id, {_SESSION} FROM session",
    "attendance": f"SELECT attendance.id, {_SESSION} FROM attendance"
    " JOIN session ON session.id = attendance.session_id",
    "task": "SELECT task.id, NULL, task.lane, task.due_on, NULL FROM task",
    "seal": "SELECT seal.id, NULL, seal.record_kind, NULL, NULL FROM seal",
    "signature": "SELECT signature.id, NULL, signature.record_kind, NULL, NULL FROM signature",
    "refusal": "SELECT refusal.id, NULL, refusal.record_kind, NULL, NULL FROM refusal",
    "amendment": "SELECT amendment.id, NULL, amendment.record_kind, amendment.requested_on, NULL"
    " FROM amendment",
}
"""By table: the note, a code, a day and a number that tell what a row is. Never a text of it."""


def places(db: Reader, wanted: LogFilter) -> list[tuple[int, str]]:
    """Number and moment of each wanted line, the newest first. Takes a scan of the log."""
    clause, parameters = _clause(wanted)
    return db.rows(f"SELECT seq, at FROM audit_event {clause} ORDER BY seq DESC", *parameters)


def page(db: Reader, seqs: Sequence[int]) -> list[AuditEvent]:
    """The lines with these numbers, the newest first."""
    marks = ", ".join("?" * len(seqs))
    return EVENTS.where(db, f"WHERE seq IN ({marks}) ORDER BY seq DESC", *seqs)


def subjects(db: Reader, events: Iterable[AuditEvent]) -> dict[tuple[str, int], Subject]:
    """What lines are about, by table and row, in one statement for each table."""
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for event in events:
        if event.row_id is not None and event.table_name in _SUBJECTS:
            ids[event.table_name].add(event.row_id)
    found = {}
    for table, rows in ids.items():
        marks = ", ".join("?" * len(rows))
        sql = f"{_SUBJECTS[table]} WHERE {table}.id IN ({marks})"
        for row_id, note_id, kind, day, number in db.rows(sql, *rows):
            found[table, row_id] = Subject(
                kind=kind,
                day=date.fromisoformat(day) if day else None,
                number=number,
                note_id=note_id,
            )
    return found


def first_at(db: Reader) -> str | None:
    """The moment of the first line, None in a log without any."""
    first: str | None = db.value("SELECT at FROM audit_event ORDER BY seq LIMIT 1")
    return first


def count(db: Reader, act: Act) -> int:
    """How often something was done."""
    return int(db.value("SELECT count(*) FROM audit_event WHERE act = ?", act.value))


def _clause(wanted: LogFilter) -> tuple[str, list[object]]:
    tests: list[str] = []
    parameters: list[object] = []
    if wanted.part is not Part.ALL:
        tests.append(_among("act", [act.value for act in PARTS[wanted.part]], parameters))
    if wanted.client_id is not None:
        tests.append(_among("client_id", [wanted.client_id], parameters))
    for sign, moment in ((">=", wanted.since), ("<", wanted.until)):
        if moment is not None:
            tests.append(f"at {sign} ?")
            parameters.append(moment_text(moment))
    tests += [_means(word, parameters) for word in wanted.words]
    return (f"WHERE {' AND '.join(tests)}" if tests else ""), parameters


def _means(word: Word, parameters: list[object]) -> str:
    """That a line is about something the word may mean."""
    meanings = [
        _among("client_id", sorted(word.clients), parameters),
        _among("act", sorted(act.value for act in word.acts), parameters),
        _among("table_name", sorted(word.tables), parameters),
        _among("seq", [] if word.seq is None else [word.seq], parameters),
    ]
    return f"({' OR '.join(meanings)})"


def _among(column: str, values: Sequence[object], parameters: list[object]) -> str:
    parameters += values
    return f"{column} IN ({', '.join('?' * len(values))})"
