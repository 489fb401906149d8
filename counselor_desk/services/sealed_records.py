"""Sealed records: every signed record and attached file that can be read, verified one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from counselor_desk.errors import BrokenSealError, DamagedRecordsError
from counselor_desk.records.checks import CheckResult
from counselor_desk.records.ids import (
    AddendumId,
    AssessmentId,
    AttachmentId,
    DischargeId,
    NoteId,
    PlanId,
)
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import attachments, signatures
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import attachments as attachment_rows
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import salvage
from counselor_desk.storage.database import Reader

if TYPE_CHECKING:
    from counselor_desk.storage.salvage import Reading

Get = Callable[[Reader, int], Signable | None]

_SIGNED: tuple[tuple[RecordKind, str, Get], ...] = (
    (RecordKind.PLAN, "plan", lambda db, row_id: plan_rows.get(db, PlanId(row_id))),
    (RecordKind.NOTE, "note", lambda db, row_id: note_rows.get(db, NoteId(row_id))),
    (RecordKind.ADDENDUM, "addendum", lambda db, row_id: addendum_rows.get(db, AddendumId(row_id))),
    (
        RecordKind.ASSESSMENT,
        "assessment",
        lambda db, row_id: assessment_rows.get(db, AssessmentId(row_id)),
    ),
    (
        RecordKind.DISCHARGE,
        "discharge",
        lambda db, row_id: discharge_rows.get(db, DischargeId(row_id)),
    ),
)


def in_reach(reading: Reading, public_key: bytes) -> tuple[CheckResult, CheckResult]:
    """Verify the seals and the attached files of a damaged store as far as they can be read."""
    return _seals(reading, public_key), _attachments(reading)


def _seals(reading: Reading, public_key: bytes) -> CheckResult:
    states = _states(
        reading,
        (
            partial(_matches, public_key=public_key, kind=kind, get=get, row_id=row_id)
            for kind, table, get in _SIGNED
            for row_id in salvage.signed_within_reach(reading, table)
        ),
    )
    sealed = salvage.seals(reading)
    whole, wrong = states.count(True), states.count(False)
    lost = max(sealed or 0, len(states)) - whole - wrong
    parts = [f"Signed records that match their seals: {whole:,}."]
    parts += [f"That do not: {wrong:,}."] if wrong else []
    parts += [f"That cannot be read: {lost:,}."] if lost else []
    parts += ["How many there were cannot be read."] if sealed is None else []
    is_good = not (wrong or lost or sealed is None)
    return CheckResult(name="seals", is_good=is_good, sentence=" ".join(parts))


def _attachments(reading: Reading) -> CheckResult:
    states = _states(
        reading,
        (
            partial(_is_as_kept, row_id=row_id)
            for row_id in salvage.within_reach(reading, "attachment")
        ),
    )
    bad = len(states) - states.count(True)
    sentence = (
        f"{bad} of {len(states)} attached files are not as they were kept."
        if bad
        else f"All {len(states)} attached files that can be found are as they were kept."
    )
    return CheckResult(name="attachments", is_good=not bad, sentence=sentence)


def _states(reading: Reading, checks: Iterable[Callable[[Reader], bool]]) -> list[bool | None]:
    """What each check says; None where something it needs cannot be read.

    A connection that met a bad page is of no use any more, so the next check has a fresh one.
    """
    left, states = deque(checks), list[bool | None]()
    while left:
        with suppress(DamagedRecordsError), reading() as reader:
            while left:
                check = left.popleft()
                states.append(None)
                states[-1] = check(reader)
    return states


def _matches(reader: Reader, *, public_key: bytes, kind: RecordKind, get: Get, row_id: int) -> bool:
    record = get(reader, row_id)
    if record is None:
        return False
    try:
        signatures.proof_under(reader, public_key, kind, record)
    except BrokenSealError:
        return False
    return True


def _is_as_kept(reader: Reader, *, row_id: int) -> bool:
    found = attachment_rows.get(reader, AttachmentId(row_id))
    return found is not None and attachments.is_genuine(found)
