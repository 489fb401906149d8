"""Which shipped profile the program began from, and what the program calls its own copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counselor_desk.errors import MissingChoiceReasonError, UnusableProfileError
from counselor_desk.records.ids import NumberId, PastProfileId
from counselor_desk.records.profiles import (
    BOUNDS,
    FROM_THE_START,
    ClinicNumber,
    ClinicProfile,
    PastProfile,
    Profile,
)
from counselor_desk.services import profiles
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import profiles as rows
from counselor_desk.storage.database import Writer


def own_name(desk: Desk) -> str:
    """What the program calls its copy; empty where it has the name of the profile."""
    with desk.read() as reader:
        clinic = rows.get(reader)
    return "" if clinic is None else clinic.name


def past(desk: Desk) -> tuple[PastProfile, ...]:
    """Every profile the program had begun from and left, in the order they were left."""
    with desk.read() as reader:
        return tuple(rows.past(reader))


def changed_by(desk: Desk, profile_id: str) -> tuple[tuple[str, int, int], ...]:
    """The numbers that another profile changes: the name, what holds now, what would hold.

    Raises:
        UnusableProfileError: no such profile comes with the program.
    """
    after, now = _known(profile_id), profiles.in_force(desk)
    with desk.read() as reader:
        before = profiles.base_within(reader)
        own = {one.name for one in rows.numbers(reader) if one.ended_on is None}
    return tuple(
        (name, getattr(now, name), getattr(after, name))
        for name in _differing(before, after)
        if name not in own
    )


def choose(
    desk: Desk, profile_id: str, name: str, reason: str = "", *, initiator: object = None
) -> Profile:
    """Begin from another shipped profile; the program's own numbers stay in their place.

    The reason is kept with the profile that is left, whether numbers differ or not. Days before
    today are judged by the numbers of then.

    Raises:
        UnusableProfileError: no such profile comes with the program.
        MissingChoiceReasonError: it is another one and there is no reason.
        ClashingNumbersError: a number of the program's own makes one of them impossible.
        UnusableTextError: the name or the reason is too long or has control characters.
    """
    after, told = _known(profile_id), clean("The reason", reason)
    called = clean("The name", name)
    with desk.write() as writer:
        before = profiles.base_within(writer)
        differing = _differing(before, after)
        if after.id != before.id:
            if not told:
                raise MissingChoiceReasonError
            _leave(writer, before, told, desk.today())
        for number in differing:
            _keep_past(writer, before, number, told, desk.today())
        rows.put(writer, ClinicProfile(base=profile_id, name=called))
        for number in differing:
            profiles.check_together(profiles.in_force_within(writer), number)
    desk.announce(Changes.of(Kind.PROFILE, initiator=initiator))
    return profiles.in_force(desk)


def _known(profile_id: str) -> Profile:
    if profile_id not in profiles.SHIPPED:
        raise UnusableProfileError(f"“{profile_id}” is not known")
    return profiles.shipped(profile_id)


def _differing(one: Profile, other: Profile) -> tuple[str, ...]:
    return tuple(name for name in BOUNDS if getattr(one, name) != getattr(other, name))


def _leave(writer: Writer, before: Profile, reason: str, today: date) -> None:
    """Keep until when the program had a profile, and why it is left."""
    left = PastProfile(
        id=PastProfileId(0),
        profile_id=before.id,
        reason=reason,
        began_on=max((one.ended_on for one in rows.past(writer)), default=FROM_THE_START),
        ended_on=today,
    )
    rows.leave(writer, left)


def _keep_past(writer: Writer, before: Profile, name: str, reason: str, today: date) -> None:
    """Keep a number of the profile so far for the days that no other number has."""
    had = [one for one in rows.numbers(writer) if one.name == name]
    for began, ended in _free_times(had, today):
        kept = ClinicNumber(
            id=NumberId(0),
            name=name,
            value=getattr(before, name),
            reason=reason,
            set_on=began,
            ended_on=ended,
        )
        rows.keep_past_number(writer, kept)


def _free_times(had: Sequence[ClinicNumber], today: date) -> Iterator[tuple[date, date]]:
    """The times before today, each without its last day, in which none of the numbers held."""
    free_from = FROM_THE_START
    for one in sorted(had, key=lambda number: number.set_on):
        if free_from < one.set_on:
            yield free_from, one.set_on
        free_from = max(free_from, one.ended_on or today)
    if free_from < today:
        yield free_from, today
