"""The intake checklist: five papers, each with its day or the reason why it is not needed."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ImpossibleStayDateError,
    MissingReasonError,
    NoOpenEpisodeError,
    UnusableTextError,
)
from counselor_desk.records.intakes import IntakePaper
from counselor_desk.services import clients, episodes, intakes
from counselor_desk.services.changes import Kind


@pytest.fixture
def episode(desk, client):
    return episodes.open_of(desk, client.id)


@pytest.fixture
def consent(desk, episode):
    return intakes.of_episode(desk, episode)[0]


def test_every_paper_stands_on_the_list_in_order(desk, episode):
    assert [item.paper for item in intakes.of_episode(desk, episode)] == list(IntakePaper)
    assert intakes.open_papers(desk, episode) == tuple(IntakePaper)


def test_a_paper_that_was_gone_through_has_its_day(desk, episode, consent):
    kept = intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))

    assert intakes.of_episode(desk, episode)[0] == kept
    assert IntakePaper.CONSENT_TO_TREATMENT not in intakes.open_papers(desk, episode)


def test_a_paper_is_written_twice_and_stays_one_line(desk, episode, consent):
    intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))
    intakes.keep(desk, replace(consent, done_on=date(2026, 2, 6)))

    found = intakes.of_episode(desk, episode)
    assert (len(found), found[0].done_on) == (5, date(2026, 2, 6))


def test_a_line_is_announced(desk, consent):
    heard = []
    desk.listen(heard.append)
    intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))

    assert [one.kinds for one in heard] == [frozenset({Kind.INTAKE})]


def test_a_paper_that_is_not_needed_says_why_and_has_no_day(desk, consent):
    unneeded = replace(consent, is_not_needed=True, done_on=date(2026, 2, 5))

    with pytest.raises(MissingReasonError):
        intakes.keep(desk, unneeded)

    kept = intakes.keep(desk, replace(unneeded, remark="In person only"))
    assert (kept.done_on, kept.is_open) == (None, False)


@pytest.mark.parametrize("day", [date(2026, 3, 13), date(1991, 6, 1)])
def test_no_paper_is_gone_through_tomorrow_or_before_birth(desk, consent, day):
    with pytest.raises(ImpossibleStayDateError):
        intakes.keep(desk, replace(consent, done_on=day))


def test_control_characters_in_a_remark_are_refused(desk, consent):
    with pytest.raises(UnusableTextError):
        intakes.keep(desk, replace(consent, remark="a\x07b"))


def test_the_list_of_an_ended_episode_stays_as_it_is(desk, episode, consent):
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    with pytest.raises(NoOpenEpisodeError):
        intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))


def test_each_episode_has_a_list_of_its_own(desk, client, episode, consent):
    intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))
    episodes.change(desk, replace(episode, closed_on=desk.today()))
    again = episodes.start(desk, client.id)

    assert intakes.open_papers(desk, again) == tuple(IntakePaper)


def test_no_paper_is_older_than_the_inquiry(desk, episode, consent):
    episodes.change(desk, replace(episode, inquiry_on=date(2026, 2, 1)))

    with pytest.raises(ImpossibleStayDateError, match="before the inquiry"):
        intakes.keep(desk, replace(consent, done_on=date(2026, 1, 31)))


def test_no_paper_is_of_an_earlier_stay(desk, episode):
    episodes.change(desk, replace(episode, closed_on=date(2026, 3, 10)))
    later = episodes.start(desk, episode.client_id)
    paper = intakes.of_episode(desk, later)[0]

    with pytest.raises(ImpossibleStayDateError):
        intakes.keep(desk, replace(paper, done_on=date(2026, 3, 9)))


def test_a_birth_date_does_not_move_past_a_paper(desk, client, episode, consent):
    intakes.keep(desk, replace(consent, done_on=date(2026, 2, 5)))
    episodes.change(desk, replace(episode, admitted_on=None, inquiry_on=None))

    with pytest.raises(ImpossibleStayDateError, match="intake paper"):
        clients.change(desk, replace(client, born_on=date(2026, 2, 6)), is_sure=True)
