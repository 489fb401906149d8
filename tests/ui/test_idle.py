"""The watch that locks a window nobody touches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counselor_desk.ui.fields import LineEdit
from counselor_desk.ui.idle import IdleWatch
from counselor_desk.ui.sleep_clock import seconds_asleep


@pytest.fixture
def field(qtbot):
    made = LineEdit(name="Field")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def watch(clock, field):
    made = IdleWatch(clock, minutes=5)
    made.start()
    yield made
    made.stop()


def press(field):
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)


def test_nothing_happens_while_somebody_types(watch, clock, field, qtbot):
    with qtbot.assertNotEmitted(watch.expired):
        for _ in range(10):
            clock.go_on(minutes=4)
            press(field)
            watch.check()


def test_it_warns_a_minute_before(watch, clock, qtbot):
    clock.go_on(minutes=4)
    with qtbot.waitSignal(watch.warned):
        watch.check()


def test_a_key_after_the_warning_takes_it_back(watch, clock, field, qtbot):
    clock.go_on(minutes=4, seconds=30)
    watch.check()
    with qtbot.waitSignal(watch.resumed):
        press(field)


def test_it_expires_after_five_minutes(watch, clock, qtbot):
    clock.go_on(minutes=5)
    with qtbot.waitSignal(watch.expired):
        watch.check()


def test_the_first_key_after_a_long_sleep_locks_and_is_not_typed(watch, clock, field, qtbot):
    clock.go_on(hours=8)
    with qtbot.waitSignal(watch.expired):
        press(field)

    assert field.text() == ""


def test_a_clock_set_back_does_not_lock(watch, clock, qtbot):
    clock.go_on(hours=-2)
    with qtbot.assertNotEmitted(watch.expired):
        watch.check()


def test_a_stopped_watch_hears_nothing(watch, clock, field, qtbot):
    watch.stop()
    clock.go_on(hours=1)
    with qtbot.assertNotEmitted(watch.expired):
        press(field)


@pytest.fixture
def naps():
    return [100.0]


@pytest.fixture
def sleepy(clock, field, naps):
    made = IdleWatch(clock, minutes=5, asleep_s=lambda: naps[-1])
    made.start()
    yield made
    made.stop()


def test_a_nap_is_told_once(sleepy, naps, qtbot):
    naps.append(130.0)
    with qtbot.waitSignal(sleepy.slept):
        sleepy.check()
    with qtbot.assertNotEmitted(sleepy.slept):
        sleepy.check()


def test_a_clock_set_forward_is_no_nap(sleepy, clock, qtbot):
    clock.go_on(minutes=2)
    with qtbot.assertNotEmitted(sleepy.slept):
        sleepy.check()


def test_fewer_minutes_hold_at_once(watch, clock, qtbot):
    clock.go_on(minutes=2)
    watch.set_minutes(1)
    with qtbot.waitSignal(watch.expired):
        watch.check()


def test_this_computer_says_how_long_it_slept():
    assert abs(seconds_asleep() - seconds_asleep()) < 1
