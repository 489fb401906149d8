"""The people around a client: who can be kept, who is asked about, and how a part ends."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    DoubtfulSponsorError,
    ImpossibleStayDateError,
    MissingPersonError,
    NoOpenEpisodeError,
    UnknownClientError,
    UnusableTextError,
)
from counselor_desk.records.ids import ClientId
from counselor_desk.records.people import Relation
from counselor_desk.services import clients, episodes, people
from counselor_desk.services.changes import Kind
from counselor_desk.services.clients import NewClient
from counselor_desk.services.people import NewPerson

BROTHER = NewPerson(
    relation=Relation.FAMILY,
    name=" Daniel Reyes ",
    relation_remark="older brother",
    phone="(918) 555-0177",
    is_emergency=True,
)


@pytest.fixture
def brother(desk, client):
    return people.add(desk, client.id, BROTHER)


def test_somebody_is_kept_without_space_around_the_name(brother):
    assert (brother.name, brother.is_emergency) == ("Daniel Reyes", True)


def test_somebody_new_is_announced(desk, client):
    heard = []
    desk.listen(heard.append)
    people.add(desk, client.id, BROTHER)

    assert [(one.kinds, one.clients) for one in heard] == [
        (frozenset({Kind.PERSON}), frozenset({client.id}))
    ]


def test_emergency_contacts_come_first_and_those_of_before_last(desk, client):
    friend = people.add(desk, client.id, NewPerson(relation=Relation.FRIEND, name="Jo"))
    people.add(desk, client.id, NewPerson(relation=Relation.EMPLOYER, organization="Ozark Foods"))
    people.add(desk, client.id, BROTHER)
    people.end(desk, friend)

    assert [one.relation for one in people.of_client(desk, client.id)] == [
        Relation.FAMILY,
        Relation.EMPLOYER,
        Relation.FRIEND,
    ]


def test_a_part_that_ended_stays_in_the_record(desk, client, brother):
    people.end(desk, brother)

    (kept,) = people.of_client(desk, client.id)
    assert (kept.ended_on, kept.is_current) == (date(2026, 3, 12), False)


def test_a_part_can_be_taken_up_again(desk, brother):
    ended = people.end(desk, brother, on=date(2026, 3, 1))

    assert people.resume(desk, ended).is_current


def test_a_part_cannot_end_tomorrow(desk, brother):
    with pytest.raises(ImpossibleStayDateError):
        people.end(desk, brother, on=date(2026, 3, 13))

    assert people.get(desk, brother.id).is_current


@pytest.mark.parametrize("relation", list(Relation))
def test_nobody_is_kept_without_a_name_or_an_organization(desk, client, relation):
    with pytest.raises(MissingPersonError):
        people.add(desk, client.id, NewPerson(relation=relation, name="  "))


@pytest.mark.parametrize("name", ["Bill Wilson", "Bill van Wilson"])
def test_a_family_name_of_a_sponsor_is_asked_about(desk, client, name):
    new = NewPerson(relation=Relation.SPONSOR, name=name)

    with pytest.raises(DoubtfulSponsorError):
        people.add(desk, client.id, new)

    assert people.of_client(desk, client.id) == ()
    assert people.add(desk, client.id, new, is_sure=True).name == name


@pytest.mark.parametrize("name", ["Bill", "Bill W.", "Bill W", "B. W."])
def test_a_first_name_with_an_initial_is_not_asked_about(desk, client, name):
    assert people.add(desk, client.id, NewPerson(relation=Relation.SPONSOR, name=name)).name == name


def test_a_name_that_was_confirmed_is_not_asked_about_again(desk, client):
    new = NewPerson(relation=Relation.SPONSOR, name="Bill Wilson")
    sponsor = people.add(desk, client.id, new, is_sure=True)

    assert people.change(desk, replace(sponsor, phone="555-0100")).phone == "555-0100"


def test_making_somebody_a_sponsor_asks_about_the_family_name(desk, brother):
    with pytest.raises(DoubtfulSponsorError):
        people.change(desk, replace(brother, relation=Relation.SPONSOR))


@pytest.mark.parametrize("field", ["name", "organization", "phone", "email", "address", "remark"])
def test_control_characters_are_refused(desk, brother, field):
    with pytest.raises(UnusableTextError, match="control"):
        people.change(desk, replace(brother, **{field: "a\x07b"}))


def test_every_problem_is_named_by_its_field(desk, brother):
    bad = replace(brother, name="x" * 201, email="y" * 501, ended_on=date(2027, 1, 1))

    assert set(people.problems(desk, bad)) == {"name", "email", "ended_on"}
    assert people.problems(desk, brother) == {}


def test_the_people_of_a_discharged_client_stay_as_they_are(desk, client, brother):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        people.add(desk, client.id, BROTHER)
    with pytest.raises(NoOpenEpisodeError):
        people.end(desk, brother)


def test_nobody_is_added_to_a_client_who_does_not_exist(desk):
    with pytest.raises(UnknownClientError):
        people.add(desk, ClientId(99), BROTHER)


@pytest.mark.parametrize(
    ("born_on", "is_needed"),
    [(date(2008, 3, 13), True), (date(2008, 3, 12), False), (None, False)],
)
def test_a_minor_needs_a_guardian(desk, born_on, is_needed):
    client = clients.add(desk, NewClient(given_name="Ana", born_on=born_on))

    assert people.needs_guardian(desk, client.id) is is_needed


def test_a_parent_is_enough_as_long_as_they_play_the_part(desk):
    client = clients.add(desk, NewClient(given_name="Ana", born_on=date(2010, 1, 1)))
    parent = people.add(desk, client.id, NewPerson(relation=Relation.PARENT, name="Eva"))
    assert not people.needs_guardian(desk, client.id)

    people.end(desk, parent)

    assert people.needs_guardian(desk, client.id)
