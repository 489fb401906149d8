"""Levels of care: a stay goes on at another level from a day on, with a reason, for good."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ClosedRecordError,
    ImpossibleStayDateError,
    MissingReasonError,
    NoOpenEpisodeError,
    UnknownRecordError,
    UnusableLevelError,
    UnusableTextError,
)
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.ids import EpisodeId
from counselor_desk.services import assessments, episodes, levels, stays
from counselor_desk.services.changes import Kind
from counselor_desk.storage import episodes as episode_rows
from tests import assessing

PHP, IOP, OUTPATIENT = LevelOfCare.PHP, LevelOfCare.IOP, LevelOfCare.OUTPATIENT
REASON = "Urges every evening;\n five days a week hold better"


@pytest.fixture
def episode(desk, client):
    return episodes.open_of(desk, client.id)


def level(desk, episode):
    return episodes.get(desk, episode.id).level_of_care


def test_a_change_tells_day_levels_and_reason(desk, episode):
    changed = levels.change(desk, episode, PHP, REASON, changed_on=date(2026, 3, 2))

    assert (changed.from_level, changed.to_level) == (IOP, PHP)
    assert changed.changed_on == date(2026, 3, 2)
    assert changed.reason == "Urges every evening; five days a week hold better"
    assert levels.of_episode(desk, episode.id) == (changed,)


def test_the_stay_is_at_the_new_level(desk, episode):
    levels.change(desk, episode, PHP, REASON)

    assert level(desk, episode) is PHP


def test_a_change_is_of_today_unless_said_otherwise(desk, episode):
    assert levels.change(desk, episode, PHP, REASON).changed_on == date(2026, 3, 12)


def test_a_change_is_announced(desk, episode):
    heard = []
    desk.listen(heard.append)
    levels.change(desk, episode, PHP, REASON)

    assert [one.kinds for one in heard] == [frozenset({Kind.EPISODE, Kind.CLIENT})]


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_change_without_a_reason_is_refused(desk, episode, reason):
    with pytest.raises(MissingReasonError, match="A change of level needs its reason"):
        levels.change(desk, episode, PHP, reason)

    assert level(desk, episode) is IOP


def test_control_characters_are_refused(desk, episode):
    with pytest.raises(UnusableTextError):
        levels.change(desk, episode, PHP, "a\x07b")


def test_the_level_of_today_is_no_change(desk, episode):
    with pytest.raises(UnusableLevelError, match="at this level already"):
        levels.change(desk, episode, IOP, REASON)


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 3, 13), "is after today"), (date(2026, 2, 4), "before the admission")],
)
def test_a_change_lies_within_the_stay(desk, episode, day, said):
    with pytest.raises(ImpossibleStayDateError, match=f"The change of level is .*{said[-9:]}"):
        levels.change(desk, episode, PHP, REASON, changed_on=day)

    assert level(desk, episode) is IOP


def test_a_change_is_not_before_the_last_one(desk, episode):
    levels.change(desk, episode, PHP, REASON, changed_on=date(2026, 3, 2))

    with pytest.raises(ImpossibleStayDateError, match="before the last one, of March 2, 2026"):
        levels.change(desk, episode, IOP, REASON, changed_on=date(2026, 3, 1))


def test_a_stay_that_was_stepped_up_can_step_down_on_the_same_day(desk, episode):
    levels.change(desk, episode, PHP, REASON)
    levels.change(desk, episode, OUTPATIENT, REASON)

    assert [one.to_level for one in levels.of_episode(desk, episode.id)] == [PHP, OUTPATIENT]


def test_an_inquiry_has_no_change_of_level(desk, episode):
    asked = episodes.change(desk, replace(episode, admitted_on=None))

    with pytest.raises(UnusableLevelError, match="not admitted yet"):
        levels.change(desk, asked, PHP, REASON)


def test_an_ended_stay_stays_at_its_level(desk, episode):
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 10)))

    with pytest.raises(NoOpenEpisodeError):
        levels.change(desk, episode, PHP, REASON)


def test_a_change_is_kept_for_good(desk, episode):
    changed = levels.change(desk, episode, PHP, REASON)

    with pytest.raises(ClosedRecordError), desk.write() as writer:
        episode_rows.LEVEL_CHANGES.update(writer, replace(changed, reason="Another"))


def test_the_level_of_a_stay_that_has_begun_is_no_plain_fact(desk, episode):
    with pytest.raises(UnusableLevelError, match="Change level"):
        episodes.change(desk, replace(episode, level_of_care=PHP))

    assert level(desk, episode) is IOP


def test_the_level_is_a_plain_fact_before_the_admission(desk, client, episode):
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 10)))
    asked = episodes.start(desk, client.id)

    assert episodes.change(desk, replace(asked, level_of_care=PHP)).level_of_care is PHP


def test_taking_out_the_admission_frees_no_level(desk, episode):
    asked = episodes.change(desk, replace(episode, admitted_on=None))

    with pytest.raises(UnusableLevelError):
        episodes.change(desk, replace(asked, level_of_care=PHP))


@pytest.mark.parametrize("admitted_on", [date(2026, 3, 3), None])
def test_the_admission_stays_before_the_first_change(desk, episode, admitted_on):
    levels.change(desk, episode, PHP, REASON, changed_on=date(2026, 3, 2))
    now = episodes.get(desk, episode.id)

    with pytest.raises(ImpossibleStayDateError, match="not before a change of the level"):
        episodes.change(desk, replace(now, admitted_on=admitted_on))
    assert episodes.change(desk, replace(now, admitted_on=date(2026, 3, 2))).level_of_care is PHP


def test_a_stay_knows_the_level_it_began_at(desk, episode):
    assert stays.of(desk, episode).admitted_to is IOP

    levels.change(desk, episode, PHP, REASON)
    stay = stays.of(desk, episodes.get(desk, episode.id))

    assert (stay.admitted_to, stay.episode.level_of_care) == (IOP, PHP)


def test_the_stays_of_a_client_have_their_own_changes(desk, client, episode):
    levels.change(desk, episode, PHP, REASON)
    now = episodes.get(desk, episode.id)
    episodes.change(desk, replace(now, closed_on=date(2026, 3, 12)))
    again = episodes.start(desk, client.id)

    assert levels.of_episode(desk, again.id) == ()


def test_the_newest_signed_assessment_tells_the_level(desk, client, episode):
    assert levels.assessed(desk, episode) == ""
    assessing.signed(desk, client.id, level_of_care="2.1")
    assessing.signed(desk, client.id, level_of_care="2.5")
    assessments.start(desk, client.id)

    assert levels.assessed(desk, episode) == "2.5"


def test_an_assessment_before_a_change_of_level_tells_it_no_more(desk, client, episode, clock):
    assessing.signed(desk, client.id, level_of_care="2.1")
    levels.change(desk, episode, PHP, REASON)
    assert levels.assessed(desk, episode) == "2.1"

    clock.pass_by(days=1)
    levels.change(desk, episodes.get(desk, episode.id), OUTPATIENT, REASON)

    assert levels.assessed(desk, episode) == ""


def test_a_stay_that_is_not_there_has_no_changes(desk):
    with pytest.raises(UnknownRecordError):
        levels.of_episode(desk, EpisodeId(99))
