"""Entered in error: cross a fact out with a reason, bring it back, read what was crossed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counselor_desk.errors import MissingReasonError, UnknownRecordError
from counselor_desk.records.diagnoses import Diagnosis
from counselor_desk.records.ids import ClientId, MistakeId
from counselor_desk.records.mistakes import Fact, Mistake, MistakeKind, Struck, kind_of
from counselor_desk.records.substances import Substance
from counselor_desk.services import fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Text
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import drug_tests as test_rows
from counselor_desk.storage import medications as medication_rows
from counselor_desk.storage import mistakes as mistake_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage.database import Reader, Writer
from counselor_desk.storage.table import Table

_REASON = Text("The reason")
_TABLES: Mapping[MistakeKind, Table[Any]] = {
    MistakeKind.MEDICATION: medication_rows.MEDICATIONS,
    MistakeKind.ALLERGY: medication_rows.ALLERGIES,
    MistakeKind.DIAGNOSIS: diagnosis_rows.DIAGNOSES,
    MistakeKind.SUBSTANCE: substance_rows.SUBSTANCES,
    MistakeKind.RETURN_TO_USE: substance_rows.RETURNS,
    MistakeKind.DRUG_TEST: test_rows.TESTS,
    MistakeKind.PRIOR_CARE: circumstance_rows.PRIOR_CARE,
    MistakeKind.LIVING: circumstance_rows.LIVING,
}
_CHANGED = {
    MistakeKind.MEDICATION: Kind.MEDICATION,
    MistakeKind.ALLERGY: Kind.MEDICATION,
    MistakeKind.DIAGNOSIS: Kind.DIAGNOSIS,
    MistakeKind.SUBSTANCE: Kind.SUBSTANCE,
    MistakeKind.RETURN_TO_USE: Kind.SUBSTANCE,
    MistakeKind.DRUG_TEST: Kind.DRUG_TEST,
    MistakeKind.PRIOR_CARE: Kind.CIRCUMSTANCES,
    MistakeKind.LIVING: Kind.CIRCUMSTANCES,
}


def mark(desk: Desk, fact: Fact, reason: str, *, initiator: object = None) -> Mistake:
    """Say that a fact was entered in error, such as in the wrong chart.

    It leaves lists, flags, papers and counts, and can be read among what was crossed out. A
    diagnosis that leads and a substance that is primary give that up.

    Raises:
        MissingReasonError: nobody says why.
        UnusableTextError: the reason is too long or has control characters.
        UnknownRecordError: there is no such fact, or it is crossed out already.
        NoOpenEpisodeError: the client was discharged.
    """
    told = _REASON.kept(reason)
    if not told:
        raise MissingReasonError("A fact that was entered in error")
    kind = kind_of(fact)
    with desk.write() as writer:
        fact_checks.open_episode(writer, fact.client_id)
        kept = _find(writer, kind, fact)
        _give_up_lead(writer, kind, kept)
        mistake = mistake_rows.insert(
            writer,
            Mistake(
                id=MistakeId(0),
                client_id=kept.client_id,
                kind=kind,
                record_uid=kept.uid,
                reason=told,
                marked_at=desk.now(),
            ),
        )
    _announce(desk, mistake, initiator)
    return mistake


def take_back(desk: Desk, mistake: Mistake, *, initiator: object = None) -> None:
    """The fact was right after all: it counts again. The log tells that it was crossed out.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.write() as writer:
        fact_checks.open_episode(writer, mistake.client_id)
        mistake_rows.delete(writer, mistake.record_uid)
    _announce(desk, mistake, initiator)


def of_client(desk: Desk, client_id: ClientId, *kinds: MistakeKind) -> tuple[Struck, ...]:
    """What was crossed out of these kinds, or of every kind; the newest mark first."""
    wanted = frozenset(kinds or MistakeKind)
    with desk.read() as reader:
        marks = [one for one in mistake_rows.of_client(reader, client_id) if one.kind in wanted]
        return tuple(_struck(reader, one) for one in marks)


def _struck(reader: Reader, mistake: Mistake) -> Struck:
    fact = _TABLES[mistake.kind].first(reader, "WHERE uid = ?", mistake.record_uid)
    if fact is None:
        # Facts are never deleted, so a mark without one is damage.
        raise LookupError(f"mistake {mistake.id} marks nothing")
    return Struck(mistake=mistake, fact=fact)


def _find(reader: Reader, kind: MistakeKind, fact: Fact) -> Fact:
    """The fact as it is kept.

    Raises:
        UnknownRecordError: there is none, or it is crossed out.
    """
    clause = f"WHERE uid = ? AND {mistake_rows.STANDS}"
    found: Fact | None = _TABLES[kind].first(reader, clause, fact.uid)
    if found is None:
        raise UnknownRecordError("fact")
    return found


def _give_up_lead(writer: Writer, kind: MistakeKind, fact: Fact) -> None:
    """What counts no more cannot be the one that treatment is mainly about."""
    if isinstance(fact, Diagnosis) and fact.is_principal:
        _TABLES[kind].update(writer, replace(fact, is_principal=False))
    if isinstance(fact, Substance) and fact.is_primary:
        _TABLES[kind].update(writer, replace(fact, is_primary=False))


def _announce(desk: Desk, mistake: Mistake, initiator: object) -> None:
    changed = _CHANGED[mistake.kind]
    desk.announce(Changes.of(changed, client_id=mistake.client_id, initiator=initiator))
