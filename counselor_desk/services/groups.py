"""Groups: what there is, who belongs to them, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from counselor_desk.errors import (
    ClosedGroupError,
    MemberAlreadyError,
    MembershipDateError,
    MissingGroupFactError,
    UnknownRecordError,
)
from counselor_desk.records.clients import NAME_LIMIT, Client
from counselor_desk.records.groups import Group, GroupPreference, GroupType, Member
from counselor_desk.records.ids import ClientId, GroupId, MemberId, PreferenceId
from counselor_desk.records.profiles import Profile
from counselor_desk.rules import groups as group_rules
from counselor_desk.rules.findings import Finding
from counselor_desk.services import episodes, profiles
from counselor_desk.services.changes import Changes, Kind
from counselor_desk.services.desk import Desk
from counselor_desk.services.names import clean
from counselor_desk.storage import clients as client_rows
from counselor_desk.storage import episodes as episode_rows
from counselor_desk.storage import groups as rows
from counselor_desk.storage.database import Reader
from counselor_desk.storage.search import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNow:
    """A group with everybody who belongs to it today, and its limit of members."""

    group: Group
    members: tuple[Member, ...]
    limit: int
    findings: tuple[Finding, ...]


def every(desk: Desk) -> tuple[GroupNow, ...]:
    """All groups, those that still meet first, by name."""
    today, profile = desk.today(), profiles.in_force(desk)
    with desk.read() as reader:
        members = rows.every_member(reader)
        return tuple(
            _now(group, [one for one in members if one.care_group_id == group.id], today, profile)
            for group in rows.every(reader)
        )


def get(desk: Desk, group_id: GroupId) -> GroupNow:
    """One group as it is today.

    Raises:
        UnknownRecordError: there is no such group.
    """
    profile = profiles.in_force(desk)
    with desk.read() as reader:
        group = _existing(reader, group_id)
        return _now(group, rows.members(reader, group_id), desk.today(), profile)


def history(desk: Desk, group_id: GroupId) -> tuple[Member, ...]:
    """Everybody who is or was in a group, in the order they joined."""
    with desk.read() as reader:
        return tuple(rows.members(reader, group_id))


def of_client(desk: Desk, client_id: ClientId) -> tuple[tuple[Group, Member], ...]:
    """The groups a client is or was in, in the order of joining."""
    with desk.read() as reader:
        groups = {group.id: group for group in rows.every(reader)}
        return tuple((groups[one.care_group_id], one) for one in rows.of_client(reader, client_id))


def could_join(desk: Desk, group_id: GroupId) -> tuple[Client, ...]:
    """Those in treatment who are not in a group now, guests too, by the name they are called."""
    with desk.read() as reader:
        there = {one.client_id for one in rows.members(reader, group_id) if one.left_on is None}
        open_for = {one.client_id for one in episode_rows.every_open(reader)} - there
        found = client_rows.some(reader, sorted(open_for))
    return tuple(sorted(found, key=lambda one: (one.first_name, one.family_name)))


def named(people: Iterable[Client], typed: str) -> set[ClientId]:
    """Those whose name or number holds each typed word, accents ignored."""
    known = (
        (one.id, plain(f"{one.given_name} {one.preferred_name} {one.family_name} {one.number}"))
        for one in people
    )
    return client_rows.found_in(known, typed)


def add(desk: Desk, group: Group, *, initiator: object = None) -> Group:
    """Make a group; its id and uid are given here.

    Raises:
        MissingGroupFactError: it has no name, or is of its own type without a word for it.
        UnusableTextError: a text is too long or has control characters.
    """
    with desk.write() as writer:
        kept = rows.insert(writer, replace(_checked(group), uid=desk.new_uid()))
    desk.announce(Changes.of(Kind.GROUP, initiator=initiator))
    return kept


def change(desk: Desk, group: Group, *, initiator: object = None) -> Group:
    """Keep changed facts of a group; an earlier value of it undoes what came since.

    Raises:
        MissingGroupFactError, UnusableTextError: as in `add`.
        UnknownRecordError: there is no such group.
    """
    with desk.write() as writer:
        _existing(writer, group.id)
        kept = _checked(group)
        rows.update(writer, kept)
    desk.announce(Changes.of(Kind.GROUP, initiator=initiator))
    return kept


def close(desk: Desk, group_id: GroupId, *, initiator: object = None) -> Group:
    """Say that a group met for the last time today or before; its members leave it with it.

    Raises:
        UnknownRecordError: there is no such group.
    """
    today = desk.today()
    with desk.write() as writer:
        kept = replace(_existing(writer, group_id), closed_on=today)
        rows.update(writer, kept)
        for member in rows.members(writer, group_id):
            if member.left_on is None:
                rows.change_member(writer, replace(member, left_on=max(today, member.joined_on)))
    desk.announce(Changes.of(Kind.GROUP, initiator=initiator))
    return kept


def join(
    desk: Desk,
    group_id: GroupId,
    client_id: ClientId,
    *,
    joined_on: date | None = None,
    remark: str = "",
    initiator: object = None,
) -> Member:
    """Let a client belong to a group, from today unless another day is said.

    A full group takes one more; `GroupNow.findings` says so.

    Raises:
        UnknownRecordError: there is no such group.
        ClosedGroupError: it does not meet any more.
        MemberAlreadyError: the client is in it.
        NoOpenEpisodeError: the client was discharged.
        MembershipDateError: the day lies before the admission.
    """
    (kept,) = join_all(
        desk, (group_id,), client_id, joined_on=joined_on, remark=remark, initiator=initiator
    )
    return kept


def join_all(
    desk: Desk,
    group_ids: Iterable[GroupId],
    client_id: ClientId,
    *,
    joined_on: date | None = None,
    remark: str = "",
    initiator: object = None,
) -> tuple[Member, ...]:
    """Let a client belong to several groups, or to none of them; the remark is for the first.

    Raises:
        UnknownRecordError, ClosedGroupError, MemberAlreadyError, NoOpenEpisodeError,
            MembershipDateError: as in `join`.
    """
    day = joined_on or desk.today()
    said = clean("The remark", remark)
    kept: list[Member] = []
    with desk.write() as writer:
        episodes.require_open_of(writer, client_id)
        _check_admitted(writer, client_id, day)
        for group_id in group_ids:
            _check_free(writer, group_id, client_id)
            member = Member(
                id=MemberId(0),
                care_group_id=group_id,
                client_id=client_id,
                joined_on=day,
                remark="" if kept else said,
            )
            kept.append(rows.join(writer, member))
    desk.announce(Changes.of(Kind.GROUP, client_id=client_id, initiator=initiator))
    return tuple(kept)


def leave(
    desk: Desk,
    member: Member,
    *,
    left_on: date | None = None,
    remark: str = "",
    initiator: object = None,
) -> Member:
    """Say on which day a client was in the group for the last time, today unless said.

    Raises:
        MembershipDateError: that day lies before the day of joining.
        UnusableTextError: the remark is too long or has control characters.
    """
    day = left_on or desk.today()
    if day < member.joined_on:
        raise MembershipDateError.left_before_joining()
    kept = replace(member, left_on=day, remark=clean("The remark", remark) or member.remark)
    return change_member(desk, kept, initiator=initiator)


def change_member(desk: Desk, member: Member, *, initiator: object = None) -> Member:
    """Keep changed facts of a membership; an earlier value of it undoes what came since.

    Raises:
        UnusableTextError: the remark is too long or has control characters.
    """
    kept = replace(member, remark=clean("The remark", member.remark))
    with desk.write() as writer:
        rows.change_member(writer, kept)
    desk.announce(Changes.of(Kind.GROUP, client_id=kept.client_id, initiator=initiator))
    return kept


def correct_member(desk: Desk, member: Member, *, initiator: object = None) -> Member:
    """Correct since when a client is in a group, and which part the client has in it.

    Raises:
        MembershipDateError: the day lies before the admission.
        UnusableTextError: as `change_member`.
    """
    with desk.read() as reader:
        _check_admitted(reader, member.client_id, member.joined_on)
    return change_member(desk, member, initiator=initiator)


def prefer(
    desk: Desk, client_id: ClientId, affinity: str, *, initiator: object = None
) -> GroupPreference | None:
    """Keep with whom a client would rather be in a group, or forget it where nothing is said.

    It is sensitive: no paper names it. Source: services.md row 23.

    Raises:
        NoOpenEpisodeError: the client was discharged.
        UnusableTextError: it is too long or has control characters.
    """
    said = clean("The preference", affinity, limit=NAME_LIMIT)
    with desk.write() as writer:
        episodes.require_open_of(writer, client_id)
        if said:
            told = GroupPreference(id=PreferenceId(0), client_id=client_id, affinity=said)
            kept = rows.prefer(writer, told)
        else:
            kept = None
            rows.forget_preference(writer, client_id)
    desk.announce(Changes.of(Kind.GROUP, client_id=client_id, initiator=initiator))
    return kept


def preference(desk: Desk, client_id: ClientId) -> str:
    """With whom a client would rather be in a group; empty where that is not known."""
    with desk.read() as reader:
        found = rows.preference_of(reader, client_id)
    return "" if found is None else found.affinity


def preferences(desk: Desk) -> dict[ClientId, str]:
    """As `preference`, of everybody of whom it is known."""
    with desk.read() as reader:
        return {one.client_id: one.affinity for one in rows.every_preference(reader)}


def members_on(reader: Reader, group_id: GroupId, day: date) -> list[Member]:
    """Who belongs to a group on a day, in the order of joining."""
    return [one for one in rows.members(reader, group_id) if one.is_in_on(day)]


def _now(group: Group, members: list[Member], today: date, profile: Profile) -> GroupNow:
    there = tuple(one for one in members if one.left_on is None or one.left_on > today)
    caps = {"group_cap": profile.group_cap, "class_cap": profile.class_cap}
    return GroupNow(
        group=group,
        members=there,
        limit=group_rules.limit(group, **caps),
        findings=group_rules.g1_g2_cap(group, len(there), **caps),
    )


def _checked(group: Group) -> Group:
    kept = replace(
        group,
        name=clean("The name", group.name, limit=NAME_LIMIT),
        own_type=clean("The type", group.own_type, limit=NAME_LIMIT),
        affinity=clean("The tag", group.affinity, limit=NAME_LIMIT),
        led_by=clean("The leader", group.led_by, limit=NAME_LIMIT),
        provider=clean("The provider", group.provider, limit=NAME_LIMIT),
        credential=clean("The credential", group.credential, limit=NAME_LIMIT),
        curriculum=clean("The curriculum", group.curriculum, limit=NAME_LIMIT),
    )
    if not kept.name:
        raise MissingGroupFactError("a name")
    if kept.type is GroupType.OWN and not kept.own_type:
        raise MissingGroupFactError("a word for its type")
    return kept


def _check_free(reader: Reader, group_id: GroupId, client_id: ClientId) -> None:
    """Whether the group still meets and the client is not in it."""
    if not _existing(reader, group_id).is_open:
        raise ClosedGroupError
    there = (one.client_id for one in rows.members(reader, group_id) if one.left_on is None)
    if client_id in there:
        raise MemberAlreadyError


def _check_admitted(reader: Reader, client_id: ClientId, day: date) -> None:
    episode = episode_rows.open_of(reader, client_id)
    if episode is not None and episode.admitted_on is not None and day < episode.admitted_on:
        raise MembershipDateError.before_admission()


def _existing(reader: Reader, group_id: GroupId) -> Group:
    group = rows.get(reader, group_id)
    if group is None:
        raise UnknownRecordError("group")
    return group
