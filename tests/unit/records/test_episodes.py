"""Episodes: how long a stay lasted."""

from datetime import date

import pytest

from counselor_desk.records.episodes import Episode
from counselor_desk.records.ids import ClientId, EpisodeId, Uid

STAY = Episode(id=EpisodeId(1), uid=Uid("e"), client_id=ClientId(1), admitted_on=date(2026, 2, 5))


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        (date(2026, 2, 4), None),
        (date(2026, 2, 5), 1),
        (date(2026, 2, 12), 1),
        (date(2026, 2, 13), 2),
        (date(2026, 4, 24), 12),
        (date(2026, 4, 30), 12),
    ],
)
def test_a_begun_week_counts_whole(day, weeks):
    assert STAY.weeks_until(day) == weeks


def test_without_an_admission_there_are_no_weeks():
    assert (
        Episode(id=EpisodeId(1), uid=Uid("e"), client_id=ClientId(1)).weeks_until(date(2026, 2, 5))
        is None
    )
