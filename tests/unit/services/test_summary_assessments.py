"""What the signed assessments say in a discharge summary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counselor_desk.records.assessments import Edition, Harm, Level
from counselor_desk.records.discharges import DischargeSection
from counselor_desk.services import assessments, discharges, episodes, summaries
from tests.assessing import signed


@pytest.fixture
def told(desk, client):
    """What a section says from the record as it is now."""
    started = discharges.start(desk, client.id)

    def read(code: DischargeSection):
        facts = discharges.gather(desk, started)
        return summaries.build_section(facts, started, code)

    return read


def test_without_an_assessment_the_gap_is_owned_up_to(told):
    assert "Ratings by domain are not recorded." in told(DischargeSection.DIAGNOSES).text


def test_a_draft_says_nothing(desk, client, told):
    assessments.start(desk, client.id)

    assert "Ratings by domain are not recorded." in told(DischargeSection.DIAGNOSES).text


def test_first_and_last_ratings_stand_side_by_side(desk, client, clock, told):
    signed(desk, client.id)
    clock.pass_by(days=30)
    signed(desk, client.id, 1, 1, 1, 1, 1, 1)
    clock.pass_by(days=30)
    signed(desk, client.id, 0, 1, 2, 1, 2, 4)

    text = told(DischargeSection.DIAGNOSES).text

    assert "Domain 1 · Withdrawal and intoxication: 2, moderate · 0, none" in text
    assert "Domain 6 · Home and daily surroundings: 3, serious · 4, severe" in text
    assert "not recorded" not in text.removeprefix("No diagnoses are recorded.")


def test_one_assessment_is_not_passed_off_as_two(desk, client, told):
    signed(desk, client.id)

    text = told(DischargeSection.DIAGNOSES).text

    assert "Domain 2 · Physical health: 1, mild · not rated again" in text


def test_other_domain_names_are_named(desk, client, told):
    signed(desk, client.id)
    signed(desk, client.id, edition=Edition.FOURTH)

    text = told(DischargeSection.DIAGNOSES).text

    assert "Readiness to change: 2, moderate · Risks that come with use: 2, moderate" in text


def test_active_withdrawal_is_told_with_what_was_decided(desk, client, told):
    signed(desk, client.id)
    assert "withdrawal was active" not in told(DischargeSection.RISK).text

    decided = "Referred up to Stonebrook Withdrawal Unit, March 12"
    signed(desk, client.id, in_withdrawal=True, withdrawal_decision=decided)

    assert (
        "At the assessment on March 12, 2026 withdrawal was active. Decision: Referred up to "
        "Stonebrook Withdrawal Unit, March 12."
    ) in told(DischargeSection.RISK).text


def test_risk_at_the_last_assessment_is_told(desk, client, told):
    signed(desk, client.id)
    signed(
        desk,
        client.id,
        harm_to_self=Harm.PRESENT,
        harm_level=Level.MODERATE,
        ideation="Passive thoughts",
        action="Safety plan reviewed",
    )

    section = told(DischargeSection.RISK)

    assert section.text.startswith(
        "At the assessment on March 12, 2026 a risk of harm to self was found, moderate. "
        "Passive thoughts. Safety plan reviewed."
    )
    assert "988" in section.text
    assert not section.is_untold


def test_no_risk_is_told_for_whom_was_asked_about(desk, client, told):
    signed(desk, client.id, harm_to_others=Harm.NOT_ASKED)

    text = told(DischargeSection.RISK).text

    assert "no risk of harm to self was found." in text


def test_an_assessment_that_did_not_ask_leaves_the_gap(desk, client, told):
    signed(desk, client.id, harm_to_self=Harm.NOT_ASKED, harm_to_others=Harm.NOT_ASKED)

    assert told(DischargeSection.RISK).is_untold


def test_an_earlier_stay_says_nothing(desk, client):
    made = signed(desk, client.id)
    episode = episodes.open_of(desk, client.id)
    episodes.change(desk, replace(episode, closed_on=made.assessed_on))
    episodes.start(desk, client.id)

    assert discharges.gather(desk, discharges.start(desk, client.id)).assessments == ()
