"""A child that imports clients, or takes them out again, and dies at a step if it is told to."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

from counselor_desk.services import imports
from tests.faults import acts
from tests.faults.scripted import say

WHEN_DONE = -1
"""Die after the last step, when nobody was told yet that it is done."""


def main(what: str, home: str, last: str) -> None:
    """Bring the clients in or take them out; say each step, and die at step `last` (from 1)."""
    step = 0

    def tell(_done: int, _total: int) -> None:
        nonlocal step
        step += 1
        say(step)
        if step == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

    with closing(acts.opened(Path(home))) as desk:
        who = imports.acting(desk)
        if what == "bring":
            imports.bring_in(who, acts.trial_of(desk), tell=tell)
        else:
            made = imports.newest(desk)
            if made is None:
                raise RuntimeError("nothing was imported")
            imports.take_out(who, made, tell)
        if int(last) == WHEN_DONE:
            os.kill(os.getpid(), signal.SIGKILL)
        say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
