"""Profiles: the numbers the rules count with: shipped, set by the program, set for a client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, cast

from counselor_desk import resources
from counselor_desk.errors import (
    ClashingNumbersError,
    ImpossibleNumberError,
    MissingProfileReasonError,
    UnusableProfileError,
)
from counselor_desk.records.ids import ClientId, NumberId
from counselor_desk.records.profiles import (
    BOUNDS,
    ClientNumber,
    ClinicNumber,
    ClinicProfile,
    Origin,
    Profile,
)
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import profiles as rows
from counselor_desk.storage.database import Reader

SCHEMA = 1
"""The form of the file that this program reads."""

_HEAD = {"schema", "id", "name"}
_PARTS = {"value", "rule", "source", "checked_on"}


@cache
def generic() -> Profile:
    """The generic intensive outpatient program, which comes with Counselor Desk.

    Raises:
        MissingResourceError: the program was not installed whole.
        UnusableProfileError: the file was changed and cannot be used.
    """
    return read(resources.read_text("profiles", "generic_iop.toml"))


SHIPPED = ("generic_iop", "north_carolina_saiop", "virginia_iop")
"""The profiles that come with the program, by id; the last two are examples of states."""


@cache
def shipped(profile_id: str) -> Profile:
    """A profile that comes with the program.

    Raises:
        MissingResourceError, UnusableProfileError: as in `generic`.
    """
    return read(resources.read_text("profiles", f"{profile_id}.toml"))


def in_force(desk: Desk) -> Profile:
    """The program's numbers today: those it began from, with its own in their place."""
    with desk.read() as reader:
        return in_force_within(reader)


def in_force_within(reader: Reader) -> Profile:
    """As `in_force`, within a reading that goes on."""
    clinic = rows.get(reader)
    base = _base(clinic)
    own = {one.name: one.value for one in rows.numbers(reader) if one.ended_on is None}
    known = {name: value for name, value in own.items() if name in BOUNDS}
    name = clinic.name if clinic and clinic.name else base.name
    return _with(replace(base, name=name), known)


def base_within(reader: Reader) -> Profile:
    """The shipped profile the program began from."""
    return _base(rows.get(reader))


def of_client(reader: Reader, profile: Profile, client_id: ClientId) -> Profile:
    """The numbers that hold for one client, `profile` being the program's."""
    return of_every_client(reader, profile).get(client_id, profile)


def for_client(desk: Desk, client_id: ClientId) -> Profile:
    """The numbers that hold for one client today: the program's, with the client's own."""
    with desk.read() as reader:
        return for_client_within(reader, client_id)


def for_client_within(reader: Reader, client_id: ClientId) -> Profile:
    """As `for_client`, within a reading that goes on."""
    return of_client(reader, in_force_within(reader), client_id)


def of_every_client(reader: Reader, profile: Profile) -> Mapping[ClientId, Profile]:
    """The numbers of the clients for whom some differ, `profile` being the program's."""
    own: dict[ClientId, dict[str, int]] = {}
    for one in rows.client_numbers(reader):
        if one.ended_on is None and one.name in BOUNDS:
            own.setdefault(one.client_id, {})[one.name] = one.value
    return {client_id: _with(profile, numbers) for client_id, numbers in own.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersSoFar:
    """Every number that was ever set, so that a past week is judged by those of its time."""

    base: Profile
    clinic: Sequence[ClinicNumber]
    clients: Mapping[ClientId, Sequence[ClientNumber]]

    def on(self, day: date, client_id: ClientId) -> Profile:
        """The numbers that held for a client on a day."""
        held = {
            one.name: one.value
            for one in self._numbers(client_id)
            if one.name in BOUNDS and _held_on(one, day)
        }
        return _with(self.base, held) if held else self.base

    def changed_on(self, client_id: ClientId) -> frozenset[date]:
        """The days from which another number held for a client."""
        days = [
            day for one in self._numbers(client_id) for day in (one.set_on, one.ended_on) if day
        ]
        return frozenset(days)

    def _numbers(self, client_id: ClientId) -> Sequence[ClinicNumber | ClientNumber]:
        """The client's own go before the program's."""
        return [*self.clinic, *self.clients.get(client_id, ())]


def numbers_so_far(reader: Reader) -> NumbersSoFar:
    """The numbers of the program and of every client, past ones too."""
    clients: dict[ClientId, list[ClientNumber]] = {}
    for one in rows.client_numbers(reader):
        clients.setdefault(one.client_id, []).append(one)
    return NumbersSoFar(base=base_within(reader), clinic=rows.numbers(reader), clients=clients)


def _base(clinic: ClinicProfile | None) -> Profile:
    return shipped(clinic.base) if clinic and clinic.base in SHIPPED else generic()


def _held_on(one: ClinicNumber | ClientNumber, day: date) -> bool:
    return one.set_on <= day and (one.ended_on is None or day < one.ended_on)


def plan_times_of_clients(
    reader: Reader, profile: Profile
) -> Mapping[ClientId, tuple[timedelta, timedelta]]:
    """How soon the first plan and each review are due where a client's own numbers say so."""
    return {
        client_id: (own.plan_due_within, own.plan_review_every)
        for client_id, own in of_every_client(reader, profile).items()
    }


def _with(profile: Profile, numbers: Mapping[str, int]) -> Profile:
    """The profile with other numbers in their place, each a field of it."""
    return cast("Profile", replace(cast("Any", profile), **numbers))


def set_number(
    desk: Desk, name: str, value: int, reason: str, *, initiator: object = None
) -> Profile:
    """Let a number of the program's own hold from today, with the reason for it.

    Raises:
        ImpossibleNumberError: it lies out of its bounds.
        ClashingNumbersError: another number that holds makes it impossible.
        MissingProfileReasonError: there is no reason.
        UnusableTextError: the reason is too long or has control characters.
    """
    told = _checked_number(name, value, reason)
    with desk.write() as writer:
        rows.set_number(
            writer,
            ClinicNumber(id=NumberId(0), name=name, value=value, reason=told, set_on=desk.today()),
        )
        check_together(in_force_within(writer), name)
    desk.announce(Changes.of(Kind.PROFILE, initiator=initiator))
    return in_force(desk)


def read_number(name: str, text: str) -> int:
    """The number somebody typed.

    Raises:
        ImpossibleNumberError: it is no whole number, or lies out of its bounds.
    """
    least, most = BOUNDS[name]
    typed = text.strip()
    if not (typed.isascii() and typed.isdecimal()) or not least <= int(typed) <= most:
        raise ImpossibleNumberError(least, most)
    return int(typed)


def end_number(desk: Desk, name: str, *, initiator: object = None) -> Profile:
    """From today on the number of the profile holds again.

    Raises:
        ClashingNumbersError: another number of the program's own makes it impossible.
    """
    with desk.write() as writer:
        rows.end_number(writer, name, desk.today())
        check_together(in_force_within(writer), name)
    desk.announce(Changes.of(Kind.PROFILE, initiator=initiator))
    return in_force(desk)


def history(desk: Desk) -> tuple[ClinicNumber, ...]:
    """Every number the program ever set, in the order they were set."""
    with desk.read() as reader:
        return tuple(rows.numbers(reader))


def set_client_number(
    desk: Desk,
    client_id: ClientId,
    name: str,
    value: int,
    reason: str,
    *,
    initiator: object = None,
) -> None:
    """Let a number hold for one client from today, with the reason for it.

    Raises:
        ImpossibleNumberError, ClashingNumbersError, MissingProfileReasonError, UnusableTextError:
            as in `set_number`.
    """
    told = _checked_number(name, value, reason)
    with desk.write() as writer:
        rows.set_client_number(
            writer,
            ClientNumber(
                id=NumberId(0),
                client_id=client_id,
                name=name,
                value=value,
                reason=told,
                set_on=desk.today(),
            ),
        )
        check_together(for_client_within(writer, client_id), name)
    desk.announce(Changes.of(Kind.PROFILE, client_id=client_id, initiator=initiator))


def end_client_number(
    desk: Desk, client_id: ClientId, name: str, *, initiator: object = None
) -> None:
    """From today on the program's number holds for the client again.

    Raises:
        ClashingNumbersError: another number of the client's own makes it impossible.
    """
    with desk.write() as writer:
        rows.end_client_number(writer, client_id, name, desk.today())
        check_together(for_client_within(writer, client_id), name)
    desk.announce(Changes.of(Kind.PROFILE, client_id=client_id, initiator=initiator))


def client_history(desk: Desk, client_id: ClientId) -> tuple[ClientNumber, ...]:
    """Every number ever set for one client, in the order they were set."""
    with desk.read() as reader:
        found = rows.client_numbers(reader)
    return tuple(one for one in found if one.client_id == client_id)


def _checked_number(name: str, value: int, reason: str) -> str:
    least, most = BOUNDS[name]
    if not least <= value <= most:
        raise ImpossibleNumberError(least, most)
    told = clean("The reason", reason)
    if not told:
        raise MissingProfileReasonError
    return told


def check_together(profile: Profile, changed: str) -> None:
    """Within a writing, so that a clash takes it back; what clashed before does not count.

    Raises:
        ClashingNumbersError: the number called `changed` excludes another, or another excludes it.
    """
    for name in profile.unreachable:
        if changed in (name, "week_hours_most"):
            raise ClashingNumbersError(getattr(profile, name), profile.week_hours_most)


def read(text: str) -> Profile:
    """A profile from the text of its file.

    Raises:
        UnusableProfileError: names the entry that is missing, unknown, out of its bounds, or
            impossible beside another.
    """
    import tomllib

    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise UnusableProfileError(f"it is not TOML ({reason})") from None
    if told.get("schema") != SCHEMA:
        raise UnusableProfileError(f"“schema” is not {SCHEMA}")
    for name in told:
        if name not in BOUNDS and name not in _HEAD:
            raise UnusableProfileError(f"“{name}” is not known")
    numbers = {name: _number(name, _part(told, name)) for name in BOUNDS}
    origins = {name: _origin(name, told[name]) for name in BOUNDS}
    profile = Profile(
        id=_text("id", told.get("id")),
        name=_text("name", told.get("name")),
        origins=origins,
        **numbers,
    )
    for impossible in profile.unreachable:
        raise UnusableProfileError(f"“{impossible}” is more than “week_hours_most”")
    return profile


def _part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = told.get(name)
    if not isinstance(part, dict):
        raise UnusableProfileError(f"“{name}” is missing")
    if unknown := sorted(part.keys() - _PARTS):
        raise UnusableProfileError(f"“{name}.{unknown[0]}” is not known")
    return part


def _number(name: str, part: Mapping[str, Any]) -> int:
    value, (least, most) = part.get("value"), BOUNDS[name]
    # TOML's true is an int in Python.
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise UnusableProfileError(f"“{name}” is a whole number from {least} to {most}")
    return value


def _origin(name: str, part: Mapping[str, Any]) -> Origin:
    checked_on = part.get("checked_on")
    if not isinstance(checked_on, date) or isinstance(checked_on, datetime):
        raise UnusableProfileError(f"“{name}.checked_on” is a date such as 2026-11-22")
    return Origin(
        rule=_text(f"{name}.rule", part.get("rule")),
        source=_text(f"{name}.source", part.get("source")),
        checked_on=checked_on,
    )


def _text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnusableProfileError(f"“{name}” has no words")
    return value
