"""Medications: list them, stop them with a reason, go through them with the client.

Nothing leaves the list; the program lists, it does not prescribe.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from counselor_desk.errors import (
    MedicationDateError,
    MissingMedicationFactError,
    UnknownRecordError,
)
from counselor_desk.records import dates
from counselor_desk.records.clients import NAME_LIMIT, Client
from counselor_desk.records.ids import (
    ClientId,
    MedicationId,
    ReconciliationId,
)
from counselor_desk.records.medications import (
    AddictionMedication,
    Adherence,
    Medication,
    MedicationList,
    Reconciliation,
)
from counselor_desk.services import circumstances, fact_checks
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.fact_checks import Problems, Text
from counselor_desk.storage import circumstances as circumstance_rows
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import medications as rows
from counselor_desk.storage.database import Reader, Writer

_TEXTS = {
    "name": Text("The name", NAME_LIMIT),
    "dose": Text("The dose", NAME_LIMIT),
    "schedule": Text("When it is taken", NAME_LIMIT),
    "purpose": Text("The purpose"),
    "prescriber": Text("The prescriber", NAME_LIMIT),
    "source": Text("The source", NAME_LIMIT),
    "stop_reason": Text("The reason"),
    "remark": Text("The remark"),
}
_CHECK_TEXTS = {"checked_with": Text("The name", NAME_LIMIT), "remark": _TEXTS["remark"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMedication:
    """What is typed when a medication is added; the fields mean what they mean in the record."""

    name: str = field(default="", repr=False)
    dose: str = field(default="", repr=False)
    schedule: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    for_addiction: AddictionMedication = AddictionMedication.NONE
    prescriber: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    started_on: date | None = None
    expected_until: date | None = None
    adherence: Adherence = Adherence.UNKNOWN
    remark: str = field(default="", repr=False)


def of_client(desk: Desk, client_id: ClientId) -> MedicationList:
    """What a client takes and took, does not tolerate, and when it was gone through.

    Raises:
        UnknownRecordError: there is no such client.
    """
    with desk.read() as reader:
        client = client_rows.get(reader, client_id)
        if client is None:
            raise UnknownRecordError("client")
        return list_of(reader, client)


def list_of(reader: Reader, client: Client) -> MedicationList:
    """As `of_client`, within a reading that goes on."""
    known = circumstance_rows.get(reader, client.id)
    return MedicationList(
        uid=client.uid,
        client_id=client.id,
        medications=tuple(rows.of_client(reader, client.id)),
        allergies=tuple(rows.allergies_of(reader, client.id)),
        checks=tuple(rows.reconciliations_of(reader, client.id)),
        denied_on=known.medications_denied_on if known else None,
        allergies_denied_on=known.allergies_denied_on if known else None,
    )


def add(
    desk: Desk, client_id: ClientId, new: NewMedication, *, initiator: object = None
) -> Medication:
    """Put a medication on the list.

    Raises:
        MissingMedicationFactError: it has no name.
        MedicationDateError: it began after today or before the client was born, or would run
            out before it began.
        UnusableTextError: a field is too long or has control characters.
        NoOpenEpisodeError: the client was discharged.
    """
    with desk.write() as writer:
        kept = rows.insert(writer, _kept(desk, writer, _fresh(desk, client_id, new)))
        circumstances.write(writer, client_id, medications_denied_on=None)
    _announce(desk, client_id, initiator, Kind.CIRCUMSTANCES)
    return kept


def change(desk: Desk, medication: Medication, *, initiator: object = None) -> Medication:
    """Keep corrected facts of a medication; an earlier value of it undoes what came since.

    Raises:
        UnknownRecordError: there is no such medication.
        MissingMedicationFactError, MedicationDateError, UnusableTextError, NoOpenEpisodeError:
            as in `add` and `stop`.
    """
    with desk.write() as writer:
        kept = _update(desk, writer, medication)
    _announce(desk, kept.client_id, initiator)
    return kept


def stop(
    desk: Desk, medication: Medication, *, on: date | None, reason: str, initiator: object = None
) -> Medication:
    """Say that a medication is not taken any more, from which day on, and why.

    Raises:
        MissingMedicationFactError: there is no reason.
        MedicationDateError: there is no day, or it lies before the start or after today.
        UnusableTextError, UnknownRecordError, NoOpenEpisodeError: as in `change`.
    """
    return change(desk, _stopped(medication, on, reason), initiator=initiator)


def new_dose(
    desk: Desk, medication: Medication, dose: str, *, on: date | None, initiator: object = None
) -> Medication:
    """Go on with another dose: the line with the old dose is stopped, one with the new is added.

    Raises:
        MissingMedicationFactError: the dose is missing or the same.
        MedicationDateError, UnusableTextError, UnknownRecordError, NoOpenEpisodeError: as in
            `stop`.
    """
    wanted = _TEXTS["dose"].kept(dose)
    if not wanted or wanted == medication.dose:
        raise MissingMedicationFactError.dose()
    stopped = _stopped(medication, on, f"New dose: {wanted}")
    draft = replace(
        medication,
        id=MedicationId(0),
        uid=desk.new_uid(),
        dose=wanted,
        started_on=on,
        expected_until=None,
        stopped_on=None,
        stop_reason="",
    )
    with desk.write() as writer:
        _update(desk, writer, stopped)
        kept = rows.insert(writer, _kept(desk, writer, draft))
    _announce(desk, kept.client_id, initiator)
    return kept


def reconcile(
    desk: Desk,
    client_id: ClientId,
    *,
    on: date | None = None,
    checked_with: str = "",
    remark: str = "",
    initiator: object = None,
) -> Reconciliation:
    """Keep that the list was gone through: today unless said otherwise, with the client.

    With nothing on the list it says that the client reported no medication.

    Args:
        on: the day, today when None.
        checked_with: somebody else it was gone through with; empty is the client.
        remark: what came of it.

    Raises:
        MedicationDateError: the day is after today or before the birth.
        UnusableTextError: a text is too long or has control characters.
        NoOpenEpisodeError: the client was discharged.
    """
    day = on or desk.today()
    check_day(desk, client_id, day)
    draft = Reconciliation(
        id=ReconciliationId(0),
        uid=desk.new_uid(),
        client_id=client_id,
        checked_on=day,
        checked_with=_CHECK_TEXTS["checked_with"].kept(checked_with),
        remark=_CHECK_TEXTS["remark"].kept(remark),
    )
    with desk.write() as writer:
        fact_checks.open_episode(writer, client_id)
        kept = rows.insert_reconciliation(writer, draft)
        takes_any = any(one.is_current for one in rows.of_client(writer, client_id))
        if not takes_any:
            circumstances.write(writer, client_id, medications_denied_on=day)
    _announce(desk, client_id, initiator, Kind.CIRCUMSTANCES)
    return kept


def problems(desk: Desk, client_id: ClientId, typed: Medication | NewMedication) -> Problems:
    """What keeps a medication from being kept, by the name of the field."""
    medication = _fresh(desk, client_id, typed) if isinstance(typed, NewMedication) else typed
    return _problems(desk, medication)


def check_past(desk: Desk, day: date | None) -> None:
    """See that a day of the list is not after today.

    Raises:
        MedicationDateError: it is.
    """
    fact_checks.check_not_ahead("This day", day, desk.today(), MedicationDateError.in_future)


def check_day(desk: Desk, client_id: ClientId, day: date | None) -> None:
    """See that a day of a client's list is neither after today nor before the birth.

    Raises:
        MedicationDateError: it is.
    """
    check_past(desk, day)
    with desk.read() as reader:
        fact_checks.check_after_birth(
            reader, client_id, "This day", day, lambda _label: MedicationDateError.before_birth()
        )


def _fresh(desk: Desk, client_id: ClientId, new: NewMedication) -> Medication:
    return Medication(
        id=MedicationId(0), uid=desk.new_uid(), client_id=client_id, **fact_checks.typed(new)
    )


def _stopped(medication: Medication, on: date | None, reason: str) -> Medication:
    """The medication with its end.

    Raises:
        MedicationDateError: the day is missing.
    """
    if on is None:
        raise MedicationDateError.day_missing()
    return replace(medication, stopped_on=on, stop_reason=reason)


def _update(desk: Desk, writer: Writer, medication: Medication) -> Medication:
    """Write a medication over what it was.

    Raises:
        DeskError: as in `change`.
    """
    if rows.get(writer, medication.id) is None:
        raise UnknownRecordError("medication")
    kept = _kept(desk, writer, medication)
    rows.update(writer, kept)
    return kept


def _kept(desk: Desk, reader: Reader, medication: Medication) -> Medication:
    """The medication as it goes into the store.

    Raises:
        DeskError: as in `add` and `stop`.
    """
    fact_checks.open_episode(reader, medication.client_id)
    fact_checks.raise_first(_problems(desk, medication))
    texts = fact_checks.kept_texts(medication, _TEXTS)
    if medication.is_current:
        texts["stop_reason"] = ""
    return replace(medication, **texts)  # type: ignore[arg-type]  # fields of text


def _problems(desk: Desk, medication: Medication) -> Problems:
    return fact_checks.problems(
        {
            **fact_checks.check_texts(medication, _TEXTS),
            "name": partial(_check_name, medication),
            "started_on": partial(check_day, desk, medication.client_id, medication.started_on),
            "expected_until": partial(_check_until, medication),
            "stopped_on": partial(_check_stop, desk, medication),
            "stop_reason": partial(_check_reason, medication),
        }
    )


def _check_name(medication: Medication) -> None:
    if not _TEXTS["name"].kept(medication.name):
        raise MissingMedicationFactError.name()


def _check_reason(medication: Medication) -> None:
    if not _TEXTS["stop_reason"].kept(medication.stop_reason) and not medication.is_current:
        raise MissingMedicationFactError.stop_reason()


def _check_until(medication: Medication) -> None:
    start, until = medication.started_on, medication.expected_until
    if start is not None and until is not None and until < start:
        raise MedicationDateError.until_before_start()


def _check_stop(desk: Desk, medication: Medication) -> None:
    start, stopped = medication.started_on, medication.stopped_on
    if stopped is None:
        return
    check_past(desk, stopped)
    if start is not None and stopped < start:
        raise MedicationDateError.stop_before_start(dates.write(start))


def _announce(desk: Desk, client_id: ClientId, initiator: object, *others: Kind) -> None:
    """Tell that the list changed, and what `others` did with it."""
    desk.announce(Changes.of(Kind.MEDICATION, *others, client_id=client_id, initiator=initiator))
