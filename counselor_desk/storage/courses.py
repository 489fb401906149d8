"""The course of long work: how far it is, and whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable

from counselor_desk.errors import StoppedError

Progress = Callable[[int, int], None]
"""Gets how much is done and how much there is, in bytes; the second never shrinks."""

IsCancelled = Callable[[], bool]


class Course:
    """Counts bytes of work and stops between two steps when it is no longer wanted."""

    def __init__(
        self, progress: Progress | None = None, is_cancelled: IsCancelled | None = None
    ) -> None:
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._total = 1
        self._done = 0

    def expect(self, total: int) -> None:
        """Say how many bytes of work there will be, before the first step."""
        self._total = max(total, 1)
        self.go_on(0)

    def go_on(self, amount: int) -> None:
        """Count `amount` bytes as done.

        Raises:
            StoppedError: the person wants it stopped.
        """
        self.require_wanted()
        self._done = min(self._done + amount, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def require_wanted(self) -> None:
        """Raise StoppedError if the person wants it stopped."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise StoppedError
