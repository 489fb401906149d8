"""Checks: verify everything a store holds, and say what is damaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counselor_desk.errors import BrokenSealError
from counselor_desk.records.audit import Act
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import signatures
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import checks, search
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check. `sentence` says what was found; it names row numbers, never a person."""

    name: str
    is_good: bool
    sentence: str


_STORE_CHECKS: tuple[tuple[str, Callable[[Vault], str], str], ...] = (
    ("keys", checks.keys, "Every copy of the key file is genuine."),
    ("size", checks.size, "The records file is whole."),
    ("pages", checks.pages, "Every encrypted page is as it was written."),
    ("rows", checks.rows, "Tables and indexes are sound."),
    ("log", checks.log, "The log is unbroken."),
)


def run(desk: Desk) -> tuple[CheckResult, ...]:
    """Verify keys, pages, rows, log, search and seals; each is checked whatever the others say.

    Takes about two seconds for a store of 140 MB.
    """
    results = [
        CheckResult(name=name, is_good=not problem, sentence=problem or good)
        for name, check, good in _STORE_CHECKS
        for problem in [check(desk.vault)]
    ]
    if all(result.is_good for result in results):
        results += [_search(desk), _seals(desk)]
    with desk.write() as writer:
        is_good = all(result.is_good for result in results)
        writer.act(Act.CHECK, result="good" if is_good else "damaged")
    return tuple(results)


def _search(desk: Desk) -> CheckResult:
    with desk.write() as writer:
        is_good = search.is_sound(writer)
    sentence = "The search finds what was signed." if is_good else "The search index is damaged."
    return CheckResult(name="search", is_good=is_good, sentence=sentence)


def _seals(desk: Desk) -> CheckResult:
    with desk.read() as reader:
        signed: list[tuple[RecordKind, Signable]] = [
            *((RecordKind.PLAN, plan) for plan in plan_rows.signed(reader)),
            *((RecordKind.NOTE, note) for note in note_rows.signed(reader)),
            *((RecordKind.ADDENDUM, one) for one in addendum_rows.signed(reader)),
            *((RecordKind.DISCHARGE, one) for one in discharge_rows.signed(reader)),
        ]
        broken = [
            record.id for kind, record in signed if not _is_genuine(reader, desk, kind, record)
        ]
    sentence = (
        f"{len(broken)} of {len(signed)} signed records do not match their seal."
        if broken
        else f"All {len(signed)} signed records match their seals."
    )
    return CheckResult(name="seals", is_good=not broken, sentence=sentence)


def _is_genuine(reader: Reader, desk: Desk, kind: RecordKind, record: Signable) -> bool:
    try:
        signatures.proof(reader, desk, kind, record)
    except BrokenSealError:
        return False
    return True
