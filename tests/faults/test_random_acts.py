"""Whatever a counselor does in whatever order, the store holds what they remember of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counselor_desk.records.signing import RecordState
from counselor_desk.services import checks
from tests.faults.counts import count
from tests.faults.using import Counselor

RUNS = count(3, 30, 500)
STEPS = count(20, 30, 50)
TEXTS = st.sampled_from(["", "calm", "craving after pay day", "żółty 安", "x" * 3_000, "a\nb"])
WHICH = st.integers(0, 99)

HOW = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def has(state: RecordState, *, is_discarded: bool = False):
    """Only where there is a note in this state."""
    return precondition(lambda acts: acts.counselor.of_state(state, is_discarded=is_discarded))


class Acts(RuleBasedStateMachine):
    """Random acts of one counselor."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="counselor-desk-acts-"))
        self.counselor = Counselor(self.home)

    def some(self, which: int, state: RecordState, *, is_discarded: bool = False):
        """One of the notes in a state."""
        found = self.counselor.of_state(state, is_discarded=is_discarded)
        return found[which % len(found)]

    @rule(text=TEXTS)
    def write(self, text):
        self.counselor.write(text)

    @has(RecordState.DRAFT)
    @rule(which=WHICH, text=TEXTS)
    def edit(self, which, text):
        self.counselor.edit(self.some(which, RecordState.DRAFT), text)

    @has(RecordState.DRAFT)
    @rule(which=WHICH)
    def sign(self, which):
        note_id = self.some(which, RecordState.DRAFT)
        if not self.counselor.memory[note_id].text:
            self.counselor.edit(note_id, "what an empty note lacked")
        self.counselor.sign(note_id)

    @has(RecordState.SIGNED)
    @rule(which=WHICH, text=TEXTS.filter(bool))
    def add(self, which, text):
        self.counselor.add(self.some(which, RecordState.SIGNED), text)

    @has(RecordState.DRAFT)
    @rule(which=WHICH)
    def discard(self, which):
        self.counselor.discard(self.some(which, RecordState.DRAFT))

    @has(RecordState.DRAFT, is_discarded=True)
    @rule(which=WHICH)
    def bring_back(self, which):
        self.counselor.bring_back(self.some(which, RecordState.DRAFT, is_discarded=True))

    @rule()
    def back_up(self):
        self.counselor.back_up()

    @precondition(lambda acts: acts.counselor.kept)
    @rule(which=WHICH)
    def restore(self, which):
        self.counselor.restore(which)

    @rule()
    def relaunch(self):
        self.counselor.relaunch()

    @rule()
    def be_killed(self):
        self.counselor.be_killed()

    @invariant()
    def all_is_there(self):
        assert not self.counselor.desk.is_read_only
        assert self.counselor.found() == self.counselor.memory

    def teardown(self):
        try:
            results = checks.look_through(self.counselor.desk.vault)
            assert [one.sentence for one in results if not one.is_good] == []
        finally:
            self.counselor.desk.close()
            shutil.rmtree(self.home)


pytestmark = pytest.mark.usefixtures("quick_openings")


def test_the_store_holds_what_the_counselor_remembers(trials):
    run_state_machine_as_test(Acts, settings=HOW)
    trials(RUNS * STEPS)


def test_a_store_that_forgets_would_be_noticed(tmp_path):
    """The negative control: one that loses what a killed program had in its write-ahead log."""
    counselor = Counselor(tmp_path)
    counselor.write("kept")
    counselor.relaunch()
    counselor.write("lost")
    assert counselor.found() == counselor.memory

    counselor.be_killed("*-wal")

    assert counselor.found() != counselor.memory
    counselor.desk.close()
