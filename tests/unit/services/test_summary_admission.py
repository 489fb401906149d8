"""What a discharge summary says about how a client came, and how the stay went on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counselor_desk.records.circumstances import Answer, CareLevel, LivingKind
from counselor_desk.records.discharges import DischargeSection
from counselor_desk.records.episodes import LevelOfCare
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.services import (
    circumstances,
    cravings,
    discharges,
    episodes,
    levels,
    substances,
    summaries,
)
from counselor_desk.services.circumstances import NewLiving, NewPriorCare
from counselor_desk.services.cravings import NewCraving
from counselor_desk.services.substances import NewReturn
from counselor_desk.storage import episodes as episode_rows

REASON = "Two objectives are close to being met"
LAPSE = NewReturn(
    used_on=date(2026, 3, 3),
    learned_on=date(2026, 3, 5),
    substance=SubstanceClass.ALCOHOL,
    amount="four beers",
    circumstances="At a wedding.\nCalled his sponsor the next day",
)


@pytest.fixture
def told(desk, client):
    """What a section says from the record as it is now."""
    started = discharges.start(desk, client.id)

    def read(code: DischargeSection = DischargeSection.ADMISSION) -> str:
        return summaries.build_section(discharges.gather(desk, started), started, code).text

    return read


@pytest.fixture
def change(desk, client):
    """Writes facts of the open episode."""
    return lambda **facts: episodes.change(
        desk, replace(episodes.open_of(desk, client.id), **facts)
    )


def test_the_referral_source_is_told(told, change):
    assert "The referral source is not recorded." in told()

    change(referred_by="Drug court")

    assert "Referred by: Drug court." in told()
    assert "referral source" not in told()


def test_the_reason_for_coming_is_told(told, change):
    assert "Reason" not in told()

    change(reason="Lost his license")

    assert "Reason for coming: Lost his license." in told()


def test_a_higher_level_of_care_is_told_with_the_days_since_its_end(desk, client, told):
    assert "level of care" not in told()

    care = NewPriorCare(
        level=CareLevel.DETOX,
        facility="Riverside",
        ended_on=date(2026, 2, 2),
        outcome="completed",
    )
    circumstances.add_prior_care(desk, client.id, care)

    assert (
        "The last higher level of care was detox at Riverside; it ended on February 2, 2026, "
        "3 days before the admission. Its outcome: completed."
    ) in told()


def test_care_that_ended_on_the_day_of_the_admission_has_no_days(desk, client, told):
    care = NewPriorCare(level=CareLevel.PHP, ended_on=date(2026, 2, 5))
    circumstances.add_prior_care(desk, client.id, care)

    assert "partial hospitalization; it ended on February 5, 2026, on the day of the" in told()


def test_where_the_client_lived_is_told_with_the_moves_since(desk, client, told):
    for kind, since, more in (
        (LivingKind.SHELTER, date(2024, 1, 1), {}),
        (
            LivingKind.HOME,
            date(2025, 1, 1),
            {"with_whom": "his brother", "somebody_uses": Answer.YES},
        ),
        (LivingKind.SOBER_LIVING, date(2026, 3, 1), {}),
    ):
        circumstances.add_living(desk, client.id, NewLiving(kind=kind, since=since, **more))

    assert (
        "At the admission Marcus lived at home; others there: his brother; somebody there used "
        "substances. A move on March 1, 2026: Marcus lived in sober living."
    ) in told()
    assert "shelter" not in told()


def test_a_home_without_a_day_is_not_dated(desk, client, told):
    circumstances.add_living(desk, client.id, NewLiving(kind=LivingKind.NO_FIXED_HOME))

    assert " Marcus had no fixed home." in told()
    assert "At the admission" not in told()


def test_the_first_plan_is_told_as_it_was_before_the_extensions(desk, client, told):
    for weeks in (16, 20):
        episodes.extend(desk, episodes.open_of(desk, client.id), weeks, REASON)

    assert "The stay was planned for 12 weeks." in told()


def test_extensions_stand_in_the_course_with_their_reasons(desk, client, told):
    episodes.extend(desk, episodes.open_of(desk, client.id), 16, REASON)

    assert (
        "On March 12, 2026 the stay was extended from 12 to 16 weeks: "
        "Two objectives are close to being met."
    ) in told(DischargeSection.COURSE)


def test_changes_of_level_stand_in_the_course_and_the_admission_tells_the_first(desk, client, told):
    levels.change(desk, episodes.open_of(desk, client.id), LevelOfCare.PHP, "Urges every day")

    assert "was admitted to intensive outpatient care" in told()
    assert (
        "On March 12, 2026 the stay went on from intensive outpatient care to partial "
        "hospitalization: Urges every day."
    ) in told(DischargeSection.COURSE)


def test_returns_to_use_stand_in_the_course(desk, client, told):
    assert "eturn to use" not in told(DischargeSection.COURSE)

    substances.record_return(desk, client.id, LAPSE)
    second = replace(LAPSE, used_on=date(2026, 3, 4), amount="", circumstances="", is_overdose=True)
    substances.record_return(desk, client.id, replace(second, substance=SubstanceClass.OTHER))

    assert (
        "Return to use on March 3, 2026: alcohol, four beers. At a wedding. Called his sponsor "
        "the next day. Return to use on March 4, 2026: another substance. It was an overdose."
    ) in told(DischargeSection.COURSE)


def test_urges_stand_in_the_course(desk, client, told):
    for day, score in ((10, 8), (1, 7), (12, 2)):
        cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, day), score=score))

    assert (
        "3 urges to use are recorded on a scale from 0 to 10: the first 7 on 03/01/2026, the last "
        "2 on 03/12/2026, the strongest 8."
    ) in told(DischargeSection.COURSE)


def test_one_urge_is_neither_first_nor_last(desk, client, told):
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 1), score=7))

    assert "One urge to use is recorded: 7 on 03/01/2026, on a scale" in told(
        DischargeSection.COURSE
    )


def test_what_belongs_to_an_earlier_stay_is_left_out(desk, client):
    substances.record_return(desk, client.id, LAPSE)
    cravings.add(desk, client.id, NewCraving(rated_on=date(2026, 3, 1), score=7))
    now = episodes.open_of(desk, client.id)
    episodes.extend(desk, now, 16, REASON)
    with desk.write() as writer:
        episode_rows.update(writer, replace(now, closed_on=date(2026, 3, 10)))
    episodes.start(desk, client.id)
    facts = discharges.gather(desk, discharges.start(desk, client.id))

    assert (facts.returns, facts.urges, facts.stay.extensions) == ((), (), ())
