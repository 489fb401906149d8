"""Diagnoses: add one from the code set, change it, resolve it, rule it out, say which leads.

Of those that hold exactly one is the principal one. None is ever deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from counselor_desk.errors import (
    DeskError,
    ImpossibleDiagnosisDateError,
    ListedDiagnosisError,
    NoOpenEpisodeError,
    UnknownRecordError,
)
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.diagnoses import Diagnosis, DiagnosisStatus
from counselor_desk.records.ids import ClientId, DiagnosisId
from counselor_desk.services import icd10
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import diagnoses as diagnosis_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage.database import Reader, Writer

ONSET_LIMIT = 80
REMARK_LIMIT = 500
"""The longest onset and remark, in characters."""

_TEXTS = {
    "onset": ("The onset", ONSET_LIMIT),
    "made_by": ("Who made it", NAME_LIMIT),
    "remark": ("The remark", REMARK_LIMIT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDiagnosis:
    """What is filled in when a diagnosis is added.

    `words` are some of those the code set has for the code; empty means its title. `noted_on` is
    today if it is None.
    """

    code: str = field(repr=False)
    words: str = field(default="", repr=False)
    is_principal: bool = False
    onset: str = field(default="", repr=False)
    made_by: str = field(default="", repr=False)
    noted_on: date | None = None
    remark: str = field(default="", repr=False)


def add(
    desk: Desk, client_id: ClientId, new: NewDiagnosis, *, initiator: object = None
) -> Diagnosis:
    """Keep a new diagnosis of a client; the first that holds is the principal one.

    Raises:
        UnknownCodeError: the code set has no such billable code, or other words for it.
        ListedDiagnosisError: the code is among those that hold.
        ImpossibleDiagnosisDateError: it was noted after today or before the birth.
        UnusableTextError: a field is too long or has control characters.
        NoOpenEpisodeError: the client was discharged.
    """
    draft = Diagnosis(
        id=DiagnosisId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        code=new.code,
        words=new.words,
        release=0,
        is_principal=new.is_principal,
        onset=new.onset,
        made_by=new.made_by,
        noted_on=new.noted_on or desk.today(),
        remark=new.remark,
    )
    with desk.write() as writer:
        kept = _kept(desk, writer, draft)
        _make_way(writer, kept)
        kept = _led(writer, diagnosis_rows.insert(writer, kept))
    _announce(desk, kept, initiator)
    return kept


def change(desk: Desk, diagnosis: Diagnosis, *, initiator: object = None) -> Diagnosis:
    """Keep changed facts of a diagnosis; an earlier value of it undoes what was changed since.

    A code that stays is not looked up again: it belongs to the release it was picked from. A
    principal one that no longer leads, or no longer holds, hands over to the oldest other.

    Raises:
        UnknownRecordError: there is no such diagnosis.
        UnknownCodeError, ListedDiagnosisError, ImpossibleDiagnosisDateError, UnusableTextError,
        NoOpenEpisodeError: as in `add`.
    """
    with desk.write() as writer:
        _existing(writer, diagnosis.id)
        kept = _kept(desk, writer, diagnosis)
        _make_way(writer, kept)
        diagnosis_rows.update(writer, kept)
        kept = _led(writer, kept)
    _announce(desk, kept, initiator)
    return kept


def resolve(
    desk: Desk, diagnosis: Diagnosis, *, on: date | None = None, initiator: object = None
) -> Diagnosis:
    """Mark a diagnosis as resolved, today unless another day is given.

    Raises:
        DeskError: as in `change`.
    """
    ended = replace(diagnosis, status=DiagnosisStatus.RESOLVED, ended_on=on or desk.today())
    return change(desk, ended, initiator=initiator)


def rule_out(
    desk: Desk, diagnosis: Diagnosis, *, on: date | None = None, initiator: object = None
) -> Diagnosis:
    """Mark a diagnosis as ruled out, today unless another day is given.

    Raises:
        DeskError: as in `change`.
    """
    ended = replace(diagnosis, status=DiagnosisStatus.RULED_OUT, ended_on=on or desk.today())
    return change(desk, ended, initiator=initiator)


def reopen(desk: Desk, diagnosis: Diagnosis, *, initiator: object = None) -> Diagnosis:
    """Let a diagnosis hold again that was resolved or ruled out.

    Raises:
        DeskError: as in `change`.
    """
    holding = replace(diagnosis, status=DiagnosisStatus.ACTIVE)
    return change(desk, holding, initiator=initiator)


def make_principal(desk: Desk, diagnosis: Diagnosis, *, initiator: object = None) -> Diagnosis:
    """Let one that holds lead; the one that led until now follows.

    Raises:
        DeskError: as in `change`.
    """
    return change(desk, replace(diagnosis, is_principal=True), initiator=initiator)


def get(desk: Desk, diagnosis_id: DiagnosisId) -> Diagnosis:
    """The diagnosis of a row id.

    Raises:
        UnknownRecordError: there is none.
    """
    with desk.read() as reader:
        return _existing(reader, diagnosis_id)


def of_client(desk: Desk, client_id: ClientId) -> tuple[Diagnosis, ...]:
    """Every diagnosis of a client: those that hold, the principal one first, then the others."""
    with desk.read() as reader:
        return tuple(diagnosis_rows.of_client(reader, client_id))


def problems(desk: Desk, diagnosis: Diagnosis) -> dict[str, DeskError]:
    """What keeps a diagnosis from being kept, by the name of the field; empty when nothing does."""
    with desk.read() as reader:
        return dict(_problems(desk, reader, diagnosis))


def _kept(desk: Desk, reader: Reader, diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis as it goes into the store.

    Raises:
        DeskError: as in `add`.
    """
    episode = episode_rows.open_of(reader, diagnosis.client_id)
    if episode is None:
        raise NoOpenEpisodeError
    for problem in dict(_problems(desk, reader, diagnosis)).values():
        raise problem
    kept = _coded(reader, diagnosis)
    is_active = kept.is_active
    return replace(
        kept,
        episode_id=kept.episode_id or episode.id,
        onset=_one_line(kept.onset),
        made_by=_one_line(kept.made_by),
        remark=_one_line(kept.remark),
        is_principal=kept.is_principal and is_active,
        ended_on=None if is_active else kept.ended_on or desk.today(),
    )


def _coded(reader: Reader, diagnosis: Diagnosis) -> Diagnosis:
    """With code, words and release as the code set has them; what was picked before stays.

    Raises:
        UnknownCodeError: as in `add`.
    """
    before = diagnosis_rows.get(reader, diagnosis.id)
    if before is not None and _picked(before) == _picked(diagnosis):
        return replace(diagnosis, release=before.release)
    codes = icd10.code_set()
    term = codes.term(diagnosis.code, diagnosis.words)
    return replace(diagnosis, code=term.code, words=term.words, release=codes.release)


def _picked(diagnosis: Diagnosis) -> tuple[str, str]:
    return diagnosis.code, diagnosis.words


def _make_way(writer: Writer, kept: Diagnosis) -> None:
    """Let the one that leads now follow before another leads: the store never holds two."""
    if not kept.is_principal:
        return
    for other in diagnosis_rows.of_client(writer, kept.client_id):
        if other.is_principal and other.is_active and other.id != kept.id:
            diagnosis_rows.update(writer, replace(other, is_principal=False))


def _led(writer: Writer, kept: Diagnosis) -> Diagnosis:
    """See to it that one leads, another rather than the one just changed; `kept` as it is now."""
    holding = [one for one in diagnosis_rows.of_client(writer, kept.client_id) if one.is_active]
    if holding and not any(one.is_principal for one in holding):
        heir = next((one for one in holding if one.id != kept.id), holding[0])
        diagnosis_rows.update(writer, replace(heir, is_principal=True))
    return _existing(writer, kept.id)


def _problems(desk: Desk, reader: Reader, diagnosis: Diagnosis) -> Iterator[tuple[str, DeskError]]:
    checks: dict[str, Callable[[], object]] = {
        "code": partial(_check_code, reader, diagnosis),
        "noted_on": partial(_check_noted, desk, reader, diagnosis),
        "ended_on": partial(_check_ended, desk, diagnosis),
        **{name: partial(_check_text, diagnosis, name) for name in _TEXTS},
    }
    for name, check in checks.items():
        try:
            check()
        except DeskError as problem:
            yield name, problem


def _check_code(reader: Reader, diagnosis: Diagnosis) -> None:
    code = _coded(reader, diagnosis).code
    if not diagnosis.is_active:
        return
    for other in diagnosis_rows.of_client(reader, diagnosis.client_id):
        if other.is_active and other.code == code and other.id != diagnosis.id:
            raise ListedDiagnosisError


def _check_noted(desk: Desk, reader: Reader, diagnosis: Diagnosis) -> None:
    if diagnosis.noted_on > desk.today():
        raise ImpossibleDiagnosisDateError.in_future()
    client = client_rows.get(reader, diagnosis.client_id)
    if client is not None and client.born_on and diagnosis.noted_on < client.born_on:
        raise ImpossibleDiagnosisDateError.before_birth()


def _check_ended(desk: Desk, diagnosis: Diagnosis) -> None:
    if diagnosis.is_active or diagnosis.ended_on is None:
        return
    if diagnosis.ended_on > desk.today():
        raise ImpossibleDiagnosisDateError.in_future()
    if diagnosis.ended_on < diagnosis.noted_on:
        raise ImpossibleDiagnosisDateError.end_before_noted()


def _check_text(diagnosis: Diagnosis, name: str) -> None:
    label, limit = _TEXTS[name]
    clean(label, _one_line(getattr(diagnosis, name)), limit=limit)


def _one_line(text: str) -> str:
    """The text with a space for every line break and tab, as it stands in a list."""
    return " ".join(text.split())


def _existing(reader: Reader, diagnosis_id: DiagnosisId) -> Diagnosis:
    diagnosis = diagnosis_rows.get(reader, diagnosis_id)
    if diagnosis is None:
        raise UnknownRecordError("diagnosis")
    return diagnosis


def _announce(desk: Desk, diagnosis: Diagnosis, initiator: object) -> None:
    changes = Changes.of(Kind.DIAGNOSIS, client_id=diagnosis.client_id, initiator=initiator)
    desk.announce(changes)
