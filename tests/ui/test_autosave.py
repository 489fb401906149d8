"""What is typed goes to disk at a pause, and at least every three seconds."""

from __future__ import annotations

import pytest

from counselor_desk.errors import BusyStoreError, DiskFullError, RescuedError
from counselor_desk.ui import autosave
from counselor_desk.ui.autosave import Autosave


@pytest.fixture
def saves() -> list[str]:
    return []


@pytest.fixture
def quick(qapp, monkeypatch, saves):
    monkeypatch.setattr(autosave, "PAUSE_MS", 20)
    monkeypatch.setattr(autosave, "LONGEST_WAIT_MS", 60)
    monkeypatch.setattr(autosave, "RETRY_MS", 30)
    waiting = Autosave(lambda: saves.append("saved"))
    yield waiting
    waiting.stop()


def test_the_intervals_are_those_of_the_decision():
    assert (autosave.PAUSE_MS, autosave.LONGEST_WAIT_MS) == (1000, 3000)


def test_it_saves_after_a_pause(qtbot, quick, saves):
    with qtbot.waitSignal(quick.saved, timeout=2000):
        quick.touch()

    assert saves == ["saved"]


def test_it_saves_while_changes_go_on(qtbot, quick, saves):
    quick.touch()
    quick._pause.setInterval(60_000)  # as if every key came before the pause was over
    quick.touch()

    qtbot.waitUntil(lambda: saves == ["saved"], timeout=2000)


def test_flushing_without_a_change_writes_nothing(quick, saves):
    assert quick.flush()

    assert saves == []


def test_flushing_writes_at_once(quick, saves):
    quick.touch()

    assert quick.flush()
    assert saves == ["saved"]
    assert not quick.is_waiting


def test_a_failure_is_told_and_the_text_still_waits(qapp, qtbot):
    def fail() -> None:
        raise DiskFullError

    waiting = Autosave(fail)
    waiting.touch()
    with qtbot.waitSignal(waiting.failed) as told:
        assert not waiting.flush()

    assert "disk is full" in told.args[0]
    assert isinstance(waiting.problem, DiskFullError)
    assert waiting.is_waiting
    waiting.stop()


def test_a_failure_is_tried_again(qtbot, quick, saves, monkeypatch):
    outcomes = iter([DiskFullError(), None])

    def sometimes() -> None:
        outcome = next(outcomes)
        if outcome:
            raise outcome
        saves.append("saved")

    monkeypatch.setattr(quick, "_save", sometimes)
    quick.touch()

    qtbot.waitUntil(lambda: saves == ["saved"], timeout=2000)


@pytest.mark.parametrize(
    ("failure", "tries"),
    [
        (BusyStoreError(), 2),
        (DiskFullError(), 1),
        (RescuedError(BusyStoreError()), 2),
        (RescuedError(DiskFullError()), 1),
    ],
)
def test_a_busy_store_is_tried_again_sooner(qtbot, quick, monkeypatch, failure, tries):
    monkeypatch.setattr(autosave, "BUSY_MS", 10)
    monkeypatch.setattr(autosave, "RETRY_MS", 60_000)
    tried = []

    def fail() -> None:
        tried.append(failure)
        if len(tried) == 1:
            raise failure

    monkeypatch.setattr(quick, "_save", fail)
    quick.touch()
    quick.flush()
    qtbot.wait(100)

    assert len(tried) == tries


def test_what_is_forgotten_is_not_saved(quick, saves):
    quick.touch()
    quick.forget()

    assert quick.flush()
    assert saves == []
