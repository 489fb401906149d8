"""How long this computer has slept: what one clock counts and another does not."""

from __future__ import annotations

import sys
import time


def seconds_asleep() -> float:
    """Seconds asleep since the computer was started, or a fixed offset from it.

    Only a difference between two answers says anything; setting the wall clock changes neither.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW) - time.clock_gettime(
            time.CLOCK_UPTIME_RAW
        )
    if sys.platform == "win32":
        import ctypes

        awake = ctypes.c_ulonglong()  # in units of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(awake))
        return ctypes.windll.kernel32.GetTickCount64() / 1000 - awake.value / 10_000_000
    return 0.0
