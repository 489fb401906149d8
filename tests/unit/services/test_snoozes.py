"""What is owed can wait until tomorrow; what may harm only with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from counselor_desk.errors import MissingSnoozeReasonError
from counselor_desk.records.substances import SubstanceClass
from counselor_desk.records.today import OwedReview
from counselor_desk.services import plans, snoozes, substances, today
from counselor_desk.services.substances import NewReturn


@pytest.fixture
def risk(desk, plan, clock):
    """A plan to review after a return to use."""
    clock.pass_by(days=2)
    substances.record_return(
        desk,
        plan.client_id,
        NewReturn(
            substance=SubstanceClass.ALCOHOL,
            used_on=date(2026, 3, 13),
            learned_on=date(2026, 3, 13),
        ),
    )
    return next(one for one in today.owed(desk) if isinstance(one, OwedReview))


def test_what_is_put_off_comes_back_tomorrow(desk, client, clock):
    (item,) = today.owed(desk)
    kept = snoozes.put_off(desk, item)

    assert kept.until_on == date(2026, 3, 13)
    assert today.owed(desk) == ()
    clock.pass_by(days=1)
    assert [type(one) for one in today.owed(desk)] == [type(item)]


def test_it_is_shown_again_at_once(desk, client):
    (item,) = today.owed(desk)
    snoozes.put_off(desk, item)
    snoozes.show_again(desk, item)

    assert today.owed(desk) == (item,)


def test_it_stays_put_off_when_its_words_change(desk, client):
    (item,) = today.owed(desk)
    snoozes.put_off(desk, item)
    plans.start(desk, client.id)

    assert today.owed(desk) == ()


def test_a_risk_is_put_off_with_a_reason_alone(desk, risk):
    with pytest.raises(MissingSnoozeReasonError):
        snoozes.put_off(desk, risk, reason="  ")
    assert risk in today.owed(desk)

    kept = snoozes.put_off(desk, risk, reason="We meet tomorrow at nine")
    assert kept.reason == "We meet tomorrow at nine"
    assert risk not in today.owed(desk)
