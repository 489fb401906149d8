"""What one guess at a passphrase costs: Argon2id parameters, their bounds, their calibration."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1024  # in KiB
SALT_BYTES = 16
_CANDIDATES_KIB = (64 * MIB, 128 * MIB, 256 * MIB, 512 * MIB)
_LONGEST_S = 0.8
_SHARE_OF_MEMORY = 4
_KIB_PER_LANE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Argon2id parameters: memory in KiB, passes over it, lanes in parallel."""

    memory_kib: int
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a key file may ask for, both ends included; checked before anything is derived.

    Always the defaults, except in tests, which pass lower ones: nothing a person, a setting or
    the environment can say makes a guess cheaper.
    """

    least_memory_kib: int = 64 * MIB
    most_memory_kib: int = 4096 * MIB
    most_passes: int = 64
    most_lanes: int = 16

    @property
    def floor(self) -> Cost:
        """The cheapest cost; enough for the recovery words, whose 128 bits nobody guesses."""
        return Cost(memory_kib=self.least_memory_kib)

    def allow(self, cost: Cost) -> bool:
        """Whether a key file may ask for `cost`."""
        return (
            self.least_memory_kib <= cost.memory_kib <= self.most_memory_kib
            and 1 <= cost.passes <= self.most_passes
            and 1 <= cost.lanes <= self.most_lanes
            and cost.memory_kib >= _KIB_PER_LANE * cost.lanes
        )


BOUNDS = Bounds()
FLOOR = BOUNDS.floor
"""RFC 9106, section 4, second recommendation."""
PRACTICE_COST = FLOOR


def calibrate(
    *, memory_kib: int | None = None, measure: Callable[[Cost], float] | None = None
) -> Cost:
    """The highest cost of 64 to 512 MiB that takes 0.8 s at most and a quarter of the memory.

    `memory_kib` is this computer's memory and `measure` gives the seconds one derivation takes;
    both are found out if not given. Never below 64 MiB. Takes 1 to 4 seconds.
    """
    memory = memory_of_computer_kib() if memory_kib is None else memory_kib
    measured = seconds_of if measure is None else measure
    best = FLOOR
    for candidate in _CANDIDATES_KIB:
        cost = Cost(memory_kib=candidate)
        if candidate * _SHARE_OF_MEMORY > memory:
            break
        try:
            if measured(cost) > _LONGEST_S:
                break
        except MemoryError:
            break
        best = cost
    return best


def next_above(
    cost: Cost, *, memory_kib: int | None = None, measure: Callable[[Cost], float] | None = None
) -> Cost | None:
    """The next higher cost, if this computer affords it by the measure of `calibrate`.

    Takes one derivation at that cost, where there is one.
    """
    memory = memory_of_computer_kib() if memory_kib is None else memory_kib
    measured = seconds_of if measure is None else measure
    above = next((kib for kib in _CANDIDATES_KIB if kib > cost.memory_kib), None)
    if above is None or above * _SHARE_OF_MEMORY > memory:
        return None
    try:
        return Cost(memory_kib=above) if measured(Cost(memory_kib=above)) <= _LONGEST_S else None
    except MemoryError:
        return None


def seconds_of(cost: Cost) -> float:
    """How long one derivation takes here and now."""
    begun = time.perf_counter()
    derive(b"calibration", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begun


def derive(secret: bytes, salt: bytes, cost: Cost) -> bytearray:
    """32 bytes from a secret by Argon2id, version 1.3 (RFC 9106).

    Raises:
        MemoryError: this computer has not that much memory free.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derived = bytearray(32)
    Argon2id(
        salt=salt,
        length=len(derived),
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive_into(secret, derived)
    return derived


def memory_of_computer_kib() -> int:
    """The memory of this computer, in KiB; 0 where the system does not say."""
    if sys.platform == "win32":
        return _memory_on_windows_kib()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (OSError, ValueError):
        return 0


if sys.platform == "win32":

    def _memory_on_windows_kib() -> int:
        import ctypes

        installed = ctypes.c_ulonglong(0)
        is_told = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(installed))
        return installed.value if is_told else 0
