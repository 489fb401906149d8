"""Several starts on one store: one writes, the others name it, and a kill leaves no stale lock."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from counselor_desk.errors import StoreInUseError
from tests.faults import scripted
from tests.faults.counts import count
from tests.faults.scripted import ROOT

AT_ONCE = 4
ROUNDS = count(5, 15, 50)
CHILD = [sys.executable, "-m", "tests.faults.scripted", "hold"]


@dataclass(slots=True)
class Round:
    """What several starts at once on one store said."""

    holders: list[int] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    complaints: str = ""


def start_at_once(store, many=AT_ONCE):
    """Start several on one store, hear what each says, and kill the one that has it."""
    found = Round()
    with ExitStack() as children:
        started = [
            children.enter_context(
                subprocess.Popen(
                    [*CHILD, str(store)],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(many)
        ]
        for child in started:
            word = child.stdout.readline().strip()
            if word == "open":
                found.holders.append(child.pid)
            else:
                found.refusals.append(word)
                child.wait()
                found.complaints += child.stderr.read()
        for child in started:
            child.kill()
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return scripted.make_store(tmp_path_factory.mktemp("starts") / "Records.cdesk")


@pytest.fixture(scope="module")
def rounds(store):
    return [start_at_once(store) for _ in range(ROUNDS)]


def test_never_two_write_and_never_none(rounds, trials):
    trials(ROUNDS * AT_ONCE)

    assert [len(one.holders) for one in rounds] == [1] * ROUNDS


def test_the_others_name_the_one_that_writes(rounds):
    for one in rounds:
        (holder,) = one.holders
        assert one.complaints == ""
        assert len(one.refusals) == AT_ONCE - 1
        assert all(f"(process {holder})" in words for words in one.refusals), one.refusals


def test_a_kill_leaves_no_stale_lock(rounds, store):
    with scripted.opened(store) as desk:
        assert scripted.look_at(desk).problems == ()


def test_a_store_that_is_open_here_is_refused_there(store):
    """The negative control: who holds it is seen, so that a round without a holder would be."""
    with scripted.opened(store):
        found = start_at_once(store, 1)

    assert found.holders == []
    assert len(found.refusals) == 1


def test_a_stopped_holder_is_still_the_holder(store):
    with subprocess.Popen(
        [*CHILD, str(store)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "open\n"
        holder.send_signal(signal.SIGSTOP)
        with pytest.raises(StoreInUseError), scripted.opened(store):
            pass
        holder.kill()
