from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject

from counselor_desk.errors import DeskError
from counselor_desk.ui import tasks


@pytest.fixture(autouse=True)
def _wait(qapp):
    yield
    tasks.finish()
    qapp.processEvents()


def fail(error):
    raise AssertionError(error)


def test_a_job_runs_on_another_thread_and_reports_on_this_one(qtbot):
    receiver, heard = QObject(), []
    here = threading.get_ident()

    tasks.run(
        receiver,
        threading.get_ident,
        lambda there: heard.append((there, threading.get_ident())),
        fail,
    )

    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][0] != here
    assert heard[0][1] == here


def test_an_error_for_people_goes_to_its_own_slot(qtbot):
    receiver, heard = QObject(), []

    def job():
        raise DeskError("The disk is full.")

    tasks.run(receiver, job, fail, heard.append)

    qtbot.waitUntil(lambda: bool(heard))
    assert str(heard[0]) == "The disk is full."


def test_a_bug_is_raised_on_the_thread_of_the_window(qtbot):
    receiver = QObject()

    def job():
        raise ValueError("bug")

    with qtbot.captureExceptions() as caught:
        tasks.run(receiver, job, fail, fail)
        qtbot.waitUntil(lambda: bool(caught))

    assert caught[0][0] is ValueError


def test_a_receiver_that_died_hears_nothing(qtbot, qapp):
    receiver, heard, gate = QObject(), [], threading.Event()
    tasks.run(receiver, gate.wait, heard.append, fail)

    receiver.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(receiver))
    gate.set()
    tasks.finish()
    qapp.processEvents()

    assert heard == []


def test_a_dropped_task_says_nothing(qtbot, qapp):
    receiver, heard, gate = QObject(), [], threading.Event()
    task = tasks.run(receiver, gate.wait, heard.append, fail)

    task.drop()
    gate.set()
    tasks.finish()
    qapp.processEvents()

    assert heard == []


def test_finish_waits_for_the_job(qtbot):
    receiver, done = QObject(), []
    tasks.run(receiver, lambda: done.append(True), lambda _: None, fail)

    tasks.finish()

    assert done == [True]


def _is_alive(receiver):
    import shiboken6

    return shiboken6.isValid(receiver)


def test_beside_a_job_that_computes_the_window_gets_its_turn_soon(qtbot):
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    receiver, heard = QObject(), []
    try:
        tasks.finish()
        tasks._pool().setObjectName("")  # as in a program that has run no job yet
        tasks.run(receiver, sys.getswitchinterval, heard.append, fail)
        qtbot.waitUntil(lambda: bool(heard))
    finally:
        sys.setswitchinterval(usual)

    assert heard[0] <= 0.001
