"""The steps of earlier care: their order, the days between them, and what overlaps."""

from __future__ import annotations

from datetime import date

import pytest

from counselor_desk.records.care_steps import steps
from counselor_desk.records.circumstances import CareLevel, PriorCare
from counselor_desk.records.ids import ClientId, PriorCareId, Uid

DETOX, INPATIENT = CareLevel.DETOX, CareLevel.INPATIENT
ADMITTED_ON = date(2026, 2, 5)


def care(level: CareLevel, start: date | None, end: date | None) -> PriorCare:
    return PriorCare(
        id=PriorCareId(1),
        uid=Uid(level.value),
        client_id=ClientId(1),
        level=level,
        started_on=start,
        ended_on=end,
    )


def told(*known: PriorCare, admitted_on: date | None = ADMITTED_ON) -> list[tuple]:
    return [(one.level, one.days) for one in steps(known, admitted_on)]


def test_the_steps_stand_in_the_order_of_time_with_the_days_between_them():
    inpatient = care(INPATIENT, date(2026, 1, 10), date(2026, 1, 24))
    detox = care(DETOX, date(2026, 1, 1), date(2026, 1, 7))

    assert told(inpatient, detox) == [(DETOX, None), (INPATIENT, 3), (None, 12)]


def test_the_next_step_may_begin_the_same_day():
    detox = care(DETOX, date(2026, 1, 29), ADMITTED_ON)

    assert told(detox) == [(DETOX, None), (None, 0)]


def test_care_that_began_before_the_last_one_ended_overlaps():
    detox = care(DETOX, date(2026, 1, 1), date(2026, 1, 7))
    inpatient = care(INPATIENT, date(2026, 1, 5), date(2026, 1, 24))
    found = steps((inpatient, detox), ADMITTED_ON)

    assert [one.overlaps for one in found] == [False, True, False]
    assert found[1].days == -2


def test_a_long_stay_overlaps_every_one_within_it():
    home = care(CareLevel.OTHER, date(2025, 6, 1), date(2026, 2, 9))
    detox = care(DETOX, date(2026, 1, 1), date(2026, 1, 7))

    assert told(home, detox) == [(CareLevel.OTHER, None), (DETOX, -39), (None, -4)]


@pytest.mark.parametrize(
    "known",
    [care(DETOX, date(2026, 1, 1), None), care(INPATIENT, None, date(2026, 1, 20))],
)
def test_a_day_that_is_not_known_leaves_the_gap_open(known):
    first = care(CareLevel.OUTPATIENT, date(2025, 1, 1), None)

    assert told(first, known)[1] == (known.level, None)


def test_care_without_a_day_and_care_after_the_admission_are_no_steps():
    unknown = care(DETOX, None, None)
    later = care(INPATIENT, date(2026, 2, 20), date(2026, 2, 25))

    assert told(unknown, later) == []


def test_before_the_admission_the_steps_end_with_the_last_care():
    detox = care(DETOX, date(2026, 1, 1), date(2026, 1, 7))

    assert told(detox, admitted_on=None) == [(DETOX, None)]
