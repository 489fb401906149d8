"""Entered in error: cross a fact out with a reason, bring it back, read what was crossed out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counselor_desk.errors import MissingReasonError, UnknownRecordError
from counselor_desk.records.ids import ClientId, MistakeId
from counselor_desk.records.mistakes import Fact, Mistake, MistakeKind, Struck, kind_of
from counselor_desk.services import fact_checks, mistake_effects
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Text
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import cravings as craving_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import drug_tests as test_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import medications as medication_rows
from counselor_desk.storage import mistakes as mistake_rows
from counselor_desk.storage import people as person_rows
from counselor_desk.storage import stay_reviews as review_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage.database import Reader
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
    MistakeKind.URGE: craving_rows.CRAVINGS,
    MistakeKind.MEDICATION_CHECK: medication_rows.RECONCILIATIONS,
    MistakeKind.CONTACT: person_rows.PEOPLE,
    MistakeKind.EXTENSION: episode_rows.EXTENSIONS,
    MistakeKind.STAY_REVIEW: review_rows.REVIEWS,
    MistakeKind.LEVEL_CHANGE: episode_rows.LEVEL_CHANGES,
}
_CHANGED: Mapping[MistakeKind, tuple[Kind, ...]] = {
    MistakeKind.MEDICATION: (Kind.MEDICATION,),
    MistakeKind.ALLERGY: (Kind.MEDICATION,),
    MistakeKind.DIAGNOSIS: (Kind.DIAGNOSIS,),
    MistakeKind.SUBSTANCE: (Kind.SUBSTANCE,),
    MistakeKind.RETURN_TO_USE: (Kind.SUBSTANCE,),
    MistakeKind.DRUG_TEST: (Kind.DRUG_TEST,),
    MistakeKind.PRIOR_CARE: (Kind.CIRCUMSTANCES,),
    MistakeKind.LIVING: (Kind.CIRCUMSTANCES,),
    MistakeKind.URGE: (Kind.CRAVING,),
    MistakeKind.MEDICATION_CHECK: (Kind.MEDICATION, Kind.CIRCUMSTANCES),
    MistakeKind.CONTACT: (Kind.PERSON,),
    MistakeKind.EXTENSION: (Kind.EPISODE, Kind.CLIENT),
    MistakeKind.STAY_REVIEW: (Kind.STAY_REVIEW,),
    MistakeKind.LEVEL_CHANGE: (Kind.EPISODE, Kind.CLIENT),
}


def mark(desk: Desk, fact: Fact, reason: str, *, initiator: object = None) -> Mistake:
    """Say that a fact was entered in error, such as in the wrong chart.

    It leaves lists, flags, papers and counts, and can be read among what was crossed out. A
    diagnosis that leads and a substance that is primary give that up; the weeks of an extension
    and the level of a change go back.

    Raises:
        MissingReasonError: nobody says why.
        UnusableTextError: the reason is too long or has control characters.
        UnknownRecordError: there is no such fact, or it is crossed out already.
        AlreadySignedError: it is told in a signed note, which an addendum corrects.
        UnusableLevelError: a later change of level rests on it.
        NoOpenEpisodeError: the client was discharged, or the stay it belongs to has ended.
    """
    told = _REASON.kept(reason)
    if not told:
        raise MissingReasonError("A fact that was entered in error")
    kind = kind_of(fact)
    with desk.write() as writer:
        fact_checks.open_episode(writer, fact.client_id)
        kept = _find(writer, kind, fact)
        mistake_effects.allow(writer, kept)
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
        mistake_effects.follow(writer, kept)
    _announce(desk, mistake, initiator)
    return mistake


def take_back(desk: Desk, mistake: Mistake, *, initiator: object = None) -> None:
    """The fact was right after all: it counts again. The log tells that it was crossed out.

    Raises:
        UnusableLevelError: the level of care was changed since.
        NoOpenEpisodeError: the client was discharged, or the stay it belongs to has ended.
    """
    with desk.write() as writer:
        fact_checks.open_episode(writer, mistake.client_id)
        fact = _struck(writer, mistake).fact
        mistake_effects.allow_back(writer, fact)
        mistake_rows.delete(writer, mistake.record_uid)
        mistake_effects.follow_back(writer, fact)
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


def _announce(desk: Desk, mistake: Mistake, initiator: object) -> None:
    kinds = _CHANGED[mistake.kind]
    desk.announce(Changes.of(*kinds, client_id=mistake.client_id, initiator=initiator))
