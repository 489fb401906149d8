"""Starts a program that may write no file past a limit: limited.py BYTES PROGRAM ARGUMENTS."""

from __future__ import annotations

import os
import resource
import signal
import sys

if __name__ == "__main__":
    limit = int(sys.argv[1])
    # Ignored, so that a write past the limit is an error and no end; children inherit both.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - no shell is meant
