"""Substances and returns to use: add one, change one, record a return, ask what the plan owes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from counselor_desk.errors import (
    ImpossibleUseDateError,
    MissingFactError,
    UnknownRecordError,
)
from counselor_desk.records.drafts import FormKind
from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, ReturnId, SubstanceId
from counselor_desk.records.substances import ReturnToUse, Route, Substance, SubstanceClass
from counselor_desk.rules import use as use_rules
from counselor_desk.rules.findings import Finding
from counselor_desk.services import fact_checks, profiles
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import LONG_TEXT_LIMIT, Problems, Text, require
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import form_drafts as form_rows
from counselor_desk.storage import plans as plan_rows
from counselor_desk.storage import review_causes as review_cause_rows
from counselor_desk.storage import substances as substance_rows
from counselor_desk.storage.database import Reader, Writer

_CLASS = "Choose the class of the substance."
_USED = "Enter the day of use."
_LEARNED = "Enter the day you learned of it."
_TEXTS = {
    "name": Text("The name of the substance"),
    "frequency": Text("How often"),
    "first_use": Text("The first use"),
    "remark": Text("The remark", LONG_TEXT_LIMIT, is_long=True),
}
_RETURN_TEXTS = {
    "amount": Text("The amount"),
    "circumstances": Text("The circumstances", LONG_TEXT_LIMIT, is_long=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubstance:
    """What is typed when a substance is added."""

    substance: SubstanceClass | None
    name: str = field(default="", repr=False)
    route: Route = Route.UNKNOWN
    frequency: str = field(default="", repr=False)
    first_use: str = field(default="", repr=False)
    last_used_on: date | None = field(default=None, repr=False)
    is_primary: bool = False
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReturn:
    """What is typed when a return to use is recorded."""

    used_on: date | None
    learned_on: date | None
    substance: SubstanceClass | None
    amount: str = field(default="", repr=False)
    circumstances: str = field(default="", repr=False)
    is_overdose: bool = False


def add(
    desk: Desk, client_id: ClientId, new: NewSubstance, *, initiator: object = None
) -> Substance:
    """Keep a substance of a client; a primary one takes that mark from the one before.

    Raises:
        MissingFactError: the class, or the name of one outside the classes, is not told.
        UnusableTextError: a field is too long or has control characters.
        ImpossibleUseDateError: the last use lies in the future or before the birth.
        NoOpenEpisodeError: the client was discharged.
    """
    fact_checks.raise_first(problems(desk, client_id, new))
    draft = Substance(
        id=SubstanceId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        substance=require(new.substance, _CLASS),
        route=new.route,
        last_used_on=new.last_used_on,
        is_primary=new.is_primary,
        **fact_checks.kept_texts(new, _TEXTS),
    )
    with desk.write() as writer:
        fact_checks.open_episode(writer, client_id)
        _give_up_primary(writer, draft)
        kept = substance_rows.insert(writer, draft)
    _announce(desk, client_id, initiator)
    return kept


def change(desk: Desk, substance: Substance, *, initiator: object = None) -> Substance:
    """Keep changed facts of a substance.

    Raises:
        UnknownRecordError: there is no such substance.
        MissingFactError, UnusableTextError, ImpossibleUseDateError, NoOpenEpisodeError: as in
            `add`.
    """
    fact_checks.raise_first(problems(desk, substance.client_id, substance))
    kept = replace(substance, **fact_checks.kept_texts(substance, _TEXTS))  # type: ignore[arg-type]  # fields of text
    with desk.write() as writer:
        fact_checks.open_episode(writer, kept.client_id)
        if substance_rows.get(writer, kept.id) is None:
            raise UnknownRecordError("substance")
        _give_up_primary(writer, kept)
        substance_rows.update(writer, kept)
    _announce(desk, kept.client_id, initiator)
    return kept


def of_client(desk: Desk, client_id: ClientId) -> tuple[Substance, ...]:
    """The substances of a client, the primary one first."""
    with desk.read() as reader:
        return tuple(substance_rows.of_client(reader, client_id))


def problems(desk: Desk, client_id: ClientId, new: NewSubstance | Substance) -> Problems:
    """What keeps a substance from being kept, by the name of the field."""
    return fact_checks.problems(
        {
            "substance": lambda: require(new.substance, _CLASS),
            **fact_checks.check_texts(new, _TEXTS),
            "name": lambda: _check_name(new),
            "last_used_on": lambda: _check_last_use(desk, client_id, new.last_used_on),
        }
    )


def record_return(
    desk: Desk, client_id: ClientId, new: NewReturn, *, initiator: object = None
) -> ReturnToUse:
    """Keep a return to use for good; it asks for a review of the plan (rule P10).

    What stood in its form is forgotten in the same transaction.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        MissingFactError: a day or the class of the substance is not told.
        UnusableTextError: a text is too long or has control characters.
        ImpossibleUseDateError: a day lies in the future or before the stay, or it became known
            before it happened.
    """
    with desk.write() as writer:
        episode = fact_checks.open_episode(writer, client_id)
        fact_checks.raise_first(_return_problems(desk, episode, new))
        kept = substance_rows.insert_return(
            writer,
            ReturnToUse(
                id=ReturnId(0),
                uid=desk.new_uid(),
                client_id=client_id,
                episode_id=episode.id,
                used_on=require(new.used_on, _USED),
                learned_on=require(new.learned_on, _LEARNED),
                substance=require(new.substance, _CLASS),
                is_overdose=new.is_overdose,
                entered_at=desk.now(),
                **fact_checks.kept_texts(new, _RETURN_TEXTS),
            ),
        )
        form_rows.delete(writer, episode.client_id, episode.id, FormKind.USE)
    _announce(desk, client_id, initiator)
    return kept


def return_problems(desk: Desk, client_id: ClientId, new: NewReturn) -> Problems:
    """What keeps a return to use from being kept, by the name of the field.

    Raises:
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.read() as reader:
        episode = fact_checks.open_episode(reader, client_id)
    return _return_problems(desk, episode, new)


def returns_of(desk: Desk, client_id: ClientId) -> tuple[ReturnToUse, ...]:
    """The returns to use of a client, the newest first."""
    with desk.read() as reader:
        return tuple(substance_rows.returns_of(reader, client_id))


def plan_findings(desk: Desk, client_id: ClientId) -> tuple[Finding, ...]:
    """P10: what in the open episode waits for a review of the plan."""
    with desk.read() as reader:
        episode = episode_rows.open_of(reader, client_id)
        if episode is None:
            return ()
        causes = review_cause_rows.in_open_stays(reader, client_id)
        signed_on = _plan_signed_on(desk, reader, episode)
    within = profiles.for_client(desk, client_id).return_review_within
    return use_rules.check_plan(causes, signed_on, desk.today(), within=within)


def last_used_on(substance: Substance, returns: tuple[ReturnToUse, ...]) -> date | None:
    """The last known day of use: as told, or a later return to use of the same class."""
    return use_rules.last_used_on(substance, returns)


def _return_problems(desk: Desk, episode: Episode, new: NewReturn) -> Problems:
    return fact_checks.problems(
        {
            "used_on": lambda: fact_checks.check_in_stay(
                "The day of use", require(new.used_on, _USED), episode, desk.today()
            ),
            "learned_on": lambda: _check_learned(desk, new),
            "substance": lambda: require(new.substance, _CLASS),
            **fact_checks.check_texts(new, _RETURN_TEXTS),
        }
    )


def _check_learned(desk: Desk, new: NewReturn) -> None:
    learned_on = require(new.learned_on, _LEARNED)
    fact_checks.check_not_ahead("The day you learned of it", learned_on, desk.today())
    if new.used_on is not None and learned_on < new.used_on <= desk.today():
        raise ImpossibleUseDateError.learned_before_used()


def _check_last_use(desk: Desk, client_id: ClientId, day: date | None) -> None:
    label = "The last use"
    fact_checks.check_not_ahead(label, day, desk.today())
    with desk.read() as reader:
        fact_checks.check_after_birth(reader, client_id, label, day)


def _check_name(new: NewSubstance | Substance) -> None:
    if not _TEXTS["name"].kept(new.name) and new.substance is SubstanceClass.OTHER:
        raise MissingFactError("Type which substance it is.")


def _give_up_primary(writer: Writer, kept: Substance) -> None:
    """Treatment is mainly about one substance: another one loses the mark."""
    if not kept.is_primary:
        return
    for other in substance_rows.of_client(writer, kept.client_id):
        if other.is_primary and other.id != kept.id:
            substance_rows.update(writer, replace(other, is_primary=False))


def _plan_signed_on(desk: Desk, reader: Reader, episode: Episode) -> date | None:
    """The local day on which the plan in force of a stay was signed."""
    signed_at = plan_rows.last_signed_at(reader, episode.id)
    return None if signed_at is None else desk.local(signed_at).date()


def _announce(desk: Desk, client_id: ClientId, initiator: object) -> None:
    desk.announce(Changes.of(Kind.SUBSTANCE, client_id=client_id, initiator=initiator))
