"""Circumstances: what holds now, how a client lived, and care before the program."""

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.errors import (
    ImpossibleStayDateError,
    MissingCareError,
    MissingFactError,
    NoOpenEpisodeError,
    UnusableTextError,
)
from counselor_desk.records.circumstances import Answer, CareLevel, Employment, LivingKind
from counselor_desk.services import circumstances, episodes
from counselor_desk.services.changes import Kind
from counselor_desk.services.circumstances import NewLiving, NewPriorCare

TOMORROW = date(2026, 3, 13)
DETOX = NewPriorCare(
    level=CareLevel.DETOX,
    facility="Tulsa County",
    started_on=date(2026, 1, 26),
    ended_on=date(2026, 2, 2),
)


def test_nothing_is_known_at_first(desk, client):
    now = circumstances.get(desk, client.id)

    assert (now.id, now.employment, now.strengths) == (0, Employment.UNKNOWN, "")


def test_two_pages_write_their_own_fields_and_keep_the_others(desk, client):
    circumstances.change(desk, client.id, lambda now: replace(now, strengths="Asked for help"))
    circumstances.change(desk, client.id, lambda now: replace(now, carries_naloxone=Answer.YES))

    now = circumstances.get(desk, client.id)
    assert (now.strengths, now.carries_naloxone) == ("Asked for help", Answer.YES)


def test_a_change_is_announced(desk, client):
    heard = []
    desk.listen(heard.append)
    circumstances.change(desk, client.id, lambda now: replace(now, funding="County"))

    assert [one.kinds for one in heard] == [frozenset({Kind.CIRCUMSTANCES})]


def test_lines_of_a_long_text_stay_lines(desk, client):
    kept = circumstances.change(
        desk, client.id, lambda now: replace(now, barriers=" No car\r\nNight shift \x07")
    )

    assert kept.barriers == "No car\nNight shift"


@pytest.mark.parametrize(("field", "limit"), [("strengths", 4000), ("languages", 500)])
def test_a_text_that_is_too_long_is_refused(desk, client, field, limit):
    with pytest.raises(UnusableTextError):
        circumstances.change(
            desk, client.id, lambda now: replace(now, **{field: "a" * (limit + 1)})
        )

    assert circumstances.get(desk, client.id).id == 0


@pytest.mark.parametrize(
    "field", ["last_overdose_on", "allergies_denied_on", "medications_denied_on"]
)
def test_nothing_happened_tomorrow(desk, client, field):
    with pytest.raises(ImpossibleStayDateError):
        circumstances.change(desk, client.id, lambda now: replace(now, **{field: TOMORROW}))


def test_an_overdose_before_birth_is_refused(desk, client):
    with pytest.raises(ImpossibleStayDateError, match=r"The overdose is before the birth date\."):
        circumstances.change(
            desk, client.id, lambda now: replace(now, last_overdose_on=date(1950, 5, 1))
        )

    assert circumstances.get(desk, client.id).id == 0


def test_an_overdose_that_was_kept_before_stands_in_no_ones_way(desk, client):
    with desk.write() as writer:
        circumstances.write(writer, client.id, last_overdose_on=date(1950, 5, 1))
    circumstances.change(desk, client.id, lambda now: replace(now, funding="County"))

    assert circumstances.get(desk, client.id).funding == "County"


def test_the_newest_arrangement_is_the_present_one(desk, client):
    kinds = {LivingKind.HOME: None, LivingKind.SOBER_LIVING: date(2026, 2, 4)}
    for kind, since in kinds.items():
        circumstances.add_living(desk, client.id, NewLiving(kind=kind, since=since))

    assert [one.kind for one in circumstances.living(desk, client.id)] == [
        LivingKind.SOBER_LIVING,
        LivingKind.HOME,
    ]


@pytest.mark.parametrize("since", [TOMORROW, date(1991, 6, 1)])
def test_nobody_moves_in_tomorrow_or_before_birth(desk, client, since):
    with pytest.raises(ImpossibleStayDateError):
        circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME, since=since))


def test_who_moved_tells_since_when(desk, client):
    home = circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME))
    with pytest.raises(MissingFactError, match="moved in"):
        circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.SOBER_LIVING))

    assert circumstances.living(desk, client.id) == (home,)


def test_the_day_of_a_move_is_not_taken_away_but_one_unknown_may_stay_so(desk, client):
    home = circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME))
    moved = NewLiving(kind=LivingKind.SOBER_LIVING, since=date(2026, 2, 4))
    sober = circumstances.add_living(desk, client.id, moved)
    with pytest.raises(MissingFactError):
        circumstances.change_living(desk, replace(sober, since=None))
    circumstances.change_living(desk, replace(home, remark="with a garden"))

    assert circumstances.living(desk, client.id) == (sober, replace(home, remark="with a garden"))


def test_an_arrangement_can_be_corrected(desk, client):
    made = circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME))
    circumstances.change_living(desk, replace(made, with_whom="his brother"))

    (kept,) = circumstances.living(desk, client.id)
    assert kept.with_whom == "his brother"


def test_care_before_the_program_is_kept_newest_first(desk, client):
    circumstances.add_prior_care(
        desk, client.id, NewPriorCare(level=CareLevel.OUTPATIENT, outcome="left early")
    )
    circumstances.add_prior_care(desk, client.id, DETOX)

    assert [one.level for one in circumstances.prior_care(desk, client.id)] == [
        CareLevel.DETOX,
        CareLevel.OUTPATIENT,
    ]


@pytest.mark.parametrize(
    "days",
    [
        {"started_on": date(2026, 2, 3)},
        {"ended_on": TOMORROW},
        {"started_on": date(1990, 1, 1)},
    ],
)
def test_care_with_impossible_days_is_refused(desk, client, days):
    with pytest.raises(ImpossibleStayDateError):
        circumstances.add_prior_care(desk, client.id, replace(DETOX, **days))

    assert circumstances.prior_care(desk, client.id) == ()


def test_care_can_be_corrected(desk, client):
    made = circumstances.add_prior_care(desk, client.id, DETOX)
    circumstances.change_prior_care(desk, replace(made, outcome="completed"))

    (kept,) = circumstances.prior_care(desk, client.id)
    assert kept.outcome == "completed"
    with pytest.raises(ImpossibleStayDateError, match="before it began"):
        circumstances.change_prior_care(desk, replace(made, ended_on=date(2026, 1, 1)))


def test_the_circumstances_of_a_discharged_client_stay_as_they_are(desk, client):
    made = circumstances.add_prior_care(desk, client.id, DETOX)
    lived = circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME))
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=desk.today()))

    for write in (
        lambda: circumstances.change(desk, client.id, lambda now: replace(now, funding="x")),
        lambda: circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.HOME)),
        lambda: circumstances.change_living(desk, lived),
        lambda: circumstances.add_prior_care(desk, client.id, DETOX),
        lambda: circumstances.change_prior_care(desk, made),
    ):
        with pytest.raises(NoOpenEpisodeError):
            write()


def test_care_of_which_nothing_is_told_is_refused(desk, client):
    with pytest.raises(MissingCareError):
        circumstances.add_prior_care(desk, client.id, NewPriorCare(level=CareLevel.DETOX))
