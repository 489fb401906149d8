"""What a guess costs: bounded, calibrated, and equal to the published numbers."""

import pytest

from counselor_desk.storage import costs
from counselor_desk.storage.costs import Bounds, Cost

PLENTY = 64 * 1024 * costs.MIB


def test_argon2id_gives_what_another_implementation_gives():
    # argon2-cffi 25.1: hash_secret_raw(b"password", b"somesaltsomesalt", 3, 64, 4, 32, Type.ID)
    derived = costs.derive(b"password", b"somesaltsomesalt", Cost(memory_kib=64))

    assert derived.hex() == ("9cb56f6cad0c84f51536569e63acbc47d2fdefaeea4b4f711efb5409e37f34ca")


@pytest.mark.parametrize(
    ("seconds_per_64_mib", "chosen"), [(0.05, 512), (0.15, 256), (0.3, 128), (0.5, 64), (3.0, 64)]
)
def test_the_highest_cost_within_the_time_is_chosen(seconds_per_64_mib, chosen):
    cost = costs.calibrate(
        memory_kib=PLENTY,
        measure=lambda cost: seconds_per_64_mib * cost.memory_kib / (64 * costs.MIB),
    )

    assert cost == Cost(memory_kib=chosen * costs.MIB)


@pytest.mark.parametrize(("memory_mib", "chosen"), [(0, 64), (256, 64), (1024, 256), (1023, 128)])
def test_a_quarter_of_the_memory_is_the_most(memory_mib, chosen):
    cost = costs.calibrate(memory_kib=memory_mib * costs.MIB, measure=lambda _cost: 0.01)

    assert cost.memory_kib == chosen * costs.MIB


def test_memory_that_is_not_free_ends_the_search():
    def measure(cost):
        if cost.memory_kib > 128 * costs.MIB:
            raise MemoryError
        return 0.01

    assert costs.calibrate(memory_kib=PLENTY, measure=measure).memory_kib == 128 * costs.MIB


def test_the_floor_is_rfc_9106s_second_recommendation():
    assert Cost(memory_kib=65536, passes=3, lanes=4) == costs.FLOOR
    assert costs.PRACTICE_COST == costs.FLOOR


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory_kib=65535),
        Cost(memory_kib=4 * 1024 * 1024 + 1),
        Cost(memory_kib=65536, passes=0),
        Cost(memory_kib=65536, passes=65),
        Cost(memory_kib=65536, lanes=0),
        Cost(memory_kib=65536, lanes=17),
    ],
)
def test_costs_outside_the_bounds_are_refused(cost):
    assert not costs.BOUNDS.allow(cost)


def test_less_than_eight_kib_a_lane_is_refused():
    assert not Bounds(least_memory_kib=1).allow(Cost(memory_kib=31))
    assert Bounds(least_memory_kib=1).allow(Cost(memory_kib=32))


def test_the_computer_says_how_much_memory_it_has():
    assert costs.memory_of_computer_kib() > 256 * costs.MIB


def test_one_derivation_can_be_timed():
    assert costs.seconds_of(Cost(memory_kib=64)) < 5


@pytest.mark.parametrize(
    ("present_mib", "seconds_per_64_mib", "next_mib"),
    [(64, 0.1, 128), (128, 0.2, 256), (128, 0.3, None), (512, 0.01, None), (64, 3.0, None)],
)
def test_the_next_higher_cost_is_given_where_it_is_fast_enough(
    present_mib, seconds_per_64_mib, next_mib
):
    above = costs.next_above(
        Cost(memory_kib=present_mib * costs.MIB),
        memory_kib=PLENTY,
        measure=lambda cost: seconds_per_64_mib * cost.memory_kib / (64 * costs.MIB),
    )

    assert above == (next_mib and Cost(memory_kib=next_mib * costs.MIB))


def test_no_higher_cost_takes_more_than_a_quarter_of_the_memory():
    small = 511 * costs.MIB

    assert costs.next_above(costs.FLOOR, memory_kib=small, measure=lambda _cost: 0.01) is None


def test_memory_that_is_not_free_is_no_higher_cost():
    def measure(_cost):
        raise MemoryError

    assert costs.next_above(costs.FLOOR, memory_kib=PLENTY, measure=measure) is None
