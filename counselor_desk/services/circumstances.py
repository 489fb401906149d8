"""A client's circumstances: what holds now, where they lived, the care before this program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from counselor_desk.errors import ImpossibleStayDateError, MissingCareError, MissingFactError
from counselor_desk.records.circumstances import (
    Answer,
    CareLevel,
    Circumstances,
    Living,
    LivingKind,
    PriorCare,
)
from counselor_desk.records.ids import CircumstancesId, ClientId, LivingId, PriorCareId
from counselor_desk.services import clients, episodes, fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Text
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage.database import Reader, Writer
from counselor_desk.storage.table import Table

TEXT_LIMIT = 4000
"""The longest text of a few sentences, such as strengths, in characters."""

Fact = TypeVar("Fact", Living, PriorCare)

_MOVED = "Enter the day the client moved in."


def _long(label: str) -> Text:
    return Text(label, TEXT_LIMIT, is_long=True)


_NOW_TEXTS = {
    "languages": Text("The languages"),
    "employment_remark": Text("The remark on work"),
    "dependants": _long("The text about dependants"),
    "barriers": _long("The text about barriers"),
    "funding": _long("The text about funding"),
    "strengths": _long("The text about strengths"),
    "overdoses": _long("The text about overdoses"),
}
_LIVING_TEXTS = {
    "with_whom": Text("The text about who lives there"),
    "remark": Text("The remark"),
}
_CARE_TEXTS = {"facility": Text("The facility"), "outcome": Text("The outcome")}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLiving:
    """What is typed about where a client lives; only the first may leave out `since`."""

    kind: LivingKind
    since: date | None = None
    with_whom: str = field(default="", repr=False)
    somebody_uses: Answer = Answer.UNKNOWN
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPriorCare:
    """What is typed about care before this program."""

    level: CareLevel
    facility: str = field(default="", repr=False)
    started_on: date | None = None
    ended_on: date | None = None
    outcome: str = field(default="", repr=False)


def get(desk: Desk, client_id: ClientId) -> Circumstances:
    """What holds for a client now; empty, with id 0, as long as nothing was written."""
    with desk.read() as reader:
        found = circumstance_rows.get(reader, client_id)
    return found or Circumstances(id=CircumstancesId(0), client_id=client_id)


def change(
    desk: Desk,
    client_id: ClientId,
    edit: Callable[[Circumstances], Circumstances],
    *,
    initiator: object = None,
) -> Circumstances:
    """Keep what holds now. `edit` gets what held before, so that pages write their fields alone.

    Raises:
        UnusableTextError: a field is too long or has control characters.
        ImpossibleStayDateError: a day is after today, or the overdose before the birth.
        NoOpenEpisodeError: the client was discharged.
        UnknownClientError: there is no such client.
    """
    clients.get(desk, client_id)
    with desk.write() as writer:
        episodes.require_open_of(writer, client_id)
        before = get(desk, client_id)
        now = edit(before)
        if now.last_overdose_on != before.last_overdose_on:
            _check_after_birth(desk, client_id, "The overdose", now.last_overdose_on)
        kept = circumstance_rows.keep(writer, _checked(desk, now))
    _announce(desk, client_id, initiator)
    return kept


def write(writer: Writer, client_id: ClientId, **facts: date | None) -> None:
    """Keep some of what holds now within a writing that goes on, as it is given."""
    blank = Circumstances(id=CircumstancesId(0), client_id=client_id)
    known = circumstance_rows.get(writer, client_id) or blank
    now = replace(known, **facts)  # type: ignore[arg-type]  # days alone
    if now != known:
        circumstance_rows.keep(writer, now)


def living(desk: Desk, client_id: ClientId) -> tuple[Living, ...]:
    """Where a client lives, then where they lived, the newest first."""
    with desk.read() as reader:
        return tuple(circumstance_rows.living_of(reader, client_id))


def add_living(
    desk: Desk, client_id: ClientId, new: NewLiving, *, initiator: object = None
) -> Living:
    """Keep a new arrangement; the ones before become history.

    Raises:
        ImpossibleStayDateError: it would begin after today or before the birth.
        MissingFactError: one is known already, and nothing says since when this one holds.
        UnusableTextError, NoOpenEpisodeError, UnknownClientError: as in `change`.
    """
    clients.get(desk, client_id)
    uid, facts = desk.new_uid(), fact_checks.typed(new)
    made = Living(id=LivingId(0), uid=uid, client_id=client_id, **facts)
    return _keep_living(desk, made, initiator)


def change_living(desk: Desk, arrangement: Living, *, initiator: object = None) -> Living:
    """Correct what was written about an arrangement.

    Raises:
        ImpossibleStayDateError, MissingFactError, UnusableTextError, NoOpenEpisodeError: as in
            `add_living`; a day that is unknown may stay so.
    """
    return _keep_living(desk, arrangement, initiator)


def prior_care(desk: Desk, client_id: ClientId) -> tuple[PriorCare, ...]:
    """Care before this program, the newest first."""
    with desk.read() as reader:
        return tuple(circumstance_rows.prior_care_of(reader, client_id))


def add_prior_care(
    desk: Desk, client_id: ClientId, new: NewPriorCare, *, initiator: object = None
) -> PriorCare:
    """Keep care before this program.

    Raises:
        MissingCareError: nothing is told of it.
        ImpossibleStayDateError: it ended before it began, before the birth, or after today.
        UnusableTextError, NoOpenEpisodeError, UnknownClientError: as in `change`.
    """
    clients.get(desk, client_id)
    uid, facts = desk.new_uid(), fact_checks.typed(new)
    made = PriorCare(id=PriorCareId(0), uid=uid, client_id=client_id, **facts)
    return _keep(desk, circumstance_rows.PRIOR_CARE, _checked_care(desk, made), initiator)


def change_prior_care(desk: Desk, care: PriorCare, *, initiator: object = None) -> PriorCare:
    """Correct what was written about care before this program.

    Raises:
        MissingCareError, ImpossibleStayDateError, UnusableTextError, NoOpenEpisodeError: as in
            `add_prior_care`.
    """
    return _keep(desk, circumstance_rows.PRIOR_CARE, _checked_care(desk, care), initiator)


def _keep_living(desk: Desk, arrangement: Living, initiator: object) -> Living:
    checked = _checked_living(desk, arrangement)
    return _keep(desk, circumstance_rows.LIVING, checked, initiator, check=_check_order)


def _keep(
    desk: Desk,
    table: Table[Fact],
    fact: Fact,
    initiator: object,
    *,
    check: Callable[[Reader, Fact], None] = lambda _reader, _fact: None,
) -> Fact:
    """Write a fact, a new one or one that is corrected, and tell of it.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        DeskError: what `check` says against it beside the facts kept before.
    """
    with desk.write() as writer:
        episodes.require_open_of(writer, fact.client_id)
        check(writer, fact)
        if fact.id:
            table.update(writer, fact)
        else:
            fact = table.insert(writer, fact)
    _announce(desk, fact.client_id, initiator)
    return fact


def _checked(desk: Desk, now: Circumstances) -> Circumstances:
    _check_past(desk, "The overdose", now.last_overdose_on)
    _check_past(desk, "The answer about allergies", now.allergies_denied_on)
    _check_past(desk, "The answer about medications", now.medications_denied_on)
    return replace(now, **fact_checks.kept_texts(now, _NOW_TEXTS))  # type: ignore[arg-type]  # fields of text


def _checked_living(desk: Desk, arrangement: Living) -> Living:
    _check_past(desk, "The day the client moved in", arrangement.since)
    _check_after_birth(
        desk, arrangement.client_id, "The day the client moved in", arrangement.since
    )
    return replace(arrangement, **fact_checks.kept_texts(arrangement, _LIVING_TEXTS))  # type: ignore[arg-type]  # fields of text


def _check_order(reader: Reader, arrangement: Living) -> None:
    """Beside others, a day says which arrangement holds now: one without it counts as history."""
    if arrangement.since is not None:
        return
    every = circumstance_rows.living_of(reader, arrangement.client_id)
    had_no_day = any(one.id == arrangement.id and one.since is None for one in every)
    if not had_no_day and any(one.id != arrangement.id for one in every):
        raise MissingFactError(_MOVED)


def _checked_care(desk: Desk, care: PriorCare) -> PriorCare:
    for label, day in (("The start", care.started_on), ("The end", care.ended_on)):
        _check_past(desk, label, day)
        _check_after_birth(desk, care.client_id, label, day)
    if care.started_on and care.ended_on and care.ended_on < care.started_on:
        raise ImpossibleStayDateError.care_ends_before_start()
    kept = replace(care, **fact_checks.kept_texts(care, _CARE_TEXTS))  # type: ignore[arg-type]  # fields of text
    if not (kept.facility or kept.started_on or kept.ended_on or kept.outcome):
        raise MissingCareError
    return kept


def _check_past(desk: Desk, label: str, day: date | None) -> None:
    fact_checks.check_not_ahead(label, day, desk.today(), ImpossibleStayDateError.in_future)


def _check_after_birth(desk: Desk, client_id: ClientId, label: str, day: date | None) -> None:
    before_birth = ImpossibleStayDateError.before_birth
    with desk.read() as reader:
        fact_checks.check_after_birth(reader, client_id, label, day, before_birth)


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.CIRCUMSTANCES, client_id=client_id, initiator=initiator))
