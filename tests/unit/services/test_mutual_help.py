"""Mutual help: meetings and standing as a client tells them, and never treatment hours."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counselor_desk.errors import (
    ImpossibleMutualHelpError,
    NoOpenEpisodeError,
    UnknownRecordError,
    UnusableTextError,
)
from counselor_desk.records.mutual_help import Fellowship
from counselor_desk.services import episodes, hours, mutual_help
from counselor_desk.services.changes import Kind
from counselor_desk.services.mutual_help import NewMeeting

MONDAY = date(2026, 3, 9)


def add(desk, client, held_on=MONDAY, **told):
    return mutual_help.add(desk, client.id, NewMeeting(held_on=held_on, **told))


def test_a_meeting_is_kept_as_it_was_told(desk, client):
    kept = add(desk, client, fellowship=Fellowship.NA, meeting="  Noon group ", is_verified=True)

    assert mutual_help.of_client(desk, client.id).meetings == (kept,)
    assert (kept.meeting, kept.is_verified) == ("Noon group", True)


def test_the_newest_meeting_stands_first(desk, client):
    add(desk, client)
    add(desk, client, MONDAY - timedelta(days=3))

    known = mutual_help.of_client(desk, client.id)
    assert [one.held_on for one in known.meetings] == [MONDAY, MONDAY - timedelta(days=3)]
    assert known.since(MONDAY) == 1


def test_meetings_are_counted_by_week(desk, client):
    for days in (0, 1, 7):
        add(desk, client, MONDAY - timedelta(days=days))

    known = mutual_help.of_client(desk, client.id).meetings
    assert mutual_help.by_week(known, 0) == {MONDAY: 1, MONDAY - timedelta(days=7): 2}


def test_meetings_are_never_hours_of_treatment(desk, client):
    episode = episodes.open_of(desk, client.id)
    before = hours.of_episode(desk, episode.id).weeks
    for days in range(5):
        add(desk, client, MONDAY - timedelta(days=days))

    assert hours.of_episode(desk, episode.id).weeks == before


def test_a_meeting_still_to_come_is_refused(desk, client):
    with pytest.raises(ImpossibleMutualHelpError, match="still to come"):
        add(desk, client, desk.today() + timedelta(days=1))


def test_a_meeting_before_the_birth_is_refused(desk, client):
    with pytest.raises(ImpossibleMutualHelpError, match="born"):
        add(desk, client, client.born_on - timedelta(days=1))


def test_a_meeting_that_is_too_long_to_keep_is_refused(desk, client):
    with pytest.raises(UnusableTextError):
        add(desk, client, meeting="x" * 501)


def test_nothing_is_added_after_the_discharge(desk, client):
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        add(desk, client)


def test_a_meeting_can_be_corrected_and_taken_back(desk, client):
    kept = add(desk, client)
    kept = mutual_help.change(desk, replace(kept, is_verified=True))
    assert mutual_help.of_client(desk, client.id).meetings[0].is_verified

    mutual_help.remove(desk, kept)
    assert mutual_help.of_client(desk, client.id).meetings == ()
    with pytest.raises(UnknownRecordError):
        mutual_help.change(desk, kept)


def test_sponsor_and_step_are_those_told_last(desk, client):
    mutual_help.tell(desk, client.id, has_sponsor=True, sponsor="Ray", step=1)
    mutual_help.tell(desk, client.id, has_sponsor=True, sponsor="Ray", step=2)

    told = mutual_help.of_client(desk, client.id).standing
    assert (told.sponsor, told.step, told.told_on) == ("Ray", 2, desk.today())


def test_without_a_sponsor_no_name_is_kept(desk, client):
    mutual_help.tell(desk, client.id, has_sponsor=False, sponsor="Ray")

    assert mutual_help.of_client(desk, client.id).standing.sponsor == ""


@pytest.mark.parametrize("step", [-1, 13])
def test_there_are_twelve_steps(desk, client, step):
    with pytest.raises(ImpossibleMutualHelpError, match="1 to 12"):
        mutual_help.tell(desk, client.id, has_sponsor=None, step=step)


def test_pages_hear_of_a_meeting(desk, client):
    heard = []
    desk.listen(heard.append)

    add(desk, client)

    assert [(one.kinds, one.clients) for one in heard] == [({Kind.MUTUAL_HELP}, {client.id})]
