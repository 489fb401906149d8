"""Allergies: what a client does not tolerate, when that ended and why, and that there are none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from counselor_desk.errors import (
    ListedAllergiesError,
    MedicationDateError,
    MissingMedicationFactError,
    UnknownRecordError,
)
from counselor_desk.records import dates
from counselor_desk.records.clients import NAME_LIMIT
from counselor_desk.records.ids import AllergyId, ClientId
from counselor_desk.records.medications import Allergy
from counselor_desk.services import circumstances, fact_checks, medications
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Problems, Text
from counselor_desk.storage import medications as rows
from counselor_desk.storage.database import Reader

_TEXTS = {
    "substance": Text("The substance", NAME_LIMIT),
    "reaction": Text("The reaction"),
    "end_reason": Text("The reason"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAllergy:
    """What is typed when an allergy is added. `noted_on` is today when none is given."""

    substance: str = field(default="", repr=False)
    reaction: str = field(default="", repr=False)
    noted_on: date | None = None


def add(desk: Desk, client_id: ClientId, new: NewAllergy, *, initiator: object = None) -> Allergy:
    """Put an allergy on the list.

    Raises:
        MissingMedicationFactError: it names no substance.
        MedicationDateError: it was noted after today or before the birth.
        UnusableTextError: a field is too long or has control characters.
        NoOpenEpisodeError: the client was discharged.
    """
    draft = _fresh(desk, client_id, new)
    with desk.write() as writer:
        kept = rows.insert_allergy(writer, _kept(desk, writer, draft))
        circumstances.write(writer, client_id, allergies_denied_on=None)
    _announce(desk, client_id, initiator, Kind.CIRCUMSTANCES)
    return kept


def change(desk: Desk, allergy: Allergy, *, initiator: object = None) -> Allergy:
    """Keep corrected facts of an allergy; an earlier value of it undoes what came since.

    Raises:
        UnknownRecordError: there is no such allergy.
        MissingMedicationFactError, MedicationDateError, UnusableTextError, NoOpenEpisodeError:
            as in `add` and `end`.
    """
    with desk.write() as writer:
        if rows.get_allergy(writer, allergy.id) is None:
            raise UnknownRecordError("allergy")
        kept = _kept(desk, writer, allergy)
        rows.update_allergy(writer, kept)
    _announce(desk, kept.client_id, initiator)
    return kept


def end(
    desk: Desk, allergy: Allergy, *, on: date | None, reason: str, initiator: object = None
) -> Allergy:
    """Say that an allergy does not hold any more, or never did, and why.

    Raises:
        MissingMedicationFactError: there is no reason.
        MedicationDateError: there is no day, or it lies before it was noted or after today.
        UnusableTextError, UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    if on is None:
        raise MedicationDateError.day_missing()
    ended = replace(allergy, ended_on=on, end_reason=reason)
    return change(desk, ended, initiator=initiator)


def deny(
    desk: Desk, client_id: ClientId, *, on: date | None = None, initiator: object = None
) -> None:
    """Keep that the client said there are no allergies: today unless said otherwise.

    Raises:
        ListedAllergiesError: there are some on the list.
        MedicationDateError: the day is after today or before the birth.
        NoOpenEpisodeError: the client was discharged.
    """
    day = on or desk.today()
    medications.check_day(desk, client_id, day)
    with desk.write() as writer:
        fact_checks.open_episode(writer, client_id)
        if any(one.is_current for one in rows.allergies_of(writer, client_id)):
            raise ListedAllergiesError
        circumstances.write(writer, client_id, allergies_denied_on=day)
    _announce(desk, client_id, initiator, Kind.CIRCUMSTANCES)


def problems(desk: Desk, client_id: ClientId, typed: Allergy | NewAllergy) -> Problems:
    """What keeps an allergy from being kept, by the name of the field."""
    allergy = _fresh(desk, client_id, typed) if isinstance(typed, NewAllergy) else typed
    return _problems(desk, allergy)


def _fresh(desk: Desk, client_id: ClientId, new: NewAllergy) -> Allergy:
    return Allergy(
        id=AllergyId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        substance=new.substance,
        reaction=new.reaction,
        noted_on=new.noted_on or desk.today(),
    )


def _kept(desk: Desk, reader: Reader, allergy: Allergy) -> Allergy:
    """The allergy as it goes into the store.

    Raises:
        DeskError: as in `add` and `end`.
    """
    fact_checks.open_episode(reader, allergy.client_id)
    fact_checks.raise_first(_problems(desk, allergy))
    texts = fact_checks.kept_texts(allergy, _TEXTS)
    if allergy.is_current:
        texts["end_reason"] = ""
    return replace(allergy, **texts)  # type: ignore[arg-type]  # fields of text


def _problems(desk: Desk, allergy: Allergy) -> Problems:
    return fact_checks.problems(
        {
            **fact_checks.check_texts(allergy, _TEXTS),
            "substance": partial(_check_substance, allergy),
            "noted_on": partial(medications.check_day, desk, allergy.client_id, allergy.noted_on),
            "ended_on": partial(_check_end, desk, allergy),
            "end_reason": partial(_check_reason, allergy),
        }
    )


def _check_substance(allergy: Allergy) -> None:
    if not _TEXTS["substance"].kept(allergy.substance):
        raise MissingMedicationFactError.substance()


def _check_reason(allergy: Allergy) -> None:
    if not _TEXTS["end_reason"].kept(allergy.end_reason) and not allergy.is_current:
        raise MissingMedicationFactError.end_reason()


def _check_end(desk: Desk, allergy: Allergy) -> None:
    if allergy.ended_on is None:
        return
    medications.check_past(desk, allergy.ended_on)
    if allergy.ended_on < allergy.noted_on:
        raise MedicationDateError.end_before_noted(dates.write(allergy.noted_on))


def _announce(desk: Desk, client_id: ClientId, initiator: object, *others: Kind) -> None:
    """Tell that the list changed, and what `others` did with it."""
    desk.announce(Changes.of(Kind.MEDICATION, *others, client_id=client_id, initiator=initiator))
