"""Starts the program anew in its own place: only the end of a process clears its memory.

After a store was closed, copies of its key and of what was on the screen are still in the memory
of the process, where Python cannot reach them. A fresh process has none of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import NoReturn

ReplaceProcess = Callable[[bytes], None]
"""Begins the program anew in place of this one and hands it the message; comes back only by an
OSError, when it could not."""

VARIABLE = "COUNSELOR_DESK_TAKES_OVER"
"""Names the open file that holds what the process before hands over."""

_MOST_BYTES = 65_536
_MOST_DIGITS = 6


def replace_process(message: bytes, environment: Mapping[str, str]) -> NoReturn:
    """End this process and begin the program anew, which reads `message`.

    The message goes through a pipe, never through a file, the arguments or the environment.
    Everything has to be closed before: nothing of this process runs on.

    Args:
        message: at most 32 KiB; no secret, no name.
        environment: as this process found it.

    Raises:
        OSError: the program could not be started; this process goes on.
    """
    command = [sys.executable, *sys.orig_argv[1:]]
    if sys.platform == "win32":
        _start_beside(command, message, environment)
    read, write = os.pipe()
    try:
        os.write(write, message)
        os.close(write)
        os.set_inheritable(read, True)
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os.execve(sys.executable, command, {**environment, VARIABLE: str(read)})  # noqa: S606 - ourselves
    finally:
        os.close(read)


def _start_beside(command: list[str], message: bytes, environment: Mapping[str, str]) -> NoReturn:
    """Where a process cannot be replaced, another one starts and this one ends at once."""
    import subprocess

    fresh = subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.PIPE, env={**environment, VARIABLE: "0"}
    )
    if fresh.stdin is not None:
        fresh.stdin.write(message)
        fresh.stdin.close()
    os._exit(0)


def handed_over(environment: MutableMapping[str, str]) -> bytes | None:
    """What the process before handed over; None at a usual start. It can be read once."""
    number = environment.pop(VARIABLE, "")
    if not number.isdecimal() or len(number) > _MOST_DIGITS:
        return None
    try:
        with os.fdopen(int(number), "rb") as pipe:
            return pipe.read(_MOST_BYTES)
    except OSError:
        return None
