"""What is copied while a store is open is marked as secret and does not stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QTextEdit

from counselor_desk.ui.clipboard import KEPT_MS, ClipboardWatch


@pytest.fixture
def clipboard(qapp):
    made = QGuiApplication.clipboard()
    made.clear()
    yield made
    made.clear()


@pytest.fixture
def owned():
    """What the system says of whose the clipboard is; a screen that is not there never knows."""
    return {QClipboard.Mode.Clipboard: True, QClipboard.Mode.Selection: False}


@pytest.fixture
def watch(clipboard, owned, qapp):
    made = ClipboardWatch(qapp, owns=owned.get)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def copy(qtbot, text):
    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.setPlainText(text)
    editor.selectAll()
    editor.copy()


def test_a_copy_can_be_pasted_and_is_marked_as_secret(watch, clipboard, qtbot):
    copy(qtbot, "what was said")

    assert clipboard.text() == "what was said"
    kept = clipboard.mimeData()
    assert bytes(kept.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in one for one in kept.formats())


def test_a_copy_goes_after_a_minute(watch, clipboard, qtbot):
    copy(qtbot, "what was said")
    assert watch._end.isActive()
    assert watch._end.interval() == KEPT_MS == 60_000
    watch._end.timeout.emit()

    assert clipboard.text() == ""
    assert not watch._end.isActive()


def test_the_lock_takes_a_copy_back(clipboard, owned, qapp, qtbot):
    watch = ClipboardWatch(qapp, owns=owned.get)
    watch.start()
    copy(qtbot, "what was said")
    watch.stop()

    assert clipboard.text() == ""
    watch.deleteLater()


def test_what_another_program_copied_stays(watch, owned, clipboard):
    owned[QClipboard.Mode.Clipboard] = False
    clipboard.setText("theirs")
    watch.clear()

    assert clipboard.text() == "theirs"
    assert clipboard.mimeData().formats() == ["text/plain"]


def test_a_file_that_was_copied_is_left_alone(watch, clipboard):
    other = QMimeData()
    other.setData("application/x-something", b"1")
    clipboard.setMimeData(other)

    assert clipboard.mimeData().formats() == ["application/x-something"]
    assert not watch._end.isActive()
