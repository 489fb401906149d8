"""Groups in the store: what can be kept, who joins and leaves, and when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ClosedGroupError,
    MemberAlreadyError,
    MembershipDateError,
    MissingGroupFactError,
    NoOpenEpisodeError,
)
from counselor_desk.records.groups import GroupType
from counselor_desk.services import clients, episodes, groups
from counselor_desk.services.clients import NewClient
from tests import programme

TODAY = date(2026, 3, 12)


@pytest.fixture
def group(desk):
    return programme.group(desk)


def test_a_group_comes_back_as_it_was_kept(desk, group):
    assert groups.get(desk, group.id).group == group


def test_a_group_needs_a_name(desk):
    with pytest.raises(MissingGroupFactError):
        programme.group(desk, name=" ")


def test_a_type_of_its_own_needs_a_word(desk):
    with pytest.raises(MissingGroupFactError):
        programme.group(desk, type=GroupType.OWN)


def test_who_joined_is_a_member(desk, group, client):
    groups.join(desk, group.id, client.id)

    assert [one.client_id for one in groups.get(desk, group.id).members] == [client.id]


def test_nobody_joins_twice(desk, group, client):
    groups.join(desk, group.id, client.id)

    with pytest.raises(MemberAlreadyError):
        groups.join(desk, group.id, client.id)


def test_who_left_is_no_member_and_stays_in_the_history(desk, group, client):
    member = groups.join(desk, group.id, client.id, joined_on=TODAY - timedelta(days=7))
    groups.leave(desk, member)

    assert groups.get(desk, group.id).members == ()
    assert [one.left_on for one in groups.history(desk, group.id)] == [TODAY]


def test_who_left_may_join_again(desk, group, client):
    groups.leave(desk, groups.join(desk, group.id, client.id))

    assert groups.join(desk, group.id, client.id).left_on is None


def test_nobody_joins_before_the_admission(desk, group, client):
    with pytest.raises(MembershipDateError):
        groups.join(desk, group.id, client.id, joined_on=date(2026, 2, 4))


def test_nobody_leaves_before_joining(desk, group, client):
    member = groups.join(desk, group.id, client.id)

    with pytest.raises(MembershipDateError):
        groups.leave(desk, member, left_on=TODAY - timedelta(days=1))


def test_a_discharged_client_joins_no_group(desk, group, client):
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=TODAY))

    with pytest.raises(NoOpenEpisodeError):
        groups.join(desk, group.id, client.id)


def test_a_closed_group_takes_nobody_and_lets_everybody_go(desk, group, client):
    groups.join(desk, group.id, client.id)
    groups.close(desk, group.id)

    assert groups.get(desk, group.id).members == ()
    with pytest.raises(ClosedGroupError):
        groups.join(desk, group.id, client.id)


def test_an_eleventh_member_may_join_and_is_told_of(desk, group):
    for number in range(11):
        other = clients.add(
            desk, NewClient(given_name="Ana", family_name=f"Ruiz{number}", admitted_on=TODAY)
        )
        groups.join(desk, group.id, other.id)

    now = groups.get(desk, group.id)
    assert len(now.members) == 11
    assert [one.rule for one in now.findings] == ["G1"]


def test_who_is_in_treatment_and_not_in_the_group_could_join(desk, client):
    group = programme.group(desk)
    other = clients.add(
        desk,
        NewClient(given_name="Zoé", family_name="Tate", admitted_on=date(2026, 2, 9)),
    )
    groups.join(desk, group.id, client.id)

    assert [one.id for one in groups.could_join(desk, group.id)] == [other.id]


def test_people_are_named_without_their_accents(desk, client):
    zoe = clients.add(
        desk, NewClient(given_name="Zoé", family_name="Tate", admitted_on=date(2026, 2, 9))
    )

    assert groups.named([client, zoe], "zoe ta") == {zoe.id}


def test_a_preference_is_kept_changed_and_forgotten(desk, client):
    groups.prefer(desk, client.id, "women")
    groups.prefer(desk, client.id, " veterans ")
    known = groups.preference(desk, client.id), groups.preferences(desk)
    groups.prefer(desk, client.id, "")

    assert known == ("veterans", {client.id: "veterans"})
    assert groups.preference(desk, client.id) == ""


def test_a_preference_of_a_discharged_client_is_not_changed(desk, client):
    episodes.change(desk, replace(episodes.open_of(desk, client.id), closed_on=TODAY))

    with pytest.raises(NoOpenEpisodeError):
        groups.prefer(desk, client.id, "women")


def test_the_part_of_a_member_is_kept(desk, group, client):
    member = groups.join(desk, group.id, client.id)

    groups.correct_member(desk, replace(member, remark="senior peer"))

    assert [one.remark for one in groups.get(desk, group.id).members] == ["senior peer"]


def test_a_day_of_joining_before_the_admission_is_refused(desk, group, client):
    member = groups.join(desk, group.id, client.id)

    with pytest.raises(MembershipDateError):
        groups.correct_member(desk, replace(member, joined_on=date(2020, 1, 1)))
