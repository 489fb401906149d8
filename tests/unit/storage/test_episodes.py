"""Episodes in the store: one open at a time."""

from dataclasses import replace
from datetime import date

import pytest
from sqlcipher3 import dbapi2

from counselor_desk.storage import episodes
from tests.unit.storage import samples


def test_the_open_episode_is_found(episode, client, reading):
    assert episodes.open_of(reading, client.id) == episode


def test_a_closed_episode_is_not_open(episode, client, writing, reading):
    closed = replace(episode, closed_on=date(2026, 4, 30))

    with writing() as db:
        episodes.update(db, closed)

    assert episodes.open_of(reading, client.id) is None
    assert episodes.get(reading, episode.id) == closed


def test_a_second_open_episode_is_refused(episode, client, writing):
    with pytest.raises(dbapi2.IntegrityError), writing() as db:
        episodes.insert(db, samples.episode(client.id))


def test_the_open_episode_stands_before_closed_ones(episode, client, writing, reading):
    past = [date(2024, 3, 1), date(2025, 3, 1)]
    with writing() as db:
        for day in past:
            episodes.insert(db, samples.episode(client.id, admitted_on=None, closed_on=day))

    days = [one.closed_on for one in episodes.of_client(reading, client.id)]
    assert days == [None, *reversed(past)]
