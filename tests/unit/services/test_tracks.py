"""The groups of a track, and who could join them."""

from datetime import timedelta

import pytest

from counselor_desk.errors import MemberAlreadyError
from counselor_desk.records.episodes import Track
from counselor_desk.services import clients, groups, tracks
from counselor_desk.services.clients import NewClient
from tests import programme

DAY = timedelta(days=1)


@pytest.fixture
def first(desk):
    return programme.group(desk, "Anchor")


def group_of(desk, name, track, **fields):
    """A group that meets at a time of a track."""
    found = programme.group(desk, name)
    programme.weekly(desk, of_group=found, track=track, **fields)
    return found


def offered(desk, client, besides):
    found = tracks.offers(desk, {client.id}, besides=besides.id).get(client.id)
    return () if found is None else tuple(one.name for one in found.groups)


def test_a_client_is_offered_the_groups_of_the_own_track(desk, client, first):
    group_of(desk, "Mornings", Track.MORNING)
    group_of(desk, "Evenings", Track.EVENING)
    group_of(desk, "Of no track", None)

    assert offered(desk, client, first) == ("Mornings",)


def test_a_client_of_the_evening_is_offered_the_evening(desk, first):
    other = clients.add(
        desk,
        NewClient(given_name="Ada", family_name="B", admitted_on=desk.today(), track=Track.EVENING),
    )
    group_of(desk, "Evenings", Track.EVENING)
    group_of(desk, "Mornings", Track.MORNING)

    assert offered(desk, other, first) == ("Evenings",)


def test_groups_a_client_is_in_are_not_offered(desk, client, first):
    there = group_of(desk, "Mornings", Track.MORNING)
    groups.join(desk, there.id, client.id)

    assert offered(desk, client, first) == ()


def test_the_group_one_adds_to_is_not_offered(desk, client):
    found = group_of(desk, "Mornings", Track.MORNING)

    assert offered(desk, client, found) == ()


def test_times_that_ended_and_groups_that_closed_are_not_offered(desk, client, first):
    group_of(desk, "Ended", Track.MORNING, ends_on=desk.today() - DAY)
    groups.close(desk, group_of(desk, "Closed", Track.MORNING).id)
    group_of(desk, "Last day", Track.MORNING, ends_on=desk.today())

    assert offered(desk, client, first) == ("Last day",)


def test_a_client_joins_all_the_groups_or_none(desk, client, first):
    other = group_of(desk, "Mornings", Track.MORNING)
    groups.join(desk, other.id, client.id)
    with pytest.raises(MemberAlreadyError):
        groups.join_all(desk, (first.id, other.id), client.id)

    assert groups.history(desk, first.id) == ()
