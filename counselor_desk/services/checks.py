"""Checks: verify everything a store holds, and say what is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from counselor_desk.errors import BrokenSealError, DamagedRecordsError, WrongCipherError
from counselor_desk.records.audit import Act
from counselor_desk.records.checks import CheckResult
from counselor_desk.records.signing import RecordKind
from counselor_desk.services import attachments, sealed_records, signatures
from counselor_desk.services.desk import Desk
from counselor_desk.services.signatures import Signable
from counselor_desk.storage import addenda as addendum_rows
from counselor_desk.storage import assessments as assessment_rows
from counselor_desk.storage import attachments as attachment_rows
from counselor_desk.storage import checks, known_answers
from counselor_desk.storage import discharges as discharge_rows
from counselor_desk.storage import notes as note_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.vault import Vault

_STORE_CHECKS: tuple[tuple[str, Callable[[Vault], str], str], ...] = (
    ("keys", checks.keys, "Every copy of the key file is genuine."),
    ("size", checks.size, "The records file is whole."),
    ("pages", checks.pages, "Every encrypted page is as it was written."),
    ("rows", checks.rows, "Tables and indexes are sound."),
    ("log", checks.log, "The log is unbroken."),
    ("anchor", checks.anchor, "No newer copy of this store was used here."),
)

_NEEDED_TO_READ = ("keys", "size", "pages", "rows", "log")


def run(desk: Desk) -> tuple[CheckResult, ...]:
    """Verify the whole store and note in its log that this was done, if that can be written."""
    results = look_through(desk.vault)
    with suppress(DamagedRecordsError):  # the results say so already
        note(desk, results)
    return results


def look_through(vault: Vault) -> tuple[CheckResult, ...]:
    """Verify keys, pages, rows, log, anchor, search, seals and attachments, whatever others say.

    A job may do it: it has connections of its own, and others can go on writing. Takes some
    seconds for a store of 140 MB. In damaged records the search is not looked at, and seals and
    attachments as far as they can be read.
    """
    results = [
        CheckResult(name=name, is_good=not problem, sentence=problem or good)
        for name, check, good in _STORE_CHECKS
        for problem in [check(vault)]
    ]
    if all(result.is_good for result in results if result.name in _NEEDED_TO_READ):
        results += [_search(vault), _seals(vault), _attachments(vault)]
    else:
        public_key = vault.database.keys.public_key
        results += sealed_records.in_reach(lambda: _reading(vault), public_key)
    return tuple(results)


def note(desk: Desk, results: Sequence[CheckResult]) -> None:
    """Say in the log that the store was checked; in an undecided older copy nothing is written.

    Raises:
        StoreError: the log cannot be written.
    """
    if desk.is_read_only:
        return
    is_good = all(result.is_good for result in results)
    with desk.write() as writer:
        writer.act(Act.CHECK, result="good" if is_good else "damaged")


def chain(vault: Vault) -> str:
    """Where the log breaks first, or an empty text; a job asks it after each unlock."""
    return checks.log(vault)


def ciphers() -> str:
    """Which cipher this computer computes wrongly, or an empty text; a job asks at each unlock."""
    return known_answers.wrong()


def stop_writing(desk: Desk, algorithm: str) -> str:
    """Let nothing be written any more because of a wrong cipher; gives the sentence to show."""
    desk.vault.stop_writing(algorithm)
    return str(WrongCipherError(algorithm))


@contextmanager
def _reading(vault: Vault) -> Iterator[Reader]:
    with closing(vault.connect()) as database, database.snapshot() as reader:
        yield reader


def _search(vault: Vault) -> CheckResult:
    problem = checks.texts(vault)
    return CheckResult(
        name="search",
        is_good=not problem,
        sentence=problem or "The search finds what was signed.",
    )


def _seals(vault: Vault) -> CheckResult:
    public_key = vault.database.keys.public_key
    with closing(vault.connect()) as database, database.snapshot() as reader:
        signed: list[tuple[RecordKind, Signable]] = [
            *((RecordKind.PLAN, plan) for plan in plan_rows.signed(reader)),
            *((RecordKind.NOTE, note) for note in note_rows.signed(reader)),
            *((RecordKind.ADDENDUM, one) for one in addendum_rows.signed(reader)),
            *((RecordKind.ASSESSMENT, one) for one in assessment_rows.signed(reader)),
            *((RecordKind.DISCHARGE, one) for one in discharge_rows.signed(reader)),
        ]
        broken = [
            record.id
            for kind, record in signed
            if not _is_genuine(reader, public_key, kind, record)
        ]
    sentence = (
        f"{len(broken)} of {len(signed)} signed records do not match their seal."
        if broken
        else f"All {len(signed)} signed records match their seals."
    )
    return CheckResult(name="seals", is_good=not broken, sentence=sentence)


def _attachments(vault: Vault) -> CheckResult:
    with closing(vault.connect()) as database, database.snapshot() as reader:
        states = [attachments.is_genuine(one) for one in attachment_rows.every(reader)]
    bad = states.count(False)
    sentence = (
        f"{bad} of {len(states)} attached files are not as they were kept."
        if bad
        else f"All {len(states)} attached files are as they were kept."
    )
    return CheckResult(name="attachments", is_good=not bad, sentence=sentence)


def _is_genuine(reader: Reader, public_key: bytes, kind: RecordKind, record: Signable) -> bool:
    try:
        signatures.proof_under(reader, public_key, kind, record)
    except BrokenSealError:
        return False
    return True
