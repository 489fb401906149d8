"""Urges in a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    AlreadySignedError,
    ClosedRecordError,
    ImpossibleUseDateError,
    MissingFactError,
    NoOpenEpisodeError,
    ScoreOutOfRangeError,
)
from counselor_desk.services import cravings, episodes, notes
from counselor_desk.services.changes import Kind
from counselor_desk.services.cravings import NewCraving

URGE = NewCraving(rated_on=date(2026, 3, 10), score=4, trigger="Payday", skill="Called his brother")


def test_a_score_comes_back_with_trigger_and_skill(desk, client):
    changes = []
    desk.listen(changes.append)
    kept = cravings.add(desk, client.id, URGE)

    assert cravings.of_client(desk, client.id) == (kept,)
    assert (kept.score, kept.trigger, kept.skill) == (4, "Payday", "Called his brother")
    assert changes[-1].kinds == {Kind.CRAVING}


def test_a_score_can_belong_to_a_note(desk, client):
    note = notes.start(desk, client.id)
    kept = cravings.add(desk, client.id, replace(URGE, note_id=note.id))

    assert cravings.of_client(desk, client.id)[0].note_id == kept.note_id == note.id


def test_a_score_that_was_told_in_a_note_stays_as_it_is(desk, client):
    note = notes.start(desk, client.id)
    kept = cravings.add(desk, client.id, replace(URGE, note_id=note.id))

    with pytest.raises(AlreadySignedError):
        cravings.change(desk, replace(kept, score=5))
    with pytest.raises(ClosedRecordError), desk.write() as writer:
        writer.execute("UPDATE craving SET score = 5")


def test_a_score_can_be_corrected(desk, client):
    kept = cravings.add(desk, client.id, URGE)
    cravings.change(desk, replace(kept, score=5))

    assert [one.score for one in cravings.of_client(desk, client.id)] == [5]


@pytest.mark.parametrize("score", [0, 10])
def test_the_ends_of_the_scale_are_kept(desk, client, score):
    assert cravings.add(desk, client.id, replace(URGE, score=score)).score == score


@pytest.mark.parametrize(
    ("wrong", "field", "error"),
    [
        ({"score": 11}, "score", ScoreOutOfRangeError),
        ({"score": -1}, "score", ScoreOutOfRangeError),
        ({"score": None}, "score", MissingFactError),
        ({"rated_on": date(2026, 3, 13)}, "rated_on", ImpossibleUseDateError),
        ({"rated_on": date(2026, 2, 4)}, "rated_on", ImpossibleUseDateError),
        ({"rated_on": None}, "rated_on", MissingFactError),
    ],
)
def test_an_impossible_score_is_refused(desk, client, wrong, field, error):
    new = replace(URGE, **wrong)

    assert list(cravings.problems(desk, client.id, new)) == [field]
    with pytest.raises(error):
        cravings.add(desk, client.id, new)
    assert cravings.of_client(desk, client.id) == ()


def test_a_rise_by_three_is_told_and_one_by_two_is_not(desk, client):
    cravings.add(desk, client.id, replace(URGE, rated_on=date(2026, 3, 3), score=2))
    cravings.add(desk, client.id, URGE)
    assert cravings.findings(cravings.of_client(desk, client.id)) == ()
    cravings.add(desk, client.id, replace(URGE, rated_on=date(2026, 3, 12), score=7))

    assert cravings.findings(cravings.of_client(desk, client.id))


def test_a_score_of_an_earlier_stay_can_be_corrected_in_a_new_one(desk, client):
    kept = cravings.add(desk, client.id, URGE)
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 11)))
    with pytest.raises(NoOpenEpisodeError):
        cravings.change(desk, replace(kept, score=5))
    episodes.start(desk, client.id)
    cravings.change(desk, replace(kept, score=5))

    assert [one.score for one in cravings.of_client(desk, client.id)] == [5]


def test_after_discharge_no_score_is_added(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        cravings.add(desk, client.id, URGE)
